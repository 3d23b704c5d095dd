package main

import (
	"context"
	"errors"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// watchJobs is the job that looks for jobs which were given up, and has administrators told. Its arguments name nobody.
type watchJobs struct{}

// Kind names the job in the queue.
func (watchJobs) Kind() string { return "watch.jobs" }

// watchEvery is how soon administrators hear of a job that was given up.
const watchEvery = 2 * time.Minute

// freshFailure is how long ago a job may have been given up to be told of: the same key is told once, so this only has to be
// shorter than the time for which keys are remembered.
const freshFailure = 3 * 24 * time.Hour

// tellDiscarded tells the administrators of every station of jobs that were given up: once a kind and day.
func tellDiscarded(ctx context.Context, jobs *pg.Jobs, people *accounts.Store, told *notices.Room, now time.Time) error {
	if jobs == nil {
		return nil // while the background work is being started
	}
	gone, err := jobs.Discarded(ctx)
	if err != nil {
		return err
	}
	worst := map[string]pg.Job{} // by key: the last of its kind on its day
	for _, job := range gone {
		key := "job.failed:" + job.Kind + ":" + job.Ended.In(shanghai).Format(time.DateOnly)
		if _, had := worst[key]; !had && now.Sub(job.Ended) < freshFailure {
			worst[key] = job
		}
	}
	if len(worst) == 0 {
		return nil
	}
	all, err := people.Stations(ctx)
	if err != nil {
		return err
	}
	var faults []error
	for _, one := range all {
		tenant := station.Tenant{Station: one.ID}
		keepers, err := people.Keepers(ctx, tenant)
		if err != nil || len(keepers) == 0 {
			faults = append(faults, err)
			continue
		}
		for key, job := range worst {
			faults = append(faults, told.TellAlone(ctx, notices.Notice{Tenant: tenant, To: notices.To(keepers...), Kind: notices.JobFailed, Key: key, Link: "/admin/jobs",
				Args: notices.Args{"job": job.Kind, "times": job.Attempts}}))
		}
	}
	return errors.Join(faults...)
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// outbox is the backlog of messages as an administrator looks at it.
type outbox struct{ s *server }

// Backlog reads it.
func (o outbox) Backlog(ctx context.Context) (notices.Backlog, error) {
	return notices.ReadBacklog(ctx, o.s.worker, time.Now())
}

// RetryMails sends what failed for a station and its companies once more.
func (o outbox) RetryMails(ctx context.Context, at station.StationID) (int, error) {
	ours := func(ctx context.Context, tenant station.Tenant) (bool, error) {
		of, err := o.s.standing.people.StationOf(ctx, tenant)
		return of == at, err
	}
	return notices.RetryMails(ctx, o.s.worker, o.s.jobs, ours, time.Now())
}
