package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// agedAtOnce is how many claims go in one transaction.
const agedAtOnce = 200

// oldClaim is a claim that has served its time.
type oldClaim struct {
	Station station.StationID
	ID      uuid.UUID
	File    uuid.UUID
}

// AgeClaims takes away claims that were decided before the moment of each station, with the papers of their claimants and the links by which those
// followed them. drop takes a file of a station away, and finds nothing wrong with one that is gone. Safe to run twice.
func AgeClaims(drop func(ctx context.Context, at station.StationID, file uuid.UUID) error) Aged {
	return func(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) error {
		for {
			old, err := oldClaims(ctx, worker, stations, before)
			if err == nil {
				err = dropClaims(ctx, worker, old, drop)
			}
			if err != nil {
				return fmt.Errorf("take old claims away: %w", err)
			}
			if len(old) < agedAtOnce {
				return nil
			}
		}
	}
}

func oldClaims(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) (out []oldClaim, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		// where a code is still kept for the claimant, the link says until when
		rows, err := tx.Query(ctx, `
			select c.station_id, c.id, c.file_id from claims c join unnest(@stations::uuid[], @before::timestamptz[]) as s (station_id, before) on s.station_id = c.station_id
			 where c.decided_at < s.before and not exists (select from claim_links l where l.station_id = c.station_id and l.claim_id = c.id and l.expires_at > now())
			 order by c.station_id, c.id limit @limit`, args{"stations": stations, "before": before, "limit": agedAtOnce})
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[oldClaim])
		return err
	})
	return out, err
}

// dropClaims takes papers away before the rows that tell of them, so that a run that is cut off is begun anew.
func dropClaims(ctx context.Context, worker *pg.DB, old []oldClaim, drop func(ctx context.Context, at station.StationID, file uuid.UUID) error) error {
	stations, ids := make([]station.StationID, len(old)), make([][16]byte, len(old))
	for i, c := range old {
		if err := drop(ctx, c.Station, c.File); err != nil {
			return err
		}
		stations[i], ids[i] = c.Station, c.ID
	}
	return worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		for _, sql := range []string{
			`delete from claim_links l using unnest(@stations::uuid[], @ids::uuid[]) as c (station_id, id) where l.station_id = c.station_id and l.claim_id = c.id`,
			`delete from claims o using unnest(@stations::uuid[], @ids::uuid[]) as c (station_id, id) where o.station_id = c.station_id and o.id = c.id`,
		} {
			if _, err := tx.Exec(ctx, sql, args{"stations": stations, "ids": ids}); err != nil {
				return err
			}
		}
		return nil
	})
}
