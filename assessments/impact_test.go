package assessments_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

func TestImpactCountsWhatOtherRulesWouldChange(t *testing.T) {
	b := setup(t)
	check := b.start()
	deposit := assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: false}
	submit := func() {
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
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	impact, err := assessments.MeasureImpact(b.ctx, worker, engine)
	if err != nil {
		t.Fatal(err)
	}
	if impact.Companies != 2 || impact.Failed != 0 || impact.Cleared["EMP-010"] != 1 || len(impact.Cleared) != 1 || len(impact.Found) != 0 || impact.Moves[[2]string{assessments.BandHidden, assessments.BandHidden}] != 2 {
		t.Errorf("%+v", impact)
	}
	for n, want := range map[int]string{0: "0", 1: "<5", 4: "<5", 5: "5", 12: "12"} {
		if got := assessments.Told(n); got != want {
			t.Errorf("%d is told as %s, want %s", n, got, want)
		}
	}
}
