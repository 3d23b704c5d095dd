package calendar_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func TestDayByName(t *testing.T) {
	c := load(t, calendar.Usual())
	const of2026, law = "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm", "https://www.gov.cn/zhengce/content/202411/content_6986380.htm"
	for _, x := range []struct {
		day       string
		kind      calendar.Kind
		zh, en    string
		source    string
		published bool
	}{
		{"2026-09-18", calendar.Workday, "", "", of2026, true},
		{"2026-09-19", calendar.Weekend, "", "", of2026, true},
		{"2026-09-20", calendar.MadeUp, "国庆节", "National Day", of2026, true},
		{"2026-09-25", calendar.Holiday, "中秋节", "Mid-Autumn Festival", of2026, true},
		{"2026-11-30", calendar.Workday, "", "", of2026, true},
		{"2026-12-01", calendar.Workday, "", "", of2026, false},
		{"2023-12-30", calendar.Weekend, "", "", "http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm", true},
		{"2022-12-31", calendar.Holiday, "元旦", "New Year's Day", "http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm", true},
		{"2022-12-30", calendar.Workday, "", "", "", false},
		{"2027-01-01", calendar.Holiday, "元旦", "New Year's Day", law, false},
		{"2027-02-08", calendar.Workday, "", "", "", false},
		{"1969-07-20", calendar.Weekend, "", "", "", false},
		{"2060-10-03", calendar.Holiday, "国庆节", "National Day", law, false},
	} {
		d := c.Day(at(t, x.day))
		if d.Kind != x.kind || d.Name != (calendar.Name{ZH: x.zh, EN: x.en}) || d.Source != x.source || d.Published != x.published || !d.Date.Equal(at(t, x.day)) {
			t.Errorf("%s: %+v", x.day, d)
		}
		if d.Works() != c.IsWorking(at(t, x.day)) || d.Works() != (x.kind == calendar.Workday || x.kind == calendar.MadeUp) {
			t.Errorf("%s: works %v, %v", x.day, d.Works(), c.IsWorking(at(t, x.day)))
		}
	}
}

func TestADayBeginsAtMidnightInShanghai(t *testing.T) {
	c := load(t, calendar.Usual())
	before := time.Date(2026, 9, 19, 15, 59, 59, 0, time.UTC)
	if c.IsWorking(before) || !c.IsWorking(before.Add(time.Second)) {
		t.Error("the Sunday made up does not begin at 16:00 UTC of the Saturday")
	}
	if !c.Day(before.Add(time.Second)).Date.Equal(at(t, "2026-09-20")) {
		t.Error(c.Day(before.Add(time.Second)).Date)
	}
	if moon := c.Day(at(t, "1969-07-20 10:00")); !moon.Date.Equal(at(t, "1969-07-20")) || moon.Kind != calendar.Weekend {
		t.Errorf("before 1970: %+v", moon)
	}
}

func TestKnownEndsWithNovember(t *testing.T) {
	first, last := load(t, calendar.Usual()).Known()
	if say(first) != "Sun 2023-01-01 00:00" || say(last) != "Mon 2026-11-30 00:00" {
		t.Error(say(first), say(last))
	}
}

func TestNoticesByName(t *testing.T) {
	c := load(t, calendar.Usual())
	for _, x := range []struct{ name, from, to, want string }{
		{"one year", "2025-03-01", "2025-04-01", "2025"},
		{"backwards", "2025-04-01", "2024-03-01", "2024 2025"},
		{"December rests on the next year too", "2025-12-01", "2025-12-02", "2025 2026"},
		{"a December whose next notice is missing", "2026-11-30", "2026-12-01", "2026 2027?"},
		{"beyond", "2026-11-30", "2029-01-01", "2026 2027? 2028? 2029?"},
		{"before the first year", "2019-11-30", "2023-01-01", "2023"},
		{"never without end", "2046-11-30", "9999-01-01", "2046? 2047?"},
	} {
		var got []string
		for _, n := range c.Notices(at(t, x.from), at(t, x.to)) {
			year := time.Date(n.Year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")
			if !n.Published {
				year += "?"
			}
			if n.Published != (n.Source != "") {
				t.Errorf("%s: %+v", x.name, n)
			}
			got = append(got, year)
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %v, want %s", x.name, got, x.want)
		}
	}
}

// TestAnExpectedDateIsComputedAgain makes up a notice for 2027 that reaches into December 2026.
func TestAnExpectedDateIsComputedAgain(t *testing.T) {
	files := copied(t)
	files["2027.yaml"] = &fstest.MapFile{Data: []byte(`
year: 2027
state: published
source: https://www.gov.cn/made-up
days:
  - {on: 2026-12-26, is: work, zh: 元旦, en: New Year's Day}
  - {on: 2026-12-31, is: off, zh: 元旦, en: New Year's Day}
  - {on: 2027-01-01, is: off, zh: 元旦, en: New Year's Day}
  - {on: 2027-05-01, is: off, zh: 劳动节, en: Labour Day}
  - {on: 2027-05-02, is: off, zh: 劳动节, en: Labour Day}
  - {on: 2027-10-01, is: off, zh: 国庆节, en: National Day}
  - {on: 2027-10-02, is: off, zh: 国庆节, en: National Day}
  - {on: 2027-10-03, is: off, zh: 国庆节, en: National Day}
`)}
	now := load(t, calendar.Usual())
	then, err := calendar.Load(files, calendar.Usual())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		start           string
		minutes         int
		expected, final string
	}{
		{"2026-12-25 17:30", 60, "Mon 2026-12-28 09:30", "Sat 2026-12-26 09:30"},
		{"2026-12-30 17:30", 60, "Thu 2026-12-31 09:30", "Mon 2027-01-04 09:30"},
		{"2026-12-07 10:00", 60, "Mon 2026-12-07 11:00", "Mon 2026-12-07 11:00"},
	} {
		due, certain, err := now.Due(at(t, x.start), x.minutes)
		if err != nil || certain || say(due) != x.expected {
			t.Errorf("%s: expected %s, certain %v, %v", x.start, say(due), certain, err)
		}
		due, certain, err = then.Due(at(t, x.start), x.minutes)
		if err != nil || !certain || say(due) != x.final {
			t.Errorf("%s: final %s, certain %v, %v", x.start, say(due), certain, err)
		}
	}
	if _, last := then.Known(); say(last) != "Tue 2027-11-30 00:00" {
		t.Error(say(last))
	}
	if d := then.Day(at(t, "2026-12-26")); d.Kind != calendar.MadeUp || d.Source != "https://www.gov.cn/made-up" || !d.Published {
		t.Errorf("%+v", d)
	}
}

func TestALaterNoticeOfTheYearIsNamedByItsDay(t *testing.T) {
	files := copied(t)
	bend(files, "2026.yaml", "{on: 2026-10-07, is: off, zh: 国庆节, en: National Day}", "{on: 2026-10-07, is: off, zh: 国庆节, en: National Day, source: https://www.gov.cn/later}")
	c, err := calendar.Load(files, calendar.Usual())
	if err != nil {
		t.Fatal(err)
	}
	if d := c.Day(at(t, "2026-10-07")); d.Source != "https://www.gov.cn/later" {
		t.Errorf("%+v", d)
	}
}
