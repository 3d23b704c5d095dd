package reviews

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// hereFor is how long after a sign of life somebody still counts as here.
const hereFor = 25 * time.Second

// Event is something that happened in a review. It holds no words: who reads on finds them.
type Event struct {
	Seq    int64
	Kind   string // conclusion, minutes, dissent, put_up, signed, voided, thread, comment, override
	Ref    string
	Person station.PersonID
	At     time.Time
}

// Happened notes that something happened in a review, in the transaction in which it does: who looks on is told at once. Events of
// one review have one order, so the review is held until the transaction ends.
func (r *Room) Happened(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, id uuid.UUID, kind, ref string) error {
	if _, err := tx.Exec(ctx, `select from reviews where station_id = @station and id = @id for update`, args{"station": who.Station, "id": id}); err != nil {
		return fmt.Errorf("hold a review: %w", err)
	}
	_, err := tx.Exec(ctx, `
		insert into review_events (company_id, review_id, seq, station_id, kind, ref, person_id, at)
		select @company, @id, coalesce(max(seq), 0) + 1, @station, @kind, @ref, @person, @now from review_events where company_id = @company and review_id = @id`,
		args{"company": company, "id": id, "station": who.Station, "kind": kind, "ref": ref, "person": who.Person, "now": r.clock()})
	if err != nil {
		return fmt.Errorf("note what happened: %w", err)
	}
	return nil
}

// Here is who has a review open.
type Here struct {
	Person station.PersonID
	Name   string
}

// Live tells what has happened in a review after an event, and who is here now; the actor counts as here from this moment. after below
// zero asks for nothing that has happened, only for where the events are: last.
func (r *Room) Live(ctx context.Context, scope accounts.Scope, id uuid.UUID, after int64) (events []Event, last int64, here []Here, err error) {
	who := scope.Actor()
	err = r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if err := r.beHere(ctx, tx, scope, id); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, `select coalesce(max(seq), 0) from review_events where company_id = @company and review_id = @id`, args{"company": scope.Company(), "id": id}).Scan(&last); err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		if after >= 0 && last > after {
			rows, err := tx.Query(ctx, `
				select seq, kind, ref, person_id, at from review_events where company_id = @company and review_id = @id and seq > @after order by seq limit 100`,
				args{"company": scope.Company(), "id": id, "after": after})
			if err != nil {
				return fmt.Errorf("read events: %w", err)
			}
			if events, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Event]); err != nil {
				return fmt.Errorf("read events: %w", err)
			}
		}
		here, err = r.hereNow(ctx, tx, who.Station, id)
		return err
	})
	return events, last, here, err
}

func (r *Room) beHere(ctx context.Context, tx Tx, scope accounts.Scope, id uuid.UUID) error {
	who := scope.Actor()
	_, err := tx.Exec(ctx, `
		insert into review_presence (station_id, review_id, person_id, company_id, seen_at) values (@station, @id, @person, @company, @now)
		on conflict (station_id, review_id, person_id) do update set seen_at = @now`,
		args{"station": who.Station, "id": id, "person": who.Person, "company": scope.Company(), "now": r.clock()})
	if err != nil {
		return fmt.Errorf("be here: %w", err)
	}
	return nil
}

// hereNow lists who gave a sign of life just now and is still of the team.
func (r *Room) hereNow(ctx context.Context, tx Tx, at station.StationID, id uuid.UUID) ([]Here, error) {
	rows, err := tx.Query(ctx, `
		select p.person_id, p.person_id::text as name from review_presence p join review_experts e using (station_id, review_id, person_id)
		 where p.station_id = @station and p.review_id = @id and p.seen_at > @since and e.state = 'accepted' order by p.person_id`,
		args{"station": at, "id": id, "since": r.clock().Add(-hereFor)})
	if err != nil {
		return nil, fmt.Errorf("read who is here: %w", err)
	}
	here, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Here])
	if err != nil {
		return nil, fmt.Errorf("read who is here: %w", err)
	}
	return here, accounts.Name(ctx, r.vault, tx, here, func(h *Here) []*string { return []*string{&h.Name} })
}

// Gone tells that the actor has closed a review.
func (r *Room) Gone(ctx context.Context, who station.Actor, id uuid.UUID) error {
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `delete from review_presence where station_id = @station and review_id = @id and person_id = @person`, args{"station": who.Station, "id": id, "person": who.Person})
		return err
	})
}
