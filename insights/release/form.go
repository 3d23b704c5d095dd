package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// encode writes a value in its one form: the fields in their order, keys of maps sorted, two spaces of indentation, one line feed at the end.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("release: %w", err)
	}
	return out.Bytes(), nil
}

// Hash names a release: the SHA-256 of its file.
func (r Release) Hash() (string, error) {
	text, err := encode(r)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// measures are those that a table tells of: the printed ones, and the one that follows from them, of which only a status is told.
func measures(table string) (printed []string, follows string) {
	switch table {
	case "T7":
		return []string{"risk"}, "rest"
	case "T8", "T9":
		return []string{"n"}, ""
	case "T10":
		return []string{"findings"}, ""
	}
	return []string{"n", "risk"}, "clear"
}

// check refuses what no build writes: another set of cells than the lattice's, a hidden number with a value, a shown one without.
func (r Release) check(l *lattice.Lattice) error {
	seen := map[string]bool{}
	if _, err := time.Parse(time.DateOnly, r.Cut); err != nil {
		return fmt.Errorf("release: the cut is %q, no day such as 2026-10-01", r.Cut)
	}
	for _, t := range r.Tables {
		if seen[t.Table] {
			return fmt.Errorf("release: table %s stands twice", t.Table)
		}
		seen[t.Table] = true
		keys := l.Keys(t.Table)
		if len(keys) == 0 || len(keys) != len(t.Cells) {
			return fmt.Errorf("release: table %s has %d cells, not %d", t.Table, len(t.Cells), len(keys))
		}
		for i, c := range t.Cells {
			if !slices.Equal(c.Key, keys[i].Words) {
				return fmt.Errorf("release: table %s: cell %d is %v, not %v", t.Table, i, c.Key, keys[i].Words)
			}
			if err := r.checkMeasures(t, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkMeasures refuses a number whose status, value and day do not go together.
func (r Release) checkMeasures(t Table, c Cell) error {
	printed, follows := measures(t.Table)
	for _, name := range printed {
		if _, there := c.Measures[name]; !there {
			return fmt.Errorf("release: table %s: %v has no %s", t.Table, c.Key, name)
		}
	}
	for name, m := range c.Measures {
		shown, day := m.Shown(), true
		switch m.Status {
		case sdc.Published:
			day = shown && (m.AsOf == r.Cut) != t.Carried && m.AsOf <= r.Cut && *m.Value >= r.K
		case Held:
			day = shown && m.AsOf < r.Cut && m.AsOf != ""
		case sdc.Structural:
			day = shown && m.AsOf == "" && *m.Value == 0
		case sdc.Primary, sdc.Secondary, sdc.Withheld:
			day = !shown && m.AsOf == ""
		default:
			day = false
		}
		if !day || shown && *m.Value < 0 || shown && name == follows || !slices.Contains(printed, name) && name != follows {
			return fmt.Errorf("release: table %s: %s of %v is %s, and its value or day is not as that says", t.Table, name, c.Key, m.Status)
		}
	}
	return nil
}

// shown gives every number of a release that has a value, by the name of its variable, and every status.
func (r Release) shown() map[string]Measure {
	out := map[string]Measure{}
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			for name, m := range c.Measures {
				out[lattice.Key{Table: t.Table, Words: c.Key}.Name(name)] = m
			}
		}
	}
	return out
}
