package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// InvitationLife is how long an invitation can be accepted.
const InvitationLife = 7 * 24 * time.Hour

// Invitation is somebody asked to join a company or the staff.
type Invitation struct {
	ID      uuid.UUID
	Email   string
	Role    station.Role
	By      string // who invites
	At      time.Time
	Expires time.Time
	Unit    *station.UnitID
}

// Open tells whether it can still be accepted.
func (i Invitation) Open(now time.Time) bool { return now.Before(i.Expires) }

// Invitations lists who was asked and has neither joined nor been taken back, the latest first; those
// that ran out too, for a month.
func (s *Store) Invitations(ctx context.Context, scope Scope) ([]Invitation, error) {
	var out []Invitation
	err := s.db.ReadOf(ctx, scope.Tenant(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select i.id, i.email_sealed, i.role, i.by_person::text, i.at, i.expires_at, i.unit_id
			  from invitations i
			 where i.accepted_at is null and i.revoked_at is null and i.expires_at > @old
			   and (i.company_id = @company or i.company_id is null and @company::uuid is null and i.station_id = @station)
			 order by i.at desc, i.id desc limit 200`,
			args{"company": nullCompany(scope.Company()), "station": s.servedBy(scope), "old": s.clock().Add(-30 * 24 * time.Hour)})
		if err != nil {
			return fmt.Errorf("list invitations: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[sealedInvitation])
		if err != nil {
			return fmt.Errorf("list invitations: %w", err)
		}
		out, err = s.openInvitations(ctx, tx, found)
		return err
	})
	return out, err
}

// sealedInvitation is an invitation as the columns have it.
type sealedInvitation struct {
	ID          uuid.UUID
	Email       []byte
	Role        station.Role
	By          string // an id
	At, Expires time.Time
	Unit        *station.UnitID
}

func (s *Store) openInvitations(ctx context.Context, tx Tx, found []sealedInvitation) ([]Invitation, error) {
	box, err := s.vault.readInstallation(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := make([]Invitation, 0, len(found))
	for _, i := range found {
		email, err := box.Open(invitedAt(i.ID), i.Email)
		if err != nil {
			return nil, fmt.Errorf("open the address of an invitation: %w", err)
		}
		out = append(out, Invitation{i.ID, string(email), i.Role, i.By, i.At, i.Expires, i.Unit})
	}
	return out, Name(ctx, s.vault, tx, out, func(i *Invitation) []*string { return []*string{&i.By} })
}

// Revoke takes an invitation back: its link ends. One that was accepted or taken back meanwhile is a Conflict.
func (s *Store) Revoke(ctx context.Context, scope Scope, id uuid.UUID) error {
	return s.db.Of(ctx, scope.Tenant(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update invitations set revoked_at = @now
			 where id = @id and accepted_at is null and revoked_at is null
			   and (company_id = @company or company_id is null and @company::uuid is null and station_id = @station)`,
			args{"now": s.clock(), "id": id, "company": nullCompany(scope.Company()), "station": s.servedBy(scope)})
		if err != nil {
			return fmt.Errorf("revoke invitation: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("invite.gone")}
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "people.revoke", id.String(), nil)
	})
}
