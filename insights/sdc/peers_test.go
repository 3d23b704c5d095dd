package sdc

import (
	"context"
	"testing"
)

// TestTwoHiddenCellsInEveryLineAreNotEnough is the 4 × 4 table in which every row and column hides
// at least two cells and one of them, 47, still follows: two rows less two columns.
func TestTwoHiddenCellsInEveryLineAreNotEnough(t *testing.T) {
	values := [4][4]int{{30, 47, 64, 89}, {90, 124, 5, 31}, {92, 100, 59, 85}, {800, 991, 651, 685}}
	marked := map[string]bool{"wa": true, "wb": true, "wc": true, "xa": true, "xc": true, "yb": true, "yd": true, "zb": true, "zd": true}
	s := square(values[:], func(name string) string {
		if marked[name] {
			return "marked"
		}
		return ""
	})
	naive := shown(s, func(c Cell) bool { return c.Primary == "" })
	if r, err := Attack(context.Background(), naive, Options{K: 1}); err != nil || r.Exact != 1 || find(t, r, "wb").From != 47 || !find(t, r, "wb").Exact {
		t.Fatalf("the attacker should find 47: %+v %v", r, err)
	}
	r, err := Suppress(context.Background(), s, Options{K: 10})
	if err != nil {
		t.Fatal(err)
	}
	if r.Audit.Secondary < 1 || r.Audit.Secondary > 2 || r.Audit.Exact != 0 || r.Audit.Unproved != 0 || len(r.Audit.Tables) != 0 {
		t.Fatalf("%+v", r.Audit)
	}
	safe := published(s, r)
	wb := safe.index["wb"]
	safe.Cells[wb].Width = 79 // so that the programme is solved to its end, or proven wider
	a, err := Attack(context.Background(), safe, Options{K: 10})
	if err != nil {
		t.Fatal(err)
	}
	if f := find(t, a, "wb"); f.From > 0 || f.To >= 0 && f.To < 78 || f.Exact {
		t.Fatalf("w|b is bounded by %+v", f)
	}
}

// TestTwoTablesThatAreSafeAloneTellTogether: the county table and the size table hide nothing more
// each by itself; together their difference is K and N, so N must go, and nothing else.
func TestTwoTablesThatAreSafeAloneTellTogether(t *testing.T) {
	regions := []Cell{{Name: "A", Value: 2}, {Name: "B", Value: 2}, {Name: "I", Value: 8}, {Name: "J", Value: 8}, {Name: "K", Value: 3}, {Name: "L", Value: 3}, {Name: "M", Value: 3}, {Name: "N", Value: 7}}
	table := func(first, second string, in string) System {
		var s System
		sums := map[bool]int{}
		parts := map[bool][]int{}
		for _, c := range regions {
			c.Want = 1
			here := false
			for _, x := range in {
				here = here || c.Name == string(x)
			}
			parts[here] = append(parts[here], s.Add(c))
			sums[here] += c.Value
		}
		a, b := s.Add(Cell{Name: first, Value: sums[true], Want: 2}), s.Add(Cell{Name: second, Value: sums[false], Want: 2})
		total := s.Add(Cell{Name: "Total", Value: 36, Want: 3})
		s.Sum(a, parts[true]...)
		s.Sum(b, parts[false]...)
		s.Sum(total, a, b)
		return s
	}
	county, size := table("county-1", "county-2", "ABIJ"), table("big", "small", "LM")
	o := Options{K: 4}
	for _, s := range []System{county, size} {
		r, err := Suppress(context.Background(), s, o)
		if err != nil || r.Audit.Secondary != 0 || r.Audit.Primary != 5 || r.Audit.Unproved != 0 {
			t.Fatalf("alone nothing more need be hidden: %+v %v", r.Audit, err)
		}
	}
	both, err := Union(county, size)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Suppress(context.Background(), both, o)
	if err != nil || r.Audit.Secondary != 1 || r.Decisions[both.index["N"]] != (Decision{Secondary, "linear"}) || r.Audit.Unproved != 0 {
		t.Fatalf("together exactly N must be hidden: %+v %v", r, err)
	}
}

// square is a two-way table with its margins.
func square(values [][4]int, primary func(name string) string) System {
	var s System
	var columns [4][]int
	var rows []int
	total := 0
	for i, line := range values {
		var cells []int
		sum := 0
		for j, v := range line {
			name := string("wxyz"[i]) + string("abcd"[j])
			c := s.Add(Cell{Name: name, Table: "square", Value: v, Want: 1, Primary: primary(name)})
			cells, columns[j] = append(cells, c), append(columns[j], c)
			sum += v
		}
		margin := s.Add(Cell{Name: string("wxyz"[i]), Table: "square", Value: sum, Want: 2})
		s.Sum(margin, cells...)
		rows = append(rows, margin)
		total += sum
	}
	all := s.Add(Cell{Name: "total", Table: "square", Value: total, Want: 3})
	s.Sum(all, rows...)
	var margins []int
	for j, cells := range columns {
		sum := 0
		for _, c := range cells {
			sum += s.Cells[c].Value
		}
		margin := s.Add(Cell{Name: string("abcd"[j]), Table: "square", Value: sum, Want: 2})
		s.Sum(margin, cells...)
		margins = append(margins, margin)
	}
	s.Sum(all, margins...)
	return s
}

// published is what a reader has of a result: no hidden value, and the marks of what is owed.
func published(s System, r Result) System {
	out := shown(s, func(c Cell) bool {
		d := r.Decisions[s.index[c.Name]]
		return d.Status == Published || d.Status == Structural
	})
	for i, d := range r.Decisions {
		out.Cells[i].Primary = ""
		if d.Status == Primary {
			out.Cells[i].Primary = d.Reason
		}
	}
	return out
}

func shown(s System, show func(Cell) bool) System {
	out := System{Equal: s.Equal, AtMost: s.AtMost, index: s.index}
	for _, c := range s.Cells {
		if c.Given = show(c); !c.Given {
			c.Value = 1 << 30 // a value that would spoil everything if it were read
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

func find(t *testing.T, r Report, name string) Finding {
	t.Helper()
	for _, f := range r.Findings {
		if f.Cell == name {
			return f
		}
	}
	t.Fatalf("%s is not hidden", name)
	return Finding{}
}
