package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/web"
)

// TestAPendingSessionOpensNothing asks every route with the token of a pending session, in the place of a session and in
// its own: the answer is a stranger's, to the byte.
func TestAPendingSessionOpensNothing(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	b := p.browser()
	b.signIn("zijian@example.com")
	b.addApp("/account")
	b.post("/signout")
	b.signIn("zijian@example.com")
	pending := b.cookies["station-pending"]
	if pending == "" || b.cookies["station-session"] != "" {
		t.Fatal("no pending session to ask with")
	}
	asked := 0
	for _, route := range routesOf(p) {
		method, path, _ := strings.Cut(route, " ")
		target := ids(path, f, "own")
		ask := func(cookie string) answer {
			who := p.browser()
			if cookie != "" {
				who.cookies[cookie] = pending
			}
			if method == http.MethodPost {
				return who.post(target)
			}
			return who.get(target)
		}
		stranger := ask("")
		for _, cookie := range []string{"station-session", "station-pending"} {
			if cookie == "station-pending" && matrix[route] == halfWay {
				continue
			}
			got := ask(cookie)
			asked++
			if got.status != stranger.status || got.location != stranger.location || withoutNumbers(got.body) != withoutNumbers(stranger.body) {
				t.Errorf("%s with it as %s: %d %s, a stranger hears %d %s", route, cookie, got.status, got.location, stranger.status, stranger.location)
			}
		}
	}
	if asked < 100 {
		t.Errorf("only %d asked", asked)
	}
	if who, err := p.people.Who(t.Context(), pending); err != nil || who.Person != (station.PersonID{}) {
		t.Errorf("it is one of %+v, %v", who, err)
	}
	if got := b.get("/signin/code"); got.status != 200 {
		t.Errorf("and the second step itself: %d", got.status)
	}
}

// withoutNumbers leaves out what is new on every page: the number of a command, and the reference of an error.
func withoutNumbers(body string) string {
	body = commandNumber.ReplaceAllString(body, "")
	return referenceNumber.ReplaceAllString(body, "")
}

// TestAKeyIsAddedAndShownUnderTheNameOfTheSite goes through the pages with a key in software.
func TestAKeyIsAddedAndShownUnderTheNameOfTheSite(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	b := p.browser()
	b.host = "localhost:8080"
	party := accounts.Party{Host: "localhost", Origin: "http://localhost:8080"}
	b.signIn("zijian@example.com")
	key := accountstest.NewSecurityKey(t, party)
	challenge := func(path string) []byte {
		got := b.send("POST", path, nil, "X-Csrf-Token", b.csrf(), "Accept", "application/json")
		if got.status != 200 || got.header.Get("Content-Type") != "application/json" {
			t.Fatalf("%s: %d %s", path, got.status, got.body)
		}
		return []byte(got.body)
	}
	if forged := b.send("POST", "/account/factor/key/challenge", nil, "Accept", "application/json"); forged.status != 403 {
		t.Errorf("a challenge without the form's token: %d", forged.status)
	}
	if empty := b.post("/account/factor/key", "name", "x"); empty.status != 422 || !strings.Contains(empty.body, word(t, "factor.key_needs_script")) {
		t.Errorf("without script: %d", empty.status)
	}
	added := b.post("/account/factor/key", "name", "钥匙", "passkey", string(key.Create(challenge("/account/factor/key/challenge"))))
	if added.status != 200 || len(codeShown.FindAllString(added.body, -1)) != accounts.RecoveryCodes {
		t.Fatalf("added: %d", added.status)
	}
	if account := b.get("/account"); !strings.Contains(account.body, "钥匙") || !strings.Contains(account.body, "localhost") {
		t.Error("it is not listed with its host")
	}
	b.post("/signout")
	b.signIn("zijian@example.com")
	if page := b.get("/signin/code"); !strings.Contains(page.body, `data-ask="/signin/code/challenge"`) || strings.Contains(page.body, `name="code"`) {
		t.Error("the second step does not ask for the key, or asks for a code that nobody has")
	}
	if got := b.post("/signin/code", "passkey", string(key.Sign(challenge("/signin/code/challenge")))); got.status != 303 || got.location != "/home" {
		t.Fatalf("signed in by the key: %d %s", got.status, got.location)
	}
	p.now = p.now.Add(accounts.FreshFor)
	if page := b.get("/prove"); !strings.Contains(page.body, `name="password"`) || !strings.Contains(page.body, `data-ask="/prove/challenge"`) {
		t.Error("the proof does not ask for both")
	}
	if got := b.post("/prove", "password", password); got.status != 422 || !strings.Contains(got.body, word(t, "factor.show_one")) {
		t.Errorf("the password alone: %d", got.status)
	}
	if got := b.post("/prove", "password", password, "passkey", string(key.Sign(challenge("/prove/challenge"))), "return", "/people"); got.status != 303 || got.location != "/people" {
		t.Errorf("both: %d %s", got.status, got.location)
	}
	b.post("/signout")
	b.host = "127.0.0.1:8080"
	b.signIn("zijian@example.com")
	if page := b.get("/signin/code"); strings.Contains(page.body, `data-module="passkey"`) || !strings.Contains(page.body, "http://localhost:8080") || !strings.Contains(page.body, `name="recovery"`) {
		t.Error("under an address of digits the page does not say where the key works")
	}
	if got := b.send("POST", "/signin/code/challenge", nil, "X-Csrf-Token", b.csrf(), "Accept", "application/json"); got.status != 409 {
		t.Errorf("a challenge under an address of digits: %d", got.status)
	}
}

// TestTheSiteOfAKeyIsASettingAndNotWhatTheRequestSays asks under several addresses which site a browser is told.
func TestTheSiteOfAKeyIsASettingAndNotWhatTheRequestSays(t *testing.T) {
	for name, c := range map[string]struct{ public, host, want string }{
		"the public address":          {"https://station.example", "station.example", "station.example"},
		"another host in the request": {"https://station.example", "evil.example", "station.example"},
		"a station's own host":        {"https://station.example", "biezhan.example", "biezhan.example"},
		"a port":                      {"https://station.example:8443", "station.example:8443", "station.example"},
		"this machine":                {"", "localhost:8080", "localhost"},
		"a name without TLS":          {"", "station.example", ""},
		"an address of digits":        {"", "127.0.0.1:8080", ""},
		"digits behind TLS":           {"https://203.0.113.7", "203.0.113.7", ""},
		"a public address in plain":   {"http://station.example", "station.example", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPortalOn(t, func(s *web.Site) { s.PublicURL = c.public })
			p.otherStation()
			who, err := p.people.SignUp(t.Context(), accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "甲有限公司", Section: "C", District: "east", Size: "small", Person: "甲", Email: "a@example.com", Password: password})
			p.must(err)
			p.must(p.people.Agree(t.Context(), p.scope(who, "consent.give"), accounts.ConsentPrivacy, accounts.PrivacyVersion))
			p.now = p.now.Add(20_000_000_000) // so that the stations are read anew
			b := p.browser()
			b.host = c.host
			b.cookies["__Host-visitor"] = b.cookies["station-visitor"]
			b.signIn("a@example.com")
			got := b.send("POST", "/account/factor/key/challenge", nil, "X-Csrf-Token", b.csrf(), "Accept", "application/json")
			if said := strings.Contains(got.body, `"id":"`+c.want+`"`); c.want != "" && (got.status != 200 || !said) || c.want == "" && got.status != 409 {
				t.Errorf("%d %s", got.status, got.body)
			}
		})
	}
}

func TestADemoOffersTheFactorAndAsksWhoHasOne(t *testing.T) {
	p := newPortal(t)
	token := p.staff()[station.Security]
	if got := p.do("GET", "/staff", token, nil); got.status != 200 {
		t.Errorf("without a factor: %d", got.status)
	}
	b := p.browser()
	b.signIn("security@station.example")
	secret, _, _ := b.addApp("/account")
	if got := b.get("/account"); !strings.Contains(got.body, word(t, "factor.last_of_staff")) || strings.Contains(got.body, "/remove\"") {
		t.Error("the last one of the staff can be removed")
	}
	b.post("/signout")
	if got := b.signIn("security@station.example"); got.location != "/signin/code" {
		t.Errorf("with one: %d %s", got.status, got.location)
	}
	if got := b.post("/signin/code", "code", accountstest.AppCode(t, secret, p.now)); got.location != "/staff" {
		t.Errorf("and then: %d %s", got.status, got.location)
	}
}

// TestWhoLostEverythingIsLetInByOthersOnThePages resets factors as the administrator of security and as an owner.
func TestWhoLostEverythingIsLetInByOthersOnThePages(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	staff := p.staff()
	officer, member := p.browser(), p.browser()
	officer.signIn("officer@station.example")
	officer.addApp("/account")
	member.signIn("m-zijian@example.com")
	member.addApp("/account")
	all, err := p.people.Staff(t.Context(), p.scope(station.Actor{Person: station.PersonID{9}, Role: station.Security, Station: accounts.FirstStation, Strong: true}, "staff.read"))
	p.must(err)
	for _, m := range all {
		path := "/admin/staff/" + uuid.UUID(m.ID).String() + "/factors/reset"
		got := p.post(path, staff[station.Security], nil)
		want := map[bool]int{true: 303, false: 409}[m.Role == station.Officer]
		if m.Role == station.Security {
			want = 403 // oneself
		}
		if got.status != want {
			t.Errorf("the %s's: %d, not %d", m.Role, got.status, want)
		}
	}
	if got := officer.get("/staff"); got.status != 303 || !strings.HasPrefix(got.location, "/signin") {
		t.Errorf("the officer goes on: %d %s", got.status, got.location)
	}
	owner := p.browser()
	owner.signIn("zijian@example.com")
	page := owner.get("/people")
	reset := resetForm.FindStringSubmatch(page.body)
	if reset == nil || len(resetForm.FindAllString(page.body, -1)) != 1 {
		t.Fatal("the page does not offer to reset the one factor that there is")
	}
	if got := owner.post(reset[1]); got.status != 303 || got.location != "/people?done=reset" {
		t.Errorf("the member's: %d %s", got.status, got.location)
	}
	if got := member.get("/home"); got.status != 303 {
		t.Errorf("the member goes on: %d", got.status)
	}
	if got := member.signIn("m-zijian@example.com"); got.location != "/home" {
		t.Errorf("and signs in to %s", got.location)
	}
}

// TestNoProofTravelsWithAForm: what somebody typed to prove who they are is in no page that comes back.
func TestNoProofTravelsWithAForm(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	token := f.tokens[station.Owner]
	form := url.Values{"code": {"135790"}, "recovery": {"AAAAA-BBBBB"}, "passkey": {`{"x":"geheim"}`}, "password": {"geheim"}, "name": {"bleibt"}, "person": {"0"}}
	p.must(p.people.SignOut(t.Context(), token))
	got := p.do("POST", "/account/factor/app/confirm", token, form)
	for _, secret := range []string{"135790", "AAAAA-BBBBB", "geheim"} {
		if strings.Contains(got.body, secret) {
			t.Errorf("%s comes back", secret)
		}
	}
	if got.status != 401 || !strings.Contains(got.body, "bleibt") {
		t.Errorf("%d, and the name is gone", got.status)
	}
}
