package rules

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// decide answers a condition in three values. With nothing unknown it is evaluated; otherwise
// OPA's partial evaluation says certainly (no residue), certainly not (no way left), or leaves a
// residue, whose references are what can still change the answer.
func (q query) decide(ctx context.Context, input *ast.Term, unknown []*ast.Term) (ternary, ast.Set, error) {
	if len(unknown) == 0 {
		ok, err := q.holds(ctx, input)
		return ok, nil, err
	}
	partial, err := q.partial.Partial(ctx, rego.EvalParsedInput(input.Value), rego.EvalParsedUnknowns(unknown))
	if err != nil {
		return maybe, nil, fmt.Errorf("judge with unknowns: %w", err)
	}
	if len(partial.Queries) == 0 {
		return no, nil, nil
	}
	residue := ast.NewSet()
	for _, body := range partial.Queries {
		if len(body) == 0 {
			return yes, nil, nil
		}
		noteInputs(body, residue)
	}
	for _, module := range partial.Support {
		noteInputs(module, residue)
	}
	return maybe, residue, nil
}

func (q query) holds(ctx context.Context, input *ast.Term) (ternary, error) {
	found, err := q.plain.Eval(ctx, rego.EvalParsedInput(input.Value))
	if err != nil {
		return maybe, fmt.Errorf("judge: %w", err)
	}
	if len(found) == 0 {
		return no, nil
	}
	for _, expr := range found[0].Expressions {
		if expr.Value == false {
			return no, nil
		}
	}
	return yes, nil
}

// noteInputs collects every reference into the input that stands in a residue.
func noteInputs(x any, into ast.Set) {
	ast.WalkRefs(x, func(ref ast.Ref) bool {
		if len(ref) > 1 && ref[0].Equal(ast.InputRootDocument) {
			into.Add(ast.NewTerm(ref.GroundPrefix()))
		}
		return false
	})
}
