// Package migrations brings a database up to date: files NNNN_<what>.sql, forward only, applied
// once each in the order of their names, and remembered with their digest.
package migrations

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed *.sql
var files embed.FS

// lockKey is the advisory lock that all who migrate a database wait for ("station" in a telephone's letters).
const lockKey int64 = 7828466

// Step is work that follows the files, such as the queue's own migrations. It must be idempotent.
type Step func(ctx context.Context, ownerURL string) error

// Apply brings the database up to date and then runs the steps. Any number of stations may call
// it at once: one works, the others wait. It refuses a database that holds a migration this
// program does not know, and a file that was changed after it was applied.
func Apply(ctx context.Context, ownerURL string, steps ...Step) error {
	list, err := load(files)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return apply(ctx, ownerURL, list, steps)
}

// ApplyUntil is Apply as far as one file, for tests of what later ones do to data that were there before.
func ApplyUntil(ctx context.Context, ownerURL, last string, steps ...Step) error {
	list, err := load(files)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	end := slices.IndexFunc(list, func(f file) bool { return f.name == last })
	if end < 0 {
		return fmt.Errorf("migrate: there is no %s", last)
	}
	return apply(ctx, ownerURL, list[:end+1], steps)
}

// Check tells whether the database is exactly as this program needs it, without changing
// anything. Any role may ask.
func Check(ctx context.Context, url string) error {
	list, err := load(files)
	if err != nil {
		return fmt.Errorf("check migrations: %w", err)
	}
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return fmt.Errorf("check migrations: %w", err)
	}
	defer closeConn(conn)
	done, err := recorded(ctx, conn)
	if err != nil {
		return fmt.Errorf("check migrations: %w", err)
	}
	todo, err := pending(list, done)
	if err == nil && len(todo) > 0 {
		err = fmt.Errorf("%s and %d more are not applied: run `station migrate`", todo[0].name, len(todo)-1)
	}
	if err != nil {
		return fmt.Errorf("check migrations: %w", err)
	}
	return nil
}

// Digest is one digest of all files: two programs with the same digest want the same database.
func Digest() (string, error) { return digest(files) }

func digest(fsys fs.FS) (string, error) {
	list, err := load(fsys)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, f := range list {
		fmt.Fprintln(sum, f.name, f.sha256)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func apply(ctx context.Context, ownerURL string, list []file, steps []Step) error {
	conn, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer closeConn(conn) // ends the session, and with it the lock
	if _, err := conn.Exec(ctx, "set statement_timeout = 0; set lock_timeout = 0; set client_min_messages = warning"); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(@key)", pgx.StrictNamedArgs{"key": lockKey}); err != nil {
		return fmt.Errorf("migrate: wait for the lock: %w", err)
	}
	if err := applyLocked(ctx, conn, list); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	for _, step := range steps {
		if err := step(ctx, ownerURL); err != nil {
			return fmt.Errorf("migrate: %w", err)
		}
	}
	return nil
}

func applyLocked(ctx context.Context, conn *pgx.Conn, list []file) error {
	done, err := recorded(ctx, conn)
	if err != nil {
		return err
	}
	todo, err := pending(list, done)
	if err != nil {
		return err
	}
	if done == nil {
		if err := makeRecord(ctx, conn); err != nil {
			return err
		}
	}
	for _, f := range todo {
		if err := applyOne(ctx, conn, f); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

func makeRecord(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `
		create table public.schema_migrations (
			name       text primary key,
			sha256     text not null,
			applied_at timestamptz not null default now()
		);
		grant select on public.schema_migrations to public`)
	if err != nil {
		return fmt.Errorf("make the record of migrations: %w", err)
	}
	return nil
}

// applyOne runs one file and records it, both or neither. A table that is in use is waited for
// five seconds only: behind a waiting migration every visitor would wait too.
func applyOne(ctx context.Context, conn *pgx.Conn, f file) error {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is left to do with it
	before := "set local lock_timeout = '5s'"
	if !f.first() {
		before += "; set local role station_owner; set local search_path = app, public"
	}
	if _, err := tx.Exec(ctx, before); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, f.sql); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "reset role"); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "insert into public.schema_migrations (name, sha256) values (@name, @sha256)",
		pgx.StrictNamedArgs{"name": f.name, "sha256": f.sha256})
	if err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// recorded is what was applied: nil on a database that was never migrated.
func recorded(ctx context.Context, conn *pgx.Conn) (map[string]string, error) {
	var there bool
	if err := conn.QueryRow(ctx, "select to_regclass('public.schema_migrations') is not null").Scan(&there); err != nil || !there {
		return nil, err
	}
	rows, err := conn.Query(ctx, "select name, sha256 from public.schema_migrations")
	if err != nil {
		return nil, err
	}
	done := map[string]string{}
	var name, sum string
	if _, err := pgx.ForEachRow(rows, []any{&name, &sum}, func() error { done[name] = sum; return nil }); err != nil {
		return nil, err
	}
	return done, nil
}

func closeConn(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	_ = conn.Close(ctx) // the session ends either way
}

// ErrNewer says that the database was migrated by a newer station than this one.
var ErrNewer = errors.New("the database was migrated by a newer station: run that one")

// ErrChanged says that an applied file was edited, or one was slipped in before it.
var ErrChanged = errors.New("applied migrations never change: undo the edit and write a new file")

// Newest is the name of the last file: what a database that this program works on has come to.
func Newest() string {
	list, err := load(files)
	if err != nil || len(list) == 0 {
		return ""
	}
	return list[len(list)-1].name
}
