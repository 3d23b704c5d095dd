package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station/pg"
)

// SweepSessions forgets sessions that have ended. It runs through the worker's own door and is
// safe to run twice.
func SweepSessions(ctx context.Context, worker *pg.DB, now time.Time) error {
	return worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.Exec(ctx, `delete from sessions where expires_at < @now`, args{"now": now}); err != nil {
			return fmt.Errorf("sweep sessions: %w", err)
		}
		return nil
	})
}
