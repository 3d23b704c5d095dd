package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// junior has the station call a verified expert a junior.
func (p *portal) junior(who station.Actor) {
	p.t.Helper()
	p.decide(who, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Junior, ValidUntil: noon.AddDate(1, 0, 0)})
}

// TestJuniorsDraftAndSeniorsLead: a junior leads no review by any way, and answers no dispute.
func TestJuniorsDraftAndSeniorsLead(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	senior, _ := p.verified("沈律师", "13301201510123456")
	young, token := p.verified("陆律师", "13301201510123457")
	p.junior(young)
	p.accept(f)
	owner := f.owner
	owner.Verified = true
	ask := reviews.Ask{ID: uuid.New(), Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: "?", Expert: young.Person}
	if _, err := p.reviews.Ask(t.Context(), p.scope(owner, "review.ask"), ask, nil); faultKey(err) != "review.juniors_do_not_lead" {
		t.Errorf("asked by name: %v", err)
	}
	if page := p.do("GET", "/profiles/"+f.profile+"/review", f.tokens[station.Owner], nil); page.status != 200 || strings.Contains(page.body, "陆律师") || !strings.Contains(page.body, "沈律师") {
		t.Errorf("%d, or the directory offers a junior", page.status)
	}
	open := p.asks(f, "谁来看？")
	at := "/expert/reviews/" + open.String()
	if got := p.post(at+"/accept", token, url.Values{"terms": {reviews.TermsVersion}, "conflict": {"1"}}); got.status != 403 || !strings.Contains(got.body, "由资深专家主办") {
		t.Errorf("taken from the queue: %d", got.status)
	}
	p.must(p.reviews.Accept(t.Context(), p.scope(senior, "review.queue"), open, reviews.TermsVersion, nil))
	p.must(p.reviews.Invite(t.Context(), p.granted(senior, "report.lead", open), open, young.Person, "junior", nil))
	p.must(p.reviews.Accept(t.Context(), p.scope(young, "review.queue"), open, reviews.TermsVersion, nil))
	if err := p.reviews.HandOver(t.Context(), p.granted(senior, "report.lead", open), open, young.Person, nil); faultKey(err) != "review.juniors_do_not_lead" {
		t.Errorf("handed over: %v", err)
	}
	other := p.firm("91330109MA2GL8F33A", "bieren")
	dispute := uuid.New()
	p.must(p.reviews.File(t.Context(), p.scope(other.owner, "dispute.file"), reviews.Filing{ID: dispute, Profile: uuid.MustParse(other.profile), Finding: deposits, Text: "不同意"}, nil))
	if err := p.reviews.Take(t.Context(), p.scope(young, "review.queue"), dispute); faultKey(err) != "dispute.seniors_answer" {
		t.Errorf("a dispute: %v", err)
	}
}

// TestWhoWorksForACompanyLeavesBeforeTheyBarIt, whatever of it they name.
func TestWhoWorksForACompanyLeavesBeforeTheyBarIt(t *testing.T) {
	x := newTeam(t)
	for _, name := range []string{"zijian（有限公司）", "91330100MA2H2XJK0F"} {
		if got := x.post("/expert/conflicts", x.tokens[1], url.Values{"whom": {name}}); got.status != 409 || !strings.Contains(got.body, "请先移交、退出或答复") || !strings.Contains(got.body, name) {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	x.must(x.reviews.Leave(t.Context(), x.seconds, x.review, nil))
	if got := x.post("/expert/conflicts", x.tokens[1], url.Values{"whom": {"zijian有限公司"}}); got.status != 303 {
		t.Errorf("after leaving: %d", got.status)
	}
}

// TestAnAnsweredDisputeIsReadADayLonger by who answered it, so that an answer can be sent again, and then no more.
func TestAnAnsweredDisputeIsReadADayLonger(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	who, token := p.verified("沈律师", "13301201510123456")
	id := uuid.New()
	p.must(p.reviews.File(t.Context(), p.scope(f.owner, "dispute.file"), reviews.Filing{ID: id, Profile: uuid.MustParse(f.profile), Finding: deposits, Text: "zijian不同意"}, nil))
	if err := p.reviews.File(t.Context(), p.scope(f.owner, "dispute.file"), reviews.Filing{ID: id, Profile: uuid.MustParse(f.profile), Finding: deposits, Text: "zijian又想了想"}, nil); faultKey(err) != "dispute.filed_otherwise" {
		t.Errorf("the same form with other words: %v", err)
	}
	p.must(p.reviews.Take(t.Context(), p.scope(who, "review.queue"), id))
	at, answer := "/expert/disputes/"+id.String(), url.Values{"state": {"upheld"}, "text": {"维持"}, "rev": {"2"}}
	for range 2 { // its receipt was lost
		if got := p.post(at, token, answer); got.status != 303 {
			t.Fatalf("%d", got.status)
		}
	}
	p.now = p.now.Add(25 * time.Hour)
	token = p.again("expert-3456@station.example")
	if got := p.do("GET", at, token, nil); got.status != 404 {
		t.Errorf("a day later: %d", got.status)
	}
	if got := p.do("GET", "/expert/disputes", token, nil); got.status != 200 || strings.Contains(got.body, at) {
		t.Errorf("%d, or the list leads to what is closed", got.status)
	}
}
