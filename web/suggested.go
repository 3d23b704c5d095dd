package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Suggested is what was said before for a question that is not answered: shown beside it, and taken
// over only if somebody says so. Input of a question page: accept.<name> = the mark.
type Suggested struct {
	Text  string // what was said
	From  string // by whom and when, or from which other answers
	Why   string // how the question has changed
	Mark  string // of what would be taken over; empty where it is no answer to the question of today
	Taken bool   // ticked in a form that came back
}

// suggested words a suggestion.
func (p *Portal) suggested(lang string, q *rules.Question, s assessments.Suggestion) *Suggested {
	out := &Suggested{Why: s.Why.In(lang)}
	if s.From == assessments.FromRules && out.Why == "" {
		out.Why = p.say(lang, "earlier.choices_changed")
	}
	if s.Said != "" {
		out.Mark = answerMark(s.Said, s.Value)
		out.Text = p.answerText(lang, q, assessments.Answer{Said: s.Said, Value: s.Value})
	}
	var labels, texts []string
	for _, was := range s.Was {
		if s.From == assessments.FromAnswers {
			labels = append(labels, p.rooms.Checks.Label(was.Scope, was.Key).In(lang))
			continue
		}
		texts = append(texts, p.answerText(lang, q, assessments.Answer{Said: was.Said, Value: was.Value}))
		key := map[assessments.Source]string{assessments.FromRules: "earlier.said_by", assessments.FromEarlier: "earlier.said_earlier"}[s.From]
		out.From = p.say(lang, key, "name", was.Person, "day", DateYear(lang, was.At))
	}
	if s.From == assessments.FromAnswers {
		out.From = p.say(lang, "earlier.from_answers", "what", p.listed(lang, labels))
	}
	if out.Text == "" {
		out.Text = p.listed(lang, texts)
	}
	return out
}

// listed joins words as a list of the language.
func (p *Portal) listed(lang string, parts []string) string {
	out := ""
	for i, part := range slices.Compact(parts) {
		if i > 0 {
			out += p.say(lang, "list.comma")
		}
		out += part
	}
	return out
}

// openPlaces are the questions of a check that are still to be answered, "don't know" apart.
func openPlaces(s *assessments.Standing) []assessments.Place {
	var out []assessments.Place
	for _, ask := range s.Asks {
		if now, answered := s.Check.Answers[placeOf(ask)]; onPage(ask) && (!answered || now.Said == assessments.SaidCleared) {
			out = append(out, placeOf(ask))
		}
	}
	return out
}

// suggestionsOf finds what was said before for the questions of a page.
func (p *Portal) suggestionsOf(c *fiber.Ctx, a asked, s *assessments.Standing) (map[assessments.Place]assessments.Suggestion, error) {
	places := make([]assessments.Place, len(a.questions))
	for i, q := range a.questions {
		places[i] = a.placeOf(q)
	}
	return p.rooms.Checks.Suggestions(c.UserContext(), scope(c), s, places)
}

// accepted is the answer that a ticked suggestion stands for. ok is false, with a complaint, where
// something else was said as well or the suggestion is no longer what was shown.
func accepted(q *rules.Question, place assessments.Place, check *assessments.Check, told map[assessments.Place]assessments.Suggestion, form *Form) (assessments.Given, bool) {
	mark := form.Value("accept." + q.Name)
	said, value, say := readValue(q, *form)
	if typed := answerMark(said, value); say.Key != "" || (typed != nothing && typed != mark) {
		form.Complain(q.Name, station.Say("earlier.both"))
		return assessments.Given{}, false
	}
	if s, ok := told[place]; ok && s.Said != "" && answerMark(s.Said, s.Value) == mark {
		return assessments.Given{Place: place, Said: s.Said, Value: s.Value}, true
	}
	if now, ok := check.Answers[place]; ok && answerMark(now.Said, now.Value) == mark { // taken over already
		return assessments.Given{Place: place, Said: now.Said, Value: now.Value}, true
	}
	form.Complain(q.Name, station.Say("earlier.changed"))
	return assessments.Given{}, false
}
