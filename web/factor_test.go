package web_test

import (
	"bytes"
	"html"
	"image"
	"image/color"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	qr "github.com/piglig/go-qr"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/web"
)

// browser is somebody at a browser: it keeps cookies and comes from a host.
type browser struct {
	p       *portal
	host    string
	cookies map[string]string
}

func (p *portal) browser() *browser {
	return &browser{p: p, host: "station.example", cookies: map[string]string{"station-visitor": strings.Repeat("v", 43)}}
}

func (b *browser) send(method, path string, form url.Values, headers ...string) answer {
	b.p.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host = b.host
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	response, err := b.p.App().Test(r, 20_000)
	b.p.must(err)
	defer response.Body.Close()
	for _, c := range response.Cookies() {
		b.cookies[c.Name] = c.Value
		if c.Value == "" || !c.Expires.IsZero() && c.Expires.Before(time.Unix(2, 0)) {
			delete(b.cookies, c.Name)
		}
	}
	var body bytes.Buffer
	_, err = body.ReadFrom(response.Body)
	b.p.must(err)
	return answer{response.StatusCode, body.String(), response.Header.Get("Location"), response.Header}
}

func (b *browser) get(path string) answer { return b.send("GET", path, nil) }

// csrf reads the token of the forms that this browser sees.
func (b *browser) csrf() string {
	b.p.t.Helper()
	m := tokenField.FindStringSubmatch(b.get("/notice").body)
	if m == nil {
		b.p.t.Fatal("no form token on /notice")
	}
	return m[1]
}

func (b *browser) post(path string, pairs ...string) answer {
	b.p.t.Helper()
	form := url.Values{"csrf": {b.csrf()}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.send("POST", path, form)
}

func (b *browser) signIn(email string, pairs ...string) answer {
	b.p.t.Helper()
	return b.post("/signin", append([]string{"email", email, "password", password}, pairs...)...)
}

var (
	secretShown = regexp.MustCompile(`id="secret"[^>]*>([A-Z2-7 ]+)<`)
	codeShown   = regexp.MustCompile(`<li>([0-9A-Z]{5}(?:-[0-9A-Z]{5}){4})</li>`)
	resetForm   = regexp.MustCompile(`action="(/people/[^"]+/factors/reset)"`)

	commandNumber   = regexp.MustCompile(`name="request" value="[^"]*"`)
	referenceNumber = regexp.MustCompile(`\b[0-9A-F]{6}\b`)
)

// addApp sets an app up as the pages do, without script, and gives its secret and the recovery codes.
func (b *browser) addApp(back string) (secret string, codes []string, last answer) {
	b.p.t.Helper()
	begun := b.post("/account/factor/app", "return", back)
	if begun.status != 303 {
		b.p.t.Fatalf("begun: %d %s", begun.status, begun.location)
	}
	shown := secretShown.FindStringSubmatch(b.get(begun.location).body)
	if shown == nil {
		b.p.t.Fatal("no secret on the page")
	}
	last = b.post("/account/factor/app/confirm", "code", accountstest.AppCode(b.p.t, shown[1], b.p.now), "name", "工作手机", "return", back)
	for _, m := range codeShown.FindAllStringSubmatch(last.body, -1) {
		codes = append(codes, m[1])
	}
	b.p.now = b.p.now.Add(30 * time.Second)
	return shown[1], codes, last
}

func TestStaffSetUpASecondFactorBeforeTheyWork(t *testing.T) {
	p := newPortalOn(t, func(s *web.Site) { s.StaffFactorOptional = false })
	p.must(p.people.AddStaff(t.Context(), accounts.FirstStation, station.Auditor, accounts.NewPerson{Name: "周岚", Email: "zhou@station.example", Password: password}))
	b := p.browser()
	if got := b.signIn("zhou@station.example", "return", "/admin/audit"); got.status != 303 || got.location != "/admin/audit" {
		t.Fatalf("signed in: %d %s", got.status, got.location)
	}
	for _, route := range routesOf(p) {
		if method, path, _ := strings.Cut(route, " "); method == "GET" && ruleRolesOf(matrix[route], station.Auditor) {
			if got := b.get(path); got.status != 303 || got.location != "/account/factor?return="+url.QueryEscape(path) {
				t.Errorf("%s without a factor: %d %s", route, got.status, got.location)
			}
		}
	}
	page := b.get("/account/factor?return=/admin/audit")
	if page.status != 200 || !strings.Contains(page.body, word(t, "factor.h1_must")) {
		t.Fatalf("the page to set one up: %d", page.status)
	}
	before := b.cookies["station-session"]
	_, codes, done := b.addApp("/admin/audit")
	if len(codes) != accounts.RecoveryCodes || done.status != 200 || !strings.Contains(done.body, `href="/admin/audit"`) {
		t.Fatalf("set up: %d, %d codes", done.status, len(codes))
	}
	if now := b.cookies["station-session"]; now == before || now == "" {
		t.Error("the session goes on under its old token")
	}
	if got := p.do("GET", "/account", before, nil); got.status != 303 {
		t.Errorf("the old token still opens the account: %d", got.status)
	}
	if got := b.get("/admin/audit"); got.status != 200 {
		t.Errorf("and then: %d %s", got.status, got.location)
	}
	if again := b.get("/account"); strings.Contains(again.body, codes[0]) || !strings.Contains(again.body, "工作手机") {
		t.Error("the account shows codes, or not the factor")
	}
	if gone := b.get("/account/factor/app"); gone.status != 303 || secretShown.MatchString(gone.body) {
		t.Errorf("the secret is shown again: %d", gone.status)
	}
}

func ruleRolesOf(c class, role station.Role) bool {
	for _, r := range ruleRoles[c] {
		if r == role {
			return true
		}
	}
	return c == staffOnly
}

func TestASignInInTwoSteps(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	b := p.browser()
	b.signIn("zijian@example.com")
	secret, codes, _ := b.addApp("/account")
	b.post("/signout")
	if got := b.signIn("zijian@example.com", "return", "/profiles"); got.status != 303 || got.location != "/signin/code?return=%2Fprofiles" || b.cookies["station-session"] != "" {
		t.Fatalf("the password alone: %d %s", got.status, got.location)
	}
	pending := b.cookies["station-pending"]
	page := b.get("/signin/code?return=%2Fprofiles")
	for _, want := range []string{`autocomplete="one-time-code"`, `inputmode="numeric"`, `name="recovery"`, `name="return" value="/profiles"`} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the second step has no %s", want)
		}
	}
	wrong := b.post("/signin/code", "code", "000000", "return", "/profiles")
	if wrong.status != 422 || !strings.Contains(wrong.body, word(t, "factor.wrong_code")) || strings.Contains(wrong.body, "000000") || !strings.Contains(wrong.body, `value="/profiles"`) {
		t.Errorf("a wrong code: %d", wrong.status)
	}
	done := b.post("/signin/code", "code", accountstest.AppCode(t, secret, p.now), "return", "/profiles")
	if done.status != 303 || done.location != "/profiles" || b.cookies["station-pending"] != "" || b.cookies["station-session"] == pending {
		t.Fatalf("both: %d %s", done.status, done.location)
	}
	if got := b.get("/profiles"); got.status != 200 {
		t.Errorf("and then: %d", got.status)
	}
	b.post("/signout")
	b.signIn("zijian@example.com")
	if got := b.post("/signin/code", "recovery", strings.ToLower(codes[0])); got.status != 303 || got.location != "/account/factor/phone?return=%2Fhome" {
		t.Errorf("a recovery code leads to %d %s", got.status, got.location)
	}
	if guide := b.get("/account/factor/phone?return=%2Fhome"); guide.status != 200 || !strings.Contains(guide.body, "/remove") || !strings.Contains(guide.body, `href="/home"`) {
		t.Errorf("the page for a new phone: %d", guide.status)
	}
	b.post("/signout")
	b.signIn("zijian@example.com")
	p.now = p.now.Add(accounts.PendingLife)
	if late := b.post("/signin/code", "code", accountstest.AppCode(t, secret, p.now), "return", "/profiles"); late.status != 401 || !strings.Contains(late.body, word(t, "factor.too_late")) || !strings.Contains(late.body, `value="/profiles"`) {
		t.Errorf("after ten minutes: %d", late.status)
	}
	_ = f
}

func TestWrongCodesWaitOnThePage(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	b := p.browser()
	b.signIn("zijian@example.com")
	b.addApp("/account")
	b.post("/signout")
	b.signIn("zijian@example.com")
	var got answer
	for range 6 {
		got = b.post("/signin/code", "code", "x")
	}
	if got.status != 429 || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "12:0") {
		t.Errorf("the sixth: %d, %q", got.status, got.header.Get("Retry-After"))
	}
}

// TestAFormGoesThroughBothStepsOfASignIn sends an answer whose session has ended.
func TestAFormGoesThroughBothStepsOfASignIn(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	asked, question := p.answerAfterTheEnd(f, "text/html", url.Values{"deposit_taken": {"false"}})
	b := p.browser()
	b.signIn("zijian@example.com")
	secret, _, _ := b.addApp("/account")
	b.post("/signout")
	form := fieldsOf(asked.body)
	form.Set("email", "zijian@example.com")
	form.Set("password", password)
	form.Set("csrf", b.csrf())
	step := b.send("POST", "/signin", form)
	if step.status != 200 || !strings.Contains(step.body, word(t, "factor.h1")) {
		t.Fatalf("the second step: %d", step.status)
	}
	form = fieldsOf(step.body)
	form.Set("code", "000000")
	if step = b.send("POST", "/signin/code", form); step.status != 422 {
		t.Fatalf("a wrong code: %d", step.status)
	}
	form = fieldsOf(step.body)
	if form.Get("carried.field.deposit_taken") != "false" || form.Get("return") != question {
		t.Fatalf("what goes along: %v", form)
	}
	form.Set("code", accountstest.AppCode(t, secret, p.now))
	offered := b.send("POST", "/signin/code", form)
	action := formAction.FindStringSubmatch(offered.body)
	if offered.status != 200 || action == nil || html.UnescapeString(action[1]) != question {
		t.Fatalf("not offered to be sent: %d", offered.status)
	}
	if got := b.send("POST", question, fieldsOf(offered.body)); got.status != 303 || p.deposit(f) != false {
		t.Errorf("sent again: %d", got.status)
	}
}

// TestThePageDrawsTheSecretItWrites reads the drawing as a camera does.
func TestThePageDrawsTheSecretItWrites(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	b := p.browser()
	b.signIn("zijian@example.com")
	page := b.get(b.post("/account/factor/app").location).body
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	p.must(err)
	text, err := qr.Decode(drawn(t, doc.Find("svg.qr")))
	p.must(err)
	link, err := url.Parse(text)
	p.must(err)
	secret := strings.ReplaceAll(secretShown.FindStringSubmatch(page)[1], " ", "")
	if link.Scheme != "otpauth" || link.Host != "totp" || link.Query().Get("secret") != secret || link.Query().Get("issuer") != "助企云站" || !strings.HasSuffix(link.Path, ":zijian@example.com") {
		t.Error("the drawing does not say what the page does") // and not what it says: it is secret
	}
	if cache := b.get("/account/factor/app").header.Get("Cache-Control"); cache != "no-store" {
		t.Errorf("a page with a secret is kept: %q", cache)
	}
}

var run = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1`)

// drawn paints the path of a QR code.
func drawn(t *testing.T, svg *goquery.Selection) image.Image {
	t.Helper()
	const scale = 4
	side, err := strconv.Atoi(strings.Fields(svg.AttrOr("viewbox", svg.AttrOr("viewBox", "")))[2])
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for _, m := range run.FindAllStringSubmatch(svg.Find("path").AttrOr("d", ""), -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		n, _ := strconv.Atoi(m[3])
		for dx := range n * scale {
			for dy := range scale {
				out.SetGray(x*scale+dx, y*scale+dy, color.Gray{})
			}
		}
	}
	return out
}
