package accounts

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// StaffRoles are the roles that the staff of a station can hold.
func StaffRoles() []station.Role {
	return slices.DeleteFunc(station.Roles(), func(r station.Role) bool { return r == station.Owner || r == station.Member })
}

// AddStaff makes somebody a member of a station's staff with a password that is set for them: at the
// set-up of an installation; colleagues join by invitation.
func (s *Store) AddStaff(ctx context.Context, at station.StationID, role station.Role, p NewPerson) error {
	add, err := s.newStaff(ctx, at, role, p)
	if err != nil {
		return err
	}
	return s.db.Station(ctx, at, add)
}

// newStaff does what is costly outside a transaction, and gives what is to be done in one of the station.
func (s *Store) newStaff(ctx context.Context, at station.StationID, role station.Role, p NewPerson) (func(ctx context.Context, tx Tx) error, error) {
	if err := s.checkNew(p.Password, p.Email, p.Name); err != nil {
		return nil, err
	}
	hash, err := s.cost.hashPassword(ctx, p.Password)
	if err != nil {
		return nil, err
	}
	person, err := newID()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx Tx) error {
		if err := s.insertLogin(ctx, tx, person, p, hash); err != nil {
			return err
		}
		if err := s.insertStaff(ctx, tx, person, at, station.UnitID{}, role); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, station.Actor{}, station.Tenant{Station: at}, "staff.add", uuid.UUID(person).String(), map[string]any{"role": string(role)})
	}, nil
}

func (s *Store) insertStaff(ctx context.Context, tx Tx, person station.PersonID, at station.StationID, unit station.UnitID, role station.Role) error {
	_, err := tx.Exec(ctx, `insert into staff (person_id, station_id, unit_id, role, created_at) values (@person, @station, @unit, @role, @now)`,
		args{"person": person, "station": at, "unit": nullUnit(unit), "role": string(role), "now": s.clock()})
	if err != nil {
		return fmt.Errorf("insert staff: %w", err)
	}
	return nil
}

func nullUnit(u station.UnitID) any {
	if u == (station.UnitID{}) {
		return nil
	}
	return u
}

// Colleague is one of a station's staff.
type Colleague struct {
	ID       station.PersonID
	Name     string
	Email    string
	Role     station.Role
	Unit     *station.UnitID // nil = the whole station
	UnitZh   string
	UnitEn   string
	Since    time.Time
	Disabled *time.Time
	Seen     *time.Time // when they were last signed in; nil = no session
	Factor   bool       // they have a second factor
}

// Staff lists the staff of the scope's station, those who may sign in first.
func (s *Store) Staff(ctx context.Context, scope Scope) ([]Colleague, error) {
	var out []Colleague
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select t.person_id, l.name_sealed, l.email_sealed, t.role, t.unit_id, coalesce(u.name_zh, ''), coalesce(u.name_en, ''), t.created_at, l.disabled_at,
			       (select max(seen_at) from sessions s where s.person_id = t.person_id and not s.pending), exists (select from factors f where f.person_id = t.person_id)
			  from staff t join logins l using (person_id) left join units u on u.station_id = t.station_id and u.id = t.unit_id
			 where t.station_id = @station
			 order by t.person_id`, args{"station": scope.Station()})
		if err != nil {
			return fmt.Errorf("list staff: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[sealedColleague])
		if err != nil {
			return fmt.Errorf("list staff: %w", err)
		}
		out, err = openStaff(box, found)
		return err
	})
	return out, err
}

// sealedColleague is a colleague as the columns have it.
type sealedColleague struct {
	ID             station.PersonID
	Name, Email    []byte
	Role           station.Role
	Unit           *station.UnitID
	UnitZh, UnitEn string
	Since          time.Time
	Disabled, Seen *time.Time
	Factor         bool
}

func openStaff(box *Box, found []sealedColleague) ([]Colleague, error) {
	out := make([]Colleague, 0, len(found))
	for _, c := range found {
		name, err := openName(box, c.ID, c.Name)
		if err != nil {
			return nil, err
		}
		email, err := openEmail(box, c.ID, c.Email)
		if err != nil {
			return nil, err
		}
		out = append(out, Colleague{c.ID, name, email, c.Role, c.Unit, c.UnitZh, c.UnitEn, c.Since, c.Disabled, c.Seen, c.Factor})
	}
	slices.SortStableFunc(out, func(a, b Colleague) int {
		if out := (a.Disabled != nil); out != (b.Disabled != nil) {
			if out {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}

// ChangeStaff gives a colleague another role or unit; their sessions end, so that nobody works on
// with what they no longer may. Faults: NotFound for another station's, Forbidden for oneself: one's
// own rights are another's to change; Invalid for a role that the staff does not hold.
func (s *Store) ChangeStaff(ctx context.Context, scope Scope, person station.PersonID, role station.Role, unit station.UnitID) error {
	if !slices.Contains(StaffRoles(), role) {
		return invalid("staff.role_wrong")
	}
	return s.onStaff(ctx, scope, person, "staff.change", map[string]any{"role": string(role)}, func(ctx context.Context, tx Tx) (int64, error) {
		done, err := tx.Exec(ctx, `
			update staff set role = @role, unit_id = @unit
			 where person_id = @person and station_id = @station
			   and (@unit::uuid is null or exists (select from units where station_id = @station and id = @unit and closed_at is null))`,
			args{"role": string(role), "unit": nullUnit(unit), "person": person, "station": scope.Station()})
		return done.RowsAffected(), err
	})
}

// DisableStaff shuts a colleague out, or lets them in again. Faults as ChangeStaff.
func (s *Store) DisableStaff(ctx context.Context, scope Scope, person station.PersonID, out bool) error {
	return s.onStaff(ctx, scope, person, "staff.disable", map[string]any{"disabled": out}, func(ctx context.Context, tx Tx) (int64, error) {
		done, err := tx.Exec(ctx, `
			update logins set disabled_at = case when @out then @now::timestamptz end
			 where person_id = (select person_id from staff where person_id = @person and station_id = @station)`,
			args{"out": out, "now": s.clock(), "person": person, "station": scope.Station()})
		return done.RowsAffected(), err
	})
}

// SignStaffOut ends the sessions of a colleague, whose device may be in other hands. Faults as ChangeStaff.
func (s *Store) SignStaffOut(ctx context.Context, scope Scope, person station.PersonID) error {
	return s.onStaff(ctx, scope, person, "staff.sign_out", nil, func(ctx context.Context, tx Tx) (n int64, err error) {
		err = tx.QueryRow(ctx, `select count(*) from staff where person_id = @person and station_id = @station`, args{"person": person, "station": scope.Station()}).Scan(&n)
		return n, err
	})
}

// onStaff does something to a colleague of the scope's station, ends their sessions, and records it.
func (s *Store) onStaff(ctx context.Context, scope Scope, person station.PersonID, action string, detail map[string]any, do func(ctx context.Context, tx Tx) (int64, error)) error {
	if person == scope.Actor().Person {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("staff.not_oneself")}
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		found, err := do(ctx, tx)
		if err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		if found == 0 {
			return notFound(nil)
		}
		if _, err := tx.Exec(ctx, `delete from sessions where person_id = @person`, args{"person": person}); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), action, uuid.UUID(person).String(), detail)
	})
}
