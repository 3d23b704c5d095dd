package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// learnt is a settled thread that a case is made of, with what must not be told of its company.
type learnt struct {
	underReview
	key    string
	rule   string
	area   station.Area
	thread reviews.Thread
	known  *advisor.Stripper
}

// learntFrom reads the thread of the path. To who is no senior, and of a thread that is not settled, no case is made.
func (p *Portal) learntFrom(c *fiber.Ctx) (l learnt, err error) {
	if l.underReview, err = p.reviewOf(c); err != nil {
		return l, err
	}
	if l.key, err = url.PathUnescape(c.Params("key")); err != nil {
		return l, fiber.ErrNotFound
	}
	all, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), l.ID, l.key)
	if err != nil {
		return l, err
	}
	at := slices.IndexFunc(all, func(t reviews.Thread) bool { return t.ID.String() == c.Params("thread") })
	if at < 0 {
		return l, fiber.ErrNotFound
	}
	l.thread = all[at]
	if !p.senior(c) {
		return l, &station.Fault{Kind: station.Forbidden, Say: station.Say("case.senior_only")}
	}
	if !l.thread.Keepable(true) {
		return l, &station.Fault{Kind: station.Conflict, Say: station.Say("case.settle_first")}
	}
	l.rule, _, _ = strings.Cut(l.key, "@")
	l.area = l.Report.Areas[l.key]
	if rule, ok := p.rooms.Checks.Engine().Rule(l.rule); ok {
		l.area = rule.Area
	}
	l.known, err = p.tellingOf(c, l)
	return l, err
}

// tellingOf knows what tells of the company of a review: the names and figures of its reports, the people who wrote, countries and districts.
func (p *Portal) tellingOf(c *fiber.Ctx, l learnt) (*advisor.Stripper, error) {
	var documents []json.RawMessage
	for _, version := range slices.Compact([]uuid.UUID{l.Profile, l.thread.Profile}) {
		kept, err := p.rooms.Checks.ProfileText(c.UserContext(), scope(c), assessments.ProfileID(version))
		if err != nil {
			return nil, err
		}
		documents = append(documents, kept.Bytes)
	}
	card, err := p.rooms.People.CompanyCard(c.UserContext(), scope(c))
	if err != nil {
		return nil, err
	}
	names := []string{card.Name, card.Group, l.AskedBy, l.thread.Name, l.thread.SettledBy}
	for _, m := range l.Team {
		names = append(names, m.Name)
	}
	for _, one := range l.thread.Comments {
		names = append(names, one.Name, one.ApprovedBy)
	}
	var places []string
	for _, lang := range []string{Chinese, English} {
		for _, one := range p.countries(lang) {
			places = append(places, one.Label)
		}
	}
	for _, d := range p.place(c).Districts {
		places = append(places, d.Zh, d.En)
	}
	return advisor.NewStripper(documents, names, places)
}

func (p *Portal) showCaseForm(c *fiber.Ctx) error {
	l, err := p.learntFrom(c)
	if err != nil {
		return err
	}
	lang := p.lang(c)
	form := Form{Values: map[string][]string{"title": {p.ruleTitle(lang, l.rule)}}}
	var said []string
	var cited []reviews.Citation
	for _, one := range l.thread.Comments {
		who := p.say(lang, "case.said_"+one.Side)
		said = append(said, who+p.say(lang, "form.colon")+l.known.Text(one.Text))
		for _, law := range one.Citations {
			if len(l.known.Tells(law.Source+" "+law.Article)) == 0 && !slices.Contains(cited, law) && len(cited) < reviews.MostCitations {
				cited = append(cited, law)
			}
		}
	}
	form.Values["text"] = []string{strings.Join(said, "\n\n")}
	citedIn(&form, cited)
	return p.caseFormPage(c, fiber.StatusOK, l, form)
}

func (p *Portal) caseFormPage(c *fiber.Ctx, status int, l learnt, form Form) error {
	back := l.findingURL(l.key)
	page := CaseFormPage{Chrome: p.caseChrome(c, Crumb{Say: station.Say("case.new")}), Form: form, Back: back, Action: back + "/threads/" + l.thread.ID.String() + "/case", RuleID: l.rule, RuleTitle: p.ruleTitle(p.lang(c), l.rule)}
	all, err := p.rooms.People.Experts(c.UserContext(), scope(c), accounts.ExpertFilter{Rank: accounts.Senior, Limit: 100})
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Person != actor(c).Person {
			page.Approvers = append(page.Approvers, Option{Value: uuid.UUID(e.Person).String(), Label: e.Name})
		}
	}
	return p.page(c, status, "case_new", page)
}

// keepCase keeps a case that its author vouches for. What is kept knows neither the company nor the review.
func (p *Portal) keepCase(c *fiber.Ctx) error {
	l, err := p.learntFrom(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "title", "text", "source", "article", "approver", "sure")
	if moreSources(c, &form) {
		return p.caseFormPage(c, fiber.StatusOK, l, form)
	}
	approver, err := uuid.Parse(form.Value("approver"))
	if err != nil {
		form.Complain("approver", station.Say("case.no_approver"))
	}
	if unsure(&form, l.known); len(form.Errors) > 0 {
		return p.caseFormPage(c, fiber.StatusUnprocessableEntity, l, form)
	}
	words := said(c, form, requestID(c))
	err = p.rooms.Reviews.KeepCase(c.UserContext(), scope(c), reviews.Case{ID: words.ID, Rule: l.rule, Area: l.area, Field: l.thread.Target.Field, Title: form.Value("title"), Text: words.Text,
		Citations: words.Citations, Approver: station.PersonID(approver)})
	if status, ours := complainedOf(&form, err); ours {
		return p.caseFormPage(c, status, l, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/cases/"+words.ID.String()+"?done=1", fiber.StatusSeeOther)
}
