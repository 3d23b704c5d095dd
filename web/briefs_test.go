package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
)

func TestABriefGoesFromADraftThroughTheCheckToPaper(t *testing.T) {
	p := newPortal(t)
	token := p.analyst()
	if page := p.do("GET", "/insight/briefs", token, nil); page.status != 200 || !strings.Contains(page.body, "还没有对外的发布") {
		t.Errorf("without a release: %d", page.status)
	}
	_, now := p.outside(hideSome)
	if got := p.post("/insight/briefs", token, url.Values{"title": {"留着的标题"}}); got.status != 422 || !strings.Contains(got.body, "请选一次发布") || !strings.Contains(got.body, "留着的标题") {
		t.Errorf("a form with nothing chosen: %d", got.status)
	}
	request := uuid.NewString()
	for range 2 { // sent twice it is one
		if got := p.post("/insight/briefs", token, url.Values{"release": {now.Hash}, "lang": {"zh"}, "title": {"九月通报"}, "request": {request}}); got.location != "/insight/briefs/"+request+"?done=started" {
			t.Fatalf("%d %s", got.status, got.location)
		}
	}
	path := "/insight/briefs/" + request
	form := filled("1", "个别企业没有备妥。共有 13 家。")
	if got := p.post(path, token, form); got.location != path+"?done=saved" {
		t.Fatalf("a draft with complaints is not saved: %d", got.status)
	}
	page := p.do("GET", path, token, nil)
	for _, want := range []string{"检查出 2 处", "个别企业没有备妥。共有 13 家。", "请改用表里有的数或百分比", `href="#f-opening"`, "少于 10 家", "为保护别格"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the editor does not say %s", want)
		}
	}
	if got := p.post(path+"/publish", token, url.Values{"rev": {"2"}, "sure": {"1"}}); got.status != 422 || !strings.Contains(got.body, "发布前还有 2 处要改") {
		t.Errorf("published with complaints: %d", got.status)
	}
	for form, kind := range map[string]string{"brief.pdf": "", "brief.docx": ""} {
		if got := p.do("GET", path+"/"+form, token, nil); got.status != 404 {
			t.Errorf("a draft leaves as %s: %d%s", form, got.status, kind)
		}
	}
	if got := p.post(path, token, filled("1", "另一个人写的。")); got.status != 409 || !strings.Contains(got.body, "另一个人写的。") {
		t.Errorf("an older form: %d, and its words are lost", got.status)
	}
	if got := p.post(path, token, filled("2", strings.Repeat("长", 2001))); got.status != 422 || !strings.Contains(got.body, strings.Repeat("长", 2001)) {
		t.Errorf("too long a text: %d", got.status)
	}
	if got := p.post(path, token, filled("2", "请各单位按时宣讲。")); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if got := p.post(path+"/publish", token, url.Values{"rev": {"3"}}); got.status != 422 || !strings.Contains(got.body, "请先通读全文") {
		t.Errorf("published unread: %d", got.status)
	}
	if got := p.post(path+"/publish", token, url.Values{"rev": {"2"}, "sure": {"1"}}); got.status != 409 {
		t.Errorf("published as it was not seen: %d", got.status)
	}
	p.published(token, path, "3")
	p.published(token, path, "3") // sent twice
	if got := p.post(path, token, filled("4", "改一改")); got.status != 409 {
		t.Errorf("a published brief is changed: %d", got.status)
	}
	if page := p.do("GET", path, token, nil); !strings.Contains(page.body, "下载 PDF") || strings.Contains(page.body, `name="sure"`) {
		t.Errorf("the published page: %d", page.status)
	}
	next := p.post(path+"/correct", token, nil)
	if page := p.do("GET", next.location, token, nil); page.status != 200 || !strings.Contains(page.body, "更正了第 1 版") || !strings.Contains(page.body, "请各单位按时宣讲。") {
		t.Errorf("the correction: %d", page.status)
	}
	if page := p.do("GET", "/insight/briefs", token, nil); strings.Count(page.body, "2026 年 9 月风险通报") != 2 {
		t.Error("the list does not have both versions")
	}
}

func TestABriefNamesNoCompanyOfTheStation(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "杭州市恒通精密机械")
	token := p.analyst()
	_, now := p.outside(hideNothing)
	path := p.begun(token, now, "zh")
	p.post(path, token, filled("1", "恒通 精密机械的材料不全。"))
	if page := p.do("GET", path+"/preview", token, nil); !strings.Contains(page.body, "这是一家企业的名称") || strings.Contains(page.body, `name="sure"`) {
		t.Error("the name of a registered company passes")
	}
}

func TestADraftThatIsDroppedIsGone(t *testing.T) {
	p := newPortal(t)
	token := p.analyst()
	_, now := p.outside(hideNothing)
	path := p.begun(token, now, "en")
	if got := p.post(path+"/drop", token, nil); got.location != "/insight/briefs?done=dropped" {
		t.Errorf("%d %s", got.status, got.location)
	}
	if got := p.do("GET", path, token, nil); got.status != 404 {
		t.Errorf("%d", got.status)
	}
	owner := connect(t, p.urls.Owner)
	if acts := column[string](t, owner, `select action from app.audit where tenant_id = $1 and action like 'brief.%' order by seq`, accounts.FirstStation); strings.Join(acts, " ") != "brief.start brief.drop" {
		t.Errorf("recorded: %v", acts)
	}
}
