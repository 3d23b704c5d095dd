package files

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/pg"
)

// giveUp dooms uploads that began so long ago that they were cut off.
func giveUp(ctx context.Context, worker *pg.DB, old time.Time) (n int, err error) {
	err = worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `update file_objects set state = 'doomed' where state = 'writing' and at < @old`, args{"old": old})
		if err != nil {
			return fmt.Errorf("give up uploads: %w", err)
		}
		n = int(tag.RowsAffected())
		return nil
	})
	return n, err
}

// allDoomed gives the doomed objects of all tenants that follow a key.
func allDoomed(ctx context.Context, worker *pg.DB, after Key, most int) (keys []Key, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select tenant_id, id, digest from file_objects where state = 'doomed' and (tenant_id, id) > (@tenant, @id) order by tenant_id, id limit @most`,
			args{"tenant": after.Tenant, "id": after.Attempt, "most": most})
		if err != nil {
			return fmt.Errorf("list what is doomed: %w", err)
		}
		keys, err = pgx.CollectRows(rows, scanKey)
		return err
	})
	return keys, err
}

// forgetDoomed takes the rows of removed objects away.
func forgetDoomed(ctx context.Context, worker *pg.DB, keys []Key) error {
	if len(keys) == 0 {
		return nil
	}
	tenants := make([][16]byte, len(keys))
	for i, k := range keys {
		tenants[i] = k.Tenant
	}
	return worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			delete from file_objects o using unnest(@tenants::uuid[], @ids::uuid[]) as gone (tenant_id, id)
			 where o.tenant_id = gone.tenant_id and o.id = gone.id and o.state = 'doomed'`, args{"tenants": tenants, "ids": attempts(keys)})
		if err != nil {
			return fmt.Errorf("forget what was removed: %w", err)
		}
		return nil
	})
}

// allWithoutRow leaves those names that no row of any tenant tells of.
func allWithoutRow(ctx context.Context, worker *pg.DB, names []string) (lost []string, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		lost, err = withoutRow(ctx, tx, names, true)
		return err
	})
	return lost, err
}

// sweptUntil tells how far the last walk along the shelf came; empty = begin anew.
func sweptUntil(ctx context.Context, worker *pg.DB) (after string, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `select after from file_sweeps where id = 1`).Scan(&after)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return after, err
}

func keepSwept(ctx context.Context, worker *pg.DB, after string) error {
	return worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `insert into file_sweeps (id, after) values (1, @after) on conflict (id) do update set after = @after`, args{"after": after})
		if err != nil {
			return fmt.Errorf("keep how far the sweep came: %w", err)
		}
		return nil
	})
}
