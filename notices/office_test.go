package notices_test

import (
	"context"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/pg"
)

var (
	ctx    = context.Background()
	acme   = station.Tenant{Company: station.CompanyID{0xac}}
	rival  = station.Tenant{Company: station.CompanyID{0xbe}}
	police = station.Tenant{Station: station.StationID{0x50}}
	chen   = station.PersonID{1}
	wang   = station.PersonID{2}
	// wednesday is a working day, ten in the morning in Shanghai.
	wednesday = time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
)

const secret = "the secret that signs links of tests"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// hours are the office hours of the real calendar.
type hours struct{ c *calendar.Calendar }

func (h hours) Next(_ context.Context, _ pg.Tx, _ station.Tenant, at time.Time) (time.Time, error) {
	next, _, err := h.c.Next(at)
	return next, err
}

func officeHours(t testing.TB) hours {
	t.Helper()
	c, err := calendar.Load(os.DirFS("../calendar/data"), calendar.Usual())
	must(t, err)
	return hours{c}
}

// tray keeps jobs where a test can see them; the queue itself is tried in flow_test.go.
type tray struct {
	mu   sync.Mutex
	jobs []pg.Timed
}

func (q *tray) EnqueueAll(_ context.Context, _ pg.Tx, jobs []pg.Timed) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, jobs...)
	return nil
}

// office is the room with its worker over a database of its own, a mail server and a clock that a test turns.
type office struct {
	t      testing.TB
	room   *notices.Room
	worker *notices.Worker
	app    *pg.DB
	door   *pg.DB
	book   *fakepost.Book
	trail  *fakepost.Trail
	post   *fakepost.Server
	tray   *tray
	urls   pgtest.Addresses
	now    time.Time
	terms  notices.Terms
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

type setup struct {
	plan  func(n int) fakepost.Fault
	folds bool
	texts notices.Texter
	roots *x509.CertPool
	mails notices.Mailer
}

func open(t testing.TB, s setup) *office {
	t.Helper()
	o := &office{t: t, urls: pgtest.URLs(t), now: wednesday, tray: &tray{}, trail: &fakepost.Trail{}, book: fakepost.NewBook(chen)}
	o.app, o.door = pgtest.New(t), pgtest.Open(t, o.urls.Worker)
	o.book.Put(chen, notices.Address{Mail: "chen@example.com", Phone: "13800000001", Lang: "zh"})
	o.book.Put(wang, notices.Address{Mail: "wang@example.com", Lang: "en"})
	o.room = o.newRoom(t, s.texts != nil)
	o.room.WorkThrough(o.tray)
	post, err := fakepost.Start(false)
	must(t, err)
	post.Plan, post.User, post.Password = s.plan, "station", "p@ss word"
	o.post = post
	go post.Serve()
	t.Cleanup(post.Close)
	if s.mails == nil {
		s.mails = relayTo(t, post, s.folds)
	}
	hooks := notices.NewCaller(notices.CallerOptions{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Roots: s.roots})
	o.worker = notices.NewWorker(o.room, o.door, notices.Outward{Mails: s.mails, Texts: s.texts, Hooks: hooks})
	return o
}

func (o *office) newRoom(t testing.TB, texts bool) *notices.Room {
	t.Helper()
	room, err := notices.New(o.app, notices.Options{Clock: func() time.Time { return o.now }, Addresses: o.book, Hours: officeHours(t), Sealer: fakepost.Sealer{Secret: "test"},
		Trail: o.trail, Secret: []byte(secret), PublicURL: "https://station.example/", Station: map[string]string{"zh": "试验市公安局", "en": "Test City Police"}, Texts: can(texts)})
	must(t, err)
	return room
}

func relayTo(t testing.TB, post *fakepost.Server, folds bool) *notices.Relay {
	t.Helper()
	relay, err := notices.NewRelay("smtp://station:p%40ss%20word@"+post.Addr, notices.RelayOptions{From: "助企云站 <no-reply@station.example>", Folds: folds, Roots: fakepost.Roots(post.Cert)})
	must(t, err)
	return relay
}

// tell tells in a transaction of the message's tenant.
func (o *office) tell(n notices.Notice) {
	o.t.Helper()
	must(o.t, o.tryTell(n))
}

func (o *office) tryTell(n notices.Notice) error {
	return o.room.TellAlone(ctx, n)
}

// work runs the jobs of the tray once each, and keeps those that ask to be run later.
func (o *office) work() {
	o.t.Helper()
	o.tray.mu.Lock()
	jobs := o.tray.jobs
	o.tray.jobs = nil
	o.tray.mu.Unlock()
	for _, job := range jobs {
		var err error
		switch args := job.Args.(type) {
		case notices.DeliverJob:
			err = o.worker.Deliver(ctx, args)
		case notices.DigestOfJob:
			err = o.worker.Digest(ctx, args)
		}
		var later *river.JobSnoozeError
		if errors.As(err, &later) {
			must(o.t, o.tray.EnqueueAll(ctx, nil, []pg.Timed{job}))
		} else if err != nil {
			o.t.Errorf("job %T: %v", job.Args, err)
		}
	}
}

// pass lets time go by and works.
func (o *office) pass(d time.Duration) {
	o.t.Helper()
	o.now = o.now.Add(d)
	o.work()
}

func (o *office) query(sql string, into ...any) {
	o.t.Helper()
	conn, err := pgx.Connect(ctx, o.urls.Owner)
	must(o.t, err)
	defer conn.Close(ctx)
	must(o.t, conn.QueryRow(ctx, sql).Scan(into...))
}

// states lists the deliveries as "channel:state:status", in the order of their making.
func (o *office) states() []string {
	o.t.Helper()
	var out []string
	o.query(`select coalesce(array_agg(channel || ':' || state || case when status = '' then '' else ':' || status end order by id), '{}') from app.deliveries`, &out)
	return out
}

func export() notices.Notice {
	return notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.ExportReady, Key: "export.ready:1", Args: notices.Args{"until": wednesday.Add(72 * time.Hour)}, Link: "/settings/data"}
}

func changed(key string) notices.Notice {
	return notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.PasswordChanged, Key: key, Args: notices.Args{"at": wednesday}, Link: "/settings/security"}
}

func actor(tenant station.Tenant, person station.PersonID) station.Actor {
	return station.Actor{Person: person, Role: station.Owner, Company: tenant.Company, Station: tenant.Station}
}

func (o *office) inbox(who station.Actor, lang string) []notices.Item {
	o.t.Helper()
	items, _, err := o.room.Inbox(ctx, who, lang, false, notices.Cursor{}, 100)
	must(o.t, err)
	return items
}

func hexOf(id [16]byte) string { return hex.EncodeToString(id[:]) }
