package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// InsightTable is a table of a release as a page lays it out. Kind is heat (shares by two dimensions), list (shares by one), rank (one number a row,
// hidden rows only counted), bands (numbers as bars) or findings.
type InsightTable struct {
	Kind     string
	Name     string
	Title    string
	Caption  string       // with the slice
	Headline station.Text // the news: its greatest cell; empty where none is shown, and of bands
	Corner   string       // what the rows are
	Columns  []InsightColumn
	Rows     []InsightRow
	Hidden   int // rows of a ranking that are hidden
	Cells    int // cells in all
	Shown    int // of them, with all their numbers
	K        int
	Legend   []InsightStep
	Chart    string // what a script may draw, as JSON: published numbers only
}

// InsightColumn is a column and how it is sorted.
type InsightColumn struct {
	Label, SortURL, Sort string // Sort: ascending, descending or none; empty = not sorted by
}

// InsightRow is a row of a table; of list and rank tables it has one cell.
type InsightRow struct {
	Label string
	Cells []InsightCell
}

// InsightStep is one step of the shading.
type InsightStep struct {
	Step  int
	Label string
}

// insightSort is a column by which a table is sorted.
type insightSort struct {
	column string // empty: as the lattice has it
	up     bool
}

func sortOf(text string) insightSort {
	column, up := strings.CutSuffix(text, ".up")
	return insightSort{column, up}
}

// insightGrid is how a table lies on a page: which words run down and which across.
type insightGrid struct {
	of         lattice.Table
	down       string
	across     string // empty: one column
	slice      int    // place of the dimension of which one word is shown; -1 none
	chosen     string // that word
	transposed bool   // down is the second dimension of a key
}

func gridOf(l *lattice.Lattice, of lattice.Table, chosen string) insightGrid {
	g := insightGrid{of: of, slice: sliced(of)}
	var left []string
	for i, d := range of.Dimensions {
		if i != g.slice {
			left = append(left, d)
		}
	}
	g.down = left[0]
	if len(left) > 1 {
		g.across = left[1]
		if strings.HasPrefix(g.down, "area") {
			g.down, g.across, g.transposed = g.across, g.down, true
		}
	}
	if g.slice >= 0 {
		words := l.Words(of.Dimensions[g.slice])
		if g.chosen = chosen; !slices.Contains(words, chosen) {
			g.chosen = words[0]
		}
	}
	return g
}

// key is the key of a place on the page.
func (g insightGrid) key(down, across string) lattice.Key {
	left := []string{down}
	if g.across != "" {
		left = []string{down, across}
		if g.transposed {
			slices.Reverse(left)
		}
	}
	if g.slice >= 0 {
		left = slices.Insert(left, g.slice, g.chosen)
	}
	return lattice.Key{Table: g.of.Name, Words: left}
}

// shownAs is how a table is shown, which its measures decide.
func shownAs(of lattice.Table) string {
	switch {
	case slices.Contains(of.Measures, "findings"):
		return "findings"
	case !slices.Contains(of.Measures, "risk"):
		return "bands"
	case !slices.Contains(of.Measures, "n"):
		return "rank"
	case len(of.Dimensions) == 1:
		return "list"
	}
	return "heat"
}

// Table lays a table of a release out. area chooses the slice of one that has slices, sort the column.
func (t InsightTeller) Table(of *insights.Published, ask InsightAsk, name, area, sort string) (InsightTable, bool) {
	shape, known := tableOf(of.Lattice, name)
	if _, has := of.Table(name); !known || !has {
		return InsightTable{}, false
	}
	g := gridOf(of.Lattice, shape, area)
	out := InsightTable{Kind: shownAs(shape), Name: name, Title: t.table(shape), Caption: t.table(shape), Corner: t.dimension(g.down), K: of.Release.K}
	if g.slice >= 0 {
		out.Caption += " · " + t.word(of.Lattice, shape.Dimensions[g.slice], g.chosen)
	}
	across := []string{""}
	if g.across != "" {
		across = of.Lattice.Words(g.across)
	}
	most := mostOf(of, name)
	for _, down := range of.Lattice.Words(g.down) {
		row := InsightRow{Label: t.word(of.Lattice, g.down, down)}
		for _, word := range across {
			cell := t.cellOf(of, ask, g.key(down, word), most)
			out.Cells++
			if cell.Whole() {
				out.Shown++
			}
			row.Cells = append(row.Cells, cell)
		}
		if out.Kind == "rank" && row.Cells[0].Hidden() {
			out.Hidden++
			continue
		}
		out.Rows = append(out.Rows, row)
	}
	by := sortOf(sort)
	if by.column == "" && out.Kind == "rank" {
		by.column = "share"
	}
	columns := t.columns(of.Lattice, g, out.Kind)
	out.sortBy(columns, by, ask, name, g.chosen)
	out.Legend = t.legend(out.Kind, most)
	out.Headline = t.greatest(of, g, out.Kind)
	out.Chart = out.chart()
	return out, true
}

// mostOf is the greatest published number of a table.
func mostOf(of *insights.Published, name string) (most int) {
	found, _ := of.Table(name)
	for _, c := range found.Cells {
		for _, m := range c.Measures {
			if m.Shown() {
				most = max(most, *m.Value)
			}
		}
	}
	return most
}

// namedColumn is a column before it is sorted by.
type namedColumn struct{ key, label string }

func (t InsightTeller) columns(l *lattice.Lattice, g insightGrid, kind string) (out []namedColumn) {
	if g.across == "" {
		if kind == "list" {
			return []namedColumn{{"share", t.say("insight.share")}, {"risk", t.say("insight.risk")}, {"n", t.say("insight.n")}}
		}
		return []namedColumn{{"share", t.say("insight.risk")}}
	}
	for _, word := range l.Words(g.across) {
		out = append(out, namedColumn{word, t.word(l, g.across, word)})
	}
	return out
}

// sortBy orders the rows by the published numbers of a column, the greatest first unless asked the other way; what is hidden comes last.
func (t *InsightTable) sortBy(columns []namedColumn, by insightSort, ask InsightAsk, name, area string) {
	at := slices.IndexFunc(columns, func(c namedColumn) bool { return c.key == by.column })
	for i, c := range columns {
		column := InsightColumn{Label: c.label, Sort: "none"}
		next := c.key
		if i == at {
			column.Sort = "descending"
			if by.up {
				column.Sort = "ascending"
			} else {
				next += ".up"
			}
		}
		column.SortURL = ask.to("/insight/tables/"+name, "area", area, "sort", next)
		t.Columns = append(t.Columns, column)
	}
	if at < 0 {
		return
	}
	value := func(r InsightRow) (rank [2]int, known bool) {
		if t.Kind == "heat" || t.Kind == "findings" || t.Kind == "bands" {
			return r.Cells[at].rank, r.Cells[at].known
		}
		return r.Cells[0].sorted(by.column)
	}
	slices.SortStableFunc(t.Rows, func(a, b InsightRow) int {
		x, hasX := value(a)
		y, hasY := value(b)
		switch {
		case hasX != hasY:
			return map[bool]int{true: -1, false: 1}[hasX]
		case !hasX:
			return 0
		case by.up:
			return x[0]*y[1] - y[0]*x[1]
		}
		return y[0]*x[1] - x[0]*y[1]
	})
}

// sorted is what a cell of a list is sorted by.
func (c InsightCell) sorted(column string) ([2]int, bool) {
	switch column {
	case "n":
		return number(c.N)
	case "risk":
		return number(c.Risk)
	}
	return c.rank, c.known
}

// number reads a shown number back.
func number(shown string) ([2]int, bool) {
	value := 0
	_, err := fmt.Sscan(strings.ReplaceAll(shown, ",", ""), &value)
	return [2]int{value, 1}, err == nil
}

// legend names the steps of the shading.
func (t InsightTeller) legend(kind string, most int) (out []InsightStep) {
	switch kind {
	case "rank", "bands":
		return nil
	case "findings":
		for step := 1; step <= 5; step++ {
			from, to := (step-1)*most/5, step*most/5
			out = append(out, InsightStep{step, Number(int64(from)) + "–" + Number(int64(to))})
		}
		return out
	}
	for i, from := range shareSteps {
		label := t.say("insight.step_last", "from", from)
		if i+1 < len(shareSteps) {
			label = fmt.Sprintf("%d–%d %%", from, shareSteps[i+1]-1)
		}
		out = append(out, InsightStep{i + 1, label})
	}
	return out
}
