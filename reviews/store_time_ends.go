package reviews

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// overdueRow is an override or a review whose time has come.
type overdueRow struct {
	Station station.StationID
	Company station.CompanyID
	ID      uuid.UUID
}

// each finds rows through the worker's door, and runs an act over each in a transaction of the application's that sees its company and its
// station, as the worker's role may write no trail. It tells how many there were.
func (r *Room) each(ctx context.Context, worker *pg.DB, what, sql string, with args, act func(ctx context.Context, tx Tx, row overdueRow) error) (int, error) {
	var found []overdueRow
	with["limit"] = passAtOnce
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, sql, with)
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, pgx.RowToStructByPos[overdueRow])
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", what, err)
	}
	var bad []error
	for _, row := range found {
		err := r.db.Case(ctx, row.Station, row.Company, func(ctx context.Context, tx Tx) error { return act(ctx, tx, row) })
		if err != nil {
			bad = append(bad, fmt.Errorf("%s: %s: %w", what, row.ID, err))
		}
	}
	return len(found), errors.Join(bad...)
}

// expireOverrides ends the overrides whose last day has passed. They were not applied since that day was over, whenever this runs.
func (r *Room) expireOverrides(ctx context.Context, worker *pg.DB, news News) (int, error) {
	today := shanghaiDay(r.clock())
	return r.each(ctx, worker, "end overrides", `
		select station_id, company_id, id from review_overrides where state in ('proposed', 'approved', 'to_review') and until < @today::date order by until, id limit @limit`, args{"today": today},
		func(ctx context.Context, tx Tx, row overdueRow) error {
			o, about, err := r.touchOverride(ctx, tx, row, `
				update review_overrides set state = 'expired', rev = rev + 1
				 where company_id = @company and id = @id and state in ('proposed', 'approved', 'to_review') and until < @today::date returning review_id`, today)
			if err != nil || o == nil {
				return err
			}
			if err := r.people.Record(ctx, tx, station.Actor{Station: row.Station}, row.Company, "override.expire", row.ID.String(), map[string]any{"review": about.ID.String()}); err != nil {
				return err
			}
			return news.Expired(ctx, tx, about, *o)
		})
}

// tellEndingOverrides tells a week before that an override which is in force ends.
func (r *Room) tellEndingOverrides(ctx context.Context, worker *pg.DB, news News) (int, error) {
	today := shanghaiDay(r.clock())
	return r.each(ctx, worker, "tell which overrides end", `
		select station_id, company_id, id from review_overrides
		 where state in ('approved', 'to_review') and until between @today::date and @today::date + @ahead::int and ending_for is distinct from until order by until, id limit @limit`,
		args{"today": today, "ahead": endingAhead},
		func(ctx context.Context, tx Tx, row overdueRow) error {
			o, about, err := r.touchOverride(ctx, tx, row, `
				update review_overrides set ending_for = until
				 where company_id = @company and id = @id and state in ('approved', 'to_review') and until >= @today::date and ending_for is distinct from until returning review_id`, today)
			if err != nil || o == nil {
				return err
			}
			return news.Ending(ctx, tx, about, *o)
		})
}

// touchOverride changes an override and gives it with its review; nil when another node was faster.
func (r *Room) touchOverride(ctx context.Context, tx Tx, row overdueRow, sql, today string) (*Override, Review, error) {
	var review uuid.UUID
	err := tx.QueryRow(ctx, sql, args{"company": row.Company, "id": row.ID, "today": today}).Scan(&review)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, Review{}, nil
	}
	if err != nil {
		return nil, Review{}, fmt.Errorf("change an override: %w", err)
	}
	about, err := r.one(ctx, tx, row.Station, review)
	if err != nil {
		return nil, about, err
	}
	found, err := r.readOverrides(ctx, tx, row.Company, ` and id = @id`, args{"id": row.ID})
	if err != nil || len(found) == 0 {
		return nil, about, err
	}
	return &found[0], about, nil
}

// signedSince are signed reviews in which nothing is up for signature.
const signedSince = `r.state = 'signed' and r.signed_at <= @before
	   and not exists (select from review_contents c where c.company_id = r.company_id and c.review_id = r.id and c.state = 'open')`

// endSigned ends the reviews that were signed long ago: their experts read nothing more, the company goes on reading.
func (r *Room) endSigned(ctx context.Context, worker *pg.DB, news News) (int, error) {
	now := r.clock()
	before := now.AddDate(0, 0, -EndsAfter)
	return r.each(ctx, worker, "end reviews", `select r.station_id, r.company_id, r.id from reviews r where `+signedSince+` order by r.signed_at, r.id limit @limit`, args{"before": before},
		func(ctx context.Context, tx Tx, row overdueRow) error {
			return r.endReview(ctx, tx, station.Actor{Station: row.Station}, row.Company, row.ID, before, news.Ended)
		})
}

// End ends a review that is signed before its time has passed; only the lead does. From the next request on its experts read nothing more. Faults:
// Forbidden, Conflict for one that is not signed, is over, or has something up for signature.
func (r *Room) End(ctx context.Context, scope accounts.Scope, id uuid.UUID, also Also) error {
	who := scope.Actor()
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		state, err := r.hold(ctx, tx, who.Station, id)
		if err != nil {
			return err
		}
		if err := r.leads(ctx, tx, who, id); err != nil {
			return err
		}
		if state != Signed {
			return conflict("review.end_not_signed")
		}
		err = r.endReview(ctx, tx, who, scope.Company(), id, r.clock(), also)
		if errors.Is(err, errNotEnded) {
			return conflict("review.end_up_for_signature")
		}
		return err
	})
}

var errNotEnded = errors.New("the review is signed no more, or something is up for signature")

// endReview ends a review that was signed before a moment. By the system it does nothing to one that has changed meanwhile.
func (r *Room) endReview(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, id uuid.UUID, before time.Time, also Also) error {
	done, err := tx.Exec(ctx, `update reviews r set state = 'ended', ended_at = @now, rev = r.rev + 1 where r.station_id = @station and r.company_id = @company and r.id = @id and `+signedSince,
		args{"now": r.clock(), "station": who.Station, "company": company, "id": id, "before": before})
	if err != nil {
		return fmt.Errorf("end a review: %w", err)
	}
	if done.RowsAffected() == 0 {
		if who.Person == (station.PersonID{}) {
			return nil
		}
		return errNotEnded
	}
	if err := r.people.Record(ctx, tx, who, company, "review.end", id.String(), nil); err != nil {
		return err
	}
	return r.tell(ctx, tx, who.Station, id, also)
}
