package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Fault is something that keeps a release from being sound. Kind is one of the kinds below; What names a number, a table or a file.
type Fault struct {
	Kind string `json:"kind"`
	What string `json:"what"`
	Why  string `json:"why"`
}

// Kinds of faults.
const (
	FaultForm   = "form"   // no build writes such a file
	FaultHash   = "hash"   // two files that belong together do not
	FaultSum    = "sum"    // no numbers of groups could be these
	FaultExact  = "exact"  // a hidden number follows from what is shown
	FaultNarrow = "narrow" // a hidden number is known more closely than is promised
	FaultTold   = "told"   // a hidden number follows for who reads why others are hidden
	FaultFew    = "few"    // a number that is not printed follows from two that are, and is below k
	FaultHeld   = "held"   // a held number is not what was shown before
	FaultMoved  = "moved"  // a number moved by fewer than k
	FaultShown  = "shown"  // a number appears that was hidden in the release before
)

// Attacked is what an attacker made of a release, from what is published alone.
type Attacked struct {
	Hidden    int     `json:"hidden"`    // numbers, printed or not
	Sensitive int     `json:"sensitive"` // of them, those to which something is promised
	Unproved  int     `json:"unproved"`  // of them, those of which the attacker found neither a narrow interval nor proof of a wide one
	Narrowest int     `json:"narrowest"` // the narrowest interval that he found of a number that is hidden for itself; -1 for none
	Faults    []Fault `json:"faults"`
}

// Attack works on a release as an outsider does: with the published numbers, what holds between the numbers of the lattice, and what the statuses
// say. It reads nothing else. A number that is hidden for itself, or held, is owed an interval of K; every other hidden one that it is not told.
func Attack(ctx context.Context, r Release, l *lattice.Lattice) (Attacked, error) {
	s, err := seen(r, l)
	if err != nil {
		return Attacked{}, err
	}
	out, err := attack(ctx, r, s)
	if err != nil || len(out.Faults) > 0 && out.Faults[len(out.Faults)-1].Kind == FaultSum {
		return out, err
	}
	exact := map[string]bool{}
	for _, f := range out.Faults {
		exact[f.What] = f.Kind == FaultExact
	}
	told, err := told(ctx, s, r.K)
	if errors.Is(err, sdc.ErrContradiction) {
		out.Faults, err = append(out.Faults, Fault{FaultSum, "release.json", "no numbers of groups are below k where the statuses say so"}), nil
	}
	for _, name := range told {
		if !exact[name] {
			out.Faults = append(out.Faults, Fault{FaultTold, name, "the statuses leave it one value"})
		}
	}
	return out, err
}

// AttackBoth works on a release and the one before together, as somebody does who knows, from elsewhere, which numbers did not change between the two
// cuts: same tells that of the name of a number. What he finds of the earlier cut is named before/….
func AttackBoth(ctx context.Context, r, before Release, l *lattice.Lattice, same func(name string) bool) (Attacked, error) {
	now, err := seen(r, l)
	if err != nil {
		return Attacked{}, err
	}
	was, err := seen(before, l)
	if err != nil {
		return Attacked{}, err
	}
	both, err := join(now, was, same)
	if err != nil {
		return Attacked{Faults: []Fault{{FaultSum, "release.json", err.Error()}}}, nil
	}
	return attack(ctx, r, both)
}

// attack is by numbers alone.
func attack(ctx context.Context, r Release, s sdc.System) (Attacked, error) {
	out := Attacked{Faults: few(r), Narrowest: -1}
	report, err := sdc.Attack(ctx, s, sdc.Options{K: 1})
	switch {
	case errors.Is(err, sdc.ErrContradiction):
		out.Faults = append(out.Faults, Fault{FaultSum, "release.json", "no numbers of groups add up to what is shown"})
		return out, nil
	case err != nil:
		return out, err
	}
	out.Hidden, out.Unproved = report.Hidden, report.Unproved
	for _, f := range report.Findings {
		c := s.Cells[s.Add(sdc.Cell{Name: f.Cell})]
		if c.Primary == "" {
			continue
		}
		out.Sensitive++
		width := f.To - f.From
		if c.Width > 1 && f.To >= 0 && (out.Narrowest < 0 || width < out.Narrowest) {
			out.Narrowest = width
		}
		switch {
		case f.Exact && c.Primary == string(sdc.Withheld) && f.From >= r.K: // a sum of what is shown, of a table that is withheld for others of its numbers
		case f.Exact && f.From != f.To:
			out.Faults = append(out.Faults, Fault{FaultExact, f.Cell, "it follows from what is shown"})
		case f.Exact:
			out.Faults = append(out.Faults, Fault{FaultExact, f.Cell, fmt.Sprintf("it can only be %d", f.From)})
		case f.To >= 0 && width < c.Width:
			out.Faults = append(out.Faults, Fault{FaultNarrow, f.Cell, fmt.Sprintf("it is %d to %d, which is narrower than %d", f.From, f.To, c.Width)})
		}
	}
	return out, nil
}

// seen is the system as a reader has it: no value but those that are shown.
func seen(r Release, l *lattice.Lattice) (sdc.System, error) {
	var s sdc.System
	empty, err := counting.Count(l, &population.Groups{})
	if err != nil {
		return s, err
	}
	carried := map[string]bool{}
	for _, t := range r.Tables {
		carried[t.Table] = t.Carried
	}
	shown := r.shown()
	for _, v := range empty.Variables {
		c := sdc.Cell{Name: v.Name, Table: v.Key.Table, Structural: v.Structural != ""}
		m, told := shown[v.Name]
		switch {
		case !told || carried[v.Key.Table] || c.Structural:
		case m.Status == sdc.Published:
			c.Given, c.Value = true, *m.Value
		default:
			c.Primary = cmp.Or(string(m.Status), "hidden")
			if m.Status == sdc.Primary || m.Status == Held {
				c.Width = r.K
			}
		}
		s.Add(c)
	}
	relate(&s, l)
	return s, nil
}

// told attacks again with what the statuses say: who is hidden for itself is below k, who is hidden for others' sake is not. It gives the names of
// those that are left with one value.
func told(ctx context.Context, s sdc.System, k int) ([]string, error) {
	var few, secondary []int
	for i, c := range s.Cells {
		switch {
		case c.Primary == string(sdc.Primary) && !strings.HasPrefix(c.Name, "T10/"): // those of T10 may be hidden for their weight
			few = append(few, i)
		case c.Primary == string(sdc.Secondary):
			secondary = append(secondary, i)
		}
	}
	// What is hidden since an earlier release, or for a narrower audience, is secondary and may be less than k: then only the least is sure, or nothing.
	for _, least := range []int{k, LeastK, 0} {
		system := s.Told(k, few, nil)
		if least > 0 {
			system = s.Told(k, few, secondary)
			system.Cells[system.Add(sdc.Cell{Name: "told: k or more"})].Value = least
		}
		for i := range system.Cells {
			if system.Cells[i].Primary != string(sdc.Primary) {
				system.Cells[i].Primary = ""
			}
			system.Cells[i].Width = 0
		}
		report, err := sdc.Attack(ctx, system, sdc.Options{K: 1})
		if errors.Is(err, sdc.ErrContradiction) && least > 0 {
			continue
		}
		var out []string
		for _, f := range report.Findings {
			if f.Exact && system.Cells[system.Add(sdc.Cell{Name: f.Cell})].Primary != "" {
				out = append(out, f.Cell)
			}
		}
		return out, err
	}
	return nil, nil
}

// few finds keys whose two numbers tell a third that is below k.
func few(r Release) []Fault {
	out := []Fault{}
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			n, risk := c.Measures[counting.N], c.Measures[counting.Risk]
			if n.Status == sdc.Published && risk.Status == sdc.Published && *n.Value-*risk.Value < r.K {
				out = append(out, Fault{FaultFew, lattice.Key{Table: t.Table, Words: c.Key}.Name(counting.Clear), fmt.Sprintf("%d less %d is below %d", *n.Value, *risk.Value, r.K)})
			}
		}
	}
	return out
}
