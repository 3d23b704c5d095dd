package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// checkedAgain makes another profile of a firm's check, an hour later.
func (p *portal) checkedAgain(f *firm) string {
	p.t.Helper()
	p.now = p.now.Add(time.Hour)
	profile, err := p.checks.Submit(context.Background(), p.scope(f.owner, "check.submit"), assessments.CheckID(uuid.MustParse(f.check)), uuid.New(), f.canary+"有限公司")
	p.must(err)
	return uuid.UUID(profile).String()
}

func TestTheCompanyHasTheExpertsReadItsLaterReport(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	who, expert := p.verified("沈律师", "13301201510123456")
	p.accept(f)
	owner, member := f.tokens[station.Owner], f.tokens[station.Member]
	asker := f.owner
	asker.Verified = true
	id := uuid.New()
	_, err := p.reviews.Ask(t.Context(), p.scope(asker, "review.ask"), reviews.Ask{ID: id, Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: "?", Expert: who.Person}, nil)
	p.must(err)
	p.must(p.reviews.Accept(t.Context(), p.scope(who, "review.queue"), id, reviews.TermsVersion, nil))
	page, post := "/reviews/"+id.String(), "/reviews/"+id.String()+"/version"
	if got := p.do("GET", page, owner, nil); got.status != 200 || strings.Contains(got.body, post) {
		t.Errorf("%d, or a later report is offered that there is not", got.status)
	}
	later := p.checkedAgain(f)
	got := p.do("GET", page, owner, nil)
	if !strings.Contains(got.body, post) || !strings.Contains(got.body, later) || !strings.Contains(got.body, "同意专家查看这一版报告") || strings.Contains(got.body, `name="agree" value="1" checked`) {
		t.Error("the later report is not offered, or the consent is not asked, or taken for given")
	}
	if strings.Contains(p.do("GET", page, member, nil).body, post) || strings.Contains(p.do("GET", "/profiles/"+later, member, nil).body, page+"#later") {
		t.Error("a member is offered what the owner decides")
	}
	if !strings.Contains(p.do("GET", "/profiles/"+later, owner, nil).body, page+"#later") || strings.Contains(p.do("GET", "/profiles/"+f.profile, owner, nil).body, page+"#later") {
		t.Error("the later report does not lead to the review, or the earlier does")
	}
	if got := p.post(post, owner, url.Values{"profile": {later}}); got.status != 409 || !strings.Contains(got.body, "请先同意专家查看这一版报告") || !strings.Contains(got.body, post) {
		t.Errorf("without consent: %d", got.status)
	}
	if got := p.post(post, owner, url.Values{"profile": {later}, "agree": {"1"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	now, err := p.reviews.Review(t.Context(), p.scope(f.owner, "review.read"), id)
	p.must(err)
	if now.Profile.String() != later || strings.Contains(p.do("GET", page, owner, nil).body, post) {
		t.Error("the experts do not read the later report, or it is offered again")
	}
	if got := p.do("GET", "/expert/reviews/"+id.String()+"/findings", expert, nil); got.status != 200 {
		t.Errorf("%d", got.status)
	}
	if told := p.heard(who)[notices.ReviewMoved]; told != 1 {
		t.Errorf("the expert hears %d times that there is a later report", told)
	}
	p.checkedAgain(f)
	p.must(p.reviews.Withdraw(t.Context(), p.scope(f.owner, "review.withdraw"), id, nil))
	if strings.Contains(p.do("GET", page, owner, nil).body, post) {
		t.Error("a review that is over is put over to another report")
	}
}
