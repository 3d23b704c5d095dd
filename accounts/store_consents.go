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

// Kinds of consent, and the versions in force. A new version is agreed to anew.
const (
	ConsentPrivacy      = "privacy"
	ConsentEmployeeRows = "employee_rows"
	ConsentAggregates   = "aggregates" // submitted profiles count in figures that tell of no company; off until given
	ConsentReview       = "review"     // one report to one review
	PrivacyVersion      = "2026-12.2"
	EmployeeRowsVersion = "2026-11"
	AggregatesVersion   = "2026-12"
)

// Consent is what a company last said of one thing that it may agree to.
type Consent struct {
	Kind    string
	Version string
	Given   bool
	By      string // who said so
	At      time.Time
}

// Agree keeps what a company agreed to, with the version it saw.
func (s *Store) Agree(ctx context.Context, scope Scope, kind, version string) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		return s.consent(ctx, tx, scope, kind, version, uuid.Nil, true)
	})
}

// Withdraw keeps that a company no longer agrees; what was done before stays lawful. also runs in the
// same transaction, to take away what the consent was for; nil = nothing. Fault: Conflict when there
// is nothing to withdraw.
func (s *Store) Withdraw(ctx context.Context, scope Scope, kind string, also func(ctx context.Context, tx Tx) error) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		version, given, err := s.lastConsent(ctx, tx, scope, kind)
		if err != nil {
			return err
		}
		if !given {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("privacy.not_given")}
		}
		if err := s.consent(ctx, tx, scope, kind, version, uuid.Nil, false); err != nil || also == nil {
			return err
		}
		return also(ctx, tx)
	})
}

func (s *Store) consent(ctx context.Context, tx Tx, scope Scope, kind, version string, subject uuid.UUID, given bool) error {
	id, err := newID()
	if err != nil {
		return err
	}
	var about any
	if subject != uuid.Nil {
		about = subject
	}
	_, err = tx.Exec(ctx, `
		insert into consents (company_id, id, kind, version, given, person_id, at, subject)
		values (@company, @id, @kind, @version, @given, @person, @now, @subject)`,
		args{"company": scope.Company(), "id": id, "kind": kind, "version": version, "given": given, "person": scope.Actor().Person, "now": s.clock(), "subject": about})
	if err != nil {
		return fmt.Errorf("keep consent: %w", err)
	}
	action := map[bool]string{true: "consent.give", false: "consent.withdraw"}[given]
	return s.Record(ctx, tx, scope.Actor(), scope.Company(), action, kind, map[string]any{"version": version})
}

func (s *Store) lastConsent(ctx context.Context, tx Tx, scope Scope, kind string) (version string, given bool, err error) {
	err = tx.QueryRow(ctx, `
		select version, given from consents
		 where company_id = @company and kind = @kind and subject is null order by at desc, id desc limit 1`,
		args{"company": scope.Company(), "kind": kind}).Scan(&version, &given)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("find consent: %w", err)
	}
	return version, given, nil
}

// Agreed tells whether a company has agreed to the version in force.
func (s *Store) Agreed(ctx context.Context, scope Scope, kind, version string) (bool, error) {
	var agreed bool
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		last, given, err := s.lastConsent(ctx, tx, scope, kind)
		agreed = given && last == version
		return err
	})
	return agreed, err
}

// Consents gives what a company last said of each thing that it may agree to, and of which it said anything.
func (s *Store) Consents(ctx context.Context, scope Scope) ([]Consent, error) {
	var out []Consent
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (c.kind) c.kind, c.version, c.given, c.person_id::text, c.at
			  from consents c
			 where c.company_id = @company and c.subject is null
			 order by c.kind, c.at desc, c.id desc`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("list consents: %w", err)
		}
		if out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Consent]); err != nil {
			return fmt.Errorf("list consents: %w", err)
		}
		return Name(ctx, s.vault, tx, out, func(c *Consent) []*string { return []*string{&c.By} })
	})
	return out, err
}
