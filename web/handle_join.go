package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// JoinPage is what the link of an invitation leads to. Page "join". Inputs: name, password.
type JoinPage struct {
	Chrome
	Form    Form
	Invited accounts.Invited
	Where   string // the company, or the station
	Token   string
	SignIn  bool // the address has an account: it signs in first
	SignOut bool // somebody else is signed in here
}

func (p *Portal) showJoin(c *fiber.Ctx) error { return p.joinPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) joinPage(c *fiber.Ctx, status int, form Form) error {
	found, err := p.rooms.People.Invited(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	page := JoinPage{Chrome: p.chrome(c, ""), Form: form, Invited: found, Token: c.Params("token"), Where: found.Company}
	if found.ForStaff() {
		page.Where = map[string]string{Chinese: found.StationZh, English: found.StationEn}[page.Lang]
	}
	if who := actor(c); who.Person != (station.PersonID{}) {
		s, err := p.rooms.Gate.Admit(c.UserContext(), who, "account.read", who.Company)
		if err != nil {
			return err
		}
		login, err := p.rooms.People.OwnLogin(c.UserContext(), s)
		if err != nil {
			return err
		}
		page.SignOut = login.Email != found.Email
	} else {
		page.SignIn = found.Known
	}
	return p.page(c, status, "join", page)
}

// joinForm is what somebody who is invited gives of themselves.
type joinForm struct {
	Name     string `validate:"required,max=60" name:"name"`
	Password string `validate:"required,min=10,max=200" name:"password"`
}

// join accepts an invitation: with a new account, or for whoever is signed in under the invited address.
func (p *Portal) join(c *fiber.Ctx) error {
	if actor(c).Person != (station.PersonID{}) {
		return p.joinAs(c)
	}
	form := postedForm(c, "name")
	in := joinForm{Name: strings.TrimSpace(form.Value("name")), Password: c.FormValue("password")}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if len(form.Errors) > 0 {
		return p.joinPage(c, fiber.StatusUnprocessableEntity, form)
	}
	who, err := p.rooms.People.Join(c.UserContext(), c.Params("token"), in.Name, in.Password, p.site.Demo)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(signupField[f.Say.Key], f.Say)
		return p.joinPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	token, err := p.rooms.People.StartSession(c.UserContext(), who, p.device(c))
	if err != nil {
		return err
	}
	p.enter(c, token)
	return c.Redirect(homeOf(who), fiber.StatusSeeOther)
}

func homeOf(who station.Actor) string {
	if who.Company == (station.CompanyID{}) {
		return "/staff"
	}
	return "/home"
}

func (p *Portal) joinAs(c *fiber.Ctx) error {
	s, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "account.read", actor(c).Company)
	if err != nil {
		return err
	}
	who, err := p.rooms.People.JoinAs(c.UserContext(), s, c.Params("token"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Forbidden || f.Kind == station.Conflict) {
		var form Form
		form.Complain("", f.Say)
		return p.joinPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	token, err := p.rooms.People.SwitchCompany(c.UserContext(), s, c.Cookies(p.cookie("session")), who)
	if err != nil {
		return err
	}
	p.enter(c, token)
	return c.Redirect("/home", fiber.StatusSeeOther)
}

// ResetPage sets a new password by a link. Page "reset". Input: password.
type ResetPage struct {
	Chrome
	Form  Form
	Token string
}

func (p *Portal) showReset(c *fiber.Ctx) error {
	if err := p.rooms.People.Recoverable(c.UserContext(), c.Params("token")); err != nil {
		return err
	}
	return p.page(c, fiber.StatusOK, "reset", ResetPage{Chrome: p.chrome(c, ""), Token: c.Params("token")})
}

// reset keeps the new password; who set it signs in with it, and with the second factor if there is one.
func (p *Portal) reset(c *fiber.Ctx) error {
	err := p.rooms.People.Recover(c.UserContext(), c.Params("token"), c.FormValue("password"), p.passwordChanged)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		page := ResetPage{Chrome: p.chrome(c, ""), Token: c.Params("token")}
		page.Form.Complain("password", f.Say)
		return p.page(c, fiber.StatusUnprocessableEntity, "reset", page)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/signin?done=password", fiber.StatusSeeOther)
}
