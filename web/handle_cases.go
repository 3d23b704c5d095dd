package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// caseComplaints says which input a refusal of the store is about.
var caseComplaints = map[string]string{"case.wrong_title": "title", "case.wrong_text": "text", "case.no_approver": "approver", "case.too_many": "", "thread.wrong_citation": "source", "thread.said_otherwise": "", "thread.changed_since": ""}

// complainedOf puts a refusal to the input that it is about; false = it is none of the form's.
func complainedOf(form *Form, err error) (int, bool) {
	f, ok := station.AsFault(err)
	if !ok {
		return 0, false
	}
	name, ours := caseComplaints[f.Say.Key]
	if ours {
		form.Complain(name, f.Say)
	}
	return statuses[f.Kind], ours
}

// caseChrome is the frame of a page about cases.
func (p *Portal) caseChrome(c *fiber.Ctx, more ...Crumb) Chrome {
	return p.chrome(c, "home", append([]Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, {Say: station.Say("case.list"), URL: "/expert/cases"}}, more...)...)
}

// ruleTitle is what a rule is called; its id where it is not in force any more.
func (p *Portal) ruleTitle(lang, rule string) string {
	if known, ok := p.rooms.Checks.Engine().Rule(rule); ok {
		return known.Title.In(lang)
	}
	return rule
}

func (p *Portal) caseRow(lang string, one reviews.Case) CaseRow {
	row := CaseRow{Case: one, URL: "/expert/cases/" + one.ID.String(), RuleTitle: p.ruleTitle(lang, one.Rule), Month: p.say(lang, "case.month", "year", strconv.Itoa(one.Month.Year()), "month", int(one.Month.Month()))}
	row.Begins = one.Text
	if runes := []rune(one.Text); len(runes) > 120 {
		row.Begins = string(runes[:120]) + "…"
	}
	return row
}

const casePageSize = 20

func (p *Portal) showCases(c *fiber.Ctx) error {
	lang, engine := p.lang(c), p.rooms.Checks.Engine()
	page := CasesPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("case.list")}), Rule: c.Query("rule"), Area: c.Query("area")}
	for _, rule := range engine.Rules() {
		page.Rules = append(page.Rules, Option{Value: rule.ID, Label: rule.ID + " " + rule.Title.In(lang)})
	}
	slices.SortFunc(page.Rules, func(a, b Option) int { return strings.Compare(a.Value, b.Value) })
	for _, a := range station.Areas() {
		page.Areas = append(page.Areas, Option{Value: string(a), Label: p.say(lang, "area."+string(a))})
	}
	after, _ := uuid.Parse(c.Query("after")) // nothing begins
	found, more, err := p.rooms.Reviews.Cases(c.UserContext(), scope(c), reviews.CaseFilter{Rule: page.Rule, Area: station.Area(page.Area), After: after, Limit: casePageSize})
	if err != nil {
		return err
	}
	for _, one := range found {
		page.Cases = append(page.Cases, p.caseRow(lang, one))
	}
	if more {
		page.Pager.Next = "/expert/cases?" + url.Values{"rule": {page.Rule}, "area": {page.Area}, "after": {found[len(found)-1].ID.String()}}.Encode()
	}
	if after == uuid.Nil {
		drafts, err := p.rooms.Reviews.CaseDrafts(c.UserContext(), scope(c))
		if err != nil {
			return err
		}
		for _, one := range drafts {
			page.Drafts = append(page.Drafts, p.caseRow(lang, one))
		}
	}
	if done := c.Query("done"); slices.Contains([]string{"kept", "dropped"}, done) {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("case.done_" + done)})
	}
	return p.page(c, fiber.StatusOK, "cases", page)
}

func (p *Portal) showCase(c *fiber.Ctx) error { return p.casePage(c, fiber.StatusOK, Form{}, "") }

// casePage is one case; a form that was refused comes back with it.
func (p *Portal) casePage(c *fiber.Ctx, status int, form Form, of string) error {
	key, err := id(c, "case")
	if err != nil {
		return err
	}
	found, err := p.rooms.Reviews.Case(c.UserContext(), scope(c), key)
	if err != nil {
		return err
	}
	lang := p.lang(c)
	page := CasePage{Chrome: p.caseChrome(c, Crumb{Label: found.Title}), Form: form, FormOf: of, Case: p.caseRow(lang, found), FieldOf: p.say(lang, "thread.whole"), CanDrop: found.Mine || found.Asked || p.senior(c)}
	if slices.Contains(fieldKinds, found.Field) {
		page.FieldOf = p.say(lang, "thread.field_"+found.Field)
	}
	if of == "" {
		page.Form = Form{Values: map[string][]string{"title": {found.Title}, "text": {found.Text}}}
		citedIn(&page.Form, found.Citations)
	}
	if c.Query("done") == "1" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("thread.kept")})
	}
	return p.page(c, status, "case", page)
}

// senior tells whether the visitor is a senior whose licence is verified.
func (p *Portal) senior(c *fiber.Ctx) bool {
	e, err := p.rooms.People.Expert(c.UserContext(), scope(c), actor(c).Person)
	return err == nil && e.Rank == accounts.Senior
}

// unsure complains of a case that its writer has not vouched for, or that holds a number which is somebody's by its form.
func unsure(form *Form, known *advisor.Stripper) {
	if form.Value("sure") == "" {
		form.Complain("sure", station.Say("case.sure_first"))
	}
	for _, name := range []string{"title", "text", "source", "article"} {
		for _, value := range form.Values[name] {
			if told := known.Tells(value); len(told) > 0 {
				form.Complain(name, station.Say("case.tells", "what", told[0]))
				break
			}
		}
	}
}

func (p *Portal) editCase(c *fiber.Ctx) error {
	key, err := id(c, "case")
	if err != nil {
		return err
	}
	form := postedForm(c, "title", "text", "source", "article", "rev", "sure")
	if moreSources(c, &form) {
		return p.casePage(c, fiber.StatusOK, form, "edit")
	}
	known, err := advisor.NewStripper(nil, nil, nil) // a case does not know its company any more
	if err != nil {
		return err
	}
	if unsure(&form, known); len(form.Errors) > 0 {
		return p.casePage(c, fiber.StatusUnprocessableEntity, form, "edit")
	}
	rev, _ := strconv.ParseInt(form.Value("rev"), 10, 64)
	words := said(c, form, key)
	err = p.rooms.Reviews.EditCase(c.UserContext(), scope(c), reviews.Case{ID: key, Title: form.Value("title"), Text: words.Text, Citations: words.Citations, Rev: max(rev, 1)})
	if status, ours := complainedOf(&form, err); ours {
		return p.casePage(c, status, form, "edit")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/cases/"+uuid.UUID(key).String()+"?done=1", fiber.StatusSeeOther)
}

func (p *Portal) approveCase(c *fiber.Ctx) error {
	key, err := id(c, "case")
	if err != nil {
		return err
	}
	form := postedForm(c, "rev", "sure")
	if form.Value("sure") == "" {
		form.Complain("sure", station.Say("case.sure_first"))
		return p.casePage(c, fiber.StatusUnprocessableEntity, form, "approve")
	}
	rev, _ := strconv.ParseInt(form.Value("rev"), 10, 64)
	err = p.rooms.Reviews.ApproveCase(c.UserContext(), scope(c), key, max(rev, 1))
	if status, ours := complainedOf(&form, err); ours {
		return p.casePage(c, status, form, "approve")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/cases?done=kept", fiber.StatusSeeOther)
}

func (p *Portal) dropCase(c *fiber.Ctx) error {
	key, err := id(c, "case")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.DropCase(c.UserContext(), scope(c), key); err != nil {
		return err
	}
	return c.Redirect("/expert/cases?done=dropped", fiber.StatusSeeOther)
}
