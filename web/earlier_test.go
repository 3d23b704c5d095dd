package web_test

import (
	"maps"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// anew is a firm with an answered self-check that begins another one over its people.
func anew(t *testing.T) (p *portal, f *firm, old string) {
	t.Helper()
	p = newPortal(t)
	f = p.firm("91330100MA2H2XJK0F", "zijian")
	old = f.check
	p.say(f, assessments.Given{Place: ofCompany("discrim_terms"), Said: assessments.SaidValue, Value: true},
		assessments.Given{Place: ofCompany("collects_sensitive"), Said: assessments.SaidValue, Value: false})
	a := p.post("/self-checks", f.tokens[station.Owner], url.Values{"areas": {"employee"}, "depth": {"full"}})
	f.check = strings.TrimPrefix(a.location, "/self-checks/")
	return p, f, old
}

func ofCompany(key string) assessments.Place {
	return assessments.Place{Scope: rules.ScopeCompany, Key: key}
}

// kept gives what holds in the firm's check.
func (p *portal) kept(f *firm, key string) any {
	p.t.Helper()
	check, err := p.checks.Check(p.t.Context(), p.scope(f.owner, "check.read"), assessments.CheckID(uuid.MustParse(f.check)))
	p.must(err)
	return check.Answers[ofCompany(key)].Value
}

var acceptField = regexp.MustCompile(`name="(accept\.[a-z_]+)" id="[^"]+" value="([0-9a-f]+)"`)

func TestAnEarlierAnswerIsShownAndTakenOverOnlyIfSomebodySaysSo(t *testing.T) {
	p, f, _ := anew(t)
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.deposit_taken"
	body := p.do("GET", page, me, nil).body
	m := acceptField.FindStringSubmatch(body)
	if m == nil || !strings.Contains(body, "zijian人") || !strings.Contains(body, "仍然如此") {
		t.Fatalf("no earlier answer on\n%.4000s", body)
	}
	if strings.Contains(body, `value="true" checked`) {
		t.Error("the earlier answer is filled in")
	}
	shown := p.sheet(t, body)
	if a := p.do("POST", page, me, with(shown, "go", "next")); a.status != 303 || p.kept(f, "deposit_taken") != nil {
		t.Errorf("going on without a tick: %d, kept %v", a.status, p.kept(f, "deposit_taken"))
	}
	if a := p.do("POST", page, me, with(shown, m[1], m[2], "deposit_taken", "false")); a.status != 422 || !strings.Contains(a.body, "只能选一个") || !strings.Contains(a.body, m[2]+`" aria-describedby="s-f-deposit_taken" checked`) {
		t.Errorf("a tick and another answer: %d", a.status)
	}
	if a := p.do("POST", page, me, with(shown, m[1], "0000", "request", uuid.NewString())); a.status != 422 || !strings.Contains(a.body, "再核对一遍") {
		t.Errorf("a tick on something that is not shown: %d", a.status)
	}
	ticked := with(shown, m[1], m[2], "request", uuid.NewString())
	for range 2 {
		if a := p.do("POST", page, me, ticked); a.status != 303 {
			t.Errorf("ticked: %d\n%.800s", a.status, a.body)
		}
	}
	if got := p.kept(f, "deposit_taken"); got != true {
		t.Errorf("ticked, and kept is %v", got)
	}
	off := with(shown, "request", uuid.NewString(), "seen.deposit_taken", "1", "shown.deposit_taken", m[2])
	if a := p.do("POST", page, me, off); a.status != 303 || p.kept(f, "deposit_taken") != nil {
		t.Errorf("the tick is taken off: %d, kept %v", a.status, p.kept(f, "deposit_taken"))
	}
	if a := p.do("POST", page, me, with(shown, m[1], m[2], "request", uuid.NewString(), "seen.deposit_taken", "2")); a.status != 303 || p.kept(f, "deposit_taken") != true {
		t.Errorf("ticked again after it was taken off: %d", a.status)
	}
	if a := p.do("POST", page, me, with(ticked, "request", uuid.NewString())); a.status != 303 || p.kept(f, "deposit_taken") != true {
		t.Errorf("ticked once more from the page as it was: %d", a.status)
	}
}

func TestEarlierAnswersAreTakenOverTogether(t *testing.T) {
	p, f, _ := anew(t)
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/earlier"
	if over := p.do("GET", "/self-checks/"+f.check, me, nil).body; !strings.Contains(over, "有 3 题") || !strings.Contains(over, `name="country" value="VN"`) {
		t.Error("the overview does not say what was answered before, or where the company was")
	}
	body := p.do("GET", page, me, nil).body
	takes := regexp.MustCompile(`name="take" id="[^"]+" value="(company\.([a-z_]+)\|[0-9a-f]+)"`).FindAllStringSubmatch(body, -1)
	if len(takes) != 3 {
		t.Fatalf("%d earlier answers on\n%.3000s", len(takes), body)
	}
	if a := p.post(page, me, url.Values{}); a.status != 422 || !strings.Contains(a.body, "至少勾选一项") {
		t.Errorf("nothing ticked: %d", a.status)
	}
	one := takes[0]
	form := url.Values{"take": {one[1]}, "rules": {"1"}, "request": {uuid.NewString()}}
	for range 2 { // sent twice, it is taken over once
		if a := p.post(page, me, form); a.status != 303 {
			t.Errorf("one ticked: %d\n%.800s", a.status, a.body)
		}
	}
	if p.kept(f, one[2]) == nil {
		t.Errorf("%s was not taken over", one[2])
	}
	if a := p.post(page, me, url.Values{"take": {"company.vendor_hr|0000"}}); a.status != 409 || !strings.Contains(a.body, "再核对一遍") {
		t.Errorf("something else than what is said: %d", a.status)
	}
	rest := url.Values{}
	for _, take := range takes {
		rest.Add("shown", take[1])
	}
	for _, section := range regexp.MustCompile(`name="section" value="([a-z_0-9]+)"`).FindAllStringSubmatch(p.do("GET", page, me, nil).body, -1) {
		shown := maps.Clone(rest)
		shown.Set("section", section[1])
		shown.Del("shown")
		for _, m := range regexp.MustCompile(`name="shown" value="([^"]+)"`).FindAllStringSubmatch(p.do("GET", page, me, nil).body, -1) {
			shown.Add("shown", m[1])
		}
		if a := p.post(page, me, shown); a.status != 303 {
			t.Errorf("all of %s: %d", section[1], a.status)
		}
	}
	for _, take := range takes {
		if p.kept(f, take[2]) == nil {
			t.Errorf("%s was not taken over with its section", take[2])
		}
	}
	if body := p.do("GET", page, me, nil).body; !strings.Contains(body, "没有要核对的") {
		t.Error("nothing is left, and the page does not say so")
	}
}

// changeRules puts other rules in force: one question is to be confirmed, one is gone.
func (p *portal) changeRules() {
	p.t.Helper()
	p.checks.Adopt(rulestest.Moving(p.t, "table: [{since: 2, fate: reconfirm, from: [company.deposit_taken], into: [company.deposit_taken], zh: 扣押证件现在也算, en: Papers held count too now}]\n"))
}

func TestAfterTheRulesChangedAnAnswerIsConfirmedAgain(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.deposit_taken"
	old := p.sheet(t, p.do("GET", page, me, nil).body)
	p.changeRules()
	if over := p.do("GET", "/self-checks/"+f.check, me, nil).body; !strings.Contains(over, "有 1 题的答案要再确认") {
		t.Error("the overview does not say that an answer must be confirmed")
	}
	if a := p.do("POST", page, me, with(old, "deposit_taken", "false")); a.status != 303 {
		t.Errorf("a form of the old rules: %d", a.status)
	}
	body := p.do("GET", page, me, nil).body
	m := acceptField.FindStringSubmatch(body)
	if m == nil || !strings.Contains(body, "扣押证件现在也算") {
		t.Fatalf("the page does not ask to confirm, or why:\n%.3000s", body)
	}
	if got := p.kept(f, "deposit_taken"); got != nil {
		t.Errorf("before it was confirmed %v holds", got)
	}
	if a := p.do("POST", page, me, with(p.sheet(t, body), m[1], m[2])); a.status != 303 || p.kept(f, "deposit_taken") != false {
		t.Errorf("confirmed: %d, kept %v", a.status, p.kept(f, "deposit_taken"))
	}
	if profile := p.do("GET", "/profiles/"+f.profile, me, nil); profile.status != 200 {
		t.Errorf("the profile of before: %d", profile.status)
	}
}

func TestAFormWhoseQuestionIsGoneSaysBackWhatWasEntered(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.fax_number"
	a := p.post(page, me, url.Values{"fax_number": {"0571-8888"}, "seen.rules": {"1"}})
	if a.status != 409 || !strings.Contains(a.body, "0571-8888") {
		t.Errorf("%d\n%.600s", a.status, a.body)
	}
	if a := p.do("GET", page, me, nil); a.status != 404 {
		t.Errorf("the page of no question: %d", a.status)
	}
}

func TestTheRecordOfJudgementsIsShown(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me := f.tokens[station.Owner]
	over := p.do("GET", "/self-checks/"+f.check, me, nil).body
	if !strings.Contains(over, "/self-checks/"+f.check+"/judgements") {
		t.Error("the overview does not lead to the record")
	}
	body := p.do("GET", "/self-checks/"+f.check+"/judgements", me, nil).body
	if rows := strings.Count(body, `<th scope="row">`); rows != 1 || !strings.Contains(body, "opa 1.22.2") || !strings.Contains(body, "供应商清单第 1 版") {
		t.Errorf("%d records on\n%.3000s", rows, body)
	}
}
