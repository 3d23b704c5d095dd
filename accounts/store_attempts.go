package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// How often something may be tried in a quarter of an hour from one address.
const (
	attemptWindow  = 15 * time.Minute
	addressTries   = 60 // failures at sign-in
	signUpTries    = 30 // sign-ups
	recoverTries   = 10 // letters that are asked for
	recoverLetters = 3  // letters to one address, whoever asks
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

// window is the quarter of an hour in which a try is counted.
func (s *Store) window() time.Time { return s.clock().Truncate(attemptWindow) }

// limit counts something from an address; the installation itself has none.
func (s *Store) limit(ctx context.Context, what, from string, tries int) error {
	if from == "" {
		return nil
	}
	return s.countTry(ctx, s.window(), newTry(tries, what, from))
}

// countTry counts one try and refuses when it is over its limit. A try is counted before it is
// made, so that many at once do not slip through; one that succeeds is forgiven.
func (s *Store) countTry(ctx context.Context, window time.Time, t try) error {
	var count int
	err := s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		err := tx.QueryRow(ctx, `
			insert into attempts (what, window_at, count) values (@what, @window, 1)
			on conflict (what, window_at) do update set count = attempts.count + 1
			returning count`, args{"what": t.what, "window": window}).Scan(&count)
		if err != nil {
			return fmt.Errorf("count attempts: %w", err)
		}
		_, err = tx.Exec(ctx, `delete from attempts where window_at < @old`, args{"old": window.Add(-attemptWindow)})
		return err
	})
	if err == nil && count > t.limit {
		return &station.Fault{Kind: station.TooMany, Say: station.Say("signin.too_many", "until", window.Add(attemptWindow))}
	}
	return err
}

// forgiveTry takes a try back that succeeded, in the window that it was counted in.
func (s *Store) forgiveTry(ctx context.Context, window time.Time, t try) error {
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `update attempts set count = count - 1 where what = @what and window_at = @window`, args{"what": t.what, "window": window})
		if err != nil {
			return fmt.Errorf("forgive attempts: %w", err)
		}
		return nil
	})
}
