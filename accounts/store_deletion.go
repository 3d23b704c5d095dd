package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// lastMoment is how long before its end a deletion can no longer be taken back: clocks of two nodes may differ by less.
const lastMoment = time.Minute

// AskDeletion plans the deletion of the scope's company for the end of the hold of its station, and gives that day. also runs in the
// same transaction, such as to tell its people; nil = nothing. Fault: Conflict when it is planned already.
func (s *Store) AskDeletion(ctx context.Context, scope Scope, also func(ctx context.Context, tx Tx, due time.Time) error) (time.Time, error) {
	kept, err := s.Retention(ctx, scope.Actor().Station)
	if err != nil {
		return time.Time{}, err
	}
	now := s.clock()
	due := now
	for _, k := range kept {
		if k.Name == KeepHold {
			due = now.Add(time.Duration(k.Days) * day)
		}
	}
	return due, s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update companies set deletion_asked_at = @now, deletion_due_at = @due
			 where id = @company and deletion_asked_at is null and deleted_at is null`, args{"now": now, "due": due, "company": scope.Company()})
		if err != nil {
			return fmt.Errorf("plan deletion: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("deletion.planned_already")}
		}
		if err := s.Record(ctx, tx, scope.Actor(), scope.Company(), "company.delete", "", map[string]any{"due": due.UTC().Format(time.DateOnly)}); err != nil || also == nil {
			return err
		}
		return also(ctx, tx, due)
	})
}

// KeepCompany takes the planned deletion of the scope's company back. also runs in the same transaction; nil = nothing.
// Fault: Conflict when none is planned, or when it is too late.
func (s *Store) KeepCompany(ctx context.Context, scope Scope, also func(ctx context.Context, tx Tx) error) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update companies set deletion_asked_at = null, deletion_due_at = null
			 where id = @company and deletion_due_at > @latest and deleted_at is null`, args{"company": scope.Company(), "latest": s.clock().Add(lastMoment)})
		if err != nil {
			return fmt.Errorf("keep company: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("deletion.not_planned")}
		}
		if err := s.Record(ctx, tx, scope.Actor(), scope.Company(), "company.keep", "", nil); err != nil || also == nil {
			return err
		}
		return also(ctx, tx)
	})
}

// DeletionDue gives when a company will be deleted; the zero time where it is not planned.
func (s *Store) DeletionDue(ctx context.Context, company station.CompanyID) (time.Time, error) {
	var due *time.Time
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select deletion_due_at from companies where id = @company and deleted_at is null`, args{"company": company}).Scan(&due)
	})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && due == nil {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("find planned deletion: %w", err)
	}
	return *due, nil
}

// Leaving is a company whose deletion is due, or under way, or was done and is to be looked after once more.
type Leaving struct {
	Company station.CompanyID
	Deleted bool // its keys are destroyed; only what somebody wrote at that very moment may be left
}

// settled is how long after a deletion nobody can write any more who began before it: longer than a transaction lasts.
const settled = 15 * time.Minute

// Leaving lists companies to be deleted now, those that asked first before others.
func (s *Store) Leaving(ctx context.Context, limit int) (out []Leaving, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select id, deleted_at is not null from companies
			 where (deletion_due_at <= @now and deleted_at is null) or (deleted_at < @settled and deletion_swept_at is null)
			 order by deletion_due_at, id limit @limit`, args{"now": s.clock(), "settled": s.clock().Add(-settled), "limit": limit})
		if err != nil {
			return fmt.Errorf("list what is to be deleted: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Leaving])
		return err
	})
	return out, err
}

// DeletedSince lists companies whose keys were destroyed since then, for what is kept of them in the memory of a node.
func (s *Store) DeletedSince(ctx context.Context, since time.Time) (out []station.CompanyID, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select id from companies where deleted_at >= @since`, args{"since": since})
		if err != nil {
			return fmt.Errorf("list what was deleted: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowTo[station.CompanyID])
		return err
	})
	return out, err
}
