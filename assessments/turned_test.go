package assessments_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// turned asks whether no deposit is taken: a yes from before is a no.
const turned = `table:
  - {since: 2, fate: carried, from: [company.deposit_taken], into: [company.deposit_taken], values: [{was: true, is: false}, {was: false, is: true}], zh: 反过来问, en: The other way round}
  - {since: 2, fate: carried, from: [employee.passport_held_by], into: [employee.passport_held_by], values: [{was: self, is: company_forced}, {was: company_forced, is: self}], zh: 反过来问, en: The other way round}
`

func (b *bench) deposit(id assessments.CheckID) any {
	b.t.Helper()
	c, err := b.Check(b.ctx, b.me, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return c.Answers[company("deposit_taken")].Value
}

func onOldPage(key string, value any, seen int64) assessments.Given {
	g := said(key, value, seen)
	g.Rules = 1
	return g
}

func TestAPageOfBeforeIsAnsweredAsItAsked(t *testing.T) {
	b := setup(t)
	id, first := b.start(station.Employee), b.Engine()
	one := b.answer(id, said("deposit_taken", true, 0))
	b.Adopt(rulestest.Moving(t, turned))
	if got := b.deposit(id); got != false {
		t.Fatalf("turned round it reads %v", got)
	}
	b.answer(id, onOldPage("deposit_taken", false, one.Rev)) // "no" to the old question
	if got := b.deposit(id); got != true {
		t.Errorf("a correction from a page of before reads %v", got)
	}
	b.answer(id, said("deposit_taken", false, 99))
	b.answer(id, said("deposit_taken", true, 99))
	b.Adopt(first)
	if got := b.deposit(id); got != false {
		t.Errorf("the rules are taken back, and their own answer reads %v", got)
	}
	late := said("deposit_taken", true, 99)
	late.Rules = 2 // a page of the rules that were taken back
	if _, err := b.Answer(b.ctx, b.me, id, uuid.New(), []assessments.Given{late}); !errors.Is(err, assessments.ErrRulesBack) {
		t.Errorf("an answer to a question that is asked no more: %v", err)
	}
	if got := b.deposit(id); got != false {
		t.Errorf("it is kept as %v", got)
	}
}

func TestAnAnswerToLaterRulesDoesNotCountForEarlierOnes(t *testing.T) {
	b := setup(t)
	id, first := b.start(station.Employee), b.Engine()
	b.Adopt(rulestest.Moving(t, turned))
	b.answer(id, said("deposit_taken", false, 0), said("agent_used", true, 0))
	b.Adopt(first)
	s := b.standing(id)
	if got := outcomeOf(t, s, "EMP-010"); got != station.Unanswered {
		t.Errorf("judged as %s by an answer to another question", got)
	}
	if got := b.suggested(s, company("deposit_taken"))[company("deposit_taken")]; got.Said != "" || len(got.Was) != 1 {
		t.Errorf("it is not shown: %+v", got)
	}
	if got := s.Check.Answers[company("agent_used")]; got.Value != true {
		t.Errorf("a question that did not change lost its answer: %+v", got)
	}
}

func TestWhatIsTakenBackOnAPageOfBeforeIsTakenBack(t *testing.T) {
	b := setup(t)
	id, first := b.start(station.Employee), b.Engine()
	one := b.answer(id, said("deposit_taken", false, 0))
	b.Adopt(rulestest.Moving(t, changed))
	cleared := assessments.Given{Place: company("deposit_taken"), Said: assessments.SaidCleared, Seen: one.Rev, Rules: 1}
	b.answer(id, cleared)
	if told := b.suggested(b.standing(id), company("deposit_taken")); len(told) != 0 {
		t.Errorf("still suggested: %+v", told)
	}
	b.Adopt(first)
	if got := outcomeOf(t, b.standing(id), "EMP-010"); got != station.Unanswered {
		t.Errorf("after the rules were taken back: %s", got)
	}
}

func TestACommandSentAgainAfterAReleaseIsOne(t *testing.T) {
	b := setup(t)
	id, request := b.start(station.Employee), uuid.New()
	for _, rules := range []int64{0, 1} {
		g := said("deposit_taken", true, 0)
		g.Rules = rules
		if _, err := b.Answer(b.ctx, b.me, id, request, []assessments.Given{g}); err != nil {
			t.Errorf("sent by revision %d: %v", rules, err)
		}
	}
}

func TestARowIsTurnedOnce(t *testing.T) {
	b := setup(t)
	list := assessments.ListEmployees
	row := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "passport_held_by": "self"}}
	put := func(base int64, row assessments.ListRow) {
		t.Helper()
		if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), []assessments.ListRow{row}, nil, base); err != nil {
			t.Fatal(err)
		}
	}
	read := func() assessments.ListRow { return b.row(list, "E1") }
	first := b.Engine()
	put(0, row)
	b.Adopt(rulestest.Moving(t, turned))
	if got := read().Cells["passport_held_by"]; got != "company_forced" {
		t.Fatalf("turned round it reads %v", got)
	}
	again := read()
	again.Cells["role"] = "sales"
	put(1, again)
	if got := read().Cells["passport_held_by"]; got != "company_forced" {
		t.Errorf("imported again it reads %v", got)
	}
	edited, seen := read(), read().Digest()
	edited.Cells["role"] = "rd"
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: edited.ID(), Seen: seen, Row: &edited}); err != nil {
		t.Fatal(err)
	}
	if got := read().Cells["passport_held_by"]; got != "company_forced" {
		t.Errorf("edited it reads %v", got)
	}
	b.Adopt(first)
	if _, there := read().Cells["passport_held_by"]; there {
		t.Errorf("the rules are taken back, and a cell of the later column reads %v", read().Cells)
	}
}

func TestACellWithoutAPlaceIsNotAnEmptyOne(t *testing.T) {
	b := setup(t)
	id := b.start(station.Employee)
	row := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "location_type": "abroad", "classified": "declassifying", "planned_departure": "2026-12-20", "exit_approved": false}}
	if _, err := b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(), []assessments.ListRow{row}, nil, 0); err != nil {
		t.Fatal(err)
	}
	if got := outcomeOf(t, b.standing(id), "EMP-025"); got != station.AtRisk {
		t.Fatalf("before: %s", got)
	}
	b.Adopt(rulestest.Moving(t, `table: [{since: 2, fate: carried, from: [employee.classified], into: [employee.classified], values: [{was: active, is: active}, {was: none, is: none}], zh: 改, en: changed}]`))
	if got := outcomeOf(t, b.standing(id), "EMP-025"); got != station.Unanswered {
		t.Errorf("a cell that has no place is judged as %s", got)
	}
}

func TestThePresenceThatWasTakenOutSuggestsNothing(t *testing.T) {
	b := setup(t)
	old := b.start()
	vn := assessments.Place{Scope: rules.ScopePresence, Subject: "VN", Key: "fixed_place"}
	if _, err := b.AddPresence(b.ctx, b.me, old, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	b.answer(old, assessments.Given{Place: vn, Said: assessments.SaidValue, Value: true})
	id := b.start()
	if _, err := b.AddPresence(b.ctx, b.me, id, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	if told := b.suggested(b.standing(id), vn); len(told) != 1 {
		t.Fatalf("suggested of a presence that is there: %+v", told)
	}
	if err := b.RemovePresence(b.ctx, b.me, old, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	if told := b.suggested(b.standing(id), vn); len(told) != 0 {
		t.Errorf("suggested of one that was taken out: %+v", told)
	}
}

func TestTheNewestEarlierCheckIsSuggested(t *testing.T) {
	b := setup(t)
	for _, value := range []bool{true, false} {
		b.answer(b.start(station.Employee), said("deposit_taken", value, 0))
		b.now = b.now.Add(time.Hour)
	}
	if got := b.suggested(b.standing(b.start(station.Employee)), company("deposit_taken"))[company("deposit_taken")]; got.Value != false {
		t.Errorf("suggested: %+v", got)
	}
}

func TestTwoPagesOfBeforeAreToldOfEachOther(t *testing.T) {
	b := setup(t)
	id := b.start(station.Employee)
	one := b.answer(id, said("deposit_taken", false, 0))
	b.Adopt(rulestest.Moving(t, changed))
	b.answer(id, onOldPage("deposit_taken", true, one.Rev))
	for name, g := range map[string]assessments.Given{"another answer": onOldPage("deposit_taken", "sometimes", one.Rev),
		"taken back": {Place: company("deposit_taken"), Said: assessments.SaidCleared, Seen: one.Rev, Rules: 1}} {
		var conflict *assessments.Conflict
		if _, err := b.Answer(b.ctx, b.me, id, uuid.New(), []assessments.Given{g}); !errors.As(err, &conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := b.suggested(b.standing(id), company("deposit_taken"))[company("deposit_taken")]; got.Value != true {
		t.Errorf("suggested: %+v", got)
	}
}

func TestARowKeepsWhatLaterRulesAskedFor(t *testing.T) {
	b := setup(t)
	list, first, later := assessments.ListEmployees, b.Engine(), rulestest.Moving(t, turned)
	b.Adopt(later)
	row := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "passport_held_by": "company_forced"}}
	if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), []assessments.ListRow{row}, nil, 0); err != nil {
		t.Fatal(err)
	}
	b.Adopt(first)
	read := func() assessments.ListRow { return b.row(list, "E1") }
	edited, seen := read(), read().Digest()
	edited.Cells["role"] = "rd"
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: edited.ID(), Seen: seen, Row: &edited}); err != nil {
		t.Fatal(err)
	}
	again := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "role": "sales"}}
	if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), []assessments.ListRow{again}, nil, 2); err != nil {
		t.Fatal(err)
	}
	if _, there := read().Cells["passport_held_by"]; there {
		t.Error("a cell of a later column is read")
	}
	b.Adopt(later)
	if got := read().Cells; got["passport_held_by"] != "company_forced" || got["role"] != "sales" {
		t.Errorf("when they come again the row reads %v", got)
	}
}

func TestARowKeepsALaterCellAlsoWhereAnEmptyOneMeansNone(t *testing.T) {
	b := setup(t)
	list, first := assessments.ListEmployees, b.Engine()
	later := rulestest.Moving(t, `table: [{since: 2, fate: carried, from: [employee.classified], into: [employee.classified], values: [{was: none, is: none}], zh: 改, en: changed}]`)
	b.Adopt(later)
	row := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "classified": "active"}}
	if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), []assessments.ListRow{row}, nil, 0); err != nil {
		t.Fatal(err)
	}
	b.Adopt(first)
	edited := b.row(list, "E1")
	seen := edited.Digest()
	if edited.Cells["classified"] != rules.DontKnow {
		t.Fatalf("it reads %v", edited.Cells)
	}
	edited.Cells["role"] = "rd"
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: edited.ID(), Seen: seen, Row: &edited}); err != nil {
		t.Fatal(err)
	}
	if got := b.row(list, "E1").Cells["classified"]; got != rules.DontKnow {
		t.Errorf("edited it reads %v", got)
	}
	b.Adopt(later)
	if got := b.row(list, "E1").Cells; got["classified"] != "active" || got["role"] != "rd" {
		t.Errorf("when the rules come again the row reads %v", got)
	}
}
