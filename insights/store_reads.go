package insights

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Line is a line of the list of releases.
type Line struct {
	Hash      string
	Cut       time.Time // a day
	At        time.Time // of publication
	K         int
	Lattice   string
	Synthetic bool
	Due       []string // tables that were cut anew
	Withheld  []string
}

// Lines lists the releases of the scope's station for an audience, the newest first; before = the cut of the last one shown, zero at first.
func (s *Store) Lines(ctx context.Context, scope accounts.Scope, audience Audience, before time.Time, limit int) (out []Line, err error) {
	err = s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select hash, cut, published_at, k, lattice, synthetic, due, withheld from insight_releases
			 where station_id = @station and audience = @audience and published_at is not null and (@first or cut < @before)
			 order by cut desc limit @limit`,
			args{"station": scope.Station(), "audience": string(audience), "first": before.IsZero(), "before": before, "limit": limit})
		if err == nil {
			out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Line])
		}
		if err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		return nil
	})
	return out, err
}

// Reading is what somebody reads of a release: Part is a table, or release, trend, audit, brief; Form is page, csv, xlsx, json, docx or pdf.
type Reading struct {
	Audience   Audience
	Hash       string
	Part, Form string
}

// OnPage is the form of what was read on a page and not taken away.
const OnPage = "page"

// NoteRead keeps that the scope's actor read something of a release; what is taken away stands in the station's trail too.
func (s *Store) NoteRead(ctx context.Context, scope accounts.Scope, what Reading) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("note a reading: %w", err)
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			insert into insight_reads (station_id, id, at, person_id, audience, hash, part, form)
			values (@station, @id, @now, @person, @audience, @hash, @part, @form)`,
			args{"station": scope.Station(), "id": id, "now": s.clock(), "person": scope.Actor().Person, "audience": string(what.Audience), "hash": what.Hash, "part": what.Part, "form": what.Form})
		if err != nil {
			return fmt.Errorf("note a reading: %w", err)
		}
		if what.Form == OnPage {
			return nil
		}
		return s.people.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "insight.export", what.Hash, map[string]any{"part": what.Part, "form": what.Form})
	})
}

// ReadLine is a line of the log of readings.
type ReadLine struct {
	ID     uuid.UUID
	At     time.Time
	Person string
	Reading
}

// Reads lists who read what of the scope's station's releases, the latest first; after = the id of the last one shown.
func (s *Store) Reads(ctx context.Context, scope accounts.Scope, after uuid.UUID, limit int) (out []ReadLine, err error) {
	err = s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select id, at, person_id::text, audience, hash, part, form from insight_reads
			 where station_id = @station and (@first or (at, id) < (select at, id from insight_reads where station_id = @station and id = @after))
			 order by at desc, id desc limit @limit`,
			args{"station": scope.Station(), "first": after == uuid.Nil, "after": after, "limit": limit})
		if err != nil {
			return fmt.Errorf("list readings: %w", err)
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l ReadLine, err error) {
			return l, row.Scan(&l.ID, &l.At, &l.Person, &l.Audience, &l.Hash, &l.Part, &l.Form)
		})
		if err != nil {
			return fmt.Errorf("list readings: %w", err)
		}
		return accounts.Name(ctx, s.vault, tx, out, func(l *ReadLine) []*string { return []*string{&l.Person} })
	})
	return out, err
}

// SweepReads takes away who read what before a moment of each station, through the worker's own door. Stations and moments have the same order.
func SweepReads(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) error {
	return aged(ctx, worker, `
		delete from insight_reads r using unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where r.station_id = t.station_id and r.at < t.before`, stations, before)
}

// SweepDrafts takes away drafts of briefs that nobody changed since before the moment of each station; what was published stays. Safe to run twice.
func SweepDrafts(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) error {
	return aged(ctx, worker, `
		delete from briefs b using unnest(@stations::uuid[], @before::timestamptz[]) as t(station_id, before)
		 where b.station_id = t.station_id and b.state = 'draft' and b.changed_at < t.before`, stations, before)
}

// aged runs what takes away by age.
func aged(ctx context.Context, worker *pg.DB, sql string, stations []station.StationID, before []time.Time) error {
	ids := make([][16]byte, len(stations))
	for i, id := range stations {
		ids[i] = id
	}
	err := worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, sql, args{"stations": ids, "before": before})
		return err
	})
	if err != nil {
		return fmt.Errorf("take away what has served its time: %w", err)
	}
	return nil
}
