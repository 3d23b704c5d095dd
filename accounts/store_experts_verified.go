package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// VerifiedExperts lists, through the worker's own door, whose licence is verified at a station on the day of now.
func VerifiedExperts(ctx context.Context, worker *pg.DB, at station.StationID, now time.Time) (out []station.PersonID, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select person_id from experts where station_id = @station and state = 'verified' and valid_until >= @today::date order by person_id limit 1000`,
			args{"station": at, "today": dayOf(now)})
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find who is verified: %w", err)
	}
	return out, nil
}
