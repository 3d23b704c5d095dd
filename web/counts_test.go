package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// number reads the first number after a mark in a page.
func number(t *testing.T, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no %s in\n%s", pattern, body)
	}
	return strings.ReplaceAll(m[1], ",", "")
}

func (p *portal) say(f *firm, given ...assessments.Given) {
	p.t.Helper()
	id := assessments.CheckID(uuid.MustParse(f.check))
	_, err := p.checks.Answer(context.Background(), p.scope(f.owner, "check.answer"), id, uuid.New(), given)
	p.must(err)
}

// TestProgressAddsUpOnEveryPage: what the first page says is left is what the overview has open,
// and cells of a list are no questions.
func TestProgressAddsUpOnEveryPage(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	var rows []assessments.ListRow
	for i := range 300 {
		row := rules.Row{"emp_ref": fmt.Sprintf("E%d", i), "location_type": "abroad"}
		rows = append(rows, assessments.ListRow{Key: assessments.RowKey(assessments.ListEmployees, row), Cells: row})
	}
	_, err := p.checks.PutList(context.Background(), p.scope(f.owner, "list.import"), assessments.ListEmployees, uuid.New(), rows, nil, 0)
	p.must(err)
	home := p.do("GET", "/home", f.tokens[station.Owner], nil).body
	check := p.do("GET", "/self-checks/"+f.check, f.tokens[station.Owner], nil).body
	left := number(t, home, `还剩 ([\d,]+) 题`)
	answered, asked := number(t, check, `已答 ([\d,]+) 题`), number(t, check, `共 ([\d,]+) 题`)
	var l, a, n int
	_, _ = fmt.Sscan(left, &l)
	_, _ = fmt.Sscan(answered, &a)
	_, _ = fmt.Sscan(asked, &n)
	if l == 0 || l != n-a || n > 200 {
		t.Errorf("the first page says %d left, the overview %d of %d", l, a, n)
	}
	if !strings.Contains(check, "格待补") || !strings.Contains(home, "格待补") {
		t.Error("the cells of the list are not counted apart")
	}
}

// TestGoOnLeadsWhereItSays: the button and /next are of one mind, "don't know" is offered again,
// and nobody is sent where only the owner may go.
func TestGoOnLeadsWhereItSays(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	id := assessments.CheckID(uuid.MustParse(f.check))
	scope := p.scope(f.owner, "check.answer")
	for range 12 { // say "don't know" to all there is
		s, err := p.checks.Standing(context.Background(), scope, id)
		p.must(err)
		var given []assessments.Given
		for _, a := range s.Asks {
			place := assessments.Place{Scope: a.Scope, Subject: a.Subject, Key: a.Key}
			if _, said := s.Check.Answers[place]; a.Key != "" && !said && (a.Scope == rules.ScopeCompany || a.Scope == rules.ScopePresence) {
				given = append(given, assessments.Given{Place: place, Said: assessments.SaidDontKnow})
			}
		}
		if len(given) == 0 {
			break
		}
		p.say(f, given...)
	}
	member := f.tokens[station.Member]
	to := p.do("GET", "/self-checks/"+f.check+"/next", member, nil).location
	if to != "/lists/employees/import" {
		t.Errorf("a member of a company that agreed is sent to %s", to)
	}
	_, err := p.checks.PutList(context.Background(), p.scope(f.owner, "list.import"), assessments.ListEmployees, uuid.New(), nil, nil, 0)
	p.must(err)
	to = p.do("GET", "/self-checks/"+f.check+"/next", member, nil).location
	page := p.do("GET", "/self-checks/"+f.check, member, nil).body
	if to != "/self-checks/"+f.check+"#unknown" || !strings.Contains(page, `id="unknown"`) || !strings.Contains(page, "继续：核对答“不清楚”的") {
		t.Errorf("with only “don't know” left, /next leads to %q", to)
	}
	if denied := p.post("/self-checks/"+f.check+"/profile", member, nil); denied.status != 403 || !strings.Contains(denied.body, "zijian人（企业负责人）") {
		t.Errorf("the page of a refusal does not say who can: %d %s", denied.status, regexp.MustCompile(`(?s)<main.*</main>`).FindString(denied.body))
	}
}

// TestNobodyIsSentToAConsentThatOnlyTheOwnerGives: the list of employees waits for the owner, by name.
func TestNobodyIsSentToAConsentThatOnlyTheOwnerGives(t *testing.T) {
	p := newPortal(t)
	f := p.firmWithout("91330100MA2H2XJK0F", "zijian")
	member := f.tokens[station.Member]
	for range 200 {
		to := p.do("GET", "/self-checks/"+f.check+"/next", member, nil).location
		if strings.HasPrefix(to, "/lists/employees") {
			t.Fatalf("a member is sent to %s", to)
		}
		place := to[strings.LastIndex(to, "/")+1:]
		key, isCompany := strings.CutPrefix(place, "company.")
		if !isCompany {
			break
		}
		p.say(f, assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: key}, Said: assessments.SaidDontKnow})
	}
	if page := p.do("GET", "/self-checks/"+f.check, member, nil).body; !strings.Contains(page, "要先由 zijian人 同意使用员工信息") {
		t.Error("the overview does not say who must agree")
	}
}

// TestAPresenceTakenOutComesBack: taking a country out can be undone, and adding it again brings
// its answers back instead of a second one.
func TestAPresenceTakenOutComesBack(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	place := assessments.Place{Scope: rules.ScopePresence, Subject: "VN", Key: "form"}
	p.say(f, assessments.Given{Place: place, Said: assessments.SaidValue, Value: "branch"})
	owner, base := f.tokens[station.Owner], "/self-checks/"+f.check
	for _, again := range []url.Values{{"ref": {"VN"}}, {"country": {"VN"}}} {
		gone := p.post(base+"/presences/VN/remove", owner, nil)
		if page := p.do("GET", strings.TrimSuffix(gone.location, "#presences"), owner, nil).body; !strings.Contains(page, "已移除越南") || !strings.Contains(page, `name="ref" value="VN"`) {
			t.Fatalf("no way back at %s", gone.location)
		}
		back := p.post(base+"/presences", owner, again)
		if page := p.do("GET", strings.TrimSuffix(back.location, "#presences"), owner, nil).body; !strings.Contains(page, "越南回来了") || strings.Contains(page, "越南 2") {
			t.Errorf("%v leads to %s, without its answers", again, back.location)
		}
		check, err := p.checks.Check(context.Background(), p.scope(f.owner, "check.read"), assessments.CheckID(uuid.MustParse(f.check)))
		p.must(err)
		if len(check.Presences) != 1 || check.Answers[place].Value != "branch" {
			t.Errorf("presences %v, form %v", check.Presences, check.Answers[place].Value)
		}
	}
}

// TestProfilesSayWhatIsOpenAndWhen: the lists of profiles and checks show the number that the
// profile shows, two of one day differ, and a check says whether its profile is of its newest answers.
func TestProfilesSayWhatIsOpenAndWhen(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	page := p.do("GET", "/profiles/"+f.profile, owner, nil).body
	open := number(t, page, `待核实 ([\d,]+) 项`)
	for _, at := range []string{"/home", "/profiles"} {
		if body := p.do("GET", at, owner, nil).body; !strings.Contains(body, open) || open == "0" {
			t.Errorf("%s does not say %s to verify", at, open)
		}
	}
	if body := p.do("GET", "/self-checks", owner, nil).body; !strings.Contains(body, "已出画像") || !strings.Contains(body, "/profiles/"+f.profile) {
		t.Error("a check with a profile of its newest answers is not shown as such")
	}
	p.say(f, assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "exporter"}, Said: assessments.SaidValue, Value: false})
	if body := p.do("GET", "/self-checks", owner, nil).body; !strings.Contains(body, "进行中") {
		t.Error("a check with newer answers is not shown as a draft")
	}
	p.now = noon.Add(time.Hour)
	p.post("/self-checks/"+f.check+"/profile", owner, nil)
	if body := p.do("GET", "/profiles", owner, nil).body; !strings.Contains(body, "12:00的画像") || !strings.Contains(body, "13:00的画像") {
		t.Error("two profiles of one day have one title")
	}
}

// TestAMissedDeadlineIsShownAsMissed, and a finding shows the line that was crossed.
func TestAMissedDeadlineIsShownAsMissed(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	said := func(key string, v any) assessments.Given {
		return assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: key}, Said: assessments.SaidValue, Value: v}
	}
	p.say(f, said("has_rpt", true), said("rpt_cross_border", true), said("rpt_tangible", json.Number("23600")), said("rpt_financial", json.Number("0")), said("rpt_intangible", json.Number("0")), said("rpt_other", json.Number("0")), said("local_file_ready", false))
	made := p.post("/self-checks/"+f.check+"/profile", owner, nil).location
	finding := p.do("GET", made+"/findings/TAX-015", owner, nil).body
	if !strings.Contains(finding, "法定期限 2026 年 6 月 30 日 已过") || strings.Contains(finding, "2027 年 6 月 30 日") {
		t.Error("the deadline of 30 June 2026 is not shown as missed")
	}
	if hits := strings.Count(finding, `num hit"`); hits != 1 {
		t.Errorf("%d lines are shown as crossed", hits)
	}
	if body := p.do("GET", made, owner, nil).body; !strings.Contains(body, "23,600") || strings.Contains(body, "：0 万元，门槛") {
		t.Error("the profile does not say which line was crossed")
	}
}
