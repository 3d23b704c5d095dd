package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Deletion is the planned deletion of the visitor's company, as every page shows it.
type Deletion struct {
	Due     time.Time
	CanKeep bool // the owner takes it back
}

// planned finds the planned deletion of the visitor's company. Where it cannot be found the page goes without.
func (p *Portal) planned(c *fiber.Ctx, who station.Actor) *Deletion {
	if who.Company == (station.CompanyID{}) {
		return nil
	}
	due, err := p.rooms.People.DeletionDue(c.UserContext(), who.Company)
	if err != nil {
		p.log.Warn("planned deletion", "error", scrub(err))
	}
	if due.IsZero() {
		return nil
	}
	return &Deletion{Due: due, CanKeep: who.Role == station.Owner}
}

// confirms tells whether what was typed is the company's name or code.
func confirms(card accounts.Company, said string) bool {
	said = strings.TrimSpace(said)
	return said != "" && (said == card.Name || card.CreditCode != "" && accounts.CleanCreditCode(said) == card.CreditCode)
}

// planDeletion plans the deletion of the company, after its name or code was typed.
func (p *Portal) planDeletion(c *fiber.Ctx) error {
	form := postedForm(c, "confirm", "gone")
	card, err := p.rooms.People.CompanyCard(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	if !confirms(card, form.Value("confirm")) {
		form.Complain("confirm", station.Say("deletion.wrong_confirm"))
	}
	if form.Value("gone") == "" {
		form.Complain("gone", station.Say("deletion.wrong_gone"))
	}
	if len(form.Errors) > 0 {
		return p.privacyPage(c, fiber.StatusUnprocessableEntity, form)
	}
	everybody, err := p.everybodyIn(c)
	if err != nil {
		return err
	}
	_, err = p.rooms.People.AskDeletion(c.UserContext(), scope(c), p.deletionPlanned(everybody, actor(c)))
	return p.afterDeletion(c, err, "planned")
}

// keepCompany takes the planned deletion back.
func (p *Portal) keepCompany(c *fiber.Ctx) error {
	everybody, err := p.everybodyIn(c)
	if err != nil {
		return err
	}
	return p.afterDeletion(c, p.rooms.People.KeepCompany(c.UserContext(), scope(c), p.deletionStopped(everybody, actor(c))), "kept")
}

func (p *Portal) afterDeletion(c *fiber.Ctx, err error, done string) error {
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		var form Form
		form.Complain("", f.Say)
		return p.privacyPage(c, fiber.StatusConflict, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/privacy?done="+done+"#deletion", fiber.StatusSeeOther)
}
