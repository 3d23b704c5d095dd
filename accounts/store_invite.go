package accounts

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Invite asks somebody to join the scope's company as a member, or the scope's station in a role and
// unit. id is the command's, and the invitation's: the same one again asks nobody a second time, sends nothing, and gives no token. The token goes into the
// link and nowhere else. An open invitation of the same address is
// replaced: its link ends. Faults: Conflict for somebody who is there already, Invalid for a role
// that cannot be given or a unit that the station does not have or has closed. send runs in the same transaction; nil = the link is handed over by hand.
func (s *Store) Invite(ctx context.Context, scope Scope, id uuid.UUID, email string, role station.Role, unit station.UnitID, send func(ctx context.Context, tx Tx, token string) error) (token string, err error) {
	email = cleanEmail(email)
	ofCompany := scope.Company() != (station.CompanyID{})
	if ofCompany && role != station.Member || !ofCompany && !slices.Contains(StaffRoles(), role) {
		return "", invalid("staff.role_wrong")
	}
	if again, err := s.invitedBefore(ctx, scope, id, email); again || err != nil {
		return "", err
	}
	token, err = newToken()
	if err != nil {
		return "", err
	}
	err = s.db.Of(ctx, scope.Tenant(), func(ctx context.Context, tx Tx) error {
		address, err := s.sealInvited(ctx, tx, id, email)
		if err != nil {
			return err
		}
		if err := s.notThereYet(ctx, tx, scope, address.Mark); err != nil {
			return err
		}
		if err := s.unitOpen(ctx, tx, scope, unit); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			update invitations set revoked_at = @now
			 where email_mark = @mark and accepted_at is null and revoked_at is null
			   and (company_id = @company or company_id is null and @company::uuid is null and station_id = @station)`,
			args{"now": s.clock(), "mark": address.Mark, "company": nullCompany(scope.Company()), "station": s.servedBy(scope)})
		if err != nil {
			return fmt.Errorf("replace invitation: %w", err)
		}
		made, err := tx.Exec(ctx, `
			insert into invitations (id, token_hash, company_id, station_id, unit_id, role, email_sealed, email_mark, by_person, at, expires_at)
			values (@id, @hash, @company, @station, @unit, @role, @email, @mark, @by, @now, @expires) on conflict (id) do nothing`,
			args{"id": id, "hash": tokenHash(token), "company": nullCompany(scope.Company()), "station": s.servedBy(scope), "unit": nullUnit(unit), "role": string(role),
				"email": address.Email, "mark": address.Mark, "by": scope.Actor().Person, "now": s.clock(), "expires": s.clock().Add(InvitationLife)})
		if err != nil {
			return fmt.Errorf("invite: %w", err)
		}
		if made.RowsAffected() == 0 {
			return errInvited // the same command at the same moment; what it replaced just now was its own
		}
		if send != nil {
			if err := send(ctx, tx, token); err != nil {
				return err
			}
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "people.invite", id.String(), map[string]any{"role": string(role)})
	})
	if errors.Is(err, errInvited) {
		_, err = s.invitedBefore(ctx, scope, id, email)
		return "", err
	}
	if err != nil {
		return "", err
	}
	return token, nil
}

// errInvited undoes a second invitation of one command.
var errInvited = errors.New("invited already")

// invitedBefore tells whether a command has invited this address already. Fault: Conflict when it has invited another one, or somebody else did.
func (s *Store) invitedBefore(ctx context.Context, scope Scope, id uuid.UUID, email string) (again bool, err error) {
	err = s.db.ReadOf(ctx, scope.Tenant(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		mark, err := emailMark(box, email)
		if err != nil {
			return err
		}
		var same bool
		err = tx.QueryRow(ctx, `
			select email_mark = @mark and by_person = @by and company_id is not distinct from @company::uuid and station_id = @station from invitations where id = @id`,
			args{"id": id, "mark": mark, "by": scope.Actor().Person, "company": nullCompany(scope.Company()), "station": s.servedBy(scope)}).Scan(&same)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return nil
		case err != nil:
			return fmt.Errorf("look for invitation: %w", err)
		case !same:
			return &station.Fault{Kind: station.Conflict, Say: station.Say("invite.sent_already")}
		}
		again = true
		return nil
	})
	return again, err
}

// sealInvited seals the address of an invitation, which has no name.
func (s *Store) sealInvited(ctx context.Context, tx Tx, id uuid.UUID, email string) (out sealedIdentity, err error) {
	box, err := s.vault.InstallationBox(ctx, tx)
	if err != nil {
		return out, err
	}
	if out.Mark, err = emailMark(box, email); err != nil {
		return out, err
	}
	out.Email, err = box.Seal(invitedAt(id), []byte(email))
	return out, err
}

func invitedAt(id uuid.UUID) Place { return At("invitations.email_sealed", id.String()) }

// servedBy is the station of the scope, or the one that serves its company.
func (s *Store) servedBy(scope Scope) station.StationID {
	if scope.Station() != (station.StationID{}) {
		return scope.Station()
	}
	return scope.Actor().Station
}

func (s *Store) notThereYet(ctx context.Context, tx Tx, scope Scope, mark string) error {
	var there bool
	err := tx.QueryRow(ctx, `
		select exists (select from logins l join memberships m using (person_id) where l.email_mark = @mark and m.company_id = @company)
		    or @company::uuid is null and exists (select from logins l join staff t using (person_id) where l.email_mark = @mark and t.station_id = @station)`,
		args{"mark": mark, "company": nullCompany(scope.Company()), "station": scope.Station()}).Scan(&there)
	if err != nil {
		return fmt.Errorf("look for colleague: %w", err)
	}
	if there {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("invite.there_already")}
	}
	return nil
}
