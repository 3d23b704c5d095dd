package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Invited is what a link of an invitation leads to.
type Invited struct {
	Invitation
	company   *station.CompanyID
	stationID station.StationID
	Company   string // empty for the staff
	StationZh string
	StationEn string
	Known     bool // the address has an account: it signs in to accept
}

// ForStaff tells whether it is the staff that one is asked to join.
func (i Invited) ForStaff() bool { return i.company == nil }

var errInvitationGone = &station.Fault{Kind: station.NotFound, Say: station.Say("invite.gone")}

// Invited reads the invitation of a link. Fault: NotFound when there is none, or it was accepted,
// taken back or has run out; it does not say which.
func (s *Store) Invited(ctx context.Context, token string) (Invited, error) {
	var out Invited
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		out, err = s.invited(ctx, tx, token)
		return err
	})
	return out, err
}

func (s *Store) invited(ctx context.Context, tx Tx, token string) (Invited, error) {
	var out Invited
	var found sealedInvitation
	err := tx.QueryRow(ctx, `
		select i.id, i.email_sealed, i.role, i.by_person::text, i.at, i.expires_at, i.unit_id, i.company_id, i.station_id, coalesce(c.name, ''), t.name_zh, t.name_en,
		       exists (select from logins k where k.email_mark = i.email_mark)
		  from invitations i join stations t on t.id = i.station_id left join companies c on c.id = i.company_id
		 where i.token_hash = @hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > @now`,
		args{"hash": tokenHash(token), "now": s.clock()}).
		Scan(&found.ID, &found.Email, &found.Role, &found.By, &found.At, &found.Expires, &found.Unit, &out.company, &out.stationID, &out.Company, &out.StationZh, &out.StationEn, &out.Known)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, errInvitationGone
	}
	if err != nil {
		return out, fmt.Errorf("find invitation: %w", err)
	}
	opened, err := s.openInvitations(ctx, tx, []sealedInvitation{found})
	if err != nil {
		return out, err
	}
	out.Invitation = opened[0]
	return out, nil
}

// Join accepts an invitation with a new account, whose address is the invited one. Faults: NotFound
// as Invited, Conflict when the address has an account meanwhile, Invalid for the password.
func (s *Store) Join(ctx context.Context, token, name, password string, demo bool) (station.Actor, error) {
	found, err := s.Invited(ctx, token)
	if err != nil {
		return station.Actor{}, err
	}
	if err := s.checkNew(password, found.Email, name, found.Company); err != nil {
		return station.Actor{}, err
	}
	hash, err := s.cost.hashPassword(ctx, password)
	if err != nil {
		return station.Actor{}, err
	}
	person, err := newID()
	if err != nil {
		return station.Actor{}, err
	}
	return s.accept(ctx, token, found, person, name, func(ctx context.Context, tx Tx) error {
		return s.insertLogin(ctx, tx, person, NewPerson{Name: name, Email: found.Email, Demo: demo}, hash)
	})
}

// JoinAs accepts an invitation by somebody who is signed in under the invited address. Faults:
// NotFound as Invited, Forbidden for another address, Conflict for who is there already or who
// works for a station: the staff acts for no company.
func (s *Store) JoinAs(ctx context.Context, scope Scope, token string) (station.Actor, error) {
	found, err := s.Invited(ctx, token)
	if err != nil {
		return station.Actor{}, err
	}
	login, err := s.OwnLogin(ctx, scope)
	if err != nil {
		return station.Actor{}, err
	}
	if login.Email != found.Email {
		return station.Actor{}, &station.Fault{Kind: station.Forbidden, Say: station.Say("invite.other_address", "email", found.Email)}
	}
	if found.ForStaff() || scope.Actor().Company == (station.CompanyID{}) {
		return station.Actor{}, &station.Fault{Kind: station.Conflict, Say: station.Say("invite.staff_or_company")}
	}
	who, err := s.accept(ctx, token, found, scope.Actor().Person, login.Name, func(context.Context, Tx) error { return nil })
	who.Fresh = false // they were signed in, and have proved nothing anew
	return who, err
}

// accept makes a person what the invitation says, once: of two at a time one is told that it is gone.
func (s *Store) accept(ctx context.Context, token string, found Invited, person station.PersonID, name string, first func(ctx context.Context, tx Tx) error) (station.Actor, error) {
	who := station.Actor{Person: person, Name: name, Role: found.Role, Station: found.stationID, Fresh: true}
	if found.company != nil {
		who.Company = *found.company
	}
	if found.Unit != nil {
		who.Unit = *found.Unit
	}
	return who, s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update invitations set accepted_at = @now, accepted_by = @person
			 where token_hash = @hash and accepted_at is null and revoked_at is null and expires_at > @now`,
			args{"now": s.clock(), "person": person, "hash": tokenHash(token)})
		if err != nil {
			return fmt.Errorf("accept invitation: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errInvitationGone
		}
		if err := first(ctx, tx); err != nil {
			return err
		}
		switch {
		case found.company == nil:
			err = s.insertStaff(ctx, tx, person, who.Station, who.Unit, who.Role)
		case who.Role == station.Owner:
			err = s.takeOver(ctx, tx, person, who.Company)
		default:
			err = s.insertMember(ctx, tx, person, who.Company, who.Role)
		}
		if pg.Violates(err, "memberships_pkey") {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("invite.there_already"), Err: err}
		}
		if err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "people.join", found.ID.String(), nil)
	})
}
