package assessments

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// DeleteCompany takes away everything that this room keeps of a company that is being deleted: through the worker's own door, whose row
// security holds it to companies that asked for it. It is safe to repeat.
func (r *Room) DeleteCompany(ctx context.Context, worker *pg.DB, company station.CompanyID) error {
	err := worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		for _, sql := range []string{ // what points at another before the other
			`delete from uploads where company_id = @company`,
			`delete from commands where company_id = @company`,
			`delete from judgements where company_id = @company`,
			`delete from profiles where company_id = @company`,
			`delete from answers where company_id = @company`,
			`delete from list_changes where company_id = @company`,
			`delete from list_rows where company_id = @company`,
			`delete from lists where company_id = @company`,
			`delete from self_checks where company_id = @company`,
		} {
			if _, err := tx.Exec(ctx, sql, args{"company": company}); err != nil {
				return fmt.Errorf("delete what a company gave: %w", err)
			}
		}
		return nil
	})
	r.Forget(company)
	return err
}
