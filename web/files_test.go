package web_test

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/seal"
)

// keepFile hands a file of the company in, named after its canary.
func (p *portal) keepFile(f *firm) {
	p.t.Helper()
	shelf, err := files.OpenDisk(p.t.TempDir() + "/files")
	p.must(err)
	p.t.Cleanup(func() { _ = shelf.Close() })
	masters := &seal.LocalMasters{}
	_, err = masters.Add(seal.Intl, noon)
	p.must(err)
	ring, err := seal.NewKeyring(context.Background(), seal.Options{Masters: masters, Suite: seal.Intl, Now: func() time.Time { return p.now }})
	p.must(err)
	room, err := files.New(files.Options{DB: pgtest.New(p.t), Shelf: shelf, Sealer: &sealer{ring: ring, keys: map[station.Tenant]*seal.DataKey{}}, Clock: func() time.Time { return p.now }})
	p.must(err)
	text := "%PDF-1.7\n" + f.canary + "\n%%EOF\n"
	_, err = room.Put(context.Background(), f.owner.Tenant(), files.Upload{Name: f.canary + ".pdf", Purpose: files.Licence, By: f.owner.Person}, strings.NewReader(text), nil)
	p.must(err)
}

// sealer seals with a real keyring, and forgets the keys with the test.
type sealer struct {
	ring *seal.Keyring
	mu   sync.Mutex
	keys map[station.Tenant]*seal.DataKey
}

func (s *sealer) key(ctx context.Context, t station.Tenant) (*seal.DataKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if dk := s.keys[t]; dk != nil {
		return dk, nil
	}
	dk, _, err := s.ring.NewDataKey(ctx, seal.Tenant(t.ID()))
	s.keys[t] = dk
	return dk, err
}

func (s *sealer) SealStream(ctx context.Context, t station.Tenant, at files.Place, to io.Writer) (io.WriteCloser, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return nil, err
	}
	return seal.SealStream(dk, seal.At(at.Kind, at.Row), to)
}

func (s *sealer) OpenStream(ctx context.Context, t station.Tenant, at files.Place, from io.Reader) (io.Reader, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return nil, err
	}
	return seal.OpenStream(dk, seal.At(at.Kind, at.Row), from)
}

func (s *sealer) Fingerprint(ctx context.Context, t station.Tenant, digest [32]byte) ([32]byte, error) {
	dk, err := s.key(ctx, t)
	if err != nil {
		return digest, err
	}
	text, err := seal.Index(dk, "files.digest", []byte(hex.EncodeToString(digest[:])))
	if err != nil {
		return digest, err
	}
	raw, err := base64.RawURLEncoding.DecodeString(text[strings.LastIndex(text, ".")+1:])
	return [32]byte(raw[len(raw)-32:]), err
}
