package rules

import (
	"encoding/json"
	"maps"
	"math/big"
	"slices"
)

// What an earlier answer said, besides a value.
const (
	SaidValue    = "value"
	SaidDontKnow = "dont_know"
	SaidNA       = "na"
	SaidCleared  = "cleared"
)

// Earlier is an answer as it was given: to which form of the question, and in which order.
type Earlier struct {
	Said  string
	Value any
	Asked int64 // first revision that has the question as it was asked, as Engine.Asked tells it
	Order int64 // the later of two answers is the greater
}

// Proposal is what earlier answers suggest for a question that is to be answered anew. It is never
// judged. Said is empty where the earlier answers do not fit; they are shown all the same.
type Proposal struct {
	Fate  Fate
	From  []string // keys of the earlier answers
	Was   []Earlier
	Said  string
	Value any
	Why   Bilingual // what has changed; empty where only the choices did
}

// Gone is an answer to a question that is no longer asked.
type Gone struct {
	Key   string
	Was   Earlier
	Asked Bilingual // the question as it was
	Why   Bilingual
}

// Answers are the answers of the company, of one presence or of one row under the rules at hand.
type Answers struct {
	Holds    map[string]Earlier
	Proposed map[string]Proposal
	Gone     []Gone

	touched map[string]bool // keys that an earlier answer was about
}

// Carry brings answers that were given under earlier rules to the questions of these. Nothing is
// guessed: what has no certain place among the questions of today is proposed and not answered.
func (e *Engine) Carry(scope Scope, given map[string]Earlier) Answers {
	a := Answers{Holds: make(map[string]Earlier, len(given)), Proposed: map[string]Proposal{}, touched: map[string]bool{}}
	for key, was := range given {
		if was.Asked <= e.Asked(scope, key) {
			a.Holds[key] = was
		} else { // the rules were taken back since: it was given to another question
			a.propose(key, Proposal{Fate: Reconfirm, From: []string{key}, Was: []Earlier{was}})
		}
	}
	for _, m := range e.moves {
		if m.Scope == scope {
			a.move(m)
		}
	}
	for key, was := range a.Holds {
		declared, ok := e.keys.Find(scope, key)
		switch {
		case !ok:
			delete(a.Holds, key) // not a question of these rules; the answer stays where it is kept
		case !declared.fits(was):
			delete(a.Holds, key)
			a.propose(key, Proposal{Fate: Reconfirm, From: []string{key}, Was: []Earlier{was}})
		}
	}
	for key, p := range a.Proposed {
		declared, ok := e.keys.Find(scope, key)
		switch {
		case !ok:
			delete(a.Proposed, key)
		case p.Said != "" && !declared.fits(Earlier{Said: p.Said, Value: p.Value}):
			p.Said, p.Value = "", nil
			a.Proposed[key] = p
		}
	}
	return a
}

// Asked is the first revision that has the question of a key as these rules ask it: 0 where it has
// always been so, as far as they know.
func (e *Engine) Asked(scope Scope, key string) int64 { return e.AskedBy(scope, key, 1<<62) }

// AskedBy is Asked for a page of an earlier revision.
func (e *Engine) AskedBy(scope Scope, key string, revision int64) int64 {
	var asked int64
	for _, m := range e.moves {
		if m.Scope == scope && m.Since <= revision && slices.Contains(m.Into, key) {
			asked = max(asked, m.Since)
		}
	}
	return asked
}

// open are the keys of which something was said that is no answer to them now: not answered, and
// not what an empty one would mean.
func (a Answers) open() map[string]bool {
	out := maps.Clone(a.touched)
	for key := range a.Proposed {
		out[key] = true
	}
	for key := range a.Holds {
		delete(out, key)
	}
	return out
}

// fits tells whether an answer can be one to this key.
func (k *Key) fits(was Earlier) bool {
	switch was.Said {
	case SaidNA:
		return k.NA
	case SaidValue:
		if was.Value == nil && k.HasBlank {
			return true
		}
		_, err := k.Take(was.Value)
		return err == nil
	}
	return true
}

// move carries out one move on the answers that were given before it.
func (a *Answers) move(m Move) {
	var was []Earlier
	var from []string
	for _, key := range m.From {
		if earlier, ok := a.Holds[key]; ok && earlier.Asked < m.Since {
			delete(a.Holds, key)
			was, from = append(was, earlier), append(from, key)
		}
	}
	if len(was) == 0 {
		a.moveProposals(m)
		return
	}
	for _, key := range m.Into {
		a.touched[key] = true
	}
	meant := slices.ContainsFunc(was, func(w Earlier) bool { return w.Said == SaidValue || w.Said == SaidNA })
	switch {
	case m.Fate == Dropped:
		if meant {
			a.Gone = append(a.Gone, Gone{m.From[0], was[0], m.Was, m.Why})
		}
	case m.Fate == Merged:
		if joined, ok := m.join(was); ok {
			a.hold(m.Into[0], joined, m.Since)
		} else {
			from, was = a.takeProposals(m, from, was)
			if meant || len(was) > 1 {
				a.propose(m.Into[0], Proposal{Fate: Merged, From: from, Was: was, Why: m.Why})
			}
		}
	default:
		for at, key := range m.Into {
			now, ok := m.becomes(was[0], at)
			switch {
			case ok && m.Fate != Reconfirm:
				a.hold(key, now, m.Since)
			case ok && meant:
				a.propose(key, Proposal{Fate: m.Fate, From: from, Was: was, Said: now.Said, Value: now.Value, Why: m.Why})
			case meant:
				a.propose(key, Proposal{Fate: m.Fate, From: from, Was: was, Why: m.Why})
			}
		}
	}
}

// becomes is what an answer becomes under the key at a place of Into; ok is false where the move
// does not say.
func (m Move) becomes(was Earlier, at int) (Earlier, bool) {
	if was.Said != SaidValue {
		return was, m.Fate != Split && (m.Fate == Carried || was.Said == SaidNA)
	}
	for _, v := range m.Values {
		if sameValue(v.Was, was.Value) {
			was.Value = v.Is[at]
			return was, true
		}
	}
	return was, m.Fate != Split && m.Values == nil
}

// hold keeps an answer unless a later one stands in its place.
func (a *Answers) hold(key string, was Earlier, revision int64) {
	if there, ok := a.Holds[key]; ok && there.Order > was.Order {
		return
	}
	was.Asked = revision
	a.Holds[key] = was
	delete(a.Proposed, key)
}

// propose keeps a proposal unless the question has been answered since.
func (a *Answers) propose(key string, p Proposal) {
	newest := int64(0)
	for _, was := range p.Was {
		newest = max(newest, was.Order)
	}
	if there, ok := a.Holds[key]; ok && there.Order > newest {
		return
	}
	delete(a.Holds, key)
	a.Proposed[key] = p
}

// takeProposals adds what was only proposed for the questions of a merger to what was answered.
func (a *Answers) takeProposals(m Move, from []string, was []Earlier) ([]string, []Earlier) {
	for _, key := range m.From {
		if p, ok := a.Proposed[key]; ok && !slices.Contains(m.Into, key) {
			delete(a.Proposed, key)
			from, was = append(from, p.From...), append(was, p.Was...)
		}
	}
	return from, was
}

// moveProposals takes what was only proposed so far along with its question.
func (a *Answers) moveProposals(m Move) {
	if m.Fate == Merged {
		if from, was := a.takeProposals(m, nil, nil); len(was) > 0 {
			a.propose(m.Into[0], Proposal{Fate: Merged, From: from, Was: was, Why: m.Why})
		}
		return
	}
	for _, key := range m.From {
		p, ok := a.Proposed[key]
		if !ok {
			continue
		}
		delete(a.Proposed, key)
		if m.Fate == Dropped {
			a.Gone = append(a.Gone, Gone{p.From[0], p.Was[0], m.Was, m.Why})
			continue
		}
		p.Fate, p.Why = m.Fate, m.Why
		was := Earlier{Said: p.Said, Value: p.Value}
		for at, into := range m.Into {
			next := p
			next.Said, next.Value = "", nil
			if now, ok := m.becomes(was, at); ok && was.Said != "" {
				next.Said, next.Value = now.Said, now.Value
			}
			a.propose(into, next)
		}
	}
}

// join merges answers where they decide it; Order is that of the newest.
func (m Move) join(was []Earlier) (Earlier, bool) {
	out := Earlier{Said: SaidValue}
	whole := len(was) == len(m.From)
	sum, yes, no, same := new(big.Rat), false, false, true
	for _, w := range was {
		out.Order = max(out.Order, w.Order)
		whole = whole && w.Said == SaidValue
		same = same && sameValue(w.Value, was[0].Value)
		b, isBool := w.Value.(bool)
		whole = whole && (isBool || m.Join == "sum" || m.Join == "same")
		yes, no = yes || (isBool && b), no || (isBool && !b)
		if n, ok := w.Value.(json.Number); ok {
			if part, ok := new(big.Rat).SetString(string(n)); ok {
				sum.Add(sum, part)
				continue
			}
		}
		whole = whole && m.Join != "sum"
	}
	switch m.Join {
	case "any":
		out.Value = yes
		return out, yes || whole
	case "all":
		out.Value = !no
		return out, no || whole
	case "sum":
		out.Value = canonicalNumber(json.Number(sum.FloatString(6)))
		return out, whole
	}
	out.Value = was[0].Value
	return out, whole && same
}
