package assessments_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestProfilesOfAnOlderStationGetWhatTheListShows puts the tables back to how they were before 0005, with profiles in
// them, and runs it again: what it counts in SQL is what the room counts.
func TestProfilesOfAnOlderStationGetWhatTheListShows(t *testing.T) {
	b := setup(t)
	if _, err := b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), suppliers("A", "B", "C"), nil, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(),
		[]assessments.ListRow{{Key: "E1", Cells: rules.Row{"emp_ref": "E1"}}, {Key: "E2", Cells: rules.Row{"emp_ref": "E2", "monthly_wage": json.Number("9000")}}}, nil, 0); err != nil {
		t.Fatal(err)
	}
	check := b.start()
	if _, err := b.AddPresence(b.ctx, b.me, check, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	submit := func() {
		if _, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲纺织有限公司"); err != nil {
			t.Fatal(err)
		}
	}
	submit()
	b.now = b.now.Add(1)
	b.answer(check, assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: true})
	submit()
	before, err := b.Profiles(b.ctx, b.me, assessments.ProfileID{}, 10)
	if err != nil || len(before) != 2 || before[0].Open == 0 {
		t.Fatalf("%+v %v", before, err)
	}
	summary, err := b.Checks(b.ctx, b.me, assessments.CheckID{}, 10)
	if err != nil || !summary[0].Current() {
		t.Fatalf("%+v %v", summary, err)
	}

	again, err := os.ReadFile("../migrations/0005_open_items.sql")
	if err != nil {
		t.Fatal(err)
	}
	owner := pgtest.Owner(t)
	for _, line := range before { // as they were kept then
		p, err := b.Profile(b.ctx, b.me, line.ID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = owner.Exec(b.ctx, `update app.profiles set document = $1, sealed = null, sealed_line = null, completeness = $2, worst = $3, best = $4, shown = $5, findings = $6, open_items = 0 where id = $7`,
			p.Bytes, line.Completeness, line.Worst, line.Best, line.Shown, line.Findings, [16]byte(line.ID))
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sql := range []string{"set role station_owner; set search_path = app",
		"alter table profiles drop column open_items, drop column check_rev; alter table self_checks add column closed_at timestamptz",
		strings.TrimSpace(string(again))} {
		if _, err := owner.Exec(b.ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	after, err := b.Profiles(b.ctx, b.me, assessments.ProfileID{}, 10)
	if err != nil || len(after) != 2 {
		t.Fatalf("%+v %v", after, err)
	}
	for i := range after {
		if after[i].Open != before[i].Open {
			t.Errorf("profile %d: %d items, want %d", i, after[i].Open, before[i].Open)
		}
	}
	if summary, err = b.Checks(b.ctx, b.me, assessments.CheckID{}, 10); err != nil || !summary[0].Current() {
		t.Errorf("the newest answers: %+v %v", summary, err)
	}
}

func TestARowIsFoundByTheIdThatItsAddressHas(t *testing.T) {
	b := setup(t)
	rows := suppliers("A", "宁波甲厂", "\\x00", "a'b", "é €")
	if _, err := b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), rows, nil, 0); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		id := b.row(assessments.ListSuppliers, row.Key).ID()
		if found, err := b.ListRow(b.ctx, b.me, assessments.ListSuppliers, id); err != nil || found.Key != row.Key || len(id) < 20 || seen[id] {
			t.Errorf("%q at %q: %+v %v", row.Key, id, found, err)
		}
		seen[id] = true
	}
}

func TestACheckBegunTwiceIsOne(t *testing.T) {
	b := setup(t)
	request := uuid.New()
	first, err := b.Start(b.ctx, b.me, request, station.Areas(), rules.SheetCore)
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.Start(b.ctx, b.me, request, station.Areas(), rules.SheetCore)
	if err != nil || second != first {
		t.Errorf("begun twice: %v %v, %v", first, second, err)
	}
	if _, err := b.Start(b.ctx, b.me, request, station.Areas(), rules.SheetFull); err == nil {
		t.Error("a number that carried another choice is taken")
	}
	if list, err := b.Checks(b.ctx, b.me, assessments.CheckID{}, 10); err != nil || len(list) != 1 {
		t.Errorf("%d checks, %v", len(list), err)
	}
	if _, err := b.Start(b.ctx, b.another, request, station.Areas(), rules.SheetCore); err != nil {
		t.Errorf("another company's command of the same number: %v", err)
	}
}
