package release

import (
	"context"
	"errors"
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
	Tables   []string // those that are due; nil = all
	Previous *Release // the release before; nil for the first
	Before   *counting.Result
	Within   *Release
}

func (o Options) due(table string) bool { return o.Tables == nil || slices.Contains(o.Tables, table) }

// settled are the options with their defaults.
func (o Options) settled() (Options, error) {
	if o.K == 0 {
		o.K = LeastK
	}
	if o.P == 0 {
		o.P = 15
	}
	switch {
	case o.K < LeastK:
		return o, fmt.Errorf("release: k = %d is below %d, which nothing lowers", o.K, LeastK)
	case o.P < 10 || o.P > 100:
		return o, fmt.Errorf("release: p = %d %% is not between 10 and 100", o.P)
	}
	return o, nil
}

// Build decides what of a count may be published, proves it against readers who see why a number is hidden, and makes the release of it with its audit.
// What could not be proved is withheld. Beside a
// release of before, a number is renewed only where it and all that go with it changed by nothing or by at least K; else it stays as it was shown.
// A number that was hidden in the release before stays hidden: who holds both would learn from its appearance what was protected then.
func Build(ctx context.Context, l *lattice.Lattice, in *counting.Result, o Options) (Release, Audit, error) {
	o, err := o.settled()
	if err != nil {
		return Release{}, Audit{}, err
	}
	out := Release{Format: Format, Lattice: l.Version(), Cut: in.Cut.Format(time.DateOnly), K: o.K, Synthetic: in.Synthetic}
	s := system(l, in, o)
	before := map[string]Measure{}
	if o.Previous != nil {
		if before, err = o.earlier(l, &out, &s, in); err != nil {
			return Release{}, Audit{}, err
		}
	}
	decided, err := sdc.Suppress(ctx, s, sdc.Options{K: o.K, P: o.P, Told: true})
	if err != nil {
		return Release{}, Audit{}, err
	}
	b := builder{l: l, in: in, o: o, decided: decided, before: before}
	for _, t := range l.Tables {
		if o.due(t.Name) {
			out.Tables = append(out.Tables, b.table(t.Name, out.Cut))
		}
	}
	audit, err := b.audit(out, s)
	return out, audit, err
}

var errOrder = errors.New("release: the release before is not of an earlier cut")

// earlier marks what a release of before forbids: what is held, and what was hidden.
func (o Options) earlier(l *lattice.Lattice, out *Release, s *sdc.System, in *counting.Result) (map[string]Measure, error) {
	var err error
	if out.Previous, err = o.Previous.Hash(); err != nil {
		return nil, err
	}
	if o.Previous.Cut >= out.Cut {
		return nil, errOrder
	}
	before := o.Previous.shown()
	for _, t := range l.Tables {
		printed, follows := measures(t.Name)
		for _, k := range l.Keys(t.Name) {
			o.key(s, in, before, k, printed, follows)
		}
	}
	return before, nil
}

// key looks at the numbers of one key, which are renewed together or not at all.
func (o Options) key(s *sdc.System, in *counting.Result, before map[string]Measure, k lattice.Key, printed []string, follows string) {
	var was, now []int
	for _, m := range printed {
		at := in.Place(k.Name(m))
		had, told := before[k.Name(m)]
		switch c := &s.Cells[at]; {
		case !told || c.Structural:
		case had.Shown():
			was, now = append(was, *had.Value), append(now, int(in.Variables[at].Value))
		case c.Primary == "":
			c.Primary = "earlier"
		}
	}
	if len(was) == 2 { // what follows of two is known by their difference
		was, now = append(was, was[0]-was[1]), append(now, now[0]-now[1])
	}
	if len(was) == 0 || sdc.Renewable(o.K, was, now) {
		return
	}
	for _, m := range append(slices.Clone(printed), follows) {
		if at := in.Place(k.Name(m)); m != "" && at >= 0 && s.Cells[at].Primary == "" && !s.Cells[at].Structural {
			s.Cells[at].Primary = string(Held)
		}
	}
}
