package release

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Follow finds what a release may not do after the release before: show what was hidden, move a number by fewer than K, or change one that it says
// is held or carried over. It reads published numbers only.
func Follow(r, before Release, l *lattice.Lattice) []Fault {
	hash, err := before.Hash()
	switch {
	case err != nil:
		return []Fault{{FaultForm, "the release before", err.Error()}}
	case r.Previous != hash:
		return []Fault{{FaultHash, "previous", fmt.Sprintf("the release follows %.12s, and that of before is %.12s", r.Previous, hash)}}
	case before.Cut >= r.Cut || before.Lattice != r.Lattice:
		return []Fault{{FaultForm, "previous", "it is not of an earlier cut, or by another lattice"}}
	}
	var out []Fault
	old := before.shown()
	for _, t := range r.Tables {
		was, there := before.table(t.Table)
		if t.Carried {
			was.Carried = true
			if !there || !reflect.DeepEqual(t, was) {
				out = append(out, Fault{FaultHeld, t.Table, "the table is carried over and is not that of the release before"})
			}
			continue
		}
		for _, c := range t.Cells {
			out = append(out, followCell(r, lattice.Key{Table: t.Table, Words: c.Key}, c, old)...)
		}
	}
	for _, t := range before.Tables {
		if _, there := r.table(t.Table); !there {
			out = append(out, Fault{FaultForm, t.Table, "the release before has the table, and this one has not"})
		}
	}
	return out
}

// followCell looks at the numbers of one key: each is renewed by k and more, or stays.
func followCell(r Release, key lattice.Key, c Cell, old map[string]Measure) (out []Fault) {
	var shown []Measure
	var moved []int
	printed, _ := measures(key.Table)
	for _, m := range printed {
		name := key.Name(m)
		had, told := old[name]
		is := c.Measures[m]
		switch {
		case is.Status == Held && (!had.Shown() || *had.Value != *is.Value || had.AsOf != is.AsOf):
			out = append(out, Fault{FaultHeld, name, "it is held and is not what was shown before"})
		case is.Status != sdc.Published || !told:
		case !had.Shown() && !r.Together:
			out = append(out, Fault{FaultShown, name, "it was hidden in the release before"})
		case had.Shown():
			d := *is.Value - *had.Value
			shown, moved = append(shown, had), append(moved, d)
			if apart(d) < r.K {
				out = append(out, Fault{FaultMoved, name, fmt.Sprintf("it moved from %d to %d, which is by fewer than %d", *had.Value, *is.Value, r.K)})
			}
		}
	}
	if len(shown) == 2 && tells(r.K, shown, moved) {
		out = append(out, Fault{FaultMoved, key.Name(""), fmt.Sprintf("its numbers moved by %d and %d, which tells that what follows from them moved by fewer than %d", moved[0], moved[1], r.K)})
	}
	return out
}

// Open reads the release of a folder whatever its lattice is: one of the product, or one of own, which may be nil.
func Open(dir string, own *lattice.Lattice) (Release, *lattice.Lattice, error) {
	text, err := os.ReadFile(filepath.Join(dir, "release.json"))
	if err != nil {
		return Release{}, nil, fmt.Errorf("release: %w", err)
	}
	var head struct {
		Lattice   string         `json:"lattice"`
		Districts []lattice.Word `json:"districts"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return Release{}, nil, fmt.Errorf("release: %s is no release: %w", dir, err)
	}
	l, known := own, own != nil && own.Version() == head.Lattice
	if !known {
		if l, known = lattice.ByVersion(head.Lattice, head.Districts); !known {
			return Release{}, nil, fmt.Errorf("release: %s is by a lattice (%.12s) that this program does not have; name its file", dir, head.Lattice)
		}
	}
	r, err := Read(dir, l)
	return r, l, err
}

// CheckAudit holds the audit of a folder against its release: whether it is of that release, and says of every table what is in it.
func CheckAudit(dir string, r Release) []Fault {
	text, err := os.ReadFile(filepath.Join(dir, "audit.json"))
	if err != nil {
		return []Fault{{FaultForm, "audit.json", "it cannot be read"}}
	}
	var a Audit
	if err := json.Unmarshal(text, &a); err != nil {
		return []Fault{{FaultForm, "audit.json", err.Error()}}
	}
	hash, err := r.Hash()
	if err != nil {
		return []Fault{{FaultForm, "release.json", err.Error()}}
	}
	var out []Fault
	if a.Release != hash {
		out = append(out, Fault{FaultHash, "audit.json", fmt.Sprintf("it is of the release %.12s, not of %.12s", a.Release, hash)})
	}
	var sheets []Sheet
	for _, t := range r.Tables {
		sheets = append(sheets, sheet(t))
	}
	if !reflect.DeepEqual(a.Sheets, sheets) || a.K != r.K {
		out = append(out, Fault{FaultForm, "audit.json", "it tells other numbers of its tables than the release has"})
	}
	if a.Exact != 0 {
		out = append(out, Fault{FaultExact, "audit.json", fmt.Sprintf("it says itself that %d numbers are told", a.Exact)})
	}
	return out
}
