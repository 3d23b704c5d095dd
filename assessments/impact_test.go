package assessments_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// twoProfiles has two companies with a profile; one of them takes deposits, which EMP-010 finds.
func twoProfiles(t *testing.T) *bench {
	t.Helper()
	b := setup(t)
	check := b.start()
	deposit := said("deposit_taken", false, 0)
	submit := func() {
		t.Helper()
		if _, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲纺织有限公司"); err != nil {
			t.Fatal(err)
		}
	}
	b.answer(check, deposit)
	submit() // an older profile, which does not count
	b.now = b.now.Add(1)
	deposit.Value, deposit.Seen = true, 1
	b.answer(check, deposit)
	submit()
	other, err := b.Start(b.ctx, b.another, uuid.New(), []station.Area{station.Employee}, rules.SheetCore)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Submit(b.ctx, b.another, other, uuid.New(), "乙"); err != nil {
		t.Fatal(err)
	}
	return b
}

// withoutDeposit is the shipped bundle without EMP-010 and its question.
func withoutDeposit(t *testing.T) *rules.Engine {
	t.Helper()
	files, err := rules.FilesOf(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	candidate := maps.Clone(files)
	delete(candidate, "risk/employee/deposit.rego")
	delete(candidate, "risk/employee/deposit_test.rego")
	question := regexp.MustCompile(`(?m)^    deposit_taken:\n(?:      .*\n)+`)
	candidate["risk/employee/data.yaml"] = question.ReplaceAll(candidate["risk/employee/data.yaml"], nil)
	candidate["sheets/data.yaml"] = []byte("core: [EMP-005, TAX-034, SCM-038]\n")
	engine, err := rules.LoadFiles(candidate)
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

func TestImpactCountsWhatOtherRulesWouldChange(t *testing.T) {
	b := twoProfiles(t)
	worker, candidate := pgtest.Open(t, pgtest.URLs(t).Worker), withoutDeposit(t)
	v := accountstest.Vault(t)
	hidden := assessments.Move{From: assessments.BandHidden, To: assessments.BandHidden}
	want := &assessments.Impact{Companies: 2, Moves: map[assessments.Move]int{hidden: 2}, Found: map[string]int{}, Cleared: map[string]int{"EMP-010": 1}}
	for name, c := range map[string]assessments.Comparison{
		"with what profiles say":         {Vault: v, Candidate: candidate},
		"one after another":              {Vault: v, Candidate: candidate, Workers: 1},
		"many at once":                   {Vault: v, Candidate: candidate, Workers: 8},
		"with the rules that made them":  {Vault: v, Candidate: candidate, InForce: b.Engine()},
		"with others that find the same": {Vault: v, Candidate: candidate, InForce: otherRules(t)},
	} {
		got, err := assessments.MeasureImpact(b.ctx, worker, c)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	got, err := assessments.MeasureImpact(b.ctx, worker, assessments.Comparison{Vault: v, Candidate: candidate, InForce: candidate})
	if err != nil || got.Companies != 2 || len(got.Cleared) != 0 {
		t.Errorf("rules compared with themselves change something in profiles of older rules: %+v, %v", got, err)
	}
	asksAgain := rulestest.Moving(t, fmt.Sprintf("table: [{since: %d, fate: reconfirm, from: [company.deposit_taken], into: [company.deposit_taken], zh: 改, en: changed}]\n", b.Engine().RevisionNumber()+1))
	got, err = assessments.MeasureImpact(b.ctx, worker, assessments.Comparison{Vault: v, Candidate: asksAgain, InForce: b.Engine()})
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("rules that ask a question anew: %+v, %v", got, err)
	}
	gone, cancel := context.WithCancel(b.ctx)
	cancel()
	if got, err := assessments.MeasureImpact(gone, worker, assessments.Comparison{Vault: v, Candidate: candidate}); !errors.Is(err, context.Canceled) || got != nil {
		t.Errorf("cancelled: %+v, %v", got, err)
	}
}

func TestSmallNumbersAreNotTold(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "<5", 4: "<5", 5: "5", 12: "12"} {
		if got := assessments.Told(n).String(); got != want {
			t.Errorf("%d is told as %s, want %s", n, got, want)
		}
	}
	impact := assessments.Impact{Companies: 12, Moves: map[assessments.Move]int{{From: "good", To: "weak"}: 3, {From: "good", To: "good"}: 9}, Found: map[string]int{"TAX-002": 9, "TAX-001": 2}, Failed: 1}
	kept, err := json.Marshal(impact.Tell())
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"moves":[{"from":"good","to":"good","count":{"n":9}},{"from":"good","to":"weak","count":{"small":true}}],` +
		`"found":[{"rule":"TAX-001","count":{"small":true}},{"rule":"TAX-002","count":{"n":9}}],"cleared":null,"failed":{"small":true}}`
	if string(kept) != want {
		t.Errorf("told as %s", kept)
	}
	impact.Moves = map[assessments.Move]int{{From: "good", To: "good"}: 12}
	if got := impact.Tell().Companies; got == nil || got.N != 12 {
		t.Errorf("the whole is hidden where no part of it is: %v", got)
	}
	counted := assessments.Impact{Moves: map[assessments.Move]int{{From: "good", To: "weak"}: 3}}
	text, err := json.Marshal(counted)
	var again assessments.Impact
	if err = errors.Join(err, json.Unmarshal(text, &again)); err != nil || again.Moves[assessments.Move{From: "good", To: "weak"}] != 3 {
		t.Errorf("kept half-way as %s: %v", text, err)
	}
}
