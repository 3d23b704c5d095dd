package web

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// EarlierPage shows what was said before, in this check and in others, to be taken over or left.
// Page "earlier". Inputs: take (several), section (a button: all of that section).
type EarlierPage struct {
	Chrome
	Form     Form
	Action   string
	CheckURL string
	Rules    string // revision by which the page asks
	Groups   []EarlierGroup
	Gone     []GoneRow
}

// EarlierGroup is what was said before for one section of the questions.
type EarlierGroup struct {
	Key, Title string
	Area       station.Area
	Items      []EarlierItem
	Takes      bool // some of it can be taken over
}

// EarlierItem is one question with what was said before.
type EarlierItem struct {
	Suggested
	ID, Value string // of the input; empty value = to be answered on its own page
	Label     string
	URL       string
}

// GoneRow is an answer to a question that is no longer asked.
type GoneRow struct{ Label, Text, By, Why string }

func (p *Portal) showEarlier(c *fiber.Ctx) error {
	return p.earlierPage(c, fiber.StatusOK, Form{})
}

// told is a check with what was said before for its open questions.
func (p *Portal) told(c *fiber.Ctx) (*assessments.Standing, []assessments.Place, map[assessments.Place]assessments.Suggestion, error) {
	check, err := checkID(c)
	if err != nil {
		return nil, nil, nil, err
	}
	s, err := p.standing(c, check)
	if err != nil {
		return nil, nil, nil, err
	}
	open := openPlaces(s)
	told, err := p.rooms.Checks.Suggestions(c.UserContext(), scope(c), s, open)
	return s, open, told, err
}

func (p *Portal) earlierPage(c *fiber.Ctx, status int, form Form) error {
	s, open, told, err := p.told(c)
	if err != nil {
		return err
	}
	lang, url := p.lang(c), checkURL(s.Check.ID)
	page := EarlierPage{Form: form, Action: url + "/earlier", CheckURL: url, Rules: strconv.FormatInt(s.Engine.AnswersRevision(), 10)}
	page.Chrome = p.chrome(c, "checks", Crumb{Say: station.Say("nav.checks"), URL: "/self-checks"}, Crumb{Label: p.titleOf(lang, s.Check), URL: url}, Crumb{Say: station.Say("earlier.title")})
	at := map[string]int{}
	for _, place := range open {
		before, ok := told[place]
		q, asked := s.Engine.Question(place.Scope, place.Key)
		if !ok || !asked {
			continue
		}
		i, seen := at[q.Section]
		if !seen {
			i = len(page.Groups)
			at[q.Section], page.Groups = i, append(page.Groups, EarlierGroup{Key: q.Section, Title: p.sectionTitle(lang, q.Section), Area: p.areaOf(q.Section)})
		}
		item := EarlierItem{Suggested: *p.suggested(lang, q, before), Label: p.askLabel(lang, rules.Ask{Scope: place.Scope, Subject: place.Subject, Key: place.Key}), URL: questionURL(s.Check.ID, place)}
		if item.Mark != "" {
			item.Value = takeOf(place, item.Mark)
			item.ID, page.Groups[i].Takes = ID("take-"+placeName(place)), true
			item.Taken = slices.Contains(form.Values["take"], item.Value)
		}
		page.Groups[i].Items = append(page.Groups[i].Items, item)
	}
	slices.SortStableFunc(page.Groups, func(a, b EarlierGroup) int {
		return cmp.Or(cmp.Compare(slices.Index(station.Areas(), a.Area), slices.Index(station.Areas(), b.Area)), strings.Compare(a.Key, b.Key))
	})
	for _, g := range s.Check.Gone {
		label := g.Was.In(lang)
		if g.Place.Subject != "" {
			label = p.presenceLabel(lang, g.Place.Subject) + " · " + label
		}
		page.Gone = append(page.Gone, GoneRow{Label: label, Text: p.answerText(lang, &rules.Question{Key: &rules.Key{}}, g.Answer), By: p.say(lang, "earlier.said_by", "name", g.Answer.Person, "day", DateYear(lang, g.Answer.At)), Why: g.Why.In(lang)})
	}
	return p.page(c, status, "earlier", page)
}

// takeOf names what is taken over: the place, and the mark of what was shown for it.
func takeOf(place assessments.Place, mark string) string { return placeName(place) + "|" + mark }

func placeName(place assessments.Place) string {
	if place.Scope == rules.ScopePresence {
		return "presence." + place.Subject + "." + place.Key
	}
	return string(place.Scope) + "." + place.Key
}

// takeEarlier takes over what was ticked, or all of a section, as answers of today.
func (p *Portal) takeEarlier(c *fiber.Ctx) error {
	form := postedForm(c, "take", "section", "rules", "shown")
	s, open, told, err := p.told(c)
	if err != nil {
		return err
	}
	chosen := form.Values["take"]
	if section := form.Value("section"); section != "" {
		chosen = nil
		for _, shown := range form.Values["shown"] { // nothing is taken over that the page did not show
			if place, ok := parsePlace(strings.Split(shown, "|")[0]); ok {
				if q, asked := s.Engine.Question(place.Scope, place.Key); asked && q.Section == section {
					chosen = append(chosen, shown)
				}
			}
		}
	}
	var given []assessments.Given
	for _, place := range open {
		before, ok := told[place]
		if ok && before.Said != "" && slices.Contains(chosen, takeOf(place, answerMark(before.Said, before.Value))) {
			given = append(given, assessments.Given{Place: place, Said: before.Said, Value: before.Value, Seen: s.Check.Answers[place].Rev, Rules: revisionOf(form.Value("rules"))})
		}
	}
	back := checkURL(s.Check.ID) + "/earlier"
	switch {
	case len(chosen) == 0:
		form.Complain("", station.Say("earlier.choose"))
		return p.earlierPage(c, fiber.StatusUnprocessableEntity, form)
	case len(given) == len(chosen):
		_, err = p.rooms.Checks.Answer(c.UserContext(), scope(c), s.Check.ID, requestID(c), given)
		var conflict *assessments.Conflict
		if !errors.As(err, &conflict) && !errors.Is(err, assessments.ErrRulesBack) {
			if err != nil {
				return err
			}
			return c.Redirect(back, fiber.StatusSeeOther)
		}
	case takenAlready(s.Check, chosen):
		return c.Redirect(back, fiber.StatusSeeOther)
	}
	form.Complain("", station.Say("earlier.changed"))
	return p.earlierPage(c, fiber.StatusConflict, form)
}

// takenAlready tells whether everything chosen holds by now: the same form was sent twice.
func takenAlready(check *assessments.Check, chosen []string) bool {
	for _, take := range chosen {
		name, mark, _ := strings.Cut(take, "|")
		place, ok := parsePlace(name)
		if now, answered := check.Answers[place]; !ok || !answered || answerMark(now.Said, now.Value) != mark {
			return false
		}
	}
	return true
}
