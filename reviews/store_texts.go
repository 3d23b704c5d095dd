package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Bounds of the texts that are kept for use again.
const (
	mostTitle = 60  // runes
	mostTexts = 100 // of one expert
)

// SavedText is a text that experts use again, with its citations.
type SavedText struct {
	ID        uuid.UUID
	Title     string
	Text      string
	Citations []Citation
	Shared    bool // every expert of the station may use it
	Mine      bool
	By        string
}

// savedWords is what of a saved text lies sealed.
type savedWords struct {
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Citations []Citation `json:"citations,omitempty"`
}

func textAt(id uuid.UUID) accounts.Place { return accounts.At("review_texts.sealed", id.String()) }

// Texts are those that the actor may use: their own, and the station's, the latest first.
func (r *Room) Texts(ctx context.Context, scope accounts.Scope) (out []SavedText, err error) {
	who := scope.Actor()
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select id, shared, person_id = @person as mine, person_id::text as name, sealed from review_texts
			 where station_id = @station and (shared or person_id = @person) order by at desc, id desc limit 500`, args{"station": who.Station, "person": who.Person})
		if err != nil {
			return fmt.Errorf("read saved texts: %w", err)
		}
		var s SavedText
		var sealed []byte
		_, err = pgx.ForEachRow(rows, []any{&s.ID, &s.Shared, &s.Mine, &s.By, &sealed}, func() error {
			text, err := box.Open(textAt(s.ID), sealed)
			if err != nil {
				return err
			}
			var in savedWords
			if err := json.Unmarshal(text, &in); err != nil {
				return err
			}
			s.Title, s.Text, s.Citations = in.Title, in.Text, in.Citations
			out = append(out, s)
			return nil
		})
		if err != nil {
			return fmt.Errorf("read saved texts: %w", err)
		}
		return accounts.Name(ctx, r.vault, tx, out, func(s *SavedText) []*string { return []*string{&s.By} })
	})
	return out, err
}

// KeepText keeps a text for use again. Its id is given by the form: sent twice it is one. Faults: Invalid, Forbidden for a junior who
// shares one with the station, Conflict for an expert who keeps a hundred.
func (r *Room) KeepText(ctx context.Context, scope accounts.Scope, s SavedText) error {
	s.Title = strings.TrimSpace(clean(s.Title))
	if n := utf8.RuneCountInString(s.Title); n == 0 || n > mostTitle {
		return invalid("texts.wrong_title", "most", mostTitle)
	}
	said := Said{ID: s.ID, Text: s.Text, Citations: s.Citations}
	if err := said.check(); err != nil {
		return err
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	if s.Shared && rank != accounts.Senior {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("texts.senior_only")}
	}
	who := scope.Actor()
	tenant := station.Tenant{Station: who.Station}
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.Box(ctx, tx, tenant)
		if err != nil {
			return err
		}
		text, err := json.Marshal(savedWords{s.Title, said.Text, said.Citations})
		if err != nil {
			return fmt.Errorf("keep a text: %w", err)
		}
		sealed, err := box.Seal(textAt(s.ID), text)
		if err != nil {
			return err
		}
		var kept int
		err = tx.QueryRow(ctx, `select count(*) from review_texts where station_id = @station and person_id = @person and id <> @id`, args{"station": who.Station, "person": who.Person, "id": s.ID}).Scan(&kept)
		if err != nil {
			return fmt.Errorf("count saved texts: %w", err)
		}
		if kept >= mostTexts {
			return conflict("texts.too_many")
		}
		done, err := tx.Exec(ctx, `insert into review_texts (station_id, id, person_id, shared, sealed, at) values (@station, @id, @person, @shared, @sealed, @now) on conflict (station_id, id) do nothing`,
			args{"station": who.Station, "id": s.ID, "person": who.Person, "shared": s.Shared, "sealed": sealed, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("keep a text: %w", err)
		}
		if done.RowsAffected() == 0 || !s.Shared {
			return nil // one's own is nobody else's matter
		}
		return r.people.RecordFor(ctx, tx, who, tenant, "text.share", s.ID.String(), nil)
	})
}

// DropText takes away one's own text, or, for a senior, one of the station's. Fault: NotFound.
func (r *Room) DropText(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	rank, err := r.rankOf(ctx, scope)
	if f, ok := station.AsFault(err); err != nil && !(ok && f.Kind == station.Forbidden) { // who is not verified any more still has their own
		return err
	}
	who := scope.Actor()
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		var shared bool
		err := tx.QueryRow(ctx, `delete from review_texts where station_id = @station and id = @id and (person_id = @person or shared and @senior) returning shared`,
			args{"station": who.Station, "id": id, "person": who.Person, "senior": rank == accounts.Senior}).Scan(&shared)
		if errors.Is(err, pgx.ErrNoRows) {
			return notFound(nil)
		}
		if err != nil {
			return fmt.Errorf("drop a text: %w", err)
		}
		if !shared {
			return nil
		}
		return r.people.RecordFor(ctx, tx, who, station.Tenant{Station: who.Station}, "text.drop", id.String(), nil)
	})
}
