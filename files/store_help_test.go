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
