package notices_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

// looked is news for the day's mail.
func looked(key string) notices.Notice {
	return notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.CompanyLookedAt, Key: key, Args: notices.Args{"n": 2, "on": wednesday}, Link: "/profiles"}
}

func TestWhatIsNotUrgentWaitsForTheNextWorkingHour(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	who := actor(acme, chen)
	o.now = time.Date(2026, 9, 30, 11, 0, 0, 0, time.UTC) // seven in the evening before the National Day holidays
	o.tell(export())
	o.tell(changed("password.changed:1"))
	urgent := export()
	urgent.Key, urgent.Urgent = "export.ready:2", true
	o.tell(urgent)
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:pending", "mail:sent:ok", "mail:sent:ok"}) {
		t.Errorf("%v", got)
	}
	if n := len(o.inbox(who, "zh")); n != 3 {
		t.Errorf("%d in the inbox: nothing waits there", n)
	}
	var due time.Time
	o.query(`select max(due_at) from app.deliveries`, &due)
	next, err := officeHours(t).Next(ctx, nil, station.Tenant{}, o.now)
	must(t, err)
	if !due.Equal(next) || due.Sub(o.now) < 5*24*time.Hour {
		t.Errorf("due %v, the next working hour is %v", due, next)
	}
	must(t, o.room.Prefer(ctx, who, notices.Preferences{Work: notices.AtOnce, News: notices.Daily}))
	loud := export()
	loud.Key = "export.ready:3"
	o.tell(loud)
	o.work()
	if n := len(o.post.Mails()); n != 3 {
		t.Errorf("%d mails for one who wants no quiet", n)
	}
}

func TestAPersonChoosesTheWayButNotForSecurity(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	who := actor(acme, chen)
	if p, err := o.room.Preferences(ctx, who); err != nil || p != (notices.Preferences{Work: notices.AtOnce, News: notices.Daily, Quiet: true, Texts: true}) {
		t.Errorf("the usual way is %+v, %v", p, err)
	}
	mine := notices.Preferences{Work: notices.InboxOnly, News: notices.InboxOnly, Lang: "en"}
	must(t, o.room.Prefer(ctx, who, mine))
	if p, err := o.room.Preferences(ctx, who); err != nil || p != mine {
		t.Errorf("%+v, %v", p, err)
	}
	o.tell(export())
	o.tell(looked("looked:1"))
	o.tell(changed("password.changed:1"))
	o.work()
	if mails := o.post.Mails(); len(mails) != 1 || mails[0].Subject != "Your password was changed" {
		t.Errorf("%v", mails)
	}
	if n := len(o.inbox(who, "zh")); n != 3 {
		t.Errorf("%d in the inbox", n)
	}
	for _, wrong := range []notices.Preferences{{}, {Work: "sometimes", News: notices.Daily}, {Work: notices.Daily, News: notices.Daily, Lang: "fr"}} {
		err := o.room.Prefer(ctx, who, wrong)
		if f, ok := station.AsFault(err); !ok || f.Kind != station.Invalid {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	if !slices.Contains(o.trail.Actions, "notices.prefer") {
		t.Error("the choice is not in the trail")
	}
}

func TestAChoiceMadeMeanwhileCountsForWhatWaits(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.now = time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)
	o.tell(export())
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.InboxOnly, News: notices.InboxOnly, Quiet: true}))
	o.pass(12 * time.Hour)
	if got := o.states(); !slices.Equal(got, []string{"mail:muted"}) {
		t.Errorf("%v", got)
	}
}

var stopLink = regexp.MustCompile(`https://station\.example/unsubscribe/([\w-]+)`)

func TestTheLinkInAMailStopsItsGroupWithoutSigningIn(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	o.work()
	mail := o.post.Mails()[0]
	m := stopLink.FindStringSubmatch(mail.Text)
	if m == nil || mail.Head.Get("List-Unsubscribe") != "<"+m[0]+">" || !strings.Contains(mail.HTML, m[0]) {
		t.Fatalf("no way to stop in %q, %q", mail.Text, mail.Head.Get("List-Unsubscribe"))
	}
	if g, err := o.room.Unsubscription(m[1]); g != notices.Work || err != nil {
		t.Errorf("%v, %v", g, err)
	}
	for range 2 {
		if g, err := o.room.Unsubscribe(ctx, m[1]); g != notices.Work || err != nil {
			t.Errorf("%v, %v", g, err)
		}
	}
	p, err := o.room.Preferences(ctx, actor(acme, chen))
	must(t, err)
	if p.Work != notices.InboxOnly || p.News != notices.Daily || !p.Quiet {
		t.Errorf("%+v", p)
	}
	if p, _ := o.room.Preferences(ctx, actor(rival, chen)); p.Work != notices.AtOnce {
		t.Error("another company's mails were stopped as well")
	}
	for _, forged := range []string{"", "x", m[1][:len(m[1])-2] + "AA", strings.Replace(m[1], m[1][:4], "AgEA", 1), m[1] + "AA"} {
		if forged == m[1] {
			continue
		}
		_, err := o.room.Unsubscribe(ctx, forged)
		if f, ok := station.AsFault(err); !ok || f.Kind != station.NotFound {
			t.Errorf("%q: %v", forged, err)
		}
	}
}

func TestADayHasOneMailWithWhatIsStillUnread(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	who := actor(acme, chen)
	o.now = time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC) // Tuesday evening
	o.tell(looked("looked:1"))
	o.tell(looked("looked:2"))
	o.tell(looked("looked:3"))
	if _, _, err := o.room.MarkRead(ctx, who, o.inbox(who, "zh")[0].ID); err != nil {
		t.Fatal(err)
	}
	digests := func() {
		t.Helper()
		must(t, o.worker.Digests(ctx))
		o.work()
		o.work()
	}
	digests()
	if n := len(o.post.Mails()); n != 0 {
		t.Errorf("%d mails in the evening", n)
	}
	o.now = time.Date(2026, 11, 25, 1, 2, 0, 0, time.UTC) // two past nine
	digests()
	digests()
	mails := o.post.Mails()
	if len(mails) != 1 || mails[0].Subject != "2026 年 11 月 25 日的消息汇总：2 条" || strings.Count(mails[0].Text, "工作人员查看了贵公司的资料") != 2 {
		t.Fatalf("%d mails: %+v", len(mails), mails)
	}
	if !strings.Contains(mails[0].Text, "https://station.example/inbox?show=unread") || mails[0].Head.Get("List-Unsubscribe") == "" {
		t.Errorf("%s", mails[0].Text)
	}
	o.tell(looked("looked:4")) // the same day: it waits for the next
	o.now = o.now.Add(5 * time.Hour)
	digests()
	if n := len(o.post.Mails()); n != 1 {
		t.Errorf("%d mails in one day", n)
	}
	o.now = time.Date(2026, 11, 26, 1, 2, 0, 0, time.UTC)
	digests()
	if mails := o.post.Mails(); len(mails) != 2 || !strings.Contains(mails[1].Subject, "1 条") {
		t.Errorf("%d mails after two days", len(mails))
	}
	if n := len(o.inbox(who, "zh")); n != 4 {
		t.Errorf("%d in the inbox: the day's mail itself is none of it", n)
	}
	if _, _, err := o.room.MarkRead(ctx, who); err != nil {
		t.Fatal(err)
	}
	o.now = time.Date(2026, 11, 27, 1, 2, 0, 0, time.UTC)
	digests()
	if n := len(o.post.Mails()); n != 2 {
		t.Error("a mail about nothing")
	}
}

// TestNobodysMailOfTheDayWaitsBehindAnothers: who cannot have one now, since their station is not at work, stays among those who wait.
func TestNobodysMailOfTheDayWaitsBehindAnothers(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.worker.SetBatch(1)
	n := looked("looked:1")
	n.To = notices.To(chen, wang, station.PersonID{3})
	o.tell(n)
	for range 2 {
		o.tray.jobs = nil
		must(t, o.worker.Digests(ctx))
		if len(o.tray.jobs) != 3 {
			t.Errorf("mails of the day are asked for %d people of 3", len(o.tray.jobs))
		}
	}
}

func TestALongDayIsCutAndSaysSo(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	for i := range 40 {
		o.tell(looked("looked:" + string(rune('a'+i%26)) + string(rune('a'+i/26))))
	}
	must(t, o.worker.Digests(ctx))
	o.work()
	o.work()
	if mails := o.post.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Text, "· 另有 10 条") {
		t.Errorf("%+v", mails)
	}
}

func TestWhoStopsTheNewsGetsNoMailOfTheDay(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(looked("looked:1"))
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.AtOnce, News: notices.InboxOnly}))
	must(t, o.worker.Digests(ctx))
	o.work()
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:muted"}) || len(o.post.Mails()) != 0 {
		t.Errorf("%v", got)
	}
}
