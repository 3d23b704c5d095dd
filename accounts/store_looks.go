package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Look is one reading of something of a company's by an expert or an officer.
type Look struct {
	ID        uuid.UUID
	At        time.Time
	Person    string
	Role      station.Role
	StationZh string
	StationEn string
	Thing     string // company, licence, claim, report, case, trail
	Purpose   string
}

// Look records that whoever acts reads something of a company's, in the transaction that reads it: no
// record, no reading. thing is one of company, licence, claim, report, case, trail; purpose is said in words
// by the reader, or by the page where it is always the same.
func (s *Store) Look(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, thing, subject, purpose string) error {
	id, err := newID()
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into looks (company_id, id, at, person_id, role, station_id, thing, subject, purpose)
		values (@company, @id, @now, @person, @role, @station, @thing, @subject, @purpose)`,
		args{"company": company, "id": id, "now": s.clock(), "person": who.Person, "role": string(who.Role), "station": who.Station,
			"thing": thing, "subject": subject, "purpose": purpose})
	if err != nil {
		return fmt.Errorf("record look: %w", err)
	}
	return s.Record(ctx, tx, who, company, "look."+thing, subject, nil)
}

// Looks lists who has looked at the scope's company, the latest first; before is the id of the last
// line seen, or the zero id. more tells that there are others.
func (s *Store) Looks(ctx context.Context, scope Scope, before uuid.UUID, limit int) (out []Look, more bool, err error) {
	err = s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select k.id, k.at, k.person_id::text, k.role, t.name_zh, t.name_en, k.thing, k.purpose
			  from looks k join stations t on t.id = k.station_id
			 where k.company_id = @company
			   and (@before::uuid is null or (k.at, k.id) < (select at, id from looks where company_id = @company and id = @before))
			 order by k.at desc, k.id desc limit @limit`,
			args{"company": scope.Company(), "before": nullID(before), "limit": limit + 1})
		if err != nil {
			return fmt.Errorf("list looks: %w", err)
		}
		if out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Look]); err != nil {
			return fmt.Errorf("list looks: %w", err)
		}
		return Name(ctx, s.vault, tx, out, func(l *Look) []*string { return []*string{&l.Person} })
	})
	if len(out) > limit {
		out, more = out[:limit], true
	}
	return out, more, err
}

func nullID(id uuid.UUID) any {
	if id == uuid.Nil {
		return nil
	}
	return id
}
