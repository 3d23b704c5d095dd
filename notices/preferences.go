package notices

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Way is how a person hears of a group of messages. The inbox holds all of them in any case.
type Way string

// The ways.
const (
	InboxOnly Way = "inbox"
	AtOnce    Way = "once"
	Daily     Way = "daily" // one mail a working day with what is still unread
)

// Ways lists them.
func Ways() []Way { return []Way{AtOnce, Daily, InboxOnly} }

// Preferences are how a person wants to be told by one tenant.
type Preferences struct {
	Work, News Way
	Quiet      bool   // what is not urgent waits for working hours
	Texts      bool   // what is urgent and about security comes as a short message too
	Lang       string // zh, en, or empty: as the account says
}

// usual is how people are told who never chose.
func usual() Preferences { return Preferences{Work: AtOnce, News: Daily, Quiet: true, Texts: true} }

func (p Preferences) check() error {
	for _, w := range []Way{p.Work, p.News} {
		if w != InboxOnly && w != AtOnce && w != Daily {
			return invalid("notices.wrong_way")
		}
	}
	if p.Lang != "" && p.Lang != Chinese && p.Lang != English {
		return invalid("notices.wrong_lang")
	}
	return nil
}

// way is how a kind reaches the person by mail.
func (p Preferences) way(k Kind) Way {
	switch k.Group() {
	case Work:
		return p.Work
	case News:
		return p.News
	}
	return AtOnce
}

// Preferences gives how the actor wants to be told.
func (r *Room) Preferences(ctx context.Context, who station.Actor) (Preferences, error) {
	var p Preferences
	err := r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		all, err := readPreferences(ctx, tx, who.Tenant(), []station.PersonID{who.Person})
		p = all[who.Person]
		return err
	})
	return p, err
}

// Prefer keeps how the actor wants to be told. Faults: Invalid for what is no choice.
func (r *Room) Prefer(ctx context.Context, who station.Actor, p Preferences) error {
	if err := p.check(); err != nil {
		return err
	}
	return r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		if err := writePreferences(ctx, tx, who.Tenant(), who.Person, p, r.Clock()); err != nil {
			return err
		}
		return r.Trail.Record(ctx, tx, who, who.Tenant(), "notices.prefer", "", map[string]any{"work": string(p.Work), "news": string(p.News), "quiet": p.Quiet})
	})
}

// mailAt plans the mail of a message to one person: whether there is one, whether it waits for the
// digest, and the moment before which it must not go. working is now, or the beginning of the next working hour.
func mailAt(k Kind, urgent bool, p Preferences, now, working time.Time) (state string, at time.Time) {
	way := p.way(k)
	switch {
	case !rules[k].mail || (way == InboxOnly && k.Mutable()):
		return "", now
	case k.urgentByItself() || urgent:
		return pending, now
	case way == Daily:
		return held, now
	case !p.Quiet:
		return pending, now
	}
	return pending, working
}

// CanText tells whether short messages can be sent for a tenant at this moment.
func (r *Room) CanText(ctx context.Context, tenant station.Tenant) (can bool, err error) {
	if r.Texts == nil {
		return false, nil
	}
	err = r.db.ReadOf(ctx, tenant, func(ctx context.Context, tx Tx) error {
		can, err = r.Texts(ctx, tx, tenant)
		return err
	})
	return can, err
}
