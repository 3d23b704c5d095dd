package main

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
)

// deposits is the finding that the company of the test has.
const deposits = "EMP-010"

// crashes is a station whose database is cut off, with a company that has two versions of a report, and two experts.
type crashes struct {
	t                   *testing.T
	cut                 *cutter
	conn                *pgx.Conn // the database's owner
	company             station.CompanyID
	versions            [2]string
	people              *accounts.Store
	owner, lead, second *browser
	consults            station.PersonID
	leads               station.PersonID
	cuts                int
}

// form is one act: a form that is sent until it is done.
type form struct {
	who     *browser
	path    string
	values  url.Values
	action  string // of its one line in the trail
	notices int    // how many messages it makes
	again   int    // the status that tells that it is done already; 0 = as the first time
}

func newCrashes(t *testing.T) *crashes {
	t.Helper()
	urls := pgtest.URLs(t)
	c := &crashes{t: t, cut: newCutter(t, urls.App), conn: pgtest.Owner(t)}
	part := leaverPart{App: c.cut.url, Worker: urls.Worker, Data: dataFolder(t)}
	base := part.serve(t)
	l, end, err := part.open(t.Context())
	c.must(err)
	t.Cleanup(end)
	c.people = l.people
	policy, err := rules.LoadPolicy(rules.Authz())
	c.must(err)
	gate := accounts.NewGate(policy)
	owner, err := l.people.SignUp(t.Context(), accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "试验有限公司", Section: "C", District: "donggang", Size: "small", Person: "林晓", Email: "crash@example.com", Password: demoPassword})
	c.must(err)
	c.company = owner.Company
	admit := func(action string) accounts.Scope {
		s, err := gate.Admit(t.Context(), owner, action, owner.Company)
		c.must(err)
		return s
	}
	c.must(l.people.Agree(t.Context(), admit("consent.give"), accounts.ConsentPrivacy, accounts.PrivacyVersion))
	check, err := l.checks.Start(t.Context(), admit("check.start"), uuid.New(), station.Areas(), rules.SheetFull)
	c.must(err)
	_, err = l.checks.Answer(t.Context(), admit("check.answer"), check, uuid.New(), []assessments.Given{{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: true}})
	c.must(err)
	for i := range c.versions {
		time.Sleep(time.Duration(i) * 1100 * time.Millisecond) // a version is told from the one before by the second
		made, err := l.checks.Submit(t.Context(), admit("check.submit"), check, uuid.New(), "试验有限公司")
		c.must(err)
		c.versions[i] = uuid.UUID(made).String()
	}
	c.must(l.people.AddStaff(t.Context(), accounts.FirstStation, station.Security, accounts.NewPerson{Name: "安全", Email: "security@demo.example", Password: demoPassword}))
	lead, err := demoExpert(t.Context(), gate, l.people, demoLead, "林岚", "13301201510123451")
	c.must(err)
	second, err := demoExpert(t.Context(), gate, l.people, demoConsultant, "郑一", "13301201510123452")
	c.must(err)
	c.leads, c.consults = lead.Person, second.Person
	_, err = c.conn.Exec(t.Context(), `update app.companies set verified_at = now()`)
	c.must(err)
	c.owner, c.lead, c.second = c.signedIn(base, "crash@example.com"), c.signedIn(base, demoLead), c.signedIn(base, demoConsultant)
	return c
}

func (c *crashes) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// signedIn is somebody who stays where a form leads them from.
func (c *crashes) signedIn(base, email string) *browser {
	c.t.Helper()
	b := newBrowser(c.t, base)
	b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	b.must("/signin", url.Values{"email": {email}, "password": {demoPassword}})
	return b
}

func (c *crashes) count(sql string, with ...any) (n int) {
	c.t.Helper()
	c.must(c.conn.QueryRow(context.Background(), `select count(*) from app.`+sql, with...).Scan(&n))
	return n
}

// do sends a form, cut off before each statement in turn and after each commit, until it goes through; the form stays the same.
func (c *crashes) do(f form) {
	c.t.Helper()
	f.values.Set("request", uuid.NewString())
	c.repeat(f)
}

// repeat is do for a form whose number is given.
func (c *crashes) repeat(f form) {
	c.t.Helper()
	token, err := f.who.token()
	c.must(err)
	f.values.Set("csrf", token)
	lines, messages := c.count(`audit where action = $1`, f.action), c.count(`notices`)
	status := 0
	for _, commit := range []bool{false, true} {
		for n := 1; ; n++ {
			var cut string
			if status, cut = c.send(f, n, commit); cut == "" {
				break
			}
			c.cuts++
		}
	}
	if want := 303; status != want && status != f.again {
		_, page, _ := f.who.post(f.path, f.values, "")
		c.t.Fatalf("%s %s ends with %d: %.600s", f.action, f.path, status, page[max(0, strings.Index(page, "<main")):])
	}
	if got := c.count(`audit where action = $1`, f.action) - lines; got != 1 {
		c.t.Errorf("%s: %d lines in the trail", f.action, got)
	}
	if got := c.count(`notices`) - messages; got != f.notices {
		c.t.Errorf("%s: %d messages, want %d", f.action, got, f.notices)
	}
}

// send sends a form once; cut is where it was cut off. What the station's pool still holds of dead connections is used up first.
func (c *crashes) send(f form, n int, commit bool) (status int, cut string) {
	c.t.Helper()
	for try := 0; ; try++ {
		c.cut.arm(n, commit)
		status, page, err := f.who.post(f.path, f.values, "")
		if cut = c.cut.disarm(); cut != "" {
			return status, cut
		}
		if err == nil && status < 500 {
			return status, ""
		}
		if try == 60 {
			c.t.Fatalf("%s is not taken: %d %v %.300s", f.path, status, err, page)
		}
	}
}

// TestAReviewThatIsCutOffBetweenTwoWritesLosesAndDoublesNothing goes the way of a review from asking to the signature. Each form is cut off from
// the database before every write and every commit, and after every commit, and sent again as it was.
func TestAReviewThatIsCutOffBetweenTwoWritesLosesAndDoublesNothing(t *testing.T) {
	c := newCrashes(t)
	began := time.Now()
	id := uuid.NewString()
	own, at := "/reviews/"+id, "/expert/reviews/"+id
	finding := "/findings/" + deposits
	c.repeat(form{c.owner, "/profiles/" + c.versions[0] + "/review", url.Values{"request": {id}, "part": {"whole"}, "question": {"能签吗"}, "needed": {"2"}, "expert": {uuid.UUID(c.leads).String()}, "later": {"1"}, "agree": {"1"}}, "review.ask", 1, 0})
	accept := url.Values{"terms": {reviews.TermsVersion}, "conflict": {"1"}}
	c.do(form{c.lead, at + "/accept", accept, "review.accept", 1, 0})
	c.do(form{c.lead, at + "/invite", url.Values{"expert": {uuid.UUID(c.consults).String()}, "part": {"consultant"}}, "review.invite", 1, 409})
	c.do(form{c.second, at + "/accept", accept, "review.accept", 1, 0})
	thread := uuid.NewString()
	c.repeat(form{c.lead, at + finding + "/threads", url.Values{"request": {thread}, "profile": {c.versions[0]}, "audience": {"company"}, "text": {"押金要退"}}, "thread.open", 1, 0})
	c.do(form{c.owner, own + finding + "/threads/" + thread + "/replies", url.Values{"text": {"已经退了"}}, "thread.answer", 1, 0})
	c.do(form{c.lead, at + finding + "/threads/" + thread + "/settle", url.Values{"to": {"resolved"}, "rev": {"1"}}, "thread.settle", 0, 0})
	override := uuid.NewString()
	c.repeat(form{c.lead, at + finding + "/override", url.Values{"request": {override}, "severity": {"low"}, "reason": {"fact"}, "text": {"押金已退"}, "source": {"劳动合同法"}, "article": {"第九条"},
		"until": {time.Now().AddDate(0, 3, 0).Format(time.DateOnly)}}, "override.propose", 1, 0})
	c.do(form{c.second, at + "/overrides/" + override, url.Values{"decision": {"approve"}, "rev": {"1"}}, "override.approve", 2, 0})
	c.do(form{c.owner, own + "/version", url.Values{"profile": {c.versions[1]}, "agree": {"yes"}}, "review.move_on", 1, 0})
	dispute := uuid.NewString()
	c.repeat(form{c.owner, "/profiles/" + c.versions[1] + finding + "/dispute", url.Values{"request": {dispute}, "text": {"不同意"}}, "dispute.file", 1, 0})
	c.do(form{c.lead, "/expert/disputes/" + dispute, url.Values{"state": {"corrected"}, "text": {"确已退还"}, "rev": {"1"}}, "dispute.answer", 1, 0})
	c.do(form{c.lead, at + "/conclusion", url.Values{"option": {"sign"}, "text": {"可以签"}, "base": {"0"}}, "review.write", 0, 0})
	c.do(form{c.lead, at + "/put-up", url.Values{}, "review.put_up", 0, 0})
	var hash string
	c.must(c.conn.QueryRow(t.Context(), `select hash from app.review_contents`).Scan(&hash))
	c.do(form{c.lead, at + "/sign", url.Values{"hash": {hash}}, "review.sign", 0, 0})
	c.do(form{c.second, at + "/sign", url.Values{"hash": {hash}}, "review.sign", 1, 0})
	for what, want := range map[string]int{"reviews where state = 'signed'": 1, "reviews": 1, "review_experts where state = 'accepted'": 2, "review_experts": 2, "review_threads where state = 'resolved'": 1, "review_threads": 1,
		"review_comments": 2, "review_comment_edits": 0, "review_anchors": 2, "review_overrides where state = 'approved'": 1, "review_overrides": 1, "disputes where state = 'corrected'": 1, "disputes": 1, "review_writings": 1,
		"review_contents where state = 'signed'": 1, "review_contents": 1, "review_signatures": 2, "review_status": 1} {
		if got := c.count(what); got != want {
			t.Errorf("%s: %d, want %d", what, got, want)
		}
	}
	c.do(form{c.owner, own + "/withdraw", url.Values{}, "review.withdraw", 1, 409})
	for _, whose := range []station.Tenant{{Company: c.company}, {Station: accounts.FirstStation}} {
		if check, err := c.people.CheckAudit(t.Context(), whose, nil); err != nil || !check.Holds() {
			t.Errorf("the trail: %+v %v", check, err)
		}
	}
	t.Logf("%d cuts in %s", c.cuts, time.Since(began).Round(time.Millisecond))
}
