package insights

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/pg"
)

type args = pgx.NamedArgs

// Tx is a transaction of the database's door.
type Tx = pg.Tx

// Store keeps published releases, and who read them. It knows nothing of what a release hides.
type Store struct {
	db     *pg.DB
	people *accounts.Store
	vault  *accounts.Vault
	clock  func() time.Time
	tell   Told

	mu   sync.Mutex
	read map[string]*Published // by station, audience and hash: a release never changes
}

// Told tells analysts that a release is out, in the transaction that publishes it.
type Told func(ctx context.Context, tx Tx, at station.StationID, cut time.Time, analysts []station.PersonID) error

// Telling has analysts told of what is published.
func (s *Store) Telling(tell Told) *Store {
	s.tell = tell
	return s
}

// mostKept is how many releases are kept read; then all are forgotten.
const mostKept = 512

// NewStore makes the store.
func NewStore(db *pg.DB, people *accounts.Store, vault *accounts.Vault, clock func() time.Time) *Store {
	return &Store{db: db, people: people, vault: vault, clock: clock, read: map[string]*Published{}}
}

// row is a release as it lies in the database.
type row struct {
	Audience  Audience
	Hash      string
	Lattice   string
	Districts []byte
	At        time.Time
	Document  []byte
	Audit     []byte
}

// Latest is the latest release of the scope's station for an audience. Fault: NotFound before the first.
func (s *Store) Latest(ctx context.Context, scope accounts.Scope, audience Audience) (*Published, error) {
	return s.latest(ctx, scope.Station(), audience)
}

// OutsideOf is the latest release of a station for everybody else; whoever reads it sees what is published outside and nothing more. Fault: NotFound before the first.
func (s *Store) OutsideOf(ctx context.Context, at station.StationID) (*Published, error) {
	return s.latest(ctx, at, Outside)
}

func (s *Store) latest(ctx context.Context, at station.StationID, audience Audience) (*Published, error) {
	all, err := s.history(ctx, at, audience, 1)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, notFound()
	}
	return all[0], nil
}

// History is the latest releases of the scope's station for an audience, the newest first, at most 120.
func (s *Store) History(ctx context.Context, scope accounts.Scope, audience Audience, limit int) ([]*Published, error) {
	return s.history(ctx, scope.Station(), audience, limit)
}

func (s *Store) history(ctx context.Context, at station.StationID, audience Audience, limit int) (out []*Published, err error) {
	var hashes []string
	err = s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select hash from insight_releases
			 where station_id = @station and audience = @audience and published_at is not null order by cut desc limit @limit`,
			args{"station": at, "audience": string(audience), "limit": min(limit, 120)})
		if err == nil {
			hashes, err = pgx.CollectRows(rows, pgx.RowTo[string])
		}
		if err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		out, err = s.load(ctx, tx, at, audience, hashes)
		return err
	})
	return out, err
}

// ByHash is a release of the scope's station by its hash. Fault: NotFound.
func (s *Store) ByHash(ctx context.Context, scope accounts.Scope, audience Audience, hash string) (out *Published, err error) {
	err = s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		found, err := s.load(ctx, tx, scope.Station(), audience, []string{hash})
		if err == nil && len(found) == 0 {
			err = notFound()
		}
		if err == nil {
			out = found[0]
		}
		return err
	})
	return out, err
}

// load gives releases by their hashes, in that order: those that were read already, and the others in one query.
func (s *Store) load(ctx context.Context, tx Tx, at station.StationID, audience Audience, hashes []string) ([]*Published, error) {
	prefix := uuid.UUID(at).String() + "/" + string(audience) + "/"
	have, missing := map[string]*Published{}, []string{}
	s.mu.Lock()
	for _, hash := range hashes {
		if p := s.read[prefix+hash]; p != nil {
			have[hash] = p
		} else {
			missing = append(missing, hash)
		}
	}
	s.mu.Unlock()
	if len(missing) > 0 {
		rows, err := tx.Query(ctx, `
			select audience, hash, lattice, districts, published_at, document, audit from insight_releases
			 where station_id = @station and audience = @audience and hash = any(@hashes) and published_at is not null`,
			args{"station": at, "audience": string(audience), "hashes": missing})
		if err != nil {
			return nil, fmt.Errorf("read releases: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
		if err != nil {
			return nil, fmt.Errorf("read releases: %w", err)
		}
		for _, one := range found {
			p, err := one.open()
			if err != nil {
				return nil, err
			}
			have[one.Hash] = p
			s.keep(prefix+one.Hash, p)
		}
	}
	var out []*Published
	for _, hash := range hashes {
		if have[hash] != nil {
			out = append(out, have[hash])
		}
	}
	return out, nil
}

func (s *Store) keep(key string, p *Published) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.read) >= mostKept {
		s.read = map[string]*Published{}
	}
	s.read[key] = p
}

// open reads a release and holds it against its hash.
func (r row) open() (*Published, error) {
	l, err := latticeOf(r.Lattice, r.Districts)
	if err != nil {
		return nil, err
	}
	made, err := release.Decode(r.Document, l)
	if err != nil {
		return nil, err
	}
	audit, err := release.DecodeAudit(r.Audit)
	if err != nil {
		return nil, err
	}
	p, err := NewPublished(r.Audience, r.At, made, audit, l)
	if err == nil && p.Hash != r.Hash {
		err = errors.New("insights: a release does not match its hash")
	}
	return p, err
}

// latticeOf is a list of tables by its name, with the districts of a station.
func latticeOf(name string, districts []byte) (*lattice.Lattice, error) {
	var own []accounts.District
	if err := json.Unmarshal(districts, &own); err != nil {
		return nil, fmt.Errorf("districts of a release: %w", err)
	}
	return LatticeFor(name, own)
}

// LatticeFor is a list of tables by its name with a station's districts; a station without any keeps those of the list.
func LatticeFor(name string, own []accounts.District) (*lattice.Lattice, error) {
	l, err := lattice.Named(name)
	if err != nil || len(own) == 0 {
		return l, err
	}
	words := make([]lattice.Word, len(own))
	for i, d := range own {
		words[i] = lattice.Word{Key: d.Key, Zh: d.Zh, En: d.En}
	}
	return l.WithDistricts(words)
}

func notFound() error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
}
