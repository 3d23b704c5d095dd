package calendar_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

const cases = 20_000

// clock asks a calendar and fails the test where it answers with an error.
type clock struct {
	*calendar.Calendar
	t testing.TB
}

func (c clock) due(start time.Time, n int, pauses ...calendar.Pause) time.Time {
	c.t.Helper()
	at, _, err := c.Due(start, n, pauses...)
	if err != nil {
		c.t.Fatal(err)
	}
	return at
}

func (c clock) between(from, to time.Time, pauses ...calendar.Pause) int {
	c.t.Helper()
	n, _, err := c.Between(from, to, pauses...)
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// summer is hours with a season over the summer and one over the turn of the year.
func summer() calendar.Hours {
	h := calendar.Usual()
	h.Seasons = []calendar.Season{
		{From: calendar.MonthDay{Month: 6, Day: 1}, To: calendar.MonthDay{Month: 9, Day: 30}, Segments: []calendar.Segment{{From: 8*60 + 30, To: 12 * 60}, {From: 15 * 60, To: 18*60 + 30}}},
		{From: calendar.MonthDay{Month: 12, Day: 15}, To: calendar.MonthDay{Month: 1, Day: 31}, Segments: []calendar.Segment{{From: 10 * 60, To: 16 * 60}}},
	}
	return h
}

// everywhere runs a law of working time on several kinds of hours.
func everywhere(t *testing.T, law func(*testing.T, clock, dice)) {
	for name, hours := range map[string]calendar.Hours{
		"usual": calendar.Usual(), "seasons": summer(), "round the clock": {Segments: []calendar.Segment{{From: 0, To: 24 * 60}}}, "one minute a day": {Segments: []calendar.Segment{{From: 600, To: 601}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			law(t, clock{load(t, hours), t}, throw(t))
		})
	}
}

// fits keeps a number of minutes within the years, where an office works one minute a day.
func (d dice) fits(c clock) int {
	if c.between(at(c.t, "2026-11-25"), at(c.t, "2026-11-26")) == 1 {
		return d.IntN(500)
	}
	return d.minutes()
}

func TestWhatIsDueIsAsManyMinutesAway(t *testing.T) {
	everywhere(t, func(t *testing.T, c clock, d dice) {
		for range cases {
			start := d.start()
			n, pauses := d.fits(c), d.pauses(start)
			due := c.due(start, n, pauses...)
			if got := c.between(start, due, pauses...); got != n {
				t.Fatalf("%s + %d, paused %v: due %s, %d minutes away", say(start), n, pauses, say(due), got)
			}
			if got := c.between(due, start, pauses...); got != -n {
				t.Fatalf("%s back to %s: %d, want %d", say(due), say(start), got, -n)
			}
			if n > 0 && c.between(start, due.Add(-time.Minute), pauses...) != n-1 {
				t.Fatalf("%s + %d: %s is not the first such minute", say(start), n, say(due))
			}
		}
	})
}

func TestDueRisesWithStartAndMinutes(t *testing.T) {
	everywhere(t, func(t *testing.T, c clock, d dice) {
		for range cases {
			start := d.start()
			n, pauses := d.fits(c), d.pauses(start)
			due := c.due(start, n, pauses...)
			later := start.Add(time.Duration(d.IntN(4*1440*60)) * time.Second)
			if got := c.due(later, n, pauses...); got.Before(due) {
				t.Fatalf("%d from %s: %s, from later %s: %s", n, say(start), say(due), say(later), say(got))
			}
			if got := c.due(start, n+1+d.IntN(600), pauses...); !got.After(due) {
				t.Fatalf("more than %d from %s: %s is not after %s", n, say(start), say(got), say(due))
			}
			if got := c.due(start, n); got.After(due) {
				t.Fatalf("pauses brought %s forward to %s", say(got), say(due))
			}
		}
	})
}

func TestMinutesAddUp(t *testing.T) {
	everywhere(t, func(t *testing.T, c clock, d dice) {
		for range cases {
			start := d.start()
			a, b, pauses := d.fits(c), d.fits(c), d.pauses(start)
			once := c.due(start, a+b, pauses...)
			if twice := c.due(c.due(start, a, pauses...), b, pauses...); !twice.Equal(once) {
				t.Fatalf("%s + %d + %d, paused %v: %s, at once %s", say(start), a, b, pauses, say(twice), say(once))
			}
			p, q, r := d.start(), d.start(), d.start()
			if c.between(p, q, pauses...)+c.between(q, r, pauses...) != c.between(p, r, pauses...) {
				t.Fatalf("%s, %s, %s do not add up", say(p), say(q), say(r))
			}
		}
	})
}

func TestASplitPauseIsTheSamePause(t *testing.T) {
	everywhere(t, func(t *testing.T, c clock, d dice) {
		for range cases {
			start := d.start()
			n, pauses := d.fits(c), d.pauses(start)
			var split []calendar.Pause
			for _, p := range pauses {
				from := p.From
				for range d.IntN(3) {
					if left := p.To.Sub(from); left > 0 {
						to := from.Add(time.Duration(d.Int64N(int64(left))))
						split, from = append(split, calendar.Pause{From: from, To: to}), to
					}
				}
				split = append(split, calendar.Pause{From: from, To: p.To})
			}
			d.Shuffle(len(split), func(i, j int) { split[i], split[j] = split[j], split[i] })
			given := slices.Clone(split)
			if whole, parts := c.due(start, n, pauses...), c.due(start, n, split...); !whole.Equal(parts) {
				t.Fatalf("%s + %d, paused %v: %s, split %v: %s", say(start), n, pauses, say(whole), split, say(parts))
			}
			if !slices.Equal(given, split) {
				t.Fatal("the caller's pauses were moved")
			}
		}
	})
}

func TestNextIsWhereTheNextMinuteIsWorked(t *testing.T) {
	everywhere(t, func(t *testing.T, c clock, d dice) {
		for range cases {
			from := d.start()
			next, _, err := c.Next(from)
			if err != nil || next.Before(from) || c.between(from, next) != 0 || c.between(next, next.Add(time.Minute)) != 1 || !c.IsWorking(next) {
				t.Fatalf("next after %s: %s, %v", say(from), say(next), err)
			}
		}
	})
}

// TestAgreesWithCountingMinuteByMinute asks the oracle, which shares nothing with the calendar.
func TestAgreesWithCountingMinuteByMinute(t *testing.T) {
	c, o, d := clock{load(t, calendar.Usual()), t}, readOracle(t), throw(t)
	for range 2_000 {
		start := d.start()
		n, pauses := d.IntN(3_000), d.pauses(start)
		want, _ := o.count(start, n, time.Time{}, pauses)
		if got := c.due(start, n, pauses...); !got.Equal(want) {
			t.Fatalf("%s + %d, paused %v: %s, counted %s", say(start), n, pauses, say(got), say(want))
		}
		end := start.Add(time.Duration(d.IntN(20*1440*60)) * time.Second)
		_, counted := o.count(start, 1<<30, end, pauses)
		if got := c.between(start, end, pauses...); got != counted {
			t.Fatalf("%s to %s, paused %v: %d, counted %d", say(start), say(end), pauses, got, counted)
		}
	}
}

// TestEveryYearEnd walks over the turn of each year hour by hour, beside the oracle.
func TestEveryYearEnd(t *testing.T) {
	c, o := clock{load(t, calendar.Usual()), t}, readOracle(t)
	for year := 2023; year <= 2028; year++ {
		first := time.Date(year, 12, 24, 0, 30, 0, 0, calendar.Zone())
		for start := first; start.Before(first.AddDate(0, 0, 14)); start = start.Add(time.Hour) {
			for _, n := range []int{0, 1, 60, 420, 421, 2100} {
				want, _ := o.count(start, n, time.Time{}, nil)
				got, certain, err := c.Due(start, n)
				if err != nil || !got.Equal(want) {
					t.Fatalf("%s + %d: %s, %v; counted %s", say(start), n, say(got), err, say(want))
				}
				if certain != (year < 2026) {
					t.Fatalf("%s + %d: certain %v", say(start), n, certain)
				}
			}
		}
	}
}

func TestManyAskAtOnce(t *testing.T) {
	c := load(t, summer())
	start := at(t, "2026-09-18 17:00")
	want, _, _ := c.Due(start, 5_000)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for range 1_000 {
				if got, _, err := c.Due(start, 5_000); err != nil || !got.Equal(want) {
					t.Errorf("%s, %v", say(got), err)
				}
				c.Day(start)
				c.Notices(start, want)
			}
		})
	}
	all.Wait()
}
