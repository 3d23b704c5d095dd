package reviews_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

var deposit = reviews.Mark{Finding: "EMP-010", Field: "why.zh", Exact: "员工保证金 500 元", Start: 3, End: 14}

func TestAThreadKeepsWhatItWasWrittenAboutAndIsOneHoweverOftenItIsSent(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s := r.in(r.lead, r.review)
	said := reviews.Said{ID: uuid.New(), Text: "  押金无论多少都要退  ", Citations: []reviews.Citation{{Source: "劳动合同法", Article: "第九条"}, {}}}
	for range 2 {
		r.must(r.OpenThread(t.Context(), s, r.review, r.profile, deposit, reviews.ForCompany, said, nil))
	}
	all := r.sees(r.owner)
	if len(all) != 1 || len(all[0].Comments) != 1 {
		t.Fatalf("%+v", all)
	}
	is := all[0]
	if is.Target.Quote == nil || is.Target.Quote.Exact != deposit.Exact || is.Target.Quote.Start != 3 || is.Was.Severity != station.Critical || is.Was.Inputs != "a" || len(is.Was.Fields) != 1 ||
		is.Anchor.Status != reviews.Exact || is.Anchor.Place.Start16 != 3 || is.Name != "律师01" || is.Comments[0].Text != "押金无论多少都要退" || is.Comments[0].Rank != "senior" || len(is.Comments[0].Citations) != 1 {
		t.Errorf("%+v", is)
	}
	said.Text = "另一句"
	if got := kind(r.OpenThread(t.Context(), s, r.review, r.profile, deposit, reviews.ForCompany, said, nil)); got != "thread.said_otherwise" {
		t.Errorf("the same form with other words: %q", got)
	}
	said.ID = uuid.New()
	for name, c := range map[string]struct {
		mark reviews.Mark
		want string
	}{
		"a passage twice":     {reviews.Mark{Finding: "EMP-010", Field: "why.zh", Exact: "500 元"}, "thread.quote_twice"},
		"no such passage":     {reviews.Mark{Finding: "EMP-010", Field: "why.zh", Exact: "越南"}, "thread.quote_not_there"},
		"no such field":       {reviews.Mark{Finding: "EMP-010", Field: "why.fr"}, "thread.no_field"},
		"a quote of no field": {reviews.Mark{Finding: "EMP-010", Exact: "500 元"}, "thread.no_field"},
		"no such finding":     {reviews.Mark{Finding: "EMP-099"}, "fault.not_found"},
		"offsets that lie":    {reviews.Mark{Finding: "EMP-010", Field: "why.zh", Exact: "500 元罚款", Start: 0, End: 7}, ""},
	} {
		said.ID = uuid.New()
		if got := kind(r.OpenThread(t.Context(), s, r.review, r.profile, c.mark, reviews.ForExperts, said, nil)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheCompanyReadsWhatIsForItAndNothingElse(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	among := r.write(r.lead, deposit, reviews.ForExperts, "之间的话")
	to := r.write(r.second, deposit, reviews.ForCompany, "给企业的话")
	draft := r.write(r.junior, deposit, reviews.ForCompany, "草稿")
	r.must(r.Reply(t.Context(), r.in(r.junior, r.review), r.review, to, reviews.Said{ID: uuid.New(), Text: "补充草稿"}, nil))
	company := r.in(r.owner, r.review)
	seen := r.sees(r.owner)
	if len(seen) != 1 || seen[0].ID != to || len(seen[0].Comments) != 1 {
		t.Fatalf("the company sees %+v", seen)
	}
	if len(r.sees(r.lead)) != 3 {
		t.Error("the team does not see all")
	}
	for name, id := range map[string]uuid.UUID{"a note among experts": among, "a draft": draft} {
		if got := kind(r.Reply(t.Context(), company, r.review, id, reviews.Said{ID: uuid.New(), Text: "回复"}, nil)); got != "fault.not_found" {
			t.Errorf("the company answers %s: %q", name, got)
		}
	}
	if got := kind(r.OpenThread(t.Context(), company, r.review, r.profile, deposit, reviews.ForCompany, reviews.Said{ID: uuid.New(), Text: "企业起头"}, nil)); got != "fault.not_found" {
		t.Errorf("the company opens a thread: %q", got)
	}
	r.must(r.Reply(t.Context(), company, r.review, to, reviews.Said{ID: uuid.New(), Text: "已退还"}, nil))
	if c := r.thread(r.lead, to).Comments; len(c) != 3 || c[2].Side != reviews.SideCompany || c[2].Name != "陈静" {
		t.Errorf("%+v", c)
	}
	r.must(r.Withdraw(t.Context(), r.scope(r.owner, "review.withdraw"), r.review, nil))
	if got := kind(r.Reply(t.Context(), company, r.review, to, reviews.Said{ID: uuid.New(), Text: "之后"}, nil)); got != "review.over" {
		t.Errorf("somebody writes in a review that is over: %q", got)
	}
}

func TestASeniorLetsTheCompanyReadWhatAJuniorWrote(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	id := r.write(r.junior, deposit, reviews.ForCompany, "草稿一")
	junior, senior := r.in(r.junior, r.review), r.in(r.second, r.review)
	r.must(r.Edit(t.Context(), junior, r.review, id, 1, reviews.Said{ID: id, Text: "草稿二"}, nil))
	for range 2 {
		r.must(r.OpenThread(t.Context(), junior, r.review, r.profile, deposit, reviews.ForCompany, reviews.Said{ID: id, Text: "草稿一"}, nil)) // the first form once more, late
	}
	for name, err := range map[string]error{
		"thread.senior_only":   r.Approve(t.Context(), junior, r.review, id, id, 2, nil),
		"thread.changed_since": r.Approve(t.Context(), senior, r.review, id, id, 1, nil),
	} {
		if kind(err) != name {
			t.Errorf("%v, want %s", err, name)
		}
	}
	r.must(r.Approve(t.Context(), senior, r.review, id, id, 2, nil))
	r.must(r.Approve(t.Context(), senior, r.review, id, id, 2, nil))
	is := r.thread(r.owner, id)
	if is.Draft || is.Comments[0].Text != "草稿二" || is.Comments[0].ApprovedBy != "律师02" {
		t.Errorf("%+v", is)
	}
	if got := kind(r.Edit(t.Context(), junior, r.review, id, 3, reviews.Said{ID: id, Text: "改口"}, nil)); got != "thread.approved_already" {
		t.Errorf("a junior changes what the company has read: %q", got)
	}
	if _, err := r.Editions(t.Context(), r.in(r.owner, r.review), r.review, id, id); kind(err) != "fault.not_found" {
		t.Errorf("the company reads what was a draft: %v", err)
	}
	if was, err := r.Editions(t.Context(), senior, r.review, id, id); err != nil || len(was) != 1 || was[0].Text != "草稿一" {
		t.Errorf("%+v %v", was, err)
	}
}

func TestOfTwoWhoEditAtOnceOneIsToldAndNothingIsLost(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	id := r.write(r.lead, deposit, reviews.ForCompany, "原话")
	s := r.in(r.lead, r.review)
	errs := make([]error, 2)
	var wait sync.WaitGroup
	for i, text := range []string{"甲改", "乙改"} {
		wait.Add(1)
		go func() {
			defer wait.Done()
			errs[i] = r.Edit(t.Context(), s, r.review, id, 1, reviews.Said{ID: id, Text: text}, nil)
		}()
	}
	wait.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || kind(errors.Join(errs...)) != "thread.changed_since" {
		t.Errorf("%v", errs)
	}
	var replies sync.WaitGroup
	said := reviews.Said{ID: uuid.New(), Text: "同一句，发了八遍"}
	for range 8 {
		for _, who := range []station.Actor{r.lead} {
			replies.Add(1)
			go func() {
				defer replies.Done()
				if err := r.Reply(t.Context(), r.in(who, r.review), r.review, id, said, nil); err != nil {
					t.Error(err)
				}
			}()
		}
	}
	for i := range 2 {
		replies.Add(1)
		go func() {
			defer replies.Done()
			who := []station.Actor{r.second, r.owner}[i]
			if err := r.Reply(t.Context(), r.in(who, r.review), r.review, id, reviews.Said{ID: uuid.New(), Text: "各写各的"}, nil); err != nil {
				t.Error(err)
			}
		}()
	}
	replies.Wait()
	if n := len(r.thread(r.lead, id).Comments); n != 4 {
		t.Errorf("%d comments, want 4", n)
	}
	if got := kind(r.Reply(t.Context(), r.in(r.second, r.review), r.review, id, said, nil)); got != "thread.said_otherwise" {
		t.Errorf("another's form: %q", got)
	}
	is := r.thread(r.lead, id)
	r.must(r.Settle(t.Context(), s, r.review, id, is.Rev, reviews.Resolved, nil))
	r.must(r.Settle(t.Context(), s, r.review, id, is.Rev, reviews.Resolved, nil))
	if got := kind(r.Settle(t.Context(), r.in(r.second, r.review), r.review, id, is.Rev, reviews.Superseded, nil)); got != "thread.changed_since" {
		t.Errorf("settled over another: %q", got)
	}
	r.must(r.Reply(t.Context(), r.in(r.owner, r.review), r.review, id, reviews.Said{ID: uuid.New(), Text: "不同意"}, nil))
	if r.thread(r.lead, id).State != reviews.Open {
		t.Error("an answer does not open a settled thread")
	}
}

// TestAnActThatBreaksHalfWayLeavesNothing kills the connection between the writes of one act, as a server that dies does.
func TestAnActThatBreaksHalfWayLeavesNothing(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	s, said := r.in(r.lead, r.review), reviews.Said{ID: uuid.New(), Text: "只此一次"}
	err := r.OpenThread(t.Context(), s, r.review, r.profile, deposit, reviews.ForCompany, said, func(ctx context.Context, tx pg.Tx, _ reviews.Review, _ reviews.Thread, _ reviews.Comment) error {
		_, err := tx.Exec(ctx, "select pg_terminate_backend(pg_backend_pid())")
		return err
	})
	if err == nil {
		t.Fatal("the connection did not break")
	}
	if all := r.sees(r.lead); len(all) != 0 {
		t.Fatalf("half an act is left: %+v", all)
	}
	r.must(r.OpenThread(t.Context(), s, r.review, r.profile, deposit, reviews.ForCompany, said, nil))
	if all := r.sees(r.lead); len(all) != 1 || len(all[0].Comments) != 1 || all[0].Anchor.Status != reviews.Exact {
		t.Errorf("%+v", all)
	}
}
