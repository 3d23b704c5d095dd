package web_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// TestListsHaveTheColumnsOfTheRulesInForce: a release that renames a column reaches the pages.
func TestListsHaveTheColumnsOfTheRulesInForce(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me := f.tokens[station.Owner]
	if body := p.do("GET", "/lists/suppliers", me, nil).body; !strings.Contains(body, "供应商名称") {
		t.Fatalf("the list lacks its column:\n%.2000s", body)
	}
	p.checks.Adopt(rulestest.Load(t, rulestest.Changed(t, "lists/suppliers/data.yaml", `zh: "供应商名称"`, `zh: "卖方全称"`)))
	if body := p.do("GET", "/lists/suppliers", me, nil).body; !strings.Contains(body, "卖方全称") || strings.Contains(body, "供应商名称") {
		t.Error("the list has the column of the rules of before")
	}
}

// TestAnImportIsLookedAtAgainAfterTheRulesChanged: what was previewed is what comes in.
func TestAnImportIsLookedAtAgainAfterTheRulesChanged(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	me, page := f.tokens[station.Owner], "/lists/suppliers/import/"+f.upload+"/preview"
	form := p.sheet(t, p.do("GET", page, me, nil).body)
	p.changeRules()
	if a := p.do("POST", page, me, form); a.status != 409 || !strings.Contains(a.body, "规则刚刚换了新版") {
		t.Fatalf("%d\n%.600s", a.status, a.body)
	}
	if a := p.do("POST", page, me, p.sheet(t, p.do("GET", page, me, nil).body)); a.status != 303 {
		t.Errorf("looked at again: %d", a.status)
	}
}
