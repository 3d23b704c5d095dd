package rules

import (
	"fmt"
	"regexp"
	"sort"

	"gopkg.in/yaml.v3"
)

// perCountry is the alias that gives one count a country: {VN: 2} stands for
// headcounts.VN.accompanying.
var perCountry = struct{ name, key, as string }{"accompanying_mgr_count", "headcounts", "accompanying"}

// ref reads the name that a presence is given where a country has several.
func (d *decoder) ref(at string, n *yaml.Node, row Row) {
	_, twice := row["ref"]
	switch {
	case twice:
		d.fail(at, "stands twice")
	case n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Value == DontKnow || !refName.MatchString(n.Value):
		d.fail(at, "must be a short name of letters, digits, dots, dashes")
	default:
		row["ref"] = n.Value
	}
}

func (d *decoder) perCountry(at string, n *yaml.Node, row Row) {
	v, err := plainValue(n)
	counts, ok := v.(map[string]any)
	if err != nil || !ok {
		d.fail(at, "must be an object of counts by country")
		return
	}
	key, _ := d.keys.Find(ScopeCompany, perCountry.key)
	for country, count := range counts {
		entry := map[string]any{country: map[string]any{perCountry.as: count}}
		if err := key.checkHeadcounts(entry); err != nil {
			d.fail(at, "%v", err)
			continue
		}
		d.merge(at, row, key, entry)
	}
}

// merge puts a value into a row. Entries of an object key that come under several names add up;
// one field given twice is a fault, for the order of names must not matter.
func (d *decoder) merge(at string, row Row, key *Key, v any) {
	object, isObject := v.(map[string]any)
	old, hasOld := row[key.Name].(map[string]any)
	if key.Type != "object" || !isObject || !hasOld {
		row[key.Name] = v
		return
	}
	for country, entry := range object {
		fields, ok := entry.(map[string]any)
		before, both := old[country].(map[string]any)
		if !ok || !both {
			old[country] = entry
			continue
		}
		for k, f := range fields {
			if given, twice := before[k]; twice && fmt.Sprint(given) != fmt.Sprint(f) {
				d.fail(at, "%s.%s is given twice, as %v and %v", country, k, given, f)
			}
			before[k] = f
		}
	}
}

func (d *decoder) suggest(scope Scope, name string) string {
	best, distance := "", 4
	for _, known := range d.keys.Names(scope) {
		if n := editDistance(name, known); n < distance {
			best, distance = known, n
		}
	}
	if best != "" {
		return "; did you mean " + best + "?"
	}
	for _, other := range []Scope{ScopeCompany, ScopePresence, ScopeSupplier, ScopeEmployee} {
		if _, ok := d.keys.Find(other, name); ok {
			return "; it is a key of " + string(other)
		}
	}
	return "; the keys are listed in keys/data.yaml of the bundle"
}

// editDistance counts the single-letter changes between two names.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next := min(row[j]+1, row[j-1]+1, diagonal+cost)
			diagonal, row[j] = row[j], next
		}
	}
	return row[len(b)]
}

var (
	plainDecimal = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$`)
	plainInteger = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})$`)
	riskPlace    = regexp.MustCompile(`^[A-Z]{2}(/.{1,40})?$`)
	refName      = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$`)
	currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)
	countryCode  = regexp.MustCompile(`^[A-Z]{2}$`)
	isoDateTime  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$`)
)

// sortedKeys lists the keys of a row in order.
func sortedKeys(row Row) []string {
	names := make([]string, 0, len(row))
	for name := range row {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
