package web_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// form is a proposal as the page sends it.
func proposalForm() url.Values {
	return url.Values{"severity": {"none"}, "reason": {"coarse"}, "text": {"员工已满试用期"}, "basis": {"0"}, "until": {"2027-02-01"}}
}

func TestTwoExpertsOverruleAFindingAndTheCompanySeesBothScores(t *testing.T) {
	x := newTeam(t)
	base := "/expert/reviews/" + x.f.review
	owner := x.f.tokens[station.Owner]
	before := x.do("GET", "/profiles/"+x.f.profile+"/profile.json", owner, nil).body
	page := x.do("GET", base+"/findings/"+deposits+"/override", x.tokens[0], nil)
	if page.status != 200 || !strings.Contains(page.body, `name="basis"`) {
		t.Fatalf("the form: %d", page.status)
	}
	spoilt := proposalForm()
	spoilt.Del("basis")
	if got := x.post(base+"/findings/"+deposits+"/override", x.tokens[0], spoilt); got.status != 422 && got.status != 400 || !strings.Contains(got.body, "员工已满试用期") || !strings.Contains(got.body, "请至少引用一条依据") {
		t.Errorf("without a citation: %d, or the answers are gone", got.status)
	}
	sent := proposalForm()
	sent.Set("request", uuid.NewString())
	for range 2 {
		if got := x.post(base+"/findings/"+deposits+"/override", x.tokens[0], sent); got.status != 303 {
			t.Fatalf("a proposal: %d", got.status)
		}
	}
	if n := len(x.overrides()); n != 2 { // the firm has one already
		t.Errorf("%d overrides", n)
	}
	for _, path := range []string{"/profiles/" + x.f.profile, "/profiles/" + x.f.profile + "/findings/" + deposits} {
		if got := x.do("GET", path, owner, nil); strings.Contains(got.body, "员工已满试用期") || strings.Contains(got.body, "押金已退") {
			t.Error("the company reads what nobody has approved")
		}
	}
	id := sent.Get("request")
	if got := x.post(base+"/overrides/"+id, x.tokens[0], url.Values{"decision": {"approve"}, "rev": {"1"}}); got.status != 403 || !strings.Contains(got.body, "要由另一位专家决定") {
		t.Errorf("the author approves: %d", got.status)
	}
	if got := x.post(base+"/overrides/"+id, x.tokens[1], url.Values{"decision": {"approve"}, "rev": {"1"}}); got.status != 303 {
		t.Errorf("a second expert approves: %d", got.status)
	}
	shown := x.do("GET", "/profiles/"+x.f.profile, owner, nil).body
	for _, want := range []string{"加上专家判断后的分数", "沈律师", "陆律师", "不构成风险"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the profile does not say %s", want)
		}
	}
	if finding := x.do("GET", "/profiles/"+x.f.profile+"/findings/"+deposits, owner, nil).body; !strings.Contains(finding, "员工已满试用期") || !strings.Contains(finding, "2027") {
		t.Error("the finding does not say who judged it otherwise, why and until when")
	}
	if after := x.do("GET", "/profiles/"+x.f.profile+"/profile.json", owner, nil).body; after != before {
		t.Error("the document has changed")
	}
	x.seesBothScores(owner)
	pdf := x.do("GET", "/profiles/"+x.f.profile+"/profile.pdf", owner, nil)
	if pdf.status != 200 || !strings.HasPrefix(pdf.body, "%PDF") {
		t.Errorf("the paper: %d", pdf.status)
	}
}

// seesBothScores reads the export beside the document.
func (x *team) seesBothScores(owner string) {
	x.t.Helper()
	var out struct {
		Engine    station.Score  `json:"engine_score"`
		Score     *station.Score `json:"score_with_expert_judgement"`
		Overruled []struct {
			Finding   string
			Dismissed bool
			Applied   bool
		}
	}
	x.must(json.Unmarshal([]byte(x.do("GET", "/profiles/"+x.f.profile+"/judgement.json", owner, nil).body), &out))
	if out.Score == nil || out.Score.Overall.Best <= out.Engine.Overall.Best || len(out.Overruled) != 1 || out.Overruled[0].Finding != deposits || !out.Overruled[0].Dismissed || !out.Overruled[0].Applied {
		x.t.Errorf("%+v", out)
	}
}

func TestOverridesAreTheTeamsOnlyWhileTheCompanyAgrees(t *testing.T) {
	x := newTeam(t)
	_, stranger := x.verified("外人", "13301201510123459")
	rival := x.firm("91330109MA2GL8F33A", "bieren")
	pages := []string{"/expert/reviews/" + x.f.review + "/overrides", "/expert/reviews/" + x.f.review + "/findings/" + deposits + "/override"}
	for _, page := range pages {
		if got := x.do("GET", page, x.tokens[1], nil); got.status != 200 || !strings.Contains(got.body, "收取") && !strings.Contains(got.body, "押金") {
			t.Errorf("%s of the team: %d", page, got.status)
		}
		for who, token := range map[string]string{"another expert": stranger, "another company": rival.tokens[station.Owner], "the company": x.f.tokens[station.Owner]} {
			if got := x.do("GET", page, token, nil); got.status < 400 || strings.Contains(got.body, "zijian押金") {
				t.Errorf("%s reads %s: %d", who, page, got.status)
			}
		}
	}
	looks, _, err := x.people.Looks(t.Context(), x.scope(x.f.owner, "looks.read"), uuid.Nil, 50)
	x.must(err)
	read := 0
	for _, look := range looks {
		if look.Thing == "report" && look.Purpose == "@review" && look.Person == "陆律师" {
			read++
		}
	}
	if read != len(pages) {
		t.Errorf("%d readings are recorded of %d", read, len(pages))
	}
	x.must(x.reviews.Withdraw(t.Context(), x.scope(x.f.owner, "review.withdraw"), x.review, nil))
	for _, page := range pages {
		if got := x.do("GET", page, x.tokens[1], nil); got.status != 404 {
			t.Errorf("%s after the consent was withdrawn: %d", page, got.status)
		}
	}
}

func TestADisputeIsAnsweredByWhoLeadsOrWhoTakesIt(t *testing.T) {
	x := newTeam(t)
	owner := x.f.tokens[station.Owner]
	mine := "/expert/disputes/" + x.f.dispute
	self := "/profiles/" + x.f.profile + "/findings/" + deposits
	if got := x.do("GET", mine, x.tokens[1], nil); got.status != 404 {
		t.Errorf("a consultant reads the lead's dispute: %d", got.status)
	}
	page := x.do("GET", mine, x.tokens[0], nil)
	if page.status != 200 || !strings.Contains(page.body, "zijian不同意") {
		t.Fatalf("the lead reads it: %d", page.status)
	}
	if got := x.post(mine, x.tokens[0], url.Values{"state": {"partly"}, "rev": {"1"}}); got.status < 400 || !strings.Contains(got.body, "请写说明") {
		t.Errorf("an answer without words: %d", got.status)
	}
	for range 2 {
		if got := x.post(mine, x.tokens[0], url.Values{"state": {"partly"}, "text": {"部分对"}, "rev": {"1"}}); got.status != 303 {
			t.Errorf("an answer: %d", got.status)
		}
	}
	if got := x.do("GET", self, owner, nil).body; !strings.Contains(got, "部分对") || !strings.Contains(got, "异议部分成立") {
		t.Error("the company does not read the answer beside its finding")
	}
	all, err := x.reviews.Disputes(t.Context(), x.scope(x.f.owner, "review.read"), uuid.MustParse(x.f.profile))
	x.must(err)
	if all[deposits].State != reviews.DisputePartly || all[deposits].AnsweredBy != "沈律师" {
		t.Errorf("%+v", all[deposits])
	}
}

func TestADisputeWithoutAReviewIsTakenByOneExpertAndEndsWithTheConsent(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	_, first := p.verified("沈律师", "13301201510123456")
	_, second := p.verified("陆律师", "13301201510123457")
	owner, self := f.tokens[station.Owner], "/profiles/"+f.profile+"/findings/"+deposits+"/dispute"
	if got := p.post(self, f.tokens[station.Member], url.Values{"text": {"不对"}}); got.status != 403 {
		t.Errorf("a member files: %d", got.status)
	}
	if got := p.post(self, owner, url.Values{"text": {"zijian不对"}}); got.status != 303 {
		t.Fatalf("filed: %d", got.status)
	}
	if got := p.post(self, owner, url.Values{"text": {"再说一次"}}); got.status != 409 || !strings.Contains(got.body, "再说一次") {
		t.Errorf("filed twice: %d", got.status)
	}
	all, err := p.reviews.Disputes(t.Context(), p.scope(f.owner, "review.read"), uuid.MustParse(f.profile))
	p.must(err)
	one := "/expert/disputes/" + all[deposits].ID.String()
	list := p.do("GET", "/expert/disputes", first, nil)
	if !strings.Contains(list.body, one+"/take") || strings.Contains(list.body, "zijian") {
		t.Error("the list has not the dispute, or tells whose it is")
	}
	if got := p.do("GET", one, first, nil); got.status != 404 {
		t.Errorf("read before it was taken: %d", got.status)
	}
	if got := p.post(one+"/take", first, nil); got.status != 303 {
		t.Errorf("taken: %d", got.status)
	}
	if got := p.post(one+"/take", second, nil); got.status != 409 {
		t.Errorf("taken by a second one: %d", got.status)
	}
	if got := p.do("GET", one, first, nil); got.status != 200 || !strings.Contains(got.body, "zijian不对") {
		t.Errorf("read by who took it: %d", got.status)
	}
	if got := p.post(self+"/withdraw", owner, nil); got.status != 303 {
		t.Errorf("taken back: %d", got.status)
	}
	if got := p.do("GET", one, first, nil); got.status != 404 {
		t.Errorf("read after it was taken back: %d", got.status)
	}
}
