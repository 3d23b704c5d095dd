package pg_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

type letter struct {
	ID   int    `json:"id" river:"unique"`
	Note string `json:"note"`
}

func (letter) Kind() string { return "letter" }

type tick struct{}

func (tick) Kind() string { return "tick" }

func jobsOf(t *testing.T, db *pg.DB, works *pg.Works) *pg.Jobs {
	t.Helper()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	jobs, err := pg.NewJobs(db, works, pg.JobOptions{Log: quiet})
	must(t, err)
	if works != nil {
		must(t, jobs.Start(ctx))
		t.Cleanup(func() {
			stop, cancel := context.WithTimeout(ctx, 5*time.Second)
			defer cancel()
			must(t, jobs.Stop(stop))
		})
	}
	return jobs
}

func wait(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

func TestAJobExistsIfAndOnlyIfItsTransactionCommits(t *testing.T) {
	t.Parallel()
	to := pgtest.URLs(t)
	portal, worker := pgtest.New(t), pgtest.Open(t, to.Worker)
	var done, ghosts atomic.Int32
	works := pg.NewWorks()
	must(t, pg.Handle(works, func(_ context.Context, l letter) error {
		if l.Note == "ghost" {
			ghosts.Add(1)
		}
		done.Add(1)
		return nil
	}))
	jobsOf(t, worker, works)
	queue := jobsOf(t, portal, nil)
	oops := errors.New("oops")
	err := portal.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		must(t, queue.Enqueue(ctx, tx, letter{ID: 1, Note: "ghost"}))
		return oops
	})
	if !errors.Is(err, oops) {
		t.Fatal(err)
	}
	must(t, portal.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		return errors.Join(queue.Enqueue(ctx, tx, letter{ID: 2, Note: "real"}), queue.Enqueue(ctx, tx, letter{ID: 2, Note: "again"}),
			queue.EnqueueAt(ctx, tx, letter{ID: 3, Note: "much later"}, time.Now().Add(time.Hour)))
	}))
	wait(t, "the letter is sent", func() bool { return done.Load() > 0 })
	time.Sleep(300 * time.Millisecond)
	if done.Load() != 1 || ghosts.Load() != 0 {
		t.Errorf("%d jobs ran, %d of them ghosts", done.Load(), ghosts.Load())
	}
}

func TestAJobThatGivesUpIsNotTriedAgainAndARecurringOneRuns(t *testing.T) {
	t.Parallel()
	to := pgtest.URLs(t)
	db := pgtest.New(t)
	var tries, ticks atomic.Int32
	works := pg.NewWorks()
	must(t, pg.Handle(works, func(context.Context, letter) error { tries.Add(1); return pg.GiveUp(errors.New("no such address")) }))
	must(t, pg.Handle(works, func(context.Context, tick) error { ticks.Add(1); return nil }))
	if err := pg.Handle(works, func(context.Context, tick) error { return nil }); err == nil {
		t.Error("two ways to do one kind of job")
	}
	pg.Every(works, time.Hour, tick{})
	queue := jobsOf(t, db, works)
	must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error { return queue.Enqueue(ctx, tx, letter{ID: 1}) }))
	conn, err := pgx.Connect(ctx, to.Owner)
	must(t, err)
	defer conn.Close(ctx)
	wait(t, "the job is cancelled", func() bool {
		var state string
		err := conn.QueryRow(ctx, "select state::text from river.river_job where kind = 'letter'").Scan(&state)
		return err == nil && state == "cancelled"
	})
	wait(t, "the recurring job runs", func() bool { return ticks.Load() == 1 })
	if tries.Load() != 1 {
		t.Errorf("tried %d times", tries.Load())
	}
}

func TestAJobOfPartsGoesOnUntilItIsDoneAndMayThenBeAskedForAgain(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var parts atomic.Int32
	gate := make(chan struct{})
	works := pg.NewWorks()
	must(t, pg.Handle(works, func(context.Context, letter) error {
		if parts.Add(1)%3 != 0 {
			return pg.GoOn()
		}
		<-gate
		return nil
	}))
	queue := jobsOf(t, db, works)
	ask := func() {
		t.Helper()
		must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error { return queue.EnqueueAgain(ctx, tx, letter{ID: 1}) }))
	}
	ask()
	wait(t, "the third part runs", func() bool { return parts.Load() == 3 })
	ask() // is the one that runs
	close(gate)
	time.Sleep(300 * time.Millisecond)
	if n := parts.Load(); n != 3 {
		t.Errorf("%d parts, though it was under way", n)
	}
	wait(t, "it runs again when asked for after its end", func() bool { ask(); return parts.Load() >= 6 })
}

type parcel struct {
	ID int `json:"id"`
}

func (parcel) Kind() string { return "parcel" }
func (parcel) Lane() string { return "parcels" }

// TestALaneHasWorkersOfItsOwnAndAJobMayStepBack: letters fill every common worker, parcels pass them by.
func TestALaneHasWorkersOfItsOwnAndAJobMayStepBack(t *testing.T) {
	t.Parallel()
	db, err := pg.Open(ctx, pgtest.URLs(t).Worker, pg.Options{MaxConns: 6, Listens: true})
	must(t, err)
	t.Cleanup(db.Close)
	var parcels atomic.Int32
	hold := make(chan struct{})
	works := pg.NewWorks()
	works.Lane("parcels", 2)
	must(t, pg.Handle(works, func(context.Context, letter) error { <-hold; return nil }))
	must(t, pg.Handle(works, func(_ context.Context, p parcel) error {
		if parcels.Add(1) == 1 {
			return pg.Later(time.Millisecond)
		}
		return nil
	}))
	queue := jobsOf(t, db, works)
	must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var all []pg.Timed
		for i := range 8 {
			all = append(all, pg.Timed{Args: letter{ID: i}})
		}
		all = append(all, pg.Timed{Args: parcel{ID: 1}}, pg.Timed{Args: parcel{ID: 2}}, pg.Timed{Args: parcel{ID: 3}, At: time.Now().Add(time.Hour)})
		return errors.Join(queue.EnqueueAll(ctx, tx, all), queue.EnqueueAll(ctx, tx, all[9:]), queue.EnqueueAll(ctx, tx, nil))
	}))
	wait(t, "two parcels, one of them twice", func() bool { return parcels.Load() == 3 })
	time.Sleep(100 * time.Millisecond)
	close(hold)
	if n := parcels.Load(); n != 3 {
		t.Errorf("%d parcels", n)
	}
}
