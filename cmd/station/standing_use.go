package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

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
		if c.Post.gateway != nil {
			return c.Post.gateway.Shown()
		}
		if s.demo != nil {
			return map[string]string{"url": "demo"}
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
