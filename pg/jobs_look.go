package pg

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Job is one job as an administrator sees it: never what it was told.
type Job struct {
	ID       int64
	Kind     string
	State    string    // available, pending, scheduled, running, retryable, discarded, cancelled
	Since    time.Time // when it was made
	Due      time.Time // when it should be done, or be tried again
	Attempts int
	Error    string    // the last one; empty = none
	Ended    time.Time // zero while it is not done or given up
}

// Failed tells whether somebody should look at it.
func (j Job) Failed() bool { return j.State == "discarded" || j.State == "retryable" }

// lateAfter is for how long a job that is due may wait, and runsAfter until when it must have ended: the longest is cancelled after half an hour.
const (
	lateAfter = 10 * time.Minute
	runsAfter = 40 * time.Minute
)

// Late tells whether a job waits, or seems to run, for much longer than any should: nobody works on it.
func (j Job) Late(now time.Time) bool {
	waits := j.State == "available" || j.State == "pending" || j.State == "scheduled"
	return waits && now.Sub(j.Due) > lateAfter || j.State == "running" && now.Sub(j.Due) > runsAfter
}

const jobsListed = 100

// Unfinished lists the jobs that are not done, those that failed first, then the longest waiting; a
// hundred of each at most.
func (j *Jobs) Unfinished(ctx context.Context) ([]Job, error) {
	var out []Job
	for _, states := range [][]rivertype.JobState{
		{rivertype.JobStateDiscarded, rivertype.JobStateRetryable},
		{rivertype.JobStateRunning, rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateScheduled},
	} {
		found, err := j.client.JobList(ctx, river.NewJobListParams().States(states...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(jobsListed))
		if err != nil {
			return nil, fmt.Errorf("list jobs: %w", err)
		}
		for _, row := range found.Jobs {
			out = append(out, jobOf(row))
		}
	}
	return out, nil
}

func jobOf(row *rivertype.JobRow) Job {
	job := Job{ID: row.ID, Kind: row.Kind, State: string(row.State), Since: row.CreatedAt, Due: row.ScheduledAt, Attempts: row.Attempt}
	if n := len(row.Errors); n > 0 {
		job.Error = row.Errors[n-1].Error
	}
	if row.FinalizedAt != nil {
		job.Ended = *row.FinalizedAt
	}
	return job
}

// Discarded lists the jobs that were given up after all their tries, the last first; a hundred at most. The queue forgets
// them after a week.
func (j *Jobs) Discarded(ctx context.Context) ([]Job, error) {
	found, err := j.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateDiscarded).OrderBy(river.JobListOrderByFinalizedAt, river.SortOrderDesc).First(jobsListed))
	if err != nil {
		return nil, fmt.Errorf("list jobs: %w", err)
	}
	var out []Job
	for _, row := range found.Jobs {
		out = append(out, jobOf(row))
	}
	return out, nil
}

// TryAgain has a job that failed be tried now, once record, which hears its kind, has written that down. One that has not failed, is done or gone
// is left alone.
func (j *Jobs) TryAgain(ctx context.Context, id int64, record func(kind string) error) error {
	row, err := j.client.JobGet(ctx, id)
	if err == nil && jobOf(row).Failed() {
		if err = record(row.Kind); err == nil {
			_, err = j.client.JobRetry(ctx, id)
		}
	}
	if err != nil && err != river.ErrNotFound {
		return fmt.Errorf("retry job: %w", err)
	}
	return nil
}
