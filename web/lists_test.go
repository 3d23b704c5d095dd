package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// lister is a company at work on its lists.
type lister struct {
	*portal
	firm  *firm
	token string
}

func newLister(t *testing.T) *lister {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	return &lister{p, f, f.tokens[station.Owner]}
}

func (l *lister) list(name string) *assessments.List {
	l.t.Helper()
	list, err := l.checks.List(context.Background(), l.scope(l.firm.owner, "list.read"), name)
	l.must(err)
	return list
}

// put writes rows into a list without a page.
func (l *lister) put(name string, rows ...rules.Row) {
	l.t.Helper()
	var fresh []assessments.ListRow
	for _, row := range rows {
		fresh = append(fresh, assessments.ListRow{Key: assessments.RowKey(name, row), Cells: row})
	}
	_, err := l.checks.PutList(context.Background(), l.scope(l.firm.owner, "list.import"), name, uuid.New(), fresh, nil, l.list(name).Version)
	l.must(err)
}

// row gives the cells of a row by what names it.
func (l *lister) row(list, name string) rules.Row {
	l.t.Helper()
	for _, row := range l.list(list).Rows {
		if row.Cells["supplier_name"] == name || row.Cells["emp_ref"] == name {
			return row.Cells
		}
	}
	return nil
}

func (l *lister) rowURL(list, name string) string {
	for _, row := range l.list(list).Rows {
		if row.Cells["supplier_name"] == name || row.Cells["emp_ref"] == name {
			return "/lists/" + list + "/rows/" + row.ID()
		}
	}
	l.t.Fatalf("no row %s", name)
	return ""
}

func (l *lister) get(path string) (answer, *goquery.Document) {
	l.t.Helper()
	return l.page(l.do("GET", path, l.token, nil))
}

func (l *lister) page(a answer) (answer, *goquery.Document) {
	l.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(a.body))
	l.must(err)
	return a, doc
}

// fields reads what the first form of a row page would send.
func fields(doc *goquery.Document) url.Values {
	out := url.Values{}
	form := doc.Find("main form").First()
	form.Find("input,select").Each(func(_ int, e *goquery.Selection) {
		name, kind := e.AttrOr("name", ""), e.AttrOr("type", "text")
		_, checked := e.Attr("checked")
		switch {
		case goquery.NodeName(e) == "select":
			out.Set(name, e.Find("option[selected]").AttrOr("value", ""))
		case kind == "checkbox" || kind == "radio":
			if checked {
				out.Add(name, e.AttrOr("value", ""))
			}
		default:
			out.Set(name, e.AttrOr("value", ""))
		}
	})
	return out
}

// upload sends a file and gives the address of its mapping page.
func (l *lister) upload(list, mode, name string, body []byte) answer {
	l.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for key, value := range map[string]string{"csrf": l.formToken(l.token), "mode": mode} {
		l.must(w.WriteField(key, value))
	}
	part, err := w.CreateFormFile("file", name)
	l.must(err)
	_, err = part.Write(body)
	l.must(err)
	l.must(w.Close())
	r := httptest.NewRequest("POST", "/lists/"+list+"/import", &b)
	r.Host = "station.example"
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "station-session", Value: l.token})
	response, err := l.App().Test(r, 20_000)
	l.must(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	l.must(err)
	return answer{response.StatusCode, string(text), response.Header.Get("Location"), response.Header}
}

// preview uploads and goes straight to the preview.
func (l *lister) preview(list, mode, body string) (string, *goquery.Document) {
	l.t.Helper()
	a := l.upload(list, mode, "list.csv", []byte(body))
	if a.status != 303 {
		l.t.Fatalf("upload: %d %s", a.status, a.body)
	}
	_, doc := l.get(a.location + "/preview")
	return a.location + "/preview", doc
}

var kpi = regexp.MustCompile(`\s+`)

// counts reads the figures of a preview by their label.
func counts(doc *goquery.Document) map[string]string {
	out := map[string]string{}
	doc.Find(".kpis li").Each(func(_ int, li *goquery.Selection) {
		out[strings.TrimSpace(li.Find(".l").Text())] = strings.TrimSpace(li.Find(".v").Text())
	})
	return out
}

func text(s *goquery.Selection) string { return strings.TrimSpace(kpi.ReplaceAllString(s.Text(), " ")) }

func TestARowIsItsOwnWhereverItStands(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲", "country": "CN"})
	address := l.rowURL("suppliers", "甲")
	_, doc := l.get(address)
	form := fields(doc)
	form.Set("parts", "铸件")
	l.put("suppliers", rules.Row{"supplier_name": "丁"}, rules.Row{"supplier_name": "乙"}, rules.Row{"supplier_name": "甲", "country": "VN"}, rules.Row{"supplier_name": "丙"})

	a, doc := l.page(l.post(address, l.token, form))
	if a.status != 409 || text(doc.Find("h1")) != "甲" || doc.Find("[name=base]").First().AttrOr("value", "") != form.Get("base") {
		t.Fatalf("%d %q base %q", a.status, text(doc.Find("h1")), doc.Find("[name=base]").AttrOr("value", ""))
	}
	if both := text(doc.Find("main table")); !strings.Contains(both, "越南") || !strings.Contains(both, "铸件") || doc.Find("[name=choose]").Length() != 2 {
		t.Errorf("both rows are shown: %s", both)
	}
	again := fields(doc)
	if a, _ := l.page(l.post(address, l.token, again)); a.status != 409 || l.row("suppliers", "甲")["parts"] != nil {
		t.Errorf("saved again without a choice: %d", a.status)
	}
	again.Set("choose", "mine")
	if a := l.post(address, l.token, again); a.status != 303 {
		t.Fatalf("chosen: %d %s", a.status, a.body)
	}
	if got := l.row("suppliers", "甲"); got["parts"] != "铸件" || got["country"] != "VN" {
		t.Errorf("the touched cell over the row as it is now: %v", got)
	}
	if n := len(l.list("suppliers").Rows); n != 4 || l.row("suppliers", "丁") == nil {
		t.Errorf("%d rows: another row was overwritten", n)
	}
}

func TestARowThatIsGoneIsSaidToBeGone(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲", "country": "CN"})
	address := l.rowURL("suppliers", "甲")
	_, doc := l.get(address)
	form := fields(doc)
	form.Set("parts", "铸件")
	l.put("suppliers", rules.Row{"supplier_name": "丁"}, rules.Row{"supplier_name": "乙"})
	a, doc := l.page(l.post(address, l.token, form))
	if a.status != 409 || !strings.Contains(a.body, "已经不在名单里") || doc.Find("#f-parts").AttrOr("value", "") != "铸件" || doc.Find("#f-supplier_name").AttrOr("value", "") != "甲" {
		t.Fatalf("%d %s", a.status, text(doc.Find("main")))
	}
	action := doc.Find("main form").First().AttrOr("action", "")
	if a := l.post(action, l.token, fields(doc)); a.status != 303 {
		t.Fatalf("%s: %d %s", action, a.status, a.body)
	}
	if got := l.row("suppliers", "甲"); got["parts"] != "铸件" || got["country"] != "CN" || len(l.list("suppliers").Rows) != 3 {
		t.Errorf("added anew: %v", got)
	}
	if a, _ := l.get(address + "x"); a.status != 404 {
		t.Errorf("no such row: %d", a.status)
	}
	if a, _ := l.get("/lists/suppliers/rows/" + strings.Repeat("0", 24)); a.status != 404 || !strings.Contains(a.body, "已经不在名单里") {
		t.Errorf("a row that is gone: %d", a.status)
	}
}

func TestTwoPeopleRemoveAndAdd(t *testing.T) {
	l := newLister(t)
	l.put("suppliers", rules.Row{"supplier_name": "甲"}, rules.Row{"supplier_name": "乙"})
	address := l.rowURL("suppliers", "甲")
	_, doc := l.get(address)
	base := doc.Find("[name=base]").AttrOr("value", "")
	l.put("suppliers", rules.Row{"supplier_name": "甲", "country": "VN"}, rules.Row{"supplier_name": "乙"})
	if a := l.post(address+"/remove", l.token, url.Values{"base": {base}}); a.status != 409 || l.row("suppliers", "甲") == nil {
		t.Errorf("a row that somebody has just changed: %d", a.status)
	}
	_, doc = l.get(address)
	if a := l.post(address+"/remove", l.token, url.Values{"base": {doc.Find("[name=base]").AttrOr("value", "")}}); a.status != 303 || l.row("suppliers", "甲") != nil {
		t.Errorf("removed: %d", a.status)
	}
	if a, doc := l.page(l.post("/lists/suppliers/rows/new", l.token, url.Values{"supplier_name": {"乙"}})); a.status != 422 || doc.Find("#f-supplier_name-e").Length() != 1 {
		t.Errorf("a name that is taken: %d", a.status)
	}
}

func TestABlankCellIsNoAnswerAndAnUntouchedOneStays(t *testing.T) {
	l := newLister(t)
	if a := l.post("/lists/employees/rows/new", l.token, url.Values{"emp_ref": {"E-0001"}, "name_masked": {"张*"}}); a.status != 303 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if got := l.row("employees", "E-0001"); len(got) != 2 || got["emp_ref"] != "E-0001" || got["name_masked"] != "张*" {
		t.Errorf("blank cells became answers: %v", got)
	}
	kept := rules.Row{"supplier_name": "甲", "country": "CN", "critical": true, "annual_spend": json.Number("1234567.5"), "currency": "CNY", "share_declared": nil, "visits": rules.DontKnow}
	delete(kept, "visits")
	kept["audit_date"], kept["active"] = "2026-01-05", rules.DontKnow
	l.put("suppliers", kept)
	_, doc := l.get(l.rowURL("suppliers", "甲"))
	form := fields(doc)
	if form.Get("country") != "中国" || form.Get("share_declared.instead") != "none" || form.Get("active.instead") != "dont_know" || form.Get("screen_date.instead") != "" {
		t.Errorf("shown: %v", form)
	}
	form.Set("parts", "铸件")
	if a := l.post(l.rowURL("suppliers", "甲"), l.token, form); a.status != 303 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	kept["parts"] = "铸件"
	if got := l.row("suppliers", "甲"); fmt.Sprint(got) != fmt.Sprint(kept) {
		t.Errorf("got  %v\nwant %v", got, kept)
	}
	_, doc = l.get(l.rowURL("suppliers", "甲"))
	form = fields(doc)
	form.Set("screen_date.instead", "none")
	form.Set("currency", "")
	form.Set("share_declared", "12%")
	if a := l.post(l.rowURL("suppliers", "甲"), l.token, form); a.status != 303 {
		t.Fatalf("%d %s", a.status, a.body)
	}
	got := l.row("suppliers", "甲")
	if v, there := got["screen_date"]; !there || v != nil {
		t.Errorf("none is a choice of its own: %v", got)
	}
	if _, there := got["currency"]; there || got["share_declared"] != json.Number("0.12") {
		t.Errorf("a cleared cell is absent, a typed one replaces none: %v", got)
	}
}

func TestADocumentNumberTypedIntoARowIsNotShownAgain(t *testing.T) {
	l := newLister(t)
	number := "110" + "101" + " 1990" + "0307" + " 731X"
	for _, typed := range []string{number, "号码 " + number, "护照E1234" + "5678", "110" + "101900307" + "731"} {
		a, doc := l.page(l.post("/lists/suppliers/rows/new", l.token, url.Values{"supplier_name": {"甲"}, "parts": {typed}, "was.parts": {typed}, "group_id": {"x"}}))
		if a.status != 422 || strings.Contains(a.body, typed) || strings.Contains(a.body, typed[len(typed)-6:]) {
			t.Errorf("%d: a number comes back", a.status)
		}
		if doc.Find("#f-parts-e").Length() != 1 || doc.Find("#f-supplier_name").AttrOr("value", "") != "甲" || doc.Find("#f-group_id").AttrOr("value", "") != "x" {
			t.Error("the field is named and the rest stays")
		}
	}
	a := l.upload("suppliers", "replace", "名单 "+number+".csv", []byte("供应商名称,国家\n甲,中国\n"))
	if a.status != 422 || strings.Contains(a.body, number) {
		t.Errorf("a file named after a person: %d", a.status)
	}
}
