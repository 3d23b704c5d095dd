package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Record writes one line of a company's audit trail, in the transaction of the act itself: no
// record, no act. Each line carries the hash of the one before. Detail holds no personal data.
func (s *Store) Record(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, action, subject string, detail map[string]any) error {
	return s.RecordFor(ctx, tx, who, station.Tenant{Company: company}, action, subject, detail)
}

// RecordFor is Record for a company or a station.
func (s *Store) RecordFor(ctx context.Context, tx Tx, who station.Actor, whose station.Tenant, action, subject string, detail map[string]any) error {
	tenant := whose.ID()
	// one at a time per tenant; the lock goes with the transaction
	if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('audit', 0) # hashtextextended(@tenant, 0))`,
		args{"tenant": fmt.Sprintf("%x", tenant)}); err != nil {
		return fmt.Errorf("lock audit: %w", err)
	}
	var seq int64
	var prev []byte
	err := tx.QueryRow(ctx, `select seq, hash from audit where tenant_id = @tenant order by seq desc limit 1`, args{"tenant": tenant}).Scan(&seq, &prev)
	if errors.Is(err, pgx.ErrNoRows) {
		prev = make([]byte, sha256.Size)
	} else if err != nil {
		return fmt.Errorf("read audit head: %w", err)
	}
	if detail == nil {
		detail = map[string]any{}
	}
	line := auditLine{Tenant: fmt.Sprintf("%x", tenant), Seq: seq + 1, At: s.clock().UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano),
		Person: fmt.Sprintf("%x", who.Person), Role: string(who.Role), Action: action, Subject: subject, Detail: detail}
	hash, err := line.hash(prev)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into audit (tenant_id, seq, at, person_id, role, action, subject, detail, prev_hash, hash)
		values (@tenant, @seq, @at, @person, @role, @action, @subject, @detail, @prev, @hash)`,
		args{"tenant": tenant, "seq": line.Seq, "at": line.At, "person": who.Person, "role": line.Role, "action": action,
			"subject": subject, "detail": detail, "prev": prev, "hash": hash})
	if err != nil {
		return fmt.Errorf("write audit: %w", err)
	}
	return nil
}

// auditLine is the canonical form that a hash is taken of.
type auditLine struct {
	Tenant  string         `json:"tenant"`
	Seq     int64          `json:"seq"`
	At      string         `json:"at"`
	Person  string         `json:"person"`
	Role    string         `json:"role"`
	Action  string         `json:"action"`
	Subject string         `json:"subject"`
	Detail  map[string]any `json:"detail"`
}

func (l auditLine) hash(prev []byte) ([]byte, error) {
	text, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("audit line: %w", err)
	}
	sum := sha256.New()
	sum.Write(prev)
	sum.Write(text)
	return sum.Sum(nil), nil
}
