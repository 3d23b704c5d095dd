package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Session is one place where a person is signed in.
type Session struct {
	ID      uuid.UUID
	Agent   string // browser and system in two words; may be empty
	Since   time.Time
	Seen    time.Time
	Company string // the company acted for; empty for the staff
}

// Sessions lists where a person is signed in, the last seen first.
func (s *Store) Sessions(ctx context.Context, scope Scope) ([]Session, error) {
	var out []Session
	now := s.clock()
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select s.id, s.agent, s.created_at, s.seen_at, coalesce(c.name, '')
			  from sessions s left join companies c on c.id = s.company_id
			 where s.person_id = @person and s.expires_at > @now and s.seen_at > @idle and not s.pending
			 order by s.seen_at desc, s.id`, args{"person": scope.Actor().Person, "now": now, "idle": now.Add(-SessionIdle)})
		if err != nil {
			return fmt.Errorf("list sessions: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Session])
		return err
	})
	return out, err
}

// EndSession ends one of a person's own sessions; one that has ended already is no fault.
func (s *Store) EndSession(ctx context.Context, scope Scope, id uuid.UUID) error {
	return s.own(ctx, scope, "session.end", func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `delete from sessions where person_id = @person and id = @id`, args{"person": scope.Actor().Person, "id": id})
		return err
	})
}

// EndOtherSessions ends every session of a person but the one of that id.
func (s *Store) EndOtherSessions(ctx context.Context, scope Scope, but uuid.UUID) error {
	return s.own(ctx, scope, "session.end_others", func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `delete from sessions where person_id = @person and id <> @id`, args{"person": scope.Actor().Person, "id": but})
		return err
	})
}

// own runs what a person does about themselves, with its line in the trail of their company or station.
func (s *Store) own(ctx context.Context, scope Scope, action string, do func(ctx context.Context, tx Tx) error) error {
	return s.ownWith(ctx, scope, action, nil, do)
}

// ownWith is own with a detail in the line, which holds nothing personal.
func (s *Store) ownWith(ctx context.Context, scope Scope, action string, detail map[string]any, do func(ctx context.Context, tx Tx) error) error {
	whose := scope.Actor().Tenant()
	return s.db.Of(ctx, whose, func(ctx context.Context, tx Tx) error {
		if err := do(ctx, tx); err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		return s.RecordFor(ctx, tx, scope.Actor(), whose, action, uuid.UUID(scope.Actor().Person).String(), detail)
	})
}

func (s *Store) hasPassword(ctx context.Context, person station.PersonID, password string) (bool, error) {
	var hash string
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select password_hash from logins where person_id = @person and disabled_at is null`, args{"person": person}).Scan(&hash)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("find password: %w", err)
	}
	return checkPassword(ctx, hash, password)
}

// Login is what a person may see and change of their own account.
type Login struct {
	Name       string
	Email      string
	PasswordAt time.Time
}

// OwnLogin gives the account of whoever asks.
func (s *Store) OwnLogin(ctx context.Context, scope Scope) (Login, error) {
	var out Login
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		who, err := s.identityOf(ctx, tx, scope.Actor().Person)
		if err != nil {
			return err
		}
		out.Name, out.Email = who.Name, who.Email
		return tx.QueryRow(ctx, `select coalesce(password_at, created_at) from logins where person_id = @person`, args{"person": scope.Actor().Person}).Scan(&out.PasswordAt)
	})
	if err != nil {
		return out, fmt.Errorf("own account: %w", err)
	}
	return out, nil
}

// ChangePassword sets a new password of whoever asks, and ends their other sessions. Faults:
// Unauthorized for a wrong present one, Invalid for a new one that is the present one, too short or guessable.
func (s *Store) ChangePassword(ctx context.Context, scope Scope, present, fresh string, keep uuid.UUID, from Device, also Also) error {
	who := scope.Actor()
	account := proving("prove", uuid.UUID(who.Person).String(), from.Address)
	if err := s.countProof(ctx, account); err != nil {
		return err
	}
	ok, err := s.hasPassword(ctx, who.Person, present)
	if err != nil {
		return err
	}
	if !ok {
		return &station.Fault{Kind: station.Unauthorized, Say: station.Say("prove.wrong")}
	}
	login, err := s.OwnLogin(ctx, scope)
	if err != nil {
		return err
	}
	if fresh == present {
		return invalid("signup.password_same")
	}
	if err := s.checkNew(fresh, login.Email, login.Name); err != nil {
		return err
	}
	hash, err := s.cost.hashPassword(ctx, fresh)
	if err != nil {
		return err
	}
	if err := s.forgetProof(ctx, account); err != nil {
		return err
	}
	return s.own(ctx, scope, "account.password", func(ctx context.Context, tx Tx) error {
		if err := s.setPassword(ctx, tx, who.Person, hash, keep); err != nil || also == nil {
			return err
		}
		return also(ctx, tx)
	})
}

// setPassword keeps a new password and ends the person's sessions but one, and every link that
// could still set another.
func (s *Store) setPassword(ctx context.Context, tx Tx, person station.PersonID, hash string, keep uuid.UUID) error {
	_, err := tx.Exec(ctx, `update logins set password_hash = @hash, password_at = @now where person_id = @person`, args{"hash": hash, "now": s.clock(), "person": person})
	if err != nil {
		return fmt.Errorf("set password: %w", err)
	}
	if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person and id <> @keep`, args{"person": person, "keep": keep}); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	if _, err := tx.Exec(ctx, `delete from links where person_id = @person and purpose = 'recover'`, args{"person": person}); err != nil {
		return fmt.Errorf("end links: %w", err)
	}
	return nil
}

// ChangeName sets the name that stands beside what a person does.
func (s *Store) ChangeName(ctx context.Context, scope Scope, name string) error {
	return s.own(ctx, scope, "account.name", func(ctx context.Context, tx Tx) error {
		sealed, err := s.vault.SealForInstallation(ctx, tx, nameAt(scope.Actor().Person), []byte(name))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update logins set name_sealed = @name where person_id = @person`, args{"name": sealed, "person": scope.Actor().Person})
		return err
	})
}
