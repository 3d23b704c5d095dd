package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// freeTries are the failures after which the next try has to wait.
const freeTries = 5

// failuresForgotten is after how long without a try the count begins anew.
const failuresForgotten = 24 * time.Hour

// waitAfter is how long the next try waits after so many failures: 1, 2, 4, 8, then 15 minutes.
func waitAfter(failures int) time.Duration {
	if failures < freeTries {
		return 0
	}
	if failures >= freeTries+4 {
		return 15 * time.Minute
	}
	return time.Minute << (failures - freeTries)
}

// proving counts tries at proving who one is. One account is counted per address that tries it, so
// that a stranger cannot lock its owner out from elsewhere; the name tells nobody who it was.
func proving(what, account, from string) string { return newTry(0, what, account, from).what }

// countProof counts a try before it is made, so that many at once do not slip through, and refuses
// while an earlier one has to be waited for. One that succeeds is forgotten by forgetProof.
func (s *Store) countProof(ctx context.Context, what string) error {
	now := s.clock()
	var until time.Time
	err := s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		var failures int
		var last time.Time
		if _, err := tx.Exec(ctx, `insert into waits (what, failures, last_at, until) values (@what, 0, @now, @now) on conflict do nothing`, args{"what": what, "now": now}); err != nil {
			return fmt.Errorf("count tries: %w", err)
		}
		err := tx.QueryRow(ctx, `select failures, last_at, until from waits where what = @what for update`, args{"what": what}).Scan(&failures, &last, &until)
		switch {
		case errors.Is(err, pgx.ErrNoRows): // forgiven between the two statements
			return nil
		case err != nil:
			return fmt.Errorf("count tries: %w", err)
		case until.After(now):
			return nil
		}
		if now.Sub(last) > failuresForgotten {
			failures = 0
		}
		until = time.Time{}
		_, err = tx.Exec(ctx, `update waits set failures = @failures, last_at = @now, until = @until where what = @what`,
			args{"what": what, "failures": failures + 1, "now": now, "until": now.Add(waitAfter(failures + 1))})
		return err
	})
	if err != nil {
		return err
	}
	if until.After(now) {
		return &station.Fault{Kind: station.TooMany, Say: station.Say("signin.too_many", "until", until)}
	}
	return nil
}

// forgetProof ends the count after a success.
func (s *Store) forgetProof(ctx context.Context, what string) error {
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `delete from waits where what = @what`, args{"what": what})
		return err
	})
}
