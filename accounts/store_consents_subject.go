package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// ReviewVersion is the version of the words by which a company lets experts read a report.
const ReviewVersion = "2026-12"

// ConsentTo keeps that a company agrees to one thing of a kind, such as one review, or no longer does, in the transaction of the room whose
// thing it is.
func (s *Store) ConsentTo(ctx context.Context, tx Tx, scope Scope, kind, version string, subject uuid.UUID, given bool) error {
	return s.consent(ctx, tx, scope, kind, version, subject, given)
}

// ConsentsTo tells whether a company agrees to one thing of a kind at this moment, in a transaction that sees the company's rows.
func (s *Store) ConsentsTo(ctx context.Context, tx Tx, company station.CompanyID, kind string, subject uuid.UUID) (bool, error) {
	var given bool
	err := tx.QueryRow(ctx, `
		select given from consents where company_id = @company and kind = @kind and subject = @subject order by at desc, id desc limit 1`,
		args{"company": company, "kind": kind, "subject": subject}).Scan(&given)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("find consent: %w", err)
	}
	return given, nil
}
