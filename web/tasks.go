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
func (p *Portal) sectionTasks(lang string, n count, area station.Area) []Task {
	var out []Task
	for _, section := range p.rooms.Checks.Engine().Sections(area) {
		if g := n.section[section.Key]; g.asked() > 0 {
			out = append(out, p.task(section.Title.In(lang), n.first[section.Key], g))
		}
	}
	return out
}

// unknownTasks lists what was answered with "don't know" and can still decide something.
func (p *Portal) unknownTasks(lang string, s *assessments.Standing, n count) []Link {
	var out []Link
	for _, place := range n.unknown {
		out = append(out, Link{Label: p.askLabel(lang, rules.Ask{Scope: place.Scope, Subject: place.Subject, Key: place.Key}), URL: questionURL(s.Check.ID, place)})
	}
	return out
}

// listTasks lists the lists that the check's rules read. Gaps are counted in cells.
func (p *Portal) listTasks(lang string, s *assessments.Standing, n count, may able) []Task {
	keys := p.rooms.Checks.Engine().SheetKeys(s.Check.Sheet, s.Check.Areas)
	var out []Task
	for _, l := range []struct {
		scope   rules.Scope
		rows    int
		version int64
	}{{rules.ScopeSupplier, len(s.Case.Suppliers), s.Suppliers}, {rules.ScopeEmployee, len(s.Case.Employees), s.Employees}} {
		if len(keys[l.scope]) == 0 {
			continue
		}
		t := Task{Title: p.rooms.Checks.Label(l.scope, "").In(lang), URL: "/lists/" + listOf[l.scope], State: "todo"}
		switch {
		case l.version > 0:
			t.State, t.Percent, t.Meta = "done", 100, p.say(lang, "count.rows", "n", l.rows)
			if n.cells[l.scope] > 0 {
				t.State, t.Count = "cells", n.cells[l.scope]
			}
		case may.may(l.scope):
			t.URL += "/import"
		case l.scope == rules.ScopeEmployee && may.owners != "":
			t.State, t.URL, t.Meta = "locked", "", p.say(lang, "check.owner_agrees", "name", may.owners)
		}
		out = append(out, t)
	}
	return out
}

// presences lists the host countries with how far each has come.
func (p *Portal) presences(lang string, s *assessments.Standing, n count) []Presence {
	var out []Presence
	for _, presence := range s.Check.Presences {
		out = append(out, Presence{Label: p.presenceLabel(lang, presence.Ref), URL: n.first[presence.Ref], RemoveURL: checkURL(s.Check.ID) + "/presences/" + presence.Ref + "/remove",
			Task: p.task("", n.first[presence.Ref], n.presence[presence.Ref])})
	}
	return out
}
