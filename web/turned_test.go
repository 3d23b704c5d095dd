package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// turned asks the other way round: a yes to the questions of before is a no to those of now.
const turned = `table:
  - {since: 2, fate: carried, from: [company.has_union], into: [company.has_union], values: [{was: true, is: false}, {was: false, is: true}], zh: 反过来问, en: The other way round}
  - {since: 2, fate: carried, from: [employee.passport_held_by], into: [employee.passport_held_by], values: [{was: self, is: company_forced}, {was: company_forced, is: self}], zh: 反过来问, en: The other way round}
`

var rulesField = regexp.MustCompile(`name="seen\.rules" value="(\d+)"`)

func TestAFormThatComesBackAsksTheQuestionOfToday(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.has_union"
	old := p.sheet(t, p.do("GET", page, me, nil).body)
	if _, group := old["seen.union_members"]; !group {
		t.Fatal("the questions are not on one page")
	}
	p.checks.Adopt(rulestest.Moving(t, turned))
	back := p.do("POST", page, me, with(old, "has_union", "true", "union_members", "abc"))
	if m := rulesField.FindStringSubmatch(back.body); back.status != 422 || m == nil || m[1] != "2" {
		t.Fatalf("%d, asks by revision %v", back.status, m)
	}
	if !strings.Contains(back.body, "您刚才填的是“是”") || regexp.MustCompile(`name="has_union"[^>]*value="true" checked`).MatchString(back.body) || !strings.Contains(back.body, `value="abc"`) {
		t.Error("what was said to the old question is not told, or filled in for the new one")
	}
	if a := p.do("POST", page, me, with(p.sheet(t, back.body), "has_union", "false", "union_members", "12")); a.status != 303 || p.kept(f, "has_union") != false {
		t.Errorf("answered as it is asked now: %d, kept %v", a.status, p.kept(f, "has_union"))
	}
}

func TestAPageOfRulesThatWereTakenBackIsAskedAnew(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page, first := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.has_union", p.checks.Engine()
	p.checks.Adopt(rulestest.Moving(t, turned))
	late := p.sheet(t, p.do("GET", page, me, nil).body)
	p.checks.Adopt(first)
	back := p.do("POST", page, me, with(late, "has_union", "false"))
	if back.status != 409 || !strings.Contains(back.body, "退回到以前的一版") || p.kept(f, "has_union") != nil {
		t.Errorf("%d, kept %v", back.status, p.kept(f, "has_union"))
	}
	if m := rulesField.FindStringSubmatch(back.body); m == nil || m[1] != "1" {
		t.Errorf("it asks by revision %v", m)
	}
}

func TestAQuestionThatLeftItsPageKeepsItsAnswer(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.has_union"
	old := p.sheet(t, p.do("GET", page, me, nil).body)
	files := rulestest.Shipped(t)
	name := "risk/employee/data.yaml"
	text := string(files[name])
	at := strings.Index(text, "    union_members:")
	end := at + strings.Index(text[at:], "      changeable:")
	files[name] = []byte(text[:at] + regexp.MustCompile(`(?m)^      group: .*\n`).ReplaceAllString(text[at:end], "") + text[end:])
	e := rulestest.Load(t, files)
	p.checks.Adopt(e)
	form := with(old, "has_union", "true", "union_members", "12", "seen.fax_number", "0", "fax_number", "0571-8888")
	a := p.do("POST", page, me, form)
	if a.status != 409 || !strings.Contains(a.body, "0571-8888") {
		t.Errorf("what is asked no more is not said back: %d", a.status)
	}
	if p.kept(f, "has_union") != true || p.kept(f, "union_members") == nil {
		t.Errorf("kept %v and %v", p.kept(f, "has_union"), p.kept(f, "union_members"))
	}
}

func TestARowOfBeforeIsLookedAtAgain(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/lists/employees/rows/new"
	old := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(p.do("GET", page, me, nil).body, -1) {
		old.Set(m[1], m[2])
	}
	p.checks.Adopt(rulestest.Moving(t, turned))
	row := with(old, "emp_ref", "E-01", "passport_held_by", "self", "old_column", "很重要的话")
	back := p.do("POST", page, me, row)
	if back.status != 409 || !strings.Contains(back.body, "列可能有变") || !strings.Contains(back.body, "很重要的话") {
		t.Fatalf("%d\n%.900s", back.status, back.body)
	}
	again := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(back.body, -1) {
		again.Set(m[1], m[2])
	}
	if a := p.do("POST", page, me, with(again, "emp_ref", "E-01", "passport_held_by", "self", "request", uuid.NewString())); a.status != 303 {
		t.Errorf("looked at again: %d\n%.900s", a.status, a.body)
	}
	list, err := p.checks.List(t.Context(), p.scope(f.owner, "list.read"), assessments.ListEmployees)
	p.must(err)
	if len(list.Rows) != 1 || list.Rows[0].Cells["passport_held_by"] != "self" {
		t.Errorf("the list holds %+v", list.Rows)
	}
}

func TestAnswersThatAreAskedNoMoreAreNamed(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	p.say(f, assessments.Given{Place: ofCompany("fax_number"), Said: assessments.SaidNA})
	p.checks.Adopt(rulestest.Moving(t, `table: [{since: 2, fate: dropped, from: [company.fax_number], into: [], was: {zh: "传真号码是多少？", en: "What is your fax number?"}, zh: 传真不再要求, en: A fax is no longer asked for}]`))
	body := p.do("GET", "/self-checks/"+f.check+"/earlier", f.tokens[station.Owner], nil).body
	if !strings.Contains(body, "传真号码是多少？") || !strings.Contains(body, "传真不再要求") || !strings.Contains(body, "不适用") || strings.Contains(body, "fax_number") {
		t.Errorf("%.3000s", body)
	}
}
