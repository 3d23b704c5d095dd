package files

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// eachShelf runs a test over a folder and over a real S3 server.
func eachShelf(t *testing.T, f func(t *testing.T, shelf ListedShelf)) {
	t.Helper()
	t.Run("disk", func(t *testing.T) {
		d := must[*Disk](t)(OpenDisk(filepath.Join(t.TempDir(), "files")))
		defer d.Close()
		f(t, d)
	})
	t.Run("S3", func(t *testing.T) { f(t, openS3(t, s3Options(t))) })
}

func key(tenant, digest, attempt byte) string {
	return Key{Tenant: [16]byte{tenant, 15: 1}, Digest: [32]byte{digest, 31: 7}, Attempt: [16]byte{attempt, 15: 2}}.String()
}

func lay(t testing.TB, s Shelf, name string, body []byte) {
	t.Helper()
	n, err := s.Put(ctx, name, int64(len(body)), func(w io.Writer) error { _, err := w.Write(body); return err })
	if err != nil || n != int64(len(body)) {
		t.Fatalf("%s: %d of %d bytes, %v", name, n, len(body), err)
	}
}

func take(s Shelf, name string) ([]byte, error) {
	r, err := s.Get(ctx, name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func TestAShelfGivesBackWhatWasLaidOnIt(t *testing.T) {
	eachShelf(t, func(t *testing.T, s ListedShelf) {
		for i, size := range []int{1, 4096, 70_000, 3 << 20} {
			body := bytes.Repeat([]byte{byte(i), 1, 2}, size/3+1)[:size]
			name := key(1, byte(i), 1)
			lay(t, s, name, body)
			if got, err := take(s, name); err != nil || !bytes.Equal(got, body) {
				t.Errorf("%d bytes: %d came back, %v", size, len(got), err)
			}
		}
		if _, err := take(s, key(9, 9, 9)); !errors.Is(err, ErrNoObject) {
			t.Errorf("what is not there: %v", err)
		}
		if err := s.Remove(ctx, key(1, 0, 1), key(9, 9, 9)); err != nil {
			t.Error(err)
		}
		if err := s.Remove(ctx, key(9, 9, 9)); err != nil {
			t.Error("remove what is not there:", err)
		}
		if _, err := take(s, key(1, 0, 1)); !errors.Is(err, ErrNoObject) {
			t.Errorf("what was removed: %v", err)
		}
		if got, err := take(s, key(1, 1, 1)); err != nil || len(got) != 4096 {
			t.Error("another was removed with it", err)
		}
	})
}

func TestAShelfTellsWhatLiesOnItInOrder(t *testing.T) {
	eachShelf(t, func(t *testing.T, s ListedShelf) {
		var want []string
		for tenant := range byte(3) {
			for digest := range byte(4) {
				for attempt := range byte(2) {
					name := key(tenant, digest*50, attempt)
					want = append(want, name)
					lay(t, s, name, []byte(name))
				}
			}
		}
		slices.Sort(want)
		for _, most := range []int{1, 5, 24, 1000} {
			var got []string
			for after := ""; ; {
				page, err := s.List(ctx, after, most)
				if err != nil || len(page) > most {
					t.Fatal(len(page), err)
				}
				if len(page) == 0 {
					break
				}
				for _, o := range page {
					got = append(got, o.Name)
					if o.Size != keyLength || time.Since(o.At).Abs() > time.Minute {
						t.Errorf("%+v", o)
					}
				}
				after = got[len(got)-1]
			}
			if !slices.Equal(got, want) {
				t.Errorf("by %d: %d names, not %d", most, len(got), len(want))
			}
		}
		if page, err := s.List(ctx, key(1, 255, 255), 2); err != nil || len(page) != 2 || page[0].Name != want[16] {
			t.Errorf("after a name that is not there: %v, %v", page, err)
		}
		if err := s.Remove(ctx, want...); err != nil {
			t.Error(err)
		}
		if page, err := s.List(ctx, "", 10); err != nil || len(page) != 0 {
			t.Error(page, err)
		}
	})
}

func TestAnObjectThatIsNotWholeIsNotThere(t *testing.T) {
	eachShelf(t, func(t *testing.T, s ListedShelf) {
		torn := errors.New("torn")
		_, err := s.Put(ctx, key(1, 1, 1), 100, func(w io.Writer) error { _, _ = w.Write(make([]byte, 50)); return torn })
		if !errors.Is(err, torn) {
			t.Error(err)
		}
		ended, cancel := context.WithCancel(ctx)
		_, err = s.Put(ended, key(1, 1, 2), 100, func(w io.Writer) error { cancel(); _, err := w.Write(make([]byte, 50)); return err })
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if page, err := s.List(ctx, "", 10); err != nil || len(page) != 0 {
			t.Error(page, err)
		}
	})
}

func TestNamesAreInTheOrderOfTheirKeys(t *testing.T) {
	for _, name := range []string{"", "x", key(1, 2, 3)[1:], strings.ToUpper(key(0xAB, 2, 3)), key(1, 2, 3) + "0", strings.Replace(key(1, 2, 3), "/02/", "/03/", 1), "../" + key(1, 2, 3)[3:]} {
		if k, ok := parseKey(name); ok {
			t.Errorf("%q is taken for %v", name, k)
		}
	}
	k, ok := parseKey(key(1, 2, 3))
	if !ok || k.String() != key(1, 2, 3) {
		t.Error(k)
	}
	if isHalf(key(1, 2, 3)) || half < key(255, 255, 255) {
		t.Error("halves do not follow every key")
	}
}

func TestADiskIsClosedToOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	d := must[*Disk](t)(OpenDisk(dir))
	defer d.Close()
	lay(t, d, key(1, 2, 3), []byte("x"))
	seen := 0
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %s", path, info.Mode())
		}
		seen++
		return err
	})
	if err != nil || seen != 5 {
		t.Error(seen, err)
	}
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenDisk(dir); err == nil || !strings.Contains(err.Error(), "chmod 700") {
		t.Error(err)
	}
	for _, name := range []string{"../outside", "/etc/passwd", "tmp/x", "a"} {
		if _, err := d.Put(ctx, name, 1, func(io.Writer) error { return nil }); err == nil {
			t.Errorf("%s is written", name)
		}
		if _, err := d.Get(ctx, name); !errors.Is(err, ErrNoObject) {
			t.Errorf("%s is opened: %v", name, err)
		}
	}
	if err := d.Remove(ctx, "../../outside"); err == nil {
		t.Error("what lies outside is removed")
	}
}

// failing is a file that fails at one of its steps.
type failing struct {
	sink
	step string
}

func (f *failing) Sync() error {
	if f.step == "sync" {
		return syscall.EIO
	}
	return f.sink.Sync()
}

func (f *failing) Close() error {
	err := f.sink.Close()
	if f.step == "close" {
		return syscall.EDQUOT
	}
	return err
}

// TestADiskThatIsFullKeepsNothing writes to the device that is always full, and lets the other steps fail.
func TestADiskThatIsFullKeepsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	d := must[*Disk](t)(OpenDisk(dir))
	defer d.Close()
	plain := d.create
	put := func() error {
		_, err := d.Put(ctx, key(1, 2, 3), 1, func(w io.Writer) error { _, err := w.Write(make([]byte, 100_000)); return err })
		return err
	}
	for step, want := range map[string]error{"write": syscall.ENOSPC, "create": syscall.ENOSPC, "sync": syscall.EIO, "close": syscall.EDQUOT} {
		d.create = func(name string) (sink, error) {
			switch step {
			case "create":
				return nil, syscall.ENOSPC
			case "write":
				if _, err := plain(name); err != nil {
					return nil, err
				}
				return os.OpenFile("/dev/full", os.O_WRONLY, 0)
			}
			f, err := plain(name)
			return &failing{f, step}, err
		}
		if err := put(); !errors.Is(err, want) {
			t.Errorf("%s: %v", step, err)
		}
		if page, err := d.List(ctx, "", 10); err != nil || len(page) != 0 {
			t.Errorf("%s: %v, %v", step, page, err)
		}
	}
	d.create = plain
	if err := put(); err != nil {
		t.Error("after there is room again:", err)
	}
}

// TestAFolderMayVanishUnderAWriter removes and writes in the same folder at once: the folder goes when it is empty.
func TestAFolderMayVanishUnderAWriter(t *testing.T) {
	d := must[*Disk](t)(OpenDisk(filepath.Join(t.TempDir(), "files")))
	defer d.Close()
	failed := make(chan error, 2)
	for worker := range byte(2) {
		go func() {
			for i := range 100 {
				name := key(1, 2, worker*100+byte(i%100))
				_, err := d.Put(ctx, name, 1, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err })
				if err == nil {
					err = d.Remove(ctx, name)
				}
				if err != nil {
					failed <- fmt.Errorf("%d: %w", i, err)
					return
				}
			}
			failed <- nil
		}()
	}
	for range 2 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
