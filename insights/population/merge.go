package population

import (
	"errors"
	"io"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Cell is a group's outcome in one area.
type Cell struct {
	Findings     int64
	Band         uint8 // the worst of its companies; 0 where none had a score
	Looked, Risk bool
}

// Group is a legal group in the numbers of the lattice: what is counted.
type Group struct {
	Industry, District int
	Countries          uint64 // a bit a place of the dimension country
	Areas              []Cell // in the order of the lattice's areas; not to be kept
	Whole              uint8
	Rules              []uint64 // a bit a rule; not to be kept
	At                 time.Time
}

// Tally says what became of the lines of a file.
type Tally struct {
	Lines, Entered, WithoutConsent, TooOld, AfterCut int
}

// group is what is kept of a group; its cells and rules lie in the flat slices of Groups.
type group struct {
	speaker            string // the company whose section and district are the group's
	countries          uint64
	day                int32 // latest, days since 1970
	industry, district uint16
	whole              uint8
	headed             bool
}

// Groups are the legal groups of a file as of a cut. Memory grows with groups and companies that
// entered: under 300 bytes each.
type Groups struct {
	Tally     Tally
	Synthetic bool // every line that entered is invented

	lattice   *lattice.Lattice
	from, cut time.Time
	index     map[string]int32
	companies map[string]struct{}
	all       []group
	cells     []Cell
	rules     []uint64
	words     int // of rules, a group
}

// Merge reads a population to its end and merges companies into groups, in any order of lines.
// Only lines with consent enter, whose profile was submitted before the cut and not earlier than
// twelve months before it. A company told twice, two heads of one group, and real lines among
// synthetic ones are faults.
func Merge(r *Reader, cut time.Time) (*Groups, error) {
	g, faults, err := MergeAll(r, cut, 1)
	if err == nil && len(faults) > 0 {
		err = faults[0]
	}
	if err != nil {
		return nil, err
	}
	return g, nil
}

// MergeAll is Merge that goes on after a fault, until there are as many as most. Where there is one,
// the groups are not to be used.
func MergeAll(r *Reader, cut time.Time, most int) (*Groups, []*Fault, error) {
	cut = midnight(cut)
	g := &Groups{lattice: r.lattice, cut: cut, from: cut.AddDate(-1, 0, 0), index: map[string]int32{},
		companies: map[string]struct{}{}, words: (len(r.lattice.Rules) + 63) / 64}
	var faults []*Fault
	for len(faults) < most {
		line, err := r.Next()
		if err == io.EOF {
			break
		}
		if err == nil && g.enters(&line) {
			if fault := g.add(&line, &r.places); fault != nil {
				err = r.at(fault)
			}
		}
		var fault *Fault
		if errors.As(err, &fault) {
			faults = append(faults, fault)
			if fault.Line > MostLines {
				break
			}
		} else if err != nil {
			return nil, nil, err
		}
	}
	return g, faults, nil
}

// Scan counts the lines of a population, a company each, and finds its newest day; lines that no
// Reader takes count, and have no day.
func Scan(r *Reader) (companies int, newest time.Time, err error) {
	for {
		line, err := r.Next()
		var fault *Fault
		switch {
		case err == io.EOF:
			return companies, newest, nil
		case errors.As(err, &fault) && fault.Line > MostLines:
			return companies, newest, nil
		case err != nil && fault == nil:
			return companies, newest, err
		}
		if companies++; err == nil && line.At.After(newest) {
			newest = line.At
		}
	}
}

// midnight is the day of t as files tell days.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (g *Groups) enters(line *Line) bool {
	g.Tally.Lines++
	switch {
	case !line.Consent:
		g.Tally.WithoutConsent++
	case line.At.Before(g.from):
		g.Tally.TooOld++
	case !line.At.Before(g.cut):
		g.Tally.AfterCut++
	default:
		return true
	}
	return false
}

func (g *Groups) add(line *Line, p *places) *Fault {
	if _, twice := g.companies[line.Company]; twice {
		return wrong("company", "%s has a line already", line.Company)
	}
	if g.Tally.Entered > 0 && line.Synthetic != g.Synthetic {
		return wrong("synthetic", "differs from the lines before: real and invented companies never mix")
	}
	g.companies[line.Company] = struct{}{}
	g.Tally.Entered++
	g.Synthetic = line.Synthetic
	at, known := g.index[line.Group]
	if !known {
		at = int32(len(g.all))
		g.index[line.Group] = at
		g.all = append(g.all, group{})
		g.cells = append(g.cells, make([]Cell, len(g.lattice.Areas))...)
		g.rules = append(g.rules, make([]uint64, g.words)...)
	}
	kept := &g.all[at]
	if line.Head && kept.headed {
		return wrong("head", "is told of a second company of group %s", line.Group)
	}
	kept.hear(line, p)
	g.worsen(int(at), p)
	return nil
}

// hear lets the head speak for its group, or, where none has entered, the company whose id comes
// first, so that the order of lines never matters.
func (kept *group) hear(line *Line, p *places) {
	if line.Head || !kept.headed && (kept.speaker == "" || line.Company < kept.speaker) {
		kept.speaker, kept.headed = line.Company, line.Head
		kept.industry, kept.district = uint16(p.industry), uint16(p.district)
	}
	kept.countries |= p.countries
	kept.whole = worse(kept.whole, uint8(line.Whole))
	kept.day = max(kept.day, int32(line.At.Unix()/86400))
}

func (g *Groups) worsen(at int, p *places) {
	cells := g.cells[at*len(g.lattice.Areas):][:len(g.lattice.Areas)]
	for a := range cells {
		if p.looked>>a&1 == 0 {
			continue
		}
		o, c := p.outcomes[a], &cells[a]
		c.Looked, c.Risk = true, c.Risk || o.Risk
		c.Findings += int64(o.Findings)
		c.Band = worse(c.Band, uint8(o.Band))
	}
	for _, rule := range p.rules {
		g.rules[at*g.words+rule/64] |= 1 << (rule % 64)
	}
}

// worse is the lower band; 0 is none.
func worse(a, b uint8) uint8 {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// Len is how many groups there are.
func (g *Groups) Len() int { return len(g.all) }

// Cut is the day as of which the groups are counted, UTC midnight.
func (g *Groups) Cut() time.Time { return g.cut }

// At is one group, in the order in which they were first told; its slices are not to be changed.
func (g *Groups) At(i int) Group {
	kept, areas := &g.all[i], len(g.lattice.Areas)
	return Group{Industry: int(kept.industry), District: int(kept.district), Countries: kept.countries, Whole: kept.whole,
		Areas: g.cells[i*areas:][:areas], Rules: g.rules[i*g.words:][:g.words], At: time.Unix(int64(kept.day)*86400, 0).UTC()}
}
