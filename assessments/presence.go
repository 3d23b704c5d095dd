package assessments

import (
	"context"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// maxPresences bounds how many host countries one check can hold.
const maxPresences = 60

// AddPresence adds a host country to a check and gives its reference: the country, or the country
// and a number where it has several.
func (r *Room) AddPresence(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, country string) (string, error) {
	ref := country
	err := r.change(ctx, scope, id, request, "presence.add", func(c *Check) ([]Given, error) {
		if len(c.Presences) >= maxPresences {
			return nil, &station.Fault{Kind: station.Invalid, Say: station.Say("presence.too_many")}
		}
		for n := 2; c.everHad(ref); n++ {
			ref = country + "-" + strconv.Itoa(n)
		}
		given := []Given{{Place: Place{rules.ScopePresence, ref, "country"}, Said: SaidValue, Value: country}}
		return append(given, c.none(false)...), nil
	})
	return ref, err
}

// RemovePresence takes a host country out. Its answers stay in the history.
func (r *Room) RemovePresence(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, ref string) error {
	return r.change(ctx, scope, id, request, "presence.remove", func(c *Check) ([]Given, error) {
		place := Place{rules.ScopePresence, ref, "country"}
		before, ok := c.Answers[place]
		if !ok || before.Said != SaidValue {
			return nil, notFound(fmt.Errorf("no presence %q", ref))
		}
		return []Given{{Place: place, Said: saidRemoved, Seen: before.Rev}}, nil
	})
}

// NoPresences says that the company has no presence abroad at all.
func (r *Room) NoPresences(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID) error {
	return r.change(ctx, scope, id, request, "presence.none", func(c *Check) ([]Given, error) {
		if len(c.Presences) > 0 {
			return nil, &station.Fault{Kind: station.Conflict, Say: station.Say("presence.remove_first")}
		}
		return c.none(true), nil
	})
}

func (c *Check) none(yes bool) []Given {
	place := Place{rules.ScopePresence, "", "none"}
	before, ok := c.Answers[place]
	switch {
	case yes:
		return []Given{{Place: place, Said: SaidValue, Value: true, Seen: before.Rev}}
	case ok:
		return []Given{{Place: place, Said: SaidCleared, Seen: before.Rev}}
	}
	return nil
}

func (c *Check) everHad(ref string) bool {
	_, ok := c.Answers[Place{rules.ScopePresence, ref, "country"}]
	return ok
}

// change runs a command that computes its answers from the check as it is.
func (r *Room) change(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, what string, compute func(*Check) ([]Given, error)) error {
	return r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pg.Tx) error {
		c, err := r.load(ctx, tx, scope, id, true)
		if err != nil {
			return err
		}
		done, err := r.carriedOut(ctx, tx, scope, request, what)
		if err != nil || done {
			return err
		}
		if c.ClosedAt != nil {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("check.closed")}
		}
		given, err := compute(c)
		if err != nil {
			return err
		}
		_, err = r.write(ctx, tx, scope, c, given)
		return err
	})
}
