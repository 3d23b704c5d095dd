// Package counting turns legal groups into the numbers of every table of the lattice at one cut,
// and says what anybody can know of these numbers before a single one is published: which add up
// to which, and which are never above which. It decides nothing about publishing.
package counting

import (
	"fmt"
	"math/bits"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
)

// Measures of a cell. Clear, Rest and Scored are never printed: they follow from what is, so they
// are numbers of the system like the others.
const (
	N        = "n"        // groups that looked
	Risk     = "risk"     // of them, those with a high or critical finding
	Clear    = "clear"    // of them, those without
	Rest     = "rest"     // of a rule: groups that looked at its area and are not at risk by it
	Scored   = "scored"   // groups with a band, over all bands
	Findings = "findings" // high and critical findings
)

// Variable is one number of the system.
type Variable struct {
	Name    string // such as T3/risk/tax/manufacturing
	Key     lattice.Key
	Measure string
	Printed bool // whether the lattice prints it at all
	Value   int64
	// Contributors is how many groups are in it: the value itself for a count of groups, those
	// with a finding for Findings.
	Contributors int64
	// Top are the two largest contributions to Findings, the largest first; zero elsewhere.
	Top [2]int64
	// Structural says why the lattice declares that nobody can be in it; empty where it does not.
	Structural string
}

// Result is every number as of a cut, in a fixed order.
type Result struct {
	Cut       time.Time
	Groups    int
	Synthetic bool
	Variables []Variable

	places map[string]int
}

// Of is the variable of a name.
func (r *Result) Of(name string) (Variable, bool) {
	at, known := r.places[name]
	if !known {
		return Variable{}, false
	}
	return r.Variables[at], true
}

// Place is where a variable of a name stands in Variables; -1 for none.
func (r *Result) Place(name string) int {
	if at, known := r.places[name]; known {
		return at
	}
	return -1
}

// counter holds arrays of integers, a table and measure each, in the order of the lattice's keys.
type counter struct {
	l                      *lattice.Lattice
	areas, industries      int
	bands                  int
	inner                  int // cells of T4 of a country group and area
	t1, t2, t3, t4, t5, t6 tally
	t7                     []int64
	t8, t9                 []int64
	t10, who               []int64
	top                    [][2]int64
}

// tally is n and risk of each key of a table; clear is what is left.
type tally struct{ n, risk []int64 }

func newTally(keys int) tally { return tally{make([]int64, keys), make([]int64, keys)} }

// add counts a group, where the lattice has the table at all.
func (t tally) add(at int, risk bool) {
	if len(t.n) == 0 {
		return
	}
	t.n[at]++
	if risk {
		t.risk[at]++
	}
}

// Count counts groups in one pass. A group in a cell that the lattice declares empty is an error:
// the declaration is wrong, and nothing may be published on it.
func Count(l *lattice.Lattice, groups *population.Groups) (*Result, error) {
	size := func(table string) int { return len(l.Keys(table)) }
	c := &counter{l: l, areas: len(l.Areas), industries: len(l.IndustryGroups), bands: len(l.Words("band")), inner: size("T4") / max(1, len(l.CountryGroups)*len(l.Areas)),
		t1: newTally(size("T1")), t2: newTally(size("T2")), t3: newTally(size("T3")), t4: newTally(size("T4")), t5: newTally(size("T5")),
		t6: newTally(size("T6")), t7: make([]int64, size("T7")), t8: make([]int64, size("T8")), t9: make([]int64, size("T9")),
		t10: make([]int64, size("T10")), who: make([]int64, size("T10")), top: make([][2]int64, size("T10"))}
	for i := range groups.Len() {
		c.group(groups.At(i))
	}
	r := &Result{Cut: groups.Cut(), Groups: groups.Len(), Synthetic: groups.Synthetic, places: map[string]int{}}
	c.result(r)
	for _, v := range r.Variables {
		if v.Structural != "" && v.Value != 0 {
			return nil, fmt.Errorf("counting: the lattice declares that nobody can be in %s (%s), and there is somebody", v.Name, v.Structural)
		}
	}
	return r, nil
}

func (c *counter) group(g population.Group) {
	looked, risk := false, false
	for a, cell := range g.Areas {
		if cell.Looked {
			looked, risk = true, risk || cell.Risk
			c.t1.add(1+a, cell.Risk)
			c.t3.add((1+a)*c.industries+g.Industry, cell.Risk)
			c.t6.add(g.District*c.areas+a, cell.Risk)
			c.band(c.t8, 1+a, cell.Band)
		}
	}
	if !looked {
		return
	}
	c.t1.add(0, risk)
	c.t3.add(g.Industry, risk)
	c.band(c.t8, 0, g.Whole)
	c.band(c.t9, g.Industry, g.Whole)
	c.countries(g, risk)
	for word, set := range g.Rules {
		for ; set != 0 && len(c.t7) > 0; set &= set - 1 {
			c.t7[word*64+bits.TrailingZeros64(set)]++
		}
	}
}

func (c *counter) band(table []int64, row int, band uint8) {
	if band > 0 && len(table) > 0 {
		table[row*c.bands+c.l.BandOf(int(band))]++
	}
}

func (c *counter) countries(g population.Group, risk bool) {
	var in uint64
	for set := g.Countries; set != 0; set &= set - 1 {
		country := bits.TrailingZeros64(set)
		in |= 1 << c.l.GroupOfCountry(country)
		c.t2.add(country, risk)
		for a, cell := range g.Areas {
			if cell.Looked {
				c.t5.add(country*c.areas+a, cell.Risk)
			}
		}
	}
	for ; in != 0; in &= in - 1 {
		group := bits.TrailingZeros64(in)
		for a, cell := range g.Areas {
			if !cell.Looked {
				continue
			}
			row := group*c.areas + a
			c.t4.add(row*c.inner, cell.Risk)
			if c.inner > 1 {
				c.t4.add(row*c.inner+1+g.Industry, cell.Risk)
			}
			if cell.Findings > 0 && len(c.t10) > 0 {
				c.findings(row, cell.Findings)
			}
		}
	}
}

func (c *counter) findings(at int, n int64) {
	c.t10[at] += n
	c.who[at]++
	switch top := &c.top[at]; {
	case n > top[0]:
		top[0], top[1] = n, top[0]
	case n > top[1]:
		top[1] = n
	}
}
