package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// expertAt gives another station a verified expert, canaried "biezhan".
func (p *portal) expertAt(at station.StationID) (expert, checker station.Actor) {
	p.t.Helper()
	ctx := context.Background()
	for role, into := range map[station.Role]*station.Actor{station.Expert: &expert, station.Security: &checker} {
		email := string(role) + "@biezhan.example"
		p.must(p.people.AddStaff(ctx, at, role, accounts.NewPerson{Name: "biezhan" + string(role), Email: email, Password: password}))
		_, who, err := p.people.SignIn(ctx, email, password, accounts.Device{Address: "127.0.0.1"})
		p.must(err)
		who.Strong = true
		*into = who
	}
	_, err := p.people.PutOwnExpert(ctx, p.scope(expert, "expert.card"), accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: "13301201510999999"}, FirmZh: "biezhan律所", FirmEn: "biezhan firm",
		Domains: []string{"tax"}, Languages: []string{"zh"}, Capacity: 1}, nil)
	p.must(err)
	p.must(p.people.DecideExpert(ctx, p.scope(checker, "expert.admit"), expert.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: noon.AddDate(1, 0, 0), Note: "biezhan", Rev: 1}, nil))
	return expert, checker
}

func card(change func(url.Values)) url.Values {
	form := url.Values{"licence_country": {"CN"}, "licence": {"13301201510123456"}, "firm_zh": {"试验律师事务所"}, "firm_en": {"Trial Law Firm"}, "about": {"跨境税务十年"},
		"domains": {"tax", "filing"}, "countries": {"VN"}, "languages": {"zh", "en"}, "capacity": {"3"}}
	if change != nil {
		change(form)
	}
	return form
}

// TestAnExpertFillsTheCardAndIsVerified goes the way of both, with what each is told.
func TestAnExpertFillsTheCardAndIsVerified(t *testing.T) {
	p := newPortal(t)
	staff := p.staff()
	expert, checker := staff[station.Expert], staff[station.Security]
	if page := p.do("GET", "/account/expert", expert, nil); page.status != 200 || !strings.Contains(page.body, "填好名片") {
		t.Fatalf("an empty card: %d", page.status)
	}
	wrong := p.post("/account/expert", expert, card(func(f url.Values) { f.Set("licence", "12345"); f.Del("domains"); f.Set("countries", "ZZ") }))
	for _, say := range []string{"17 位数字", "至少选一个擅长领域", "从列表里选", `value="12345"`, "跨境税务十年"} {
		if wrong.status != 422 || !strings.Contains(wrong.body, say) && say != "17 位数字" {
			t.Errorf("a wrong card comes back %d without %s", wrong.status, say)
		}
	}
	if got := p.post("/account/expert", expert, card(func(f url.Values) { f.Set("licence", "12345") })); got.status != 422 || !strings.Contains(got.body, "17 位数字") {
		t.Errorf("a number of five digits: %d", got.status)
	}
	if got := p.post("/account/expert", expert, card(nil)); got.location != "/account/expert?done=waiting" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	list := p.do("GET", "/admin/experts", checker, nil)
	if !strings.Contains(list.body, "有 1 位专家等待核验") || !strings.Contains(list.body, "试验律师事务所") {
		t.Fatal("the card does not wait on the list")
	}
	inbox := p.do("GET", "/inbox", checker, nil)
	if !strings.Contains(inbox.body, "待核验") {
		t.Error("who checks was not told")
	}
	whose := between(list.body, `href="/admin/experts/`, `"`)
	one := p.do("GET", "/admin/experts/"+whose, checker, nil)
	if !strings.Contains(one.body, "13301201510123456") || !strings.Contains(one.body, "税务、申报合规") {
		t.Error("the card does not show licence and fields")
	}
	decision := url.Values{"decision": {"verified"}, "rank": {"senior"}, "until": {"2027-05-31"}, "note": {"省律协名册一致"}, "rev": {between(one.body, `name="rev" value="`, `"`)}}
	stale := url.Values{"decision": {"verified"}, "rank": {"senior"}, "until": {"2027-05-31"}, "note": {"x"}, "rev": {"0"}}
	if got := p.post("/admin/experts/"+whose, checker, stale); got.status != 409 || !strings.Contains(got.body, "刚改过名片") {
		t.Errorf("a decision about another card: %d", got.status)
	}
	bare := p.post("/admin/experts/"+whose, checker, url.Values{"decision": {"verified"}, "rev": decision["rev"]})
	if bare.status != 422 || !strings.Contains(bare.body, "请写核验说明") {
		t.Errorf("a decision without words: %d", bare.status)
	}
	if got := p.post("/admin/experts/"+whose, checker, decision); got.location != "/admin/experts?done=1" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	own := p.do("GET", "/account/expert", expert, nil)
	if !strings.Contains(own.body, "您已列入专家名录") || !strings.Contains(own.body, "security 于") || !strings.Contains(own.body, "省律协名册一致") || !strings.Contains(own.body, "资深专家") {
		t.Error("the expert does not see the verification")
	}
	if told := p.do("GET", "/inbox", expert, nil); !strings.Contains(told.body, "您的专家资质已核验") {
		t.Error("the expert was not told")
	}
}

// between is what stands between two texts; the test fails where there is nothing.
func between(text, from, to string) string {
	_, rest, ok := strings.Cut(text, from)
	found, _, end := strings.Cut(rest, to)
	if !ok || !end {
		return "nothing"
	}
	return found
}

// TestADecisionAboutAnExpertAsksForAFreshProof and keeps what was written meanwhile.
func TestADecisionAboutAnExpertAsksForAFreshProof(t *testing.T) {
	p := newPortal(t)
	staff := p.staff()
	p.now = p.now.Add(accounts.FreshFor + 1)
	got := p.post("/admin/experts/"+uuid.NewString(), staff[station.Security], url.Values{"decision": {"suspended"}, "note": {"查无此人"}})
	if got.status != 403 || !strings.Contains(got.body, "查无此人") || !strings.Contains(got.body, `action="/prove"`) {
		t.Errorf("%d", got.status)
	}
}

// TestExpertsOfAnotherStationAreNotShown: neither on the list nor by id.
func TestExpertsOfAnotherStationAreNotShown(t *testing.T) {
	p := newPortal(t)
	at, err := p.people.AddStation(context.Background(), accounts.Station{Host: "biezhan.example", NameZh: "biezhan站", NameEn: "biezhan", Districts: []accounts.District{{Key: "west", Zh: "西区", En: "West"}}})
	p.must(err)
	expert, _ := p.expertAt(at)
	checker := p.staff()[station.Security]
	if got := p.do("GET", "/admin/experts", checker, nil); got.status != 200 || strings.Contains(got.body, "biezhan") {
		t.Errorf("%d, and another station's expert is listed", got.status)
	}
	for _, method := range []string{"GET", "POST"} {
		if got := p.ask(method, "/admin/experts/"+uuid.UUID(expert.Person).String(), checker); got.status != 404 && got.status != 422 || strings.Contains(got.body, "biezhan") {
			t.Errorf("%s: %d", method, got.status)
		}
	}
}
