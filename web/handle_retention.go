package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// RetentionPage shows and changes how long the station keeps what. Page "admin_retention". Inputs: the name of each kind that can
// be changed, in days.
type RetentionPage struct {
	Chrome
	Form      Form
	Kinds     []accounts.Retained
	CanChange bool
}

func (p *Portal) showRetention(c *fiber.Ctx) error {
	kinds, err := p.rooms.People.Retention(c.UserContext(), scope(c).Station())
	if err != nil {
		return err
	}
	form := Form{Values: map[string][]string{}}
	for _, k := range kinds {
		form.Values[k.Name] = []string{strconv.Itoa(k.Days)}
	}
	return p.retentionPage(c, fiber.StatusOK, form, kinds)
}

func (p *Portal) retentionPage(c *fiber.Ctx, status int, form Form, kinds []accounts.Retained) error {
	page := RetentionPage{Chrome: p.chrome(c, "home", adminCrumbs("retention.title")...), Form: form, Kinds: kinds, CanChange: p.allows(c, "settings.change")}
	if c.Query("done") == "saved" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("retention.saved")})
	}
	return p.page(c, status, "admin_retention", page)
}

// changeRetention takes the days of every kind, all or none.
func (p *Portal) changeRetention(c *fiber.Ctx) error {
	kinds, err := p.rooms.People.Retention(c.UserContext(), scope(c).Station())
	if err != nil {
		return err
	}
	form, wanted := Form{Values: map[string][]string{}}, map[string]int{}
	for _, k := range kinds {
		if k.Fixed() {
			continue
		}
		said := strings.TrimSpace(c.FormValue(k.Name))
		form.Values[k.Name] = []string{said}
		days, err := strconv.Atoi(strings.ReplaceAll(said, ",", ""))
		if err != nil || days < k.Least || days > k.Most {
			form.Complain(k.Name, station.Say("retention.wrong_days", "least", k.Least, "most", k.Most))
		} else if days != k.Days {
			wanted[k.Name] = days
		}
	}
	if len(form.Errors) > 0 {
		return p.retentionPage(c, fiber.StatusUnprocessableEntity, form, kinds)
	}
	for kind, days := range wanted {
		if err := p.rooms.People.ChangeRetention(c.UserContext(), scope(c), kind, days); err != nil {
			return err
		}
	}
	return c.Redirect("/admin/retention?done=saved", fiber.StatusSeeOther)
}
