package main

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

// oneReport is a report with one finding, for reviews that need no more.
type oneReport struct{ profile uuid.UUID }

func (o oneReport) Report(context.Context, accounts.Scope, uuid.UUID) (reviews.Report, error) {
	return reviews.Report{Profile: o.profile, Digest: "d", Findings: reviews.Findings{"EMP-010": {Severity: station.High, Inputs: "f"}}, Order: []string{"EMP-010"}, Areas: map[string]station.Area{"EMP-010": station.Employee}}, nil
}

// TestTheHourlyJobOfReviewsTellsThroughTheWorkersDoor runs the job in its queue, with the tenants' real keys, and twice.
func TestTheHourlyJobOfReviewsTellsThroughTheWorkersDoor(t *testing.T) {
	t.Parallel()
	d, ctx := openCounter(t), context.Background()
	d.now = time.Date(2026, 11, 25, 12, 0, 0, 0, calendar.Zone())
	owner, err := d.people.SignUp(ctx, accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "甲纺织有限公司", Section: "C", District: "east", Size: "small", Person: "陈静", Email: "a@example.com", Password: "Long enough 7 words"})
	d.must(err)
	expert, checker := d.staff(station.Expert), d.staff(station.Security)
	card := accounts.ExpertCard{Licence: accounts.Licence{Country: "DE", Number: "RAK 1"}, FirmZh: "甲", FirmEn: "A", Domains: []string{"tax"}, Languages: []string{"de"}, Capacity: 1}
	_, err = d.people.PutOwnExpert(ctx, d.scope(expert), card, nil)
	d.must(err)
	d.must(d.people.DecideExpert(ctx, d.scope(checker), expert.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: d.now.AddDate(1, 0, 0), Note: "x", Rev: 1}, nil))
	book, err := calendar.NewBook(d.db, calendar.Data(), calendar.Usual(), trail{d.people, &server{}}, func() time.Time { return d.now })
	d.must(err)
	standing, err := newStanding(ctx, d.people, book, config{}, nil, slog.New(slog.NewTextHandler(io.Discard, nil)))
	d.must(err)
	report := oneReport{uuid.New()}
	looked := reviews.New(d.db, d.people, accountstest.Vault(t), report, web.DeadlinesOf(standing), func() time.Time { return d.now })
	id := uuid.New()
	_, err = looked.Ask(ctx, d.scope(owner), reviews.Ask{ID: id, Profile: report.profile, Part: reviews.Whole, Question: "能签吗", Expert: expert.Person}, nil)
	d.must(err)
	d.must(looked.Accept(ctx, d.scope(expert), id, reviews.TermsVersion, nil))
	d.must(looked.File(ctx, d.scope(owner), reviews.Filing{ID: uuid.New(), Profile: report.profile, Finding: "EMP-010", Text: "不同意"}, nil))

	admin := station.Actor{Person: station.PersonID{1}, Role: station.Administrator, Station: accounts.FirstStation}
	d.must(book.PutDay(ctx, admin, calendar.OwnDay{On: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Reason: "台风停工"}))
	d.now = time.Date(2026, 12, 10, 18, 0, 0, 0, calendar.Zone()) // when it is due for the holiday
	d.must(standing.refresh(ctx))
	for _, one := range (&server{standing: standing}).changes(looked) {
		d.must(one(ctx, d.door, accounts.FirstStation))
	}
	works := pg.NewWorks()
	d.must(addReviewTime(works, d.door, looked, web.PassingOf(d.told, d.people)))
	jobs, err := pg.NewJobs(d.door, works, pg.JobOptions{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	d.must(err)
	d.must(jobs.Start(ctx))
	t.Cleanup(func() { _ = jobs.Stop(context.Background()) })
	for until := time.Now().Add(20 * time.Second); len(d.subjects(expert)) < 2; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("the job told %v", d.subjects(expert))
		}
	}
	more, err := looked.Pass(ctx, d.door, web.PassingOf(d.told, d.people))
	if err != nil || more {
		t.Errorf("more %v, %v", more, err)
	}
	if got := d.subjects(owner); !sameTexts(got, "A review is overdue") {
		t.Errorf("the owner was told %v", got)
	}
	if got := d.subjects(expert); len(got) != 2 {
		t.Errorf("the lead was told %v", got)
	}
	items, _, err := d.told.Inbox(ctx, owner, "en", false, notices.Cursor{}, 1)
	if err != nil || len(items) != 1 || items[0].Short != "A review is overdue: its conclusion was due by 10 Dec, 18:00." {
		t.Errorf("%+v, %v", items, err)
	}
}
