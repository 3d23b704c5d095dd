package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// KeyLife is how long a data key seals. After that a newer one does, and it still opens.
const KeyLife = 365 * 24 * time.Hour

// carePage is how many keys are looked after in one transaction.
const carePage = 100

// Cared is what was done for the keys.
type Cared struct {
	Rewrapped int // wrapped anew, by the active master key
	Renewed   int // tenants, and the installation, that got a newer key
}

// Care looks after the keys of all tenants through the worker's door: those under an older master key are wrapped by the
// active one, and whose newest key was made before a time gets a newer one. It tells whether it came to the end before enough said
// so; called again it goes on with what is left. A key that cannot be wrapped anew keeps no other from it, and is an error at the end.
func (v *Vault) Care(ctx context.Context, worker *pg.DB, renewBefore time.Time, enough func() bool) (done Cared, all bool, err error) {
	var bad []error
	if err = v.careForInstallation(ctx, worker, renewBefore, &done); err != nil {
		bad = append(bad, err)
	}
	after := heldKey{}
	for more := true; more; {
		if enough() {
			return done, false, nil
		}
		var page []heldKey
		if page, err = v.underOlderMaster(ctx, worker, after); err != nil {
			return done, false, err
		}
		if more = len(page) == carePage; len(page) > 0 {
			after = page[len(page)-1]
		}
		n, err := v.rewrap(ctx, worker, page)
		done.Rewrapped += n
		if err != nil {
			bad = append(bad, err)
		}
	}
	for more := true; more; {
		if enough() {
			return done, false, nil
		}
		n, err := v.renew(ctx, worker, [16]byte{}, renewBefore)
		if err != nil {
			return done, false, errors.Join(append(bad, err)...)
		}
		done.Renewed, more = done.Renewed+n, n == carePage
	}
	return done, true, errors.Join(bad...)
}

// Renew makes a newer key for one tenant, by command. It tells how many it made: none for a tenant without keys.
func (v *Vault) Renew(ctx context.Context, worker *pg.DB, tenant [16]byte) (int, error) {
	return v.renew(ctx, worker, tenant, v.clock().Add(time.Second))
}

type heldKey struct {
	Tenant  [16]byte
	ID      seal.KeyID
	Wrapped []byte
}

func (v *Vault) underOlderMaster(ctx context.Context, worker *pg.DB, after heldKey) (page []heldKey, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select tenant_id, key_id, wrapped from data_keys
			 where wrapped is not null and master <> @master and (tenant_id, key_id) > (@tenant, @key)
			 order by tenant_id, key_id limit @n`, args{"master": string(v.keyring.Master()), "tenant": after.Tenant, "key": after.ID, "n": carePage})
		if err != nil {
			return fmt.Errorf("look for keys under an older master: %w", err)
		}
		page, err = pgx.CollectRows(rows, pgx.RowToStructByPos[heldKey])
		return err
	})
	return page, err
}

// anew is what rewrapping a page of keys comes to: columns for one statement.
type anew struct {
	tenants, keys [][16]byte
	was, is       [][]byte
	masters       []string
}

func (v *Vault) wrapAnew(ctx context.Context, page []heldKey) (out anew, err error) {
	var bad []error
	for _, k := range page {
		is, _, err := v.keyring.Rewrap(ctx, k.Tenant, k.Wrapped)
		if err != nil {
			bad = append(bad, fmt.Errorf("wrap the key of tenant %x anew: %w", k.Tenant, err))
			continue
		}
		master, err := seal.MasterOf(is)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		out.tenants, out.keys, out.was, out.is, out.masters = append(out.tenants, k.Tenant), append(out.keys, k.ID), append(out.was, k.Wrapped), append(out.is, is), append(out.masters, string(master))
	}
	return out, errors.Join(bad...)
}

// rewrap puts the new forms in the place of the old ones, where those are still there: a key that was destroyed meanwhile
// stays so.
func (v *Vault) rewrap(ctx context.Context, worker *pg.DB, page []heldKey) (n int, err error) {
	a, bad := v.wrapAnew(ctx, page)
	if len(a.keys) == 0 {
		return 0, bad
	}
	err = worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		tag, err := tx.Exec(ctx, `
			update data_keys d set wrapped = f.fresh, master = f.master
			  from unnest(@tenants::uuid[], @keys::uuid[], @was::bytea[], @is::bytea[], @masters::text[]) as f(tenant_id, key_id, was, fresh, master)
			 where d.tenant_id = f.tenant_id and d.key_id = f.key_id and d.wrapped = f.was`,
			args{"tenants": a.tenants, "keys": a.keys, "was": a.was, "is": a.is, "masters": a.masters})
		if err != nil {
			return fmt.Errorf("keep keys wrapped anew: %w", err)
		}
		n = int(tag.RowsAffected())
		return nil
	})
	return n, errors.Join(bad, err)
}

type agingKey struct {
	Tenant     [16]byte
	ID         seal.KeyID
	Generation int
}

// renew makes newer keys for tenants whose newest one was made before a time, a page of them; the zero tenant is all. The row of the first
// key of each is locked, so that whoever destroys the keys of a tenant comes before or after, and takes the newer one too.
func (v *Vault) renew(ctx context.Context, worker *pg.DB, tenant [16]byte, before time.Time) (n int, err error) {
	err = worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select k.tenant_id, k.key_id, k.generation
			  from data_keys k join data_keys first on first.tenant_id = k.tenant_id and first.generation = 1 and first.wrapped is not null
			 where k.wrapped is not null and k.retired_at is null and k.made_at < @before and (@all or k.tenant_id = @tenant)
			 order by k.tenant_id limit @n for update of first, k`, args{"before": before, "all": tenant == [16]byte{}, "tenant": tenant, "n": carePage})
		if err != nil {
			return fmt.Errorf("look for keys to renew: %w", err)
		}
		aging, err := pgx.CollectRows(rows, pgx.RowToStructByPos[agingKey])
		if err != nil || len(aging) == 0 {
			return err
		}
		n = len(aging)
		return v.replace(ctx, tx, aging)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

func (v *Vault) replace(ctx context.Context, tx Tx, aging []agingKey) error {
	var a anew
	var old [][16]byte
	var suites []string
	var generations []int
	for _, k := range aging {
		dk, wrapped, err := v.keyring.NewDataKey(ctx, k.Tenant)
		if err != nil {
			return err
		}
		master, err := seal.MasterOf(wrapped)
		if err != nil {
			return err
		}
		a.tenants, a.keys, a.is, a.masters = append(a.tenants, k.Tenant), append(a.keys, dk.ID()), append(a.is, wrapped), append(a.masters, string(master))
		old, suites, generations = append(old, k.ID), append(suites, dk.Suite().String()), append(generations, k.Generation+1)
	}
	_, err := tx.Exec(ctx, `
		insert into data_keys (tenant_id, key_id, generation, suite, master, wrapped, made_at)
		select f.*, @now from unnest(@tenants::uuid[], @keys::uuid[], @generations::int[], @suites::text[], @masters::text[], @is::bytea[]) as f`,
		args{"tenants": a.tenants, "keys": a.keys, "generations": generations, "suites": suites, "masters": a.masters, "is": a.is, "now": v.clock()})
	if err == nil {
		_, err = tx.Exec(ctx, `
			update data_keys d set retired_at = @now from unnest(@tenants::uuid[], @old::uuid[]) as f(tenant_id, key_id)
			 where d.tenant_id = f.tenant_id and d.key_id = f.key_id`, args{"tenants": a.tenants, "old": old, "now": v.clock()})
	}
	if err != nil {
		return fmt.Errorf("keep renewed keys: %w", err)
	}
	return nil
}

// careForInstallation does the same for the keys of no tenant, of which there is one a year.
func (v *Vault) careForInstallation(ctx context.Context, worker *pg.DB, renewBefore time.Time, done *Cared) (bad error) {
	err := worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select key_id, wrapped, master, generation, made_at from installation_keys order by generation for update`)
		if err != nil {
			return fmt.Errorf("read keys of the installation: %w", err)
		}
		type row struct {
			heldKey
			Master     string
			Generation int
			Made       time.Time
		}
		var page []heldKey
		var last row
		_, err = pgx.ForEachRow(rows, []any{&last.ID, &last.Wrapped, &last.Master, &last.Generation, &last.Made}, func() error {
			if last.Master != string(v.keyring.Master()) {
				page = append(page, heldKey{installation, last.ID, append([]byte{}, last.Wrapped...)})
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("read keys of the installation: %w", err)
		}
		var a anew
		if a, bad = v.wrapAnew(ctx, page); len(a.keys) > 0 {
			_, err = tx.Exec(ctx, `
				update installation_keys d set wrapped = f.fresh, master = f.master
				  from unnest(@keys::uuid[], @is::bytea[], @masters::text[]) as f(key_id, fresh, master) where d.key_id = f.key_id`,
				args{"keys": a.keys, "is": a.is, "masters": a.masters})
			done.Rewrapped += len(a.keys)
		}
		if err == nil && last.Generation > 0 && last.Made.Before(renewBefore) {
			err = v.renewInstallation(ctx, tx, last.Generation)
			done.Renewed++
		}
		return err
	})
	if err == nil && len(v.remembered()) > 0 {
		err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
			kept, err := v.installationKeys(ctx, tx)
			if err == nil {
				v.remember(kept)
			}
			return err
		})
	}
	return errors.Join(bad, err)
}

func (v *Vault) renewInstallation(ctx context.Context, tx Tx, generation int) error {
	dk, wrapped, err := v.keyring.NewDataKey(ctx, installation)
	if err != nil {
		return err
	}
	made := fresh{installation, dk, wrapped, generation + 1}
	_, err = tx.Exec(ctx, `
		insert into installation_keys (key_id, generation, suite, master, wrapped, made_at) values (@key, @generation, @suite, @master, @wrapped, @now)`,
		made.row(args{"generation": made.generation, "now": v.clock()}))
	if err == nil {
		_, err = tx.Exec(ctx, `update installation_keys set retired_at = @now where generation <= @generation and retired_at is null`, args{"now": v.clock(), "generation": generation})
	}
	if err != nil {
		return fmt.Errorf("renew the key of the installation: %w", err)
	}
	return nil
}

// KeysUnder counts the keys that hang on each master key, destroyed ones left out: a master that none hangs on is needed by
// backups only.
func KeysUnder(ctx context.Context, worker *pg.DB) (map[string]int, error) {
	out := map[string]int{}
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select master, count(*)::int from (select master from data_keys where wrapped is not null union all select master from installation_keys) k group by master`)
		if err != nil {
			return fmt.Errorf("count keys: %w", err)
		}
		var master string
		var n int
		_, err = pgx.ForEachRow(rows, []any{&master, &n}, func() error { out[master] = n; return nil })
		return err
	})
	return out, err
}
