// Package pg is the one door to the database. It opens transactions that know whose they are,
// and nothing else: the pool behind it is used nowhere but here.
//
// Every row of a tenant has two locks: the caller's own predicate, and row-level security, which
// reads the settings app.company and app.station that a transaction of this package carries.
package pg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Options tunes a DB. The zero value is right for the portal.
type Options struct {
	// MaxConns limits the connections; 0 means 16.
	MaxConns int
	// Wait is how long a transaction waits for a free connection before it is refused as
	// unavailable; 0 means 2 seconds.
	Wait time.Duration
	// Name is the application_name the server's views show; empty means "station".
	Name string
	// Listens is for the door of background work: a connection that waits for a notice is
	// interrupted at once, where another would first be asked to end its statement.
	Listens bool
}

// DB is the database as one role sees it.
type DB struct {
	pool *pgxpool.Pool
	wait time.Duration
	role string
}

// Open connects as the role that url names, which decides what rows its transactions can see:
// station_app for the portal, station_worker, station_builder or station_auditor. It refuses a
// role for which row-level security would be void, or whose statements could run for ever.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	config, err := poolConfig(url, o)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db := &DB{pool: pool, wait: o.Wait, role: config.ConnConfig.User}
	if db.wait == 0 {
		db.wait = 2 * time.Second
	}
	if err := db.inspect(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database as %s: %w", db.role, err)
	}
	return db, nil
}

func poolConfig(url string, o Options) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err) // pgx leaves the password out of its message
	}
	config.MaxConns = 16
	if o.MaxConns > 0 {
		config.MaxConns = int32(min(o.MaxConns, 1000))
	}
	config.MaxConnLifetime = time.Hour
	config.MaxConnLifetimeJitter = 10 * time.Minute
	config.MaxConnIdleTime = 10 * time.Minute
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		registerIDs(conn.TypeMap())
		return nil
	}
	c := config.ConnConfig
	c.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe // no named statements: a pooler may stand between
	c.ConnectTimeout = 5 * time.Second
	c.RuntimeParams["application_name"] = "station"
	if o.Name != "" {
		c.RuntimeParams["application_name"] = o.Name
	}
	if o.Listens {
		return config, nil
	}
	// A visitor who leaves cancels a statement, not a connection: otherwise a storm of
	// departures becomes a storm of reconnections.
	c.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, CancelRequestDelay: 50 * time.Millisecond, DeadlineDelay: 3 * time.Second}
	}
	return config, nil
}

// inspect makes sure that the locks on the rows hold for our role.
func (db *DB) inspect(ctx context.Context) error {
	var above, owns, endless, astray bool
	err := db.pool.QueryRow(ctx, `
		select rolsuper or rolbypassrls,
		       exists (select from pg_roles o where o.rolname = 'station_owner' and pg_has_role(o.oid, 'member')),
		       current_setting('statement_timeout') = '0',
		       current_schema() is distinct from 'app'
		from pg_roles where rolname = current_user`).Scan(&above, &owns, &endless, &astray)
	switch {
	case err != nil:
		return err
	case above:
		return errors.New("this role is above row-level security; give the URL of station_app")
	case owns:
		return errors.New("this role owns the tables or may become their owner; give the URL of station_app")
	case endless:
		return errors.New("this role has no statement_timeout: alter role … set statement_timeout = '10s'")
	case astray:
		return errors.New("this role's search_path does not begin with the schema app: run `station migrate`, and alter role … set search_path = app, public")
	}
	return nil
}

// Close waits for running transactions and closes every connection.
func (db *DB) Close() { db.pool.Close() }

// Role is the database role of this door.
func (db *DB) Role() string { return db.role }

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.pool.Ping(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

// Usage is how busy the door is, for the metrics.
type Usage struct {
	Busy, Idle, Max int
	Refused         int64 // waits that ended without a connection
}

// Usage reads the pool's counters.
func (db *DB) Usage() Usage {
	s := db.pool.Stat()
	return Usage{Busy: int(s.AcquiredConns()), Idle: int(s.IdleConns()), Max: int(s.MaxConns()), Refused: s.CanceledAcquireCount()}
}

// ServerVersion is the version of the database's program, such as 15.8.
func (db *DB) ServerVersion(ctx context.Context) (version string, err error) {
	err = db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `show server_version`).Scan(&version)
	})
	if err != nil {
		return "", fmt.Errorf("ask for the database's version: %w", err)
	}
	return version, nil
}
