package web_test

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/web"
)

// letters keeps jobs for a test to do by itself.
type letters struct{ jobs []pg.Timed }

func (l *letters) EnqueueAll(_ context.Context, _ pg.Tx, jobs []pg.Timed) error {
	l.jobs = append(l.jobs, jobs...)
	return nil
}

func (p *portal) see(path, token string) *goquery.Document {
	p.t.Helper()
	page := p.do("GET", path, token, nil)
	if page.status != 200 {
		p.t.Fatalf("GET %s: %d %s", path, page.status, page.location)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page.body))
	p.must(err)
	return doc
}

// tell tells the owner of a firm that an export is ready.
func (p *portal) tell(f *firm, key, link string) {
	p.t.Helper()
	p.must(p.db.Of(context.Background(), f.owner.Tenant(), func(ctx context.Context, tx pg.Tx) error {
		return p.told.Tell(ctx, tx, notices.Notice{Tenant: f.owner.Tenant(), To: notices.To(f.owner.Person), Kind: notices.ExportReady, Key: key, Args: notices.Args{"until": noon}, Link: link})
	}))
}

func TestTheBellCountsAndTheInboxIsReadAndUnread(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	p.tell(f, "export.ready:1", "/lists")
	home := p.see("/home", owner)
	if got := home.Find("a.bell").AttrOr("aria-label", ""); got != "消息，2 条未读" || home.Find(".bell__n").Text() != "2" {
		t.Errorf("the bell says %q, %q", got, home.Find(".bell__n").Text())
	}
	if label := p.see("/home", f.tokens[station.Member]).Find("a.bell").AttrOr("aria-label", ""); label != "消息，没有未读" {
		t.Errorf("a colleague's bell says %q", label)
	}
	if n := p.see("/", "").Find("a.bell").Length(); n != 0 {
		t.Error("a bell for nobody")
	}
	inbox := p.see("/inbox", owner)
	if got := inbox.Find("h1").Text(); got != "2 条未读消息" || inbox.Find(".msgs li.new").Length() != 2 {
		t.Errorf("%q with %d marked", got, inbox.Find(".msgs li.new").Length())
	}
	link := inbox.Find(".msgs a.t").First().AttrOr("href", "")
	opened := p.do("GET", link, owner, nil)
	if opened.status != 303 || opened.location != "/lists" {
		t.Errorf("opened: %d %s", opened.status, opened.location)
	}
	p.now = p.now.Add(time.Minute)
	all := p.post("/inbox/read", owner, nil)
	if all.status != 303 || !strings.Contains(all.location, "undo=") || !strings.Contains(all.location, "n=1") {
		t.Fatalf("read all: %d %s", all.status, all.location)
	}
	marked := p.see(all.location, owner)
	if marked.Find("h1").Text() != "没有未读的消息" || !strings.Contains(marked.Find(".notice--ok").Text(), "1 条") {
		t.Errorf("%q, %q", marked.Find("h1").Text(), marked.Find(".notice--ok").Text())
	}
	undone := p.post("/inbox/unread", owner, url.Values{"at": {marked.Find("input[name=at]").AttrOr("value", "")}})
	if undone.status != 303 || p.see("/inbox", owner).Find(".msgs li.new").Length() != 1 {
		t.Errorf("undo: %d", undone.status)
	}
	only := p.see("/inbox?show=unread", owner)
	if only.Find(".msgs li").Length() != 1 {
		t.Errorf("%d shown of the unread", only.Find(".msgs li").Length())
	}
	one := only.Find(".msgs form").AttrOr("action", "")
	if got := p.post(one, owner, url.Values{"show": {"unread"}}); got.status != 303 || !strings.Contains(got.location, "show=unread") {
		t.Errorf("mark one: %d %s", got.status, got.location)
	}
	if text := p.see("/inbox?show=unread", owner).Find("main").Text(); !strings.Contains(text, "未读的都看完了") {
		t.Error("an empty list says nothing")
	}
}

func TestAMessageWithoutAPageIsShownAndALongInboxIsPaged(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	page := p.see("/inbox/"+f.notice, owner)
	if !strings.Contains(page.Find("main").Text(), "zijian人已退出zijian有限公司") {
		t.Errorf("%s", page.Find("main").Text())
	}
	for range 60 {
		p.tell(f, "export.ready:"+uuid.NewString(), "")
	}
	seen, path := map[string]bool{}, "/inbox"
	for pages := 0; path != "" && pages < 10; pages++ {
		doc := p.see(path, owner)
		doc.Find(".msgs a.t").Each(func(_ int, a *goquery.Selection) {
			href := a.AttrOr("href", "")
			if seen[href] {
				t.Errorf("%s comes twice", href)
			}
			seen[href] = true
		})
		path = doc.Find("a[rel=next]").AttrOr("href", "")
	}
	if len(seen) != 61 {
		t.Errorf("%d messages of 61", len(seen))
	}
	if bell := p.see("/home", owner).Find(".bell__n").Text(); bell != "60" {
		t.Errorf("the bell says %q", bell)
	}
}

func TestPreferencesComeBackAndAWrongOneWithItsComplaint(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	for role, token := range map[station.Role]string{"owner": f.tokens[station.Owner], "expert": p.staff()[station.Expert]} {
		saved := p.post("/settings/messages", token, url.Values{"work": {"daily"}, "news": {"inbox"}, "lang": {"en"}})
		if saved.status != 303 {
			t.Fatalf("%s: %d", role, saved.status)
		}
		doc := p.see(saved.location, token)
		for _, selector := range []string{"[name=work][value=daily][checked]", "[name=news][value=inbox][checked]", "[name=lang][value=en][checked]", "[name=quiet]:not([checked])", ".notice--ok"} {
			if doc.Find(selector).Length() != 1 {
				t.Errorf("%s: no %s", role, selector)
			}
		}
	}
	wrong := p.post("/settings/messages", f.tokens[station.Owner], url.Values{"news": {"sometimes"}, "quiet": {"1"}, "lang": {"account"}})
	if wrong.status != 422 || strings.Count(wrong.body, "请选一种收消息的方式") < 2 || !strings.Contains(wrong.body, `href="#f-work"`) {
		t.Errorf("%d", wrong.status)
	}
	tested := p.post("/settings/messages/test", f.tokens[station.Owner], nil)
	if tested.status != 303 || p.see("/inbox", f.tokens[station.Owner]).Find(".msgs li").Length() != 2 {
		t.Errorf("%d", tested.status)
	}
}

// TestAMailProgramUnsubscribesByItself: one POST, no cookie, no token of a page (RFC 8058).
func TestAMailProgramUnsubscribesByItself(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	box := &notices.Mailbox{}
	worker := notices.NewWorker(p.told, p.db, notices.Outward{Mails: box})
	queue := &letters{}
	p.told.WorkThrough(queue)
	p.book.Put(f.owner.Person, notices.Address{Mail: "zijian@example.com"})
	p.tell(f, "export.ready:1", "/lists")
	p.must(worker.Deliver(context.Background(), queue.jobs[0].Args.(notices.DeliverJob)))
	stop, err := url.Parse(box.Mails()[0].Unsubscribe)
	p.must(err)
	doc := p.see(stop.Path, "")
	if !strings.Contains(doc.Find("h1").Text(), "办事类") || doc.Find("form[action='"+stop.Path+"']").Length() != 1 {
		t.Errorf("%s", doc.Find("main").Text())
	}
	r := httptest.NewRequest("POST", stop.Path, strings.NewReader("List-Unsubscribe=One-Click"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Host = "station.example"
	answer, err := p.App().Test(r, 20_000)
	p.must(err)
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != 200 || !strings.Contains(string(body), "已退订") {
		t.Errorf("%d", answer.StatusCode)
	}
	if p.see("/settings/messages", f.tokens[station.Owner]).Find("[name=work][value=inbox][checked]").Length() != 1 {
		t.Error("the choice did not change")
	}
	if forged := p.do("POST", stop.Path[:len(stop.Path)-3]+"AAA", "", url.Values{}); forged.status != 404 {
		t.Errorf("a forged link: %d", forged.status)
	}
	if other := p.do("POST", "/settings/messages", f.tokens[station.Owner], url.Values{"work": {"once"}, "news": {"once"}}); other.status != 403 {
		t.Errorf("another command without the page's token: %d", other.status)
	}
}

var secretText = regexp.MustCompile(`whsec_[A-Za-z0-9+/=]+`)

func TestAWebhookIsAddedAndItsSecretShownOnce(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	wrong := p.post("/settings/webhooks", owner, url.Values{"url": {"http://erp.example.com/"}, "kinds": {"export.ready"}})
	if wrong.status != 422 || !strings.Contains(wrong.body, `value="http://erp.example.com/"`) || !strings.Contains(wrong.body, "地址要以 https:// 开头") || !strings.Contains(wrong.body, `value="export.ready" checked`) {
		t.Errorf("a wrong address: %d", wrong.status)
	}
	command := url.Values{"url": {"https://erp.example.com/in"}, "kinds": {"export.ready", "member.left"}, "request": {uuid.NewString()}}
	added := p.post("/settings/webhooks", owner, command)
	secret := secretText.FindString(html.UnescapeString(added.body))
	if added.status != 200 || secret == "" {
		t.Fatalf("%d, no secret", added.status)
	}
	again := p.post("/settings/webhooks", owner, command)
	if secretText.MatchString(again.body) || !strings.Contains(again.body, "密钥只显示一次") {
		t.Error("the same command again shows a secret, or says nothing")
	}
	list := p.see("/settings/webhooks", owner)
	if got := list.Find("h1").Text(); got != "2 个系统在接收推送" || secretText.MatchString(list.Text()) {
		t.Errorf("%q", got)
	}
	path := "/settings/webhooks/" + command.Get("request")
	rotated := p.post(path+"/rotate", owner, nil)
	if fresh := secretText.FindString(html.UnescapeString(rotated.body)); rotated.status != 200 || fresh == "" || fresh == secret {
		t.Errorf("rotate: %d", rotated.status)
	}
	for _, step := range []struct{ do, says string }{{"test", "测试事件已发出"}, {"off", "已停用，不再推送"}, {"on", "已启用"}} {
		got := p.post(path+"/"+step.do, owner, nil)
		if got.status != 303 || !strings.Contains(p.see(got.location, owner).Find(".notice--ok").Text(), step.says) {
			t.Errorf("%s: %d %s", step.do, got.status, got.location)
		}
	}
	if got := p.post(path+"/replay", owner, url.Values{"day": {"yesterday"}}); got.status != 422 {
		t.Errorf("a day that is none: %d", got.status)
	}
	if got := p.post(path+"/replay", owner, url.Values{"day": {"2026-11-01"}}); got.status != 303 || !strings.Contains(got.location, "n=0") {
		t.Errorf("replay: %d %s", got.status, got.location)
	}
	if got := p.post(path+"/remove", owner, nil); got.status != 303 || p.do("GET", path, owner, nil).status != 404 {
		t.Errorf("remove: %d", got.status)
	}
	log := p.see("/settings/webhooks/"+f.hook, owner)
	if log.Find("table tbody tr").Length() != 1 || !strings.Contains(log.Find("table").Text(), "成员退出") {
		t.Errorf("%s", log.Find("main").Text())
	}
}

func TestTheMailboxIsThereInTheDemoOnly(t *testing.T) {
	p := newPortal(t)
	box := &notices.Mailbox{}
	p.must(box.Send(context.Background(), notices.Mail{ID: "1", To: "new@example.com", Subject: "澜桥邀请您加入", Text: "正文", Button: "接受邀请", URL: "http://elsewhere:1/invitations/t", At: noon}, func() error { return nil }))
	rooms := web.Rooms{Gate: p.gate, People: p.people, Checks: p.checks, Notices: p.told, Advisor: silent{}, Mailbox: box}
	site := web.Site{Station: accounts.Station{NameZh: "试验站", NameEn: "Test station", Districts: []accounts.District{{Key: "east", Zh: "东区", En: "East"}}, DeskPhone: "0000"}}
	for demo, want := range map[bool]int{false: 404, true: 200} {
		site.Demo = demo
		portal, err := web.New(rooms, site, slog.New(slog.NewTextHandler(io.Discard, nil)), func() time.Time { return noon }, nil)
		p.must(err)
		p.Portal = portal
		if got := p.do("GET", "/demo/mailbox", "", nil); got.status != want || (demo && !strings.Contains(got.body, "澜桥邀请您加入")) {
			t.Errorf("demo %v: %d", demo, got.status)
		}
		got := p.do("GET", "/demo/mailbox/1", "", nil)
		if got.status != want || (demo && !strings.Contains(got.body, `href="/invitations/t"`)) {
			t.Errorf("demo %v, one mail: %d", demo, got.status)
		}
	}
	if got := p.do("GET", "/demo/mailbox/2", "", nil); got.status != http.StatusNotFound {
		t.Errorf("a mail that is not there: %d", got.status)
	}
}
