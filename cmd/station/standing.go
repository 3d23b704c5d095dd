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
	"github.com/zhuqi-yunzhan/station/seal"
	"github.com/zhuqi-yunzhan/station/web"
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
	card    int64 // the revision of its name and host
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
		if had := next[one.ID]; had != nil && had.rev == one.SettingsRev && had.card == one.Rev {
			continue
		}
		fresh, err := s.read(ctx, one.ID)
		if err != nil {
			faults = append(faults, fmt.Errorf("station %x: %w", one.ID, err))
			continue
		}
		fresh.out.Sender = senderOf(one, s.server)
		fresh.rev, fresh.card = one.SettingsRev, one.Rev // read before the rows, so that a change in between is read again
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

// senderOf is whose messages a station's are. Links lead to its own host, where it has one and the installation is reached over TLS.
func senderOf(one accounts.Station, server config) notices.Sender {
	from := notices.Sender{Station: map[string]string{web.Chinese: one.NameZh, web.English: one.NameEn}}
	if one.Host != "" && strings.HasPrefix(server.PublicURL, "https://") {
		from.PublicURL = "https://" + one.Host
	}
	return from
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

// outward is how the messages of a station leave the house; in the demo mails go to the mailbox, and so do short messages where there is no gateway.
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
	if s.demo != nil && !own[accounts.ConnectSMS].Own && s.server.Post.gateway == nil {
		out.Texts = s.demo
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
