package report

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// cover is the head of the report: whose it is, the score, and the areas.
func (w *writer) cover() {
	w.y = topY + 8
	w.mark(w.t("profile.title"))
	for _, line := range w.wrap(w.d.Company, fullW, h1Text) {
		w.page().text(margin, w.baseline(h1Text), line, h1Text, 0)
		w.y += h1Text.lead
	}
	lead := style{size: 13, weight: bold, ink: primary, lead: 22}
	w.para(margin, fullW, w.t("profile.title"), lead)
	w.y += 8
	w.particulars()
	w.y += 10
	w.verdict()
	w.y += 14
	w.areas()
}

// particulars are the station, the dates, the sheet and the areas, in two columns.
func (w *writer) particulars() {
	var areas []string
	for _, a := range w.d.Areas {
		areas = append(areas, w.t("area."+string(a.Area)))
	}
	said := [][2]string{
		{w.t("report.station"), w.in.Station}, {w.t("report.made"), w.in.Date(w.in.Lang, w.made())},
		{w.t("report.sheet"), w.t("depth." + w.d.Sheet)}, {w.t("report.as_of"), w.day(w.d.AsOf)},
		{w.t("report.areas"), strings.Join(areas, w.t("list.comma"))}, {w.t("report.by"), w.d.MadeBy},
	}
	label, value := style{size: 9, ink: soft, lead: 16}, style{size: 9.5, ink: ink, lead: 16}
	for i := 0; i < len(said); i += 2 {
		y, low := w.y, w.y
		for k := range 2 {
			x := margin + float64(k)*fullW*.55
			room := fullW*(.55-.1*float64(k)) - 72
			w.y = y
			w.page().text(x, w.baseline(label), w.clean(said[i+k][0]), label, 0)
			w.para(x+64, room, said[i+k][1], value)
			low = max(low, w.y)
		}
		w.y = low
	}
}

// verdict is the dial beside one sentence, as on the page.
func (w *writer) verdict() {
	const k = .66
	left := margin + 276*k + 16
	room := margin + fullW - 16 - left
	big := style{size: 12.5, weight: bold, ink: ink, lead: 20}
	headline, summary := w.headline()
	lines := w.wrap(headline, room, big)
	if len(lines) > 8 {
		lines = append(lines[:7], w.fit(lines[7]+lines[8], room, big))
	}
	tall := max(174, 38+float64(len(lines))*big.lead+5*smallText.lead)
	w.need(tall)
	x, y, score := margin, w.y, w.d.Score.Overall
	w.page().box(margin, y, fullW, tall, .8, hair)
	w.dial(x+6, y+6, k, score)
	w.page().line(left-10, y+12, left-10, y+tall-12, .5, hair)
	w.y = y + 14
	if score.Shown {
		b := bandOf(score.Worst)
		w.page().seaMark(b.level, left, w.y+2, 16)
		w.page().text(left+22, w.baseline(big), w.clean(w.t("band."+b.name)), big, 0)
	} else {
		w.page().seaMark("unknown", left, w.y+2, 16)
		w.page().text(left+22, w.baseline(big), w.clean(w.t("level.unknown")), big, 0)
	}
	w.y += 24
	for _, line := range lines {
		w.page().text(left, w.baseline(big), line, big, 0)
		w.y += big.lead
	}
	w.y += 2
	w.para(left, room, summary, smallText)
	if score.Shown {
		w.para(left, room, w.t("profile.complete", "n", w.d.Score.Completeness/10), smallText)
	}
	w.bandsLine(left, y+tall-14)
	w.y = max(w.y, y+tall)
}

// bandsLine says the four bands, with the score's own in bold.
func (w *writer) bandsLine(x, y float64) {
	for _, b := range bands {
		st := style{size: 8, ink: soft}
		if w.d.Score.Overall.Shown && b == bandOf(w.d.Score.Overall.Worst) {
			st.weight, st.ink = bold, ink
		}
		w.page().block(x, y-6, 6, 6, b.tone)
		text := number(b.from) + "–" + number(min(b.to-1, 100)) + " " + w.t("band."+b.name)
		w.put(w.page(), x+9, y, text, st)
		x += 9 + w.width(w.clean(text), st) + 12
	}
}

// headline is the news in a sentence. While no number may be shown, none is said.
func (w *writer) headline() (headline, summary string) {
	switch {
	case !w.d.Score.Overall.Shown:
		headline = w.t("report.no_score", "n", w.d.Score.Completeness/10)
	case len(w.d.Findings) == 0:
		headline = w.t("profile.nothing_found")
	default:
		worst, same := w.d.Findings[0], 0
		for _, f := range w.d.Findings {
			if f.Finding.Severity == worst.Finding.Severity {
				same++
			}
		}
		headline = w.t("profile.worst", "n", same, "level", w.t("level."+string(worst.Finding.Severity)), "title", w.house(w.d.Cards[worst.RuleID].Title))
	}
	switch n := w.d.OpenItems(); {
	case n == 0:
		return headline, w.t("profile.all_answered")
	case w.d.Score.Overall.Shown:
		return headline, w.t("profile.still_open", "n", n, "span", span(w.d.Score.Overall.Worst, w.d.Score.Overall.Best))
	default:
		return headline, w.t("report.counts", "findings", len(w.d.Findings), "open", n)
	}
}

// areas is the score of each area with what was counted in it.
func (w *writer) areas() {
	t := &table{x: margin, width: fullW, columns: []column{{head: w.t("report.area"), share: .16}, {head: w.t("report.score"), share: .14, right: true}}}
	for _, s := range station.Severities() {
		t.columns = append(t.columns, column{head: w.t("level." + string(s)), share: .105, right: true})
	}
	t.columns = append(t.columns, column{head: w.t("level.unknown"), share: .13, right: true}, column{head: w.t("report.decided"), share: .15, right: true})
	for _, a := range w.d.Areas {
		row := []cell{{text: w.t("area." + string(a.Area)), bold: true}, {text: "—"}}
		if a.Bounds.Shown {
			row[1] = cell{text: span(a.Bounds.Worst, a.Bounds.Best), bold: true}
		}
		for _, s := range station.Severities() {
			row = append(row, cell{text: number(a.Counts[string(s)])})
		}
		t.rows = append(t.rows, append(row, cell{text: number(a.Counts[string(station.Unanswered)])}, cell{text: number(a.Completeness/10) + "%"}))
	}
	t.draw(w.sheet)
	w.y += 4
	w.para(margin, fullW, w.t("report.areas_note"), style{size: 8, ink: soft, lead: 12})
}
