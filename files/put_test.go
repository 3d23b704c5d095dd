package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

func TestAFileComesBackAsItWasKept(t *testing.T) {
	t.Parallel()
	eachShelf(t, func(t *testing.T, shelf ListedShelf) {
		for _, suite := range []seal.Suite{seal.Intl, seal.GM} {
			h := houseOver(t, shelf, suite)
			photo := aJPEG(t, 600, 5)
			f := h.put(acme, `C:\scan\营业执照 (1).jpg`, photo)
			if f.Name != "营业执照 (1).jpg" || f.Type != JPEG || f.By != wang || !f.At.Equal(begun) || f.Purpose != "attachment" || f.ID == (ID{}) {
				t.Errorf("%+v", f)
			}
			body, err := h.open(acme, f.ID)
			want := bytes.Join(must[pieces](t)(cleanJPEG(photo)), nil)
			if err != nil || !bytes.Equal(body, want) {
				t.Errorf("%d bytes, %v", len(body), err)
			}
			second := h.put(desk, "b.pdf", letter(1))
			looked := must[[]File](t)(h.Look(ctx, acme, second.ID, f.ID, ID{9}, f.ID))
			if len(looked) != 1 || looked[0] != f {
				t.Errorf("%+v", looked)
			}
			for who, tenant := range map[string]station.Tenant{"another company": other, "the desk": desk} {
				if _, err := h.open(tenant, f.ID); who != "" {
					refused(t, err, "fault.not_found", station.NotFound)
				}
				err := h.Delete(ctx, tenant, f.ID, nil)
				refused(t, err, "fault.not_found", station.NotFound)
			}
			for _, name := range h.lying() {
				sealed := must[[]byte](t)(take(shelf, name))
				if bytes.Contains(sealed, body[100:132]) || bytes.Contains(sealed, []byte("%PDF")) {
					t.Errorf("%s is not sealed", name)
				}
			}
			if err := errors.Join(h.Delete(ctx, acme, f.ID, nil), h.Delete(ctx, desk, second.ID, nil)); err != nil {
				t.Error(err)
			}
			if left := h.lying(); len(left) != 0 {
				t.Error(left)
			}
		}
	})
}

func TestTheSameContentIsKeptOnceForATenant(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	a, b := h.put(acme, "a.pdf", letter(1)), h.put(acme, "b.pdf", letter(1))
	theirs := h.put(other, "a.pdf", letter(1))
	if n := len(h.lying()); n != 2 {
		t.Errorf("%d objects for one content of two tenants", n)
	}
	for _, name := range h.lying() {
		if strings.Contains(name, sha(letter(1))) {
			t.Error("an object's name tells its content to who knows it")
		}
	}
	if h.rows("file_usage", "files = 2 and bytes = "+fmt.Sprint(2*len(letter(1)))) != 1 {
		t.Error("the usage is not that of two files")
	}
	if err := h.Delete(ctx, acme, a.ID, nil); err != nil {
		t.Fatal(err)
	}
	if body, err := h.open(acme, b.ID); err != nil || !bytes.Equal(body, letter(1)) {
		t.Error("the other file of this content:", err)
	}
	if _, err := h.open(acme, a.ID); err == nil {
		t.Error("a deleted file opens")
	}
	if err := h.Delete(ctx, acme, b.ID, nil); err != nil {
		t.Fatal(err)
	}
	if n := len(h.lying()); n != 1 || h.rows("file_objects", "true") != 1 {
		t.Errorf("%d objects, and one file", n)
	}
	if _, err := h.open(other, theirs.ID); err != nil {
		t.Error(err)
	}
	refused(t, h.Delete(ctx, acme, b.ID, nil), "fault.not_found", station.NotFound)
	h.sound()
}

// TestTheSameUploadAgainIsTheSameFile: a button pressed twice, an answer that was lost.
func TestTheSameUploadAgainIsTheSameFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Company = Quota{Files: 1, Bytes: 1 << 20} })
	u := Upload{ID: must[ID](t)(NewID()), Name: "a.pdf", Purpose: Attachment, By: wang}
	times := 0
	then := func(context.Context, pg.Tx, File) error { times++; return nil }
	first := must[File](t)(h.Put(ctx, acme, u, bytes.NewReader(letter(1)), then))
	h.later(time.Minute)
	again := must[File](t)(h.Put(ctx, acme, u, bytes.NewReader(letter(1)), then))
	if again != first || times != 1 || h.rows("files", "true") != 1 {
		t.Errorf("%+v, then %+v; what comes with it was done %d times", first, again, times)
	}
	_, err := h.Put(ctx, acme, u, bytes.NewReader(letter(2)), then)
	refused(t, err, "files.twice", station.Conflict)
	u.Purpose = Licence
	_, err = h.Put(ctx, acme, u, bytes.NewReader(letter(1)), then)
	refused(t, err, "files.twice", station.Conflict)
	h.sound()
}

// TestManyAtOnceKeepOneContent uploads one content under few ids from many sides at once.
func TestManyAtOnceKeepOneContent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ids := []ID{must[ID](t)(NewID()), must[ID](t)(NewID()), must[ID](t)(NewID())}
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			if _, err := h.Put(ctx, acme, Upload{ID: ids[i%3], Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(5)), nil); err != nil {
				t.Error(i, err)
			}
		})
	}
	all.Wait()
	h.sweep(time.Hour)
	if n := len(h.lying()); n != 1 || h.rows("files", "true") != 3 || h.rows("file_objects", "true") != 1 {
		t.Errorf("%d objects, %d files", n, h.rows("files", "true"))
	}
	h.sound()
}

func TestWhatIsTooMuchIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) {
		o.Company, o.Station = Quota{Files: 3, Bytes: 10_000}, Quota{Files: 1, Bytes: 1 << 20}
	})
	small := Purpose{Name: "small", Types: []Type{PDF}, MaxBytes: 3000}
	endless := &endless{}
	put := func(tenant station.Tenant, size int64, from io.Reader) error {
		_, err := h.Put(ctx, tenant, Upload{Name: "a.pdf", Purpose: small, By: wang, Size: size}, from, nil)
		return err
	}
	refused(t, put(acme, 3001, endless), "files.too_large_kb", station.Invalid)
	if endless.n != 0 {
		t.Error("it was read, though it was announced as too large")
	}
	refused(t, put(acme, 0, endless), "files.too_large_kb", station.Invalid)
	if endless.n > 8192 {
		t.Errorf("%d bytes were read of at most 3000", endless.n)
	}
	refused(t, put(acme, 0, bytes.NewReader(nil)), "files.empty", station.Invalid)
	refused(t, put(acme, 500, bytes.NewReader(letter(3))), "files.cut", station.Invalid)
	refused(t, put(acme, 10, bytes.NewReader(letter(3))), "files.cut", station.Invalid)
	refused(t, put(acme, 0, io.MultiReader(bytes.NewReader(letter(3)[:20]), iotest.ErrReader(io.ErrUnexpectedEOF))), "files.unkept", station.Unavailable)
	if h.rows("file_objects", "true") != 0 || len(h.lying()) != 0 {
		t.Error("something of all this was kept")
	}
	pad := func(n, size int) []byte { return aPDF(fmt.Sprint(n) + strings.Repeat("y", size)) }
	for i := range 3 {
		if err := put(acme, 0, bytes.NewReader(pad(i, 2700))); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, put(acme, 0, bytes.NewReader(pad(4, 10))), "files.too_many", station.Invalid)
	for i := range 3 {
		if err := put(other, 0, bytes.NewReader(pad(i, 2700))); err != nil {
			t.Fatal("another company has a quota of its own:", err)
		}
	}
	if err := put(desk, 0, bytes.NewReader(pad(1, 10))); err != nil {
		t.Error(err)
	}
	refused(t, put(desk, 0, bytes.NewReader(pad(2, 10))), "files.too_many", station.Invalid)
	full := newHouse(t, func(o *Options) { o.Company = Quota{Files: 9, Bytes: 3000} })
	fourth := station.Tenant{Company: station.CompanyID{4}}
	full.put(fourth, "a.pdf", pad(1, 2000))
	_, err := full.Put(ctx, fourth, Upload{Name: "b.pdf", Purpose: small, By: wang, Size: 0}, bytes.NewReader(pad(2, 2000)), nil)
	refused(t, err, "files.full", station.Invalid)
}

// endless is a sender who never ends.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	e.n += len(p)
	return copy(p, bytes.Repeat([]byte("%PDF-1.7 "), len(p)/9+1)), nil
}

// TestAQuotaHoldsAgainstMany lets forty upload at once where five fit.
func TestAQuotaHoldsAgainstMany(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Company = Quota{Files: 5, Bytes: 1 << 20} })
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(i)), nil)
			if key, _ := says(err); err != nil && key != "files.too_many" {
				t.Error(err)
			}
		})
	}
	all.Wait()
	h.sweep(time.Hour)
	if n := h.rows("files", "true"); n != 5 || len(h.lying()) != 5 {
		t.Errorf("%d files and %d objects where five may be", n, len(h.lying()))
	}
	h.sound()
}

// TestTheCallersWorkAndTheFileAreOne: no file without its row elsewhere and its line in the audit trail, and the other way round.
func TestTheCallersWorkAndTheFileAreOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	no := errors.New("no record, no act")
	never := func(context.Context, pg.Tx, File) error { return no }
	put := func(n int, then Within) (File, error) {
		return h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(n)), then)
	}
	_, err := put(1, never)
	if !errors.Is(err, no) || h.rows("files", "true") != 0 || len(h.lying()) != 0 {
		t.Errorf("%v, %d files, %d objects", err, h.rows("files", "true"), len(h.lying()))
	}
	f := h.put(acme, "a.pdf", letter(1))
	if _, err := put(1, never); !errors.Is(err, no) || h.rows("files", "true") != 1 {
		t.Errorf("the same content again: %v", err)
	}
	if err := h.Delete(ctx, acme, f.ID, never); !errors.Is(err, no) {
		t.Error(err)
	}
	if _, err := h.open(acme, f.ID); err != nil {
		t.Error("it was not deleted after all, and does not open:", err)
	}
	var told File
	tell := func(_ context.Context, _ pg.Tx, f File) error { told = f; return nil }
	if err := h.Delete(ctx, acme, f.ID, tell); err != nil || told.ID != f.ID || told.Size != f.Size || told.Purpose != f.Purpose || told.Name != "" {
		t.Errorf("%+v, %v", told, err)
	}
	h.sweep(time.Hour)
	h.sound()
}

func TestAShelfThatFailsIsATimeToComeAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	disk := h.shelf.(*Disk)
	plain := disk.create
	disk.create = func(name string) (sink, error) {
		if _, err := plain(name); err != nil {
			return nil, err
		}
		return os.OpenFile("/dev/full", os.O_WRONLY, 0)
	}
	_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(1)), nil)
	refused(t, err, "files.unkept", station.Unavailable)
	if !errors.Is(err, syscall.ENOSPC) {
		t.Error("the log does not hear why:", err)
	}
	disk.create = plain
	f := h.put(acme, "a.pdf", letter(1))
	object := filepath.Join(h.disk, h.lying()[0])
	whole := must[[]byte](t)(os.ReadFile(object))
	for name, spoil := range map[string][]byte{"cut off": whole[:len(whole)-1], "changed": append(bytes.Clone(whole[:len(whole)-1]), whole[len(whole)-1]^1), "emptied": nil} {
		if err := os.WriteFile(object, spoil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := h.open(acme, f.ID); err == nil {
			t.Errorf("%s: it opens", name)
		} else if _, kind := says(err); kind != station.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Remove(object); err != nil {
		t.Fatal(err)
	}
	_, err = h.open(acme, f.ID)
	refused(t, err, "files.unreadable", station.Unavailable)
}

// TestUploadsWaitForMemoryAndNotForEver holds all the memory with uploads that never end.
func TestUploadsWaitForMemoryAndNotForEver(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Memory = 2 * Attachment.MaxBytes })
	stuck, end := io.Pipe()
	done := make(chan error)
	go func() {
		_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, stuck, nil)
		done <- err
	}()
	_, _ = end.Write([]byte("%PDF"))
	began := time.Now()
	_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(1)), nil)
	refused(t, err, "fault.busy", station.Unavailable)
	if took := time.Since(began); took > 2*memoryWait {
		t.Errorf("it took %s", took)
	}
	_ = end.CloseWithError(io.ErrUnexpectedEOF)
	if err := <-done; err == nil {
		t.Error("an upload without an end is kept")
	}
	h.put(acme, "a.pdf", letter(1))
}

func TestWhatWasInMemoryIsOverwritten(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	body, done, err := h.receive(ctx, Upload{Purpose: Attachment}, strings.NewReader(canary))
	if err != nil || string(body) != canary {
		t.Fatal(err)
	}
	done()
	if bytes.Contains(body, []byte(canary[:4])) {
		t.Error("it is still there")
	}
}
