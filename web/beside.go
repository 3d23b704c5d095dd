package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

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
		for _, name := range []string{q.Name, q.Name + ".instead", "seen." + q.Name, "shown." + q.Name} {
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
