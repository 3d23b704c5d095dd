package web

import (
	"context"
	"io"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// maxCMS is how large a signature is that comes back.
const maxCMS = 256 << 10

func (p *Portal) putUpConclusion(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	return p.signStep(c, which, "up", p.rooms.Reviews.PutUp(c.UserContext(), scope(c), which, nil))
}

func (p *Portal) signInternally(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	return p.signStep(c, which, "signed", p.rooms.Reviews.Sign(c.UserContext(), scope(c), which, c.FormValue("hash"), p.reviewSigned(c)))
}

// signByCertificate takes the detached signature in that was made elsewhere.
func (p *Portal) signByCertificate(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	file, err := handedIn(c)
	if err != nil {
		return err
	}
	var form Form
	if file == nil {
		form.Complain("file", station.Say("sign.choose_cms"))
		return p.conclusionPage(c, fiber.StatusUnprocessableEntity, form, "certificate")
	}
	defer file.body.Close()
	if file.size > maxCMS {
		form.Complain("file", station.Say("sign.cms_too_large"))
		return p.conclusionPage(c, fiber.StatusUnprocessableEntity, form, "certificate")
	}
	cms, err := io.ReadAll(io.LimitReader(file.body, maxCMS))
	if err != nil {
		return err
	}
	return p.signStep(c, which, "signed", p.rooms.Reviews.SignByCertificate(c.UserContext(), scope(c), which, c.FormValue("hash"), cms, p.reviewSigned(c)))
}

// signStep answers a step towards a signature.
func (p *Portal) signStep(c *fiber.Ctx, which uuid.UUID, done string, err error) error {
	f, ok := station.AsFault(err)
	if ok && (f.Kind == station.Invalid || f.Kind == station.Conflict || f.Kind == station.Forbidden) {
		var form Form
		name := ""
		if f.Kind == station.Invalid && f.Say.Key != "sign.no_text" {
			name = "file"
		}
		form.Complain(name, f.Say)
		return p.conclusionPage(c, statuses[f.Kind], form, "certificate")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews/"+which.String()+"/conclusion?done="+done, fiber.StatusSeeOther)
}

// reviewSigned tells a company that its report is signed.
func (p *Portal) reviewSigned(c *fiber.Ctx) reviews.Also {
	by, company := actor(c), station.Tenant{Company: scope(c).Company()}
	owners, found := p.rooms.People.Keepers(c.UserContext(), company)
	return func(ctx context.Context, tx pg.Tx, r reviews.Review) error {
		if found != nil || len(owners) == 0 {
			return found
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: company, To: notices.To(owners...), Kind: notices.ReviewSigned, Key: once(notices.ReviewSigned),
			Args: notices.Args{"by": by.Name}, Link: "/reviews/" + r.ID.String() + "/conclusion"})
	}
}

// giveContent hands out the very bytes that are signed.
func (p *Portal) giveContent(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	s, err := p.rooms.Reviews.SignOff(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	now := s.Current()
	if now == nil {
		return fiber.ErrNotFound
	}
	return download(c, "content-"+now.Hash[:8]+".json", fiber.MIMEApplicationJSON, now.Bytes)
}
