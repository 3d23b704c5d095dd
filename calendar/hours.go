package calendar

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Segment is a stretch of a day in which work is done, in minutes after midnight: From counts, To
// does not. Its text is "09:00-12:00"; a day may end at 24:00.
type Segment struct{ From, To int }

// MonthDay is a day of every year. Its text is "05-01".
type MonthDay struct {
	Month time.Month
	Day   int
}

// Season is a part of every year with segments of its own, From and To included. It may run over
// the turn of the year.
type Season struct {
	From, To MonthDay
	Segments []Segment
}

// Hours says when an office works on a working day: the segments, and the seasons that differ.
type Hours struct {
	Segments []Segment
	Seasons  []Season
}

// Usual is the day of most offices: 9:00 to 12:00 and 14:00 to 18:00 all year, 420 minutes.
func Usual() Hours {
	return Hours{Segments: []Segment{{9 * 60, 12 * 60}, {14 * 60, 18 * 60}}}
}

// UnmarshalText reads "09:00-12:00".
func (s *Segment) UnmarshalText(text []byte) error {
	var h1, m1, h2, m2 uint // a sign is refused
	if n, err := fmt.Sscanf(string(text), "%2d:%2d-%2d:%2d", &h1, &m1, &h2, &m2); err != nil || n != 4 || fmt.Sprintf("%02d:%02d-%02d:%02d", h1, m1, h2, m2) != string(text) || m1 > 59 || m2 > 59 {
		return fmt.Errorf("%q is no segment such as 09:00-12:00", text)
	}
	*s = Segment{int(h1*60 + m1), int(h2*60 + m2)}
	return nil
}

// String gives what UnmarshalText reads.
func (s Segment) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
}

// UnmarshalText reads "05-01".
func (d *MonthDay) UnmarshalText(text []byte) error {
	at, err := time.Parse("2006-01-02", "2000-"+string(text)) // a leap year: 02-29 is a day
	if err != nil {
		return fmt.Errorf("%q is no day of the year such as 05-01", text)
	}
	*d = MonthDay{at.Month(), at.Day()}
	return nil
}

// String gives what UnmarshalText reads.
func (d MonthDay) String() string { return fmt.Sprintf("%02d-%02d", int(d.Month), d.Day) }

func (d MonthDay) order() int { return int(d.Month)*100 + d.Day }

func (s Season) holds(d MonthDay) bool {
	from, to, at := s.From.order(), s.To.order(), d.order()
	if from <= to {
		return from <= at && at <= to
	}
	return at >= from || at <= to
}

// shift is the segments of one kind of day.
type shift []Segment

// before counts the working minutes of a day before a minute of it.
func (s shift) before(minute int) int {
	n := 0
	for _, g := range s {
		n += max(0, min(minute, g.To)-g.From)
	}
	return n
}

// by is the minute of the day by which n working minutes have passed; 1 ≤ n ≤ all of them.
func (s shift) by(n int) int {
	for _, g := range s {
		if n <= g.To-g.From {
			return g.From + n
		}
		n -= g.To - g.From
	}
	return 24 * 60 // never reached: the caller found the day by its sum
}

// shifts gives the kinds of day: the first has no work, the second is the usual one, then a season each.
func (h Hours) shifts() []shift {
	out := []shift{nil, h.Segments}
	for _, s := range h.Seasons {
		out = append(out, s.Segments)
	}
	return out
}

func (h Hours) clone() Hours {
	out := Hours{Segments: slices.Clone(h.Segments)}
	for _, s := range h.Seasons {
		s.Segments = slices.Clone(s.Segments)
		out.Seasons = append(out.Seasons, s)
	}
	return out
}

// kind is the index among the shifts of a working day.
func (h Hours) kind(d MonthDay) int {
	for i, s := range h.Seasons {
		if s.holds(d) {
			return i + 2
		}
	}
	return 1
}

// check finds hours by which nobody could work.
func (h Hours) check() error {
	faults := []error{checkSegments("hours", h.Segments)}
	for i, s := range h.Seasons {
		name := fmt.Sprintf("season %s to %s", s.From, s.To)
		faults = append(faults, checkSegments(name, s.Segments))
		for _, end := range []MonthDay{s.From, s.To} {
			if err := new(MonthDay).UnmarshalText([]byte(end.String())); err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", name, err))
			}
		}
		for _, other := range h.Seasons[:i] {
			if s.holds(other.From) || other.holds(s.From) {
				faults = append(faults, fmt.Errorf("%s: overlaps the season %s to %s", name, other.From, other.To))
			}
		}
	}
	return errors.Join(faults...)
}

func checkSegments(name string, segments []Segment) error {
	if len(segments) == 0 {
		return fmt.Errorf("%s: no segment to work in", name)
	}
	end := 0
	for _, g := range segments {
		if g.From < end || g.To <= g.From || g.To > 24*60 {
			return fmt.Errorf("%s: segment %s must begin after the one before and end later than it begins, by 24:00", name, g)
		}
		end = g.To
	}
	return nil
}
