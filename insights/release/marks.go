package release

import (
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// mark says why a number may not be renewed, whatever it is.
type mark string

const (
	markHeld    mark = "held"    // too few moved since it was shown, or nobody: a reader must not tell one from the other
	markEarlier mark = "earlier" // it was hidden in the release before
	markRoom    mark = "room"    // the release to stay within hides it
)

// earlier marks what a release of before forbids.
func (b *builder) earlier() {
	for _, t := range b.l.Tables {
		printed, follows := measures(t.Name)
		for _, k := range b.l.Keys(t.Name) {
			b.key(k, printed, follows)
		}
	}
}

// key looks at the numbers of one key. A number is renewed when it moved by K or more since it was shown, and so did what follows from it and the other,
// where both were shown as of one day; else it is held. One that did not move at all is held too.
func (b *builder) key(k lattice.Key, printed []string, follows string) {
	var shown []Measure
	var moved []int
	for _, m := range printed {
		name := k.Name(m)
		v, _ := b.in.Of(name)
		switch had, told := b.before[name]; {
		case !told || v.Structural != "":
		case had.Shown():
			d := int(v.Value) - *had.Value
			shown, moved = append(shown, had), append(moved, d)
			if apart(d) < b.o.K {
				b.hold(k, m, follows)
			}
		case b.o.Before == nil: // else both releases are proved together with what appears in this one
			b.marks[name] = markEarlier
		}
	}
	if len(shown) == 2 && tells(b.o.K, shown, moved) {
		b.hold(k, printed[1], follows)
	}
}

// tells says whether two numbers that were shown as of one day and are renewed together tell that what follows from them moved by fewer than k.
func tells(k int, shown []Measure, moved []int) bool {
	follows := moved[0] - moved[1]
	return shown[0].AsOf == shown[1].AsOf && apart(moved[0]) >= k && apart(moved[1]) >= k && follows != 0 && apart(follows) < k
}

func apart(d int) int { return max(d, -d) }

// hold keeps a number of a key as it was shown; what follows from it is not told either.
func (b *builder) hold(k lattice.Key, measures ...string) {
	for _, m := range measures {
		name := k.Name(m)
		if v, known := b.in.Of(name); m != "" && known && v.Structural == "" && b.marks[name] == "" {
			b.marks[name] = markHeld
		}
	}
}

// within marks what the other release does not show anew: what it hides is hidden here, and what it holds is held here, or hidden where it was not
// shown before.
func (b *builder) within() {
	for _, t := range b.l.Tables {
		if !b.o.due(t.Name) {
			continue
		}
		printed, follows := measures(t.Name)
		for _, k := range b.l.Keys(t.Name) {
			for _, m := range printed {
				name := k.Name(m)
				switch r := b.room[name]; {
				case r.Status == Held && b.before[name].Shown():
					b.hold(k, m, follows)
				case r.Status == Held || !r.Shown():
					b.marks[name] = markRoom
				}
			}
		}
	}
}

// mark puts the marks on the system. A number that was hidden before is as sensitive as the few, unless both releases are proved together: then it
// is enough that it stays hidden, and of what is held only what changed is sensitive.
func (b *builder) mark() {
	for i := range b.s.Cells {
		c := &b.s.Cells[i]
		switch m := b.marks[c.Name]; {
		case m == "" || c.Structural:
		case m == markRoom:
			c.Hidden = true
		case m == markHeld && b.unchanged(c.Name):
			c.Hidden = !c.Unprinted
		case c.Primary == "":
			c.Primary, c.Plain = string(m), b.o.Before != nil
		}
	}
}

// unchanged tells whether a number is what it was at the cut before, as far as that is known.
func (b *builder) unchanged(name string) bool {
	if b.o.Before == nil {
		return false
	}
	v, _ := b.in.Of(name)
	old, _ := b.o.Before.Of(name)
	return v.Value == old.Value
}
