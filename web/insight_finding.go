package web

import (
	"slices"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// standsOutBy is by how many points of per cent a share must be above that of the whole to be named, and of how many times k groups it must be: below
// that, chance alone does as much.
const (
	standsOutBy    = 10
	standsOutTimes = 4
)

// outstanding is a share at risk of a coarse cell.
type outstanding struct {
	key     lattice.Key
	risk, n int
}

func (o outstanding) above(other outstanding) bool {
	left, right := o.risk*other.n, other.risk*o.n
	return other.n == 0 || left > right || left == right && o.n > other.n
}

// pairOf are both numbers of a cell, where they are shown and of one day: a headline rests on no others.
func pairOf(cell release.Cell) (risk, n int, ok bool) {
	r, c := cell.Measures["risk"], cell.Measures["n"]
	if !r.Shown() || !c.Shown() || r.AsOf != c.AsOf || *c.Value == 0 {
		return 0, 0, false
	}
	return *r.Value, *c.Value, true
}

// mostAtRisk is the largest share among the coarse cells, which are those just below the areas, that is well above its area's; false where none is.
// known tells whether any was to be compared at all.
func mostAtRisk(of *insights.Published) (best outstanding, found, known bool) {
	for _, shape := range of.Lattice.Tables {
		if shownAs(shape) != "heat" && shownAs(shape) != "list" {
			continue
		}
		for _, k := range of.Lattice.Keys(shape.Name) {
			one, above, ok := compared(of, k)
			if !ok {
				continue
			}
			known = true
			if one.n >= standsOutTimes*of.Release.K && 100*(one.risk*above.n-above.risk*one.n) >= standsOutBy*one.n*above.n && one.above(best) {
				best, found = one, true
			}
		}
	}
	return best, found, known
}

// compared is a coarse cell with the cell above it, both shown.
func compared(of *insights.Published, k lattice.Key) (one, above outstanding, ok bool) {
	up, has := of.Lattice.Coarser(k)
	if !has {
		return one, above, false
	}
	if _, further := of.Lattice.Coarser(up); further {
		return one, above, false
	}
	cell, _ := of.Cell(k)
	top, _ := of.Cell(up)
	var okOne, okTop bool
	one, above = outstanding{key: k}, outstanding{key: up}
	one.risk, one.n, okOne = pairOf(cell)
	above.risk, above.n, okTop = pairOf(top)
	return one, above, okOne && okTop
}

// anyShare tells whether the release shows both numbers of a share anywhere, be they of one day or not.
func anyShare(of *insights.Published) bool {
	for _, shape := range of.Lattice.Tables {
		for _, k := range of.Lattice.Keys(shape.Name) {
			cell, _ := of.Cell(k)
			if cell.Measures["risk"].Shown() && cell.Measures["n"].Shown() {
				return true
			}
		}
	}
	return false
}

// headline is the news of a release in one sentence.
func (t InsightTeller) headline(of *insights.Published) station.Text {
	best, found, known := mostAtRisk(of)
	switch {
	case found:
		return station.Say("insight.stands_out", "where", t.cell(of.Lattice, best.key), "risk", best.risk, "of", best.n, "share", shareOf(best.risk, best.n))
	case known:
		return station.Say("insight.nothing_stands_out")
	case anyShare(of):
		return station.Say("insight.days_apart")
	}
	return station.Say("insight.nothing_to_compare")
}

// overall says the share of all groups that are at risk, from the one cell over all areas; empty where it is hidden.
func (t InsightTeller) overall(of *insights.Published) station.Text {
	table, _ := trendTables(of.Lattice)
	cell, _ := of.Cell(lattice.Key{Table: table.Name, Words: []string{lattice.Any}})
	if risk, n, ok := pairOf(cell); ok {
		return station.Say("insight.overall", "risk", risk, "of", n, "share", shareOf(risk, n))
	}
	return station.Text{}
}

// margins are the words that stand for all: what is greatest is looked for below them.
var margins = []string{lattice.Any, lattice.All, lattice.Whole}

// greatest is the news of a table: the largest share that is of enough groups, or the largest number.
func (t InsightTeller) greatest(of *insights.Published, g insightGrid, kind string) station.Text {
	var best outstanding
	for _, k := range of.Lattice.Keys(g.of.Name) {
		cell, _ := of.Cell(k)
		if g.slice >= 0 && k.Words[g.slice] != g.chosen || !slices.Contains(g.of.Dimensions, "margin") && slices.ContainsFunc(k.Words, func(w string) bool { return slices.Contains(margins, w) }) {
			continue
		}
		one := outstanding{key: k, n: 1}
		switch m := onlyOf(cell); {
		case kind == "bands":
			return station.Text{}
		case kind == "heat" || kind == "list":
			var ok bool
			if one.risk, one.n, ok = pairOf(cell); !ok || one.n < standsOutTimes*of.Release.K {
				continue
			}
		case m.Shown():
			one.risk = *m.Value
		}
		if one.risk > 0 && one.above(best) {
			best = one
		}
	}
	where := ""
	if best.n > 0 {
		where = t.cell(of.Lattice, best.key)
	}
	switch {
	case best.n == 0:
		return station.Text{}
	case kind == "rank":
		return station.Say("insight.most_rank", "where", where, "of", best.risk)
	case kind == "findings":
		return station.Say("insight.most_findings", "where", where, "of", best.risk)
	}
	return station.Say("insight.most_share", "where", where, "risk", best.risk, "of", best.n, "share", shareOf(best.risk, best.n))
}
