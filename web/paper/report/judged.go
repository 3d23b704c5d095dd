package report

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Judged is what experts' judgement makes of the profile; it stands beside the engine's score and never in its place.
type Judged struct {
	Known bool // the rules of the profile were at hand, so that there is a score
	Score station.Bounds
	Lines []JudgedLine
}

// JudgedLine is one finding that experts judged otherwise.
type JudgedLine struct {
	Title   string
	Was     station.Severity
	To      station.Severity // empty = no risk
	Applied bool             // false: it is to be reviewed again
	Reason  string
	Text    string
	Cites   []string
	Author  string
	By      string
	Until   time.Time
}

// judged sets both scores side by side, and what was overruled by whom.
func (w *writer) judged() {
	if w.in.Judged == nil {
		return
	}
	j, mine := w.in.Judged, "—"
	if j.Known && j.Score.Shown {
		mine = span(j.Score.Worst, j.Score.Best)
	}
	engine := "—"
	if w.d.Score.Overall.Shown {
		engine = span(w.d.Score.Overall.Worst, w.d.Score.Overall.Best)
	}
	scores := &table{x: margin, width: fullW, columns: []column{{head: w.t("opinion.engine"), share: .5}, {head: w.t("opinion.expert"), share: .5}}, rows: [][]cell{{{text: engine, bold: true}, {text: mine, bold: true}}}}
	w.heading(w.t("opinion.title"), h2Text, scores.first(w.sheet))
	scores.draw(w.sheet)
	w.y += 4
	if !j.Known && w.anyApplied() {
		w.para(margin, fullW, w.t("opinion.not_known"), smallText)
	}
	w.para(margin, fullW, w.t("opinion.note"), smallText)
	w.y += 4
	t := &table{x: margin, width: fullW, columns: []column{{head: w.t("report.finding"), share: .26}, {head: w.t("override.engine"), share: .12}, {head: w.t("override.expert"), share: .14}, {head: w.t("override.reason"), share: .48}}}
	for _, l := range j.Lines {
		to := cell{text: w.t("override.dismissed"), bold: true}
		if l.To != "" {
			to = cell{text: w.t("level." + string(l.To)), level: string(l.To), bold: true}
		}
		if !l.Applied {
			to.note = w.t("override.state_to_review")
		}
		why := l.Reason + w.t("report.stop") + l.Text
		for _, cited := range l.Cites {
			why += w.dot(cited)
		}
		t.rows = append(t.rows, []cell{{text: l.Title, bold: true}, {text: w.t("level." + string(l.Was)), level: string(l.Was)}, to,
			{text: why, note: w.t("opinion.by", "author", l.Author, "by", l.By, "date", w.in.Date(w.in.Lang, l.Until))}})
	}
	t.draw(w.sheet)
}

func (w *writer) anyApplied() bool {
	for _, l := range w.in.Judged.Lines {
		if l.Applied {
			return true
		}
	}
	return false
}
