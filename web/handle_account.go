package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// AccountPage is a person's own account: name, address, password, second factors, and where they are signed in.
// Page "account". Inputs by form: name; email; present_password, password.
type AccountPage struct {
	Chrome
	Form      Form
	Which     string // the form that is complained about: name, email, password
	Login     accounts.Login
	Factors   FactorList
	Sessions  []SessionRow
	Companies []OwnCompanyRow // those the person acts for; shown when there are several
	CanLeave  bool
	Phone     string // the own number, masked; empty = none
	CanText   bool   // short messages can be sent
}

// SessionRow is one place where the person is signed in.
type SessionRow struct {
	ID, Agent, Company string
	Since, Seen        time.Time
	This               bool
}

// OwnCompanyRow is one company that the person acts for.
type OwnCompanyRow struct {
	ID, Name, RoleKey string
	This              bool
}

func session(c *fiber.Ctx) uuid.UUID {
	id, _ := c.Locals("session").(uuid.UUID)
	return id
}

func (p *Portal) showAccount(c *fiber.Ctx) error {
	return p.accountPage(c, fiber.StatusOK, Form{}, "")
}

func (p *Portal) accountPage(c *fiber.Ctx, status int, form Form, which string) error {
	ctx, s := c.UserContext(), scope(c)
	login, err := p.rooms.People.OwnLogin(ctx, s)
	if err != nil {
		return err
	}
	sessions, err := p.rooms.People.Sessions(ctx, s)
	if err != nil {
		return err
	}
	chrome := p.chrome(c, "account", Crumb{Say: station.Say("nav.home"), URL: p.chrome(c, "").Home()}, Crumb{Say: station.Say("account.title")})
	page := AccountPage{Chrome: chrome, Form: form, Which: which, Login: login}
	if page.Factors, err = p.factorList(c); err != nil {
		return err
	}
	if done := c.Query("done"); accountDone[done] && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("account.done_" + done)})
	}
	if actor(c).Outdated {
		page.Flash = append(page.Flash, Flash{Level: "warn", Say: accounts.ErrRenew.Say})
	}
	phone, err := p.rooms.People.OwnPhone(ctx, s)
	if err != nil {
		return err
	}
	page.Phone = accounts.MaskPhone(phone.Number)
	if page.CanText, err = p.canText(c); err != nil {
		return err
	}
	for _, at := range sessions {
		page.Sessions = append(page.Sessions, SessionRow{ID: at.ID.String(), Agent: at.Agent, Company: at.Company, Since: at.Since, Seen: at.Seen, This: at.ID == session(c)})
	}
	if chrome.ForCompany() {
		own, err := p.rooms.People.OwnCompanies(ctx, s)
		if err != nil {
			return err
		}
		for _, o := range own {
			page.Companies = append(page.Companies, OwnCompanyRow{uuid.UUID(o.ID).String(), o.Name, string(o.Role), o.ID == actor(c).Company})
		}
		_, refused := p.rooms.Gate.Admit(ctx, actor(c), "company.leave", actor(c).Company)
		page.CanLeave = refused == nil
	}
	return p.page(c, status, "account", page)
}

// accountDone are the notices that the account page can come back with.
var accountDone = map[string]bool{"name": true, "email": true, "asked": true, "password": true, "ended": true, "factor": true, "renamed": true, "removed": true}

func accountIs(c *fiber.Ctx, done string) error {
	return c.Redirect("/account?done="+done, fiber.StatusSeeOther)
}

func (p *Portal) changeName(c *fiber.Ctx) error {
	form := postedForm(c, "name")
	name := strings.TrimSpace(form.Value("name"))
	if name == "" || len([]rune(name)) > 60 {
		form.Complain("name", station.Say("account.wrong_name"))
		return p.accountPage(c, fiber.StatusUnprocessableEntity, form, "name")
	}
	if err := p.rooms.People.ChangeName(c.UserContext(), scope(c), name); err != nil {
		return err
	}
	return accountIs(c, "name")
}

func (p *Portal) changePassword(c *fiber.Ctx) error {
	err := p.rooms.People.ChangePassword(c.UserContext(), scope(c), c.FormValue("present_password"), c.FormValue("password"), session(c), p.device(c), func(ctx context.Context, tx pg.Tx) error { return p.passwordChanged(ctx, tx, actor(c)) })
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Unauthorized || f.Kind == station.TooMany || f.Kind == station.Invalid) {
		var form Form
		name := "present_password"
		if f.Kind == station.Invalid {
			name = "password"
		}
		form.Complain(name, waitSaid(c, f))
		return p.accountPage(c, proofStatus(f), form, "password")
	}
	if err != nil {
		return err
	}
	return accountIs(c, "password")
}

func (p *Portal) endSession(c *fiber.Ctx) error {
	which, err := id(c, "session")
	if err != nil {
		return err
	}
	if err := p.rooms.People.EndSession(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return accountIs(c, "ended")
}

func (p *Portal) endOtherSessions(c *fiber.Ctx) error {
	if err := p.rooms.People.EndOtherSessions(c.UserContext(), scope(c), session(c)); err != nil {
		return err
	}
	return accountIs(c, "ended")
}

// actFor goes on for another of the person's companies, under a new token: the forms of this one are of no use there. The
// session ends when it would have ended.
func (p *Portal) actFor(c *fiber.Ctx) error {
	company, err := uuid.Parse(c.FormValue("company"))
	if err != nil {
		return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	who, err := p.rooms.People.ActFor(c.UserContext(), scope(c), station.CompanyID(company))
	if err != nil {
		return err
	}
	token, err := p.rooms.People.SwitchCompany(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), who)
	if err != nil {
		return err
	}
	p.enter(c, token)
	return c.Redirect("/home", fiber.StatusSeeOther)
}

// leaveCompany takes the person off the company; whoever acts for another goes on there.
func (p *Portal) leaveCompany(c *fiber.Ctx) error {
	if c.FormValue("sure") == "" {
		var form Form
		form.Complain("sure", station.Say("account.sure_leave"))
		return p.accountPage(c, fiber.StatusUnprocessableEntity, form, "leave")
	}
	if err := p.rooms.People.Leave(c.UserContext(), scope(c), p.memberLeft(actor(c), companyName(c))); err != nil {
		return err
	}
	p.setCookie(c, "session", "", -1)
	return c.Redirect("/signin", fiber.StatusSeeOther)
}

// FormOf is what was posted to one form of the page; the others stand as they are.
func (a AccountPage) FormOf(which string) Form {
	if a.Which == which {
		return a.Form
	}
	return Form{}
}

// NameForm is the form of the name, filled with the present one.
func (a AccountPage) NameForm() Form {
	if a.Which == "name" {
		return a.Form
	}
	return Form{Values: map[string][]string{"name": {a.Login.Name}}}
}
