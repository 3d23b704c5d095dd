package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// FieldPart is a named group of fields inside one, such as the counts of one country.
type FieldPart struct {
	Label  string
	Fields []Field
}

// countedCountries are the countries that a question of counts asks about: those of the presences,
// and those that were counted before.
func countedCountries(check *assessments.Check, answer any) []string {
	found := map[string]bool{}
	for _, p := range check.Presences {
		iso, _, _ := strings.Cut(p.Ref, "-")
		found[iso] = true
	}
	counted, _ := answer.(map[string]any)
	for iso := range counted {
		found[iso] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// countAt reads the count of a country to which a part's key leads.
func countAt(row map[string]any, key string) (json.Number, bool) {
	first, rest, deeper := strings.Cut(key, ".")
	if deeper {
		below, _ := row[first].(map[string]any)
		return countAt(below, rest)
	}
	n, ok := row[first].(json.Number)
	return n, ok
}

func putCount(row map[string]any, way []string, n json.Number) {
	if len(way) == 1 {
		row[way[0]] = n
		return
	}
	below, _ := row[way[0]].(map[string]any)
	if below == nil {
		below = map[string]any{}
		row[way[0]] = below
	}
	putCount(below, way[1:], n)
}

func countName(q *rules.Question, iso, part string) string { return q.Name + "." + iso + "." + part }

// countNames are the inputs of a question of counts.
func countNames(q *rules.Question, check *assessments.Check) []string {
	var names []string
	for _, iso := range countedCountries(check, check.Answers[assessments.Place{Scope: q.Scope, Key: q.Name}].Value) {
		for _, part := range q.Parts {
			if part.AskedOf(iso) {
				names = append(names, countName(q, iso, part.Key))
			}
		}
	}
	return names
}

// countsField draws a question of counts: a group of numbers for each country.
func (p *Portal) countsField(lang string, f *Field, q *rules.Question, check *assessments.Check, answer assessments.Answer, form Form) {
	f.Kind, f.Unit = "counts", ""
	counted, _ := answer.Value.(map[string]any)
	for _, iso := range countedCountries(check, answer.Value) {
		group := FieldPart{Label: countryName(lang, iso)}
		row, _ := counted[iso].(map[string]any)
		for _, part := range q.Parts {
			if !part.AskedOf(iso) {
				continue
			}
			name := countName(q, iso, part.Key)
			one := Field{Kind: "number", ID: ID(name), Name: name, Label: part.Label().In(lang), Unit: p.unit(lang, q.Unit), InputMode: "numeric", Value: form.Value(name)}
			one.Help = part.Help.In(lang)
			if n, ok := countAt(row, part.Key); ok && form.Values == nil {
				one.Value = n.String()
			}
			group.Fields = append(group.Fields, one)
		}
		f.Parts = append(f.Parts, group)
	}
	f.Options = []Option{{Value: emptySet, Label: p.say(lang, "answer.nobody_abroad")}}
	f.Value, f.Values = "", nil
	switch {
	case form.Values != nil:
		f.Value = form.Value(q.Name)
	case answer.Said == assessments.SaidValue && len(counted) == 0:
		f.Value = emptySet
	}
	if len(f.Parts) == 0 {
		f.Help = p.say(lang, "answer.counts_no_country")
	}
}

// readCounts reads the numbers of a question of counts. Blank ones are not known; the tick says
// that there is nobody.
func readCounts(q *rules.Question, form Form) (assessments.Said, any, station.Text) {
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(form.Values)) {
		text := strings.TrimSpace(form.Value(name))
		at, ok := strings.CutPrefix(name, q.Name+".")
		iso, part, two := strings.Cut(at, ".")
		if !ok || !two || text == "" || len(iso) != 2 {
			continue
		}
		count := *q
		key := *q.Key
		key.Type, count.Key = "integer", &key
		n, say := typedNumber(&count, text)
		if say.Key != "" || strings.ContainsAny(string(n), "-.") {
			return "", nil, station.Say("answer.wrong_integer")
		}
		row, _ := out[iso].(map[string]any)
		if row == nil {
			row = map[string]any{}
			out[iso] = row
		}
		putCount(row, strings.Split(part, "."), n)
	}
	none := slices.Contains(form.Values[q.Name], emptySet)
	switch {
	case none && len(out) > 0:
		return "", nil, station.Say("answer.both")
	case !none && len(out) == 0:
		return assessments.SaidCleared, nil, station.Text{}
	}
	value, err := q.Take(out)
	if err != nil {
		return "", nil, station.Say("answer.wrong_integer")
	}
	return assessments.SaidValue, value, station.Text{}
}

// countsText says counts in words, country by country.
func (p *Portal) countsText(lang string, q *rules.Question, value any) string {
	counted, _ := value.(map[string]any)
	if len(counted) == 0 {
		return p.say(lang, "answer.nobody_abroad")
	}
	var out []string
	for _, iso := range slices.Sorted(maps.Keys(counted)) {
		row, _ := counted[iso].(map[string]any)
		var parts []string
		for _, part := range q.Parts {
			if n, ok := countAt(row, part.Key); ok {
				parts = append(parts, part.Label().In(lang)+" "+grouped(n.String()))
			}
		}
		out = append(out, countryName(lang, iso)+p.say(lang, "form.colon")+strings.Join(parts, p.say(lang, "form.comma")))
	}
	return strings.Join(out, p.say(lang, "form.semicolon"))
}
