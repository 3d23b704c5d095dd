package reviews

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// onCase does something to a case that the actor sees, locked; rev is the case as the page showed it, 0 = whatever it is. Faults: NotFound,
// Conflict when it was changed since.
func (r *Room) onCase(ctx context.Context, scope accounts.Scope, id uuid.UUID, rev int64, do func(ctx context.Context, tx Tx, box *accounts.Box, c Case) error) error {
	who := scope.Actor()
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		c, err := r.heldCase(ctx, tx, box, who, id)
		if err != nil {
			return err
		}
		if rev != 0 && c.Rev != rev && c.Draft {
			return conflict("thread.changed_since")
		}
		return do(ctx, tx, box, c)
	})
}

// ApproveCase lets every expert of the station read a case, and forgets who wrote it. Faults: NotFound, Forbidden for who was not asked,
// Conflict when it was changed since.
func (r *Room) ApproveCase(ctx context.Context, scope accounts.Scope, id uuid.UUID, rev int64) error {
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	who := scope.Actor()
	return r.onCase(ctx, scope, id, rev, func(ctx context.Context, tx Tx, _ *accounts.Box, c Case) error {
		switch {
		case !c.Draft && c.Approver == who.Person:
			return nil // sent twice
		case !c.Asked || rank != accounts.Senior:
			return errSeniorOnly
		}
		_, err := tx.Exec(ctx, `update review_cases set state = 'kept', author = null, rev = rev + 1 where station_id = @station and id = @id`, args{"station": who.Station, "id": id})
		if err != nil {
			return fmt.Errorf("approve a case: %w", err)
		}
		return r.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "case.approve", id.String(), nil)
	})
}

// EditCase puts other words in the place of a draft's, by its author. Faults: Invalid, NotFound, Conflict when it was changed or approved since.
func (r *Room) EditCase(ctx context.Context, scope accounts.Scope, c Case) error {
	if _, err := r.rankOf(ctx, scope); err != nil {
		return err
	}
	who := scope.Actor()
	return r.onCase(ctx, scope, c.ID, c.Rev, func(ctx context.Context, tx Tx, box *accounts.Box, had Case) error {
		if !had.Mine {
			return notFound(nil)
		}
		c.Rule, c.Area, c.Field = had.Rule, had.Area, had.Field
		if err := c.check(); err != nil {
			return err
		}
		sealed, err := sealCase(box, c)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update review_cases set sealed = @sealed, rev = rev + 1 where station_id = @station and id = @id`, args{"sealed": sealed, "station": who.Station, "id": c.ID})
		if err != nil {
			return fmt.Errorf("edit a case: %w", err)
		}
		return r.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "case.edit", "", nil)
	})
}

// DropCase takes a case away: a draft by its author or the one who is asked, an approved one by any senior of the station. Faults: NotFound, Forbidden.
func (r *Room) DropCase(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	who := scope.Actor()
	return r.onCase(ctx, scope, id, 0, func(ctx context.Context, tx Tx, _ *accounts.Box, c Case) error {
		if rank != accounts.Senior {
			return errSeniorOnly
		}
		if _, err := tx.Exec(ctx, `delete from review_cases where station_id = @station and id = @id`, args{"station": who.Station, "id": id}); err != nil {
			return fmt.Errorf("drop a case: %w", err)
		}
		return r.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "case.drop", "", nil)
	})
}
