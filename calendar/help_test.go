package calendar_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func load(t testing.TB, hours calendar.Hours) *calendar.Calendar {
	t.Helper()
	c, err := calendar.Load(calendar.Data(), hours)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at reads an instant of Shanghai: "2026-09-18 17:00", with seconds or without.
func at(t testing.TB, text string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02 15:04", time.DateTime, time.DateOnly} {
		if out, err := time.ParseInLocation(layout, text, calendar.Zone()); err == nil {
			return out
		}
	}
	t.Fatalf("%q is no instant", text)
	return time.Time{}
}

func say(at time.Time) string { return at.In(calendar.Zone()).Format("Mon 2006-01-02 15:04") }

// copied is the embedded data, to be bent.
func copied(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := fs.Glob(calendar.Data(), "*.yaml")
	if err != nil || len(names) < 6 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(calendar.Data(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: text}
	}
	return out
}

// dice throws random cases, from a seed that a failing test prints.
type dice struct{ *rand.Rand }

func throw(t *testing.T) dice {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("CALENDAR_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("CALENDAR_SEED=%d", seed)
	return dice{rand.New(rand.NewPCG(seed, 1))}
}

// start is any second of 2023 to 2027, one time in four near the turn of a year.
func (d dice) start() time.Time {
	day := d.IntN(5 * 365)
	if d.IntN(4) == 0 {
		day = d.IntN(6)*365 + d.IntN(30) - 15
	}
	day = max(0, day)
	return time.Date(2023, 1, 1+day, d.IntN(24), d.IntN(60), d.IntN(60), d.IntN(1e9), calendar.Zone())
}

func (d dice) minutes() int {
	switch d.IntN(4) {
	case 0:
		return d.IntN(10)
	case 1:
		return d.IntN(30) * 60
	}
	return d.IntN(20_000)
}

// pauses is up to four of them around a start, in no order.
func (d dice) pauses(start time.Time) []calendar.Pause {
	var out []calendar.Pause
	for range d.IntN(5) {
		from := start.Add(time.Duration(d.IntN(20*1440)-1440) * time.Minute)
		out = append(out, calendar.Pause{From: from, To: from.Add(time.Duration(d.IntN(5*1440)) * time.Minute)})
	}
	return out
}

// oracle knows the working days from the text of the data, and counts minute by minute.
type oracle struct{ marks map[string]string }

var rowText = regexp.MustCompile(`\{on: (\d{4}-\d\d-\d\d), is: (off|work),`)

func readOracle(t testing.TB) oracle {
	t.Helper()
	out := oracle{map[string]string{}}
	for _, f := range copied(t) {
		for _, m := range rowText.FindAllStringSubmatch(string(f.Data), -1) {
			out.marks[m[1]] = m[2]
		}
	}
	if len(out.marks) < 120 {
		t.Fatalf("only %d days were read", len(out.marks))
	}
	for _, day := range []string{"-01-01", "-05-01", "-05-02", "-10-01", "-10-02", "-10-03"} {
		for year := 2027; year < 2030; year++ {
			out.marks[strconv.Itoa(year)+day] = "off"
		}
	}
	return out
}

func (o oracle) open(day time.Time) bool {
	switch o.marks[day.Format(time.DateOnly)] {
	case "off":
		return false
	case "work":
		return true
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// count walks from one minute on until n working minutes have passed outside the pauses, or until
// an end is reached; it gives where it stopped and how many it counted.
func (o oracle) count(from time.Time, n int, end time.Time, pauses []calendar.Pause) (time.Time, int) {
	minute := from.In(calendar.Zone()).Truncate(time.Minute)
	counted, day, open := 0, -1, false
	for counted < n && (end.IsZero() || minute.Before(end.Truncate(time.Minute))) {
		if minute.Day() != day {
			day, open = minute.Day(), o.open(minute)
		}
		h := minute.Hour()
		if open && (h >= 9 && h < 12 || h >= 14 && h < 18) && !paused(minute, pauses) {
			counted++
		}
		minute = minute.Add(time.Minute)
	}
	return minute, counted
}

func paused(minute time.Time, pauses []calendar.Pause) bool {
	for _, p := range pauses {
		if !minute.Before(p.From.Truncate(time.Minute)) && minute.Before(p.To.Truncate(time.Minute)) {
			return true
		}
	}
	return false
}
