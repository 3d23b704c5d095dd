package web_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/web"
)

// chore is a job of this test.
type chore struct {
	N int `json:"n"`
}

// Kind names the job in the queue.
func (chore) Kind() string { return "chore" }

// TestThePageOfJobsTellsWhatNobodyWorksOn: a queue that no node works on holds nothing that failed, and is not well.
func TestThePageOfJobsTellsWhatNobodyWorksOn(t *testing.T) {
	var jobs *pg.Jobs
	p := newPortalFitted(t, func(*web.Site) {}, func(r *web.Rooms) {
		var err error
		if jobs, err = pg.NewJobs(pgtest.Open(t, pgtest.URLs(t).Worker), nil, pg.JobOptions{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}); err != nil {
			t.Fatal(err)
		}
		r.Jobs = jobs
	})
	p.now = time.Now() // the queue's clock
	head := p.staff()[station.Administrator]
	page := func() string {
		t.Helper()
		got := p.do("GET", "/admin/jobs", head, nil)
		if got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		return got.body
	}
	p.must(p.db.Global(context.Background(), func(ctx context.Context, tx pg.Tx) error {
		if err := jobs.EnqueueAt(ctx, tx, chore{1}, p.now.Add(time.Hour)); err != nil {
			return err
		}
		return jobs.Enqueue(ctx, tx, chore{2})
	}))
	if body := page(); !strings.Contains(body, "后台任务都正常") || strings.Count(body, ">chore</code>") != 2 {
		t.Errorf("a job that is due this minute, and one later, are not well: %s", body)
	}
	p.now = p.now.Add(11 * time.Minute)
	if body := page(); !strings.Contains(body, "<h1>1 个后台任务没有人做</h1>") || strings.Count(body, "太久了") != 1 {
		t.Errorf("a job that nobody does is not told: %s", body)
	}
}

// TestANodeWithoutBackgroundWorkDoesNotSayThatAllIsWell: it sees no jobs.
func TestANodeWithoutBackgroundWorkDoesNotSayThatAllIsWell(t *testing.T) {
	p := newPortal(t)
	got := p.do("GET", "/admin/jobs", p.staff()[station.Administrator], nil)
	if got.status != 200 || strings.Contains(got.body, "都正常") || !strings.Contains(got.body, "这个节点没有后台任务") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// TestAJobThatFailedIsTriedAgainAndTheTrailSaysWhoWantedIt; one that has not failed is left alone, whatever number is sent.
func TestAJobThatFailedIsTriedAgainAndTheTrailSaysWhoWantedIt(t *testing.T) {
	var jobs *pg.Jobs
	p := newPortalFitted(t, func(*web.Site) {}, func(r *web.Rooms) {
		var err error
		if jobs, err = pg.NewJobs(pgtest.Open(t, pgtest.URLs(t).Worker), nil, pg.JobOptions{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}); err != nil {
			t.Fatal(err)
		}
		r.Jobs = jobs
	})
	head := p.staff()[station.Administrator]
	p.must(p.db.Global(context.Background(), func(ctx context.Context, tx pg.Tx) error {
		return errors.Join(jobs.Enqueue(ctx, tx, chore{1}), jobs.Enqueue(ctx, tx, chore{2}))
	}))
	owner := connect(t, p.urls.Owner)
	_, err := owner.Exec(context.Background(), `update river.river_job set state = 'discarded', attempt = 25, finalized_at = now() where args @> '{"n": 1}'`)
	p.must(err)
	_, err = owner.Exec(context.Background(), `update river.river_job set state = 'completed', attempt = 1, finalized_at = now() where args @> '{"n": 2}'`)
	p.must(err)
	for _, id := range column[int64](t, owner, `select id from river.river_job`) {
		if got := p.post("/admin/jobs/"+strconv.FormatInt(id, 10)+"/retry", head, nil); got.location != "/admin/jobs?done=1" {
			t.Errorf("%d %s", got.status, complaints(got.body))
		}
	}
	if got := column[string](t, owner, `select state::text from river.river_job order by id`); !slices.Equal(got, []string{"available", "completed"}) {
		t.Errorf("the jobs are %v", got)
	}
	if got := column[string](t, owner, `select detail->>'kind' from app.audit where action = 'job.retry'`); !slices.Equal(got, []string{"chore"}) {
		t.Errorf("the trail tells of %v", got)
	}
}
