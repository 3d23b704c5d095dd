package rules

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
)

// alike spares judging rows that a rule cannot tell apart: in a long list many rows hold the same
// values in the few columns that a rule reads. What an unanswered row needs is its own, and is
// worked out again from what was left open.
type alike struct {
	f     *facts
	reads []read
	seen  map[string]rowResult
}

// worthIt is how many rows a list has before looking for likeness pays.
const worthIt = 50

func newAlike(f *facts, r *Rule, rows int) *alike {
	a := &alike{f: f}
	if rows < worthIt {
		return a
	}
	a.seen = map[string]rowResult{}
	for _, in := range r.allReads {
		if in.root != "company" && in.root != "as_of" && in.root != "context" {
			a.reads = append(a.reads, in)
		}
	}
	return a
}

func (a *alike) judge(row *resolved, judge func() (rowResult, error)) (rowResult, error) {
	if a.seen == nil {
		return judge()
	}
	key := a.key(row)
	if known, ok := a.seen[key]; ok {
		known.subject, known.label = row.subject, Label(row.scope, row.row)
		if known.finding != nil {
			own := *known.finding
			own.Subject, own.Label = known.subject, known.label
			known.finding = &own
		}
		if known.left != nil {
			known.needs, _ = a.f.needs(row, known.left, false)
		}
		return known, nil
	}
	result, err := judge()
	if err == nil {
		a.seen[key] = result
	}
	return result, err
}

// key writes down what the rule reads of a row: a value, none, or nothing known.
func (a *alike) key(row *resolved) string {
	b := make([]byte, 0, 64)
	for _, in := range a.reads {
		switch in.root {
		case "country":
			iso, _ := row.row[countryField[row.scope]].(string)
			b = append(b, iso...)
		case "derived":
			b = a.figure(b, row, in.key)
		default:
			b = append(b, row.text(in.key)...)
		}
		b = append(b, 0)
	}
	return string(b)
}

// figure writes down a figure of a row, and while it is absent which cells it lacks: they decide
// whether an answer or only reference data can bring it.
func (a *alike) figure(b []byte, row *resolved, name string) []byte {
	fig := a.f.e.figureSet[name]
	if fig == nil || fig.per == "" {
		return b
	}
	if t := a.f.perRow[name][row.index]; t != nil {
		return append(b, t.String()...)
	}
	for _, cell := range fig.cells {
		if cell.Scope == row.scope && row.values[cell.Name] == nil && !row.none[cell.Name] {
			b = append(b, '?')
		}
		b = append(b, '.')
	}
	for _, column := range fig.where {
		b = append(append(b, row.text(column.Name)...), '.')
	}
	return b
}

// text writes a value of a row down so that two that differ read differently: nothing known is
// empty, none is a dash.
func (r *resolved) text(key string) string {
	if t := r.values[key]; t != nil {
		switch v := t.Value.(type) {
		case ast.Boolean:
			if v {
				return "true"
			}
			return "false"
		case ast.Number:
			return string(v)
		}
		return t.String()
	}
	if r.none[key] {
		return "-"
	}
	return ""
}

// gateKey writes down what a column's gate reads of a row. Such gates read their own row only.
func gateKey(r *resolved, g *gate) string {
	b := make([]byte, 0, 32)
	for _, in := range g.reads {
		b = append(append(b, r.text(in.key)...), 0)
	}
	return string(b)
}

// openAlike tells whether a column's gate is open; rows that hold the same in what the gate reads
// are looked at once.
func (f *facts) openAlike(ctx context.Context, r *resolved, g *gate) (ternary, error) {
	if r.scope != ScopeSupplier && r.scope != ScopeEmployee {
		return g.open(ctx, f.input(r), f.unknowns(r, g.reads))
	}
	if f.gatesSeen[g] == nil {
		f.gatesSeen[g] = map[string]ternary{}
	}
	key := gateKey(r, g)
	if known, ok := f.gatesSeen[g][key]; ok {
		return known, nil
	}
	open, err := g.open(ctx, f.input(r), f.unknowns(r, g.reads))
	if err == nil {
		f.gatesSeen[g][key] = open
	}
	return open, err
}

// countryField names the column that says which country's parameters a row has.
var countryField = map[Scope]string{ScopePresence: "country", ScopeEmployee: "post_country"}
