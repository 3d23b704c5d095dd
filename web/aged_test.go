package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// noteTables hold what is written about findings in reviews.
var noteTables = []string{"review_threads", "review_comments", "review_comment_edits", "review_attachments", "review_anchors"}

// notesOf counts what is kept of notes of a company, with their files.
func (p *portal) notesOf(f *firm) map[string]int {
	p.t.Helper()
	owner, out := connect(p.t, p.urls.Owner), map[string]int{}
	for _, table := range noteTables {
		n := 0
		p.must(owner.QueryRow(context.Background(), `select count(*) from app.`+table+` where company_id = $1`, f.owner.Company).Scan(&n))
		out[table] = n
	}
	n := 0
	p.must(owner.QueryRow(context.Background(), `select count(*) from app.files where tenant_id = $1 and purpose = 'note'`, f.owner.Company).Scan(&n))
	out["files"] = n
	return out
}

// TestNotesOfAReviewThatIsOverServeTheirTime has the review of one company be over for longer than notes are kept, that of another for
// a day less, and lets the worker take away what it may, three times, once with a shelf that does not answer.
func TestNotesOfAReviewThatIsOverServeTheirTime(t *testing.T) {
	p := newPortal(t)
	old, young := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(old, expert)
	p.reviewed(young, expert)
	owner, ctx := connect(t, p.urls.Owner), t.Context()
	for f, days := range map[*firm]int{old: 1096, young: 1094} {
		_, err := owner.Exec(ctx, `insert into app.review_anchors (company_id, thread_id, step, profile_id, status, sealed, at) values ($1, $2, 1, $3, 'exact', 'x', now()) on conflict do nothing`, f.owner.Company, f.thread, f.profile)
		p.must(err)
		_, err = owner.Exec(ctx, `update app.reviews set state = 'ended', ended_at = $2 where id = $1`, f.review, time.Now().AddDate(0, 0, -days))
		p.must(err)
	}
	whole := p.notesOf(young)
	for table, n := range p.notesOf(old) {
		if n == 0 || whole[table] == 0 {
			t.Fatalf("%s: nothing is there, so this test says nothing", table)
		}
	}
	deaf := true
	drop := func(ctx context.Context, company station.CompanyID, file uuid.UUID) error {
		if deaf {
			return context.DeadlineExceeded
		}
		err := p.filing.Delete(ctx, station.Tenant{Company: company}, files.ID(file), nil)
		if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
			return nil
		}
		return err
	}
	also := map[string]accounts.Aged{accounts.KeepReviews: reviews.AgeNotes(drop)}
	if _, err := accounts.ApplyRetention(ctx, p.worker(), time.Now(), also); err == nil || p.notesOf(old)["review_threads"] == 0 {
		t.Errorf("a file could not be taken away, and the rows that tell of it are gone: %v", err)
	}
	deaf = false
	for range 2 {
		_, err := accounts.ApplyRetention(ctx, p.worker(), time.Now(), also)
		p.must(err)
	}
	for table, n := range p.notesOf(old) {
		if n != 0 {
			t.Errorf("%s: %d are left after their time", table, n)
		}
	}
	for table, n := range p.notesOf(young) {
		if n != whole[table] {
			t.Errorf("%s: %d of %d are left before their time", table, n, whole[table])
		}
	}
	for _, table := range []string{"reviews", "review_overrides", "review_signatures", "review_contents"} { // what stays with the report
		n := 0
		p.must(owner.QueryRow(ctx, `select count(*) from app.`+table+` where company_id = $1`, old.owner.Company).Scan(&n))
		if n == 0 {
			t.Errorf("%s: what belongs to the report is gone", table)
		}
	}
	session := p.again("zijian@example.com")
	for _, path := range []string{"/reviews/" + old.review, "/reviews/" + old.review + "/findings", "/profiles/" + old.profile} {
		if got := p.do("GET", path, session, nil); got.status != 200 {
			t.Errorf("%s: %d after its notes are gone", path, got.status)
		}
	}
}

// TestTheWorkerTakesNoNoteOfAReviewBeforeItsTime tries as the worker what its policies should not let it do, whatever a station decided.
func TestTheWorkerTakesNoNoteOfAReviewBeforeItsTime(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	whole := p.notesOf(f)
	try := func(when string) {
		for _, table := range noteTables {
			err := p.worker().Global(t.Context(), func(ctx context.Context, tx pg.Tx) error {
				_, err := tx.Exec(ctx, `delete from `+table+` where company_id is not null`)
				return err
			})
			if err != nil {
				t.Errorf("%s: %v", table, err)
			}
		}
		for table, n := range p.notesOf(f) {
			if n != whole[table] {
				t.Errorf("%s: the worker took %d of %d from %s", when, whole[table]-n, whole[table], table)
			}
		}
	}
	try("under way")
	_, err := connect(t, p.urls.Owner).Exec(t.Context(), `update app.reviews set state = 'ended', ended_at = now() - interval '182 days' where id = $1`, f.review)
	p.must(err)
	try("over for 182 days")
}

// TestDraftsOfBriefsThatNobodyGoesOnWithGo has drafts and published briefs of many ages at two stations.
func TestDraftsOfBriefsThatNobodyGoesOnWithGo(t *testing.T) {
	p := newPortal(t)
	owner, ctx := connect(t, p.urls.Owner), t.Context()
	for _, one := range []struct {
		state string
		days  int
	}{{"draft", 181}, {"draft", 179}, {"published", 5000}} {
		at := time.Now().AddDate(0, 0, -one.days)
		_, err := owner.Exec(ctx, `insert into app.briefs (station_id, id, release, cut, sealed, state, author, at, changed_at, published_by, published_at)
			values ($1, gen_random_uuid(), repeat('0', 64), '2026-01-01', 'x', $3, gen_random_uuid(), $2, $2, case when $3 = 'published' then gen_random_uuid() end, case when $3 = 'published' then $2::timestamptz end)`, accounts.FirstStation, at, one.state)
		p.must(err)
	}
	for range 2 {
		_, err := accounts.ApplyRetention(ctx, p.worker(), time.Now(), map[string]accounts.Aged{accounts.KeepBriefs: insights.SweepDrafts})
		p.must(err)
	}
	states := column[string](t, owner, `select state from app.briefs order by state`)
	if strings.Join(states, " ") != "draft published" {
		t.Errorf("left are %v", states)
	}
}

// TestWhatTheStaffWasToldOfACompanyGoesWithIt has an owner write to the expert, whose inbox names them until the company is deleted.
func TestWhatTheStaffWasToldOfACompanyGoesWithIt(t *testing.T) {
	p := newPortal(t)
	f, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	expert, token := p.verified("沈律师", "13301201510123456")
	for _, one := range []*firm{f, other} {
		p.reviewed(one, expert)
		path := findingPath("/reviews/", one, "EMP-010") + "/threads/" + one.thread + "/replies"
		if got := p.post(path, one.tokens[station.Owner], url.Values{"text": {"已退还"}, "request": {uuid.NewString()}}); got.status != 303 {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	if page := p.do("GET", "/inbox", token, nil).body; !strings.Contains(page, "zijian人") || !strings.Contains(page, "bieren人") {
		t.Fatal("the expert was not told who wrote, so this test says nothing")
	}
	p.must(p.worker().Tenant(t.Context(), f.owner.Company, func(ctx context.Context, tx pg.Tx) error {
		return notices.DeleteAll(ctx, tx, f.owner.Tenant())
	}))
	page := p.do("GET", "/inbox", token, nil).body
	if strings.Contains(page, "zijian") {
		t.Error("the staff still reads of a company that is gone")
	}
	if !strings.Contains(page, "bieren人") {
		t.Error("what the staff was told of another company is gone too")
	}
}
