package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Kinds of consent, and the versions in force. A new version is agreed to anew.
const (
	ConsentPrivacy      = "privacy"
	ConsentEmployeeRows = "employee_rows"
	PrivacyVersion      = "2026-11"
	EmployeeRowsVersion = "2026-11"
)

// Agree keeps what a company agreed to, with the version it saw.
func (s *Store) Agree(ctx context.Context, scope Scope, kind, version string) error {
	id, err := newID()
	if err != nil {
		return err
	}
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			insert into consents (company_id, id, kind, version, given, person_id, at)
			values (@company, @id, @kind, @version, true, @person, @now)`,
			args{"company": scope.Company(), "id": id, "kind": kind, "version": version, "person": scope.Actor().Person, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("keep consent: %w", err)
		}
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "consent.give", kind, map[string]any{"version": version})
	})
}

// Agreed tells whether a company has agreed to the version in force.
func (s *Store) Agreed(ctx context.Context, scope Scope, kind, version string) (bool, error) {
	var given bool
	err := s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select given and version = @version from consents
			 where company_id = @company and kind = @kind order by at desc, id desc limit 1`,
			args{"company": scope.Company(), "kind": kind, "version": version}).Scan(&given)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return given, err
}
