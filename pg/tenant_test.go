package pg_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

var ctx = context.Background()

var (
	acme   = station.CompanyID{0xac, 15: 1}
	globex = station.CompanyID{0x61, 15: 2}
)

// scratch is a tenant's table made by the pattern of 0001_roles.sql, a desk's table and two views.
const scratch = `
set role station_owner; set search_path = app, public;
create table things (company_id uuid not null, id int not null, name text not null, primary key (company_id, id));
alter table things enable row level security;
alter table things force row level security;
create policy tenant on things
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
create policy worker on things for select to station_worker using (true);
grant select, insert, update, delete on things to station_app;
grant select on things to station_worker;
create view safe_things with (security_invoker = true) as select * from things;
create view plain_things as select * from things;
grant select on safe_things, plain_things to station_app;
create table desk (station_id uuid not null, id int not null, company_id uuid not null, primary key (station_id, id));
alter table desk enable row level security;
alter table desk force row level security;
create policy desk on desk
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on desk to station_app;
reset role;`

// twoTenants has one thing of each company; it gives the door and the ways in.
func twoTenants(t *testing.T) (*pg.DB, pgtest.Addresses) {
	t.Helper()
	to := pgtest.URLs(t)
	ownerDo(t, to, scratch)
	db := pgtest.New(t)
	for company, name := range map[station.CompanyID]string{acme: "anvil", globex: "doomsday device"} {
		must(t, db.Tenant(ctx, company, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "insert into things values (@company, 1, @name)", pgx.StrictNamedArgs{"company": company, "name": name})
			return err
		}))
	}
	return db, to
}

func ownerDo(t *testing.T, to pgtest.Addresses, sql string) {
	t.Helper()
	conn, err := pgx.Connect(ctx, to.Owner)
	must(t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	must(t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// see gives what a query of names shows, joined.
func see(into *string, sql string) pg.Work {
	return func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sql)
		if err != nil {
			return err
		}
		names, err := pgx.CollectRows(rows, pgx.RowTo[string])
		*into = strings.Join(names, ", ")
		return err
	}
}

func TestATenantSeesItsOwnRowsOnly(t *testing.T) {
	t.Parallel()
	db, to := twoTenants(t)
	var got string
	look := see(&got, "select name from things order by name")
	worker := pgtest.Open(t, to.Worker)
	for _, c := range []struct {
		who, want string
		run       func() error
	}{
		{"acme", "anvil", func() error { return db.Tenant(ctx, acme, look) }},
		{"globex, reading", "doomsday device", func() error { return db.ReadTenant(ctx, globex, look) }},
		{"nobody", "", func() error { return db.Global(ctx, look) }},
		{"nobody, reading", "", func() error { return db.ReadGlobal(ctx, look) }},
		{"a station of that number", "", func() error { return db.Station(ctx, station.StationID(acme), look) }},
		{"a worker, by a policy of its own", "anvil, doomsday device", func() error { return worker.ReadGlobal(ctx, look) }},
	} {
		must(t, c.run())
		if got != c.want {
			t.Errorf("%s sees %q, want %q", c.who, got, c.want)
		}
	}
}

func TestATenantCannotWriteForAnother(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	for what, sql := range map[string]string{
		"insert": "insert into things values (@other, 2, 'planted')",
		"move":   "update things set company_id = @other",
	} {
		err := db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"other": globex})
			return err
		})
		if err == nil || !strings.Contains(err.Error(), "row-level security") {
			t.Errorf("%s: %v", what, err)
		}
	}
	must(t, db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, "delete from things where company_id = @other", pgx.StrictNamedArgs{"other": globex})
		if tag.RowsAffected() != 0 {
			t.Error("deleted another's row")
		}
		return err
	}))
	if err := db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "truncate things")
		return err
	}); err == nil {
		t.Error("truncate passes every policy and was allowed")
	}
}

func TestEvenTheOwnerIsBoundByForce(t *testing.T) {
	t.Parallel()
	_, to := twoTenants(t)
	conn, err := pgx.Connect(ctx, to.Owner)
	must(t, err)
	defer conn.Close(ctx)
	seen := func() (n int) {
		must(t, conn.QueryRow(ctx, "select count(*) from app.things").Scan(&n))
		return n
	}
	_, err = conn.Exec(ctx, "set role station_owner")
	must(t, err)
	if n := seen(); n != 0 {
		t.Errorf("the owner sees %d rows of tenants", n)
	}
	_, err = conn.Exec(ctx, "alter table app.things no force row level security")
	must(t, err)
	if n := seen(); n != 2 {
		t.Errorf("without FORCE the owner should see both, sees %d: this test proves nothing", n)
	}
}

func TestTheTenantIsForgottenAfterItsTransaction(t *testing.T) {
	t.Parallel()
	_, to := twoTenants(t)
	db, err := pg.Open(ctx, to.App, pg.Options{MaxConns: 1}) // the same connection each time
	must(t, err)
	defer db.Close()
	var pid, pid2 int
	var left *string
	must(t, db.Tenant(ctx, acme, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, "select pg_backend_pid()").Scan(&pid)
	}))
	must(t, db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var n int
		if err := tx.QueryRow(ctx, "select pg_backend_pid(), current_setting('app.company', true)").Scan(&pid2, &left); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, "select count(*) from things").Scan(&n); err != nil {
			return err // without nullif: invalid input syntax for type uuid: ""
		}
		if n != 0 {
			t.Errorf("sees %d rows of a tenant who has left", n)
		}
		return nil
	}))
	if pid != pid2 || left == nil || *left != "" {
		t.Errorf("connection %d then %d, setting %v: this test proves nothing", pid, pid2, left)
	}
}

func TestViewsMustBeTheInvokers(t *testing.T) {
	t.Parallel()
	db, to := twoTenants(t)
	var got string
	must(t, db.ReadTenant(ctx, acme, see(&got, "select name from safe_things")))
	if got != "anvil" {
		t.Errorf("an invoker's view shows %q", got)
	}
	ownerDo(t, to, "alter view app.plain_things owner to postgres")
	must(t, db.ReadTenant(ctx, acme, see(&got, "select name from plain_things order by name")))
	if got != "anvil, doomsday device" {
		t.Errorf("a view with its owner's rights shows %q: this test proves nothing", got)
	}
}

func TestADeskRowIsSeenByItsStationAndItsCompany(t *testing.T) {
	t.Parallel()
	db, _ := twoTenants(t)
	unit, other := station.StationID{1}, station.StationID{2}
	must(t, db.Station(ctx, unit, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "insert into desk values (@unit, 1, @company)", pgx.StrictNamedArgs{"unit": unit, "company": acme})
		return err
	}))
	var got string
	look := see(&got, "select id::text from desk")
	for _, c := range []struct {
		who, want string
		run       func() error
	}{
		{"its station", "1", func() error { return db.ReadStation(ctx, unit, look) }},
		{"another station", "", func() error { return db.ReadStation(ctx, other, look) }},
		{"its station, named as a tenant", "1", func() error { return db.ReadOf(ctx, station.Tenant{Station: unit}, look) }},
		{"its company", "1", func() error { return db.ReadTenant(ctx, acme, look) }},
		{"its company, named as a tenant", "1", func() error { return db.Of(ctx, station.Tenant{Company: acme}, look) }},
		{"another company", "", func() error { return db.ReadTenant(ctx, globex, look) }},
	} {
		must(t, c.run())
		if got != c.want {
			t.Errorf("%s sees %q, want %q", c.who, got, c.want)
		}
	}
}

func TestNobodyIsNoTenant(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	never := func(context.Context, pgx.Tx) error { t.Error("it ran"); return nil }
	for _, err := range []error{db.Tenant(ctx, station.CompanyID{}, never), db.ReadStation(ctx, [16]byte{}, never), db.Of(ctx, station.Tenant{}, never)} {
		if !errors.Is(err, pg.ErrNobody) {
			t.Errorf("got %v", err)
		}
	}
}
