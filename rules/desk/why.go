package desk

import (
	"context"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
)

// inquest finds out why a test fails: the first of its lines that does not hold, and what came out
// where something else was wanted.
type inquest struct {
	modules  map[string]*ast.Module
	compiler *ast.Compiler
	store    storage.Store
}

func newInquest(modules map[string]*ast.Module, store storage.Store) *inquest {
	own := map[string]*ast.Module{}
	for name, module := range modules {
		own[name] = module.Copy() // the compiler rewrites what it is given
	}
	compiler := ast.NewCompiler()
	compiler.Compile(own)
	return &inquest{modules: modules, compiler: compiler, store: store}
}

// why gives the file, the line and the words of what fails; nothing where it cannot be told.
func (q *inquest) why(ctx context.Context, file, test string) string {
	module := q.modules[file]
	if module == nil || q.compiler.Failed() {
		return ""
	}
	for _, rule := range module.Rules {
		if rule.Head.Name.String() != test {
			continue
		}
		for i := range rule.Body {
			if q.holds(ctx, module, rule.Body[:i+1]) {
				continue
			}
			return fmt.Sprintf("%s:%d: %s%s", file, rule.Body[i].Location.Row, lineOf(rule.Body[i]), q.cameOut(ctx, module, rule.Body[:i], rule.Body[i]))
		}
	}
	return ""
}

// lineOf is the first line of a statement as it was written.
func lineOf(expr *ast.Expr) string {
	text, more, _ := strings.Cut(string(expr.Location.Text), "\n")
	if more != "" {
		text += " …"
	}
	return text
}

func (q *inquest) ask(ctx context.Context, module *ast.Module, body ast.Body) (rego.ResultSet, error) {
	return rego.New(rego.ParsedQuery(body.Copy()), rego.ParsedPackage(module.Package), rego.ParsedImports(module.Imports), rego.Compiler(q.compiler),
		rego.Store(q.store), rego.StrictBuiltinErrors(true), rego.SetRegoVersion(ast.RegoV1)).Eval(ctx)
}

func (q *inquest) holds(ctx context.Context, module *ast.Module, body ast.Body) bool {
	found, err := q.ask(ctx, module, body)
	if err != nil || len(found) == 0 {
		return false
	}
	for _, each := range found[0].Expressions {
		if each.Value == false {
			return false
		}
	}
	return true
}

// cameOut says what each side of a comparison is.
func (q *inquest) cameOut(ctx context.Context, module *ast.Module, before ast.Body, expr *ast.Expr) string {
	if !expr.IsCall() || expr.Negated || !expr.IsEquality() && expr.Operator().String() != "equal" {
		return ""
	}
	args := expr.Operands()
	if len(args) != 2 {
		return ""
	}
	return fmt.Sprintf("\n    is      %s\n    wanted  %s", q.value(ctx, module, before, expr, args[0]), q.value(ctx, module, before, expr, args[1]))
}

func (q *inquest) value(ctx context.Context, module *ast.Module, before ast.Body, expr *ast.Expr, side *ast.Term) string {
	asked := ast.Assign.Expr(ast.VarTerm("what_came_out"), side)
	asked.With = expr.With
	found, err := q.ask(ctx, module, append(before.Copy(), asked))
	if err != nil || len(found) == 0 {
		return "undefined: nothing came out"
	}
	value, err := ast.InterfaceToValue(found[0].Bindings["what_came_out"])
	if err != nil {
		return "undefined: nothing came out"
	}
	return value.String()
}
