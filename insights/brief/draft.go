// Package brief makes a monthly brief of one published release: tables, a sentence of each, an analyst's own words between them, and the check
// that these words say nothing narrower than what is published. It is pure: no database, no clock, no words of its own.
package brief

import (
	"slices"
	"unicode/utf8"
)

// Kind is what a section of a brief is about.
type Kind string

// The kinds, in the order in which a brief has them.
const (
	Areas      Kind = "areas"
	Regions    Kind = "regions"
	Countries  Kind = "countries"
	Industries Kind = "industries"
	Districts  Kind = "districts"
	Rules      Kind = "rules"
	Bands      Kind = "bands"
	Changes    Kind = "changes"
)

// Kinds lists them.
func Kinds() []Kind {
	return []Kind{Areas, Regions, Countries, Industries, Districts, Rules, Bands, Changes}
}

// Bounds of what an analyst writes, in characters.
const (
	MostTitle = 60
	MostText  = 2000
)

// Draft is what an analyst writes and chooses. A section that is not chosen keeps its words.
type Draft struct {
	Lang     string    `json:"lang"` // zh or en: of the whole brief
	Title    string    `json:"title"`
	Opening  string    `json:"opening"`
	Sections []Section `json:"sections"`
}

// Section is one section: whether the brief has it, and what the analyst writes beneath its table.
type Section struct {
	Kind   Kind   `json:"kind"`
	Chosen bool   `json:"chosen"`
	Own    string `json:"own"`
}

// Of is the section of a kind; the empty one where the draft has none.
func (d Draft) Of(k Kind) Section {
	at := slices.IndexFunc(d.Sections, func(s Section) bool { return s.Kind == k })
	if at < 0 {
		return Section{Kind: k}
	}
	return d.Sections[at]
}

// Passage is one text of a draft and where it stands: title, opening, or the kind of a section.
type Passage struct{ Place, Text string }

// Passages are the texts that a brief would show.
func (d Draft) Passages() []Passage {
	out := []Passage{{"title", d.Title}, {"opening", d.Opening}}
	for _, s := range d.Sections {
		if s.Chosen {
			out = append(out, Passage{string(s.Kind), s.Own})
		}
	}
	return out
}

// TooLong names the texts that are longer than they may be.
func (d Draft) TooLong() (places []string) {
	if utf8.RuneCountInString(d.Title) > MostTitle {
		places = append(places, "title")
	}
	if utf8.RuneCountInString(d.Opening) > MostText {
		places = append(places, "opening")
	}
	for _, s := range d.Sections {
		if utf8.RuneCountInString(s.Own) > MostText {
			places = append(places, string(s.Kind))
		}
	}
	return places
}
