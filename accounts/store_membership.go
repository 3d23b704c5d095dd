package accounts

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// RemoveMember takes a colleague off the scope's company; their sessions there end at once. What they
// did stays, with their name. Fault: NotFound for who is not one, or for the owner.
func (s *Store) RemoveMember(ctx context.Context, scope Scope, person station.PersonID) error {
	return s.endMembership(ctx, scope, person, "people.remove", nil)
}

// SignMemberOut ends the sessions of a colleague for the scope's company; those for another company of theirs go on. Fault:
// NotFound for who is not a member.
func (s *Store) SignMemberOut(ctx context.Context, scope Scope, person station.PersonID) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		var there bool
		with := args{"company": scope.Company(), "person": person}
		err := tx.QueryRow(ctx, `select exists (select from memberships where company_id = @company and person_id = @person and role = 'member')`, with).Scan(&there)
		if err != nil {
			return fmt.Errorf("find member: %w", err)
		}
		if !there {
			return notFound(nil)
		}
		if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person and company_id = @company`, with); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "people.sign_out", uuid.UUID(person).String(), nil)
	})
}

// Leave takes whoever asks off the scope's company; also runs in the same transaction, with the
// company's owners, nil = nothing. The owner hands it over first: Fault Conflict.
func (s *Store) Leave(ctx context.Context, scope Scope, also func(ctx context.Context, tx Tx, owners []station.PersonID) error) error {
	if scope.Actor().Role == station.Owner {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("people.owner_cannot_leave")}
	}
	return s.endMembership(ctx, scope, scope.Actor().Person, "people.leave", also)
}

func (s *Store) endMembership(ctx context.Context, scope Scope, person station.PersonID, action string, also func(ctx context.Context, tx Tx, owners []station.PersonID) error) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `delete from memberships where company_id = @company and person_id = @person and role = 'member'`,
			args{"company": scope.Company(), "person": person})
		if err != nil {
			return fmt.Errorf("end membership: %w", err)
		}
		if done.RowsAffected() == 0 {
			return notFound(nil)
		}
		if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person and company_id = @company`, args{"person": person, "company": scope.Company()}); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		if also != nil {
			owners, err := s.owners(ctx, tx, scope.Company())
			if err != nil {
				return err
			}
			if err := also(ctx, tx, owners); err != nil {
				return err
			}
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), action, uuid.UUID(person).String(), nil)
	})
}

// TransferOwner makes a member the owner and the owner a member, in one step: there is always one.
// Both sign in anew, so that neither works on with the rights of before. Fault: NotFound for who is
// not a member. also runs in the same transaction; nil = nothing.
func (s *Store) TransferOwner(ctx context.Context, scope Scope, to station.PersonID, also func(ctx context.Context, tx Tx) error) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		if err := holdCompany(ctx, tx, scope.Company()); err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `
			update memberships set role = case when person_id = @to then 'owner' else 'member' end
			 where company_id = @company and person_id in (@to, @me)
			   and exists (select from memberships m join logins l using (person_id) where m.company_id = @company and m.person_id = @to and m.role = 'member' and l.disabled_at is null)
			   and exists (select from memberships where company_id = @company and person_id = @me and role = 'owner')`,
			args{"company": scope.Company(), "to": to, "me": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("transfer company: %w", err)
		}
		if done.RowsAffected() != 2 {
			return notFound(nil)
		}
		_, err = tx.Exec(ctx, `delete from sessions where company_id = @company and person_id in (@to, @me)`, args{"company": scope.Company(), "to": to, "me": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		if also != nil {
			if err := also(ctx, tx); err != nil {
				return err
			}
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "company.transfer", uuid.UUID(to).String(), nil)
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

// holdCompany lets changes of a company's owner pass one after the other: two at once would each see the owner of before, and leave two.
func holdCompany(ctx context.Context, tx Tx, company station.CompanyID) error {
	if _, err := tx.Exec(ctx, `select from companies where id = @company for update`, args{"company": company}); err != nil {
		return fmt.Errorf("hold company: %w", err)
	}
	return nil
}

// OwnCompany is a company that a person acts for.
type OwnCompany struct {
	ID   station.CompanyID
	Name string
	Role station.Role
}

// OwnCompanies lists the companies that whoever asks acts for, by name.
func (s *Store) OwnCompanies(ctx context.Context, scope Scope) ([]OwnCompany, error) {
	var out []OwnCompany
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select c.id, c.name, m.role from memberships m join companies c on c.id = m.company_id
			 where m.person_id = @person order by c.name, c.id`, args{"person": scope.Actor().Person})
		if err != nil {
			return fmt.Errorf("list own companies: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[OwnCompany])
		return err
	})
	return out, err
}

// ActFor gives whoever asks as they act for another of their companies, for a session of its own.
// Fault: NotFound for a company that they do not act for.
func (s *Store) ActFor(ctx context.Context, scope Scope, company station.CompanyID) (station.Actor, error) {
	var who station.Actor
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		who, _, err = s.belongs(ctx, tx, `l.person_id = @person and m.company_id = @company`, args{"person": scope.Actor().Person, "company": company})
		return err
	})
	if err != nil {
		return who, notFound(err)
	}
	who.Strong = scope.Actor().Strong
	return who, nil
}

// Owners are who answers for a company, in a transaction of a room that tells them something.
func (s *Store) Owners(ctx context.Context, tx Tx, company station.CompanyID) ([]station.PersonID, error) {
	return s.owners(ctx, tx, company)
}

// owners are who answers for a company, in a transaction of anybody's: the memberships are a directory.
func (s *Store) owners(ctx context.Context, tx Tx, company station.CompanyID) ([]station.PersonID, error) {
	rows, err := tx.Query(ctx, `select person_id from memberships where company_id = @company and role = 'owner' order by person_id`, args{"company": company})
	if err != nil {
		return nil, fmt.Errorf("find owners: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
}
