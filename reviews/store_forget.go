package reviews

import (
	"context"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ForgetCompany takes away what this room keeps of a company that is being deleted, through the worker's own door, whose row security
// holds it to companies that asked for it. Safe to run twice.
func (r *Room) ForgetCompany(ctx context.Context, worker *pg.DB, company station.CompanyID) error {
	return worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		for _, sql := range []string{
			`delete from review_anchors where company_id = @company`,
			`delete from review_comment_edits where company_id = @company`,
			`delete from review_attachments where company_id = @company`,
			`delete from review_comments where company_id = @company`,
			`delete from review_threads where company_id = @company`,
			`delete from review_overrides where company_id = @company`,
			`delete from review_counted where company_id = @company`,
			`delete from disputes where company_id = @company`,
			`delete from review_signatures where company_id = @company`,
			`delete from review_contents where company_id = @company`,
			`delete from review_writings where company_id = @company`,
			`delete from review_events where company_id = @company`,
			`delete from review_presence where company_id = @company`,
			`delete from review_experts where company_id = @company`,
			`delete from reviews where company_id = @company`,
		} {
			if _, err := tx.Exec(ctx, sql, args{"company": company}); err != nil {
				return fmt.Errorf("forget a company's reviews: %w", err)
			}
		}
		return nil
	})
}
