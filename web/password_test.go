package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

// sessionOf reads the session that an answer gives the browser.
func sessionOf(got answer) string {
	for _, cookie := range (&http.Response{Header: got.header}).Cookies() {
		if cookie.Name == "station-session" {
			return cookie.Value
		}
	}
	return ""
}

// TestAnOutdatedPasswordOpensOnlyThePageOnWhichItIsReplaced walks a policy of ninety days as an owner meets it.
func TestAnOutdatedPasswordOpensOnlyThePageOnWhichItIsReplaced(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	p.people.HoldPasswordsTo(accounts.PasswordPolicy{Kinds: true, MaxAge: 90 * 24 * time.Hour})
	p.now = p.now.Add(90*24*time.Hour - time.Minute)
	token := p.again("zijian@example.com")
	p.now = p.now.Add(2 * time.Minute)
	if got := p.do("GET", "/home", token, nil); got.status != 200 {
		t.Errorf("it runs out while somebody is at work: %d %s", got.status, got.location)
	}
	token = p.again("zijian@example.com")
	for _, path := range []string{"/home", "/self-checks", "/profiles/" + f.profile, "/people", "/privacy", "/profiles/" + f.profile + "/profile.json"} {
		if got := p.do("GET", path, token, nil); got.status != 303 || !strings.HasPrefix(got.location, "/account?first=password") {
			t.Errorf("%s: %d %s", path, got.status, got.location)
		}
	}
	if got := p.post("/people/invitations", token, url.Values{"email": {"neu@example.com"}}); got.status != 303 || !strings.HasPrefix(got.location, "/account?first=password") {
		t.Errorf("an invitation: %d %s", got.status, got.location)
	}
	if n := p.count(`select count(*) from invitations`); n != 0 {
		t.Errorf("%d were invited", n)
	}
	page := p.do("GET", "/account", token, nil)
	if page.status != 200 || !strings.Contains(page.body, "请先换一个新密码") || !strings.Contains(page.body, "要有三种") {
		t.Errorf("the account: %d, or it does not say what is to be done", page.status)
	}
	for fresh, want := range map[string]string{password: "要和现在的不一样", "quite another sentence": "里的三种"} {
		got := p.post("/account/password", token, url.Values{"present_password": {password}, "password": {fresh}})
		if got.status != 422 || !strings.Contains(complaints(got.body), want) {
			t.Errorf("%s: %d %s", fresh, got.status, complaints(got.body))
		}
	}
	if got := p.post("/account/password", token, url.Values{"present_password": {password}, "password": {"Quite another 1 sentence"}}); got.status != 303 {
		t.Fatalf("the change: %d %s", got.status, complaints(got.body))
	}
	if got := p.do("GET", "/home", token, nil); got.status != 200 {
		t.Errorf("after the change: %d %s", got.status, got.location)
	}
}

// TestTheFirstPasswordOfAStationIsReplacedFirst: before a second factor, and before anything of the station is seen.
func TestTheFirstPasswordOfAStationIsReplacedFirst(t *testing.T) {
	p := newPortalOn(t, func(s *web.Site) { s.StaffFactorOptional = false })
	p.must(p.people.AddStaff(t.Context(), accounts.FirstStation, station.Security, accounts.NewPerson{Name: "Security", Email: "first@example.com", Password: password, Once: true}))
	got := p.post("/signin", "", url.Values{"email": {"first@example.com"}, "password": {password}})
	token := sessionOf(got)
	if home := p.do("GET", "/staff", token, nil); !strings.HasPrefix(home.location, "/account?first=password") {
		t.Errorf("the staff's home: %d %s", home.status, home.location)
	}
	if got := p.post("/account/password", token, url.Values{"present_password": {password}, "password": {"quite another sentence"}}); got.status != 303 {
		t.Fatalf("the change: %d %s", got.status, complaints(got.body))
	}
	if home := p.do("GET", "/staff", token, nil); !strings.HasPrefix(home.location, "/account/factor") {
		t.Errorf("after it: %d %s", home.status, home.location)
	}
}
