package rules

// earlier is a row of an earlier judgement of the same case, with the facts it stood in.
type earlier struct {
	facts *facts
	row   *resolved
}

// row finds a row of an earlier judgement; nil when there was none.
func (f *facts) row(scope Scope, subject string) *earlier {
	if f == nil {
		return nil
	}
	if scope == ScopeCompany {
		return &earlier{f, f.company}
	}
	for _, r := range f.rows[scope] {
		if r.subject == subject {
			return &earlier{f, r}
		}
	}
	return nil
}

// sameGate gives the state of a gate whose reads are all as they were.
func (f *facts) sameGate(r *resolved, before *earlier, key *Key) (ternary, bool) {
	if before == nil {
		return maybe, false
	}
	state, known := before.row.gates[key.Name]
	if !known {
		return maybe, false
	}
	for _, in := range f.e.gates[key].reads {
		if !f.sameRead(r, before, in) {
			return maybe, false
		}
	}
	return state, true
}

// sameRead tells whether what a gate reads is as it was.
func (f *facts) sameRead(r *resolved, before *earlier, in read) bool {
	switch in.root {
	case "company":
		return sameTerm(f.company.values[in.key], before.facts.company.values[in.key]) && f.company.none[in.key] == before.facts.company.none[in.key]
	case string(r.scope):
		return sameTerm(r.values[in.key], before.row.values[in.key]) && r.none[in.key] == before.row.none[in.key]
	case "derived":
		if f.e.figureSet[in.key] == nil || f.e.figureSet[in.key].per != "" {
			return false
		}
		return sameTerm(f.derived[in.key], before.facts.derived[in.key])
	case "country":
		return sameTerm(r.country, before.row.country)
	}
	return false
}

// spokenBehind tells whether an answer was given that only makes sense with this key: another key
// behind the very same gate, or one whose own gate reads this key. Then a shut gate does not make
// the key none; it stays unknown until somebody answers it.
func (e *Engine) spokenBehind(r *resolved, key *Key) bool {
	for _, other := range e.behind[key] {
		if r.values[other.Name] != nil && r.row[other.Name] != nil {
			return true
		}
	}
	return false
}

// loadBehind notes for each gated key which answers speak for it.
func (e *Engine) loadBehind() {
	e.behind = map[*Key][]*Key{}
	for key, g := range e.gates {
		for other, h := range e.gates {
			if other == key || other.Scope != key.Scope {
				continue
			}
			same := len(g.key.When) == len(h.key.When)
			for i := range g.key.When {
				same = same && g.key.When[i] == h.key.When[i]
			}
			reads := false
			for _, in := range h.reads {
				reads = reads || (in.root == string(key.Scope) && in.key == key.Name)
			}
			if same || reads {
				e.behind[key] = append(e.behind[key], other)
			}
		}
	}
}
