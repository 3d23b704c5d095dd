package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// How often something may be tried in a quarter of an hour. One account is counted per address
// that tries it, so that a stranger cannot lock its owner out from elsewhere.
const (
	attemptWindow = 15 * time.Minute
	accountTries  = 10 // failures at one account from one address
	addressTries  = 60 // failures from one address
	signUpTries   = 30 // sign-ups from one address
)

// try is one thing that is counted, under a name that tells nobody who it was.
type try struct {
	what  string
	limit int
}

func newTry(limit int, parts ...string) try {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return try{what: hex.EncodeToString(sum.Sum(nil)), limit: limit}
}

func signInTries(email, from string) []try {
	return []try{newTry(accountTries, "account", email, from), newTry(addressTries, "address", from)}
}

// window is the quarter of an hour in which a try is counted.
func (s *Store) window() time.Time { return s.clock().Truncate(attemptWindow) }

// limitSignUps counts a sign-up from an address; the installation itself has none.
func (s *Store) limitSignUps(ctx context.Context, from string) error {
	if from == "" {
		return nil
	}
	return s.countTries(ctx, s.window(), []try{newTry(signUpTries, "sign-up", from)})
}

// countTries counts one try of each and refuses when one is over its limit. A try is counted
// before it is made, so that many at once do not slip through; one that succeeds is forgiven.
func (s *Store) countTries(ctx context.Context, window time.Time, tries []try) error {
	over := false
	err := s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		for _, t := range tries { // two at the most
			var count int
			err := tx.QueryRow(ctx, `
				insert into attempts (what, window_at, count) values (@what, @window, 1)
				on conflict (what, window_at) do update set count = attempts.count + 1
				returning count`, args{"what": t.what, "window": window}).Scan(&count)
			if err != nil {
				return fmt.Errorf("count attempts: %w", err)
			}
			over = over || count > t.limit
		}
		_, err := tx.Exec(ctx, `delete from attempts where window_at < @old`, args{"old": window.Add(-attemptWindow)})
		return err
	})
	if err != nil {
		return err
	}
	if over {
		return &station.Fault{Kind: station.TooMany, Say: station.Say("signin.too_many", "until", window.Add(attemptWindow))}
	}
	return nil
}

// forgiveTries takes a try back that succeeded, in the window that it was counted in: the first
// count ends, the others lose this one.
func (s *Store) forgiveTries(ctx context.Context, window time.Time, tries []try) error {
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		for i, t := range tries { // two at the most
			_, err := tx.Exec(ctx, `update attempts set count = case when @ends then 0 else count - 1 end where what = @what and window_at = @window`,
				args{"what": t.what, "window": window, "ends": i == 0})
			if err != nil {
				return fmt.Errorf("forgive attempts: %w", err)
			}
		}
		return nil
	})
}
