package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// holds tells whether a list is the very same as before, on the same day and context, so that its
// rows and what is computed of them can be taken over. Presences are few and read company
// answers through their gates; they are always made anew.
func (f *facts) holds(scope Scope, c *Case) bool {
	if f == nil || scope == ScopePresence {
		return false
	}
	old, now := f.c.list(scope), c.list(scope)
	return len(old) > 0 && len(old) == len(now) && &old[0] == &now[0] && f.c.AsOf.Equal(c.AsOf) && reflect.DeepEqual(f.c.Context, c.Context)
}

// takeOver takes a figure over whose list and company cells have not changed.
func (f *facts) takeOver(fig *figure, before *facts) bool {
	if before == nil || !f.kept[fig.listScope()] {
		return false
	}
	for _, cell := range fig.cells {
		if cell.Scope == ScopeCompany && (f.company.none[cell.Name] != before.company.none[cell.Name] || !sameTerm(f.company.values[cell.Name], before.company.values[cell.Name])) {
			return false
		}
	}
	if t, ok := before.derived[fig.name]; ok {
		f.derived[fig.name] = t
	}
	if rows, ok := before.perRow[fig.name]; ok {
		f.perRow[fig.name] = rows
	}
	if needs, ok := before.missing[fig.name]; ok {
		f.missing[fig.name] = needs
	}
	return true
}

func sameTerm(a, b *ast.Term) bool { return (a == nil) == (b == nil) && (a == nil || a.Equal(b)) }

// compute evaluates the figures; one that lacks a cell it needs stays absent, and says which.
func (f *facts) compute(ctx context.Context, before *facts) error {
	input := ast.NewObject(
		[2]*ast.Term{ast.StringTerm("as_of"), f.asOf},
		[2]*ast.Term{ast.StringTerm("context"), f.context},
		[2]*ast.Term{ast.StringTerm("company"), f.company.term},
	)
	for _, scope := range []Scope{ScopePresence, ScopeSupplier, ScopeEmployee} {
		if f.rows[scope] == nil {
			continue
		}
		terms := make([]*ast.Term, len(f.rows[scope]))
		for i, r := range f.rows[scope] {
			terms[i] = r.term
		}
		input.Insert(ast.StringTerm(scope.listOf()), ast.ArrayTerm(terms...))
	}
	for _, fig := range f.e.figures {
		if f.takeOver(fig, before) {
			continue
		}
		needs := f.cellsMissing(fig)
		doubtful := fig.per == "" && f.doubtful(fig)
		if len(needs) > 0 && fig.per == "" && !fig.monotone && (!fig.enough || doubtful) {
			f.missing[fig.name] = needs
			continue
		}
		of := ast.Value(input)
		if doubtful {
			of = f.withoutDoubt(fig, input)
		}
		found, err := fig.query.Eval(ctx, rego.EvalParsedInput(of))
		if err != nil {
			return fmt.Errorf("figure %s: %w", fig.name, err)
		}
		f.keep(fig, found, needs)
	}
	return nil
}

// doubtful tells whether a cell of the figure was answered with "don't know" where an empty one means
// that there is none: the computation cannot tell the two apart.
func (f *facts) doubtful(fig *figure) bool {
	for _, r := range f.rows[fig.listScope()] {
		if r.inDoubt(fig) {
			return true
		}
	}
	return false
}

func (r *resolved) inDoubt(fig *figure) bool {
	for _, cell := range fig.cells {
		if cell.Scope == r.scope && cell.HasBlank && cell.Blank == nil && r.values[cell.Name] == nil && !r.none[cell.Name] {
			return true
		}
	}
	return false
}

// withoutDoubt is the input less the rows in doubt: what is true of the others stays true.
func (f *facts) withoutDoubt(fig *figure, input ast.Object) ast.Value {
	var certain []*ast.Term
	for _, r := range f.rows[fig.listScope()] {
		if !r.inDoubt(fig) {
			certain = append(certain, r.term)
		}
	}
	out, list := ast.NewObject(), ast.StringTerm(fig.listScope().listOf())
	input.Foreach(func(key, value *ast.Term) { out.Insert(key, value) })
	out.Insert(list, ast.ArrayTerm(certain...))
	return out
}

func (f *facts) keep(fig *figure, found rego.ResultSet, needs []string) {
	var value any
	if len(found) > 0 {
		value = found[0].Bindings["x"]
	}
	if fig.per != "" {
		byRow, _ := value.(map[string]any)
		f.perRow[fig.name] = map[int]*ast.Term{}
		for index, v := range byRow {
			if i, err := strconv.Atoi(index); err == nil && i < len(f.rows[fig.per]) && (fig.enough || len(f.rowCellsMissing(fig, f.rows[fig.per][i])) == 0) {
				f.perRow[fig.name][i] = termOf(v)
			}
		}
		return
	}
	switch {
	case value == nil:
		// with every cell filled it is reference data that lack something: a currency without a rate
		f.missing[fig.name] = needs
	case len(needs) > 0 && value != true && !fig.enough:
		f.missing[fig.name] = needs
	default:
		f.derived[fig.name] = termOf(value)
	}
}

func termOf(v any) *ast.Term {
	value, err := ast.InterfaceToValue(v)
	if err != nil { // only the types that Key.Take gives come here
		panic(fmt.Sprintf("a value of type %T in a case", v))
	}
	return ast.NewTerm(value)
}

func contextTerm(c Context) *ast.Term {
	fx := map[string]any{"CNY": json.Number("1")}
	for currency, rate := range c.FX {
		fx[currency] = rate
	}
	mfa := map[string]any{}
	for place, level := range c.MFA {
		mfa[place] = level
	}
	return termOf(map[string]any{"fx": fx, "mfa": mfa})
}
