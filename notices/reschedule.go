package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// rescheduleBatch is how many messages that wait are looked at in one go.
const rescheduleBatch = 500

// Reschedule reckons anew, through the worker's door, when mails go that wait for working hours: after a calendar has changed. What was
// tried once, or goes at once, stays as it is. It is safe to run twice, and gives how many go at another moment.
func Reschedule(ctx context.Context, door *pg.DB, hours Hours, queue Queue, now time.Time) (moved int, err error) {
	var after quietPlace
	for {
		var some []quietMail
		err := door.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
			some, err = quietMails(ctx, tx, now, after, rescheduleBatch)
			return err
		})
		if err != nil || len(some) == 0 {
			return moved, err
		}
		after = some[len(some)-1].quietPlace
		for begin := 0; begin < len(some); { // they come by tenant
			end := begin
			for end < len(some) && some[end].tenant == some[begin].tenant {
				end++
			}
			n, err := rescheduleTenant(ctx, door, hours, queue, some[begin:end], now)
			if err != nil {
				return moved, err
			}
			moved, begin = moved+n, end
		}
	}
}

// quietMail is a mail that waits for working hours.
type quietMail struct {
	quietPlace
	tenant station.Tenant
	told   time.Time
	due    time.Time
	round  int
}

// quietPlace is where a list of them goes on.
type quietPlace struct {
	tenantID [16]byte
	id       DeliveryID
}

// rescheduleTenant moves the mails of one tenant, in one transaction with their new jobs. A higher round makes the older jobs void.
func rescheduleTenant(ctx context.Context, door *pg.DB, hours Hours, queue Queue, mails []quietMail, now time.Time) (moved int, err error) {
	tenant := mails[0].tenant
	err = door.Of(ctx, tenant, func(ctx context.Context, tx Tx) error {
		moved = 0
		next := map[time.Time]time.Time{}
		var ids [][16]byte
		var dues []time.Time
		for _, m := range mails {
			due, known := next[m.told]
			if !known {
				if due, err = hours.Next(ctx, tx, tenant, m.told); err != nil {
					return fmt.Errorf("find the next working hour: %w", err)
				}
				if due.Before(now) {
					due = now
				}
				next[m.told] = due
			}
			if !due.Equal(m.due) {
				ids, dues = append(ids, m.id), append(dues, due)
			}
		}
		if len(ids) == 0 {
			return nil
		}
		jobs, err := moveQuiet(ctx, tx, tenant, ids, dues)
		if err != nil {
			return err
		}
		if moved = len(jobs); queue == nil {
			return nil // Tend finds them
		}
		return queue.EnqueueAll(ctx, tx, jobs)
	})
	return moved, err
}
