package rules

import (
	"context"
	"io/fs"
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/zhuqi-yunzhan/station"
)

// DataOf reads the data documents of a bundle folder, for the Rego tests.
func DataOf(t *testing.T, files fs.FS) map[string]any {
	t.Helper()
	texts, err := FilesOf(files)
	if err != nil {
		t.Fatal(err)
	}
	src, err := readSource(texts)
	if err != nil {
		t.Fatal(err)
	}
	return src.data
}

// Rescored is what mending one finding is worth, by scoring a judgement again in which it is clear.
func (e *Engine) Rescored(j *Judgement, ruleID, subject string) int {
	as := &Judgement{Areas: j.Areas, Verdicts: append([]station.Verdict(nil), j.Verdicts...)}
	for _, d := range j.judged {
		if d.rule.ID == ruleID {
			mended := &judged{rule: d.rule, rows: append([]rowResult(nil), d.rows...)}
			for i := range mended.rows {
				if mended.rows[i].subject == subject && mended.rows[i].outcome == station.AtRisk {
					mended.rows[i] = rowResult{subject: subject, outcome: station.Clear}
				}
			}
			d = mended
		}
		as.judged = append(as.judged, d)
	}
	as.Verdicts = nil
	e.score(as)
	return as.Score.Overall.Best - j.Score.Overall.Best
}

// WithMoves is the engine with another table of moves.
func (e *Engine) WithMoves(t *testing.T, table []byte) (*Engine, error) {
	t.Helper()
	data, err := decodeData(table)
	if err != nil {
		t.Fatal(err)
	}
	other := *e
	other.moves = nil
	return &other, other.loadMoves(&source{data: map[string]any{"moves": data}})
}

// Only is the engine with some of its rules and what they hang on, to judge many cases quickly.
func (e *Engine) Only(ids ...string) *Engine {
	few := *e
	few.rules, few.figures, few.gates = nil, nil, map[*Key]*gate{}
	var reads []read
	for _, r := range e.rules {
		if slices.Contains(ids, r.ID) {
			few.rules = append(few.rules, r)
			reads = append(reads, r.allReads...)
		}
	}
	named := map[string]bool{}
	for len(reads) > 0 {
		in := reads[0]
		reads = reads[1:]
		if named[in.String()] {
			continue
		}
		named[in.String()] = true
		if key, ok := e.keys.Find(Scope(in.root), in.key); ok && e.gates[key] != nil {
			few.gates[key] = e.gates[key]
			reads = append(reads, e.gates[key].reads...)
		}
	}
	for _, f := range e.figures {
		if named["derived."+f.name] {
			few.figures = append(few.figures, f)
		}
	}
	return &few
}

// Shut lists the unanswered keys of a case that are never asked of it, as scope.name.
func (e *Engine) Shut(t *testing.T, c *Case) []string {
	t.Helper()
	f, err := e.newFacts(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range append([]*resolved{f.company}, slices.Concat(f.rows[ScopePresence], f.rows[ScopeSupplier], f.rows[ScopeEmployee])...) {
		for name, open := range r.gates {
			if open == no {
				out = append(out, string(r.scope)+"."+name)
			}
		}
	}
	return out
}

// PlainInput is the input of one row as a plain evaluation gets it.
type PlainInput struct {
	Subject string
	Value   ast.Value

	f *facts
	r *resolved
}

// PlainInputs are the inputs of a case: the company's and those of each row.
func PlainInputs(t *testing.T, e *Engine, c *Case) []PlainInput {
	t.Helper()
	f, err := e.newFacts(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []PlainInput
	for _, r := range append([]*resolved{f.company}, slices.Concat(f.rows[ScopePresence], f.rows[ScopeSupplier], f.rows[ScopeEmployee])...) {
		out = append(out, PlainInput{Subject: r.subject, Value: f.input(r).Value, f: f, r: r})
	}
	return out
}

// Outcome is what a rule says of the row by itself, and whether all that it reads is known.
func (p PlainInput) Outcome(j *Judgement, r *Rule) (station.Outcome, bool) {
	if r.Scope != p.r.scope || len(p.f.unknowns(p.r, r.reads)) > 0 {
		return "", false
	}
	for _, d := range j.judged {
		for _, row := range d.raw {
			if d.rule.ID == r.ID && row.subject == p.Subject {
				return row.outcome, true
			}
		}
	}
	return "", false
}

// Conditional tells whether a rule says when it applies.
func (p PlainInput) Conditional(r *Rule) bool {
	for _, rule := range p.f.e.compiler.Modules[r.File].Rules {
		if rule.Head.Name == "applies" {
			return true
		}
	}
	return false
}
