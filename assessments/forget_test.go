package assessments_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestEmployeesAreForgottenWithTheConsent takes the consent to employee rows back: the list, its history
// and the profiles that hold it go, others stay, and a list that comes later is judged as it is.
func TestEmployeesAreForgottenWithTheConsent(t *testing.T) {
	b := setup(t)
	employee := func(ref string) []assessments.ListRow {
		row := rules.Row{"emp_ref": ref, "host_country": "VN", "visa_type": "business"}
		return []assessments.ListRow{{Key: assessments.RowKey(assessments.ListEmployees, row), Cells: row}}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check := b.start()
	before, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲")
	must(err)
	_, err = b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(), employee("E-1"), nil, 0)
	must(err)
	with, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲")
	must(err)
	must(b.people.Agree(b.ctx, b.me, accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion))
	take := func() error {
		return b.people.Withdraw(b.ctx, b.me, accounts.ConsentEmployeeRows, func(ctx context.Context, tx pg.Tx) error { return b.ForgetEmployees(ctx, tx, b.me) })
	}
	must(take())
	if list, err := b.List(b.ctx, b.me, assessments.ListEmployees); err != nil || list.Version != 0 || len(list.Rows) != 0 {
		t.Errorf("the list is still there: %+v, %v", list, err)
	}
	if _, err := b.Profile(b.ctx, b.me, with); err == nil {
		t.Error("a profile with employees is still there")
	}
	if _, err := b.Profile(b.ctx, b.me, before); err != nil {
		t.Errorf("a profile without employees is gone: %v", err)
	}
	if ok, err := b.people.Agreed(b.ctx, b.me, accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion); ok || err != nil {
		t.Errorf("still agreed: %v, %v", ok, err)
	}
	if err := take(); err == nil {
		t.Error("taken back twice")
	}
	_, err = b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(), employee("E-2"), nil, 0)
	must(err)
	list, err := b.List(b.ctx, b.me, assessments.ListEmployees)
	must(err)
	if list.Version != 2 {
		t.Errorf("the next list has version %d: a version must not come twice", list.Version)
	}
	again, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲")
	must(err)
	kept, err := b.Profile(b.ctx, b.me, again)
	must(err)
	text, err := json.Marshal(kept.Document.Answers.Employees)
	must(err)
	if strings.Contains(string(text), "E-1") || !strings.Contains(string(text), "E-2") {
		t.Errorf("the next profile judges %s", text)
	}
}
