// Package files keeps what people hand in: pictures of licences, tables, letters. It takes a file only
// if its content is of a kind that was asked for, removes what a picture tells of the phone that took it, has it
// looked at for viruses where the operator has a scanner, seals it, and lays it on a shelf: a folder, or S3.
//
// Nothing is lost between the shelf and the database, and nothing is left behind. A row announces an object before it is
// written; the object is safe before a row says so; a row goes after its object. An object's name holds the number
// of the attempt that wrote it, so every name is written once: what sweeps the shelf can never meet an object that
// somebody is writing anew, whatever the order of events.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/semaphore"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ID names a file. UUIDv7.
type ID [16]byte

// NewID makes the id of a file. A page that makes it before the upload may send the same upload twice.
func NewID() (ID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return ID{}, fmt.Errorf("new file id: %w", err)
	}
	return ID(id), nil
}

// File is what is known of a file without opening it.
type File struct {
	ID      ID
	Name    string // cleaned, and fit for a page; its ending fits the content
	Type    Type
	Size    int64 // bytes, as it is handed out
	Purpose string
	By      station.PersonID
	At      time.Time
}

// Upload says what a file is meant for.
type Upload struct {
	ID      ID      // of the file to be; the same id again is the same upload again. Zero: a new one
	Name    string  // as the person's machine calls it
	Purpose Purpose // which kinds are taken, and how large
	By      station.PersonID
	Size    int64 // bytes, where it was announced: an upload that is cut off is then noticed. 0 = not announced
	// About is the company that a station's file is about: what is done in the transaction that makes the file reaches its rows too.
	About station.CompanyID
}

// Within is what a caller does in the transaction that makes a file, or that takes it away: its own row, the line of
// the audit trail. An error undoes both.
type Within = func(ctx context.Context, tx pg.Tx, f File) error

// Quota is how much one tenant may keep.
type Quota struct {
	Files int64
	Bytes int64
}

// Options say what a Room works with. All but Scanner, the quotas and Memory are needed.
type Options struct {
	DB      *pg.DB
	Shelf   ListedShelf
	Sealer  Sealer
	Scanner Scanner // nil: nobody looks for viruses
	Clock   func() time.Time
	Company Quota // of each company; zero = 2,000 files, 4 GiB
	Station Quota // of each station; zero = 200,000 files, 400 GiB
	Memory  int64 // bytes that all uploads together may hold; 0 = 256 MiB
}

// Room keeps files. It is the only writer of its tables and of its shelf.
type Room struct {
	Options
	memory *semaphore.Weighted
}

const (
	// putTime is how long one upload may take once its content is at hand.
	putTime = 5 * time.Minute
	// memoryWait is how long an upload waits for memory before its sender is asked to come again.
	memoryWait = 2 * time.Second
)

// New makes the room.
func New(o Options) (*Room, error) {
	if o.DB == nil || o.Shelf == nil || o.Sealer == nil || o.Clock == nil {
		return nil, errors.New("files: a room needs a database, a shelf, a sealer and a clock")
	}
	if o.Company == (Quota{}) {
		o.Company = Quota{Files: 2_000, Bytes: 4 << 30}
	}
	if o.Station == (Quota{}) {
		o.Station = Quota{Files: 200_000, Bytes: 400 << 30}
	}
	if o.Memory == 0 {
		o.Memory = 256 << 20
	}
	return &Room{Options: o, memory: semaphore.NewWeighted(o.Memory)}, nil
}

func (r *Room) quota(t station.Tenant) Quota {
	if t.Company != (station.CompanyID{}) {
		return r.Company
	}
	return r.Station
}

// Look tells of files of a tenant, in the order of the ids. What is not there is left out.
func (r *Room) Look(ctx context.Context, tenant station.Tenant, ids ...ID) ([]File, error) {
	rows, err := r.find(ctx, tenant, ids)
	if err != nil {
		return nil, err
	}
	out := make([]File, 0, len(rows))
	for _, row := range rows {
		if row.Name, err = r.openName(ctx, tenant, row); err != nil {
			return nil, err
		}
		out = append(out, row.File)
	}
	return out, nil
}

// Open gives a file and its content, from its first byte. The reader ends with an error, and not with io.EOF, where the
// content is not whole: it was changed or cut off where it lies. Close it.
func (r *Room) Open(ctx context.Context, tenant station.Tenant, id ID) (File, io.ReadCloser, error) {
	rows, err := r.find(ctx, tenant, []ID{id})
	if err != nil {
		return File{}, nil, err
	}
	if len(rows) == 0 {
		return File{}, nil, notFound(nil)
	}
	row := rows[0]
	if row.Name, err = r.openName(ctx, tenant, row); err != nil {
		return File{}, nil, err
	}
	content, err := r.openObject(ctx, tenant, row.key(tenant), row.Size)
	if errors.Is(err, ErrNoObject) {
		// it may have been deleted since the row was read
		if again, err := r.find(ctx, tenant, []ID{id}); err == nil && len(again) == 0 {
			return File{}, nil, notFound(nil)
		}
	}
	if err != nil {
		return File{}, nil, unreadable(err)
	}
	return row.File, content, nil
}

// whole hands content out and holds it to its size.
type whole struct {
	io.Reader
	under io.Closer
	left  int64
}

// Read ends with io.EOF only after the last byte.
func (w *whole) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	w.left -= int64(n)
	if w.left < 0 || errors.Is(err, io.EOF) && w.left != 0 {
		return 0, unreadable(fmt.Errorf("files: the content is not as long as its row says, by %d bytes", -w.left))
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = unreadable(err)
	}
	return n, err
}

// Close ends the reading.
func (w *whole) Close() error { return w.under.Close() }

func (r *Room) openObject(ctx context.Context, tenant station.Tenant, key Key, size int64) (io.ReadCloser, error) {
	sealed, err := r.Shelf.Get(ctx, key.String())
	if err != nil {
		return nil, err
	}
	text, err := r.Sealer.OpenStream(ctx, tenant, key.place(), sealed)
	if err != nil {
		_ = sealed.Close()
		return nil, err
	}
	return &whole{Reader: text, under: sealed, left: size}, nil
}
