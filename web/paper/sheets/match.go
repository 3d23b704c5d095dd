package sheets

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// How a header was recognised.
const (
	ByMemory     = "remembered"
	ByName       = "exact"
	ByNormalised = "normalised"
	BySynonym    = "synonym"
	ByPart       = "contained"
	ByHand       = "chosen"
)

// Pair is a header and the column it was taken for.
type Pair struct {
	Column     int // from 0
	Header     string
	Key        string
	How        string
	Confidence int // 0–100
}

// Head is a header by its place.
type Head struct {
	Column int
	Header string
}

// Mapping is which column of the sheet holds which key.
type Mapping struct {
	Pairs     []Pair
	Unmatched []Head   // headers nobody claimed: their cells are not read
	Missing   []string // keys of required columns that no header was taken for
}

// Column gives the column of a key.
func (m Mapping) Column(key string) (int, bool) {
	for _, p := range m.Pairs {
		if p.Key == key {
			return p.Column, true
		}
	}
	return 0, false
}

// Match takes headers for columns: remembered first, then by name, by normalised name, by synonym, and by a name
// contained in the other. Each column and each header is used once, the surest first. What was remembered as
// "" is left alone: the person said that this header is none of ours.
func Match(headers []string, columns []Column, remembered map[string]string) Mapping {
	known, ignored := map[string]string{}, map[string]bool{}
	for header, key := range remembered {
		if key == "" {
			ignored[fold(header)] = true
		}
		known[fold(header)] = key
	}
	var all []candidate
	for i, h := range headers {
		if f := fold(h); f != "" && !ignored[f] {
			for c := range columns {
				if p, length := weigh(h, f, &columns[c], known[f]); p.Confidence > 0 {
					p.Column, p.Header = i, h
					all = append(all, candidate{Pair: p, length: length, order: c})
				}
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].before(all[j]) })
	return settle(all, headers, columns)
}

// Remap builds a mapping from what a person chose on the page: header position → key.
func Remap(headers []string, columns []Column, chosen map[int]string) Mapping {
	known := columnsByKey(columns)
	var all []candidate
	for i, h := range headers {
		if key := chosen[i]; known[key] != nil {
			all = append(all, candidate{Pair: Pair{Column: i, Header: h, Key: key, How: ByHand, Confidence: 100}})
		}
	}
	return settle(all, headers, columns)
}

type candidate struct {
	Pair
	length int // of the text that agreed
	order  int // of the column in the list
}

func (c candidate) before(d candidate) bool {
	if c.Confidence != d.Confidence {
		return c.Confidence > d.Confidence
	}
	if c.length != d.length {
		return c.length > d.length
	}
	if c.Column != d.Column {
		return c.Column < d.Column
	}
	return c.order < d.order
}

func settle(all []candidate, headers []string, columns []Column) Mapping {
	var m Mapping
	usedColumn, usedKey := map[int]bool{}, map[string]bool{}
	for _, c := range all {
		if !usedColumn[c.Column] && !usedKey[c.Key] {
			usedColumn[c.Column], usedKey[c.Key] = true, true
			m.Pairs = append(m.Pairs, c.Pair)
		}
	}
	sort.Slice(m.Pairs, func(i, j int) bool { return m.Pairs[i].Column < m.Pairs[j].Column })
	for i, h := range headers {
		if !usedColumn[i] && strings.TrimSpace(h) != "" {
			m.Unmatched = append(m.Unmatched, Head{Column: i, Header: h})
		}
	}
	for _, c := range columns {
		if c.Required && !usedKey[c.Key] {
			m.Missing = append(m.Missing, c.Key)
		}
	}
	return m
}

// weigh says how sure a header means a column.
func weigh(header, folded string, c *Column, remembered string) (Pair, int) {
	p := Pair{Key: c.Key}
	set := func(how string, sure, length int) (Pair, int) {
		p.How, p.Confidence = how, sure
		return p, length
	}
	if remembered != "" {
		if remembered == c.Key {
			return set(ByMemory, 100, 0)
		}
		return p, 0
	}
	header = strings.TrimSpace(header)
	if header == c.Zh || header == c.En || header == c.Key {
		return set(ByName, 99, len(header))
	}
	whole := foldWord(header)
	longest := 0
	for i, name := range c.folded {
		f := name.short
		switch {
		case f != folded && f != whole && name.whole != whole:
			longest = max(longest, overlap(folded, f))
		case i < 3: // key, zh, en
			return set(ByNormalised, 95, len(f))
		default:
			return set(BySynonym, 90, len(f))
		}
	}
	if longest > 0 {
		return set(ByPart, 50+min(25, longest), longest)
	}
	return p, 0
}

// overlap is the length of a name found inside a header, or of a long header found inside a name.
func overlap(header, name string) int {
	least := 3
	if isASCII(name) || isASCII(header) {
		least = 5
	}
	switch h, n := utf8.RuneCountInString(header), utf8.RuneCountInString(name); {
	case n >= least && strings.Contains(header, name):
		return n
	case h >= least && h*3 >= n*2 && strings.Contains(name, header):
		return h
	}
	return 0
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
