package rules

import (
	"context"
	"errors"
	"fmt"

	"github.com/open-policy-agent/opa/v1/rego"
)

// prefill works an answer to a question out of others, for a person to confirm: the same fact is
// not asked twice, and never taken for answered either.
type prefill struct {
	query rego.PreparedEvalQuery
	reads []read
}

// Fact names one answer, or a figure of the lists.
type Fact struct {
	Scope Scope // empty for a figure
	Key   string
}

func (e *Engine) loadPrefills(*source) error {
	e.prefills = map[*Key]*prefill{}
	var faults []error
	for scope, group := range e.questions {
		for name, q := range group {
			if q.Prefill == "" {
				continue
			}
			p, err := e.loadPrefill(q)
			if err != nil {
				faults = append(faults, within(fmt.Sprintf("%s.%s: prefill_from", scope, name), err))
				continue
			}
			e.prefills[q.Key] = p
		}
	}
	return errors.Join(faults...)
}

func (e *Engine) loadPrefill(q *Question) (*prefill, error) {
	text := "x = " + q.Prefill
	p, seen, faults := &prefill{}, map[string]read{}, []error{}
	if err := e.noteReads(seen, text, &faults); err != nil {
		return nil, err
	}
	p.reads = sortedReads(seen)
	for _, in := range p.reads {
		key, known := e.keys.Find(Scope(in.root), in.key)
		switch {
		case in.root == "as_of" || in.root == "country":
		case in.root == "derived" && e.figureSet[in.key] != nil && e.figureSet[in.key].per == "":
		case key == q.Key:
			faults = append(faults, unfit("unfit.p_self", "input.%s is the question itself", in))
		case known && (key.Scope == ScopeCompany || key.Scope == q.Scope):
		default:
			faults = append(faults, unfit("unfit.p_reads", "input.%s cannot be read here: a question takes answers of the company, of its own presence, and figures of the lists", in))
		}
	}
	var err error
	p.query, err = e.options(text).PrepareForEval(context.Background())
	return p, errors.Join(append(faults, err)...)
}

// Prefill works out the answer to a question from other answers of the same case, and tells from
// which. ok is false where they do not give one.
func (e *Engine) Prefill(ctx context.Context, j *Judgement, scope Scope, subject, key string) (value any, from []Fact, ok bool, err error) {
	q, asked := e.Question(scope, key)
	if !asked || e.prefills[q.Key] == nil {
		return nil, nil, false, nil
	}
	row, p := j.facts.rowOf(scope, subject), e.prefills[q.Key]
	if row == nil {
		return nil, nil, false, nil
	}
	for _, in := range p.reads {
		if j.facts.unknown(row, in) {
			return nil, nil, false, nil
		}
		if fact := (Fact{Scope(in.root), in.key}); fact.Scope == ScopeCompany || fact.Scope == ScopePresence && in.key != "country" {
			from = append(from, fact)
		} else if in.root == "derived" {
			from = append(from, Fact{Key: in.key})
		}
	}
	found, err := p.query.Eval(ctx, rego.EvalParsedInput(j.facts.input(row).Value))
	if err != nil || len(found) != 1 {
		return nil, nil, false, err
	}
	value, err = q.Take(found[0].Bindings["x"])
	return value, from, err == nil, nil
}
