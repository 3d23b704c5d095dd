package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// BarringPage lists whom an expert does not review. Page "conflicts". Inputs: whom.
type BarringPage struct {
	Chrome
	Form   Form
	Barred []reviews.Barred
}

func (p *Portal) showConflicts(c *fiber.Ctx) error {
	return p.conflictsPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) conflictsPage(c *fiber.Ctx, status int, form Form) error {
	barred, err := p.rooms.Reviews.Barring(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	return p.page(c, status, "conflicts", BarringPage{Chrome: p.queueCrumbs(c, Crumb{Say: station.Say("review.conflicts")}), Form: form, Barred: barred})
}

func (p *Portal) addConflict(c *fiber.Ctx) error {
	form := postedForm(c, "whom")
	err := p.rooms.Reviews.Bar(c.UserContext(), scope(c), form.Value("whom"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("whom", f.Say)
		return p.conflictsPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/conflicts", fiber.StatusSeeOther)
}

func (p *Portal) dropConflict(c *fiber.Ctx) error {
	key, err := id(c, "conflict")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.Unbar(c.UserContext(), scope(c), key); err != nil {
		return err
	}
	return c.Redirect("/expert/conflicts", fiber.StatusSeeOther)
}
