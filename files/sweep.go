package files

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station/pg"
)

// Sweeping says how a shelf is swept.
type Sweeping struct {
	// Older is how old an upload, or an object that nothing points at, must be before it counts as left behind; 0 = a day. It
	// needs no caution for the sake of uploads under way, which at worst are told to come again.
	Older time.Duration
	// Most is how many objects one call looks at; 0 = 50,000. The next call goes on from there.
	Most int
}

// Swept is what a sweep did. It names nobody.
type Swept struct {
	GivenUp int  // uploads that were cut off
	Removed int  // objects that no file pointed at any more
	Orphans int  // objects, and halves of objects, that no row told of
	Foreign int  // things on the shelf that are not ours; they are left alone
	Seen    int  // objects looked at
	Done    bool // the whole shelf was seen; else call again
}

// Sweep takes away what was left behind: by uploads that were cut off, by deletions whose shelf did not answer, by a database
// that was put back to an earlier day. It runs through the worker's own door, for all tenants, is safe to run twice, and at the same time as
// anything else.
func Sweep(ctx context.Context, worker *pg.DB, shelf ListedShelf, now time.Time, o Sweeping) (Swept, error) {
	if o.Older == 0 {
		o.Older = 24 * time.Hour
	}
	if o.Most == 0 {
		o.Most = 50_000
	}
	s := sweeper{worker: worker, shelf: shelf, old: now.Add(-o.Older)}
	err := errors.Join(s.doomed(ctx), s.walk(ctx, o.Most))
	return s.Swept, err
}

type sweeper struct {
	worker *pg.DB
	shelf  ListedShelf
	old    time.Time
	Swept
}

// doomed gives up uploads that were cut off and removes what is doomed, object first, row after.
func (s *sweeper) doomed(ctx context.Context) (err error) {
	if s.GivenUp, err = giveUp(ctx, s.worker, s.old); err != nil {
		return err
	}
	var failed error
	for after := (Key{}); ; {
		keys, err := allDoomed(ctx, s.worker, after, doomedPage)
		if err != nil {
			return errors.Join(failed, err)
		}
		gone, err := s.remove(ctx, keys)
		failed = errors.Join(failed, err)
		if err := forgetDoomed(ctx, s.worker, gone); err != nil {
			return errors.Join(failed, err)
		}
		if s.Removed += len(gone); len(keys) < doomedPage {
			return failed
		}
		after = keys[len(keys)-1]
	}
}

// remove takes objects away together and, where that fails, one by one, so that one does not keep all others.
func (s *sweeper) remove(ctx context.Context, keys []Key) (gone []Key, err error) {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.String()
	}
	if err := s.shelf.Remove(ctx, names...); err == nil {
		return keys, nil
	}
	for i, k := range keys {
		if one := s.shelf.Remove(ctx, names[i]); one != nil {
			err = one
			if ctx.Err() != nil {
				break
			}
			continue
		}
		gone = append(gone, k)
	}
	if err != nil {
		err = fmt.Errorf("sweep files: %d of %d objects stay: %w", len(keys)-len(gone), len(keys), err)
	}
	return gone, err
}

// walk goes along the shelf from where the last walk ended. An object without a row will never have one, for the row
// comes first; its age is asked for all the same, so that after a mistake with the database there is a day to notice.
func (s *sweeper) walk(ctx context.Context, most int) error {
	after, err := sweptUntil(ctx, s.worker)
	if err != nil {
		return err
	}
	for s.Seen < most {
		page, err := s.shelf.List(ctx, after, min(listPage, most-s.Seen))
		if err != nil {
			return fmt.Errorf("sweep files: %w", err)
		}
		if err := s.orphans(ctx, page); err != nil {
			return fmt.Errorf("sweep files: %w", err)
		}
		s.Seen += len(page)
		if s.Done = len(page) == 0; s.Done {
			return keepSwept(ctx, s.worker, "")
		}
		after = page[len(page)-1].Name
	}
	return keepSwept(ctx, s.worker, after)
}

func (s *sweeper) orphans(ctx context.Context, page []Object) error {
	var names, lost []string
	for _, o := range page {
		_, ours := parseKey(o.Name)
		switch {
		case !ours && !isHalf(o.Name):
			s.Foreign++
		case o.At.After(s.old):
		case ours:
			names = append(names, o.Name)
		default:
			lost = append(lost, o.Name)
		}
	}
	without, err := allWithoutRow(ctx, s.worker, names)
	if err != nil {
		return err
	}
	if lost = append(lost, without...); len(lost) == 0 {
		return nil
	}
	if err := s.shelf.Remove(ctx, lost...); err != nil {
		return err
	}
	s.Orphans += len(lost)
	return nil
}
