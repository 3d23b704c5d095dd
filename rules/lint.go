package rules

import (
	"errors"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/zhuqi-yunzhan/station"
)

var comparisons = map[string]bool{"gt": true, "gte": true, "lt": true, "lte": true, "equal": true, "eq": true, "neq": true, "assign": false}

// lint finds what would make a verdict silently wrong: a literal outside a key's type, a bare
// figure where a dated one belongs, a figure that is not there.
func (e *Engine) lint(module *ast.Module) []error {
	faults := append(bareFigures(module), e.missingFigures(module)...)
	ast.WalkExprs(module, func(expr *ast.Expr) bool {
		if !expr.IsCall() {
			return false
		}
		op, args := expr.Operator().String(), expr.Operands()
		if len(args) < 2 {
			return false
		}
		if comparisons[op] {
			faults = append(faults, e.lintPair(args[0], args[1])...)
			faults = append(faults, e.lintPair(args[1], args[0])...)
		}
		if op == "internal.member_2" {
			faults = append(faults, e.lintMembers(args[0], args[1])...)
		}
		return false
	})
	return faults
}

func (e *Engine) lintPair(left, right *ast.Term) []error {
	key := e.keyOf(left)
	if key == nil {
		return nil
	}
	if err := key.takesLiteral(right.Value); err != nil {
		return []error{unfit("unfit.literal", "line %d: %s: %w", right.Location.Row, key.Name, err)}
	}
	return nil
}

func (e *Engine) lintMembers(item, collection *ast.Term) []error {
	var faults []error
	if key := e.keyOf(item); key != nil {
		each := func(t *ast.Term) {
			if err := key.takesLiteral(t.Value); err != nil {
				faults = append(faults, unfit("unfit.literal", "line %d: %s: %w", t.Location.Row, key.Name, err))
			}
		}
		switch c := collection.Value.(type) {
		case ast.Set:
			c.Foreach(each)
		case *ast.Array:
			c.Foreach(each)
		}
	}
	if key := e.keyOf(collection); key != nil && key.Type == "set" && len(key.Values) > 0 {
		if s, ok := item.Value.(ast.String); ok && !slices.Contains(key.Values, string(s)) {
			faults = append(faults, unfit("unfit.no_member", "line %d: %s has no value %q", item.Location.Row, key.Name, string(s)))
		}
	}
	return faults
}

// keyOf gives the declared key that a reference such as input.company.tax_credit names.
func (e *Engine) keyOf(t *ast.Term) *Key {
	ref, ok := t.Value.(ast.Ref)
	if !ok || len(ref) != 3 || !ref[0].Equal(ast.InputRootDocument) {
		return nil
	}
	scope, okScope := ref[1].Value.(ast.String)
	name, okName := ref[2].Value.(ast.String)
	if !okScope || !okName {
		return nil
	}
	key, _ := e.keys.Find(Scope(scope), string(name))
	return key
}

// takesLiteral tells whether a literal in a rule can ever equal a value of the key.
func (k *Key) takesLiteral(v ast.Value) error {
	switch v := v.(type) {
	case ast.Boolean:
		if k.Type != "boolean" {
			return unfit("unfit.is_boolean", "is %s, compared with a boolean", k.Type)
		}
	case ast.Number:
		if k.Type != "integer" && k.Type != "decimal" {
			return unfit("unfit.is_number", "is %s, compared with a number", k.Type)
		}
	case ast.Null:
		if !k.Nullable {
			return unfit("unfit.no_null", "cannot be answered with null")
		}
	case ast.String:
		if k.NA && v == "na" {
			return nil
		}
		switch k.Type {
		case "enum":
			if !slices.Contains(k.Values, string(v)) {
				return unfit("unfit.no_value", "has no value %q", string(v))
			}
		case "string", "date", "datetime":
		default:
			return unfit("unfit.is_text", "is %s, compared with a text", k.Type)
		}
	}
	return nil
}

// checkAll holds the parts of a bundle against each other: every key a rule reads is declared
// and can be answered, every question is read by a rule, every exclusion names a rule.
func (e *Engine) checkAll(*source) error {
	var faults []error
	used, readable := map[*Key]bool{}, e.cardsReadable()
	for _, r := range e.rules {
		for _, read := range r.allReads {
			if err := e.checkRead(r, read, used); err != nil {
				faults = append(faults, &FileFault{r.File, err})
			}
		}
		for _, other := range r.Excludes {
			if _, ok := e.byID[other]; !ok && ruleID.MatchString(other) == false {
				faults = append(faults, &FileFault{r.File, unfit("unfit.excludes", "excludes %s, which is no rule id", other)})
			}
		}
		for _, id := range r.Beside {
			if other, ok := e.byID[id]; readable && (!ok || !slices.Contains(other.Beside, r.ID)) {
				faults = append(faults, &FileFault{r.File, unfit("unfit.beside", "stands beside %s, which does not name it back: %w", id, ErrNoRule)})
			}
		}
	}
	for _, f := range e.figures {
		for _, cell := range f.cells {
			used[cell] = true
		}
	}
	for _, g := range e.gates {
		for _, read := range g.reads {
			if key, ok := e.keys.Find(Scope(read.root), read.key); ok {
				used[key] = true
			}
		}
	}
	for _, scope := range []Scope{ScopeCompany, ScopePresence} {
		for _, q := range e.Questions(scope) {
			if !used[q.Key] {
				faults = append(faults, inFile(e.fileOf(q), within(fmt.Sprintf("question %s.%s", q.Scope, q.Name), ErrUnread)))
			}
		}
	}
	return errors.Join(faults...)
}

// fileOf is the data file that asks a question.
func (e *Engine) fileOf(q *Question) string {
	for _, area := range station.Areas() {
		if dig(e.data, "risk", string(area), "questions", string(q.Scope), q.Name) != nil {
			return "risk/" + string(area) + "/data.yaml"
		}
	}
	return "risk"
}

// cardsReadable tells whether every rule has an id: while one card cannot be read, nobody knows
// which rules name it.
func (e *Engine) cardsReadable() bool {
	return !slices.ContainsFunc(e.rules, func(r *Rule) bool { return !ruleID.MatchString(r.ID) })
}

func (e *Engine) checkRead(r *Rule, read read, used map[*Key]bool) error {
	switch read.root {
	case "derived":
		f, ok := e.figureSet[read.key]
		if !ok {
			return unfit("unfit.no_figure", "input.derived.%s: no such figure", read.key)
		}
		if f.per != "" && f.per != r.Scope && r.Scope.known() {
			return unfit("unfit.figure_per", "input.derived.%s is a figure of each %s, the rule is judged per %s", read.key, f.per, r.Scope)
		}
		return nil
	case "country", "context", "as_of":
		return nil
	}
	key, ok := e.keys.Find(Scope(read.root), read.key)
	if !ok || key.Name != read.key {
		return unfit("unfit.no_key", "input.%s: no such key in keys/data.yaml", read)
	}
	if key.Scope != ScopeCompany && key.Scope != r.Scope && r.Scope.known() {
		return unfit("unfit.judged_per", "input.%s: the rule is judged per %s", read, r.Scope)
	}
	used[key] = true
	if _, asked := e.questions[key.Scope][key.Name]; !asked && (key.Scope == ScopeCompany || key.Scope == ScopePresence) && key.Name != "country" {
		return unfit("unfit.unasked", "input.%s: no question asks it", read)
	}
	return nil
}
