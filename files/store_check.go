package files

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/pg"
)

// countAll counts what a check need not walk for.
func countAll(ctx context.Context, worker *pg.DB, c *Checked) error {
	return worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `
			select (select count(*) from files), (select count(*) from file_objects where state <> 'stored'),
			       (select count(*) from (select tenant_id, count(*) as files, sum(size) as bytes from files group by tenant_id) f
			          full join file_usage u using (tenant_id)
			         where coalesce(f.files, 0) <> coalesce(u.files, 0) or coalesce(f.bytes, 0) <> coalesce(u.bytes, 0))`).
			Scan(&c.Files, &c.Waiting, &c.Miscounted)
		if err != nil {
			return fmt.Errorf("count files: %w", err)
		}
		return nil
	})
}

// allKept gives the stored objects of all tenants that follow a key, in the order of their names.
func allKept(ctx context.Context, worker *pg.DB, after Key, most int) (found []kept, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select tenant_id, id, digest, size, sealed from file_objects
			 where state = 'stored' and (tenant_id, digest, id) > (@tenant, @digest, @id) order by tenant_id, digest, id limit @most`,
			args{"tenant": after.Tenant, "digest": after.Digest[:], "id": after.Attempt, "most": most})
		if err != nil {
			return fmt.Errorf("list objects: %w", err)
		}
		found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (k kept, err error) {
			var digest []byte
			if err = row.Scan(&k.Tenant, &k.Attempt, &digest, &k.size, &k.sealed); err == nil {
				copy(k.Digest[:], digest)
			}
			return k, err
		})
		return err
	})
	return found, err
}

// stillKept tells whether a row still tells of an object, and which files hang on it.
func stillKept(ctx context.Context, worker *pg.DB, k Key) (still bool, files [][16]byte, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `
			select exists (select from file_objects where tenant_id = @tenant and id = @id and state = 'stored'),
			       array(select id from files where tenant_id = @tenant and object_id = @id order by id)`,
			args{"tenant": k.Tenant, "id": k.Attempt}).Scan(&still, &files)
		if err != nil {
			return fmt.Errorf("look again for an object: %w", err)
		}
		return nil
	})
	return still, files, err
}
