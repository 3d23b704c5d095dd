package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// send posts a form with a file, as a page of ours would.
func (p *portal) send(path, token string, form url.Values, name, content string) answer {
	p.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	form.Set("csrf", p.formToken(token))
	for key := range form {
		p.must(w.WriteField(key, form.Get(key)))
	}
	if name != "" {
		part, err := w.CreateFormFile("file", name)
		p.must(err)
		_, err = part.Write([]byte(content))
		p.must(err)
	}
	p.must(w.Close())
	r := httptest.NewRequest("POST", path, &body)
	r.Host = "station.example"
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "station-visitor", Value: strings.Repeat("v", 43)})
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	}
	return p.answered(r)
}

const somePDF = "%PDF-1.7\nhello\n%%EOF\n"

var deskLink = regexp.MustCompile(`href="(/desk/[a-z]+/[0-9a-f-]{36})"`)

// TestALicenceIsSentSeenAndAccepted walks a company's licence from the owner to the officer and back.
func TestALicenceIsSentSeenAndAccepted(t *testing.T) {
	p := newPortal(t)
	who, err := p.people.SignUp(context.Background(), accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "甲公司", Section: "C", District: "east", Size: "small", Group: "甲集团", Person: "甲", Email: "jia@example.com", Password: password})
	p.must(err)
	p.must(p.people.Agree(context.Background(), p.scope(who, "consent.give"), accounts.ConsentPrivacy, accounts.PrivacyVersion))
	owner, _, err := p.people.SignIn(context.Background(), "jia@example.com", password, accounts.Device{})
	p.must(err)
	officer := p.staff()[station.Officer]
	if got := p.send("/company/licence", owner, url.Values{}, "licence.html", "<html>"); got.status != 422 {
		t.Errorf("a page for a licence: %d", got.status)
	}
	if got := p.send("/company/licence", owner, url.Values{}, "", ""); got.status != 422 || !strings.Contains(got.body, "f-file") {
		t.Errorf("no file: %d", got.status)
	}
	if got := p.send("/company/licence", owner, url.Values{}, "licence.pdf", somePDF); got.status != 303 {
		t.Fatalf("the licence: %d\n%s", got.status, got.body)
	}
	m := deskLink.FindStringSubmatch(p.do("GET", "/desk", officer, nil).body)
	if m == nil {
		t.Fatal("the officer sees no licence")
	}
	picture := p.do("GET", m[1]+"/picture", officer, nil)
	if picture.status != 200 || picture.body != somePDF || !strings.HasPrefix(picture.header.Get("Content-Disposition"), "attachment") || picture.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the picture: %d %v", picture.status, picture.header)
	}
	if got := p.do("GET", "/privacy", owner, nil); !strings.Contains(got.body, "营业执照图片") || !strings.Contains(got.body, "officer") {
		t.Error("the owner is not told who opened the licence")
	}
	if got := p.post(m[1], officer, url.Values{"decision": {"refuse"}}); got.status != 422 {
		t.Errorf("a refusal without a reason: %d", got.status)
	}
	if got := p.post(m[1], officer, url.Values{"decision": {"accept"}, "group": {"1"}}); got.status != 303 {
		t.Fatalf("accept: %d", got.status)
	}
	if got := p.post(m[1], officer, url.Values{"decision": {"refuse"}, "reason": {"x"}}); got.status != 409 {
		t.Errorf("decided twice: %d", got.status)
	}
	card, err := p.people.CompanyCard(context.Background(), p.scope(who, "company.read"))
	if err != nil || card.VerifiedAt == nil || card.GroupConfirmedAt == nil {
		t.Errorf("the card: %+v, %v", card, err)
	}
	if got := p.do("GET", "/company", owner, nil); !strings.Contains(got.body, "营业执照已核验") {
		t.Error("the owner is not told that the licence is accepted")
	}
	if got := p.post("/company", owner, url.Values{"industry": {"C"}, "district": {"east"}, "size": {"small"}, "legal_group": {"乙集团"}}); got.status != 303 {
		t.Errorf("change the card: %d", got.status)
	}
	if card, err = p.people.CompanyCard(context.Background(), p.scope(who, "company.read")); err != nil || card.GroupConfirmedAt != nil {
		t.Errorf("a group that is stated anew is still confirmed: %v", err)
	}
}

// claimed is a company whose code somebody claims, on its way to the officer.
type claimed struct {
	*portal
	f              *firm
	link, desk     string
	officer, owner string
}

const claimedCode = "91330100MA2H2XJK0F"

func newClaim(t *testing.T) *claimed {
	t.Helper()
	c := &claimed{portal: newPortal(t)}
	c.f = c.firm(claimedCode, "zijian")
	c.owner, c.officer = c.f.tokens[station.Owner], c.staff()[station.Officer]
	taken := c.post("/signup", "", url.Values{"uscc": {claimedCode}, "company": {"丙公司"}, "industry": {"C"}, "district": {"east"}, "size": {"small"}, "name": {"丙"}, "email": {"bing@example.com"}, "password": {password}})
	if taken.status != 409 || !strings.Contains(taken.body, "/claims?uscc="+claimedCode) || strings.Contains(taken.body, "zijian") {
		t.Fatalf("a taken code: %d, and no claim is offered, or it says who holds it", taken.status)
	}
	got := c.send("/claims", "", claimForm(), "licence.pdf", somePDF)
	if got.status != 303 || !strings.HasPrefix(got.location, "/claims/") {
		t.Fatalf("the claim: %d\n%s", got.status, got.body)
	}
	c.link, _, _ = strings.Cut(got.location, "?")
	for _, link := range deskLink.FindAllStringSubmatch(c.do("GET", "/desk", c.officer, nil).body, -1) {
		if strings.Contains(link[1], "/claims/") {
			c.desk = link[1]
		}
	}
	return c
}

// hear has the holder explain, and gives what the officer's page then says that it shows.
func (c *claimed) hear() (seen string) {
	c.t.Helper()
	if got := c.post("/company/claims/"+c.desk[strings.LastIndex(c.desk, "/")+1:], c.owner, url.Values{"answer": {"zijian的说明"}}); got.status != 303 {
		c.t.Fatalf("the holder's answer: %d", got.status)
	}
	return attr(c.do("GET", c.desk, c.officer, nil).body, "[name=seen]", "value")
}

func claimForm() url.Values {
	return url.Values{"uscc": {claimedCode}, "company": {"丙公司"}, "name": {"renling人"}, "email": {"bing@example.com"}, "reason": {"renling缘由,我司从未登记"}}
}

func TestNeitherSideOfAClaimLearnsOfTheOther(t *testing.T) {
	c := newClaim(t)
	if got := c.send("/claims", "", claimForm(), "licence.pdf", somePDF); got.status != 409 {
		t.Errorf("a second claim at the same time: %d", got.status)
	}
	if page := c.do("GET", c.link, "", nil); page.status != 200 || strings.Contains(page.body, "zijian") {
		t.Errorf("the claimant's page: %d, or it says who holds the code", page.status)
	}
	if n := c.count(`select count(*) from notices where kind = 'claim.filed'`); n != 1 {
		t.Errorf("%d messages to the holder of two claims, of which one was kept", n)
	}
	if n := c.count(`select count(*) from notices where kind = 'claim.received'`); n != 1 {
		t.Errorf("%d messages to the claimant", n)
	}
	page := c.do("GET", "/company", c.owner, nil)
	if !strings.Contains(page.body, "有人认领") || strings.Contains(page.body, "renling") || strings.Contains(page.body, "bing@") {
		t.Error("the holder is not told of the claim, or is told who filed it")
	}
	id := c.desk[strings.LastIndex(c.desk, "/")+1:]
	if got := c.post("/company/claims/"+id, c.owner, url.Values{"answer": {"zijian的说明"}}); got.status != 303 {
		t.Errorf("the holder's answer: %d", got.status)
	}
	desk := c.do("GET", c.desk, c.officer, nil)
	if !strings.Contains(desk.body, "renling缘由") || !strings.Contains(desk.body, "zijian的说明") {
		t.Error("the officer does not hear both sides")
	}
	if got := c.do("GET", c.desk+"/licence", c.officer, nil); got.body != somePDF {
		t.Errorf("the claimant's licence: %d", got.status)
	}
	for _, sealed := range []string{"renling", "zijian的说明"} {
		if n := c.count(`select count(*) from claims where claims::text like '%` + sealed + `%'`); n != 0 {
			t.Errorf("%q lies open in the table", sealed)
		}
	}
	if got := c.do("GET", "/privacy", c.owner, nil); !strings.Contains(got.body, "代码认领材料") {
		t.Error("the holder does not see that the officer read the claim")
	}
}

func TestARefusedClaimChangesNothing(t *testing.T) {
	c := newClaim(t)
	if got := c.post(c.desk, c.officer, url.Values{"outcome": {"refused"}}); got.status != 422 {
		t.Errorf("a decision without a reason: %d", got.status)
	}
	if got := c.post(c.desk, c.officer, url.Values{"outcome": {"refused"}, "reason": {"执照过期"}}); got.status != 303 {
		t.Errorf("refuse: %d", got.status)
	}
	if got := c.post(c.desk, c.officer, url.Values{"outcome": {"separated"}, "reason": {"x"}}); got.status != 409 {
		t.Errorf("decided twice: %d", got.status)
	}
	if page := c.do("GET", c.link, "", nil); !strings.Contains(page.body, "没有通过") || !strings.Contains(page.body, "执照过期") {
		t.Error("the claimant is not told the decision and its reason")
	}
	if page := c.do("GET", "/company", c.owner, nil); !strings.Contains(page.body, claimedCode) {
		t.Error("the holder lost the code")
	}
}

func TestASeparatedCodeIsTheClaimantsOnlyAndNothingElse(t *testing.T) {
	c := newClaim(t)
	if got := c.post(c.desk, c.officer, url.Values{"outcome": {"separated"}, "reason": {"核实无误"}, "seen": {c.hear()}}); got.status != 303 {
		t.Fatalf("separate: %d", got.status)
	}
	form := url.Values{"uscc": {claimedCode}, "company": {"丙公司"}, "industry": {"C"}, "district": {"east"}, "size": {"small"}, "name": {"丙"}, "email": {"bing@example.com"}, "password": {password}}
	other := url.Values{}
	for k, v := range form {
		other[k] = v
	}
	other.Set("email", "dieb@example.com")
	if got := c.post("/signup", "", other); got.status != 409 {
		t.Errorf("somebody else takes the code that was set free: %d", got.status)
	}
	page := c.do("GET", c.link, "", nil)
	m := regexp.MustCompile(`href="/signup\?claim=([^"]+)"`).FindStringSubmatch(page.body)
	if m == nil {
		t.Fatalf("no way to register\n%s", page.body)
	}
	form.Set("claim", m[1])
	got := c.post("/signup", "", form)
	if got.status != 303 {
		t.Fatalf("the claimant registers: %d\n%s", got.status, got.body)
	}
	if page := c.do("GET", "/company", c.owner, nil); strings.Contains(page.body, claimedCode) || !strings.Contains(page.body, "不再使用") {
		t.Error("the holder is not told that the code is gone")
	}
	if profile := c.do("GET", "/profiles/"+c.f.profile, c.owner, nil); profile.status != 200 {
		t.Errorf("the holder's own data: %d", profile.status)
	}
	token, _, err := c.people.SignIn(context.Background(), "bing@example.com", password, accounts.Device{})
	c.must(err)
	if got := c.do("GET", "/profiles/"+c.f.profile, token, nil); got.status != 404 && got.status != 303 {
		t.Errorf("the claimant reads the holder's profile: %d", got.status)
	}
}

func TestAHandedOverCompanyHasOneOwner(t *testing.T) {
	c := newClaim(t)
	got := c.post(c.desk, c.officer, url.Values{"outcome": {"handed_over"}, "reason": {"企业同意"}, "seen": {c.hear()}})
	m := regexp.MustCompile(`value="http://station\.example(/join/[^"]+)"`).FindStringSubmatch(got.body)
	if m == nil {
		t.Fatalf("no invitation: %d", got.status)
	}
	if got := c.post(m[1], "", url.Values{"name": {"丙"}, "password": {password}}); got.status != 303 {
		t.Fatalf("join: %d\n%s", got.status, got.body)
	}
	if got := c.do("GET", "/home", c.owner, nil); got.status != 303 {
		t.Errorf("the owner of before works on: %d", got.status)
	}
	who, _, err := c.people.SignIn(context.Background(), "bing@example.com", password, accounts.Device{})
	c.must(err)
	if got := c.do("GET", "/profiles/"+c.f.profile, who, nil); got.status != 200 {
		t.Errorf("the new owner: %d", got.status)
	}
	if n := c.count(`select count(*) from memberships m join companies c on c.id = m.company_id where c.credit_code = '` + claimedCode + `' and role = 'owner'`); n != 1 {
		t.Errorf("%d owners", n)
	}
	if got := c.post(m[1], "", url.Values{"name": {"丁"}, "password": {password}}); got.status != 404 {
		t.Errorf("the invitation again: %d", got.status)
	}
}
