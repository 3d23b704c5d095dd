package accounts

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// AuditCheck is what a walk along a trail found.
type AuditCheck struct {
	Lines    int64     // lines read
	Broken   int64     // the first line that does not follow, or that an anchor knows otherwise; 0 = the chain holds
	Cut      bool      // the line is missing: an anchor knows more lines than there are
	Anchors  int       // anchors that the trail was held against
	Anchored time.Time // when the last of them was made; zero = none
}

// Holds tells whether nothing was changed, as far as lines and anchors can tell.
func (c AuditCheck) Holds() bool { return c.Broken == 0 }

// CheckAudit walks a tenant's trail and tells the first line that does not follow from the one before
// it, or that does not fit an anchor. Without anchors a trail that was cut short, or written anew
// from a line on to its end, still looks whole.
func (s *Store) CheckAudit(ctx context.Context, whose station.Tenant, anchors []Anchor) (AuditCheck, error) {
	out := AuditCheck{Anchors: len(anchors)}
	known := map[int64][]byte{}
	var most int64
	for _, a := range anchors {
		known[a.Seq], most, out.Anchored = a.Hash, max(most, a.Seq), a.At
	}
	err := s.db.ReadOf(ctx, whose, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select seq, at, person_id, role, action, subject, detail, prev_hash, hash
			  from audit where tenant_id = @tenant order by seq`, args{"tenant": whose.ID()})
		if err != nil {
			return fmt.Errorf("read audit: %w", err)
		}
		defer rows.Close()
		prev := make([]byte, sha256.Size)
		for rows.Next() {
			hash, follows, err := checkLine(rows, whose, out.Lines+1, prev)
			if err != nil {
				return err
			}
			out.Lines++
			if anchored, ok := known[out.Lines]; !follows || ok && !bytes.Equal(anchored, hash) {
				out.Broken = out.Lines
				return nil
			}
			prev = hash
		}
		return rows.Err()
	})
	if err == nil && out.Broken == 0 && most > out.Lines {
		out.Broken, out.Cut = out.Lines+1, true
	}
	return out, err
}

// checkLine reads one line and tells whether it is the seq-th and follows from prev.
func checkLine(row pgx.Row, whose station.Tenant, seq int64, prev []byte) (hash []byte, follows bool, err error) {
	var line auditLine
	var at time.Time
	var person station.PersonID
	var before []byte
	if err := row.Scan(&line.Seq, &at, &person, &line.Role, &line.Action, &line.Subject, &line.Detail, &before, &hash); err != nil {
		return nil, false, fmt.Errorf("read audit: %w", err)
	}
	line.Tenant, line.Person, line.At = fmt.Sprintf("%x", whose.ID()), fmt.Sprintf("%x", person), at.UTC().Format(time.RFC3339Nano)
	want, err := line.hash(prev)
	if err != nil {
		return nil, false, err
	}
	return hash, line.Seq == seq && bytes.Equal(before, prev) && bytes.Equal(hash, want), nil
}
