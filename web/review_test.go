package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

// verified is an expert of the first station whose licence was verified, signed in. Numbers tell one from another.
func (p *portal) verified(name, number string) (who station.Actor, token string) {
	p.t.Helper()
	ctx, email := context.Background(), "expert-"+number[len(number)-4:]+"@station.example"
	p.must(p.people.AddStaff(ctx, accounts.FirstStation, station.Expert, accounts.NewPerson{Name: name, Email: email, Password: password}))
	token, who, err := p.people.SignIn(ctx, email, password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	who.Strong = true
	p.verify(who, number)
	return who, token
}

// reviewedBy has the expert of a session review one firm, and another expert the other.
func (p *portal) reviewedBy(token string, mine, other *firm) {
	p.t.Helper()
	who, err := p.people.Who(context.Background(), token)
	p.must(err)
	expert := who.Actor
	expert.Strong = true
	p.verify(expert, "13301201510000001")
	p.reviewed(mine, expert)
	another, _ := p.verified("陆律师", "13301201510000002")
	p.reviewed(other, another)
}

// verify has the card of an expert verified.
func (p *portal) verify(who station.Actor, number string) {
	p.t.Helper()
	ctx := context.Background()
	_, err := p.people.PutOwnExpert(ctx, p.scope(who, "expert.card"), accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: number}, FirmZh: "试验律所", FirmEn: "Trial firm",
		Domains: []string{"tax", "supply", "employee"}, Countries: []string{"VN"}, Languages: []string{"zh", "en"}, Capacity: 5}, nil)
	p.must(err)
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	p.must(p.people.DecideExpert(ctx, p.scope(checker, "expert.admit"), who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: noon.AddDate(1, 0, 0), Note: "checked", Rev: 1}, nil))
}

// reviewed has a firm ask for a review of its profile, which the expert accepts.
func (p *portal) reviewed(f *firm, expert station.Actor) {
	p.t.Helper()
	ctx := context.Background()
	owner := f.owner
	owner.Verified = true
	id := uuid.New()
	_, err := p.reviews.Ask(ctx, p.scope(owner, "review.ask"), reviews.Ask{ID: id, Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: f.canary + "问题", Expert: expert.Person}, nil)
	p.must(err)
	p.must(p.reviews.Accept(ctx, p.scope(expert, "review.queue"), id, reviews.TermsVersion, nil))
	p.must(p.reviews.Bar(ctx, p.scope(expert, "review.queue"), f.canary+"的对手"))
	f.review = id.String()
	p.annotated(f, expert)
	p.overruling(f, expert)
	p.signedBy(f, expert, id)
}

// reports are the versions of reports as reviews need them.
func (p *portal) reports() reviews.Reports { return web.ReportsOf(p.checks) }

// worker is the worker's own door to the database.
func (p *portal) worker() *pg.DB { return pgtest.Open(p.t, p.urls.Worker) }

// granted is the scope of an expert in a review that they have accepted.
func (p *portal) granted(who station.Actor, action string, review uuid.UUID) accounts.Scope {
	p.t.Helper()
	on, err := p.reviews.Granted(context.Background(), who, review)
	p.must(err)
	s, err := p.gate.AdmitTo(context.Background(), who, action, on)
	p.must(err)
	return s
}

func TestAnExpertReadsWhatWasGrantedAndOnlyWhileItIs(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, _ := p.verified("沈律师", "13301201510123456")
	other, _ := p.verified("陆律师", "13301201510123457")
	p.reviewed(f, expert)
	id := uuid.MustParse(f.review)
	on, err := p.reviews.Granted(t.Context(), expert, id)
	p.must(err)
	if !on.Granted || on.Company != f.owner.Company {
		t.Errorf("%+v", on)
	}
	if _, err := p.reviews.Granted(t.Context(), other, id); err == nil {
		t.Error("another expert is let in")
	}
	p.must(p.reviews.Withdraw(t.Context(), p.scope(f.owner, "review.withdraw"), id, nil))
	if _, err := p.reviews.Granted(t.Context(), expert, id); err == nil {
		t.Error("the consent is withdrawn, and the expert is let in")
	}
}

// accept says that officers have accepted the licences of firms.
func (p *portal) accept(firms ...*firm) {
	p.t.Helper()
	owner := connect(p.t, p.urls.Owner)
	for _, f := range firms {
		_, err := owner.Exec(context.Background(), `update app.companies set verified_at = now() where id = $1`, f.owner.Company)
		p.must(err)
	}
}

// TestACompanyAsksAnExpertAndTakesItBack goes the way of both through the pages.
func TestACompanyAsksAnExpertAndTakesItBack(t *testing.T) {
	p := newPortal(t)
	f, owner := p.firm("91330100MA2H2XJK0F", "zijian"), ""
	owner = f.tokens[station.Owner]
	who, expert := p.verified("沈律师", "13301201510123456")
	_, barred := p.verified("陆律师", "13301201510123457")
	ask := "/profiles/" + f.profile + "/review"
	if got := p.do("GET", ask, owner, nil); got.location != "/company?first=verify#licence" {
		t.Errorf("whose licence was not accepted is led to %d %q", got.status, got.location)
	}
	p.accept(f)
	if got := p.post("/expert/conflicts", barred, url.Values{"whom": {"zijian（有限公司）"}}); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	page := p.do("GET", ask, owner, nil)
	if page.status != 200 || !strings.Contains(page.body, "沈律师") || !strings.Contains(page.body, "这位专家不能看贵企业的报告") {
		t.Errorf("%d, or the directory is not there", page.status)
	}
	form := url.Values{"request": {uuid.NewString()}, "part": {"finding"}, "finding": {"EMP-999"}, "question": {"zijian：能签吗？"}, "needed": {"2"}, "expert": {uuid.UUID(who.Person).String()}}
	if got := p.post(ask, owner, form); got.status != 422 || !strings.Contains(got.body, "同意约定后才能发出") || !strings.Contains(got.body, "zijian：能签吗？") {
		t.Errorf("without agreeing: %d", got.status)
	}
	form.Set("agree", "1")
	if got := p.post(ask, owner, form); got.status != 422 || !strings.Contains(got.body, "请选要看的那一条") {
		t.Errorf("a finding that there is not: %d", got.status)
	}
	form.Set("finding", f.finding)
	done := p.post(ask, owner, form)
	again := p.post(ask, owner, form)
	if done.status != 303 || again.location != done.location {
		t.Fatalf("asked twice by one form: %q and %q", done.location, again.location)
	}
	form.Set("question", "zijian：另外一个问题")
	if got := p.post(ask, owner, form); got.status != 409 || !strings.Contains(got.body, "这张表已经发出过") || !strings.Contains(got.body, "另外一个问题") {
		t.Errorf("the same form with other words: %d", got.status)
	}
	review := strings.TrimSuffix(done.location, "?done=asked")
	at := "/expert" + review
	for path, want := range map[string]string{"/reviews": "等专家接", review: "zijian：能签吗？"} {
		if got := p.do("GET", path, owner, nil); got.status != 200 || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d, or without %s", path, got.status, want)
		}
	}
	if got := p.do("GET", at, expert, nil); got.status != 404 {
		t.Errorf("before accepting: %d", got.status)
	}
	queue := p.do("GET", "/expert/reviews?view=asked", expert, nil)
	if !strings.Contains(queue.body, at+"/offer") || strings.Contains(queue.body, "zijian") {
		t.Error("the queue lacks what is asked, or tells whose it is before it is accepted")
	}
	if got := p.do("GET", "/expert/reviews?view=open", barred, nil); strings.Contains(got.body, at) {
		t.Error("what names one expert is offered to another")
	}
	if got := p.do("GET", at+"/offer", barred, nil); got.status != 404 {
		t.Errorf("another expert opens the offer: %d", got.status)
	}
	if got := p.do("GET", at+"/offer", expert, nil); got.status != 200 || !strings.Contains(got.body, "zijian：能签吗？") {
		t.Errorf("the offer: %d", got.status)
	}
	if got := p.post(at+"/accept", expert, url.Values{"terms": {reviews.TermsVersion}}); got.status != 422 {
		t.Errorf("without a word on conflicts: %d", got.status)
	}
	if got := p.post(at+"/accept", expert, url.Values{"terms": {reviews.TermsVersion}, "conflict": {"1"}}); got.location != at+"?done=accepted" {
		t.Errorf("accepting: %d %q", got.status, got.location)
	}
	if got := p.do("GET", at, expert, nil); got.status != 200 || !strings.Contains(got.body, "zijian有限公司") {
		t.Errorf("the review: %d", got.status)
	}
	if got := p.do("GET", "/privacy", owner, nil); !strings.Contains(got.body, "沈律师") || !strings.Contains(got.body, "送来的报告") || !strings.Contains(got.body, "1 项在授权中") || !strings.Contains(got.body, `href="`+review+`"`) {
		t.Error("the company does not see who looked, or to whom it has sent what")
	}
	if got := p.post(review+"/withdraw", owner, nil); got.location != review+"?done=withdrawn" {
		t.Errorf("withdrawing: %d %q", got.status, got.location)
	}
	if got := p.do("GET", "/privacy", owner, nil); strings.Contains(got.body, "项在授权中") {
		t.Error("what was withdrawn is still said to be granted")
	}
	if got := p.do("GET", at, expert, nil); got.status != 404 || strings.Contains(got.body, "zijian") {
		t.Errorf("after the consent was withdrawn: %d", got.status)
	}
	if got := p.post(review+"/withdraw", owner, nil); got.status != 409 {
		t.Errorf("withdrawn twice: %d", got.status)
	}
}

// TestALeadInvitesHandsOverAndDeclinedReviewsAreEverybodys walks a team.
func TestALeadInvitesHandsOverAndDeclinedReviewsAreEverybodys(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	lead, first := p.verified("沈律师", "13301201510123456")
	second, other := p.verified("陆律师", "13301201510123457")
	p.reviewed(f, lead)
	at, person := "/expert/reviews/"+f.review, uuid.UUID(second.Person).String()
	if got := p.post(at+"/invite", first, url.Values{"expert": {person}, "part": {"consultant"}}); got.location != at+"?done=invited" {
		t.Fatalf("inviting: %d %q", got.status, got.location)
	}
	if got := p.post(at+"/invite", first, url.Values{"expert": {person}, "part": {"consultant"}}); got.status != 409 {
		t.Errorf("inviting twice: %d", got.status)
	}
	if got := p.post(at+"/handover", first, url.Values{"to": {person}}); got.status != 404 {
		t.Errorf("handing over to who has not accepted: %d", got.status)
	}
	if got := p.post(at+"/accept", other, url.Values{"terms": {reviews.TermsVersion}, "conflict": {"1"}}); got.status != 303 {
		t.Fatalf("the colleague accepts: %d", got.status)
	}
	if got := p.post(at+"/invite", other, url.Values{"expert": {person}, "part": {"junior"}}); got.status != 403 {
		t.Errorf("who does not lead invites: %d", got.status)
	}
	if got := p.post(at+"/leave", first, nil); got.status != 409 {
		t.Errorf("the lead leaves: %d", got.status)
	}
	if got := p.post(at+"/handover", first, url.Values{"to": {person}}); got.status != 303 {
		t.Errorf("handing over: %d", got.status)
	}
	if got := p.post(at+"/leave", first, nil); got.status != 303 {
		t.Errorf("leaving: %d", got.status)
	}
	if got := p.do("GET", at, first, nil); got.status != 404 {
		t.Errorf("who has left reads: %d", got.status)
	}
	owner := f.owner
	owner.Verified = true
	id := uuid.New()
	_, err := p.reviews.Ask(t.Context(), p.scope(owner, "review.ask"), reviews.Ask{ID: id, Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: "?", Expert: lead.Person}, nil)
	p.must(err)
	if got := p.post("/expert/reviews/"+id.String()+"/decline", first, url.Values{"reason": {"load"}}); got.status != 303 {
		t.Errorf("declining: %d", got.status)
	}
	if got := p.do("GET", "/expert/reviews?view=open", other, nil); !strings.Contains(got.body, id.String()) {
		t.Error("what was declined is not open to others")
	}
	taken := make(chan error, 2)
	for _, who := range []station.Actor{lead, second} { // both take it at once
		go func() {
			taken <- p.reviews.Accept(t.Context(), p.scope(who, "review.queue"), id, reviews.TermsVersion, nil)
		}()
	}
	a, b := <-taken, <-taken
	if (a == nil) == (b == nil) {
		t.Errorf("two take one review: %v and %v", a, b)
	}
}

// profileOf makes a profile of a company that takes deposits and has answered nothing else.
func (p *portal) profileOf(owner station.Actor) string {
	p.t.Helper()
	ctx := context.Background()
	p.must(p.people.Agree(ctx, p.scope(owner, "consent.give"), accounts.ConsentPrivacy, accounts.PrivacyVersion))
	check, err := p.checks.Start(ctx, p.scope(owner, "check.start"), uuid.New(), station.Areas(), rules.SheetFull)
	p.must(err)
	_, err = p.checks.Answer(ctx, p.scope(owner, "check.answer"), check, uuid.New(), []assessments.Given{{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: true}})
	p.must(err)
	profile, err := p.checks.Submit(ctx, p.scope(owner, "check.submit"), check, uuid.New(), "biezhan公司")
	p.must(err)
	return uuid.UUID(profile).String()
}
