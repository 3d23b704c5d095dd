package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// Scope is what a key, a rule or a question speaks of: the whole company or one row of a list.
type Scope string

// The scopes. A row-scoped rule is judged once a row.
const (
	ScopeCompany  Scope = "company"
	ScopePresence Scope = "presence"
	ScopeSupplier Scope = "supplier"
	ScopeEmployee Scope = "employee"
)

// known tells whether it is one of ours.
func (s Scope) known() bool { return s == ScopeCompany || s.listOf() != "" }

// listOf names the list of a case that holds the rows of a scope.
func (s Scope) listOf() string {
	switch s {
	case ScopePresence:
		return "presences"
	case ScopeSupplier:
		return "suppliers"
	case ScopeEmployee:
		return "employees"
	}
	return ""
}

func scopeOfList(list string) (Scope, bool) {
	for _, s := range []Scope{ScopePresence, ScopeSupplier, ScopeEmployee} {
		if s.listOf() == list {
			return s, true
		}
	}
	return "", false
}

// Key declares one answer or list column: its type, unit, allowed values and what an empty one means.
type Key struct {
	Name     string
	Scope    Scope
	Area     string
	Type     string // boolean, integer, decimal, string, date, datetime, enum, set, object
	Unit     string
	Values   []string
	Aliases  []string
	Zh       string
	HasBlank bool // an empty one has a meaning: Blank, or nothing at all when Blank is nil
	Blank    any
	Nullable bool   // null = answered "none" or "never"
	NA       bool   // "na" may be answered
	Negative bool   // a number below 0 has a meaning
	Max      string // the largest number that has one; empty = no bound
	When     []string
}

// small tells whether the key has so few values that all of them can be tried.
func (k *Key) small() bool { return k.Type == "boolean" || k.Type == "enum" }

// domain lists every value that a small key may take.
func (k *Key) domain() []any {
	var out []any
	if k.Type == "boolean" {
		out = append(out, true, false)
	}
	for _, v := range k.Values {
		out = append(out, v)
	}
	if k.Nullable {
		out = append(out, nil)
	}
	if k.NA {
		out = append(out, "na")
	}
	return out
}

// Keys is the register of every key, by scope and name.
type Keys struct {
	byScope  map[Scope]map[string]*Key
	patterns []aliasPattern
}

// aliasPattern is an alias such as headcount_<ISO2>, which stands for one entry of an object key.
type aliasPattern struct {
	re  *regexp.Regexp
	key *Key
	as  string
}

// Find gives the key of that name or alias in a scope.
func (k *Keys) Find(scope Scope, name string) (*Key, bool) {
	key, ok := k.byScope[scope][name]
	return key, ok
}

// Names lists the declared names of a scope in order, without aliases.
func (k *Keys) Names(scope Scope) []string {
	var out []string
	for name, key := range k.byScope[scope] {
		if name == key.Name {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

func parseKeys(data any) (*Keys, error) {
	root, ok := data.(map[string]any)
	if !ok {
		return nil, unfit("unfit.no_keys", "keys/data.yaml is missing")
	}
	keys := &Keys{byScope: map[Scope]map[string]*Key{}}
	var faults []error
	for scopeName, group := range root {
		scope := Scope(scopeName)
		keys.byScope[scope] = map[string]*Key{}
		entries, _ := group.(map[string]any)
		for _, name := range sortedNames(entries) {
			key, err := parseKey(scope, name, entries[name])
			if err != nil {
				faults = append(faults, within(fmt.Sprintf("%s.%s", scope, name), err))
				continue
			}
			keys.add(key)
		}
	}
	return keys, inFile("keys/data.yaml", errors.Join(faults...))
}

func (k *Keys) add(key *Key) {
	k.byScope[key.Scope][key.Name] = key
	for _, alias := range key.Aliases {
		if before, _, ok := strings.Cut(alias, "<ISO2>"); ok {
			k.patterns = append(k.patterns, aliasPattern{
				re: regexp.MustCompile("^" + regexp.QuoteMeta(before) + "([A-Z]{2})$"), key: key, as: strings.TrimSuffix(before, "_"),
			})
			continue
		}
		k.byScope[key.Scope][alias] = key
	}
}

var keyTypes = map[string]bool{"boolean": true, "integer": true, "decimal": true, "string": true, "date": true, "datetime": true, "enum": true, "set": true, "object": true}

func parseKey(scope Scope, name string, raw any) (*Key, error) {
	m, ok := raw.(map[string]any)
	if !ok {
		return nil, unfit("unfit.entry", "not an object")
	}
	key := &Key{Name: name, Scope: scope, Type: text(m, "type"), Area: text(m, "area"), Unit: text(m, "unit"), Zh: text(m, "zh"),
		Values: texts(m["values"]), Aliases: texts(m["aliases"]), When: texts(m["when"])}
	key.Nullable, _ = m["nullable"].(bool)
	key.NA, _ = m["na"].(bool)
	key.Negative, _ = m["negative"].(bool)
	if most, ok := m["max"].(json.Number); ok {
		key.Max = string(most)
	}
	if blank, ok := m["blank"]; ok {
		key.HasBlank = true
		if blank != "absent" {
			key.Blank = blank
		}
	}
	switch {
	case !slices.Contains([]string{"tax", "supply", "employee", "shared"}, key.Area):
		return nil, unfit("unfit.area", "area must be tax, supply, employee or shared, not %q", key.Area)
	case key.Zh == "":
		return nil, unfit("unfit.key_zh", "zh names it in Chinese")
	case !keyTypes[key.Type]:
		return nil, unfit("unfit.type", "type %q is none; choose %s", key.Type, strings.Join(sorted(keyTypes), ", "))
	case key.Type == "enum" && len(key.Values) == 0:
		return nil, unfit("unfit.enum", "an enum needs values")
	case key.NA && !key.small():
		return nil, unfit("unfit.na", "only booleans and enums may be answered with na: a number compared with it would be wrong")
	}
	return key, nil
}

func text(m map[string]any, name string) string {
	s, _ := m[name].(string)
	return s
}

func texts(v any) []string {
	items, _ := v.([]any)
	var out []string
	for _, item := range items {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
