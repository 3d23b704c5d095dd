package release

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Options are the rules of a release.
type Options struct {
	K        int      // 0 = LeastK; less is refused
	P        int      // percent, of the concentration rule; 0 = 15
	Tables   []string // those that are due; nil = all. The others are carried over from the release before
	Previous *Release // the release before; nil for the first
	kept     *Release // what of it is followed; nil = all
	// Before is the count that Previous was made of. With it the two releases are proved together, against who knows which numbers did not change
	// between them.
	Before *counting.Result
	// Within is the release of the same cut for a narrower audience, of a K that is not higher: no number is shown that is not shown there, so that
	// who holds both learns nothing from this one.
	Within *Release
	// Rebased says that the districts of the station changed since Previous: tables by district are left out of this release, and begin anew with a later
	// one, so that two partings of the same groups do not stand side by side.
	Rebased bool
}

// rebase leaves out what is parted by districts, in this release and in the one before.
func (o Options) rebase(l *lattice.Lattice) Options {
	if !o.Rebased || o.Previous == nil {
		return o
	}
	var due []string
	was := *o.Previous
	was.Tables = nil
	for _, t := range l.Tables {
		if slices.Contains(t.Dimensions, "district") {
			continue
		}
		if o.due(t.Name) {
			due = append(due, t.Name)
		}
		if kept, there := o.Previous.table(t.Name); there {
			was.Tables = append(was.Tables, kept)
		}
	}
	o.Tables, o.kept, o.Before = due, &was, nil
	return o
}

// due tells whether a table is made anew.
func (o Options) due(table string) bool {
	if o.Within != nil {
		if t, there := o.Within.table(table); !there || t.Carried {
			return false
		}
	}
	return o.Tables == nil || slices.Contains(o.Tables, table)
}

// settled are the options with their defaults.
func (o Options) settled(l *lattice.Lattice, cut string) (Options, error) {
	if o.K == 0 {
		o.K = LeastK
	}
	if o.P == 0 {
		o.P = 15
	}
	switch w, p := o.Within, o.Previous; {
	case o.K < LeastK:
		return o, fmt.Errorf("release: k = %d is below %d, which nothing lowers", o.K, LeastK)
	case o.P < 10 || o.P > 100:
		return o, fmt.Errorf("release: p = %d %% is not between 10 and 100", o.P)
	case p != nil && p.Lattice != l.Version() && !o.Rebased:
		return o, fmt.Errorf("release: the release before is by another lattice (%.12s) than this one (%.12s); a station stays with its lattice", p.Lattice, l.Version())
	case p != nil && p.Cut >= cut:
		return o, fmt.Errorf("release: the release before is of %s, which is not before %s", p.Cut, cut)
	case w != nil && (w.Lattice != l.Version() || w.Cut != cut || w.K > o.K):
		return o, fmt.Errorf("release: the release to stay within is of %s, k = %d and lattice %.12s, not of %s, k = %d at most and %.12s", w.Cut, w.K, w.Lattice, cut, o.K, l.Version())
	case o.Before != nil && (p == nil || o.Before.Cut.Format(time.DateOnly) != p.Cut):
		return o, fmt.Errorf("release: the count of before is not that of the release before")
	}
	for _, name := range o.Tables {
		if !l.Has(name) {
			return o, fmt.Errorf("release: the lattice has no table %q", name)
		}
	}
	return o, nil
}

// Build decides what of a count may be published, proves it against readers who see why a number is hidden, and makes the release of it with its audit.
// What could not be proved is withheld. Beside a
// release of before, a number is renewed only where it and all that go with it changed by nothing or by at least K; else it stays as it was shown.
// A number that was hidden in the release before stays hidden: who holds both would learn from its appearance what was protected then.
// A release has every table of its lattice; one that is not due is that of the release before, and missing where there was none.
func Build(ctx context.Context, l *lattice.Lattice, in *counting.Result, o Options) (Release, Audit, error) {
	cut := in.Cut.Format(time.DateOnly)
	o, err := o.settled(l, cut)
	if err != nil {
		return Release{}, Audit{}, err
	}
	o = o.rebase(l)
	out := Release{Format: Format, Lattice: l.Version(), Cut: cut, K: o.K, Synthetic: in.Synthetic, Districts: districts(l)}
	b := builder{l: l, in: in, o: o, s: system(l, in, o), marks: map[string]mark{}}
	if o.Previous != nil {
		if out.Previous, err = o.Previous.Hash(); err != nil {
			return Release{}, Audit{}, err
		}
		if o.kept != nil {
			o.Previous = o.kept
			b.o = o
		}
		b.before = o.Previous.shown()
		b.earlier()
	}
	if o.Within != nil {
		b.room = o.Within.shown()
		b.within()
	}
	b.mark()
	if o.Before != nil {
		out.Together = true
		if err := b.union(ctx); err != nil {
			return Release{}, Audit{}, err
		}
	}
	if b.decided, err = sdc.Suppress(ctx, b.s, sdc.Options{K: o.K, P: o.P, Told: true}); err != nil {
		return Release{}, Audit{}, err
	}
	for _, t := range l.Tables {
		if o.due(t.Name) {
			out.Tables = append(out.Tables, b.table(t.Name, cut))
		} else if t, there := o.Previous.table(t.Name); there {
			t.Carried = true
			out.Tables = append(out.Tables, t)
		}
	}
	audit, err := b.audit(out)
	return out, audit, err
}

// table is a table of a release by its name; false where it has none, or is no release.
func (r *Release) table(name string) (Table, bool) {
	if r == nil {
		return Table{}, false
	}
	at := slices.IndexFunc(r.Tables, func(t Table) bool { return t.Table == name })
	if at < 0 {
		return Table{}, false
	}
	return r.Tables[at], true
}
