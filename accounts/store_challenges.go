package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// InviteKey makes what a browser needs to add a key of whoever asks. Fault: Conflict where the site has no name that keys
// can be bound to.
func (s *Store) InviteKey(ctx context.Context, scope Scope, token string, party Party) (options []byte, err error) {
	return s.challenge(ctx, scope.Actor().Person, token, party, "add", party.inviteKey)
}

// AskToSignIn makes a challenge for a key of whoever has shown the password under a pending session. Faults:
// Unauthorized when that has ended, Conflict when there is no key for this host.
func (s *Store) AskToSignIn(ctx context.Context, token string, party Party) (options []byte, err error) {
	who, err := s.pending(ctx, token)
	if err != nil {
		return nil, err
	}
	return s.challenge(ctx, who.Person, token, party, "show", party.askKey)
}

// AskToProve makes a challenge for a key of whoever is signed in. Fault: Conflict when there is no key for this host.
func (s *Store) AskToProve(ctx context.Context, scope Scope, token string, party Party) (options []byte, err error) {
	return s.challenge(ctx, scope.Actor().Person, token, party, "show", party.askKey)
}

// challenge makes one and keeps it with the session, in the place of the one before.
func (s *Store) challenge(ctx context.Context, person station.PersonID, token string, party Party, purpose string, begin func(keyHolder) ([]byte, []byte, error)) (options []byte, err error) {
	err = s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		// sessions are locked before factors, here and where a challenge is used
		if _, err := tx.Exec(ctx, `select from sessions where token_hash = @hash for update`, args{"hash": tokenHash(token)}); err != nil {
			return fmt.Errorf("hold session: %w", err)
		}
		holder, err := s.holder(ctx, tx, box, person, party.Host)
		if err != nil {
			return err
		}
		if purpose == "show" && len(holder.keys) == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.no_key_for_host")}
		}
		var state []byte
		if options, state, err = begin(holder); err != nil {
			return err
		}
		sealed, err := box.Seal(challengePlace(token, purpose), state)
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `
			update sessions set challenge = @sealed, challenge_for = @purpose, challenge_until = @until
			 where token_hash = @hash and person_id = @person and expires_at > @now`,
			args{"sealed": sealed, "purpose": purpose, "until": s.clock().Add(ChallengeLife), "hash": tokenHash(token), "person": person, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("keep challenge: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errSessionGone
		}
		return nil
	})
	return options, err
}

// challengePlace binds a challenge to its session and purpose.
func challengePlace(token, purpose string) Place {
	return At("sessions.challenge", fmt.Sprintf("%x", tokenHash(token)), purpose)
}

// takeChallenge gives a challenge and forgets it, whatever comes of it. Fault: Invalid when there is none any more.
func (s *Store) takeChallenge(ctx context.Context, person station.PersonID, token string, party Party, purpose string) (holder keyHolder, state []byte, err error) {
	err = s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		if state, err = s.useChallenge(ctx, tx, box, person, token, purpose); err != nil {
			return err
		}
		holder, err = s.holder(ctx, tx, box, person, party.Host)
		return err
	})
	if err == nil && state == nil {
		err = &station.Fault{Kind: station.Invalid, Say: station.Say("factor.key_refused")}
	}
	return holder, state, err
}

// useChallenge is takeChallenge within a transaction; nil when there is none.
func (s *Store) useChallenge(ctx context.Context, tx Tx, box *Box, person station.PersonID, token, purpose string) ([]byte, error) {
	var sealed []byte
	with := args{"hash": tokenHash(token), "person": person, "purpose": purpose, "now": s.clock()}
	err := tx.QueryRow(ctx, `
		select challenge from sessions
		 where token_hash = @hash and person_id = @person and challenge_for = @purpose and challenge_until > @now for update`, with).Scan(&sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find challenge: %w", err)
	}
	_, err = tx.Exec(ctx, `update sessions set challenge = null, challenge_for = null, challenge_until = null where token_hash = @hash`, args{"hash": tokenHash(token)})
	if err != nil {
		return nil, fmt.Errorf("use challenge: %w", err)
	}
	return box.Open(challengePlace(token, purpose), sealed)
}

// holder reads a person with the keys that they have for a host. The rows stay locked, so that a count of signatures is
// compared with the newest.
func (s *Store) holder(ctx context.Context, tx Tx, box *Box, person station.PersonID, host string) (keyHolder, error) {
	out := keyHolder{person: person}
	who, err := s.identityOf(ctx, tx, person)
	if err != nil {
		return out, err
	}
	out.email, out.name = who.Email, who.Name
	rows, err := tx.Query(ctx, `
		select id, sealed, sign_count from factors where person_id = @person and kind = 'webauthn' and host = @host order by id for update`,
		args{"person": person, "host": host})
	if err != nil {
		return out, fmt.Errorf("read keys: %w", err)
	}
	var id uuid.UUID
	var sealed []byte
	var count int64
	_, err = pgx.ForEachRow(rows, []any{&id, &sealed, &count}, func() error {
		key := passkey{id: id}
		text, err := box.Open(factorPlace(person, id), sealed)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, &key.credential); err != nil {
			return err
		}
		key.credential.Authenticator.SignCount = uint32(count)
		out.keys, sealed = append(out.keys, key), nil
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("read keys: %w", err)
	}
	return out, nil
}
