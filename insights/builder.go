package insights

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Source tells who is counted at a cut: a line of each company that agreed and submitted a profile from a moment on and before the cut, read
// through the builder's door. left is how many could not be counted.
type Source interface {
	Lines(ctx context.Context, builder *pg.DB, at station.StationID, from, cut time.Time, l *lattice.Lattice, yield func(population.Line) error) (left int, err error)
}

// Builder makes releases. It alone holds a door by which numbers are seen that a release hides.
type Builder struct {
	store  *Store
	door   *pg.DB // as station_builder
	vault  *accounts.Vault
	source Source
	least  Least
}

// Least is how many legal groups a published number stands for, or differs from another by, at the least; zero is what the product asks of itself, which a station may
// raise and nothing lowers.
type Least struct{ Room, Outside int }

// Check refuses what is below the product's own.
func (k Least) Check() error {
	if k.Room != 0 && k.Room < release.LeastK || k.Outside != 0 && k.Outside < release.OutsideK {
		return fmt.Errorf("fewer than %d in the analysts' room, or than %d outside, are never published", release.LeastK, release.OutsideK)
	}
	return nil
}

// settled are the numbers with their defaults; outside asks for no less than the room.
func (k Least) settled() Least {
	room := max(k.Room, release.LeastK)
	return Least{room, max(k.Outside, release.OutsideK, room)}
}

// NewBuilder makes the builder over its own door.
func NewBuilder(store *Store, door *pg.DB, source Source, least Least) *Builder {
	return &Builder{store: store, door: door, vault: store.vault, source: source, least: least}
}

// Made is what came of a cut.
type Made struct {
	Cut      time.Time // zero: nothing was due
	Tables   []string  // that were due
	Withheld []string
	Left     int // companies that could not be counted
	Fresh    bool
}

// Cut makes and publishes the releases of a station that are due at a moment: one for the room, and one for outside that shows nothing the other hides. It may be run
// again at any time: what was built is not built anew, what was published stays.
func (b *Builder) Cut(ctx context.Context, at station.StationID, now time.Time) (Made, error) {
	before, err := b.store.standing(ctx, at)
	if err != nil {
		return Made{}, err
	}
	if before.unpublished != (time.Time{}) { // built, and then something came between
		return Made{Cut: before.unpublished, Fresh: true}, b.store.publish(ctx, at, before.unpublished, b.store.tell)
	}
	l, err := b.lattice(ctx, at, before)
	if err != nil {
		return Made{}, err
	}
	tables, cut := DueAt(l, before.last, now)
	if len(tables) == 0 {
		return Made{}, nil
	}
	out := Made{Cut: cut, Tables: tables, Fresh: true}
	var in *counting.Result
	if in, out.Left, err = b.count(ctx, at, l, cut); err != nil {
		return out, err
	}
	kept, err := b.build(ctx, at, l, in, before, tables)
	if err != nil {
		return out, err
	}
	out.Withheld = kept[0].Audit.Withheld
	if err := b.keep(ctx, at, l, in, tables, kept); err != nil {
		return out, err
	}
	return out, b.store.publish(ctx, at, cut, b.store.tell)
}

// lattice is the list of tables that a station stays with, or else the one for as many companies as are registered; its districts are those of today.
func (b *Builder) lattice(ctx context.Context, at station.StationID, before standing) (*lattice.Lattice, error) {
	name := before.lattice
	if name == "" {
		n, err := b.store.people.Registered(ctx, at)
		if err != nil {
			return nil, err
		}
		name = lattice.ForCompanies(n)
	}
	return LatticeFor(name, before.districts)
}

// count reads who is counted and counts.
func (b *Builder) count(ctx context.Context, at station.StationID, l *lattice.Lattice, cut time.Time) (*counting.Result, int, error) {
	var lines bytes.Buffer
	w := population.NewWriter(&lines, l)
	midnight := cut.Add(-8 * time.Hour) // of the cut's day in Shanghai
	left, err := b.source.Lines(ctx, b.door, at, midnight.AddDate(-1, 0, 0), midnight, l, w.Write)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return nil, left, err
	}
	groups, err := population.Merge(population.NewReader(&lines, l), cut)
	if err != nil {
		return nil, left, err
	}
	in, err := counting.Count(l, groups)
	return in, left, err
}

// Built is a release that is not published yet.
type Built struct {
	Audience Audience
	Release  release.Release
	Audit    release.Audit
}

// build makes the release of the room, and that of outside within it.
func (b *Builder) build(ctx context.Context, at station.StationID, l *lattice.Lattice, in *counting.Result, before standing, tables []string) ([]Built, error) {
	was, err := b.earlier(ctx, at, before)
	if err != nil {
		return nil, err
	}
	return Pair(ctx, l, in, b.least, tables, was, before.room, before.outside)
}

// Pair makes the two releases of a count: for the room with the least k, and for outside with its own, of which nothing is shown that the room's hides. count is that of
// the cut before, nil where it is not at hand; room and outside are the releases before, nil for the first.
func Pair(ctx context.Context, l *lattice.Lattice, in *counting.Result, least Least, tables []string, count *counting.Result, room, outside *release.Release) ([]Built, error) {
	least = least.settled()
	moved := room != nil && room.Lattice != l.Version() // the station's districts are others
	inner, audit, err := release.Build(ctx, l, in, release.Options{K: least.Room, Tables: tables, Previous: room, Before: count, Rebased: moved})
	if err != nil {
		return nil, fmt.Errorf("release for the room: %w", err)
	}
	out := []Built{{Room, inner, audit}}
	outer, audit, err := release.Build(ctx, l, in, release.Options{K: least.Outside, Tables: tables, Previous: outside, Before: count, Within: &inner, Rebased: moved})
	if err != nil {
		return nil, fmt.Errorf("release for outside: %w", err)
	}
	return append(out, Built{Outside, outer, audit}), nil
}
