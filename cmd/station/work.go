package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

// sweep is the hourly job that forgets what has served its time. Its arguments name nobody.
type sweep struct{}

// Kind names the job in the queue.
func (sweep) Kind() string { return "sweep" }

// witness is the job that writes down, outside the database, how far the audit trails have come.
type witness struct{}

// Kind names the job in the queue.
func (witness) Kind() string { return "witness" }

// witnessEvery is how much of the audit trail a forger with the database in hand could write anew unseen.
const witnessEvery = 10 * time.Minute

// sealing is the job that seals what an earlier station left in plain. Its arguments name nobody.
type sealing struct{}

// Kind names the job in the queue.
func (sealing) Kind() string { return "seal_old" }

// keyCare is the job that wraps data keys by the active master key and makes the yearly ones. Its arguments name nobody.
type keyCare struct{}

// Kind names the job in the queue.
func (keyCare) Kind() string { return "key_care" }

// partTime is how long one part of a long job lasts.
const partTime = 8 * time.Second

// part ends a part of a long job in time.
func part() func() bool {
	until := time.Now().Add(partTime)
	return func() bool { return time.Now().After(until) }
}

// care looks after the keys of all tenants.
func care(ctx context.Context, door *pg.DB, vault *accounts.Vault, log *slog.Logger) error {
	done, all, err := vault.Care(ctx, door, time.Now().Add(-accounts.KeyLife), part())
	if done != (accounts.Cared{}) {
		log.Info("looked after data keys", "wrapped anew", done.Rewrapped, "renewed", done.Renewed)
	}
	if err == nil && !all {
		return pg.GoOn()
	}
	return err
}

// sealOld seals a part of what an earlier station left in plain.
func sealOld(ctx context.Context, checks *assessments.Room) error {
	done, err := checks.SealOld(ctx, part())
	if err == nil && !done {
		return pg.GoOn()
	}
	return err
}

// sealAlone seals what an earlier station left, for a station without background work.
func sealAlone(ctx context.Context, checks *assessments.Room, log *slog.Logger) {
	for ctx.Err() == nil {
		done, err := checks.SealOld(ctx, part())
		if done {
			return
		}
		if err == nil {
			continue
		}
		log.Error("seal what an earlier station left", "error", err)
		select {
		case <-time.After(time.Minute):
		case <-ctx.Done():
		}
	}
}

// sweepNotices is the hourly job that takes away messages that have served their time.
type sweepNotices struct{}

// Kind names the job in the queue.
func (sweepNotices) Kind() string { return "sweep.notices" }

// sweepMessages takes away messages that have served their time, by the terms of each station.
func sweepMessages(ctx context.Context, door *pg.DB, now time.Time) error {
	stations, before, err := accounts.RetentionBefore(ctx, door, accounts.KeepNotices, now)
	if err != nil {
		return err
	}
	more, err := notices.Sweep(ctx, door, now, notices.UsualKeep(), notices.Terms{Stations: stations, Before: before})
	if err == nil && more {
		return pg.GoOn()
	}
	return err
}

// chores are what the background work looks after.
type chores struct {
	checks  *assessments.Room
	vault   *accounts.Vault
	anchors *accounts.Anchors
	shelf   files.ListedShelf
	told    *notices.Room
	ways    notices.Leads
	people  *accounts.Store
	filing  *files.Room
	looked  *reviews.Room
	builder *insights.Builder // of releases; nil where this node has no door for it, and in a demo
	changes []afterCalendar
	fresh   func(context.Context) error // reads what stations have set
	jobs    func() *pg.Jobs             // the queue; nil while it is being started
}

// startWork runs the background work through the worker's own door to the database, and gives the
// room its queue.
func startWork(ctx context.Context, url string, with chores, log *slog.Logger) (*pg.DB, *pg.Jobs, error) {
	// mails and webhooks wait for others' machines in lanes of many workers, each now and then in a transaction
	door, err := pg.Open(ctx, url, pg.Options{MaxConns: 12, Name: "station worker", Listens: true})
	if err != nil {
		return nil, nil, err
	}
	works := pg.NewWorks()
	err = errors.Join(
		pg.Handle(works, func(ctx context.Context, _ sweep) error {
			return errors.Join(assessments.SweepUploads(ctx, door, time.Now()), accounts.SweepSessions(ctx, door, time.Now()))
		}),
		pg.Handle(works, func(ctx context.Context, _ witness) error {
			_, err := accounts.AnchorAudit(ctx, door, with.anchors, time.Now())
			return err
		}),
		pg.Handle(works, func(ctx context.Context, job assessments.ImpactJob) error {
			return with.checks.CountImpact(ctx, door, job)
		}),
		pg.Handle(works, func(ctx context.Context, _ sealing) error { return sealOld(ctx, with.checks) }),
		pg.Handle(works, func(ctx context.Context, _ keyCare) error { return care(ctx, door, with.vault, log) }),
		pg.Handle(works, func(ctx context.Context, _ sweepNotices) error {
			return sweepMessages(ctx, door, time.Now())
		}),
		notices.NewWorker(with.told, door, with.ways).Register(works),
		pg.Handle(works, func(ctx context.Context, _ watchJobs) error {
			return tellDiscarded(ctx, with.jobs(), with.people, with.told, time.Now())
		}),
		addRecompute(works, door, with.people, with.changes, with.fresh),
		sweepFiles(works, door, with.shelf, log),
		addDays(works, door, with.told, with.people, time.Now),
		addCutting(works, with.builder, with.people, log),
		addReviewTime(works, door, with.looked, web.PassingOf(with.told, with.people)),
		addLeaving(works, &leavers{people: with.people, checks: with.checks, filing: with.filing, looked: with.looked, forget: accounts.ForgetPersons, door: door, log: log}, agedRooms(with.filing)))
	if err != nil {
		door.Close()
		return nil, nil, err
	}
	pg.Every(works, time.Hour, sweep{})
	pg.Every(works, witnessEvery, witness{})
	pg.Every(works, time.Hour, sealing{})
	pg.Every(works, time.Hour, keyCare{})
	pg.Every(works, time.Hour, sweepNotices{})
	pg.Every(works, watchEvery, watchJobs{})
	jobs, err := pg.NewJobs(door, works, pg.JobOptions{Log: log})
	if err == nil {
		err = jobs.Start(ctx)
	}
	if err != nil {
		door.Close()
		return nil, nil, err
	}
	with.checks.WorkThrough(jobs)
	with.told.WorkThrough(jobs)
	return door, jobs, nil
}

// queueOf takes jobs, whether this node works on them or not.
func (s *server) queueOf() *pg.Jobs {
	if s.jobs != nil {
		return s.jobs
	}
	return s.enqueues
}

// queue is the background work as pages show it; none where this node has none.
func (s *server) queue() web.Queue {
	if s.jobs == nil {
		return nil
	}
	return s.jobs
}
