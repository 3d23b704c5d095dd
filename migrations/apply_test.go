package migrations_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

var ctx = context.Background()

// and is the real files with some more: name, text.
func and(t *testing.T, pairs ...string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	names, err := fs.Glob(migrations.Files(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(migrations.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: data}
	}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

func do(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func ask[T any](t *testing.T, url, sql string) T {
	t.Helper()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var said T
	if err := conn.QueryRow(ctx, sql).Scan(&said); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return said
}

func TestManyStationsMayMigrateAtOnce(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	files := and(t, "9001_slow.sql", "create table counted (n int); insert into counted select 1 from pg_sleep(0.1);")
	var steps atomic.Int32
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() {
			errs[i] = migrations.ApplyFrom(ctx, url, files, pg.MigrateJobs,
				func(context.Context, string) error { steps.Add(1); return nil })
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if n := ask[int](t, url, "select count(*) from app.counted"); n != 1 {
		t.Errorf("the file ran %d times", n)
	}
	if n := steps.Load(); n != 4 {
		t.Errorf("the step ran %d times", n)
	}
}

func TestManyDatabasesOfANewClusterMayMakeTheRolesAtOnce(t *testing.T) {
	t.Parallel()
	c, err := pgtest.StartThrowaway(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	errs := make([]error, 6)
	var wg sync.WaitGroup
	for i := range errs {
		name := fmt.Sprintf("db%d", i)
		do(t, c.URL(), "create database "+name)
		wg.Go(func() {
			errs[i] = migrations.Apply(ctx, strings.Replace(c.URL(), "/station?", "/"+name+"?", 1), pg.MigrateJobs)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func TestAnOwnerWhoIsNoSuperuserCanMigrateANewCluster(t *testing.T) {
	t.Parallel()
	c, err := pgtest.StartThrowaway(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	do(t, c.URL(), "create role dba login createrole; alter database station owner to dba")
	files := and(t, "9001_thing.sql", "create table thing (); create extension pg_trgm schema public;")
	if err := migrations.ApplyFrom(ctx, c.URLAs("dba"), files, pg.MigrateJobs); err != nil {
		t.Fatal(err)
	}
	db, err := pg.Open(ctx, c.URLAs("station_app"), pg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
}

func TestAChangedFileIsRefusedByName(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	files := and(t, "9001_thing.sql", "create table thing ();")
	if err := migrations.ApplyFrom(ctx, url, files); err != nil {
		t.Fatal(err)
	}
	files = and(t, "9001_thing.sql", "create table thing (); -- edited", "9002_more.sql", "create table more ();")
	err := migrations.ApplyFrom(ctx, url, files)
	if !errors.Is(err, migrations.ErrChanged) || !strings.Contains(err.Error(), "9001_thing.sql") {
		t.Errorf("got %v", err)
	}
	if ask[bool](t, url, "select to_regclass('app.more') is not null") {
		t.Error("it went on all the same")
	}
}

func TestADatabaseOfANewerStationIsRefused(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	if err := migrations.ApplyFrom(ctx, url, and(t, "9001_future.sql", "select 1;")); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{migrations.Apply(ctx, url), migrations.Check(ctx, url)} {
		if !errors.Is(err, migrations.ErrNewer) || !strings.Contains(err.Error(), "9001_future.sql") {
			t.Errorf("got %v", err)
		}
	}
}

func TestAFailingFileLeavesNothingAndThoseBeforeItStay(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	bad := and(t, "9001_good.sql", "create table good ();", "9002_bad.sql", "create table half (); select 1/0;")
	err := migrations.ApplyFrom(ctx, url, bad)
	if err == nil || !strings.Contains(err.Error(), "9002_bad.sql") {
		t.Fatalf("got %v", err)
	}
	if !ask[bool](t, url, "select to_regclass('app.good') is not null and to_regclass('app.half') is null") {
		t.Error("half of a migration stayed, or a whole one went")
	}
	mended := maps.Clone(bad)
	mended["9002_bad.sql"] = &fstest.MapFile{Data: []byte("create table half ();")}
	if err := migrations.ApplyFrom(ctx, url, mended); err != nil {
		t.Fatal(err)
	}
}

func TestCheckAsksForWhatIsMissing(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	if err := migrations.Check(ctx, url); err == nil || !strings.Contains(err.Error(), "station migrate") {
		t.Errorf("an empty database passes: %v", err)
	}
	if err := migrations.Check(ctx, pgtest.URLs(t).App); err != nil {
		t.Errorf("a migrated one does not: %v", err)
	}
}

func TestWhatAMigrationMakesBelongsToTheOwnerAndToNobodyElse(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	files := and(t, "9001_thing.sql", "create table thing (); create function f() returns int language sql return 1; create extension pg_trgm schema public;")
	if err := migrations.ApplyFrom(ctx, url, files); err != nil {
		t.Fatal(err)
	}
	if owner := ask[string](t, url, "select tableowner from pg_tables where schemaname = 'app' and tablename = 'thing'"); owner != "station_owner" {
		t.Errorf("owned by %s", owner)
	}
	for _, may := range []string{
		"has_table_privilege('station_app', 'app.thing', 'select')",
		"has_table_privilege('station_app', 'app.thing', 'truncate')",
		"has_function_privilege('station_app', 'app.f()', 'execute')",
		"has_schema_privilege('station_app', 'app', 'create')",
		"has_schema_privilege('station_app', 'public', 'create')",
		"has_database_privilege('station_app', current_database(), 'temporary')",
		"pg_has_role('station_app', 'station_owner', 'member')",
		"(select bool_or(rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) from pg_roles where rolname like 'station_%')",
		"(select rolcanlogin from pg_roles where rolname = 'station_owner')",
	} {
		if ask[bool](t, url, "select "+may) {
			t.Errorf("true, alas: %s", may)
		}
	}
}

func TestRolesCarryTheirLimits(t *testing.T) {
	t.Parallel()
	have := pgtest.URLs(t)
	const limits = `select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
		current_setting('idle_in_transaction_session_timeout'), current_setting('default_transaction_read_only'), current_schema())`
	for url, want := range map[string]string{
		have.App: "10s 3s 15s off app", have.Worker: "50s 3s 1min off app",
		have.Builder: "5min 3s 1min off app", have.Auditor: "30s 3s 1min on app",
	} {
		if got := ask[string](t, url, limits); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
