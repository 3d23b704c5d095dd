package accounts

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

type decided struct {
	Kind string
	Days int
	By   string
	At   time.Time
}

// Retention tells how long a station keeps each kind of data. Everybody may know it: the privacy notice says so.
func (s *Store) Retention(ctx context.Context, at station.StationID) ([]Retained, error) {
	var own []decided
	err := s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select r.kind, r.days, r.person_id::text, r.at from retention r where r.station_id = @station`, args{"station": at})
		if err != nil {
			return err
		}
		if own, err = pgx.CollectRows(rows, pgx.RowToStructByPos[decided]); err != nil {
			return err
		}
		return Name(ctx, s.vault, tx, own, func(d *decided) []*string { return []*string{&d.By} })
	})
	if err != nil {
		return nil, fmt.Errorf("read retention: %w", err)
	}
	var out []Retained
	for _, kind := range RetentionKinds() {
		one := Retained{RetentionKind: kind, Days: kind.Default}
		if i := slices.IndexFunc(own, func(d decided) bool { return d.Kind == kind.Name }); i >= 0 && !kind.Fixed() {
			one.Days, one.By, one.At = kind.within(own[i].Days), own[i].By, own[i].At
		}
		out = append(out, one)
	}
	return out, nil
}

// within holds what was once decided to what may be decided now.
func (k RetentionKind) within(days int) int { return min(max(days, k.Least), k.Most) }

// ChangeRetention sets how many days the scope's station keeps a kind of data. Faults: NotFound for a kind that there is not or that is
// fixed, Invalid for days below the least or above the most.
func (s *Store) ChangeRetention(ctx context.Context, scope Scope, kind string, days int) error {
	all := RetentionKinds()
	i := slices.IndexFunc(all, func(k RetentionKind) bool { return k.Name == kind && !k.Fixed() })
	if i < 0 {
		return notFound(nil)
	}
	if days < all[i].Least || days > all[i].Most {
		return &station.Fault{Kind: station.Invalid, Say: station.Say("retention.wrong_days", "least", all[i].Least, "most", all[i].Most)}
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			insert into retention (station_id, kind, days, person_id, at) values (@station, @kind, @days, @person, @now)
			on conflict (station_id, kind) do update set days = excluded.days, person_id = excluded.person_id, at = excluded.at`,
			args{"station": scope.Station(), "kind": kind, "days": days, "person": scope.Actor().Person, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("change retention: %w", err)
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "retention.change", kind, map[string]any{"days": days})
	})
}

// terms are how long each station keeps things, as columns for one statement.
type terms struct {
	stations []station.StationID
	kept     map[string][]int
}

// before gives for each station the moment before which a kind has served its time.
func (t terms) before(kind string, now time.Time) []time.Time {
	out := make([]time.Time, len(t.stations))
	for i, days := range t.kept[kind] {
		out[i] = now.Add(-time.Duration(days) * day)
	}
	return out
}

func readTerms(ctx context.Context, worker *pg.DB) (terms, error) {
	out := terms{kept: map[string][]int{}}
	type one struct {
		Station station.StationID
		Kinds   []string
		Days    []int
	}
	var found []one
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select s.id, coalesce(array_agg(r.kind order by r.kind) filter (where r.kind is not null), '{}'), coalesce(array_agg(r.days order by r.kind) filter (where r.kind is not null), '{}')
			  from stations s left join retention r on r.station_id = s.id group by s.id order by s.id`)
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, pgx.RowToStructByPos[one])
		return err
	})
	if err != nil {
		return out, fmt.Errorf("read retention: %w", err)
	}
	for _, o := range found {
		out.stations = append(out.stations, o.Station)
		for _, kind := range RetentionKinds() {
			days := kind.Default
			if i := slices.Index(o.Kinds, kind.Name); i >= 0 && !kind.Fixed() {
				days = kind.within(o.Days[i])
			}
			out.kept[kind.Name] = append(out.kept[kind.Name], days)
		}
	}
	return out, nil
}

// RetentionBefore gives for each station the moment before which a kind has served its time, read through the worker's own door: for rooms
// that take away what is theirs at hours of their own. Stations and moments have the same order.
func RetentionBefore(ctx context.Context, worker *pg.DB, kind string, now time.Time) ([]station.StationID, []time.Time, error) {
	by, err := readTerms(ctx, worker)
	return by.stations, by.before(kind, now), err
}

// aged is what goes by age, a statement a kind. @stations and @before go together; @fixed is the moment for what no station decides.
var aged = []struct{ kind, sql string }{
	{KeepSessions, `delete from sessions where expires_at < @fixed`},
	{KeepAttempts, `delete from attempts where window_at < @fixed`},
	{KeepAttempts, `delete from waits where last_at < @fixed and until < @fixed`},
	{KeepDevices, `
		delete from devices d where d.seen_at < @fixed
		   and exists (select from devices o where o.person_id = d.person_id and (o.seen_at, o.agent) > (d.seen_at, d.agent))`},
	{KeepLinks, `delete from links where expires_at < @fixed`},
	{KeepCodes, `update contacts set asked = null, asked_at = null, code_mark = null, code_until = null, code_tries = 0 where code_until < @fixed`},
	{KeepInvitations, `
		delete from invitations i using unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where i.station_id = t.station_id and least(i.expires_at, i.accepted_at, i.revoked_at) < t.before`},
	{KeepLooks, `
		delete from looks l using unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where l.station_id = t.station_id and l.at < t.before`},
	{KeepAudit, `
		delete from consents o using companies c, unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where c.station_id = t.station_id and c.deleted_at < t.before and o.company_id = c.id`},
	{KeepAudit, `
		delete from audit o using companies c, unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where c.station_id = t.station_id and c.deleted_at < t.before and o.tenant_id = c.id`},
}

// ApplyRetention takes away what has served its time, of every station by its own terms, through the worker's own door, and tells how many
// rows of each kind went. It is safe to run twice. also holds what other rooms do for a kind of theirs.
func ApplyRetention(ctx context.Context, worker *pg.DB, now time.Time, also map[string]Aged) (map[string]int64, error) {
	by, err := readTerms(ctx, worker)
	if err != nil || len(by.stations) == 0 {
		return nil, err
	}
	gone := map[string]int64{}
	for _, one := range aged { // a statement of its own each, so that one that takes long keeps no other waiting
		before := by.before(one.kind, now)
		err := worker.Global(ctx, func(ctx context.Context, tx Tx) error {
			with := args{"stations": by.stations, "before": before}
			if fixedTerm(one.kind) {
				with = args{"fixed": before[0]}
			}
			tag, err := tx.Exec(ctx, one.sql, with)
			gone[one.kind] += tag.RowsAffected()
			return err
		})
		if err != nil {
			return gone, fmt.Errorf("retention of %s: %w", one.kind, err)
		}
	}
	for kind, take := range also {
		if err := take(ctx, worker, by.stations, by.before(kind, now)); err != nil {
			return gone, fmt.Errorf("retention of %s: %w", kind, err)
		}
	}
	return gone, nil
}

func fixedTerm(kind string) bool {
	return slices.ContainsFunc(RetentionKinds(), func(k RetentionKind) bool { return k.Name == kind && k.Fixed() })
}
