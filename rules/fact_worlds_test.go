package rules_test

import (
	"encoding/json"
	"maps"
	"math/big"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

// world is a row with the company around it, in which answers may be missing.
type world struct {
	company, row rules.Row
}

func (w world) clone() world { return world{maps.Clone(w.company), maps.Clone(w.row)} }

// answer gives a name its value: what an empty key means where the register says so, else unknown.
func (r *reading) answer(t *testing.T, w world) scopeOf {
	var read scopeOf
	read = func(name string) any {
		letter, key, _ := strings.Cut(name, ".")
		scope, row := rules.Scope(r.Scope), w.row
		switch letter {
		case "c":
			scope, row = rules.ScopeCompany, w.company
		case "p":
			return parameter(t, w, key, read)
		case "hp":
			return hostParameter(t, w, key)
		case "asof":
			return asOf.Format("2006-01-02")
		}
		if name == "e.level" { // the row's own, for the daily table is empty here
			if v, said := w.row["mfa"]; said && v != nil {
				return v
			}
			return unknown{}
		}
		k, ok := engine(t).Keys().Find(scope, key)
		if !ok {
			t.Fatalf("no key %s", name)
		}
		if v, said := row[k.Name]; said { // an alias stands for its key
			return plainOf(v)
		}
		if k.HasBlank {
			return plainOf(k.Blank)
		}
		return unknown{}
	}
	return read
}

func plainOf(v any) any {
	switch v := v.(type) {
	case json.Number:
		n, _ := new(big.Rat).SetString(string(v))
		return n
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plainOf(v[i])
		}
		return out
	}
	return v
}

// parameter reads the tax part of the row's country; two names stand for a sum of its own.
func parameter(t *testing.T, w world, key string, read scopeOf) any {
	iso, said := w.row["country"].(string)
	country, listed := engine(t).Country(iso)
	tax, _ := country["tax"].(map[string]any)
	if !said || !listed || tax == nil {
		return unknown{}
	}
	switch key {
	case "div_eff":
		rates := plainOf(tax["div"]).([]any)
		if least := plainOf(tax["div_min_own"]); least != nil {
			switch compare("<", read("h.own_pct"), least) {
			case true:
				rates = []any{rates[0], plainOf(tax["div_else"])}
			case unknown{}:
				return unknown{}
			}
		}
		return factFunctions["min"]([]any{rates})
	case "tp_hit":
		text, _ := tax["tp"].(string)
		return truth(parseExpression(text, factFunctions).eval(read))
	}
	return plainOf(tax[key])
}

// hostParameter reads the employee part of the country of a row. A gap in a whole entry means none.
func hostParameter(t *testing.T, w world, key string) any {
	iso, said := w.row["post_country"].(string)
	country, listed := engine(t).Country(iso)
	part, _ := country["employee"].(map[string]any)
	if !said || !listed || part == nil {
		return unknown{}
	}
	v, given := part[key]
	if _, whole := part["work_permit"]; !given && !whole {
		return unknown{}
	}
	if byYear, ok := v.(map[string]any); ok {
		v = byYear[asOf.Format("2006")]
	}
	return plainOf(v)
}

// says is what the fact string makes of a world.
func (r *reading) says(t *testing.T, w world) any {
	read := r.answer(t, w)
	applies := truth(r.applies.eval(read))
	if applies == false {
		return "na"
	}
	switch fires := truth(r.when.eval(read)); {
	case fires == false:
		return "quiet" // certainly no finding, whether it applies or not
	case applies == unknown{} || fires == unknown{}:
		return unknown{}
	}
	switch truth(r.manual.eval(read)) {
	case true:
		return "a person looks"
	case unknown{}:
		return unknown{}
	}
	return "fires"
}
