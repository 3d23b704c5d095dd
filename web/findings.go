package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// Bounds of what a page shows of one rule with many subjects, and of one rule's own page.
const (
	shownSubjects = 10
	findingsPage  = 50
)

func findingURL(self, key string) string { return self + "/findings/" + url.PathEscape(key) }

// groupFindings puts the findings of one rule and one severity together, where the first of them
// stands.
func groupFindings(all []assessments.FindingPart) [][]assessments.FindingPart {
	var out [][]assessments.FindingPart
	at := map[string]int{}
	for _, f := range all {
		key := f.RuleID + " " + string(f.Finding.Severity)
		i, seen := at[key]
		if !seen {
			i, out = len(out), append(out, nil)
			at[key] = i
		}
		out[i] = append(out[i], f)
	}
	return out
}

// groupRow is one line for all findings of a rule and a severity: the first subjects by name, and
// a way to all of them.
func (p *Portal) groupRow(lang, self string, d *assessments.Document, group []assessments.FindingPart) FindingRow {
	row := p.findingRow(lang, self, d, group[0])
	if len(group) == 1 {
		return row
	}
	row.Subject, row.Why, row.Wins, row.Count = "", "", 0, len(group)
	row.URL = self + "/findings?rule=" + url.QueryEscape(group[0].RuleID)
	row.Costs = 0
	for i, f := range group {
		if d.Score.Overall.Shown {
			row.Costs += f.Finding.Costs
		}
		if i < shownSubjects {
			row.Subjects = append(row.Subjects, Link{Label: p.subject(lang, d, f), URL: findingURL(self, f.Key)})
		}
	}
	return row
}

// showFindings lists all findings of a profile, by rule; or one rule's, page by page.
func (p *Portal) showFindings(c *fiber.Ctx) error {
	if c.Query("rule") == "" {
		return p.profilePage(c, 1<<30)
	}
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	d, lang, self := &kept.Document, p.lang(c), profileURL(kept.ID)
	id := c.Query("rule")
	card, known := d.Cards[id]
	if !known {
		return fiber.ErrNotFound
	}
	of := slices.DeleteFunc(slices.Clone(d.Findings), func(f assessments.FindingPart) bool { return f.RuleID != id })
	from, _ := strconv.Atoi(c.Query("from"))
	from = min(max(from, 0), len(of))
	title := card.Title.In(lang)
	chrome := p.chrome(c, "profiles", Crumb{Say: station.Say("nav.profiles"), URL: "/profiles"}, Crumb{Say: station.Say("profile.title"), URL: self}, Crumb{Label: title})
	page := FindingsPage{Chrome: chrome, Title: title, RuleID: id, Area: card.Area, N: len(of), From: min(from+1, len(of)), To: min(from+findingsPage, len(of))}
	for _, f := range of[from:page.To] {
		row := p.findingRow(lang, self, d, f)
		row.Title, row.Subject = row.Subject, ""
		if row.Title == "" {
			row.Title = title
		}
		page.Findings = append(page.Findings, row)
	}
	base := self + "/findings?rule=" + url.QueryEscape(id)
	if page.To < len(of) {
		page.Pager.Next = base + "&from=" + strconv.Itoa(page.To)
	}
	if from > 0 {
		page.Pager.Prev = base + "&from=" + strconv.Itoa(max(0, from-findingsPage))
	}
	return p.page(c, fiber.StatusOK, "findings", page)
}

func (p *Portal) findingRow(lang, self string, d *assessments.Document, f assessments.FindingPart) FindingRow {
	card := d.Cards[f.RuleID]
	row := FindingRow{Severity: f.Finding.Severity, SeverityOpen: f.Finding.SeverityOpen, Title: card.Title.In(lang), URL: findingURL(self, f.Key),
		Why: p.crossed(lang, f), Subject: p.subject(lang, d, f), Area: card.Area}
	if d.Score.Overall.Shown {
		row.Costs, row.Wins = f.Finding.Costs, f.WinsBack
	}
	if due, err := time.ParseInLocation(time.DateOnly, f.Due, shanghai); err == nil {
		row.Deadline, row.Passed = due, f.Passed
	}
	return row
}

// subject names the row that a finding is about; a presence by its country.
func (p *Portal) subject(lang string, d *assessments.Document, f assessments.FindingPart) string {
	for _, row := range d.Answers.Presences {
		if row["ref"] == f.Finding.Subject || row["country"] == f.Finding.Subject {
			return p.presenceLabel(lang, f.Finding.Subject)
		}
	}
	if f.Finding.Label != "" {
		return f.Finding.Label
	}
	return f.Finding.Subject
}

// crossed says which answer crossed which line, in a few words.
func (p *Portal) crossed(lang string, f assessments.FindingPart) string {
	for _, e := range f.Evidence {
		if e.Line != nil {
			return p.say(lang, "finding.crossed", "what", briefly(lang, e), "answer", p.valueText(lang, e.Value, e.Unit, e.Options), "line", p.lineText(lang, e))
		}
	}
	var parts []string
	for i, e := range f.Evidence {
		if i == 2 {
			break
		}
		parts = append(parts, p.say(lang, "finding.answered", "what", briefly(lang, e), "answer", p.valueText(lang, e.Value, e.Unit, e.Options)))
	}
	return strings.Join(parts, p.say(lang, "form.semicolon"))
}

// briefly names a piece of evidence in a few words: the key's short name, else its question.
func briefly(lang string, e assessments.EvidencePart) string {
	name := e.Short.In(lang)
	if name == "" {
		name = e.Label.In(lang)
	}
	return strings.TrimRight(name, "?？")
}

// lineText says a limit in the unit of its evidence. A share of a derived amount is in per cent.
func (p *Portal) lineText(lang string, e assessments.EvidencePart) string {
	if e.Line == nil {
		return ""
	}
	unit := e.Unit
	if e.LineUnit != "" {
		unit = e.LineUnit
	}
	return p.valueText(lang, e.Line, unit, e.Options)
}

// moves are the three rules that win back most when mended.
func (p *Portal) moves(lang, self string, d *assessments.Document) []Move {
	var best []assessments.FindingPart
	seen := map[string]bool{}
	sorted := slices.Clone(d.Findings)
	slices.SortStableFunc(sorted, func(a, b assessments.FindingPart) int { return b.WinsBack - a.WinsBack })
	for _, f := range sorted {
		if len(best) == 3 || f.WinsBack == 0 {
			break
		}
		if !seen[f.RuleID] {
			seen[f.RuleID], best = true, append(best, f)
		}
	}
	var out []Move
	for _, f := range best {
		card := d.Cards[f.RuleID]
		m := Move{Label: card.Title.In(lang), URL: findingURL(self, f.Key), Wins: f.WinsBack}
		if steps := card.Remedy.In(lang); len(steps) > 0 {
			m.Detail = steps[0]
		}
		if card.Effort != nil {
			m.Detail = p.say(lang, "finding.about_days", "n", card.Effort.Days) + p.say(lang, "form.semicolon") + m.Detail
		}
		out = append(out, m)
	}
	return out
}
