package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// TestAForgottenPasswordAnswersAlike asks for a link for an account and for none: both are told the same,
// no faster, and only the account is sent a mail, whose token lies nowhere open.
func TestAForgottenPasswordAnswersAlike(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	mails := func() int { return p.count(`select count(*) from notices where kind = 'recovery'`) }
	ask := func(email string) (answer, time.Duration) {
		began := time.Now()
		got := p.post("/forgot", "", url.Values{"email": {email}})
		return got, time.Since(began)
	}
	none, quick := ask("nobody@example.com")
	if mails() != 0 {
		t.Error("a mail to nobody")
	}
	got, slow := ask("zijian@example.com")
	if got.status != 200 || got.status != none.status || len(got.body) != len(none.body) {
		t.Errorf("an account: %d, %d bytes; none: %d, %d bytes", got.status, len(got.body), none.status, len(none.body))
	}
	if mails() != 1 || p.count(`select count(*) from links where purpose = 'recover'`) != 1 {
		t.Errorf("%d mails", mails())
	}
	if quick < 400*time.Millisecond || slow < 400*time.Millisecond {
		t.Errorf("the answer came after %s and %s: its time tells who has an account", quick, slow)
	}
	for range 4 {
		if got, _ := ask("zijian@example.com"); got.status != 200 || len(got.body) != len(none.body) {
			t.Errorf("asked again: %d", got.status)
		}
	}
	if mails() != 3 {
		t.Errorf("%d letters to one address within a quarter of an hour", mails())
	}
	if bad := p.post("/forgot", "", url.Values{"email": {"no address"}}); bad.status != 422 {
		t.Errorf("no address: %d", bad.status)
	}
	var last answer
	for range 12 {
		last = p.post("/forgot", "", url.Values{"email": {"nobody@example.com"}})
	}
	if last.status != 429 {
		t.Errorf("after a dozen: %d", last.status)
	}
}

// TestWhatHappensIsTold does what people are to hear of and looks for the message of each, written in the
// same transaction.
func TestWhatHappensIsTold(t *testing.T) {
	c := newClaim(t)
	told := func(kind string) int { return c.count(`select count(*) from notices where kind = '` + kind + `'`) }
	for _, kind := range []string{"claim.filed", "claim.received"} {
		if told(kind) != 1 {
			t.Errorf("%s is told %d times", kind, told(kind))
		}
	}
	c.post("/people/invitations", c.owner, url.Values{"email": {"neu@example.com"}})
	c.post("/account/email", c.owner, url.Values{"email": {"anders@example.com"}})
	c.post(c.desk, c.officer, url.Values{"outcome": {"refused"}, "reason": {"x"}})
	for _, link := range deskLink.FindAllStringSubmatch(c.do("GET", "/desk", c.officer, nil).body, -1) {
		c.post(link[1], c.officer, url.Values{"decision": {"accept"}})
	}
	member := c.f.tokens[station.Member]
	if got := c.post("/account/leave", member, url.Values{"sure": {"1"}}); got.status != 303 {
		t.Fatalf("leave: %d", got.status)
	}
	for kind, want := range map[string]int{"invitation": 1, "mail.confirm": 1, "mail.changing": 1, "claim.decided": 1, "claim.answered": 1, "licence.accepted": 1} {
		if told(kind) != want {
			t.Errorf("%s is told %d times", kind, told(kind))
		}
	}
	if told("member.left") < 2 { // one is the harness's own
		t.Error("nobody is told who left")
	}
	for _, open := range []string{"anders@", "/join/", "/confirm/", "zijian有限公司"} {
		if n := c.count(`select count(*) from notices where notices::text like '%` + strings.ReplaceAll(open, "'", "") + `%'`); n != 0 {
			t.Errorf("%q lies open in %d messages", open, n)
		}
	}
}
