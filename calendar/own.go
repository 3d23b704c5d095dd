package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Own is what a station adds to the days that this program carries: notices that were published since, and single days.
type Own struct {
	Years []OwnYear
	Days  []OwnDay
}

// OwnYear is the notice of one year as a station entered it. Where the program carries that year published, the program's holds.
type OwnYear struct {
	Year   int
	Title  string
	Source string    // its address
	Dated  time.Time // the day on which it was published
	Rows   []Row
}

// Row is one holiday of a notice: the days off, both included, and the weekends made up for it. Days are written 2027-01-01.
type Row struct {
	From string   `json:"from"`
	To   string   `json:"to"`
	ZH   string   `json:"zh"`
	EN   string   `json:"en"`
	Work []string `json:"work,omitempty"`
}

// OwnDay is one day that is off, or worked on, whatever the notices say: for an emergency.
type OwnDay struct {
	On     time.Time
	Works  bool
	Reason string
}

// Wrong is what a notice that was entered cannot say. Row counts from 0; -1 is the notice as a whole. Why is a word: date, order,
// year, long, twice, name, work_date, work_year, work_weekend, work_off, work_twice, work_law, law, work_more, gap, source or other.
type Wrong struct {
	Row int
	Why string
	Day string // the day it is about, where there is one
}

// Error says it for the log.
func (w *Wrong) Error() string { return fmt.Sprintf("holiday %d: %s %s", w.Row+1, w.Why, w.Day) }

// longestHoliday is longer than any holiday was.
const longestHoliday = 16

// Feasts are the holidays that every year has, with their names in both languages.
func Feasts() []Name {
	return []Name{{"元旦", "New Year's Day"}, {"春节", "Spring Festival"}, {"清明节", "Qingming Festival"}, {"劳动节", "Labour Day"},
		{"端午节", "Dragon Boat Festival"}, {"中秋节", "Mid-Autumn Festival"}, {"国庆节", "National Day"}}
}

// addOwn takes in what a station added, in order.
func (t *table) addOwn(own Own) error {
	years := slices.Clone(own.Years)
	slices.SortFunc(years, func(a, b OwnYear) int { return a.Year - b.Year })
	for _, y := range years {
		if y.Year <= t.known {
			continue
		}
		if wrong := t.wrongIn(y); len(wrong) > 0 {
			return &wrong[0]
		}
		t.known, t.last, t.source[y.Year] = y.Year, max(t.last, y.Year), y.Source
		if faults := t.addDays(ownFile(y.Year), yearFile{Year: y.Year, Source: y.Source, Days: y.days()}); len(faults) > 0 {
			return fmt.Errorf("%w: %w", &Wrong{-1, "other", ""}, faults[0])
		}
		for d, m := range t.marks {
			if m.file == ownFile(y.Year) {
				m.own = true
				t.marks[d] = m
			}
		}
	}
	for _, day := range own.Days {
		t.marks[dateAt(day.On)] = mark{work: day.Works, name: Name{day.Reason, day.Reason}, own: true, file: "own"}
	}
	return nil
}

func ownFile(year int) string { return "own " + strconv.Itoa(year) }

// days spreads the rows into days, in order. The rows are right.
func (y OwnYear) days() []dayRow {
	var out []dayRow
	for _, r := range y.Rows {
		for d, last := parseDay(r.From), parseDay(r.To); d <= last; d++ {
			out = append(out, dayRow{On: d.utc().Format(dateLayout), Is: "off", ZH: r.ZH, EN: r.EN})
		}
		for _, w := range r.Work {
			out = append(out, dayRow{On: w, Is: "work", ZH: r.ZH, EN: r.EN})
		}
	}
	slices.SortFunc(out, func(a, b dayRow) int { return int(parseDay(a.On) - parseDay(b.On)) })
	return out
}

// parseDay reads 2027-01-01; what is no day is 0.
func parseDay(text string) date {
	at, err := time.Parse(dateLayout, text)
	if err != nil {
		return 0
	}
	return dateOf(at.Year(), at.Month(), at.Day())
}

// Check finds everything that a notice to be entered cannot say, after the years that c holds.
func (c *Calendar) Check(y OwnYear) []Wrong { return c.table.wrongIn(y) }

func (t *table) wrongIn(y OwnYear) (out []Wrong) {
	if y.Year != t.known+1 {
		return []Wrong{{-1, "gap", strconv.Itoa(t.known + 1)}}
	}
	if !address(y.Source) {
		out = append(out, Wrong{-1, "source", ""})
	}
	off := map[date]bool{}
	for i, r := range y.Rows {
		if wrong, ok := wrongSpan(i, y.Year, r, off); !ok {
			out = append(out, wrong)
		}
	}
	weekdays, worked := 0, map[date]bool{}
	for d := range off {
		if !d.weekend() {
			weekdays++
		}
	}
	for i, r := range y.Rows {
		for _, text := range r.Work {
			if why := t.wrongWork(y.Year, text, off, worked); why != "" {
				out = append(out, Wrong{i, why, text})
			}
		}
	}
	for day := range t.law {
		if d := dateOf(y.Year, day.Month, day.Day); !off[d] {
			out = append(out, Wrong{-1, "law", d.utc().Format(dateLayout)})
		}
	}
	if len(worked) > weekdays && len(out) == 0 {
		out = append(out, Wrong{-1, "work_more", ""})
	}
	slices.SortStableFunc(out, func(a, b Wrong) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return int(parseDay(a.Day) - parseDay(b.Day))
	})
	return out
}

// governs tells whether the notice of a year may speak of a day: of that year, or of the December before.
func governs(year int, d date) bool {
	at := d.utc()
	return at.Year() == year || at.Year() == year-1 && at.Month() == time.December
}

// wrongSpan looks at the days off of one row, and takes them into off.
func wrongSpan(i, year int, r Row, off map[date]bool) (Wrong, bool) {
	from, to := parseDay(r.From), parseDay(r.To)
	switch {
	case from == 0:
		return Wrong{i, "date", r.From}, false
	case to == 0:
		return Wrong{i, "date", r.To}, false
	case to < from:
		return Wrong{i, "order", ""}, false
	case !governs(year, from) || !governs(year, to):
		return Wrong{i, "year", strconv.Itoa(year)}, false
	case to-from >= longestHoliday:
		return Wrong{i, "long", ""}, false
	case r.ZH == "" || r.EN == "":
		return Wrong{i, "name", ""}, false
	}
	for d := from; d <= to; d++ {
		if off[d] {
			return Wrong{i, "twice", d.utc().Format(dateLayout)}, false
		}
		off[d] = true
	}
	return Wrong{}, true
}

func (t *table) wrongWork(year int, text string, off, worked map[date]bool) string {
	d := parseDay(text)
	switch {
	case d == 0:
		return "work_date"
	case !governs(year, d):
		return "work_year"
	case !d.weekend():
		return "work_weekend"
	case off[d]:
		return "work_off"
	case worked[d]:
		return "work_twice"
	}
	if _, law := t.law[d.monthDay()]; law {
		return "work_law"
	}
	worked[d] = true
	return ""
}

func (o Own) withYear(y OwnYear) Own {
	out := o.withoutYear(y.Year)
	out.Years = append(out.Years, y)
	return out
}

func (o Own) withoutYear(year int) Own {
	out := Own{Days: o.Days}
	for _, y := range o.Years {
		if y.Year != year {
			out.Years = append(out.Years, y)
		}
	}
	return out
}

// WithYear is what is added with a notice in it, for a look at what would change.
func (o Own) WithYear(y OwnYear) Own { return o.withYear(y) }

// WithDay is what is added with a single day in it.
func (o Own) WithDay(day OwnDay) Own {
	out := Own{Years: o.Years}
	for _, d := range o.Days {
		if dateAt(d.On) != dateAt(day.On) {
			out.Days = append(out.Days, d)
		}
	}
	out.Days = append(out.Days, day)
	return out
}

// WithoutYears is what is added without the notices of a year and of all after it.
func (o Own) WithoutYears(from int) Own {
	out := Own{Days: o.Days}
	for _, y := range o.Years {
		if y.Year < from {
			out.Years = append(out.Years, y)
		}
	}
	return out
}
