package reviews

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

func anchorAt(thread uuid.UUID, n int) accounts.Place {
	return accounts.At("review_anchors.sealed", thread.String(), fmt.Sprint(n))
}

// step is where a thread stands in the version that is the n-th it has seen.
type step struct {
	thread uuid.UUID
	n      int
	is     Anchored
}

// keepAnchors keeps where threads stand in a version. What is kept of it already stays.
func (r *Room) keepAnchors(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, profile uuid.UUID, all []step) error {
	batch := &pgx.Batch{}
	for _, s := range all {
		text, err := json.Marshal(s.is)
		if err != nil {
			return fmt.Errorf("keep an anchor: %w", err)
		}
		sealed, err := box.Seal(anchorAt(s.thread, s.n), text)
		if err != nil {
			return err
		}
		also := []string{}
		for _, status := range s.is.Also {
			also = append(also, string(status))
		}
		batch.Queue(`
			insert into review_anchors (company_id, thread_id, step, profile_id, status, also, sealed, at)
			values (@company, @thread, @step, @profile, @status, @also, @sealed, @now) on conflict (company_id, thread_id, profile_id) do nothing`,
			args{"company": company, "thread": s.thread, "step": s.n, "profile": profile, "status": string(s.is.Status), "also": also, "sealed": sealed, "now": r.clock()})
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("keep anchors: %w", err)
	}
	return nil
}

// seen is what is known of a thread's way through the versions: how many it has seen, and whether its finding was gone from the last.
type seen struct {
	n    int
	gone bool
}

func (r *Room) seenBy(ctx context.Context, tx Tx, company station.CompanyID, review uuid.UUID) (map[uuid.UUID]seen, error) {
	rows, err := tx.Query(ctx, `
		select distinct on (a.thread_id) a.thread_id, a.step, a.status = 'gone' from review_anchors a
		  join review_threads t on t.company_id = a.company_id and t.id = a.thread_id
		 where a.company_id = @company and t.review_id = @review order by a.thread_id, a.step desc`, args{"company": company, "review": review})
	if err != nil {
		return nil, fmt.Errorf("read anchors: %w", err)
	}
	out := map[uuid.UUID]seen{}
	var id uuid.UUID
	var s seen
	_, err = pgx.ForEachRow(rows, []any{&id, &s.n, &s.gone}, func() error {
		out[id] = s
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read anchors: %w", err)
	}
	return out, nil
}

// MoveOn puts a review over to a later version of its report, and tells of every thread where it stands there, from what it was written about.
// The company calls it: agreed is its consent that the experts read this version, which a review that was asked for with later versions
// has already. Overrides whose finding rests on something else there are to be reviewed again; moved is told of each. What was put up for
// signature is void. Moving on twice to one version is one move. Faults: NotFound, Conflict for a version that is not later, without
// consent, or when the review is signed or over.
func (r *Room) MoveOn(ctx context.Context, scope accounts.Scope, review, profile uuid.UUID, agreed bool, moved AlsoOverride, also Also) error {
	at := scope.Actor().Station
	before, err := r.Review(ctx, scope, review)
	if err != nil || before.Profile == profile {
		return err
	}
	was, err := r.reports.Report(ctx, scope, before.Profile)
	if err != nil {
		return err
	}
	now, err := r.reports.Report(ctx, scope, profile)
	if err != nil {
		return err
	}
	return r.db.Case(ctx, at, scope.Company(), func(ctx context.Context, tx Tx) error {
		in, w, err := r.into(ctx, tx, scope, review, "")
		switch {
		case err != nil:
			return err
		case w.side != SideCompany:
			return notFound(nil)
		case in.Profile == profile:
			return nil
		case in.State != Asked && in.State != Accepted:
			return conflict("thread.signed_already")
		case in.Profile != before.Profile || !now.At.After(was.At):
			return conflict("thread.not_later")
		case !in.Later && !agreed:
			return conflict("thread.consent_first")
		}
		if !in.Later {
			if err := r.people.ConsentTo(ctx, tx, scope, accounts.ConsentReview, accounts.ReviewVersion, review, true); err != nil {
				return err
			}
		}
		if err := r.anchorAnew(ctx, tx, scope.Company(), review, now); err != nil {
			return err
		}
		if err := r.Touched(ctx, tx, scope.Actor(), scope.Company(), review, "report"); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update reviews set profile_id = @profile, rev = rev + 1 where station_id = @station and id = @id`, args{"profile": profile, "station": at, "id": review})
		if err != nil {
			return fmt.Errorf("move a review on: %w", err)
		}
		in.Profile = profile
		if err := r.MoveOverrides(ctx, tx, scope.Actor(), in, now, moved); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, scope.Actor(), scope.Company(), "review.move_on", review.String(), map[string]any{"profile": profile.String()}); err != nil {
			return err
		}
		return r.tell(ctx, tx, at, review, also)
	})
}

// anchorAnew tells of every thread of a review where it stands in a version.
func (r *Room) anchorAnew(ctx context.Context, tx Tx, company station.CompanyID, review uuid.UUID, now Report) error {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, threadColumns+` where company_id = @company and review_id = @review order by at, id`, args{"company": company, "review": review})
	if err != nil {
		return fmt.Errorf("read threads: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanThread)
	if err != nil {
		return fmt.Errorf("read threads: %w", err)
	}
	before, err := r.seenBy(ctx, tx, company, review)
	if err != nil {
		return err
	}
	all := make([]step, 0, len(found))
	for i := range found {
		t := &found[i]
		if err := t.unseal(box); err != nil {
			return err
		}
		had := before[t.ID]
		all = append(all, step{t.ID, had.n + 1, Anchor(t.Target, t.Was, now.Findings, had.gone)})
	}
	return r.keepAnchors(ctx, tx, box, company, now.Profile, all)
}
