package release

import (
	"context"
	"fmt"
	"slices"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// past is the name of a number of the release before that is not what it was.
func past(name string) string { return "before/" + name }

// union puts the release before into the system, as it was shown, with its true values. A number that did not change is one number in both: whoever
// knows that it did not is reckoned with. Nothing of that release can be taken back: what it narrows by itself, with that knowledge, is owed only that
// it is not told, and what it tells is owed nothing any more.
func (b *builder) union(ctx context.Context) error {
	was, err := b.past()
	if err != nil {
		return err
	}
	if b.s, err = join(b.s, was, b.unchanged); err != nil {
		return err
	}
	silent := sdc.System{Cells: slices.Clone(b.s.Cells), Equal: b.s.Equal, AtMost: b.s.AtMost}
	for i := range silent.Cells {
		if c := &silent.Cells[i]; !c.Given && !c.Hidden {
			c.Unprinted = true
		}
	}
	lost := map[int]bool{}
	for pass := range 6 {
		alone, err := sdc.Suppress(ctx, silent, sdc.Options{K: b.o.K, P: b.o.P, Told: true, Quick: pass == 0})
		if err != nil {
			return err
		}
		for _, at := range alone.Unproved {
			c := &silent.Cells[at]
			c.Lost, c.Slight, lost[at] = c.Slight, true, true
			b.s.Cells[at].Lost, b.s.Cells[at].Slight = c.Lost, true
		}
		if len(alone.Unproved) == 0 {
			break
		}
	}
	b.lost = len(lost)
	return nil
}

// past is the system of the release before: what it shows, and what it owes to what it hides.
func (b *builder) past() (sdc.System, error) {
	s := system(b.l, b.o.Before, Options{K: b.o.K, P: b.o.P})
	held := map[string]bool{}
	for _, t := range b.o.Previous.Tables {
		printed, follows := measures(t.Table)
		for _, c := range t.Cells {
			key := lattice.Key{Table: t.Table, Words: c.Key}
			for _, m := range printed {
				if is := c.Measures[m]; is.Status == Held {
					held[key.Name(printed[0])], held[key.Name(printed[len(printed)-1])], held[key.Name(follows)] = true, true, true
				}
			}
		}
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		m := b.before[c.Name]
		switch {
		case c.Structural:
		case m.Shown() && *m.Value == c.Value:
			c.Given, c.Unprinted = true, false
		case m.Status == sdc.Published && m.AsOf == b.o.Previous.Cut:
			return s, fmt.Errorf("release: %s is %d in the count of before, and %d in its release: they are not of the same population", c.Name, c.Value, *m.Value)
		case held[c.Name] && c.Primary == "":
			c.Primary, c.Plain, c.Unprinted = string(Held), true, true
		default:
			c.Hidden = m.Status == sdc.Secondary
			c.Unprinted = !c.Hidden
		}
	}
	return s, nil
}

// join is one system of two of the same numbers at two cuts; those that are the same in both are one, under its name of now.
func join(now, was sdc.System, same func(name string) bool) (sdc.System, error) {
	out := sdc.System{Cells: slices.Clone(now.Cells), Equal: slices.Clone(now.Equal), AtMost: slices.Clone(now.AtMost)}
	at := make([]int, len(was.Cells))
	for i, c := range was.Cells {
		if !same(c.Name) {
			c.Name = past(c.Name)
			at[i] = out.Add(c)
			continue
		}
		at[i] = out.Add(sdc.Cell{Name: c.Name})
		have := &out.Cells[at[i]]
		if have.Given && c.Given && have.Value != c.Value {
			return out, fmt.Errorf("release: %s did not change and is shown as %d and as %d", c.Name, c.Value, have.Value)
		}
		if c.Given {
			have.Given, have.Value = true, c.Value
		}
		have.Lost, have.Width, have.Structural = have.Lost || c.Lost, max(have.Width, c.Width), have.Structural || c.Structural
		if have.Primary == "" {
			have.Primary = c.Primary
		}
	}
	move := func(rows, more []sdc.Row) []sdc.Row {
		for _, r := range more {
			moved, changed := slices.Clone(r), false
			for i := range moved {
				changed = changed || at[moved[i].Cell] != moved[i].Cell
				moved[i].Cell = at[moved[i].Cell]
			}
			if changed {
				rows = append(rows, moved)
			}
		}
		return rows
	}
	out.Equal, out.AtMost = move(out.Equal, was.Equal), move(out.AtMost, was.AtMost)
	return out, nil
}
