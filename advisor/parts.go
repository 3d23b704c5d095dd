package advisor

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// part is a quotable part of a profile.
type part struct {
	kind   string
	rule   string
	search string // what is compared with the question, in both languages
	weight float64
	piece  Piece
}

// parts cuts a profile, or one finding of it, into what can be quoted, in its own order.
func (p *profile) parts(lang, only string) []part {
	var out []part
	told := map[string]bool{} // what a rule says is said once, however many subjects it has
	for i := range p.Findings {
		f := &p.Findings[i]
		if only != "" && f.Key != only {
			continue
		}
		c := p.Cards[f.RuleID]
		cite := []Cited{{Key: f.Key, Title: c.Title.in(lang)}}
		out = append(out, findingPart(f, c, lang, cite), showsPart(f, c, lang, cite))
		if f.Due != "" {
			out = append(out, part{kind: "due", rule: f.RuleID, weight: 0.9, search: c.Title.Zh + " " + c.Title.En + " 截止 期限 deadline " + f.Due,
				piece: Piece{Say: station.Say("advisor.part.due", "date", f.Due), Text: deadline(c, lang), Cite: cite}})
		}
		if !told[f.RuleID] {
			told[f.RuleID] = true
			out = append(out, cardParts(f.RuleID, c, lang, cite)...)
		}
	}
	if only != "" {
		return out
	}
	for _, v := range p.Verdicts {
		c, ok := p.Cards[v.ID]
		if !ok || told[v.ID] {
			continue
		}
		out = append(out, part{kind: "rule", rule: v.ID, weight: 0.7, search: both(c.Title, c.Why),
			piece: Piece{Say: station.Say("advisor.part.rule", "outcome", outcomeText(v)), Text: c.Title.in(lang) + "\n" + c.Why.in(lang), Cite: []Cited{{Key: v.ID, Title: c.Title.in(lang)}}}})
	}
	for _, o := range p.Open {
		out = append(out, part{kind: "open", weight: 0.8, search: both(o.Label) + " 没有回答 待补充 unanswered",
			piece: Piece{Say: station.Say("advisor.part.open"), Text: o.Label.in(lang)}})
	}
	return append(out, p.scorePart()...)
}

func findingPart(f *finding, c card, lang string, cite []Cited) part {
	lead := station.Say("advisor.part.finding", "severity", severityText(f.Finding.Severity))
	if f.Finding.Label != "" {
		lead = station.Say("advisor.part.finding_of", "severity", severityText(f.Finding.Severity), "subject", label(f.Finding.Label))
	}
	return part{kind: "finding", rule: f.RuleID, weight: 1, search: both(c.Title, c.Title, c.Why) + " " + f.Finding.Label + " " + f.Finding.Subject,
		piece: Piece{Say: lead, Text: c.Title.in(lang) + "\n" + c.Why.in(lang), Cite: cite}}
}

func showsPart(f *finding, c card, lang string, cite []Cited) part {
	var lines, search []string
	for _, s := range f.Shows {
		lines = append(lines, s.line(lang, label))
		search = append(search, both(s.Label))
	}
	return part{kind: "shows", rule: f.RuleID, weight: 0.8, search: both(c.Title) + " " + f.Finding.Label + " " + strings.Join(search, " "),
		piece: Piece{Say: station.Say("advisor.part.shows"), Text: strings.Join(lines, "\n"), Cite: cite}}
}

// line is one answer with the line it crossed.
func (s shown) line(lang string, words func(string) string) string {
	p := wording(lang)
	out := s.Label.in(lang) + p.colon + s.reads(lang, s.Value, words)
	if s.Line != nil {
		out += p.open + p.limit + " " + s.reads(lang, s.Line, words) + p.close
	}
	return out
}

func cardParts(rule string, c card, lang string, cite []Cited) []part {
	var out []part
	add := func(kind string, say station.Text, lines []string, search string) {
		if len(lines) > 0 {
			out = append(out, part{kind: kind, rule: rule, weight: 0.9, search: both(c.Title) + " " + search,
				piece: Piece{Say: say, Text: strings.Join(lines, "\n"), Cite: cite}})
		}
	}
	list := func(s steps) string { return strings.Join(s.Zh, " ") + " " + strings.Join(s.En, " ") }
	add("remedy", station.Say("advisor.part.remedy"), c.Remedy.in(lang), list(c.Remedy))
	add("papers", station.Say("advisor.part.papers"), c.Papers.in(lang), list(c.Papers)+" 材料 资料 papers documents")
	var laws []string
	for _, l := range c.Basis {
		laws = append(laws, l.name())
	}
	add("law", station.Say("advisor.part.law"), laws, strings.Join(laws, " ")+" 依据 law basis")
	return out
}

// name writes a law as it is cited: title, article, date of the version.
func (l law) name() string {
	return strings.Join(strings.Fields(strings.Join([]string{l.Title, l.Article, l.Date}, " ")), " ")
}

func deadline(c card, lang string) string {
	if c.Deadline == nil {
		return c.Title.in(lang)
	}
	return c.Title.in(lang) + "\n" + c.Deadline.in(lang)
}

func (p *profile) scorePart() []part {
	if !p.Score.Overall.Shown {
		return []part{{kind: "score", weight: 0.8, search: "得分 评分 分数 几分 score points", piece: Piece{Say: station.Say("advisor.part.noscore", "percent", p.Score.Completeness/10)}}}
	}
	say := station.Say("advisor.part.score", "worst", p.Score.Overall.Worst, "best", p.Score.Overall.Best, "percent", p.Score.Completeness/10)
	if p.Score.Overall.Worst == p.Score.Overall.Best {
		say = station.Say("advisor.part.score_one", "points", p.Score.Overall.Worst, "percent", p.Score.Completeness/10)
	}
	return []part{{kind: "score", weight: 0.8, search: "得分 评分 分数 几分 score points", piece: Piece{Say: say}}}
}

func both(texts ...bilingual) string {
	var out []string
	for _, b := range texts {
		out = append(out, b.Zh, b.En)
	}
	return strings.Join(out, " ")
}

func severityText(severity string) station.Text {
	switch station.Severity(severity) {
	case station.Critical:
		return station.Say("advisor.severity.critical")
	case station.High:
		return station.Say("advisor.severity.high")
	case station.Medium:
		return station.Say("advisor.severity.medium")
	}
	return station.Say("advisor.severity.low")
}

func outcomeText(v verdict) station.Text {
	switch station.Outcome(v.Outcome) {
	case station.AtRisk:
		return station.Say("advisor.outcome.at_risk")
	case station.Clear:
		return station.Say("advisor.outcome.clear")
	case station.NotApplicable:
		return station.Say("advisor.outcome.not_applicable")
	}
	switch station.Because(v.Because) {
	case station.BecauseReference:
		return station.Say("advisor.outcome.reference")
	case station.BecauseManual:
		return station.Say("advisor.outcome.manual")
	}
	return station.Say("advisor.outcome.answers")
}
