package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/web"
)

// dueCall is what `station due` was asked.
type dueCall struct {
	start   time.Time
	minutes int
	pauses  []calendar.Pause
	hours   calendar.Hours
	tables  string
	json    bool
	lang    string
}

// dueAnswer is what `station due --json` prints. Times are of Asia/Shanghai, amounts in minutes.
type dueAnswer struct {
	Due         time.Time         `json:"due"`
	Weekday     string            `json:"weekday"`
	Certain     bool              `json:"certain"` // false: expected, until the notices that are missing are published
	Start       time.Time         `json:"start"`
	Minutes     int               `json:"minutes"`
	Paused      int               `json:"paused_minutes"` // working minutes that did not count
	WorkingDays int               `json:"working_days"`   // after the day of start, up to and with the day of due
	SpecialDays []specialDay      `json:"special_days"`   // holidays and days made up, from start to due
	Notices     []calendar.Notice `json:"notices"`
	KnownUntil  string            `json:"known_until"` // the last day whose notices are all published
}

type specialDay struct {
	Date   string        `json:"date"`
	Kind   calendar.Kind `json:"kind"`
	ZH     string        `json:"zh"`
	EN     string        `json:"en"`
	Source string        `json:"source"`
}

// runDue tells when a number of working minutes have passed, and on which notices that rests.
func runDue(_ context.Context, args []string, stdout, stderr io.Writer) error {
	d, err := parseDue(args, stderr)
	if err != nil {
		return err
	}
	files := calendar.Data()
	if d.tables != "" {
		files = os.DirFS(d.tables)
	}
	c, err := calendar.Load(files, d.hours)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	a, err := d.answer(c)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if d.json {
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(a)
	}
	_, err = io.WriteString(stdout, a.words(d.lang))
	return err
}

func parseDue(args []string, stderr io.Writer) (dueCall, error) {
	d := dueCall{hours: calendar.Usual()}
	set := flag.NewFlagSet("due", flag.ContinueOnError)
	set.SetOutput(stderr)
	start := set.String("start", "", "`INSTANT` at which the clock starts, in Shanghai unless it names a zone; cut to the minute")
	minutes := set.String("minutes", "", "working minutes to count; a usual day has 420")
	set.Func("pause", "`FROM/TO` in which time does not count; may be given several times", func(s string) error {
		p, err := readPause(s)
		d.pauses = append(d.pauses, p)
		return err
	})
	set.Func("hours", "`SEGMENTS` of a working day (default 09:00-12:00,14:00-18:00)", func(s string) error {
		var err error
		d.hours, err = readHours(s)
		return err
	})
	set.StringVar(&d.tables, "tables", "", "`FOLDER` of other years than the built-in ones, in the form of calendar/data")
	set.BoolVar(&d.json, "json", false, "print JSON")
	set.StringVar(&d.lang, "lang", web.Chinese, "language: zh or en")
	set.Usage = func() {
		fmt.Fprintln(stderr, "station due --start INSTANT --minutes N [--pause FROM/TO]…\nfor example\n  station due --start 2026-09-18T17:00 --minutes 120")
		set.PrintDefaults()
	}
	if err := set.Parse(args); err != nil {
		return d, errUsage
	}
	if set.NArg() > 0 {
		return d, fmt.Errorf("%w: %q is not understood", errUsage, set.Arg(0))
	}
	if d.lang != web.Chinese && d.lang != web.English {
		return d, fmt.Errorf("%w: --lang %q: choose zh or en", errUsage, d.lang)
	}
	var err error
	if d.start, err = readInstant(*start); err != nil {
		return d, fmt.Errorf("%w: --start: %w", errUsage, err)
	}
	if d.minutes, err = strconv.Atoi(*minutes); err != nil {
		return d, fmt.Errorf("%w: --minutes %q is no whole number", errUsage, *minutes)
	}
	return d, nil
}

func readInstant(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", time.DateTime, "2006-01-02T15:04Z07:00", time.RFC3339} {
		if at, err := time.ParseInLocation(layout, s, calendar.Zone()); err == nil {
			return at.In(calendar.Zone()), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no instant such as 2026-09-18T17:00", s)
}

func readPause(s string) (calendar.Pause, error) {
	from, to, ok := strings.Cut(s, "/")
	if !ok {
		return calendar.Pause{}, fmt.Errorf("%q is no pause such as 2026-09-18T17:00/2026-09-20T09:30", s)
	}
	a, err := readInstant(from)
	if err != nil {
		return calendar.Pause{}, err
	}
	b, err := readInstant(to)
	return calendar.Pause{From: a, To: b}, err
}

func readHours(s string) (calendar.Hours, error) {
	var h calendar.Hours
	for _, text := range strings.Split(s, ",") {
		var g calendar.Segment
		if err := g.UnmarshalText([]byte(strings.TrimSpace(text))); err != nil {
			return h, err
		}
		h.Segments = append(h.Segments, g)
	}
	return h, nil
}

func (d dueCall) answer(c *calendar.Calendar) (dueAnswer, error) {
	due, certain, err := c.Due(d.start, d.minutes, d.pauses...)
	if err != nil {
		return dueAnswer{}, err
	}
	worked, _, err := c.Between(d.start, due)
	if err != nil {
		return dueAnswer{}, err
	}
	days, _, err := c.WorkingDays(d.start, due)
	if err != nil {
		return dueAnswer{}, err
	}
	_, known := c.Known()
	a := dueAnswer{Due: due, Weekday: due.Weekday().String(), Certain: certain, Start: d.start.Truncate(time.Minute), Minutes: d.minutes, Paused: worked - d.minutes,
		WorkingDays: days, SpecialDays: []specialDay{}, Notices: c.Notices(d.start, due), KnownUntil: known.Format(time.DateOnly)}
	for day := c.Day(d.start); !day.Date.After(due); day = c.Day(day.Date.AddDate(0, 0, 1)) {
		if day.Kind == calendar.Holiday || day.Kind == calendar.MadeUp {
			a.SpecialDays = append(a.SpecialDays, specialDay{day.Date.Format(time.DateOnly), day.Kind, day.Name.ZH, day.Name.EN, day.Source})
		}
	}
	return a, nil
}
