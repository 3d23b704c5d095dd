package advisor

import (
	"sync"
	"time"
)

// breaker leaves a failing endpoint alone: after so many failures in a row nobody calls it until
// it has rested; then one call tries.
type breaker struct {
	limit int
	rest  time.Duration
	mu    sync.Mutex
	fails int
	until time.Time
	trial bool
}

func newBreaker(limit int, rest time.Duration) *breaker { return &breaker{limit: limit, rest: rest} }

// allow tells whether a call may be made. Each allowed call must end in report or skip.
func (b *breaker) allow(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails < b.limit {
		return true
	}
	if b.trial || now.Before(b.until) {
		return false
	}
	b.trial = true
	return true
}

// report tells how a call went.
func (b *breaker) report(sound bool, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trial = false
	if sound {
		b.fails = 0
		return
	}
	if b.fails++; b.fails >= b.limit {
		b.until = now.Add(b.rest)
	}
}

// skip ends a call that says nothing of the endpoint.
func (b *breaker) skip() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trial = false
}
