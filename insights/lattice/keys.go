package lattice

import "strings"

// Words with a meaning of their own: the worst of all areas, the score over all areas, the margin
// over all industry groups.
const (
	Any   = "any"
	Whole = "whole"
	All   = "all"
)

// MostCountries bounds the words of the dimension country: a set of them fits one machine word.
const MostCountries = 64

// Key names a cell: its table and one word for each dimension.
type Key struct {
	Table string
	Words []string
}

// Name is the name of a variable of the system, such as T3/risk/tax/manufacturing. It is stable.
func (k Key) Name(measure string) string {
	return k.Table + "/" + measure + "/" + strings.Join(k.Words, "/")
}

// T1 is a cell by area, or any.
type T1 struct{ Area string }

// T2 is a cell by host country.
type T2 struct{ Country string }

// T3 is a cell by area, or any, and industry group.
type T3 struct{ Area, Industry string }

// T4 is a cell by country group, area and industry group, or all.
type T4 struct{ Group, Area, Industry string }

// T5 is a cell by host country and area.
type T5 struct{ Country, Area string }

// T6 is a cell by district and area.
type T6 struct{ District, Area string }

// T7 is a cell by rule.
type T7 struct{ Rule string }

// T8 is a cell by score, an area's or the whole, and band.
type T8 struct{ Score, Band string }

// T9 is a cell by industry group and band of the whole.
type T9 struct{ Industry, Band string }

// T10 is a cell by country group and area.
type T10 struct{ Group, Area string }

// Key is the cell's key.
func (t T1) Key() Key { return Key{"T1", []string{t.Area}} }

// Key is the cell's key.
func (t T2) Key() Key { return Key{"T2", []string{t.Country}} }

// Key is the cell's key.
func (t T3) Key() Key { return Key{"T3", []string{t.Area, t.Industry}} }

// Key is the cell's key.
func (t T4) Key() Key { return Key{"T4", []string{t.Group, t.Area, t.Industry}} }

// Key is the cell's key.
func (t T5) Key() Key { return Key{"T5", []string{t.Country, t.Area}} }

// Key is the cell's key.
func (t T6) Key() Key { return Key{"T6", []string{t.District, t.Area}} }

// Key is the cell's key.
func (t T7) Key() Key { return Key{"T7", []string{t.Rule}} }

// Key is the cell's key.
func (t T8) Key() Key { return Key{"T8", []string{t.Score, t.Band}} }

// Key is the cell's key.
func (t T9) Key() Key { return Key{"T9", []string{t.Industry, t.Band}} }

// Key is the cell's key.
func (t T10) Key() Key { return Key{"T10", []string{t.Group, t.Area}} }

func (l *Lattice) table(name string) (Table, bool) {
	for _, t := range l.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}

// Has tells whether the lattice has a table.
func (l *Lattice) Has(table string) bool {
	_, known := l.table(table)
	return known
}

// Words lists a dimension's words in their fixed order; nil for an unknown dimension.
func (l *Lattice) Words(dimension string) []string { return l.dimensions[dimension] }

// Place is where a word stands in its dimension.
func (l *Lattice) Place(dimension, word string) (int, bool) {
	at, known := l.places[dimension][word]
	return at, known
}

// Keys lists every cell of a table in a fixed order: the last dimension runs fastest.
func (l *Lattice) Keys(table string) []Key {
	t, known := l.table(table)
	if !known {
		return nil
	}
	out := []Key{{Table: table}}
	for _, dimension := range t.Dimensions {
		var longer []Key
		for _, k := range out {
			for _, word := range l.dimensions[dimension] {
				longer = append(longer, Key{table, append(append([]string(nil), k.Words...), word)})
			}
		}
		out = longer
	}
	return out
}

// IsStructural tells whether the lattice declares that nobody can be in a cell, and why.
func (l *Lattice) IsStructural(k Key) (why string, yes bool) {
	for _, s := range l.Structural {
		if s.Table == k.Table && matches(s.Key, k.Words) {
			return s.Why, true
		}
	}
	return "", false
}

func matches(pattern, words []string) bool {
	for i, p := range pattern {
		if i >= len(words) || p != "*" && p != words[i] {
			return false
		}
	}
	return len(pattern) == len(words)
}

// IndustryOf is the place of a section's industry group; false where GB/T 4754 has no such section.
func (l *Lattice) IndustryOf(section string) (int, bool) {
	at, known := l.section[section]
	return at, known
}

// CountryOf is the place in the dimension country where a code of ISO 3166-1 is counted: its own,
// or its group's other-….
func (l *Lattice) CountryOf(code string) (int, bool) {
	at, known := l.country[code]
	return at, known
}

// GroupOfCountry is the place of the country group of a place in the dimension country.
func (l *Lattice) GroupOfCountry(country int) int { return l.group[country] }

// BandOf is the place in the dimension band of a score's band, 1 for the lowest.
func (l *Lattice) BandOf(band int) int { return l.band[band-1] }
