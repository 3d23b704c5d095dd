package files

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

const (
	doomedPage = 500
	listPage   = 1000
)

// unlink takes a file's row away. last tells that no other file holds the content, which is doomed now.
func (r *Room) unlink(ctx context.Context, tenant station.Tenant, id ID, then Within) (key Key, last bool, err error) {
	key.Tenant = tenant.ID()
	f := File{ID: id}
	err = r.DB.Of(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		var digest []byte
		// the object first, as an upload of the same content does: they wait for each other here
		err := tx.QueryRow(ctx, `
			select o.id, o.digest, f.type, f.size, f.purpose, f.person_id, f.at
			  from files f join file_objects o on o.tenant_id = f.tenant_id and o.id = f.object_id
			 where f.tenant_id = @tenant and f.id = @id for update of o`,
			args{"tenant": tenant.ID(), "id": id}).Scan(&key.Attempt, &digest, &f.Type, &f.Size, &f.Purpose, &f.By, &f.At)
		if errors.Is(err, pgx.ErrNoRows) {
			return notFound(err)
		}
		if err != nil {
			return fmt.Errorf("find the file: %w", err)
		}
		copy(key.Digest[:], digest)
		tag, err := tx.Exec(ctx, `delete from files where tenant_id = @tenant and id = @id`, args{"tenant": tenant.ID(), "id": id})
		if err != nil {
			return fmt.Errorf("delete the file: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return notFound(nil) // somebody else was first
		}
		if _, err := tx.Exec(ctx, `update file_usage set files = files - 1, bytes = bytes - @size where tenant_id = @tenant`,
			args{"tenant": tenant.ID(), "size": f.Size}); err != nil {
			return fmt.Errorf("count the file: %w", err)
		}
		tag, err = tx.Exec(ctx, `
			update file_objects set state = 'doomed' where tenant_id = @tenant and id = @object
			   and not exists (select from files where tenant_id = @tenant and object_id = @object)`,
			args{"tenant": tenant.ID(), "object": key.Attempt})
		if err != nil {
			return fmt.Errorf("doom the object: %w", err)
		}
		last = tag.RowsAffected() == 1
		if then == nil {
			return nil
		}
		return then(ctx, tx, f)
	})
	return key, last, err
}

// unlinkAll takes every file's row of a tenant away and dooms all objects; an upload under way finds its own doomed.
func (r *Room) unlinkAll(ctx context.Context, tenant station.Tenant, then Within) error {
	return r.DB.Of(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		whose := args{"tenant": tenant.ID()}
		for _, sql := range []string{
			`select count(*) from (select from file_objects where tenant_id = @tenant order by id for update) locked`,
			`delete from files where tenant_id = @tenant`,
			`delete from file_usage where tenant_id = @tenant`,
			`update file_objects set state = 'doomed' where tenant_id = @tenant and state <> 'doomed'`,
		} {
			if _, err := tx.Exec(ctx, sql, whose); err != nil {
				return fmt.Errorf("delete a tenant's files: %w", err)
			}
		}
		if then == nil {
			return nil
		}
		return then(ctx, tx, File{})
	})
}

// doomed gives objects that are to be removed, and whose rows forget would take away.
func (r *Room) doomed(ctx context.Context, tenant station.Tenant, most int) (keys []Key, err error) {
	err = r.DB.ReadOf(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select tenant_id, id, digest from file_objects where tenant_id = @tenant and state = 'doomed' order by id limit @most`,
			args{"tenant": tenant.ID(), "most": most})
		if err != nil {
			return fmt.Errorf("list what is doomed: %w", err)
		}
		keys, err = pgx.CollectRows(rows, scanKey)
		return err
	})
	return keys, err
}

func scanKey(row pgx.CollectableRow) (k Key, err error) {
	var digest []byte
	if err = row.Scan(&k.Tenant, &k.Attempt, &digest); err == nil {
		copy(k.Digest[:], digest)
	}
	return k, err
}

// forget takes the rows of removed objects away.
func (r *Room) forget(ctx context.Context, tenant station.Tenant, keys []Key) error {
	return r.DB.Of(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `delete from file_objects where tenant_id = @tenant and id = any(@ids) and state = 'doomed'`,
			args{"tenant": tenant.ID(), "ids": attempts(keys)}); err != nil {
			return fmt.Errorf("forget what was removed: %w", err)
		}
		return nil
	})
}

func attempts(keys []Key) [][16]byte {
	out := make([][16]byte, len(keys))
	for i, k := range keys {
		out[i] = k.Attempt
	}
	return out
}

// unknown leaves those names that no row of the tenant keeps.
func (r *Room) unknown(ctx context.Context, tenant station.Tenant, names []string) (lost []string, err error) {
	err = r.DB.ReadOf(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		lost, err = withoutRow(ctx, tx, names, false)
		return err
	})
	return lost, err
}

// withoutRow leaves those names of objects that have no row, in a transaction that sees the rows. Names that no
// object has are left out. doomed says whether the row of a doomed object counts.
func withoutRow(ctx context.Context, tx pgx.Tx, names []string, doomed bool) (lost []string, err error) {
	var keys []Key
	var tenants [][16]byte
	for _, name := range names {
		if k, ok := parseKey(name); ok {
			keys, tenants = append(keys, k), append(tenants, k.Tenant)
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	rows, err := tx.Query(ctx, `
		select o.tenant_id, o.id, o.digest from unnest(@tenants::uuid[], @ids::uuid[]) as asked (tenant_id, id)
		  join file_objects o on o.tenant_id = asked.tenant_id and o.id = asked.id where @doomed or o.state <> 'doomed'`,
		args{"tenants": tenants, "ids": attempts(keys), "doomed": doomed})
	if err != nil {
		return nil, fmt.Errorf("look for rows of objects: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanKey)
	if err != nil {
		return nil, fmt.Errorf("look for rows of objects: %w", err)
	}
	known := make(map[Key]bool, len(found))
	for _, k := range found {
		known[k] = true
	}
	for _, k := range keys {
		if !known[k] {
			lost = append(lost, k.String())
		}
	}
	return lost, nil
}
