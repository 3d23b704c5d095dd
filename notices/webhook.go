package notices

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Webhook is a system of a tenant that is told of events. Its secrets are never shown again.
type Webhook struct {
	ID           WebhookID
	URL          string
	Kinds        []Kind
	At           time.Time
	OldUntil     time.Time // until then the secret before signs as well; zero when there is none
	FailingSince time.Time // zero while the last try went well
	OffAt        time.Time // zero while it is on
	OffWhy       string    // hand, failing or gone

	keys hookKeys
}

// hookKeys is what of a webhook lies sealed.
type hookKeys struct {
	URL    string `json:"url"`
	Secret string `json:"secret"`
	Old    string `json:"old,omitempty"`
	// Command is the one that made the secret: the same again makes no other.
	Command string `json:"command,omitempty"`
}

// errAgain undoes what a command has done before.
var errAgain = errors.New("done before")

// Why a webhook is off.
const (
	offHand    = "hand"
	offFailing = "failing"
	offGone    = "gone"
)

const (
	// MostWebhooks is how many a tenant may have.
	MostWebhooks = 5
	// oldSecretLives is for how long both secrets sign after a change.
	oldSecretLives = 24 * time.Hour
	longestURL     = 500
)

// host is the part of an address that may be shown in a message.
func (h Webhook) host() string {
	u, err := url.Parse(h.keys.URL)
	if err != nil {
		return ""
	}
	return cut(longestWord, u.Host)
}

// newSecret makes a secret as receivers' libraries read it.
func newSecret() (string, error) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("new secret: %w", err)
	}
	return secretPrefix + base64.StdEncoding.EncodeToString(raw), nil
}

// checkURL holds an address against what may be called: https, a host, no credentials in it. What it
// resolves to is looked at whenever it is called.
func checkURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || len(text) > longestURL || !oneLine(text) || u.Host == "" || u.Hostname() == "" || u.Opaque != "":
		return invalid("webhook.wrong_url")
	case u.Scheme != "https":
		return invalid("webhook.wrong_scheme")
	case u.User != nil:
		return invalid("webhook.wrong_user")
	}
	return nil
}

func checkKinds(kinds []Kind) error {
	if len(kinds) == 0 {
		return invalid("webhook.wrong_kinds")
	}
	for _, k := range kinds {
		if !rules[k].event {
			return invalid("webhook.wrong_kinds")
		}
	}
	return nil
}

// AddWebhook has a system told of events, and gives the secret that it checks them with, this once. The
// id is the command's: the same one again adds nothing and gives no secret. Faults: Invalid for an address that is
// not https or for no known event, Conflict for one too many.
func (r *Room) AddWebhook(ctx context.Context, who station.Actor, id WebhookID, address string, kinds []Kind) (secret string, err error) {
	address = strings.TrimSpace(address)
	if err := checkURL(address); err != nil {
		return "", err
	}
	kinds = slices.Compact(slices.Sorted(slices.Values(kinds)))
	if err := checkKinds(kinds); err != nil {
		return "", err
	}
	if secret, err = newSecret(); err != nil {
		return "", err
	}
	err = r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		box, err := r.Sealer.Box(ctx, tx, who.Tenant())
		if err != nil {
			return err
		}
		sealed, err := sealJSON(box, placeWebhook, id, hookKeys{URL: address, Secret: secret})
		if err != nil {
			return err
		}
		fresh, err := insertHook(ctx, tx, who, Webhook{ID: id, Kinds: kinds, At: r.Clock()}, sealed)
		if err != nil {
			return err
		}
		if !fresh {
			secret = ""
			return nil
		}
		return r.record(ctx, tx, who, "webhook.add", id, map[string]any{"kinds": len(kinds)})
	})
	if err != nil {
		return "", err
	}
	return secret, nil
}

func (r *Room) record(ctx context.Context, tx pg.Tx, who station.Actor, action string, id WebhookID, detail map[string]any) error {
	return r.Trail.Record(ctx, tx, who, who.Tenant(), action, uuid.UUID(id).String(), detail)
}

// Webhooks lists the systems of the actor's tenant, the oldest first.
func (r *Room) Webhooks(ctx context.Context, who station.Actor) ([]Webhook, error) {
	var out []Webhook
	err := r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		var err error
		out, err = r.readHooks(ctx, tx, who.Tenant())
		return err
	})
	return out, err
}

// Webhook gives one system of the actor's tenant. Faults: NotFound.
func (r *Room) Webhook(ctx context.Context, who station.Actor, id WebhookID) (Webhook, error) {
	var out Webhook
	err := r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		var err error
		out, err = r.readHook(ctx, tx, who.Tenant(), id)
		return err
	})
	return out, err
}

// change does something to one webhook and records it.
func (r *Room) change(ctx context.Context, who station.Actor, id WebhookID, action string, do func(ctx context.Context, tx Tx, hook Webhook) error) error {
	return r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		hook, err := r.readHook(ctx, tx, who.Tenant(), id)
		if err != nil {
			return err
		}
		if err := do(ctx, tx, hook); err != nil {
			return err
		}
		return r.record(ctx, tx, who, action, id, nil)
	})
}

// RotateSecret gives a new secret, this once. For a day the one before signs as well, so that the
// receiver may change over without losing a message. The same command again changes nothing and gives no secret: pressed twice, the one
// that the receiver holds would sign no more. Faults: NotFound.
func (r *Room) RotateSecret(ctx context.Context, who station.Actor, id WebhookID, command uuid.UUID) (secret string, err error) {
	if secret, err = newSecret(); err != nil {
		return "", err
	}
	again := false
	err = r.change(ctx, who, id, "webhook.rotate", func(ctx context.Context, tx Tx, _ Webhook) error {
		hook, err := r.lockHook(ctx, tx, who.Tenant(), id)
		if err != nil {
			return err
		}
		if again = hook.keys.Command == command.String(); again {
			return errAgain
		}
		box, err := r.Sealer.Box(ctx, tx, who.Tenant())
		if err != nil {
			return err
		}
		sealed, err := sealJSON(box, placeWebhook, id, hookKeys{URL: hook.keys.URL, Secret: secret, Old: hook.keys.Secret, Command: command.String()})
		if err != nil {
			return err
		}
		return rotateHook(ctx, tx, who.Tenant(), id, sealed, r.Clock().Add(oldSecretLives))
	})
	if again {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return secret, nil
}

// TurnOff stops telling a system. What is under way ends as failed, and can be sent again. Faults: NotFound.
func (r *Room) TurnOff(ctx context.Context, who station.Actor, id WebhookID) error {
	return r.change(ctx, who, id, "webhook.off", func(ctx context.Context, tx Tx, _ Webhook) error {
		return turnHookOff(ctx, tx, who.Tenant(), id, offHand, r.Clock())
	})
}

// TurnOn tells a system again, from now on. Faults: NotFound.
func (r *Room) TurnOn(ctx context.Context, who station.Actor, id WebhookID) error {
	return r.change(ctx, who, id, "webhook.on", func(ctx context.Context, tx Tx, _ Webhook) error {
		return turnHookOn(ctx, tx, who.Tenant(), id)
	})
}

// RemoveWebhook forgets a system, its secrets and its log. Faults: NotFound.
func (r *Room) RemoveWebhook(ctx context.Context, who station.Actor, id WebhookID) error {
	return r.change(ctx, who, id, "webhook.remove", func(ctx context.Context, tx Tx, _ Webhook) error {
		return removeHook(ctx, tx, who.Tenant(), id)
	})
}

// TestWebhook sends a test event to one system only. command is the number of the command: the
// same one again sends nothing. Faults: NotFound.
func (r *Room) TestWebhook(ctx context.Context, who station.Actor, id WebhookID, command uuid.UUID) error {
	return r.change(ctx, who, id, "webhook.test", func(ctx context.Context, tx Tx, _ Webhook) error {
		now := r.Clock()
		out, err := r.plan(ctx, tx, Notice{Tenant: who.Tenant(), Kind: webhookTest, Key: "webhook.test:" + command.String(), Args: Args{"at": now}})
		if err != nil {
			return err
		}
		if err := out.add(way{channel: channelHook, hook: &id, state: pending, due: now}, station.PersonID{}, private{}); err != nil {
			return err
		}
		return r.post(ctx, tx, out)
	})
}

// Delivered is a line of a webhook's log.
type Delivered struct {
	ID      DeliveryID
	Kind    Kind
	At      time.Time // when it was told
	State   string    // pending, sending, handing, sent or failed
	Status  string    // what the other side answered last, or why it could not
	Tries   int
	Started *time.Time // of the last try
	Due     time.Time  // of the next one, where there is one
}

// Deliveries lists what a system was sent, the newest first; before pages, most limits. Faults: NotFound.
func (r *Room) Deliveries(ctx context.Context, who station.Actor, id WebhookID, before DeliveryID, most int) ([]Delivered, error) {
	var out []Delivered
	err := r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		if _, err := r.readHook(ctx, tx, who.Tenant(), id); err != nil {
			return err
		}
		var err error
		out, err = readDelivered(ctx, tx, who.Tenant(), id, before, most)
		return err
	})
	return out, err
}

// Replay sends one delivery again, under the same id, whatever came of it. Faults: NotFound; Conflict while
// the webhook is off.
func (r *Room) Replay(ctx context.Context, who station.Actor, id WebhookID, delivery DeliveryID) error {
	n, err := r.replay(ctx, who, id, &delivery, time.Time{})
	if err == nil && n == 0 {
		return notFound()
	}
	return err
}

// ReplaySince sends again what a system was told since a moment and did not take, and says how many
// that are, a thousand at the most. Faults: NotFound; Conflict while the webhook is off.
func (r *Room) ReplaySince(ctx context.Context, who station.Actor, id WebhookID, since time.Time) (int, error) {
	return r.replay(ctx, who, id, nil, since)
}

func (r *Room) replay(ctx context.Context, who station.Actor, id WebhookID, one *DeliveryID, since time.Time) (n int, err error) {
	err = r.change(ctx, who, id, "webhook.replay", func(ctx context.Context, tx Tx, hook Webhook) error {
		if !hook.OffAt.IsZero() {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("webhook.is_off")}
		}
		jobs, err := rewind(ctx, tx, who.Tenant(), id, one, since, r.Clock())
		if err != nil {
			return err
		}
		n = len(jobs)
		return r.enqueue(ctx, tx, jobs)
	})
	return n, err
}

// judgeHook keeps how a webhook fares, and turns off one that is given up.
func (w *Worker) judgeHook(ctx context.Context, tx Tx, c *cargo, v verdict, keepers []station.PersonID, now time.Time) error {
	if v.off == "" {
		return hookFared(ctx, tx, c.tenant, c.hook.ID, v.state == sent, now)
	}
	was, err := w.readHook(ctx, tx, c.tenant, c.hook.ID)
	if err != nil || !was.OffAt.IsZero() {
		return ignoreGone(err)
	}
	if err := turnHookOff(ctx, tx, c.tenant, c.hook.ID, v.off, now); err != nil {
		return err
	}
	if len(keepers) == 0 {
		return nil
	}
	return w.Tell(ctx, tx, Notice{Tenant: c.tenant, To: To(keepers...), Kind: WebhookOff, Link: "/settings/webhooks/" + uuid.UUID(c.hook.ID).String(),
		Key: fmt.Sprintf("webhook.off:%s:%d", uuid.UUID(c.hook.ID), now.Unix()), Args: Args{"host": first(was.host(), "?"), "reason": v.off}})
}

// ignoreGone forgives that a webhook was removed meanwhile.
func ignoreGone(err error) error {
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return nil
	}
	return err
}
