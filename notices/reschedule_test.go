package notices_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// changed calendars, as a station may have them
type ownHours struct{ c *calendar.Calendar }

func (h ownHours) Next(_ context.Context, _ pg.Tx, _ station.Tenant, at time.Time) (time.Time, error) {
	next, _, err := h.c.Next(at)
	return next, err
}

func hoursWith(t *testing.T, days ...calendar.OwnDay) ownHours {
	t.Helper()
	c, err := calendar.LoadOwn(calendar.Data(), calendar.Usual(), calendar.Own{Days: days})
	must(t, err)
	return ownHours{c}
}

func TestMailsThatWaitForWorkingHoursFollowTheCalendar(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	night := time.Date(2026, 11, 26, 14, 0, 0, 0, time.UTC) // Thursday, 22:00 in Shanghai
	o.now = night
	o.tell(export())
	other := export()
	other.Tenant = rival
	o.tell(other)
	o.tell(changed("password.changed:1")) // goes at once
	o.work()
	due := func() (out []time.Time) {
		var first, last time.Time
		o.query(`select min(due_at), max(due_at) from app.deliveries where ended_at is null`, &first, &last)
		return []time.Time{first.UTC(), last.UTC()}
	}
	friday, monday := time.Date(2026, 11, 27, 1, 0, 0, 0, time.UTC), time.Date(2026, 11, 30, 1, 0, 0, 0, time.UTC)
	if got := due(); !slices.Equal(got, []time.Time{friday, friday}) {
		t.Fatalf("%v", got)
	}
	storm := hoursWith(t, calendar.OwnDay{On: friday, Reason: "台风"})
	for i, want := range []int{2, 0} { // safe to run twice
		moved, err := notices.Reschedule(ctx, o.door, storm, o.tray, o.now)
		if err != nil || moved != want {
			t.Errorf("run %d: %d moved, %v", i, moved, err)
		}
	}
	if got := due(); !slices.Equal(got, []time.Time{monday, monday}) {
		t.Errorf("%v", got)
	}
	o.now = friday.Add(time.Minute)
	o.work() // the older jobs are void
	if n := len(o.post.Mails()); n != 1 {
		t.Errorf("%d mails on the day off, one of them about security", n)
	}
	if moved, err := notices.Reschedule(ctx, o.door, hoursWith(t), o.tray, o.now); err != nil || moved != 2 {
		t.Errorf("%d moved back, %v", moved, err)
	}
	o.now = o.now.Add(time.Minute)
	o.work()
	if n := len(o.post.Mails()); n != 3 {
		t.Errorf("%d mails after the day is worked on again", n)
	}
}

func TestFailedMailsAreSentOnceMoreWhereTheyMayBe(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	good := o.worker
	o.worker = notices.NewWorker(o.room, o.door, notices.Outward{})
	o.tell(export())
	o.tell(changed("password.changed:1"))
	o.work()
	b, err := notices.ReadBacklog(ctx, o.door, o.now)
	if err != nil || b.Failed != 2 || len(b.Ways) != 1 || b.Ways[0] != (notices.WayBacklog{Channel: "mail", Failed: 2, Retryable: 1}) {
		t.Fatalf("%+v, %v", b, err)
	}
	o.worker = good
	nobody := func(context.Context, station.Tenant) (bool, error) { return false, nil }
	if n, err := notices.RetryMails(ctx, o.door, o.tray, nobody, o.now); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	ours := func(_ context.Context, tenant station.Tenant) (bool, error) { return tenant == acme, nil }
	for i, want := range []int{1, 0} {
		if n, err := notices.RetryMails(ctx, o.door, o.tray, ours, o.now); n != want || err != nil {
			t.Errorf("run %d: %d, %v", i, n, err)
		}
	}
	o.work()
	if n := len(o.post.Mails()); n != 1 {
		t.Errorf("%d mails", n)
	}
}

func TestSettingsThatCannotBeUsedKeepMessagesWaiting(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	good := o.worker
	o.worker = notices.NewWorker(o.room, o.door, notices.Outward{Mails: notices.Broken{}})
	o.tell(export())
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:pending:settings"}) {
		t.Fatalf("%v", got)
	}
	o.worker = good
	o.now = o.now.Add(10 * time.Minute)
	must(t, o.worker.Tend(ctx))
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:sent:ok"}) {
		t.Errorf("%v", got)
	}
}
