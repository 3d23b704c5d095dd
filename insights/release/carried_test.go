package release_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

func tableOf(r release.Release, name string) (release.Table, bool) {
	at := slices.IndexFunc(r.Tables, func(t release.Table) bool { return t.Table == name })
	if at < 0 {
		return release.Table{}, false
	}
	return r.Tables[at], true
}

// measuresOf gives every measure of a release by its variable's name.
func measuresOf(r release.Release) map[string]release.Measure {
	out := map[string]release.Measure{}
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			for m, is := range c.Measures {
				out[lattice.Key{Table: t.Table, Words: c.Key}.Name(m)] = is
			}
		}
	}
	return out
}

// TestATableThatIsNotDueIsThatOfTheReleaseBefore: a release has every table, those that are not due with their old numbers and days, and a number
// that comes due again is held to what anybody saw of it last.
func TestATableThatIsNotDueIsThatOfTheReleaseBefore(t *testing.T) {
	l := named(t, lattice.Small)
	week, month := first.AddDate(0, 0, 7), first.AddDate(0, 1, 0)
	text, in := invented(t, l, population.Options{Companies: 1000, Cut: first})
	start, _ := built(t, l, in, release.Options{Tables: []string{"T1", "T3", "T8"}})
	if len(start.Tables) != 3 {
		t.Errorf("a first release has %d tables, and 3 are due", len(start.Tables))
	}
	all, _ := built(t, l, in, release.Options{})
	grown, now := invented(t, l, population.Options{Previous: bytes.NewReader(text), PreviousCut: first, Cut: week})
	next, a := built(t, l, now, release.Options{Previous: &all, Tables: []string{"T1"}})
	if len(next.Tables) != len(l.Tables) || len(a.Sheets) != len(l.Tables) {
		t.Fatalf("%d tables, %d sheets", len(next.Tables), len(a.Sheets))
	}
	for _, table := range next.Tables {
		was, _ := tableOf(all, table.Table)
		if table.Table == "T1" {
			if table.Carried {
				t.Error("T1 is due and carried over")
			}
			continue
		}
		if was.Carried = true; !reflect.DeepEqual(table, was) {
			t.Errorf("%s is not that of before", table.Table)
		}
	}
	_, later := invented(t, l, population.Options{Previous: bytes.NewReader(grown), PreviousCut: week, Cut: month})
	last, _ := built(t, l, later, release.Options{Previous: &next})
	seen := map[string]int{}
	old := measuresOf(all)
	each(last, later, func(name string, m release.Measure, value int) {
		had := old[name]
		if name[:3] == "T1/" || !m.Shown() || !had.Shown() {
			return
		}
		seen[string(m.Status)]++
		d := max(value-*had.Value, *had.Value-value)
		switch {
		case m.Status == release.Held && (*m.Value != *had.Value || m.AsOf != "2026-10-01"):
			t.Errorf("%s is held as %+v and was last seen as %+v", name, m, had)
		case m.Status == sdc.Published && (d != 0 && d < release.LeastK || m.AsOf != month.Format(time.DateOnly)):
			t.Errorf("%s moved by %d over what anybody saw of it: %+v", name, d, m)
		}
	})
	if seen["held"] < 10 || seen["published"] < 10 {
		t.Error("held and renewed:", seen)
	}
	folderOf(t, l, next, a)
}

// TestOutsideShowsNothingThatTheRoomDoesNot: beside the release of the room, that for outside has none of its numbers and tells no other status of
// what the room hides.
func TestOutsideShowsNothingThatTheRoomDoesNot(t *testing.T) {
	for _, list := range []struct {
		name      string
		companies int
	}{{lattice.Small, 380}, {lattice.Standard, 3000}} {
		l := named(t, list.name)
		text, in := invented(t, l, population.Options{Companies: list.companies, Cut: first, Seed: 13})
		room, _ := built(t, l, in, release.Options{})
		out, a := built(t, l, in, release.Options{K: release.OutsideK, Within: &room})
		shown := within(t, out, room)
		_, now := invented(t, l, population.Options{Previous: bytes.NewReader(text), PreviousCut: first, Cut: later, Seed: 13})
		before := map[string]*counting.Result{lattice.Small: in}[list.name] // proved together with the release before, or not
		room2, _ := built(t, l, now, release.Options{Previous: &room, Before: before})
		out2, a2 := built(t, l, now, release.Options{K: release.OutsideK, Previous: &out, Within: &room2, Before: before})
		if faults := append(release.Follow(room2, room, l), release.Follow(out2, out, l)...); len(faults) > 0 {
			t.Error(faults)
		}
		if before != nil {
			if got, err := release.AttackBoth(t.Context(), out2, out, l, unchanged(in, now)); err != nil || len(got.Faults) > 0 {
				t.Error(err, got.Faults)
			}
		}
		again := within(t, out2, room2)
		if shown < 90 || again < 70 || a.Unproved+a.Exact+a2.Unproved+a2.Exact > 0 {
			t.Errorf("%s: %d and %d shown, %+v, %+v", list.name, shown, again, a, a2)
		}
		if _, _, err := release.Build(t.Context(), l, now, release.Options{K: release.OutsideK, Within: &room}); err == nil {
			t.Error("a release of another cut is one to stay within")
		}
		if _, _, err := release.Build(t.Context(), l, in, release.Options{Within: &out}); err == nil {
			t.Error("the room stays within outside")
		}
	}
}

func within(t *testing.T, out, room release.Release) (shown int) {
	t.Helper()
	inner := measuresOf(room)
	for name, m := range measuresOf(out) {
		in, told := inner[name]
		switch {
		case m.Status == sdc.Published && (in.Status != sdc.Published || *in.Value != *m.Value || in.AsOf != m.AsOf):
			t.Errorf("outside %s is %d, and in the room %s", name, *m.Value, in.Status)
		case m.Status == release.Held && !in.Shown():
			t.Errorf("outside %s is held, and in the room %s", name, in.Status)
		case !m.Shown() && told && !in.Shown() && m.Status != in.Status, !m.Shown() && !told:
			t.Errorf("outside %s is %s, and in the room %q", name, m.Status, in.Status)
		case m.Shown():
			shown++
		}
	}
	return shown
}
