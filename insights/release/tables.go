package release

import (
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// builder writes tables of what was decided.
type builder struct {
	l       *lattice.Lattice
	in      *counting.Result
	o       Options
	decided sdc.Result
	before  map[string]Measure
}

func (b builder) table(name, cut string) Table {
	out := Table{Table: name}
	for _, t := range b.decided.Audit.Tables {
		if t == name {
			out.Withheld = "not proved"
		}
	}
	printed, follows := measures(name)
	for _, k := range b.l.Keys(name) {
		c := Cell{Key: k.Words, Measures: map[string]Measure{}}
		hidden := false
		for _, m := range printed {
			c.Measures[m] = b.measure(k, m, cut)
			hidden = hidden || !c.Measures[m].Shown()
		}
		if follows != "" {
			if d := b.decided.Decisions[b.in.Place(k.Name(follows))]; d.Status == sdc.Primary {
				c.Measures[follows] = Measure{Status: sdc.Primary}
			}
		}
		if hidden {
			if other, ok := b.l.Coarser(k); ok {
				c.Coarser = &Pointer{other.Table, other.Words}
			}
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

// measure is one number as it is published: nothing of a hidden one but its status.
func (b builder) measure(k lattice.Key, name, cut string) Measure {
	at := b.in.Place(k.Name(name))
	d := b.decided.Decisions[at]
	switch had := b.before[k.Name(name)]; {
	case d.Status == sdc.Structural:
		return Measure{Status: sdc.Structural, Value: new(int)}
	case d.Status == sdc.Published:
		value := int(b.in.Variables[at].Value)
		return Measure{Status: sdc.Published, Value: &value, AsOf: cut}
	case d.Reason == string(Held) && had.Shown():
		return Measure{Status: Held, Value: had.Value, AsOf: had.AsOf}
	case d.Reason == "earlier":
		return Measure{Status: sdc.Secondary}
	default:
		return Measure{Status: d.Status}
	}
}

// audit counts what became of every table.
func (b builder) audit(r Release, s sdc.System) (Audit, error) {
	hash, err := r.Hash()
	if err != nil {
		return Audit{}, err
	}
	of := b.decided.Audit
	out := Audit{Format: "station-audit/1", Release: hash, K: b.o.K, P: b.o.P, System: len(s.Cells), Relations: len(s.Equal) + len(s.AtMost), Exact: of.Exact, Unproved: of.Unproved, Narrowest: of.Narrowest,
		Rounds: of.Rounds, Withheld: append([]string{}, of.Tables...)}
	for _, t := range r.Tables {
		out.Sheets = append(out.Sheets, sheet(t))
	}
	return out, nil
}

func sheet(t Table) Sheet {
	s := Sheet{Table: t.Table}
	printed, _ := measures(t.Table)
	for _, c := range t.Cells {
		for _, m := range printed {
			s.Numbers++
			switch c.Measures[m].Status {
			case sdc.Structural:
				s.Structural++
			case sdc.Published:
				s.Published++
			case Held:
				s.Held++
			case sdc.Primary:
				s.Primary++
			case sdc.Secondary:
				s.Secondary++
			case sdc.Withheld:
				s.Withheld++
			}
		}
	}
	if of := s.Numbers - s.Structural; of > 0 {
		s.PerMille = (s.Published + s.Held) * 1000 / of
	}
	return s
}
