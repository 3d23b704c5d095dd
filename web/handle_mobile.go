package web

import (
	"cmp"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// MobilePage is a person's mobile number, to which short messages go. Page "account_phone". Inputs by form: phone; code.
type MobilePage struct {
	Chrome
	Form    Form
	Phone   accounts.Phone
	Masked  string // of the number that waits for its code
	CanText bool   // short messages can be sent
}

// canText tells whether the station sends short messages.
func (p *Portal) canText(c *fiber.Ctx) (bool, error) {
	if p.rooms.Notices == nil {
		return false, nil
	}
	return p.rooms.Notices.CanText(c.UserContext(), actor(c).Tenant())
}

func (p *Portal) showMobile(c *fiber.Ctx) error { return p.mobilePage(c, fiber.StatusOK, Form{}) }

// mobileDone are the notices that the page can come back with.
var mobileDone = map[string]bool{"asked": true, "confirmed": true, "removed": true}

func (p *Portal) mobilePage(c *fiber.Ctx, status int, form Form) error {
	page := MobilePage{Chrome: p.factorCrumbs(c, "phone.title"), Form: form}
	var err error
	if page.CanText, err = p.canText(c); err != nil {
		return err
	}
	if page.Phone, err = p.rooms.People.OwnPhone(c.UserContext(), scope(c)); err != nil {
		return err
	}
	page.Masked = accounts.MaskPhone(page.Phone.Asked)
	if done := c.Query("done"); mobileDone[done] && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("phone.done_" + done)})
	}
	return p.page(c, status, "account_phone", page)
}

// askMobile sends a code to a number. The answer is the same whoever has it.
func (p *Portal) askMobile(c *fiber.Ctx) error {
	if can, err := p.canText(c); err != nil || !can {
		return cmp.Or(err, error(fiber.ErrNotFound))
	}
	form := postedForm(c, "phone")
	err := p.rooms.People.AskPhone(c.UserContext(), scope(c), form.Value("phone"), p.device(c), p.phoneCode(actor(c), p.lang(c)))
	return p.mobileAnswer(c, err, form, "phone", "asked")
}

func (p *Portal) confirmMobile(c *fiber.Ctx) error {
	form := postedForm(c, "code")
	from, err := p.rooms.People.ConfirmPhone(c.UserContext(), scope(c), strings.TrimSpace(form.Value("code")), p.device(c), p.phoneChanged(actor(c)))
	if err == nil {
		err = p.phoneTaken(c.UserContext(), from)
	}
	return p.mobileAnswer(c, err, Form{}, "code", "confirmed") // a code is not sent back
}

func (p *Portal) removeMobile(c *fiber.Ctx) error {
	err := p.rooms.People.RemovePhone(c.UserContext(), scope(c), p.phoneChanged(actor(c)))
	return p.mobileAnswer(c, err, Form{}, "", "removed")
}

// mobileAnswer comes back to the page: with what was done, or with what is wrong.
func (p *Portal) mobileAnswer(c *fiber.Ctx, err error, form Form, about, done string) error {
	f, ok := station.AsFault(err)
	switch {
	case ok && (f.Kind == station.Invalid || f.Kind == station.Conflict || f.Kind == station.TooMany):
		form.Complain(about, waitSaid(c, f))
		return p.mobilePage(c, statuses[f.Kind], form)
	case err != nil:
		return err
	}
	return c.Redirect("/account/phone?done="+done, fiber.StatusSeeOther)
}

// Minutes is how long a code counts.
func (MobilePage) Minutes() int { return int(accounts.CodeLife / time.Minute) }
