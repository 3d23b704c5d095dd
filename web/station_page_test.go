package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
)

// stationForm is the form of the station's page, as it stands there.
func (p *portal) stationForm(admin string) url.Values {
	p.t.Helper()
	form, doc := url.Values{}, document(p.t, p.do("GET", "/admin/station", admin, nil).body)
	for _, name := range []string{"rev", "name_zh", "name_en", "short_zh", "short_en", "desk_phone", "icp", "police"} {
		form.Set(name, doc.Find("main [name="+name+"]").First().AttrOr("value", ""))
	}
	form.Set("districts", doc.Find("main [name=districts]").Text())
	return form
}

// TestWhatAStationTellsOfItselfIsSetOnItsPageAndShownToEverybody: its name, its phone, its record numbers with the registers they stand in, its districts.
func TestWhatAStationTellsOfItselfIsSetOnItsPageAndShownToEverybody(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	form := p.stationForm(admin)
	for name, value := range map[string]string{"name_zh": "海州市公安局出入境管理支队", "name_en": "Exit-Entry Police of Haizhou", "desk_phone": "0000-54321", "icp": "海ICP备12345678号", "police": "海公网安备 11010502030000号", "districts": "east | 东港 | East Harbour\nwest | 西城 | West Town"} {
		form.Set(name, value)
	}
	wrong := p.stationForm(admin)
	wrong.Set("name_zh", "")
	wrong.Set("districts", "east | 东港")
	if got := p.post("/admin/station", admin, wrong); got.status != 422 || !strings.Contains(got.body, "请填中文名称") || !strings.Contains(got.body, "区县第 1 行") || !strings.Contains(got.body, "east | 东港") {
		t.Errorf("%d: what is wrong is not said, or what was typed is lost", got.status)
	}
	old := p.stationForm(admin)
	if got := p.post("/admin/station", admin, form); got.location != "/admin/station?done=saved" {
		t.Fatalf("%d %s", got.status, complaints(got.body))
	}
	if got := p.post("/admin/station", admin, old); got.status != 409 {
		t.Errorf("a form from before the change: %d", got.status)
	}
	foot := document(t, p.do("GET", "/", "", nil).body).Find("footer")
	for _, want := range []string{"海州市公安局出入境管理支队", "0000-54321"} {
		if !strings.Contains(foot.Text(), want) {
			t.Errorf("the foot of a page does not say %s", want)
		}
	}
	for want, register := range map[string]string{"海ICP备12345678号": "https://beian.miit.gov.cn/", "海公网安备 11010502030000号": "https://beian.mps.gov.cn/"} {
		if got := foot.Find("a[href='" + register + "']").Text(); got != want {
			t.Errorf("%s leads to %q", register, got)
		}
	}
	if got := document(t, p.do("GET", "/signup", "", nil).body).Find("select[name=district] option").Text(); !strings.Contains(got, "东港") || !strings.Contains(got, "西城") || strings.Contains(got, "东区") {
		t.Errorf("a new company chooses from %s", got)
	}
}

func document(t *testing.T, body string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestAUnitIsMadeRenamedAndClosedOnItsPage.
func TestAUnitIsMadeRenamedAndClosedOnItsPage(t *testing.T) {
	p := newPortal(t)
	staff := p.staff()
	admin := staff[station.Administrator]
	put := func(form url.Values) answer { return p.post("/admin/units", admin, form) }
	if got := put(url.Values{"name_zh": {""}, "name_en": {"Desk"}}); got.status < 400 {
		t.Errorf("a unit without a name: %d", got.status)
	}
	if got := put(url.Values{"name_zh": {"东区窗口"}, "name_en": {"East desk"}, "district": {"east"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, complaints(got.body))
	}
	edit := attr(p.do("GET", "/admin/units", admin, nil).body, "main a[href^='/admin/units?unit=']", "href")
	which, err := url.Parse(edit)
	p.must(err)
	unit := which.Query().Get("unit")
	if got := p.do("GET", "/admin/units?unit="+unit, admin, nil); !strings.Contains(got.body, `value="东区窗口"`) {
		t.Error("the form does not hold the unit that is changed")
	}
	if got := put(url.Values{"unit": {unit}, "name_zh": {"东港窗口"}, "name_en": {"East Harbour desk"}, "district": {"east"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, complaints(got.body))
	}
	p.post("/admin/units/"+unit+"/close", admin, nil)
	row := document(t, p.do("GET", "/admin/units", admin, nil).body).Find("main tbody th").Text()
	if !strings.Contains(row, "东港窗口") || strings.Contains(row, "东区窗口") || !strings.Contains(row, "停用") {
		t.Errorf("the unit reads %s", row)
	}
	if got := p.do("GET", "/admin/staff", staff[station.Security], nil).body; strings.Contains(got, "东港窗口") {
		t.Error("a unit that is closed is offered for new colleagues")
	}
}
