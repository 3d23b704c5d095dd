package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrNegative says that time was asked for backwards.
var ErrNegative = errors.New("working minutes are counted forward only")

// ErrPause says that a pause ends before it begins. One that still lasts ends now, which the
// caller knows.
var ErrPause = errors.New("the pause ends before it begins")

// Pause is time that does not count although it is worked: From counts as paused, To does not.
// Pauses may come in any order, touch, overlap, and reach beyond the clock they stop.
type Pause struct{ From, To time.Time }

// Due is when a number of working minutes have passed since a start, pauses not counted: the
// first such minute, so the end of a segment and not the beginning of the next. Zero minutes are due at the
// start itself, whatever day that is. Certain means that every day from start to due is governed by a
// published notice; otherwise the instant is expected, and is to be computed again when the notice
// is there.
func (c *Calendar) Due(start time.Time, minutes int, pauses ...Pause) (at time.Time, certain bool, err error) {
	if minutes < 0 {
		return time.Time{}, false, fmt.Errorf("%w: %d", ErrNegative, minutes)
	}
	from, err := c.minute(start)
	if err != nil {
		return time.Time{}, false, err
	}
	holes, err := c.holes(pauses)
	if err != nil {
		return time.Time{}, false, err
	}
	due, err := c.after(from, minutes)
	for _, h := range holes {
		begin := max(h.from, from)
		if err != nil || begin >= due {
			break
		}
		minutes += c.between(begin, max(h.to, from))
		due, err = c.after(from, minutes)
	}
	if err != nil {
		return time.Time{}, false, err
	}
	return c.instant(due), due <= c.known, nil
}

// Between counts the working minutes from one instant to another, pauses not counted; below zero
// when the second comes first. Certain means that every day between is governed by a published notice.
func (c *Calendar) Between(from, to time.Time, pauses ...Pause) (minutes int, certain bool, err error) {
	a, err := c.minute(from)
	if err != nil {
		return 0, false, err
	}
	b, err := c.minute(to)
	if err != nil {
		return 0, false, err
	}
	holes, err := c.holes(pauses)
	if err != nil {
		return 0, false, err
	}
	lo, hi := min(a, b), max(a, b)
	n := c.between(lo, hi)
	for _, h := range holes {
		n -= c.between(min(max(h.from, lo), hi), min(max(h.to, lo), hi))
	}
	if b < a {
		n = -n
	}
	return n, hi <= c.known, nil
}

// Next is the next instant at which work is done: the given one, or the beginning of the next
// segment.
func (c *Calendar) Next(at time.Time) (next time.Time, certain bool, err error) {
	m, err := c.minute(at)
	if err != nil {
		return time.Time{}, false, err
	}
	end, err := c.after(m, 1)
	if err != nil {
		return time.Time{}, false, err
	}
	if end == m+1 {
		return at.In(shanghai), m < c.known, nil
	}
	return c.instant(end - 1), end <= c.known, nil
}

// WorkingDays counts the working days after the day of one instant, up to and with the day of
// another; the day of the first does not count, as in article 201 of the Civil Code. Below zero when the
// second comes first.
func (c *Calendar) WorkingDays(from, to time.Time) (days int, certain bool, err error) {
	a, err := c.minute(from)
	if err != nil {
		return 0, false, err
	}
	b, err := c.minute(to)
	if err != nil {
		return 0, false, err
	}
	return c.daysBy(b) - c.daysBy(a), max(a, b) < c.known, nil
}

// daysBy counts the working days up to and with the day of a minute.
func (c *Calendar) daysBy(minute int) int {
	return c.workday[min(minute/dayMinutes+1, c.days)]
}

func (c *Calendar) between(from, to int) int { return c.worked(to) - c.worked(from) }

// hole is a pause in minutes.
type hole struct{ from, to int }

// holes gives the pauses in order, each minute once.
func (c *Calendar) holes(pauses []Pause) ([]hole, error) {
	if len(pauses) == 0 {
		return nil, nil
	}
	out := make([]hole, 0, len(pauses))
	for _, p := range pauses {
		if p.To.Before(p.From) {
			return nil, fmt.Errorf("%w: %s to %s", ErrPause, p.From.In(shanghai).Format(time.DateTime), p.To.In(shanghai).Format(time.DateTime))
		}
		out = append(out, hole{c.clip(p.From), c.clip(p.To)})
	}
	slices.SortFunc(out, func(a, b hole) int { return cmp.Compare(a.from, b.from) })
	merged := out[:1]
	for _, h := range out[1:] {
		if last := &merged[len(merged)-1]; h.from <= last.to {
			last.to = max(last.to, h.to)
		} else {
			merged = append(merged, h)
		}
	}
	return merged, nil
}
