package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

const reviewColumns = `
	select id, station_id, company_id, profile_id, part, area, later, state, needed, asked_by::text, asked_at, answer_due, accepted_at, due_at, due_certain, signed_at, ended_at, rev, sealed from reviews`

// sealedReview is a review as its row is.
type sealedReview struct {
	Review
	sealed []byte
}

func scanReview(row pgx.CollectableRow) (s sealedReview, err error) {
	r := &s.Review
	return s, row.Scan(&r.ID, &r.Station, &r.Company, &r.Profile, &r.Part, &r.Area, &r.Later, &r.State, &r.Needed, &r.AskedBy, &r.AskedAt, &r.AnswerDue, &r.AcceptedAt, &r.DueAt, &r.DueCertain,
		&r.SignedAt, &r.EndedAt, &r.Rev, &s.sealed)
}

// load runs a query over reviewColumns and adds teams and names. What is sealed stays so.
func (r *Room) load(ctx context.Context, tx Tx, sql string, with args) ([]sealedReview, error) {
	rows, err := tx.Query(ctx, reviewColumns+sql, with)
	if err != nil {
		return nil, fmt.Errorf("read reviews: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanReview)
	if err != nil {
		return nil, fmt.Errorf("read reviews: %w", err)
	}
	if err := r.teams(ctx, tx, found); err != nil {
		return nil, err
	}
	return found, accounts.Name(ctx, r.vault, tx, found, func(s *sealedReview) []*string {
		out := []*string{&s.AskedBy}
		for i := range s.Team {
			out = append(out, &s.Team[i].Name)
		}
		return out
	})
}

// teams adds who was asked, in the order in which they were.
func (r *Room) teams(ctx context.Context, tx Tx, found []sealedReview) error {
	if len(found) == 0 {
		return nil
	}
	at, ids := map[uuid.UUID]int{}, make([][16]byte, len(found))
	for i, s := range found {
		at[s.ID], ids[i] = i, s.ID
	}
	rows, err := tx.Query(ctx, `
		select review_id, person_id, person_id::text as name, part, state, at, answered_at, reason from review_experts
		 where station_id = @station and review_id = any(@ids::uuid[]) order by at, person_id`, args{"station": found[0].Station, "ids": ids})
	if err != nil {
		return fmt.Errorf("read who reviews: %w", err)
	}
	var id uuid.UUID
	var m Member
	_, err = pgx.ForEachRow(rows, []any{&id, &m.Person, &m.Name, &m.Part, &m.State, &m.At, &m.AnsweredAt, &m.Reason}, func() error {
		found[at[id]].Team = append(found[at[id]].Team, m)
		m.AnsweredAt = nil
		return nil
	})
	if err != nil {
		return fmt.Errorf("read who reviews: %w", err)
	}
	return nil
}

// one reads a review of a station without what is sealed. Fault: NotFound.
func (r *Room) one(ctx context.Context, tx Tx, at station.StationID, id uuid.UUID) (Review, error) {
	found, err := r.load(ctx, tx, ` where station_id = @station and id = @id`, args{"station": at, "id": id})
	if err != nil {
		return Review{}, err
	}
	if len(found) == 0 {
		return Review{}, notFound(nil)
	}
	return found[0].Review, nil
}

// open opens what of reviews is sealed, in a transaction of their company.
func (r *Room) open(ctx context.Context, tx Tx, company station.CompanyID, found []sealedReview) ([]Review, error) {
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return nil, err
	}
	out := make([]Review, 0, len(found))
	for _, s := range found {
		text, err := box.Open(askedAt(s.ID), s.sealed)
		if err != nil {
			return nil, fmt.Errorf("open a review: %w", err)
		}
		var in asked
		if err := json.Unmarshal(text, &in); err != nil {
			return nil, fmt.Errorf("open a review: %w", err)
		}
		s.Question, s.Finding = in.Question, in.Finding
		out = append(out, s.Review)
	}
	return out, nil
}

// Reviews lists those of the scope's company, the latest first, those after an id; the zero id begins. more tells that there are others.
func (r *Room) Reviews(ctx context.Context, scope accounts.Scope, after uuid.UUID, limit int) (out []Review, more bool, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.load(ctx, tx, `
			 where company_id = @company and (@first or (asked_at, id) < (select asked_at, id from reviews where company_id = @company and id = @after))
			 order by asked_at desc, id desc limit @limit`, args{"company": scope.Company(), "first": after == uuid.Nil, "after": after, "limit": limit + 1})
		if err != nil {
			return err
		}
		if more = len(found) > limit; more {
			found = found[:limit]
		}
		out, err = r.open(ctx, tx, scope.Company(), found)
		return err
	})
	return out, more, err
}

// OpenReviews gives those of the scope's company that experts work on or may take, the latest first: each lets experts read a report.
func (r *Room) OpenReviews(ctx context.Context, scope accounts.Scope) (out []Review, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.load(ctx, tx, ` where company_id = @company and state in ('asked', 'accepted', 'signed') order by asked_at desc, id desc limit @limit`, args{"company": scope.Company(), "limit": mostOverrides})
		if err != nil {
			return err
		}
		out, err = r.open(ctx, tx, scope.Company(), found)
		return err
	})
	return out, err
}

// Review gives one of the company that the scope lets its holder into. Fault: NotFound.
func (r *Room) Review(ctx context.Context, scope accounts.Scope, id uuid.UUID) (out Review, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.load(ctx, tx, ` where company_id = @company and id = @id`, args{"company": scope.Company(), "id": id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound(nil)
		}
		opened, err := r.open(ctx, tx, scope.Company(), found)
		if err == nil {
			out = opened[0]
		}
		return err
	})
	return out, err
}

// notSuspended tells whether the actor may still look at what was granted to them.
const notSuspended = `not exists (select from experts s where s.station_id = @station and s.person_id = @me and s.state = 'suspended')`

// Granted tells what a review is to an expert at this moment, for the gate: granted while they have accepted it and neither the company
// nor they have ended it, and the station has not suspended them. Fault: NotFound for everybody else, as if there were none.
func (r *Room) Granted(ctx context.Context, who station.Actor, id uuid.UUID) (on accounts.Object, err error) {
	on.Station = who.Station
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select r.company_id from reviews r join review_experts e on e.station_id = r.station_id and e.review_id = r.id
			 where r.station_id = @station and r.id = @id and r.state in ('accepted', 'signed') and e.person_id = @person and e.state = 'accepted' and `+notSuspended,
			args{"station": who.Station, "id": id, "me": who.Person, "person": who.Person}).Scan(&on.Company)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return accounts.Object{}, notFound(nil)
	}
	if err != nil {
		return accounts.Object{}, fmt.Errorf("find a grant: %w", err)
	}
	on.Granted = true
	return on, nil
}
