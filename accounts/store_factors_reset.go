package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// ResetStaffFactors takes the second factors and recovery codes of a colleague on the staff away, who has lost them,
// and ends their sessions: at the next sign-in they set up new ones. Faults: NotFound for another station's, Forbidden
// for oneself, Conflict when there is nothing to take.
func (s *Store) ResetStaffFactors(ctx context.Context, scope Scope, person station.PersonID, also Also) error {
	return s.onStaff(ctx, scope, person, "factor.reset", map[string]any{"how": "security"}, func(ctx context.Context, tx Tx) (int64, error) {
		tag, err := tx.Exec(ctx, `select from staff where person_id = @person and station_id = @station`, args{"person": person, "station": scope.Station()})
		if err != nil || tag.RowsAffected() == 0 {
			return 0, err
		}
		if err := s.resetFactors(ctx, tx, person); err != nil {
			return 0, err
		}
		return 1, also.run(ctx, tx)
	})
}

// ResetMemberFactors is that for a colleague of the scope's company, by its owner. Who also acts for another company, or
// is nobody's colleague here, is not for this owner to open: Faults Conflict and NotFound.
func (s *Store) ResetMemberFactors(ctx context.Context, scope Scope, person station.PersonID, also Also) error {
	who, err := s.colleague(ctx, scope, person)
	if err != nil {
		return err
	}
	return s.resetOf(ctx, scope, who, "owner", func(ctx context.Context, tx Tx) error { return s.onlyHere(ctx, tx, scope, person) }, also)
}

// onlyHere refuses what an owner would do to the account of somebody who acts for another company too: it opens that
// company as well.
func (s *Store) onlyHere(ctx context.Context, tx Tx, scope Scope, person station.PersonID) error {
	var elsewhere bool
	err := tx.QueryRow(ctx, `select exists (select from memberships where person_id = @person and company_id <> @company)`,
		args{"person": person, "company": scope.Company()}).Scan(&elsewhere)
	if err != nil {
		return fmt.Errorf("find companies: %w", err)
	}
	if elsewhere {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("people.acts_elsewhere")}
	}
	return nil
}

// ResetFactorsByOfficer is that for the owner of a company of the officer's station, whose identity the officer has
// checked; how says by which papers, never their numbers. It stands in the trails of both. also hears whose it was and of which
// company, in the same transaction; nil = nothing. Faults: NotFound, Conflict when there is nothing to reset.
func (s *Store) ResetFactorsByOfficer(ctx context.Context, scope Scope, creditCode, email, how string, also func(ctx context.Context, tx Tx, who station.Actor, company string) error) (who station.Actor, err error) {
	if who, err = s.ownerOf(ctx, scope, creditCode, email); err != nil {
		return who, err
	}
	return who, s.db.Case(ctx, scope.Station(), who.Company, func(ctx context.Context, tx Tx) error {
		if err := s.resetFactors(ctx, tx, who.Person); err != nil {
			return err
		}
		if also != nil {
			var company string
			if err := tx.QueryRow(ctx, `select name from companies where id = @company`, args{"company": who.Company}).Scan(&company); err != nil {
				return fmt.Errorf("find company: %w", err)
			}
			if err := also(ctx, tx, who, company); err != nil {
				return err
			}
		}
		subject, detail := uuid.UUID(who.Person).String(), map[string]any{"how": "officer: " + how}
		if err := s.Record(ctx, tx, scope.Actor(), who.Company, "factor.reset", subject, detail); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "factor.reset", subject, detail)
	})
}

// ownerOf finds the owner of a company of the scope's station. Fault: NotFound.
func (s *Store) ownerOf(ctx context.Context, scope Scope, creditCode, email string) (who station.Actor, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		mark, err := emailMark(box, cleanEmail(email))
		if err != nil {
			return err
		}
		who, _, err = s.belongs(ctx, tx, `c.credit_code = @code and l.email_mark = @mark and c.station_id = @station and m.role = 'owner'`,
			args{"code": creditCode, "mark": mark, "station": scope.Station()})
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return who, &station.Fault{Kind: station.NotFound, Say: station.Say("recover.no_such_owner"), Err: err}
	}
	return who, err
}

// resetOf resets a person's factors, in the trail of where they belong.
func (s *Store) resetOf(ctx context.Context, scope Scope, who station.Actor, how string, may func(ctx context.Context, tx Tx) error, also Also) error {
	return s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		if may != nil {
			if err := may(ctx, tx); err != nil {
				return err
			}
		}
		if err := s.resetFactors(ctx, tx, who.Person); err != nil {
			return err
		}
		if err := also.run(ctx, tx); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), who.Tenant(), "factor.reset", uuid.UUID(who.Person).String(), map[string]any{"how": how})
	})
}

// resetFactors takes every factor and recovery code of a person and ends their sessions, in the order in which others
// lock them.
func (s *Store) resetFactors(ctx context.Context, tx Tx, person station.PersonID) error {
	held, err := s.holdFactors(ctx, tx, person)
	if err != nil {
		return err
	}
	if held.count == 0 {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("factor.none_to_reset")}
	}
	if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person`, args{"person": person}); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	if _, err := tx.Exec(ctx, `delete from factors where person_id = @person`, args{"person": person}); err != nil {
		return fmt.Errorf("reset factors: %w", err)
	}
	if _, err := tx.Exec(ctx, `delete from recovery_codes where person_id = @person`, args{"person": person}); err != nil {
		return fmt.Errorf("reset recovery codes: %w", err)
	}
	return nil
}

// ForgetFactors takes away the second factors of people whose logins are emptied, in that very transaction.
func ForgetFactors(ctx context.Context, tx Tx, people []station.PersonID) error {
	for _, sql := range []string{`delete from recovery_codes where person_id = any(@people)`, `delete from factors where person_id = any(@people)`} {
		if _, err := tx.Exec(ctx, sql, args{"people": people}); err != nil {
			return fmt.Errorf("forget factors: %w", err)
		}
	}
	return nil
}
