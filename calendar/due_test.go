package calendar_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func TestDueByName(t *testing.T) {
	c := load(t, calendar.Usual())
	cases := []struct {
		name, start string
		minutes     int
		want        string
		certain     bool
	}{
		{"a Friday evening goes on on the Sunday that is made up", "2026-09-18 17:00", 120, "Sun 2026-09-20 10:00", true},
		{"within a morning", "2026-11-25 09:30", 60, "Wed 2026-11-25 10:30", true},
		{"the end of a segment, not the beginning of the next", "2026-11-25 09:00", 180, "Wed 2026-11-25 12:00", true},
		{"the end of a day, not the next morning", "2026-11-25 17:00", 60, "Wed 2026-11-25 18:00", true},
		{"one minute more is the next morning", "2026-11-25 17:00", 61, "Thu 2026-11-26 09:01", true},
		{"across lunch", "2026-11-25 11:30", 60, "Wed 2026-11-25 14:30", true},
		{"a start at lunch", "2026-11-25 12:30", 60, "Wed 2026-11-25 15:00", true},
		{"a start at the very end of the morning", "2026-11-25 12:00", 1, "Wed 2026-11-25 14:01", true},
		{"a start before the office opens", "2026-11-25 03:00", 1, "Wed 2026-11-25 09:01", true},
		{"Friday evening over an ordinary weekend", "2026-11-20 17:30", 60, "Mon 2026-11-23 09:30", true},
		{"Friday after closing", "2026-11-20 21:00", 60, "Mon 2026-11-23 10:00", true},
		{"a whole day", "2026-11-25 09:00", 420, "Wed 2026-11-25 18:00", true},
		{"over Spring Festival of 2026, nine days", "2026-02-14 17:00", 61, "Tue 2026-02-24 09:01", true},
		{"into the Saturday made up before Spring Festival", "2026-02-13 17:00", 120, "Sat 2026-02-14 10:00", true},
		{"the Saturday made up after Spring Festival", "2026-02-27 18:00", 30, "Sat 2026-02-28 09:30", true},
		{"a start within Spring Festival", "2026-02-18 11:00", 30, "Tue 2026-02-24 09:30", true},
		{"a holiday in the middle of a week", "2023-04-04 17:30", 60, "Thu 2023-04-06 09:30", true},
		{"National Day, eight days with Mid-Autumn", "2025-09-30 17:30", 60, "Thu 2025-10-09 09:30", true},
		{"lunar New Year's Eve of 2024 stays a working day", "2024-02-08 17:30", 60, "Fri 2024-02-09 09:30", true},
		{"December 31 to the next year, both known", "2024-12-31 17:00", 120, "Thu 2025-01-02 10:00", true},
		{"December 31 over three days of New Year", "2025-12-31 17:30", 60, "Sun 2026-01-04 09:30", true},
		{"the last day that is known", "2026-11-30 17:00", 60, "Mon 2026-11-30 18:00", true},
		{"December waits for the notice of the next year", "2026-11-30 17:00", 61, "Tue 2026-12-01 09:01", false},
		{"New Year of a year without notice is off by law", "2026-12-31 17:30", 60, "Mon 2027-01-04 09:30", false},
		{"beyond the horizon the week decides", "2027-03-05 17:30", 60, "Mon 2027-03-08 09:30", false},
		{"a year without even a file", "2031-03-07 17:30", 60, "Mon 2031-03-10 09:30", false},
		{"zero minutes are due at the start", "2026-11-25 13:13", 0, "Wed 2026-11-25 13:13", true},
		{"zero minutes on a holiday too", "2026-10-01 10:00", 0, "Thu 2026-10-01 10:00", true},
		{"seconds are cut downward", "2026-11-25 09:59:59", 1, "Wed 2026-11-25 10:00", true},
		{"the seconds before a segment end count as its last minute", "2026-11-25 11:59:59", 1, "Wed 2026-11-25 12:00", true},
	}
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			due, certain, err := c.Due(at(t, x.start), x.minutes)
			if err != nil || say(due) != x.want || certain != x.certain {
				t.Errorf("%s, certain %v, %v; want %s, %v", say(due), certain, err, x.want, x.certain)
			}
			if due.Location().String() != "Asia/Shanghai" {
				t.Errorf("due in %s", due.Location())
			}
		})
	}
}

func TestDueWithPausesByName(t *testing.T) {
	c := load(t, calendar.Usual())
	cases := []struct {
		name    string
		minutes int
		pauses  []string // from and to, in turn
		want    string
	}{
		{"none", 120, nil, "Wed 2026-11-25 12:00"},
		{"half an hour of the morning", 120, []string{"2026-11-25 10:30", "2026-11-25 11:00"}, "Wed 2026-11-25 14:30"},
		{"lunch only", 180, []string{"2026-11-25 12:00", "2026-11-25 14:00"}, "Wed 2026-11-25 15:00"},
		{"from before the start", 60, []string{"2026-11-20 09:00", "2026-11-25 10:30"}, "Wed 2026-11-25 11:30"},
		{"wholly before the start", 60, []string{"2026-11-20 09:00", "2026-11-24 10:30"}, "Wed 2026-11-25 11:00"},
		{"at the due minute, too late to matter", 60, []string{"2026-11-25 11:00", "2026-11-25 18:00"}, "Wed 2026-11-25 11:00"},
		{"the minute before it matters", 60, []string{"2026-11-25 10:59", "2026-11-25 11:59"}, "Wed 2026-11-25 12:00"},
		{"one pushes the clock into the next", 120, []string{"2026-11-25 14:00", "2026-11-25 17:00", "2026-11-25 11:00", "2026-11-25 12:00"}, "Wed 2026-11-25 18:00"},
		{"two that overlap count once", 120, []string{"2026-11-25 10:30", "2026-11-25 11:00", "2026-11-25 10:45", "2026-11-25 11:15"}, "Wed 2026-11-25 14:45"},
		{"one within another", 120, []string{"2026-11-25 10:30", "2026-11-25 11:30", "2026-11-25 10:45", "2026-11-25 11:00"}, "Wed 2026-11-25 15:00"},
		{"an empty one", 120, []string{"2026-11-25 10:30", "2026-11-25 10:30"}, "Wed 2026-11-25 12:00"},
		{"over a weekend", 480, []string{"2026-11-26 09:00", "2026-11-29 12:00"}, "Mon 2026-11-30 11:00"},
		{"zero minutes while paused", 0, []string{"2026-11-20 09:00", "2026-11-26 09:00"}, "Wed 2026-11-25 10:00"},
	}
	start := at(t, "2026-11-25 10:00")
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			var pauses []calendar.Pause
			for i := 0; i+1 < len(x.pauses); i += 2 {
				pauses = append(pauses, calendar.Pause{From: at(t, x.pauses[i]), To: at(t, x.pauses[i+1])})
			}
			due, _, err := c.Due(start, x.minutes, pauses...)
			if err != nil || say(due) != x.want {
				t.Errorf("%s, %v; want %s", say(due), err, x.want)
			}
			if n, _, err := c.Between(start, due, pauses...); err != nil || n != x.minutes {
				t.Errorf("%d minutes between, %v; want %d", n, err, x.minutes)
			}
		})
	}
	if _, certain, err := c.Due(start, 60, calendar.Pause{From: start, To: at(t, "2026-12-01 10:00")}); certain || err != nil {
		t.Errorf("a pause into December: certain %v, %v", certain, err)
	}
}

func TestWhatCannotBeCountedIsAnError(t *testing.T) {
	c := load(t, calendar.Usual())
	start := at(t, "2026-11-25 10:00")
	due := func(at time.Time, n int, pauses ...calendar.Pause) error {
		_, _, err := c.Due(at, n, pauses...)
		return err
	}
	between := func(a, b time.Time, pauses ...calendar.Pause) error {
		_, _, err := c.Between(a, b, pauses...)
		return err
	}
	backwards := calendar.Pause{From: start, To: start.Add(-time.Minute)}
	_, _, next := c.Next(at(t, "2047-12-31 23:00"))
	_, _, days := c.WorkingDays(start, at(t, "2022-12-31"))
	for name, x := range map[string]struct{ got, want error }{
		"negative minutes":               {due(start, -1), calendar.ErrNegative},
		"most negative":                  {due(start, math.MinInt), calendar.ErrNegative},
		"more minutes than there are":    {due(start, math.MaxInt), calendar.ErrOutside},
		"a start before the first year":  {due(at(t, "2022-12-31 23:59"), 1), calendar.ErrOutside},
		"no start":                       {due(time.Time{}, 1), calendar.ErrOutside},
		"a start too far ahead":          {due(at(t, "2048-01-01 00:01"), 0), calendar.ErrOutside},
		"a pause backwards":              {due(start, 1, backwards), calendar.ErrPause},
		"a pause without an end":         {due(start, 1, calendar.Pause{From: start}), calendar.ErrPause},
		"a pause for ever":               {due(start, 1, calendar.Pause{From: start, To: at(t, "2999-01-01")}), calendar.ErrOutside},
		"between from too early":         {between(time.Time{}, start), calendar.ErrOutside},
		"between to too late":            {between(start, at(t, "2999-01-01")), calendar.ErrOutside},
		"between with a pause backwards": {between(start, start, backwards), calendar.ErrPause},
		"next after the end":             {next, calendar.ErrOutside},
		"working days from before":       {days, calendar.ErrOutside},
		"a pause long before":            {due(start, 1, calendar.Pause{To: at(t, "2001-01-01")}), nil},
		"the first minute":               {due(at(t, "2023-01-01 00:00"), 1), nil},
		"the last minute":                {due(at(t, "2048-01-01 00:00"), 0), nil},
	} {
		if !errors.Is(x.got, x.want) {
			t.Errorf("%s: %v, want %v", name, x.got, x.want)
		}
	}
}

func TestNextByName(t *testing.T) {
	c := load(t, calendar.Usual())
	for _, x := range []struct {
		from, want string
		certain    bool
	}{
		{"2026-11-25 10:00:30", "2026-11-25 10:00:30", true},
		{"2026-11-25 11:59:59", "2026-11-25 11:59:59", true},
		{"2026-11-25 12:00:00", "2026-11-25 14:00:00", true},
		{"2026-11-25 08:59:59", "2026-11-25 09:00:00", true},
		{"2026-11-27 18:00:00", "2026-11-30 09:00:00", true},
		{"2026-09-18 18:00:00", "2026-09-20 09:00:00", true},
		{"2026-10-01 10:00:00", "2026-10-08 09:00:00", true},
		{"2026-11-30 18:00:00", "2026-12-01 09:00:00", false},
		{"2026-12-31 20:00:00", "2027-01-04 09:00:00", false},
	} {
		next, certain, err := c.Next(at(t, x.from))
		if err != nil || next.Format(time.DateTime) != x.want || certain != x.certain {
			t.Errorf("next after %s: %s, certain %v, %v; want %s", x.from, next, certain, err, x.want)
		}
	}
}

func TestWorkingDaysByName(t *testing.T) {
	c := load(t, calendar.Usual())
	for _, x := range []struct {
		name, from, to string
		want           int
	}{
		{"the same day", "2026-11-25 09:00", "2026-11-25 18:00", 0},
		{"the next", "2026-11-25 18:00", "2026-11-26 00:00", 1},
		{"Friday to a Sunday made up", "2026-09-18 17:00", "2026-09-20 10:00", 1},
		{"over a weekend", "2026-11-20 09:00", "2026-11-23 09:00", 1},
		{"Friday to Saturday", "2026-11-20 09:00", "2026-11-21 09:00", 0},
		{"Saturday to Monday", "2026-11-21 09:00", "2026-11-23 09:00", 1},
		{"over Spring Festival, two made up", "2026-02-13 09:00", "2026-02-28 09:00", 6},
		{"backwards", "2026-11-23 09:00", "2026-11-20 09:00", -1},
		{"the whole of 2025", "2024-12-31 00:00", "2025-12-31 23:59", 248},
	} {
		if n, _, err := c.WorkingDays(at(t, x.from), at(t, x.to)); err != nil || n != x.want {
			t.Errorf("%s: %d working days, %v; want %d", x.name, n, err, x.want)
		}
	}
}

func TestCertainToTheLastMinuteOfNovember(t *testing.T) {
	c := load(t, calendar.Hours{Segments: []calendar.Segment{{From: 0, To: 24 * 60}}})
	noon := at(t, "2026-11-30 12:00")
	for minutes, want := range map[int]bool{720: true, 721: false} {
		if due, certain, err := c.Due(noon, minutes); err != nil || certain != want {
			t.Errorf("due %s, certain %v, %v", say(due), certain, err)
		}
	}
	for end, want := range map[string]bool{"2026-12-01 00:00": true, "2026-12-01 00:01": false} {
		for _, ends := range [][2]time.Time{{noon, at(t, end)}, {at(t, end), noon}} {
			if _, certain, err := c.Between(ends[0], ends[1]); err != nil || certain != want {
				t.Errorf("between %s and %s: certain %v, %v", say(ends[0]), say(ends[1]), certain, err)
			}
		}
	}
	for from, want := range map[string]bool{"2026-11-30 23:59": true, "2026-12-01 00:00": false} {
		if _, certain, err := c.Next(at(t, from)); err != nil || certain != want {
			t.Errorf("next after %s: certain %v, %v", from, certain, err)
		}
		if _, certain, err := c.WorkingDays(noon, at(t, from)); err != nil || certain != want {
			t.Errorf("working days to %s: certain %v, %v", from, certain, err)
		}
	}
}
