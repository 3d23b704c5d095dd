package pgtest

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Earlier gives the test a database as an earlier station left it, in place of the one that URLs would make: migrated as far as one
// file, filled with the rows of a packed script, and then brought to the newest migration.
func Earlier(t testing.TB, last, rows string) Addresses {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("make a database of %s: %v", last, err)
		}
	}
	have := addresses(Empty(t))
	if _, had := databases.LoadOrStore(t, have); had {
		t.Fatal("this test has a database already")
	}
	t.Cleanup(func() { databases.Delete(t) })
	must(migrations.ApplyUntil(ctx, have.Owner, last, pg.MigrateJobs))
	packed, err := os.Open(rows)
	must(err)
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	must(err)
	sql, err := io.ReadAll(unpacked)
	must(err)
	conn := Owner(t)
	for _, sql := range []string{"set session_replication_role = replica", string(sql), "reset session_replication_role"} { // rows stand in the order of their tables' names
		_, err := conn.Exec(ctx, sql, pgx.QueryExecModeSimpleProtocol)
		must(err)
	}
	must(migrations.Apply(ctx, have.Owner, pg.MigrateJobs))
	return have
}
