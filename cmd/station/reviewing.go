package main

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// reviewTime is the hourly job that does what the passing of time brings to reviews: overrides end, and people are reminded. Its arguments name nobody.
type reviewTime struct{}

// Kind names the job in the queue.
func (reviewTime) Kind() string { return "reviews.time" }

// addReviewTime adds it to the background work.
func addReviewTime(works *pg.Works, door *pg.DB, looked *reviews.Room, news reviews.News) error {
	err := pg.Handle(works, func(ctx context.Context, _ reviewTime) error {
		more, err := looked.Pass(ctx, door, news)
		if err == nil && more {
			return pg.GoOn()
		}
		return err
	})
	if err == nil {
		pg.Every(works, time.Hour, reviewTime{})
	}
	return err
}

// reckonReviews reckons anew when reviews and disputes are due, after a change of a station's calendar.
func reckonReviews(looked *reviews.Room) afterCalendar {
	return func(ctx context.Context, door *pg.DB, at station.StationID) error {
		_, err := looked.Reckon(ctx, door, at)
		return err
	}
}
