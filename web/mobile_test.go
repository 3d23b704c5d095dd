package web_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// carrier delivers what the portal tells, into a mailbox.
type carrier struct {
	notices.Mailbox
	p      *portal
	worker *notices.Worker
	jobs   []pg.Timed
}

// EnqueueAll takes the jobs of a transaction.
func (c *carrier) EnqueueAll(_ context.Context, _ pg.Tx, jobs []pg.Timed) error {
	c.jobs = append(c.jobs, jobs...)
	return nil
}

// withTexts lets the portal send short messages.
func (p *portal) withTexts() *carrier {
	p.t.Helper()
	c := &carrier{p: p}
	p.told.Texts = func(context.Context, pg.Tx, station.Tenant) (bool, error) { return true, nil }
	p.told.WorkThrough(c)
	c.worker = notices.NewWorker(p.told, pgtest.Open(p.t, p.urls.Worker), notices.Outward{Mails: c, Texts: c})
	return c
}

// texts delivers and gives the short messages to a number, the newest first.
func (c *carrier) texts(to string) (out []string) {
	c.p.t.Helper()
	jobs := c.jobs
	c.jobs = nil
	for _, job := range jobs {
		if one, is := job.Args.(notices.DeliverJob); is {
			c.p.must(c.worker.Deliver(context.Background(), one))
		}
	}
	for _, m := range c.Mails() {
		if m.To == to {
			out = append(out, m.Text)
		}
	}
	return out
}

var sixDigits = regexp.MustCompile(`[0-9]{6}`)

// TestAMobileNumberIsAddedChangedAndRemoved goes through the pages, with the short messages and what stands in the inbox.
func TestAMobileNumberIsAddedChangedAndRemoved(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	post, b := p.withTexts(), p.browser()
	b.signIn("zijian@example.com")
	if page := b.get("/account/phone"); page.status != 200 || !strings.Contains(page.body, word(t, "phone.h1_none")) {
		t.Fatalf("without a number: %d", page.status)
	}
	if got := b.post("/account/phone", "phone", "12345"); got.status != 422 || !strings.Contains(got.body, `value="12345"`) || !strings.Contains(got.body, "大陆号码 11 位") {
		t.Errorf("what is no number: %d", got.status)
	}
	if got := b.post("/account/phone", "phone", "138 0000 5678"); got.location != "/account/phone?done=asked" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	asked := b.get("/account/phone")
	if !strings.Contains(asked.body, "138****5678") || strings.Contains(asked.body, "13800005678") || !strings.Contains(asked.body, `autocomplete="one-time-code"`) {
		t.Error("the page does not ask for the code, or shows a number that nobody has confirmed")
	}
	code := sixDigits.FindString(post.texts("+8613800005678")[0])
	if got := b.post("/account/phone/confirm", "code", "nonsense"); got.status != 422 || !strings.Contains(got.body, word(t, "phone.wrong_code")) {
		t.Errorf("a wrong code: %d", got.status)
	}
	if got := b.post("/account/phone/confirm", "code", code); got.location != "/account/phone?done=confirmed" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	if own, account := b.get("/account/phone"), b.get("/account"); !strings.Contains(own.body, "8613800005678") || !strings.Contains(account.body, "138****5678") || strings.Contains(account.body, "13800005678") {
		t.Error("its owner does not see it, or the account page shows it whole")
	}
	b.post("/account/phone", "phone", "139 0000 1234")
	b.post("/account/phone/confirm", "code", sixDigits.FindString(post.texts("+8613900001234")[0]))
	if old := post.texts("+8613800005678"); len(old) != 2 || !strings.Contains(old[0], "手机号已更换") {
		t.Errorf("to the number of before: %q", old)
	}
	if got := b.post("/account/phone/remove"); got.location != "/account/phone?done=removed" {
		t.Errorf("%d %s", got.status, got.location)
	}
	if old := post.texts("+8613900001234"); !strings.Contains(old[0], "手机号已删除") {
		t.Errorf("to the number that is gone: %q", old)
	}
	inbox := b.get("/inbox").body
	for _, said := range []string{"手机号已添加", "手机号已更换", "手机号已删除"} {
		if !strings.Contains(inbox, said) {
			t.Errorf("the inbox does not say %s", said)
		}
	}
	for _, number := range []string{"13800005678", "13900001234", code} {
		if strings.Contains(inbox, number) {
			t.Errorf("the inbox shows %s", number)
		}
		if n := p.count(`select count(*) from audit where detail::text like '%` + number + `%' or subject like '%` + number + `%'`); n != 0 {
			t.Errorf("the trail holds %s", number)
		}
	}
}

// TestANumberIsChangedWithAFreshProofOnly and taken with another's proof of it, who then hears of it.
func TestANumberIsChangedWithAFreshProofOnly(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	p.firm(codeTwo, "bieren")
	post, b := p.withTexts(), p.browser()
	b.signIn("zijian@example.com")
	b.post("/account/phone", "phone", "13800005678")
	b.post("/account/phone/confirm", "code", sixDigits.FindString(post.texts("+8613800005678")[0]))
	p.now = p.now.Add(accounts.FreshFor)
	for _, path := range []string{"/account/phone", "/account/phone/confirm", "/account/phone/remove"} {
		if got := b.post(path, "phone", "13700001111"); got.status != 403 || !strings.Contains(got.body, `action="/prove"`) {
			t.Errorf("%s with an old proof: %d", path, got.status)
		}
	}
	other := p.browser()
	other.signIn("bieren@example.com")
	if got := other.post("/account/phone", "phone", "13800005678"); got.location != "/account/phone?done=asked" {
		t.Errorf("a number that another has is answered otherwise: %d %s", got.status, got.location)
	}
	p.now = p.now.Add(time.Minute)
	other.post("/account/phone/confirm", "code", sixDigits.FindString(post.texts("+8613800005678")[0]))
	if page := b.get("/account/phone"); strings.Contains(page.body, "13800005678") {
		t.Error("both have the number")
	}
	if inbox := b.get("/inbox"); !strings.Contains(inbox.body, "已被另一个账户确认") {
		t.Error("who had it hears nothing")
	}
}

// TestAStationWithoutShortMessagesAsksForNoNumber.
func TestAStationWithoutShortMessagesAsksForNoNumber(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	if page := p.do("GET", "/account/phone", f.tokens["owner"], nil); page.status != 200 || strings.Contains(page.body, `name="phone"`) || !strings.Contains(page.body, word(t, "phone.no_texts")) {
		t.Errorf("%d, or it asks for a number", page.status)
	}
	if got := p.post("/account/phone", f.tokens["owner"], map[string][]string{"phone": {"13800005678"}}); got.status != 404 {
		t.Errorf("%d", got.status)
	}
}

// TestAnOfficerResetsTheFactorsOfAnOwner who has lost them, after a look at the papers; both are told.
func TestAnOfficerResetsTheFactorsOfAnOwner(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	officer := p.staff()[station.Officer]
	b := p.browser()
	b.signIn("zijian@example.com")
	_, codes, _ := b.addApp("/account")
	form := func(pairs ...string) map[string][]string {
		out := map[string][]string{"uscc": {codeOne}, "email": {"zijian@example.com"}, "papers": {"id_card"}, "sure": {"1"}}
		for i := 0; i+1 < len(pairs); i += 2 {
			out[pairs[i]] = []string{pairs[i+1]}
		}
		return out
	}
	for name, c := range map[string]struct{ field, value, say string }{
		"no papers": {"papers", "", "desk.choose_papers"}, "not sure": {"sure", "", "desk.factors_unsure"}, "another address": {"email", "m-zijian@example.com", "recover.no_such_owner"},
	} {
		if got := p.post("/desk/factors", officer, form(c.field, c.value)); got.status != 422 || !strings.Contains(got.body, word(t, c.say)) || !strings.Contains(got.body, codeOne) {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := p.post("/desk/factors", officer, form()); got.status != 200 || !strings.Contains(got.body, "zijian人的第二重验证已重置") {
		t.Fatalf("%d", got.status)
	}
	if got := p.post("/desk/factors", officer, form()); got.status != 422 || !strings.Contains(got.body, word(t, "factor.none_to_reset")) {
		t.Errorf("a second time: %d", got.status)
	}
	if got := b.get("/home"); got.status != 303 {
		t.Errorf("the owner's session lives on: %d", got.status)
	}
	if got := b.signIn("zijian@example.com"); got.location != "/home" {
		t.Fatalf("the password alone: %d %s, of %d codes", got.status, got.location, len(codes))
	}
	if inbox := b.get("/inbox"); !strings.Contains(inbox.body, "停用了一种第二重验证方式") {
		t.Error("the owner was not told")
	}
	if inbox := p.do("GET", "/inbox", officer, nil); !strings.Contains(inbox.body, "您为一位企业负责人重置了第二重验证") {
		t.Error("the officer was not told")
	}
	if n := p.count(`select count(*) from audit where action = 'factor.reset' and detail->>'how' = 'officer: id_card'`); n != 2 {
		t.Errorf("it stands in %d trails", n)
	}
	p.now = p.now.Add(accounts.FreshFor)
	if got := p.post("/desk/factors", officer, form()); got.status != 403 || !strings.Contains(got.body, `action="/prove"`) {
		t.Errorf("with an old proof: %d", got.status)
	}
}

// TestAPasswordIsChangedWithTheFactorWhereThereIsOne: the session goes on under another token once it is shown.
func TestAPasswordIsChangedWithTheFactorWhereThereIsOne(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	b := p.browser()
	b.signIn("zijian@example.com")
	secret, codes, _ := b.addApp("/account")
	p.now = p.now.Add(accounts.FreshFor)
	change := []string{"present_password", password, "password", "another long password"}
	if got := b.post("/account/password", change...); got.status != 403 || !strings.Contains(got.body, `name="code"`) || strings.Contains(got.body, "another long password") {
		t.Fatalf("with an old proof: %d, or the new password travels along", got.status)
	}
	if got := b.post("/prove", "password", password, "return", "/account"); got.status != 422 {
		t.Errorf("the password alone: %d", got.status)
	}
	before, open := b.cookies["station-session"], b.csrf()
	if got := b.post("/prove", "password", password, "code", accountstest.AppCode(t, secret, p.now), "return", "/account"); got.location != "/account" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	if b.cookies["station-session"] == before || p.do("GET", "/account", before, nil).status != 303 {
		t.Error("the session goes on under the token of before")
	}
	if got := b.send("POST", "/account/name", map[string][]string{"csrf": {open}, "name": {"zijian人"}}); got.status != 303 {
		t.Errorf("a form that was open meanwhile: %d", got.status)
	}
	if got := b.post("/account/password", change...); got.location != "/account?done=password" {
		t.Errorf("with a fresh proof: %d %s", got.status, got.location)
	}
	p.now = p.now.Add(accounts.FreshFor)
	if got := b.post("/prove", "password", "another long password", "recovery", codes[0], "return", "/account"); got.location != "/account" {
		t.Fatalf("with a recovery code: %d %s", got.status, got.location)
	}
	if inbox := b.get("/inbox"); !strings.Contains(inbox.body, "恢复码") {
		t.Error("a recovery code that was used is not told")
	}
}

// TestASignInFromAnotherBrowserIsTold with the way to end it.
func TestASignInFromAnotherBrowserIsTold(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
	b := p.browser()
	form := map[string][]string{"csrf": {b.csrf()}, "email": {"zijian@example.com"}, "password": {password}}
	if got := b.send("POST", "/signin", form, "User-Agent", firefox); got.location != "/home" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	inbox := b.get("/inbox").body
	if strings.Count(inbox, "（Firefox · Linux）") != 1 {
		t.Error("a new device is not told, or not once")
	}
	open := regexp.MustCompile(`href="(/inbox/[0-9a-f-]{36})"><span class="vh">[^<]*</span>[^<]*新设备`).FindStringSubmatch(inbox)
	if open == nil {
		t.Fatal("the message cannot be opened")
	}
	if page := b.get(open[1]); !strings.Contains(page.body, "/account#a-sessions") && page.location != "/account#a-sessions" {
		t.Errorf("it does not lead to where sessions are ended: %d %s", page.status, page.location)
	}
}

// TestTheOwnersHearThatAConsentIsWithdrawn in the transaction that withdraws it.
func TestTheOwnersHearThatAConsentIsWithdrawn(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	if got := p.post("/privacy/withdraw", f.tokens["owner"], map[string][]string{"kind": {accounts.ConsentAggregates}}); got.status != 409 {
		t.Errorf("what was not given: %d", got.status)
	}
	if got := p.post("/privacy/withdraw", f.tokens["owner"], map[string][]string{"kind": {accounts.ConsentEmployeeRows}, "sure": {"1"}}); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if n := p.count(`select count(*) from notices where kind = 'consent.withdrawn'`); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// TestAnotherCompanyKeepsTheEndOfTheSession on the page on which it is chosen.
func TestAnotherCompanyKeepsTheEndOfTheSession(t *testing.T) {
	p := newPortal(t)
	p.firm(codeOne, "zijian")
	other := p.firm(codeTwo, "bieren")
	link, err := p.people.Invite(t.Context(), p.scope(other.owner, "people.invite"), uuid.New(), "zijian@example.com", station.Member, station.UnitID{}, nil)
	p.must(err)
	b := p.browser()
	b.signIn("zijian@example.com")
	p.now = p.now.Add(90 * time.Minute)
	if got := b.post("/join/" + link); got.status != 303 {
		t.Fatalf("joined: %d", got.status)
	}
	for range 7 {
		p.now = p.now.Add(90 * time.Minute)
		to := regexp.MustCompile(`name="company" value="([^"]+)"`).FindStringSubmatch(b.get("/account").body)
		if to == nil {
			if p.now.Sub(noon) < accounts.SessionLife {
				t.Fatal("no other company to act for")
			}
			return
		}
		if got := b.post("/account/company", "company", to[1]); got.location != "/home" {
			t.Fatalf("%d %s", got.status, got.location)
		}
	}
	t.Error("the session lives longer than twelve hours")
}
