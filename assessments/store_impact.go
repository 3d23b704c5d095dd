package assessments

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// impactPage is how many profiles are read at a time: a document may hold long lists.
const impactPage = 16

type storedProfile struct {
	Company  station.CompanyID
	ID       ProfileID
	Document []byte // as an earlier station left it
	Sealed   []byte
	box      *accounts.Box // nil: the keys of the company were destroyed
}

// open gives the document. What it takes is taken when the profile is judged, not while a page of them is read.
func (s *storedProfile) open() ([]byte, error) {
	if s.Sealed == nil {
		return s.Document, nil
	}
	return s.box.Open(atProfile(s.ID), s.Sealed)
}

// newestProfiles reads a page of companies with the newest profile of each.
func newestProfiles(ctx context.Context, worker *pg.DB, vault *accounts.Vault, after station.CompanyID) ([]storedProfile, error) {
	var page []storedProfile
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (company_id) company_id, id, document, sealed from profiles
			 where company_id > @after order by company_id, at desc, id desc limit @n`, args{"after": after, "n": impactPage})
		if err != nil {
			return fmt.Errorf("read profiles: %w", err)
		}
		page, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (s storedProfile, err error) {
			return s, row.Scan(&s.Company, &s.ID, &s.Document, &s.Sealed)
		})
		if err != nil {
			return fmt.Errorf("read profiles: %w", err)
		}
		companies := make([]station.CompanyID, len(page))
		for i := range page {
			companies[i] = page[i].Company
		}
		boxes, err := vault.Boxes(ctx, tx, companies)
		for i := range page {
			page[i].box = boxes[page[i].Company]
		}
		return err
	})
	return page, err
}

// impactSilence is how long nothing is heard of a count before it may be asked for again.
const impactSilence = 10 * time.Minute

// ImpactJob asks the worker for the impact of a release. It names rules and nothing else.
type ImpactJob struct {
	Revision int64  `json:"revision"`
	InForce  string `json:"in_force"` // digest of the rules that it is compared with
	// Asked is when: a count asked for just as another ends is a job of its own.
	Asked time.Time `json:"asked"`
}

// Kind names the job in the queue.
func (ImpactJob) Kind() string { return "release_impact" }

// What became of a count.
const (
	ImpactCounting = "counting"
	ImpactCounted  = "counted"
	ImpactFailed   = "failed"
)

// Why a count failed.
const (
	ImpactNoRules = "rules"   // this program cannot load the release
	ImpactChanged = "changed" // the rules that it should be compared with are nowhere any more
)

// ReleaseImpact is what is known of the impact of a release.
type ReleaseImpact struct {
	Digest  string // of the rules that it is compared with
	Against string // their revision
	State   string
	Since   time.Time // when it was asked for
	Moved   time.Time // when the worker was last heard of
	Counted *time.Time
	Told    *ToldImpact // of the count that ended last; nil before
	Why     string
}

// Silent tells of a count of which nothing was heard for long.
func (i *ReleaseImpact) Silent(now time.Time) bool {
	return i.State == ImpactCounting && now.Sub(i.Moved) > impactSilence
}

// CanCount tells whether counts can be asked for here.
func (r *Room) CanCount() bool { return r.queue != nil }

// Impact gives the impact of a release against the rules in force, or else the latest against
// others. Nil: none was ever asked for.
func (r *Room) Impact(ctx context.Context, _ accounts.Scope, revision int64) (*ReleaseImpact, error) {
	var out *ReleaseImpact
	err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select in_force, against, state, asked_at, moved_at, counted_at, told, why from rule_impacts
			 where revision = @revision order by in_force = @now desc, asked_at desc limit 1`, args{"revision": revision, "now": r.Engine().Digest})
		if err != nil {
			return fmt.Errorf("find impact: %w", err)
		}
		found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[ReleaseImpact])
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		out = &found
		return err
	})
	return out, err
}

// AskImpact has the impact of a release counted against the rules in force. One that is being
// counted goes on.
func (r *Room) AskImpact(ctx context.Context, _ accounts.Scope, revision int64) error {
	return r.db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var known bool
		if err := tx.QueryRow(ctx, `select exists (select from rule_releases where revision = @revision)`, args{"revision": revision}).Scan(&known); err != nil {
			return fmt.Errorf("find release: %w", err)
		}
		if !known {
			return ErrNoRelease
		}
		return r.askImpact(ctx, tx, revision)
	})
}

func (r *Room) askImpact(ctx context.Context, tx pgx.Tx, revision int64) error {
	if r.queue == nil {
		return nil
	}
	e, now := r.Engine(), r.clock().UTC().Truncate(time.Microsecond)
	tag, err := tx.Exec(ctx, `
		insert into rule_impacts (revision, in_force, against, state, asked_at, moved_at) values (@revision, @digest, @against, 'counting', @now, @now)
		on conflict (revision, in_force) do update set state = 'counting', asked_at = @now, moved_at = @now, why = '', so_far = null, reached = null
		 where rule_impacts.state <> 'counting' or rule_impacts.moved_at < @silent`,
		args{"revision": revision, "digest": e.Digest, "against": e.Revision, "now": now, "silent": now.Add(-impactSilence)})
	if err != nil {
		return fmt.Errorf("ask for impact: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return nil // it is being counted
	}
	return r.queue.EnqueueAgain(ctx, tx, ImpactJob{Revision: revision, InForce: e.Digest, Asked: now})
}
