package assessments_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// longLists fills both lists to the brim, with gaps and with much to find.
func (b *bench) longLists(n int) {
	b.t.Helper()
	var suppliers, employees []assessments.ListRow
	for i := range n {
		s := rules.Row{"supplier_name": fmt.Sprintf("厂%d", i), "country": []any{"CN", "VN", "DE", "US", "IR"}[i%5], "annual_spend": json.Number(fmt.Sprint(100 + i)), "currency": "CNY", "active": true}
		if i%3 == 0 {
			s["contract_expiry"] = noon.AddDate(0, 0, i%400-200).Format(time.DateOnly)
		}
		suppliers = append(suppliers, assessments.ListRow{Key: assessments.RowKey(assessments.ListSuppliers, s), Cells: s})
		e := rules.Row{"emp_ref": fmt.Sprintf("E%d", i), "location_type": "abroad", "post_country": []any{"VN", "DE", "US"}[i%3], "nationality": "CN"}
		if i%2 == 0 {
			e["passport_expiry"] = noon.AddDate(0, 0, i%600-100).Format(time.DateOnly)
			e["visa_expiry"] = noon.AddDate(0, 0, i%900-100).Format(time.DateOnly)
		}
		employees = append(employees, assessments.ListRow{Key: assessments.RowKey(assessments.ListEmployees, e), Cells: e})
	}
	for name, rows := range map[string][]assessments.ListRow{assessments.ListSuppliers: suppliers, assessments.ListEmployees: employees} {
		if _, err := b.PutList(b.ctx, b.me, name, uuid.New(), rows, nil, 0); err != nil {
			b.t.Fatal(err)
		}
	}
}

// TestLongListsAreJudgedWhoeverWaits: askers who cannot wait get told so, nothing is judged twice,
// and what was begun for them is there a little later. The document stays small and replays.
func TestLongListsAreJudgedWhoeverWaits(t *testing.T) {
	b := setup(t)
	id, told := b.start(), false
	b.longLists(assessments.MaxRows)
	for range 3 {
		ctx, stop := context.WithTimeout(b.ctx, 200*time.Millisecond)
		_, err := b.Standing(ctx, b.me, id)
		stop()
		if kindOf(err) != station.Unavailable {
			t.Fatalf("an asker in a hurry got %v", err)
		}
		told = told || errors.Is(err, assessments.ErrJudging)
	}
	if !told {
		t.Error("nobody was told that the lists are being judged")
	}
	answers, err := b.FromAnswers(b.ctx, b.me, id)
	if err != nil || len(answers.Asks) == 0 || !answers.AnswersOnly {
		t.Fatalf("from answers alone: %v", err)
	}
	at := time.Now()
	s, err := b.Standing(b.ctx, b.me, id)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("judged after another %v", time.Since(at))
	if again, err := b.Standing(b.ctx, b.me, id); err != nil || again.Judgement != s.Judgement {
		t.Errorf("judged again, %v", err)
	}
	at = time.Now()
	saved := b.answer(id, said("deposit_taken", true, 0))
	if s, err = b.Standing(b.ctx, b.me, id); err != nil || s.Check.Rev != saved.Rev {
		t.Fatalf("revision %d, %v", s.Check.Rev, err)
	}
	t.Logf("one more answer %v", time.Since(at))
	at = time.Now()
	profile, err := b.Submit(b.ctx, b.me, id, uuid.New(), "甲")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("profile made in %v", time.Since(at))
	p, err := b.Profile(b.ctx, b.me, profile)
	if err != nil {
		t.Fatal(err)
	}
	d := &p.Document
	cells := 0
	for _, o := range d.Open {
		cells += o.Count
	}
	t.Logf("document %d kB, %d findings, %d open parts with %d cells", len(p.Bytes)>>10, len(d.Findings), len(d.Open), cells)
	if len(p.Bytes) > 4<<20 || len(d.Open) > 300 || cells < 50_000 || d.Rev != saved.Rev || d.SuppliersAt != 1 || d.EmployeesAt != 1 {
		t.Errorf("document of %d kB, %d open parts with %d cells, revision %d, lists %d and %d", len(p.Bytes)>>10, len(d.Open), cells, d.Rev, d.SuppliersAt, d.EmployeesAt)
	}
	if difference, err := b.Replay(b.ctx, p.Bytes); err != nil || difference != "" {
		t.Errorf("replay differs: %.300s, %v", difference, err)
	}
}

// TestAJudgementIsMadeOnceForAll: many who ask at once get one and the same.
func TestAJudgementIsMadeOnceForAll(t *testing.T) {
	b := setup(t)
	id := b.start()
	b.longLists(200)
	type got struct {
		s   *assessments.Standing
		err error
	}
	all := make(chan got)
	for range 12 {
		go func() {
			s, err := b.Standing(b.ctx, b.me, id)
			all <- got{s, err}
		}()
	}
	var first *rules.Judgement
	for range 12 {
		g := <-all
		if g.err != nil {
			t.Fatal(g.err)
		}
		if first == nil {
			first = g.s.Judgement
		}
		if g.s.Judgement != first {
			t.Error("judged more than once")
		}
	}
}
