package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

func caseAt(id uuid.UUID) accounts.Place { return accounts.At("review_cases.sealed", id.String()) }

var errSeniorOnly = &station.Fault{Kind: station.Forbidden, Say: station.Say("case.senior_only")}

// KeepCase keeps a case as a draft, which its author and the approver see. Its id is random and given by the form: sent twice it is one. The line
// of the trail names neither case nor rule, or the trail would lead back. Faults: Invalid, Forbidden for who is no senior, Conflict for the
// same id in other words.
func (r *Room) KeepCase(ctx context.Context, scope accounts.Scope, c Case) error {
	if err := c.check(); err != nil {
		return err
	}
	if err := r.seniors(ctx, scope, c.Approver); err != nil {
		return err
	}
	who := scope.Actor()
	tenant := station.Tenant{Station: who.Station}
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.Box(ctx, tx, tenant)
		if err != nil {
			return err
		}
		sealed, err := sealCase(box, c)
		if err != nil {
			return err
		}
		var waiting int
		err = tx.QueryRow(ctx, `select count(*) from review_cases where station_id = @station and author = @author and id <> @id`, args{"station": who.Station, "author": who.Person, "id": c.ID}).Scan(&waiting)
		if err != nil {
			return fmt.Errorf("count cases: %w", err)
		}
		if waiting >= mostCaseDraft {
			return conflict("case.too_many")
		}
		now := r.clock()
		done, err := tx.Exec(ctx, `
			insert into review_cases (station_id, id, rule, area, field, sealed, state, author, approver, month)
			values (@station, @id, @rule, @area, @field, @sealed, 'draft', @author, @approver, @month) on conflict (station_id, id) do nothing`,
			args{"station": who.Station, "id": c.ID, "rule": c.Rule, "area": string(c.Area), "field": c.Field, "sealed": sealed, "author": who.Person, "approver": c.Approver,
				"month": time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return fmt.Errorf("keep a case: %w", err)
		}
		if done.RowsAffected() == 1 {
			return r.people.RecordFor(ctx, tx, who, tenant, "case.keep", "", nil)
		}
		had, err := r.heldCase(ctx, tx, box, who, c.ID)
		if err == nil && (had.Title != c.Title || had.Text != c.Text) {
			err = conflict("thread.said_otherwise")
		}
		return err
	})
}

// seniors refuses an actor who is no senior, and an approver who is none or is the actor.
func (r *Room) seniors(ctx context.Context, scope accounts.Scope, approver station.PersonID) error {
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	if rank != accounts.Senior {
		return errSeniorOnly
	}
	if approver == (station.PersonID{}) || approver == scope.Actor().Person {
		return invalid("case.no_approver")
	}
	second, err := r.people.Expert(ctx, scope, approver)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound || err == nil && second.Rank != accounts.Senior {
		return invalid("case.no_approver")
	}
	return err
}

func sealCase(box *accounts.Box, c Case) ([]byte, error) {
	text, err := json.Marshal(caseWords{c.Title, c.Text, c.Citations})
	if err != nil {
		return nil, fmt.Errorf("keep a case: %w", err)
	}
	return box.Seal(caseAt(c.ID), text)
}

const caseColumns = `
	select id, rule, area, field, state = 'draft', coalesce(author = @person, false), state = 'draft' and approver = @person, approver, approver::text, month, rev, sealed from review_cases`

func scanCase(box *accounts.Box) pgx.RowToFunc[Case] {
	return func(row pgx.CollectableRow) (c Case, err error) {
		var sealed []byte
		if err = row.Scan(&c.ID, &c.Rule, &c.Area, &c.Field, &c.Draft, &c.Mine, &c.Asked, &c.Approver, &c.By, &c.Month, &c.Rev, &sealed); err != nil {
			return c, err
		}
		text, err := box.Open(caseAt(c.ID), sealed)
		if err != nil {
			return c, err
		}
		var in caseWords
		err = json.Unmarshal(text, &in)
		c.Title, c.Text, c.Citations = in.Title, in.Text, in.Citations
		return c, err
	}
}

// heldCase locks a case that the actor sees. Fault: NotFound.
func (r *Room) heldCase(ctx context.Context, tx Tx, box *accounts.Box, who station.Actor, id uuid.UUID) (Case, error) {
	rows, err := tx.Query(ctx, caseColumns+` where station_id = @station and id = @id and (state = 'kept' or author = @person or approver = @person) for update`,
		args{"station": who.Station, "person": who.Person, "id": id})
	if err != nil {
		return Case{}, fmt.Errorf("find a case: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, scanCase(box))
	if errors.Is(err, pgx.ErrNoRows) {
		return c, notFound(nil)
	}
	if err != nil {
		return c, fmt.Errorf("find a case: %w", err)
	}
	return c, nil
}
