package calendar_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func bend(files fstest.MapFS, name, old, with string) {
	if files[name] == nil {
		panic(name)
	}
	text := string(files[name].Data)
	if !strings.Contains(text, old) {
		panic(name + " does not hold " + old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, with, 1))}
}

func TestBadDataNamesFileAndDay(t *testing.T) {
	for _, x := range []struct{ name, file, old, with, want string }{
		{"a day that does not exist", "2026.yaml", "on: 2026-02-28", "on: 2026-02-30", "2026.yaml: 2026-02-30: is no day"},
		{"a day of another year", "2026.yaml", "on: 2026-10-10", "on: 2027-10-10", "2026.yaml: 2027-10-10: the notice of 2026 governs"},
		{"a November before", "2026.yaml", "on: 2026-01-01", "on: 2025-11-30", "2026.yaml: 2025-11-30: the notice of 2026 governs"},
		{"a day twice", "2026.yaml", "on: 2026-01-02", "on: 2026-01-01", "2026.yaml: 2026-01-01: stands in 2026.yaml already"},
		{"days out of order", "2026.yaml", "on: 2026-01-02", "on: 2026-03-02", "2026.yaml: 2026-01-03: stands after a later day"},
		{"neither off nor work", "2026.yaml", "on: 2026-01-02, is: off", "on: 2026-01-02, is: half", `2026.yaml: 2026-01-02: is "half"`},
		{"work on a weekday", "2026.yaml", "on: 2026-01-02, is: off", "on: 2026-01-02, is: work", "2026.yaml: 2026-01-02: is a Friday"},
		{"work on a day off by law", "2026.yaml", "on: 2026-05-02, is: off", "on: 2026-05-02, is: work", "2026.yaml: 2026-05-02: is off by law"},
		{"a day off by law left out", "2026.yaml", "  - {on: 2026-10-03, is: off, zh: 国庆节, en: National Day}\n", "", "2026.yaml: 2026-10-03: is off by law, and the notice does not say so"},
		{"no name", "2026.yaml", "zh: 清明节", "zh: ''", "2026.yaml: 2026-04-04: has no name"},
		{"a feast only made up for", "2026.yaml", "is: work, zh: 国庆节", "is: work, zh: 国庆", "2026.yaml: 国庆 is made up for and never off"},
		{"an unknown field", "2026.yaml", "zh: 清明节", "zn: 清明节", "2026.yaml: "},
		{"no text", "2026.yaml", "year: 2026", "year: [", "2026.yaml: "},
		{"no source", "2026.yaml", "source: https://www.gov.cn/", "source: gov.cn ", "2026.yaml: source"},
		{"a source of a day that is none", "2026.yaml", "en: New Year's Day}", "en: New Year's Day, source: later}", `2026.yaml: 2026-01-01: source "later"`},
		{"another year than the file's", "2026.yaml", "year: 2026", "year: 2025", "2026.yaml: year is 2025"},
		{"an unknown state", "2026.yaml", "state: published", "state: final", `2026.yaml: state "final"`},
		{"not published, with days", "2026.yaml", "state: published", "state: not_yet_published", "2026.yaml: a year that is not_yet_published has neither"},
		{"published after one that is not", "2027.yaml", "state: not_yet_published", "state: published\nsource: https://www.gov.cn/x", "2027.yaml: 2027-01-01: is off by law"},
		{"a law without a source", "law.yaml", "source: https://www.gov.cn/", "source: /", "law.yaml: source"},
		{"a law on no day", "law.yaml", "on: 10-01", "on: 10-32", "law.yaml: 10-32: "},
	} {
		t.Run(x.name, func(t *testing.T) {
			files := copied(t)
			bend(files, x.file, x.old, x.with)
			if _, err := calendar.Load(files, calendar.Usual()); err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("%v, want %s", err, x.want)
			}
		})
	}
}

func TestYearsFollowOneAnother(t *testing.T) {
	without := func(names ...string) error {
		files := copied(t)
		for _, name := range names {
			delete(files, name)
		}
		_, err := calendar.Load(files, calendar.Usual())
		return err
	}
	for _, x := range []struct {
		want  string
		names []string
	}{
		{"2025.yaml: the year before is 2023: a year is missing", []string{"2024.yaml"}},
		{"law.yaml", []string{"law.yaml"}},
		{"no year is published", []string{"2023.yaml", "2024.yaml", "2025.yaml", "2026.yaml"}},
	} {
		if err := without(x.names...); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("without %v: %v, want %s", x.names, err, x.want)
		}
	}
	if err := without("2023.yaml", "2027.yaml"); err != nil {
		t.Error(err)
	}
	files := copied(t)
	files["2025.yaml"] = &fstest.MapFile{Data: []byte("year: 2025\nstate: not_yet_published\n")}
	if _, err := calendar.Load(files, calendar.Usual()); err == nil || !strings.Contains(err.Error(), "2026.yaml: is published although 2025 is not") {
		t.Error(err)
	}
}

func TestTooManyDaysMadeUp(t *testing.T) {
	files := copied(t)
	bend(files, "2025.yaml", "  - {on: 2025-01-26", "  - {on: 2025-01-04, is: work, zh: 元旦, en: New Year's Day}\n  - {on: 2025-01-05, is: work, zh: 元旦, en: New Year's Day}\n  - {on: 2025-01-11, is: work, zh: 元旦, en: New Year's Day}\n  - {on: 2025-01-26")
	var more strings.Builder
	for _, day := range []string{"10-12", "10-18", "10-19", "10-25", "10-26", "11-01", "11-02", "11-08", "11-09", "11-15", "11-16", "11-22", "11-23"} {
		more.WriteString("  - {on: 2025-" + day + ", is: work, zh: 元旦, en: New Year's Day}\n")
	}
	files["2025.yaml"] = &fstest.MapFile{Data: append(files["2025.yaml"].Data, more.String()...)}
	if _, err := calendar.Load(files, calendar.Usual()); err == nil || !strings.Contains(err.Error(), "2025.yaml: 21 days made up for") {
		t.Error(err)
	}
}

// TestMakeUpDaysAreAsManyAsTheNoticesName holds the data to counts taken from the notices by hand.
func TestMakeUpDaysAreAsManyAsTheNoticesName(t *testing.T) {
	c := load(t, calendar.Usual())
	for year, want := range map[string]struct{ made, off, works int }{"2023": {7, 18, 249}, "2024": {8, 19, 251}, "2025": {5, 18, 248}, "2026": {6, 19, 248}} {
		made, off, works := 0, 0, 0
		for d := at(t, year+"-01-01"); d.Format("2006") == year; d = d.AddDate(0, 0, 1) {
			switch day := c.Day(d); {
			case day.Kind == calendar.MadeUp:
				made++
			case day.Kind == calendar.Holiday && d.Weekday() != 0 && d.Weekday() != 6:
				off++
			}
			if c.IsWorking(d) {
				works++
			}
		}
		if made != want.made || off != want.off || works != want.works {
			t.Errorf("%s: %d made up, %d weekdays off, %d working days", year, made, off, works)
		}
	}
}
