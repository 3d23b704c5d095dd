package reviews

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"golang.org/x/text/width"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Barred is one company or group that an expert does not review.
type Barred struct {
	ID   uuid.UUID
	Whom string // as it was written
}

// mostBarred bounds how many one expert names.
const mostBarred = 500

func barredAt(person station.PersonID, id uuid.UUID) accounts.Place {
	return accounts.At("review_conflicts.sealed", uuid.UUID(person).String(), id.String())
}

// plainName is the form in which names and codes of companies are compared: without spaces, brackets and marks, narrow, in lower case, and without the
// ending of the legal form, so that 甲(杭州)纺织有限公司 and 甲（杭州）纺织 are one.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, width.Narrow.String(clean(s)))
	for _, ending := range []string{"股份有限公司", "有限责任公司", "有限公司", "集团", "公司"} {
		if rest := strings.TrimSuffix(s, ending); rest != "" {
			s = rest
		}
	}
	return s
}

// Barring lists whom the actor does not review.
func (r *Room) Barring(ctx context.Context, scope accounts.Scope) (out []Barred, err error) {
	who := scope.Actor()
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `select id, sealed from review_conflicts where station_id = @station and person_id = @person order by at, id`, args{"station": who.Station, "person": who.Person})
		if err != nil {
			return fmt.Errorf("read conflicts: %w", err)
		}
		var id uuid.UUID
		var sealed []byte
		_, err = pgx.ForEachRow(rows, []any{&id, &sealed}, func() error {
			text, err := box.Open(barredAt(who.Person, id), sealed)
			out = append(out, Barred{id, string(text)})
			return err
		})
		return err
	})
	return out, err
}

// Bar names a company or group that the actor does not review, by name or credit code. Named twice it is one. Faults: Invalid, Conflict while they
// work for it: what is at hand is left or handed over first.
func (r *Room) Bar(ctx context.Context, scope accounts.Scope, whom string) error {
	who, plain := scope.Actor(), plainName(whom)
	if len([]rune(plain)) < 2 || len(whom) > 300 {
		return invalid("review.wrong_conflict")
	}
	if busy, err := r.busyWith(ctx, who, plain); err != nil || busy {
		return orBusy(err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("name a conflict: %w", err)
	}
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		box, err := r.vault.Box(ctx, tx, station.Tenant{Station: who.Station})
		if err != nil {
			return err
		}
		mark, err := box.Index("review_conflicts.mark", []byte(plain))
		if err != nil {
			return err
		}
		sealed, err := box.Seal(barredAt(who.Person, id), []byte(strings.TrimSpace(whom)))
		if err != nil {
			return err
		}
		done, err := tx.Exec(ctx, `
			insert into review_conflicts (station_id, person_id, id, mark, sealed, at)
			select @station, @person, @id, @mark, @sealed, @now where (select count(*) from review_conflicts where station_id = @station and person_id = @person) < @most
			on conflict (station_id, person_id, mark) do nothing`,
			args{"station": who.Station, "person": who.Person, "id": id, "mark": mark, "sealed": sealed, "now": r.clock(), "most": mostBarred})
		if err != nil || done.RowsAffected() == 0 {
			return err
		}
		return r.people.RecordFor(ctx, tx, who, who.Tenant(), "review.conflict", id.String(), map[string]any{"barred": true})
	})
}

func orBusy(err error) error {
	if err != nil {
		return err
	}
	return conflict("review.leave_first")
}

// Unbar takes one back. One that is gone already is no fault.
func (r *Room) Unbar(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	who := scope.Actor()
	return r.db.Station(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `delete from review_conflicts where station_id = @station and person_id = @person and id = @id`, args{"station": who.Station, "person": who.Person, "id": id})
		if err != nil || done.RowsAffected() == 0 {
			return err
		}
		return r.people.RecordFor(ctx, tx, who, who.Tenant(), "review.conflict", id.String(), map[string]any{"barred": false})
	})
}

// barred tells whether an expert must not look at a company: it, or the group that it states, is among those that they named.
func (r *Room) barred(ctx context.Context, tx Tx, at station.StationID, person station.PersonID, card accounts.Company) (bool, error) {
	all, err := r.barredOf(ctx, tx, at, []station.PersonID{person}, card)
	return len(all) > 0, err
}

// barredOf tells who of some experts must not look at a company, in a transaction of the station.
func (r *Room) barredOf(ctx context.Context, tx Tx, at station.StationID, people []station.PersonID, card accounts.Company) ([]station.PersonID, error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return nil, err
	}
	var marks []string
	for _, name := range []string{card.Name, card.CreditCode, card.Group} {
		if plain := plainName(name); plain != "" {
			mark, err := box.Index("review_conflicts.mark", []byte(plain))
			if err != nil {
				return nil, err
			}
			marks = append(marks, mark)
		}
	}
	ids := make([][16]byte, len(people))
	for i, p := range people {
		ids[i] = p
	}
	rows, err := tx.Query(ctx, `select distinct person_id from review_conflicts where station_id = @station and person_id = any(@people::uuid[]) and mark = any(@marks::text[])`,
		args{"station": at, "people": ids, "marks": marks})
	if err != nil {
		return nil, fmt.Errorf("look for conflicts: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
}
