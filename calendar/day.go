package calendar

import "time"

// Kind is what a day is to an office.
type Kind string

// The kinds of day. Work is done on the first and the last.
const (
	Workday Kind = "workday" // Monday to Friday, and nothing says otherwise
	Weekend Kind = "weekend" // Saturday or Sunday, and nothing says otherwise
	Holiday Kind = "holiday" // off by a notice, or by law
	MadeUp  Kind = "made_up" // a weekend on which work is done for a holiday, 调休上班
)

// Name is what a holiday is called; both empty on a day that is none.
type Name struct{ ZH, EN string }

// Day is what is known of a day.
type Day struct {
	Date      time.Time // its midnight in Asia/Shanghai
	Kind      Kind
	Name      Name   // of the holiday that is off, or is made up for
	Source    string // address of the notice it rests on, or of the law; empty where there is none yet
	Published bool   // the notices that govern the day are published: nothing will come that changes it in the ordinary course
	Own       bool   // a station said so itself: by a notice that it entered, or for this one day
}

// Works tells whether work is done on the day.
func (d Day) Works() bool { return d.Kind == Workday || d.Kind == MadeUp }

// Notice is the yearly notice of holidays.
type Notice struct {
	Year      int    `json:"year"` // which it announces, not in which it appeared
	Published bool   `json:"published"`
	Source    string `json:"source,omitempty"` // its address; empty while it is not published
}

// Day tells what is known of the day in which an instant lies in Asia/Shanghai. It answers for
// any day; without a notice the week and the law decide, and Published is false.
func (c *Calendar) Day(at time.Time) Day {
	d := dateAt(at)
	out := Day{Date: time.Unix(int64(d)*86400-8*60*60, 0).In(shanghai), Kind: Workday, Published: c.table.governed(d)}
	if d.weekend() {
		out.Kind = Weekend
	}
	m, said := c.table.said(d)
	switch {
	case !said:
		out.Source = c.table.source[d.utc().Year()]
		return out
	case m.work && !d.weekend():
		out.Kind = Workday
	case m.work:
		out.Kind = MadeUp
	default:
		out.Kind = Holiday
	}
	out.Name, out.Source, out.Own = m.name, m.source, m.own
	return out
}

// IsWorking tells whether work is done on the day in which an instant lies in Asia/Shanghai.
func (c *Calendar) IsWorking(at time.Time) bool { return c.table.works(dateAt(at)) }

// Known gives the first and the last day whose notices are all published. The last is a 30
// November while the notice of the next year is missing, because that may reach into December.
func (c *Calendar) Known() (first, last time.Time) {
	return c.instant(0), c.instant(c.known - dayMinutes)
}

// Notices lists the notices on which the days from one instant to another rest, published or not.
func (c *Calendar) Notices(from, to time.Time) []Notice {
	first, last := dateAt(from).utc(), dateAt(to).utc()
	if last.Before(first) {
		first, last = last, first
	}
	until := last.Year()
	if last.Month() == time.December {
		until++
	}
	var out []Notice
	for year := max(first.Year(), c.table.first); year <= min(until, c.table.last+ahead); year++ {
		source := c.table.source[year]
		out = append(out, Notice{Year: year, Published: source != "", Source: source})
	}
	return out
}

func dateAt(at time.Time) date { return date(floor(at.Unix()+8*60*60, 86400)) }

// said is what a notice says of a day, or the law, whose days no notice leaves out.
func (t *table) said(d date) (mark, bool) {
	if m, ok := t.marks[d]; ok {
		return m, true
	}
	m, ok := t.law[d.monthDay()]
	return m, ok
}

func (t *table) works(d date) bool {
	if m, ok := t.said(d); ok {
		return m.work
	}
	return !d.weekend()
}

// horizon is the day after the last one whose notices are all published: a year's December waits
// for the notice of the next year.
func (t *table) horizon() date { return dateOf(t.known, time.December, 1) }

// governed tells whether every notice that may speak of a day is published.
func (t *table) governed(d date) bool {
	_, said := t.marks[d]
	return said || d >= dateOf(t.first, time.January, 1) && d < t.horizon()
}
