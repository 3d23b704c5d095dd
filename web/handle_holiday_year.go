package web

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
)

// HolidayYearPage enters the notice of a year. Page "admin_holiday_year". Inputs: title, source, dated; for each row i from_i, to_i, work_i, and of
// free rows zh_i and en_i; rev, do (preview or save).
type HolidayYearPage struct {
	Chrome
	Form      Form
	Year      int
	Rows      []NoticeRow
	Rev       int64
	By        string
	At        time.Time
	Preview   *HolidayPreview
	CanChange bool
	CanDrop   bool
}

// NoticeRow is one holiday of the form. A free one is named by hand.
type NoticeRow struct {
	I    int
	Name string
	Free bool
}

// freeRows are for holidays beyond those of every year, or two that fall together.
const freeRows = 2

func noticeRows(lang string) []NoticeRow {
	var out []NoticeRow
	for i, f := range calendar.Feasts() {
		out = append(out, NoticeRow{I: i, Name: map[string]string{Chinese: f.ZH, English: f.EN}[lang]})
	}
	for range freeRows {
		out = append(out, NoticeRow{I: len(out), Free: true})
	}
	return out
}

// holidayYear reads the year of the address: one that the program does not carry and that comes after those that are known.
func (p *Portal) holidayYear(c *fiber.Ctx) (year int, entry *calendar.Entry, added calendar.Added, days *calendar.Calendar, err error) {
	if added, days, _, err = p.stationDays(c); err != nil {
		return 0, nil, added, nil, err
	}
	year, bad := strconv.Atoi(c.Params("year"))
	if bad != nil || year <= p.rooms.Holidays.Plain().Newest() || year > days.Newest()+1 {
		return 0, nil, added, nil, fiber.ErrNotFound
	}
	for i := range added.Years {
		if added.Years[i].Year == year {
			entry = &added.Years[i]
		}
	}
	return year, entry, added, days, nil
}

func (p *Portal) showHolidayYear(c *fiber.Ctx) error {
	if c.Params("year") == "days" { // the address of a command, opened by coming back to it
		return c.Redirect("/admin/holidays", fiber.StatusSeeOther)
	}
	_, entry, _, _, err := p.holidayYear(c)
	if err != nil {
		return err
	}
	return p.holidayYearPage(c, fiber.StatusOK, formOfNotice(entry), 0, nil)
}

// formOfNotice fills the form with a notice that was entered.
func formOfNotice(entry *calendar.Entry) Form {
	form := Form{Values: map[string][]string{}}
	if entry == nil {
		return form
	}
	set := func(name string, i int, value string) { form.Values[name+"_"+strconv.Itoa(i)] = []string{value} }
	form.Values["title"], form.Values["source"], form.Values["dated"] = []string{entry.Title}, []string{entry.Source}, []string{entry.Dated.Format(time.DateOnly)}
	feasts := calendar.Feasts()
	free := len(feasts)
	for _, r := range entry.Rows {
		i := free
		for at, f := range feasts {
			if f.ZH == r.ZH && form.Value("from_"+strconv.Itoa(at)) == "" {
				i = at
			}
		}
		if i == free {
			set("zh", i, r.ZH)
			set("en", i, r.EN)
			free++
		}
		set("from", i, r.From)
		set("to", i, r.To)
		set("work", i, strings.Join(r.Work, " "))
	}
	return form
}

func (p *Portal) holidayYearPage(c *fiber.Ctx, status int, form Form, rev int64, preview *HolidayPreview) error {
	year, entry, _, days, err := p.holidayYear(c)
	if err != nil {
		return err
	}
	page := HolidayYearPage{Chrome: p.chrome(c, "home", append(adminCrumbs("")[:1], Crumb{Say: station.Say("holidays.title"), URL: "/admin/holidays"}, Crumb{Say: station.Say("holidays.year", "year", strconv.Itoa(year))})...),
		Form: form, Year: year, Rev: rev, Preview: preview, CanChange: p.allows(c, "settings.change")}
	page.Rows = noticeRows(page.Lang)
	if entry != nil {
		page.At, page.CanDrop = entry.At, year == days.Newest()
		if page.By, err = p.colleague(c, entry.By); err != nil {
			return err
		}
		if c.Method() == fiber.MethodGet {
			page.Rev = entry.Rev
		}
	}
	return p.page(c, status, "admin_holiday_year", page)
}

var (
	isoDay   = regexp.MustCompile(`\d{4}-\d{1,2}-\d{1,2}`)
	monthDay = regexp.MustCompile(`(\d{1,2})(?:月|[-/.])(\d{1,2})日?`)
)

// daysIn reads days as people write them: 2027-01-31, 1月31日, 1/31. What is none of a year comes back as it was, to be complained of.
func daysIn(text string, year int) (out []string) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;、，；和\t\r\n", r) }) {
		if iso := isoDay.FindString(word); iso != "" {
			if at, err := time.Parse("2006-1-2", iso); err == nil {
				word = at.Format(time.DateOnly)
			}
		} else if m := monthDay.FindStringSubmatch(word); m != nil {
			if at, err := time.Parse("2006-1-2", fmt.Sprintf("%d-%s-%s", year, m[1], m[2])); err == nil {
				word = at.Format(time.DateOnly)
			}
		}
		out = append(out, word)
	}
	return out
}

// dayOf is the first day of a text.
func dayOf(text string, year int) string {
	if all := daysIn(text, year); len(all) > 0 {
		return all[0]
	}
	return ""
}

// readNotice reads the form, and tells which row of the form each row of the notice is.
func readNotice(c *fiber.Ctx, year int) (Form, calendar.OwnYear, []int) {
	form := postedForm(c, "title", "source", "dated")
	y := calendar.OwnYear{Year: year, Title: clipTo(strings.TrimSpace(form.Value("title")), 200), Source: strings.TrimSpace(form.Value("source"))}
	if at, err := time.Parse(time.DateOnly, strings.TrimSpace(form.Value("dated"))); err != nil {
		form.Complain("dated", station.Say("holidays.wrong_dated"))
	} else {
		y.Dated = at
	}
	if y.Title == "" {
		form.Complain("title", station.Say("holidays.wrong_title"))
	}
	var places []int
	feasts := calendar.Feasts()
	for _, row := range noticeRows(Chinese) {
		value := func(name string) string {
			name += "_" + strconv.Itoa(row.I)
			said := clipTo(strings.TrimSpace(c.FormValue(name)), 200)
			form.Values[name] = []string{said}
			return said
		}
		r := calendar.Row{From: dayOf(value("from"), year), To: dayOf(value("to"), year), Work: daysIn(value("work"), year), ZH: value("zh"), EN: value("en")}
		if !row.Free {
			r.ZH, r.EN = feasts[row.I].ZH, feasts[row.I].EN
		}
		if r.From == "" && r.To == "" && len(r.Work) == 0 && (!row.Free || r.ZH == "" && r.EN == "") {
			continue
		}
		if r.To == "" {
			r.To = r.From
		}
		y.Rows, places = append(y.Rows, r), append(places, row.I)
	}
	return form, y, places
}

// complainOf puts what is wrong with a notice beside its rows.
func complainOf(form *Form, y calendar.OwnYear, places []int, wrongs []calendar.Wrong) {
	for _, w := range wrongs {
		say := station.Say("holidays.wrong_"+w.Why, "day", w.Day, "year", strconv.Itoa(y.Year))
		switch {
		case w.Row < 0 && w.Why == "source":
			form.Complain("source", say)
		case w.Row < 0:
			form.Complain("", say)
		default:
			input := "from"
			if strings.HasPrefix(w.Why, "work") {
				input = "work"
			} else if w.Why == "name" {
				input = "zh"
			}
			form.Complain(input+"_"+strconv.Itoa(places[w.Row]), station.Say("holidays.wrong_row", "name", y.Rows[w.Row].ZH, "what", say))
		}
	}
}

// putHolidayYear enters a notice, after a look at what would change.
func (p *Portal) putHolidayYear(c *fiber.Ctx) error {
	year, entry, added, before, err := p.holidayYear(c)
	if err != nil {
		return err
	}
	rev := int64(intOf(c.FormValue("rev")))
	form, y, places := readNotice(c, year)
	base := before // the years that this one follows
	if entry != nil {
		if base, err = p.rooms.Holidays.With(added.Own().WithoutYears(year)); err != nil {
			return p.unfitCalendar(c, form, err)
		}
	}
	complainOf(&form, y, places, base.Check(y))
	if len(form.Errors) > 0 {
		return p.holidayYearPage(c, fiber.StatusUnprocessableEntity, form, rev, nil)
	}
	if c.FormValue("do") != "save" {
		after, err := p.rooms.Holidays.With(added.Own().WithYear(y))
		if err != nil {
			return p.unfitCalendar(c, form, err)
		}
		preview := p.preview(before, after, time.Date(year-1, time.December, 1, 0, 0, 0, 0, shanghai), time.Date(year, time.December, 31, 0, 0, 0, 0, shanghai))
		preview.Feasts = feastRows(p.lang(c), after.Year(year))
		return p.holidayYearPage(c, fiber.StatusOK, form, rev, preview)
	}
	err = p.rooms.Holidays.PutYear(c.UserContext(), scope(c).Actor(), y, rev)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Complain("", f.Say)
		return p.holidayYearPage(c, fiber.StatusConflict, form, rev, nil)
	}
	if err != nil {
		return p.unfitCalendar(c, form, err)
	}
	return p.holidaysDone(c)
}

// dropHolidayYear takes a notice away that was entered.
func (p *Portal) dropHolidayYear(c *fiber.Ctx) error {
	year, entry, _, _, err := p.holidayYear(c)
	if err != nil || entry == nil {
		return errors.Join(err, map[bool]error{true: fiber.ErrNotFound}[err == nil])
	}
	if err := p.rooms.Holidays.DropYear(c.UserContext(), scope(c).Actor(), year, int64(intOf(c.FormValue("rev")))); err != nil {
		return p.unfitCalendar(c, Form{}, err)
	}
	return p.holidaysDone(c)
}
