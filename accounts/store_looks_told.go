package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// LookedAt is how often the staff looked at something of a company's on a day.
type LookedAt struct {
	Company station.CompanyID
	Looks   int
}

// LooksOn counts, through the worker's own door, the looks at each company on the day in Shanghai that a moment lies in; at most
// three days back. Companies that were deleted are left out.
func LooksOn(ctx context.Context, worker *pg.DB, at time.Time) (out []LookedAt, err error) {
	y, m, d := at.In(shanghai).Date()
	from := time.Date(y, m, d, 0, 0, 0, 0, shanghai)
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select l.company_id, count(*)::int from looks l join companies c on c.id = l.company_id and c.deleted_at is null
			 where l.at >= @from and l.at < @to group by l.company_id order by l.company_id`, args{"from": from, "to": from.Add(day)})
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[LookedAt])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count looks: %w", err)
	}
	return out, nil
}
