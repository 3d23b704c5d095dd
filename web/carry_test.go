package web_test

import (
	"html"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

var (
	carriedInput = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)
	formAction   = regexp.MustCompile(`<form[^>]* action="([^"]+)" class="card`)
)

// fieldsOf reads the hidden inputs of the page's own form, which carries something.
func fieldsOf(body string) url.Values {
	_, body, _ = strings.Cut(body, "<main")
	out := url.Values{}
	for _, m := range carriedInput.FindAllStringSubmatch(body, -1) {
		out.Add(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
	}
	return out
}

func word(t *testing.T, key string) string {
	t.Helper()
	words, err := web.LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	return words.T(web.Chinese, station.Say(key))
}

// deposit is the answer that the tests below change.
func (p *portal) deposit(f *firm) any {
	p.t.Helper()
	check, err := p.checks.Check(p.t.Context(), p.scope(f.owner, "check.read"), assessments.CheckID(uuid.MustParse(f.check)))
	p.must(err)
	return check.Answers[assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}].Value
}

// answerAfterTheEnd sends an answer from a page whose session has ended since.
func (p *portal) answerAfterTheEnd(f *firm, accept string, fields url.Values) (answer, string) {
	p.t.Helper()
	token, _, err := p.people.SignIn(p.t.Context(), f.canary+"@example.com", password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	question := "/self-checks/" + f.check + "/questions/company.deposit_taken"
	form := fieldsOf(p.do("GET", question, token, nil).body)
	for name, values := range fields {
		form[name] = values
	}
	p.must(p.people.SignOut(p.t.Context(), token))
	r := httptest.NewRequest("POST", question, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Referer", "http://station.example"+question)
	r.Header.Set("Accept", accept)
	return p.raw(r, token), question
}

func TestAnAnswerSentAfterTheSessionEndedGoesThroughTheSignIn(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	if got, _ := p.answerAfterTheEnd(f, "application/json", url.Values{"deposit_taken": {"false"}}); got.status != 401 || !strings.Contains(got.body, `"error"`) {
		t.Errorf("a script hears %d %.120s", got.status, got.body)
	}
	asked, question := p.answerAfterTheEnd(f, "text/html", url.Values{"deposit_taken": {"false"}})
	if asked.status != 401 || !strings.Contains(asked.body, word(t, "signin.carried")) || strings.Contains(asked.body, word(t, "signin.left")) {
		t.Fatalf("a form hears %d %.300s", asked.status, asked.body)
	}
	form := fieldsOf(asked.body)
	if form.Get("return") != question || form.Has("carried.field.csrf") {
		t.Errorf("what goes along: %v", form)
	}
	form.Set("email", f.canary+"@example.com")
	form.Set("password", "not this one")
	again := p.do("POST", "/signin", "", form)
	form = fieldsOf(again.body)
	if again.status != 401 || form.Get("carried.field.deposit_taken") != "false" {
		t.Fatalf("a wrong password: %d, carried %q", again.status, form.Get("carried.field.deposit_taken"))
	}
	form.Set("email", f.canary+"@example.com")
	form.Set("password", password)
	offered := p.do("POST", "/signin", "", form)
	action := formAction.FindStringSubmatch(offered.body)
	if offered.status != 200 || action == nil || html.UnescapeString(action[1]) != question || !strings.Contains(offered.body, ">否<") {
		t.Fatalf("not offered to be sent: %d %s", offered.status, offered.body)
	}
	if p.deposit(f) != true {
		t.Error("carried out before it was confirmed")
	}
	var token string
	for _, cookie := range offered.header["Set-Cookie"] {
		if value, ok := strings.CutPrefix(cookie, "station-session="); ok {
			token, _, _ = strings.Cut(value, ";")
		}
	}
	send := fieldsOf(offered.body)
	for range 2 { // pressed twice, saved once
		if got := p.do("POST", question, token, send); got.status != 303 {
			t.Fatalf("sent again: %d %.300s", got.status, got.body)
		}
	}
	if p.deposit(f) != false {
		t.Error("the answer is lost")
	}
}

func TestACarriedFormIsGivenToItsSenderOnly(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	asked, question := p.answerAfterTheEnd(mine, "text/html", url.Values{"deposit_taken": {"false"}})
	form := fieldsOf(asked.body)
	form.Set("email", other.canary+"@example.com")
	form.Set("password", password)
	if got := p.do("POST", "/signin", "", form); got.status != 303 || got.location != question {
		t.Errorf("another person is offered it: %d %s", got.status, got.location)
	}
	form.Set("carried.person", "")
	if got := p.do("POST", "/signin", "", form); got.status != 303 {
		t.Errorf("a form without its person is offered: %d", got.status)
	}
	long, _ := p.answerAfterTheEnd(mine, "text/html", url.Values{"deposit_taken": {strings.Repeat("长", 28<<10)}})
	if long.status != 401 || !strings.Contains(long.body, word(t, "signin.left")) || len(long.body) > 64<<10 {
		t.Errorf("too much to go along: %d, %d bytes", long.status, len(long.body))
	}
}

func TestAFormFromBeforeANewSignInIsOfferedOnceMore(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	question := "/self-checks/" + f.check + "/questions/company.deposit_taken"
	form := fieldsOf(p.do("GET", question, f.tokens[station.Owner], nil).body)
	form.Set("deposit_taken", "false")
	token, _, err := p.people.SignIn(t.Context(), f.canary+"@example.com", password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	if got := p.do("POST", question, token, form); got.status != 200 || !strings.Contains(got.body, word(t, "resend.title")) {
		t.Errorf("%d %.200s", got.status, got.body)
	}
	form.Set("person", "0000000000000000")
	if got := p.do("POST", question, token, form); got.status != 403 {
		t.Errorf("a form of nobody's: %d", got.status)
	}
}
