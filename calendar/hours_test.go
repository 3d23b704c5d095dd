package calendar_test

import (
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func TestHoursAreReadFromYAML(t *testing.T) {
	var h calendar.Hours
	err := yaml.Unmarshal([]byte(`
segments: ["09:00-12:00", "14:00-18:00"]
seasons:
  - {from: 06-01, to: 09-30, segments: ["08:30-12:00", "15:00-18:30"]}
`), &h)
	if err != nil {
		t.Fatal(err)
	}
	c := load(t, h)
	for _, x := range []struct{ start, want string }{
		{"2026-05-29 17:30", "Mon 2026-06-01 09:00"},
		{"2026-09-30 18:00", "Thu 2026-10-08 09:30"},
		{"2026-06-01 08:00", "Mon 2026-06-01 09:30"},
		{"2026-05-28 08:00", "Thu 2026-05-28 10:00"},
		{"2026-06-01 11:30", "Mon 2026-06-01 15:30"},
	} {
		if due, _, err := c.Due(at(t, x.start), 60); err != nil || say(due) != x.want {
			t.Errorf("%s: %s, %v; want %s", x.start, say(due), err, x.want)
		}
	}
}

func TestASeasonMayRunOverTheTurnOfTheYear(t *testing.T) {
	c := load(t, summer())
	for day, want := range map[string]int{"2025-12-12": 420, "2025-12-15": 360, "2026-01-30": 360, "2026-02-02": 420, "2026-06-01": 420, "2026-12-31": 360} {
		if n, _, err := c.Between(at(t, day), at(t, day).AddDate(0, 0, 1)); err != nil || n != want {
			t.Errorf("%s: %d minutes, %v; want %d", day, n, err, want)
		}
	}
}

func TestTheCallersHoursMayChangeLater(t *testing.T) {
	h := summer()
	c := load(t, h)
	h.Segments[0].To, h.Seasons[0].Segments[0].To = h.Segments[0].From+1, h.Seasons[0].Segments[0].From+1
	for _, day := range []string{"2026-11-25", "2026-07-01"} {
		if n, _, err := c.Between(at(t, day+" 00:00"), at(t, day+" 13:00")); err != nil || n < 180 {
			t.Errorf("%s: %d minutes, %v", day, n, err)
		}
	}
}

func TestBadHoursAreRefused(t *testing.T) {
	day := func(month time.Month, day int) calendar.MonthDay { return calendar.MonthDay{Month: month, Day: day} }
	one := []calendar.Segment{{From: 540, To: 720}}
	season := func(from, to calendar.MonthDay) calendar.Season {
		return calendar.Season{From: from, To: to, Segments: one}
	}
	for name, x := range map[string]struct {
		hours calendar.Hours
		want  string
	}{
		"none":                           {calendar.Hours{}, "hours: no segment"},
		"overlapping":                    {calendar.Hours{Segments: []calendar.Segment{{540, 720}, {700, 800}}}, "segment 11:40-13:20"},
		"empty":                          {calendar.Hours{Segments: []calendar.Segment{{540, 540}}}, "segment 09:00-09:00"},
		"beyond midnight":                {calendar.Hours{Segments: []calendar.Segment{{540, 1441}}}, "by 24:00"},
		"before midnight":                {calendar.Hours{Segments: []calendar.Segment{{-1, 60}}}, "hours"},
		"a season without work":          {calendar.Hours{Segments: one, Seasons: []calendar.Season{{From: day(6, 1), To: day(9, 1)}}}, "season 06-01 to 09-01: no segment"},
		"a season on no day":             {calendar.Hours{Segments: one, Seasons: []calendar.Season{season(day(6, 31), day(9, 1))}}, "06-31"},
		"seasons that overlap":           {calendar.Hours{Segments: one, Seasons: []calendar.Season{season(day(6, 1), day(9, 1)), season(day(9, 1), day(10, 1))}}, "overlaps"},
		"a season reaching into another": {calendar.Hours{Segments: one, Seasons: []calendar.Season{season(day(6, 1), day(9, 1)), season(day(5, 1), day(6, 1))}}, "overlaps"},
		"seasons over the new year":      {calendar.Hours{Segments: one, Seasons: []calendar.Season{season(day(12, 1), day(2, 1)), season(day(1, 5), day(1, 6))}}, "overlaps"},
	} {
		if _, err := calendar.Load(calendar.Data(), x.hours); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
}

func TestWhatIsNoSegmentOrDay(t *testing.T) {
	for _, text := range []string{"", "9:00-12:00", "09:00", "09:00-12:60", "09:00-12:00 ", "-9:00-12:00", "09:00–12:00"} {
		if new(calendar.Segment).UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read as a segment", text)
		}
	}
	for _, text := range []string{"", "5-1", "13-01", "02-30", "2026-05-01"} {
		if new(calendar.MonthDay).UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read as a day of the year", text)
		}
	}
}
