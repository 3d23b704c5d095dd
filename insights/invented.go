package insights

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// Invention says how releases of an invented population are made, of a demo or a test. They are marked as invented wherever they are shown.
type Invention struct {
	Lattice   *lattice.Lattice
	Companies int
	Seed      uint64
	Cuts      []time.Time // days, the earliest first; each is some months after the one before
}

// InventReleases fills a station with releases of an invented population that grows older from cut to cut. All are made before
// the first is published, so that one who stops early leaves none.
func (s *Store) InventReleases(ctx context.Context, at station.StationID, o Invention) error {
	var lines []byte
	var was *counting.Result
	var room, outside *release.Release
	if len(o.Cuts) == 0 {
		return errors.New("insights: no cuts to invent")
	}
	var tables []string
	var all [][]Built
	for _, t := range o.Lattice.Tables {
		tables = append(tables, t.Name)
	}
	for i, cut := range o.Cuts {
		with := population.Options{Lattice: o.Lattice, Seed: o.Seed, Cut: cut, Companies: o.Companies}
		if i > 0 {
			with = population.Options{Lattice: o.Lattice, Seed: o.Seed, Cut: cut, Previous: bytes.NewReader(lines), PreviousCut: o.Cuts[i-1]}
		}
		var out bytes.Buffer
		if _, err := population.Generate(&out, with); err != nil {
			return err
		}
		lines = bytes.Clone(out.Bytes())
		groups, err := population.Merge(population.NewReader(&out, o.Lattice), cut)
		if err != nil {
			return err
		}
		in, err := counting.Count(o.Lattice, groups)
		if err != nil {
			return err
		}
		made, err := Pair(ctx, o.Lattice, in, Least{}, nil, was, room, outside)
		if err != nil {
			return err
		}
		all = append(all, made)
		was, room, outside = in, &made[0].Release, &made[1].Release
	}
	for _, made := range all {
		if err := s.Invent(ctx, at, o.Lattice, tables, made); err != nil {
			return err
		}
	}
	return nil
}
