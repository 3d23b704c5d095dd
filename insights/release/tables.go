package release

import (
	"slices"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// builder makes one release.
type builder struct {
	l       *lattice.Lattice
	in      *counting.Result
	o       Options
	s       sdc.System // whose first cells are the variables of in, in their order
	marks   map[string]mark
	before  map[string]Measure // of the release before, by the names of variables
	room    map[string]Measure // of the release to stay within
	decided sdc.Result
	lost    int
}

func (b *builder) table(name, cut string) Table {
	out := Table{Table: name}
	if slices.Contains(b.decided.Audit.Tables, name) {
		out.Withheld = "not proved"
	}
	printed, follows := measures(name)
	for _, k := range b.l.Keys(name) {
		c := Cell{Key: k.Words, Measures: map[string]Measure{}}
		hidden := false
		for _, m := range printed {
			c.Measures[m] = b.measure(k.Name(m), cut)
			hidden = hidden || !c.Measures[m].Shown()
		}
		if follows != "" && b.follows(k.Name(follows)) {
			c.Measures[follows] = Measure{Status: sdc.Primary}
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

// follows tells whether readers are told that a number which is never printed is sensitive: beside a release to stay within only what that tells.
func (b *builder) follows(name string) bool {
	if b.room != nil && b.room[name].Status != sdc.Primary || b.marks[name] == markHeld { // of a held key it would tell what moved
		return false
	}
	at := b.in.Place(name)
	return b.decided.Decisions[at].Status == sdc.Primary && b.in.Variables[at].Value < int64(b.o.K)
}

// measure is one number as it is published: nothing of a hidden one but its status.
func (b *builder) measure(name, cut string) Measure {
	at := b.in.Place(name)
	d, v, had := b.decided.Decisions[at], b.in.Variables[at], b.before[name]
	room, narrow := b.room[name]
	switch {
	case d.Status == sdc.Structural:
		return Measure{Status: sdc.Structural, Value: new(int)}
	case narrow && !room.Shown():
		return Measure{Status: room.Status}
	case had.Shown() && (b.marks[name] != "" || d.Status != sdc.Published || v.Measure != counting.Findings && v.Value < int64(b.o.K)):
		// what was shown is known for good; why its value of now is not shown, nobody is told
		return Measure{Status: Held, Value: had.Value, AsOf: had.AsOf}
	case d.Status == sdc.Withheld:
		return Measure{Status: sdc.Withheld}
	case b.marks[name] != "":
		return Measure{Status: sdc.Secondary}
	case v.Measure != counting.Findings && v.Value < int64(b.o.K):
		return Measure{Status: sdc.Primary}
	case d.Status == sdc.Published:
		value := int(v.Value)
		return Measure{Status: sdc.Published, Value: &value, AsOf: cut}
	case d.Status == sdc.Unprinted, d.Status == sdc.Primary && v.Measure != counting.Findings: // few it is not: another release holds it
		return Measure{Status: sdc.Secondary}
	}
	return Measure{Status: d.Status}
}

// audit counts what became of every table.
func (b *builder) audit(r Release) (Audit, error) {
	hash, err := r.Hash()
	if err != nil {
		return Audit{}, err
	}
	of := b.decided.Audit
	out := Audit{Format: "station-audit/1", Release: hash, K: b.o.K, P: b.o.P, System: len(b.s.Cells), Relations: len(b.s.Equal) + len(b.s.AtMost), Exact: of.Exact, Unproved: of.Unproved, Narrowest: of.Narrowest,
		Lost: b.lost, Rounds: of.Rounds, Withheld: append([]string{}, of.Tables...)}
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

// AuditOf is as much of an audit as a release tells of itself: its hash, its k and the sheets of its tables, nothing of a proof.
func AuditOf(r Release) Audit {
	hash, _ := r.Hash() // a release is always JSON
	out := Audit{Format: "station-audit/1", Release: hash, K: r.K}
	for _, t := range r.Tables {
		out.Sheets = append(out.Sheets, sheet(t))
	}
	return out
}
