package accounts

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Units lists the units of the scope's station, those that are open first.
func (s *Store) Units(ctx context.Context, scope Scope) ([]Unit, error) {
	var out []Unit
	err := s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select u.id, u.name_zh, u.name_en, u.district, u.closed_at, count(t.person_id)::int
			  from units u left join staff t on t.station_id = u.station_id and t.unit_id = u.id
			 where u.station_id = @station
			 group by u.station_id, u.id
			 order by u.closed_at is not null, u.name_zh, u.id`, args{"station": scope.Station()})
		if err != nil {
			return fmt.Errorf("list units: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Unit])
		return err
	})
	return out, err
}

// unitOpen tells whether somebody can be put into a unit of the scope's station; the zero unit is the whole station. Fault: Invalid.
func (s *Store) unitOpen(ctx context.Context, tx Tx, scope Scope, id station.UnitID) error {
	if id == (station.UnitID{}) {
		return nil
	}
	var open bool
	err := tx.QueryRow(ctx, `select exists (select from units where station_id = @station and id = @id and closed_at is null)`, args{"station": scope.Station(), "id": id}).Scan(&open)
	if err != nil {
		return fmt.Errorf("look for unit: %w", err)
	}
	if !open {
		return invalid("staff.unit_wrong")
	}
	return nil
}

// PutUnit adds a unit, or changes the one of that id. Faults: Conflict when the name is another's,
// NotFound, Invalid without names.
func (s *Store) PutUnit(ctx context.Context, scope Scope, u Unit) (station.UnitID, error) {
	u.NameZh, u.NameEn = strings.TrimSpace(u.NameZh), strings.TrimSpace(u.NameEn)
	if u.NameZh == "" || u.NameEn == "" {
		return u.ID, invalid("unit.name_missing")
	}
	fresh := u.ID == (station.UnitID{})
	if fresh {
		id, err := newID()
		if err != nil {
			return u.ID, err
		}
		u.ID = id
	}
	return u.ID, s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		sql := `update units set name_zh = @zh, name_en = @en, district = @district where station_id = @station and id = @id`
		if fresh {
			sql = `insert into units (station_id, id, name_zh, name_en, district) values (@station, @id, @zh, @en, @district)`
		}
		done, err := tx.Exec(ctx, sql, args{"station": scope.Station(), "id": u.ID, "zh": u.NameZh, "en": u.NameEn, "district": u.District})
		switch {
		case pg.Violates(err, "units_station_id_name_zh_key"):
			return &station.Fault{Kind: station.Conflict, Say: station.Say("unit.name_taken"), Err: err}
		case err != nil:
			return fmt.Errorf("put unit: %w", err)
		case done.RowsAffected() == 0:
			return notFound(nil)
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "unit.put", uuid.UUID(u.ID).String(), nil)
	})
}

// CloseUnit closes a unit that nobody works in any more, or opens it again. Faults: Conflict while
// somebody works in it, NotFound.
func (s *Store) CloseUnit(ctx context.Context, scope Scope, id station.UnitID, closed bool) error {
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		var busy bool
		err := tx.QueryRow(ctx, `select exists (select from staff where station_id = @station and unit_id = @id)`, args{"station": scope.Station(), "id": id}).Scan(&busy)
		if err != nil {
			return fmt.Errorf("look into unit: %w", err)
		}
		if busy && closed {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("unit.somebody_works_in_it")}
		}
		done, err := tx.Exec(ctx, `update units set closed_at = case when @closed then @now::timestamptz end where station_id = @station and id = @id`,
			args{"station": scope.Station(), "id": id, "closed": closed, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("close unit: %w", err)
		}
		if done.RowsAffected() == 0 {
			return notFound(nil)
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "unit.close", uuid.UUID(id).String(), map[string]any{"closed": closed})
	})
}
