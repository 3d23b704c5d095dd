package pg_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

func plant(name string) pg.Work {
	return func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "insert into things values (@company, 9, @name)", pgx.StrictNamedArgs{"company": acme, "name": name})
		return err
	}
}

func TestAnErrorOrAPanicUndoesEverything(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	oops := errors.New("oops")
	err := db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		return errors.Join(plant("undone")(ctx, tx), oops)
	})
	if !errors.Is(err, oops) {
		t.Errorf("got %v", err)
	}
	func() {
		defer func() {
			if recover() != "boom" {
				t.Error("the panic was swallowed")
			}
		}()
		_ = db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
			must(t, plant("undone")(ctx, tx))
			panic("boom")
		})
	}()
	var got string
	must(t, db.ReadTenant(ctx, acme, see(&got, "select name from things")))
	if got != "anvil" {
		t.Errorf("left: %s", got)
	}
	if u := db.Usage(); u.Busy != 0 || u.Max != 6 {
		t.Errorf("connections not given back: %+v", u)
	}
}

func TestAnIgnoredFailureIsNotACommit(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	err := db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		_ = plant("first")(ctx, tx)
		_ = plant("the same key")(ctx, tx)
		return nil
	})
	if !errors.Is(err, pgx.ErrTxCommitRollback) {
		t.Errorf("got %v", err)
	}
}

func TestAReaderCannotWrite(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	if err := db.ReadTenant(ctx, acme, plant("written")); err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("got %v", err)
	}
}

func TestATransactionInsideATransactionIsRefusedRatherThanStuck(t *testing.T) {
	t.Parallel()
	to := pgtest.URLs(t)
	db, other := pgtest.New(t), pgtest.Open(t, to.Worker)
	nothing := func(context.Context, pgx.Tx) error { return nil }
	must(t, db.Global(ctx, func(ctx context.Context, _ pgx.Tx) error {
		if err := db.Tenant(ctx, acme, nothing); !errors.Is(err, pg.ErrNested) {
			t.Errorf("got %v", err)
		}
		return other.Global(ctx, nothing) // another door has connections of its own
	}))
}

func TestWhatTimeHealsIsUnavailable(t *testing.T) {
	t.Parallel()
	db, to := twoTenants(t)
	unavailable := func(what string, err error) {
		t.Helper()
		if f, ok := station.AsFault(err); !ok || f.Kind != station.Unavailable || f.Say.Key != pg.Busy {
			t.Errorf("%s: %v", what, err)
		}
	}
	sleepy := func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "set local statement_timeout = '50ms'; select pg_sleep(5)")
		return err
	}
	unavailable("a statement that takes too long", db.Tenant(ctx, acme, sleepy))
	unavailable("a row that stays locked", db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		must(t, plant("held")(ctx, tx))
		return pgtest.Open(t, to.App).Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "set local lock_timeout = '50ms'")
			return errors.Join(err, plant("waits")(ctx, tx))
		})
	}))

	small, err := pg.Open(ctx, to.App, pg.Options{MaxConns: 1, Wait: 100 * time.Millisecond})
	must(t, err)
	defer small.Close()
	must(t, small.Global(ctx, func(context.Context, pgx.Tx) error {
		start := time.Now()
		unavailable("no connection free", small.Tenant(ctx, acme, sleepy)) // ctx of the outside: another visitor
		if waited := time.Since(start); waited > 2*time.Second {
			t.Errorf("waited %s", waited)
		}
		return nil
	}))
	must(t, small.Ping(ctx))
}

func TestOurOwnMistakeIsNotTheVisitorsFault(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	err := db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		must(t, plant("one")(ctx, tx))
		return plant("one")(ctx, tx)
	})
	if _, is := station.AsFault(err); is || !pg.Violates(err, "things_pkey") || pg.Violates(err, "other_key") || pg.Violates(nil, "") {
		t.Errorf("got %v", err)
	}
}

func TestAVisitorWhoLeavesCancelsTheStatementAndNotTheConnection(t *testing.T) {
	t.Parallel()
	db, err := pg.Open(ctx, pgtest.URLs(t).App, pg.Options{MaxConns: 1})
	must(t, err)
	defer db.Close()
	pid := func() (n int) {
		must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
			return tx.QueryRow(ctx, "select pg_backend_pid()").Scan(&n)
		}))
		return n
	}
	before := pid()
	leaving, cancel := context.WithCancel(ctx)
	defer time.AfterFunc(30*time.Millisecond, cancel).Stop()
	err = db.Tenant(leaving, acme, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "select pg_sleep(9)")
		return err
	})
	if _, is := station.AsFault(err); err == nil || is {
		t.Errorf("got %v", err)
	}
	late, done := context.WithTimeout(ctx, 30*time.Millisecond)
	defer done()
	err = db.Tenant(late, acme, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "select pg_sleep(9)")
		return err
	})
	if f, is := station.AsFault(err); !is || f.Kind != station.Unavailable {
		t.Errorf("who waited too long hears %v", err)
	}
	if after := pid(); after != before {
		t.Errorf("the connection was lost: %d then %d", before, after)
	}
}

func TestIDsOfAnyNameGoInAndComeOut(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	person := station.PersonID{7, 15: 9}
	must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var text string
		var back station.PersonID
		var none, some *station.PersonID
		var list []station.CompanyID
		err := tx.QueryRow(ctx, "select @p::uuid::text, @p::uuid, null::uuid, @maybe::uuid, @all::uuid[]",
			pgx.StrictNamedArgs{"p": person, "maybe": &person, "all": []station.CompanyID{acme, globex}}).Scan(&text, &back, &none, &some, &list)
		if err != nil {
			return err
		}
		if text != "07000000-0000-0000-0000-000000000009" || back != person || none != nil || *some != person || len(list) != 2 || list[1] != globex {
			t.Errorf("%s %v %v %v %v", text, back, none, some, list)
		}
		if err := tx.QueryRow(ctx, "select null::uuid").Scan(&back); err == nil {
			t.Error("null became an id")
		}
		return nil
	}))
}

func TestManyTenantsAtOnceNeverMix(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	var wg sync.WaitGroup
	for i := range 12 {
		company, want := acme, "anvil"
		if i%2 == 1 {
			company, want = globex, "doomsday device"
		}
		wg.Go(func() {
			for range 40 {
				var got string
				if err := db.ReadTenant(ctx, company, see(&got, "select name from things")); err != nil || got != want {
					t.Errorf("saw %q, want %q (%v)", got, want, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestOpenRefusesARoleForWhichTheLocksAreVoid(t *testing.T) {
	t.Parallel()
	to := pgtest.URLs(t)
	name := "heir_" + strings.ReplaceAll(time.Now().Format("150405.000000"), ".", "")
	ownerDo(t, to, "create role "+name+" login in role station_owner; create role "+name+"_idle login")
	t.Cleanup(func() {
		conn, err := pgx.Connect(ctx, to.Owner)
		must(t, err)
		defer conn.Close(ctx)
		_, err = conn.Exec(ctx, "drop role "+name+"; revoke connect on database "+conn.Config().Database+" from "+name+"_idle; drop role "+name+"_idle")
		must(t, err)
	})
	ownerDo(t, to, `do $$ begin execute format('grant connect on database %I to `+name+`_idle', current_database()); end $$`)
	for url, word := range map[string]string{
		to.Owner:                 "above row-level security",
		as(to.App, name):         "may become their owner",
		as(to.App, name+"_idle"): "statement_timeout",
		pgtest.Empty(t):          "above row-level security",
		"postgres://%zz":         "database URL",
	} {
		db, err := pg.Open(ctx, url, pg.Options{})
		if err == nil {
			db.Close()
		}
		if err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("want %q, got %v", word, err)
		}
	}
	bare := strings.Replace(pgtest.Empty(t), "postgres@", "station_app@", 1)
	if _, err := pg.Open(ctx, bare, pg.Options{}); err == nil || !strings.Contains(err.Error(), "station migrate") {
		t.Errorf("a database without schema: %v", err)
	}
}

func as(url, role string) string { return strings.Replace(url, "station_app@", role+"@", 1) }
