package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Reach gives the mail address of a person who belongs to a tenant at this moment. Who has left it, is
// disabled or is not known has none, and that is no error.
func (s *Store) Reach(ctx context.Context, tenant station.Tenant, person station.PersonID) (mail string, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		var sealed []byte
		err = tx.QueryRow(ctx, `
			select email_sealed from logins l
			 where person_id = @person and disabled_at is null
			   and (exists (select from memberships m where m.person_id = l.person_id and m.company_id = @company)
			     or exists (select from staff f where f.person_id = l.person_id and f.station_id = @station))`,
			args{"person": person, "company": tenant.Company, "station": tenant.Station}).Scan(&sealed)
		if err != nil {
			return err
		}
		mail, err = openEmail(box, person, sealed)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find an address: %w", err)
	}
	return mail, nil
}

// Keepers lists who answers for a tenant: a company's owners, a station's administrators.
func (s *Store) Keepers(ctx context.Context, tenant station.Tenant) ([]station.PersonID, error) {
	var out []station.PersonID
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select l.person_id from logins l
			 where l.disabled_at is null
			   and (exists (select from memberships m where m.person_id = l.person_id and m.company_id = @company and m.role = 'owner')
			     or exists (select from staff f where f.person_id = l.person_id and f.station_id = @station and f.role = 'administrator'))
			 order by l.person_id`, args{"company": tenant.Company, "station": tenant.Station})
		if err != nil {
			return fmt.Errorf("find who keeps a tenant: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
		return err
	})
	return out, err
}

// InRole lists who of a station has a role, for rooms that tell them something within a transaction.
func (s *Store) InRole(ctx context.Context, tx Tx, at station.StationID, role station.Role) ([]station.PersonID, error) {
	rows, err := tx.Query(ctx, `
		select f.person_id from staff f join logins l on l.person_id = f.person_id
		 where f.station_id = @station and f.role = @role and l.disabled_at is null order by f.person_id`, args{"station": at, "role": string(role)})
	if err != nil {
		return nil, fmt.Errorf("find who has a role: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
}
