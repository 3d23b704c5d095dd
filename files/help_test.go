package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

var (
	ctx   = context.Background()
	begun = time.Now().UTC().Truncate(time.Second) // objects on a shelf bear the true time, so rows do too
	acme  = station.Tenant{Company: station.CompanyID{0xac, 15: 1}}
	other = station.Tenant{Company: station.CompanyID{0x07, 15: 2}}
	desk  = station.Tenant{Station: station.StationID{0xde, 15: 3}}
	wang  = station.PersonID{0x11, 15: 9}
)

// ringSealer seals with a real keyring. The wrapped keys are in a file, so that a process that was killed finds
// them again.
type ringSealer struct {
	ring *seal.Keyring
	file string
	mu   sync.Mutex
}

// newRingSealer makes the key file in a folder, or takes the one that is there.
func newRingSealer(dir string, suite seal.Suite) (*ringSealer, error) {
	keys := filepath.Join(dir, "master.keys")
	masters, err := seal.ReadMasters(keys)
	if errors.Is(err, os.ErrNotExist) {
		masters, err = seal.CreateMasters(keys, suite, begun)
	}
	if err != nil {
		return nil, err
	}
	ring, err := seal.NewKeyring(ctx, seal.Options{Masters: masters, Suite: suite, Now: func() time.Time { return begun }})
	return &ringSealer{ring: ring, file: filepath.Join(dir, "wrapped.json")}, err
}

func (s *ringSealer) key(ctx context.Context, t station.Tenant) (*seal.DataKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string][]byte{}
	if text, err := os.ReadFile(s.file); err == nil {
		if err := json.Unmarshal(text, &all); err != nil {
			return nil, err
		}
	}
	name := fmt.Sprintf("%x", t.ID())
	if wrapped := all[name]; wrapped != nil {
		return s.ring.Unwrap(ctx, seal.Tenant(t.ID()), wrapped)
	}
	dk, wrapped, err := s.ring.NewDataKey(ctx, seal.Tenant(t.ID()))
	if err != nil {
		return nil, err
	}
	all[name] = wrapped
	text, err := json.Marshal(all)
	if err == nil {
		err = os.WriteFile(s.file+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(s.file+".new", s.file)
	}
	return dk, err
}

func (s *ringSealer) SealStream(ctx context.Context, t station.Tenant, at Place, to io.Writer) (io.WriteCloser, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return nil, err
	}
	return seal.SealStream(dk, seal.At(at.Kind, at.Row), to)
}

func (s *ringSealer) OpenStream(ctx context.Context, t station.Tenant, at Place, from io.Reader) (io.Reader, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return nil, err
	}
	return seal.OpenStream(dk, seal.At(at.Kind, at.Row), from)
}

func (s *ringSealer) Fingerprint(ctx context.Context, t station.Tenant, digest [32]byte) ([32]byte, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return digest, err
	}
	text, err := seal.Index(dk, "files.digest", digest[:])
	if err != nil {
		return digest, err
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(text, "sealed1."))
	return [32]byte(raw[len(raw)-32:]), err
}

// house is a room with all that it stands on.
type house struct {
	*Room
	t      testing.TB
	shelf  ListedShelf
	disk   string // the folder, where it is a disk
	worker *pg.DB
	urls   pgtest.Addresses
	ring   *ringSealer
	now    atomic.Int64 // seconds after begun
}

func (h *house) clock() time.Time { return begun.Add(time.Duration(h.now.Load()) * time.Second) }

// newHouse is a house whose shelf is a disk.
func newHouse(t testing.TB, change ...func(*Options)) *house {
	t.Helper()
	dir := t.TempDir()
	disk := must[*Disk](t)(OpenDisk(filepath.Join(dir, "files")))
	t.Cleanup(func() { _ = disk.Close() })
	h := houseOver(t, disk, seal.Intl, change...)
	h.disk = filepath.Join(dir, "files")
	return h
}

func houseOver(t testing.TB, shelf ListedShelf, suite seal.Suite, change ...func(*Options)) *house {
	t.Helper()
	h := &house{t: t, shelf: shelf, urls: pgtest.URLs(t), ring: must[*ringSealer](t)(newRingSealer(t.TempDir(), suite))}
	o := Options{DB: pgtest.New(t), Shelf: shelf, Sealer: h.ring, Clock: h.clock}
	for _, c := range change {
		c(&o)
	}
	h.Room = must[*Room](t)(New(o))
	h.worker = pgtest.Open(t, h.urls.Worker)
	return h
}

// later moves the clock on.
func (h *house) later(d time.Duration) { h.now.Add(int64(d / time.Second)) }

// put hands a file in and wants it taken.
func (h *house) put(tenant station.Tenant, name string, body []byte) File {
	h.t.Helper()
	f, err := h.Put(ctx, tenant, Upload{Name: name, Purpose: Attachment, By: wang, Size: int64(len(body))}, bytes.NewReader(body), nil)
	if err != nil {
		h.t.Fatalf("%s: %v", name, err)
	}
	return f
}

// open reads a file to its end.
func (h *house) open(tenant station.Tenant, id ID) ([]byte, error) {
	h.t.Helper()
	f, content, err := h.Open(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	body, err := io.ReadAll(content)
	if err == nil && int64(len(body)) != f.Size {
		h.t.Errorf("%d bytes were handed out, the row says %d", len(body), f.Size)
	}
	return body, err
}

// sweep sweeps, and wants no error.
func (h *house) sweep(older time.Duration) Swept {
	h.t.Helper()
	// objects on a disk bear the true time, rows the house's
	now := h.clock()
	if real := time.Now(); real.After(now) {
		now = real
	}
	s, err := Sweep(ctx, h.worker, h.shelf, now.Add(time.Second), Sweeping{Older: older})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// lying names everything on the shelf.
func (h *house) lying() (names []string) {
	h.t.Helper()
	for after := ""; ; {
		page, err := h.shelf.List(ctx, after, 100)
		if err != nil {
			h.t.Fatal(err)
		}
		if len(page) == 0 {
			return names
		}
		for _, o := range page {
			names = append(names, o.Name)
		}
		after = names[len(names)-1]
	}
}

// rows counts rows as the owner of all, past every policy.
func (h *house) rows(table, where string) (n int) {
	h.t.Helper()
	return count(h.t, h.urls.Owner, "select count(*) from app."+table+" where "+where)
}

// sound checks the house and wants every file to be well, and nothing left over.
func (h *house) sound() {
	h.t.Helper()
	c, err := Check(ctx, h.worker, h.shelf, Checking{Opens: h.opens})
	if err != nil || !c.Sound() || c.Orphans != 0 || c.Waiting != 0 || c.Foreign != 0 {
		h.t.Errorf("%+v, %v", c, err)
	}
}

// opens stands in for whoever knows which tenant an id is.
func (h *house) opens(ctx context.Context, tenant [16]byte, at Place, from io.Reader) (io.Reader, error) {
	return h.ring.OpenStream(ctx, station.Tenant{Company: tenant}, at, from)
}

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// says gives the key of a fault and its kind.
func says(err error) (string, station.Kind) {
	if f, ok := station.AsFault(err); ok {
		return f.Say.Key, f.Kind
	}
	return fmt.Sprint(err), 0
}

// refused wants a fault of this key.
func refused(t testing.TB, err error, key string, kind station.Kind) {
	t.Helper()
	if got, k := says(err); got != key || k != kind {
		t.Errorf("it says %s (%d), not %s (%d): %v", got, k, key, kind, err)
	}
}

func uuidText(id [16]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

func sha(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }
