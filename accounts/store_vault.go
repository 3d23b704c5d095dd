package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// Box opens the keys of a tenant in the tenant's own transaction, and makes the first one where there is
// none. Open it before anything else is locked: two first uses at once wait for each other. Fault: ErrDestroyed.
func (v *Vault) Box(ctx context.Context, tx Tx, tenant station.Tenant) (*Box, error) {
	box, err := v.ReadBox(ctx, tx, tenant)
	if err != nil || len(box.kept) > 0 {
		return box, err
	}
	dk, wrapped, err := v.keyring.NewDataKey(ctx, box.tenant)
	if err != nil {
		return nil, err
	}
	made := fresh{box.tenant, dk, wrapped, 1}
	tag, err := tx.Exec(ctx, `
		insert into data_keys (tenant_id, key_id, generation, suite, master, wrapped, made_at)
		values (@tenant, @key, 1, @suite, @master, @wrapped, @now) on conflict (tenant_id, generation) do nothing`, made.row(args{"tenant": tenant.ID(), "now": v.clock()}))
	if err != nil {
		return nil, fmt.Errorf("keep data key: %w", err)
	}
	if tag.RowsAffected() == 0 { // another was first, or it was destroyed
		dk.Destroy()
		return v.ReadBox(ctx, tx, tenant)
	}
	box.kept, box.opened[dk.ID()] = []keptKey{{dk.ID(), wrapped}}, dk
	return box, nil
}

// ReadBox is Box for a transaction that only reads: a tenant without keys gets a box that can neither seal nor open.
func (v *Vault) ReadBox(ctx context.Context, tx Tx, tenant station.Tenant) (*Box, error) {
	rows, err := tx.Query(ctx, `select key_id, wrapped from data_keys where tenant_id = @tenant order by generation`, args{"tenant": tenant.ID()})
	if err != nil {
		return nil, fmt.Errorf("read data keys: %w", err)
	}
	kept, err := pgx.CollectRows(rows, pgx.RowToStructByPos[keptKey])
	if err != nil {
		return nil, fmt.Errorf("read data keys: %w", err)
	}
	for _, k := range kept {
		if k.Wrapped == nil {
			return nil, fmt.Errorf("%w: %s and all others of tenant %x", ErrDestroyed, k.ID, tenant.ID())
		}
	}
	return v.box(ctx, tenant.ID(), kept), nil
}

// Boxes opens the keys of many companies in a transaction of the worker. A company whose keys were destroyed is left out.
func (v *Vault) Boxes(ctx context.Context, tx Tx, companies []station.CompanyID) (map[station.CompanyID]*Box, error) {
	ids, out := make([][16]byte, len(companies)), make(map[station.CompanyID]*Box, len(companies))
	for i, id := range companies {
		ids[i], out[id] = id, v.box(ctx, seal.Tenant(id), nil)
	}
	rows, err := tx.Query(ctx, `select tenant_id, key_id, wrapped from data_keys where tenant_id = any(@tenants::uuid[]) order by tenant_id, generation`, args{"tenants": ids})
	if err != nil {
		return nil, fmt.Errorf("read data keys: %w", err)
	}
	var id station.CompanyID
	var k keptKey
	_, err = pgx.ForEachRow(rows, []any{&id, &k.ID, &k.Wrapped}, func() error {
		switch box := out[id]; {
		case box == nil: // destroyed, as another of its keys said
		case k.Wrapped == nil:
			delete(out, id)
		default:
			box.kept = append(box.kept, keptKey{k.ID, k.Wrapped})
		}
		k.Wrapped = nil
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read data keys: %w", err)
	}
	return out, nil
}

// Destroy takes every wrapped key of a tenant away, in the tenant's own transaction, and leaves a mark in their place by which no
// new one is ever made. What they sealed opens nowhere any more once the transaction is committed; then call Forget. Record the act
// in the same transaction: the trail needs no key. A second time it does nothing.
func (v *Vault) Destroy(ctx context.Context, tx Tx, tenant station.Tenant) error {
	id, err := newID()
	if err != nil {
		return err
	}
	with := args{"tenant": tenant.ID(), "now": v.clock()}
	// a tenant that never had a key shall never have one
	_, err = tx.Exec(ctx, `
		insert into data_keys (tenant_id, key_id, generation, suite, master, made_at, destroyed_at)
		values (@tenant, @key, 1, '', '', @now, @now) on conflict (tenant_id, generation) do nothing`, args{"tenant": tenant.ID(), "now": v.clock(), "key": id})
	if err != nil {
		return fmt.Errorf("destroy data keys: %w", err)
	}
	// who makes a newer key holds the row of the first one, so the statement after this one sees all that were ever made
	if _, err = tx.Exec(ctx, `select from data_keys where tenant_id = @tenant and generation = 1 for update`, args{"tenant": tenant.ID()}); err != nil {
		return fmt.Errorf("destroy data keys: %w", err)
	}
	_, err = tx.Exec(ctx, `
		update data_keys set wrapped = null, destroyed_at = @now, retired_at = coalesce(retired_at, @now)
		 where tenant_id = @tenant and wrapped is not null`, with)
	if err != nil {
		return fmt.Errorf("destroy data keys: %w", err)
	}
	v.Forget(tenant)
	return nil
}

// InstallationBox opens the keys for what belongs to no tenant, and makes the first one where there is none.
func (v *Vault) InstallationBox(ctx context.Context, tx Tx) (*Box, error) {
	box, err := v.readInstallation(ctx, tx)
	if err != nil || len(box.kept) > 0 {
		return box, err
	}
	dk, wrapped, err := v.keyring.NewDataKey(ctx, installation)
	if err != nil {
		return nil, err
	}
	made := fresh{installation, dk, wrapped, 1}
	tag, err := tx.Exec(ctx, `
		insert into installation_keys (key_id, generation, suite, master, wrapped, made_at)
		values (@key, 1, @suite, @master, @wrapped, @now) on conflict (generation) do nothing`, made.row(args{"now": v.clock()}))
	if err != nil {
		return nil, fmt.Errorf("keep key of the installation: %w", err)
	}
	if tag.RowsAffected() == 0 {
		dk.Destroy()
		return v.readInstallation(ctx, tx)
	}
	box.kept, box.opened[dk.ID()] = []keptKey{{dk.ID(), wrapped}}, dk
	return box, nil
}

// readInstallation opens the keys of the installation as they were last read. Those of another node that came since are read when something
// needs them, so call Open when no rows of the transaction are being read.
func (v *Vault) readInstallation(ctx context.Context, tx Tx) (*Box, error) {
	if own := v.remembered(); len(own) > 0 {
		box := v.box(ctx, installation, own)
		box.more = func() ([]keptKey, error) {
			kept, err := v.installationKeys(ctx, tx)
			if err == nil {
				v.remember(kept)
			}
			return kept, err
		}
		return box, nil
	}
	kept, err := v.installationKeys(ctx, tx)
	if err != nil {
		return nil, err
	}
	return v.box(ctx, installation, kept), nil
}

func (v *Vault) remembered() []keptKey {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.own
}

// remember keeps the wrapped keys of the installation in mind. Never the first one before the transaction that made it is committed: what would
// be sealed by a key that then is not kept opens nowhere.
func (v *Vault) remember(kept []keptKey) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.own = kept
}

func (v *Vault) installationKeys(ctx context.Context, tx Tx) ([]keptKey, error) {
	rows, err := tx.Query(ctx, `select key_id, wrapped from installation_keys order by generation`)
	if err != nil {
		return nil, fmt.Errorf("read keys of the installation: %w", err)
	}
	kept, err := pgx.CollectRows(rows, pgx.RowToStructByPos[keptKey])
	if err != nil {
		return nil, fmt.Errorf("read keys of the installation: %w", err)
	}
	return kept, nil
}

// KeysMade tells whether this database was ever sealed by a master key. The first start makes a key, so that from then on
// a master key that is missing is known to be lost.
func KeysMade(ctx context.Context, db *pg.DB) (made bool, err error) {
	err = db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select exists (select from installation_keys)`).Scan(&made)
	})
	return made, err
}

// Begin makes the first key of the installation, or makes sure that the master keys at hand open what is there.
func (v *Vault) Begin(ctx context.Context, db *pg.DB) error {
	var kept []keptKey
	err := db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := v.InstallationBox(ctx, tx)
		if err != nil {
			return err
		}
		kept = box.kept
		for i := 0; err == nil && i < len(kept); i++ {
			_, err = box.key(kept[i])
		}
		return err
	})
	if errors.Is(err, seal.ErrNoMaster) || errors.Is(err, seal.ErrTampered) {
		return fmt.Errorf("the master keys at hand are not those of this database; put back the key file that belongs to it: %w", err)
	}
	if err == nil {
		v.remember(kept)
	}
	return err
}

// fresh is a key on its way into the database.
type fresh struct {
	tenant     seal.Tenant
	dk         *seal.DataKey
	wrapped    []byte
	generation int
}

func (f fresh) row(with args) args {
	master, _ := seal.MasterOf(f.wrapped) // it was made a moment ago
	with["key"], with["suite"], with["master"], with["wrapped"] = f.dk.ID(), f.dk.Suite().String(), string(master), f.wrapped
	return with
}
