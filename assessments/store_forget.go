package assessments

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ForgetEmployees takes away the list of employees of the scope's company, its history, the files of
// it that wait for confirmation, and every profile that holds its rows: in the transaction in which
// the consent to it is taken back.
func (r *Room) ForgetEmployees(ctx context.Context, tx pg.Tx, scope accounts.Scope) error {
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return err
	}
	held, err := profilesWithEmployees(ctx, tx, box, scope)
	if err != nil {
		return err
	}
	with := args{"company": scope.Company(), "list": ListEmployees}
	for _, sql := range []string{
		`delete from uploads where company_id = @company and list = @list`,
		`delete from list_rows where company_id = @company and list = @list`,
		`delete from list_changes where company_id = @company and list = @list`,
		`update lists set version = -abs(version), rows = 0, mapping = '{}', sealed = null where company_id = @company and list = @list`,
	} {
		if _, err := tx.Exec(ctx, sql, with); err != nil {
			return fmt.Errorf("forget employees: %w", err)
		}
	}
	if _, err := tx.Exec(ctx, `delete from profiles where company_id = @company and id = any(@held)`, args{"company": scope.Company(), "held": held}); err != nil {
		return fmt.Errorf("forget profiles of employees: %w", err)
	}
	r.Forget(scope.Company())
	return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "list.forget", ListEmployees, map[string]any{"profiles": len(held)})
}

// profilesWithEmployees finds the profiles whose documents hold rows of employees. They are opened one
// after another: no column tells it.
func profilesWithEmployees(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope) ([][16]byte, error) {
	rows, err := tx.Query(ctx, `select id, document, sealed from profiles where company_id = @company`, args{"company": scope.Company()})
	if err != nil {
		return nil, fmt.Errorf("read profiles: %w", err)
	}
	defer rows.Close()
	held := [][16]byte{}
	for rows.Next() {
		var id ProfileID
		var text, sealed []byte
		if err := rows.Scan(&id, &text, &sealed); err != nil {
			return nil, fmt.Errorf("read profiles: %w", err)
		}
		if sealed != nil {
			if text, err = box.Open(atProfile(id), sealed); err != nil {
				return nil, err
			}
		}
		var document Document
		if err := unmarshalExact(text, &document); err != nil {
			return nil, fmt.Errorf("read profile: %w", err)
		}
		if len(document.Answers.Employees) > 0 {
			held = append(held, id)
		}
	}
	return held, rows.Err()
}
