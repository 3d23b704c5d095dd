package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// lastSaved is when a check was last answered.
func lastSaved(c *assessments.Check) time.Time {
	at := c.CreatedAt
	for _, a := range c.Answers {
		if a.At.After(at) {
			at = a.At
		}
	}
	return at
}

// progress is how far a set of questions has come.
type progress struct {
	answered, open, unknown int // unknown: answered with "don't know"
}

func (g progress) asked() int { return g.answered + g.open + g.unknown }

// standingOf counts the questions of one section, or of all when section is empty. What can no
// longer matter counts as neither.
func (p *Portal) standingOf(s *assessments.Standing, section string) progress {
	var g progress
	asked := map[string]bool{}
	for _, a := range s.Asks {
		asked[a.Place()] = true
	}
	each := func(q *rules.Question, subject string) {
		if section != "" && q.Section != section {
			return
		}
		a, ok := s.Check.Answers[assessments.Place{Scope: q.Scope, Subject: subject, Key: q.Name}]
		place := rules.Ask{Scope: q.Scope, Subject: subject, Key: q.Name}.Place()
		switch {
		case ok && a.Said == assessments.SaidDontKnow && asked[place]:
			g.unknown++
		case ok && a.Said != assessments.SaidCleared && a.Said != assessments.SaidDontKnow:
			g.answered++
		case asked[place]:
			g.open++
		}
	}
	engine := p.rooms.Checks.Engine()
	for _, q := range engine.Questions(rules.ScopeCompany) {
		each(q, "")
	}
	for _, presence := range s.Check.Presences {
		for _, q := range engine.Questions(rules.ScopePresence) {
			each(q, presence.Ref)
		}
	}
	return g
}

func (p *Portal) tally(s *assessments.Standing) Tally {
	g := p.standingOf(s, "")
	return Tally{Answered: g.answered + g.unknown, Asked: g.asked(), Open: g.unknown, Determined: s.Judgement.Score.Completeness / 10}
}

// task is a line of the task list for a share of the questions.
func (p *Portal) task(title, url string, g progress) Task {
	t := Task{Title: title, URL: url, Percent: percent(g.answered+g.unknown, g.asked()), State: "todo"}
	switch {
	case g.asked() == 0 || (g.open == 0 && g.unknown == 0):
		t.State, t.Percent = "done", 100
	case g.open == 0:
		t.State, t.Count = "unknown", g.unknown
	case g.answered+g.unknown > 0:
		t.State = "progress"
	}
	return t
}

// areaTasks lists the areas of a check by how much of each is determined.
func (p *Portal) areaTasks(lang string, s *assessments.Standing) []Task {
	var out []Task
	for _, area := range s.Check.Areas {
		done := s.Judgement.Score.ByArea[area]
		t := Task{Title: p.say(lang, "area."+string(area)), URL: checkURL(s.Check.ID), Percent: done / 10, State: "progress"}
		switch done {
		case 0:
			t.State = "todo"
		case 1000:
			t.State = "done"
		}
		out = append(out, t)
	}
	return out
}

// sectionTasks lists the sections of an area's questions.
func (p *Portal) sectionTasks(lang string, s *assessments.Standing, area station.Area) []Task {
	var out []Task
	for _, section := range p.rooms.Checks.Engine().Sections(area) {
		g := p.standingOf(s, section.Key)
		first := p.firstOf(s, section.Key)
		if g.asked() == 0 && first == "" {
			continue
		}
		t := p.task(section.Title.In(lang), first, g)
		out = append(out, t)
	}
	return out
}

// firstOf is where a section goes on: its first open question, or else its first answered one.
func (p *Portal) firstOf(s *assessments.Standing, section string) string {
	engine := p.rooms.Checks.Engine()
	for _, a := range s.Asks {
		if q, ok := engine.Question(a.Scope, a.Key); ok && q.Section == section {
			return questionURL(s.Check.ID, placeOf(a))
		}
	}
	for _, scope := range []rules.Scope{rules.ScopeCompany, rules.ScopePresence} {
		for _, q := range engine.Questions(scope) {
			if q.Section != section {
				continue
			}
			for place := range s.Check.Answers {
				if place.Scope == scope && place.Key == q.Name {
					return questionURL(s.Check.ID, place)
				}
			}
		}
	}
	return ""
}

// listTasks lists the lists that the check's rules read.
func (p *Portal) listTasks(lang string, s *assessments.Standing) []Task {
	keys := p.rooms.Checks.Engine().SheetKeys(s.Check.Sheet, s.Check.Areas)
	var out []Task
	for _, l := range []struct {
		name  string
		scope rules.Scope
		rows  []rules.Row
	}{{assessments.ListSuppliers, rules.ScopeSupplier, s.Case.Suppliers}, {assessments.ListEmployees, rules.ScopeEmployee, s.Case.Employees}} {
		if len(keys[l.scope]) == 0 {
			continue
		}
		t := Task{Title: p.rooms.Checks.Label(l.scope, "").In(lang), URL: "/lists/" + l.name, State: "todo"}
		if l.rows != nil {
			t.State, t.Percent, t.Meta = "done", 100, p.say(lang, "count.rows", "n", len(l.rows))
			missing := 0
			for _, a := range s.Asks {
				if a.Scope == l.scope {
					missing++
				}
			}
			if missing > 0 {
				t.State, t.Count = "unknown", missing
			}
		} else {
			t.URL += "/import"
		}
		out = append(out, t)
	}
	return out
}

// presences lists the host countries with how far each has come.
func (p *Portal) presences(lang string, s *assessments.Standing) []Presence {
	var out []Presence
	for _, presence := range s.Check.Presences {
		var g progress
		first := ""
		for _, a := range s.Asks {
			if a.Scope == rules.ScopePresence && a.Subject == presence.Ref {
				g.open++
				if first == "" {
					first = questionURL(s.Check.ID, placeOf(a))
				}
			}
		}
		for place, a := range s.Check.Answers {
			if place.Scope == rules.ScopePresence && place.Subject == presence.Ref && place.Key != "country" && a.Said == assessments.SaidValue {
				g.answered++
				if first == "" {
					first = questionURL(s.Check.ID, place)
				}
			}
		}
		url := checkURL(s.Check.ID)
		out = append(out, Presence{Label: p.presenceLabel(lang, presence.Ref), URL: first, RemoveURL: url + "/presences/" + presence.Ref + "/remove",
			Task: p.task("", first, g)})
	}
	return out
}
