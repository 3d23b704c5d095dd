package reviews

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// is gives otherwise, unless the actor's part in a review is in a state already: then the form that brings them there was sent twice.
func (r *Room) is(ctx context.Context, tx Tx, who station.Actor, id uuid.UUID, state string, otherwise error) error {
	var there bool
	err := tx.QueryRow(ctx, `select exists (select from review_experts e join reviews v on v.station_id = e.station_id and v.id = e.review_id
		 where e.station_id = @station and e.review_id = @id and e.person_id = @person and e.state = @state and v.state in ('asked', 'accepted', 'signed'))`,
		args{"station": who.Station, "id": id, "person": who.Person, "state": state}).Scan(&there)
	switch {
	case err != nil:
		return fmt.Errorf("find who reviews: %w", err)
	case there:
		return nil
	}
	return otherwise
}

// unless is is, in a transaction of its own.
func (r *Room) unless(ctx context.Context, who station.Actor, id uuid.UUID, state string, otherwise error) error {
	if f, ok := station.AsFault(otherwise); !ok || f.Kind != station.NotFound {
		return otherwise
	}
	return r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error { return r.is(ctx, tx, who, id, state, otherwise) })
}

// handed gives otherwise, unless the lead is already whom the actor hands it over to: then the form was sent twice.
func (r *Room) handed(ctx context.Context, tx Tx, with args, otherwise error) error {
	var there bool
	err := tx.QueryRow(ctx, `select count(*) = 2 from review_experts where station_id = @station and review_id = @id and state = 'accepted'
		   and (person_id = @to and part = 'lead' or person_id = @me and part = 'consultant') and @me <> @to`, with).Scan(&there)
	switch {
	case err != nil:
		return fmt.Errorf("find who leads a review: %w", err)
	case there:
		return nil
	}
	return otherwise
}

// askedSame refuses a form that asked for something else when it was sent before: what it says now would be lost. Fault: Conflict.
func (r *Room) askedSame(ctx context.Context, tx Tx, scope accounts.Scope, a Ask) error {
	found, err := r.load(ctx, tx, ` where company_id = @company and id = @id`, args{"company": scope.Company(), "id": a.ID})
	if err != nil {
		return err
	}
	opened, err := r.open(ctx, tx, scope.Company(), found)
	if err != nil {
		return err
	}
	if len(opened) == 1 {
		if v := opened[0]; v.Profile == a.Profile && v.Part == a.Part && v.Area == a.Area && v.Finding == a.Finding && v.Question == a.Question && v.Needed == a.Needed && v.Later == a.Later {
			return nil
		}
	}
	return conflict("review.asked_otherwise")
}

// filedSame is askedSame for a dispute.
func (r *Room) filedSame(ctx context.Context, tx Tx, scope accounts.Scope, f Filing) error {
	found, err := r.readDisputes(ctx, tx, ` where company_id = @company and id = @id`, args{"company": scope.Company(), "id": f.ID})
	if err != nil {
		return err
	}
	opened, err := r.openDisputes(ctx, tx, scope.Company(), found)
	if err != nil {
		return err
	}
	if len(opened) == 1 && opened[0].Profile == f.Profile && opened[0].Finding == f.Finding && opened[0].Text == f.Text {
		return nil
	}
	return conflict("dispute.filed_otherwise")
}
