package rules

import (
	"context"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/zhuqi-yunzhan/station"
)

// Options choose what is judged: areas (none = all) and the sheet that is scored.
type Options struct {
	Areas []station.Area
	Sheet string // SheetCore or SheetFull; empty = full
	// Before and Changed let a caller re-judge only the readers of changed keys ("company.has_rpt",
	// "presence.form", "suppliers"): verdicts of other rules are taken from Before.
	Before  *Judgement
	Changed []string
}

// Judgement is everything said of one case.
type Judgement struct {
	Revision string
	Digest   string
	Sheet    string
	Areas    []station.Area
	Verdicts []station.Verdict
	Score    station.Score
	Themes   map[string]station.Bounds

	judged []*judged
	facts  *facts
}

// judged is a rule with what it said of each row, before it is summed up.
type judged struct {
	rule *Rule
	raw  []rowResult // as judged by itself
	rows []rowResult // after rules that exclude it have spoken
}

type rowResult struct {
	subject string
	label   string
	outcome station.Outcome
	because station.Because
	needs   []string
	left    ast.Set // what the needs were made of, for rows that are alike
	finding *station.Finding
}

// Judge says of every rule of the chosen areas and sheet what it finds in a case.
func (e *Engine) Judge(ctx context.Context, c *Case, o Options) (*Judgement, error) {
	if bad := e.CheckCase(c); len(bad) > 0 {
		return nil, bad
	}
	var before *facts
	if o.Before != nil {
		before = o.Before.facts
	}
	f, err := e.newFacts(ctx, c, before)
	if err != nil {
		return nil, err
	}
	if o.Sheet == "" {
		o.Sheet = SheetFull
	}
	if len(o.Areas) == 0 {
		o.Areas = station.Areas()
	}
	j := &Judgement{Revision: e.Revision, Digest: e.Digest, Sheet: o.Sheet, Areas: o.Areas, facts: f}
	for _, r := range e.rules {
		if !contains(o.Areas, r.Area) || !e.InSheet(o.Sheet, r.ID) {
			continue
		}
		done, err := e.judgeOrKeep(ctx, f, r, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.ID, err)
		}
		j.judged = append(j.judged, done)
	}
	e.exclude(j.judged)
	for _, done := range j.judged {
		j.Verdicts = append(j.Verdicts, done.verdict())
	}
	e.score(j)
	return j, nil
}

func contains(areas []station.Area, area station.Area) bool {
	for _, a := range areas {
		if a == area {
			return true
		}
	}
	return false
}

func (e *Engine) judgeOrKeep(ctx context.Context, f *facts, r *Rule, o Options) (*judged, error) {
	if o.Before != nil && !e.touches(r, o.Changed) {
		for _, old := range o.Before.judged {
			if old.rule == r {
				return &judged{rule: r, raw: old.raw, rows: slices.Clone(old.raw)}, nil
			}
		}
	}
	return e.judgeRule(ctx, f, r)
}

// touches tells whether a rule reads any of the changed keys or lists, through figures and
// gates too.
func (e *Engine) touches(r *Rule, changed []string) bool {
	for _, name := range changed {
		if list, ok := scopeOfList(name); ok && r.Scope == list {
			return true
		}
		for _, in := range r.allReads {
			if e.readTouches(in, name, 0) {
				return true
			}
		}
	}
	return false
}

func (e *Engine) readTouches(in read, name string, depth int) bool {
	if in.String() == name {
		return true
	}
	if in.root == "derived" {
		fig := e.figureSet[in.key]
		if fig.listScope().listOf() == name {
			return true
		}
		for _, cell := range fig.cells {
			if string(cell.Scope)+"."+cell.Name == name {
				return true
			}
		}
		return false
	}
	key, ok := e.keys.Find(Scope(in.root), in.key)
	if !ok || e.gates[key] == nil || depth > 20 {
		return false
	}
	for _, next := range e.gates[key].reads {
		if e.readTouches(next, name, depth+1) {
			return true
		}
	}
	return false
}

func (e *Engine) judgeRule(ctx context.Context, f *facts, r *Rule) (*judged, error) {
	out := &judged{rule: r}
	day := f.c.AsOf.Format("2006-01-02")
	if (r.EffectiveOn != "" && day < r.EffectiveOn) || (r.EndsOn != "" && day > r.EndsOn) {
		out.raw = []rowResult{{outcome: station.NotApplicable}}
		out.rows = slices.Clone(out.raw)
		return out, nil
	}
	if err := e.figuresInForce(r, day); err != nil {
		return nil, err
	}
	rows, absent := []*resolved{f.company}, false
	if r.Scope != ScopeCompany {
		rows = f.rows[r.Scope]
		if absent = rows == nil; absent {
			rows = []*resolved{f.absentRow(r.Scope)}
		}
	}
	alike := newAlike(f, r, len(rows))
	for _, row := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		result, err := alike.judge(row, func() (rowResult, error) { return e.judgeRow(ctx, f, r, row, absent) })
		if err != nil {
			return nil, err
		}
		out.raw = append(out.raw, result)
	}
	out.rows = slices.Clone(out.raw)
	return out, nil
}

// absentRow stands for a list that is not answered: nothing is known of its rows.
func (f *facts) absentRow(scope Scope) *resolved {
	r := &resolved{scope: scope, index: -1, values: map[string]*ast.Term{}, none: map[string]bool{}}
	r.seal()
	return r
}

func (e *Engine) judgeRow(ctx context.Context, f *facts, r *Rule, row *resolved, absent bool) (rowResult, error) {
	result := rowResult{subject: row.subject, label: Label(row.scope, row.row)}
	input, unknown := f.input(row), f.unknowns(row, r.reads)
	if absent {
		unknown = append(unknown, ast.NewTerm(ast.InputRootRef.Append(ast.StringTerm(string(r.Scope)))))
	}
	risk, residue, err := r.risk.decide(ctx, input, unknown)
	if err != nil {
		return result, err
	}
	if risk == maybe && !absent {
		if risk, err = e.tryAll(ctx, f, r, row, residue); err != nil {
			return result, err
		}
	}
	switch risk {
	case yes:
		return e.found(ctx, f, r, row, result, input, unknown)
	case no:
		result.outcome = station.Clear
		applies, _, err := r.applies.decide(ctx, input, unknown)
		if applies == no {
			result.outcome = station.NotApplicable
		}
		return result, err
	}
	e.open(f, &result, row, residue, absent)
	return result, nil
}

// open marks a row unanswered, with what can still change it.
func (e *Engine) open(f *facts, result *rowResult, row *resolved, residue ast.Set, absent bool) {
	result.outcome, result.because = station.Unanswered, station.BecauseAnswers
	result.needs, _ = f.needs(row, residue, absent)
	result.left = residue
	if len(result.needs) == 0 { // no answer can decide it: reference data are lacking
		result.because = station.BecauseReference
	}
}

func (e *Engine) found(ctx context.Context, f *facts, r *Rule, row *resolved, result rowResult, input *ast.Term, unknown []*ast.Term) (rowResult, error) {
	if r.manual != nil {
		look, residue, err := r.manual.decide(ctx, input, unknown)
		if err != nil {
			return result, err
		}
		if look == maybe {
			e.open(f, &result, row, residue, false)
			return result, nil
		}
		if look == yes {
			result.outcome, result.because = station.Unanswered, station.BecauseManual
			return result, nil
		}
	}
	result.outcome = station.AtRisk
	finding := &station.Finding{Subject: row.subject, Label: result.label, Severity: r.Worst()}
	if r.severity != nil {
		said, err := value(ctx, r.severity, input)
		if err != nil {
			return result, err
		}
		name, _ := said.(string)
		finding.Severity = station.Severity(name)
		if finding.Severity.Rank() == 0 || !hasSeverity(r.Severities, finding.Severity) {
			return result, fmt.Errorf("severity came out as %q, which the card does not list", name)
		}
		if open := f.unknowns(row, r.severityReads); finding.Severity != r.Worst() && len(open) > 0 {
			if finding.SeverityOpen, err = e.mayRise(ctx, f, r, row, open, finding.Severity); err != nil {
				return result, err
			}
			if finding.SeverityOpen {
				result.left = ast.NewSet(open...)
				result.needs, _ = f.needs(row, result.left, false)
			}
		}
	}
	evidence, err := value(ctx, r.evidence, input)
	if err != nil {
		return result, err
	}
	finding.Evidence, _ = evidence.(map[string]any)
	if finding.Evidence == nil {
		finding.Evidence = map[string]any{}
	}
	lines, err := value(ctx, r.lines, input)
	finding.Lines, _ = lines.(map[string]any)
	result.finding = finding
	return result, err
}

func hasSeverity(list []station.Severity, s station.Severity) bool {
	for _, known := range list {
		if known == s {
			return true
		}
	}
	return false
}

func value(ctx context.Context, q *rego.PreparedEvalQuery, input *ast.Term) (any, error) {
	if q == nil {
		return nil, nil
	}
	found, err := q.Eval(ctx, rego.EvalParsedInput(input.Value))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0].Bindings["x"], nil
}
