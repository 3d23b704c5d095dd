package rules

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/zhuqi-yunzhan/station"
)

// Truth of a statement for a row: yes, no or open.
type Truth string

// The three truths of a statement.
const (
	Holds    Truth = "yes"
	HoldsNot Truth = "no"
	Open     Truth = "open" // an answer or a figure that it reads is missing
)

// Statement is one line of a rule's condition, as it was written and as it stands.
type Statement struct {
	Text  string
	Truth Truth
	Sides []Side // of a comparison: what stands on the left and on the right
	Op    string // of a comparison: < <= > >= == !=
}

// Side is one side of a comparison, and what it comes to.
type Side struct {
	Text  string
	Value any // nil while it is not known
}

// Clause is one body of a condition: all its statements must hold, one clause is enough.
type Clause struct {
	Name       string // applies, fires, manual, or a helper of the rule that is true or not
	Row        int    // line of the file
	Statements []Statement
}

// ReadValue is one thing that a rule reads, and what it is for a row.
type ReadValue struct {
	Scope Scope  // empty for figures and the country's parameters
	Name  string // of the key, the figure, or the path of the parameter
	Value any    // nil with Known = none
	Known bool
	Shut  bool // not asked: another answer says that it does not matter
}

// ExplainedRow is how a rule came to its verdict on one row.
type ExplainedRow struct {
	Subject, Label string
	Outcome        station.Outcome
	Because        station.Because
	Finding        *station.Finding
	Needs          []string
	Reads          []ReadValue
	Clauses        []Clause
}

// Explain takes a rule's verdict apart, row by row: what it reads, and which statement holds.
func (e *Engine) Explain(ctx context.Context, c *Case, id string) ([]ExplainedRow, error) {
	r, ok := e.byID[id]
	if !ok {
		return nil, fmt.Errorf("no rule %s", id)
	}
	j, err := e.Judge(ctx, c, Options{Areas: []station.Area{r.Area}})
	if err != nil {
		return nil, err
	}
	module, err := ast.ParseModuleWithOpts(r.File, string(e.texts[r.File]), ast.ParserOptions{RegoVersion: ast.RegoV1})
	if err != nil {
		return nil, err
	}
	var out []ExplainedRow
	for _, d := range j.judged {
		if d.rule != r {
			continue
		}
		for _, row := range d.rows {
			explained := ExplainedRow{Subject: row.subject, Label: row.label, Outcome: row.outcome, Because: row.because, Finding: row.finding, Needs: row.needs}
			at := j.facts.rowOf(r.Scope, row.subject)
			if at != nil {
				explained.Reads = j.facts.readValues(r, at)
				if explained.Clauses, err = e.clauses(ctx, j.facts, r, module, at); err != nil {
					return nil, err
				}
			}
			out = append(out, explained)
		}
	}
	return out, nil
}

func (f *facts) rowOf(scope Scope, subject string) *resolved {
	if scope == ScopeCompany {
		return f.company
	}
	for _, r := range f.rows[scope] {
		if r.subject == subject {
			return r
		}
	}
	return nil
}

// shut tells whether a key of a row counts as none because another answer makes it idle.
func (f *facts) shut(row *resolved, scope Scope, name string) bool {
	if scope == ScopeCompany {
		row = f.company
	}
	key, ok := f.e.keys.Find(scope, name)
	return ok && f.e.gates[key] != nil && row.none[name] && row.values[name] == nil && !key.HasBlank
}

func (f *facts) readValues(r *Rule, row *resolved) []ReadValue {
	input := f.input(row)
	var out []ReadValue
	for _, in := range r.reads {
		v := ReadValue{Name: in.key, Known: !f.unknown(row, in)}
		switch scope := Scope(in.root); scope {
		case ScopeCompany, ScopePresence, ScopeSupplier, ScopeEmployee:
			v.Scope, v.Shut = scope, f.shut(row, scope, in.key)
		case "as_of":
			continue
		default:
			v.Name = in.root + "." + in.key
		}
		if term, err := input.Value.Find(in.term.Value.(ast.Ref)[1:]); err == nil {
			v.Value, _ = ast.JSON(term)
		}
		out = append(out, v)
	}
	return out
}

func (e *Engine) clauses(ctx context.Context, f *facts, r *Rule, module *ast.Module, row *resolved) ([]Clause, error) {
	var out []Clause
	for _, rule := range module.Rules {
		name := rule.Head.Name.String()
		if plain := len(rule.Head.Reference) == 1 && rule.Head.Args == nil && rule.Head.Value.Equal(ast.BooleanTerm(true)); !plain {
			continue // a severity, a piece of evidence, a helper that counts
		}
		clause, guarded := Clause{Name: name, Row: rule.Location.Row}, false
		for _, s := range statements(rule) {
			var err error
			s.Truth, err = e.truthOf(ctx, f, r, module, row, s.Text)
			if guarded && err != nil {
				s.Truth, err = HoldsNot, nil // a line before it keeps it from being reached
			}
			guarded = guarded || s.Truth == HoldsNot
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", r.File, s.Text, err)
			}
			for i := range s.Sides {
				s.Sides[i].Value = e.sideOf(ctx, f, module, row, s.Sides[i].Text)
			}
			clause.Statements = append(clause.Statements, s)
		}
		out = append(out, clause)
	}
	return out, nil
}

// statements are the lines of a body, or the whole body where its lines share a variable.
func statements(rule *ast.Rule) []Statement {
	var out []Statement
	var lines []string
	shared := false
	for _, expr := range rule.Body {
		_, some := expr.Terms.(*ast.SomeDecl)
		shared = shared || some || expr.IsAssignment()
		s := statement(expr)
		out, lines = append(out, s), append(lines, s.Text)
	}
	if shared {
		return []Statement{{Text: strings.Join(lines, "; ")}}
	}
	return out
}

var signs = map[string]string{"lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "equal": "==", "neq": "!="}

func statement(expr *ast.Expr) Statement {
	s := Statement{Text: string(bytes.TrimSpace(expr.Location.Text))}
	if !expr.IsCall() || expr.Negated || signs[expr.Operator().String()] == "" {
		return s
	}
	s.Op = signs[expr.Operator().String()]
	if left, right, ok := strings.Cut(s.Text, " "+s.Op+" "); ok {
		s.Sides = []Side{{Text: strings.TrimSpace(left)}, {Text: strings.TrimSpace(right)}}
	}
	return s
}

// sideOf is what one side of a comparison comes to; nil while it is not known, and where a helper
// says the value that takes arguments of its own.
func (e *Engine) sideOf(ctx context.Context, f *facts, module *ast.Module, row *resolved, text string) any {
	q, err := e.inModule(module, "side := "+text).PrepareForEval(ctx)
	if err != nil {
		return nil
	}
	found, err := q.Eval(ctx, rego.EvalParsedInput(f.input(row).Value))
	if err != nil || len(found) == 0 {
		return nil
	}
	return found[0].Bindings["side"]
}

func (e *Engine) inModule(module *ast.Module, text string) *rego.Rego {
	return rego.New(rego.Query(text), rego.ParsedPackage(module.Package), rego.ParsedImports(module.Imports), rego.Compiler(e.compiler),
		rego.Store(e.store), rego.Capabilities(capabilities()), rego.StrictBuiltinErrors(true), rego.SetRegoVersion(ast.RegoV1))
}

func (e *Engine) truthOf(ctx context.Context, f *facts, r *Rule, module *ast.Module, row *resolved, text string) (Truth, error) {
	plain, err := e.inModule(module, text).PrepareForEval(ctx)
	if err != nil {
		return Open, err
	}
	partial, err := e.inModule(module, text).PrepareForPartial(ctx)
	if err != nil {
		return Open, err
	}
	said, _, err := query{plain: plain, partial: partial}.decide(ctx, f.input(row), f.unknowns(row, r.reads))
	return map[ternary]Truth{yes: Holds, no: HoldsNot, maybe: Open}[said], err
}

// Label names a key, a column or a figure for people.
func (e *Engine) Label(scope Scope, key string) Bilingual {
	if key == "" {
		return e.ListTitle(scope)
	}
	for _, s := range []Scope{scope, ScopeCompany} {
		if q, ok := e.Question(s, key); ok {
			return q.Ask
		}
		if l, ok := e.Column(s, key); ok {
			return l
		}
	}
	if title, _, ok := e.Figure(key); ok {
		return title
	}
	for _, s := range []Scope{scope, ScopeCompany} {
		if k, ok := e.keys.Find(s, key); ok {
			return Bilingual{Zh: k.Zh, En: k.Name}
		}
	}
	return Bilingual{Zh: key, En: key}
}
