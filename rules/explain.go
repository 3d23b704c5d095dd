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

func (f *facts) readValues(r *Rule, row *resolved) []ReadValue {
	input := f.input(row)
	var out []ReadValue
	for _, in := range r.reads {
		v := ReadValue{Name: in.key, Known: !f.unknown(row, in)}
		switch scope := Scope(in.root); scope {
		case ScopeCompany, ScopePresence, ScopeSupplier, ScopeEmployee:
			v.Scope = scope
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
		for _, text := range statements(rule) {
			truth, err := e.truthOf(ctx, f, r, module, row, text)
			if guarded && err != nil {
				truth, err = HoldsNot, nil // a line before it keeps it from being reached
			}
			guarded = guarded || truth == HoldsNot
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", r.File, text, err)
			}
			clause.Statements = append(clause.Statements, Statement{text, truth})
		}
		out = append(out, clause)
	}
	return out, nil
}

// statements are the lines of a body, or the whole body where its lines share a variable.
func statements(rule *ast.Rule) []string {
	var lines []string
	shared := false
	for _, expr := range rule.Body {
		_, some := expr.Terms.(*ast.SomeDecl)
		shared = shared || some || expr.IsAssignment()
		lines = append(lines, string(bytes.TrimSpace(expr.Location.Text)))
	}
	if shared {
		return []string{strings.Join(lines, "; ")}
	}
	return lines
}

func (e *Engine) truthOf(ctx context.Context, f *facts, r *Rule, module *ast.Module, row *resolved, text string) (Truth, error) {
	options := func() *rego.Rego {
		return rego.New(rego.Query(text), rego.ParsedPackage(module.Package), rego.ParsedImports(module.Imports), rego.Compiler(e.compiler),
			rego.Store(e.store), rego.Capabilities(capabilities()), rego.StrictBuiltinErrors(true), rego.SetRegoVersion(ast.RegoV1))
	}
	plain, err := options().PrepareForEval(ctx)
	if err != nil {
		return Open, err
	}
	partial, err := options().PrepareForPartial(ctx)
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
