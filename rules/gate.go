package rules

import (
	"context"
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/dependencies"
)

// gate is the condition under which a key is asked at all. It is a list of Rego conditions, any
// of which opens it. Certainly closed = the key counts as none and is never asked.
type gate struct {
	key   *Key
	any   []query
	reads []read
}

func (e *Engine) loadGates(*source) error {
	e.gates = map[*Key]*gate{}
	var faults []error
	for _, scope := range []Scope{ScopeCompany, ScopePresence, ScopeSupplier, ScopeEmployee} {
		for _, name := range e.keys.Names(scope) {
			key, _ := e.keys.Find(scope, name)
			if key.When == nil {
				continue
			}
			g, err := e.loadGate(key)
			if err != nil {
				faults = append(faults, within(string(scope)+"."+name+": when", err))
				continue
			}
			e.gates[key] = g
		}
	}
	if len(faults) == 0 {
		faults = append(faults, e.checkGateCycles())
	}
	e.loadBehind()
	return errors.Join(faults...)
}

func (e *Engine) loadGate(key *Key) (*gate, error) {
	g := &gate{key: key}
	var faults []error
	seen := map[string]read{}
	for _, text := range key.When {
		if err := e.noteReads(seen, text, &faults); err != nil {
			return nil, err
		}
		var q query
		q, faults = e.both(text, faults)
		g.any = append(g.any, q)
	}
	for _, r := range seen {
		g.reads = append(g.reads, r)
		if inList := key.Scope == ScopeSupplier || key.Scope == ScopeEmployee; inList && r.root != string(key.Scope) {
			faults = append(faults, unfit("unfit.column", "input.%s: a column's condition reads its own row only", r))
		}
		if r.root == "derived" && e.figureSet[r.key] == nil {
			faults = append(faults, unfit("unfit.no_figure", "input.derived.%s: no such figure", r.key))
		}
		if scope := Scope(r.root); scope == ScopeCompany || scope == ScopePresence || scope == ScopeEmployee || scope == ScopeSupplier {
			if _, ok := e.keys.Find(scope, r.key); !ok {
				faults = append(faults, unfit("unfit.no_key", "input.%s: no such key", r))
			}
		}
	}
	return g, errors.Join(faults...)
}

// noteReads notes what a condition or an expression of a data file reads.
func (e *Engine) noteReads(seen map[string]read, text string, faults *[]error) error {
	body, err := ast.ParseBodyWithOpts(text, ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: capabilities()})
	if err != nil {
		return err
	}
	compiled, err := e.compiler.QueryCompiler().Compile(body)
	if err != nil {
		return err
	}
	refs, err := dependencies.Base(e.compiler, compiled)
	for _, ref := range refs {
		e.noteRead(seen, ref, faults)
	}
	return err
}

// checkGateCycles refuses keys that open each other: neither could ever be asked.
func (e *Engine) checkGateCycles() error {
	const visiting, done = 1, 2
	state := map[*Key]int{}
	var visit func(*Key) error
	visit = func(k *Key) error {
		switch state[k] {
		case visiting:
			return unfit("unfit.loop", "when: %s.%s depends on itself", k.Scope, k.Name)
		case done:
			return nil
		}
		state[k] = visiting
		if g := e.gates[k]; g != nil {
			for _, r := range g.reads {
				if next, ok := e.keys.Find(Scope(r.root), r.key); ok {
					if err := visit(next); err != nil {
						return err
					}
				}
			}
		}
		state[k] = done
		return nil
	}
	for k := range e.gates {
		if err := visit(k); err != nil {
			return err
		}
	}
	return nil
}

// ternary is a truth that may be unknown.
type ternary int

const (
	no ternary = iota
	yes
	maybe
)

// open tells whether the gate of a key is certainly open, certainly closed, or not known yet.
func (g *gate) open(ctx context.Context, in *ast.Term, unknown []*ast.Term) (ternary, error) {
	answer := no
	for _, q := range g.any {
		t, _, err := q.decide(ctx, in, unknown)
		if err != nil {
			return maybe, err
		}
		if t == yes {
			return yes, nil
		}
		if t == maybe {
			answer = maybe
		}
	}
	return answer, nil
}
