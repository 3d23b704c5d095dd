// Package population is who is counted: a file with a line a company, read as a stream and merged
// into legal groups, and a maker of synthetic populations. Its format is docs/population.md. It
// knows no names of companies, only ids without meaning.
package population

import (
	"fmt"
	"strconv"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Bounds of a file; what is above them is refused.
const (
	MostBytes     = 16 << 10  // of a line
	MostLines     = 2_000_000 // of a file
	MostCountries = 64        // of a company
	MostRules     = 512       // of a company
	MostFindings  = 10_000    // of a company in an area
	mostID        = 64        // bytes of an id
	mostAreas     = 8         // as the lattice holds
)

// Outcome is what a company's profile says of one area that it looked at.
type Outcome struct {
	Band     int  // 1 (the worst) to 4; 0 where no score was shown
	Risk     bool // at least one high or critical finding
	Findings int  // how many such findings
}

// Line is one company.
type Line struct {
	Group     string // of its legal group
	Head      bool   // whether it heads its group
	Company   string
	Section   string             // letter of GB/T 4754
	District  string             // key of the lattice
	Countries []string           // ISO 3166-1 alpha-2 codes of its host countries
	At        time.Time          // the day its latest profile was submitted, UTC midnight
	Areas     map[string]Outcome // by key of the lattice; those it did not look at are absent
	Whole     int                // band of the whole score; 0 where none was shown
	Rules     []string           // ids of the rules at risk
	Consent   bool               // whether the company agreed to be counted
	Synthetic bool               // whether it is invented
}

// Fault says what is wrong with a line, in plain words: Line counts from 1, Field is the name in
// the file, empty where the whole line is meant.
type Fault struct {
	Line       int
	Field, Why string
}

// Error reads as one sentence.
func (f *Fault) Error() string {
	if f.Field == "" {
		return fmt.Sprintf("population: line %d %s", f.Line, f.Why)
	}
	return fmt.Sprintf("population: line %d: %s %s", f.Line, f.Field, f.Why)
}

func wrong(field, why string, args ...any) *Fault {
	return &Fault{Field: field, Why: fmt.Sprintf(why, args...)}
}

// places is a line in the numbers of the lattice.
type places struct {
	industry, district int
	countries          uint64
	looked             uint16 // a bit an area
	outcomes           [mostAreas]Outcome
	rules              []int
}

// resolve checks a line against the lattice and finds its places; p is used again.
func (p *places) resolve(l *lattice.Lattice, line *Line) *Fault {
	*p = places{rules: p.rules[:0]}
	if fault := ids(line); fault != nil {
		return fault
	}
	var known bool
	if p.industry, known = l.IndustryOf(line.Section); !known {
		return wrong("section", "%s is not a letter from A to T", shown(line.Section))
	}
	if p.district, known = l.Place("district", line.District); !known {
		return wrong("district", "%s is not a district of the lattice", shown(line.District))
	}
	if len(line.Countries) > MostCountries {
		return wrong("countries", "are %d, more than %d", len(line.Countries), MostCountries)
	}
	for _, code := range line.Countries {
		at, known := l.CountryOf(code)
		if !known {
			return wrong("countries", "name %s, which is not the code of a country or region abroad", shown(code))
		}
		p.countries |= 1 << at
	}
	if fault := p.areas(l, line); fault != nil {
		return fault
	}
	return p.atRisk(l, line)
}

func ids(line *Line) *Fault {
	const form = "%s is not 1 to %d letters, digits, hyphens and underscores"
	if !isID(line.Group) {
		return wrong("group", form, shown(line.Group), mostID)
	}
	if !isID(line.Company) {
		return wrong("company", form, shown(line.Company), mostID)
	}
	return nil
}

func (p *places) areas(l *lattice.Lattice, line *Line) *Fault {
	told := 0
	for at, area := range l.Areas {
		o, looked := line.Areas[area.Key]
		if !looked {
			continue
		}
		told++
		field := "areas." + area.Key
		switch {
		case o.Band < 0 || o.Band > len(l.Bands):
			return wrong(field+".band", "is %d, not 1 to %d", o.Band, len(l.Bands))
		case o.Findings < 0 || o.Findings > MostFindings:
			return wrong(field+".findings", "is %d, not 0 to %d", o.Findings, MostFindings)
		case o.Risk && o.Findings == 0:
			return wrong(field, "is at risk without a finding")
		case !o.Risk && o.Findings > 0:
			return wrong(field, "has %d findings and is not at risk", o.Findings)
		}
		p.looked |= 1 << at
		p.outcomes[at] = o
	}
	if told != len(line.Areas) {
		return wrong("areas", "name one that the lattice does not have")
	}
	if line.Whole < 0 || line.Whole > len(l.Bands) {
		return wrong("whole", "is %d, not 1 to %d", line.Whole, len(l.Bands))
	}
	if line.Whole > 0 && p.looked == 0 {
		return wrong("whole", "has a band although no area was looked at")
	}
	return nil
}

func (p *places) atRisk(l *lattice.Lattice, line *Line) *Fault {
	if len(line.Rules) > MostRules {
		return wrong("rules", "are %d, more than %d", len(line.Rules), MostRules)
	}
	for _, id := range line.Rules {
		rule, known := l.Place("rule", id)
		if !known {
			return wrong("rules", "name %s, which is not a rule of the lattice", shown(id))
		}
		area := l.AreaOfRule(rule)
		if p.looked>>area&1 == 0 {
			return wrong("rules", "name %s, but areas has no %s", id, l.Areas[area].Key)
		}
		if l.Rules[rule].Severe() && !p.outcomes[area].Risk {
			return wrong("rules", "name %s, which is always high or critical, but areas.%s is not at risk", id, l.Areas[area].Key)
		}
		p.rules = append(p.rules, rule)
	}
	return nil
}

func isID(s string) bool {
	if s == "" || len(s) > mostID {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// shown quotes a word of a file, cut short.
func shown(s string) string {
	if len(s) > 40 {
		s = s[:40] + "…"
	}
	return strconv.Quote(s)
}
