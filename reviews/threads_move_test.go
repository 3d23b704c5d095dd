package reviews_test

import (
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

func TestThreadsMoveOnWithTheirReportAndComeBackWithTheirFinding(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	passage := r.write(r.lead, deposit, reviews.ForCompany, "一")
	whole := r.write(r.lead, reviews.Mark{Finding: "EMP-011 VN"}, reviews.ForExperts, "二")
	tax := r.write(r.lead, reviews.Mark{Finding: "TAX-015", Field: "title.zh"}, reviews.ForCompany, "三")
	owner := r.scope(r.owner, "review.ask")
	gone := version1()
	delete(gone, "EMP-010") // its double, word by word, is in EMP-011
	gone["TAX-015"] = reviews.Passage{Severity: station.High, Inputs: "c", Fields: gone["TAX-015"].Fields}
	back := version1()
	back["EMP-010"] = reviews.Passage{Severity: station.Critical, Inputs: "other", Fields: map[string]string{"why.zh": "您收了员工保证金 600 元。员工可以要求退还。"}}
	versions := []uuid.UUID{r.shelf.put(gone), r.shelf.put(back), r.shelf.put(version1())}
	if got := kind(r.MoveOn(t.Context(), owner, r.review, versions[0], false, nil, nil)); got != "thread.consent_first" {
		t.Errorf("moved on without consent: %q", got)
	}
	want := []map[uuid.UUID]reviews.Status{
		{passage: reviews.Gone, whole: reviews.Exact, tax: reviews.SeverityChanged},
		{passage: reviews.Returned, whole: reviews.Exact, tax: reviews.Exact},
		{passage: reviews.Exact, whole: reviews.Exact, tax: reviews.Exact},
	}
	for i, version := range versions {
		var both sync.WaitGroup
		for range 2 { // sent twice at once
			both.Add(1)
			go func() {
				defer both.Done()
				if err := r.MoveOn(t.Context(), owner, r.review, version, true, nil, nil); err != nil && kind(err) != "thread.not_later" {
					t.Error(err)
				}
			}()
		}
		both.Wait()
		for id, status := range want[i] {
			is := r.thread(r.lead, id)
			if is.Anchor.Status != status || is.Profile != r.profile {
				t.Errorf("version %d: %+v, want %s", i+2, is.Anchor, status)
			}
		}
	}
	if a := r.thread(r.lead, passage); a.Target.Quote.Exact != deposit.Exact || a.Anchor.Place.Start16 != 3 {
		t.Errorf("%+v", a)
	}
	if got := kind(r.MoveOn(t.Context(), owner, r.review, versions[0], true, nil, nil)); got != "thread.not_later" {
		t.Errorf("moved back: %q", got)
	}
	if got := kind(r.OpenThread(t.Context(), r.in(r.lead, r.review), r.review, r.profile, deposit, reviews.ForCompany, reviews.Said{ID: uuid.New(), Text: "旧页"}, nil)); got != "thread.moved_on" {
		t.Errorf("a page of the old version: %q", got)
	}
	r.must(r.OpenThread(t.Context(), r.in(r.lead, r.review), r.review, r.profile, deposit, reviews.ForCompany, reviews.Said{ID: passage, Text: "一"}, nil)) // it was kept before the report moved on
	n := reviews.CountThreads(r.sees(r.lead), r.lead.Person)
	if n.All != 3 || n.Open != 3 || n.Mine != 3 || n.Gone+n.Ambiguous+n.Changed != 0 {
		t.Errorf("%+v", n)
	}
}

func TestAReviewOfOneAreaOrFindingCoversNothingElse(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for part, ask := range map[string]reviews.Ask{"EMP-011 VN": {Part: reviews.Finding, Finding: "EMP-011 VN"}, "TAX-015": {Part: reviews.Area, Area: "employee"}} {
		ask.ID, ask.Profile, ask.Question, ask.Expert = uuid.New(), r.profile, "问", r.lead.Person
		_, err := r.Ask(t.Context(), r.scope(r.owner, "review.ask"), ask, nil)
		r.must(err)
		r.must(r.Accept(t.Context(), r.scope(r.lead, "review.queue"), ask.ID, reviews.TermsVersion, nil))
		for key := range version1() {
			err := r.OpenThread(t.Context(), r.in(r.lead, ask.ID), ask.ID, r.profile, reviews.Mark{Finding: key}, reviews.ForExperts, reviews.Said{ID: uuid.New(), Text: "x"}, nil)
			if (err == nil) != (key == part) {
				t.Errorf("a review about %s, a thread on %s: %v", part, key, err)
			}
		}
	}
}
