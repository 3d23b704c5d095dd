package insights

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// standing is how far a station's releases have come.
type standing struct {
	lattice       string // "" before the first
	districts     []accounts.District
	last          map[string]time.Time // table → the day it was cut last
	cut           time.Time            // of the latest release
	unpublished   time.Time            // cut of one that was built and not published
	room, outside *release.Release     // the latest; nil before the first
}

// standing reads it. Tables that a quarter of weekly releases carried over are found within the rows that are looked at.
func (s *Store) standing(ctx context.Context, at station.StationID) (out standing, err error) {
	out.last = map[string]time.Time{}
	type line struct {
		Cut       time.Time
		Lattice   string
		Due       []string
		Published bool
	}
	err = s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		var districts []byte
		if err := tx.QueryRow(ctx, `select districts from stations where id = @station`, args{"station": at}).Scan(&districts); err != nil {
			return fmt.Errorf("find the station: %w", err)
		}
		if err := json.Unmarshal(districts, &out.districts); err != nil {
			return fmt.Errorf("find the station: %w", err)
		}
		rows, err := tx.Query(ctx, `
			select cut, lattice, due, published_at is not null from insight_releases
			 where station_id = @station and audience = 'room' order by cut desc limit 60`, args{"station": at})
		if err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[line])
		if err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		for i, l := range found {
			if i == 0 {
				out.cut, out.lattice = l.Cut, l.Lattice
			}
			if !l.Published {
				out.unpublished = l.Cut
			}
			for _, table := range l.Due {
				if _, later := out.last[table]; !later {
					out.last[table] = l.Cut
				}
			}
		}
		return nil
	})
	if err != nil || out.cut.IsZero() || !out.unpublished.IsZero() {
		return out, err
	}
	for audience, into := range map[Audience]**release.Release{Room: &out.room, Outside: &out.outside} {
		p, err := s.latest(ctx, at, audience)
		if err != nil {
			return out, err
		}
		*into = &p.Release
	}
	return out, nil
}

// publish lets everybody read what was built of a cut, and writes the trail: both or neither.
func (s *Store) publish(ctx context.Context, at station.StationID, cut time.Time, tell Told) error {
	return s.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			update insight_releases set published_at = @now where station_id = @station and cut = @cut and published_at is null returning audience, hash`,
			args{"station": at, "cut": cut, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("publish a release: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Audience, Hash string }])
		if err != nil {
			return fmt.Errorf("publish a release: %w", err)
		}
		for _, one := range found {
			if err := s.people.RecordFor(ctx, tx, station.Actor{Station: at}, station.Tenant{Station: at}, "insight.publish", one.Hash, map[string]any{"audience": one.Audience, "cut": cut.Format(time.DateOnly)}); err != nil {
				return err
			}
		}
		if len(found) == 0 || tell == nil {
			return nil
		}
		analysts, err := s.people.InRole(ctx, tx, at, station.Analyst)
		if err != nil || len(analysts) == 0 {
			return err
		}
		return tell(ctx, tx, at, cut, analysts)
	})
}

// atCount is where the numbers of a cut are sealed.
func atCount(cut time.Time) accounts.Place {
	return accounts.At("insight_secret.counts", cut.Format(time.DateOnly))
}

// earlier reads the numbers of the cut before through the builder's door; nil where there are none.
func (b *Builder) earlier(ctx context.Context, at station.StationID, before standing) (out *counting.Result, err error) {
	if before.cut.IsZero() {
		return nil, nil
	}
	err = b.door.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		var sealed []byte
		err := tx.QueryRow(ctx, `select sealed from insight_secret.counts where station_id = @station and cut = @cut`, args{"station": at, "cut": before.cut}).Scan(&sealed)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the count before: %w", err)
		}
		box, err := b.vault.ReadBox(ctx, tx, station.Tenant{Station: at})
		if err != nil {
			return err
		}
		text, err := box.Open(atCount(before.cut), sealed)
		if err == nil {
			out, err = counting.Kept(text)
		}
		return err
	})
	return out, err
}

// keep writes what was built, and the numbers of this cut in the place of those of the cut before, which nobody needs any more.
func (b *Builder) keep(ctx context.Context, at station.StationID, l *lattice.Lattice, in *counting.Result, tables []string, made []Built) error {
	// the portal makes the station's key where there is none yet: the builder makes no keys
	err := b.store.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		_, err := b.vault.Box(ctx, tx, station.Tenant{Station: at})
		return err
	})
	if err != nil {
		return err
	}
	text, err := in.Keep(l)
	if err != nil {
		return err
	}
	return b.door.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		box, err := b.vault.ReadBox(ctx, tx, station.Tenant{Station: at})
		if err != nil {
			return err
		}
		sealed, err := box.Seal(atCount(in.Cut), text)
		if err != nil {
			return err
		}
		now := b.store.clock()
		// whoever comes second made the same cut from what may have changed meanwhile: neither the releases nor their count are touched
		if fresh, err := insert(ctx, tx, at, l, tables, made, now); err != nil || !fresh {
			return err
		}
		for _, sql := range []string{
			`delete from insight_secret.counts where station_id = @station and cut <> @cut`,
			`insert into insight_secret.counts (station_id, cut, sealed, made_at) values (@station, @cut, @sealed, @now)
			 on conflict (station_id, cut) do update set sealed = excluded.sealed, made_at = excluded.made_at`,
		} {
			if _, err := tx.Exec(ctx, sql, args{"station": at, "cut": in.Cut, "sealed": sealed, "now": now}); err != nil {
				return fmt.Errorf("keep a count: %w", err)
			}
		}
		return nil
	})
}

// insert keeps releases of one cut; one that is there already stays, and then fresh is false.
func insert(ctx context.Context, tx Tx, at station.StationID, l *lattice.Lattice, tables []string, made []Built, now time.Time) (fresh bool, err error) {
	districts := make([]accounts.District, len(l.Districts))
	for i, d := range l.Districts {
		districts[i] = accounts.District{Key: d.Key, Zh: d.Zh, En: d.En}
	}
	words, err := json.Marshal(districts)
	if err != nil {
		return false, fmt.Errorf("keep a release: %w", err)
	}
	for _, one := range made {
		document, err := one.Release.Bytes()
		if err != nil {
			return false, err
		}
		audit, err := one.Audit.Bytes()
		if err != nil {
			return false, err
		}
		hash, err := one.Release.Hash()
		if err != nil {
			return false, err
		}
		done, err := tx.Exec(ctx, `
			insert into insight_releases (station_id, audience, cut, hash, previous, lattice, districts, k, synthetic, due, withheld, document, audit, built_at)
			values (@station, @audience, @cut, @hash, @previous, @lattice, @districts, @k, @synthetic, @due, @withheld, @document, @audit, @now)
			on conflict do nothing`,
			args{"station": at, "audience": string(one.Audience), "cut": one.Release.Cut, "hash": hash, "previous": one.Release.Previous, "lattice": l.Name, "districts": words, "k": one.Release.K,
				"synthetic": one.Release.Synthetic, "due": tables, "withheld": append([]string{}, one.Audit.Withheld...), "document": document, "audit": audit, "now": now})
		if err != nil {
			return false, fmt.Errorf("keep a release: %w", err)
		}
		fresh = fresh || done.RowsAffected() > 0
	}
	return fresh, nil
}

// Invent publishes invented releases of a cut, of a demo or a test. Fault: none; real ones are refused by the database.
func (s *Store) Invent(ctx context.Context, at station.StationID, l *lattice.Lattice, tables []string, made []Built) error {
	err := s.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		_, err := insert(ctx, tx, at, l, tables, made, s.clock())
		return err
	})
	if err != nil || len(made) == 0 {
		return err
	}
	cut, err := time.Parse(time.DateOnly, made[0].Release.Cut)
	if err != nil {
		return fmt.Errorf("invent a release: %w", err)
	}
	return s.publish(ctx, at, cut, nil) // nobody waits for it
}
