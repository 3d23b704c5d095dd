package notices_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/pg"
)

// victimVariable makes this test binary the process that is killed: it tells messages and carries them,
// through the real queue, until everything has an end.
const victimVariable = "STATION_NOTICES_VICTIM"

// order is what a victim is told to do.
type order struct {
	App, Worker   string // addresses of the database
	Post, Gateway string
	Cert          []byte // of the mail server and the receiver
	Messages      int
	DieAt         string // the step at which it kills itself
	After         int    // how often that step is passed before
	Lease         time.Duration
	Digest        bool
}

// victim is the process.
func victim() {
	var o order
	ok(json.Unmarshal([]byte(os.Getenv(victimVariable)), &o))
	began := time.Now()
	clock := func() time.Time { return wednesday.Add(time.Since(began)) }
	app, err := pg.Open(ctx, o.App, pg.Options{MaxConns: 4})
	ok(err)
	door, err := pg.Open(ctx, o.Worker, pg.Options{MaxConns: 12, Listens: true})
	ok(err)
	book := fakepost.NewBook(chen)
	book.Put(chen, notices.Address{Mail: "chen@example.com", Phone: "138", Lang: "zh"})
	room, err := notices.New(app, notices.Options{Clock: clock, Addresses: book, Hours: always{}, Sealer: fakepost.Sealer{Secret: "test"}, Trail: &fakepost.Trail{}, Secret: []byte(secret), Texts: can(true)})
	ok(err)
	relay, err := notices.NewRelay("smtp://"+o.Post, notices.RelayOptions{From: "a@station.example", Roots: fakepost.Roots(o.Cert)})
	ok(err)
	texts, err := notices.NewGateway(notices.GatewayOptions{URL: o.Gateway, Body: `{"p": "{phone}", "t": "{text}", "id": "{id}"}`})
	ok(err)
	caller := notices.NewCaller(notices.CallerOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Roots: fakepost.Roots(o.Cert)})
	worker := notices.NewWorker(room, door, notices.Outward{Mails: relay, Texts: texts, Hooks: caller})
	if o.Lease > 0 {
		worker.SetLease(o.Lease)
	}
	var mu sync.Mutex
	room.SetStep(func(name string) {
		mu.Lock()
		defer mu.Unlock()
		if name == o.DieAt {
			if o.After--; o.After < 0 {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {} // the signal is on its way
			}
		}
	})
	works := pg.NewWorks()
	ok(worker.Register(works))
	jobs, err := pg.NewJobs(door, works, pg.JobOptions{Log: quiet()})
	ok(err)
	room.WorkThrough(jobs)
	if o.Digest { // the queue looks for digests as soon as it starts
		tellAll(app, room, o)
		ok(jobs.Start(ctx))
		ok(worker.Digests(ctx))
	} else {
		ok(jobs.Start(ctx))
		tellAll(app, room, o)
	}
	for !ended(o) {
		time.Sleep(20 * time.Millisecond)
	}
	stop, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_ = jobs.Stop(stop)
}

// always says that everybody is at work.
type always struct{}

func (always) Next(_ context.Context, _ pg.Tx, _ station.Tenant, at time.Time) (time.Time, error) {
	return at, nil
}

// can says for everybody whether short messages can be sent.
func can(yes bool) func(context.Context, pg.Tx, station.Tenant) (bool, error) {
	return func(context.Context, pg.Tx, station.Tenant) (bool, error) { return yes, nil }
}

func ok(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "victim:", err)
		os.Exit(3)
	}
}

// tellAll tells every message, as a caller does who does not know how far it got before.
func tellAll(app *pg.DB, room *notices.Room, o order) {
	for i := range o.Messages {
		n := export()
		n.Key = fmt.Sprintf("export.ready:%d", i)
		switch {
		case o.Digest:
			n = looked(fmt.Sprintf("looked:%d", i))
		case i%2 == 1:
			n = changed(fmt.Sprintf("password.changed:%d", i))
		}
		ok(app.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error { return room.Tell(ctx, tx, n) }))
	}
}

// ended tells whether every delivery has its last state; one that waits for the digest has not.
func ended(o order) bool {
	conn, err := pgx.Connect(ctx, o.Worker)
	ok(err)
	defer conn.Close(ctx)
	var open, digests int
	ok(conn.QueryRow(ctx, `select count(*) filter (where ended_at is null)::int, count(*) filter (where channel = 'mail' and state = 'sent')::int from app.deliveries`).Scan(&open, &digests))
	return open == 0 && (!o.Digest || digests > 0)
}
