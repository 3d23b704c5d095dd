package web

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
)

// HolidaysPage shows which days are off and made up for, year by year, and sets single days. Page "admin_holidays". Inputs: day,
// works, reason, do (preview or save).
type HolidaysPage struct {
	Chrome
	Form      Form
	Years     []YearRow
	Days      []OwnDayRow
	Preview   *HolidayPreview
	CanChange bool
}

// YearRow is one year. State is published, own (this station entered its notice) or not_yet.
type YearRow struct {
	Year   int
	State  string
	Source string
	Title  string // of an own notice
	Feasts []FeastRow
	URL    string // where its notice is entered or changed; empty where the program carries it
}

// FeastRow is one holiday.
type FeastRow struct {
	Name     string
	From, To time.Time
	Days     int
	Work     []time.Time
	ByLaw    bool
}

// OwnDayRow is a single day that the station set.
type OwnDayRow struct {
	Day    time.Time
	Value  string // 2027-01-01
	Works  bool
	Reason string
	By     string
	At     time.Time
}

// HolidayPreview is what a change would make of the calendar.
type HolidayPreview struct {
	Feasts    []FeastRow
	Days      []calendar.Change
	Off, Work int
	Dues      []DuePreview
}

// DuePreview is when so many working days from now have passed, before and after a change.
type DuePreview struct {
	N             int
	Before, After Due
	Same          bool
}

func feastRows(lang string, y calendar.Year) []FeastRow {
	var out []FeastRow
	for _, f := range y.Holidays {
		out = append(out, FeastRow{Name: map[string]string{Chinese: f.Name.ZH, English: f.Name.EN}[lang], From: f.From, To: f.To, Days: int(f.To.Sub(f.From)/(24*time.Hour)) + 1, Work: f.Work, ByLaw: f.ByLaw})
	}
	return out
}

// stationDays reads what the station added, and the calendar that comes of it. What does not fit any more is left out, and said.
func (p *Portal) stationDays(c *fiber.Ctx) (calendar.Added, *calendar.Calendar, bool, error) {
	added, err := p.rooms.Holidays.Added(c.UserContext(), scope(c).Station())
	if err != nil {
		return added, nil, false, err
	}
	days, err := p.rooms.Holidays.With(added.Own())
	if err != nil {
		return added, p.rooms.Holidays.Plain(), false, nil //nolint:nilerr // the page says that it does not fit
	}
	return added, days, true, nil
}

func (p *Portal) showHolidays(c *fiber.Ctx) error {
	return p.holidaysPage(c, fiber.StatusOK, Form{}, nil)
}

func (p *Portal) holidaysPage(c *fiber.Ctx, status int, form Form, preview *HolidayPreview) error {
	added, days, fits, err := p.stationDays(c)
	if err != nil {
		return err
	}
	page := HolidaysPage{Chrome: p.chrome(c, "home", adminCrumbs("holidays.title")...), Form: form, Preview: preview, CanChange: p.allows(c, "settings.change")}
	if !fits {
		page.Flash = append(page.Flash, Flash{Level: "bad", Say: station.Say("holidays.unfit")})
	}
	if done := c.Query("done"); done == "saved" && status == fiber.StatusOK && preview == nil {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("holidays.saved")})
	}
	plain := p.rooms.Holidays.Plain().Newest()
	for _, y := range days.Years() {
		row := YearRow{Year: y.Year, State: "not_yet", Source: y.Source, Feasts: feastRows(page.Lang, y)}
		switch {
		case y.Own && y.Published && y.Year > plain:
			row.State = "own"
			for _, e := range added.Years {
				if e.Year == y.Year {
					row.Title = e.Title
				}
			}
		case y.Published:
			row.State = "published"
		}
		if y.Year > plain && y.Year <= days.Newest()+1 {
			row.URL = "/admin/holidays/" + strconv.Itoa(y.Year)
		}
		page.Years = append(page.Years, row)
	}
	var names map[station.PersonID]string
	if len(added.Days) > 0 {
		if names, err = p.colleagues(c); err != nil {
			return err
		}
	}
	for _, d := range added.Days {
		page.Days = append(page.Days, OwnDayRow{Day: d.On, Value: d.On.Format(time.DateOnly), Works: d.Works, Reason: d.Reason, By: names[d.By], At: d.At})
	}
	return p.page(c, status, "admin_holidays", page)
}

// preview compares the calendar that holds with the one that would.
func (p *Portal) preview(before, after *calendar.Calendar, from, to time.Time) *HolidayPreview {
	out := &HolidayPreview{Days: calendar.Changes(before, after, from, to)}
	for _, d := range out.Days {
		if d.After {
			out.Work++
		} else {
			out.Off++
		}
	}
	starts := []time.Time{p.clock()}
	if len(out.Days) > 0 && out.Days[0].Day.After(starts[0]) {
		starts = append(starts, out.Days[0].Day.AddDate(0, 0, -7))
	}
	for _, start := range starts[len(starts)-1:] {
		for _, n := range []int{5, 10, 20} {
			a, _, bad1 := before.InDays(start, n)
			b, _, bad2 := after.InDays(start, n)
			if bad1 == nil && bad2 == nil {
				out.Dues = append(out.Dues, DuePreview{N: n, Before: NewDue(before, p.clock(), a), After: NewDue(after, p.clock(), b), Same: a.Equal(b)})
			}
		}
	}
	return out
}

// mostReason is how long the reason for a single day may be, in characters.
const mostReason = 60

// putHoliday sets a single day, after a look at what would change.
func (p *Portal) putHoliday(c *fiber.Ctx) error {
	form := postedForm(c, "day", "works", "reason")
	reason := strings.TrimSpace(form.Value("reason"))
	on, bad := time.ParseInLocation(time.DateOnly, strings.TrimSpace(form.Value("day")), shanghai)
	switch now := p.clock(); {
	case bad != nil:
		form.Complain("day", station.Say("holidays.wrong_day"))
	case on.Before(now.AddDate(0, 0, -32)) || on.After(now.AddDate(2, 0, 0)):
		form.Complain("day", station.Say("holidays.wrong_day_far"))
	}
	if form.Value("works") != "yes" && form.Value("works") != "no" {
		form.Complain("works", station.Say("holidays.wrong_works"))
	}
	if reason == "" || len([]rune(reason)) > mostReason {
		form.Complain("reason", station.Say("holidays.wrong_reason", "most", mostReason))
	}
	if len(form.Errors) > 0 {
		return p.holidaysPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	day := calendar.OwnDay{On: on, Works: form.Value("works") == "yes", Reason: reason}
	if c.FormValue("do") != "save" {
		added, before, _, err := p.stationDays(c)
		if err != nil {
			return err
		}
		after, err := p.rooms.Holidays.With(added.Own().WithDay(day))
		if err != nil {
			return p.unfitCalendar(c, form, err)
		}
		return p.holidaysPage(c, fiber.StatusOK, form, p.preview(before, after, on, on))
	}
	if err := p.rooms.Holidays.PutDay(c.UserContext(), scope(c).Actor(), day); err != nil {
		return p.unfitCalendar(c, form, err)
	}
	return p.holidaysDone(c)
}

// unfitCalendar shows that what was entered earlier stands in the way.
func (p *Portal) unfitCalendar(c *fiber.Ctx, form Form, err error) error {
	var wrong *calendar.Wrong
	if !errors.As(err, &wrong) {
		return err
	}
	form.Complain("", station.Say("holidays.unfit"))
	return p.holidaysPage(c, fiber.StatusConflict, form, nil)
}

func (p *Portal) dropHoliday(c *fiber.Ctx) error {
	on, err := time.ParseInLocation(time.DateOnly, c.FormValue("day"), shanghai)
	if err != nil {
		return fiber.ErrNotFound
	}
	if err := p.rooms.Holidays.DropDay(c.UserContext(), scope(c).Actor(), on); err != nil {
		return p.unfitCalendar(c, Form{}, err)
	}
	return p.holidaysDone(c)
}

func (p *Portal) holidaysDone(c *fiber.Ctx) error {
	if err := p.rooms.Connections.Refresh(c.UserContext()); err != nil {
		p.log.Warn("settings of stations not read", "error", scrub(err))
	}
	return c.Redirect("/admin/holidays?done=saved", fiber.StatusSeeOther)
}
