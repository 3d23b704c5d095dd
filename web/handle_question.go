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

func placeOf(a rules.Ask) assessments.Place {
	return assessments.Place{Scope: a.Scope, Subject: a.Subject, Key: a.Key}
}

// questionURL is the page that asks for a place.
func questionURL(check assessments.CheckID, place assessments.Place) string {
	name := string(place.Scope) + "." + place.Key
	if place.Scope == rules.ScopePresence {
		name = "presence." + place.Subject + "." + place.Key
	}
	return checkURL(check) + "/questions/" + name
}

func parsePlace(s string) (assessments.Place, bool) {
	parts := strings.Split(s, ".")
	switch {
	case len(parts) == 2 && parts[0] == "company":
		return assessments.Place{Scope: rules.ScopeCompany, Key: parts[1]}, true
	case len(parts) == 3 && parts[0] == "presence":
		return assessments.Place{Scope: rules.ScopePresence, Subject: parts[1], Key: parts[2]}, true
	}
	return assessments.Place{}, false
}

// askURL is where an ask is answered: a question's page, the presences, or a list.
func askURL(check assessments.CheckID, a rules.Ask) string {
	switch {
	case a.Scope == rules.ScopePresence && a.Key == "":
		return checkURL(check) + "#presences"
	case a.Scope == rules.ScopeSupplier || a.Scope == rules.ScopeEmployee:
		list := map[rules.Scope]string{rules.ScopeSupplier: assessments.ListSuppliers, rules.ScopeEmployee: assessments.ListEmployees}[a.Scope]
		if a.Key == "" {
			return "/lists/" + list + "/import"
		}
		return "/lists/" + list
	}
	return questionURL(check, placeOf(a))
}

// onPage tells whether an ask is answered on a question page of its own.
func onPage(a rules.Ask) bool {
	return a.Key != "" && (a.Scope == rules.ScopeCompany || a.Scope == rules.ScopePresence)
}

// together lists the questions that share a page: the asked one, or its whole group.
func (p *Portal) together(place assessments.Place) ([]*rules.Question, bool) {
	return togetherBy(p.rooms.Checks.Engine(), place)
}

func togetherBy(engine *rules.Engine, place assessments.Place) ([]*rules.Question, bool) {
	q, ok := engine.Question(place.Scope, place.Key)
	if !ok {
		return nil, false
	}
	if q.Group == "" {
		return []*rules.Question{q}, true
	}
	var out []*rules.Question
	for _, other := range engine.Questions(place.Scope) {
		if other.Group == q.Group && other.Section == q.Section {
			out = append(out, other)
		}
	}
	slices.SortFunc(out, func(a, b *rules.Question) int { return cmp.Compare(a.Order, b.Order) })
	return out, true
}

// asked is a question page being answered or shown.
type asked struct {
	place     assessments.Place
	questions []*rules.Question
	check     *assessments.Check
	told      map[assessments.Place]assessments.Suggestion // what was said before
	others    []*rules.Question                            // that a form answers besides
}

func (p *Portal) findAsked(c *fiber.Ctx) (asked, error) {
	var a asked
	check, err := checkID(c)
	if err != nil {
		return a, err
	}
	place, ok := parsePlace(c.Params("place"))
	if !ok {
		return a, fiber.ErrNotFound
	}
	a.place = place
	if a.questions, ok = p.together(place); !ok {
		return a, fiber.ErrNotFound
	}
	if a.check, err = p.rooms.Checks.Check(c.UserContext(), scope(c), check); err != nil {
		return a, err
	}
	if place.Scope == rules.ScopePresence && !slices.ContainsFunc(a.check.Presences, func(x assessments.Presence) bool { return x.Ref == place.Subject }) {
		return a, fiber.ErrNotFound
	}
	return a, nil
}

func (p *Portal) showQuestion(c *fiber.Ctx) error {
	a, err := p.findAsked(c)
	if err != nil {
		return err
	}
	return p.questionPage(c, fiber.StatusOK, a, Form{}, nil)
}

func (p *Portal) questionPage(c *fiber.Ctx, status int, a asked, form Form, conflict *assessments.Conflict) error {
	lang := p.lang(c)
	standing, err := p.standing(c, a.check.ID)
	if err != nil {
		return err
	}
	var asks bool
	if a.questions, asks = togetherBy(standing.Engine, a.place); !asks { // other rules have come in between
		return fiber.ErrNotFound
	}
	first, check := a.questions[0], standing.Check
	a.check = check
	others := p.changedSince(lang, standing.Engine, a, &form)
	url := checkURL(check.ID)
	area := p.areaOf(first.Section)
	chrome := p.chrome(c, "checks", Crumb{Say: station.Say("nav.checks"), URL: "/self-checks"}, Crumb{Say: station.Say("area." + string(area)), URL: url}, Crumb{Label: p.sectionTitle(lang, first.Section)})
	page := QuestionPage{Chrome: chrome, Form: form, Action: questionURL(check.ID, a.place), Posted: form.Values != nil, Area: area, Group: p.sectionTitle(lang, first.Section),
		Tally: p.tally(standing), Save: Save{State: "saved", At: lastSaved(check)}, PrevURL: p.previous(a), PeopleURL: "/people", Side: p.sectionTasks(lang, p.count(standing), area)}
	if check.Rev == 0 {
		page.Save = Save{}
	}
	if a.place.Scope == rules.ScopePresence {
		page.Group += " · " + p.presenceLabel(lang, a.place.Subject)
	}
	if a.told, err = p.suggestionsOf(c, a, standing); err != nil {
		return err
	}
	page.Hidden = append(page.Hidden, Hidden{askedRules, strconv.FormatInt(standing.Engine.AnswersRevision(), 10)})
	page.Hidden = append(page.Hidden, a.beside(form)...)
	page.Number = min(page.Tally.Answered+1, max(page.Tally.Asked, 1))
	if len(a.questions) > 1 {
		page.Heading = p.groupTitle(lang, first)
	}
	for _, q := range a.questions {
		answer, answered := check.Answers[a.placeOf(q)]
		posted, theirs := form, theirsOf(conflict, a.placeOf(q))
		if others[q.Name] {
			posted.Values, theirs = nil, nil // it was said of another question
		}
		if theirs == nil && form.Value("keep."+q.Name) == "theirs" {
			posted.Values = nil // given up for the other answer, which is shown from now on
		}
		page.Hidden = append(page.Hidden, carried(q.Name, answer, theirs, posted)...)
		question := Question{Field: p.questionField(lang, q, answer, answered, posted, len(a.questions) == 1)}
		if q.Type == "object" {
			p.countsField(lang, &question.Field, q, check, answer, posted)
		}
		if before, ok := a.told[a.placeOf(q)]; ok && theirs == nil {
			question.Suggested = p.suggested(lang, q, before)
			page.Hidden = append(page.Hidden, Hidden{"told." + q.Name, "1"})
			question.Suggested.Taken = !others[q.Name] && question.Suggested.Mark != "" && form.Value("accept."+q.Name) == question.Suggested.Mark
		}
		if theirs != nil {
			question.Conflict = &Conflict{Mine: p.shown(lang, q, form), Theirs: p.answerText(lang, q, *theirs), By: theirs.Person, At: theirs.At}
		}
		page.Questions = append(page.Questions, question)
	}
	return p.page(c, status, "question", page)
}

// tellAccepted finds what was said before, where a form takes some of it over.
func (p *Portal) tellAccepted(c *fiber.Ctx, a *asked, form Form) error {
	for _, q := range a.questions {
		if form.Value("accept."+q.Name) == "" {
			continue
		}
		s, err := p.standing(c, a.check.ID)
		if err != nil {
			return err
		}
		a.told, err = p.suggestionsOf(c, *a, s)
		return err
	}
	return nil
}

// groupTitle heads a page of several questions; the catalogue has a title for each group.
func (p *Portal) groupTitle(lang string, q *rules.Question) string {
	if title := p.rooms.Checks.Engine().GroupTitle(q); title.Zh != "" {
		return title.In(lang)
	}
	return p.sectionTitle(lang, q.Section)
}

func (p *Portal) areaOf(section string) station.Area {
	for _, area := range station.Areas() {
		for _, s := range p.rooms.Checks.Engine().Sections(area) {
			if s.Key == section {
				return area
			}
		}
	}
	return ""
}

func (p *Portal) sectionTitle(lang, section string) string {
	for _, area := range station.Areas() {
		for _, s := range p.rooms.Checks.Engine().Sections(area) {
			if s.Key == section {
				return s.Title.In(lang)
			}
		}
	}
	return ""
}

// previous is the page of the answer before this one, newest first.
func (p *Portal) previous(a asked) string {
	own := map[string]bool{}
	for _, q := range a.questions {
		own[q.Name] = true
	}
	limit := int64(1 << 62)
	for place, answer := range a.check.Answers {
		if place.Subject == a.place.Subject && own[place.Key] {
			limit = min(limit, answer.Rev)
		}
	}
	var best assessments.Place
	var rev int64
	for place, answer := range a.check.Answers {
		if _, ok := p.rooms.Checks.Engine().Question(place.Scope, place.Key); ok && answer.Rev < limit && answer.Rev > rev {
			best, rev = place, answer.Rev
		}
	}
	if rev == 0 {
		return checkURL(a.check.ID)
	}
	return questionURL(a.check.ID, best)
}

// answerQuestion saves what was answered and goes on. Called by the script, it answers with what
// now holds and where to go instead.
func (p *Portal) answerQuestion(c *fiber.Ctx) error {
	a, err := p.findAsked(c)
	if errors.Is(err, fiber.ErrNotFound) {
		return p.questionGone(c)
	}
	if err != nil {
		return err
	}
	gone := a.takeBeside(c, p.rooms.Checks.Engine())
	form := postedForm(c, postedNames(a)...)
	if err := p.tellAccepted(c, &a, form); err != nil {
		return err
	}
	given := p.readAnswers(a, &form)
	if len(form.Errors) > 0 {
		if wantsJSON(c) {
			return c.Status(fiber.StatusUnprocessableEntity).JSON(fiber.Map{"errors": p.spoken(c, form)})
		}
		return p.questionPage(c, fiber.StatusUnprocessableEntity, a, form, nil)
	}
	saved, err := p.rooms.Checks.Answer(c.UserContext(), scope(c), a.check.ID, requestID(c), given)
	var conflict *assessments.Conflict
	if errors.As(err, &conflict) {
		if wantsJSON(c) {
			return c.Status(fiber.StatusConflict).JSON(fiber.Map{"conflict": true, "error": p.say(p.lang(c), "save.conflict")})
		}
		return p.questionPage(c, fiber.StatusConflict, a, form, conflict)
	}
	if errors.Is(err, assessments.ErrRulesBack) {
		if wantsJSON(c) {
			return c.Status(fiber.StatusConflict).JSON(fiber.Map{"conflict": true, "error": p.words.T(p.lang(c), assessments.ErrRulesBack.Say)})
		}
		form.Complain("", assessments.ErrRulesBack.Say)
		return p.questionPage(c, fiber.StatusConflict, a, form, nil)
	}
	if err != nil {
		return err
	}
	if said := p.lost(c, gone); said != "" {
		return p.sayBack(c, said)
	}
	if wantsJSON(c) {
		return p.answerSaved(c, a, given, saved)
	}
	return c.Redirect(onward(c, a.check.ID), fiber.StatusSeeOther)
}
