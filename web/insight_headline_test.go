package web

import (
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// TestAHeadlineComparesNumbersOfOneDayOnlyAndSaysSo gives the same shares twice: of one day, and of two.
func TestAHeadlineComparesNumbersOfOneDayOnlyAndSaysSo(t *testing.T) {
	l, err := insights.LatticeFor(lattice.Small, nil)
	if err != nil {
		t.Fatal(err)
	}
	headline := func(riskOf, nOf string, shown bool) string {
		r := release.Release{Cut: "2026-10-01", K: 5}
		for _, shape := range l.Tables {
			table := release.Table{Table: shape.Name}
			for _, k := range l.Keys(shape.Name) {
				cell := release.Cell{Key: k.Words, Measures: map[string]release.Measure{}}
				if risk, n := 30, 100; shown {
					cell.Measures["risk"], cell.Measures["n"] = release.Measure{Value: &risk, AsOf: riskOf}, release.Measure{Value: &n, AsOf: nOf}
				}
				table.Cells = append(table.Cells, cell)
			}
			r.Tables = append(r.Tables, table)
		}
		of, err := insights.NewPublished(insights.Room, time.Time{}, r, release.Audit{}, l)
		if err != nil {
			t.Fatal(err)
		}
		words := mustWords(t)
		return InsightTeller{Words: words, Lang: English}.headline(of).Key
	}
	for name, c := range map[string]struct {
		risk, n string
		shown   bool
		want    string
	}{
		"of one day":  {"2026-10-01", "2026-10-01", true, "insight.nothing_stands_out"},
		"of two days": {"2026-10-01", "2026-07-01", true, "insight.days_apart"},
		"hidden":      {"", "", false, "insight.nothing_to_compare"},
	} {
		if got := headline(c.risk, c.n, c.shown); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
