package reviews

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// passAtOnce is how many of a kind one run of Pass tells or ends.
const passAtOnce = 200

// remindAhead bounds how far ahead due dates are looked at: two working days are never further away, whatever the holidays.
const remindAhead = 30 * 24 * time.Hour

// Pass does what the passing of time brings to reviews: it ends overrides whose last day has passed and reviews that were signed long ago, and
// tells what ends or is due soon, is overdue or unanswered. The worker's own door finds it. It is safe to run twice and on two nodes at
// once; more tells that there is more to do than one run does. One that fails keeps no other from it.
func (r *Room) Pass(ctx context.Context, worker *pg.DB, news News) (more bool, err error) {
	var bad []error
	for _, do := range []func(context.Context, *pg.DB, News) (int, error){r.expireOverrides, r.tellEndingOverrides, r.endSigned} {
		n, err := do(ctx, worker, news)
		more, bad = more || n == passAtOnce, append(bad, err)
	}
	days := &dayReckoning{r.clocks, r.clock(), map[station.StationID]time.Time{}}
	for _, c := range chores {
		n, err := r.remind(ctx, worker, c, days, news)
		more, bad = more || n == passAtOnce, append(bad, err)
	}
	return more && errors.Join(bad...) == nil, errors.Join(bad...)
}

// dayReckoning tells whether the hour of a reminder has come.
type dayReckoning struct {
	clocks Deadlines
	now    time.Time
	soon   map[station.StationID]time.Time // until when what is due is due soon
}

// isSoon tells whether something is due within the next two working days.
func (d *dayReckoning) isSoon(ctx context.Context, at station.StationID, due time.Time) (bool, error) {
	until, known := d.soon[at]
	if !known {
		var err error
		if until, _, err = d.clocks.InDays(ctx, at, d.now, soonWithin); err != nil {
			return false, fmt.Errorf("when a review is due soon: %w", err)
		}
		d.soon[at] = until
	}
	return !due.After(until), nil
}

// passed tells whether a number of working days have passed.
func (d *dayReckoning) passed(ctx context.Context, at station.StationID, since time.Time, days int) (bool, error) {
	end, _, err := d.clocks.InDays(ctx, at, since, days)
	if err != nil {
		return false, fmt.Errorf("how long an offer waits: %w", err)
	}
	return !end.After(d.now), nil
}

// waiting is a row for which a reminder may be due.
type waiting struct {
	Station station.StationID
	Company station.CompanyID
	ID      uuid.UUID
	Person  station.PersonID // zero = nobody
	At      time.Time
}

// remind tells one kind of reminder wherever its hour has come, and tells how often.
func (r *Room) remind(ctx context.Context, worker *pg.DB, c chore, days *dayReckoning, news News) (told int, err error) {
	var bad []error
	for after := (waiting{}); ; {
		found, err := listWaiting(ctx, worker, c, after, days.now)
		if err != nil {
			return told, errors.Join(append(bad, err)...)
		}
		for _, w := range found {
			ripe, err := c.ripe(ctx, days, w)
			if err == nil && ripe {
				err = r.remindOne(ctx, worker, c, w, days.now, news)
				told++
			}
			if err != nil {
				bad = append(bad, fmt.Errorf("%s %s: %w", c.what, w.ID, err))
			}
			if told == passAtOnce {
				return told, errors.Join(bad...)
			}
		}
		if len(found) < passAtOnce {
			return told, errors.Join(bad...)
		}
		after = found[len(found)-1]
	}
}

func listWaiting(ctx context.Context, worker *pg.DB, c chore, after waiting, now time.Time) (found []waiting, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		from, to := c.between(now)
		rows, err := tx.Query(ctx, c.list, args{"from": from, "to": to, "at": after.At, "id": after.ID, "person": after.Person, "limit": passAtOnce})
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, pgx.RowToStructByPos[waiting])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find what is to be told (%s): %w", c.what, err)
	}
	return found, nil
}

// remindOne marks a row as told and tells it, in one transaction of the worker; another node may have been faster.
func (r *Room) remindOne(ctx context.Context, worker *pg.DB, c chore, w waiting, now time.Time, news News) (err error) {
	m := Moment{What: c.what, Station: w.Station, Company: w.Company, ID: w.ID, At: w.At}
	if w.Person != (station.PersonID{}) && !c.ownersOnly {
		m.People = []station.PersonID{w.Person}
	}
	if c.openToAll && w.Person == (station.PersonID{}) {
		m.Open = true
		if m.People, err = accounts.VerifiedExperts(ctx, worker, w.Station, now); err != nil {
			return err
		}
	}
	if c.owners {
		if m.Owners, err = r.people.Keepers(ctx, station.Tenant{Company: w.Company}); err != nil {
			return err
		}
	}
	return worker.Case(ctx, w.Station, w.Company, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, c.mark, c.with(w, now))
		if err != nil {
			return fmt.Errorf("mark as told: %w", err)
		}
		if done.RowsAffected() == 0 || len(m.People)+len(m.Owners) == 0 {
			return nil
		}
		return news.Moment(ctx, tx, m)
	})
}
