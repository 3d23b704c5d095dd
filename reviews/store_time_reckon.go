package reviews

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// reckonAtOnce is how many due dates are reckoned anew in one go.
const reckonAtOnce = 500

// reckoned are due dates of one kind: those that are open, in pages after @id, with the moment from which they count, and how they are moved
// where nothing has changed meanwhile.
type reckoned struct {
	days       int
	told       bool // it is told when it is overdue: move needs to know what is, by @now
	list, move string
}

var allReckoned = []reckoned{
	{AnswerWithin, false, `select id, asked_at, answer_due, true from reviews where station_id = @station and state = 'asked' and id > @id order by id limit @limit`,
		`update reviews r set answer_due = n.due from unnest(@ids::uuid[], @starts::timestamptz[], @dues::timestamptz[], @certain::boolean[]) as n(id, start, due, certain)
		  where r.station_id = @station and r.id = n.id and r.state = 'asked' and r.asked_at = n.start and r.answer_due <> n.due`},
	{SignWithin, true, `select id, accepted_at, due_at, due_certain from reviews where station_id = @station and state = 'accepted' and due_at is not null and id > @id order by id limit @limit`,
		`update reviews r set due_at = n.due, due_certain = n.certain, late_for = case when r.late_for = r.due_at and n.due <= @now then n.due else r.late_for end from unnest(@ids::uuid[], @starts::timestamptz[], @dues::timestamptz[], @certain::boolean[]) as n(id, start, due, certain)
		  where r.station_id = @station and r.id = n.id and r.state = 'accepted' and r.accepted_at = n.start`},
	{DisputeWithin, true, `select id, filed_at, due_at, due_certain from disputes where station_id = @station and state = 'filed' and id > @id order by id limit @limit`,
		`update disputes x set due_at = n.due, due_certain = n.certain, late_for = case when x.late_for = x.due_at and n.due <= @now then n.due else x.late_for end from unnest(@ids::uuid[], @starts::timestamptz[], @dues::timestamptz[], @certain::boolean[]) as n(id, start, due, certain)
		  where x.station_id = @station and x.id = n.id and x.state = 'filed' and x.filed_at = n.start`},
}

// Reckon reckons anew, through the worker's own door, when the open reviews, offers and disputes of a station are due, each from its start: after
// the station's calendar has changed. What was signed or answered stays, and what was told to
// be overdue, and still is, is not told again. It is safe to run twice, and tells how many have moved.
func (r *Room) Reckon(ctx context.Context, worker *pg.DB, at station.StationID) (moved int, err error) {
	for _, kind := range allReckoned {
		n, err := r.reckon(ctx, worker, at, kind)
		if moved += n; err != nil {
			return moved, fmt.Errorf("reckon due dates anew: %w", err)
		}
	}
	return moved, nil
}

// counting is a due date with the moment from which it counts.
type counting struct {
	ID      uuid.UUID
	Start   time.Time
	Due     time.Time
	Certain bool
}

func (r *Room) reckon(ctx context.Context, worker *pg.DB, at station.StationID, kind reckoned) (moved int, err error) {
	for after := uuid.Nil; ; {
		var found []counting
		err := worker.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
			rows, err := tx.Query(ctx, kind.list, args{"station": at, "id": after, "limit": reckonAtOnce})
			if err != nil {
				return err
			}
			found, err = pgx.CollectRows(rows, pgx.RowToStructByPos[counting])
			return err
		})
		if err != nil || len(found) == 0 {
			return moved, err
		}
		after = found[len(found)-1].ID
		var ids [][16]byte
		var starts, dues []time.Time
		var sure []bool
		for _, c := range found {
			due, certain, err := r.clocks.InDays(ctx, at, c.Start, kind.days)
			if err != nil {
				return moved, err
			}
			if !due.Equal(c.Due) || certain != c.Certain {
				ids, starts, dues, sure = append(ids, c.ID), append(starts, c.Start), append(dues, due), append(sure, certain)
			}
		}
		if len(ids) == 0 {
			continue
		}
		with := args{"station": at, "ids": ids, "starts": starts, "dues": dues, "certain": sure}
		if kind.told {
			with["now"] = r.clock()
		}
		err = worker.Station(ctx, at, func(ctx context.Context, tx Tx) error {
			done, err := tx.Exec(ctx, kind.move, with)
			moved += int(done.RowsAffected())
			return err
		})
		if err != nil {
			return moved, err
		}
	}
}
