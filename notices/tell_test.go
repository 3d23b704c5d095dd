package notices_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

func TestAMessageExistsIfAndOnlyIfItsTransactionCommits(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	oops := errors.New("oops")
	err := o.app.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error {
		must(t, o.room.Tell(ctx, tx, export()))
		return oops
	})
	if !errors.Is(err, oops) {
		t.Fatal(err)
	}
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 0 || len(o.states()) != 0 {
		t.Errorf("%d messages and %v of a transaction that was rolled back", n, o.states())
	}
	o.tell(export())
	items := o.inbox(actor(acme, chen), "zh")
	if len(items) != 1 || !items[0].Unread() || items[0].Link != "/settings/data" || items[0].Subject != "您要的数据导出好了" {
		t.Errorf("%+v", items)
	}
	if got := o.inbox(actor(acme, chen), "en"); got[0].Subject != "Your data export is ready" {
		t.Errorf("in English: %q", got[0].Subject)
	}
}

func TestTheSameKeyTwiceIsOneMessageAlsoFromTwoAtOnce(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() { o.tell(export()) })
	}
	group.Wait()
	other := export()
	other.Tenant = rival
	o.tell(other) // the key of one tenant is not the key of another
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 1 {
		t.Errorf("%d messages in the inbox", n)
	}
	if states := o.states(); len(states) != 2 {
		t.Errorf("deliveries: %v", states)
	}
	if n := len(o.inbox(actor(rival, chen), "zh")); n != 1 {
		t.Errorf("%d messages in the other company's inbox", n)
	}
}

func TestEachIsToldOnceHoweverOftenTheyAreNamed(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	n := export()
	n.To = notices.To(chen, wang, chen)
	o.tell(n)
	if states := o.states(); len(states) != 2 {
		t.Errorf("deliveries: %v", states)
	}
	o.work()
	var to []string
	for _, m := range o.post.Mails() {
		to = append(to, m.To+" "+m.Subject)
	}
	slices.Sort(to)
	if want := []string{"chen@example.com 您要的数据导出好了", "wang@example.com Your data export is ready"}; !slices.Equal(to, want) {
		t.Errorf("mails: %v", to)
	}
}

func TestTellRefusesWhatItCannotSay(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	for what, spoil := range map[string]func(*notices.Notice){
		"an unknown kind":                func(n *notices.Notice) { n.Kind = "no.such" },
		"a key with a capital":           func(n *notices.Notice) { n.Key = "Export" },
		"no key":                         func(n *notices.Notice) { n.Key = "" },
		"nobody":                         func(n *notices.Notice) { n.Kind, n.To, n.Args = notices.Test, nil, notices.Args{"at": wednesday} },
		"a missing argument":             func(n *notices.Notice) { n.Args = nil },
		"an argument too many":           func(n *notices.Notice) { n.Args = notices.Args{"until": wednesday, "more": 1} },
		"an argument of another form":    func(n *notices.Notice) { n.Args = notices.Args{"until": "tomorrow"} },
		"a zero moment":                  func(n *notices.Notice) { n.Args = notices.Args{"until": time.Time{}} },
		"a link to elsewhere":            func(n *notices.Notice) { n.Link = "https://evil.example" },
		"a link without its site":        func(n *notices.Notice) { n.Link = "//evil.example" },
		"a secret link to elsewhere":     func(n *notices.Notice) { n.Secret = "javascript:alert(1)" },
		"a recipient that is none":       func(n *notices.Notice) { n.To = []notices.Recipient{{}} },
		"an address with a second line":  func(n *notices.Notice) { n.To = []notices.Recipient{{Mail: "a@example.com\r\nBcc: b@example.com"}} },
		"an address with a name":         func(n *notices.Notice) { n.To = []notices.Recipient{{Mail: "A <a@example.com>"}} },
		"a word with a line of its own":  func(n *notices.Notice) { spoilWord(n, "好\n公司") },
		"an empty word":                  func(n *notices.Notice) { spoilWord(n, " ") },
		"a word longer than any name":    func(n *notices.Notice) { spoilWord(n, strings.Repeat("长", 101)) },
		"a choice that is none of those": func(n *notices.Notice) { spoilWord(n, "好公司"); n.Args["reason"] = "because" },
	} {
		n := export()
		spoil(&n)
		if err := o.tryTell(n); err == nil {
			t.Errorf("told with %s", what)
		} else if strings.Contains(err.Error(), "example.com") || strings.Contains(err.Error(), "长长") {
			t.Errorf("%s: the error repeats what it was given: %v", what, err)
		}
	}
	if len(o.states()) != 0 {
		t.Errorf("deliveries: %v", o.states())
	}
}

func spoilWord(n *notices.Notice, word string) {
	n.Kind, n.Args = notices.LicenceRefused, notices.Args{"company": word, "reason": "expired"}
}

// TestNothingOfAMessageLiesInTheDatabaseInPlain looks for names, addresses and tokens in every column of
// every table, and in the jobs.
func TestNothingOfAMessageLiesInTheDatabaseInPlain(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(notices.Notice{Tenant: acme, To: []notices.Recipient{{Mail: "canary@example.com", Lang: "zh"}}, Kind: notices.Invitation, Key: "invitation:1",
		Args: notices.Args{"company": "卡纳里公司", "by": "卡纳里人", "until": wednesday.Add(time.Hour)}, Secret: "/invitations/canary-token"})
	o.tell(notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.MemberLeft, Key: "member.left:1", Args: notices.Args{"company": "卡纳里公司", "member": "卡纳里人"}, Link: "/people?canary"})
	look := func(when string) {
		t.Helper()
		for _, table := range []string{"app.notices", "app.inbox", "app.deliveries", "app.webhooks", "river.river_job"} {
			var found int
			o.query(`select count(*) from `+table+` r where r::text ilike '%canary%' or r::text like '%卡纳里%'
				or r::text like '%' || encode('canary', 'hex') || '%' or r::text like '%' || encode('卡纳里'::bytea, 'hex') || '%'`, &found)
			if found != 0 {
				t.Errorf("%s: %d rows of %s in plain", when, found, table)
			}
		}
	}
	look("before it is sent")
	var own int
	o.query(`select count(*) from app.deliveries where sealed is not null`, &own)
	o.work()
	look("after it was sent")
	var left int
	o.query(`select count(*) from app.deliveries where sealed is not null`, &left)
	if own != 1 || left != 0 {
		t.Errorf("%d deliveries had something sealed of their own, %d after they were sent", own, left)
	}
	mails := o.post.Mails()
	if len(mails) != 2 || !strings.Contains(mails[0].Text, "https://station.example/invitations/canary-token") || mails[0].To != "canary@example.com" {
		t.Errorf("the invitation did not arrive whole: %+v", mails)
	}
	if strings.Contains(mails[0].Text, "unsubscribe") || mails[0].Head.Get("List-Unsubscribe") != "" {
		t.Error("an invitation cannot be unsubscribed from")
	}
}

func TestASecretLinkIsMailedAndNeverShownInTheInbox(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.Recovery, Key: "recovery:1", Args: notices.Args{"minutes": 30}, Secret: "/recovery/token-1", Link: "/settings/security"})
	o.work()
	item := o.inbox(actor(acme, chen), "zh")[0]
	if strings.Contains(item.Link+item.Body+item.Short+item.Subject, "token-1") || item.Link != "/settings/security" {
		t.Errorf("%+v", item)
	}
	if mails := o.post.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Text, "/recovery/token-1") || !strings.Contains(mails[0].HTML, "/recovery/token-1") {
		t.Errorf("%+v", mails)
	}
}

func TestAWithdrawnMessageDoesNotGoOutAny(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.AtOnce, News: notices.Daily, Texts: true}))
	o.tell(export())
	n := export()
	n.Key = "export.ready:2"
	o.tell(n)
	must(t, o.app.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error {
		return errors.Join(o.room.Withdraw(ctx, tx, acme, "export.ready:1"), o.room.Withdraw(ctx, tx, acme, "never.told"))
	}))
	o.work()
	if n := len(o.post.Mails()); n != 1 || len(o.inbox(actor(acme, chen), "zh")) != 1 {
		t.Errorf("%d mails, %v", n, o.states())
	}
}

func TestAStationTellsItsOwnPeople(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(notices.Notice{Tenant: police, To: notices.To(wang), Kind: notices.JobFailed, Key: "job.failed:7", Args: notices.Args{"job": "sweep", "times": 25}})
	o.work()
	who := station.Actor{Person: wang, Role: station.Administrator, Station: police.Station}
	if items := o.inbox(who, "en"); len(items) != 1 || items[0].Subject != "A background job failed: sweep" {
		t.Errorf("%+v", items)
	}
	if mails := o.post.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Text, "Test City Police") {
		t.Errorf("%+v", mails)
	}
}

func TestAMailComesFromTheStationThatServes(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.worker = notices.NewWorker(o.room, o.door, notices.Outward{Mails: relayTo(t, o.post, false), Sender: notices.Sender{PublicURL: "https://other.example", Station: map[string]string{"zh": "别市公安局", "en": "Other City Police"}}})
	o.tell(export())
	o.work()
	mails := o.post.Mails()
	if len(mails) != 1 {
		t.Fatalf("%d mails", len(mails))
	}
	for _, text := range []string{mails[0].Text, mails[0].HTML} {
		if !strings.Contains(text, "别市公安局") || strings.Contains(text, "试验市公安局") || !strings.Contains(text, "https://other.example/settings/data") || strings.Contains(text, "station.example") {
			t.Errorf("a mail of another station: %s", text)
		}
	}
}
