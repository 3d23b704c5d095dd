package assessments_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

func TestOneRowIsWrittenAndTheOthersKeepTheirPlace(t *testing.T) {
	b := setup(t)
	const list = assessments.ListSuppliers
	if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), suppliers("A", "B", "C"), nil, 0); err != nil {
		t.Fatal(err)
	}
	rows := func() []assessments.ListRow {
		got, err := b.List(b.ctx, b.me, list)
		if err != nil {
			t.Fatal(err)
		}
		return got.Rows
	}
	second := rows()[1]
	fresh := suppliers("B2")[0]
	edit := assessments.RowEdit{List: list, ID: second.ID(), Seen: second.Digest(), Row: &fresh}
	request := uuid.New()
	for range 2 { // the second time does nothing
		if err := b.PutRow(b.ctx, b.me, request, edit); err != nil {
			t.Fatal(err)
		}
	}
	if got := rows(); len(got) != 3 || got[1].Key != fresh.Key || got[1].Position != 1 || got[0].Position != 0 || got[2].Position != 2 {
		t.Errorf("renamed in its place: %+v", got)
	}
	if err := b.PutRow(b.ctx, b.me, uuid.New(), edit); !errors.Is(err, assessments.ErrRowGone) {
		t.Errorf("the old name: %v", err)
	}
	now := rows()[1]
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: now.ID(), Seen: "x", Row: &fresh}); !errors.Is(err, assessments.ErrRowChanged) {
		t.Errorf("not as it was seen: %v", err)
	}
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, Row: &fresh}); !errors.Is(err, assessments.ErrRowTwice) {
		t.Errorf("a name that is taken: %v", err)
	}
	if err := b.PutRow(b.ctx, b.another, uuid.New(), assessments.RowEdit{List: list, ID: now.ID(), Seen: now.Digest()}); !errors.Is(err, assessments.ErrRowGone) {
		t.Errorf("another company's row: %v", err)
	}
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: now.ID(), Seen: now.Digest()}); err != nil {
		t.Fatal(err)
	}
	heads, err := b.ListHeads(b.ctx, b.me)
	if err != nil || heads[list].Rows != 2 || len(rows()) != 2 || heads[list].Version != 3 || heads[list].By == "" {
		t.Errorf("taken out: %+v %v", heads, err)
	}
}

func TestAnImportForgetsItsFileOnlyWhenItIsIn(t *testing.T) {
	b := setup(t)
	id, err := b.SaveUpload(b.ctx, b.me, assessments.ListSuppliers, "a.csv", []byte("x"), []byte(`{"mode":"add"}`)...)
	if err != nil {
		t.Fatal(err)
	}
	in := assessments.Import{List: assessments.ListSuppliers, Rows: suppliers("A"), Base: 7, Upload: id}
	if _, err := b.Import(b.ctx, b.me, uuid.New(), in); kindOf(err) != station.Conflict {
		t.Fatalf("over another version: %v", err)
	}
	if u, err := b.Upload(b.ctx, b.me, id); err != nil || string(u.Choices) != `{"mode":"add"}` {
		t.Errorf("the file is still there, with what was chosen: %s %v", u.Choices, err)
	}
	in.Base = 0
	request := uuid.New()
	if _, err := b.Import(b.ctx, b.me, request, in); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Upload(b.ctx, b.me, id); kindOf(err) != station.NotFound {
		t.Errorf("the file is forgotten: %v", err)
	}
	for asked, want := range map[uuid.UUID]bool{request: true, uuid.New(): false} {
		if done, err := b.Imported(b.ctx, b.me, assessments.ListSuppliers, asked); err != nil || done != want {
			t.Errorf("carried out: %v %v, want %v", done, err, want)
		}
	}
}

func TestALineIsTakenFromTheMiddleAndPutBack(t *testing.T) {
	b := setup(t)
	const list = assessments.ListSuppliers
	for i, names := range [][]string{{"A", "B", "C", "D"}, {"A", "C", "D"}, {"A", "X", "C", "Y", "D"}, {"D", "A"}} {
		if _, err := b.PutList(b.ctx, b.me, list, uuid.New(), suppliers(names...), nil, int64(i)); err != nil {
			t.Fatal(err)
		}
		got, err := b.List(b.ctx, b.me, list)
		if err != nil || len(got.Rows) != len(names) {
			t.Fatalf("%+v %v", got, err)
		}
		for k, row := range got.Rows {
			if row.Cells["supplier_name"] != names[k] || k > 0 && row.Position <= got.Rows[k-1].Position {
				t.Errorf("%v: %+v", names, got.Rows)
			}
		}
	}
}
