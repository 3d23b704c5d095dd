package notices

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// retryFor is for how long a mail that failed may be sent once more.
const retryFor = 24 * time.Hour

// RetryMails sends the mails of the last day that failed once more, through the worker's door, and gives how many: those that hold nothing
// but what their message does. A link that works once went with the failed try, and a short message costs money, so neither goes
// again. wanted says whose mails are meant. It is safe to run twice.
func RetryMails(ctx context.Context, door *pg.DB, queue Queue, wanted func(context.Context, station.Tenant) (bool, error), now time.Time) (n int, err error) {
	var tenants []station.Tenant
	err = door.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
		tenants, err = failedMails(ctx, tx, now.Add(-retryFor))
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, tenant := range tenants {
		if ours, err := wanted(ctx, tenant); err != nil || !ours {
			if err != nil {
				return n, err
			}
			continue
		}
		err := door.Of(ctx, tenant, func(ctx context.Context, tx Tx) error {
			jobs, err := openAgain(ctx, tx, tenant, now.Add(-retryFor), now)
			if err != nil {
				return err
			}
			n += len(jobs)
			return queue.EnqueueAll(ctx, tx, jobs)
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}
