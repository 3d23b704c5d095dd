package accounts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
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

// Invite asks somebody to join the scope's company as a member, or the scope's station in a role and
// unit. id is the command's, and the invitation's: the same one again asks nobody a second time, sends nothing, and gives no token. The token goes into the
// link and nowhere else. An open invitation of the same address is
// replaced: its link ends. Faults: Conflict for somebody who is there already, Invalid for a role
// that cannot be given. send runs in the same transaction; nil = the link is handed over by hand.
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
	hash, err := hashPassword(ctx, password)
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

// takeOver makes somebody the owner of a company, as an officer has decided about a claim; the owner
// of before becomes a member and signs in anew.
func (s *Store) takeOver(ctx context.Context, tx Tx, person station.PersonID, company station.CompanyID) error {
	if err := holdCompany(ctx, tx, company); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update memberships set role = 'member' where company_id = @company and role = 'owner'`, args{"company": company}); err != nil {
		return fmt.Errorf("take company over: %w", err)
	}
	if _, err := tx.Exec(ctx, `delete from sessions where company_id = @company`, args{"company": company}); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	_, err := tx.Exec(ctx, `
		insert into memberships (person_id, company_id, role, created_at) values (@person, @company, 'owner', @now)
		on conflict (person_id, company_id) do update set role = 'owner'`, args{"person": person, "company": company, "now": s.clock()})
	if err != nil {
		return fmt.Errorf("take company over: %w", err)
	}
	return nil
}
