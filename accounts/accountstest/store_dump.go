package accountstest

import (
	"context"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

// TablesWith looks for a secret in every row of every table of the station and of its jobs, as text, in hexadecimal and
// in base64, and tells where it lies.
func TablesWith(t testing.TB, owner *pgx.Conn, secret string) (found []string) {
	t.Helper()
	ctx := context.Background()
	rows, err := owner.Query(ctx, `select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('app', 'river') and c.relkind in ('r', 'p')`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 20 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for _, table := range tables {
		rows, err := owner.Query(ctx, `select t::text from `+table+` t`)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(lines, "\n")
		if slices.ContainsFunc(forms(secret), func(form string) bool { return strings.Contains(text, form) }) {
			found = append(found, table)
		}
	}
	return found
}

// forms are the ways in which a secret may be written down: as it is, without what sets its groups apart, and what it
// is the base32 of.
func forms(secret string) (out []string) {
	joined := strings.NewReplacer(" ", "", "-", "").Replace(secret)
	for _, text := range []string{secret, joined} {
		if utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl) {
			out = append(out, text)
		}
		out = append(out, hex.EncodeToString([]byte(text)), base64.StdEncoding.EncodeToString([]byte(text)), base64.RawURLEncoding.EncodeToString([]byte(text)))
	}
	if raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(joined); err == nil && len(raw) >= 5 { // six digits may be the base32 of nothing, which is everywhere
		out = append(out, hex.EncodeToString(raw), base64.StdEncoding.EncodeToString(raw), base64.RawURLEncoding.EncodeToString(raw))
	}
	return out
}
