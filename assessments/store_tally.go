package assessments

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// impactSlice is how long one run of the count lasts: shorter than a job may take, and than a
// station that stops waits for it.
const impactSlice = 8 * time.Second

// tally is a count on its way. It is one release against certain rules, asked for at one time.
type tally struct {
	Digest  string // of the release
	Asked   time.Time
	SoFar   *Impact
	Reached *station.CompanyID
}

// CountImpact counts one part of an impact and keeps how far it got; pg.GoOn says that there is
// more. Safe to run twice: a part that another run has kept meanwhile is not kept again.
func (r *Room) CountImpact(ctx context.Context, worker *pg.DB, job ImpactJob) error {
	at, err := openTally(ctx, worker, job)
	if err != nil || at == nil {
		return err
	}
	c := Comparison{Vault: r.vault, Workers: max(1, runtime.GOMAXPROCS(0)/2)} // people are served meanwhile
	if c.Candidate, err = r.rulesOf(ctx, at.Digest); err != nil {
		return at.failed(ctx, worker, job, ImpactNoRules, err, r.clock())
	}
	if c.InForce, err = r.rulesOf(ctx, job.InForce); err != nil {
		return at.failed(ctx, worker, job, ImpactChanged, err, r.clock())
	}
	impact, after := cmp.Or(at.SoFar, newImpact()), station.CompanyID{}
	if at.Reached != nil {
		after = *at.Reached
	}
	until := r.clock().Add(impactSlice)
	last, done, err := c.count(ctx, worker, impact, after, func() bool { return r.clock().After(until) })
	switch {
	case err != nil:
		return err
	case done:
		return at.counted(ctx, worker, job, impact, r.clock())
	}
	return at.keep(ctx, worker, job, impact, last, r.clock())
}

// openTally reads how far a count got; nil when there is nothing left to count.
func openTally(ctx context.Context, worker *pg.DB, job ImpactJob) (*tally, error) {
	var out *tally
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select r.digest, i.asked_at, i.so_far, i.reached from rule_impacts i join rule_releases r using (revision)
			 where i.revision = @revision and i.in_force = @in_force and i.asked_at = @asked and i.state = 'counting'`, args{"revision": job.Revision, "in_force": job.InForce, "asked": job.Asked})
		if err != nil {
			return fmt.Errorf("find count: %w", err)
		}
		found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[tally])
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		out = &found
		return err
	})
	return out, err
}

// keep writes down how far the count got, and goes on.
func (t *tally) keep(ctx context.Context, worker *pg.DB, job ImpactJob, impact *Impact, reached station.CompanyID, now time.Time) error {
	err := worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			update rule_impacts set so_far = @so_far, reached = @reached, moved_at = @now
			 where revision = @revision and in_force = @in_force and state = 'counting' and asked_at = @asked and reached is not distinct from @before`,
			args{"revision": job.Revision, "in_force": job.InForce, "asked": t.Asked, "before": t.Reached, "so_far": impact, "reached": reached, "now": now})
		return err
	})
	if err != nil {
		return fmt.Errorf("keep count: %w", err)
	}
	return pg.GoOn() // where somebody else has written meanwhile, from there
}

// counted ends the count: what may be said of it is kept, the rest is forgotten.
func (t *tally) counted(ctx context.Context, worker *pg.DB, job ImpactJob, impact *Impact, now time.Time) error {
	var ended bool
	err := worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			update rule_impacts set state = 'counted', told = @told, counted_at = @now, moved_at = @now, so_far = null, reached = null
			 where revision = @revision and in_force = @in_force and state = 'counting' and asked_at = @asked and reached is not distinct from @before`,
			args{"revision": job.Revision, "in_force": job.InForce, "asked": t.Asked, "before": t.Reached, "told": impact.Tell(), "now": now})
		ended = tag.RowsAffected() == 1
		return err
	})
	if err != nil {
		return fmt.Errorf("end count: %w", err)
	}
	if !ended {
		return pg.GoOn()
	}
	return nil
}

// failed ends a count that cannot be made; where time heals the cause, the job is tried again.
func (t *tally) failed(ctx context.Context, worker *pg.DB, job ImpactJob, why string, cause error, now time.Time) error {
	if !errors.Is(cause, ErrNoRelease) && !errors.Is(cause, ErrUnloadable) {
		return cause
	}
	err := worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			update rule_impacts set state = 'failed', why = @why, moved_at = @now, so_far = null, reached = null
			 where revision = @revision and in_force = @in_force and state = 'counting' and asked_at = @asked`,
			args{"revision": job.Revision, "in_force": job.InForce, "asked": t.Asked, "why": why, "now": now})
		return err
	})
	if err != nil {
		return fmt.Errorf("end count: %w", err)
	}
	return pg.GiveUp(fmt.Errorf("count impact of revision %d: %w", job.Revision, cause))
}
