package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// multi posts a form with a file, as a page of ours would, and gives the page that follows.
func (b *browser) multi(path, fileName, content string, form url.Values) (int, string) {
	b.t.Helper()
	token, err := b.token()
	if err != nil {
		b.t.Fatal(err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	form.Set("csrf", token)
	for name, values := range form {
		_ = w.WriteField(name, values[0])
	}
	part, err := w.CreateFormFile("file", fileName)
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = io.WriteString(part, content)
	_ = w.Close()
	r, err := b.http.Post(b.base+path, w.FormDataContentType(), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode >= 400 {
		b.t.Fatalf("POST %s: %d %v\n%.600s", path, r.StatusCode, err, text)
	}
	return r.StatusCode, string(text)
}

const (
	leaversCode = "91330100MA2H2XJK0F"
	stayersCode = "91330109MA2GL8F33A"
	leaverPass  = "Long enough 7 words"
)

// What the leaving company gave. Open is what the database holds unsealed while the company is here.
var (
	openCanaries   = []string{"jinsique有限公司", "jinsique集团"}
	sealedCanaries = []string{"jinsique陈", "jinsique-owner@example.com", "jinsique-gast@example.com", "jinsique供应商", "jinsique零件", "jinsique待确认", "918273645", "jinsique-licence", "JINSIQUE-CONTENT", "jinsique说明"}
)

var joinPath = regexp.MustCompile(`/join/[\w-]{43}`)
var claimPath = regexp.MustCompile(`/claims/[\w-]{43}`)
var companyClaim = regexp.MustCompile(`/company/claims/[0-9a-f-]{36}`)

// nest makes a company that gave a canary wherever something can be given, and gives the link of somebody who claims its code.
func nest(t *testing.T, base string) (owner *browser, claim string) {
	t.Helper()
	b := newBrowser(t, base)
	b.must("/signup", url.Values{"uscc": {leaversCode}, "company": {"jinsique有限公司"}, "industry": {"C"}, "district": {"donggang"}, "size": {"small"}, "legal_group": {"jinsique集团"}, "name": {"jinsique陈"}, "email": {"jinsique-owner@example.com"}, "password": {leaverPass}})
	b.must("/notice", url.Values{"agree": {"1"}, "version": {accounts.PrivacyVersion}, "return": {"/home"}})
	page := b.must("/self-checks", url.Values{"areas": {"tax", "supply", "employee"}, "depth": {"full"}})
	check := regexp.MustCompile(`/self-checks/[0-9a-f-]{36}`).FindString(page)
	b.must(check+"/questions/company.rpt_tangible", url.Values{"rpt_tangible": {"918273645"}, "seen.rpt_tangible": {"0"}})
	b.must("/lists/suppliers/rows/new", url.Values{"supplier_name": {"jinsique供应商"}, "parts": {"jinsique零件"}, "country": {"CN"}, "annual_spend": {"100"}, "currency": {"CNY"}})
	b.multi("/lists/suppliers/import", "jinsique待确认.csv", "供应商名称,国家,采购额\njinsique待确认,中国,1\n", url.Values{})
	b.must(check+"/profile", url.Values{})
	b.multi("/company/licence", "jinsique-licence.pdf", "%PDF-1.7\nJINSIQUE-CONTENT\n%%EOF\n", url.Values{})
	b.must("/privacy/give", url.Values{"kind": {accounts.ConsentAggregates}, "version": {accounts.AggregatesVersion}})
	guest := newBrowser(t, base)
	link := joinPath.FindString(b.must("/people/invitations", url.Values{"email": {"jinsique-gast@example.com"}}))
	guest.must(link, url.Values{"name": {"jinsique陈"}, "password": {leaverPass}})
	claimant := newBrowser(t, base)
	_, page = claimant.multi("/claims", "papers.pdf", "%PDF-1.7\nclaimant\n%%EOF\n", url.Values{"uscc": {leaversCode}, "company": {"另一家公司"}, "name": {"李明"}, "email": {"claimant@example.com"}, "reason": {"我司从未在本站登记"}})
	_, company, err := b.get("/company")
	if err != nil || companyClaim.FindString(company) == "" {
		t.Fatalf("no claim on the page of the company: %v", err)
	}
	b.must(companyClaim.FindString(company), url.Values{"answer": {"jinsique说明"}})
	return b, claimPath.FindString(page)
}

// TestADeletedCompanyLeavesNothing is T22: a company that gave a canary wherever something can be given is deleted by the real job of the real
// program, and then looked for in every table, on the shelf, in the folder of the data, in that for temporary files, in the log and in
// the queue. Its trail still verifies, and a company beside it works on.
func TestADeletedCompanyLeavesNothing(t *testing.T) {
	data, temp, listen := dataFolder(t), dataFolder(t), freePort(t)
	gateway, sent := textGateway(t)
	again := func() *process {
		t.Helper()
		p, err := tryLaunchIn(t, data, listen, append([]string{"TMPDIR=" + temp}, gateway...))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := again()
	b, claim := nest(t, p.base)
	stayer := newBrowser(t, p.base)
	stays := stayer.signUp(stayersCode, "stays@example.com")
	b.confirmPhone(sent)
	sealedCanaries := append([]string{leaverPhone}, sealedCanaries...)
	all := append(append([]string{}, openCanaries...), sealedCanaries...)
	if missing := len(all) - len(found(b.exported(), all)); missing > 0 {
		t.Errorf("%d canaries are not in the export, so they were never given: %v", missing, found(b.exported(), all))
	}
	owner := p.asRole("postgres")
	before := ""
	for _, text := range everyRow(t, owner) {
		before += text
	}
	if f := found(before, openCanaries); len(f) != len(openCanaries) {
		t.Fatalf("the search finds only %v, so it says nothing", f)
	}
	if f := found(before, sealedCanaries); len(f) > 0 {
		t.Errorf("%v lie unsealed", f)
	}
	var company station.CompanyID
	if err := owner.QueryRow(context.Background(), `select id from app.companies where credit_code = $1`, leaversCode).Scan(&company); err != nil {
		t.Fatal(err)
	}
	// what an officer wrote of the company when a claim before was refused
	if _, err := owner.Exec(context.Background(), `insert into app.claims (station_id, id, company_id, credit_code, claimant, file_id, at, state, reason, decided_at, decided_by) values ($1, gen_random_uuid(), $2, 'x', 'x', gen_random_uuid(), now(), 'refused', 'jinsique理由', now(), gen_random_uuid())`, accounts.FirstStation, company); err != nil {
		t.Fatal(err)
	}
	all = append(all, "jinsique理由")
	b.must("/company/delete", url.Values{"confirm": {leaversCode}, "gone": {"1"}})
	if _, err := owner.Exec(context.Background(), `update app.companies set deletion_due_at = now() - interval '1 second' where id = $1`, company); err != nil {
		t.Fatal(err)
	}
	p.stop()
	p = again()
	owner = p.asRole("postgres")
	began := time.Now()
	p.waitFor(owner, "the deletion", `select deleted_at is not null from app.companies where id = '`+uuid.UUID(company).String()+`'`)
	t.Logf("deleted %s after the start", time.Since(began).Round(10*time.Millisecond))
	// a transaction that was under way writes something after all
	if _, err := owner.Exec(context.Background(), `insert into app.looks (company_id, id, at, person_id, role, station_id, thing, purpose) values ($1, gen_random_uuid(), now(), gen_random_uuid(), 'officer', $2, 'licence', 'jinsique集团')`, company, accounts.FirstStation); err != nil {
		t.Fatal(err)
	}
	if _, err := owner.Exec(context.Background(), `update app.companies set deleted_at = deleted_at - interval '1 hour' where id = $1`, company); err != nil {
		t.Fatal(err)
	}
	p.stop()
	p = again()
	defer func() { p.stop() }()
	owner = p.asRole("postgres")
	p.waitFor(owner, "the second look", `select deletion_swept_at is not null from app.companies where id = '`+uuid.UUID(company).String()+`'`)

	for table, text := range everyRow(t, owner) {
		if f := found(text, all); len(f) > 0 {
			t.Errorf("%s still holds %v", table, f)
		}
	}
	for _, table := range []string{"data_keys", "audit", "consents"} { // what stays: a mark, ids and times
		if n := countOf(t, owner, table, company); n == 0 {
			t.Errorf("%s: nothing was kept", table)
		}
	}
	if left := filesWith(t, data, "pg", all); len(left) > 0 {
		t.Errorf("under the data: %v", left)
	}
	// the database's own files hold what was never sealed until they are written over; what was sealed is in none of them
	if left := filesWith(t, filepath.Join(data, "pg"), "", sealedCanaries); len(left) > 0 {
		t.Errorf("in the database's files: %v", left)
	}
	if left := filesWith(t, temp, "", all); len(left) > 0 {
		t.Errorf("among temporary files: %v", left)
	}
	p.afterwards(b, stayer, claim, stays, company)
}

func countOf(t *testing.T, owner *pgx.Conn, table string, company station.CompanyID) (n int) {
	t.Helper()
	column := map[bool]string{true: "company_id", false: "tenant_id"}[table == "consents"]
	if err := owner.QueryRow(context.Background(), `select count(*) from app.`+table+` where `+column+` = $1`, company).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// afterwards looks at how the portal answers once a company is gone.
func (p *process) afterwards(gone, stayer *browser, claim, stays string, company station.CompanyID) {
	t := p.t
	t.Helper()
	if shelf, err := filepath.Glob(filepath.Join(p.data, "files", "*"+hex.EncodeToString(company[:])+"*")); err != nil || len(shelf) > 0 {
		t.Errorf("on the shelf: %v %v", shelf, err)
	}
	refusal := func(email string) string {
		status, page, err := signIn(newBrowser(t, p.base), email)
		if err != nil || status != 401 {
			t.Errorf("%s signs in with %d %v", email, status, err)
		}
		for _, varies := range []*regexp.Regexp{csrfField, regexp.MustCompile(`value="[^"]*@example.com"`), regexp.MustCompile(`name="request" value="[^"]+"`)} {
			page = varies.ReplaceAllString(page, "")
		}
		return page
	}
	if refusal("jinsique-owner@example.com") != refusal("unknown@example.com") {
		t.Error("the page tells a deleted account from an unknown one")
	}
	if _, page, err := gone.get("/home"); err != nil || strings.Contains(page, "jinsique") {
		t.Errorf("the session of the owner goes on: %v", err)
	}
	stayer.must("/signin", url.Values{"email": {"stays@example.com"}, "password": {leaverPass}})
	if status, _, err := stayer.get(stays); err != nil || status != 200 {
		t.Errorf("the company beside it: %d %v", status, err)
	}
	status, page, err := newBrowser(t, p.base).get(claim)
	if err != nil || status != 200 || !strings.Contains(page, "/signup?claim=") {
		t.Errorf("who claimed the code is not told that it is free: %d %v", status, err)
	}
	anew := newBrowser(t, p.base)
	anew.must("/signup", url.Values{"uscc": {leaversCode}, "claim": {strings.TrimPrefix(claim, "/claims/")}, "company": {"另一家公司"}, "industry": {"C"}, "district": {"donggang"}, "size": {"small"}, "name": {"李明"}, "email": {"claimant@example.com"}, "password": {leaverPass}})
	db, err := pg.Open(context.Background(), p.databaseURL("station_app"), pg.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	people, err := accounts.NewStore(db, nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	anchors, err := accounts.NewAnchors(filepath.Join(p.data, "anchors")).Of(company)
	if err != nil {
		t.Fatal(err)
	}
	check, err := people.CheckAudit(context.Background(), station.Tenant{Company: company}, anchors)
	if err != nil || !check.Holds() || check.Lines < 10 || check.Anchors == 0 {
		t.Errorf("the trail of the deleted company: %+v %v", check, err)
	}
}

func signIn(b *browser, email string) (int, string, error) {
	token, err := b.token()
	if err != nil {
		return 0, "", err
	}
	return b.post("/signin", url.Values{"csrf": {token}, "email": {email}, "password": {leaverPass}}, "")
}
