package files

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// announce begins an upload, unless the file or its content is there already.
func (r *Room) announce(ctx context.Context, tenant station.Tenant, f *fileRow) (wanted bool, err error) {
	err = r.DB.Of(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		again := *f
		there, err := sentBefore(ctx, tx, tenant, &again)
		if err != nil || there {
			return err
		}
		object, err := holder(ctx, tx, tenant, f.digest)
		if err != nil || object != ([16]byte{}) {
			return err
		}
		_, err = tx.Exec(ctx, `insert into file_objects (tenant_id, id, digest, state, size, at) values (@tenant, @id, @digest, 'writing', @size, @at)`,
			args{"tenant": tenant.ID(), "id": f.object, "digest": f.digest[:], "size": f.Size, "at": f.At})
		if err != nil {
			return fmt.Errorf("announce an object: %w", err)
		}
		wanted = true
		return nil
	})
	return wanted, err
}

// finishAll makes the files, whose objects are safe, and does what the caller does, in one transaction.
func (r *Room) finishAll(ctx context.Context, tenant station.Tenant, at station.StationID, parts []*incoming, then WithinAll) error {
	do := func(ctx context.Context, tx pgx.Tx) error {
		all := make([]File, len(parts))
		for i, one := range parts {
			if err := r.finishOne(ctx, tx, tenant, one); err != nil {
				return err
			}
			all[i] = one.row.File
		}
		if then == nil {
			return nil
		}
		return then(ctx, tx, all)
	}
	var err error
	if at != (station.StationID{}) && tenant.Company != (station.CompanyID{}) {
		err = r.DB.Case(ctx, at, tenant.Company, do)
	} else {
		err = r.DB.Of(ctx, tenant, do)
	}
	if pg.Violates(err, "file_content") || pg.Violates(err, "files_pkey") {
		return errThere // somebody sent the same this moment
	}
	return err
}

// finishOne makes one file. errThere says that what was to hold its content has gone meanwhile: it is to be laid down after all.
func (r *Room) finishOne(ctx context.Context, tx pgx.Tx, tenant station.Tenant, one *incoming) error {
	there, err := sentBefore(ctx, tx, tenant, &one.row)
	if err != nil || there {
		one.spare = true
		return err
	}
	object, err := holder(ctx, tx, tenant, one.row.digest)
	if err != nil {
		return err
	}
	if object != ([16]byte{}) {
		one.spare = true
		return r.attach(ctx, tx, tenant, &one.row, object, nil)
	}
	if !one.laid {
		return errThere
	}
	tag, err := tx.Exec(ctx, `update file_objects set state = 'stored', sealed = @sealed, stored_at = @now where tenant_id = @tenant and id = @id and state = 'writing'`,
		args{"sealed": one.row.sealed, "now": r.Clock(), "tenant": tenant.ID(), "id": one.row.object})
	if err != nil {
		return fmt.Errorf("keep the object: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errGivenUp
	}
	return r.attach(ctx, tx, tenant, &one.row, one.row.object, nil)
}
