package rules

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/zhuqi-yunzhan/station"
)

// maxTries bounds how many ways of answering are tried where a residue hangs on a few small keys.
const maxTries = 81

// tryAll settles what partial evaluation leaves open although it is decided: where a residue
// hangs only on booleans and enums, every way of answering them is tried. If all agree, the
// verdict is certain.
func (e *Engine) tryAll(ctx context.Context, f *facts, r *Rule, row *resolved, residue ast.Set) (ternary, error) {
	open, ways := []*Key{}, 1
	small := true
	residue.Foreach(func(t *ast.Term) {
		ref := t.Value.(ast.Ref)
		var key *Key
		if len(ref) == 3 {
			key = e.keyOf(t)
		}
		if key == nil || !key.small() {
			small = false
			return
		}
		open, ways = append(open, key), ways*len(key.domain())
	})
	if !small || len(open) == 0 || ways > maxTries {
		return maybe, nil
	}
	verdict := ternary(-1)
	for n := 0; n < ways; n++ {
		answer, err := r.risk.holds(ctx, f.inputWith(row, assign(open, n)))
		if err != nil {
			return maybe, err
		}
		if verdict >= 0 && answer != verdict {
			return maybe, nil
		}
		verdict = answer
	}
	return verdict, nil
}

// mayRise tells whether an open answer can still raise the severity of a finding. Where only
// booleans and enums are open, all ways of answering them are tried; otherwise it may.
func (e *Engine) mayRise(ctx context.Context, f *facts, r *Rule, row *resolved, open []*ast.Term, now station.Severity) (bool, error) {
	keys, ways := []*Key{}, 1
	for _, t := range open {
		key := e.keyOf(t)
		if key == nil || !key.small() {
			return true, nil
		}
		if keys, ways = append(keys, key), ways*len(key.domain()); ways > maxTries {
			return true, nil
		}
	}
	for n := range ways {
		said, err := value(ctx, r.severity, f.inputWith(row, assign(keys, n)))
		if err != nil {
			return true, err
		}
		if name, _ := said.(string); station.Severity(name).Rank() > now.Rank() {
			return true, nil
		}
	}
	return false, nil
}

// assign gives the n-th way of answering the keys.
func assign(open []*Key, n int) map[*Key]*ast.Term {
	out := make(map[*Key]*ast.Term, len(open))
	for _, key := range open {
		domain := key.domain()
		out[key] = termOf(domain[n%len(domain)])
		n /= len(domain)
	}
	return out
}

// inputWith is the input of a row as if some keys were answered.
func (f *facts) inputWith(row *resolved, answers map[*Key]*ast.Term) *ast.Term {
	company := &resolved{scope: ScopeCompany, values: clone(f.company.values)}
	own := &resolved{scope: row.scope, index: row.index, values: clone(row.values), country: row.country}
	for key, t := range answers {
		if key.Scope == ScopeCompany {
			company.values[key.Name] = t
		} else {
			own.values[key.Name] = t
		}
	}
	company.seal()
	own.seal()
	as := *f
	as.company = company
	return as.input(own)
}

func clone(m map[string]*ast.Term) map[string]*ast.Term {
	out := make(map[string]*ast.Term, len(m)+1)
	for k, v := range m {
		out[k] = v
	}
	return out
}
