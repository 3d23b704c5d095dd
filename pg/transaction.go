package pg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/zhuqi-yunzhan/station"
)

// Tx is an open transaction. Rooms name it so, and leave the driver to the files that hold SQL.
type Tx = pgx.Tx

// Work is what a caller does inside a transaction. It may run more statements on tx but must
// leave the end of it to this package. An error or a panic undoes everything.
type Work = func(ctx context.Context, tx pgx.Tx) error

// ErrNested says that a transaction was opened inside another of the same door. That would wait
// for a second connection while holding the first, and under load everybody would wait for ever.
var ErrNested = errors.New("pg: a transaction inside a transaction")

// ErrNobody says that the zero id was given for a tenant.
var ErrNobody = errors.New("pg: no tenant given")

var (
	write = pgx.TxOptions{AccessMode: pgx.ReadWrite}
	read  = pgx.TxOptions{AccessMode: pgx.ReadOnly}
)

// Tenant runs fn for one company: it sees and changes that company's rows and no others.
func (db *DB) Tenant(ctx context.Context, company station.CompanyID, fn Work) error {
	return db.as(ctx, write, "app.company", company, fn)
}

// ReadTenant is Tenant for fn that only reads.
func (db *DB) ReadTenant(ctx context.Context, company station.CompanyID, fn Work) error {
	return db.as(ctx, read, "app.company", company, fn)
}

// Station runs fn for one police station, on the desk rows that it owns.
func (db *DB) Station(ctx context.Context, id station.StationID, fn Work) error {
	return db.as(ctx, write, "app.station", id, fn)
}

// ReadStation is Station for fn that only reads.
func (db *DB) ReadStation(ctx context.Context, id station.StationID, fn Work) error {
	return db.as(ctx, read, "app.station", id, fn)
}

// Of runs fn for a company or a station, whichever the tenant is.
func (db *DB) Of(ctx context.Context, whose station.Tenant, fn Work) error {
	return db.of(ctx, write, whose, fn)
}

// ReadOf is Of for fn that only reads.
func (db *DB) ReadOf(ctx context.Context, whose station.Tenant, fn Work) error {
	return db.of(ctx, read, whose, fn)
}

func (db *DB) of(ctx context.Context, o pgx.TxOptions, whose station.Tenant, fn Work) error {
	if whose.Company != (station.CompanyID{}) {
		return db.as(ctx, o, "app.company", whose.Company, fn)
	}
	return db.as(ctx, o, "app.station", whose.Station, fn)
}

// Case runs fn for a station about one of its companies: it sees the rows of both, so that an act of
// an officer stands in the trails of both or in neither. Only what the gate admitted to that company
// may run in it.
func (db *DB) Case(ctx context.Context, id station.StationID, company station.CompanyID, fn Work) error {
	if id == (station.StationID{}) || company == (station.CompanyID{}) {
		return ErrNobody
	}
	return db.run(ctx, write, fn, "set local app.company = '"+uuidText(company)+"'", "set local app.station = '"+uuidText(id)+"'")
}

// Global runs fn for nobody: it reaches the tables without a tenant, and of a tenant's tables
// only what the role of this door has a policy of its own for.
func (db *DB) Global(ctx context.Context, fn Work) error { return db.run(ctx, write, fn) }

// ReadGlobal is Global for fn that only reads.
func (db *DB) ReadGlobal(ctx context.Context, fn Work) error { return db.run(ctx, read, fn) }

// as opens a transaction with one setting. It is the statement SET LOCAL and not set_config(),
// because only the statement is carried to the workers of a distributed database; SET takes no
// parameters, and the text of a typed id holds nothing but hexadecimal digits.
func (db *DB) as(ctx context.Context, o pgx.TxOptions, setting string, id [16]byte, fn Work) error {
	if id == ([16]byte{}) {
		return ErrNobody
	}
	return db.run(ctx, o, fn, "set local "+setting+" = '"+uuidText(id)+"'")
}

// inside marks a context that a transaction of db was opened with.
type inside struct{ db *DB }

func (db *DB) run(ctx context.Context, o pgx.TxOptions, fn Work, settings ...string) (err error) {
	if ctx.Value(inside{db}) != nil {
		return ErrNested
	}
	conn, err := db.acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	tx, err := conn.BeginTx(ctx, o)
	if err != nil {
		return asFault(ctx, fmt.Errorf("begin: %w", err))
	}
	defer rollBack(ctx, tx)            // a committed transaction does not mind; on a panic it is all there is
	for _, setting := range settings { // two at the most
		if _, err := tx.Exec(ctx, setting, pgx.QueryExecModeExec); err != nil {
			return asFault(ctx, fmt.Errorf("set tenant: %w", err))
		}
	}
	if err := fn(context.WithValue(ctx, inside{db}, true), tx); err != nil {
		return asFault(ctx, err)
	}
	if err := tx.Commit(ctx); err != nil {
		return asFault(ctx, fmt.Errorf("commit: %w", err))
	}
	return nil
}

// acquire waits a little for a connection, then says that the station is busy, so that a visitor
// hears so within seconds rather than waits with everybody else.
func (db *DB) acquire(ctx context.Context) (*pgxpool.Conn, error) {
	limited, cancel := context.WithTimeout(ctx, db.wait)
	defer cancel()
	conn, err := db.pool.Acquire(limited)
	if err == nil {
		return conn, nil
	}
	err = fmt.Errorf("wait for a connection: %w", err)
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, err
	}
	return nil, busy(err)
}

// rollBack has moments of its own, for the caller's context may have ended.
func rollBack(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	_ = tx.Rollback(ctx) // where it fails the connection is closed, and the server rolls back
}

func uuidText(id [16]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
