package web

import (
	"fmt"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// pageSize is how many lines a list shows.
const pageSize = 20

// say words a key in the visitor's language.
func (p *Portal) say(lang, key string, pairs ...any) string {
	return p.words.T(lang, station.Say(key, pairs...))
}

func (p *Portal) showHome(c *fiber.Ctx) error {
	ctx, s := c.UserContext(), scope(c)
	chrome := p.chrome(c, "home")
	company, err := p.rooms.People.CompanyCard(ctx, s)
	if err != nil {
		return err
	}
	page := CompanyHome{Chrome: chrome, Company: company.Name, CanNew: true, Links: []Link{
		{Label: p.say(chrome.Lang, "nav.checks"), URL: "/self-checks", Icon: "check", Note: p.say(chrome.Lang, "home.link_checks")},
		{Label: p.say(chrome.Lang, "nav.lists"), URL: "/lists", Icon: "list", Note: p.say(chrome.Lang, "home.link_lists")},
		{Label: p.say(chrome.Lang, "people.title"), URL: "/people", Icon: "people", Note: p.say(chrome.Lang, "home.link_people")}}}
	checks, err := p.rooms.Checks.Checks(ctx, s, assessments.CheckID{}, 1)
	if err != nil {
		return err
	}
	if len(checks) > 0 && checks[0].ClosedAt == nil {
		standing, err := p.rooms.Checks.Standing(ctx, s, checks[0].ID)
		if err != nil {
			return err
		}
		url := checkURL(checks[0].ID)
		page.Resume = &Resume{URL: url + "/next", Left: len(standing.Asks), Determined: standing.Judgement.Score.Completeness / 10, Saved: lastSaved(standing.Check)}
		if len(standing.Asks) == 0 {
			page.Resume.URL = url
		}
		page.Areas = p.areaTasks(chrome.Lang, standing)
	}
	profiles, err := p.rooms.Checks.Profiles(ctx, s, assessments.ProfileID{}, 1)
	if err != nil {
		return err
	}
	if len(profiles) > 0 {
		l := profiles[0]
		page.Profile = &ProfileCard{URL: profileURL(l.ID), Title: company.Name, Score: station.Bounds{Worst: l.Worst, Best: l.Best, Shown: l.Shown}, At: l.At, Findings: l.Findings}
	}
	return p.page(c, fiber.StatusOK, "home", page)
}

func checkURL(id assessments.CheckID) string { return "/self-checks/" + uuid.UUID(id).String() }

func profileURL(id assessments.ProfileID) string { return "/profiles/" + uuid.UUID(id).String() }

func (p *Portal) showChecks(c *fiber.Ctx) error { return p.checksPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) checksPage(c *fiber.Ctx, status int, form Form) error {
	ctx, s := c.UserContext(), scope(c)
	chrome := p.chrome(c, "checks", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.checks")})
	page := ChecksPage{Chrome: chrome, Form: form, CanNew: true}
	after, _ := uuid.Parse(c.Query("after"))
	lines, err := p.rooms.Checks.Checks(ctx, s, assessments.CheckID(after), pageSize+1)
	if err != nil {
		return err
	}
	if len(lines) > pageSize {
		lines = lines[:pageSize]
		page.Pager.Next = "/self-checks?after=" + uuid.UUID(lines[pageSize-1].ID).String()
	}
	for _, l := range lines {
		row := CheckRow{Title: p.checkTitle(chrome.Lang, l.Areas), URL: checkURL(l.ID), State: "draft", Depth: l.Sheet, Started: l.CreatedAt}
		for _, a := range l.Areas {
			row.Areas = append(row.Areas, station.Area(a))
		}
		if l.ClosedAt != nil {
			row.State, row.Submitted = "submitted", *l.ClosedAt
		}
		page.Checks = append(page.Checks, row)
	}
	return p.page(c, status, "checks", page)
}

// checkTitle names a self-check by its areas.
func (p *Portal) checkTitle(lang string, areas []string) string {
	names := make([]string, len(areas))
	for i, a := range areas {
		names[i] = p.say(lang, "area."+a)
	}
	if lang == English {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}

// startCheck begins a self-check over the chosen areas and depth.
func (p *Portal) startCheck(c *fiber.Ctx) error {
	form := postedForm(c, "areas", "depth")
	var areas []station.Area
	for _, known := range station.Areas() {
		for _, chosen := range form.Values["areas"] {
			if chosen == string(known) {
				areas = append(areas, known)
			}
		}
	}
	if len(areas) == 0 {
		form.Complain("areas", station.Say("check.choose_area"))
	}
	sheet := form.Value("depth")
	if sheet != rules.SheetCore && sheet != rules.SheetFull {
		form.Complain("depth", station.Say("check.choose_depth"))
	}
	if len(form.Errors) > 0 {
		return p.checksPage(c, fiber.StatusUnprocessableEntity, form)
	}
	id, err := p.rooms.Checks.Start(c.UserContext(), scope(c), areas, sheet)
	if err != nil {
		return err
	}
	return c.Redirect(checkURL(id), fiber.StatusSeeOther)
}

func checkID(c *fiber.Ctx) (assessments.CheckID, error) {
	raw, err := id(c, "id")
	return assessments.CheckID(raw), err
}

func (p *Portal) showCheck(c *fiber.Ctx) error { return p.checkPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) checkPage(c *fiber.Ctx, status int, form Form) error {
	checkID, err := checkID(c)
	if err != nil {
		return err
	}
	standing, err := p.rooms.Checks.Standing(c.UserContext(), scope(c), checkID)
	if err != nil {
		return err
	}
	url := checkURL(checkID)
	lang := p.lang(c)
	areas := make([]string, len(standing.Check.Areas))
	for i, a := range standing.Check.Areas {
		areas[i] = string(a)
	}
	title := p.checkTitle(lang, areas)
	chrome := p.chrome(c, "checks", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.checks"), URL: "/self-checks"}, Crumb{Label: title})
	page := CheckPage{Chrome: chrome, Title: title, Depth: standing.Check.Sheet, Tally: p.tally(standing), Form: form, Countries: p.countries(lang),
		PresenceURL: url + "/presences", NonePresent: standing.Check.NoPresence, NoneURL: url + "/presences/none", SubmitURL: url + "/profile",
		Save: Save{State: "saved", At: lastSaved(standing.Check)}, Minutes: (len(standing.Asks) + 1) / 2}
	if standing.Check.Rev == 0 {
		page.Save = Save{}
	}
	for _, area := range standing.Check.Areas {
		page.Areas = append(page.Areas, CheckArea{Area: area, Tasks: p.sectionTasks(lang, standing, area)})
	}
	page.Lists = p.listTasks(lang, standing)
	page.Presences = p.presences(lang, standing)
	if len(standing.Asks) > 0 {
		page.ContinueURL, page.Continue = url+"/next", p.askLabel(lang, standing.Asks[0])
	}
	if _, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "check.submit", actor(c).Company); err == nil {
		page.CanSubmit = true
	} else {
		page.WhyNot = append(page.WhyNot, station.Say("check.only_owner"))
	}
	return p.page(c, status, "check", page)
}

// askLabel names what is asked next.
func (p *Portal) askLabel(lang string, a rules.Ask) string {
	label := p.rooms.Checks.Label(a.Scope, a.Key).In(lang)
	if a.Subject != "" && a.Scope == rules.ScopePresence {
		return fmt.Sprintf("%s: %s", p.presenceLabel(lang, a.Subject), label)
	}
	return label
}

// presenceLabel names a presence by its country, and its number where there are several.
func (p *Portal) presenceLabel(lang, ref string) string {
	iso, number, several := strings.Cut(ref, "-")
	if several {
		return countryName(lang, iso) + " " + number
	}
	return countryName(lang, iso)
}
