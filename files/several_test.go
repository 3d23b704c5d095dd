package files

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

func TestSeveralFilesAreKeptTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	send := func(bodies ...[]byte) (all []Sent) {
		for i, b := range bodies {
			all = append(all, Sent{Upload{ID: ID{byte(i + 1)}, Name: "a.pdf", Purpose: Attachment, By: wang, Size: int64(len(b))}, bytes.NewReader(b)})
		}
		return all
	}
	ran := 0
	then := func(_ context.Context, _ pg.Tx, all []File) error { ran += len(all); return nil }
	_, err := h.PutAll(ctx, acme, station.StationID{}, send(letter(1), []byte("MZ program")), then)
	refused(t, err, "files.other_type", station.Invalid)
	stop := errors.New("no")
	if _, err = h.PutAll(ctx, acme, station.StationID{}, send(letter(1), letter(2)), func(context.Context, pg.Tx, []File) error { return stop }); !errors.Is(err, stop) {
		t.Error(err)
	}
	if left := h.lying(); len(left) != 0 || ran != 0 || h.rows("files", "true")+h.rows("file_objects", "true") != 0 {
		t.Errorf("what was refused leaves %v", left)
	}
	for want := 3; want <= 6; want += 3 { // sent twice: the act is told again, and nothing more is kept
		kept, err := h.PutAll(ctx, acme, station.StationID{7}, send(letter(1), letter(2), letter(1)), then)
		if err != nil || len(kept) != 3 || ran != want || len(h.lying()) != 2 || h.rows("files", "true") != 3 {
			t.Fatalf("%d files, told %d, %d objects, %v", len(kept), ran, len(h.lying()), err)
		}
		if body, err := h.open(acme, kept[1].ID); err != nil || !bytes.Equal(body, letter(2)) {
			t.Error(err)
		}
	}
	_, err = h.PutAll(ctx, acme, station.StationID{}, send(letter(3)), then)
	refused(t, err, "files.twice", station.Conflict)
	h.sound()
}

func TestTheSameFilesSentAtOnceAreKeptOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	done := make(chan error, 6)
	for range cap(done) {
		go func() {
			var all []Sent
			for i := range 3 {
				b := letter(i)
				all = append(all, Sent{Upload{ID: ID{byte(i + 1)}, Name: "a.pdf", Purpose: Attachment, By: wang, Size: int64(len(b))}, bytes.NewReader(b)})
			}
			_, err := h.PutAll(ctx, acme, station.StationID{}, all, nil)
			done <- err
		}()
	}
	for range cap(done) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if n := h.rows("files", "true"); n != 3 || len(h.lying()) != 3 || h.rows("file_objects", "true") != 3 {
		t.Errorf("%d files, %v", n, h.lying())
	}
	h.sound()
}
