package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"

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
	days, err := calendar.Load(calendar.Data(), calendar.Usual())
	if err != nil {
		return err
	}
	if c.Demo {
		s.mailbox = &notices.Mailbox{}
	}
	s.notices, err = notices.New(s.db, notices.Options{Clock: time.Now, Addresses: addresses{people}, Hours: officeHours{days}, Sealer: noticeSealer{vault}, Trail: trail{people},
		Secret: []byte(secret), PublicURL: cmp.Or(c.PublicURL, "http://"+s.listener.Addr().String()), Station: map[string]string{web.Chinese: of.NameZh, web.English: of.NameEn}, Texts: c.Post.gateway != nil || c.Demo})
	return err
}

// outward is how messages leave the house; in the demo mails go to the mailbox, and so do short messages where there is no gateway.
func (s *server) outward(c config) notices.Outward {
	out := notices.Outward{Hooks: notices.NewCaller(c.Post.hooks)}
	if c.Post.relay != nil {
		out.Mails = c.Post.relay
	}
	if c.Post.gateway != nil {
		out.Texts = c.Post.gateway
	}
	if s.mailbox != nil {
		out.Mails = s.mailbox
		if out.Texts == nil {
			out.Texts = s.mailbox
		}
	}
	return out
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

// officeHours is the calendar as messages need it. Beyond its years nobody is kept waiting.
type officeHours struct{ days *calendar.Calendar }

func (h officeHours) Next(at time.Time) (time.Time, error) {
	next, _, err := h.days.Next(at)
	if errors.Is(err, calendar.ErrOutside) {
		return at, nil
	}
	return next, err
}

// trail writes the audit trail of a company or a station.
type trail struct{ people *accounts.Store }

func (t trail) Record(ctx context.Context, tx pg.Tx, who station.Actor, tenant station.Tenant, action, subject string, detail map[string]any) error {
	return t.people.RecordFor(ctx, tx, who, tenant, action, subject, detail)
}
