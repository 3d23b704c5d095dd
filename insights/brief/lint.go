package brief

import (
	"context"
	"slices"
	"strings"
)

// Why says what is wrong with a phrase.
type Why string

// The reasons for a complaint.
const (
	WrongNumber Why = "number"      // it is none of the published ones, nor a share of them
	Narrow      Why = "narrow"      // it speaks of single companies
	CompanyForm Why = "company"     // it reads like a company's name
	CompanyName Why = "name"        // a registered company is called so
	Code        Why = "code"        // a credit code or an identity number
	Contact     Why = "contact"     // a telephone number or an address of mail
	NoTable     Why = "no_table"    // two dimensions that no table has together
	PairHidden  Why = "pair_hidden" // two dimensions whose cell is hidden
	PartOf      Why = "part"        // a part of a group that is only published as a whole
	CellHidden  Why = "cell_hidden" // a number or a comparison of what is hidden
)

// Complaint is one phrase that may not leave the room as it is.
type Complaint struct {
	Place    string // title, opening, or the kind of a section
	Sentence string // as it was written
	Phrase   string // as it was read
	Why      Why
	Beside   string // the other phrase of a pair, or the group of a part
}

// NameMatcher finds names of registered companies in a text; it is given the text as Fold makes it and answers with what it found there.
type NameMatcher interface {
	Names(ctx context.Context, folded string) ([]string, error)
}

// Extra is a name that the lattice does not know by itself: of a country, by its ISO 3166-1 code.
type Extra struct{ Code, Name string }

// Linter checks the words of an analyst against what a release publishes.
type Linter struct {
	source *Source
	known  vocabulary
	names  NameMatcher
}

// NewLinter makes one for a release; names nil looks for none.
func NewLinter(s *Source, countries []Extra, names NameMatcher) *Linter {
	return &Linter{source: s, known: learn(s.Lattice, countries), names: names}
}

// Check gives every complaint about a draft, in the order of its texts.
func (l *Linter) Check(ctx context.Context, d Draft) (out []Complaint, err error) {
	figures := l.source.figures(d)
	var folded []string
	for _, p := range d.Passages() {
		folded = append(folded, Fold(p.Text))
	}
	var names []string
	if whole := strings.Join(folded, "\n"); l.names != nil && strings.TrimSpace(whole) != "" {
		if names, err = l.names.Names(ctx, whole); err != nil {
			return nil, err
		}
	}
	for at, p := range d.Passages() {
		said := sentences(p.Text)
		for _, s := range said {
			for _, c := range l.sentence(s, figures) {
				c.Place, c.Sentence = p.Place, s.written
				if !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
		for _, name := range names {
			if strings.Contains(folded[at], name) {
				out = append(out, Complaint{Place: p.Place, Sentence: holding(said, name), Phrase: name, Why: CompanyName})
			}
		}
	}
	return out, nil
}

// holding is the sentence in which a name stands; the first where it runs over several.
func holding(said []sentence, name string) string {
	for _, s := range said {
		if strings.Contains(Fold(s.written), name) {
			return s.written
		}
	}
	return said[0].written
}

// sentence checks one sentence. What was told is masked, so that one phrase has one complaint.
func (l *Linter) sentence(s sentence, f figures) (out []Complaint) {
	text := mask{s.plain}
	complain := func(why Why, phrase, beside string) {
		out = append(out, Complaint{Phrase: strings.TrimSpace(phrase), Why: why, Beside: beside})
	}
	for _, phrase := range text.take(codes) {
		complain(Code, phrase, "")
	}
	for _, phrase := range text.take(contacts) {
		complain(Contact, phrase, "")
	}
	places := l.known.find(text.said)
	text.take(allowed)
	f.mask(&text)
	text.take(idioms)
	for _, phrase := range text.take(companyForms) {
		complain(CompanyForm, phrase, "")
	}
	for _, phrase := range text.take(narrow) {
		complain(Narrow, phrase, "")
	}
	if onlyZh.MatchString(text.said) && !strings.Contains(text.said, "才") {
		complain(Narrow, onlyZh.FindString(text.said), "")
	}
	numbers := numbersIn(&text)
	for _, n := range numbers {
		if !f.allows(n) {
			complain(n.why(), n.phrase, "")
		}
	}
	claims := len(numbers) > 0 || comparing.MatchString(s.plain)
	return append(out, l.source.narrower(places, claims)...)
}
