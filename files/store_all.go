package files

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// All lists the files of a tenant by their ids, those after one, for whoever takes everything along.
func (r *Room) All(ctx context.Context, tenant station.Tenant, after ID, limit int) ([]File, error) {
	var ids []ID
	err := r.DB.ReadOf(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id from files where tenant_id = @tenant and id > @after order by id limit @n`, args{"tenant": tenant.ID(), "after": after, "n": limit})
		if err != nil {
			return fmt.Errorf("list files: %w", err)
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[ID])
		return err
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return r.Look(ctx, tenant, ids...)
}
