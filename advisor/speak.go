package advisor

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// voice is a model that speaks. hear is called for each delta; its error ends the speech.
type voice interface {
	speak(ctx context.Context, pr *prompt, hear func(delta string) error) (ending, error)
	close()
}

// ending is how a speech ended: the reason of the model, and the tokens it counted (0 = unknown).
type ending struct {
	reason string
	tokens int
}

// trouble is what went wrong with the endpoint. It holds nothing of what was sent or received.
type trouble struct {
	kind   string
	status int
	after  time.Duration // what Retry-After asks for
}

func (t *trouble) Error() string { return "advisor: model: " + t.kind }

// again tells whether a new try may help.
func (t *trouble) again() bool {
	return t.kind == "dial" || t.status == 408 || t.status == 409 || t.status == 429 || t.status >= 500
}

// speak lets the model answer. done is false when nothing of the model was shown: then the profile
// itself answers, and the visitor has been told why.
func (a *Advisor) speak(ctx context.Context, q Question, p *profile, aim aim, say func(Piece) error) (done bool, err error) {
	instead := func(why station.Text) (bool, error) { return false, say(Piece{Say: why}) }
	select {
	case a.seats <- struct{}{}:
		defer func() { <-a.seats }()
	default:
		return instead(station.Say("advisor.fallback.busy"))
	}
	pr := a.compose(q, p, aim)
	day := a.clock().In(shanghai()).Format(time.DateOnly)
	most := utf8.RuneCountInString(pr.system+pr.user) + a.limits.Tokens
	if !a.ledger.Take(q.Tenant, day, most) {
		return instead(station.Say("advisor.fallback.budget"))
	}
	spent := 0
	defer func() { a.ledger.Give(q.Tenant, day, most-spent) }()
	if !a.breaker.allow(a.clock()) {
		return instead(station.Say("advisor.fallback.resting"))
	}
	if pr.masked > 0 {
		if err := say(Piece{Say: station.Say("advisor.masked", "n", pr.masked)}); err != nil {
			a.breaker.skip()
			return false, err
		}
	}
	r := a.newRelay(pr, say)
	how, err := a.listen(ctx, pr, r)
	spent = tokens(how, pr, r, err)
	return a.conclude(ctx, r, how, err, say)
}

// listen calls the model, and again as long as nothing was heard and a new try may help.
func (a *Advisor) listen(ctx context.Context, pr *prompt, r *relay) (how ending, err error) {
	whole, cancel := context.WithTimeoutCause(ctx, a.limits.Total, &trouble{kind: "total time"})
	defer cancel()
	for try := 0; ; try++ {
		how, err = a.voice.speak(whole, pr, r.hear)
		if err == nil {
			return how, nil
		}
		if cause := context.Cause(whole); cause != nil && ctx.Err() == nil {
			return how, cause
		}
		var t *trouble
		if r.heard > 0 || try >= a.limits.Retries || !errors.As(err, &t) || !t.again() || t.after > a.limits.RetryAfter {
			return how, err
		}
		a.breaker.report(false, a.clock())
		if !a.breaker.allow(a.clock()) {
			return how, err
		}
		pause := t.after
		if pause == 0 {
			pause = time.Duration(rand.Int64N(int64(a.limits.Pause)<<min(try, 6) + 1))
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-whole.Done():
			timer.Stop()
			return how, err
		}
	}
}

// conclude says how it ended. Only an answer that the model itself called finished is Done.
func (a *Advisor) conclude(ctx context.Context, r *relay, how ending, err error, say func(Piece) error) (bool, error) {
	if ctx.Err() != nil || r.failed != nil {
		a.breaker.skip() // the visitor left: that says nothing of the model
		return false, errors.Join(r.failed, ctx.Err())
	}
	if err == nil && how.reason == "stop" {
		if err := r.finish(); err != nil {
			a.breaker.skip()
			return false, err
		}
	}
	a.note(r, how, err)
	if t := (*trouble)(nil); errors.As(err, &t) && t.kind == "personal data" {
		a.breaker.skip() // our own guard spoke, not the endpoint
		return false, say(Piece{Say: station.Say("advisor.fallback.personal")})
	}
	sound := err == nil && (how.reason == "stop" || how.reason == "length" || how.reason == "content_filter")
	a.breaker.report(sound, a.clock())
	switch {
	case r.shown == 0 && sound:
		return false, say(Piece{Say: station.Say("advisor.unsupported")})
	case r.shown == 0:
		return false, say(Piece{Say: station.Say("advisor.fallback.broken")})
	case !sound:
		return true, say(Piece{Say: station.Say("advisor.cut.broken"), Partial: true})
	case how.reason == "length":
		return true, say(Piece{Say: station.Say("advisor.cut.length"), Partial: true})
	case how.reason == "content_filter":
		return true, say(Piece{Say: station.Say("advisor.cut.filter"), Partial: true})
	case r.dropped > 0:
		return true, say(Piece{Say: station.Say("advisor.dropped", "n", r.dropped), Done: true})
	}
	return true, say(Piece{Say: station.Say("advisor.answered"), Done: true})
}

// note logs how an answer ended, and never a word of it.
func (a *Advisor) note(r *relay, how ending, err error) {
	kind, status := "", 0
	var t *trouble
	if errors.As(err, &t) {
		kind, status = t.kind, t.status
	} else if err != nil {
		kind = "unknown"
	}
	a.log.Info("advisor answered", "reason", how.reason, "trouble", kind, "status", status, "shown", r.shown, "dropped", r.dropped, "bytes", r.heard, "tokens", how.tokens)
}

// tokens is what an answer cost: as counted by the model, or about one for each character.
func tokens(how ending, pr *prompt, r *relay, err error) int {
	var t *trouble
	switch {
	case how.tokens > 0:
		return how.tokens
	case r.heard == 0 && errors.As(err, &t):
		return 0 // nothing was said
	}
	return utf8.RuneCountInString(pr.system+pr.user) + r.heard/2
}

func shanghai() *time.Location { return time.FixedZone("Asia/Shanghai", 8*3600) }
