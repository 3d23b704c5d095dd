package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestNothingIsTakenFromAHolderWhoWasNotHeard: until the holder has explained, or ten working days are over, a claim can only be refused.
func TestNothingIsTakenFromAHolderWhoWasNotHeard(t *testing.T) {
	c := newClaim(t)
	for _, outcome := range []string{"separated", "handed_over"} {
		got := c.post(c.desk, c.officer, url.Values{"outcome": {outcome}, "reason": {"核实无误"}})
		if got.status != 422 || !strings.Contains(complaints(got.body), "对方还没有说明") {
			t.Errorf("%s before the holder was heard: %d %s", outcome, got.status, complaints(got.body))
		}
	}
	if n := c.count(`select count(*) from claims where state = 'filed'`); n != 1 {
		t.Fatal("the claim is decided")
	}
	// filed on Wednesday 25 November: the tenth working day after it is Wednesday 9 December, on every page
	for page, token := range map[string]string{c.desk: c.officer, c.link: "", "/company": c.owner} {
		if body := said(c.do("GET", page, token, nil).body, "main"); !strings.Contains(body, "12 月 9 日") {
			t.Errorf("%s does not say until when the holder is heard: %s", page, body)
		}
	}
	c.now = time.Date(2026, 12, 9, 9, 59, 0, 0, time.UTC) // 17:59
	officer := c.again("officer@station.example")
	if got := c.post(c.desk, officer, url.Values{"outcome": {"separated"}, "reason": {"核实无误"}}); got.status != 422 {
		t.Errorf("a minute before the time is over: %d", got.status)
	}
	c.now = c.now.Add(2 * time.Minute)
	if got := c.post(c.desk, officer, url.Values{"outcome": {"separated"}, "reason": {"核实无误"}}); got.status != 303 {
		t.Errorf("once the time is over: %d %s", got.status, complaints(got.body))
	}
}

// TestADecisionIsAboutWhatTheOfficerHasRead: an explanation that comes while the page is open is read first.
func TestADecisionIsAboutWhatTheOfficerHasRead(t *testing.T) {
	c := newClaim(t)
	seen := c.hear()
	c.now = c.now.Add(time.Minute)
	c.hear()
	got := c.post(c.desk, c.officer, url.Values{"outcome": {"separated"}, "reason": {"核实无误"}, "seen": {seen}})
	if got.status != 409 || !strings.Contains(complaints(got.body), "请先看") {
		t.Errorf("a decision about an explanation of before: %d %s", got.status, complaints(got.body))
	}
	if now := attr(got.body, "[name=seen]", "value"); now == seen || now == "" {
		t.Errorf("the page says that it shows %q", now)
	}
	if n := c.count(`select count(*) from companies where credit_code = '` + claimedCode + `'`); n != 1 {
		t.Error("the code was taken from its holder")
	}
}
