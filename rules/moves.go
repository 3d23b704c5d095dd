package rules

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Fate is what becomes of an answer when its question changes.
type Fate string

// The fates. Carried holds on under another name or with other options; Reconfirm is asked again, the
// old answer beside it; Split and Merged turn one question into several and several into one; Dropped
// is no longer asked.
const (
	Carried   Fate = "carried"
	Reconfirm Fate = "reconfirm"
	Split     Fate = "split"
	Merged    Fate = "merged"
	Dropped   Fate = "dropped"
)

// Move says what becomes of the answers to a question that was changed. Answers given under a
// revision before Since are moved; the answers themselves stay as they were given.
type Move struct {
	Since  int64 // the first revision with the changed question
	Fate   Fate
	Scope  Scope
	From   []string
	Into   []string
	Values []ValueMove
	Join   string // how answers are merged: any, all, sum or same
	Why    Bilingual
	Was    Bilingual // of dropped: the question as it was
}

// ValueMove turns one old answer into one answer for each key that it goes into.
type ValueMove struct {
	Was any
	Is  []any
}

type rawMove struct {
	Since  int64      `json:"since"`
	Fate   Fate       `json:"fate"`
	From   []string   `json:"from"`
	Into   []string   `json:"into"`
	Join   string     `json:"join"`
	Zh     string     `json:"zh"`
	En     string     `json:"en"`
	Was    *Bilingual `json:"was"`
	Values []struct {
		Was any `json:"was"`
		Is  any `json:"is"`
	} `json:"values"`
}

// movesFile is the table of moves.
const movesFile = "moves/data.yaml"

// Moves lists the moves of the bundle, oldest first.
func (e *Engine) Moves() []Move { return e.moves }

// AnswersRevision is the revision under which answers are given now: every move of the bundle lies
// before it.
func (e *Engine) AnswersRevision() int64 {
	revision := e.RevisionNumber()
	for _, m := range e.moves {
		revision = max(revision, m.Since)
	}
	return revision
}

func (e *Engine) loadMoves(src *source) error {
	list, _ := dig(src.data, "moves", "table").([]any)
	var faults []error
	for i, raw := range list {
		m, err := e.parseMove(raw)
		if err != nil {
			faults = append(faults, inFile(movesFile, within(fmt.Sprintf("entry %d", i+1), err)))
			continue
		}
		e.moves = append(e.moves, m)
	}
	slices.SortStableFunc(e.moves, func(a, b Move) int { return cmp.Compare(a.Since, b.Since) })
	if len(faults) == 0 {
		faults = e.checkMoves()
	}
	return errors.Join(faults...)
}

// movesWithin refuses a move from a revision above that of the bundle: answers would be marked by a
// revision that is yet to come.
func (s *source) movesWithin() error {
	revision, err := strconv.ParseInt(s.revision, 10, 64)
	if err != nil {
		return nil //nolint:nilerr // a bundle without a number has no order among others
	}
	list, _ := dig(s.data, "moves", "table").([]any)
	for i, raw := range list {
		m, _ := raw.(map[string]any)
		since, _ := m["since"].(json.Number)
		if n, err := since.Int64(); err == nil && n > revision {
			return inFile(movesFile, unfit("unfit.m_later", "entry %d: since %d, but this is revision %d: build with --revision %[2]d, or say since %[3]d", i+1, n, revision))
		}
	}
	return nil
}

func (e *Engine) parseMove(raw any) (Move, error) {
	var r rawMove
	if err := strictly(raw, &r); err != nil {
		return Move{}, err
	}
	m := Move{Since: r.Since, Fate: r.Fate, Join: r.Join, Why: Bilingual{r.Zh, r.En}}
	if r.Was != nil {
		m.Was = *r.Was
	}
	for _, side := range []struct {
		said []string
		into *[]string
	}{{r.From, &m.From}, {r.Into, &m.Into}} {
		for _, place := range side.said {
			scope, key, ok := strings.Cut(place, ".")
			if !ok || Scope(scope).unknown() || (m.Scope != "" && m.Scope != Scope(scope)) {
				return m, unfit("unfit.m_place", "%q: keys are written company.KEY, presence.KEY, supplier.KEY or employee.KEY, all of one kind in one entry", place)
			}
			m.Scope = Scope(scope)
			*side.into = append(*side.into, key)
		}
	}
	given, _ := raw.(map[string]any)["values"].([]any)
	for i, v := range r.Values {
		pair, _ := given[i].(map[string]any) // as it was written: numbers keep their digits
		is := pair["is"]
		if len(m.Into) == 1 {
			is = []any{is}
		}
		each, ok := is.([]any)
		if !ok || len(each) != len(m.Into) {
			return m, unfit("unfit.m_values", "values: %v becomes %v: one value for each key under into", v.Was, v.Is)
		}
		m.Values = append(m.Values, ValueMove{pair["was"], each})
	}
	return m, m.wrong()
}

func (s Scope) unknown() bool { return s != ScopeCompany && s.listOf() == "" }

// wrong says what a move lacks, whatever the keys are.
func (m Move) wrong() error {
	var faults []error
	want := func(ok bool, key, what string) {
		if !ok {
			faults = append(faults, unfit(key, "%s", what))
		}
	}
	from, into := map[Fate][2]int{Carried: {1, 1}, Reconfirm: {1, 1}, Split: {1, 2}, Merged: {2, 1}, Dropped: {1, 0}}, len(m.Into)
	counts, known := from[m.Fate]
	want(known, "unfit.m_fate", "fate must be carried, reconfirm, split, merged or dropped")
	want(m.Since > 0, "unfit.m_since", "since must be the first revision that has the changed question")
	want(m.Why.Zh != "" && m.Why.En != "", "unfit.m_why", "zh and en say to the company what has changed")
	if !known {
		return errors.Join(faults...)
	}
	want(counts[0] == 1 && len(m.From) == 1 || counts[0] == 2 && len(m.From) > 1, "unfit.m_from", "from names one key, or for merged several")
	want(counts[1] == 0 && into == 0 || counts[1] == 1 && into == 1 || counts[1] == 2 && into > 1, "unfit.m_into", "into names one key, for split several, for dropped none")
	want(m.Values == nil || m.Fate == Carried || m.Fate == Split, "unfit.m_no_values", "values belong to carried and split")
	want((m.Join != "") == (m.Fate == Merged) && slices.Contains([]string{"", "any", "all", "sum", "same"}, m.Join), "unfit.m_join", "join is any, all, sum or same, for merged and for no other")
	want((m.Fate == Dropped) == (m.Was.Zh != "" && m.Was.En != ""), "unfit.m_was", "was: {zh, en} is the question as it was, for dropped and for no other")
	want(m.Fate != Reconfirm || m.Scope == ScopeCompany || m.Scope == ScopePresence, "unfit.m_cells", "the cells of a list are not confirmed one by one: ask under a new key, with split or dropped for the old one")
	return errors.Join(faults...)
}

// checkMoves holds the moves to the keys: what comes out must be asked, or be moved on later.
func (e *Engine) checkMoves() []error {
	var faults []error
	for i, m := range e.moves {
		fail := func(key, format string, args ...any) {
			faults = append(faults, inFile(movesFile, within(fmt.Sprintf("since %d, %s", m.Since, m.Scope), unfit(key, format, args...))))
		}
		movedOn := func(key string) bool {
			return slices.ContainsFunc(e.moves[i+1:], func(later Move) bool { return later.Scope == m.Scope && slices.Contains(later.From, key) })
		}
		for _, key := range m.From {
			if e.takes(m.Scope, key) && (len(m.Into) != 1 || m.Into[0] != key) {
				// a later answer under the name would hide the one that went elsewhere
				fail("unfit.m_still", "%s is still a key, so its answers cannot be taken from it: give what is new a new name", key)
			}
		}
		for at, name := range m.Into {
			key, ok := e.keys.Find(m.Scope, name)
			ok = ok && key.Name == name && e.takes(m.Scope, name)
			switch {
			case !ok && !movedOn(name):
				fail("unfit.m_unasked", "%s is not asked: no question or column has that name", name)
			case !ok || movedOn(name):
			case m.Join == "sum" && key.Type != "integer" && key.Type != "decimal", (m.Join == "any" || m.Join == "all") && key.Type != "boolean":
				fail("unfit.m_merge", "answers to %s, which is %s, cannot be merged by %s", name, key.Type, m.Join)
			default:
				for _, v := range m.Values {
					if _, err := key.Take(v.Is[at]); err != nil && v.Is[at] != nil {
						fail("unfit.m_value", "%s: %v %v", name, v.Is[at], err)
					}
				}
			}
		}
	}
	return faults
}

// takes tells whether answers are given to a key: to one of the company or of a presence by its
// question, to a column by the list.
func (e *Engine) takes(scope Scope, name string) bool {
	if scope == ScopeCompany || scope == ScopePresence {
		_, asked := e.Question(scope, name)
		return asked
	}
	_, ok := e.keys.Find(scope, name)
	return ok
}

// sameValue tells whether two answers are the same, whatever they were read from.
func sameValue(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
