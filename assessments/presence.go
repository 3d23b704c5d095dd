package assessments

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// maxPresences bounds how many host countries one check can hold.
const maxPresences = 60

// AddPresence adds a host country to a check and gives its reference: the country, or the country
// and a number where it has several. A country that was taken out comes back with its answers.
func (r *Room) AddPresence(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, country string) (string, error) {
	ref := country
	err := r.change(ctx, scope, id, request, "presence.add", country, func(c *Check) ([]Given, error) {
		if len(c.Presences) >= maxPresences {
			return nil, &station.Fault{Kind: station.Invalid, Say: station.Say("presence.too_many")}
		}
		var seen int64
		if ref, seen = c.removed(country); seen == 0 {
			ref = country
			for n := 2; c.everHad(ref); n++ {
				ref = country + "-" + strconv.Itoa(n)
			}
		}
		given := []Given{{Place: Place{rules.ScopePresence, ref, "country"}, Said: SaidValue, Value: country, Seen: seen}}
		return append(given, c.none(false)...), nil
	})
	return ref, err
}

// RemovePresence takes a host country out. Its answers stay in the history.
func (r *Room) RemovePresence(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, ref string) error {
	return r.change(ctx, scope, id, request, "presence.remove", ref, func(c *Check) ([]Given, error) {
		place := Place{rules.ScopePresence, ref, "country"}
		before, ok := c.Answers[place]
		if !ok || before.Said != SaidValue {
			return nil, notFound(fmt.Errorf("no presence %q", ref))
		}
		return []Given{{Place: place, Said: saidRemoved, Seen: before.Rev}}, nil
	})
}

// RestorePresence puts a host country that was taken out back with the answers that it had.
func (r *Room) RestorePresence(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, ref string) error {
	return r.change(ctx, scope, id, request, "presence.restore", ref, func(c *Check) ([]Given, error) {
		place := Place{rules.ScopePresence, ref, "country"}
		before, ok := c.Answers[place]
		if !ok || before.Said != saidRemoved || len(c.Presences) >= maxPresences {
			return nil, notFound(fmt.Errorf("no presence %q was taken out", ref))
		}
		country, _, _ := strings.Cut(ref, "-")
		return append([]Given{{Place: place, Said: SaidValue, Value: country, Seen: before.Rev}}, c.none(false)...), nil
	})
}

// NoPresences says that the company has no presence abroad at all.
func (r *Room) NoPresences(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID) error {
	return r.change(ctx, scope, id, request, "presence.none", "", func(c *Check) ([]Given, error) {
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

// removed finds the one presence of a country that was taken out, and the revision of that; 0 when
// there is none, or several and nobody can say which is meant.
func (c *Check) removed(country string) (ref string, rev int64) {
	for place, a := range c.Answers {
		iso, _, _ := strings.Cut(place.Subject, "-")
		if place.Scope != rules.ScopePresence || place.Key != "country" || a.Said != saidRemoved || iso != country {
			continue
		}
		if rev > 0 {
			return "", 0
		}
		ref, rev = place.Subject, a.Rev
	}
	return ref, rev
}

// HadPresence tells whether a reference was ever in the check: adding it again brings its answers back.
func (c *Check) HadPresence(ref string) bool { return c.everHad(ref) }

func (c *Check) everHad(ref string) bool {
	_, ok := c.Answers[Place{rules.ScopePresence, ref, "country"}]
	return ok
}

// change runs a command that computes its answers from the check as it is.
func (r *Room) change(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, what, about string, compute func(*Check) ([]Given, error)) error {
	return r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pg.Tx, box *accounts.Box) error {
		c, err := r.load(ctx, tx, box, scope, r.Engine(), id, true)
		if err != nil {
			return err
		}
		done, err := r.carriedOut(ctx, tx, box, scope, request, what, id, about)
		if err != nil || done {
			return err
		}
		given, err := compute(c)
		if err != nil {
			return err
		}
		_, err = r.write(ctx, tx, box, scope, c, given)
		return err
	})
}
