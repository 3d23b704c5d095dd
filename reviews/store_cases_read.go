package reviews

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Cases lists the teaching cases that were approved, the latest months first. more tells that there are others after them.
func (r *Room) Cases(ctx context.Context, scope accounts.Scope, f CaseFilter) (out []Case, more bool, err error) {
	out, err = r.readCases(ctx, scope, `
			 where station_id = @station and state = 'kept' and (@rule = '' or rule = @rule) and (@area = '' or area = @area)
			   and (@first or (month, id) < (select month, id from review_cases where station_id = @station and id = @after and state = 'kept'))
			 order by month desc, id desc limit @limit`,
		args{"rule": f.Rule, "area": string(f.Area), "first": f.After == uuid.Nil, "after": f.After, "limit": f.Limit + 1})
	if more = len(out) > f.Limit; more {
		out = out[:f.Limit]
	}
	return out, more, err
}

// CaseDrafts are the drafts that the reader wrote, and those that they are asked to approve.
func (r *Room) CaseDrafts(ctx context.Context, scope accounts.Scope) ([]Case, error) {
	return r.readCases(ctx, scope, ` where station_id = @station and state = 'draft' and (author = @person or approver = @person) order by month desc, id desc limit @limit`, args{"limit": 200})
}

// Case is one teaching case that the reader sees. Fault: NotFound.
func (r *Room) Case(ctx context.Context, scope accounts.Scope, id uuid.UUID) (Case, error) {
	found, err := r.readCases(ctx, scope, ` where station_id = @station and id = @id and (state = 'kept' or author = @person or approver = @person)`, args{"id": id})
	if err == nil && len(found) == 0 {
		err = notFound(nil)
	}
	if err != nil {
		return Case{}, err
	}
	return found[0], nil
}

// readCases reads cases of the reader's station; where is static text.
func (r *Room) readCases(ctx context.Context, scope accounts.Scope, where string, with args) (out []Case, err error) {
	who := scope.Actor()
	with["station"], with["person"] = who.Station, who.Person
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, caseColumns+where, with)
		if err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		if out, err = pgx.CollectRows(rows, scanCase(box)); err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		return accounts.Name(ctx, r.vault, tx, out, func(c *Case) []*string { return []*string{&c.By} })
	})
	return out, err
}
