package web

import (
	"net/url"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func (p *Portal) showFinding(c *fiber.Ctx) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	key, err := url.PathUnescape(c.Params("key"))
	if err != nil {
		return fiber.ErrNotFound
	}
	d, self := &kept.Document, profileURL(kept.ID)
	for i, f := range d.Findings {
		if f.Key != key {
			continue
		}
		page := p.findingPage(c, kept, f)
		if i > 0 {
			page.PrevURL = self + "/findings/" + url.PathEscape(d.Findings[i-1].Key)
		}
		if i+1 < len(d.Findings) {
			page.NextURL = self + "/findings/" + url.PathEscape(d.Findings[i+1].Key)
		}
		if err := p.judgedFinding(c, kept, key, &page); err != nil {
			return err
		}
		return p.page(c, fiber.StatusOK, "finding", page)
	}
	return fiber.ErrNotFound
}

func (p *Portal) findingPage(c *fiber.Ctx, kept *assessments.Profile, f assessments.FindingPart) FindingPage {
	d, lang, self := &kept.Document, p.lang(c), profileURL(kept.ID)
	card := d.Cards[f.RuleID]
	title := card.Title.In(lang)
	chrome := p.chrome(c, "profiles", Crumb{Say: station.Say("nav.profiles"), URL: "/profiles"}, Crumb{Say: station.Say("profile.title"), URL: self}, Crumb{Label: title})
	page := FindingPage{Chrome: chrome, Severity: f.Finding.Severity, SeverityOpen: f.Finding.SeverityOpen, Area: card.Area, RuleID: f.RuleID, Subject: p.subject(lang, d, f),
		Title: title, Consequence: card.Why.In(lang), Costs: f.Finding.Costs, Wins: f.WinsBack, AskURL: self + "/ask?finding=" + url.QueryEscape(f.Key)}
	if !d.Score.Overall.Shown {
		page.Costs, page.Wins = 0, 0
	}
	for _, t := range d.Themes {
		if t.Key == card.Theme {
			page.Topic = t.Title.In(lang)
		}
	}
	setter := map[string]string{"law": "law", "practice": "practice", "house": "station"}[card.BasisKind]
	for _, e := range f.Evidence {
		row := EvidenceRow{Question: e.Label.In(lang), Answer: p.valueText(lang, e.Value, e.Unit, e.Options), Line: p.lineText(lang, e), EditURL: p.editURL(d, f, e.Key)}
		if e.Line != nil {
			row.Setter, row.Hit = setter, true
		}
		page.Evidence = append(page.Evidence, row)
	}
	for _, b := range card.Basis {
		page.Laws = append(page.Laws, Law{Title: b.Title, Article: b.Article, Dated: b.Date, Confidence: b.Checked, House: b.Checked == "house"})
	}
	if card.Note != nil {
		page.Note, page.Beside = card.Note.In(lang), p.beside(lang, self, d, card)
	}
	page.Steps, page.Papers = card.Remedy.In(lang), card.Papers.In(lang)
	if card.Effort != nil {
		page.Effort = p.say(lang, "finding.about_days", "n", card.Effort.Days)
	}
	if due, err := time.ParseInLocation(time.DateOnly, f.Due, shanghai); err == nil {
		page.Deadline, page.Passed = due, f.Passed
	}
	return page
}

// beside lists the findings of rules that pull the other way, each rule once.
func (p *Portal) beside(lang, self string, d *assessments.Document, card assessments.CardPart) []Link {
	var out []Link
	seen := map[string]bool{}
	for _, f := range d.Findings {
		if slices.Contains(card.Beside, f.RuleID) && !seen[f.RuleID] {
			seen[f.RuleID] = true
			out = append(out, Link{Label: d.Cards[f.RuleID].Title.In(lang), URL: self + "/findings/" + url.PathEscape(f.Key)})
		}
	}
	return out
}

// editURL is where the answer behind a piece of evidence can be changed.
func (p *Portal) editURL(d *assessments.Document, f assessments.FindingPart, key string) string {
	engine := p.rooms.Checks.Engine()
	rule, ok := engine.Rule(f.RuleID)
	if !ok {
		return ""
	}
	base := "/self-checks/" + d.CheckID + "/questions/"
	if _, ok := engine.Question(rules.ScopePresence, key); ok && rule.Scope == rules.ScopePresence {
		return base + "presence." + f.Finding.Subject + "." + key
	}
	if _, ok := engine.Question(rules.ScopeCompany, key); ok {
		return base + "company." + key
	}
	switch rule.Scope {
	case rules.ScopeSupplier:
		return "/lists/" + assessments.ListSuppliers
	case rules.ScopeEmployee:
		return "/lists/" + assessments.ListEmployees
	}
	return ""
}
