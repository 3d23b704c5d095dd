package report

import (
	"sort"
	"strings"

	"github.com/zhuqi-yunzhan/station/assessments"
)

// moves are the three findings that win back most when mended.
func (w *writer) moves() {
	if len(w.d.Findings) == 0 {
		return
	}
	best := append([]assessments.FindingPart(nil), w.d.Findings...)
	sort.SliceStable(best, func(i, k int) bool { return best[i].WinsBack > best[k].WinsBack })
	t := &table{x: margin, width: fullW, columns: []column{{head: w.t("report.finding"), share: .38}, {head: w.t("report.first_step"), share: .44}, {head: w.t("finding.wins_back"), share: .18, right: true}}}
	for _, f := range best[:min(3, len(best))] {
		card, detail := w.d.Cards[f.RuleID], ""
		if steps := card.Remedy.In(w.in.Lang); len(steps) > 0 {
			detail = w.wording(steps[0])
		}
		row := []cell{{text: w.house(card.Title), note: w.subject(f), level: string(f.Finding.Severity), bold: true}, {text: detail}, {text: w.wins(f)}}
		if card.Effort != nil {
			row[1].note = w.t("finding.about_days", "n", card.Effort.Days)
		}
		t.rows = append(t.rows, row)
	}
	w.heading(w.t("profile.moves"), h2Text, t.first(w.sheet))
	t.draw(w.sheet)
}

func (w *writer) wins(f assessments.FindingPart) string {
	return "+" + number(f.WinsBack) + " " + w.t("finding.points")
}

// findings lists all findings in order, then says each in full.
func (w *writer) findings() {
	if len(w.d.Findings) == 0 {
		w.heading(w.t("profile.findings"), h2Text, bodyText.lead)
		w.para(margin, bodyW, w.t("profile.no_findings"), bodyText)
		return
	}
	t := &table{x: margin, width: fullW, columns: []column{{head: w.t("report.number"), share: .07}, {head: w.t("report.level"), share: .14}, {head: w.t("report.finding"), share: .37},
		{head: w.t("finding.deadline"), share: .18}, {head: w.t("finding.costs_you"), share: .12, right: true}, {head: w.t("finding.wins_back"), share: .12, right: true}}}
	for i, f := range w.d.Findings {
		card := w.d.Cards[f.RuleID]
		t.rows = append(t.rows, []cell{{text: number(i + 1)}, {text: w.t("level." + string(f.Finding.Severity)), level: string(f.Finding.Severity), bold: true},
			{text: w.house(card.Title), note: w.subject(f)}, {text: w.due(f)}, {text: points(f.Finding.Costs)}, {text: "+" + number(f.WinsBack)}})
	}
	w.heading(w.t("report.found", "n", len(w.d.Findings)), h2Text, t.first(w.sheet)+smallText.lead)
	w.para(margin, fullW, w.t("profile.sorted")+w.t("report.stop")+w.t("finding.figures_note"), smallText)
	w.y += 4
	t.draw(w.sheet)
	w.details()
}

// shownRows is how many rows of one rule are said each by itself. A list may hold five thousand.
const shownRows = 50

// details says each finding: the first of a rule in full, the next ones by what differs, and of
// very many rows only that the list above has them.
func (w *writer) details() {
	first, rows := map[string]int{}, map[string]int{}
	var rest []string
	for i, f := range w.d.Findings {
		rows[f.RuleID]++
		switch n := rows[f.RuleID]; {
		case n == 1:
			first[f.RuleID] = i + 1
			w.finding(i, f)
		case n <= shownRows:
			w.again(i, f, first[f.RuleID])
		case n == shownRows+1:
			rest = append(rest, f.RuleID)
		}
	}
	w.gap(12)
	for _, id := range rest {
		w.para(bodyX, bodyW, w.t("report.rest", "id", id, "n", rows[id]-shownRows), bodyText)
	}
}

// again says a further finding of a rule: its own answers and figures, and where the rest stands.
func (w *writer) again(i int, f assessments.FindingPart, first int) {
	card := w.d.Cards[f.RuleID]
	t := w.evidence(f, card)
	w.findingHead(i, f, card, t.first(w.sheet))
	w.why(t)
	w.figures(f, w.t("report.same", "n", first))
}

func (w *writer) due(f assessments.FindingPart) string {
	if f.Due == "" {
		return "—"
	}
	if f.Passed {
		return w.t("finding.passed", "date", w.day(f.Due))
	}
	return w.day(f.Due)
}

// finding says one finding in full: the page of the finding, on paper.
func (w *writer) finding(i int, f assessments.FindingPart) {
	card := w.d.Cards[f.RuleID]
	t := w.evidence(f, card)
	if why := w.house(card.Why); why != "" {
		w.findingHead(i, f, card, 3*bodyText.lead)
		w.para(bodyX, bodyW, why, bodyText)
		w.gap(6)
	} else {
		w.findingHead(i, f, card, t.first(w.sheet))
	}
	w.why(t)
	w.laws(card)
	if card.Note != nil {
		w.part(w.t("finding.beside"), 2*bodyText.lead, func() { w.para(bodyX, bodyW, w.house(*card.Note), bodyText) })
	}
	w.list(w.t("finding.steps"), card.Remedy.In(w.in.Lang), true)
	w.list(w.t("finding.papers"), card.Papers.In(w.in.Lang), false)
	w.when(f, card)
	w.figures(f, "")
}

// figures are what the finding costs and what mending it wins back, with a note beneath.
func (w *writer) figures(f assessments.FindingPart, note string) {
	follow := bodyText.lead
	if note != "" {
		follow += smallText.lead
	}
	w.part(w.t("finding.figures"), follow, func() {
		w.para(bodyX, bodyW, w.t("finding.costs_you")+" "+points(f.Finding.Costs)+" "+w.t("finding.points")+w.t("report.stop")+w.t("finding.wins_back")+" "+w.wins(f), bodyText)
		if note != "" {
			w.para(bodyX, bodyW, note, smallText)
		}
	})
}

// findingHead is the shape and word of the severity in the rail, and the title beside it; so much
// of what follows stays with it.
func (w *writer) findingHead(i int, f assessments.FindingPart, card assessments.CardPart, follow float64) {
	title := number(i+1) + ". " + w.house(card.Title)
	lines := w.wrap(title, bodyW, h3Text)
	w.gap(16)
	w.need(h3Text.lead*float64(len(lines)) + smallText.lead*2 + follow + 14)
	level := w.t("level." + string(f.Finding.Severity))
	w.mark(number(i+1) + ". " + level + " · " + w.house(card.Title) + w.dot(w.subject(f)))
	w.page().line(margin, w.y, margin+fullW, w.y, .9, ink)
	w.y += 9
	w.page().seaMark(string(f.Finding.Severity), margin, w.y, 17)
	w.page().text(margin+22, w.baseline(h3Text), w.fit(level, railW-26, h3Text), h3Text, 0)
	for _, line := range lines {
		w.page().text(bodyX, w.baseline(h3Text), line, h3Text, 0)
		w.y += h3Text.lead
	}
	about := w.t("area."+string(card.Area)) + w.dot(w.topic(card)) + w.dot(w.t("finding.rule", "id", f.RuleID)) + w.dot(w.subject(f))
	if f.Finding.SeverityOpen {
		about += w.dot(w.t("finding.may_rise"))
	}
	w.para(bodyX, bodyW, about, smallText)
	w.page().heads = append(w.page().heads, w.y)
	w.y += 5
}

// dot sets a text behind a middle dot, when there is one.
func (w *writer) dot(s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return " · " + s
}

func (w *writer) topic(card assessments.CardPart) string {
	for _, t := range w.d.Themes {
		if t.Key == card.Theme {
			return w.house(t.Title)
		}
	}
	return ""
}

// subject names the row that a finding is about; a presence by its country.
func (w *writer) subject(f assessments.FindingPart) string {
	for _, row := range w.d.Answers.Presences {
		if row["ref"] == f.Finding.Subject || row["country"] == f.Finding.Subject {
			return w.in.Place(w.in.Lang, f.Finding.Subject)
		}
	}
	if f.Finding.Label != "" {
		return f.Finding.Label
	}
	return f.Finding.Subject
}

// when is the deadline, in words and as a day, and the effort.
func (w *writer) when(f assessments.FindingPart, card assessments.CardPart) {
	var said []string
	if card.Deadline != nil {
		said = append(said, w.t("report.legal", "text", w.house(rulesText(card.Deadline.Zh, card.Deadline.En))))
	}
	switch {
	case f.Passed:
		said = append(said, w.t("finding.passed", "date", w.day(f.Due)))
	case f.Due != "":
		said = append(said, w.t("report.next_due", "date", w.day(f.Due)))
	}
	if card.Effort != nil {
		said = append(said, w.t("finding.effort")+w.t("report.colon")+w.t("finding.about_days", "n", card.Effort.Days))
	}
	if len(said) == 0 {
		return
	}
	w.part(w.t("finding.when"), bodyText.lead, func() {
		for _, line := range said {
			w.para(bodyX, bodyW, line, bodyText)
		}
	})
}
