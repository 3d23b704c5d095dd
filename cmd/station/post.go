package main

import (
	"cmp"
	"context"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/web"
)

// post is what the environment decides about how messages leave the house.
type post struct {
	relay   *notices.Relay   // nil: no mail
	gateway *notices.Gateway // nil: no short messages
	hooks   notices.CallerOptions
}

// readPost reads STATION_SMTP_*, STATION_SMS_* and STATION_WEBHOOK_ALLOW.
func readPost(getenv func(string) string) (p post, err error) {
	if url := getenv("STATION_SMTP_URL"); url != "" {
		if p.relay, err = notices.NewRelay(url, notices.RelayOptions{From: getenv("STATION_SMTP_FROM"), Folds: getenv("STATION_SMTP_FOLDS") == "yes"}); err != nil {
			return p, fmt.Errorf("%w: STATION_SMTP_URL, STATION_SMTP_FROM: %w", errUsage, err)
		}
	}
	if url := getenv("STATION_SMS_URL"); url != "" {
		o := notices.GatewayOptions{URL: url, Headers: strings.ReplaceAll(getenv("STATION_SMS_HEADERS"), ";", "\n"), Body: getenv("STATION_SMS_BODY"), Success: getenv("STATION_SMS_SUCCESS"), Folds: getenv("STATION_SMS_FOLDS") == "yes"}
		if p.gateway, err = notices.NewGateway(o); err != nil {
			return p, fmt.Errorf("%w: STATION_SMS_*: %w", errUsage, err)
		}
	}
	for _, text := range strings.FieldsFunc(getenv("STATION_WEBHOOK_ALLOW"), func(r rune) bool { return r == ',' || r == ' ' }) {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return p, fmt.Errorf("%w: STATION_WEBHOOK_ALLOW: %q is no network such as 10.0.0.0/8", errUsage, text)
		}
		p.hooks.Allow = append(p.hooks.Allow, network.Masked())
	}
	return p, nil
}

// openNotices makes the room of messages, and in the demo the mailbox that takes them.
func (s *server) openNotices(ctx context.Context, c config, people *accounts.Store, vault *accounts.Vault, of accounts.Station) error {
	secret, err := people.Secret(ctx, "notices")
	if err != nil {
		return err
	}
	if c.Demo {
		s.mailbox = &notices.Mailbox{}
	}
	if s.book, err = calendar.NewBook(s.db, calendar.Data(), calendar.Usual(), trail{people, s}, time.Now); err != nil {
		return err
	}
	if s.standing, err = newStanding(ctx, people, s.book, c, s.mailbox, s.log); err != nil {
		return err
	}
	go s.standing.follow(ctx)
	s.notices, err = notices.New(s.db, notices.Options{Clock: time.Now, Addresses: addresses{people}, Hours: s.standing, Sealer: noticeSealer{vault}, Trail: trail{people, s},
		Secret: []byte(secret), PublicURL: cmp.Or(c.PublicURL, "http://"+s.listener.Addr().String()), Station: map[string]string{web.Chinese: of.NameZh, web.English: of.NameEn}, Texts: s.standing.Texts})
	return err
}

// addresses is the book of addresses that the accounts keep.
type addresses struct{ people *accounts.Store }

func (a addresses) Of(ctx context.Context, tenant station.Tenant, person station.PersonID) (notices.Address, error) {
	mail, err := a.people.Reach(ctx, tenant, person)
	if err != nil || mail == "" { // who has left has no number here either
		return notices.Address{}, err
	}
	phone, lang, err := a.people.Contact(ctx, person)
	return notices.Address{Mail: mail, Phone: phone, Lang: lang}, err
}

func (a addresses) Keepers(ctx context.Context, tenant station.Tenant) ([]station.PersonID, error) {
	return a.people.Keepers(ctx, tenant)
}

// trail writes the audit trail of a company or a station, and has every node hear of a station's changed calendar.
type trail struct {
	people *accounts.Store
	server *server
}

func (t trail) Record(ctx context.Context, tx pg.Tx, who station.Actor, tenant station.Tenant, action, subject string, detail map[string]any) error {
	return t.people.RecordFor(ctx, tx, who, tenant, action, subject, detail)
}

// CalendarChanged has every node read a station's calendar anew, and what hangs on it be reckoned anew in the background.
func (t trail) CalendarChanged(ctx context.Context, tx pg.Tx, at station.StationID) error {
	if err := t.people.SettingsChanged(ctx, tx, at); err != nil || t.server.queueOf() == nil {
		return err
	}
	change, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return t.server.queueOf().Enqueue(ctx, tx, recompute{Station: uuid.UUID(at), Change: change})
}
