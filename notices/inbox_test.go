package notices_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

func (o *office) many(n int) {
	o.t.Helper()
	for i := range n {
		m := export()
		m.Key = fmt.Sprintf("export.ready:%d", i)
		m.Link = fmt.Sprintf("/exports/%d", i)
		o.tell(m)
	}
}

func TestTheInboxShowsUnreadFirstAndPagesThroughEverythingOnce(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.many(25)
	who := actor(acme, chen)
	for _, item := range o.inbox(who, "zh") {
		if item.Link == "/exports/3" || item.Link == "/exports/24" {
			if _, _, err := o.room.MarkRead(ctx, who, item.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	var links []string
	var at notices.Cursor
	for pages := 0; ; pages++ {
		page, next, err := o.room.Inbox(ctx, who, "zh", false, at, 10)
		must(t, err)
		for _, item := range page {
			links = append(links, item.Link)
		}
		if next == (notices.Cursor{}) {
			break
		}
		if at = notices.ParseCursor(next.String()); at != next || pages > 5 {
			t.Fatalf("the cursor %q reads as %+v", next, at)
		}
	}
	if len(links) != 25 || links[0] != "/exports/23" || links[22] != "/exports/0" || links[23] != "/exports/24" || links[24] != "/exports/3" {
		t.Errorf("%d messages: %v", len(links), links)
	}
	unread, next, err := o.room.Inbox(ctx, who, "zh", true, notices.Cursor{}, 23)
	must(t, err)
	if len(unread) != 23 || next != (notices.Cursor{}) {
		t.Errorf("%d unread, then %v", len(unread), next)
	}
	if n, err := o.room.Unread(ctx, who, 100); n != 23 || err != nil {
		t.Errorf("%d unread, %v", n, err)
	}
	if n, err := o.room.Unread(ctx, who, 9); n != 9 || err != nil {
		t.Errorf("%d unread up to 9, %v", n, err)
	}
}

func TestMarkingReadCanBeTakenBack(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.many(3)
	who := actor(acme, chen)
	first := o.inbox(who, "zh")[0].ID
	_, _, err := o.room.MarkRead(ctx, who, first)
	must(t, err)
	o.now = o.now.Add(time.Minute)
	at, n, err := o.room.MarkRead(ctx, who)
	if n != 2 || err != nil {
		t.Fatalf("%d marked, %v", n, err)
	}
	if left, _ := o.room.Unread(ctx, who, 100); left != 0 {
		t.Errorf("%d left", left)
	}
	must(t, o.room.MarkUnread(ctx, who, at))
	if left, _ := o.room.Unread(ctx, who, 100); left != 2 {
		t.Errorf("%d unread after it was taken back; the one that was read before stays read", left)
	}
}

func TestAMessageIsOpenedByItsReceiverOnly(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	id := o.inbox(actor(acme, chen), "zh")[0].ID
	for what, who := range map[string]station.Actor{"a colleague": actor(acme, wang), "the same person for another company": actor(rival, chen)} {
		_, err := o.room.Open(ctx, who, "zh", id)
		if f, ok := station.AsFault(err); !ok || f.Kind != station.NotFound {
			t.Errorf("%s: %v", what, err)
		}
		if _, n, err := o.room.MarkRead(ctx, who, id); n != 0 || err != nil {
			t.Errorf("%s marks %d, %v", what, n, err)
		}
	}
	item, err := o.room.Open(ctx, actor(acme, chen), "zh", id)
	if err != nil || item.Unread() || item.Link != "/settings/data" {
		t.Errorf("%+v %v", item, err)
	}
	again, err := o.room.Open(ctx, actor(acme, chen), "zh", id)
	if err != nil || !again.ReadAt.Equal(item.ReadAt) {
		t.Errorf("opened again: read at %v, first %v, %v", again.ReadAt, item.ReadAt, err)
	}
}

func TestAStrangeMessageDoesNotCloseTheInbox(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.many(2)
	var n int
	o.query(`with x as (update app.notices set kind = 'of.the.future' where key = 'export.ready:0' returning 1) select count(*)::int from x`, &n)
	items := o.inbox(actor(acme, chen), "zh")
	if len(items) != 2 || items[1].Subject != "of.the.future" {
		t.Errorf("%+v", items)
	}
}

func TestATestMessageIsSentOnceAMinute(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	who := actor(acme, chen)
	must(t, o.room.SendTest(ctx, who))
	must(t, o.room.SendTest(ctx, who))
	o.now = o.now.Add(time.Minute)
	must(t, o.room.SendTest(ctx, who))
	o.work()
	if n := len(o.post.Mails()); n != 2 {
		t.Errorf("%d test mails", n)
	}
}

func TestACursorThatNobodyMadeIsTheBeginning(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "u.", "x.01890000-0000-7000-8000-000000000000", "u.01890000-0000-7000-8000-00000000000g", "r." + "1234567890123456789012345678901234567890"} {
		if got := notices.ParseCursor(s); got != (notices.Cursor{}) {
			t.Errorf("%q: %+v", s, got)
		}
	}
}
