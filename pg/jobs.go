package pg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

// jobsSchema is where River keeps its tables, apart from the station's own.
const jobsSchema = "river"

const (
	jobTimeout  = time.Minute
	rescueAfter = 3 * time.Minute // a job of a killed station is taken up again after this
	// laneCooldown is the least time between two looks for work in a lane: with River's own 100 ms, eight
	// workers could do no more than eighty short jobs a second.
	laneCooldown = 20 * time.Millisecond
	// lanePoll is how often a lane looks by itself: River tells of jobs that follow each other within
	// 100 ms only once, and the second would wait for the next look.
	lanePoll = 200 * time.Millisecond
)

// JobArgs names a kind of job. The value itself, as JSON, is what the job is told: ids only,
// never what a person or a company said. Fields tagged `river:"unique"`, or else all, make two
// jobs the same job.
type JobArgs interface{ Kind() string }

// JobOptions tunes the workers.
type JobOptions struct {
	// MaxWorkers is how many jobs run at once; 0 means 4.
	MaxWorkers int
	// Log hears of failed jobs; nil means slog's default.
	Log *slog.Logger
	// Poll is how often to look for work when no notification came; 0 means each second.
	Poll time.Duration
}

// Works is the list of what this process can do: kinds of job and recurring ones.
type Works struct {
	workers *river.Workers
	every   []*river.PeriodicJob
	kinds   int
	lanes   map[string]int
}

// NewWorks begins an empty list.
func NewWorks() *Works { return &Works{workers: river.NewWorkers(), lanes: map[string]int{}} }

// Lane gives jobs workers of their own, so that others do not wait behind them: those whose
// arguments say `Lane() string` with this name. A name is of letters, digits and _.
func (w *Works) Lane(name string, workers int) { w.lanes[name] = workers }

// Handle says what to do for jobs of T's kind. do must be safe to run twice: a job whose end was
// not recorded is run again. An error has it tried again later, ever more seldom.
func Handle[T JobArgs](w *Works, do func(ctx context.Context, args T) error) error {
	work := func(ctx context.Context, job *river.Job[T]) error { return do(ctx, job.Args) }
	if err := river.AddWorkerSafely(w.workers, river.WorkFunc(work)); err != nil {
		return fmt.Errorf("handle job: %w", err)
	}
	w.kinds++
	return nil
}

// HandleFor is Handle for jobs that may take longer than the usual minute: at most, most.
func HandleFor[T JobArgs](w *Works, most time.Duration, do func(ctx context.Context, args T) error) error {
	if err := river.AddWorkerSafely(w.workers, &longWork[T]{most: most, do: do}); err != nil {
		return fmt.Errorf("handle job: %w", err)
	}
	w.kinds++
	return nil
}

// longWork is a worker with a time of its own.
type longWork[T JobArgs] struct {
	river.WorkerDefaults[T]
	most time.Duration
	do   func(ctx context.Context, args T) error
}

// Work does one job.
func (w *longWork[T]) Work(ctx context.Context, job *river.Job[T]) error { return w.do(ctx, job.Args) }

// Timeout is how long one job may take.
func (w *longWork[T]) Timeout(*river.Job[T]) time.Duration { return w.most }

// unfinished makes two jobs the same job as long as the first is still waiting or running.
func unfinished() river.UniqueOpts {
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending,
		rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}}
}

// Every enqueues args at an interval, on one node of all, unless the last one is still waiting or running.
func Every(w *Works, interval time.Duration, args JobArgs) {
	again := func() (river.JobArgs, *river.InsertOpts) { return args, &river.InsertOpts{UniqueOpts: unfinished()} }
	w.every = append(w.every, river.NewPeriodicJob(river.PeriodicInterval(interval), again, &river.PeriodicJobOpts{RunOnStart: true}))
}

// Jobs is the queue of effects outside the database.
type Jobs struct{ client *river.Client[pgx.Tx] }

// NewJobs makes the queue. With works nil it only enqueues.
func NewJobs(db *DB, works *Works, o JobOptions) (*Jobs, error) {
	config := &river.Config{
		Schema:               jobsSchema,
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		FetchPollInterval:    o.Poll,
		Logger:               o.Log,
		ReindexerIndexNames:  []string{}, // needs the owner; autovacuum keeps the indexes well enough
	}
	if config.Logger == nil {
		config.Logger = slog.Default()
	}
	if works != nil && works.kinds > 0 {
		workers := o.MaxWorkers
		if workers == 0 {
			workers = 4
		}
		config.Workers = works.workers
		config.PeriodicJobs = works.every
		config.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}}
		for lane, workers := range works.lanes {
			config.Queues[lane] = river.QueueConfig{MaxWorkers: workers, FetchCooldown: laneCooldown, FetchPollInterval: lanePoll}
		}
	}
	client, err := river.NewClient(riverpgxv5.New(db.pool), config)
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Jobs{client: client}, nil
}

// Enqueue adds a job in the caller's transaction: it exists if and only if that commits. The same
// job again, while the first is remembered (a day after its end), is the first.
func (j *Jobs) Enqueue(ctx context.Context, tx pgx.Tx, args JobArgs) error {
	return j.EnqueueAt(ctx, tx, args, time.Time{})
}

// EnqueueAt is Enqueue for a job that must not run before at.
func (j *Jobs) EnqueueAt(ctx context.Context, tx pgx.Tx, args JobArgs, at time.Time) error {
	return j.insert(ctx, tx, args, &river.InsertOpts{ScheduledAt: at, UniqueOpts: river.UniqueOpts{ByArgs: true}})
}

// EnqueueAgain is Enqueue for a job that may be asked for anew as soon as it has ended.
func (j *Jobs) EnqueueAgain(ctx context.Context, tx pgx.Tx, args JobArgs) error {
	return j.insert(ctx, tx, args, &river.InsertOpts{UniqueOpts: unfinished()})
}

// Timed is a job and the moment before which it must not run; zero is at once.
type Timed struct {
	Args JobArgs
	At   time.Time
}

// EnqueueAll is EnqueueAgain for many jobs in one statement, no two of them the same.
func (j *Jobs) EnqueueAll(ctx context.Context, tx pgx.Tx, jobs []Timed) error {
	if len(jobs) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(jobs))
	for i, job := range jobs {
		params[i] = river.InsertManyParams{Args: job.Args, InsertOpts: &river.InsertOpts{Queue: laneOf(job.Args), ScheduledAt: job.At, UniqueOpts: unfinished()}}
	}
	if _, err := j.client.InsertManyTx(ctx, tx, params); err != nil {
		return fmt.Errorf("enqueue %d jobs: %w", len(jobs), err)
	}
	return nil
}

// laneOf names the lane of a job; empty is where all others are.
func laneOf(args JobArgs) string {
	if in, ok := args.(interface{ Lane() string }); ok {
		return in.Lane()
	}
	return ""
}

func (j *Jobs) insert(ctx context.Context, tx pgx.Tx, args JobArgs, opts *river.InsertOpts) error {
	opts.Queue = laneOf(args)
	if _, err := j.client.InsertTx(ctx, tx, args, opts); err != nil {
		return fmt.Errorf("enqueue %s: %w", args.Kind(), err)
	}
	return nil
}

// Start begins to work; Stop ends it, not the end of ctx.
func (j *Jobs) Start(ctx context.Context) error {
	if err := j.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	return nil
}

// Stop takes no more jobs and waits for the running ones; when ctx ends they are cancelled, and
// tried again at the next start.
func (j *Jobs) Stop(ctx context.Context) error {
	err := j.client.Stop(ctx)
	if err == nil {
		return nil
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err2 := j.client.StopAndCancel(last); err2 != nil {
		return fmt.Errorf("stop jobs: %w", errors.Join(err, err2))
	}
	return nil
}

// GiveUp wraps an error after which a job must not be tried again.
func GiveUp(err error) error { return river.JobCancel(err) }

// GoOn ends a part of a long job that has kept how far it got: the job is run again at once, after
// others that wait, and this counts as no failure.
func GoOn() error { return river.JobSnooze(0) }

// Later ends a job that has to wait, by its own reckoning: it is run again after d, and this counts
// as no failure.
func Later(d time.Duration) error { return river.JobSnooze(max(d, 0)) }
