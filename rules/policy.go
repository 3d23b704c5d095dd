package rules

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// Policy is the bundle of who may do what, ready to be asked. It is apart from the risk bundle:
// a rule author cannot change it.
type Policy struct {
	query rego.PreparedEvalQuery
	data  map[string]any
}

// LoadPolicy reads the authorisation bundle.
func LoadPolicy(files fs.FS) (*Policy, error) {
	texts, err := FilesOf(files)
	if err != nil {
		return nil, err
	}
	src, err := readSource(texts)
	if err != nil {
		return nil, err
	}
	compiler := ast.NewCompiler().WithStrict(true).WithCapabilities(capabilities())
	compiler.Compile(src.modules)
	if compiler.Failed() {
		return nil, compiler.Errors
	}
	q, err := rego.New(rego.Query("data.station.authz.decision"), rego.Compiler(compiler), rego.Store(inmem.NewFromObject(src.data)),
		rego.StrictBuiltinErrors(true)).PrepareForEval(context.Background())
	if err != nil {
		return nil, fmt.Errorf("prepare policy: %w", err)
	}
	return &Policy{query: q, data: src.data}, nil
}

// Decide answers one question: allow, deny, or what is asked for first (enrol, verify, prove).
func (p *Policy) Decide(ctx context.Context, question map[string]any) (string, error) {
	found, err := p.query.Eval(ctx, rego.EvalInput(question))
	if err != nil {
		return "", fmt.Errorf("policy: %w", err)
	}
	if len(found) != 1 || len(found[0].Expressions) != 1 {
		return "", errors.New("policy gave no answer")
	}
	decision, ok := found[0].Expressions[0].Value.(string)
	if !ok {
		return "", errors.New("policy gave an answer that is no word")
	}
	return decision, nil
}

// Actions lists every action that the policy grants to anybody, for the tests that hold the
// route table against it.
func (p *Policy) Actions() map[string]bool {
	out := map[string]bool{}
	collect(p.data["grants"], out)
	return out
}

func collect(v any, into map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for _, item := range v {
			collect(item, into)
		}
	case []any:
		for _, name := range texts(v) {
			into[name] = true
		}
	}
}
