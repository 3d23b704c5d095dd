package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Put takes a file in. It reads from to its end, or refuses at the first byte too many; looks at what came; and returns
// once the file is safe, with then done in the same transaction. What is refused leaves nothing behind. A Fault tells the sender
// what to do: Invalid for what this file is or a quota, Conflict for an
// id that another file has, Unavailable for what time heals.
//
// The content is in memory while it is looked at, for what an archive holds is told at its end, and no plain text
// may touch a disk. Nobody but the caller can end a from that never ends.
func (r *Room) Put(ctx context.Context, tenant station.Tenant, u Upload, from io.Reader, then Within) (File, error) {
	var err error
	if u.ID == (ID{}) {
		if u.ID, err = NewID(); err != nil {
			return File{}, err
		}
	}
	if err := r.mayBegin(ctx, tenant, u); err != nil {
		return File{}, err
	}
	body, done, err := r.receive(ctx, u, from)
	if err != nil {
		return File{}, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, putTime)
	defer cancel()
	seen, err := look(body, u.Purpose, u.Name)
	if err != nil {
		return File{}, err
	}
	if err := r.scan(ctx, body); err != nil {
		return File{}, err
	}
	f := File{ID: u.ID, Name: seen.name, Type: seen.kind, Size: seen.content.size(), Purpose: u.Purpose.Name, By: u.By, At: r.Clock().UTC().Truncate(time.Microsecond)}
	return r.keep(ctx, tenant, f, u.About, seen.content, then)
}

// mayBegin refuses what can be refused before a byte is read.
func (r *Room) mayBegin(ctx context.Context, tenant station.Tenant, u Upload) error {
	if err := u.Purpose.check(); err != nil {
		return err
	}
	if u.Size > u.Purpose.MaxBytes {
		return tooLarge(u.Purpose)
	}
	return r.mayKeep(ctx, tenant, u.ID, max(u.Size, 1))
}

// receive reads what is sent. done gives the memory back, overwritten.
func (r *Room) receive(ctx context.Context, u Upload, from io.Reader) (body []byte, done func(), err error) {
	room := u.Purpose.MaxBytes
	if u.Size > 0 {
		room = u.Size
	}
	need := min(2*room, r.Memory) // the sealed bytes may have to wait in memory as well
	waiting, cancel := context.WithTimeout(ctx, memoryWait)
	defer cancel()
	if err := r.memory.Acquire(waiting, need); err != nil {
		return nil, nil, &station.Fault{Kind: station.Unavailable, Say: station.Say(pg.Busy), Err: errors.New("files: too many uploads at once")}
	}
	body, err = readAll(from, room)
	done = func() {
		clear(body)
		r.memory.Release(need)
	}
	n := int64(len(body))
	switch {
	case err != nil:
		err = unkept(err)
	case u.Size > 0 && n != u.Size:
		err = invalid("files.cut")
	case n > u.Purpose.MaxBytes:
		err = tooLarge(u.Purpose)
	case n == 0:
		err = invalid("files.empty")
	}
	if err != nil {
		done()
		return nil, nil, err
	}
	return body, done, nil
}

// readAll reads to the end, or one byte more than there is room for. It leaves no copy behind as it grows.
func readAll(from io.Reader, room int64) ([]byte, error) {
	body := make([]byte, 0, min(room+1, 64<<10))
	for int64(len(body)) <= room {
		if len(body) == cap(body) {
			larger := make([]byte, len(body), min(room+1, 2*int64(cap(body))))
			copy(larger, body)
			clear(body)
			body = larger
		}
		n, err := from.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return body, err
		}
	}
	return body, nil
}

// scan lets the scanner see the file as it was sent. A scanner that does not know has not said that all is well.
func (r *Room) scan(ctx context.Context, body []byte) error {
	if r.Scanner == nil {
		return nil
	}
	err := r.Scanner.Scan(ctx, bytes.NewReader(body))
	var found *Infected
	switch {
	case err == nil:
		return nil
	case errors.As(err, &found):
		return &station.Fault{Kind: station.Invalid, Say: station.Say("files.infected"), Err: err}
	}
	return &station.Fault{Kind: station.Unavailable, Say: station.Say("files.unscanned"), Err: err}
}

// keep announces the object, lays it down and makes the row; or finds that the tenant has this content already.
func (r *Room) keep(ctx context.Context, tenant station.Tenant, f File, about station.CompanyID, content pieces, then Within) (File, error) {
	attempt, err := uuid.NewV7()
	if err != nil {
		return File{}, err
	}
	print, err := r.Sealer.Fingerprint(ctx, tenant, content.digest())
	if err != nil {
		return File{}, unkept(err)
	}
	row := fileRow{File: f, object: attempt, digest: print, about: about}
	if row.sealedName, err = r.sealName(ctx, tenant, f); err != nil {
		return File{}, unkept(err)
	}
	for {
		kept, err := r.begin(ctx, tenant, &row, then)
		if err != nil || kept {
			return row.File, err
		}
		if err = r.lay(ctx, tenant, &row, content); err == nil {
			err = r.finish(ctx, tenant, &row, then)
		}
		if err == nil {
			return row.File, nil
		}
		r.abandon(ctx, tenant, row.announced(tenant))
		if !errors.Is(err, errThere) {
			return File{}, unkept(err)
		}
		// the same file came twice at once, and the other was first: it is there now
		if attempt, err = uuid.NewV7(); err != nil {
			return File{}, err
		}
		row.object = attempt
	}
}

// lay seals the content and puts it on the shelf.
func (r *Room) lay(ctx context.Context, tenant station.Tenant, row *fileRow, content pieces) error {
	key := row.announced(tenant)
	sealed, err := r.Shelf.Put(ctx, key.String(), row.Size, func(to io.Writer) error {
		w, err := r.Sealer.SealStream(ctx, tenant, key.place(), to)
		if err != nil {
			return err
		}
		for _, piece := range content {
			if _, err := w.Write(piece); err != nil {
				return err
			}
		}
		return w.Close()
	})
	row.sealed = sealed
	return err
}

// abandon takes back what was announced, unless it was made after all: a commit whose answer was lost may have happened.
// What cannot be done now, the sweeper does.
func (r *Room) abandon(ctx context.Context, tenant station.Tenant, key Key) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if doomed, err := r.doom(ctx, tenant, key.Attempt); err == nil && doomed {
		_ = r.Shelf.Remove(ctx, key.String())
	}
}

func namePlace(id ID) Place { return Place{Kind: "files.name", Row: hex.EncodeToString(id[:])} }

func (r *Room) sealName(ctx context.Context, tenant station.Tenant, f File) ([]byte, error) {
	var out bytes.Buffer
	w, err := r.Sealer.SealStream(ctx, tenant, namePlace(f.ID), &out)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, f.Name); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func (r *Room) openName(ctx context.Context, tenant station.Tenant, row fileRow) (string, error) {
	text, err := r.Sealer.OpenStream(ctx, tenant, namePlace(row.ID), bytes.NewReader(row.sealedName))
	if err != nil {
		return "", unreadable(err)
	}
	name, err := io.ReadAll(text)
	if err != nil {
		return "", unreadable(err)
	}
	return string(name), nil
}

// pieces are the parts of an upload that are kept, in order: slices of what was sent, and a few bytes of ours.
type pieces [][]byte

func (p pieces) size() (n int64) {
	for _, piece := range p {
		n += int64(len(piece))
	}
	return n
}

func (p pieces) digest() [32]byte {
	sum := sha256.New()
	for _, piece := range p {
		sum.Write(piece)
	}
	return [32]byte(sum.Sum(nil))
}
