// Package insights counts risk without exposing anybody: it makes releases of published numbers at a cut, keeps them, and tells of them. What a
// release hides is reachable from nowhere in this room but the builder.
package insights

import (
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// Audience is for whom a release was built.
type Audience string

// The audiences: the analysts' room, and everybody else (k is 10 there; its numbers are among those of the room).
const (
	Room    Audience = "room"
	Outside Audience = "outside"
)

// Published is a release as it was published, with its audit. It never changes; it is safe for many at once.
type Published struct {
	Audience Audience
	At       time.Time // of publication
	Hash     string    // names it
	Release  release.Release
	Audit    release.Audit
	Lattice  *lattice.Lattice // of that release, with the districts of that day

	tables map[string]map[string]int // table → key → place among its cells
}

// NewPublished reads a release once, for its pages.
func NewPublished(audience Audience, at time.Time, r release.Release, a release.Audit, l *lattice.Lattice) (*Published, error) {
	hash, err := r.Hash()
	if err != nil {
		return nil, err
	}
	p := &Published{Audience: audience, At: at, Hash: hash, Release: r, Audit: a, Lattice: l, tables: map[string]map[string]int{}}
	for _, t := range r.Tables {
		places := map[string]int{}
		for i, c := range t.Cells {
			places[lattice.Key{Table: t.Table, Words: c.Key}.Name("")] = i
		}
		p.tables[t.Table] = places
	}
	return p, nil
}

// Table is a table by its name; false where the release has none of it.
func (p *Published) Table(name string) (release.Table, bool) {
	at := slices.IndexFunc(p.Release.Tables, func(t release.Table) bool { return t.Table == name })
	if at < 0 {
		return release.Table{}, false
	}
	return p.Release.Tables[at], true
}

// Cell is one cell; false where the release has none of that key.
func (p *Published) Cell(k lattice.Key) (release.Cell, bool) {
	at, known := p.tables[k.Table][k.Name("")]
	if !known {
		return release.Cell{}, false
	}
	t, _ := p.Table(k.Table)
	return t.Cells[at], true
}

// Sheet is how much of a table is published; the zero sheet where there is none.
func (p *Published) Sheet(table string) release.Sheet {
	for _, s := range p.Audit.Sheets {
		if s.Table == table {
			return s
		}
	}
	return release.Sheet{}
}
