package web

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
)

// CompanyPage is the company's card, whether its licence is accepted, and claims on its code. Page "company".
// Inputs by form: industry, district, size, legal_group, countries; file; answer.
type CompanyPage struct {
	Chrome
	Form         Form
	Which        string // the form that is complained about: card, licence, or the id of a claim
	Company      accounts.Company
	Verification accounts.Verification
	Claims       []ClaimRow
	Industries   []Option
	Districts    []Option
	Sizes        []Option
	Countries    []Option
	CanChange    bool
	CanVerify    bool
	CanAnswer    bool
}

// ClaimRow is a claim on the company's code, as its holder sees it.
type ClaimRow struct {
	ID, State  string
	At         time.Time
	AnsweredAt *time.Time
	Heard      time.Time // until when it can be explained
	Reason     string
	Open       bool
}

func (p *Portal) showCompany(c *fiber.Ctx) error { return p.companyPage(c, fiber.StatusOK, Form{}, "") }

func (p *Portal) companyPage(c *fiber.Ctx, status int, form Form, which string) error {
	ctx, s := c.UserContext(), scope(c)
	card, err := p.rooms.People.CompanyCard(ctx, s)
	if err != nil {
		return err
	}
	page := CompanyPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("company.title")}), Form: form, Which: which, Company: card,
		CanChange: p.allows(c, "company.change"), CanVerify: p.allows(c, "company.verify"), CanAnswer: p.allows(c, "claim.answer")}
	if page.Verification, err = p.rooms.People.OwnVerification(ctx, s); err != nil {
		return err
	}
	claims, err := p.rooms.People.ClaimsOnUs(ctx, s)
	if err != nil {
		return err
	}
	for _, claim := range claims {
		page.Claims = append(page.Claims, ClaimRow{ID: claim.ID.String(), State: claim.State, At: claim.At, AnsweredAt: claim.AnsweredAt, Heard: p.heardBy(claim.Station, claim.At), Reason: claim.Reason, Open: claim.Open()})
	}
	signup := p.signupPage(c, Form{})
	page.Industries, page.Districts, page.Sizes, page.Countries = signup.Industries, signup.Districts, signup.Sizes, signup.Countries
	if done := c.Query("done"); slices.Contains([]string{"card", "licence", "answer"}, done) && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("company.done_" + done)})
	}
	if c.Query("first") == "verify" && page.Company.VerifiedAt == nil {
		page.Flash = append(page.Flash, Flash{Level: "warn", Say: accounts.ErrVerify.Say})
	}
	return p.page(c, status, "company", page)
}

// FormOf is what was posted to one form of the page; the card's stands as it is kept.
func (p CompanyPage) FormOf(which string) Form {
	if p.Which == which {
		return p.Form
	}
	if which != "card" {
		return Form{}
	}
	return Form{Values: map[string][]string{"industry": {p.Company.Section}, "district": {p.Company.District}, "size": {p.Company.Size}, "legal_group": {p.Company.Group}, "countries": p.Company.Countries}}
}

// cardForm is what the owner changes of the company's card; name and code are the licence's.
type cardForm struct {
	Industry  string   `validate:"required,oneof=A B C D E F G H I J K L M N O P Q R S T" name:"industry"`
	District  string   `validate:"required" name:"district"`
	Size      string   `validate:"required,oneof=micro small medium large" name:"size"`
	Group     string   `validate:"max=100" name:"legal_group"`
	Countries []string `validate:"max=60,dive,len=2,uppercase" name:"countries"`
}

func (p *Portal) changeCompany(c *fiber.Ctx) error {
	form := postedForm(c, "industry", "district", "size", "legal_group", "countries")
	in := cardForm{form.Value("industry"), form.Value("district"), form.Value("size"), strings.TrimSpace(form.Value("legal_group")), form.Values["countries"]}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if in.District != "" && !slices.ContainsFunc(p.place(c).Districts, func(d accounts.District) bool { return d.Key == in.District }) {
		form.Complain("district", station.Say("signup.wrong_district"))
	}
	if len(form.Errors) > 0 {
		return p.companyPage(c, fiber.StatusUnprocessableEntity, form, "card")
	}
	card := accounts.Company{Section: in.Industry, District: in.District, Size: in.Size, Group: in.Group, Countries: in.Countries}
	if err := p.rooms.People.ChangeCompany(c.UserContext(), scope(c), card); err != nil {
		return err
	}
	return c.Redirect("/company?done=card", fiber.StatusSeeOther)
}

// handedIn reads the one file of a form; ok is false for none.
func handedIn(c *fiber.Ctx) (file *fileIn, err error) {
	header, err := c.FormFile("file")
	if err != nil || header.Size == 0 {
		return nil, nil // none was chosen
	}
	open, err := header.Open()
	if err != nil {
		return nil, err
	}
	return &fileIn{name: header.Filename, size: header.Size, body: open}, nil
}

// sendLicence takes the picture of the licence and asks for it to be accepted, in one step.
func (p *Portal) sendLicence(c *fiber.Ctx) error {
	var form Form
	file, err := handedIn(c)
	if err != nil {
		return err
	}
	if file == nil {
		form.Complain("file", station.Say("upload.choose_file"))
		return p.companyPage(c, fiber.StatusUnprocessableEntity, form, "licence")
	}
	defer file.body.Close()
	s := scope(c)
	_, err = p.rooms.Files.Put(c.UserContext(), station.Tenant{Company: s.Company()}, files.Upload{Name: file.name, Size: file.size, Purpose: files.Licence, By: actor(c).Person}, file.body,
		func(ctx context.Context, tx pg.Tx, f files.File) error {
			return p.rooms.People.AskVerification(ctx, tx, s, uuid.UUID(f.ID))
		})
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("file", f.Say)
		return p.companyPage(c, statuses[f.Kind], form, "licence")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/company?done=licence", fiber.StatusSeeOther)
}

func (p *Portal) answerClaim(c *fiber.Ctx) error {
	which, err := id(c, "claim")
	if err != nil {
		return err
	}
	form := postedForm(c, "answer")
	err = p.rooms.People.AnswerClaim(c.UserContext(), scope(c), which, clipTo(strings.TrimSpace(form.Value("answer")), 2000))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("answer", f.Say)
		return p.companyPage(c, statuses[f.Kind], form, uuid.UUID(which).String())
	}
	if err != nil {
		return err
	}
	return c.Redirect("/company?done=answer", fiber.StatusSeeOther)
}
