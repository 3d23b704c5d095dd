package sheets

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	dayLayout    = "2006-01-02"
	momentLayout = "2006-01-02T15:04"
	secondLayout = "2006-01-02T15:04:05"
)

var (
	dateText   = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?号?(?:[T\s]*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?$`)
	tightDate  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	serialDate = regexp.MustCompile(`^\d{5}(\.\d+)?$`)
)

// readMoment understands a day, with or without a time of day. timed says whether the time was there.
func readMoment(c Cell) (t time.Time, timed, ok bool) {
	if k := c.Kind(); k == Day || k == Moment {
		t, ok = c.moment()
		return t, k == Moment || t.Hour()+t.Minute()+t.Second() > 0, ok && t.Year() >= 1900 && t.Year() <= 2100
	}
	text := plain(c.Text())
	if m := dateText.FindStringSubmatch(text); m != nil {
		return dateOf(m[1:])
	}
	if m := tightDate.FindStringSubmatch(text); m != nil {
		return dateOf(m[1:])
	}
	if serialDate.MatchString(text) && (c.Kind() == Number || c.Kind() == Words) {
		t, ok = Cell{Raw: text, Form: Number | c.Form&Epoch04}.moment()
		return t, t.Hour()+t.Minute()+t.Second() > 0, ok && t.Year() >= 1950 && t.Year() <= 2100
	}
	return time.Time{}, false, false
}

// dateOf builds a time of year, month, day and perhaps hour, minute, second, and refuses 30 February.
func dateOf(parts []string) (time.Time, bool, bool) {
	var n [6]int
	for i, p := range parts {
		if p != "" {
			v, err := strconv.Atoi(p)
			if err != nil {
				return time.Time{}, false, false
			}
			n[i] = v
		}
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC)
	real := t.Year() == n[0] && int(t.Month()) == n[1] && t.Day() == n[2] && t.Hour() == n[3] && t.Minute() == n[4] && t.Second() == n[5]
	return t, len(parts) > 3 && parts[3] != "", real && n[0] >= 1900 && n[0] <= 2100
}

// yearLast recognises what only lacks the order: 11/23/2026. Which is the month, we do not guess.
func yearLast(text string) bool {
	return yearLastText.MatchString(strings.TrimSpace(text))
}

var yearLastText = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})$`)

func startOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
