package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/seal"
)

// cutOff begins an upload and leaves it as a crash would: after the row, in the middle of the object, or right after it.
func (h *house) cutOff(tenant station.Tenant, body []byte, whole bool) Key {
	h.t.Helper()
	id := must[ID](h.t)(NewID())
	print := must[[32]byte](h.t)(h.ring.Fingerprint(ctx, tenant, pieces{body}.digest()))
	row := fileRow{File: File{ID: id, Name: "a.pdf", Type: PDF, Size: int64(len(body)), Purpose: "attachment", By: wang, At: h.clock()}, object: id, digest: print, sealedName: []byte("x")}
	if kept, err := h.begin(ctx, tenant, &row, nil); err != nil || kept {
		h.t.Fatal(kept, err)
	}
	if whole {
		if err := h.lay(ctx, tenant, &row, pieces{body}); err != nil {
			h.t.Fatal(err)
		}
	}
	return row.key(tenant)
}

func TestWhatWasLeftBehindIsSwept(t *testing.T) {
	t.Parallel()
	eachShelf(t, func(t *testing.T, shelf ListedShelf) {
		h := houseOver(t, shelf, seal.Intl)
		kept := h.put(acme, "a.pdf", letter(1))
		h.cutOff(acme, letter(2), false)
		h.cutOff(desk, letter(3), true)
		lay(t, shelf, key(5, 5, 5), []byte("an object that no row tells of"))
		if d, ok := shelf.(*Disk); ok {
			f := must[sink](t)(d.create(half + "torn"))
			_ = f.Close()
		}
		swept := h.sweep(time.Hour)
		if swept.GivenUp+swept.Orphans+swept.Removed+swept.Foreign != 0 || !swept.Done || swept.Seen < 3 {
			t.Errorf("what is young is swept: %+v", swept)
		}
		h.later(2 * time.Hour)
		swept = h.sweepAt(time.Now().Add(2*time.Hour), time.Hour)
		want := Swept{GivenUp: 2, Removed: 2, Orphans: 1, Seen: 2, Done: true}
		if _, ok := shelf.(*Disk); ok {
			want.Orphans, want.Seen = 2, 3
		}
		if swept != want {
			t.Errorf("%+v, not %+v", swept, want)
		}
		if n := len(h.lying()); n != 1 || h.rows("file_objects", "true") != 1 {
			t.Errorf("%d objects are left, and one file", n)
		}
		if body, err := h.open(acme, kept.ID); err != nil || !bytes.Equal(body, letter(1)) {
			t.Error(err)
		}
		h.sound()
	})
}

// sweepAt sweeps as if it were that time.
func (h *house) sweepAt(now time.Time, older time.Duration) Swept {
	h.t.Helper()
	s, err := Sweep(ctx, h.worker, h.shelf, now, Sweeping{Older: older})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

func TestForeignThingsAreLeftAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, name := range []string{"README", filepath.Join("lost+found", "x")} {
		path := filepath.Join(h.disk, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if swept := h.sweepAt(time.Now().Add(time.Hour), time.Minute); swept.Foreign != 2 || swept.Orphans != 0 || len(h.lying()) != 2 {
		t.Errorf("%+v", swept)
	}
}

func TestALongSweepGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range byte(25) {
		lay(t, h.shelf, key(i, 1, 1), []byte("x"))
	}
	total, calls := 0, 0
	for done := false; !done; calls++ {
		s, err := Sweep(ctx, h.worker, h.shelf, time.Now().Add(time.Hour), Sweeping{Older: time.Minute, Most: 10})
		if err != nil || s.Seen > 10 || calls > 5 {
			t.Fatal(s, err)
		}
		total, done = total+s.Orphans, s.Done
	}
	if total != 25 || calls != 3 || len(h.lying()) != 0 {
		t.Errorf("%d in %d calls, %d left", total, calls, len(h.lying()))
	}
}

// stubborn is a shelf on which one object cannot be removed.
type stubborn struct {
	ListedShelf
	name string
}

func (s *stubborn) Remove(ctx context.Context, names ...string) error {
	if slices.Contains(names, s.name) {
		return errors.New("stuck")
	}
	return s.ListedShelf.Remove(ctx, names...)
}

func TestOneObjectThatStaysKeepsNoOther(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	s := &stubborn{ListedShelf: h.shelf}
	h.Shelf, h.shelf = s, s
	var ids []ID
	for i := range 5 {
		f := h.put(acme, "a.pdf", letter(i))
		ids = append(ids, f.ID)
	}
	s.name = h.lying()[2]
	for _, id := range ids { // whoever deletes a file does not mind the shelf
		if err := h.Delete(ctx, acme, id, nil); err != nil {
			t.Error(err)
		}
	}
	if n := h.rows("file_objects", "state = 'doomed'"); n != 1 || h.rows("files", "true") != 0 {
		t.Errorf("%d objects are doomed", n)
	}
	if _, err := h.open(acme, ids[2]); err == nil {
		t.Error("a deleted file opens")
	}
	if _, err := Sweep(ctx, h.worker, h.shelf, begun, Sweeping{}); err == nil {
		t.Error("nobody hears that an object stays")
	}
	if err := h.DeleteAll(ctx, acme, nil); err == nil {
		t.Error("a company is deleted, and its object stays")
	}
	s.name = ""
	if swept := h.sweepAt(begun, time.Hour); swept.Removed != 1 || len(h.lying()) != 0 {
		t.Errorf("%+v", swept)
	}
	h.sound()
}

// TestTheWorkerCannotTouchWhatIsKept tries as the role that sweeps.
func TestTheWorkerCannotTouchWhatIsKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.put(acme, "a.pdf", letter(1))
	for what, sql := range map[string]string{
		"doom a stored object":  `update file_objects set state = 'doomed'`,
		"delete a stored one":   `delete from file_objects`,
		"read a name":           `select name from files`,
		"delete a file":         `delete from files`,
		"revive what is doomed": `update file_objects set state = 'stored'`,
		"change a digest":       `update file_objects set digest = '\x00'`,
		"change the usage":      `update file_usage set files = 0`,
	} {
		var n int64
		err := h.worker.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
			tag, err := tx.Exec(ctx, sql)
			n = tag.RowsAffected()
			return err
		})
		if err == nil && n != 0 {
			t.Errorf("the worker can %s", what)
		}
	}
}

// TestSweepingNeverMeetsALiveFile uploads, deletes and sweeps the same few contents from many sides, and sweeps as if everything that is
// not a file this moment were old. Uploads may be told to come again; a file that was acknowledged stays.
func TestSweepingNeverMeetsALiveFile(t *testing.T) {
	t.Parallel()
	eachShelf(t, func(t *testing.T, shelf ListedShelf) {
		h := houseOver(t, shelf, seal.Intl, plenty)
		rounds := 60
		if os.Getenv("STATION_SOAK") != "" {
			rounds = 3000
		}
		stop := make(chan struct{})
		var people, sweepers sync.WaitGroup
		var mu sync.Mutex
		live, again := map[ID]int{}, 0
		for person := range uint64(6) {
			people.Go(func() {
				random := rand.New(rand.NewPCG(person, 2))
				for range rounds {
					n := random.IntN(4)
					f, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(n)), nil)
					if err != nil {
						if _, kind := says(err); kind != station.Unavailable {
							t.Error(err)
						}
						mu.Lock()
						again++
						mu.Unlock()
						continue
					}
					if body, err := h.open(acme, f.ID); err != nil || !bytes.Equal(body, letter(n)) {
						t.Errorf("right after it was kept: %v", err)
					}
					if random.IntN(4) > 0 {
						if err := h.Delete(ctx, acme, f.ID, nil); err != nil {
							t.Error(err)
						}
						continue
					}
					mu.Lock()
					live[f.ID] = n
					mu.Unlock()
				}
			})
		}
		sweeps := 0
		sweepers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				_, err := Sweep(ctx, h.worker, h.shelf, time.Now().Add(24*time.Hour), Sweeping{Older: time.Minute})
				if err != nil {
					t.Error(err)
				}
				sweeps++
			}
		})
		people.Wait()
		close(stop)
		sweepers.Wait()
		for id, n := range live {
			if body, err := h.open(acme, id); err != nil || !bytes.Equal(body, letter(n)) {
				t.Errorf("%x: %v", id, err)
			}
		}
		h.sweepAt(time.Now().Add(24*time.Hour), time.Minute)
		h.sound()
		if len(h.lying()) > 4 || sweeps < 3 {
			t.Errorf("%d objects for four contents after %d sweeps", len(h.lying()), sweeps)
		}
		t.Logf("%d files stayed, %d uploads were told to come again, %d sweeps", len(live), again, sweeps)
	})
}

// TestAnUploadOutlivedByItsRowComesAgain is an upload that was given up while it wrote.
func TestAnUploadOutlivedByItsRowComesAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	swept := Swept{}
	slow := &during{ListedShelf: h.shelf, do: func() { swept = h.sweepAt(time.Now().Add(48*time.Hour), time.Hour) }}
	h.Shelf = slow
	_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(1)), nil)
	refused(t, err, "files.unkept", station.Unavailable)
	if !errors.Is(err, errGivenUp) || swept.GivenUp != 1 || len(h.lying()) != 0 || h.rows("file_objects", "true") != 0 {
		t.Errorf("%v, %+v, %v", err, swept, h.lying())
	}
	slow.do = func() {}
	h.put(acme, "a.pdf", letter(1))
	h.sound()
}

// during is a shelf on which something happens right before an object is laid down.
type during struct {
	ListedShelf
	do func()
}

func (d *during) Put(ctx context.Context, name string, size int64, write func(io.Writer) error) (int64, error) {
	d.do()
	return d.ListedShelf.Put(ctx, name, size, write)
}

func (s Swept) String() string {
	return fmt.Sprintf("{given up %d, removed %d, orphans %d, foreign %d, seen %d, done %v}", s.GivenUp, s.Removed, s.Orphans, s.Foreign, s.Seen, s.Done)
}
