package calendar_test

import (
	"slices"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

// notice2027 is a notice as it may come: its days are invented.
func notice2027() calendar.OwnYear {
	return calendar.OwnYear{Year: 2027, Title: "试验", Source: "https://www.gov.cn/2027.htm", Rows: []calendar.Row{
		{From: "2027-01-01", To: "2027-01-03", ZH: "元旦", EN: "New Year's Day"},
		{From: "2027-02-05", To: "2027-02-12", ZH: "春节", EN: "Spring Festival", Work: []string{"2027-01-31", "2027-02-20"}},
		{From: "2027-05-01", To: "2027-05-05", ZH: "劳动节", EN: "Labour Day", Work: []string{"2027-05-08"}},
		{From: "2027-10-01", To: "2027-10-07", ZH: "国庆节", EN: "National Day", Work: []string{"2027-10-09"}}}}
}

func own(t *testing.T, o calendar.Own) *calendar.Calendar {
	t.Helper()
	c, err := calendar.LoadOwn(calendar.Data(), calendar.Usual(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAYearThatAStationEnteredIsPublishedForIt(t *testing.T) {
	t.Parallel()
	plain, c := load(t, calendar.Usual()), own(t, calendar.Own{Years: []calendar.OwnYear{notice2027()}})
	if plain.Newest() != 2026 || c.Newest() != 2027 {
		t.Fatalf("%d, %d", plain.Newest(), c.Newest())
	}
	for day, want := range map[string]calendar.Kind{"2027-02-08": calendar.Holiday, "2027-02-20": calendar.MadeUp, "2027-02-15": calendar.Workday, "2027-02-27": calendar.Weekend} {
		if d := c.Day(at(t, day)); d.Kind != want || !d.Published || d.Own != (want == calendar.Holiday || want == calendar.MadeUp) {
			t.Errorf("%s: %+v, want %s", day, d, want)
		}
	}
	if d := plain.Day(at(t, "2027-02-08")); d.Kind != calendar.Workday || d.Published {
		t.Errorf("without the notice Spring Festival is guessed: %+v", d)
	}
	due, certain, err := plain.Due(at(t, "2027-02-04 17:00"), 120)
	after, sure, err2 := c.Due(at(t, "2027-02-04 17:00"), 120)
	if err != nil || err2 != nil || certain || !sure || say(due) != "Fri 2027-02-05 10:00" || say(after) != "Mon 2027-02-15 10:00" {
		t.Errorf("%s %v, %s %v", say(due), certain, say(after), sure)
	}
}

func TestANoticeThatCannotBeIsRefusedRowByRow(t *testing.T) {
	t.Parallel()
	c := load(t, calendar.Usual())
	if wrong := c.Check(notice2027()); len(wrong) != 0 {
		t.Fatalf("%v", wrong)
	}
	for name, bend := range map[string]struct {
		do   func(*calendar.OwnYear)
		want calendar.Wrong
	}{
		"a year too far":        {func(y *calendar.OwnYear) { y.Year = 2028 }, calendar.Wrong{Row: -1, Why: "gap", Day: "2027"}},
		"no address":            {func(y *calendar.OwnYear) { y.Source = "gov.cn" }, calendar.Wrong{Row: -1, Why: "source"}},
		"no day":                {func(y *calendar.OwnYear) { y.Rows[1].From = "2027-02-30" }, calendar.Wrong{Row: 1, Why: "date", Day: "2027-02-30"}},
		"ends before it begins": {func(y *calendar.OwnYear) { y.Rows[1].To = "2027-02-04" }, calendar.Wrong{Row: 1, Why: "order"}},
		"another year":          {func(y *calendar.OwnYear) { y.Rows[0].From = "2026-11-30" }, calendar.Wrong{Row: 0, Why: "year", Day: "2027"}},
		"a month off":           {func(y *calendar.OwnYear) { y.Rows[1].To = "2027-03-05" }, calendar.Wrong{Row: 1, Why: "long"}},
		"twice": {func(y *calendar.OwnYear) {
			y.Rows[2].From = "2027-05-01"
			y.Rows[1].From, y.Rows[1].To = "2027-05-02", "2027-05-03"
		}, calendar.Wrong{Row: 2, Why: "twice", Day: "2027-05-02"}},
		"no name":                 {func(y *calendar.OwnYear) { y.Rows[1].EN = "" }, calendar.Wrong{Row: 1, Why: "name"}},
		"work on no day":          {func(y *calendar.OwnYear) { y.Rows[1].Work[0] = "soon" }, calendar.Wrong{Row: 1, Why: "work_date", Day: "soon"}},
		"work on a Monday":        {func(y *calendar.OwnYear) { y.Rows[1].Work[0] = "2027-02-15" }, calendar.Wrong{Row: 1, Why: "work_weekend", Day: "2027-02-15"}},
		"work on a day off":       {func(y *calendar.OwnYear) { y.Rows[1].Work[0] = "2027-02-06" }, calendar.Wrong{Row: 1, Why: "work_off", Day: "2027-02-06"}},
		"work twice":              {func(y *calendar.OwnYear) { y.Rows[1].Work[0] = "2027-02-20" }, calendar.Wrong{Row: 1, Why: "work_twice", Day: "2027-02-20"}},
		"work in another year":    {func(y *calendar.OwnYear) { y.Rows[1].Work[0] = "2028-02-20" }, calendar.Wrong{Row: 1, Why: "work_year", Day: "2028-02-20"}},
		"a day of the law missed": {func(y *calendar.OwnYear) { y.Rows[3].From = "2027-10-02" }, calendar.Wrong{Row: -1, Why: "law", Day: "2027-10-01"}},
		"more work than leave":    {func(y *calendar.OwnYear) { y.Rows[0].Work = weekends() }, calendar.Wrong{Row: -1, Why: "work_more"}},
	} {
		y := notice2027()
		bend.do(&y)
		if wrong := c.Check(y); !slices.Contains(wrong, bend.want) {
			t.Errorf("%s: %v, want %v", name, wrong, bend.want)
		}
		if _, err := calendar.LoadOwn(calendar.Data(), calendar.Usual(), calendar.Own{Years: []calendar.OwnYear{y}}); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
}

// weekends are some Saturdays, more than any notice has.
func weekends() (out []string) {
	for d := time.Date(2027, 6, 5, 0, 0, 0, 0, time.UTC); len(out) < 20; d = d.AddDate(0, 0, 7) {
		if d.Month() != time.October {
			out = append(out, d.Format(time.DateOnly))
		}
	}
	return out
}

func TestWhatTheProgramCarriesHoldsOverWhatWasEntered(t *testing.T) {
	t.Parallel()
	y := notice2027()
	y.Year = 2026
	c := own(t, calendar.Own{Years: []calendar.OwnYear{y}})
	if c.Year(2026).Own || !c.Year(2026).Published {
		t.Errorf("%+v", c.Year(2026))
	}
}

func TestASingleDayHoldsAgainstEveryNotice(t *testing.T) {
	t.Parallel()
	c := own(t, calendar.Own{Days: []calendar.OwnDay{{On: at(t, "2026-12-01"), Reason: "台风"}, {On: at(t, "2026-10-02"), Works: true, Reason: "抢险"}, {On: at(t, "2026-12-05"), Works: true, Reason: "补班"}}})
	if d := c.Day(at(t, "2026-12-01 10:00")); d.Works() || d.Kind != calendar.Holiday || d.Name.ZH != "台风" || !d.Own {
		t.Errorf("%+v", d)
	}
	if d := c.Day(at(t, "2026-10-02")); !d.Works() || d.Kind != calendar.Workday {
		t.Errorf("%+v", d)
	}
	if d := c.Day(at(t, "2026-12-05")); !d.Works() || d.Kind != calendar.MadeUp {
		t.Errorf("%+v", d)
	}
	changes := calendar.Changes(load(t, calendar.Usual()), c, at(t, "2026-10-01"), at(t, "2026-12-31"))
	if len(changes) != 3 || changes[1].After || !changes[0].After {
		t.Errorf("%+v", changes)
	}
}

func TestAYearIsShownAsItsNoticeSaysAndNotGuessed(t *testing.T) {
	t.Parallel()
	c := load(t, calendar.Usual())
	years := c.Years()
	if years[0].Year != 2027 || years[0].Published || len(years[0].Holidays) != 3 || !years[0].Holidays[0].ByLaw {
		t.Errorf("%+v", years[0])
	}
	spring := years[1].Holidays[1]
	if spring.Name.ZH != "春节" || spring.From.Format(time.DateOnly) != "2026-02-15" || spring.To.Format(time.DateOnly) != "2026-02-23" || len(spring.Work) != 2 || len(years[1].Holidays) != 7 {
		t.Errorf("%+v", years[1].Holidays)
	}
}

func TestInDaysAgreesWithWorkingDays(t *testing.T) {
	t.Parallel()
	c, d := load(t, calendar.Usual()), throw(t)
	for range 300 {
		start := at(t, "2024-01-01").Add(time.Duration(d.IntN(1000*24*60)) * time.Minute)
		n := 1 + d.IntN(40)
		end, certain, err := c.InDays(start, n)
		days, _, err2 := c.WorkingDays(start, end)
		if err != nil || err2 != nil || days != n || !c.IsWorking(end) || end.Format("15:04") != "18:00" {
			t.Fatalf("%s and %d days: %s, %d days, %v %v %v", say(start), n, say(end), days, certain, err, err2)
		}
	}
	if _, _, err := c.InDays(at(t, "2026-01-01"), 0); err == nil {
		t.Error("no days")
	}
}
