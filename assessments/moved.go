package assessments

import (
	"cmp"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Gone is an answer to a question that the rules no longer ask.
type Gone struct {
	Place  Place
	Answer Answer
	Was    rules.Bilingual // the question as it was
	Why    rules.Bilingual
}

// Suggestion is what somebody said before, for a question that is not answered in this check. It is
// shown and never judged until a person takes it over. Said is empty where what was said before is
// no answer to the question as it is asked now.
type Suggestion struct {
	From  Source
	Fate  rules.Fate // of an answer that was given before the rules changed
	Said  Said
	Value any
	Was   []Was
	Why   rules.Bilingual // what has changed
}

// Source is where a suggestion comes from.
type Source string

// The sources: an answer in this check before the rules changed, other answers of this check, and an
// earlier check of the company.
const (
	FromRules   Source = "rules"
	FromAnswers Source = "answers"
	FromEarlier Source = "earlier"
)

// Was is one answer that a suggestion rests on.
type Was struct {
	Scope  rules.Scope
	Key    string
	Said   Said
	Value  any
	Person string
	At     time.Time
}

// kept are the parts of a presence that are no answers to questions.
func (p Place) kept() bool {
	return p.Scope == rules.ScopePresence && (p.Key == "country" || p.Key == "none")
}

type rowOf struct {
	scope   rules.Scope
	subject string
}

// carry brings the answers of a check to the questions that the rules ask now.
func (c *Check) carry(e *rules.Engine) {
	given, byRev := map[rowOf]map[string]rules.Earlier{}, map[int64]Answer{}
	now := map[Place]Answer{}
	for p, a := range c.Answers {
		if p.kept() || a.Said == saidRemoved {
			now[p] = a
			continue
		}
		at := rowOf{p.Scope, p.Subject}
		if given[at] == nil {
			given[at] = map[string]rules.Earlier{}
		}
		given[at][p.Key] = rules.Earlier{Said: string(a.Said), Value: a.Value, Asked: a.Asked, Order: a.Rev}
		byRev[a.Rev] = a
	}
	c.Suggested = map[Place]Suggestion{}
	for at, answers := range given {
		carried := e.Carry(at.scope, answers)
		for key, held := range carried.Holds {
			a := byRev[held.Order]
			a.Said, a.Value, a.Asked = Said(held.Said), held.Value, held.Asked
			now[Place{at.scope, at.subject, key}] = a
		}
		for key, p := range carried.Proposed {
			s := Suggestion{From: FromRules, Fate: p.Fate, Said: Said(p.Said), Value: p.Value, Why: p.Why}
			for i, was := range p.Was {
				a := byRev[was.Order]
				s.Was = append(s.Was, Was{at.scope, p.From[i], Said(was.Said), was.Value, a.Person, a.At})
			}
			c.Suggested[Place{at.scope, at.subject, key}] = s
		}
		for _, g := range carried.Gone {
			if a, there := now[Place{at.scope, at.subject, "country"}]; there && a.Said == saidRemoved {
				continue // the presence was taken out
			}
			c.Gone = append(c.Gone, Gone{Place{at.scope, at.subject, g.Key}, byRev[g.Was.Order], g.Asked, g.Why})
		}
	}
	c.Answers = now
	slices.SortFunc(c.Gone, func(a, b Gone) int { return cmp.Compare(b.Answer.Rev, a.Answer.Rev) })
}
