package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

const (
	// digestLines is how many messages a day's mail names; it says how many more there are.
	digestLines = 30
	// digestBatch is how many people are looked after in one go.
	digestBatch = 500
)

// Digests looks for people who chose one mail a day and have something unread in it, and has one made for
// each: in working hours only, one a working day and tenant.
func (w *Worker) Digests(ctx context.Context) error {
	now := w.Clock()
	next, err := w.Hours.Next(ctx, nil, station.Tenant{}, now)
	if err != nil {
		return fmt.Errorf("find the next working hour: %w", err)
	}
	if next.After(now) {
		return nil
	}
	today := now.In(shanghai).Format(time.DateOnly)
	for after := (waiting{}); ; {
		var some []waiting
		err := w.door.Global(ctx, func(ctx context.Context, tx Tx) (err error) {
			if some, err = digestsDue(ctx, tx, startOfDay(now), after, w.batch); err != nil {
				return err
			}
			var jobs []pg.Timed
			for _, d := range some {
				jobs = append(jobs, pg.Timed{Args: DigestOfJob{Company: uuid.UUID(d.tenant.Company), Station: uuid.UUID(d.tenant.Station), Person: uuid.UUID(d.person), Day: today}})
			}
			return w.enqueue(ctx, tx, jobs)
		})
		if err != nil || len(some) < w.batch {
			return err
		}
		after = some[len(some)-1] // those whose station is not at work go on waiting, and must not stand before the others
	}
}

// startOfDay is midnight in Shanghai.
func startOfDay(at time.Time) time.Time {
	at = at.In(shanghai)
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, shanghai)
}

// Digest makes one person's mail of one day, in one transaction: the message, its delivery, and
// the mark on all that went into it. A day that has one gets no second.
func (w *Worker) Digest(ctx context.Context, job DigestOfJob) error {
	tenant, person := station.Tenant{Company: station.CompanyID(job.Company), Station: station.StationID(job.Station)}, station.PersonID(job.Person)
	at, err := time.ParseInLocation(time.DateOnly, job.Day, shanghai)
	if err != nil {
		return pg.GiveUp(errors.New("digest: the day cannot be read"))
	}
	return w.door.Of(ctx, tenant, func(ctx context.Context, tx Tx) error {
		now := w.Clock()
		next, err := w.Hours.Next(ctx, tx, tenant, now)
		if err != nil {
			return fmt.Errorf("find the next working hour: %w", err)
		}
		if next.After(now) { // others are at work, who serve this tenant are not: it is looked for again
			return nil
		}
		all, err := readPreferences(ctx, tx, tenant, []station.PersonID{person})
		if err != nil {
			return err
		}
		out := outgoing{tenant: tenant, kind: digest, key: fmt.Sprintf("digest:%s:%s", job.Person, job.Day), at: now}
		if out.id, err = newID[NoticeID](); err != nil {
			return err
		}
		if out.box, err = w.Sealer.Box(ctx, tx, tenant); err != nil {
			return err
		}
		text := content{Args: map[string]any{"day": at.UTC().Format(time.RFC3339)}, Link: "/inbox?show=unread"}
		if out.sealed, err = sealJSON(out.box, placeContent, out.id, text); err != nil {
			return err
		}
		if err := out.add(way{channel: channelMail, state: pending, due: now}, person, private{}); err != nil {
			return err
		}
		return w.fold(ctx, tx, out, all[person], now)
	})
}

// fold writes a day's mail and folds into it what waits unread. What was read, or is not to be mailed
// any more, ends without it; when nothing is left there is no mail.
func (w *Worker) fold(ctx context.Context, tx Tx, out outgoing, p Preferences, now time.Time) error {
	person := *out.ways[0].person
	if err := dropHeld(ctx, tx, out.tenant, person, p, now); err != nil {
		return err
	}
	w.step("dropped")
	n, err := countHeld(ctx, tx, out.tenant, person)
	if err != nil || n == 0 {
		return err
	}
	fresh, err := writeNotice(ctx, tx, out)
	if err != nil || !fresh {
		return err
	}
	w.step("digest")
	if err := foldHeld(ctx, tx, out.tenant, person, out.ways[0].id, now); err != nil {
		return err
	}
	w.step("folded")
	return w.enqueue(ctx, tx, out.jobs())
}

// digestItems puts what a day's mail holds into words, one line each.
func (w *Worker) digestItems(ctx context.Context, c *cargo, lang string) (lines []string, more int, err error) {
	err = w.door.ReadOf(ctx, c.tenant, func(ctx context.Context, tx Tx) error {
		rows, err := readFolded(ctx, tx, c.tenant, c.id)
		if err != nil {
			return err
		}
		box, err := w.Sealer.ReadBox(ctx, tx, c.tenant)
		if err != nil {
			return err
		}
		for i, row := range rows {
			if i == digestLines {
				more = len(rows) - digestLines
				break
			}
			item, err := w.item(box, lang, row)
			if err != nil {
				return err
			}
			lines = append(lines, item.Subject)
		}
		return nil
	})
	return lines, more, err
}
