package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/pg"
)

// allow is a policy for tests of what lies behind the gate.
type allow struct{}

func (allow) Decide(context.Context, map[string]any) (string, error) { return "allow", nil }

// twoNodes are two nodes of one installation, with nothing set on the server.
type twoNodes struct {
	t      *testing.T
	db     *pg.DB
	people *accounts.Store
	book   *calendar.Book
	a, b   *standing
	head   station.Actor
}

func nodes(t *testing.T, c config) *twoNodes {
	t.Helper()
	n := &twoNodes{t: t, db: pgtest.New(t), head: station.Actor{Person: station.PersonID{1}, Role: station.Administrator, Station: accounts.FirstStation}}
	var err error
	n.people, err = accounts.NewStore(n.db, accountstest.Vault(t), time.Now)
	n.must(err)
	n.book, err = calendar.NewBook(n.db, calendar.Data(), calendar.Usual(), trail{n.people, &server{}}, time.Now)
	n.must(err)
	n.a, n.b = n.node(c), n.node(c)
	return n
}

func (n *twoNodes) node(c config) *standing {
	n.t.Helper()
	s, err := newStanding(context.Background(), n.people, n.book, c, nil, slog.New(slog.NewTextHandler(io.Discard, nil)))
	n.must(err)
	return s
}

func (n *twoNodes) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n *twoNodes) scope() accounts.Scope {
	n.t.Helper()
	s, err := accounts.NewGate(allow{}).Admit(context.Background(), n.head, "settings.change", station.CompanyID{})
	n.must(err)
	return s
}

func (n *twoNodes) set(kind string, rev int64, open, secrets map[string]string) {
	n.t.Helper()
	n.must(n.people.ChangeConnection(context.Background(), n.scope(), accounts.ConnectionChange{Kind: kind, Open: open, Secrets: secrets, Rev: rev}))
	n.must(n.b.refresh(context.Background())) // as every few seconds on the other node
}

func TestARelayThatAStationSetsIsUsedByEveryNodeWithoutARestart(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	post, err := fakepost.Start(false)
	n.must(err)
	post.User, post.Password = "station", "topsecret"
	go post.Serve()
	defer post.Close()
	company, err := n.people.SignUp(ctx, accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "甲公司", Section: "C", District: "east", Size: "small", Person: "甲", Email: "jia@example.com", Password: "Long enough 7 words"})
	n.must(err)
	lead := func() notices.Mailer {
		out, err := n.b.Lead(ctx, company.Tenant())
		n.must(err)
		return out.Mails
	}
	if lead() != nil {
		t.Fatal("there is a relay before one was set")
	}
	host, port, _ := strings.Cut(post.Addr, ":")
	n.set(accounts.ConnectMail, 0, map[string]string{"host": host, "port": port, "security": "starttls", "user": "station", "from": "no-reply@station.example", "ca": string(post.Cert)}, map[string]string{"password": "topsecret"})
	mail := notices.Mail{ID: "1", To: "jia@example.com", Lang: "zh-CN", Subject: "试", Text: "试", HTML: "试", At: time.Now()}
	n.must(lead().Send(ctx, mail, func() error { return nil }))
	if mails := post.Mails(); len(mails) != 1 || mails[0].To != "jia@example.com" {
		t.Errorf("%+v", mails)
	}
	n.must(n.people.UseServers(ctx, n.scope(), accounts.ConnectMail, 1))
	n.must(n.b.refresh(ctx))
	if lead() != nil {
		t.Error("the relay is used after it was taken back")
	}
}

func TestSettingsOfOneStationAreNotAnothers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	other, err := n.people.AddStation(ctx, accounts.Station{Host: "other.example", NameZh: "另一站", NameEn: "Other", Districts: []accounts.District{{Key: "west", Zh: "西", En: "West"}}})
	n.must(err)
	n.set(accounts.ConnectSMS, 0, map[string]string{"url": "https://sms.example.org", "body": `["{phone}{text}"]`}, nil)
	company, err := n.people.SignUp(ctx, accounts.SignUp{Station: other, CreditCode: "91330109MA2GL8F33A", Company: "乙公司", Section: "C", District: "west", Size: "small", Person: "乙", Email: "yi@example.com", Password: "Long enough 7 words"})
	n.must(err)
	for tenant, want := range map[station.Tenant]bool{{Station: accounts.FirstStation}: true, {Station: other}: false, company.Tenant(): false} {
		out, err := n.b.Lead(ctx, tenant)
		if got := out.Texts != nil; err != nil || got != want {
			t.Errorf("%x: %v, %v", tenant.ID(), got, err)
		}
		n.must(n.db.Of(ctx, tenant, func(ctx context.Context, tx pg.Tx) error {
			if can, err := n.b.Texts(ctx, tx, tenant); can != want || err != nil {
				t.Errorf("%x: %v, %v", tenant.ID(), can, err)
			}
			return nil
		}))
	}
	n.must(n.book.PutDay(ctx, n.head, calendar.OwnDay{On: time.Date(2026, 11, 27, 0, 0, 0, 0, calendar.Zone()), Reason: "台风"}))
	n.must(n.b.refresh(ctx))
	friday := time.Date(2026, 11, 27, 2, 0, 0, 0, time.UTC)
	n.must(n.db.Of(ctx, company.Tenant(), func(ctx context.Context, tx pg.Tx) error {
		here, err1 := n.b.Next(ctx, tx, station.Tenant{Station: accounts.FirstStation}, friday)
		there, err2 := n.b.Next(ctx, tx, company.Tenant(), friday)
		if err := errors.Join(err1, err2); err != nil || !here.After(friday) || !there.Equal(friday) {
			t.Errorf("%v, %v, %v", here, there, err)
		}
		return nil
	}))
	if first, err := n.b.Next(ctx, nil, station.Tenant{}, friday); err != nil || !first.Equal(friday) {
		t.Errorf("somebody is at work: %v, %v", first, err)
	}
}

func TestMessagesComeFromTheStationThatServesAndLeadToItsHost(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{PublicURL: "https://station.example"})
	other, err := n.people.AddStation(ctx, accounts.Station{Host: "other.example", NameZh: "另一站", NameEn: "Other", Districts: []accounts.District{{Key: "west", Zh: "西", En: "West"}}})
	n.must(err)
	company, err := n.people.SignUp(ctx, accounts.SignUp{Station: other, CreditCode: "91330109MA2GL8F33A", Company: "乙公司", Section: "C", District: "west", Size: "small", Person: "乙", Email: "yi@example.com", Password: "long enough words"})
	n.must(err)
	n.must(n.b.refresh(ctx))
	out, err := n.b.Lead(ctx, company.Tenant())
	if n.must(err); out.PublicURL != "https://other.example" || out.Station["zh"] != "另一站" {
		t.Errorf("%+v", out.Sender)
	}
	if out, err = n.b.Lead(ctx, station.Tenant{Station: accounts.FirstStation}); err != nil || out.PublicURL != "" {
		t.Errorf("the station for every host: %+v, %v", out.Sender, err)
	}
	as, err := n.people.StationCard(ctx, accounts.FirstStation)
	n.must(err)
	as.NameZh, as.NameEn, as.Districts = "新名", "New name", []accounts.District{{Key: "east", Zh: "东", En: "East"}}
	n.must(n.people.ChangeStation(ctx, n.scope(), as))
	n.must(n.b.refresh(ctx))
	if out, err = n.b.Lead(ctx, station.Tenant{Station: accounts.FirstStation}); err != nil || out.Station["zh"] != "新名" {
		t.Errorf("after a new name: %+v, %v", out.Sender, err)
	}
}

func TestAModelOfTheHouseAnswersOnceItIsSet(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	fake, err := fakellm.Start(fakellm.Say("您好"))
	n.must(err)
	defer fake.Close()
	if _, model := n.b.InUse(accounts.FirstStation); model.Probe(ctx).Why != "none" {
		t.Error("a model answers before one was set")
	}
	n.set(accounts.ConnectModel, 0, map[string]string{"url": fake.URL(), "model": "house"}, map[string]string{"key": "topsecret"})
	_, model := n.b.InUse(accounts.FirstStation)
	if got := model.Probe(ctx); got.Why != "" || got.Words != "您好" || (answerer{n.b}).Label(accounts.FirstStation, "en") == (answerer{n.a}).Label(accounts.FirstStation, "en") {
		t.Errorf("%+v", got)
	}
}

func TestSettingsThatCannotBeOpenedKeepMessagesWaiting(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	n.set(accounts.ConnectMail, 0, map[string]string{"host": "mail.example.org", "security": "tls", "from": "a@example.org"}, map[string]string{"password": "x"})
	n.must(n.db.Station(ctx, accounts.FirstStation, func(ctx context.Context, tx pg.Tx) error {
		if _, err := tx.Exec(ctx, `update connections set sealed = '\x00' where station_id = $1`, accounts.FirstStation); err != nil {
			return err
		}
		return n.people.SettingsChanged(ctx, tx, accounts.FirstStation)
	}))
	n.must(n.b.refresh(ctx))
	out, _ := n.b.InUse(accounts.FirstStation)
	err := out.Mails.Send(ctx, notices.Mail{}, nil)
	var refused *notices.Refusal
	if !errors.As(err, &refused) || refused.Final || refused.Status != "settings" {
		t.Errorf("%v", err)
	}
}

func TestTheServersSettingsAreShownWithoutTheirSecrets(t *testing.T) {
	t.Parallel()
	env := map[string]string{"STATION_DATA": t.TempDir(), "STATION_SMTP_URL": "smtps://user:topsecret@mail.example.org", "STATION_SMTP_FROM": "no-reply@example.org", "STATION_SMS_URL": "https://sms.example.org/topsecret", "STATION_SMS_BODY": `["{phone}{text}"]`,
		"STATION_SMS_HEADERS": "X: topsecret", "STATION_WEBHOOK_ALLOW": "10.0.0.0/8", "STATION_LLM_BASE_URL": "https://llm.example.org/v1", "STATION_LLM_MODEL": "m", "STATION_LLM_API_KEY": "topsecret"}
	c, err := readConfig(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	s := &standing{server: c}
	for _, kind := range accounts.ConnectionKinds() {
		shown := s.Servers(kind)
		if len(shown) == 0 {
			t.Errorf("%s: nothing", kind)
		}
		for name, value := range shown {
			if strings.Contains(value, "topsecret") {
				t.Errorf("%s %s: %s", kind, name, value)
			}
		}
	}
	demo := &standing{demo: &notices.Mailbox{}}
	if mails, texts := demo.Servers(accounts.ConnectMail), demo.Servers(accounts.ConnectSMS); mails["host"] != "demo" || texts["url"] != "demo" {
		t.Errorf("the demo, whose mailbox takes mails and short messages, says %v and %v", mails, texts)
	}
	demo.server = c
	if got := demo.Servers(accounts.ConnectSMS); got["headers"] != notices.IsSet {
		t.Errorf("a demo with a gateway says %v", got)
	}
	if got := s.Servers(accounts.ConnectMail); got["security"] != "tls" || got["port"] != "465" || got["password"] != notices.IsSet {
		t.Errorf("%v", got)
	}
}

func TestAdministratorsHearOnceADayOfAJobThatWasGivenUp(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	n.must(n.people.AddStaff(ctx, accounts.FirstStation, station.Administrator, accounts.NewPerson{Name: "管", Email: "head@example.org", Password: "Long enough 7 words"}))
	told, err := notices.New(n.db, notices.Options{Clock: time.Now, Addresses: addresses{n.people}, Hours: n.a, Sealer: noticeSealer{accountstest.Vault(t)}, Trail: trail{n.people, &server{}}, Secret: []byte("signs the links of tests")})
	n.must(err)
	jobs, err := pg.NewJobs(n.db, nil, pg.JobOptions{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	n.must(err)
	n.must(n.db.Global(ctx, func(ctx context.Context, tx pg.Tx) error {
		return errors.Join(jobs.Enqueue(ctx, tx, sweep{}), jobs.Enqueue(ctx, tx, keyCare{}), jobs.Enqueue(ctx, tx, witness{}))
	}))
	n.must(n.db.Global(ctx, func(ctx context.Context, tx pg.Tx) error {
		_, err := tx.Exec(ctx, `update river.river_job set state = 'discarded', attempt = 25, finalized_at = now() where kind in ('sweep', 'key_care')`)
		return err
	}))
	for range 2 {
		n.must(tellDiscarded(ctx, jobs, n.people, told, time.Now()))
	}
	var kinds []string
	keepers, err := n.people.Keepers(ctx, station.Tenant{Station: accounts.FirstStation})
	n.must(err)
	items, _, err := told.Inbox(ctx, station.Actor{Person: keepers[0], Role: station.Administrator, Station: accounts.FirstStation}, "zh", false, notices.Cursor{}, 10)
	n.must(err)
	for _, item := range items {
		kinds = append(kinds, item.Subject)
	}
	slices.Sort(kinds)
	if !slices.Equal(kinds, []string{"后台任务没有做成：key_care", "后台任务没有做成：sweep"}) {
		t.Errorf("%v", kinds)
	}
}

// TestWhatHangsOnACalendarIsReckonedAnewAfterEveryChange: also after one that is made while an earlier one is being reckoned, which has read the calendar
// before.
func TestWhatHangsOnACalendarIsReckonedAnewAfterEveryChange(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	quiet, err := pg.NewJobs(n.db, nil, pg.JobOptions{Log: log})
	n.must(err)
	book, err := calendar.NewBook(n.db, calendar.Data(), calendar.Usual(), trail{n.people, &server{enqueues: quiet}}, time.Now)
	n.must(err)
	day := func(d int) time.Time { return time.Date(2026, 12, d, 0, 0, 0, 0, calendar.Zone()) }
	off := func(d int) { n.must(book.PutDay(ctx, n.head, calendar.OwnDay{On: day(d), Reason: "台风"})) }
	if err := book.PutDay(ctx, station.Actor{}, calendar.OwnDay{}); err == nil {
		t.Error("somebody of no station changes a calendar")
	}
	off(7)
	heard := make(chan bool, 20)
	var under sync.Once
	one := func(_ context.Context, _ *pg.DB, at station.StationID) error {
		days := n.b.Days(at)
		if at != accounts.FirstStation || days.IsWorking(day(7)) {
			return nil // every station is looked at when the work begins; this node has not heard of the change then
		}
		under.Do(func() { off(8) })
		heard <- days.IsWorking(day(8))
		return nil
	}
	works := pg.NewWorks()
	n.must(addRecompute(works, n.db, n.people, []afterCalendar{one}, n.b.refresh))
	jobs, err := pg.NewJobs(n.db, works, pg.JobOptions{Log: log, Poll: 100 * time.Millisecond})
	n.must(err)
	n.must(jobs.Start(ctx))
	defer func() { _ = jobs.Stop(ctx) }()
	for late := time.After(20 * time.Second); ; {
		select {
		case works := <-heard:
			if !works {
				return
			}
		case <-late:
			t.Fatal("a change that came meanwhile was not reckoned")
		}
	}
}

// TestWhatHangsOnACalendarIsReckonedAnewWhenANewProgramBegins, because it may carry a year that was only expected.
func TestWhatHangsOnACalendarIsReckonedAnewWhenANewProgramBegins(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := nodes(t, config{})
	heard := make(chan station.StationID, 9)
	works := pg.NewWorks()
	one := func(_ context.Context, _ *pg.DB, at station.StationID) error {
		heard <- at
		return nil
	}
	n.must(addRecompute(works, n.db, n.people, []afterCalendar{one}, n.b.refresh))
	jobs, err := pg.NewJobs(n.db, works, pg.JobOptions{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Poll: 100 * time.Millisecond})
	n.must(err)
	n.must(jobs.Start(ctx))
	defer func() { _ = jobs.Stop(ctx) }()
	select {
	case at := <-heard:
		if at != accounts.FirstStation {
			t.Errorf("%x", at)
		}
	case <-time.After(20 * time.Second):
		t.Error("nothing was reckoned anew")
	}
}
