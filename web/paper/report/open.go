package report

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// shownPlaces is how many rows an open question names before it only counts them.
const shownPlaces = 6

// ask is one open question with all the places where it is open.
type ask struct {
	label  string
	places []string
	count  int
	rules  int
}

// asks gathers the open places by their question, in the order of what they can change.
func (w *writer) asks() []*ask {
	var out []*ask
	at := map[string]*ask{}
	for _, o := range w.d.Open {
		list, about := w.place(o)
		label := w.house(o.Label)
		a := at[list+label]
		if a == nil {
			a = &ask{label: label}
			at[list+label], out = a, append(out, a)
		}
		a.count, a.rules = a.count+o.Cells(), max(a.rules, o.Rules)
		if about != "" && len(a.places) < shownPlaces {
			a.places = append(a.places, about)
		}
	}
	return out
}

// place tells the list of an open answer and the row it is about.
func (w *writer) place(o assessments.OpenPart) (list, about string) {
	list, rest, ok := strings.Cut(o.Place, "[")
	end := strings.LastIndex(rest, "].")
	switch {
	case !ok || end < 0:
		return list, ""
	case list == "presences":
		return list, w.in.Place(w.in.Lang, rest[:end])
	}
	return list, rest[:end]
}

// open lists what can still change the profile, and which answer narrows it most.
func (w *writer) open() {
	asks := w.asks()
	if len(asks) > 0 {
		t := &table{x: margin, width: fullW, columns: []column{{head: w.t("report.number"), share: .07}, {head: w.t("finding.question"), share: .5}, {head: w.t("report.about"), share: .3}, {head: w.t("report.touches"), share: .13, right: true}}}
		for i, a := range asks {
			about := strings.Join(a.places, w.t("list.comma"))
			if a.count > max(1, len(a.places)) {
				about = strings.TrimSpace(about + " " + w.t("report.places", "n", a.count))
			}
			t.rows = append(t.rows, []cell{{text: number(i + 1)}, {text: a.label, level: "unknown"}, {text: about}, {text: number(a.rules)}})
		}
		w.heading(w.t("profile.open", "n", w.d.OpenItems()), h2Text, bodyText.lead*2+smallText.lead)
		first := asks[0].label
		if len(asks[0].places) > 0 {
			first += w.t("report.of", "what", asks[0].places[0])
		}
		w.para(margin, bodyW, w.t("report.narrows", "question", first), bodyText)
		w.para(margin, fullW, w.t("profile.open_note")+w.t("list.semicolon")+w.t("report.open_order"), smallText)
		w.y += 4
		t.draw(w.sheet)
	}
	w.undecided()
}

// undecided are the rules that no answer of the company can decide.
func (w *writer) undecided() {
	t := &table{x: margin, width: fullW, columns: []column{{head: w.t("arith.step"), share: .7}, {head: w.t("report.because"), share: .3}}}
	for _, v := range w.d.Verdicts {
		if v.Outcome == station.Unanswered && v.Because != station.BecauseAnswers {
			t.rows = append(t.rows, []cell{{text: v.ID + " " + w.house(w.d.Cards[v.ID].Title), level: "unknown"}, {text: w.t("because." + string(v.Because))}})
		}
	}
	if len(t.rows) == 0 {
		return
	}
	w.heading(w.t("report.undecided", "n", len(t.rows)), h2Text, t.first(w.sheet))
	t.draw(w.sheet)
}

// notLooked says of each area how many of its rules this sheet looked at, and which areas not at all.
func (w *writer) notLooked() {
	w.heading(w.t("profile.not_asked"), h2Text, bodyText.lead*2)
	seen := map[station.Area]bool{}
	for _, a := range w.d.Areas {
		seen[a.Area] = true
		line := w.t("profile.looked", "area", w.t("area."+string(a.Area)), "looked", a.Looked, "rules", a.Rules)
		if a.Looked == a.Rules {
			line += w.t("report.all_looked")
		}
		w.para(margin, fullW, line, bodyText)
	}
	for _, area := range station.Areas() {
		if !seen[area] {
			w.para(margin, fullW, w.t("report.area_not", "area", w.t("area."+string(area))), bodyText)
		}
	}
}
