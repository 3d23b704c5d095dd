package assessments

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// ListHead is what is known of a list without its rows. Version 0 = not answered.
type ListHead struct {
	Name    string
	Version int64
	Rows    int
	At      time.Time
	By      string
}

// ListHeads gives the heads of the company's lists by name.
func (r *Room) ListHeads(ctx context.Context, scope accounts.Scope) (map[string]ListHead, error) {
	heads := map[string]ListHead{}
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select l.list, l.version, l.rows, l.at, coalesce(l.person_id::text, '')
			  from lists l where l.company_id = @company and l.version > 0`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("find lists: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ListHead])
		if err == nil {
			err = accounts.Name(ctx, r.vault, tx, found, func(h *ListHead) []*string { return []*string{&h.By} })
		}
		for _, head := range found {
			heads[head.Name] = head
		}
		return err
	})
	return heads, err
}

// ListPart is some rows of a list, in order, and whether there are more on either side.
type ListPart struct {
	Rows          []ListRow
	Before, After bool
}

// ListPart gives the n rows after a position, or before one when before is above 0.
func (r *Room) ListPart(ctx context.Context, scope accounts.Scope, name string, after, before, n int) (ListPart, error) {
	var part ListPart
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) (err error) {
		from := args{"company": scope.Company(), "list": name, "at": after, "n": n}
		sql := rowColumns + ` where company_id = @company and list = @list and position > @at order by position limit @n`
		if before > 0 {
			from["at"] = before
			sql = rowColumns + ` where company_id = @company and list = @list and position < @at order by position desc limit @n`
		}
		if part.Rows, err = readRows(ctx, tx, box, r.Engine(), sql, from); err != nil || len(part.Rows) == 0 {
			return err
		}
		if before > 0 {
			slices.Reverse(part.Rows)
		}
		return tx.QueryRow(ctx, `
			select exists (select from list_rows where company_id = @company and list = @list and position < @first),
			       exists (select from list_rows where company_id = @company and list = @list and position > @last)`,
			args{"company": scope.Company(), "list": name, "first": part.Rows[0].Position, "last": part.Rows[len(part.Rows)-1].Position}).Scan(&part.Before, &part.After)
	})
	return part, err
}

// What keeps a row from being written.
var (
	ErrRowGone    = &station.Fault{Kind: station.Conflict, Say: station.Say("row.gone")}
	ErrRowChanged = &station.Fault{Kind: station.Conflict, Say: station.Say("row.changed")}
	ErrRowTwice   = &station.Fault{Kind: station.Conflict, Say: station.Say("row.twice")}
)

// ListRow gives one row of a list by its id, or ErrRowGone.
func (r *Room) ListRow(ctx context.Context, scope accounts.Scope, name, id string) (ListRow, error) {
	var row ListRow
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) (err error) {
		row, err = findRow(ctx, tx, box, r.Engine(), scope, name, id)
		return err
	})
	return row, err
}

func findRow(ctx context.Context, tx pgx.Tx, box *accounts.Box, e *rules.Engine, scope accounts.Scope, name, id string) (ListRow, error) {
	rows, err := readRows(ctx, tx, box, e, rowColumns+` where company_id = @company and list = @list and row_id = @id`, args{"company": scope.Company(), "list": name, "id": id})
	if err != nil {
		return ListRow{}, err
	}
	if len(rows) != 1 {
		return ListRow{}, ErrRowGone
	}
	return rows[0], nil
}

// RowEdit is one row on its way in. ID is the row that was edited, empty for a new one; Seen is its
// digest as the person saw it; Row is what it becomes, nil when it is taken out.
type RowEdit struct {
	List string
	ID   string
	Seen string
	Row  *ListRow
}

// PutRow writes one row and touches no other. It answers ErrRowGone, ErrRowChanged or ErrRowTwice,
// with nothing written, when the row is not as the person saw it or its name is taken.
func (r *Room) PutRow(ctx context.Context, scope accounts.Scope, request uuid.UUID, edit RowEdit) error {
	if _, ok := ListScope(edit.List); !ok {
		return notFound(fmt.Errorf("no list %q", edit.List))
	}
	return r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		done, err := r.carriedOut(ctx, tx, box, scope, request, "row."+edit.List, edit.ID, edit.Seen, edit.Row)
		if err != nil || done {
			return err
		}
		_, next, err := r.holdList(ctx, tx, scope, edit.List)
		if err != nil {
			return err
		}
		var old ListRow
		if edit.ID != "" {
			if old, err = findRow(ctx, tx, box, r.Engine(), scope, edit.List, edit.ID); err != nil {
				return err
			}
			if old.Digest() != edit.Seen {
				return ErrRowChanged
			}
		}
		if _, err := sealRows(ctx, tx, box, scope.Company(), edit.List); err != nil { // it was found by the id it had; from here on by its mark
			return err
		}
		return r.writeRow(ctx, tx, box, scope, next, edit, old)
	})
}

// writeRow puts a row in the place of the old one, or at the end.
func (r *Room) writeRow(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, version int64, edit RowEdit, old ListRow) error {
	var c rowColumnsIn
	all := args{"company": scope.Company(), "list": edit.List, "version": version, "person": scope.Actor().Person, "now": r.clock(), "rules": r.Engine().AnswersRevision()}
	steps := []string{`
		insert into list_changes (company_id, list, version, row_key, sealed, person_id, at, rules_revision)
		select @company, @list, @version, f.mark, f.sealed, @person, @now, @rules from unnest(@changed::text[], @changes::bytea[]) as f(mark, sealed)`}
	if edit.ID != "" && (edit.Row == nil || edit.Row.Key != old.Key) {
		gone, err := c.gone(box, edit.List, version, []string{old.Key})
		if err != nil {
			return fmt.Errorf("put row: %w", err)
		}
		all["gone"] = gone
		steps = append(steps, `delete from list_rows where company_id = @company and list = @list and row_key = any(@gone::text[])`)
	}
	if edit.Row != nil {
		if err := r.free(ctx, tx, box, scope, edit, old); err != nil {
			return err
		}
		position := old.Position
		if edit.ID == "" {
			if err := tx.QueryRow(ctx, `select coalesce(max(position), -1) + 1 from list_rows where company_id = @company and list = @list`,
				args{"company": scope.Company(), "list": edit.List}).Scan(&position); err != nil {
				return fmt.Errorf("put row: %w", err)
			}
		}
		cells, asked := edit.Row.keep(r.Engine(), edit.List, old)
		if err := c.add(box, edit.List, version, sealedRow{edit.Row.Key, cells, asked}, position, true); err != nil {
			return fmt.Errorf("put row: %w", err)
		}
		all["marks"], all["positions"], all["sealed"] = c.marks, c.positions, c.sealed
		steps = append(steps, `
			insert into list_rows (company_id, list, row_key, position, sealed, rules_revision)
			select @company, @list, f.mark, f.position, f.sealed, @rules from unnest(@marks::text[], @positions::int[], @sealed::bytea[]) as f(mark, position, sealed)
			on conflict (company_id, list, row_key) do update set sealed = excluded.sealed, rules_revision = excluded.rules_revision`)
	}
	all["changed"], all["changes"] = c.changed, c.changes
	steps = append(steps, `
		update lists set version = @version, person_id = @person, at = @now,
		       rows = (select count(*) from list_rows r where r.company_id = @company and r.list = @list)
		 where company_id = @company and list = @list`)
	for _, sql := range steps {
		if _, err := tx.Exec(ctx, sql, only(all, sql)); err != nil {
			return fmt.Errorf("put row: %w", err)
		}
	}
	return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "list.import", edit.List, rowCounts(version, edit))
}

func rowCounts(version int64, edit RowEdit) map[string]any {
	counts := map[string]any{"version": version, "added": 0, "changed": 0, "gone": 0}
	switch {
	case edit.Row == nil:
		counts["gone"] = 1
	case edit.ID == "":
		counts["added"] = 1
	default:
		counts["changed"] = 1
	}
	return counts
}

// free makes sure that no other row has the name and that the list is not full.
func (r *Room) free(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, edit RowEdit, old ListRow) error {
	var taken bool
	var count int
	mark, err := rowMark(box, edit.List, edit.Row.Key)
	if err != nil {
		return fmt.Errorf("put row: %w", err)
	}
	err = tx.QueryRow(ctx, `
		select exists (select from list_rows where company_id = @company and list = @list and row_key = @key), (select rows from lists where company_id = @company and list = @list)`,
		args{"company": scope.Company(), "list": edit.List, "key": mark}).Scan(&taken, &count)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("put row: %w", err)
	case taken && (edit.ID == "" || edit.Row.Key != old.Key):
		return ErrRowTwice
	case edit.ID == "" && count >= MaxRows:
		return &station.Fault{Kind: station.Invalid, Say: station.Say("import.too_many_rows", "max", MaxRows)}
	}
	return nil
}
