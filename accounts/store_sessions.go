package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// How long a session lives: idle, and at most.
const (
	SessionIdle = 2 * time.Hour
	SessionLife = 12 * time.Hour
)

// SignIn checks an address and a password and starts a session. The token goes to the browser;
// only its hash is kept. Faults: Unauthorized, the same for an unknown account as for a wrong
// password; TooMany when tried too often.
func (s *Store) SignIn(ctx context.Context, email, password, from string) (token string, who station.Actor, err error) {
	email = cleanEmail(email)
	tried, window := signInTries(email, from), s.window()
	if err := s.countTries(ctx, window, tried); err != nil {
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
	if err := s.forgiveTries(ctx, window, tried); err != nil {
		return "", station.Actor{}, err
	}
	token, err = s.startSession(ctx, who)
	return token, who, err
}

func (s *Store) findLogin(ctx context.Context, email string) (who station.Actor, hash string, err error) {
	var company *station.CompanyID
	var role string
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select l.person_id, l.name, l.password_hash, m.company_id, coalesce(m.role, t.role)
			  from logins l
			  left join memberships m using (person_id)
			  left join staff t using (person_id)
			 where l.email = @email and l.disabled_at is null and (m.role is not null or t.role is not null)
			 order by m.created_at limit 1`, args{"email": email}).Scan(&who.Person, &who.Name, &hash, &company, &role)
	})
	who.Role = station.Role(role)
	if company != nil {
		who.Company = *company
	}
	return who, hash, err
}

// StartSession starts a session for somebody who has just signed up.
func (s *Store) StartSession(ctx context.Context, who station.Actor) (string, error) {
	return s.startSession(ctx, who)
}

func (s *Store) startSession(ctx context.Context, who station.Actor) (string, error) {
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("session token: %w", err)
	}
	token := base64.RawURLEncoding.EncodeToString(raw)
	insert := func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			insert into sessions (token_hash, person_id, company_id, role, created_at, seen_at, expires_at)
			values (@hash, @person, @company, @role, @now, @now, @expires)`,
			args{"hash": tokenHash(token), "person": who.Person, "company": nullCompany(who.Company), "role": string(who.Role),
				"now": s.clock(), "expires": s.clock().Add(SessionLife)})
		if err != nil {
			return fmt.Errorf("start session: %w", err)
		}
		if who.Company == (station.CompanyID{}) {
			return nil
		}
		return s.Record(ctx, tx, who, who.Company, "account.sign_in", "", nil)
	}
	if who.Company == (station.CompanyID{}) {
		return token, s.db.Global(ctx, insert)
	}
	return token, s.db.Tenant(ctx, who.Company, insert)
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
	CompanyName string
}

// Who gives the visitor of a session token; the zero Visitor when there is none or it has ended.
// The role is the one held now: who was taken off a company or the staff is out at the next click.
// A session is seen at most once a minute, so that reading pages writes little.
func (s *Store) Who(ctx context.Context, token string) (Visitor, error) {
	var who Visitor
	var company *station.CompanyID
	var role string
	var seen time.Time
	now := s.clock()
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select s.person_id, l.name, s.company_id, coalesce(m.role, t.role), s.seen_at, coalesce(c.name, '')
			  from sessions s join logins l using (person_id)
			  left join companies c on c.id = s.company_id
			  left join memberships m on m.person_id = s.person_id and m.company_id = s.company_id
			  left join staff t on t.person_id = s.person_id and s.company_id is null
			 where s.token_hash = @hash and s.expires_at > @now and s.seen_at > @idle and l.disabled_at is null
			   and (m.role is not null or t.role is not null)`,
			args{"hash": tokenHash(token), "now": now, "idle": now.Add(-SessionIdle)}).Scan(&who.Person, &who.Name, &company, &role, &seen, &who.CompanyName)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Visitor{}, nil
	}
	if err != nil {
		return Visitor{}, fmt.Errorf("find session: %w", err)
	}
	who.Role = station.Role(role)
	if company != nil {
		who.Company = *company
	}
	if now.Sub(seen) < time.Minute {
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
