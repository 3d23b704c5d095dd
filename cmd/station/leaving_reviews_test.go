package main

import (
	"context"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// What is written in the review of a leaving company: by its own people, and by the experts to it and among themselves.
var (
	reviewCanaries = []string{"jinsique想问", "jinsique批注", "jinsique改过", "jinsique回复", "jinsique附件.pdf", "JINSIQUE-NOTE", "jinsique回执.pdf", "JINSIQUE-RECEIPT", "jinsique异议", "jinsique答复", "jinsique改判", "jinsique结论"}
	amongExperts   = []string{"jinsique内部", "jinsique内件.pdf", "JINSIQUE-INNER"}
)

var reportOf = regexp.MustCompile(`/profiles/[0-9a-f-]{36}`)
var signedHash = regexp.MustCompile(`name="hash" value="([0-9a-f]{64})"`)

// underReview has a company give canaries in a review and two experts write them, down to a signed conclusion. It gives the browsers of the owner and of both experts.
func underReview(t *testing.T, p *process) (owner *browser, experts [2]*browser) {
	t.Helper()
	b := newBrowser(t, p.base)
	b.must("/signup", url.Values{"uscc": {leaversCode}, "company": {"jinsique有限公司"}, "industry": {"C"}, "district": {"donggang"}, "size": {"small"}, "legal_group": {"jinsique集团"}, "name": {"jinsique陈"}, "email": {"jinsique-owner@example.com"}, "password": {leaverPass}})
	b.must("/notice", url.Values{"agree": {"1"}, "version": {accounts.PrivacyVersion}, "return": {"/home"}})
	check := regexp.MustCompile(`/self-checks/[0-9a-f-]{36}`).FindString(b.must("/self-checks", url.Values{"areas": {"employee"}, "depth": {"full"}}))
	b.must(check+"/questions/company.deposit_taken", url.Values{"deposit_taken": {"true"}})
	profile := reportOf.FindString(b.must(check+"/profile", url.Values{}))
	if _, err := p.asRole("postgres").Exec(context.Background(), `update app.companies set verified_at = now() where credit_code = $1`, leaversCode); err != nil {
		t.Fatal(err)
	}
	var lead string
	if err := p.asRole("postgres").QueryRow(context.Background(), `select person_id::text from app.review_experts where review_id = $1 and part = 'lead'`, demoReview).Scan(&lead); err != nil {
		t.Fatal(err)
	}
	for i, email := range []string{demoLead, demoConsultant} {
		experts[i] = newBrowser(t, p.base)
		experts[i].must("/signin", url.Values{"email": {email}, "password": {demoPassword}})
	}
	id, thread, inner, override, dispute := uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()
	b.must(profile+"/review", url.Values{"request": {id}, "part": {"whole"}, "question": {"jinsique想问能签吗"}, "needed": {"1"}, "expert": {lead}, "later": {"1"}, "agree": {"1"}})
	own, at, finding := "/reviews/"+id, "/expert/reviews/"+id, "/findings/"+deposits
	experts[0].must(at+"/accept", url.Values{"conflict": {"1"}, "terms": {reviews.TermsVersion}})
	report := strings.TrimPrefix(profile, "/profiles/")
	experts[0].multi(at+finding+"/threads", "jinsique附件.pdf", "%PDF-1.7\nJINSIQUE-NOTE\n%%EOF\n", url.Values{"request": {thread}, "profile": {report}, "audience": {"company"}, "text": {"jinsique批注"}})
	experts[0].must(at+finding+"/threads/"+thread+"/comments/"+thread, url.Values{"text": {"jinsique改过"}, "rev": {"1"}})
	experts[0].multi(at+finding+"/threads", "jinsique内件.pdf", "%PDF-1.7\nJINSIQUE-INNER\n%%EOF\n", url.Values{"request": {inner}, "profile": {report}, "audience": {"experts"}, "text": {"jinsique内部"}})
	b.multi(own+finding+"/threads/"+thread+"/replies", "jinsique回执.pdf", "%PDF-1.7\nJINSIQUE-RECEIPT\n%%EOF\n", url.Values{"request": {uuid.NewString()}, "text": {"jinsique回复"}})
	experts[0].must(at+finding+"/override", url.Values{"request": {override}, "severity": {"low"}, "reason": {"fact"}, "text": {"jinsique改判"}, "source": {"劳动合同法"}, "article": {"第九条"}, "until": {"2027-03-01"}})
	b.must(profile+finding+"/dispute", url.Values{"request": {dispute}, "text": {"jinsique异议"}})
	experts[0].must("/expert/disputes/"+dispute, url.Values{"state": {"upheld"}, "text": {"jinsique答复"}, "rev": {"1"}})
	experts[0].must(at+"/conclusion", url.Values{"option": {"sign"}, "text": {"jinsique结论"}, "base": {"0"}, "request": {uuid.NewString()}})
	hash := signedHash.FindStringSubmatch(experts[0].must(at+"/put-up", url.Values{}))
	if hash == nil {
		t.Fatal("nothing was put up for signature")
	}
	experts[0].must(at+"/sign", url.Values{"hash": {hash[1]}})
	return b, experts
}

// TestNothingOfTheReviewsOfADeletedCompanyIsLeft is T22 for what experts and a company wrote to each other, with their files: in no table, object, temporary file
// or log, and on no page of the staff, which reads by keys of its own.
func TestNothingOfTheReviewsOfADeletedCompanyIsLeft(t *testing.T) {
	data, temp, listen := dataFolder(t), dataFolder(t), freePort(t)
	again := func() *process {
		t.Helper()
		p, err := tryLaunchIn(t, data, listen, []string{"TMPDIR=" + temp}, "--demo")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := again()
	defer func() { p.stop() }()
	b, experts := underReview(t, p)
	all := append(append(append([]string{}, reviewCanaries...), amongExperts...), openCanaries...)
	archive := b.exported()
	if f := found(archive, amongExperts); len(f) > 0 {
		t.Errorf("the company takes along what experts wrote among themselves: %v", f)
	}
	if missing := missingOf(archive, reviewCanaries, "jinsique改判"); len(missing) > 0 { // a proposal that nobody decided is the team's
		t.Errorf("not in the export: %v", missing)
	}
	if page := pagesOf(t, experts[0]); len(found(page, []string{"jinsique陈", "jinsique有限公司"})) != 2 {
		t.Error("the staff was not told of the company, so this test says little")
	}
	owner := p.asRole("postgres")
	var company station.CompanyID
	if err := owner.QueryRow(context.Background(), `select id from app.companies where credit_code = $1`, leaversCode).Scan(&company); err != nil {
		t.Fatal(err)
	}
	for table, text := range everyRow(t, owner) {
		if f := found(text, append(append([]string{}, reviewCanaries...), amongExperts...)); len(f) > 0 {
			t.Errorf("%s: %v lie unsealed", table, f)
		}
	}
	b.must("/company/delete", url.Values{"confirm": {leaversCode}, "gone": {"1"}})
	if _, err := owner.Exec(context.Background(), `update app.companies set deletion_due_at = now() - interval '1 second' where id = $1`, company); err != nil {
		t.Fatal(err)
	}
	p.stop()
	p = again()
	owner = p.asRole("postgres")
	p.waitFor(owner, "the deletion", `select deleted_at is not null from app.companies where id = '`+uuid.UUID(company).String()+`'`)
	for table, text := range everyRow(t, owner) {
		if f := found(text, all); len(f) > 0 {
			t.Errorf("%s still holds %v", table, f)
		}
		if strings.HasPrefix(table, "app.review") && table != "app.review_status" && strings.Contains(text, uuid.UUID(company).String()) {
			t.Errorf("%s still names the company", table)
		}
	}
	if left := filesWith(t, data, "pg", all); len(left) > 0 {
		t.Errorf("under the data: %v", left)
	}
	if left := filesWith(t, temp, "", all); len(left) > 0 {
		t.Errorf("among temporary files: %v", left)
	}
	if left := filesWith(t, filepath.Join(data, "pg"), "", append(append([]string{}, reviewCanaries...), amongExperts...)); len(left) > 0 {
		t.Errorf("in the database's files: %v", left)
	}
	for i, email := range []string{demoLead, demoConsultant, "officer@demo.example", "analyst@demo.example", "auditor@demo.example"} {
		staff := newBrowser(t, p.base)
		staff.must("/signin", url.Values{"email": {email}, "password": {demoPassword}})
		if f := found(pagesOf(t, staff), append([]string{"jinsique"}, all...)); len(f) > 0 {
			t.Errorf("%s, number %d, still reads %v", email, i, f)
		}
	}
}

// missingOf are the canaries that a text lacks, but for some.
func missingOf(text string, canaries []string, but ...string) (out []string) {
	for _, c := range canaries {
		if !strings.Contains(text, c) && !strings.Contains(strings.Join(but, " "), c) {
			out = append(out, c)
		}
	}
	return out
}

// pagesOf is all that a member of the staff finds on the lists that tell of companies.
func pagesOf(t *testing.T, b *browser) string {
	t.Helper()
	var out strings.Builder
	for _, path := range []string{"/staff", "/inbox", "/expert/reviews", "/expert/reviews?view=asked", "/expert/reviews?view=open", "/expert/reviews?view=over", "/expert/disputes", "/expert/cases", "/desk", "/insight", "/insight/briefs", "/admin/audit"} {
		status, page, err := b.get(path)
		if err != nil || status != 200 && status != 403 {
			t.Errorf("%s: %d %v", path, status, err)
		}
		out.WriteString(page)
	}
	return out.String()
}
