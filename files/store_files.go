package files

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// fileRow is a file and the object that holds its content.
type fileRow struct {
	File
	object     [16]byte
	digest     [32]byte
	sealed     int64 // bytes on the shelf
	sealedName []byte
	about      station.CompanyID // of a station's file
}

// announced is the name under which this upload writes.
func (f *fileRow) announced(t station.Tenant) Key { return f.key(t) }

func (f *fileRow) key(t station.Tenant) Key {
	return Key{Tenant: t.ID(), Digest: f.digest, Attempt: f.object}
}

var (
	// errThere says that this very file was made by somebody else meanwhile.
	errThere = errors.New("files: the file is there already")
	// errGivenUp says that the sweeper took an upload for one that was cut off.
	errGivenUp = errors.New("files: the upload took so long that it was given up")
)

// find reads rows in the order of the ids; names are still sealed.
func (r *Room) find(ctx context.Context, tenant station.Tenant, ids []ID) ([]fileRow, error) {
	var found []fileRow
	err := r.DB.ReadOf(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select f.id, f.name, f.type, f.size, f.purpose, f.person_id, f.at, o.id, o.digest
			  from files f join file_objects o on o.tenant_id = f.tenant_id and o.id = f.object_id
			 where f.tenant_id = @tenant and f.id = any(@ids) order by array_position(@ids, f.id)`,
			args{"tenant": tenant.ID(), "ids": plain(ids)})
		if err != nil {
			return fmt.Errorf("find files: %w", err)
		}
		found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (f fileRow, err error) {
			var digest []byte
			if err = row.Scan(&f.ID, &f.sealedName, &f.Type, &f.Size, &f.Purpose, &f.By, &f.At, &f.object, &digest); err == nil {
				copy(f.digest[:], digest)
				f.At = f.At.UTC()
			}
			return f, err
		})
		return err
	})
	return found, err
}

func plain(ids []ID) [][16]byte {
	out := make([][16]byte, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// making runs a transaction that may make a file: of its tenant, and of the company that a station's file is about.
func (r *Room) making(ctx context.Context, tenant station.Tenant, f *fileRow, do pg.Work) error {
	if f.about != (station.CompanyID{}) && tenant.Company == (station.CompanyID{}) {
		return r.DB.Case(ctx, tenant.Station, f.about, do)
	}
	return r.DB.Of(ctx, tenant, do)
}

// begin looks whether there is anything to write. kept tells that the file is made: it was sent before, or its content
// is there already. Else the object is announced.
func (r *Room) begin(ctx context.Context, tenant station.Tenant, f *fileRow, then Within) (kept bool, err error) {
	err = r.making(ctx, tenant, f, func(ctx context.Context, tx pgx.Tx) error {
		there, err := sentBefore(ctx, tx, tenant, f)
		if err != nil || there {
			kept = there
			return err
		}
		object, err := holder(ctx, tx, tenant, f.digest)
		if err != nil {
			return err
		}
		if object == ([16]byte{}) {
			_, err := tx.Exec(ctx, `insert into file_objects (tenant_id, id, digest, state, size, at) values (@tenant, @id, @digest, 'writing', @size, @at)`,
				args{"tenant": tenant.ID(), "id": f.object, "digest": f.digest[:], "size": f.Size, "at": f.At})
			if err != nil {
				return fmt.Errorf("announce an object: %w", err)
			}
			return nil
		}
		kept = true
		return r.attach(ctx, tx, tenant, f, object, then)
	})
	if pg.Violates(err, "files_pkey") {
		return r.begin(ctx, tenant, f, then) // made meanwhile: sentBefore finds it
	}
	return kept && err == nil, err
}

// sentBefore tells whether a file of this id is there. The id of another content is a mistake of the caller.
func sentBefore(ctx context.Context, tx pgx.Tx, tenant station.Tenant, f *fileRow) (bool, error) {
	var same bool
	old := f.File
	err := tx.QueryRow(ctx, `
		select o.digest = @digest and f.purpose = @purpose, f.type, f.size, f.person_id, f.at
		  from files f join file_objects o on o.tenant_id = f.tenant_id and o.id = f.object_id
		 where f.tenant_id = @tenant and f.id = @id`,
		args{"tenant": tenant.ID(), "id": f.ID, "digest": f.digest[:], "purpose": f.Purpose}).Scan(&same, &old.Type, &old.Size, &old.By, &old.At)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for the file: %w", err)
	}
	if !same {
		return false, &station.Fault{Kind: station.Conflict, Say: station.Say("files.twice")}
	}
	old.At = old.At.UTC()
	f.File = old
	return true, nil
}

// holder finds the object that holds a content, and keeps it from being doomed until the transaction ends.
func holder(ctx context.Context, tx pgx.Tx, tenant station.Tenant, digest [32]byte) (id [16]byte, err error) {
	err = tx.QueryRow(ctx, `select id from file_objects where tenant_id = @tenant and digest = @digest and state = 'stored' for update`,
		args{"tenant": tenant.ID(), "digest": digest[:]}).Scan(&id)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return id, fmt.Errorf("look for the content: %w", err)
	}
	return id, nil
}

// attach makes the row of a file, within the quota.
func (r *Room) attach(ctx context.Context, tx pgx.Tx, tenant station.Tenant, f *fileRow, object [16]byte, then Within) error {
	_, err := tx.Exec(ctx, `
		insert into files (tenant_id, id, object_id, name, type, size, purpose, person_id, at)
		values (@tenant, @id, @object, @name, @type, @size, @purpose, @by, @at)`,
		args{"tenant": tenant.ID(), "id": f.ID, "object": object, "name": f.sealedName, "type": f.Type, "size": f.Size, "purpose": f.Purpose, "by": f.By, "at": f.At})
	if err != nil {
		return fmt.Errorf("make the file: %w", err)
	}
	quota := r.quota(tenant)
	tag, err := tx.Exec(ctx, `
		insert into file_usage (tenant_id, files, bytes) values (@tenant, 1, @size)
		on conflict (tenant_id) do update set files = file_usage.files + 1, bytes = file_usage.bytes + @size
		 where file_usage.files < @files and file_usage.bytes + @size <= @bytes`,
		args{"tenant": tenant.ID(), "size": f.Size, "files": quota.Files, "bytes": quota.Bytes})
	if err != nil {
		return fmt.Errorf("count the file: %w", err)
	}
	if tag.RowsAffected() == 0 { // and the row of the usage is locked, so it says the same once more
		return cmp.Or(within(ctx, tx, tenant, quota, f.Size), errors.New("files: past a quota that is not passed"))
	}
	if then == nil {
		return nil
	}
	return then(ctx, tx, f.File)
}

// finish makes the file once its object is safe. If the same content came twice at once, the second object is doomed
// and the first one serves both.
func (r *Room) finish(ctx context.Context, tenant station.Tenant, f *fileRow, then Within) error {
	spare := false
	for {
		err := r.making(ctx, tenant, f, func(ctx context.Context, tx pgx.Tx) error {
			object, err := holder(ctx, tx, tenant, f.digest)
			if err != nil {
				return err
			}
			state := "stored"
			if spare = object != [16]byte{}; spare {
				state = "doomed"
			} else {
				object = f.object
			}
			tag, err := tx.Exec(ctx, `
				update file_objects set state = @state, sealed = @sealed, stored_at = @now where tenant_id = @tenant and id = @id and state = 'writing'`,
				args{"state": state, "sealed": f.sealed, "now": r.Clock(), "tenant": tenant.ID(), "id": f.object})
			if err != nil {
				return fmt.Errorf("keep the object: %w", err)
			}
			if tag.RowsAffected() == 0 && !spare {
				return errGivenUp
			}
			return r.attach(ctx, tx, tenant, f, object, then)
		})
		switch {
		case pg.Violates(err, "file_content"):
			continue // the same content was kept this moment: holder finds it now
		case pg.Violates(err, "files_pkey"):
			return errThere
		case err == nil && spare:
			_ = r.clear(ctx, tenant, f.key(tenant)) // else the sweeper does it
		}
		return err
	}
}

// doom gives up an upload of ours. It tells whether nobody can point at the object: not if it was kept after all.
func (r *Room) doom(ctx context.Context, tenant station.Tenant, attempt [16]byte) (doomed bool, err error) {
	err = r.DB.Of(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		whose := args{"tenant": tenant.ID(), "id": attempt}
		if _, err := tx.Exec(ctx, `update file_objects set state = 'doomed' where tenant_id = @tenant and id = @id and state = 'writing'`, whose); err != nil {
			return fmt.Errorf("give an upload up: %w", err)
		}
		return tx.QueryRow(ctx, `select not exists (select from file_objects where tenant_id = @tenant and id = @id and state = 'stored')`, whose).Scan(&doomed)
	})
	return doomed, err
}

// mayKeep tells before an upload whether it could be kept. One that comes again was counted already.
func (r *Room) mayKeep(ctx context.Context, tenant station.Tenant, id ID, size int64) error {
	return r.DB.ReadOf(ctx, tenant, func(ctx context.Context, tx pgx.Tx) error {
		var there bool
		err := tx.QueryRow(ctx, `select exists (select from files where tenant_id = @tenant and id = @id)`, args{"tenant": tenant.ID(), "id": id}).Scan(&there)
		if err != nil || there {
			return err
		}
		return within(ctx, tx, tenant, r.quota(tenant), size)
	})
}

// within says which quota one more file would pass.
func within(ctx context.Context, tx pgx.Tx, tenant station.Tenant, quota Quota, size int64) error {
	var files, bytes int64
	err := tx.QueryRow(ctx, `select files, bytes from file_usage where tenant_id = @tenant`, args{"tenant": tenant.ID()}).Scan(&files, &bytes)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("read the quota: %w", err)
	}
	if files+1 > quota.Files {
		return invalid("files.too_many", "limit", quota.Files)
	}
	if bytes+size > quota.Bytes {
		return invalid("files.full", "limit", quota.Bytes>>20)
	}
	return nil
}
