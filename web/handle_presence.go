package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// addPresence adds a host country to a check.
func (p *Portal) addPresence(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "country")
	country := form.Value("country")
	known := false
	for _, o := range p.countries(p.lang(c)) {
		known = known || o.Value == country
	}
	if !known {
		form.Complain("country", station.Say("presence.choose_country"))
		return p.checkPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if _, err := p.rooms.Checks.AddPresence(c.UserContext(), scope(c), check, requestID(c), country); err != nil {
		return err
	}
	return c.Redirect(checkURL(check)+"#presences", fiber.StatusSeeOther)
}

func (p *Portal) removePresence(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	if err := p.rooms.Checks.RemovePresence(c.UserContext(), scope(c), check, requestID(c), c.Params("ref")); err != nil {
		return err
	}
	return c.Redirect(checkURL(check)+"#presences", fiber.StatusSeeOther)
}

func (p *Portal) noPresence(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	if err := p.rooms.Checks.NoPresences(c.UserContext(), scope(c), check, requestID(c)); err != nil {
		return err
	}
	return c.Redirect(checkURL(check)+"#presences", fiber.StatusSeeOther)
}
