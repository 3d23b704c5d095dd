package files

import (
	"testing"

	"github.com/jackc/pgx/v5"
)

func count(t testing.TB, url, sql string) (n int) {
	t.Helper()
	conn := must[*pgx.Conn](t)(pgx.Connect(ctx, url))
	defer conn.Close(ctx)
	if err := conn.QueryRow(ctx, sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func owner(t testing.TB, url, sql string, values ...any) {
	t.Helper()
	conn := must[*pgx.Conn](t)(pgx.Connect(ctx, url))
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql, values...); err != nil {
		t.Fatal(err)
	}
}

// copyRows fills file_objects as its owner.
func copyRows(t testing.TB, url string, rows [][]any) {
	t.Helper()
	conn := must[*pgx.Conn](t)(pgx.Connect(ctx, url))
	defer conn.Close(ctx)
	_, err := conn.CopyFrom(ctx, pgx.Identifier{"app", "file_objects"}, []string{"tenant_id", "id", "digest", "state", "size", "sealed", "at", "stored_at"}, pgx.CopyFromRows(rows))
	if err != nil {
		t.Fatal(err)
	}
}
