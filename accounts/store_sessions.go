package accounts

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// How long a session lives, idle and at most; for how long a second factor is waited for; and for how long a proof of
// who one is stays fresh.
const (
	SessionIdle = 2 * time.Hour
	SessionLife = 12 * time.Hour
	PendingLife = 10 * time.Minute
	FreshFor    = 10 * time.Minute
)

// Device is where somebody signs in from. Agent is browser and system in two words, kept so that
// they know the session again; the address is only counted, never kept.
type Device struct {
	Address string
	Agent   string
	Lang    string // of the page; counts for who never chose one
}

// SignIn checks an address and a password and starts a session. The token goes to the browser;
// only its hash is kept. Of somebody with a second factor it is the token of a pending session, which
// opens nothing but SecondStep, and who is nobody yet. Faults: Unauthorized, the same for an unknown
// account as for a wrong password; TooMany, with the argument until, while an earlier failure has to
// be waited for.
func (s *Store) SignIn(ctx context.Context, email, password string, from Device) (token string, who station.Actor, err error) {
	email = cleanEmail(email)
	account, address, window := proving("sign-in", email, from.Address), newTry(addressTries, "address", from.Address), s.window()
	if err := s.countTry(ctx, window, address); err != nil {
		return "", who, err
	}
	if err := s.countProof(ctx, account); err != nil {
		return "", who, err
	}
	who, hash, err := s.findLogin(ctx, email)
	known := err == nil
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", who, err
	}
	if !known {
		hash = s.dummy
	}
	ok, err := checkPassword(ctx, hash, password)
	if err != nil {
		return "", who, err
	}
	if !known || !ok {
		return "", station.Actor{}, &station.Fault{Kind: station.Unauthorized, Say: station.Say("signin.wrong")}
	}
	if err := errors.Join(s.forgetProof(ctx, account), s.forgiveTry(ctx, window, address)); err != nil {
		return "", station.Actor{}, err
	}
	return s.passwordShown(ctx, who, from)
}

// passwordShown starts a session, pending where a second factor is still to be shown. The login is held meanwhile, so
// that no session without it slips past the moment at which a factor is added.
func (s *Store) passwordShown(ctx context.Context, who station.Actor, from Device) (token string, _ station.Actor, err error) {
	if token, err = newToken(); err != nil {
		return "", station.Actor{}, err
	}
	who.Fresh = true
	err = s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		if _, err := tx.Exec(ctx, `select from logins where person_id = @person for share`, args{"person": who.Person}); err != nil {
			return fmt.Errorf("hold login: %w", err)
		}
		var pending bool
		if err := tx.QueryRow(ctx, `select exists (select from factors where person_id = @person)`, args{"person": who.Person}).Scan(&pending); err != nil {
			return fmt.Errorf("find factors: %w", err)
		}
		if err := s.insertSession(ctx, tx, who, token, from, pending); err != nil {
			return err
		}
		if pending {
			who = station.Actor{}
			return nil
		}
		if err := s.signedIn(ctx, tx, who, from, true); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "account.sign_in", "", nil)
	})
	if err != nil {
		return "", station.Actor{}, err
	}
	return token, who, nil
}

// belonging reads what a person is: the company that they joined first, or their place in the staff.
const belonging = `
	select l.person_id, l.name_sealed, l.password_hash, m.company_id, coalesce(m.role, t.role), coalesce(c.station_id, t.station_id), t.unit_id, coalesce(c.verified_at is not null, false)
	  from logins l
	  left join memberships m using (person_id)
	  left join companies c on c.id = m.company_id
	  left join staff t using (person_id)
	 where l.disabled_at is null and (m.role is not null or t.role is not null)`

func (s *Store) findLogin(ctx context.Context, email string) (who station.Actor, hash string, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		mark, err := emailMark(box, email)
		if err != nil {
			return err
		}
		who, hash, err = s.belongs(ctx, tx, `l.email_mark = @mark order by m.created_at limit 1`, args{"mark": mark})
		return err
	})
	return who, hash, err
}

// belongs reads what one person is, whom where picks out. pgx.ErrNoRows = nobody.
func (s *Store) belongs(ctx context.Context, tx Tx, where string, with args) (who station.Actor, hash string, err error) {
	box, err := s.vault.readInstallation(ctx, tx)
	if err != nil {
		return who, hash, err
	}
	var company *station.CompanyID
	var unit *station.UnitID
	var role string
	var name []byte
	err = tx.QueryRow(ctx, belonging+` and `+where, with).Scan(&who.Person, &name, &hash, &company, &role, &who.Station, &unit, &who.Verified)
	if err != nil {
		return who, hash, err
	}
	if who.Name, err = openName(box, who.Person, name); err != nil {
		return who, hash, err
	}
	who.Role = station.Role(role)
	if company != nil {
		who.Company = *company
	}
	if unit != nil {
		who.Unit = *unit
	}
	return who, hash, nil
}

// StartSession starts a session for somebody who has just proved who they are.
func (s *Store) StartSession(ctx context.Context, who station.Actor, from Device) (string, error) {
	token, err := newToken()
	if err != nil {
		return "", err
	}
	return token, s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		if err := s.insertSession(ctx, tx, who, token, from, false); err != nil {
			return err
		}
		if err := s.signedIn(ctx, tx, who, from, false); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "account.sign_in", "", nil)
	})
}

func (s *Store) insertSession(ctx context.Context, tx Tx, who station.Actor, token string, from Device, pending bool) error {
	id, err := newID()
	if err != nil {
		return err
	}
	life, proved := SessionLife, s.clock()
	if !who.Fresh { // who goes on for another company has proved nothing anew
		proved = proved.Add(-FreshFor)
	}
	if pending {
		life = PendingLife
	}
	_, err = tx.Exec(ctx, `
		insert into sessions (token_hash, id, person_id, company_id, station_id, role, agent, pending, strong, created_at, seen_at, proved_at, expires_at)
		values (@hash, @id, @person, @company, @station, @role, @agent, @pending, @strong, @now, @now, @proved, @expires)`,
		args{"hash": tokenHash(token), "id": id, "person": who.Person, "company": nullCompany(who.Company), "station": who.Station, "role": string(who.Role),
			"agent": clip(from.Agent, 60), "pending": pending, "strong": who.Strong && !pending, "now": s.clock(), "proved": proved, "expires": s.clock().Add(life)})
	if err != nil {
		return fmt.Errorf("start session: %w", err)
	}
	return nil
}

// clip shortens a text to so many characters.
func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

func nullCompany(c station.CompanyID) any {
	if c == (station.CompanyID{}) {
		return nil
	}
	return c
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Visitor is who a session belongs to, with the name of their company.
type Visitor struct {
	station.Actor
	Session     uuid.UUID
	CompanyName string
}

// sessionOf reads a session with what its person is now: the role is the one held now, so that who was taken off a
// company or the staff is out at the next click.
const sessionOf = `
	select s.id, s.person_id, l.name_sealed, s.company_id, coalesce(c.station_id, t.station_id), t.unit_id, coalesce(m.role, t.role), s.seen_at, s.proved_at,
	       s.strong, coalesce(c.verified_at is not null, false), coalesce(c.name, ''), exists (select from factors f where f.person_id = s.person_id), l.password_at, s.expires_at
	  from sessions s join logins l using (person_id)
	  left join companies c on c.id = s.company_id
	  left join memberships m on m.person_id = s.person_id and m.company_id = s.company_id
	  left join staff t on t.person_id = s.person_id and s.company_id is null
	 where s.token_hash = @hash and s.expires_at > @now and l.disabled_at is null and (m.role is not null or t.role is not null)`

// seen is when a session was last used, when its person last proved who they are, whether they have a second factor, when
// they set their password (nil = somebody else did), and when it ends.
type seen struct {
	at, proved time.Time
	factor     bool
	password   *time.Time
	ends       time.Time
}

// sessionBy reads the session of a token, where more holds too. pgx.ErrNoRows = there is none.
func (s *Store) sessionBy(ctx context.Context, tx Tx, more string, with args) (who Visitor, last seen, err error) {
	box, err := s.vault.readInstallation(ctx, tx)
	if err != nil {
		return who, last, err
	}
	var company *station.CompanyID
	var unit *station.UnitID
	var role string
	var name []byte
	err = tx.QueryRow(ctx, sessionOf+` and `+more, with).Scan(&who.Session, &who.Person, &name, &company, &who.Station, &unit, &role, &last.at, &last.proved, &who.Strong, &who.Verified, &who.CompanyName, &last.factor, &last.password, &last.ends)
	if err == nil {
		who.Name, err = openName(box, who.Person, name)
	}
	if err != nil {
		return Visitor{}, last, err
	}
	who.Role = station.Role(role)
	if company != nil {
		who.Company = *company
	}
	if unit != nil {
		who.Unit = *unit
	}
	return who, last, nil
}

// Who gives the visitor of a session token; the zero Visitor when there is none, when it has ended, and
// as long as a second factor is still to be shown. A session is seen at most once a minute, so that reading pages writes little.
func (s *Store) Who(ctx context.Context, token string) (Visitor, error) {
	var who Visitor
	var last seen
	now := s.clock()
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
		who, last, err = s.sessionBy(ctx, tx, `not s.pending and s.seen_at > @idle`, args{"hash": tokenHash(token), "now": now, "idle": now.Add(-SessionIdle)})
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Visitor{}, nil
	}
	if err != nil {
		return Visitor{}, fmt.Errorf("find session: %w", err)
	}
	// a password alone is no fresh proof of somebody who has a second factor
	who.Fresh = now.Sub(last.proved) < FreshFor && (who.Strong || !last.factor)
	// as it was when they signed in: a password that runs out meanwhile takes nobody's half-filled form away
	who.Outdated = s.passwords.outdated(last.password, last.ends.Add(-SessionLife))
	if now.Sub(last.at) < time.Minute {
		return who, nil
	}
	err = s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `update sessions set seen_at = @now where token_hash = @hash`, args{"now": now, "hash": tokenHash(token)})
		return err
	})
	return who, err
}

// SignOut ends a session at once, on every node.
func (s *Store) SignOut(ctx context.Context, token string) error {
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `delete from sessions where token_hash = @hash`, args{"hash": tokenHash(token)})
		return err
	})
}
