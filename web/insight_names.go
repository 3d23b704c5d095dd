package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// InsightTeller puts a release into the words of a language. Rule names a rule; it may answer nothing.
type InsightTeller struct {
	Words *Words
	Lang  string
	Now   time.Time
	Rule  func(id string) string
}

func (t InsightTeller) say(key string, pairs ...any) string {
	return t.Words.T(t.Lang, station.Say(key, pairs...))
}

// dimension is what a dimension is called.
func (t InsightTeller) dimension(dimension string) string {
	switch dimension {
	case "area_any":
		dimension = "area"
	case "industry_margin", "margin":
		dimension = "industry_group"
	}
	if key := "insight.dim_" + dimension; t.Words.Has(t.Lang, key) {
		return t.say(key)
	}
	return dimension
}

// table is what a table is called: by its own name, else by its dimensions.
func (t InsightTeller) table(of lattice.Table) string {
	key := "insight.table_" + of.Name
	if slices.Contains(of.Dimensions, "margin") { // one industry group: all
		key += "_margin"
	}
	if t.Words.Has(t.Lang, key) {
		return t.say(key)
	}
	names := make([]string, len(of.Dimensions))
	for i, d := range of.Dimensions {
		names[i] = t.dimension(d)
	}
	return strings.Join(names, " × ")
}

// word is what a word of a dimension is called.
func (t InsightTeller) word(l *lattice.Lattice, dimension, word string) string {
	for special, key := range map[string]string{lattice.Any: "insight.any", lattice.Whole: "insight.whole", lattice.All: "insight.all"} {
		if word == special {
			return t.say(key)
		}
	}
	if dimension == "rule" {
		if t.Rule == nil {
			return word
		}
		return strings.TrimSpace(word + " " + t.Rule(word))
	}
	if group, rest := strings.CutPrefix(word, "other-"); rest && dimension == "country" {
		return t.say("insight.rest_of", "group", t.word(l, "country_group", group))
	}
	at := slices.IndexFunc(wordsOf(l, dimension), func(w lattice.Word) bool { return w.Key == word })
	if at < 0 {
		return word
	}
	w := wordsOf(l, dimension)[at]
	if t.Lang == English {
		return cmp.Or(w.En, word)
	}
	return cmp.Or(w.Zh, word)
}

// wordsOf are the named words of a dimension.
func wordsOf(l *lattice.Lattice, dimension string) (out []lattice.Word) {
	switch dimension {
	case "area", "area_any", "score":
		for _, a := range l.Areas {
			out = append(out, a.Word)
		}
	case "band":
		for _, g := range l.BandGroups {
			out = append(out, g.Word)
		}
		for _, b := range l.Bands {
			out = append(out, b.Word)
		}
	case "industry_group", "industry_margin":
		for _, g := range l.IndustryGroups {
			out = append(out, g.Word)
		}
	case "country_group":
		for _, g := range l.CountryGroups {
			out = append(out, g.Word)
		}
	case "country":
		return l.Countries
	case "district":
		return l.Districts
	}
	return out
}

// cell is what a cell is called, the narrowest first.
func (t InsightTeller) cell(l *lattice.Lattice, k lattice.Key) string {
	of, known := tableOf(l, k.Table)
	if !known || len(of.Dimensions) != len(k.Words) {
		return k.Name("")
	}
	var parts []string
	for i, word := range k.Words {
		parts = append(parts, t.word(l, of.Dimensions[i], word))
	}
	if len(parts) == 1 && of.Dimensions[0] == "area_any" {
		return t.say("insight.everybody") + " · " + parts[0]
	}
	if len(parts) == 2 && strings.HasPrefix(of.Dimensions[0], "area") {
		slices.Reverse(parts)
	}
	return strings.Join(parts, " · ")
}

// tableOf is a table of a lattice by its name.
func tableOf(l *lattice.Lattice, name string) (lattice.Table, bool) {
	at := slices.IndexFunc(l.Tables, func(t lattice.Table) bool { return t.Name == name })
	if at < 0 {
		return lattice.Table{}, false
	}
	return l.Tables[at], true
}

// anchor is the id of a cell on the page of its table.
func anchor(words []string) string { return "c." + strings.Join(words, ".") }
