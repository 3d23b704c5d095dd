package rules

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/zhuqi-yunzhan/station"
)

// LineUnit is the unit of the line that a piece of evidence crossed: that of the dated figure it
// is read from, such as "% of purchases" beside an amount. Empty = the unit of the evidence.
func (r *Rule) LineUnit(evidence string) string { return r.lineUnits[evidence] }

// lineUnitsOf reads off `lines["x"] := figures.on(limit.name)` which figure each line shows.
func (e *Engine) lineUnitsOf(area station.Area, module *ast.Module) map[string]string {
	out := map[string]string{}
	for _, rule := range module.Rules {
		ref := rule.Head.Ref()
		if strings.Trim(ref[0].String(), `"`) != "lines" {
			continue
		}
		if len(ref) == 2 {
			e.noteUnit(out, area, ref[1], rule.Head.Value)
			continue
		}
		if object, ok := rule.Head.Value.Value.(ast.Object); ok {
			object.Foreach(func(key, value *ast.Term) { e.noteUnit(out, area, key, value) })
		}
	}
	return out
}

func (e *Engine) noteUnit(into map[string]string, area station.Area, key, value *ast.Term) {
	name, ok := key.Value.(ast.String)
	if !ok || value == nil {
		return
	}
	ast.WalkRefs(value, func(ref ast.Ref) bool {
		if len(ref) != 2 || !ref[0].Equal(ast.VarTerm("limit")) {
			return false
		}
		figure, _ := ref[1].Value.(ast.String)
		entries, _ := dig(e.data, "risk", string(area), "figures", string(figure)).([]any)
		for _, raw := range entries {
			m, _ := raw.(map[string]any)
			into[string(name)] = text(m, "unit")
		}
		return false
	})
}
