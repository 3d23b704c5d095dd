package calendar_test

import (
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
)

func BenchmarkDue(b *testing.B) {
	c := load(b, calendar.Usual())
	start := at(b, "2026-09-18 17:00")
	pauses := []calendar.Pause{{From: start.AddDate(0, 0, 3), To: start.AddDate(0, 0, 5)}, {From: start.AddDate(0, 0, 9), To: start.AddDate(0, 0, 20)}}
	for name, given := range map[string][]calendar.Pause{"plain": nil, "two pauses": pauses} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, _, err := c.Due(start.Add(time.Duration(i%100_000)*time.Minute), 4_200, given...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b, calendar.Usual())
	}
}
