package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// positions are the functions that count within a text or a list: their numbers are no figures.
var positions = map[string]bool{"substring": true, "array.slice": true}

// bareFigures finds every number of a rule that belongs under figures: any but 0 and 1, and 100
// where a share in per cent is multiplied out. It looks at arguments, values and members alike, so
// that no figure hides in a function, a variable or a set.
func bareFigures(module *ast.Module) []error {
	var rows []string
	numbers := map[string]error{}
	note := func(t *ast.Term, call string) {
		number, ok := t.Value.(ast.Number)
		if !ok || t.Location == nil || number == "0" || number == "1" || positions[call] || (call == "mul" && number == "100") {
			return
		}
		row := fmt.Sprintf("%6d %v", t.Location.Row, number)
		if numbers[row] == nil {
			rows = append(rows, row)
		}
		numbers[row] = unfit("unfit.bare_figure", "line %d: %v is a bare figure: keep it under figures in data.yaml, with its date and source", t.Location.Row, number)
	}
	spared := map[*ast.Term]bool{}
	spare := func(call string, args []*ast.Term) {
		for _, arg := range args {
			note(arg, call)
			spared[arg] = true
		}
	}
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Annotations, ast.Ref:
			return true
		case *ast.Expr:
			if x.IsCall() {
				spare(x.Operator().String(), x.Operands())
			}
		case *ast.Term:
			if call, ok := x.Value.(ast.Call); ok {
				spare(call[0].String(), call[1:])
			}
			if !spared[x] {
				note(x, "")
			}
		}
		return false
	}).Walk(module)
	slices.Sort(rows)
	var faults []error
	for _, row := range rows {
		faults = append(faults, numbers[row])
	}
	return faults
}

// missingFigures finds a misspelt name of a dated figure: no such table, and the rule would be
// silent.
func (e *Engine) missingFigures(module *ast.Module) []error {
	var faults []error
	for _, rule := range module.Rules {
		ast.WalkRefs(e.compiledRule(rule), func(ref ast.Ref) bool {
			if len(ref) < 5 || ref[:2].String() != "data.risk" || !ref[3].Equal(ast.StringTerm("figures")) {
				return false
			}
			area, okArea := ref[2].Value.(ast.String)
			name, okName := ref[4].Value.(ast.String)
			if okArea && okName && dig(e.data, "risk", string(area), "figures", string(name)) == nil {
				faults = append(faults, unfit("unfit.no_such_figure", "line %d: no figure %s%s under figures in risk/%s/data.yaml", ref[4].Location.Row, string(name), e.figureLike(string(area), string(name)), string(area)))
			}
			return false
		})
	}
	return faults
}

// figureLike proposes the figure of an area whose name is nearest.
func (e *Engine) figureLike(area, name string) string {
	all, _ := dig(e.data, "risk", area, "figures").(map[string]any)
	best, distance := "", 4
	for known := range all {
		if n := editDistance(name, known); n < distance || (n == distance && strings.Compare(known, best) < 0) {
			best, distance = known, n
		}
	}
	if best == "" {
		return ""
	}
	return " (did you mean " + best + "?)"
}
