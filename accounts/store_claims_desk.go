package accounts

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// How a claim can be decided. Handed over: the claimant becomes the owner of the company as it is.
// Separated: the code is set free for the claimant, who begins anew and sees nothing of what the
// company that held it has.
const (
	ClaimRefused    = "refused"
	ClaimHandedOver = "handed_over"
	ClaimSeparated  = "separated"
)

// Claims lists the claims at the scope's station that are to be decided, the oldest first.
func (s *Store) Claims(ctx context.Context, scope Scope) ([]Claim, error) {
	var out []Claim
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select `+claimColumns+` from claims where station_id = @station and state in ('filed', 'heard') order by at, id limit 200`, args{"station": scope.Station()})
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		out, err = pgx.CollectRows(rows, scanClaim)
		return err
	})
	return out, err
}

// Claim opens a claim for an officer, with what both sides say; the holder sees that it was read.
// Fault: NotFound for another station's.
func (s *Store) Claim(ctx context.Context, scope Scope, id uuid.UUID) (Claim, error) {
	find := func(ctx context.Context, tx Tx) (Claim, error) {
		return oneClaim(ctx, tx, `select `+claimColumns+` from claims where station_id = @station and id = @id`, args{"station": scope.Station(), "id": id})
	}
	var out Claim
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		var err error
		out, err = find(ctx, tx)
		return err
	})
	if err != nil {
		return out, err
	}
	err = s.db.Case(ctx, scope.Station(), out.Holder, func(ctx context.Context, tx Tx) error {
		if out, err = find(ctx, tx); err != nil {
			return err
		}
		if err := s.openClaim(ctx, tx, &out); err != nil {
			return err
		}
		return s.Look(ctx, tx, scope.Actor(), out.Holder, "claim", id.String(), "@claim")
	})
	return out, err
}

func (s *Store) openClaim(ctx context.Context, tx Tx, c *Claim) error {
	ours, err := s.vault.ReadBox(ctx, tx, station.Tenant{Station: c.Station})
	if err != nil {
		return err
	}
	text, err := ours.Open(claimantAt(c.ID), c.claimant)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &c.Claimant); err != nil {
		return fmt.Errorf("claim: %w", err)
	}
	if c.answer == nil {
		return nil
	}
	theirs, err := s.vault.ReadBox(ctx, tx, station.Tenant{Company: c.Holder})
	if err != nil {
		return err
	}
	text, err = theirs.Open(answerAt(c.ID), c.answer)
	c.Answer = string(text)
	return err
}

// ClaimDecision is what an officer decides about a claim; the reason is read by both sides. HeardBy is until when the holder may
// explain: nothing is taken from a holder who was not heard and still may be.
type ClaimDecision struct {
	Outcome, Reason string
	HeardBy         time.Time
}

// DecideClaim decides a claim as the officer has read it. For one that is handed over it gives
// the token of the claimant's invitation. also runs in the same transaction, with the holder's owners;
// nil = nothing. Faults:
// Conflict when it was decided or answered meanwhile, Invalid without reason or before the holder was heard.
func (s *Store) DecideClaim(ctx context.Context, scope Scope, c Claim, as ClaimDecision, also func(ctx context.Context, tx Tx, owners []station.PersonID, invitation string) error) (invitation string, err error) {
	switch {
	case as.Reason == "":
		return "", invalid("claim.reason_missing")
	case as.Outcome != ClaimRefused && c.Open() && c.AnsweredAt == nil && s.clock().Before(as.HeardBy):
		return "", invalid("claim.not_heard")
	}
	err = s.db.Case(ctx, scope.Station(), c.Holder, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update claims set state = @state, reason = @reason, decided_by = @person, decided_at = @now
			 where station_id = @station and id = @id and state in ('filed', 'heard') and answered_at is not distinct from @answered`,
			args{"state": as.Outcome, "reason": as.Reason, "person": scope.Actor().Person, "now": s.clock(), "station": scope.Station(), "id": c.ID, "answered": c.AnsweredAt})
		if err != nil {
			return fmt.Errorf("decide claim: %w", err)
		}
		if done.RowsAffected() == 0 {
			return s.claimMoved(ctx, tx, c)
		}
		switch as.Outcome {
		case ClaimHandedOver:
			invitation, err = s.inviteOwner(ctx, tx, scope, c)
		case ClaimSeparated:
			err = s.freeCode(ctx, tx, c)
		case ClaimRefused:
		default:
			return invalid("claim.outcome_missing")
		}
		if err != nil {
			return err
		}
		if also != nil {
			owners, err := s.owners(ctx, tx, c.Holder)
			if err != nil {
				return err
			}
			if err := also(ctx, tx, owners, invitation); err != nil {
				return err
			}
		}
		if err := s.Record(ctx, tx, scope.Actor(), c.Holder, "claim."+as.Outcome, c.ID.String(), nil); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "claim."+as.Outcome, c.ID.String(), nil)
	})
	return invitation, err
}

// claimMoved says why a claim is no longer as the officer has read it.
func (s *Store) claimMoved(ctx context.Context, tx Tx, c Claim) error {
	now, err := oneClaim(ctx, tx, `select `+claimColumns+` from claims where station_id = @station and id = @id`, args{"station": c.Station, "id": c.ID})
	if err != nil {
		return err
	}
	if now.Open() {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("claim.answered_meanwhile")}
	}
	return &station.Fault{Kind: station.Conflict, Say: station.Say("claim.decided_already")}
}

// inviteOwner invites the claimant as the owner of the company: the owner of before becomes a member
// once they accept.
func (s *Store) inviteOwner(ctx context.Context, tx Tx, scope Scope, c Claim) (string, error) {
	fresh, err := newID()
	if err != nil {
		return "", err
	}
	token, err := newToken()
	if err != nil {
		return "", err
	}
	address, err := s.sealInvited(ctx, tx, fresh, cleanEmail(c.Claimant.Email))
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `
		insert into invitations (id, token_hash, company_id, station_id, role, email_sealed, email_mark, by_person, at, expires_at)
		values (@id, @hash, @company, @station, 'owner', @email, @mark, @by, @now, @expires)`,
		args{"id": uuid.UUID(fresh), "hash": tokenHash(token), "company": c.Holder, "station": scope.Station(), "email": address.Email, "mark": address.Mark,
			"by": scope.Actor().Person, "now": s.clock(), "expires": s.clock().Add(InvitationLife)})
	if err != nil {
		return "", fmt.Errorf("invite claimant: %w", err)
	}
	return token, nil
}

// freeCode takes the code off the company that held it and keeps it for the claimant's link.
func (s *Store) freeCode(ctx context.Context, tx Tx, c Claim) error {
	if _, err := tx.Exec(ctx, `update companies set credit_code = null, verified_at = null, code_lost_at = @now where id = @company and credit_code = @code`,
		args{"now": s.clock(), "company": c.Holder, "code": c.CreditCode}); err != nil {
		return fmt.Errorf("free code: %w", err)
	}
	_, err := tx.Exec(ctx, `update claim_links set reserves = @code, expires_at = @expires where station_id = @station and claim_id = @id`,
		args{"code": c.CreditCode, "expires": s.clock().Add(ClaimLife), "station": c.Station, "id": c.ID})
	if err != nil {
		return fmt.Errorf("keep code: %w", err)
	}
	return nil
}
