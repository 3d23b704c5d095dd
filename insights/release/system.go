package release

import (
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// desire is the order in which tables are published: the coarse ones first. It depends on the lattice alone, never on what was counted.
var desire = map[string]int{"T1": 100, "T8": 90, "T3": 80, "T6": 75, "T2": 70, "T5": 60, "T9": 50, "T4": 40, "T7": 30, "T10": 20}

// wish is how much a number is wanted.
func wish(k lattice.Key, measure string) int {
	w := desire[k.Table] * 10
	if len(k.Words) > 0 && (k.Words[0] == lattice.Any || k.Words[0] == lattice.Whole || k.Words[len(k.Words)-1] == lattice.All) {
		w += 5
	}
	if measure == counting.N {
		w += 2
	}
	return w
}

// system lays the numbers of a count out for disclosure control.
func system(l *lattice.Lattice, in *counting.Result, o Options) sdc.System {
	var s sdc.System
	for _, v := range in.Variables {
		c := sdc.Cell{Name: v.Name, Table: v.Key.Table, Value: int(v.Value), Want: wish(v.Key, v.Measure), Structural: v.Structural != "", Unprinted: !v.Printed || !o.due(v.Key.Table)}
		if v.Measure == counting.Findings && !c.Structural {
			c.Alone = v.Contributors == 1
			switch {
			case v.Contributors < int64(o.K):
				c.Primary = "few"
			case 100*(v.Value-v.Top[0]-v.Top[1]) < int64(o.P)*v.Top[0]:
				c.Primary = "dominance"
			}
		}
		s.Add(c)
	}
	relate(&s, l)
	return s
}

// relate adds what holds between the numbers of a lattice.
func relate(s *sdc.System, l *lattice.Lattice) {
	known := counting.Of(l)
	rows := func(all []counting.Relation) (out []sdc.Row) {
		for _, r := range all {
			var row sdc.Row
			for i, name := range r.Names {
				row = append(row, sdc.Term{Cell: s.Add(sdc.Cell{Name: name}), Times: int(r.Coefficients[i])})
			}
			out = append(out, row)
		}
		return out
	}
	s.Equal, s.AtMost = rows(known.Equal), rows(known.AtMost)
}
