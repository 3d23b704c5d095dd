package accounts_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

func TestADestroyedKeyOpensNothingAnywhereAndIsNeverMadeAnew(t *testing.T) {
	k := newKeeper(t)
	here1, elsewhere := k.node(), k.node()
	sealed, others := k.seal(here1, k.a, "mine"), k.seal(here1, k.b, "others'")
	k.opens(elsewhere, k.a, sealed, "mine") // and keeps the key in memory
	held := k.mustBox(here1, k.a)
	if _, err := held.Open(here, sealed); err != nil {
		t.Fatal(err)
	}
	k.destroy(here1, k.a)
	if _, err := held.Open(here, sealed); !errors.Is(err, accounts.ErrDestroyed) {
		t.Errorf("a box in use meanwhile: %v", err)
	}
	for name, v := range map[string]*accounts.Vault{"here": here1, "on a node that had it in memory": elsewhere, "on a new node": k.node()} {
		if _, err := k.box(v, k.a); !errors.Is(err, accounts.ErrDestroyed) || kindOf(err) != station.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	k.opens(elsewhere, k.b, others, "others'")
	k.destroy(elsewhere, k.a) // a second time it does nothing
	if n := k.count(`select count(*) from app.data_keys where tenant_id = $1 and wrapped is null and destroyed_at is not null`, k.a.ID()); n != 1 {
		t.Errorf("%d marks", n)
	}
	k.destroy(here1, station.Tenant{Station: station.StationID{9}}) // who never had a key never has one
	if _, err := k.box(here1, station.Tenant{Station: station.StationID{9}}); !errors.Is(err, accounts.ErrDestroyed) {
		t.Errorf("a tenant that never had a key: %v", err)
	}
	app := pgtest.Open(t, pgtest.URLs(t).App)
	err := app.Of(k.ctx, k.a, func(ctx context.Context, tx pg.Tx) error {
		tag, err := tx.Exec(ctx, `update data_keys set wrapped = '\x00', destroyed_at = null`)
		if err == nil && tag.RowsAffected() != 0 {
			t.Error("a destroyed key can be put back by the application")
		}
		return err
	})
	k.must(err)
}

func TestADestructionThatIsRolledBackDestroysNothing(t *testing.T) {
	k := newKeeper(t)
	v, crash := k.node(), errors.New("crash")
	sealed := k.seal(v, k.a, "mine")
	err := k.db.Of(k.ctx, k.a, func(ctx context.Context, tx pg.Tx) error {
		return errors.Join(v.Destroy(ctx, tx, k.a), crash)
	})
	if !errors.Is(err, crash) {
		t.Fatal(err)
	}
	k.opens(v, k.a, sealed, "mine")
}

func TestTheAuditTrailVerifiesAfterTheKeyIsGone(t *testing.T) {
	b, ctx := setup(t), context.Background()
	v := newKeeper(t).node()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	tenant := station.Tenant{Company: who.Company}
	err = b.db.Of(ctx, tenant, func(ctx context.Context, tx pg.Tx) error {
		_, err := v.Box(ctx, tx, tenant)
		return errors.Join(err, b.Record(ctx, tx, who, who.Company, "company.destroy_key", "", nil), v.Destroy(ctx, tx, tenant))
	})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := b.CheckAudit(ctx, tenant, nil); !found.Holds() || found.Lines != 2 || err != nil {
		t.Errorf("the trail: %+v, %v", found, err)
	}
}

// TestAKeyMadeJustNowIsDestroyedToo lets first uses, renewals one after another and a destruction of the same tenants come at
// one moment.
func TestAKeyMadeJustNowIsDestroyedToo(t *testing.T) {
	k := newKeeper(t)
	v, worker := k.node(), pgtest.Open(t, pgtest.URLs(t).Worker)
	for round := range 40 {
		tenant := station.Tenant{Company: station.CompanyID{1, byte(round)}}
		if round%2 == 0 {
			k.mustBox(v, tenant)
		}
		var group sync.WaitGroup
		for _, act := range []func() error{
			func() error { _, err := k.box(v, tenant); return err },
			func() error { _, err := v.Renew(k.ctx, worker, tenant.ID()); return err },
			func() error {
				_, err := v.Renew(k.ctx, worker, tenant.ID())
				_, again := v.Renew(k.ctx, worker, tenant.ID())
				return errors.Join(err, again)
			},
			func() error {
				return k.db.Of(k.ctx, tenant, func(ctx context.Context, tx pg.Tx) error { return v.Destroy(ctx, tx, tenant) })
			},
			func() error { _, err := v.Renew(k.ctx, worker, tenant.ID()); return err },
		} {
			group.Go(func() {
				if err := act(); err != nil && !errors.Is(err, accounts.ErrDestroyed) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if n := k.count(`select count(*) from app.data_keys where tenant_id = $1 and wrapped is not null`, tenant.ID()); n != 0 {
			t.Fatalf("round %d: %d keys outlive the destruction", round, n)
		}
		if _, err := k.box(v, tenant); !errors.Is(err, accounts.ErrDestroyed) {
			t.Errorf("round %d: %v", round, err)
		}
	}
}

func TestTheInstallationHasKeysOfItsOwn(t *testing.T) {
	k := newKeeper(t)
	if made, err := accounts.KeysMade(k.ctx, k.db); made || err != nil {
		t.Fatalf("an empty database: %v %v", made, err)
	}
	v := k.node()
	for range 2 {
		k.must(v.Begin(k.ctx, k.db))
	}
	if made, err := accounts.KeysMade(k.ctx, k.db); !made || err != nil {
		t.Errorf("after the first start: %v %v", made, err)
	}
	stranger := newKeeper(t)
	if err := stranger.node().Begin(k.ctx, k.db); err == nil || stranger.masters.Active() == k.masters.Active() {
		t.Errorf("with master keys of another station: %v", err)
	}
	at := accounts.At("logins.totp", "person")
	var sealed []byte
	k.must(k.db.Global(k.ctx, func(ctx context.Context, tx pg.Tx) (err error) {
		sealed, err = v.SealForInstallation(ctx, tx, at, []byte("secret"))
		return err
	}))
	k.must(k.db.ReadGlobal(k.ctx, func(ctx context.Context, tx pg.Tx) error {
		plain, err := k.node().OpenForInstallation(ctx, tx, at, sealed)
		if string(plain) != "secret" {
			t.Errorf("opens to %q", plain)
		}
		if _, err := v.OpenForInstallation(ctx, tx, accounts.At("logins.totp", "another"), sealed); err == nil {
			t.Error("it opens for another person")
		}
		return err
	}))
}

func TestSecretsOfTheInstallationAreSealed(t *testing.T) {
	b, ctx := setup(t), context.Background()
	k := newKeeper(t)
	b.openWith(t, k.node())
	owner := pgtest.Owner(t)
	_, err := owner.Exec(ctx, `insert into app.settings values ('secret.older', 'a plain canary')`)
	k.must(err)
	if got, err := b.Secret(ctx, "older"); got != "a plain canary" || err != nil {
		t.Errorf("a secret of an earlier station: %q %v", got, err)
	}
	first, err := b.Secret(ctx, "forms")
	k.must(err)
	again := &bench{db: b.db, now: b.now}
	again.openWith(t, k.node())
	for name, want := range map[string]string{"forms": first, "older": "a plain canary"} {
		if got, err := again.Secret(ctx, name); got != want || len(got) < 10 || err != nil {
			t.Errorf("%s on another node: %q %v", name, got, err)
		}
		var kept string
		k.must(owner.QueryRow(ctx, `select value from app.settings where key = $1`, "secret."+name).Scan(&kept))
		if kept == want || len(kept) < 50 {
			t.Errorf("%s is kept as %q", name, kept)
		}
	}
}

func TestAKeyThatNobodyUsesLeavesTheMemory(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	held := k.mustBox(v, k.a)
	k.now = k.now.Add(time.Hour)
	v.Tidy()
	if sealed, err := held.Seal(here, nil); err != nil || len(sealed) == 0 {
		t.Errorf("who holds it goes on: %v", err)
	}
	k.opens(v, k.a, k.seal(v, k.a, "x"), "x")
}
