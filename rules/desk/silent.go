package desk

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/zhuqi-yunzhan/station/rules"
)

// checkSilent finds rules whose tests never say when they are silent: a rule that always fires
// would pass them.
func checkSilent(modules map[string]*ast.Module) []Fault {
	var faults []Fault
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		if !isRule(name) {
			continue
		}
		file := strings.TrimSuffix(name, ".rego") + "_test.rego"
		test := modules[file]
		switch {
		case test == nil:
			faults = append(faults, told(name, rules.NewUnfit("unfit.no_tests", "no tests: write %s", file)))
		case !saysSilent(test, modules[name].Package.Path.String()+".fires"):
			faults = append(faults, told(file, rules.NewUnfit("unfit.never_silent", "no test says when the rule is silent: not rule.fires with …")))
		}
	}
	return faults
}

// saysSilent tells whether a test module denies that the rule fires, itself or through a helper of its own.
func saysSilent(test *ast.Module, fires string) bool {
	means := map[string]bool{fires: true}
	for _, in := range test.Imports {
		if path := in.Path.String(); strings.HasPrefix(fires, path) {
			means[string(in.Name())+strings.TrimPrefix(fires, path)] = true
		}
	}
	for grown := true; grown; {
		grown = false
		for _, rule := range test.Rules {
			if name := rule.Head.Name.String(); !means[name] && mentions(rule, means) {
				means[name], grown = true, true
			}
		}
	}
	denied := false
	ast.WalkExprs(test, func(expr *ast.Expr) bool {
		denied = denied || (expr.Negated && mentions(expr, means))
		return false
	})
	return denied
}

func mentions(x any, names map[string]bool) bool {
	found := false
	ast.WalkRefs(x, func(ref ast.Ref) bool {
		found = found || names[ref.String()]
		return found
	})
	return found
}
