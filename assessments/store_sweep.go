package assessments

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/pg"
)

// keepUpload is how long a file waits for its import to be confirmed.
const keepUpload = 24 * time.Hour

// SweepUploads forgets files whose import was never confirmed. It runs through the worker's own
// door, over all companies, and is safe to run twice.
func SweepUploads(ctx context.Context, worker *pg.DB, now time.Time) error {
	return worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `delete from uploads where at < @old`, args{"old": now.Add(-keepUpload)}); err != nil {
			return fmt.Errorf("sweep uploads: %w", err)
		}
		return nil
	})
}
