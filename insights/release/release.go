// Package release makes a release out of counted numbers: what may be published of every table of the lattice at one cut, and nothing else. It
// reads and writes published cells only, needs no database, and answers the same for the same input, byte by byte.
package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Format names the form of a release.
const Format = "station-release/1"

// LeastK is the fewest legal groups that a published number may stand for, or differ from another by. Configuration raises it; nothing lowers it.
const LeastK = 5

// OutsideK is that number for everything that leaves the analysts' room, and for a wall screen.
const OutsideK = 10

// Held is the status of a number that changed by fewer than K groups since it was shown: it is shown as it was, with its day.
const Held sdc.Status = "held"

// Measure is one number of a cell as it is published, or what became of it.
type Measure struct {
	Status sdc.Status `json:"status"`
	Value  *int       `json:"value,omitempty"` // of published and held ones only
	AsOf   string     `json:"as_of,omitempty"` // a day: of a held one that of the release it is from
}

// Shown tells whether there is a value.
func (m Measure) Shown() bool { return m.Value != nil }

// Cell is one cell of a table. Coarser is the cell of another table that answers where this one is hidden.
type Cell struct {
	Key      []string           `json:"key"`
	Measures map[string]Measure `json:"measures"`
	Coarser  *Pointer           `json:"coarser,omitempty"`
}

// Pointer names a cell.
type Pointer struct {
	Table string   `json:"table"`
	Key   []string `json:"key"`
}

// Table is one table of a release, its cells in the lattice's order. Withheld says why none of them is shown; Carried that it was not due and is
// that of the release before, with its days.
type Table struct {
	Table    string `json:"table"`
	Carried  bool   `json:"carried,omitempty"`
	Withheld string `json:"withheld,omitempty"`
	Cells    []Cell `json:"cells"`
}

// Release is everything that was published at a cut.
type Release struct {
	Format    string `json:"format"`
	Lattice   string `json:"lattice"` // its version
	Cut       string `json:"cut"`     // a day
	K         int    `json:"k"`
	Synthetic bool   `json:"synthetic"`
	Previous  string `json:"previous,omitempty"` // hash of the release before
	Together  bool   `json:"together,omitempty"` // it was proved together with the release before, by the true numbers of both; then what was hidden there may appear here
	// Districts are those of the station where they are not the lattice's own: with them whoever has the file finds the lattice that it names.
	Districts []District `json:"districts,omitempty"`
	Tables    []Table    `json:"tables"`
}

// District is a district of a station with its names.
type District struct {
	Key string `json:"key"`
	Zh  string `json:"zh"`
	En  string `json:"en"`
}

// districts are those of a lattice that the product does not have under its version by itself.
func districts(l *lattice.Lattice) (out []District) {
	if _, known := lattice.ByVersion(l.Version(), nil); known {
		return nil
	}
	for _, d := range l.Districts {
		out = append(out, District{d.Key, d.Zh, d.En})
	}
	return out
}

// Sheet is how much of a table is published, and what protects it. Its counts are of numbers, not of cells.
type Sheet struct {
	Table      string `json:"table"`
	Numbers    int    `json:"numbers"`    // that the lattice prints
	Structural int    `json:"structural"` // of them, by nature empty
	Published  int    `json:"published"`
	Held       int    `json:"held"`
	Primary    int    `json:"primary"`
	Secondary  int    `json:"secondary"`
	Withheld   int    `json:"withheld"`
	PerMille   int    `json:"per_mille"` // of the numbers that are not structural, those with a value
}

// Audit is the sheet that is published beside a release.
type Audit struct {
	Format    string   `json:"format"`
	Release   string   `json:"release"` // its hash
	K         int      `json:"k"`
	P         int      `json:"p"`
	Sheets    []Sheet  `json:"sheets"`
	System    int      `json:"system"`         // numbers, printed or not, that the attack knows of
	Relations int      `json:"relations"`      // that hold between them
	Exact     int      `json:"exact"`          // sensitive numbers that follow from what is published; 0
	Unproved  int      `json:"unproved"`       // sensitive numbers whose protection could not be proved: their tables are withheld
	Narrowest int      `json:"narrowest"`      // the narrowest proven interval of a sensitive number; -1 for none
	Lost      int      `json:"lost,omitempty"` // sensitive numbers of the release before that could not be proved of that release by itself
	Rounds    int      `json:"rounds"`
	Withheld  []string `json:"withheld"` // tables
}

// ErrOther says that a folder holds something else than what is to be written there.
var ErrOther = errors.New("release: the folder holds another release")

// Write keeps a release and its audit in a folder of its own: two files, and nothing else. The folder is there whole or not at all. One that is there
// already is left as it is where it holds the very same, and refused (ErrOther) where it does not.
func Write(dir string, r Release, a Audit) error {
	files := map[string][]byte{}
	for name, v := range map[string]any{"release.json": r, "audit.json": a} {
		text, err := encode(v)
		if err != nil {
			return err
		}
		files[name] = text
	}
	dir = filepath.Clean(dir)
	if held, err := os.ReadDir(dir); err == nil && len(held) > 0 {
		return same(dir, held, files)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	half, err := os.MkdirTemp(filepath.Dir(dir), ".release-")
	if err != nil {
		return fmt.Errorf("release: %w", err)
	}
	defer os.RemoveAll(half) // nothing is left there when all went well
	for name, text := range files {
		if err := writeFile(filepath.Join(half, name), text); err != nil {
			return fmt.Errorf("release: %w", err)
		}
	}
	if err := os.Chmod(half, 0o755); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	if err := os.Rename(half, dir); err != nil { // takes the place of an empty folder
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// writeFile writes a file that is on the disk when it returns.
func writeFile(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// same tells whether a folder holds these files and no others.
func same(dir string, held []os.DirEntry, files map[string][]byte) error {
	for _, f := range held {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if want, ours := files[f.Name()]; err != nil || !ours || !bytes.Equal(text, want) || len(held) != len(files) {
			return fmt.Errorf("%w: %s", ErrOther, dir)
		}
	}
	return nil
}

// Read reads the release of a folder, of this lattice.
func Read(dir string, l *lattice.Lattice) (r Release, err error) {
	text, err := os.ReadFile(filepath.Join(dir, "release.json"))
	if err != nil {
		return r, fmt.Errorf("release: %w", err)
	}
	if err := json.Unmarshal(text, &r); err != nil {
		return r, fmt.Errorf("release: %s is no release: %w", dir, err)
	}
	switch {
	case r.Format != Format:
		return r, fmt.Errorf("release: %s has the format %q, not %q", dir, r.Format, Format)
	case r.Lattice != l.Version():
		return r, fmt.Errorf("release: %s is by another lattice (%.12s) than this program's (%.12s)", dir, r.Lattice, l.Version())
	case r.K < LeastK:
		return r, fmt.Errorf("release: %s says k = %d, below %d", dir, r.K, LeastK)
	}
	return r, r.check(l)
}
