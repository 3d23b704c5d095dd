package web_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

func newPortal(t *testing.T) *portal {
	t.Helper()
	return newPortalWith(t, nil)
}

// newPortalWith is a portal on which rules are released, unless the rulebook is nil.
func newPortalWith(t *testing.T, book web.Rulebook) *portal {
	t.Helper()
	return newPortalFull(t, book, func(*web.Site) {})
}

// newPortalOn is a portal of another deployment.
func newPortalOn(t *testing.T, deploy func(*web.Site)) *portal {
	t.Helper()
	return newPortalFull(t, nil, deploy)
}

func newPortalFull(t *testing.T, book web.Rulebook, deploy func(*web.Site)) *portal {
	t.Helper()
	return newPortalFitted(t, deploy, func(r *web.Rooms) { r.Rulebook = book })
}

// The rules that are built in are loaded once for all tests: nothing changes them, and a station serves everybody by one engine too.
var (
	builtIn    = sync.OnceValues(func() (*rules.Engine, error) { return rules.Load(rules.Bundle()) })
	gatekeeper = sync.OnceValues(func() (*rules.Policy, error) { return rules.LoadPolicy(rules.Authz()) })
)

// besides are the tests that run besides others: each once, however many portals it opens.
var besides sync.Map

// beside lets a test run besides others.
func beside(t *testing.T) {
	if _, already := besides.LoadOrStore(t, true); !already {
		t.Parallel()
	}
}

func newPortalFitted(t *testing.T, deploy func(*web.Site), fit func(*web.Rooms)) *portal {
	t.Helper()
	beside(t)
	p := &portal{t: t, now: noon}
	p.urls = pgtest.URLs(t)
	db := pgtest.New(t)
	p.db = db
	clock := func() time.Time { return p.now }
	engine, err := builtIn()
	p.must(err)
	policy, err := gatekeeper()
	p.must(err)
	p.gate = accounts.NewGate(policy)
	p.people, err = accounts.NewStore(db, accountstest.Vault(t), clock)
	p.must(err)
	p.must(p.people.HashAt(accounts.PasswordCost{Memory: 64, Passes: 1}))
	daily := func() rules.Context { return rules.Context{Revision: "test", FX: map[string]json.Number{"USD": "7"}} }
	shelf, err := files.OpenDisk(t.TempDir() + "/files")
	p.must(err)
	t.Cleanup(func() { _ = shelf.Close() })
	p.filing, err = files.New(files.Options{DB: db, Shelf: shelf, Sealer: fileSealer{accountstest.Vault(t).Streams(db)}, Clock: clock})
	p.must(err)
	p.days, err = calendar.NewBook(db, calendar.Data(), calendar.Usual(), dayTrail{p.people}, clock)
	p.must(err)
	p.checks = assessments.New(db, accountstest.Vault(t), engine, p.people, clock, daily)
	p.book = fakepost.NewBook()
	p.told, err = notices.New(db, notices.Options{Clock: clock, Addresses: p.book, Hours: always{}, Sealer: fakepost.Sealer{Secret: "test"}, Trail: &fakepost.Trail{}, Secret: []byte("signs the links of tests"), PublicURL: "https://station.example"})
	p.must(err)
	p.out = &outside{t: t, days: p.days, stations: map[station.StationID]notices.Outward{}}
	p.reviews = reviews.New(db, p.people, accountstest.Vault(t), web.ReportsOf(p.checks), web.DeadlinesOf(p.out), clock)
	p.insights = insights.NewStore(db, p.people, accountstest.Vault(t), clock)
	p.briefs = insights.NewBriefs(db, p.people, accountstest.Vault(t), clock)
	site := web.Site{Station: accounts.Station{NameZh: "试验站", NameEn: "Test station", DeskPhone: "0000", Districts: []accounts.District{{Key: "east", Zh: "东区", En: "East"}}}, StaffFactorOptional: true}
	deploy(&site)
	rooms := web.Rooms{Gate: p.gate, People: p.people, Checks: p.checks, Reviews: p.reviews, Insights: p.insights, Briefs: p.briefs, Files: p.filing, Notices: p.told, Advisor: silent{}, Connections: p.out, Program: built{}, Days: p.out, Outbox: p.out, Holidays: p.days}
	fit(&rooms)
	p.Portal, err = web.New(rooms, site, slog.New(slog.NewTextHandler(io.Discard, nil)), clock,
		func(ctx context.Context) error { return db.Ping(ctx) })
	p.must(err)
	return p
}
