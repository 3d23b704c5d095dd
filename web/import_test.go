package web_test

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station/rules"
)

// changes reads the rows of a preview's last table.
func changes(doc *goquery.Document) []string {
	return doc.Find("main table").Last().Find("tbody tr").Map(func(_ int, tr *goquery.Selection) string {
		return strings.Join(tr.Children().Map(func(_ int, cell *goquery.Selection) string { return text(cell) }), " ")
	})
}

func TestARowThatWasLeftOutKeepsItsOldRow(t *testing.T) {
	l := newLister(t)
	l.put("employees", rules.Row{"emp_ref": "E-0001", "role": "工程师", "contract_signed": true}, rules.Row{"emp_ref": "E-0002", "contract_signed": true}, rules.Row{"emp_ref": "E-0003"}, rules.Row{"emp_ref": "E-0004"})
	at, doc := l.preview("employees", "replace", "员工编号,姓名,是否签合同,所在地类型,派驻国家\nE 0 0 0 1,张*,是,,\nE-0002,李*,不清楚,,\nE-0003,王*,,境外,中国\n")
	if got := counts(doc); got["离开"] != "0" || got["先留着"] != "2" || got["更新"] != "1" {
		t.Fatalf("%v\n%s", got, text(doc.Find("main")))
	}
	if lines := changes(doc); !slices.Contains(lines, "E-0004 先留着 –") || !slices.Contains(lines, "E-0001 先留着 –") || !strings.Contains(text(doc.Find("main")), "保留原值") {
		t.Errorf("rows are named: %q", lines)
	}
	if a := l.post(at, l.token, fields(doc)); a.status != 303 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if n := len(l.list("employees").Rows); n != 4 || l.row("employees", "E-0002")["contract_signed"] != true || l.row("employees", "E-0002")["name_masked"] != "李*" || l.row("employees", "E-0001")["role"] != "工程师" {
		t.Errorf("%d rows: %v", n, l.list("employees").Rows)
	}
	at, doc = l.preview("employees", "replace", "员工编号,姓名\nE 0 0 0 1,张*\nE-0002,李*\n")
	form := fields(doc)
	form.Set("remove", "1")
	if a := l.post(at, l.token, form); a.status != 303 || len(l.list("employees").Rows) != 1 {
		t.Errorf("ticked: %d, %d rows", a.status, len(l.list("employees").Rows))
	}
}

func TestAFaultyCellKeepsTheOldValueAndAFaultyNameItsRow(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲", "registry_id": "91330109MA2GL8F33A", "critical": true, "country": "CN"}, rules.Row{"supplier_name": "乙", "country": "VN"})
	at, doc := l.preview("suppliers", "replace", "供应商名称,国家,是否关键,统一社会信用代码,采购额\n甲,火星,不清楚,未知,x\n乙,越南,是,,\n丙,德国,月球,,1\n")
	if got := counts(doc); got["新增"] != "1" || got["更新"] != "2" || got["离开"] != "0" {
		t.Fatalf("%v %s", got, text(doc.Find("main")))
	}
	if a := l.post(at, l.token, fields(doc)); a.status != 303 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if got := l.row("suppliers", "甲"); got["registry_id"] != "91330109MA2GL8F33A" || got["critical"] != true || got["country"] != "CN" || got["annual_spend"] != rules.DontKnow {
		t.Errorf("甲: %v", got)
	}
	if got := l.row("suppliers", "丙"); got["critical"] != rules.DontKnow {
		t.Errorf("a faulty cell without an old value is a doubt: %v", got)
	}
}

func TestThePreviewNamesEveryChange(t *testing.T) {
	l := newLister(t)
	var rows []rules.Row
	body := "供应商名称,国家\n"
	for i := range 130 {
		rows = append(rows, rules.Row{"supplier_name": fmt.Sprintf("旧厂%03d", i), "country": "CN"})
		body += fmt.Sprintf("旧厂%03d,越南\n", i+2)
	}
	l.put("suppliers", rows...)
	at, doc := l.preview("suppliers", "replace", body)
	if got := counts(doc); got["新增"] != "2" || got["更新"] != "128" || got["离开"] != "2" {
		t.Fatalf("%v", got)
	}
	seen := map[string]bool{}
	for page := 1; page <= 3; page++ {
		_, doc := l.get(fmt.Sprintf("%s?page=%d", at, page))
		lines := changes(doc)
		for _, line := range lines {
			seen[line] = true
		}
		if n := len(lines); n != map[int]int{1: 50, 2: 50, 3: 32}[page] {
			t.Errorf("page %d: %d rows", page, n)
		}
	}
	for _, want := range []string{"旧厂000 离开 –", "旧厂001 离开 –", "旧厂002 更新 国家/地区：中国 → 越南", "旧厂131 新增 –"} {
		if !seen[want] {
			t.Errorf("%s is not listed", want)
		}
	}
	if len(seen) != 132 {
		t.Errorf("%d rows listed", len(seen))
	}
}

func TestAnExportImportedUnchangedChangesNothing(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲", "country": "CN", "screen_date": nil, "active": rules.DontKnow}, rules.Row{"supplier_name": "乙", "group_id": "集团", "screen_date": "2026-01-01", "parts": "-铸件"},
		rules.Row{"supplier_name": "丙", "parts": "报关"}, rules.Row{"supplier_name": "丙", "parts": "仓储"})
	l.put("employees", rules.Row{"emp_ref": "E-0001"}, rules.Row{"emp_ref": "E-0002", "nationality": rules.DontKnow, "classified": "core", "insurance": []any{"medevac", "war"}, "planned_departure": "2020-01-01"},
		rules.Row{"emp_ref": "E-0003", "permanent_resident": false, "pretrip_training_date": nil, "noncompete_pay": nil, "insurance": []any{}, "left_at": "2026-11-01T14:30:00"})
	for _, list := range []string{"suppliers", "employees"} {
		before, version := l.list(list).Rows, l.list(list).Version
		file := l.do("GET", "/lists/"+list+"/export.xlsx", l.token, nil)
		a := l.upload(list, "replace", list+".xlsx", []byte(file.body))
		if a.status != 303 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		_, doc := l.get(a.location + "/preview")
		if got := counts(doc); got["新增"] != "0" || got["更新"] != "0" || got["离开"] != "0" || got["不变"] != fmt.Sprint(len(before)) {
			t.Errorf("%s: %v %s", list, got, text(doc.Find("main table")))
		}
		if a := l.post(a.location+"/preview", l.token, fields(doc)); a.status != 303 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		after := l.list(list)
		for i, row := range after.Rows {
			if !maps.EqualFunc(row.Cells, before[i].Cells, func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) || row.Position != before[i].Position {
				t.Errorf("%v became %v", before[i], row)
			}
		}
		if after.Version != version+1 {
			t.Errorf("version %d", after.Version)
		}
	}
}

func TestWhatCannotBeSavedIsSaidInThePreview(t *testing.T) {
	l := newLister(t)
	before := len(l.list("suppliers").Rows)
	for _, mode := range []string{"replace", "add"} {
		at, doc := l.preview("suppliers", mode, "供应商名称,国家\n")
		if doc.Find("main form button.btn--primary").Length() != 0 || !strings.Contains(text(doc.Find("h1")), "没有读到") {
			t.Errorf("%s: a file without rows: %s", mode, text(doc.Find("h1")))
		}
		if a := l.post(at, l.token, fields(doc)); a.status != 422 || len(l.list("suppliers").Rows) != before {
			t.Errorf("%s: %d, %d rows", mode, a.status, len(l.list("suppliers").Rows))
		}
	}
	var rows []rules.Row
	for i := range 4990 {
		rows = append(rows, rules.Row{"supplier_name": fmt.Sprintf("厂%04d", i)})
	}
	l.put("suppliers", rows...)
	body := "供应商名称,国家\n"
	for i := range 11 {
		body += fmt.Sprintf("新厂%d,越南\n", i)
	}
	at, doc := l.preview("suppliers", "add", body)
	if doc.Find("main form button.btn--primary").Length() != 0 || !strings.Contains(text(doc.Find("h1")), "5,001") {
		t.Errorf("a list that would be too long: %s", text(doc.Find("h1")))
	}
	if a := l.post(at, l.token, fields(doc)); a.status != 422 || !strings.Contains(a.body, "5,000") {
		t.Errorf("too long: %d", a.status)
	}
}

func TestTheButtonEmptiesAListOnlyWhenTold(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲"}, rules.Row{"supplier_name": "乙"})
	_, doc := l.get("/lists/suppliers")
	base := doc.Find("details [name=base]").AttrOr("value", "")
	if a := l.post("/lists/suppliers/none", l.token, url.Values{"base": {base}}); a.status != 409 || len(l.list("suppliers").Rows) != 2 {
		t.Errorf("not ticked: %d", a.status)
	}
	l.put("suppliers", rules.Row{"supplier_name": "甲"}, rules.Row{"supplier_name": "丙"})
	if a := l.post("/lists/suppliers/none", l.token, url.Values{"base": {base}, "sure": {"1"}}); a.status != 409 || len(l.list("suppliers").Rows) != 2 {
		t.Errorf("rows that were not seen: %d", a.status)
	}
	_, doc = l.get("/lists/suppliers")
	if a := l.post("/lists/suppliers/none", l.token, url.Values{"base": {doc.Find("details [name=base]").AttrOr("value", "")}, "sure": {"1"}}); a.status != 303 || len(l.list("suppliers").Rows) != 0 {
		t.Errorf("ticked: %d", a.status)
	}
	if _, doc := l.get("/lists"); !strings.Contains(text(doc.Find("#l-supplier").Closest("section")), "没有供应商") {
		t.Error("the list is answered: there are none")
	}
}

func TestAButtonPressedTwiceImportsOnce(t *testing.T) {
	l := newLister(t)
	at, doc := l.preview("suppliers", "replace", "供应商名称,国家\n甲,中国\n")
	form := fields(doc)
	first, second := l.post(at, l.token, form), l.post(at, l.token, form)
	if first.status != 303 || second.status != 303 || second.location != "/lists/suppliers" {
		t.Errorf("%d, then %d %s", first.status, second.status, second.location)
	}
	if a, _ := l.get(at); a.status != 404 {
		t.Errorf("the file is forgotten: %d", a.status)
	}
}

func TestALongListIsShownAPageAtATimeAndInWords(t *testing.T) {
	l := newLister(t)
	var rows []rules.Row
	for i := range 120 {
		rows = append(rows, rules.Row{"supplier_name": fmt.Sprintf("厂%03d", i), "country": "VN"})
	}
	l.put("suppliers", rows...)
	var seen []string
	path := "/lists/suppliers"
	for path != "" {
		_, doc := l.get(path)
		doc.Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
			seen = append(seen, text(tr.Find("th")))
			if text(tr.Find("td")) != "越南" {
				t.Errorf("country: %s", text(tr.Find("td")))
			}
		})
		if !strings.Contains(text(doc.Find(".lead")), "120") {
			t.Errorf("lead: %s", text(doc.Find(".lead")))
		}
		path = doc.Find("a[rel=next]").AttrOr("href", "")
	}
	if len(seen) != 120 || seen[0] != "厂000" || seen[119] != "厂119" {
		t.Errorf("%d rows, %v", len(seen), seen[:3])
	}
	_, doc := l.get("/lists/suppliers?before=100")
	if first := text(doc.Find("tbody th").First()); first != "厂050" {
		t.Errorf("back: from %s", first)
	}
	for _, odd := range []string{"?after=x", "?before=-5", "?after=99999999999999999999", "?after=4000000000"} {
		if a, _ := l.get("/lists/suppliers" + odd); a.status != 200 {
			t.Errorf("%s: %d", odd, a.status)
		}
	}
}

// TestFiveThousandRowsGoIn holds the time of an import against that of a tenth of it: what grows
// faster than the list does not go in at its full length.
func TestFiveThousandRowsGoIn(t *testing.T) {
	l := newLister(t)
	put := func(rows int) time.Duration {
		var b strings.Builder
		b.WriteString("供应商名称,国家,采购额,币种,是否关键,独家,备份,在用,HS编码,库存天数\n")
		for i := range rows {
			fmt.Fprintf(&b, "厂%04d,越南,%d,美元,是,否,是,是,848210,30\n", i, 1000+i)
		}
		at, doc := l.preview("suppliers", "replace", b.String())
		form := fields(doc)
		start := time.Now()
		if a := l.post(at, l.token, form); a.status != 303 {
			t.Fatalf("%d rows: %d", rows, a.status)
		}
		return time.Since(start)
	}
	few, all := put(500), put(5000)
	t.Logf("500 rows in %s, 5,000 in %s", few, all)
	if all > 40*few {
		t.Errorf("ten times the rows take %.0f times as long", float64(all)/float64(few))
	}
	at, doc := l.preview("suppliers", "add", "供应商名称,国家,HS编码\n厂0000,德国,848210\n")
	if a := l.post(at, l.token, fields(doc)); a.status != 303 {
		t.Fatal(a.status)
	}
	if n := column[int](t, connect(t, l.urls.Owner), `select count(*)::int from app.list_changes where list = 'suppliers' and version = (select max(version) from app.list_changes where list = 'suppliers')`); n[0] != 1 {
		t.Errorf("%d rows written for one cell", n[0])
	}

	written := column[int](t, connect(t, l.urls.Owner), `select count(distinct xmin::text)::int from app.list_rows where list = 'suppliers' and company_id = (select company_id from app.lists where list = 'suppliers' and rows = 5000)`)
	if written[0] != 3 {
		t.Errorf("rows of %d transactions, want 3: rows that were the same were written anew", written[0])
	}

}

func TestAFileWithFewerColumnsForgetsNothing(t *testing.T) {
	l := newLister(t)
	for _, mode := range []string{"replace", "add"} {
		l.put("suppliers", rules.Row{"supplier_name": "甲", "registry_id": "91330109MA2GL8F33A", "goods_hs": "848210", "critical": true, "country": "CN"}, rules.Row{"supplier_name": "乙", "critical": false})
		at, doc := l.preview("suppliers", mode, "供应商名称,国家\n甲,越南\n乙,德国\n")
		if got := counts(doc); got["更新"] != "2" || got["离开"] != "0" || got["新增"] != "0" || !strings.Contains(text(doc.Find("main")), "3 列是这份文件没有的") {
			t.Fatalf("%s: %v %s", mode, got, text(doc.Find("main")))
		}
		if a := l.post(at, l.token, fields(doc)); a.status != 303 {
			t.Fatalf("%d %s", a.status, a.body)
		}
		if got := l.row("suppliers", "甲"); got["country"] != "VN" || got["registry_id"] != "91330109MA2GL8F33A" || got["critical"] != true {
			t.Errorf("%s: %v", mode, got)
		}
	}
}
