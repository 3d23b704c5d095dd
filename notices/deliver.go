package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Refusal is why something did not go out. Any other error counts as one that passes.
type Refusal struct {
	Status string        // a short word or number for the log of deliveries; names nobody
	Final  bool          // trying again would not help
	Doubt  bool          // it may have gone out all the same
	Gone   bool          // the other side wants no more of it, ever
	After  time.Duration // the other side asks to be left alone for so long
	Why    string        // a word for what failed, where that is known better than Status; see Trouble
	Detail string        // what the machines said, for who tests a setting; never logged
	Err    error
}

// Error names the refusal for the log.
func (r *Refusal) Error() string {
	if r.Err != nil {
		return r.Status + ": " + r.Err.Error()
	}
	return r.Status
}

// Unwrap gives the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// noAddress is the status of what has nobody to go to.
const noAddress = "no_address"

// cargo is a delivery that was claimed, with all that carrying it needs.
type cargo struct {
	tenant  station.Tenant
	id      DeliveryID
	notice  NoticeID
	kind    Kind
	channel string
	person  station.PersonID
	hook    *Webhook // of channel hook
	round   int
	attempt int
	told    time.Time
	content content
	own     private
	prefer  Preferences
	out     Outward
}

// Deliver carries one delivery as far as it goes now. It may be run any number of times, by anybody,
// at any moment, also after one that died: what was claimed and not handed over is sent again; what was being
// handed over is in doubt, and settled by kind and channel (see settle).
func (w *Worker) Deliver(ctx context.Context, job DeliverJob) error {
	out, err := w.ways.Lead(ctx, job.tenant())
	if passing(err) {
		return pg.Later(busyPause)
	}
	if err != nil {
		return fmt.Errorf("find how it leaves the house: %w", err)
	}
	c, wait, err := w.claim(ctx, job, out)
	switch {
	case passing(err):
		return pg.Later(busyPause)
	case err != nil:
		return err
	case wait > 0:
		return pg.Later(wait)
	case c == nil:
		return nil
	}
	w.step("claimed")
	err = w.carry(ctx, c)
	w.step("carried")
	wait, err = w.insist(ctx, c, err)
	w.step("settled")
	switch {
	case passing(err):
		return pg.Later(w.lease) // then it is in doubt
	case err == nil && wait > 0:
		return pg.Later(wait)
	}
	return err
}

// busyPause is for how long a job steps back when the database is busy or away. That is no failure of
// the job, whose pauses would grow with each.
const busyPause = 2 * time.Second

// passing tells an error that time heals.
func passing(err error) bool {
	f, ok := station.AsFault(err)
	return ok && f.Kind == station.Unavailable
}

// insist keeps what came of a try, also when the time of the job is over or the database is away
// for some seconds: forgotten, it would be in doubt.
func (w *Worker) insist(ctx context.Context, c *cargo, outcome error) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
	defer cancel()
	for {
		if wait, err = w.settle(ctx, c, outcome); !passing(err) {
			return wait, err
		}
		select {
		case <-ctx.Done():
			return 0, err
		case <-time.After(500 * time.Millisecond):
		}
	}
}

func (w *Worker) carry(ctx context.Context, c *cargo) error {
	// committed before the word after which nobody can know whether it went out
	hand := func() error {
		w.step("filled")
		err := w.door.Of(ctx, c.tenant, func(ctx context.Context, tx Tx) error { return hand(ctx, tx, c) })
		w.step("handing")
		return err
	}
	switch c.channel {
	case channelMail:
		return w.carryMail(ctx, c, hand)
	case channelSMS:
		return w.carryText(ctx, c, hand)
	}
	return w.carryHook(ctx, c) // its receiver knows a second one by its id, so nothing is marked
}

// carryMail writes and sends the mail of a delivery.
func (w *Worker) carryMail(ctx context.Context, c *cargo, hand func() error) error {
	if c.out.Mails == nil {
		return &Refusal{Status: "no_mail", Final: true}
	}
	to, err := w.reach(ctx, c)
	if err != nil {
		return err
	}
	if !mailable(to.Mail) {
		return &Refusal{Status: noAddress, Final: true}
	}
	m, err := w.compose(ctx, c, to)
	if err != nil {
		return err
	}
	return c.out.Mails.Send(ctx, m, hand)
}

func (w *Worker) carryText(ctx context.Context, c *cargo, hand func() error) error {
	if c.out.Texts == nil {
		return &Refusal{Status: "no_sms", Final: true}
	}
	to, err := w.reach(ctx, c)
	if err != nil {
		return err
	}
	if to.Phone == "" {
		return &Refusal{Status: noAddress, Final: true}
	}
	letter, err := w.words.say(c.kind, to.Lang, c.kind.withSecret(c.content.Args, c.own.Code))
	if err != nil {
		return &Refusal{Status: "no_words", Final: true, Err: err}
	}
	return c.out.Texts.Text(ctx, Text{ID: c.id.wire(), Phone: to.Phone, Words: letter.Short, At: w.Clock()}, hand)
}

// reach finds where to send: what the message itself says, else the book of addresses.
func (w *Worker) reach(ctx context.Context, c *cargo) (Address, error) {
	if c.own.Mail != "" || c.own.Phone != "" {
		return Address{Mail: c.own.Mail, Phone: c.own.Phone, Lang: language(first(c.prefer.Lang, c.own.Lang))}, nil
	}
	to, err := w.Addresses.Of(ctx, c.tenant, c.person)
	if err != nil {
		return Address{}, fmt.Errorf("find the address: %w", err)
	}
	to.Lang = language(first(c.prefer.Lang, to.Lang))
	return to, nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// pauses are how long to wait after a try that failed, by channel: mail is given up after two days,
// a webhook after three, a short message within the hour.
var pauses = map[string][]time.Duration{
	channelMail: {time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 12 * time.Hour, 20 * time.Hour},
	channelSMS:  {time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute},
	channelHook: {5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour},
}

// verdict is what becomes of a delivery after a try.
type verdict struct {
	state  string
	status string
	due    time.Time     // of one that is tried again
	off    string        // why the webhook is turned off, empty when it is not
	after  time.Duration // until due
}

// decide says what becomes of a delivery whose try ended in err.
func decide(c *cargo, err error, folds bool, now time.Time) verdict {
	if err == nil {
		return verdict{state: sent, status: "ok"}
	}
	v := verdict{state: pending, status: "unreachable"}
	var refused *Refusal
	if errors.As(err, &refused) {
		v.status = refused.Status
		if refused.Gone {
			v.off = offGone
		}
		if refused.Final {
			v.state = failed
			if c.channel == channelSMS && refused.Status == noAddress {
				v.state = muted // most people have given no number, and the mail says the same: nothing that anybody should mend
			}
			return v
		}
		if refused.Doubt && !resend(c, folds) {
			v.state = doubt
			return v
		}
		v.after = refused.After
	}
	steps := pauses[c.channel]
	over := c.attempt > len(steps)
	if !over {
		v.after = max(v.after, steps[c.attempt-1])
	}
	if within := rules[c.kind].within; within > 0 && c.channel != channelHook {
		over = over || now.Add(v.after).After(c.told.Add(within))
	}
	if over {
		v.state, v.after = failed, 0
		if c.channel == channelHook {
			v.off = offFailing
		}
		return v
	}
	v.due = now.Add(v.after)
	return v
}

// resend tells whether what may have gone out is sent once more. A webhook is, for its receiver
// knows it by its id. A mail is where the relay folds what has one Message-ID, and for kinds of which not to
// hear is worse than to hear twice. A short message is not, unless the gateway folds them.
func resend(c *cargo, folds bool) bool {
	switch c.channel {
	case channelHook:
		return true
	case channelMail:
		return folds || c.kind.again()
	}
	return folds
}

// folds tells whether the other side drops what it has had under the same id.
func (o Outward) folds(channel string) bool {
	var way any = o.Texts
	if channel == channelMail {
		way = o.Mails
	}
	f, ok := way.(interface{ Folds() bool })
	return ok && f.Folds()
}
