package files

import (
	"context"
	"fmt"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Delete takes a file away, with then done in the same transaction; the File that then is given has no name. When it returns
// nobody can open the file any more. Its content goes with the last file that held it, at once, or at the next
// sweep where the shelf does not answer now.
func (r *Room) Delete(ctx context.Context, tenant station.Tenant, id ID, then Within) error {
	key, last, err := r.unlink(ctx, tenant, id, then)
	if err != nil || !last {
		return err
	}
	_ = r.clear(ctx, tenant, key)
	return nil
}

// DeleteAll takes away everything of a tenant that is being deleted, uploads that are under way included. It is safe to
// repeat, and must be repeated where it returns an error. The tenant's keys are destroyed by whoever keeps them.
func (r *Room) DeleteAll(ctx context.Context, tenant station.Tenant, then Within) error {
	if err := r.unlinkAll(ctx, tenant, then); err != nil {
		return err
	}
	for {
		keys, err := r.doomed(ctx, tenant, doomedPage)
		if err != nil {
			return err
		}
		if err := r.clear(ctx, tenant, keys...); err != nil {
			return unkept(err)
		}
		if len(keys) < doomedPage {
			break
		}
	}
	// what no row tells of: an upload that a crash cut off after a backup was restored, or this very moment
	prefix := Key{Tenant: tenant.ID()}.prefix()
	for after := prefix; ; {
		page, err := r.Shelf.List(ctx, after, listPage)
		if err != nil {
			return unkept(err)
		}
		var lost []string
		for _, o := range page {
			if strings.HasPrefix(o.Name, prefix) {
				lost = append(lost, o.Name)
			}
		}
		if lost, err = r.unknown(ctx, tenant, lost); err != nil {
			return err
		}
		if err := r.Shelf.Remove(ctx, lost...); err != nil {
			return unkept(err)
		}
		if len(page) < listPage || !strings.HasPrefix(page[len(page)-1].Name, prefix) {
			return nil
		}
		after = page[len(page)-1].Name
	}
}

// clear removes doomed objects, then their rows.
func (r *Room) clear(ctx context.Context, tenant station.Tenant, keys ...Key) error {
	if len(keys) == 0 {
		return nil
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.String()
	}
	if err := r.Shelf.Remove(ctx, names...); err != nil {
		return fmt.Errorf("remove what is doomed: %w", err)
	}
	return r.forget(ctx, tenant, keys)
}
