package calendar

import (
	"slices"
	"time"
)

// Year is a year as a page shows it.
type Year struct {
	Year      int
	Published bool
	Source    string // address of its notice; empty while there is none
	Own       bool   // a station entered the notice
	Holidays  []Feast
}

// Feast is one holiday of a year: its days off, in a row, and the weekends made up for it. ByLaw: its notice is not published, and
// the day is off by law on the same date every year; nothing more is known.
type Feast struct {
	Name     Name
	From, To time.Time
	Work     []time.Time
	ByLaw    bool
}

// Years lists every year that is held and the one after the last published, the newest first.
func (c *Calendar) Years() []Year {
	var out []Year
	for year := max(c.table.last, c.table.known+1); year >= c.table.first; year-- {
		out = append(out, c.Year(year))
	}
	return out
}

// Year gives one year. Of a year whose notice is not published it says only what is so by law.
func (c *Calendar) Year(year int) Year {
	out := Year{Year: year, Source: c.table.source[year]}
	out.Published = out.Source != ""
	var days []date
	for d, m := range c.table.marks {
		if m.file == ownFile(year) || m.file == yearName(year) {
			days = append(days, d)
			out.Own = out.Own || m.own
		}
	}
	if !out.Published {
		for on := range c.table.law {
			days = append(days, dateOf(year, on.Month, on.Day))
		}
	}
	slices.Sort(days)
	for _, d := range days {
		m, _ := c.table.said(d)
		at := localMidnight(d)
		i := slices.IndexFunc(out.Holidays, func(h Feast) bool { return h.Name == m.name })
		if i < 0 {
			out.Holidays = append(out.Holidays, Feast{Name: m.name, ByLaw: !out.Published})
			i = len(out.Holidays) - 1
		}
		h := &out.Holidays[i]
		switch {
		case m.work:
			h.Work = append(h.Work, at)
		case h.From.IsZero():
			h.From, h.To = at, at
		default:
			h.To = at
		}
	}
	slices.SortStableFunc(out.Holidays, func(a, b Feast) int { return a.From.Compare(b.From) })
	return out
}

func localMidnight(d date) time.Time { return time.Unix(int64(d)*86400-8*60*60, 0).In(shanghai) }

// Newest is the last year whose notice is published.
func (c *Calendar) Newest() int { return c.table.known }

// Change is a day that is another kind of day in another calendar.
type Change struct {
	Day           time.Time
	Before, After bool // whether work is done
	Name          Name
}

// Changes lists the days from one instant to another on which work is done by one calendar and not by the other.
func Changes(before, after *Calendar, from, to time.Time) []Change {
	var out []Change
	for d, last := dateAt(from), dateAt(to); d <= last; d++ {
		if a, b := before.table.works(d), after.table.works(d); a != b {
			m, _ := after.table.said(d)
			out = append(out, Change{Day: localMidnight(d), Before: a, After: b, Name: m.name})
		}
	}
	return out
}

// InDays is the moment at which n working days have passed after the day of an instant: the end of the n-th working day. n > 0.
// Certain as in Due.
func (c *Calendar) InDays(start time.Time, n int) (at time.Time, certain bool, err error) {
	m, err := c.minute(start)
	if err != nil {
		return time.Time{}, false, err
	}
	target, i := c.daysBy(m)+n, m/dayMinutes+1
	for i < c.days && c.workday[i+1] < target {
		i++
	}
	if n <= 0 || i >= c.days {
		return time.Time{}, false, ErrOutside
	}
	end := i*dayMinutes + c.shifts[c.kinds[i]].by(c.minutes[i+1]-c.minutes[i])
	return c.instant(end), end <= c.known, nil
}
