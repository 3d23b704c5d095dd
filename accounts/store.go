package accounts

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// Store keeps companies, people, sessions, consents and the audit trail. It is the only writer
// of their tables.
type Store struct {
	db        *pg.DB
	clock     func() time.Time
	vault     *Vault // what belongs to no tenant is sealed here: secrets, names and addresses of people
	told      Tell   // see TellBy
	passwords PasswordPolicy
	cost      PasswordCost
	dummy     string // a hash to check against when an account is unknown, so that both take as long
}

// NewStore makes the store, which seals by the keys of the vault; clock tells the time, passed in so that it can be tested.
func NewStore(db *pg.DB, vault *Vault, clock func() time.Time) (*Store, error) {
	s := &Store{db: db, vault: vault, clock: clock}
	return s, s.HashAt(usualCost)
}

// HashAt sets what hashes of passwords cost from here on; those that are there keep theirs. Tests of what lies behind the sign-in make it
// small, since the usual one takes a processor for 40 ms. To be called before the store serves.
func (s *Store) HashAt(cost PasswordCost) (err error) {
	s.cost = cost
	s.dummy, err = cost.hashPassword(context.Background(), "no account has this password")
	return err
}

// newID makes a UUIDv7: ordered by time, made here and not in the database.
func newID() ([16]byte, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return [16]byte{}, fmt.Errorf("new id: %w", err)
	}
	return id, nil
}

// Secret gives a secret of the installation, made at the first asking and kept sealed: every node
// sees the same one. One that an earlier station kept in plain is sealed now.
func (s *Store) Secret(ctx context.Context, name string) (plain string, err error) {
	err = s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.InstallationBox(ctx, tx)
		if err != nil {
			return err
		}
		at := At("settings.value", name)
		fresh, err := box.SealText(at, rand.Text()+rand.Text())
		if err != nil {
			return err
		}
		key := "secret." + name
		if _, err := tx.Exec(ctx, `insert into settings (key, value) values (@key, @value) on conflict do nothing`, args{"key": key, "value": fresh}); err != nil {
			return fmt.Errorf("keep secret: %w", err)
		}
		var kept string
		if err := tx.QueryRow(ctx, `select value from settings where key = @key`, args{"key": key}).Scan(&kept); err != nil {
			return fmt.Errorf("read secret: %w", err)
		}
		if seal.IsSealed(kept) {
			plain, err = box.OpenText(at, kept)
			return err
		}
		plain = kept
		if fresh, err = box.SealText(at, plain); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update settings set value = @sealed where key = @key and value = @plain`, args{"key": key, "sealed": fresh, "plain": plain})
		return err
	})
	return plain, err
}
