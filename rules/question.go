package rules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// Question asks for one key of the company or of a presence. List columns have no question:
// they are filled in by import.
type Question struct {
	*Key
	Ask        Bilingual
	Help       Bilingual            // the term in plain words
	Where      Bilingual            // where an answer can be found
	Options    map[string]Bilingual // labels of enum and set values
	None       *Bilingual           // label of the answer null, where the key is nullable
	Group      string               // questions of one group and scope share a page
	Section    string               // key of the area's sections, for the progress line
	Order      int                  // place among equals
	Changeable string               // now, weeks, months or never
	Prefill    string               // where a proposal may come from
	Parts      []Part               // of a key of type object: the counts asked for each country
}

// Part is one count of an object key; a key with dots is the way to it, as by_category.ict.local. Only names the countries
// that it is asked of; none = all.
type Part struct {
	Key  string    `json:"key"`
	Zh   string    `json:"zh"`
	En   string    `json:"en"`
	Help Bilingual `json:"help"`
	Only []string  `json:"only"`
}

// Label is the part's name in both languages.
func (p Part) Label() Bilingual { return Bilingual{p.Zh, p.En} }

// AskedOf tells whether a country is asked for the part.
func (p Part) AskedOf(iso string) bool { return len(p.Only) == 0 || slices.Contains(p.Only, iso) }

type rawQuestion struct {
	Zh         string               `json:"zh"`
	En         string               `json:"en"`
	Help       Bilingual            `json:"help"`
	Where      Bilingual            `json:"where"`
	Options    map[string]Bilingual `json:"options"`
	None       *Bilingual           `json:"none"`
	Group      string               `json:"group"`
	Section    string               `json:"section"`
	Order      int                  `json:"order"`
	Changeable string               `json:"changeable"`
	Prefill    string               `json:"prefill_from"`
	When       any                  `json:"when"`
	NA         bool                 `json:"na"`
	Parts      []Part               `json:"parts"`
}

// parseQuestions reads the questions of one area's data.yaml: scope → key → question.
func parseQuestions(data any, keys *Keys) ([]*Question, error) {
	root, _ := data.(map[string]any)
	var out []*Question
	var faults []error
	for scopeName, group := range root {
		scope := Scope(scopeName)
		if scope != ScopeCompany && scope != ScopePresence {
			faults = append(faults, unfit("unfit.asked_scope", "questions: %s: only company and presence keys are asked one by one", scopeName))
			continue
		}
		entries, _ := group.(map[string]any)
		for _, name := range sortedNames(entries) {
			q, err := parseQuestion(scope, name, entries[name], keys)
			if err != nil {
				faults = append(faults, within(fmt.Sprintf("question %s.%s", scope, name), err))
			}
			if q != nil { // also one that lacks something: it is asked, so no rule is blamed for reading it
				out = append(out, q)
			}
		}
	}
	return out, errors.Join(faults...)
}

func parseQuestion(scope Scope, name string, raw any, keys *Keys) (*Question, error) {
	key, ok := keys.Find(scope, name)
	if !ok || key.Name != name {
		return nil, unfit("unfit.no_such_key", "no such key in keys/data.yaml")
	}
	var r rawQuestion
	if err := strictly(raw, &r); err != nil {
		return nil, err
	}
	q := &Question{Key: key, Ask: Bilingual{r.Zh, r.En}, Help: r.Help, Where: r.Where, Options: r.Options, None: r.None,
		Group: r.Group, Section: r.Section, Order: r.Order, Changeable: r.Changeable, Prefill: r.Prefill, Parts: r.Parts}
	if when := texts(r.When); when != nil {
		key.When = when
	} else if when, ok := r.When.(string); ok {
		key.When = []string{when}
	}
	if r.NA {
		key.NA = true
	}
	return q, q.check()
}

// strictly reads an object of a data file into a struct and refuses a field that it does not
// know: an unquoted comma in YAML makes such fields out of half a sentence.
func strictly(raw, into any) error {
	encoded, err := json.Marshal(raw)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.DisallowUnknownFields()
	return inWords(decoder.Decode(into))
}

// inWords says what is wrong with a field to somebody who does not know JSON.
func inWords(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		want := map[reflect.Kind]string{reflect.Slice: "a list", reflect.String: "a text", reflect.Struct: "fields with values", reflect.Map: "fields with values", reflect.Int: "a whole number", reflect.Bool: "true or false"}[wrong.Type.Kind()]
		return unfit("unfit.must_be", "%s must be %s", cmp.Or(wrong.Field, "it"), cmp.Or(want, wrong.Type.String()))
	}
	if err != nil {
		if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return unfit("unfit.no_field", "no field is called %s; a text with a comma or a colon stands in quotes", field)
		}
	}
	return err
}

// wrongPlaces finds questions that want the same place of a section, and questions of a group
// with another between them: they share a page, so they stand together.
func wrongPlaces(questions []*Question) []error {
	sorted := slices.SortedFunc(slices.Values(questions), func(a, b *Question) int {
		return cmp.Or(cmp.Compare(a.Section, b.Section), cmp.Compare(a.Order, b.Order), cmp.Compare(a.Name, b.Name))
	})
	var faults []error
	left := map[string]bool{}
	for i, q := range sorted {
		var before Question
		if i > 0 {
			before = *sorted[i-1]
		}
		if q.Section == before.Section && q.Order == before.Order {
			faults = append(faults, unfit("unfit.q_order", "question %s.%s: order %d of %s is taken by %s: take the next free number", q.Scope, q.Name, q.Order, q.Section, before.Name))
		}
		if group := string(q.Scope) + "." + q.Group; q.Group != "" && (before.Group != q.Group || before.Scope != q.Scope) {
			if left[group] {
				faults = append(faults, unfit("unfit.q_apart", "question %s.%s: the questions of group %s stand one after another in one section", q.Scope, q.Name, q.Group))
			}
			left[group] = true
		}
	}
	return faults
}

// sortedNames lists the names of an object in order, so that faults come in the same order always.
func sortedNames(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }

// MeansNone tells whether leaving the key out says that there is none: then that is an answer of
// its own, and the question is asked until it is given.
func (q *Question) MeansNone() bool { return q.HasBlank && q.Blank == nil }

func (q *Question) check() error {
	var faults []error
	missing := func(bad bool, key, what string, values ...any) {
		if bad {
			faults = append(faults, unfit(key, what, values...))
		}
	}
	missing(q.Ask.Zh == "" || q.Ask.En == "", "unfit.q_words", "zh and en are both needed")
	missing((q.Help.Zh == "") != (q.Help.En == ""), "unfit.q_help", "help in both languages")
	missing((q.Where.Zh == "") != (q.Where.En == ""), "unfit.q_where", "where in both languages")
	missing(q.Section == "", "unfit.q_section", "section is missing")
	missing((q.Type == "object") != (len(q.Parts) > 0), "unfit.q_parts", "parts name the counts of an object key, and of no other")
	missing(!slices.Contains([]string{"now", "weeks", "months", "never"}, q.Changeable), "unfit.q_changeable", "changeable must be now, weeks, months or never")
	missing((q.Nullable || q.MeansNone()) != (q.None != nil), "unfit.q_none", "none must have a label exactly where the key is nullable, or an empty one means that there is none")
	missing(q.NA && !q.small(), "unfit.na", "only booleans and enums may be answered with na")
	for _, p := range q.Parts {
		missing(!countPaths[p.Key], "unfit.q_part", "part %s is no count of a country", p.Key)
		missing(p.Zh == "" || p.En == "" || (p.Help.Zh == "") != (p.Help.En == ""), "unfit.q_part_words", "part %s needs its texts in both languages", p.Key)
	}
	for _, v := range q.Values {
		o := q.Options[v]
		missing(o.Zh == "" || o.En == "", "unfit.q_option", "option %s needs both labels", v)
	}
	return errors.Join(faults...)
}
