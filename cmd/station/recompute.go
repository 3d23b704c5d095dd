package main

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// recompute is the job that reckons anew what hangs on a station's working time, after its calendar has changed. It names a station only.
type recompute struct {
	Station uuid.UUID `json:"station"`
}

// Kind names the job in the queue.
func (recompute) Kind() string { return "calendar.recompute" }

// afterCalendar reckons anew the due dates that a room keeps for a station, through the worker's door. It must be safe to run twice.
type afterCalendar func(ctx context.Context, door *pg.DB, at station.StationID) error

// changes are what rooms reckon anew; a room that keeps due dates takes its place here.
func (s *server) changes(looked *reviews.Room) []afterCalendar {
	return []afterCalendar{
		reckonReviews(looked),
		func(ctx context.Context, door *pg.DB, _ station.StationID) error {
			var queue notices.Queue
			if jobs := s.queueOf(); jobs != nil { // none yet while the background work is being started: Tend finds what waits
				queue = jobs
			}
			_, err := notices.Reschedule(ctx, door, s.standing, queue, time.Now())
			return err
		},
	}
}

func addRecompute(works *pg.Works, door *pg.DB, all []afterCalendar, fresh func(context.Context) error) error {
	return pg.Handle(works, func(ctx context.Context, job recompute) error {
		if err := fresh(ctx); err != nil { // this node may not have read the change yet
			return err
		}
		var faults []error
		for _, one := range all {
			faults = append(faults, one(ctx, door, station.StationID(job.Station)))
		}
		return errors.Join(faults...)
	})
}
