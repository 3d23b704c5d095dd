package web

import (
	"context"
	"mime/multipart"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
)

// fileIn is a file of a form on its way in.
type fileIn struct {
	name string
	size int64
	body multipart.File
}

// ClaimPage files a claim on a code that is taken. It never says who holds it. Page "claim_new". Inputs: uscc,
// company, name, email, reason, file.
type ClaimPage struct {
	Chrome
	Form Form
}

// ClaimStatus is how a claim stands, for its claimant. Page "claim_status".
type ClaimStatus struct {
	Chrome
	Claim  accounts.Claim
	Token  string
	URL    string    // of this page, to keep; shown right after filing
	Heard  time.Time // until when the other side may explain
	SignUp string    // where a code that was set free is registered
}

func (p *Portal) showClaimForm(c *fiber.Ctx) error {
	form := Form{Values: map[string][]string{"uscc": {c.Query("uscc")}}}
	return p.page(c, fiber.StatusOK, "claim_new", ClaimPage{Chrome: p.chrome(c, ""), Form: form})
}

// claimForm is what a claimant gives.
type claimForm struct {
	CreditCode string `validate:"required,len=18" name:"uscc"`
	Company    string `validate:"required,min=2,max=100" name:"company"`
	Name       string `validate:"required,max=60" name:"name"`
	Email      string `validate:"required,email,max=200" name:"email"`
	Reason     string `validate:"required,min=5,max=2000" name:"reason"`
}

func (p *Portal) fileClaim(c *fiber.Ctx) error {
	form := postedForm(c, "uscc", "company", "name", "email", "reason")
	trimmed := func(name string) string { return strings.TrimSpace(form.Value(name)) }
	in := claimForm{accounts.CleanCreditCode(form.Value("uscc")), trimmed("company"), trimmed("name"), trimmed("email"), trimmed("reason")}
	complain(&form, formRules.Struct(in), "claim.wrong_")
	file, err := handedIn(c)
	if err != nil {
		return err
	}
	if file == nil {
		form.Complain("file", station.Say("upload.choose_file"))
	} else {
		defer file.body.Close()
	}
	if len(form.Errors) > 0 {
		return p.page(c, fiber.StatusUnprocessableEntity, "claim_new", ClaimPage{Chrome: p.chrome(c, ""), Form: form})
	}
	token, err := p.keepClaim(c, in, file)
	if f, ok := station.AsFault(err); ok && f.Kind != station.Unavailable {
		name := map[station.Kind]string{station.NotFound: "uscc", station.Conflict: "uscc", station.Invalid: "file"}[f.Kind]
		form.Complain(name, waitSaid(c, f))
		status := statuses[f.Kind]
		if f.Kind == station.NotFound {
			status = fiber.StatusUnprocessableEntity
		}
		return p.page(c, status, "claim_new", ClaimPage{Chrome: p.chrome(c, ""), Form: form})
	}
	if err != nil {
		return err
	}
	return c.Redirect("/claims/"+token+"?new=1", fiber.StatusSeeOther)
}

func (p *Portal) keepClaim(c *fiber.Ctx, in claimForm, file *fileIn) (token string, err error) {
	at, holder, err := p.rooms.People.Claimed(c.UserContext(), in.CreditCode, p.device(c))
	if err != nil {
		return "", err
	}
	from := accounts.Claimant{Name: in.Name, Email: in.Email, Company: in.Company, Reason: in.Reason}
	owners, err := p.rooms.People.Keepers(c.UserContext(), station.Tenant{Company: holder})
	if err != nil {
		return "", err
	}
	// one transaction of the station and of the company that holds the code: a claim that is kept was told to both sides
	_, err = p.rooms.Files.Put(c.UserContext(), station.Tenant{Station: at}, files.Upload{Name: file.name, Size: file.size, Purpose: files.Licence, About: holder}, file.body,
		func(ctx context.Context, tx pg.Tx, f files.File) error {
			var now station.CompanyID
			var err error
			if token, now, err = p.rooms.People.FileClaim(ctx, tx, at, in.CreditCode, from, uuid.UUID(f.ID)); err != nil {
				return err
			}
			if now != holder { // the code changed hands this moment
				return &station.Fault{Kind: station.Unavailable, Say: station.Say(pg.Busy)}
			}
			if err := p.claimReceived(ctx, tx, at, in, token); err != nil {
				return err
			}
			return p.claimFiled(ctx, tx, in, holder, owners, uuid.UUID(f.ID))
		})
	return token, err
}

func (p *Portal) showClaim(c *fiber.Ctx) error {
	token := c.Params("token")
	claim, err := p.rooms.People.FollowClaim(c.UserContext(), token)
	if err != nil {
		return err
	}
	page := ClaimStatus{Chrome: p.chrome(c, ""), Claim: claim, Token: token, Heard: p.heardBy(claim.Station, claim.At)}
	if c.Query("new") != "" {
		page.URL = p.linkTo(c, "/claims/"+token)
	}
	if claim.State == accounts.ClaimSeparated && claim.UsedAt == nil {
		page.SignUp = "/signup?claim=" + token
	}
	return p.page(c, fiber.StatusOK, "claim_status", page)
}
