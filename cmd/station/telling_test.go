package main

import (
	"context"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

type anybody struct{}

func (anybody) Decide(context.Context, map[string]any) (string, error) { return "allow", nil }

// counter is a station whose people are told things, without pages.
type counter struct {
	t      *testing.T
	db     *pg.DB
	door   *pg.DB // the worker's
	people *accounts.Store
	told   *notices.Room
	now    time.Time
}

type anyHour struct{}

func (anyHour) Next(_ context.Context, _ pg.Tx, _ station.Tenant, at time.Time) (time.Time, error) {
	return at, nil
}

func openCounter(t *testing.T) *counter {
	t.Helper()
	urls := pgtest.URLs(t)
	d := &counter{t: t, db: pgtest.New(t), door: pgtest.Open(t, urls.Worker), now: time.Now()}
	clock := func() time.Time { return d.now }
	var err error
	d.people, err = accounts.NewStore(d.db, accountstest.Vault(t), clock)
	d.must(err)
	d.told, err = notices.New(d.db, notices.Options{Clock: clock, Addresses: addresses{d.people}, Hours: anyHour{}, Sealer: noticeSealer{accountstest.Vault(t)}, Trail: trail{d.people, &server{}}, Secret: []byte("signs the links of tests")})
	d.must(err)
	return d
}

func (d *counter) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *counter) scope(who station.Actor) accounts.Scope {
	d.t.Helper()
	s, err := accounts.NewGate(anybody{}).Admit(context.Background(), who, "x", who.Company)
	d.must(err)
	return s
}

func (d *counter) staff(role station.Role) station.Actor {
	d.t.Helper()
	email := string(role) + "@station.example"
	d.must(d.people.AddStaff(context.Background(), accounts.FirstStation, role, accounts.NewPerson{Name: email, Email: email, Password: "Long enough 7 words"}))
	_, who, err := d.people.SignIn(context.Background(), email, "Long enough 7 words", accounts.Device{})
	d.must(err)
	return who
}

// subjects are what somebody was told, the newest first.
func (d *counter) subjects(who station.Actor) (out []string) {
	d.t.Helper()
	items, _, err := d.told.Inbox(context.Background(), who, "en", false, notices.Cursor{}, 50)
	d.must(err)
	for _, item := range items {
		out = append(out, item.Subject)
	}
	return out
}

func sameTexts(a []string, b ...string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// TestADayOfLooksIsOneMessageToTheOwners however often they were looked at, and however often the job runs.
func TestADayOfLooksIsOneMessageToTheOwners(t *testing.T) {
	t.Parallel()
	d, ctx := openCounter(t), context.Background()
	owner, err := d.people.SignUp(ctx, accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "甲纺织有限公司", Section: "C", District: "east", Size: "small", Person: "陈静", Email: "a@example.com", Password: "Long enough 7 words"})
	d.must(err)
	officer, looked := d.staff(station.Officer), d.now
	for range 3 {
		d.must(d.db.Case(ctx, officer.Station, owner.Company, func(ctx context.Context, tx pg.Tx) error {
			return d.people.Look(ctx, tx, officer, owner.Company, "licence", "", "@licence")
		}))
	}
	d.must(tellLooks(ctx, d.door, d.told, d.people, d.now))
	if got := d.subjects(owner); len(got) != 0 {
		t.Errorf("told before the day was over: %v", got)
	}
	for range 3 {
		d.now = d.now.Add(24 * time.Hour)
		d.must(tellLooks(ctx, d.door, d.told, d.people, d.now))
	}
	on := looked.In(time.FixedZone("", 8*60*60)).Format("2 Jan 2006")
	if got := d.subjects(owner); !sameTexts(got, "On "+on+" the staff looked at your company's data") {
		t.Errorf("%v", got)
	}
	items, _, err := d.told.Inbox(ctx, owner, "en", false, notices.Cursor{}, 1)
	if err != nil || items[0].Short != "On "+on+" the staff looked at your company's data (3). The record of each look is open to you." {
		t.Errorf("%+v, %v", items, err)
	}
}

// TestAnExpertHearsAMonthBeforeAndOnTheDay and no more often.
func TestAnExpertHearsAMonthBeforeAndOnTheDay(t *testing.T) {
	t.Parallel()
	d, ctx := openCounter(t), context.Background()
	expert, checker := d.staff(station.Expert), d.staff(station.Security)
	card := accounts.ExpertCard{Licence: accounts.Licence{Country: "DE", Number: "RAK 1"}, FirmZh: "甲", FirmEn: "A", Domains: []string{"tax"}, Languages: []string{"de"}, Capacity: 1}
	_, err := d.people.PutOwnExpert(ctx, d.scope(expert), card, nil)
	d.must(err)
	last := d.now.AddDate(0, 0, 60)
	d.must(d.people.DecideExpert(ctx, d.scope(checker), expert.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Junior, ValidUntil: last, Note: "x", Rev: 1}, nil))
	want := []string{"", "Your verification as an expert ends on ", "Your verification as an expert has ended"}
	for i, ahead := range []int{59, 1, -3} {
		d.now = last.AddDate(0, 0, -ahead)
		if i == 0 {
			d.now = last.AddDate(0, 0, -31)
		}
		for range 2 {
			d.must(tellExperts(ctx, d.door, d.told, d.now))
		}
		got := d.subjects(expert)
		if len(got) != i || i > 0 && got[0][:len(want[i])] != want[i] {
			t.Errorf("%d days before the end: %v", ahead, got)
		}
	}
}
