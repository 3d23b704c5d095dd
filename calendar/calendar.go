// Package calendar counts working time as offices in China keep it: segments with a break at
// noon, holidays, and the weekends on which a holiday is made up for. What is off and what is made
// up comes from the yearly notices of the State Council, which are data with a source (data/README.md).
//
// Time is counted in whole minutes of Asia/Shanghai. Every instant is cut downward to its minute,
// be it a start, an end or the edge of a pause. So a clock that starts at 17:00:59 starts at 17:00, as
// every page shows it, and whoever counts from what is shown comes to the same minute. This favours the
// company that waits, by less than a minute at the start; an answer within the minute of the due
// date is in time, which favours the desk by as much at the end.
//
// A notice for a year appears some weeks before it. A due date that depends on a day whose notice is
// not published is computed all the same, from the ordinary week and the days off by law, and is said
// not to be certain: show it as expected, keep the start and the minutes, and compute it again with a
// calendar that holds the notice.
package calendar

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"time"
)

// ErrOutside says that an instant lies before the first year that is held, or more than twenty years
// after the last.
var ErrOutside = errors.New("outside the years of the calendar")

// ahead is for how many years after the last file working time is counted, as expected only.
const ahead = 20

const dayMinutes = 24 * 60

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Zone is Asia/Shanghai, eight hours ahead of UTC and without summer time since 1991.
func Zone() *time.Location { return shanghai }

// Calendar is working time, compiled: how many working minutes lie before each day. It never
// changes, and any number of goroutines may use it.
type Calendar struct {
	table   *table
	hours   Hours
	first   date
	origin  int64    // the first day's first minute, in minutes since 1970
	days    int      // how many days are compiled
	kinds   []uint16 // of each day: which shift
	shifts  []shift
	minutes []int // before each day, and at the end of all
	workday []int // likewise, working days
	known   int   // minutes from origin to the end of the last day whose notices are published
}

// Load reads the years in files (data/README.md says their form), refuses what cannot be a
// notice, and compiles them with the hours of an office. Faults name the file and the day.
func Load(files fs.FS, hours Hours) (*Calendar, error) { return LoadOwn(files, hours, Own{}) }

// LoadOwn is Load with what a station added. Faults of what it added are *Wrong.
func LoadOwn(files fs.FS, hours Hours, own Own) (*Calendar, error) {
	if err := hours.check(); err != nil {
		return nil, err
	}
	t, err := readTable(files)
	if err != nil {
		return nil, err
	}
	if err := t.addOwn(own); err != nil {
		return nil, err
	}
	c := &Calendar{table: t, hours: hours.clone(), first: dateOf(t.first, time.January, 1)}
	c.origin = int64(c.first)*dayMinutes - 8*60
	c.shifts = c.hours.shifts()
	c.days = int(dateOf(t.last+ahead+1, time.January, 1) - c.first)
	c.known = int(t.horizon()-c.first) * dayMinutes
	c.compile()
	return c, nil
}

func (c *Calendar) compile() {
	c.kinds = make([]uint16, c.days)
	c.minutes, c.workday = make([]int, c.days+1), make([]int, c.days+1)
	for i := range c.days {
		d := c.first + date(i)
		works := 0
		if c.table.works(d) {
			c.kinds[i], works = uint16(c.hours.kind(d.monthDay())), 1
		}
		c.minutes[i+1] = c.minutes[i] + c.shifts[c.kinds[i]].before(dayMinutes)
		c.workday[i+1] = c.workday[i] + works
	}
}

// minute is an instant as minutes since the first day, cut downward.
func (c *Calendar) minute(at time.Time) (int, error) {
	m := floor(at.Unix(), 60) - c.origin
	if m < 0 || m > int64(c.days)*dayMinutes {
		return 0, fmt.Errorf("%s is %w (%d to %d)", at.In(shanghai).Format(time.DateTime), ErrOutside, c.table.first, c.table.last+ahead)
	}
	return int(m), nil
}

// clip is minute, moved into the years that are held.
func (c *Calendar) clip(at time.Time) int {
	return int(min(max(floor(at.Unix(), 60)-c.origin, 0), int64(c.days)*dayMinutes))
}

func (c *Calendar) instant(minute int) time.Time {
	return time.Unix((c.origin+int64(minute))*60, 0).In(shanghai)
}

// worked counts the working minutes from the first day to a minute.
func (c *Calendar) worked(minute int) int {
	i := minute / dayMinutes
	if i == c.days {
		return c.minutes[i]
	}
	return c.minutes[i] + c.shifts[c.kinds[i]].before(minute%dayMinutes)
}

// after is the first minute by which n working minutes have passed since another.
func (c *Calendar) after(minute, n int) (int, error) {
	if n == 0 {
		return minute, nil
	}
	before := c.worked(minute)
	if n > c.minutes[c.days]-before {
		return 0, fmt.Errorf("%d working minutes after %s is %w (%d to %d)", n, c.instant(minute).Format(time.DateTime), ErrOutside, c.table.first, c.table.last+ahead)
	}
	target := before + n
	i := sort.Search(c.days, func(i int) bool { return c.minutes[i+1] >= target })
	return i*dayMinutes + c.shifts[c.kinds[i]].by(target-c.minutes[i]), nil
}

// floor divides and rounds down, also below zero.
func floor(a, b int64) int64 {
	if q := a / b; a%b >= 0 {
		return q
	}
	return a/b - 1
}
