package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// DeskFactorsPage lets the owner of a company in again who has lost phone and keys, once an officer has checked who they are. Page
// "desk_factors". Inputs: uscc, email, papers, sure.
type DeskFactorsPage struct {
	Chrome
	Form   Form
	Papers []Option
	Done   string // the owner whose second factors are gone; empty = nothing was done yet
}

func (p *Portal) showDeskFactors(c *fiber.Ctx) error {
	return p.deskFactorsPage(c, fiber.StatusOK, Form{}, "")
}

func (p *Portal) deskFactorsPage(c *fiber.Ctx, status int, form Form, done string) error {
	page := DeskFactorsPage{Chrome: p.chrome(c, "home", deskCrumbs("desk.factors")...), Form: form, Done: done}
	for _, key := range papers {
		page.Papers = append(page.Papers, Option{Value: key, Label: p.say(page.Lang, "desk.papers_"+key)})
	}
	return p.page(c, status, "desk_factors", page)
}

func (p *Portal) deskFactors(c *fiber.Ctx) error {
	form := postedForm(c, "uscc", "email", "papers", "sure")
	if !slices.Contains(papers, form.Value("papers")) {
		form.Complain("papers", station.Say("desk.choose_papers"))
	}
	if form.Value("sure") == "" {
		form.Complain("sure", station.Say("desk.factors_unsure"))
	}
	if len(form.Errors) > 0 {
		return p.deskFactorsPage(c, fiber.StatusUnprocessableEntity, form, "")
	}
	who, err := p.rooms.People.ResetFactorsByOfficer(c.UserContext(), scope(c), accounts.CleanCreditCode(form.Value("uscc")), form.Value("email"), form.Value("papers"), p.factorsReset(actor(c)))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.NotFound || f.Kind == station.Conflict) {
		form.Complain("uscc", f.Say)
		return p.deskFactorsPage(c, fiber.StatusUnprocessableEntity, form, "")
	}
	if err != nil {
		return err
	}
	return p.deskFactorsPage(c, fiber.StatusOK, Form{}, who.Name)
}
