package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// withData runs do over the data keys of a station, through the worker's door.
func (k *keyCall) withData(ctx context.Context, do func(v *accounts.Vault, worker *pg.DB, masters *seal.LocalMasters) error) error {
	masters, _, err := k.masters()
	if err != nil {
		return err
	}
	worker, stop, err := workerDoor(ctx, k.c, k.stderr)
	if err != nil {
		masters.Close()
		return err
	}
	defer stop()
	vault, end, err := newVault(ctx, k.c, masters)
	if err != nil {
		return err
	}
	defer end()
	return do(vault, worker, masters)
}

func never() bool { return false }

// keysRewrap does at once what the background work does by and by.
func keysRewrap(ctx context.Context, k *keyCall) error {
	return k.withData(ctx, func(v *accounts.Vault, worker *pg.DB, masters *seal.LocalMasters) error {
		done, _, bad := v.Care(ctx, worker, time.Time{}, never)
		fmt.Fprintf(k.stdout, "%d data keys were wrapped anew by %s\n", done.Rewrapped, masters.Active())
		under, err := accounts.KeysUnder(ctx, worker)
		if err != nil {
			return errors.Join(bad, err)
		}
		for _, key := range masters.List() {
			said := fmt.Sprintf("%d data keys hang on it", under[string(key.ID)])
			if under[string(key.ID)] == 0 && !key.Active {
				said = "no data key hangs on it any more; only backups from before need it"
			}
			fmt.Fprintf(k.stdout, "  %s  %s\n", keyLine(key), said)
			delete(under, string(key.ID))
		}
		for id, n := range under {
			fmt.Fprintf(k.stdout, "  %s  is not at hand, and %d data keys hang on it\n", id, n)
		}
		return bad
	})
}

// keysRenew makes new data keys by command, such as after the suite was changed.
func keysRenew(ctx context.Context, k *keyCall) error {
	var tenant uuid.UUID
	if len(k.args) == 1 {
		var err error
		if tenant, err = uuid.Parse(k.args[0]); err != nil || tenant == uuid.Nil {
			return fmt.Errorf("%w: %q is no id of a company or a station", errUsage, k.args[0])
		}
	}
	return k.withData(ctx, func(v *accounts.Vault, worker *pg.DB, _ *seal.LocalMasters) error {
		if tenant == uuid.Nil {
			done, _, err := v.Care(ctx, worker, time.Now(), never)
			fmt.Fprintf(k.stdout, "%d new data keys of suite %s were made; what was sealed before opens with the older ones\n", done.Renewed, k.c.Suite)
			return err
		}
		n, err := v.Renew(ctx, worker, tenant)
		if err == nil && n == 0 {
			return fmt.Errorf("%w: %s has no data key, or its keys were destroyed", errUsage, tenant)
		}
		fmt.Fprintf(k.stdout, "%d new data keys of suite %s were made; what was sealed before opens with the older ones\n", n, k.c.Suite)
		return err
	})
}
