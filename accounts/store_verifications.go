package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Verification is a company's licence on its way to being accepted.
type Verification struct {
	ID         uuid.UUID
	Company    station.CompanyID
	Name       string // of the company
	CreditCode string
	District   string
	Group      string // the legal group that the company states
	File       uuid.UUID
	At         time.Time
	State      string // waiting, accepted, refused, replaced
	Reason     string // why it was refused, for the company to read
	DecidedAt  *time.Time
}

const verificationColumns = `v.id, v.company_id, c.name, coalesce(c.credit_code, ''), c.district, c.group_name, v.file_id, v.at, v.state, v.reason, v.decided_at`

// AskVerification keeps that a company asks for its licence to be accepted, in the transaction that
// keeps the picture. One that waits already is replaced by it.
func (s *Store) AskVerification(ctx context.Context, tx Tx, scope Scope, file uuid.UUID) error {
	who := scope.Actor()
	id, err := newID()
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update verifications set state = 'replaced' where station_id = @station and company_id = @company and state = 'waiting'`,
		args{"station": who.Station, "company": scope.Company()}); err != nil {
		return fmt.Errorf("replace verification: %w", err)
	}
	_, err = tx.Exec(ctx, `
		insert into verifications (station_id, id, company_id, file_id, person_id, at) values (@station, @id, @company, @file, @person, @now)`,
		args{"station": who.Station, "id": id, "company": scope.Company(), "file": file, "person": who.Person, "now": s.clock()})
	if err != nil {
		return fmt.Errorf("ask for verification: %w", err)
	}
	return s.Record(ctx, tx, who, scope.Company(), "company.verify", uuid.UUID(id).String(), nil)
}

// OwnVerification gives what became of the licence of the scope's company; the zero value when it was
// never sent.
func (s *Store) OwnVerification(ctx context.Context, scope Scope) (Verification, error) {
	var out Verification
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select `+verificationColumns+` from verifications v join companies c on c.id = v.company_id
			 where v.company_id = @company and v.state <> 'replaced' order by v.at desc, v.id desc limit 1`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("own verification: %w", err)
		}
		out, err = pgx.CollectOneRow(rows, pgx.RowToStructByPos[Verification])
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return out, err
}

// Verifications lists the licences that wait at the scope's station, the longest waiting first.
func (s *Store) Verifications(ctx context.Context, scope Scope) ([]Verification, error) {
	var out []Verification
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select `+verificationColumns+` from verifications v join companies c on c.id = v.company_id
			 where v.station_id = @station and v.state = 'waiting' order by v.at, v.id limit 200`, args{"station": scope.Station()})
		if err != nil {
			return fmt.Errorf("list verifications: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Verification])
		return err
	})
	return out, err
}

// Verification gives one of the scope's station. Fault: NotFound.
func (s *Store) Verification(ctx context.Context, scope Scope, id uuid.UUID) (Verification, error) {
	var out Verification
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select `+verificationColumns+` from verifications v join companies c on c.id = v.company_id
			 where v.station_id = @station and v.id = @id`, args{"station": scope.Station(), "id": id})
		if err != nil {
			return fmt.Errorf("find verification: %w", err)
		}
		out, err = pgx.CollectOneRow(rows, pgx.RowToStructByPos[Verification])
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return out, notFound(err)
	}
	return out, err
}

// LookAtLicence records that an officer opens what a company gave to be verified, before it is shown: its page, or the picture of its licence.
func (s *Store) LookAtLicence(ctx context.Context, scope Scope, v Verification, picture bool) error {
	thing := map[bool]string{true: "licence", false: "company"}[picture]
	return s.db.Case(ctx, scope.Station(), v.Company, func(ctx context.Context, tx Tx) error {
		return s.Look(ctx, tx, scope.Actor(), v.Company, thing, v.ID.String(), "@licence")
	})
}

// DecideVerification accepts or refuses a licence; a refusal says why. confirmGroup confirms the legal
// group that the company states, or denies it. also runs in the same transaction, with the owners.
// Faults: Conflict when it was decided or replaced meanwhile, Invalid for a refusal without reason.
func (s *Store) DecideVerification(ctx context.Context, scope Scope, v Verification, accept, confirmGroup bool, reason string, also func(ctx context.Context, tx Tx, owners []station.PersonID) error) error {
	if !accept && reason == "" {
		return invalid("verify.reason_missing")
	}
	state := map[bool]string{true: "accepted", false: "refused"}[accept]
	return s.db.Case(ctx, scope.Station(), v.Company, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update verifications set state = @state, reason = @reason, decided_by = @person, decided_at = @now
			 where station_id = @station and id = @id and state = 'waiting'`,
			args{"state": state, "reason": reason, "person": scope.Actor().Person, "now": s.clock(), "station": scope.Station(), "id": v.ID})
		if err != nil {
			return fmt.Errorf("decide verification: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("verify.decided_already")}
		}
		if accept {
			_, err := tx.Exec(ctx, `update companies set verified_at = @now, group_confirmed_at = case when @group and group_name <> '' then @now::timestamptz end where id = @company and station_id = @station`,
				args{"now": s.clock(), "group": confirmGroup, "company": v.Company, "station": scope.Station()})
			if err != nil {
				return fmt.Errorf("verify company: %w", err)
			}
		}
		if also != nil {
			owners, err := s.owners(ctx, tx, v.Company)
			if err != nil {
				return err
			}
			if err := also(ctx, tx, owners); err != nil {
				return err
			}
		}
		if err := s.Record(ctx, tx, scope.Actor(), v.Company, "company."+state, v.ID.String(), nil); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "company."+state, v.ID.String(), map[string]any{"group": confirmGroup})
	})
}
