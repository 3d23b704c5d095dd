package web_test

import (
	"encoding/json"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func TestPeopleAreCountedByCountry(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	check := assessments.CheckID(uuid.MustParse(f.check))
	if _, err := p.checks.AddPresence(t.Context(), p.scope(f.owner, "check.answer"), check, uuid.New(), "LA"); err != nil {
		t.Fatal(err)
	}
	token, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.headcounts"
	kept := func() any {
		t.Helper()
		read, err := p.checks.Check(t.Context(), p.scope(f.owner, "check.read"), check)
		p.must(err)
		return read.Answers[assessments.Place{Scope: rules.ScopeCompany, Key: "headcounts"}].Value
	}
	open := p.do("GET", page, token, nil)
	for _, name := range []string{"headcounts.VN.local", "headcounts.VN.foreign", "headcounts.LA.foreign_manual"} {
		if !strings.Contains(open.body, `name="`+name+`"`) {
			t.Errorf("%s is not asked", name)
		}
	}
	if open.status != 200 || strings.Contains(open.body, `name="headcounts.VN.foreign_manual"`) {
		t.Errorf("%d, or Viet Nam is asked for what only Laos counts", open.status)
	}
	send := func(fields url.Values) answer {
		form := fieldsOf(p.do("GET", page, token, nil).body)
		for name, values := range fields {
			form[name] = values
		}
		return p.do("POST", page, token, form)
	}
	if got := send(url.Values{"headcounts.VN.local": {"1,200"}, "headcounts.VN.foreign": {"8"}, "headcounts.LA.local": {""}}); got.status != 303 {
		t.Fatalf("%d %.400s", got.status, got.body)
	}
	want := map[string]any{"VN": map[string]any{"local": json.Number("1200"), "foreign": json.Number("8")}}
	if got := kept(); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if again := p.do("GET", page, token, nil); !strings.Contains(again.body, `name="headcounts.VN.local" value="1200"`) {
		t.Error("the counts are not shown again")
	}
	for _, wrong := range []url.Values{{"headcounts.VN.local": {"many"}}, {"headcounts.VN.local": {"1.5"}}, {"headcounts.VN.local": {"-3"}}, {"headcounts.VN.local": {"3"}, "headcounts": {"-"}}, {"headcounts.VN.local": {"3"}, "headcounts.instead": {"dont_know"}}} {
		if got := send(wrong); got.status != 422 || !strings.Contains(got.body, `value="`+wrong.Get("headcounts.VN.local")+`"`) {
			t.Errorf("%v: %d, or what was typed is gone", wrong, got.status)
		}
	}
	if got := kept(); !reflect.DeepEqual(got, want) {
		t.Errorf("a refused answer changed what is kept: %v", got)
	}
	if got := send(url.Values{"headcounts.VN.local": {""}, "headcounts.VN.foreign": {""}, "headcounts": {"-"}}); got.status != 303 {
		t.Errorf("nobody abroad: %d", got.status)
	}
	if got := kept(); !reflect.DeepEqual(got, map[string]any{}) {
		t.Errorf("nobody abroad is kept as %v", got)
	}
	if again := p.do("GET", page, token, nil); !strings.Contains(again.body, `value="-" checked`) {
		t.Error("the tick is not shown again")
	}
	if got := send(url.Values{"headcounts": nil, "headcounts.instead": {"dont_know"}}); got.status != 303 || kept() != nil {
		t.Errorf("not known: %d, kept %v", got.status, kept())
	}
}

// TestKazakhstanIsCountedByCategory sends the categories through the page and has them judged.
func TestKazakhstanIsCountedByCategory(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	check := assessments.CheckID(uuid.MustParse(f.check))
	if _, err := p.checks.AddPresence(t.Context(), p.scope(f.owner, "check.answer"), check, uuid.New(), "KZ"); err != nil {
		t.Fatal(err)
	}
	token, page := f.tokens[station.Owner], "/self-checks/"+f.check+"/questions/company.headcounts"
	open := p.do("GET", page, token, nil).body
	categories := []string{"cat1_2.local", "cat1_2.foreign", "cat3_4.local", "cat3_4.foreign", "ict.local", "ict.foreign"}
	for _, name := range categories {
		if !strings.Contains(open, `name="headcounts.KZ.by_category.`+name+`"`) || strings.Contains(open, `name="headcounts.VN.by_category.`+name+`"`) {
			t.Errorf("%s is not asked of Kazakhstan, or of Viet Nam too", name)
		}
	}
	for _, words := range []string{"第一、二类本地员工", "企业内调的外籍员工", "类别看许可上写的"} {
		if !strings.Contains(open, words) {
			t.Errorf("the page does not say %s", words)
		}
	}
	send := func(counts ...string) answer {
		form := fieldsOf(p.do("GET", page, token, nil).body)
		for i, n := range counts {
			form["headcounts.KZ.by_category."+categories[i]] = []string{n}
		}
		return p.do("POST", page, token, form)
	}
	kept := func() any {
		t.Helper()
		read, err := p.checks.Check(t.Context(), p.scope(f.owner, "check.read"), check)
		p.must(err)
		return read.Answers[assessments.Place{Scope: rules.ScopeCompany, Key: "headcounts"}].Value
	}
	if got := send("7", "3", "9", "1", "2", "1"); got.status != 303 {
		t.Fatalf("%d %.400s", got.status, got.body)
	}
	pair := func(local, foreign string) map[string]any {
		return map[string]any{"local": json.Number(local), "foreign": json.Number(foreign)}
	}
	want := map[string]any{"KZ": map[string]any{"by_category": map[string]any{"cat1_2": pair("7", "3"), "cat3_4": pair("9", "1"), "ict": pair("2", "1")}}}
	if got := kept(); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if again := p.do("GET", page, token, nil).body; !strings.Contains(again, `name="headcounts.KZ.by_category.cat3_4.local" value="9"`) {
		t.Error("the categories are not shown again")
	}
	if got := send("7", "-3"); got.status != 422 || !strings.Contains(got.body, `name="headcounts.KZ.by_category.cat1_2.foreign" value="-3"`) {
		t.Errorf("a count below none: %d, or what was typed is gone", got.status)
	}
	if got := kept(); !reflect.DeepEqual(got, want) {
		t.Errorf("a refused answer changed what is kept: %v", got)
	}
	stale := fieldsOf(p.do("GET", page, token, nil).body)
	if got := send("7", "4", "9", "1", "2", "1"); got.status != 303 {
		t.Errorf("changed: %d", got.status)
	}
	at := want["KZ"].(map[string]any)["by_category"].(map[string]any)
	if at["cat1_2"] = pair("7", "4"); !reflect.DeepEqual(kept(), want) {
		t.Errorf("kept %v, want %v", kept(), want)
	}
	for i, n := range []string{"7", "5", "9", "1", "2", "1"} {
		stale["headcounts.KZ.by_category."+categories[i]] = []string{n}
	}
	both := p.do("POST", page, token, stale)
	for _, words := range []string{"第一、二类外籍员工 4", "第一、二类外籍员工 5"} {
		if !strings.Contains(both.body, words) {
			t.Errorf("%d: two answers at once do not say %s", both.status, words)
		}
	}
}
