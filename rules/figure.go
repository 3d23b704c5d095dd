package rules

import (
	"context"
	"errors"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// figure is one value of package derived: computed from whole lists before any rule is judged,
// and read by rules as input.derived.<name>. It is absent while a cell it needs is empty.
type figure struct {
	name     string
	title    Bilingual
	unit     string
	per      Scope  // a figure of each row of that list; empty = one for the case
	cells    []*Key // what it is computed from
	where    []*Key // boolean columns: rows in which one of them is false do not count
	ask      []*Key // what to ask when it is absent although no cell is empty
	enough   bool   // a value that comes out is certain, whatever cells are empty
	monotone bool   // once true it stays true, whatever the empty cells hold
	query    rego.PreparedEvalQuery
}

type rawFigure struct {
	en       string
	unit     string
	per      Scope
	cells    map[string]any
	where    []string
	ask      []string
	monotone bool
}

// loadFigures finds every annotated rule of the packages data.derived.*.
func (e *Engine) loadFigures(src *source) error {
	var faults []error
	for file, module := range src.modules {
		pkg := module.Package.Path.String()
		if !strings.HasPrefix(pkg, "data.derived.") {
			continue
		}
		for _, note := range module.Annotations {
			if note.Scope != "rule" {
				continue
			}
			name := ruleNameAt(module, note)
			f, err := e.loadFigure(pkg, name, note)
			if err == nil && e.figureSet[name] != nil {
				err = unfit("unfit.figure_twice", "figure %s is defined twice", name)
			}
			if err != nil {
				faults = append(faults, inFile(file, err))
				continue
			}
			e.figures = append(e.figures, f)
			e.figureSet[name] = f
		}
	}
	sort.Slice(e.figures, func(i, j int) bool { return e.figures[i].name < e.figures[j].name })
	return errors.Join(faults...)
}

func ruleNameAt(module *ast.Module, note *ast.Annotations) string {
	for _, rule := range module.Rules {
		if rule.Location.Row >= note.EndLoc().Row {
			ref := rule.Head.Ref()
			return strings.Trim(ref[0].String(), `"`)
		}
	}
	return ""
}

func (e *Engine) loadFigure(pkg, name string, note *ast.Annotations) (*figure, error) {
	c := note.Custom
	raw := rawFigure{unit: text(c, "unit"), per: Scope(text(c, "per")), where: texts(c["where"]), ask: texts(c["ask"]), en: text(c, "en")}
	raw.cells, _ = c["cells"].(map[string]any)
	if column := text(c, "where"); column != "" {
		raw.where = []string{column}
	}
	raw.monotone, _ = c["monotone"].(bool)
	enough, _ := c["enough"].(bool)
	f := &figure{enough: enough, name: name, title: Bilingual{note.Title, raw.en}, unit: raw.unit, per: raw.per, monotone: raw.monotone}
	if name == "" || f.title.Zh == "" || f.title.En == "" {
		return nil, unfit("unfit.figure_title", "figure %q needs a title and custom.en", name)
	}
	find := func(scope Scope, key string) (*Key, error) {
		k, ok := e.keys.Find(scope, key)
		if !ok {
			return nil, unfit("unfit.figure_key", "figure %s: %s.%s is no key", name, scope, key)
		}
		return k, nil
	}
	for scope, list := range raw.cells {
		for _, key := range texts(list) {
			k, err := find(Scope(scope), key)
			if err != nil {
				return nil, err
			}
			f.cells = append(f.cells, k)
		}
	}
	sort.Slice(f.cells, func(i, j int) bool { return f.cells[i].Name < f.cells[j].Name })
	if len(f.cells) == 0 {
		return nil, unfit("unfit.figure_cells", "figure %s names the cells it is computed from", name)
	}
	for _, key := range raw.ask {
		k, err := find(f.per, key)
		if err != nil {
			return nil, err
		}
		f.ask = append(f.ask, k)
	}
	for _, column := range raw.where {
		k, err := find(f.listScope(), column)
		if err != nil {
			return nil, err
		}
		f.where = append(f.where, k)
	}
	q, err := e.options("x := " + pkg + "." + name).PrepareForEval(context.Background())
	f.query = q
	return f, err
}

// listScope is the scope of the list that the figure is computed from; a figure uses one list.
func (f *figure) listScope() Scope {
	for _, cell := range f.cells {
		if cell.Scope != ScopeCompany {
			return cell.Scope
		}
	}
	return ScopeCompany
}
