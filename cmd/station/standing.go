package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// standingAge is how long this node believes what stations have set: a change on another node is known within it.
const standingAge = 10 * time.Second

// standing is what each station has set for itself, as this node uses it: how messages leave, who answers questions, which days are
// worked on. It is read at the start, every few seconds where its revision has risen, and at once after a change on this node.
type standing struct {
	people *accounts.Store
	book   *calendar.Book
	server config // what holds for stations that set nothing
	log    *slog.Logger
	ledger advisor.Ledger
	demo   *notices.Mailbox // takes all mails of a demo

	usual    *settled // of a station that is not known yet: as the server says
	mu       sync.RWMutex
	stations map[station.StationID]*settled
	turn     sync.Mutex // one reading at a time
}

// settled is what one station has set.
type settled struct {
	rev     int64
	out     notices.Outward
	answers *advisor.Advisor
	days    *calendar.Calendar
}

// newStanding reads every station once.
func newStanding(ctx context.Context, people *accounts.Store, book *calendar.Book, server config, demo *notices.Mailbox, log *slog.Logger) (*standing, error) {
	s := &standing{people: people, book: book, server: server, log: log, demo: demo, ledger: advisor.NewLedger(advisor.DefaultBudget), stations: map[station.StationID]*settled{}}
	answers, err := s.advisor(accounts.Connection{})
	if err != nil {
		return nil, err
	}
	s.usual = &settled{out: s.outward(nil), answers: answers, days: book.Plain()}
	return s, s.refresh(ctx)
}

// follow keeps what is known fresh, until ctx ends.
func (s *standing) follow(ctx context.Context) {
	tick := time.NewTicker(standingAge)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.refresh(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("settings of stations not read; what was known goes on", "error", err)
		}
	}
}

// refresh reads the stations whose settings have changed.
func (s *standing) refresh(ctx context.Context) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	all, err := s.people.Stations(ctx)
	if err != nil {
		return err
	}
	s.mu.RLock()
	next := maps.Clone(s.stations)
	s.mu.RUnlock()
	var faults []error
	for _, one := range all {
		if had := next[one.ID]; had != nil && had.rev == one.SettingsRev {
			continue
		}
		fresh, err := s.read(ctx, one.ID)
		if err != nil {
			faults = append(faults, fmt.Errorf("station %x: %w", one.ID, err))
			continue
		}
		fresh.rev = one.SettingsRev // read before the rows, so that a change in between is read again
		next[one.ID] = fresh
	}
	s.mu.Lock()
	before := s.stations
	s.stations = next
	s.mu.Unlock()
	for id, had := range before {
		if next[id] != had {
			had.answers.Close() // lets go of idle connections; an answer that is under way goes on
		}
	}
	return errors.Join(faults...)
}

// read makes what one station uses. Settings that cannot be used are no fault here: what needs them waits.
func (s *standing) read(ctx context.Context, at station.StationID) (*settled, error) {
	days, err := s.book.Calendar(ctx, at)
	if err != nil && passing(err) {
		return nil, err
	}
	if err != nil { // the program's own days have come to hold, and what was entered does not fit them
		s.log.Error("the own calendar of a station cannot be used; the built-in one holds", "error", err)
		days = s.book.Plain()
	}
	out := &settled{days: days}
	own, err := s.people.ConnectionsInUse(ctx, at)
	if err != nil && passing(err) {
		return nil, err
	}
	if err != nil { // sealed by a key that is not at hand
		s.log.Error("the own settings of a station cannot be opened; its messages wait", "error", err)
		out.out = notices.Outward{Mails: notices.Broken{}, Texts: notices.Broken{}, Hooks: notices.NewCaller(s.server.Post.hooks)}
		out.answers, err = s.advisor(accounts.Connection{})
		return out, err
	}
	out.out = s.outward(own)
	out.answers, err = s.advisor(own[accounts.ConnectModel])
	return out, err
}

// passing tells an error that time heals. What is sealed by a key that is not at hand says that it is unavailable too, but stays so.
func passing(err error) bool {
	for _, sealed := range []error{seal.ErrTampered, seal.ErrWrongKey, seal.ErrNoMaster, seal.ErrDestroyed} {
		if errors.Is(err, sealed) {
			return false
		}
	}
	f, ok := station.AsFault(err)
	return ok && f.Kind == station.Unavailable || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// outward is how the messages of a station leave the house; in the demo mails go to the mailbox and nothing to phones.
func (s *standing) outward(own map[string]accounts.Connection) notices.Outward {
	out := notices.Outward{Hooks: notices.NewCaller(s.server.Post.hooks)}
	if s.server.Post.relay != nil {
		out.Mails = s.server.Post.relay
	}
	if s.server.Post.gateway != nil {
		out.Texts = s.server.Post.gateway
	}
	if c := own[accounts.ConnectMail]; c.Own {
		out.Mails = notices.Broken{}
		if relay, err := notices.RelayFrom(c.Value); s.usable(c, err) {
			out.Mails = relay
		}
	}
	if c := own[accounts.ConnectSMS]; c.Own {
		out.Texts = notices.Broken{}
		if gateway, err := notices.GatewayFrom(c.Value); s.usable(c, err) {
			out.Texts = gateway
		}
	}
	if c := own[accounts.ConnectWebhooks]; c.Own {
		allowed, err := notices.NetworksFrom(c.Value("networks"))
		s.usable(c, err)
		out.Hooks = notices.NewCaller(notices.CallerOptions{Allow: allowed})
	}
	if s.demo != nil && !own[accounts.ConnectMail].Own {
		out.Mails = s.demo
	}
	if s.demo != nil && !own[accounts.ConnectSMS].Own {
		out.Texts = nil
	}
	return out
}

// advisor is who answers the questions of a station.
func (s *standing) advisor(own accounts.Connection) (*advisor.Advisor, error) {
	o := advisor.Options{BaseURL: s.server.LLMBase, Model: s.server.LLMModel, APIKey: s.server.LLMKey, Log: s.log, Clock: time.Now, Ledger: s.ledger}
	if !own.Own {
		return advisor.New(o)
	}
	o.BaseURL, o.Model, o.APIKey = own.Value("url"), own.Value("model"), own.Value("key")
	a, err := advisor.New(o)
	if s.usable(own, err) {
		return a, nil
	}
	o.BaseURL = "" // quotes the report
	return advisor.New(o)
}

func (s *standing) usable(c accounts.Connection, err error) bool {
	if err != nil {
		s.log.Error("the own settings of a station cannot be used", "kind", c.Kind, "error", err)
	}
	return err == nil
}

// of is what a station has set.
func (s *standing) of(at station.StationID) *settled {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if one := s.stations[at]; one != nil {
		return one
	}
	return s.usual
}

// InUse is how the messages of a station leave, and who answers its questions.
func (s *standing) InUse(at station.StationID) (notices.Outward, *advisor.Advisor) {
	one := s.of(at)
	return one.out, one.answers
}

// Days is the calendar of a station.
func (s *standing) Days(at station.StationID) *calendar.Calendar { return s.of(at).days }

// Refresh reads at once what was changed on this node.
func (s *standing) Refresh(ctx context.Context) error { return s.refresh(ctx) }

// Servers are the server's settings of a kind, as they may be shown: nil where there are none.
func (s *standing) Servers(kind string) map[string]string {
	c := s.server
	switch kind {
	case accounts.ConnectMail:
		if s.demo != nil {
			return map[string]string{"host": "demo"}
		}
		if c.Post.relay != nil {
			return c.Post.relay.Shown()
		}
	case accounts.ConnectSMS:
		if c.Post.gateway != nil && s.demo == nil {
			return c.Post.gateway.Shown()
		}
	case accounts.ConnectModel:
		if c.LLMBase != "" {
			out := map[string]string{"url": setting{address: true}.shown(c.LLMBase), "model": c.LLMModel}
			if c.LLMKey != "" {
				out["key"] = notices.IsSet
			}
			return out
		}
	case accounts.ConnectWebhooks:
		if len(c.Post.hooks.Allow) > 0 {
			var texts []string
			for _, n := range c.Post.hooks.Allow {
				texts = append(texts, n.String())
			}
			return map[string]string{"networks": strings.Join(texts, "\n")}
		}
	}
	return nil
}

// only gives the id of the one station where there are no others.
func (s *standing) only() (station.StationID, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for id := range s.stations {
		return id, len(s.stations) == 1
	}
	return station.StationID{}, false
}

// Lead tells the worker how the messages of a tenant leave the house.
func (s *standing) Lead(ctx context.Context, tenant station.Tenant) (notices.Outward, error) {
	at, alone := s.only()
	if !alone {
		var err error
		if at, err = s.people.StationOf(ctx, tenant); err != nil {
			return notices.Outward{}, err
		}
	}
	return s.of(at).out, nil
}

// servedBy is the station of a tenant, asked of the database only where there are several.
func (s *standing) servedBy(ctx context.Context, tx pg.Tx, tenant station.Tenant) (station.StationID, error) {
	if at, alone := s.only(); alone {
		return at, nil
	}
	return s.people.ServedBy(ctx, tx, tenant)
}

// Texts tells whether short messages can be sent for a tenant.
func (s *standing) Texts(ctx context.Context, tx pg.Tx, tenant station.Tenant) (bool, error) {
	at, err := s.servedBy(ctx, tx, tenant)
	return err == nil && s.of(at).out.Texts != nil, err
}

// Next is the next working moment where a tenant is served. Beyond the years of the calendar nobody is kept waiting.
func (s *standing) Next(ctx context.Context, tx pg.Tx, tenant station.Tenant, at time.Time) (time.Time, error) {
	if tenant == (station.Tenant{}) {
		return s.earliest(at)
	}
	where, err := s.servedBy(ctx, tx, tenant)
	if err != nil {
		return at, err
	}
	return nextIn(s.of(where).days, at)
}

func (s *standing) earliest(at time.Time) (first time.Time, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, one := range s.stations {
		next, err := nextIn(one.days, at)
		if err != nil {
			return at, err
		}
		if first.IsZero() || next.Before(first) {
			first = next
		}
	}
	return first, nil
}

func nextIn(days *calendar.Calendar, at time.Time) (time.Time, error) {
	next, _, err := days.Next(at)
	if errors.Is(err, calendar.ErrOutside) {
		return at, nil
	}
	return next, err
}
