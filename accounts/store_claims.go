package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ClaimLife is how long a claimant can follow a claim, and a code that was set free is kept for them.
const ClaimLife = 90 * 24 * time.Hour

// Claimant is who claims a code that another company holds, and what they say.
type Claimant struct {
	Name    string `json:"name"`
	Email   string `json:"email"`
	Company string `json:"company"`
	Reason  string `json:"reason"`
}

// Claim is a claim on a code that is taken.
type Claim struct {
	ID         uuid.UUID
	Station    station.StationID
	Holder     station.CompanyID
	CreditCode string
	File       uuid.UUID
	At         time.Time
	State      string // filed, heard, refused, handed_over, separated
	AnsweredAt *time.Time
	Reason     string // what the officer says, to both
	DecidedAt  *time.Time
	UsedAt     *time.Time

	claimant, answer []byte
	// Claimant and Answer are filled for the officer only.
	Claimant Claimant
	Answer   string
}

// Open tells whether it is still to be decided.
func (c Claim) Open() bool { return c.State == "filed" || c.State == "heard" }

const claimColumns = `id, station_id, company_id, credit_code, file_id, at, state, answered_at, reason, decided_at, used_at, claimant, answer`

func scanClaim(row pgx.CollectableRow) (Claim, error) {
	var c Claim
	return c, row.Scan(&c.ID, &c.Station, &c.Holder, &c.CreditCode, &c.File, &c.At, &c.State, &c.AnsweredAt, &c.Reason, &c.DecidedAt, &c.UsedAt, &c.claimant, &c.answer)
}

func oneClaim(ctx context.Context, tx Tx, sql string, with args) (Claim, error) {
	rows, err := tx.Query(ctx, sql, with)
	if err != nil {
		return Claim{}, fmt.Errorf("find claim: %w", err)
	}
	out, err := pgx.CollectOneRow(rows, scanClaim)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, notFound(err)
	}
	return out, err
}

func claimantAt(id uuid.UUID) Place { return At("claims.claimant", id.String()) }
func answerAt(id uuid.UUID) Place   { return At("claims.answer", id.String()) }

// Claimed finds the station that a claim on a code goes to and who holds the code, and counts the try. Faults: NotFound for a
// code that nobody holds, TooMany from one address.
func (s *Store) Claimed(ctx context.Context, creditCode string, from Device) (at station.StationID, holder station.CompanyID, err error) {
	if err := s.limit(ctx, "claim", from.Address, recoverTries); err != nil {
		return at, holder, err
	}
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select station_id, id from companies where credit_code = @code`, args{"code": creditCode}).Scan(&at, &holder)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return at, holder, &station.Fault{Kind: station.NotFound, Say: station.Say("claim.code_free"), Err: err}
	}
	return at, holder, err
}

// FileClaim keeps a claim, in the transaction of the station that keeps the licence; the token goes
// into the claimant's link. It gives the company that holds the code, for its owner to be told.
// Faults: Conflict when a claim on the code is open already, NotFound when nobody of the station holds it any more.
func (s *Store) FileClaim(ctx context.Context, tx Tx, at station.StationID, creditCode string, from Claimant, file uuid.UUID) (token string, holder station.CompanyID, err error) {
	fresh, err := newID()
	if err != nil {
		return "", holder, err
	}
	id := uuid.UUID(fresh)
	if token, err = newToken(); err != nil {
		return "", holder, err
	}
	box, err := s.vault.Box(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return "", holder, err
	}
	if err := tx.QueryRow(ctx, `select id from companies where credit_code = @code and station_id = @station`, args{"code": creditCode, "station": at}).Scan(&holder); err != nil {
		return "", holder, notFound(err)
	}
	text, err := json.Marshal(from)
	if err != nil {
		return "", holder, fmt.Errorf("claim: %w", err)
	}
	sealed, err := box.Seal(claimantAt(id), text)
	if err != nil {
		return "", holder, err
	}
	_, err = tx.Exec(ctx, `
		insert into claims (station_id, id, company_id, credit_code, claimant, file_id, at) values (@station, @id, @company, @code, @claimant, @file, @now)`,
		args{"station": at, "id": id, "company": holder, "code": creditCode, "claimant": sealed, "file": file, "now": s.clock()})
	if pg.Violates(err, "claims_one_open") {
		return "", holder, &station.Fault{Kind: station.Conflict, Say: station.Say("claim.open_already"), Err: err}
	}
	if err != nil {
		return "", holder, fmt.Errorf("file claim: %w", err)
	}
	_, err = tx.Exec(ctx, `insert into claim_links (token_hash, station_id, claim_id, expires_at) values (@hash, @station, @id, @expires)`,
		args{"hash": tokenHash(token), "station": at, "id": id, "expires": s.clock().Add(ClaimLife)})
	if err != nil {
		return "", holder, fmt.Errorf("keep link of claim: %w", err)
	}
	return token, holder, s.RecordFor(ctx, tx, station.Actor{Station: at}, station.Tenant{Station: at}, "claim.file", id.String(), nil)
}

// FollowClaim gives a claim to its claimant: how it stands, and never who holds the code. Fault: NotFound.
func (s *Store) FollowClaim(ctx context.Context, token string) (Claim, error) {
	var at station.StationID
	var id uuid.UUID
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select station_id, claim_id from claim_links where token_hash = @hash and expires_at > @now`,
			args{"hash": tokenHash(token), "now": s.clock()}).Scan(&at, &id)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Claim{}, &station.Fault{Kind: station.NotFound, Say: station.Say("claim.gone"), Err: err}
	}
	if err != nil {
		return Claim{}, fmt.Errorf("find link of claim: %w", err)
	}
	var out Claim
	err = s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		var err error
		out, err = oneClaim(ctx, tx, `select `+claimColumns+` from claims where station_id = @station and id = @id`, args{"station": at, "id": id})
		return err
	})
	out.Holder = station.CompanyID{}
	return out, err
}

// ClaimsOnUs lists the claims on the code of the scope's company, the latest first, without who filed them.
func (s *Store) ClaimsOnUs(ctx context.Context, scope Scope) ([]Claim, error) {
	var out []Claim
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select `+claimColumns+` from claims where company_id = @company order by at desc, id desc limit 50`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("list claims: %w", err)
		}
		out, err = pgx.CollectRows(rows, scanClaim)
		return err
	})
	return out, err
}

// AnswerClaim keeps what the holder says to a claim; it can be said anew until the claim is decided.
// Faults: Conflict when it was decided meanwhile, Invalid for no words.
func (s *Store) AnswerClaim(ctx context.Context, scope Scope, id uuid.UUID, text string) error {
	if text == "" {
		return invalid("claim.answer_missing")
	}
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		sealed, err := box.Seal(answerAt(id), []byte(text))
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `
			update claims set answer = @answer, answered_by = @person, answered_at = @now, state = 'heard'
			 where company_id = @company and id = @id and state in ('filed', 'heard')`,
			args{"answer": sealed, "person": scope.Actor().Person, "now": s.clock(), "company": scope.Company(), "id": id})
		if err != nil {
			return fmt.Errorf("answer claim: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("claim.decided_already")}
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "claim.answer", id.String(), nil)
	})
}
