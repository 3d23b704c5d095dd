package insights

import (
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// shanghai is where days begin and end.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// cadences are how often tables are cut: the day on which the present period began.
var cadences = map[string]func(day time.Time) time.Time{
	"weekly":    func(d time.Time) time.Time { return d.AddDate(0, 0, -(int(d.Weekday())+6)%7) },
	"monthly":   func(d time.Time) time.Time { return time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC) },
	"quarterly": func(d time.Time) time.Time { return time.Date(d.Year(), (d.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC) },
}

// dayIn is the day that a moment falls on in Shanghai, as UTC midnight.
func dayIn(at time.Time) time.Time {
	at = at.In(shanghai)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// DueAt tells which tables of a lattice are due at a moment, and as of which day they are cut: the first day of the youngest period that any
// of them waits for. last is the day each was cut last; one that is not in it is due. Nothing is due where the cut is the zero time.
func DueAt(l *lattice.Lattice, last map[string]time.Time, now time.Time) (tables []string, cut time.Time) {
	today := dayIn(now)
	for _, t := range l.Tables {
		begun := cadences[t.Cadence](today)
		if was, ever := last[t.Name]; ever && !was.Before(begun) {
			continue
		}
		tables = append(tables, t.Name)
		if begun.After(cut) {
			cut = begun
		}
	}
	return tables, cut
}
