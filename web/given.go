package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// markOf tells one person's forms from another's on a device that several share. It names
// nobody: what a browser keeps under it is not given to the next person.
func (p *Portal) markOf(who station.PersonID) string {
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte("person\x00"))
	mac.Write(who[:])
	return hex.EncodeToString(mac.Sum(nil)[:8])
}

// nothing is the mark of a question without an answer.
const nothing = "nothing"

// answerMark is a short mark of an answer. A form carries the mark of the answer that it shows, so
// that a question left as it was is not taken for an answer.
func answerMark(said assessments.Said, value any) string {
	if said == "" || said == assessments.SaidCleared {
		return nothing
	}
	text, err := json.Marshal(value)
	if err != nil {
		return "" // fits no mark: counts as an answer
	}
	sum := sha256.Sum256([]byte(string(said) + "\x00" + string(text)))
	return hex.EncodeToString(sum[:8])
}

// carried are the hidden values of a question: the revision of the answer that the page shows, and
// its mark. A page that comes back with what was posted still stands on what its sender had seen;
// where another answer is shown beside it, on that one.
func carried(name string, answer assessments.Answer, theirs *assessments.Answer, form Form) []Hidden {
	seen, shown := strconv.FormatInt(answer.Rev, 10), answerMark(answer.Said, answer.Value)
	if form.Values != nil {
		seen, shown = form.Value("seen."+name), form.Value("shown."+name)
	}
	if theirs != nil {
		seen, shown = strconv.FormatInt(theirs.Rev, 10), ""
	}
	return []Hidden{{"seen." + name, seen}, {"shown." + name, shown}}
}

// theirsOf is the other answer to a question in a conflict, nil where there is none.
func theirsOf(conflict *assessments.Conflict, place assessments.Place) *assessments.Answer {
	if conflict == nil {
		return nil
	}
	if theirs, ok := conflict.Places[place]; ok {
		return &theirs
	}
	return nil
}

// postedNames are the inputs of a question page.
func postedNames(a asked) []string {
	names := []string{askedRules}
	for _, q := range a.questions {
		names = append(names, q.Name, q.Name+".instead", "keep."+q.Name, "seen."+q.Name, "shown."+q.Name, "accept."+q.Name, "told."+q.Name)
		if q.Type == "object" {
			names = append(names, countNames(q, a.check)...)
		}
	}
	return names
}

// readAnswers reads the answers of a page. An input left as it was shown is no answer, so that a
// colleague's newer one stays; one that was emptied takes its answer back.
func (p *Portal) readAnswers(a asked, form *Form) []assessments.Given {
	var out []assessments.Given
	for _, q := range a.questions {
		g := assessments.Given{Place: a.placeOf(q), Rules: revisionOf(form.Value(askedRules))}
		g.Seen, _ = strconv.ParseInt(form.Value("seen."+q.Name), 10, 64)
		if form.Value("accept."+q.Name) != "" {
			if taken, ok := accepted(q, g.Place, a.check, a.told, form); ok {
				g.Said, g.Value = taken.Said, taken.Value
				out = append(out, g)
			}
			continue
		}
		keep := form.Value("keep." + q.Name)
		if keep == "theirs" {
			continue
		}
		_, typed := form.Values[q.Name]
		_, instead := form.Values[q.Name+".instead"]
		_, told := form.Values["told."+q.Name] // a tick was there: taken off again, its answer is taken back
		if !typed && !instead && !told && q.Type != "set" && q.Type != "object" {
			continue // not part of what was sent, so not touched
		}
		said, value, say := readValue(q, *form)
		if say.Key != "" {
			form.Complain(q.Name, say)
			continue
		}
		// Whoever keeps theirs on a page with two answers stands on the revision that was shown there: a third answer
		// since then is a conflict of its own.
		mark := answerMark(said, value)
		if keep != "mine" && (mark == form.Value("shown."+q.Name) || (mark == nothing && g.Seen == 0)) {
			continue
		}
		g.Said, g.Value = said, value
		out = append(out, g)
	}
	return out
}

// askedRules is the hidden input with the revision of the rules by which a page asks.
const askedRules = "seen.rules"

// revisionOf reads a revision; 0 where there is none.
func revisionOf(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// placeOf is where the answer to a question of the page belongs.
func (a asked) placeOf(q *rules.Question) assessments.Place {
	return assessments.Place{Scope: q.Scope, Subject: a.place.Subject, Key: q.Name}
}

func (p *Portal) spoken(c *fiber.Ctx, form Form) map[string]string {
	out := map[string]string{}
	for _, e := range form.Errors {
		out[e.Name] = p.words.T(p.lang(c), e.Say)
	}
	return out
}

// onward is where a saved page leads.
func onward(c *fiber.Ctx, check assessments.CheckID) string {
	if c.FormValue("go") == "later" {
		return checkURL(check)
	}
	return checkURL(check) + "/next"
}

// answerSaved tells the script what now holds: the time, and for each answer that is still the
// newest its revision and mark. Where somebody answered since (the same command came twice), the
// page keeps what it had seen, and is told that it is stale.
func (p *Portal) answerSaved(c *fiber.Ctx, a asked, given []assessments.Given, saved assessments.Saved) error {
	check, err := p.rooms.Checks.Check(c.UserContext(), scope(c), a.check.ID)
	if err != nil {
		return err
	}
	seen, shown, stale := map[string]string{}, map[string]string{}, false
	for _, g := range given {
		now, mark := check.Answers[g.Place], answerMark(g.Said, g.Value)
		if answerMark(now.Said, now.Value) != mark {
			stale = true
			continue
		}
		seen[g.Key], shown[g.Key] = strconv.FormatInt(now.Rev, 10), mark
	}
	return c.JSON(fiber.Map{"saved": p.say(p.lang(c), "save.saved", "time", Clock(saved.At)), "rev": saved.Rev, "seen": seen, "shown": shown,
		"stale": stale, "request": uuid.NewString(), "next": onward(c, check.ID)})
}
