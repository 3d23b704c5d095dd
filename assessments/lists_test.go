package assessments_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func suppliers(names ...string) []assessments.ListRow {
	var out []assessments.ListRow
	for i, name := range names {
		cells := rules.Row{"supplier_name": name, "annual_spend": json.Number(fmt.Sprint(100 * (i + 1))), "currency": "CNY", "active": true}
		out = append(out, assessments.ListRow{Key: assessments.RowKey(assessments.ListSuppliers, cells), Cells: cells})
	}
	return out
}

func TestListIsReplacedAndTheDifferenceTold(t *testing.T) {
	b := setup(t)
	put := func(rows []assessments.ListRow, base int64) (assessments.Difference, error) {
		return b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), rows, map[string]string{"厂家": "supplier_name"}, base)
	}
	if d, err := put(suppliers("A", "B", "C"), 0); err != nil || len(d.Added) != 3 {
		t.Fatalf("first import: %+v, %v", d, err)
	}
	fresh := suppliers("A", "B", "D")
	fresh[1].Cells["annual_spend"] = json.Number("999")
	d, err := put(fresh, 1)
	if err != nil || len(d.Added) != 1 || len(d.Changed) != 1 || len(d.Gone) != 1 || d.Same != 1 {
		t.Fatalf("second import: %+v, %v", d, err)
	}
	if _, err := put(suppliers("X"), 1); kindOf(err) != station.Conflict {
		t.Errorf("an import over a list that has changed: %v", err)
	}
	list, err := b.List(b.ctx, b.me, assessments.ListSuppliers)
	if err != nil || list.Version != 2 || len(list.Rows) != 3 || list.Mapping["厂家"] != "supplier_name" {
		t.Errorf("the list is %+v, %v", list, err)
	}
	if other, err := b.List(b.ctx, b.another, assessments.ListSuppliers); err != nil || other.Version != 0 || len(other.Rows) != 0 {
		t.Errorf("another company sees %+v, %v", other, err)
	}
}

func TestListAsGivenIsJudged(t *testing.T) {
	b := setup(t)
	id := b.start(station.Supply)
	s, err := b.Standing(b.ctx, b.me, id)
	if err != nil || s.Case.Suppliers != nil {
		t.Fatalf("no list yet: %v, %v", s.Case.Suppliers, err)
	}
	if _, err := b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), suppliers("A"), nil, 0); err != nil {
		t.Fatal(err)
	}
	b.answer(id, said("annual_purchases_cny", nil, 0))
	if s, err = b.Standing(b.ctx, b.me, id); err != nil {
		t.Fatal(err)
	}
	for _, v := range s.Judgement.Verdicts {
		if v.ID == "SCM-001" && v.Outcome != station.AtRisk {
			t.Errorf("one supplier for everything is %s", v.Outcome)
		}
	}
}
