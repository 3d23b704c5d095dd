package files

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/seal"
)

func TestACheckFindsWhatIsNotAsItWasKept(t *testing.T) {
	t.Parallel()
	eachShelf(t, func(t *testing.T, shelf ListedShelf) {
		h := houseOver(t, shelf, seal.Intl)
		var keys []Key
		for i := range 6 {
			f := h.put(acme, "a.pdf", letter(i))
			rows := must[[]fileRow](t)(h.find(ctx, acme, []ID{f.ID}))
			keys = append(keys, rows[0].key(acme))
		}
		h.put(acme, "b.pdf", letter(1))
		h.sound()
		must[Swept](t)(Sweep(ctx, h.worker, shelf, begun, Sweeping{}))
		if err := shelf.Remove(ctx, keys[1].String()); err != nil {
			t.Fatal(err)
		}
		again := func(k Key, change func([]byte) []byte) {
			body := change(must[[]byte](t)(take(shelf, k.String())))
			if err := shelf.Remove(ctx, k.String()); err != nil {
				t.Fatal(err)
			}
			lay(t, shelf, k.String(), body)
		}
		again(keys[2], func(b []byte) []byte { return b[:len(b)-1] })
		again(keys[3], func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
		lay(t, shelf, key(0xFF, 1, 1), []byte("x"))
		h.cutOff(desk, letter(9), true)
		owner(t, h.urls.Owner, "update app.file_usage set files = files + 1")
		for _, c := range []struct {
			opens   bool
			damaged int64
		}{{false, 2}, {true, 3}} {
			o := Checking{}
			if c.opens {
				o.Opens = h.opens
			}
			got, err := Check(ctx, h.worker, shelf, o)
			if err != nil || got.Sound() || got.Damaged != c.damaged || got.Orphans != 1 || got.Waiting != 1 || got.Miscounted != 1 || got.Files != 7 || got.Objects != 5 || got.Foreign != 0 {
				t.Errorf("%+v, %v", got, err)
			}
			for _, trouble := range got.Troubles {
				want := 1
				if trouble.Object == keys[1].String() {
					want = 2
					if trouble.What != "the object is missing" {
						t.Error(trouble.What)
					}
				}
				if len(trouble.Files) != want || trouble.Tenant != acme.ID() {
					t.Errorf("%+v", trouble)
				}
			}
		}
	})
}

// files of a database's folder, a shelf, temporary folders: all that this process can write to.
func found(t *testing.T, canaries []string, folders ...string) (hits []string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !d.Type().IsRegular() {
				return nil
			}
			for _, c := range canaries {
				if strings.Contains(path, c) {
					hits = append(hits, path)
				}
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return nil // gone meanwhile
			}
			for _, c := range canaries {
				if bytes.Contains(text, []byte(c)) {
					hits = append(hits, path)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return hits
}

// TestNothingOfADeletedCompanyIsLeft looks for its canaries and its id in every table, on the shelf and in temporary folders.
func TestNothingOfADeletedCompanyIsLeft(t *testing.T) {
	t.Parallel()
	eachShelf(t, func(t *testing.T, shelf ListedShelf) {
		h := houseOver(t, shelf, seal.GM)
		text := aPDF(strings.Repeat(canary+" ", 50))
		h.put(acme, canary+".pdf", text)
		h.put(acme, canary+"-2.pdf", text)
		h.put(acme, "c.jpg", taggedJPEG(aJPEG(t, 30, 1), 6))
		h.cutOff(acme, append(text, "cut off"...), true)
		h.cutOff(acme, append(text, "cut off early"...), false)
		lay(t, shelf, Key{Tenant: acme.ID(), Digest: [32]byte{1}}.String(), []byte("no row tells of this"))
		kept := h.put(other, "theirs.pdf", text)
		places := []string{h.ring.file, filepath.Dir(filepath.Dir(h.ring.file))}
		if s, ok := shelf.(*S3); ok {
			places = append(places, must[*s3Server](t)(commonS3()).dir)
			_ = s
		}
		if hits := found(t, []string{canary, "theirs.pdf"}, places...); len(hits) != 0 {
			t.Error("plain text lies in", hits)
		}
		if err := h.DeleteAll(ctx, acme, nil); err != nil {
			t.Fatal(err)
		}
		tenant := regexp.MustCompile("^" + Key{Tenant: acme.ID()}.prefix())
		for _, name := range h.lying() {
			if tenant.MatchString(name) {
				t.Error(name, "is left")
			}
		}
		for _, table := range []string{"files", "file_objects", "file_usage"} {
			if n := h.rows(table, "tenant_id = '"+uuidText(acme.ID())+"'"); n != 0 {
				t.Errorf("%d rows are left in %s", n, table)
			}
		}
		if body, err := h.open(other, kept.ID); err != nil || !bytes.Equal(body, text) {
			t.Error("another company's file:", err)
		}
		if err := h.DeleteAll(ctx, acme, nil); err != nil {
			t.Error("once more:", err)
		}
		h.sound()
	})
}

// TestAnUploadDuringTheDeletionOfItsCompanyIsNotKept deletes everything while an upload writes.
func TestAnUploadDuringTheDeletionOfItsCompanyIsNotKept(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Shelf = &during{ListedShelf: h.shelf, do: func() {
		if err := h.DeleteAll(ctx, acme, nil); err != nil {
			t.Error(err)
		}
	}}
	_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(1)), nil)
	refused(t, err, "files.unkept", station.Unavailable)
	if len(h.lying()) != 0 || h.rows("file_objects", "true") != 0 || h.rows("files", "true") != 0 {
		t.Error(h.lying())
	}
}

func TestARoomNeedsWhatItStandsOn(t *testing.T) {
	h := newHouse(t)
	for name, change := range map[string]func(*Options){"database": func(o *Options) { o.DB = nil }, "shelf": func(o *Options) { o.Shelf = nil }, "sealer": func(o *Options) { o.Sealer = nil }, "clock": func(o *Options) { o.Clock = nil }} {
		o := h.Options
		change(&o)
		if _, err := New(o); err == nil {
			t.Errorf("a room without a %s", name)
		}
	}
	if _, err := h.Put(ctx, acme, Upload{Name: "a.pdf"}, strings.NewReader("x"), nil); err == nil {
		t.Error("an upload for no purpose is taken")
	}
	if _, err := h.Put(ctx, station.Tenant{}, Upload{Name: "a.pdf", Purpose: Licence}, bytes.NewReader(letter(1)), nil); err == nil {
		t.Error("an upload of nobody is taken")
	}
}
