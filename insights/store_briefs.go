package insights

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/brief"
)

// briefTx and briefArgs keep the driver's name to the files that hold SQL.
type (
	briefTx   = pgx.Tx
	briefArgs = pgx.StrictNamedArgs
)

func briefAt(id uuid.UUID) accounts.Place { return accounts.At("briefs.sealed", id.String()) }

var (
	errNoBrief = &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	errChanged = &station.Fault{Kind: station.Conflict, Say: station.Say("brief.changed_since")}
	errFixed   = &station.Fault{Kind: station.Conflict, Say: station.Say("brief.published_stays")}
	errAlready = &station.Fault{Kind: station.Conflict, Say: station.Say("brief.corrected_already")}
	errOther   = &station.Fault{Kind: station.Conflict, Say: station.Say("brief.said_otherwise")}
	errBlank   = &station.Fault{Kind: station.Invalid, Say: station.Say("brief.no_title")}
)

// Start keeps a new draft about a release. Sent twice it is one. Faults: Conflict for the same id about another release.
func (b *Briefs) Start(ctx context.Context, scope accounts.Scope, in Brief) error {
	return b.begin(ctx, scope, in, "brief.start")
}

// Correct begins the next version of a published brief with the same words, under a new id. Sent twice it is one. Faults: NotFound, Conflict where it
// is a draft, or is being put right already.
func (b *Briefs) Correct(ctx context.Context, scope accounts.Scope, old, id uuid.UUID) error {
	had, err := b.Brief(ctx, scope, old)
	switch {
	case err != nil:
		return err
	case !had.Published:
		return errOther
	}
	had.ID, had.Corrects, had.Version = id, old, had.Version+1
	return b.begin(ctx, scope, had, "brief.correct")
}

func (b *Briefs) begin(ctx context.Context, scope accounts.Scope, in Brief, act string) error {
	who := scope.Actor()
	tenant := station.Tenant{Station: who.Station}
	return b.db.Station(ctx, who.Station, func(ctx context.Context, tx briefTx) error {
		box, err := b.vault.Box(ctx, tx, tenant)
		if err != nil {
			return err
		}
		sealed, err := sealBrief(box, in)
		if err != nil {
			return err
		}
		var corrects *uuid.UUID
		if in.Corrects != uuid.Nil {
			corrects = &in.Corrects
		}
		done, err := tx.Exec(ctx, `
			insert into briefs (station_id, id, version, corrects, release, cut, sealed, author, at, changed_at)
			values (@station, @id, @version, @corrects, @release, @cut, @sealed, @person, @now, @now) on conflict do nothing`,
			briefArgs{"station": who.Station, "id": in.ID, "version": max(in.Version, 1), "corrects": corrects, "release": in.Release, "cut": in.Cut, "sealed": sealed, "person": who.Person, "now": b.clock()})
		if err != nil {
			return fmt.Errorf("begin a brief: %w", err)
		}
		if done.RowsAffected() == 1 {
			return b.people.RecordFor(ctx, tx, who, tenant, act, in.ID.String(), map[string]any{"release": in.Release})
		}
		had, err := b.held(ctx, tx, box, who, in.ID)
		switch {
		case errors.Is(err, errNoBrief):
			return errAlready // another one puts the same brief right
		case err == nil && (had.Release != in.Release || had.Corrects != in.Corrects):
			return errOther
		}
		return err
	})
}

func sealBrief(box *accounts.Box, in Brief) ([]byte, error) {
	text, err := json.Marshal(in.Draft)
	if err != nil {
		return nil, fmt.Errorf("keep a brief: %w", err)
	}
	return box.Seal(briefAt(in.ID), text)
}

const briefColumns = `
	select b.id, b.version, coalesce(b.corrects, '00000000-0000-0000-0000-000000000000'), coalesce(n.id, '00000000-0000-0000-0000-000000000000'), b.release, b.cut, b.state = 'published', b.rev, b.author::text, b.changed_at, coalesce(b.published_by::text, ''), b.published_at, b.sealed
	  from briefs b left join briefs n on n.station_id = b.station_id and n.corrects = b.id and n.state = 'published'`

func scanBrief(box *accounts.Box) pgx.RowToFunc[Brief] {
	return func(row pgx.CollectableRow) (in Brief, err error) {
		var sealed []byte
		if err = row.Scan(&in.ID, &in.Version, &in.Corrects, &in.CorrectedBy, &in.Release, &in.Cut, &in.Published, &in.Rev, &in.By, &in.Changed, &in.PublishedBy, &in.PublishedAt, &sealed); err != nil {
			return in, err
		}
		text, err := box.Open(briefAt(in.ID), sealed)
		if err != nil {
			return in, err
		}
		return in, json.Unmarshal(text, &in.Draft)
	}
}

// held locks a brief. Fault: NotFound.
func (b *Briefs) held(ctx context.Context, tx briefTx, box *accounts.Box, who station.Actor, id uuid.UUID) (Brief, error) {
	rows, err := tx.Query(ctx, briefColumns+` where b.station_id = @station and b.id = @id`, briefArgs{"station": who.Station, "id": id})
	if err != nil {
		return Brief{}, fmt.Errorf("find a brief: %w", err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, scanBrief(box))
	if errors.Is(err, pgx.ErrNoRows) {
		return found, errNoBrief
	}
	if err != nil {
		return found, fmt.Errorf("find a brief: %w", err)
	}
	return found, nil
}

// Brief is one brief of the reader's station. Fault: NotFound.
func (b *Briefs) Brief(ctx context.Context, scope accounts.Scope, id uuid.UUID) (Brief, error) {
	found, err := b.read(ctx, scope, ` where b.station_id = @station and b.id = @id`, briefArgs{"id": id})
	if err == nil && len(found) == 0 {
		err = errNoBrief
	}
	if err != nil {
		return Brief{}, err
	}
	return found[0], nil
}

// List gives the briefs of the station, the latest first; more tells that there are others after them.
func (b *Briefs) List(ctx context.Context, scope accounts.Scope, after uuid.UUID, limit int) (out []Brief, more bool, err error) {
	out, err = b.read(ctx, scope, `
		 where b.station_id = @station and (@first or (b.at, b.id) < (select at, id from briefs where station_id = @station and id = @after))
		 order by b.at desc, b.id desc limit @limit`, briefArgs{"first": after == uuid.Nil, "after": after, "limit": limit + 1})
	if more = len(out) > limit; more {
		out = out[:limit]
	}
	return out, more, err
}

// read reads briefs of the reader's station; where is static text.
func (b *Briefs) read(ctx context.Context, scope accounts.Scope, where string, with briefArgs) (out []Brief, err error) {
	who := scope.Actor()
	with["station"] = who.Station
	err = b.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx briefTx) error {
		box, err := b.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, briefColumns+where, with)
		if err != nil {
			return fmt.Errorf("read briefs: %w", err)
		}
		if out, err = pgx.CollectRows(rows, scanBrief(box)); err != nil {
			return fmt.Errorf("read briefs: %w", err)
		}
		return accounts.Name(ctx, b.vault, tx, out, func(in *Brief) []*string { return []*string{&in.By, &in.PublishedBy} })
	})
	return out, err
}

// Save puts other words into a draft that was seen at a revision. Faults: NotFound, Conflict when it was changed or published since.
func (b *Briefs) Save(ctx context.Context, scope accounts.Scope, id uuid.UUID, rev int64, d brief.Draft) error {
	return b.change(ctx, scope, id, func(ctx context.Context, tx briefTx, box *accounts.Box, had Brief) error {
		switch {
		case had.Published:
			return errFixed
		case had.Rev != rev:
			return errChanged
		}
		had.Draft = d
		sealed, err := sealBrief(box, had)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update briefs set sealed = @sealed, rev = rev + 1, changed_at = @now where station_id = @station and id = @id`,
			briefArgs{"station": scope.Actor().Station, "id": id, "sealed": sealed, "now": b.clock()})
		if err != nil {
			return fmt.Errorf("save a brief: %w", err)
		}
		return b.people.RecordFor(ctx, tx, scope.Actor(), station.Tenant{Station: scope.Actor().Station}, "brief.save", id.String(), nil)
	})
}

// Publish fixes a draft for good, as it was seen at a revision; whoever asks has checked its words. Faults: Invalid without a title, NotFound, Conflict
// when it was changed since. What is published already stays as it is.
func (b *Briefs) Publish(ctx context.Context, scope accounts.Scope, id uuid.UUID, rev int64) error {
	return b.change(ctx, scope, id, func(ctx context.Context, tx briefTx, _ *accounts.Box, had Brief) error {
		switch {
		case had.Published:
			return nil // sent twice
		case had.Rev != rev:
			return errChanged
		case strings.TrimSpace(had.Draft.Title) == "":
			return errBlank
		}
		who := scope.Actor()
		_, err := tx.Exec(ctx, `update briefs set state = 'published', rev = rev + 1, published_by = @person, published_at = @now where station_id = @station and id = @id`,
			briefArgs{"station": who.Station, "id": id, "person": who.Person, "now": b.clock().UTC().Truncate(time.Microsecond)})
		if err != nil {
			return fmt.Errorf("publish a brief: %w", err)
		}
		return b.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "brief.publish", id.String(), map[string]any{"release": had.Release, "version": had.Version})
	})
}

// Drop takes a draft away. Faults: NotFound, Conflict for a published one.
func (b *Briefs) Drop(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	return b.change(ctx, scope, id, func(ctx context.Context, tx briefTx, _ *accounts.Box, had Brief) error {
		if had.Published {
			return errFixed
		}
		who := scope.Actor()
		if _, err := tx.Exec(ctx, `delete from briefs where station_id = @station and id = @id`, briefArgs{"station": who.Station, "id": id}); err != nil {
			return fmt.Errorf("drop a brief: %w", err)
		}
		return b.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "brief.drop", id.String(), nil)
	})
}

// Given records that a published brief was taken out of the house in a form. Fault: NotFound.
func (b *Briefs) Given(ctx context.Context, scope accounts.Scope, id uuid.UUID, form string) error {
	return b.change(ctx, scope, id, func(ctx context.Context, tx briefTx, _ *accounts.Box, had Brief) error {
		if !had.Published {
			return errNoBrief
		}
		who := scope.Actor()
		return b.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "brief.export", id.String(), map[string]any{"form": form})
	})
}

func (b *Briefs) change(ctx context.Context, scope accounts.Scope, id uuid.UUID, do func(ctx context.Context, tx briefTx, box *accounts.Box, had Brief) error) error {
	who := scope.Actor()
	return b.db.Station(ctx, who.Station, func(ctx context.Context, tx briefTx) error {
		box, err := b.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		// two who change one brief stand in line
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended(@id::text, 0))`, briefArgs{"id": id}); err != nil {
			return fmt.Errorf("lock a brief: %w", err)
		}
		had, err := b.held(ctx, tx, box, who, id)
		if err != nil {
			return err
		}
		return do(ctx, tx, box, had)
	})
}
