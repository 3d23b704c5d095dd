package web

import (
	"html/template"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// FactorPage begins to add a second factor: an app, or a key. Page "factor". Inputs: name, passkey.
type FactorPage struct {
	Chrome
	Form   Form
	First  bool         // there is none yet: recovery codes come with it
	Must   bool         // the staff cannot work before
	NoKey  station.Text // why no key can be added under this address; the zero Text = one can
	Return string
}

// AppPage sets up an authenticator app. Page "factor_app". Inputs: name, code.
type AppPage struct {
	Chrome
	Form   Form
	QR     template.HTML
	Secret string
	First  bool
	Return string
}

// CodesPage shows new recovery codes, this once. Page "factor_codes".
type CodesPage struct {
	Chrome
	Codes  []string
	Added  bool // with the first factor
	Return string
}

// returnOf is where somebody goes when a factor is added.
func returnOf(c *fiber.Ctx) string {
	if c.Method() == fiber.MethodGet {
		return localPath(c.Query("return"), "/account")
	}
	return localPath(c.FormValue("return"), "/account")
}

func (p *Portal) factorCrumbs(c *fiber.Ctx, title string) Chrome {
	return p.chrome(c, "account", Crumb{Say: station.Say("nav.home"), URL: p.chrome(c, "").Home()}, Crumb{Say: station.Say("account.title"), URL: "/account"}, Crumb{Say: station.Say(title)})
}

func (p *Portal) showFactor(c *fiber.Ctx) error { return p.factorPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) factorPage(c *fiber.Ctx, status int, form Form) error {
	all, _, err := p.rooms.People.Factors(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	_, why := p.party(c)
	page := FactorPage{Chrome: p.factorCrumbs(c, "factor.add"), Form: form, First: len(all) == 0, NoKey: why, Return: returnOf(c)}
	page.Must = page.First && actor(c).Company == (station.CompanyID{}) && !p.site.StaffFactorOptional
	if len(form.Values) == 0 {
		page.Form.Values = map[string][]string{"name": {p.say(page.Lang, "factor.key_name")}}
	}
	return p.page(c, status, "factor", page)
}

// beginApp makes the secret of an app; the page after shows it until a code proves that the app has it.
func (p *Portal) beginApp(c *fiber.Ctx) error {
	if err := p.rooms.People.BeginApp(c.UserContext(), scope(c), c.Cookies(p.cookie("session"))); err != nil {
		return err
	}
	return c.Redirect(withReturn("/account/factor/app", returnOf(c)), fiber.StatusSeeOther)
}

func (p *Portal) showApp(c *fiber.Ctx) error {
	return p.appPage(c, fiber.StatusOK, Form{Values: map[string][]string{"name": {p.say(p.lang(c), "factor.app_name")}}})
}

func (p *Portal) appPage(c *fiber.Ctx, status int, form Form) error {
	setup, err := p.rooms.People.AppSetup(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), p.say(p.lang(c), "brand.name"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound { // it took too long, or is done
		return c.Redirect(withReturn("/account/factor", returnOf(c)), fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	all, _, err := p.rooms.People.Factors(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := AppPage{Chrome: p.factorCrumbs(c, "factor.app"), Form: form, Secret: setup.Secret, First: len(all) == 0, Return: returnOf(c)}
	if page.QR, err = qrCode(setup.Link, p.say(page.Lang, "factor.qr")); err != nil {
		return err
	}
	return p.page(c, status, "factor_app", page)
}

// factorName is the name of a factor as posted, or what it is called where none is given.
func (p *Portal) factorName(c *fiber.Ctx, form *Form, otherwise string) string {
	name := strings.TrimSpace(form.Value("name"))
	if len([]rune(name)) > 60 {
		form.Complain("name", station.Say("factor.name_long"))
	}
	if name == "" {
		name = p.say(p.lang(c), otherwise)
	}
	return name
}

func (p *Portal) addApp(c *fiber.Ctx) error {
	form := postedForm(c, "name")
	name := p.factorName(c, &form, "factor.app_name")
	if len(form.Errors) > 0 {
		return p.appPage(c, fiber.StatusUnprocessableEntity, form)
	}
	added, err := p.rooms.People.AddApp(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), name, c.FormValue("code"), p.factorChanged(actor(c).Tenant(), actor(c).Person, "added"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(map[station.Kind]string{station.Invalid: "code"}[f.Kind], f.Say)
		return p.appPage(c, statuses[f.Kind], form)
	}
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return c.Redirect(withReturn("/account/factor", returnOf(c)), fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	return p.factorAdded(c, added)
}

// inviteKey gives the script what the browser needs to add a key.
func (p *Portal) inviteKey(c *fiber.Ctx) error {
	party, _ := p.party(c)
	options, err := p.rooms.People.InviteKey(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), party)
	return sendOptions(c, options, err)
}

func (p *Portal) addKey(c *fiber.Ctx) error {
	form := postedForm(c, "name")
	name := p.factorName(c, &form, "factor.key_name")
	if c.FormValue("passkey") == "" {
		form.Complain("", station.Say("factor.key_needs_script"))
	}
	if len(form.Errors) > 0 {
		return p.factorPage(c, fiber.StatusUnprocessableEntity, form)
	}
	party, _ := p.party(c)
	added, err := p.rooms.People.AddKey(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), party, name, []byte(c.FormValue("passkey")), p.factorChanged(actor(c).Tenant(), actor(c).Person, "added"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("", f.Say)
		return p.factorPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return p.factorAdded(c, added)
}

// factorAdded goes on under the new token of the session: to the recovery codes if there are, else back.
func (p *Portal) factorAdded(c *fiber.Ctx, added accounts.Added) error {
	p.enter(c, added.Token)
	if len(added.Codes) == 0 {
		back := returnOf(c)
		if back == "/account" {
			back = "/account?done=factor"
		}
		return c.Redirect(back, fiber.StatusSeeOther)
	}
	return p.page(c, fiber.StatusOK, "factor_codes", CodesPage{Chrome: p.factorCrumbs(c, "factor.codes"), Codes: added.Codes, Added: true, Return: returnOf(c)})
}
