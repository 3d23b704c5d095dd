package accounts

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Store keeps companies, people, sessions, consents and the audit trail. It is the only writer
// of their tables.
type Store struct {
	db    *pg.DB
	clock func() time.Time
	dummy string // a hash to check against when an account is unknown, so that both take as long
}

// NewStore makes the store; clock tells the time, passed in so that it can be tested.
func NewStore(db *pg.DB, clock func() time.Time) (*Store, error) {
	dummy, err := hashPassword(context.Background(), "no account has this password")
	if err != nil {
		return nil, err
	}
	return &Store{db: db, clock: clock, dummy: dummy}, nil
}

// newID makes a UUIDv7: ordered by time, made here and not in the database.
func newID() ([16]byte, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return [16]byte{}, fmt.Errorf("new id: %w", err)
	}
	return id, nil
}

// Secret gives a secret of the installation, made at the first asking and kept: every node
// sees the same one.
func (s *Store) Secret(ctx context.Context, name string) (string, error) {
	fresh := rand.Text() + rand.Text()
	var kept string
	err := s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.Exec(ctx, `insert into settings (key, value) values (@key, @value) on conflict do nothing`,
			args{"key": "secret." + name, "value": fresh}); err != nil {
			return fmt.Errorf("keep secret: %w", err)
		}
		return tx.QueryRow(ctx, `select value from settings where key = @key`, args{"key": "secret." + name}).Scan(&kept)
	})
	return kept, err
}
