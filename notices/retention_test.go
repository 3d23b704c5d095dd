package notices_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
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

func (o *office) exec(sql string, args ...any) {
	o.t.Helper()
	conn, err := pgx.Connect(ctx, o.urls.Owner)
	must(o.t, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql, args...)
	must(o.t, err)
}

func (o *office) sweep() {
	o.t.Helper()
	for more := true; more; {
		var err error
		more, err = notices.Sweep(ctx, o.door, o.now, notices.UsualKeep(), o.terms)
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

func TestAStationKeepsMessagesForAsLongAsItSays(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	short, long := [16]byte{7}, [16]byte{8}
	o.exec(`insert into app.stations (id, host, name_zh, name_en, districts, created_at) values ($1, 'short.example', '短站', 'short', '[]', now()), ($2, 'long.example', '长站', 'long', '[]', now())`, short, long)
	for i, tenant := range []station.Tenant{{Station: short}, {Station: long}, acme} {
		n := export()
		n.Tenant, n.Key = tenant, fmt.Sprintf("export.ready:%d", i)
		o.tell(n)
	}
	company := [16]byte{9}
	o.exec(`insert into app.companies (id, station_id, credit_code, name, section, district, size, created_at) values ($1, $2, '91330100MA2H2XJK0F', '甲公司', 'C', '', 'micro', now())`, company, short)
	n := export()
	n.Tenant, n.Key = station.Tenant{Company: company}, "export.ready:9"
	o.tell(n)
	o.work()
	keep := func(days int) time.Time { return o.now.Add(-time.Duration(days) * 24 * time.Hour) }
	o.now = o.now.Add(40 * 24 * time.Hour)
	o.terms = notices.Terms{Stations: []station.StationID{short, long}, Before: []time.Time{keep(30), keep(700)}}
	o.sweep()
	if _, words, inbox, _, _, _ := o.counts(); words != 2 || inbox != 2 {
		t.Errorf("after 40 days: %d with words, %d in inboxes; the station of 30 days and its company have none", words, inbox)
	}
	o.now = wednesday.Add(400 * 24 * time.Hour)
	o.terms.Before = []time.Time{keep(30), keep(700)}
	o.sweep()
	var left [16]byte
	o.query(`select tenant_id from app.inbox`, &left)
	if left != long {
		t.Errorf("after 400 days the station of 700 days has its messages: %x", left)
	}
}
