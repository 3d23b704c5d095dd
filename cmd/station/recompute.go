package main

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// recompute is the job that reckons anew what hangs on a station's working time, after its calendar has changed. Each change has a job of its own: one
// that is under way may have read the calendar before. It names a station only.
type recompute struct {
	Station uuid.UUID `json:"station"`
	Change  uuid.UUID `json:"change,omitzero"`
}

// Kind names the job in the queue.
func (recompute) Kind() string { return "calendar.recompute" }

// recomputeAll is the job that does the same for every station when the background work begins, and every hour: a new program may carry the notice
// of a year that was only expected, and a node of the program before may have been the one to reckon.
type recomputeAll struct{}

// Kind names the job in the queue.
func (recomputeAll) Kind() string { return "calendar.recompute_all" }

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

// addRecompute adds it to the background work.
func addRecompute(works *pg.Works, door *pg.DB, people *accounts.Store, all []afterCalendar, fresh func(context.Context) error) error {
	reckon := func(ctx context.Context, at station.StationID) error {
		var faults []error
		for _, one := range all {
			faults = append(faults, one(ctx, door, at))
		}
		return errors.Join(faults...)
	}
	err := errors.Join(
		pg.Handle(works, func(ctx context.Context, job recompute) error {
			if err := fresh(ctx); err != nil { // this node may not have read the change yet
				return err
			}
			return reckon(ctx, station.StationID(job.Station))
		}),
		pg.Handle(works, func(ctx context.Context, _ recomputeAll) error {
			stations, err := people.Stations(ctx)
			faults := []error{err}
			for _, one := range stations {
				faults = append(faults, reckon(ctx, one.ID))
			}
			return errors.Join(faults...)
		}))
	pg.Every(works, time.Hour, recomputeAll{})
	return err
}
