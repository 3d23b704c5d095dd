package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/web"
)

func noticeForm(pairs ...string) url.Values {
	form := url.Values{"title": {"国务院办公厅关于2027年部分节假日安排的通知"}, "source": {"https://www.gov.cn/2027.htm"}, "dated": {"2026-11-20"}, "rev": {"0"},
		"from_0": {"2027-01-01"}, "to_0": {"2027-01-03"}, "from_1": {"2027-02-05"}, "to_1": {"2027-02-12"}, "work_1": {"1月31日、2/20"},
		"from_3": {"2027-05-01"}, "to_3": {"2027-05-05"}, "work_3": {"2027-05-08"}, "from_6": {"2027-10-01"}, "to_6": {"2027-10-07"}, "work_6": {"10-09"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func (p *portal) calendar() *calendar.Calendar { return p.out.Days(accounts.FirstStation) }

func TestAYearIsNotYetPublishedUntilItsNoticeIsEntered(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	page := p.do("GET", "/admin/holidays", admin, nil)
	if first := said(page.body, "section.card:first-of-type"); page.status != 200 || !strings.Contains(first, "2027 年尚未公布") || !strings.Contains(first, "现在不知道") || !strings.Contains(first, "尚不知道") {
		t.Errorf("%d %s", page.status, first)
	}
	got := p.post("/admin/holidays/2027", admin, noticeForm("do", "preview"))
	if got.status != 200 || !strings.Contains(said(got.body, "#preview"), "20 个工作日的时限") || !strings.Contains(said(got.body, "#preview"), "春节") || p.calendar().Newest() != 2026 {
		t.Fatalf("%d %s %s", got.status, said(got.body, "#preview"), complaints(got.body))
	}
	if got := p.post("/admin/holidays/2027", admin, noticeForm("do", "save")); got.location != "/admin/holidays?done=saved" || p.calendar().Newest() != 2027 {
		t.Fatalf("%d %s", got.status, complaints(got.body))
	}
	if d := p.calendar().Day(time.Date(2027, 2, 20, 4, 0, 0, 0, time.UTC)); d.Kind != calendar.MadeUp {
		t.Errorf("%+v", d)
	}
	page = p.do("GET", "/admin/holidays/2027", admin, nil)
	if page.status != 200 || !strings.Contains(page.body, `value="2027-02-05"`) || !strings.Contains(page.body, "2027-01-31 2027-02-20") || !strings.Contains(page.body, `name="rev" value="1"`) {
		t.Errorf("the form does not come back: %d", page.status)
	}
	if got := p.post("/admin/holidays/2027", admin, noticeForm("do", "save", "rev", "0")); got.status != 409 {
		t.Errorf("who comes second: %d", got.status)
	}
	if got := p.post("/admin/holidays/2027/drop", admin, url.Values{"rev": {"1"}}); got.status != 303 || p.calendar().Newest() != 2026 {
		t.Errorf("%d", got.status)
	}
	trail := column[string](t, connect(t, p.urls.Owner), `select action || ' ' || subject from app.audit where action like 'holidays.%' order by seq`)
	if fmt.Sprint(trail) != "[holidays.year 2027 holidays.year_drop 2027]" {
		t.Errorf("%v", trail)
	}
}

func TestWhatIsWrongWithANoticeStandsBesideItsRow(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	for name, c := range map[string]struct {
		form url.Values
		says string
	}{
		"a Monday made up":    {noticeForm("work_1", "2/15"), "春节：2027-02-15 不是周末"},
		"a day of the law":    {noticeForm("from_6", "2027-10-02"), "2027-10-01 是法定放假的日子"},
		"no date":             {noticeForm("to_1", "", "from_1", ""), "春节：请填放假的第一天和最后一天"},
		"no source":           {noticeForm("source", "gov"), "原文地址要以 https:// 开头"},
		"no title":            {noticeForm("title", " "), "请填通知名称"},
		"a name without half": {noticeForm("zh_7", "中秋国庆", "from_7", "2027-09-15", "to_7", "2027-09-15"), "请填中文和英文名称"},
		"a word for a day":    {noticeForm("work_1", "soon"), "“soon”不是日期"},
	} {
		got := p.post("/admin/holidays/2027", admin, c.form)
		if got.status != 422 || !strings.Contains(complaints(got.body), c.says) || !strings.Contains(got.body, "国务院办公厅关于2027年") && name != "no title" {
			t.Errorf("%s: %d %s", name, got.status, complaints(got.body))
		}
	}
	for path, want := range map[string]int{"/admin/holidays/2026": 404, "/admin/holidays/2028": 404, "/admin/holidays/x": 404, "/admin/holidays/days": 303} {
		if got := p.do("GET", path, admin, nil); got.status != want {
			t.Errorf("%s: %d", path, got.status)
		}
	}
}

func TestASingleDayIsSetWithAReasonAndTakenBack(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	day := url.Values{"day": {"2026-11-27"}, "works": {"no"}, "reason": {"台风停工"}}
	if got := p.post("/admin/holidays/days", admin, day); got.status != 200 || !strings.Contains(said(got.body, "#preview"), "改为休息") || !p.calendar().IsWorking(noon.AddDate(0, 0, 2)) {
		t.Fatalf("%d %s", got.status, said(got.body, "#preview"))
	}
	day.Set("do", "save")
	p.post("/admin/holidays/days", admin, day)
	if p.calendar().IsWorking(noon.AddDate(0, 0, 2)) {
		t.Error("the day is worked on")
	}
	if got := p.do("GET", "/admin/holidays", admin, nil); !strings.Contains(got.body, "台风停工") {
		t.Error("the reason is not shown")
	}
	for name, bad := range map[string]url.Values{"no day": {"works": {"no"}, "reason": {"x"}}, "no reason": {"day": {"2026-11-27"}, "works": {"no"}}, "long ago": {"day": {"2025-11-27"}, "works": {"no"}, "reason": {"x"}}, "no choice": {"day": {"2026-11-27"}, "reason": {"x"}}} {
		if got := p.post("/admin/holidays/days", admin, bad); got.status != 422 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	p.post("/admin/holidays/days/drop", admin, url.Values{"day": {"2026-11-27"}})
	if !p.calendar().IsWorking(noon.AddDate(0, 0, 2)) {
		t.Error("it was not taken back")
	}
	if got := p.post("/admin/holidays/days/drop", admin, url.Values{"day": {"2026-11-27"}}); got.status != 404 {
		t.Errorf("%d", got.status)
	}
}

func TestDaysOfOneStationAreNotAnothers(t *testing.T) {
	p := newPortal(t)
	elsewhere := p.otherStation()
	if p.calendar().Newest() != 2026 || p.out.Days(elsewhere).Newest() != 2027 {
		t.Error("what another station entered holds here")
	}
}

func TestDueDatesAreSaidInWorkingDays(t *testing.T) {
	words, err := web.LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	days, err := calendar.Load(calendar.Data(), calendar.Usual())
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		out, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Zone())
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	now := at("2026-09-30 10:00")
	for due, want := range map[string][2]string{
		"2026-09-30 17:00": {"今天 17:00 到期", "due today at 17:00"},
		"2026-10-08 18:00": {"1 个工作日后到期", "due in 1 working day"},
		"2026-10-10 18:00": {"3 个工作日后到期", "due in 3 working days"},
		"2026-10-03 12:00": {"10 月 3 日 12:00 到期", "due on 3 Oct"},
		"2027-02-10 18:00": {"预计 90 个工作日后到期", "expected in 90 working days"},
		"2026-09-30 09:00": {"已过期：9 月 30 日", "overdue since 30 Sep"},
		"2026-09-28 18:00": {"已过期 2 个工作日", "overdue by 2 working days"},
	} {
		got := web.NewDue(days, now, at(due))
		for i, lang := range []string{"zh", "en"} {
			if text := words.T(lang, got.Say); !strings.HasPrefix(text, want[i]) {
				t.Errorf("%s: %q, want %q", due, text, want[i])
			}
		}
	}
}

func TestVersionsAreShownToThoseWhoMayReadSettings(t *testing.T) {
	p := newPortal(t)
	page := p.do("GET", "/admin/versions", p.staff()[station.Auditor], nil)
	for _, want := range []string{"v1.2.3", "abc123", "0001_roles.sql", "15.8", "AES-256-GCM", "已公布到 2026 年", "github.com/gofiber/fiber/v2"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("%d: %s is missing", page.status, want)
		}
	}
}

func TestAStationShowsItsOwnMark(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	sent := p.send("/admin/station/logo", admin, url.Values{}, "mark.png", onePixel(t))
	if sent.location != "/admin/station?done=logo" {
		t.Fatalf("%d %s", sent.status, complaints(sent.body))
	}
	src := attr(p.do("GET", "/", "", nil).body, ".brand img", "src")
	logo := p.do("GET", src, "", nil)
	if logo.status != 200 || logo.header.Get("Content-Type") != "image/png" || !strings.Contains(logo.header.Get("Cache-Control"), "immutable") || logo.header.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(logo.body, "\x89PNG") {
		t.Errorf("%s: %d %v", src, logo.status, logo.header)
	}
	for name, body := range map[string]string{"SVG": `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "a script": "alert(1)", "a wall": onePixel(t) + strings.Repeat("x", 600<<10)} {
		if got := p.send("/admin/station/logo", admin, url.Values{}, "mark.png", body); got.status != 422 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	p.post("/admin/station/logo/remove", admin, nil)
	if got := p.do("GET", "/", "", nil); strings.Contains(got.body, "/logo/") || !strings.Contains(got.body, `class="brand"`) {
		t.Error("the built-in mark is not back")
	}
	if got := p.do("GET", src, "", nil); got.status != 404 {
		t.Errorf("a mark that was taken away: %d", got.status)
	}
	if n := column[int](t, connect(t, p.urls.Owner), `select count(*)::int from app.files where purpose = 'logo'`); n[0] != 0 {
		t.Errorf("%d files are left", n[0])
	}
}
