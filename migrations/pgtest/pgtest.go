// Package pgtest gives every test a database of its own on a real PostgreSQL, migrated and empty.
//
// The server is the one that STATION_TEST_PG names (see cmd/testpg, which starts one for a whole
// `go test ./...`), else a private one for this test process, which ends with it.
package pgtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
)

// ServerVariable names the environment variable that holds a superuser's URL of a server for tests.
const ServerVariable = "STATION_TEST_PG"

const patience = time.Minute

// Addresses are the ways into one test's database. Owner is a superuser and passes every policy.
type Addresses struct {
	Owner, App, Worker, Builder, Auditor string
}

// New gives the test its database as the portal sees it.
func New(t testing.TB) *pg.DB {
	t.Helper()
	return Open(t, URLs(t).App)
}

// Open opens one of the test's addresses and closes it when the test ends.
func Open(t testing.TB, url string) *pg.DB {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := pg.Open(ctx, url, pg.Options{MaxConns: 6, Wait: 10 * time.Second, Name: "test"})
	if err != nil {
		t.Fatalf("open the test's database: %v", err)
	}
	t.Cleanup(db.Close)
	return db
}

// Owner connects as the superuser, who passes every policy, until the test ends.
func Owner(t testing.TB) *pgx.Conn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := pgx.Connect(ctx, URLs(t).Owner)
	if err != nil {
		t.Fatalf("connect to the test's database: %v", err)
	}
	t.Cleanup(func() { closeSoon(conn) })
	return conn
}

func closeSoon(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	_ = conn.Close(ctx) // the test is over
}

// databases remembers which test has which database, so that a test has one however often it asks.
var databases sync.Map // testing.TB → Addresses

// URLs makes the test's database at the first call and says how to reach it.
func URLs(t testing.TB) Addresses {
	t.Helper()
	if have, ok := databases.Load(t); ok {
		return have.(Addresses)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, err := theServer()
	if err != nil {
		t.Fatalf("start PostgreSQL for tests: %v", err)
	}
	name, err := s.clone(ctx)
	if err != nil {
		t.Fatalf("make the test's database: %v", err)
	}
	have := addresses(s.url(name))
	databases.Store(t, have)
	t.Cleanup(func() {
		databases.Delete(t)
		if err := s.drop(name); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return have
}

// addresses are the ways into the database that a superuser's URL leads to.
func addresses(owner string) Addresses {
	as := func(role string) string {
		u, _ := url.Parse(owner) // it was parsed before
		u.User = url.User(role)
		return u.String()
	}
	return Addresses{Owner: owner, App: as("station_app"), Worker: as("station_worker"), Builder: as("station_builder"), Auditor: as("station_auditor")}
}

// Empty makes a database that was never migrated and gives a superuser's URL of it.
func Empty(t testing.TB) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, err := theServer()
	if err != nil {
		t.Fatalf("start PostgreSQL for tests: %v", err)
	}
	name := randomName()
	if err := s.admin(ctx, "create database "+name+" strategy file_copy"); err != nil {
		t.Fatalf("make an empty database: %v", err)
	}
	t.Cleanup(func() {
		if err := s.drop(name); err != nil {
			t.Errorf("drop the empty database: %v", err)
		}
	})
	return s.url(name)
}

// server is where the databases are made, and the migrated one they are copied from.
type server struct {
	base     *url.URL
	template string
}

// theServer is started once in a process, with its template.
var theServer = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	said := os.Getenv(ServerVariable)
	if said == "" {
		c, err := StartThrowaway(ctx)
		if err != nil {
			return nil, err
		}
		said = c.URL() // its watchdog stops it when this process ends
	}
	base, err := url.Parse(said)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ServerVariable, err)
	}
	s := &server{base: base}
	return s, s.makeTemplate(ctx)
})

// StartThrowaway starts a fast server in a temporary directory. It ends, and the directory goes,
// with Stop or with this process, whichever comes first.
func StartThrowaway(ctx context.Context) (*cluster.Cluster, error) {
	dir, err := os.MkdirTemp(scratch(), "station-testpg-")
	if err != nil {
		return nil, fmt.Errorf("directory for the test server: %w", err)
	}
	return cluster.Start(ctx, cluster.Options{Dir: dir, Throwaway: true, BinDir: os.Getenv("STATION_PG_BIN"), Log: os.Stderr})
}

// scratch is memory where there is plenty: a database is three hundred files, which take a third
// of a second to copy on a disk and a twentieth of that in memory.
func scratch() string {
	const plenty = 1 << 30
	var fs syscall.Statfs_t
	if syscall.Statfs("/dev/shm", &fs) == nil && fs.Bavail*uint64(fs.Bsize) >= plenty && syscall.Access("/dev/shm", 2 /* W_OK */) == nil {
		return "/dev/shm"
	}
	return "/tmp"
}

// makeTemplate migrates one database for all tests of all processes that hold the same migrations.
func (s *server) makeTemplate(ctx context.Context) error {
	sum, err := migrations.Digest()
	if err != nil {
		return err
	}
	s.template = "station_template_" + sum[:12]
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return fmt.Errorf("connect to the test server: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if _, err := conn.Exec(ctx, "select pg_advisory_lock(8378)"); err != nil {
		return fmt.Errorf("wait for the template: %w", err)
	}
	var ready bool
	err = conn.QueryRow(ctx, "select exists (select from pg_database where datname = @name and datistemplate)",
		pgx.StrictNamedArgs{"name": s.template}).Scan(&ready)
	if err != nil || ready {
		return err
	}
	for _, sql := range []string{"drop database if exists " + s.template + " with (force)", "create database " + s.template} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("make the template: %w", err)
		}
	}
	if err := migrations.Apply(ctx, s.url(s.template), pg.MigrateJobs); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "alter database "+s.template+" with is_template true allow_connections false")
	return err
}

// clone copies the template. The privileges of a database are not copied with it.
func (s *server) clone(ctx context.Context) (string, error) {
	name := randomName()
	return name, s.admin(ctx, "create database "+name+" template "+s.template+" strategy file_copy",
		"revoke all on database "+name+" from public",
		"grant connect on database "+name+" to station_app, station_worker, station_builder, station_auditor",
		"grant connect, create on database "+name+" to station_owner")
}

func (s *server) drop(name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return s.admin(ctx, "drop database if exists "+name+" with (force)")
}

func (s *server) admin(ctx context.Context, statements ...string) error {
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return fmt.Errorf("connect to the test server: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, sql := range statements {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", sql, err)
		}
	}
	return nil
}

// url leads to a database of the server as the superuser.
func (s *server) url(database string) string {
	u := *s.base
	u.Path = "/" + database
	return u.String()
}

func randomName() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return "test_" + hex.EncodeToString(b[:])
}
