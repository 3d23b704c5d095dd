package accounts

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// SignUp registers a company and its owner in one transaction. Faults: Conflict when the credit
// code or the address is taken, and no fault says who holds it; TooMany from one address.
func (s *Store) SignUp(ctx context.Context, up SignUp) (station.Actor, error) {
	if err := up.check(); err != nil {
		return station.Actor{}, err
	}
	if err := s.checkNew(up.Password, up.Email, up.CreditCode, up.Company, up.Person); err != nil {
		return station.Actor{}, err
	}
	if err := s.limit(ctx, "sign-up", up.From, signUpTries); err != nil {
		return station.Actor{}, err
	}
	if err := s.untaken(ctx, up); err != nil { // before the costly hash
		return station.Actor{}, err
	}
	hash, err := s.cost.hashPassword(ctx, up.Password)
	if err != nil {
		return station.Actor{}, err
	}
	company, err := newID()
	if err != nil {
		return station.Actor{}, err
	}
	person, err := newID()
	if err != nil {
		return station.Actor{}, err
	}
	if up.Station == (station.StationID{}) {
		up.Station = FirstStation
	}
	actor := station.Actor{Person: person, Name: up.Person, Role: station.Owner, Company: company, Station: up.Station, Fresh: true}
	err = s.db.Tenant(ctx, company, func(ctx context.Context, tx Tx) error {
		if err := s.insertCompany(ctx, tx, company, up); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `delete from claim_links where reserves = @code and token_hash = @claim`, args{"code": up.CreditCode, "claim": tokenHash(up.Claim)}); err != nil {
			return fmt.Errorf("use claim: %w", err)
		}
		if err := s.insertLogin(ctx, tx, person, NewPerson{Name: up.Person, Email: up.Email, Demo: up.Demo}, hash); err != nil {
			return err
		}
		if err := s.insertMember(ctx, tx, person, company, station.Owner); err != nil {
			return err
		}
		return s.Record(ctx, tx, actor, company, "account.sign_up", "", nil)
	})
	return actor, err
}

// untaken tells early that a code or an address is taken; the unique indexes have the last word.
// A code that a claim has set free is taken for everybody but its claimant.
func (s *Store) untaken(ctx context.Context, up SignUp) error {
	var codeTaken, emailTaken bool
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		mark, err := emailMark(box, cleanEmail(up.Email))
		if err != nil {
			return err
		}
		return tx.QueryRow(ctx, `
			select exists (select from companies where credit_code = @code)
			    or exists (select from claim_links where reserves = @code and token_hash <> @claim and expires_at > @now),
			       exists (select from logins where email_mark = @mark)`,
			args{"code": up.CreditCode, "mark": mark, "claim": tokenHash(up.Claim), "now": s.clock()}).Scan(&codeTaken, &emailTaken)
	})
	switch {
	case err != nil:
		return fmt.Errorf("look for the company: %w", err)
	case codeTaken:
		return &station.Fault{Kind: station.Conflict, Say: station.Say("signup.code_taken")}
	case emailTaken:
		return &station.Fault{Kind: station.Conflict, Say: station.Say("signup.email_taken")}
	}
	return nil
}

func cleanEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func (s *Store) insertCompany(ctx context.Context, tx Tx, id station.CompanyID, up SignUp) error {
	_, err := tx.Exec(ctx, `
		insert into companies (id, station_id, credit_code, name, section, district, size, group_name, countries, demo, created_at)
		values (@id, @station, @code, @name, @section, @district, @size, @group, @countries, @demo, @now)`,
		args{"id": id, "station": up.Station, "code": up.CreditCode, "name": up.Company, "section": up.Section, "district": up.District, "size": up.Size,
			"group": up.Group, "countries": append([]string{}, up.Countries...), "demo": up.Demo, "now": s.clock()})
	if pg.Violates(err, "companies_credit_code_key") {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("signup.code_taken"), Err: err}
	}
	if err != nil {
		return fmt.Errorf("insert company: %w", err)
	}
	return nil
}

func (s *Store) insertLogin(ctx context.Context, tx Tx, id station.PersonID, p NewPerson, hash string) error {
	box, err := s.vault.InstallationBox(ctx, tx)
	if err != nil {
		return err
	}
	in, err := sealIdentity(box, id, identity{p.Name, cleanEmail(p.Email)})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into logins (person_id, email_sealed, email_mark, name_sealed, password_hash, demo, created_at, password_at)
		values (@id, @email, @mark, @name, @hash, @demo, @now, case when not @once then @now::timestamptz end)`,
		args{"id": id, "email": in.Email, "mark": in.Mark, "name": in.Name, "hash": hash, "demo": p.Demo, "once": p.Once, "now": s.clock()})
	if pg.Violates(err, "logins_email_mark_key") {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("signup.email_taken"), Err: err}
	}
	if err != nil {
		return fmt.Errorf("insert login: %w", err)
	}
	return nil
}

func (s *Store) insertMember(ctx context.Context, tx Tx, person station.PersonID, company station.CompanyID, role station.Role) error {
	_, err := tx.Exec(ctx, `insert into memberships (person_id, company_id, role, created_at) values (@person, @company, @role, @now)`,
		args{"person": person, "company": company, "role": string(role), "now": s.clock()})
	if err != nil {
		return fmt.Errorf("insert member: %w", err)
	}
	return nil
}

// NewPerson is a colleague whom the owner adds, or a member of the staff.
type NewPerson struct {
	Name     string
	Email    string
	Password string
	Demo     bool
	Once     bool // the password opens nothing but the page on which it is replaced
}

// AddMember adds a colleague to a company with a password that is set for them: at the set-up of a
// demo or a test; people join by invitation. Faults: Conflict when the address is taken.
func (s *Store) AddMember(ctx context.Context, scope Scope, p NewPerson) error {
	if err := s.checkNew(p.Password, p.Email, p.Name); err != nil {
		return err
	}
	hash, err := s.cost.hashPassword(ctx, p.Password)
	if err != nil {
		return err
	}
	person, err := newID()
	if err != nil {
		return err
	}
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		if err := s.insertLogin(ctx, tx, person, p, hash); err != nil {
			return err
		}
		if err := s.insertMember(ctx, tx, person, scope.Company(), station.Member); err != nil {
			return err
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "people.add", fmt.Sprintf("%x", person), nil)
	})
}

// Person is one of a company's people.
type Person struct {
	ID     station.PersonID
	Name   string
	Email  string
	Role   station.Role
	Factor bool // they have a second factor
}

// People lists a company's people, owners first.
func (s *Store) People(ctx context.Context, scope Scope) ([]Person, error) {
	var out []Person
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select l.person_id, l.name_sealed, l.email_sealed, m.role, exists (select from factors f where f.person_id = l.person_id)
			  from memberships m join logins l using (person_id)
			 where m.company_id = @company
			 order by l.person_id`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("list people: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[sealedPerson])
		if err != nil {
			return fmt.Errorf("list people: %w", err)
		}
		out, err = openPeople(box, found)
		return err
	})
	return out, err
}

// sealedPerson is a person as the columns have it.
type sealedPerson struct {
	ID          station.PersonID
	Name, Email []byte
	Role        station.Role
	Factor      bool
}

// openPeople opens who a company has: owners first, then by name.
func openPeople(box *Box, found []sealedPerson) ([]Person, error) {
	out := make([]Person, 0, len(found))
	for _, p := range found {
		name, err := openName(box, p.ID, p.Name)
		if err != nil {
			return nil, err
		}
		email, err := openEmail(box, p.ID, p.Email)
		if err != nil {
			return nil, err
		}
		out = append(out, Person{p.ID, name, email, p.Role, p.Factor})
	}
	slices.SortStableFunc(out, func(a, b Person) int {
		return cmp.Or(cmp.Compare(b.Role, a.Role), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

// CompanyCard gives the card of the scope's company.
func (s *Store) CompanyCard(ctx context.Context, scope Scope) (Company, error) {
	var c Company
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
		c, err = s.CardOf(ctx, tx, scope.Company())
		return err
	})
	return c, err
}

// CardOf gives the card of a company in the transaction of a room that was let in to it. Fault: NotFound.
func (s *Store) CardOf(ctx context.Context, tx Tx, company station.CompanyID) (c Company, err error) {
	err = tx.QueryRow(ctx, `
		select id, coalesce(credit_code, ''), name, section, district, size, group_name, countries, demo, verified_at, group_confirmed_at, code_lost_at
		  from companies where id = @company`, args{"company": company}).
		Scan(&c.ID, &c.CreditCode, &c.Name, &c.Section, &c.District, &c.Size, &c.Group, &c.Countries, &c.Demo, &c.VerifiedAt, &c.GroupConfirmedAt, &c.CodeLostAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, notFound(err)
	}
	return c, err
}

// Census tells how many real and how many demo companies the database holds: a demo refuses a
// database with real ones.
func (s *Store) Census(ctx context.Context) (genuine, demo int, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select count(*) filter (where not demo), count(*) filter (where demo) from companies`).Scan(&genuine, &demo)
	})
	return genuine, demo, err
}

// ChangeCompany changes the card of the scope's company: what it does and where, and the legal group
// that it states. Name and code are those of its licence. A group that is stated anew is not confirmed.
func (s *Store) ChangeCompany(ctx context.Context, scope Scope, c Company) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			update companies set section = @section, district = @district, size = @size, countries = @countries,
			       group_confirmed_at = case when group_name = @group then group_confirmed_at end, group_name = @group
			 where id = @company`,
			args{"section": c.Section, "district": c.District, "size": c.Size, "countries": append([]string{}, c.Countries...), "group": c.Group, "company": scope.Company()})
		if err != nil {
			return fmt.Errorf("change company: %w", err)
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "company.change", "", nil)
	})
}
