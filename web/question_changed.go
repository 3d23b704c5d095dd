package web

import (
	"maps"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// takeBeside adds the questions that a form answers besides those of its page: rules that came into
// force meanwhile put them elsewhere. It names those that are asked no more.
func (a *asked) takeBeside(c *fiber.Ctx, e *rules.Engine) (gone []string) {
	eachPosted(c, func(field, _ string) {
		name, seen := strings.CutPrefix(field, "seen.")
		if !seen || field == askedRules || slices.ContainsFunc(a.questions, func(q *rules.Question) bool { return q.Name == name }) {
			return
		}
		if q, ok := e.Question(a.place.Scope, name); ok {
			a.questions, a.others = append(a.questions, q), append(a.others, q)
		} else {
			gone = append(gone, name)
		}
	})
	return gone
}

// beside are the answers to questions of other pages, as they came with a form that comes back.
func (a asked) beside(form Form) []Hidden {
	var out []Hidden
	for _, q := range a.others {
		for _, name := range slices.Sorted(maps.Keys(form.Values)) {
			of := strings.TrimPrefix(strings.TrimPrefix(name, "seen."), "shown.")
			if of != q.Name && !strings.HasPrefix(of, q.Name+".") {
				continue
			}
			for _, value := range form.Values[name] {
				out = append(out, Hidden{name, value})
			}
		}
	}
	return out
}

// lost words what was entered for questions that are asked no more; empty where nothing was.
func (p *Portal) lost(c *fiber.Ctx, gone []string) string {
	var said []string
	for _, name := range gone {
		if text := p.saidIn(c, name); text != "" {
			said = append(said, text)
		}
	}
	return p.listed(p.lang(c), said)
}

// questionGone answers a form whose question went with the rules that asked it: what was entered is
// said back, and not kept as an answer to something else.
func (p *Portal) questionGone(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	place, ok := parsePlace(c.Params("place"))
	if _, asked := p.together(place); !ok || asked || c.FormValue(askedRules) == "" {
		return fiber.ErrNotFound
	}
	if _, err := p.rooms.Checks.Check(c.UserContext(), scope(c), check); err != nil {
		return err
	}
	return p.sayBack(c, p.saidIn(c, place.Key))
}

// sayBack tells what was entered for questions that are asked no more.
func (p *Portal) sayBack(c *fiber.Ctx, said string) error {
	say := station.Say("question.gone", "said", said)
	if wantsJSON(c) {
		return c.Status(fiber.StatusConflict).JSON(fiber.Map{"conflict": true, "gone": true, "error": p.words.T(p.lang(c), say)})
	}
	return &station.Fault{Kind: station.Conflict, Say: say}
}

// saidIn is what was posted for a key, in words as far as they are known without its question.
func (p *Portal) saidIn(c *fiber.Ctx, key string) string {
	lang, known := p.lang(c), map[string]string{"true": "answer.yes", "false": "answer.no", "dont_know": "answer.dont_know", "na": "answer.na", "none": "answer.none", emptySet: "answer.none_of_these"}
	var said []string
	eachPosted(c, func(name, value string) {
		if name != key && !strings.HasPrefix(name, key+".") || value == "" {
			return
		}
		if word := known[value]; word != "" {
			value = p.words.T(lang, station.Text{Key: word})
		}
		said = append(said, value)
	})
	return p.listed(lang, said)
}

// changedSince names the questions of a page that are others than the form which came back had asked;
// what was said to those is told, and not taken for an answer to these.
func (p *Portal) changedSince(lang string, e *rules.Engine, a asked, form *Form) map[string]bool {
	out := map[string]bool{}
	if form.Value(askedRules) == "" {
		return out
	}
	by := revisionOf(form.Value(askedRules))
	for _, q := range a.questions {
		if by <= e.AnswersRevision() && e.AskedBy(q.Scope, q.Name, by) == e.Asked(q.Scope, q.Name) {
			continue
		}
		out[q.Name] = true
		if _, posted := form.Values["seen."+q.Name]; posted {
			form.Complain(q.Name, station.Say("earlier.question_changed", "said", p.shown(lang, q, *form)))
		}
	}
	return out
}
