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
	"github.com/zhuqi-yunzhan/station/pg"
)

// PrivacyPage shows a company what it agreed to, who has looked at it, how long what is kept, and how it
// takes everything along or away. Page "privacy". Inputs by form: kind, sure; confirm, gone.
type PrivacyPage struct {
	Chrome
	Form     Form
	Consents []ConsentRow
	Granted  []GrantRow // to single experts
	Looks    []LookRow
	Next     string // earlier looks
	CanGive  bool   // the owner gives and withdraws
	Kept     []accounts.Retained
	CanLeave bool // the owner takes everything along, and has everything deleted
	Hold     int  // days from asking for the deletion to the deletion
}

// ConsentRow is one thing that a company may agree to.
type ConsentRow struct {
	Kind    string
	Given   bool
	Version string
	By      string
	At      time.Time // zero = nothing was said yet
	Fresh   bool      // what was agreed to is the version in force
}

// LookRow is one reading by an expert or an officer.
type LookRow struct {
	At                                 time.Time
	Person, RoleKey, Station, ThingKey string
	Purpose                            string
}

// consentKinds are what a company sees on the page, with the version in force of each.
var consentKinds = []struct{ kind, version string }{
	{accounts.ConsentPrivacy, accounts.PrivacyVersion}, {accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion}, {accounts.ConsentAggregates, accounts.AggregatesVersion},
}

const looksAtOnce = 20

func (p *Portal) showPrivacy(c *fiber.Ctx) error { return p.privacyPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) privacyPage(c *fiber.Ctx, status int, form Form) error {
	ctx, s := c.UserContext(), scope(c)
	said, err := p.rooms.People.Consents(ctx, s)
	if err != nil {
		return err
	}
	page := PrivacyPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("privacy.title")}), Form: form, CanGive: p.allows(c, "consent.withdraw")}
	for _, k := range consentKinds {
		row := ConsentRow{Kind: k.kind}
		if i := slices.IndexFunc(said, func(c accounts.Consent) bool { return c.Kind == k.kind }); i >= 0 {
			row = ConsentRow{Kind: k.kind, Given: said[i].Given, Version: said[i].Version, By: said[i].By, At: said[i].At, Fresh: said[i].Version == k.version}
		}
		page.Consents = append(page.Consents, row)
	}
	if page.Granted, err = p.grants(c, page.Lang); err != nil {
		return err
	}
	if page.Looks, page.Next, err = p.looks(c, page.Lang); err != nil {
		return err
	}
	if page.Kept, err = p.rooms.People.Retention(ctx, actor(c).Station); err != nil {
		return err
	}
	page.Hold = daysOf(page.Kept, accounts.KeepHold)
	page.CanLeave = p.allows(c, "company.delete")
	if done := c.Query("done"); slices.Contains([]string{"given", "withdrawn", "planned", "kept"}, done) && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("privacy.done_" + done)})
	}
	return p.page(c, status, "privacy", page)
}

// daysOf is how long a kind is kept.
func daysOf(kept []accounts.Retained, kind string) int {
	for _, k := range kept {
		if k.Name == kind {
			return k.Days
		}
	}
	return 0
}

func (p *Portal) looks(c *fiber.Ctx, lang string) ([]LookRow, string, error) {
	before, _ := uuid.Parse(c.Query("before"))
	found, more, err := p.rooms.People.Looks(c.UserContext(), scope(c), before, looksAtOnce)
	if err != nil {
		return nil, "", err
	}
	var out []LookRow
	for _, look := range found {
		row := LookRow{At: look.At, Person: look.Person, RoleKey: string(look.Role), Station: map[string]string{Chinese: look.StationZh, English: look.StationEn}[lang], ThingKey: look.Thing, Purpose: look.Purpose}
		if fixed, ok := strings.CutPrefix(look.Purpose, "@"); ok {
			row.Purpose = p.say(lang, "look.why_"+fixed)
		}
		out = append(out, row)
	}
	next := ""
	if more {
		next = "/privacy?before=" + found[len(found)-1].ID.String() + "#looks"
	}
	return out, next, nil
}

// giveConsent takes an agreement that the page itself asks for: to count in figures.
func (p *Portal) giveConsent(c *fiber.Ctx) error {
	if c.FormValue("kind") != accounts.ConsentAggregates || c.FormValue("version") != accounts.AggregatesVersion {
		return fiber.ErrNotFound
	}
	if err := p.rooms.People.Agree(c.UserContext(), scope(c), accounts.ConsentAggregates, accounts.AggregatesVersion); err != nil {
		return err
	}
	return c.Redirect("/privacy?done=given", fiber.StatusSeeOther)
}

// withdrawConsent takes an agreement back. What it was for goes with it: the rows of employees, in
// every list, file and profile.
func (p *Portal) withdrawConsent(c *fiber.Ctx) error {
	kind := c.FormValue("kind")
	if kind != accounts.ConsentAggregates && kind != accounts.ConsentEmployeeRows {
		return fiber.ErrNotFound // the notice itself is left by deleting the company
	}
	if kind == accounts.ConsentEmployeeRows && c.FormValue("sure") == "" {
		var form Form
		form.Complain("sure", station.Say("privacy.sure_rows"))
		return p.privacyPage(c, fiber.StatusUnprocessableEntity, form)
	}
	s := scope(c)
	owners, err := p.rooms.People.Keepers(c.UserContext(), s.Tenant())
	if err != nil {
		return err
	}
	also := func(ctx context.Context, tx pg.Tx) error {
		if kind == accounts.ConsentEmployeeRows {
			if err := p.rooms.Checks.ForgetEmployees(ctx, tx, s); err != nil {
				return err
			}
		}
		return p.consentWithdrawn(ctx, tx, s.Tenant(), companyName(c), kind, owners)
	}
	err = p.rooms.People.Withdraw(c.UserContext(), s, kind, also)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		var form Form
		form.Complain("", f.Say)
		return p.privacyPage(c, fiber.StatusConflict, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/privacy?done=withdrawn", fiber.StatusSeeOther)
}

// AggregatesVersion is the version of the consent that the page asks for.
func (PrivacyPage) AggregatesVersion() string { return accounts.AggregatesVersion }
