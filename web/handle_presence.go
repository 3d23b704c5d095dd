package web

import (
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// addPresence adds a host country to a check.
func (p *Portal) addPresence(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	if ref := c.FormValue("ref"); ref != "" {
		if err := p.rooms.Checks.RestorePresence(c.UserContext(), scope(c), check, requestID(c), ref); err != nil {
			return err
		}
		return c.Redirect(checkURL(check)+"?back="+url.QueryEscape(ref)+"#presences", fiber.StatusSeeOther)
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
	before, err := p.rooms.Checks.Check(c.UserContext(), scope(c), check)
	if err != nil {
		return err
	}
	ref, err := p.rooms.Checks.AddPresence(c.UserContext(), scope(c), check, requestID(c), country)
	if err != nil {
		return err
	}
	notice := ""
	if before.HadPresence(ref) {
		notice = "?back=" + url.QueryEscape(ref)
	}
	return c.Redirect(checkURL(check)+notice+"#presences", fiber.StatusSeeOther)
}

// removedPresence says what has just happened to a presence: taken out, with a way back, or back
// with the answers that it had.
func (p *Portal) removedPresence(c *fiber.Ctx, check *assessments.Check) *Removed {
	for _, name := range []string{"removed", "back"} {
		ref := c.Query(name)
		if ref == "" || !check.HadPresence(ref) {
			continue
		}
		there := slices.ContainsFunc(check.Presences, func(x assessments.Presence) bool { return x.Ref == ref })
		if there != (name == "back") {
			continue
		}
		label := p.presenceLabel(p.lang(c), ref)
		if name == "back" {
			return &Removed{Say: station.Say("presence.back", "name", label)}
		}
		return &Removed{Say: station.Say("presence.removed", "name", label), Ref: ref}
	}
	return nil
}

func (p *Portal) removePresence(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	if err := p.rooms.Checks.RemovePresence(c.UserContext(), scope(c), check, requestID(c), c.Params("ref")); err != nil {
		return err
	}
	return c.Redirect(checkURL(check)+"?removed="+url.QueryEscape(c.Params("ref"))+"#presences", fiber.StatusSeeOther)
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
