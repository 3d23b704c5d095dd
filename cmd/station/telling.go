package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// days is the hourly job that tells what a day brings: whose verification as an expert ends, and that the staff looked
// at a company. Its arguments name nobody; keys make each message one, however often it runs.
type days struct{}

// Kind names the job in the queue.
func (days) Kind() string { return "days.tell" }

// addDays adds it to the background work.
func addDays(works *pg.Works, door *pg.DB, told *notices.Room, people *accounts.Store, clock func() time.Time) error {
	err := pg.Handle(works, func(ctx context.Context, _ days) error {
		return errors.Join(tellExperts(ctx, door, told, clock()), tellLooks(ctx, door, told, people, clock()))
	})
	if err == nil {
		pg.Every(works, time.Hour, days{})
	}
	return err
}

// tellExperts tells whose verification ends in a month, and whose ends today or has ended.
func tellExperts(ctx context.Context, door *pg.DB, told *notices.Room, now time.Time) error {
	ending, err := accounts.ExpertsEnding(ctx, door, now)
	if err != nil {
		return err
	}
	var bad []error
	for _, e := range ending {
		kind := notices.ExpertEnding
		if e.Ended {
			kind = notices.ExpertEnded
		}
		bad = append(bad, tellThrough(ctx, door, told, notices.Notice{Tenant: station.Tenant{Station: e.Station}, To: notices.To(e.Person), Kind: kind,
			Key: fmt.Sprintf("%s:%s:%s", kind, uuid.UUID(e.Person), e.Until.Format(time.DateOnly)), Args: notices.Args{"on": e.Until}, Link: "/account/expert"}))
	}
	return errors.Join(bad...)
}

// tellLooks tells the owners of each company how often the staff looked at it yesterday, or the day before, should nobody have
// worked then.
func tellLooks(ctx context.Context, door *pg.DB, told *notices.Room, people *accounts.Store, now time.Time) error {
	var bad []error
	for _, on := range []time.Time{now.AddDate(0, 0, -2), now.AddDate(0, 0, -1)} {
		found, err := accounts.LooksOn(ctx, door, on)
		if err != nil {
			return err
		}
		for _, one := range found {
			whose := station.Tenant{Company: one.Company}
			owners, err := people.Keepers(ctx, whose)
			if err == nil && len(owners) > 0 {
				err = tellThrough(ctx, door, told, notices.Notice{Tenant: whose, To: notices.To(owners...), Kind: notices.CompanyLookedAt,
					Key: "company.looked_at:" + on.In(time.FixedZone("", 8*60*60)).Format(time.DateOnly), Args: notices.Args{"n": one.Looks, "on": on}, Link: "/privacy#looks"})
			}
			bad = append(bad, err)
		}
	}
	return errors.Join(bad...)
}

// tellThrough tells through the worker's own door.
func tellThrough(ctx context.Context, door *pg.DB, told *notices.Room, n notices.Notice) error {
	return door.Of(ctx, n.Tenant, func(ctx context.Context, tx pg.Tx) error { return told.Tell(ctx, tx, n) })
}
