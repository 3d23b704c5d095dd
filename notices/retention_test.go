package notices_test

import (
	"context"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

func (o *office) counts() (messages, words, inbox, deliveries, preferences, hooks int) {
	o.t.Helper()
	o.query(`select (select count(*)::int from app.notices), (select count(*)::int from app.notices where sealed is not null), (select count(*)::int from app.inbox),
		(select count(*)::int from app.deliveries), (select count(*)::int from app.notice_preferences), (select count(*)::int from app.webhooks)`,
		&messages, &words, &inbox, &deliveries, &preferences, &hooks)
	return
}

func (o *office) sweep() {
	o.t.Helper()
	for more := true; more; {
		var err error
		more, err = notices.Sweep(ctx, o.door, o.now, notices.UsualKeep())
		must(o.t, err)
	}
}

func TestWhatHasServedItsTimeGoes(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	o.tell(notices.Notice{Tenant: acme, To: []notices.Recipient{{Mail: "new@example.com"}}, Kind: notices.Invitation, Key: "invitation:1",
		Args: notices.Args{"company": "甲公司", "by": "乙", "until": wednesday}, Secret: "/invitations/t"})
	o.work()
	o.sweep()
	if _, words, inbox, _, _, _ := o.counts(); words != 2 || inbox != 1 {
		t.Errorf("too early: %d with words, %d in the inbox", words, inbox)
	}
	o.now = o.now.Add(91 * 24 * time.Hour)
	o.sweep()
	if _, words, inbox, _, _, _ := o.counts(); words != 1 || inbox != 1 {
		t.Errorf("after three months: %d with words, %d in the inbox", words, inbox)
	}
	if items := o.inbox(actor(acme, chen), "zh"); len(items) != 1 || items[0].Short == "" {
		t.Errorf("%+v", items)
	}
	o.now = wednesday.Add(366 * 24 * time.Hour)
	o.sweep()
	if messages, words, inbox, _, _, _ := o.counts(); messages != 2 || words != 0 || inbox != 0 {
		t.Errorf("after a year: %d messages, %d with words, %d in the inbox", messages, words, inbox)
	}
	o.tell(export()) // the key is remembered
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 0 {
		t.Errorf("told anew after a year")
	}
	o.now = wednesday.Add(731 * 24 * time.Hour)
	o.sweep()
	if messages, _, _, deliveries, _, _ := o.counts(); messages != 0 || deliveries != 0 {
		t.Errorf("after two years: %d messages, %d deliveries", messages, deliveries)
	}
}

func TestWhatIsStillOnItsWayKeepsItsWords(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	if _, _, err := o.room.MarkRead(ctx, actor(acme, chen)); err != nil {
		t.Fatal(err)
	}
	o.now = o.now.Add(400 * 24 * time.Hour)
	o.sweep()
	if _, words, _, deliveries, _, _ := o.counts(); words != 1 || deliveries != 1 {
		t.Errorf("%d with words, %d deliveries", words, deliveries)
	}
}

func TestAPersonIsForgottenAndNobodyElse(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	both := export()
	both.To = notices.To(chen, wang)
	o.tell(both)
	o.tell(changed("password.changed:1")) // to Chen only
	for _, who := range []struct{ p [16]byte }{{chen}, {wang}} {
		must(t, o.room.Prefer(ctx, actor(acme, who.p), notices.Preferences{Work: notices.AtOnce, News: notices.Daily}))
	}
	must(t, o.app.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error { return notices.DeletePerson(ctx, tx, acme, chen) }))
	if messages, _, inbox, deliveries, preferences, _ := o.counts(); messages != 1 || inbox != 1 || deliveries != 1 || preferences != 1 {
		t.Errorf("%d messages, %d in inboxes, %d deliveries, %d preferences", messages, inbox, deliveries, preferences)
	}
	o.work() // what was on its way ends
	if mails := o.post.Mails(); len(mails) != 1 || mails[0].To != "wang@example.com" {
		t.Errorf("%+v", mails)
	}
	var traces int
	o.query(`select count(*)::int from (select n::text r from app.notices n union all select i::text from app.inbox i union all select d::text from app.deliveries d union all select p::text from app.notice_preferences p) x
		where r like '%'||(select '01000000-0000-0000-0000-000000000000')||'%'`, &traces)
	if traces != 0 {
		t.Errorf("%d rows still name the person", traces)
	}
}

func TestATenantIsForgottenAndNoOther(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	o.hook("https://example.com/")
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.AtOnce, News: notices.Daily}))
	other := export()
	other.Tenant = rival
	o.tell(other)
	must(t, o.door.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error { return notices.DeleteAll(ctx, tx, acme) }))
	if messages, _, inbox, deliveries, preferences, hooks := o.counts(); messages != 1 || inbox != 1 || deliveries != 1 || preferences != 0 || hooks != 0 {
		t.Errorf("%d messages, %d in inboxes, %d deliveries, %d preferences, %d webhooks", messages, inbox, deliveries, preferences, hooks)
	}
	o.work()
	if n := len(o.post.Mails()); n != 1 {
		t.Errorf("%d mails", n)
	}
}
