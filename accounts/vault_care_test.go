package accounts_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/seal"
)

func never() bool { return false }

// care looks after all keys as the worker does each day.
func (k *keeper) care(v *accounts.Vault) accounts.Cared {
	k.t.Helper()
	done, all, err := v.Care(k.ctx, pgtest.Open(k.t, pgtest.URLs(k.t).Worker), k.now.Add(-accounts.KeyLife), never)
	k.must(err)
	if !all {
		k.t.Error("it did not come to the end")
	}
	return done
}

func TestKeysFollowTheActiveMaster(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	k.must(v.Begin(k.ctx, k.db))
	var tenants []station.Tenant
	sealed := map[station.Tenant][]byte{}
	for range 120 { // more than a page
		tenant := station.Tenant{Company: station.CompanyID(uuid.Must(uuid.NewV7()))}
		sealed[tenant] = k.seal(v, tenant, "kept")
		tenants = append(tenants, tenant)
	}
	if done := k.care(v); done != (accounts.Cared{}) {
		t.Errorf("with nothing to do: %+v", done)
	}
	k.destroy(v, tenants[0])
	old := k.masters.Active()
	second, err := k.masters.Add(seal.GM, noon)
	k.must(errors.Join(err, k.masters.Activate(second)))
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	first := true
	done, all, err := v.Care(k.ctx, worker, k.now.Add(-accounts.KeyLife), func() bool { was := first; first = false; return !was })
	if err != nil || all || done.Rewrapped != 1+100 {
		t.Errorf("ended after a page: %+v %v %v", done, all, err)
	}
	if done := k.care(v); done.Rewrapped != 19 || done.Renewed != 0 {
		t.Errorf("what was left: %+v", done)
	}
	if done := k.care(v); done != (accounts.Cared{}) {
		t.Errorf("again: %+v", done)
	}
	under, err := accounts.KeysUnder(k.ctx, worker)
	if err != nil || under[string(old)] != 0 || under[string(second)] != 120 {
		t.Errorf("under masters: %v %v", under, err)
	}
	// without the old line in the key file
	later := accountstest.VaultOver(t, onlyOne{k.masters, second}, seal.Intl, func() time.Time { return k.now })
	k.must(later.Begin(k.ctx, k.db))
	for _, tenant := range tenants[1:] {
		k.opens(later, tenant, sealed[tenant], "kept")
	}
}

// onlyOne has one of the master keys and no other.
type onlyOne struct {
	*seal.LocalMasters
	only seal.MasterID
}

// Unwrap refuses what another master has wrapped.
func (o onlyOne) Unwrap(ctx context.Context, id seal.MasterID, wrapped, bound []byte) ([]byte, error) {
	if id != o.only {
		return nil, seal.ErrNoMaster
	}
	return o.LocalMasters.Unwrap(ctx, id, wrapped, bound)
}

func TestAKeyWithoutItsMasterKeepsNoOtherBack(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	k.seal(v, k.a, "x")
	sealed := k.seal(v, k.b, "y")
	_, err := pgtest.Owner(t).Exec(k.ctx, `update app.data_keys set master = 'lost', wrapped = overlay(wrapped placing '\x00' from 40) where tenant_id = $1`, k.a.ID())
	k.must(err)
	second, err := k.masters.Add(seal.Intl, noon)
	k.must(errors.Join(err, k.masters.Activate(second)))
	done, all, err := v.Care(k.ctx, pgtest.Open(t, pgtest.URLs(t).Worker), k.now.Add(-accounts.KeyLife), never)
	if err == nil || !all || done.Rewrapped != 1 {
		t.Errorf("%+v %v %v", done, all, err)
	}
	k.opens(k.node(), k.b, sealed, "y")
}

func TestAYearOldKeyGivesWayAndStillOpens(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	k.must(v.Begin(k.ctx, k.db))
	old := k.seal(v, k.a, "of last year")
	index, err := k.mustBox(v, k.a).Index("x", []byte("E1"))
	k.must(err)
	k.now = k.now.Add(accounts.KeyLife + time.Hour)
	k.seal(v, k.b, "of today")
	if done := k.care(v); done.Renewed != 2 { // the company's and the installation's
		t.Errorf("%+v", done)
	}
	if done := k.care(v); done != (accounts.Cared{}) {
		t.Errorf("again: %+v", done)
	}
	node := k.nodeOf(seal.GM)
	fresh := k.seal(node, k.a, "of this year")
	was, _ := seal.KeyOf(old)
	is, _ := seal.KeyOf(fresh)
	if was == is {
		t.Error("the old key still seals")
	}
	k.opens(node, k.a, old, "of last year")
	k.opens(node, k.a, fresh, "of this year")
	if same, err := k.mustBox(node, k.a).Index("x", []byte("E1")); err != nil || same != index {
		t.Errorf("an index changes with the key: %v", err)
	}
	if n, err := node.Renew(k.ctx, pgtest.Open(t, pgtest.URLs(t).Worker), k.a.ID()); n != 1 || err != nil {
		t.Errorf("by command: %d %v", n, err)
	}
	if n := k.count(`select count(*) from app.data_keys where tenant_id = $1 and suite = 'gm' and retired_at is null and generation = 3`, k.a.ID()); n != 1 {
		t.Errorf("%d newest keys of the configured suite", n)
	}
	gm := k.seal(node, k.a, "by SM4")
	k.opens(k.node(), k.a, gm, "by SM4")
	k.opens(k.node(), k.a, old, "of last year")
	k.destroy(node, k.a)
	if _, err := k.box(v, k.a); !errors.Is(err, accounts.ErrDestroyed) {
		t.Errorf("an older key outlives the others: %v", err)
	}
}
