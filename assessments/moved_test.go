package assessments_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

const changed = `table:
  - {since: 2, fate: reconfirm, from: [company.deposit_taken], into: [company.deposit_taken], zh: 现在也算扣押证件, en: Papers held count too now}
  - {since: 2, fate: carried, from: [company.staff_data_vendor], into: [company.vendor_hr], zh: 换了名称, en: Another name}
  - {since: 2, fate: dropped, from: [company.fax_number], into: [], was: {zh: 原来的问题, en: The old question}, zh: 不再需要, en: No longer needed}
  - {since: 2, fate: carried, from: [employee.passport_keeper], into: [employee.passport_held_by], values: [{was: boss, is: company_forced}], zh: 换了名称, en: Another name}
`

func company(key string) assessments.Place {
	return assessments.Place{Scope: rules.ScopeCompany, Key: key}
}

func outcomeOf(t *testing.T, s *assessments.Standing, id string) station.Outcome {
	t.Helper()
	for _, v := range s.Judgement.Verdicts {
		if v.ID == id {
			return v.Outcome
		}
	}
	t.Fatalf("no verdict of %s", id)
	return ""
}

func (b *bench) standing(id assessments.CheckID) *assessments.Standing {
	b.t.Helper()
	s, err := b.Standing(b.ctx, b.me, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func (b *bench) suggested(s *assessments.Standing, places ...assessments.Place) map[assessments.Place]assessments.Suggestion {
	b.t.Helper()
	found, err := b.Suggestions(b.ctx, b.me, s, places)
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

func TestACheckUnderWayGoesOnWithOtherRules(t *testing.T) {
	b := setup(t)
	id, first := b.start(station.Employee), b.Engine()
	b.answer(id, said("deposit_taken", true, 0), said("staff_data_vendor", true, 0), said("fax_number", "1", 0))
	if got := outcomeOf(t, b.standing(id), "EMP-010"); got != station.AtRisk {
		t.Fatalf("before: %s", got)
	}
	b.Adopt(rulestest.Moving(t, changed))
	s := b.standing(id)
	if got := outcomeOf(t, s, "EMP-010"); got != station.Unanswered {
		t.Errorf("what is to be confirmed is judged as %s", got)
	}
	if got := s.Check.Answers[company("vendor_hr")]; got.Value != true || got.Person != "陈静" {
		t.Errorf("a renamed question has the answer %+v", got)
	}
	if len(s.Check.Gone) != 1 || s.Check.Gone[0].Place.Key != "fax_number" || s.Check.Gone[0].Answer.Value != "1" {
		t.Errorf("no longer asked: %+v", s.Check.Gone)
	}
	told := b.suggested(s, company("deposit_taken"), company("vendor_hr"))
	if got := told[company("deposit_taken")]; len(told) != 1 || got.Value != true || got.From != assessments.FromRules || got.Why.En == "" || got.Was[0].Person != "陈静" {
		t.Errorf("suggested: %+v", told)
	}

	stale := said("deposit_taken", false, 1)
	stale.Rules = first.AnswersRevision()
	b.answer(id, stale) // sent from a page that asked the old question
	if got := b.suggested(b.standing(id), company("deposit_taken"))[company("deposit_taken")]; got.Value != false {
		t.Errorf("an answer to the old question counts as one to the new: %+v", got)
	}
	b.answer(id, said("deposit_taken", false, 0))
	if got := outcomeOf(t, b.standing(id), "EMP-010"); got != station.Clear {
		t.Errorf("after it was confirmed: %s", got)
	}

	b.Adopt(first) // the release is taken back
	s = b.standing(id)
	if got := outcomeOf(t, s, "EMP-010"); got != station.Clear || len(s.Check.Gone)+len(s.Check.Suggested) > 0 {
		t.Errorf("taken back: %s, %+v", got, s.Check)
	}
}

func TestAnAnswerThatDoesNotFitIsShownAndNotJudged(t *testing.T) {
	b := setup(t)
	id := b.start(station.Employee)
	b.answer(id, said("deposit_taken", "sometimes", 0))
	s := b.standing(id)
	if got := outcomeOf(t, s, "EMP-010"); got != station.Unanswered {
		t.Errorf("judged as %s", got)
	}
	if got := b.suggested(s, company("deposit_taken"))[company("deposit_taken")]; got.Said != "" || len(got.Was) != 1 || got.Was[0].Value != "sometimes" {
		t.Errorf("suggested: %+v", got)
	}
}

func TestListsGoOnWithOtherRules(t *testing.T) {
	b := setup(t)
	id := b.start(station.Employee)
	row := assessments.ListRow{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "passport_keeper": "boss"}}
	if _, err := b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(), []assessments.ListRow{row}, nil, 0); err != nil {
		t.Fatal(err)
	}
	if got := outcomeOf(t, b.standing(id), "EMP-011"); got != station.Unanswered {
		t.Fatalf("before: %s", got)
	}
	b.Adopt(rulestest.Moving(t, changed))
	if got := outcomeOf(t, b.standing(id), "EMP-011"); got != station.AtRisk {
		t.Errorf("a renamed column is judged as %s", got)
	}
	kept, err := b.ListRow(b.ctx, b.me, assessments.ListEmployees, b.row(assessments.ListEmployees, "E1").ID())
	if err != nil || kept.Cells["passport_held_by"] != "company_forced" {
		t.Fatalf("the row reads %v, %v", kept.Cells, err)
	}
	kept.Cells["passport_held_by"] = "self"
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: assessments.ListEmployees, ID: kept.ID(), Seen: assessments.ListRow{Cells: rules.Row{"emp_ref": "E1", "passport_held_by": "company_forced"}}.Digest(), Row: &kept}); err != nil {
		t.Fatal(err)
	}
	if got := outcomeOf(t, b.standing(id), "EMP-011"); got != station.Clear {
		t.Errorf("after it was edited: %s", got)
	}
}

func TestAnEarlierCheckIsSuggestedAndNeverJudged(t *testing.T) {
	b := setup(t)
	old := b.start(station.Employee)
	b.answer(old, said("deposit_taken", true, 0), assessments.Given{Place: company("vendor_hr"), Said: assessments.SaidDontKnow})
	if _, err := b.AddPresence(b.ctx, b.me, old, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	id := b.start(station.Employee)
	s := b.standing(id)
	if got := outcomeOf(t, s, "EMP-010"); got != station.Unanswered {
		t.Errorf("an earlier check is judged as %s", got)
	}
	told := b.suggested(s, company("deposit_taken"), company("vendor_hr"), company("agent_used"))
	if got := told[company("deposit_taken")]; len(told) != 1 || got.Value != true || got.From != assessments.FromEarlier || got.Was[0].At.IsZero() {
		t.Errorf("suggested: %+v", told)
	}
	places, err := b.EarlierPresences(b.ctx, b.me, s.Check)
	if err != nil || len(places) != 1 || places[0].Country != "VN" {
		t.Errorf("earlier presences %v, %v", places, err)
	}
	b.answer(id, said("deposit_taken", false, 0))
	if told := b.suggested(b.standing(id), company("deposit_taken")); len(told) != 0 {
		t.Errorf("suggested for what is answered: %+v", told)
	}

	b.me = b.another // another company sees nothing of it
	if told := b.suggested(b.standing(b.start(station.Employee)), company("deposit_taken")); len(told) != 0 {
		t.Errorf("another company is told %+v", told)
	}
}

func TestEveryJudgementLeavesARecord(t *testing.T) {
	b := setup(t)
	id := b.start(station.Employee)
	records := func() []assessments.JudgementRecord {
		t.Helper()
		list, err := b.Judgements(b.ctx, b.me, id, [16]byte{}, 10)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	b.standing(id)
	b.standing(id)
	if got := records(); len(got) != 1 || got[0].AnswersRev != 0 {
		t.Fatalf("looked at twice: %+v", got)
	}
	b.answer(id, said("deposit_taken", true, 0))
	s := b.standing(id)
	digest, err := s.Case.InputDigest()
	if err != nil {
		t.Fatal(err)
	}
	got := records()
	if len(got) != 2 || got[0].InputDigest != digest || got[0].RulesDigest != b.Engine().Digest || got[0].AnswersRev != 1 || got[0].OutcomeDigest == got[1].OutcomeDigest || got[0].Differs {
		t.Fatalf("after an answer: %+v", got)
	}
	fresh := otherRules(t)
	b.Adopt(fresh)
	b.standing(id)
	if now := records(); len(now) != 3 || now[0].RulesDigest != fresh.Digest || now[0].InputDigest != digest || now[0].OutcomeDigest == got[0].OutcomeDigest {
		t.Errorf("by other rules: %+v", now)
	}
	next, err := b.Judgements(b.ctx, b.me, id, records()[0].ID, 1)
	if err != nil || len(next) != 1 || next[0].ID != got[0].ID {
		t.Errorf("the page after the first: %+v %v", next, err)
	}
	if _, err := b.Judgements(b.ctx, b.another, id, [16]byte{}, 10); err == nil {
		t.Error("another company reads the record")
	}
}
