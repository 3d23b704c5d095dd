package web

import (
	"errors"
	"slices"
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
		{Label: p.say(chrome.Lang, "people.title"), URL: "/people", Icon: "people", Note: p.say(chrome.Lang, "home.link_people")},
		{Label: p.say(chrome.Lang, "company.title"), URL: "/company", Icon: "shield", Note: p.say(chrome.Lang, "home.link_company")},
		{Label: p.say(chrome.Lang, "privacy.title"), URL: "/privacy", Icon: "lock", Note: p.say(chrome.Lang, "home.link_privacy")}}}
	profiles, err := p.rooms.Checks.Profiles(ctx, s, assessments.ProfileID{}, 1)
	if err != nil {
		return err
	}
	if len(profiles) > 0 {
		l := profiles[0]
		page.Profile = &ProfileCard{URL: profileURL(l.ID), Title: p.profileTitle(chrome.Lang, l.At), Score: station.Bounds{Worst: l.Worst, Best: l.Best, Shown: l.Shown}, At: l.At, Findings: l.Findings, Open: l.Open}
	}
	checks, err := p.rooms.Checks.Checks(ctx, s, assessments.CheckID{}, 1)
	if err != nil {
		return err
	}
	if len(checks) > 0 {
		standing, err := p.rooms.Checks.Standing(ctx, s, checks[0].ID)
		if errors.Is(err, assessments.ErrJudging) {
			return p.judging(c, "home")
		}
		if err != nil {
			return err
		}
		if err := p.resume(c, &page, standing); err != nil {
			return err
		}
		if page.Resume.Next == "" && checks[0].Current() {
			page.Resume = nil // nothing is left, and the profile holds it all
		}
	}
	return p.page(c, fiber.StatusOK, "home", page)
}

// resume puts an open self-check on the first page: what comes next, and what waits.
func (p *Portal) resume(c *fiber.Ctx, page *CompanyHome, s *assessments.Standing) error {
	may, err := p.able(c)
	if err != nil {
		return err
	}
	n, url := p.count(s), checkURL(s.Check.ID)
	page.Resume = &Resume{URL: url, Left: n.all.open, Determined: s.Judgement.Score.Completeness / 10, Saved: lastSaved(s.Check)}
	if to, ok := p.next(page.Lang, s, n, may); ok {
		page.Resume.URL, page.Resume.Next = url+"/next", to.label
	}
	page.Areas = p.areaTasks(page.Lang, s)
	if n.all.unknown > 0 {
		page.Todo = append(page.Todo, Todo{Level: "unknown", Title: p.say(page.Lang, "check.next_unknown", "n", n.all.unknown), URL: url + "#unknown"})
	}
	for _, list := range []rules.Scope{rules.ScopeSupplier, rules.ScopeEmployee} {
		switch {
		case n.cells[list] > 0:
			page.Todo = append(page.Todo, Todo{Level: "info", Title: p.cellsText(page.Lang, list, n.cells[list]), URL: "/lists/" + listOf[list]})
		case n.absent[list] && may.may(list):
			page.Todo = append(page.Todo, Todo{Level: "info", Title: p.rooms.Checks.Label(list, "").In(page.Lang), URL: "/lists/" + listOf[list] + "/import", Note: p.say(page.Lang, "check.list_absent")})
		case n.absent[list] && may.owners != "":
			page.Todo = append(page.Todo, Todo{Level: "info", Title: p.rooms.Checks.Label(list, "").In(page.Lang), URL: url, Note: p.say(page.Lang, "check.owner_agrees", "name", may.owners)})
		}
	}
	return nil
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
		if l.Profile != nil {
			row.ProfileURL, row.Submitted = profileURL(*l.Profile), *l.MadeAt
		}
		if l.Current() {
			row.State = "submitted"
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

// titleOf names a self-check that is at hand.
func (p *Portal) titleOf(lang string, check *assessments.Check) string {
	areas := make([]string, len(check.Areas))
	for i, a := range check.Areas {
		areas[i] = string(a)
	}
	return p.checkTitle(lang, areas)
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
	id, err := p.rooms.Checks.Start(c.UserContext(), scope(c), requestID(c), areas, sheet)
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
	if errors.Is(err, assessments.ErrJudging) && len(form.Errors) == 0 {
		return p.judging(c, "checks")
	}
	if err != nil {
		return err
	}
	may, err := p.able(c)
	if err != nil {
		return err
	}
	lang, n := p.lang(c), p.count(standing)
	page := p.overview(c, standing, n, may)
	page.Form = form
	if to, ok := p.next(lang, standing, n, may); ok {
		page.ContinueURL, page.Continue = checkURL(checkID)+"/next", to.label
	}
	page.Removed = p.removedPresence(c, standing.Check)
	if err := p.recall(c, &page, standing); err != nil {
		return err
	}
	if c.Query("judged") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("check.judged")})
	}
	if _, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "check.submit", actor(c).Company); err == nil {
		page.CanSubmit = true
	} else {
		page.WhyNot = append(page.WhyNot, station.Say("check.only_owner"))
	}
	return p.page(c, status, "check", page)
}

// overview is a self-check from above, as far as its answers say it.
func (p *Portal) overview(c *fiber.Ctx, s *assessments.Standing, n count, may able) CheckPage {
	lang, url := p.lang(c), checkURL(s.Check.ID)
	title := p.titleOf(lang, s.Check)
	page := CheckPage{Title: title, Depth: s.Check.Sheet, Tally: n.tally(s), Countries: p.countries(lang),
		PresenceURL: url + "/presences", NonePresent: s.Check.NoPresence, NoneURL: url + "/presences/none", SubmitURL: url + "/profile",
		Save: Save{State: "saved", At: lastSaved(s.Check)}, Minutes: (n.all.open + 1) / 2}
	page.Chrome = p.chrome(c, "checks", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.checks"), URL: "/self-checks"}, Crumb{Label: title})
	if s.Check.Rev == 0 {
		page.Save = Save{}
	}
	for _, area := range station.Areas() {
		if slices.Contains(s.Check.Areas, area) || p.elsewhere(n, area) {
			page.Areas = append(page.Areas, CheckArea{Area: area, Tasks: p.sectionTasks(lang, n, area)})
		}
	}
	page.Unknown = p.unknownTasks(lang, s, n)
	page.Lists = p.listTasks(lang, s, n, may)
	page.Presences = p.presences(lang, s, n)
	for _, list := range []rules.Scope{rules.ScopeSupplier, rules.ScopeEmployee} {
		if n.cells[list] > 0 {
			page.Cells = append(page.Cells, p.cellsText(lang, list, n.cells[list]))
		}
	}
	return page
}

// recall says on a check what was said before and can be taken over.
func (p *Portal) recall(c *fiber.Ctx, page *CheckPage, s *assessments.Standing) error {
	told, err := p.rooms.Checks.Suggestions(c.UserContext(), scope(c), s, openPlaces(s))
	if err != nil {
		return err
	}
	for _, before := range told {
		if before.From == assessments.FromRules {
			page.Confirm++
		} else {
			page.Known++
		}
	}
	url := checkURL(s.Check.ID)
	page.Gone, page.EarlierURL, page.RecordsURL = len(s.Check.Gone), url+"/earlier", url+"/judgements"
	earlier, err := p.rooms.Checks.EarlierPresences(c.UserContext(), scope(c), s.Check)
	for _, presence := range earlier {
		page.Earlier = append(page.Earlier, Presence{Label: countryName(p.lang(c), presence.Country), URL: presence.Country})
	}
	return err
}

// askLabel names what is asked next.
func (p *Portal) askLabel(lang string, a rules.Ask) string {
	label := p.rooms.Checks.Label(a.Scope, a.Key).In(lang)
	if a.Subject != "" && a.Scope == rules.ScopePresence {
		return p.presenceLabel(lang, a.Subject) + " · " + label
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
