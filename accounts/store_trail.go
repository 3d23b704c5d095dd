package accounts

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// TrailLine is one line of an audit trail, with the name of who acted.
type TrailLine struct {
	Seq     int64
	At      time.Time
	Person  string // empty = the installation itself
	Role    string
	Action  string
	Subject string // an id, or the name of a thing; never personal data
	Detail  map[string]any
}

// TrailFilter narrows a search; the zero values ask for everything.
type TrailFilter struct {
	Action string // the beginning of an action, such as account. or people.invite
	From   time.Time
	To     time.Time // up to and not including
	Before int64     // lines with a smaller number only: the next page
	Limit  int       // 0 means 50
}

// Audited is a trail that an auditor looks at: the own station's, or one of its companies'.
type Audited struct {
	Whose   station.Tenant
	Company string // its name; empty = the station itself
}

// Audited finds whose trail an auditor asks for: with an empty credit code the scope's station. A company that was deleted, or has no
// code any more, is found by its id. Fault: NotFound for a code or an id that no company of the station has.
func (s *Store) Audited(ctx context.Context, scope Scope, creditCode string) (Audited, error) {
	if creditCode == "" {
		return Audited{Whose: scope.Tenant()}, nil
	}
	var out Audited
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select id, name from companies where (credit_code = @code or id::text = @id) and station_id = @station`,
			args{"code": CleanCreditCode(creditCode), "id": strings.ToLower(strings.TrimSpace(creditCode)), "station": scope.Station()}).Scan(&out.Whose.Company, &out.Company)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return out, &station.Fault{Kind: station.NotFound, Say: station.Say("audit.no_such_company"), Err: err}
	}
	return out, err
}

// Trail reads a trail, the latest line first. more tells that there are lines beyond the limit.
func (s *Store) Trail(ctx context.Context, _ Scope, of Audited, by TrailFilter) (lines []TrailLine, more bool, err error) {
	if by.Limit == 0 {
		by.Limit = 50
	}
	err = s.db.ReadOf(ctx, of.Whose, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select a.seq, a.at, coalesce(a.person_id::text, ''), a.role, a.action, a.subject, a.detail
			  from audit a
			 where a.tenant_id = @tenant
			   and (@before::bigint = 0 or a.seq < @before)
			   and (@action = '' or starts_with(a.action, @action))
			   and (@from::timestamptz is null or a.at >= @from)
			   and (@to::timestamptz is null or a.at < @to)
			 order by a.seq desc limit @limit`,
			args{"tenant": of.Whose.ID(), "before": by.Before, "action": by.Action, "from": nullTime(by.From), "to": nullTime(by.To), "limit": by.Limit + 1})
		if err != nil {
			return fmt.Errorf("read trail: %w", err)
		}
		if lines, err = pgx.CollectRows(rows, pgx.RowToStructByPos[TrailLine]); err != nil {
			return fmt.Errorf("read trail: %w", err)
		}
		return Name(ctx, s.vault, tx, lines, func(l *TrailLine) []*string { return []*string{&l.Person} })
	})
	if len(lines) > by.Limit {
		lines, more = lines[:by.Limit], true
	}
	return lines, more, err
}

func nullTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// Looked records that an auditor read or took away a trail: in the station's trail, and in the
// company's own where it is a company's.
func (s *Store) Looked(ctx context.Context, scope Scope, of Audited, action string) error {
	subject := ""
	if of.Whose.Company != (station.CompanyID{}) {
		subject = fmt.Sprintf("%x", of.Whose.Company)
		err := s.db.Tenant(ctx, of.Whose.Company, func(ctx context.Context, tx Tx) error {
			return s.Look(ctx, tx, scope.Actor(), of.Whose.Company, "trail", "", "@trail")
		})
		if err != nil {
			return err
		}
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), action, subject, nil)
	})
}
