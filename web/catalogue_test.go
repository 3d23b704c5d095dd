package web_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// global are the tables without a tenant, each with the reason; nothing else may lack row-level security.
var global = map[string]string{
	"settings":    "secrets and marks of the installation",
	"companies":   "the registry: sign-up must find a code that is taken",
	"logins":      "one human being, before a company is known",
	"memberships": "which companies a person belongs to, read at sign-in",
	"staff":       "the station's own people",
	"sessions":    "found by the hash of a random token",
	"attempts":    "counts of tries, no names",
	"waits":       "how long the next try waits, no names",
	"stations":    "the directory of stations: a visitor's host names one",
	"invitations": "found by the hash of a random token",
	"links":       "found by the hash of a random token",
	"claim_links": "found by the hash of a random token",

	"factors":        "second factors of a login, shown before a company is known; secrets sealed by the installation's key",
	"contacts":       "mobile number and language of a login; numbers sealed by the installation's key",
	"devices":        "browsers and systems that a login was used with, in two words",
	"recovery_codes": "keyed digests of a login's recovery codes, no names",

	"rule_releases":    "rules that were proposed: the same for every company",
	"rule_activations": "when which rules came into force: the same for every company",
	"rule_impacts":     "what rules would change, as numbers that tell of no company",

	"installation_keys": "wrapped keys for secrets of the installation and of logins",
	"sealing_steps":     "how far the sealing of older data got: an id of a company and no more",
	"file_sweeps":       "how far the last sweep of the files came, one row",
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

func column[T any](t *testing.T, c *pgx.Conn, sql string, args ...any) []T {
	t.Helper()
	rows, err := c.Query(context.Background(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[T])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const tenantTables = `
	select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
	 where n.nspname = 'app' and c.relkind in ('r', 'p') order by 1`

// TestCatalogueKeepsTenantsApart reads the catalogue and proves the two locks for every table.
func TestCatalogueKeepsTenantsApart(t *testing.T) {
	p := newPortal(t)
	owner := connect(t, p.urls.Owner)
	none := func(what, sql string) {
		t.Helper()
		for _, found := range column[string](t, owner, sql) {
			t.Errorf("%s: %s", what, found)
		}
	}
	for _, table := range column[string](t, owner, tenantTables) {
		if global[table] != "" {
			continue
		}
		var enabled, forced bool
		var policies int
		err := owner.QueryRow(context.Background(), `
			select c.relrowsecurity, c.relforcerowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null)
			  from pg_class c where c.oid = ('app.' || quote_ident($1))::regclass`, table).Scan(&enabled, &forced, &policies)
		if err != nil || !enabled || !forced || policies == 0 {
			t.Errorf("%s: row security %v, forced %v, policies with using and with check %d, %v", table, enabled, forced, policies, err)
		}
		var first string
		var notNull bool
		err = owner.QueryRow(context.Background(), `
			select a.attname, a.attnotnull from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
			 where i.indrelid = ('app.' || quote_ident($1))::regclass and i.indisprimary`, table).Scan(&first, &notNull)
		if err != nil || !notNull || !slices.Contains([]string{"company_id", "station_id", "tenant_id"}, first) {
			t.Errorf("%s: primary key begins with %q, not null %v, %v", table, first, notNull, err)
		}
	}
	none("unique or foreign key of a tenant's table without the tenant in front", `
		select r.relname || '.' || c.conname from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
		  join pg_attribute a on a.attrelid = r.oid and a.attnum = c.conkey[1]
		 where n.nspname = 'app' and r.relrowsecurity and c.contype in ('u', 'f') and a.attname not in ('company_id', 'station_id', 'tenant_id')`)
	none("materialised view over tenants' rows", `select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'app' and relkind = 'm'`)
	none("view that is not security_invoker", `
		select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname = 'app' and relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)`)
	none("role of ours that goes past row security", `select rolname::text from pg_roles where rolname like 'station\_%' and (rolbypassrls or rolsuper)`)
	none("table owned by a role that applications use", `
		select c.relname || ' of ' || r.rolname from pg_class c join pg_roles r on r.oid = c.relowner join pg_namespace n on n.oid = c.relnamespace
		 where n.nspname in ('app', 'river') and r.rolname in ('station_app', 'station_worker', 'station_builder', 'station_auditor')`)
	none("truncate granted", `select table_name || ' to ' || grantee from information_schema.role_table_grants where table_schema = 'app' and privilege_type = 'TRUNCATE' and grantee like 'station\_%' and grantee <> 'station_owner'`)
	none("security definer function", `select p.proname::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'app' and p.prosecdef`)
}

// TestNoTenantSeesOrChangesAnothersRows tries every tenant's table as the application's role,
// with no tenant and with the wrong one.
func TestNoTenantSeesOrChangesAnothersRows(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(mine, expert)
	p.reviewed(other, expert)
	elsewhere := p.otherStation()
	owner, app := connect(t, p.urls.Owner), connect(t, p.urls.App)
	ctx := context.Background()
	tables := slices.DeleteFunc(column[string](t, owner, tenantTables), func(table string) bool { return global[table] != "" })
	if len(tables) < 8 {
		t.Fatalf("only %d tenant tables", len(tables))
	}
	for _, table := range tables {
		lead := column[string](t, owner, `
			select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
			 where i.indrelid = ('app.' || quote_ident($1))::regclass and i.indisprimary`, table)[0]
		theirs, own, setting := [16]byte(other.owner.Company), [16]byte(mine.owner.Company), "app.company"
		if lead == "station_id" {
			theirs, own, setting = elsewhere, accounts.FirstStation, "app.station"
		}
		if n := column[int](t, owner, `select count(*)::int from app.`+table+` where `+lead+` = $1`, theirs); n[0] == 0 {
			t.Errorf("%s: the other tenant has no row, so the test says nothing", table)
		}
		as := func(who *[16]byte, sql string) (int64, error) {
			tx, err := app.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback(ctx)
			if who != nil {
				if _, err := tx.Exec(ctx, fmt.Sprintf("set local %s = '%x'", setting, *who)); err != nil {
					t.Fatal(err)
				}
			}
			tag, err := tx.Exec(ctx, sql, theirs)
			return tag.RowsAffected(), err
		}
		for name, who := range map[string]*[16]byte{"no tenant": nil, "another tenant": &own} {
			for verb, sql := range map[string]string{
				"sees":    `select 1 from ` + table + ` where ` + lead + ` = $1`,
				"deletes": `delete from ` + table + ` where ` + lead + ` = $1`,
				"updates": `update ` + table + ` set ` + lead + ` = ` + lead + ` where ` + lead + ` = $1`,
				"inserts": `insert into ` + table + ` select * from ` + table + ` where ` + lead + ` = $1`,
			} {
				n, err := as(who, sql)
				if (err == nil || verb == "sees") && (n != 0 || err != nil) {
					t.Errorf("%s: %s %s %d rows, %v", table, name, verb, n, err)
				}
			}
		}
		moved := fmt.Sprintf(`update %s set %s = '%x' where %s = $1`, table, lead, own, lead)
		if n, err := as(&theirs, moved); err == nil && n != 0 {
			t.Errorf("%s: %d rows moved to another tenant", table, n)
		}
	}
}
