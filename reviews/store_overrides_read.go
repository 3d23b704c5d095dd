package reviews

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// mostOverrides bounds how many overrides one page reads.
const mostOverrides = 500

// Judged is a review with the version under review and its overrides, as its team reads them, the latest first.
type Judged struct {
	Review    Review
	Report    Report
	Overrides []Override
}

// Judging reads the overrides of a review for one of its team; the reading is recorded. Fault: NotFound.
func (r *Room) Judging(ctx context.Context, scope accounts.Scope, review uuid.UUID) (out Judged, err error) {
	if out.Review, out.Report, err = r.underReview(ctx, scope, review); err != nil {
		return out, err
	}
	return out, r.db.Case(ctx, scope.Actor().Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.partOfTeam(ctx, tx, scope.Actor(), review); err != nil {
			return err
		}
		out.Overrides, err = r.readOverrides(ctx, tx, scope.Company(), ` and review_id = @review order by at desc, id desc limit @limit`, args{"review": review, "limit": mostOverrides})
		if err != nil {
			return err
		}
		return r.people.Look(ctx, tx, scope.Actor(), scope.Company(), "report", review.String(), "@review")
	})
}

// inForce narrows overrides to those that were approved, are not over, and whose company did not take the review back; of two reviews the
// later judgement of a finding comes first.
const inForce = ` and state in ('approved', 'to_review')
	   and exists (select from reviews v where v.station_id = review_overrides.station_id and v.id = review_overrides.review_id and v.state in ('accepted', 'signed', 'ended'))
	 order by decided_at desc, id desc limit @limit`

// Overruled gives what experts' judgement stands in the place of the engine's in a version of a report of the scope's company: of each
// finding the latest, applied or to be reviewed again (see Override.In). Findings that the version has not are left out.
func (r *Room) Overruled(ctx context.Context, scope accounts.Scope, report Report) (out []Override, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.readOverrides(ctx, tx, scope.Company(), inForce, args{"limit": mostOverrides})
		seen := map[string]bool{}
		for _, o := range found {
			in := o.In(report, r.clock())
			if (in == OverrideApproved || in == OverrideToReview) && !seen[o.Finding] {
				seen[o.Finding] = true
				out = append(out, o)
			}
		}
		return err
	})
	return out, err
}

// MoveOverrides keeps which overrides of a review are to be reviewed again now that it is about another version, and which hold again, and
// tells about each. It is for the act that moves the review on, in that act's transaction.
func (r *Room) MoveOverrides(ctx context.Context, tx Tx, who station.Actor, about Review, report Report, also AlsoOverride) error {
	found, err := r.readOverrides(ctx, tx, about.Company, ` and review_id = @review and state in ('approved', 'to_review') order by at, id limit @limit for update`, args{"review": about.ID, "limit": mostOverrides})
	if err != nil {
		return err
	}
	for _, o := range found {
		now := o.In(report, r.clock())
		if now == o.State || now != OverrideApproved && now != OverrideToReview {
			continue
		}
		if _, err := tx.Exec(ctx, `update review_overrides set state = @state, rev = rev + 1 where company_id = @company and id = @id`, args{"state": string(now), "company": about.Company, "id": o.ID}); err != nil {
			return fmt.Errorf("move an override: %w", err)
		}
		if err := r.people.Record(ctx, tx, who, about.Company, "override."+string(now), o.ID.String(), map[string]any{"review": about.ID.String()}); err != nil {
			return err
		}
		if o.State = now; also != nil && now == OverrideToReview {
			if err := also(ctx, tx, about, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// OverrideCounts are how many overrides of a review wait, are applied, and are to be reviewed again, for its overview.
type OverrideCounts struct{ Proposed, Applied, ToReview int }

// CountOverrides counts the overrides of a review in a version of the report.
func (r *Room) CountOverrides(ctx context.Context, scope accounts.Scope, review uuid.UUID, report Report) (n OverrideCounts, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.readOverrides(ctx, tx, scope.Company(), ` and review_id = @review order by at, id limit @limit`, args{"review": review, "limit": mostOverrides})
		for _, o := range found {
			switch o.In(report, r.clock()) {
			case OverrideProposed:
				n.Proposed++
			case OverrideApproved:
				n.Applied++
			case OverrideToReview:
				n.ToReview++
			}
		}
		return err
	})
	return n, err
}
