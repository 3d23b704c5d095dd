package files

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/zhuqi-yunzhan/station/pg"
)

// Checked is what a check found. It tells ids, no names.
type Checked struct {
	Files, Objects int64
	Bytes          int64     // of the objects, sealed
	Waiting        int64     // uploads under way or cut off, and deletions that are not done: the sweeper sees to them
	Orphans        int64     // objects that no row tells of, likewise
	Foreign        int64     // things on the shelf that are not ours
	Miscounted     int64     // tenants whose usage is not what their files come to
	Troubles       []Trouble // files whose content is not there, or not as it was kept; a hundred at most
	Damaged        int64     // objects in trouble, all of them
}

// Sound tells whether every file has its content and every tenant its right count.
func (c Checked) Sound() bool { return c.Damaged == 0 && c.Miscounted == 0 }

// Trouble is an object that is not what its row says, and the files that hang on it.
type Trouble struct {
	Tenant [16]byte
	Object string
	What   string
	Files  [][16]byte
}

// Checking says how closely to look.
type Checking struct {
	// Opens, where given, opens every object to its end with the tenant's key, which finds every changed byte. Else size and presence are
	// compared. It gets the tenant as a bare id and finds out itself whose it is.
	Opens func(ctx context.Context, tenant [16]byte, at Place, from io.Reader) (io.Reader, error)
}

const maxTroubles = 100

// Check holds the shelf against the rows, both in the order of their names, and changes nothing. It runs through the worker's door while
// everything goes on.
func Check(ctx context.Context, worker *pg.DB, shelf ListedShelf, o Checking) (Checked, error) {
	c := checker{worker: worker, shelf: shelf, Checking: o}
	err := countAll(ctx, worker, &c.Checked)
	if err == nil {
		err = c.walk(ctx)
	}
	if err != nil {
		return c.Checked, fmt.Errorf("check files: %w", err)
	}
	return c.Checked, nil
}

type checker struct {
	worker *pg.DB
	shelf  ListedShelf
	Checking
	Checked
}

// kept is a stored object as its row tells of it.
type kept struct {
	Key
	size, sealed int64
}

// walk takes both lists a page at a time.
func (c *checker) walk(ctx context.Context) error {
	lying, rows := pager[Object]{ctx: ctx, next: c.lying}, pager[kept]{ctx: ctx, next: c.rows}
	for {
		there, more, err := lying.peek()
		if err != nil {
			return err
		}
		want, wanted, err := rows.peek()
		if err != nil {
			return err
		}
		if !more && !wanted {
			return nil
		}
		name := want.Key.String()
		switch {
		case more && (!wanted || there.Name < name):
			lying.take()
			err = c.extra(ctx, there)
		case wanted && (!more || name < there.Name):
			rows.take()
			err = c.doubtful(ctx, want, "the object is missing")
		default:
			lying.take()
			rows.take()
			err = c.both(ctx, want, there)
		}
		if err != nil {
			return err
		}
	}
}

func (c *checker) both(ctx context.Context, want kept, there Object) error {
	c.Objects, c.Bytes = c.Objects+1, c.Bytes+there.Size
	if there.Size != want.sealed {
		return c.doubtful(ctx, want, fmt.Sprintf("the object has %d bytes and should have %d", there.Size, want.sealed))
	}
	if c.Opens == nil {
		return nil
	}
	sealed, err := c.shelf.Get(ctx, there.Name)
	if errors.Is(err, ErrNoObject) {
		return c.doubtful(ctx, want, "the object is missing")
	}
	if err != nil {
		return err
	}
	defer sealed.Close()
	text, err := c.Opens(ctx, want.Tenant, want.place(), sealed)
	if err != nil {
		return c.doubtful(ctx, want, "the object does not open: "+err.Error())
	}
	if n, err := io.Copy(io.Discard, text); err != nil || n != want.size {
		return c.doubtful(ctx, want, fmt.Sprintf("the object does not open to its end: %d of %d bytes, %v", n, want.size, err))
	}
	return nil
}

// doubtful looks again, for the two lists were not read in one moment.
func (c *checker) doubtful(ctx context.Context, want kept, what string) error {
	still, files, err := stillKept(ctx, c.worker, want.Key)
	if err != nil || !still {
		return err
	}
	if what == "the object is missing" {
		sealed, err := c.shelf.Get(ctx, want.Key.String())
		if err == nil {
			return sealed.Close() // it came after the shelf was listed
		}
		if !errors.Is(err, ErrNoObject) {
			return err
		}
	}
	if c.Damaged++; len(c.Troubles) < maxTroubles {
		c.Troubles = append(c.Troubles, Trouble{Tenant: want.Tenant, Object: want.Key.String(), What: what, Files: files})
	}
	return nil
}

// extra is an object that no stored row tells of.
func (c *checker) extra(ctx context.Context, there Object) error {
	if _, ours := parseKey(there.Name); !ours {
		if !isHalf(there.Name) {
			c.Foreign++
		}
		return nil
	}
	lost, err := allWithoutRow(ctx, c.worker, []string{there.Name})
	c.Orphans += int64(len(lost))
	return err
}

func (c *checker) lying(ctx context.Context, last Object) ([]Object, error) {
	return c.shelf.List(ctx, last.Name, listPage)
}

func (c *checker) rows(ctx context.Context, last kept) ([]kept, error) {
	return allKept(ctx, c.worker, last.Key, listPage)
}

// pager walks a long list a page at a time.
type pager[T any] struct {
	ctx  context.Context
	next func(ctx context.Context, last T) ([]T, error)
	page []T
	last T
	over bool
}

func (p *pager[T]) peek() (one T, more bool, err error) {
	if len(p.page) == 0 && !p.over {
		if p.page, err = p.next(p.ctx, p.last); err != nil {
			return one, false, err
		}
		p.over = len(p.page) == 0
	}
	if p.over {
		return one, false, nil
	}
	return p.page[0], true, nil
}

func (p *pager[T]) take() { p.last, p.page = p.page[0], p.page[1:] }
