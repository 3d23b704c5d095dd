package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// deviceKnown is for how long a browser and system are known that nobody signed in with.
const deviceKnown = 90 * 24 * time.Hour

// Tell is how people hear of what accounts see of themselves, each in the transaction in which it happens. Nil tells nothing.
type Tell struct {
	NewDevice    func(ctx context.Context, tx Tx, who station.Actor, device string) error // device in two words; may be empty
	RecoveryUsed func(ctx context.Context, tx Tx, who station.Actor, left int) error
}

// TellBy lets people hear of it.
func (s *Store) TellBy(t Tell) { s.told = t }

// signedIn notes from where somebody has signed in, and tells them when browser and system were not seen with them in ninety days; of
// the first time ever there is nothing to tell. The language of that browser counts for who never chose one.
func (s *Store) signedIn(ctx context.Context, tx Tx, who station.Actor, from Device, tell bool) error {
	now, agent := s.clock(), clip(from.Agent, 60)
	var any, known bool
	err := tx.QueryRow(ctx, `
		with seen as (
		  insert into devices (person_id, agent, seen_at) values (@person, @agent, @now)
		  on conflict (person_id, agent) do update set seen_at = greatest(devices.seen_at, @now)
		)
		select exists (select from devices where person_id = @person), exists (select from devices where person_id = @person and agent = @agent and seen_at > @since)`,
		args{"person": who.Person, "agent": agent, "now": now, "since": now.Add(-deviceKnown)}).Scan(&any, &known)
	if err != nil {
		return fmt.Errorf("note device: %w", err)
	}
	if from.Lang != "" {
		_, err := tx.Exec(ctx, `
			insert into contacts (person_id, lang) values (@person, @lang) on conflict (person_id) do update set lang = @lang where contacts.lang = ''`,
			args{"person": who.Person, "lang": from.Lang})
		if err != nil {
			return fmt.Errorf("note language: %w", err)
		}
	}
	if !tell || !any || known || s.told.NewDevice == nil {
		return nil
	}
	return s.told.NewDevice(ctx, tx, who, agent)
}

// SwitchCompany lets the session of a token go on for another company, as ActFor gives whoever asks: under a new token, with no proof
// of who they are, and no longer than the session would have lived. Fault: Unauthorized when it has ended.
func (s *Store) SwitchCompany(ctx context.Context, scope Scope, token string, who station.Actor) (fresh string, err error) {
	if fresh, err = newToken(); err != nil {
		return "", err
	}
	id, err := newID()
	if err != nil {
		return "", err
	}
	return fresh, s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update sessions set token_hash = @fresh, id = @id, company_id = @company, station_id = @station, role = @role, seen_at = @now, proved_at = @stale,
			       setup = null, setup_until = null, challenge = null, challenge_for = null, challenge_until = null
			 where token_hash = @old and person_id = @person and not pending`,
			args{"fresh": tokenHash(fresh), "id": id, "company": nullCompany(who.Company), "station": who.Station, "role": string(who.Role), "now": s.clock(), "stale": s.clock().Add(-FreshFor),
				"old": tokenHash(token), "person": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("switch company: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errSessionGone
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "account.sign_in", "", map[string]any{"switched": true})
	})
}

// renewSession puts a session under a new token, with what it waits with.
func (s *Store) renewSession(ctx context.Context, tx Tx, person station.PersonID, old, fresh string, strong bool) error {
	var setup []byte
	err := tx.QueryRow(ctx, `select setup from sessions where token_hash = @old and person_id = @person and not pending for update`, args{"old": tokenHash(old), "person": person}).Scan(&setup)
	if err != nil {
		return errSessionGone
	}
	if setup != nil { // the secret of an app is sealed for the session's token
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		plain, err := box.Open(setupPlace(old), setup)
		if err != nil {
			return err
		}
		if setup, err = box.Seal(setupPlace(fresh), plain); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `
		update sessions set token_hash = @fresh, proved_at = @now, strong = strong or @strong, setup = @setup, challenge = null, challenge_for = null, challenge_until = null
		 where token_hash = @old`, args{"fresh": tokenHash(fresh), "old": tokenHash(old), "now": s.clock(), "strong": strong, "setup": setup})
	if err != nil {
		return fmt.Errorf("renew session: %w", err)
	}
	return nil
}

// recoveryUsed tells a person that a recovery code of theirs was taken.
func (s *Store) recoveryUsed(ctx context.Context, tx Tx, who station.Actor, found looked) error {
	left, is := found.detail["left"].(int)
	if !is || s.told.RecoveryUsed == nil {
		return nil
	}
	return s.told.RecoveryUsed(ctx, tx, who, left)
}
