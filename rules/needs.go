package rules

import (
	"sort"

	"github.com/open-policy-agent/opa/v1/ast"
)

// cellsMissing lists the empty cells that a case-wide figure needs: "company.k", "suppliers[A].k",
// or the list itself when it is not answered.
func (f *facts) cellsMissing(fig *figure) []string {
	needs := map[string]bool{}
	for _, cell := range fig.cells {
		if cell.Scope == ScopeCompany {
			if f.company.values[cell.Name] == nil && !f.company.none[cell.Name] {
				needs["company."+cell.Name] = true
			}
			continue
		}
		if f.rows[cell.Scope] == nil {
			needs[cell.Scope.listOf()] = true
		}
	}
	for _, r := range f.rows[fig.listScope()] {
		for _, need := range f.rowCellsMissing(fig, r) {
			needs[need] = true
		}
	}
	return sorted(needs)
}

// rowCellsMissing lists the empty cells of one row that a figure needs. A row that the figure
// does not count needs nothing.
func (f *facts) rowCellsMissing(fig *figure, r *resolved) []string {
	for _, column := range fig.where {
		if t := r.values[column.Name]; t != nil && t.Value.Compare(ast.Boolean(false)) == 0 {
			return nil
		}
	}
	var out []string
	for _, cell := range fig.cells {
		if cell.Scope == r.scope && r.values[cell.Name] == nil && !r.none[cell.Name] {
			out = append(out, needOf(r, cell.Name))
		}
	}
	return out
}

// needOf names one cell: company.k, presences[VN].k.
func needOf(r *resolved, key string) string {
	if r.scope == ScopeCompany {
		return "company." + key
	}
	return r.scope.listOf() + "[" + r.subject + "]." + key
}

// needs turns the references of a residue into the answers that can still change the verdict,
// and tells whether reference data are lacking.
func (f *facts) needs(r *resolved, residue ast.Set, listAbsent bool) (answers []string, reference bool) {
	out := map[string]bool{}
	residue.Foreach(func(t *ast.Term) {
		ref := t.Value.(ast.Ref)
		root, _ := ref[1].Value.(ast.String)
		key := ""
		if len(ref) > 2 {
			if s, ok := ref[2].Value.(ast.String); ok {
				key = string(s)
			}
		}
		switch {
		case root == "country" && listAbsent:
			out[r.scope.listOf()] = true
		case root == "country" && row(r, countryField[r.scope]) == "":
			out[needOf(r, countryField[r.scope])] = true
		case root == "country":
			reference = true
		case root == "context" || root == "as_of":
		case root == "derived":
			more, lacking := f.figureNeeds(r, key)
			reference = reference || lacking
			for _, need := range more {
				out[need] = true
			}
		case root == "company":
			out["company."+key] = true
		case listAbsent:
			out[r.scope.listOf()] = true
		default:
			out[needOf(r, key)] = true
		}
	})
	return sorted(out), reference
}

// row gives a text of a row, empty when it is not answered.
func row(r *resolved, key string) string {
	s, _ := r.row[key].(string)
	return s
}

func (f *facts) figureNeeds(r *resolved, name string) (needs []string, reference bool) {
	fig := f.e.figureSet[name]
	if fig == nil {
		return nil, true
	}
	if fig.per == "" {
		return f.missing[name], len(f.missing[name]) == 0
	}
	if f.rows[fig.per] == nil {
		return []string{fig.per.listOf()}, false
	}
	needs = f.rowCellsMissing(fig, r)
	for _, key := range fig.ask {
		if len(needs) == 0 {
			needs = append(needs, needOf(r, key.Name))
		}
	}
	for _, cell := range fig.cells {
		if cell.Scope == ScopeCompany && f.company.values[cell.Name] == nil && !f.company.none[cell.Name] {
			needs = append(needs, "company."+cell.Name)
		}
	}
	return needs, len(needs) == 0
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
