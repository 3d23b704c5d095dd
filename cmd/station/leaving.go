package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// leave is the hourly job that deletes companies whose day has come. Its arguments name nobody.
type leave struct{}

// Kind names the job in the queue.
func (leave) Kind() string { return "company_deletion" }

// age is the daily job that takes away what has served its time. Its arguments name nobody.
type age struct{}

// Kind names the job in the queue.
func (age) Kind() string { return "retention" }

// leavers are the rooms that have something of a company that leaves.
type leavers struct {
	people *accounts.Store
	checks *assessments.Room
	filing *files.Room
	looked *reviews.Room
	door   *pg.DB // the worker's
	log    *slog.Logger

	// forget takes away what other rooms keep of people whose logins are emptied; nil = nothing.
	forget accounts.ForgetPeople
	// took hears of every step that was taken, for tests that end the process there.
	took func(step string)
}

// step is one part of a deletion. Each is safe to run twice and in the face of whatever an earlier run has done already, so that a
// deletion that was cut off is simply begun anew.
type step struct {
	name string
	do   func(ctx context.Context, company station.CompanyID) error
}

// steps are a deletion, in order: nobody acts for the company any more; what is left in plain is sealed, so that nothing of it outlives the key;
// the rooms take away what they have; the key is destroyed and the card emptied, in one transaction with the last line of the trail.
func (l *leavers) steps() []step {
	return []step{
		{"close", func(ctx context.Context, company station.CompanyID) error {
			return l.people.CloseCompany(ctx, company, l.forget)
		}},
		{"seal", l.checks.SealCompany},
		{"rooms", l.rooms},
		{"end", l.people.EndCompany},
	}
}

// rooms take away what they have of a company; a new room takes its place here.
func (l *leavers) rooms(ctx context.Context, company station.CompanyID) error {
	for _, s := range []step{
		{"checks", func(ctx context.Context, company station.CompanyID) error {
			return l.checks.DeleteCompany(ctx, l.door, company)
		}},
		{"reviews", func(ctx context.Context, company station.CompanyID) error {
			return l.looked.ForgetCompany(ctx, l.door, company)
		}},
		{"files", func(ctx context.Context, company station.CompanyID) error {
			return l.filing.DeleteAll(ctx, station.Tenant{Company: company}, nil)
		}},
		{"messages", l.forgetMessages},
		{"people", func(ctx context.Context, company station.CompanyID) error {
			return l.people.ForgetCompany(ctx, l.door, company)
		}},
	} {
		if err := s.do(ctx, company); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		l.tell(s.name)
	}
	return nil
}

// forgetMessages takes away what the company's people were told, and its webhooks.
func (l *leavers) forgetMessages(ctx context.Context, company station.CompanyID) error {
	return l.door.Tenant(ctx, company, func(ctx context.Context, tx pg.Tx) error {
		return notices.DeleteAll(ctx, tx, station.Tenant{Company: company})
	})
}

func (l *leavers) tell(step string) {
	if l.took != nil {
		l.took(step)
	}
}

// leavesAtOnce is how many companies one run looks at.
const leavesAtOnce = 100

// run deletes what is due. One that fails keeps no other from it, and is tried again.
func (l *leavers) run(ctx context.Context) error {
	due, err := l.people.Leaving(ctx, leavesAtOnce)
	if err != nil {
		return err
	}
	var bad []error
	for _, one := range due {
		if err := l.one(ctx, one); err != nil {
			bad = append(bad, fmt.Errorf("delete company %s: %w", uuid.UUID(one.Company), err))
		}
	}
	if len(bad) == 0 && len(due) == leavesAtOnce {
		return pg.GoOn()
	}
	return errors.Join(bad...)
}

func (l *leavers) one(ctx context.Context, of accounts.Leaving) error {
	if of.Deleted { // once more, for what a transaction wrote that was under way
		if err := l.rooms(ctx, of.Company); err != nil {
			return err
		}
		return l.people.SweptCompany(ctx, of.Company)
	}
	began := time.Now()
	for _, s := range l.steps() {
		err := s.do(ctx, of.Company)
		if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound && s.name != "rooms" {
			return nil // it was taken back, or another node was faster
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		l.tell(s.name)
	}
	l.checks.Forget(of.Company)
	l.log.Info("a company was deleted", "company", uuid.UUID(of.Company).String(), "seconds", int(time.Since(began).Seconds()))
	return nil
}

// addLeaving adds deletion and retention to the background work. also is what rooms do for a kind of data of theirs.
func addLeaving(works *pg.Works, l *leavers, also map[string]accounts.Aged) error {
	err := errors.Join(
		pg.Handle(works, func(ctx context.Context, _ leave) error { return l.run(ctx) }),
		pg.Handle(works, func(ctx context.Context, _ age) error {
			gone, err := accounts.ApplyRetention(ctx, l.door, time.Now(), also)
			for kind, n := range gone {
				if n > 0 {
					l.log.Info("retention", "kind", kind, "rows", n)
				}
			}
			return err
		}))
	if err == nil {
		pg.Every(works, time.Hour, leave{})
		pg.Every(works, 24*time.Hour, age{})
	}
	return err
}

// agedRooms are what rooms do for a kind of data of theirs that has served its time.
func agedRooms(filing *files.Room) map[string]accounts.Aged {
	drop := func(ctx context.Context, whose station.Tenant, file uuid.UUID) error {
		err := filing.Delete(ctx, whose, files.ID(file), nil)
		if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
			return nil // an earlier run that was cut off took it away
		}
		return err
	}
	return map[string]accounts.Aged{
		accounts.KeepLooks:  insights.SweepReads,
		accounts.KeepBriefs: insights.SweepDrafts,
		accounts.KeepReviews: reviews.AgeNotes(func(ctx context.Context, company station.CompanyID, file uuid.UUID) error {
			return drop(ctx, station.Tenant{Company: company}, file)
		}),
		accounts.KeepClaims: accounts.AgeClaims(func(ctx context.Context, at station.StationID, file uuid.UUID) error {
			return drop(ctx, station.Tenant{Station: at}, file)
		}),
	}
}

// forgetEvery is how long a node may hold in memory what it knew of a company that another node deleted.
const forgetEvery = time.Minute

// forgetDeleted drops what this node has in memory of companies that any node deleted.
func forgetDeleted(ctx context.Context, people *accounts.Store, checks *assessments.Room, vault *accounts.Vault, log *slog.Logger) {
	ticks := time.NewTicker(forgetEvery)
	defer ticks.Stop()
	for {
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return
		}
		gone, err := people.DeletedSince(ctx, time.Now().Add(-time.Hour))
		if err != nil && ctx.Err() == nil {
			log.Warn("forget deleted companies", "error", err)
		}
		for _, company := range gone {
			checks.Forget(company)
			vault.Forget(station.Tenant{Company: company})
		}
	}
}
