package web

import (
	"fmt"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// InsightCell is one cell as a page shows it: its numbers, or in words why there are none.
type InsightCell struct {
	ID     string // of its place on the page
	Step   int    // 1 to 5, of its share or its number among the published; 0 = none
	Share  string // 38 %; empty where one of the two numbers is hidden
	N      string // groups counted
	Risk   string // of them at risk
	Value  string // the one number of a table that has one only
	Part   int    // of a bar, in per cent of the longest
	Held   time.Time
	Why    []string // why a number is hidden
	Coarse *Link    // the cell that answers instead
	Nature bool     // nobody can be in it, by nature

	rank  [2]int // numerator and denominator that it is sorted by
	known bool
}

// Hidden tells whether nothing of the cell is shown.
func (c InsightCell) Hidden() bool { return c.N == "" && c.Risk == "" && c.Value == "" && !c.Nature }

// Whole tells whether all of the cell is shown.
func (c InsightCell) Whole() bool { return len(c.Why) == 0 }

// shareSteps are the shares at which a step begins, in per cent.
var shareSteps = []int{0, 10, 25, 40, 60}

// shareOf is a share in whole per cent, rounded half up.
func shareOf(risk, n int) int { return (200*risk + n) / (2 * n) }

func stepOf(share int) int {
	step := 0
	for _, from := range shareSteps {
		if share >= from {
			step++
		}
	}
	return step
}

// cellOf shows a cell of a release; most is the greatest published number of its table, for bars.
func (t InsightTeller) cellOf(of *insights.Published, ask InsightAsk, k lattice.Key, most int) InsightCell {
	out := InsightCell{ID: anchor(k.Words)}
	cell, known := of.Cell(k)
	if !known {
		return out
	}
	n, countsN := cell.Measures["n"]
	risk, countsRisk := cell.Measures["risk"]
	switch {
	case countsN && countsRisk:
		t.ratio(&out, n, risk)
	default:
		t.single(&out, onlyOf(cell), most)
	}
	for _, name := range []string{"n", "risk", "findings"} {
		if m, counted := cell.Measures[name]; counted && !m.Shown() {
			if name == "risk" && countsN && m.Status == n.Status {
				continue // said of all of them already
			}
			if why := t.why(of, cell, name, m, countsN && countsRisk); !slices.Contains(out.Why, why) {
				out.Why = append(out.Why, why)
			}
		}
	}
	if len(out.Why) > 0 {
		out.Coarse = t.coarser(of, ask, cell)
	}
	return out
}

// onlyOf is the measure of a cell that has one.
func onlyOf(cell release.Cell) release.Measure {
	for _, name := range []string{"n", "risk", "findings"} {
		if m, counted := cell.Measures[name]; counted {
			return m
		}
	}
	return release.Measure{}
}

func (t InsightTeller) ratio(out *InsightCell, n, risk release.Measure) {
	for _, m := range []struct {
		of   release.Measure
		text *string
	}{{n, &out.N}, {risk, &out.Risk}} {
		switch {
		case m.of.Status == sdc.Structural:
			out.Nature = true
		case m.of.Shown():
			*m.text = Number(int64(*m.of.Value))
		}
		if day := cutDay(m.of.AsOf); m.of.Status == release.Held && (out.Held.IsZero() || day.Before(out.Held)) {
			out.Held = day
		}
	}
	// of two days it is near enough: a number that is held is renewed as soon as k have moved, and the older day stands beside it
	if out.N == "" || out.Risk == "" || *n.Value == 0 || *risk.Value > *n.Value {
		return
	}
	share := shareOf(*risk.Value, *n.Value)
	out.Share, out.Step, out.Part = fmt.Sprintf("%d %%", share), stepOf(share), share
	out.rank, out.known = [2]int{*risk.Value, *n.Value}, true
}

func (t InsightTeller) single(out *InsightCell, m release.Measure, most int) {
	switch {
	case m.Status == sdc.Structural:
		out.Nature = true
	case m.Shown():
		out.Value, out.rank, out.known = Number(int64(*m.Value)), [2]int{*m.Value, 1}, true
		if most > 0 {
			out.Part = *m.Value * 100 / most
			out.Step = min(5, 1+*m.Value*5/most)
		}
	}
	if m.Status == release.Held {
		out.Held = cutDay(m.AsOf)
	}
}

// why says in words why a number is hidden.
func (t InsightTeller) why(of *insights.Published, cell release.Cell, name string, m release.Measure, pair bool) string {
	k := of.Release.K
	other := "clear"
	if name == "risk" && !pair {
		other = "rest"
	}
	follows, told := cell.Measures[other]
	switch {
	case m.Status == sdc.Primary && name == "findings":
		return t.say("insight.why_findings", "k", k)
	case m.Status == sdc.Primary && name == "risk":
		return t.say("insight.why_risk", "k", k)
	case m.Status == sdc.Primary:
		return t.say("insight.why_few", "k", k)
	case m.Status == sdc.Withheld:
		return t.say("insight.why_withheld")
	case name == "risk" && told && follows.Status == sdc.Primary:
		return t.say("insight.why_clear", "k", k)
	case name == "risk" && pair && cell.Measures["n"].Shown():
		return t.say("insight.why_risk_protects")
	}
	return t.say("insight.why_protects")
}

// coarser leads to the nearest cell above that is shown; nil where none is.
func (t InsightTeller) coarser(of *insights.Published, ask InsightAsk, cell release.Cell) *Link {
	for range 4 {
		to := cell.Coarser
		if to == nil {
			return nil
		}
		k := lattice.Key{Table: to.Table, Words: to.Key}
		above, here := of.Cell(k)
		if here && above.Coarser != nil {
			cell = above
			continue
		}
		if here && len(t.cellOf(of, ask, k, 0).Why) > 0 {
			return nil
		}
		return &Link{Label: t.cell(of.Lattice, k), URL: ask.to("/insight/tables/"+k.Table, "area", sliceOf(of.Lattice, k)) + "#" + anchor(k.Words)}
	}
	return nil
}

// sliceOf is the area whose slice of a table holds a cell, where the table is shown area by area.
func sliceOf(l *lattice.Lattice, k lattice.Key) string {
	of, known := tableOf(l, k.Table)
	if at := sliced(of); known && at >= 0 {
		return k.Words[at]
	}
	return ""
}

// sliced is the dimension of which a table shows one word at a time: a page has two dimensions. -1 for none.
func sliced(of lattice.Table) int {
	if len(of.Dimensions) < 3 {
		return -1
	}
	return max(slices.Index(of.Dimensions, "area"), 0)
}
