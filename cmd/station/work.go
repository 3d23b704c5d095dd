package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/pg"
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

// startWork runs the background work through the worker's own door to the database, and gives the
// room its queue.
func startWork(ctx context.Context, url string, checks *assessments.Room, anchors *accounts.Anchors, log *slog.Logger) (*pg.DB, *pg.Jobs, error) {
	door, err := pg.Open(ctx, url, pg.Options{MaxConns: 4, Name: "station worker", Listens: true})
	if err != nil {
		return nil, nil, err
	}
	works := pg.NewWorks()
	err = errors.Join(
		pg.Handle(works, func(ctx context.Context, _ sweep) error {
			return errors.Join(assessments.SweepUploads(ctx, door, time.Now()), accounts.SweepSessions(ctx, door, time.Now()))
		}),
		pg.Handle(works, func(ctx context.Context, _ witness) error {
			_, err := accounts.AnchorAudit(ctx, door, anchors, time.Now())
			return err
		}),
		pg.Handle(works, func(ctx context.Context, job assessments.ImpactJob) error { return checks.CountImpact(ctx, door, job) }))
	if err != nil {
		door.Close()
		return nil, nil, err
	}
	pg.Every(works, time.Hour, sweep{})
	pg.Every(works, witnessEvery, witness{})
	jobs, err := pg.NewJobs(door, works, pg.JobOptions{Log: log})
	if err == nil {
		err = jobs.Start(ctx)
	}
	if err != nil {
		door.Close()
		return nil, nil, err
	}
	checks.WorkThrough(jobs)
	return door, jobs, nil
}
