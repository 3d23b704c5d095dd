package accounts

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// How long a link can be followed that sets a new password, or confirms a new address.
const (
	RecoverLife = 30 * time.Minute
	ConfirmLife = 24 * time.Hour
)

// newToken makes the secret of a link: 256 bits, of which only a hash is kept.
func newToken() (string, error) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// Recovery is a link that was made, for whoever sends it on.
type Recovery struct {
	Person station.PersonID
	Whose  station.Tenant // where the person belongs
	Email  string
	Name   string
	Token  string
}

// RecoverByMail makes a link for a new password of the account with that address; ok is false where
// there is none, and the visitor hears the same either way. Fault: TooMany from one address.
func (s *Store) RecoverByMail(ctx context.Context, email string, from Device, send func(ctx context.Context, tx Tx, r Recovery) error) error {
	if err := s.limit(ctx, "recover", from.Address, recoverTries); err != nil {
		return err
	}
	err := s.limit(ctx, "recover-to", cleanEmail(email), recoverLetters)
	if f, ok := station.AsFault(err); ok && f.Kind == station.TooMany {
		return nil // the address has letters enough, and whoever asks hears the same as ever
	}
	if err != nil {
		return err
	}
	who, _, err := s.findLogin(ctx, cleanEmail(email))
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = s.makeRecovery(ctx, who, station.Actor{}, "mail", send)
	return err
}

// makeRecovery keeps a link for a new password, in the place of those before it. send runs in the
// same transaction and may be nil.
func (s *Store) makeRecovery(ctx context.Context, who, by station.Actor, how string, send func(ctx context.Context, tx Tx, r Recovery) error) (Recovery, error) {
	token, err := newToken()
	if err != nil {
		return Recovery{}, err
	}
	out := Recovery{Person: who.Person, Whose: who.Tenant(), Name: who.Name, Token: token}
	return out, s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		reached, err := s.identityOf(ctx, tx, who.Person)
		if err != nil {
			return err
		}
		out.Email = reached.Email
		if _, err := tx.Exec(ctx, `delete from links where person_id = @person and purpose = 'recover'`, args{"person": who.Person}); err != nil {
			return fmt.Errorf("replace link: %w", err)
		}
		_, err = tx.Exec(ctx, `
			insert into links (token_hash, purpose, person_id, by_person, at, expires_at) values (@hash, 'recover', @person, @by, @now, @expires)`,
			args{"hash": tokenHash(token), "person": who.Person, "by": by.Person, "now": s.clock(), "expires": s.clock().Add(RecoverLife)})
		if err != nil {
			return fmt.Errorf("keep link: %w", err)
		}
		if send != nil {
			if err := send(ctx, tx, out); err != nil {
				return err
			}
		}
		return s.RecordFor(ctx, tx, by, who.Tenant(), "account.recover", uuid.UUID(who.Person).String(), map[string]any{"how": how})
	})
}

// RecoverMember makes a link for a colleague who has lost the password; the owner hands it over.
// Faults: NotFound for who is not a member of the scope's company, Conflict for who acts for another one too.
func (s *Store) RecoverMember(ctx context.Context, scope Scope, person station.PersonID) (Recovery, error) {
	who, err := s.colleague(ctx, scope, person)
	if err != nil {
		return Recovery{}, err
	}
	if err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error { return s.onlyHere(ctx, tx, scope, person) }); err != nil {
		return Recovery{}, err
	}
	return s.makeRecovery(ctx, who, scope.Actor(), "owner", nil)
}

// colleague finds one of the scope's company, other than whoever asks.
func (s *Store) colleague(ctx context.Context, scope Scope, person station.PersonID) (station.Actor, error) {
	var who station.Actor
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		who, _, err = s.belongs(ctx, tx, `l.person_id = @person and m.company_id = @company and l.person_id <> @me`,
			args{"person": person, "company": scope.Company(), "me": scope.Actor().Person})
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return who, notFound(err)
	}
	return who, err
}

// RecoverByOfficer makes a link for the owner of a company of the officer's station, whose identity
// the officer has checked; how says by which papers, never their numbers. Fault: NotFound.
func (s *Store) RecoverByOfficer(ctx context.Context, scope Scope, creditCode, email, how string, send func(ctx context.Context, tx Tx, r Recovery) error) (Recovery, error) {
	who, err := s.ownerOf(ctx, scope, creditCode, email)
	if err != nil {
		return Recovery{}, err
	}
	return s.makeRecovery(ctx, who, scope.Actor(), "officer: "+how, send)
}

var errLinkGone = &station.Fault{Kind: station.NotFound, Say: station.Say("recover.gone")}

// Recoverable tells whether a link for a new password can still be followed. Fault: NotFound.
func (s *Store) Recoverable(ctx context.Context, token string) error {
	return s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		_, _, err := s.link(ctx, tx, token, "recover")
		return err
	})
}

func (s *Store) link(ctx context.Context, tx Tx, token, purpose string) (station.Actor, string, error) {
	var person station.PersonID
	var sealed []byte
	err := tx.QueryRow(ctx, `
		select person_id, email_sealed from links where token_hash = @hash and purpose = @purpose and used_at is null and expires_at > @now`,
		args{"hash": tokenHash(token), "purpose": purpose, "now": s.clock()}).Scan(&person, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return station.Actor{}, "", errLinkGone
	}
	if err != nil {
		return station.Actor{}, "", fmt.Errorf("find link: %w", err)
	}
	who, _, err := s.belongs(ctx, tx, `l.person_id = @person order by m.created_at limit 1`, args{"person": person})
	if errors.Is(err, pgx.ErrNoRows) { // left or shut out meanwhile
		return who, "", errLinkGone
	}
	if err != nil || sealed == nil {
		return who, "", err
	}
	email, err := s.vault.OpenForInstallation(ctx, tx, linkAt(token), sealed)
	return who, string(email), err
}

// useLink follows a link once: of two at a time one is told that it is gone.
func (s *Store) useLink(ctx context.Context, token, purpose, action string, do func(ctx context.Context, tx Tx, who station.Actor, email string) error) error {
	var who station.Actor
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		who, _, err = s.link(ctx, tx, token, purpose)
		return err
	})
	if err != nil {
		return err
	}
	return s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		_, email, err := s.link(ctx, tx, token, purpose)
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `update links set used_at = @now where token_hash = @hash and used_at is null`, args{"now": s.clock(), "hash": tokenHash(token)})
		if err != nil {
			return fmt.Errorf("use link: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errLinkGone
		}
		if err := do(ctx, tx, who, email); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), action, uuid.UUID(who.Person).String(), nil)
	})
}

// Recover sets a new password by a link and ends every session of the person. A second factor is
// still asked for at the next sign-in. also runs in the same transaction; nil = nothing. Faults:
// NotFound for a link that is gone, Invalid.
func (s *Store) Recover(ctx context.Context, token, password string, also func(ctx context.Context, tx Tx, who station.Actor) error) error {
	if err := s.Recoverable(ctx, token); err != nil {
		return err
	}
	if err := s.checkRecovered(ctx, token, password); err != nil {
		return err
	}
	hash, err := s.cost.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return s.useLink(ctx, token, "recover", "account.recovered", func(ctx context.Context, tx Tx, who station.Actor, _ string) error {
		if err := s.setPassword(ctx, tx, who.Person, hash, uuid.Nil); err != nil || also == nil {
			return err
		}
		return also(ctx, tx, who)
	})
}

// checkRecovered holds the password of a link against its person's address, name and present password.
func (s *Store) checkRecovered(ctx context.Context, token, password string) error {
	var hash string
	var whose identity
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		who, _, err := s.link(ctx, tx, token, "recover")
		if err != nil {
			return err
		}
		if whose, err = s.identityOf(ctx, tx, who.Person); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `select password_hash from logins where person_id = @person`, args{"person": who.Person}).Scan(&hash)
	})
	if err != nil {
		return err
	}
	if err := s.checkNew(password, whose.Email, whose.Name); err != nil {
		return err
	}
	return checkOther(ctx, hash, password)
}

// ChangeEmail makes a link that confirms a new address of whoever asks; the old one holds until it is
// followed. Whether the new one is another's is told only to who can read its mail. send runs in the
// same transaction.
func (s *Store) ChangeEmail(ctx context.Context, scope Scope, email string, send func(ctx context.Context, tx Tx, r Recovery) error) error {
	token, err := newToken()
	if err != nil {
		return err
	}
	who := scope.Actor()
	return s.own(ctx, scope, "account.email", func(ctx context.Context, tx Tx) error {
		if _, err := tx.Exec(ctx, `delete from links where person_id = @person and purpose = 'email'`, args{"person": who.Person}); err != nil {
			return err
		}
		sealed, err := s.vault.SealForInstallation(ctx, tx, linkAt(token), []byte(cleanEmail(email)))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into links (token_hash, purpose, person_id, email_sealed, by_person, at, expires_at) values (@hash, 'email', @person, @email, @person, @now, @expires)`,
			args{"hash": tokenHash(token), "person": who.Person, "email": sealed, "now": s.clock(), "expires": s.clock().Add(ConfirmLife)})
		if err != nil {
			return err
		}
		return send(ctx, tx, Recovery{Person: who.Person, Whose: who.Tenant(), Email: cleanEmail(email), Name: who.Name, Token: token})
	})
}

// ConfirmEmail follows the link to a new address. Faults: NotFound for a link that is gone, Conflict
// when the address has become another's.
func (s *Store) ConfirmEmail(ctx context.Context, token string) error {
	return s.useLink(ctx, token, "email", "account.email_confirmed", func(ctx context.Context, tx Tx, who station.Actor, email string) error {
		box, err := s.vault.InstallationBox(ctx, tx)
		if err != nil {
			return err
		}
		in, err := sealIdentity(box, who.Person, identity{Email: email})
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update logins set email_sealed = @email, email_mark = @mark where person_id = @person`, args{"email": in.Email, "mark": in.Mark, "person": who.Person})
		if pg.Violates(err, "logins_email_mark_key") {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("signup.email_taken"), Err: err}
		}
		return err
	})
}
