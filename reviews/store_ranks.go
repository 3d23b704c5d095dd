package reviews

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// senior refuses to have a review led by an expert who is no senior: juniors draft. Faults: NotFound for who is no verified expert, Conflict.
func (r *Room) senior(ctx context.Context, scope accounts.Scope, person station.PersonID) error {
	e, err := r.people.Expert(ctx, scope, person)
	if err == nil && e.Rank != accounts.Senior {
		err = conflict("review.juniors_do_not_lead")
	}
	return err
}

// wouldLead tells whether accepting makes the actor the lead of a review: nobody asked them to consult or to draft.
func (r *Room) wouldLead(ctx context.Context, tx Tx, who station.Actor, id uuid.UUID) (lead bool, err error) {
	err = tx.QueryRow(ctx, `select not exists (select from review_experts where station_id = @station and review_id = @id and person_id = @person and part <> 'lead' and state in ('asked', 'accepted'))`,
		args{"station": who.Station, "id": id, "person": who.Person}).Scan(&lead)
	if err != nil {
		return false, fmt.Errorf("find what an expert is asked for: %w", err)
	}
	return lead, nil
}

// busyWith tells whether the actor works on a review or a dispute of a company, or of a company of a group, by its plain name or code.
func (r *Room) busyWith(ctx context.Context, who station.Actor, plain string) (busy bool, err error) {
	var companies []station.CompanyID
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select v.company_id from reviews v join review_experts e on e.station_id = v.station_id and e.review_id = v.id
			 where v.station_id = @station and e.person_id = @me and e.state = 'accepted' and v.state in ('accepted', 'signed')
			union select company_id from disputes where station_id = @station and taken_by = @me and state = 'filed'`, args{"station": who.Station, "me": who.Person})
		if err != nil {
			return fmt.Errorf("find what an expert works on: %w", err)
		}
		companies, err = pgx.CollectRows(rows, pgx.RowTo[station.CompanyID])
		return err
	})
	for _, company := range companies { // as many as one expert has at hand
		if busy || err != nil {
			break
		}
		err = r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
			card, err := r.people.CardOf(ctx, tx, company)
			busy = err == nil && slices.Contains([]string{plainName(card.Name), plainName(card.CreditCode), plainName(card.Group)}, plain)
			return err
		})
	}
	return busy, err
}

// mayTake refuses who must not look at a company, and a junior who would lead. Fault: Forbidden.
func (r *Room) mayTake(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, id uuid.UUID, rank accounts.ExpertRank) error {
	card, err := r.people.CardOf(ctx, tx, company)
	if err != nil {
		return err
	}
	if barred, err := r.barred(ctx, tx, who.Station, who.Person, card); err != nil {
		return err
	} else if barred {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.you_are_barred")}
	}
	if lead, err := r.wouldLead(ctx, tx, who, id); err != nil {
		return err
	} else if lead && rank != accounts.Senior {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.juniors_do_not_lead")}
	}
	return nil
}

// kindOf is the kind of a fault; empty for none and for what is no fault.
func kindOf(err error) station.Kind {
	if f, ok := station.AsFault(err); ok {
		return f.Kind
	}
	return station.Kind(0)
}
