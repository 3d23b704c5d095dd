package rules

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// facts is a case made ready: each key known, known to be none, or unknown; the figures
// computed; the input terms built once.
type facts struct {
	e       *Engine
	c       *Case
	company *resolved
	rows    map[Scope][]*resolved
	derived map[string]*ast.Term         // case-wide figures that are known
	perRow  map[string]map[int]*ast.Term // figures of each row
	missing map[string][]string          // figure → needs, for case-wide figures that are absent
	context *ast.Term
	asOf    *ast.Term
	kept    map[Scope]bool // lists taken over from before

	gatesSeen map[*gate]map[string]ternary // of columns, by what the gate reads
	countries map[string]*ast.Term         // parameters of the countries met
}

// resolved is one row with what its empty keys mean.
type resolved struct {
	scope   Scope
	index   int
	subject string
	row     Row
	values  map[string]*ast.Term // what is known
	none    map[string]bool      // known to be none
	gates   map[string]ternary   // of unanswered keys: open, shut, or not known
	term    *ast.Term            // values as an object
	country *ast.Term            // that country's parameters, nil when the row has none
	listed  bool                 // the country is in the reference data
	whole   bool                 // employee part of the country is complete, so that a gap means none
}

// newFacts makes a case ready. before, which may be nil, is the same case before some answers
// changed: rows and figures of lists that are still the same are taken over from it.
func (e *Engine) newFacts(ctx context.Context, c *Case, before *facts) (*facts, error) {
	f := &facts{e: e, c: c, rows: map[Scope][]*resolved{}, derived: map[string]*ast.Term{}, perRow: map[string]map[int]*ast.Term{}, missing: map[string][]string{}, kept: map[Scope]bool{}, gatesSeen: map[*gate]map[string]ternary{}, countries: map[string]*ast.Term{}}
	f.asOf = ast.StringTerm(c.AsOf.Format("2006-01-02"))
	f.context = contextTerm(c.Context)
	f.company = f.resolve(ScopeCompany, 0, c.Company)
	for _, scope := range []Scope{ScopePresence, ScopeSupplier, ScopeEmployee} {
		if c.list(scope) == nil {
			continue
		}
		if f.kept[scope] = before.holds(scope, c); f.kept[scope] {
			f.rows[scope] = before.rows[scope]
			continue
		}
		f.rows[scope] = []*resolved{}
		for i, row := range c.list(scope) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			f.rows[scope] = append(f.rows[scope], f.resolve(scope, i, row))
		}
	}
	// gates may read figures and figures may read gated keys of lists; lists are settled first
	for _, scope := range []Scope{ScopeSupplier, ScopeEmployee} {
		if f.kept[scope] {
			continue
		}
		for _, r := range f.rows[scope] {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := f.settle(ctx, r, nil); err != nil {
				return nil, err
			}
		}
	}
	f.gatesSeen = nil
	if err := f.compute(ctx, before); err != nil {
		return nil, err
	}
	if err := f.settle(ctx, f.company, before.row(ScopeCompany, "")); err != nil {
		return nil, err
	}
	for _, r := range f.rows[ScopePresence] {
		if err := f.settle(ctx, r, before.row(ScopePresence, r.subject)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *facts) resolve(scope Scope, index int, row Row) *resolved {
	r := &resolved{scope: scope, index: index, subject: Subject(scope, row), row: row, values: map[string]*ast.Term{}, none: map[string]bool{}, gates: map[string]ternary{}}
	doubtful := map[string]bool{}
	for name, v := range row {
		if v == DontKnow {
			doubtful[name] = true // said, and therefore not what an empty one would mean
			continue
		}
		r.values[name] = termOf(v)
	}
	for name, key := range f.e.keys.byScope[scope] {
		if _, known := r.values[name]; known || name != key.Name || !key.HasBlank || doubtful[name] {
			continue
		}
		if key.Blank == nil {
			r.none[name] = true
		} else {
			r.values[name] = termOf(key.Blank)
		}
	}
	f.country(r)
	r.seal()
	return r
}

func (f *facts) country(r *resolved) {
	field := countryField[r.scope]
	iso, _ := r.row[field].(string)
	if field == "" || iso == "" {
		return
	}
	entry, ok := f.e.countries[iso]
	r.listed = ok
	if !ok {
		return
	}
	if f.countries[iso] == nil {
		f.countries[iso] = termOf(map[string]any(entry))
	}
	r.country = f.countries[iso]
	employee, _ := entry["employee"].(map[string]any)
	_, r.whole = employee["work_permit"]
}

// seal builds the object of the row's known values.
func (r *resolved) seal() {
	pairs := make([][2]*ast.Term, 0, len(r.values))
	names := make([]string, 0, len(r.values))
	for name := range r.values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		pairs = append(pairs, [2]*ast.Term{ast.StringTerm(name), r.values[name]})
	}
	r.term = ast.ObjectTerm(pairs...)
}

// settle closes the gates: an unanswered key whose gate is certainly shut counts as none.
// before is the same row before some answers changed, or nil: a gate whose reads are the same
// stands as it stood.
func (f *facts) settle(ctx context.Context, r *resolved, before *earlier) error {
	state := map[*Key]int{}
	var visit func(key *Key) error
	visit = func(key *Key) error {
		if state[key] != 0 {
			return nil
		}
		state[key] = 1
		g := f.e.gates[key]
		answered := r.values[key.Name] != nil
		if g == nil || r.none[key.Name] || (answered && !f.c.Asked) {
			return nil
		}
		for _, in := range g.reads {
			if next, ok := f.e.keys.Find(Scope(in.root), in.key); ok && next.Scope == r.scope {
				if err := visit(next); err != nil {
					return err
				}
			}
		}
		open, known := f.sameGate(r, before, key)
		if !known {
			var err error
			if open, err = f.openAlike(ctx, r, g); err != nil {
				return fmt.Errorf("when of %s: %w", key.Name, err)
			}
		}
		if answered && open == no {
			delete(r.values, key.Name)
			r.none[key.Name] = true
			r.seal()
			return nil
		}
		if answered {
			return nil
		}
		if open == no && !f.c.Asked && f.e.spokenBehind(r, key) {
			open = maybe // somebody answered behind the gate: that speaks louder than the gate
		}
		r.gates[key.Name] = open
		if open == no {
			r.none[key.Name] = true
		}
		return nil
	}
	for _, name := range f.e.keys.Names(r.scope) {
		key, _ := f.e.keys.Find(r.scope, name)
		if err := visit(key); err != nil {
			return err
		}
	}
	return nil
}

// input builds the input document for a row; for the company itself, r is the company.
func (f *facts) input(r *resolved) *ast.Term {
	object := ast.NewObject(
		[2]*ast.Term{ast.StringTerm("as_of"), f.asOf},
		[2]*ast.Term{ast.StringTerm("context"), f.context},
		[2]*ast.Term{ast.StringTerm("company"), f.company.term},
		[2]*ast.Term{ast.StringTerm("derived"), f.derivedTerm(r)},
	)
	if r.scope != ScopeCompany {
		object.Insert(ast.StringTerm(string(r.scope)), r.term)
	}
	if r.country != nil {
		object.Insert(ast.StringTerm("country"), r.country)
	}
	return ast.NewTerm(object)
}

func (f *facts) derivedTerm(r *resolved) *ast.Term {
	object := ast.NewObject()
	for name, t := range f.derived {
		object.Insert(ast.StringTerm(name), t)
	}
	for name, byRow := range f.perRow {
		if t := byRow[r.index]; t != nil && f.e.figureSet[name].per == r.scope {
			object.Insert(ast.StringTerm(name), t)
		}
	}
	return ast.NewTerm(object)
}

// unknowns lists the references among reads that are not known for a row.
func (f *facts) unknowns(r *resolved, reads []read) []*ast.Term {
	var out []*ast.Term
	for _, in := range reads {
		if f.unknown(r, in) {
			out = append(out, in.term)
		}
	}
	return out
}

func (f *facts) unknown(r *resolved, in read) bool {
	switch in.root {
	case "as_of":
		return false
	case "context":
		return false // tables of ours are read through figures, which say what they lack
	case "derived":
		fig := f.e.figureSet[in.key]
		if fig == nil {
			return true
		}
		if fig.per != "" {
			return f.perRow[in.key][r.index] == nil
		}
		return f.derived[in.key] == nil
	case "country":
		return f.unknownCountry(r, in)
	case "company":
		return f.company.values[in.key] == nil && !f.company.none[in.key]
	}
	return r.values[in.key] == nil && !r.none[in.key]
}

func (f *facts) unknownCountry(r *resolved, in read) bool {
	if !r.listed || !r.hasPart(in) {
		return true
	}
	if r.scope != ScopeEmployee || r.whole {
		return false
	}
	ref := ast.Ref{ast.DefaultRootDocument}
	ref = ref.Concat(in.term.Value.(ast.Ref)[2:])
	_, err := r.country.Value.Find(ref[1:])
	return err != nil
}

// hasPart tells whether the country's entry has the part (tax, supply, employee) that is read: a
// country that is listed for another area only is not listed for this one.
func (r *resolved) hasPart(in read) bool {
	part, _, _ := strings.Cut(in.key, ".")
	_, err := r.country.Value.Find(ast.Ref{ast.StringTerm(part)})
	return err == nil
}
