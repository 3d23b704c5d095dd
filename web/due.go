package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
)

// Calendars give each station's working days, as this node knows them.
type Calendars interface {
	Days(at station.StationID) *calendar.Calendar
}

// Due is a moment by which something has to be done, in words: draw it with {{template "due" .}}.
type Due struct {
	At       time.Time
	Say      station.Text
	Late     bool
	Expected bool // a notice of holidays that may move it is not published yet
	Since    bool // Say tells for how long it is overdue, and the moment follows
}

// NewDue says how far away a moment is, in working days of a calendar: the words do not promise more than the notices do.
func NewDue(days *calendar.Calendar, now, at time.Time) Due {
	out := Due{At: at, Late: at.Before(now)}
	n, certain, err := days.WorkingDays(now, at)
	sameDay := now.In(shanghai).Format(time.DateOnly) == at.In(shanghai).Format(time.DateOnly)
	out.Expected = !certain && !out.Late && !sameDay
	switch {
	case err != nil:
		out.Say = station.Say("due.on", "date", at)
	case out.Late && n == 0:
		out.Say = station.Say("due.late", "date", at)
	case out.Late:
		out.Say, out.Since = station.Say("due.late_days", "n", -n), true
	case sameDay:
		out.Say = station.Say("due.today", "time", Clock(at))
	case n == 0:
		out.Say = station.Say("due.on", "date", at)
	case out.Expected:
		out.Say = station.Say("due.in_days_expected", "n", n)
	default:
		out.Say = station.Say("due.in_days", "n", n)
	}
	return out
}
