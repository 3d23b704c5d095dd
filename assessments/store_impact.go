package assessments

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// impactPage is how many profiles are read at a time: a document may hold long lists.
const impactPage = 16

type storedProfile struct {
	Company  station.CompanyID
	Document []byte
}

// newestProfiles reads a page of companies with the newest profile of each.
func newestProfiles(ctx context.Context, worker *pg.DB, after station.CompanyID) ([]storedProfile, error) {
	var page []storedProfile
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (company_id) company_id, document from profiles
			 where company_id > @after order by company_id, at desc, id desc limit @n`, args{"after": after, "n": impactPage})
		if err != nil {
			return fmt.Errorf("read profiles: %w", err)
		}
		page, err = pgx.CollectRows(rows, pgx.RowToStructByPos[storedProfile])
		return err
	})
	return page, err
}
