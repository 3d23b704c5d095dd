package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// How long an app may be set up, and how long a key may take to sign a challenge.
const (
	SetupLife     = 15 * time.Minute
	ChallengeLife = 5 * time.Minute
)

var errSessionGone = &station.Fault{Kind: station.Unauthorized, Say: station.Say("fault.session_ended")}

// Added is what adding a factor comes to: the session goes on under a new token, and with the first factor come
// recovery codes, told this once.
type Added struct {
	Token string
	Codes []string
}

// BeginApp makes a secret for an authenticator app and keeps it with the session until a code of it is shown.
func (s *Store) BeginApp(ctx context.Context, scope Scope, token string) error {
	secret, err := newAppSecret()
	if err != nil {
		return err
	}
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		sealed, err := box.Seal(setupPlace(token), secret)
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `update sessions set setup = @sealed, setup_until = @until where token_hash = @hash and person_id = @person and not pending`,
			args{"sealed": sealed, "until": s.clock().Add(SetupLife), "hash": tokenHash(token), "person": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("keep secret of an app: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errSessionGone
		}
		return nil
	})
}

// setupPlace binds a secret that is being set up to its session, which the hash of the token names.
func setupPlace(token string) Place { return At("sessions.setup", fmt.Sprintf("%x", tokenHash(token))) }

// AppSetup is what an app needs to be set up: the address in a QR code, and the secret for who types it.
type AppSetup struct{ Link, Secret string }

// AppSetup gives what BeginApp made, until the app is added. Fault: NotFound when there is none any more.
func (s *Store) AppSetup(ctx context.Context, scope Scope, token, issuer string) (out AppSetup, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		secret, err := s.setup(ctx, tx, scope, token)
		if err != nil {
			return err
		}
		who, err := s.identityOf(ctx, tx, scope.Actor().Person)
		if err != nil {
			return err
		}
		out = AppSetup{Link: secretLink(secret, issuer, who.Email), Secret: secretText(secret)}
		return nil
	})
	return out, err
}

func (s *Store) setup(ctx context.Context, tx Tx, scope Scope, token string) ([]byte, error) {
	var sealed []byte
	err := tx.QueryRow(ctx, `select setup from sessions where token_hash = @hash and person_id = @person and setup_until > @now and not pending`,
		args{"hash": tokenHash(token), "person": scope.Actor().Person, "now": s.clock()}).Scan(&sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, &station.Fault{Kind: station.NotFound, Say: station.Say("factor.setup_gone")}
	}
	if err != nil {
		return nil, fmt.Errorf("read secret of an app: %w", err)
	}
	return s.vault.OpenForInstallation(ctx, tx, setupPlace(token), sealed)
}

// AddApp adds the app that was set up, once it shows a right code. That code is taken: it does not sign in as well.
// Faults: Invalid for a wrong code, NotFound when the setup is gone, Conflict for one factor too many.
func (s *Store) AddApp(ctx context.Context, scope Scope, token, name, code string, also Also) (out Added, err error) {
	return s.add(ctx, scope, token, App, func(ctx context.Context, tx Tx, box *Box, id uuid.UUID) error {
		secret, err := s.setup(ctx, tx, scope, token)
		if err != nil {
			return err
		}
		step, ok := matchCode(secret, cleanCode(code), s.clock(), 0)
		if !ok {
			return &station.Fault{Kind: station.Invalid, Say: station.Say("factor.setup_wrong")}
		}
		sealed, err := box.Seal(factorPlace(scope.Actor().Person, id), secret)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into factors (person_id, id, kind, name, sealed, last_step, created_at) values (@person, @id, 'totp', @name, @sealed, @step, @now)`,
			args{"person": scope.Actor().Person, "id": id, "name": name, "sealed": sealed, "step": step, "now": s.clock()})
		return err
	}, also)
}

func factorPlace(person station.PersonID, id uuid.UUID) Place {
	return At("factors.sealed", uuid.UUID(person).String(), id.String())
}

// AddKey adds the key that answered an invitation of InviteKey, which serves once. Faults: Invalid for an answer that
// does not hold, Conflict for a key that is known already or one factor too many.
func (s *Store) AddKey(ctx context.Context, scope Scope, token string, party Party, name string, answer []byte, also Also) (out Added, err error) {
	holder, state, err := s.takeChallenge(ctx, scope.Actor().Person, token, party, "add")
	if err != nil {
		return out, err
	}
	credential, err := party.takeKey(holder, state, answer)
	if errors.Is(err, errKeyRefused) {
		return out, &station.Fault{Kind: station.Invalid, Say: station.Say("factor.key_refused"), Err: err}
	}
	if err != nil {
		return out, err
	}
	text, err := json.Marshal(credential)
	if err != nil {
		return out, fmt.Errorf("key: %w", err)
	}
	return s.add(ctx, scope, token, Key, func(ctx context.Context, tx Tx, box *Box, id uuid.UUID) error {
		mark, err := box.Index("factors.mark", credential.ID)
		if err != nil {
			return err
		}
		sealed, err := box.Seal(factorPlace(scope.Actor().Person, id), text)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into factors (person_id, id, kind, name, sealed, host, mark, sign_count, created_at)
			values (@person, @id, 'webauthn', @name, @sealed, @host, @mark, @count, @now)`,
			args{"person": scope.Actor().Person, "id": id, "name": name, "sealed": sealed, "host": party.Host, "mark": mark,
				"count": int64(credential.Authenticator.SignCount), "now": s.clock()})
		if pg.Violates(err, "factors_mark_key") {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.key_known"), Err: err}
		}
		return err
	}, also)
}

// add keeps a factor and lets the session go on, strong and fresh, under a new token. With the first one every other
// session ends: none of them was started with it. A session that was started without a factor adds none to those that
// are there: it shows one first.
func (s *Store) add(ctx context.Context, scope Scope, token string, kind FactorKind, keep func(ctx context.Context, tx Tx, box *Box, id uuid.UUID) error, also Also) (out Added, err error) {
	id, err := newID()
	if err != nil {
		return out, err
	}
	if out.Token, err = newToken(); err != nil {
		return Added{}, err
	}
	person := scope.Actor().Person
	err = s.ownWith(ctx, scope, "factor.add", map[string]any{"factor": uuid.UUID(id).String(), "kind": string(kind)}, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		held, err := s.holdFactors(ctx, tx, person)
		if err != nil {
			return err
		}
		if held.count >= maxFactors {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.too_many", "n", maxFactors)}
		}
		if err := keep(ctx, tx, box, id); err != nil {
			return err
		}
		if err := s.strengthen(ctx, tx, person, token, out.Token, held.count == 0); err != nil {
			return err
		}
		if held.count == 0 {
			if out.Codes, err = s.makeCodes(ctx, tx, box, person); err != nil {
				return err
			}
		}
		return also.run(ctx, tx)
	})
	if err != nil {
		return Added{}, err
	}
	return out, nil
}

func (s *Store) strengthen(ctx context.Context, tx Tx, person station.PersonID, old, fresh string, first bool) error {
	var strong bool
	err := tx.QueryRow(ctx, `select strong from sessions where token_hash = @hash and person_id = @person and not pending for update`,
		args{"hash": tokenHash(old), "person": person}).Scan(&strong)
	if errors.Is(err, pgx.ErrNoRows) {
		return errSessionGone
	}
	if err != nil {
		return fmt.Errorf("find session: %w", err)
	}
	if !first && !strong {
		return ErrProve
	}
	_, err = tx.Exec(ctx, `
		update sessions set token_hash = @fresh, strong = true, proved_at = @now, setup = null, setup_until = null, challenge = null, challenge_for = null, challenge_until = null
		 where token_hash = @old`, args{"fresh": tokenHash(fresh), "old": tokenHash(old), "now": s.clock()})
	if err != nil {
		return fmt.Errorf("renew session: %w", err)
	}
	if !first {
		return nil
	}
	if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person and token_hash <> @fresh`, args{"person": person, "fresh": tokenHash(fresh)}); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}
