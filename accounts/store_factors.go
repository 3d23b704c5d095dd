package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// FactorKind is what somebody shows beside the password.
type FactorKind string

// The kinds of second factor.
const (
	App FactorKind = "totp"     // an authenticator app that shows a code
	Key FactorKind = "webauthn" // a passkey or a security key
)

// maxFactors bounds how many one person has.
const maxFactors = 10

// Also runs in the transaction of an act, so that what it sends goes out exactly if the act holds. It may be nil.
type Also func(ctx context.Context, tx Tx) error

func (a Also) run(ctx context.Context, tx Tx) error {
	if a == nil {
		return nil
	}
	return a(ctx, tx)
}

// Factor is one second factor as its person sees it.
type Factor struct {
	ID   uuid.UUID
	Kind FactorKind
	Name string
	Host string // of a key: where it works
	Made time.Time
	Used *time.Time // nil = not yet
}

// Factors lists the second factors of whoever asks, the newest last, and how many recovery codes are left.
func (s *Store) Factors(ctx context.Context, scope Scope) (all []Factor, codes int, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select id, kind, name, host, created_at, used_at from factors where person_id = @person order by created_at, id`,
			args{"person": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("list factors: %w", err)
		}
		if all, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Factor]); err != nil {
			return fmt.Errorf("list factors: %w", err)
		}
		return tx.QueryRow(ctx, `select count(*) from recovery_codes where person_id = @person and used_at is null`, args{"person": scope.Actor().Person}).Scan(&codes)
	})
	return all, codes, err
}

// RenameFactor calls one of the own factors by another name. Fault: NotFound.
func (s *Store) RenameFactor(ctx context.Context, scope Scope, id uuid.UUID, name string) error {
	return s.ownWith(ctx, scope, "factor.rename", map[string]any{"factor": id.String()}, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `update factors set name = @name where person_id = @person and id = @id`, args{"name": name, "person": scope.Actor().Person, "id": id})
		if err == nil && done.RowsAffected() == 0 {
			return notFound(nil)
		}
		return err
	})
}

// RemoveFactor takes one of the own factors away; with the last the recovery codes go. Faults: NotFound; Conflict for
// the last one of the staff, who add another first.
func (s *Store) RemoveFactor(ctx context.Context, scope Scope, id uuid.UUID, also Also) error {
	person := scope.Actor().Person
	return s.ownWith(ctx, scope, "factor.remove", map[string]any{"factor": id.String()}, func(ctx context.Context, tx Tx) error {
		held, err := s.holdFactors(ctx, tx, person)
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `delete from factors where person_id = @person and id = @id`, args{"person": person, "id": id})
		if err != nil {
			return err
		}
		if done.RowsAffected() == 0 {
			return notFound(nil)
		}
		if held.count > 1 {
			return also.run(ctx, tx)
		}
		if held.staff {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.last_of_staff")}
		}
		if _, err := tx.Exec(ctx, `delete from recovery_codes where person_id = @person`, args{"person": person}); err != nil {
			return err
		}
		return also.run(ctx, tx)
	})
}

// RenewCodes makes new recovery codes; the old ones end. They are told this once. Fault: Conflict without a factor.
func (s *Store) RenewCodes(ctx context.Context, scope Scope, also Also) (codes []string, err error) {
	person := scope.Actor().Person
	err = s.ownWith(ctx, scope, "factor.codes", nil, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		held, err := s.holdFactors(ctx, tx, person)
		if err != nil {
			return err
		}
		if held.count == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.none")}
		}
		if codes, err = s.makeCodes(ctx, tx, box, person); err != nil {
			return err
		}
		return also.run(ctx, tx)
	})
	return codes, err
}

// makeCodes puts new recovery codes in the place of those that are left.
func (s *Store) makeCodes(ctx context.Context, tx Tx, box *Box, person station.PersonID) ([]string, error) {
	codes, err := newRecoveryCodes()
	if err != nil {
		return nil, err
	}
	marks := make([]string, len(codes))
	for i, code := range codes {
		if marks[i], err = recoveryMark(box, person, code); err != nil {
			return nil, err
		}
	}
	if _, err := tx.Exec(ctx, `delete from recovery_codes where person_id = @person`, args{"person": person}); err != nil {
		return nil, fmt.Errorf("end recovery codes: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into recovery_codes (person_id, mark, created_at) select @person, mark, @now from unnest(@marks::text[]) as mark`,
		args{"person": person, "now": s.clock(), "marks": marks})
	if err != nil {
		return nil, fmt.Errorf("keep recovery codes: %w", err)
	}
	return codes, nil
}

// recoveryMark is what is kept of a recovery code: a keyed digest, so that a stolen database does not tell a right guess.
func recoveryMark(box *Box, person station.PersonID, code string) (string, error) {
	return box.Index("recovery_codes.mark", append(person[:], cleanRecovery(code)...))
}

// heldFactors is what a person has, as nobody can change it until the transaction ends.
type heldFactors struct {
	count int
	staff bool
}

// holdFactors counts a person's factors and lets nobody add or take one meanwhile, nor sign in past them.
func (s *Store) holdFactors(ctx context.Context, tx Tx, person station.PersonID) (held heldFactors, err error) {
	if _, err := tx.Exec(ctx, `select from logins where person_id = @person for no key update`, args{"person": person}); err != nil {
		return held, fmt.Errorf("hold login: %w", err)
	}
	err = tx.QueryRow(ctx, `
		select (select count(*) from factors where person_id = @person), exists (select from staff where person_id = @person)`,
		args{"person": person}).Scan(&held.count, &held.staff)
	if err != nil {
		return held, fmt.Errorf("count factors: %w", err)
	}
	return held, nil
}

func (s *Store) installationBox(ctx context.Context, tx Tx) (*Box, error) {
	return s.vault.InstallationBox(ctx, tx)
}
