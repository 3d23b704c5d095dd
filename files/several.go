package files

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Sent is one of several files that come together. Its Upload has an ID.
type Sent struct {
	Upload
	From io.Reader
}

// WithinAll is what a caller does in the transaction that makes several files, in the order in which they were sent. An error undoes it all.
type WithinAll = func(ctx context.Context, tx pg.Tx, all []File) error

var errNoID = errors.New("files: files that come together have ids")

// incoming is one of several files on its way in; laid tells that its object is on the shelf.
type incoming struct {
	row     fileRow
	content pieces
	laid    bool
	spare   bool // another file holds the content: what was laid is not needed
}

// PutAll takes several files of a tenant in, all or none: nothing is laid down before every one of them was looked at. at is the station
// whose rows then reaches besides a company's own; zero for none. Sent again under the same ids they are the same files, and then runs
// again, so it must be safe to repeat. Faults as for Put.
func (r *Room) PutAll(ctx context.Context, tenant station.Tenant, at station.StationID, all []Sent, then WithinAll) ([]File, error) {
	parts := make([]*incoming, 0, len(all))
	for _, s := range all {
		one, done, err := r.takeIn(ctx, tenant, s)
		if err != nil {
			return nil, err
		}
		defer done()
		parts = append(parts, one)
	}
	ctx, cancel := context.WithTimeout(ctx, putTime)
	defer cancel()
	for tries := 0; ; tries++ {
		err := r.stage(ctx, tenant, parts)
		if err == nil {
			err = r.finishAll(ctx, tenant, at, parts, then)
		}
		if err == nil {
			break
		}
		for _, one := range parts {
			if one.laid {
				r.takeBack(ctx, tenant, one.row.announced(tenant))
				one.laid = false
			}
		}
		if !errors.Is(err, errThere) || tries > 2 {
			return nil, unkept(err)
		}
	}
	out := make([]File, len(parts))
	for i, one := range parts {
		if out[i] = one.row.File; one.laid && one.spare {
			r.takeBack(ctx, tenant, one.row.announced(tenant))
		}
	}
	return out, nil
}

// takeBack is abandon, with the row of the object too. What cannot be done now, the sweeper does.
func (r *Room) takeBack(ctx context.Context, tenant station.Tenant, key Key) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if doomed, err := r.doom(ctx, tenant, key.Attempt); err == nil && doomed {
		_ = r.clear(ctx, tenant, key)
	}
}

// takeIn receives one file and looks at it. done gives its memory back.
func (r *Room) takeIn(ctx context.Context, tenant station.Tenant, s Sent) (one *incoming, done func(), err error) {
	if s.ID == (ID{}) {
		return nil, nil, errNoID
	}
	if err := r.mayBegin(ctx, tenant, s.Upload); err != nil {
		return nil, nil, err
	}
	body, done, err := r.receive(ctx, s.Upload, s.From)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			done()
		}
	}()
	seen, err := look(body, s.Purpose, s.Name)
	if err != nil {
		return nil, done, err
	}
	if err = r.scan(ctx, body); err != nil {
		return nil, done, err
	}
	f := File{ID: s.ID, Name: seen.name, Type: seen.kind, Size: seen.content.size(), Purpose: s.Purpose.Name, By: s.By, At: r.Clock().UTC().Truncate(time.Microsecond)}
	one = &incoming{row: fileRow{File: f}, content: seen.content}
	if one.row.digest, err = r.Sealer.Fingerprint(ctx, tenant, seen.content.digest()); err != nil {
		return nil, done, unkept(err)
	}
	one.row.sealedName, err = r.sealName(ctx, tenant, f)
	return one, done, err
}

// stage lays down what is not there yet. What another file holds already is not written again.
func (r *Room) stage(ctx context.Context, tenant station.Tenant, parts []*incoming) error {
	for _, one := range parts {
		attempt, err := uuid.NewV7()
		if err != nil {
			return err
		}
		one.row.object, one.spare = attempt, false
		if one.laid, err = r.announce(ctx, tenant, &one.row); err != nil {
			return err
		}
		if !one.laid {
			continue
		}
		if err := r.lay(ctx, tenant, &one.row, one.content); err != nil {
			return err
		}
	}
	return nil
}
