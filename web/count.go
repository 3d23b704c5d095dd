package web

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// progress is how far a set of questions has come.
type progress struct {
	answered, open, unknown int // unknown: answered with "don't know"
}

func (g progress) asked() int { return g.answered + g.open + g.unknown }

func (g *progress) add(state answerState) {
	switch state {
	case isAnswered:
		g.answered++
	case isUnknown:
		g.unknown++
	case isOpen:
		g.open++
	}
}

type answerState int

const (
	isNothing answerState = iota // can no longer matter, or is not asked by this check
	isAnswered
	isUnknown
	isOpen
)

// count is how far a self-check has come: its questions, and apart from them the cells of its
// lists. Every page that shows a number of questions takes it from here.
type count struct {
	all      progress
	section  map[string]progress
	presence map[string]progress
	first    map[string]string    // where a section or a presence goes on
	unknown  []assessments.Place  // answered with "don't know" although it can still decide something
	cells    map[rules.Scope]int  // empty cells that can still decide something
	absent   map[rules.Scope]bool // lists not answered at all
}

// count counts the questions of a check's own areas and sheet. What is behind a shut gate, and what
// can no longer matter, counts as nothing.
func (p *Portal) count(s *assessments.Standing) count {
	n := count{section: map[string]progress{}, presence: map[string]progress{}, first: map[string]string{}, cells: map[rules.Scope]int{}, absent: map[rules.Scope]bool{}}
	keys := p.rooms.Checks.Engine().SheetKeys(s.Check.Sheet, s.Check.Areas)
	asked := map[assessments.Place]bool{}
	for _, a := range s.Asks {
		switch {
		case onPage(a):
			asked[placeOf(a)] = true
			p.note(&n, s, placeOf(a), true)
		case a.Scope == rules.ScopePresence:
			n.all.open++
		case a.Key == "":
			n.absent[a.Scope] = true
		default:
			n.cells[a.Scope]++
		}
	}
	if len(keys[rules.ScopePresence]) > 0 && (s.Check.NoPresence || len(s.Check.Presences) > 0) {
		n.all.answered++ // the question where the company is at all
	}
	settled := func(scope rules.Scope, subject string) {
		for _, key := range keys[scope] {
			if place := (assessments.Place{Scope: scope, Subject: subject, Key: key.Name}); !asked[place] {
				p.note(&n, s, place, false)
			}
		}
	}
	settled(rules.ScopeCompany, "")
	for _, presence := range s.Check.Presences {
		settled(rules.ScopePresence, presence.Ref)
	}
	return n
}

// note counts one question.
func (p *Portal) note(n *count, s *assessments.Standing, place assessments.Place, asked bool) {
	engine := p.rooms.Checks.Engine()
	q, ok := engine.Question(place.Scope, place.Key)
	if !ok {
		return
	}
	state := isNothing
	answer, said := s.Check.Answers[place]
	switch {
	case asked && said && answer.Said == assessments.SaidDontKnow:
		state = isUnknown
		n.unknown = append(n.unknown, place)
	case asked && (!said || answer.Said == assessments.SaidCleared):
		state = isOpen
	case said && (answer.Said == assessments.SaidValue || answer.Said == assessments.SaidNA) && !engine.Closed(s.Judgement, place.Scope, place.Subject, place.Key):
		state = isAnswered
	}
	if state == isNothing {
		return
	}
	n.all.add(state)
	url := questionURL(s.Check.ID, place)
	into := func(of map[string]progress, name string) {
		g := of[name]
		if n.first[name] == "" || (state == isOpen && g.open == 0) {
			n.first[name] = url
		}
		g.add(state)
		of[name] = g
	}
	into(n.section, q.Section)
	if place.Scope == rules.ScopePresence {
		into(n.presence, place.Subject)
	}
}

func (n count) tally(s *assessments.Standing) Tally {
	return Tally{Answered: n.all.answered + n.all.unknown, Asked: n.all.asked(), Open: n.all.unknown, Determined: s.Judgement.Score.Completeness / 10}
}

// tally is how far a check has come.
func (p *Portal) tally(s *assessments.Standing) Tally { return p.count(s).tally(s) }

// elsewhere tells whether a check asks questions that stand among those of an area it does not have.
func (p *Portal) elsewhere(n count, area station.Area) bool {
	for _, section := range p.rooms.Checks.Engine().Sections(area) {
		if n.section[section.Key].asked() > 0 {
			return true
		}
	}
	return false
}
