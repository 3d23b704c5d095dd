package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Most runes of what experts write.
const (
	mostWords      = 8000
	mostConditions = 20
	mostCondition  = 500
)

func writingAt(id uuid.UUID, kind string, person station.PersonID, version int) accounts.Place {
	return accounts.At("review_writings.sealed", id.String(), kind, uuid.UUID(person).String(), fmt.Sprint(version))
}

// cleaned trims words and holds them to their limits. Fault: Invalid.
func (w Words) cleaned(kind string) (Words, error) {
	w.Text, w.Limits = strings.TrimSpace(w.Text), strings.TrimSpace(w.Limits)
	var conditions []string
	for _, c := range w.Conditions {
		if c = strings.TrimSpace(c); c != "" {
			conditions = append(conditions, c)
		}
	}
	w.Conditions = conditions
	if kind != writeConclusion {
		w.Option, w.Conditions, w.Limits = "", nil, ""
	}
	switch long := func(s string, most int) bool { return utf8.RuneCountInString(s) > most }; {
	case kind == writeConclusion && !slices.Contains(Options, w.Option):
		return w, invalid("sign.no_option")
	case kind == writeConclusion && w.Text == "":
		return w, invalid("sign.no_text")
	case long(w.Text, mostWords) || long(w.Limits, mostWords):
		return w, invalid("sign.long_text", "most", mostWords)
	case w.Option == "conditions" && len(conditions) == 0:
		return w, invalid("sign.no_conditions")
	case len(conditions) > mostConditions || slices.ContainsFunc(conditions, func(c string) bool { return long(c, mostCondition) }):
		return w, invalid("sign.long_conditions", "most", mostConditions, "runes", mostCondition)
	}
	return w, nil
}

// Conclude writes the team's conclusion; its lead does. base is the version that the writer has seen: of two who write at once, the second is told. The
// same request twice is one. Whatever was put up for signature is voided by it. Faults: Invalid, Forbidden, Conflict.
func (r *Room) Conclude(ctx context.Context, scope accounts.Scope, id uuid.UUID, w Words, base int, request uuid.UUID, also Also) error {
	return r.write(ctx, scope, id, writeConclusion, w, base, request, also)
}

// Minute writes the minutes of the consultation; whoever is of the team does. They are not signed. Faults as Conclude.
func (r *Room) Minute(ctx context.Context, scope accounts.Scope, id uuid.UUID, text string, base int, request uuid.UUID) error {
	return r.write(ctx, scope, id, writeMinutes, Words{Text: text}, base, request, nil)
}

// Dissent writes what the actor thinks otherwise than the team; no text takes it back. Whatever was put up for signature is voided by it. Faults as Conclude.
func (r *Room) Dissent(ctx context.Context, scope accounts.Scope, id uuid.UUID, text string, base int, request uuid.UUID, also Also) error {
	return r.write(ctx, scope, id, writeDissent, Words{Text: text}, base, request, also)
}

func (r *Room) write(ctx context.Context, scope accounts.Scope, id uuid.UUID, kind string, w Words, base int, request uuid.UUID, also Also) error {
	w, err := w.cleaned(kind)
	if err != nil {
		return err
	}
	if _, err := r.rankOf(ctx, scope); err != nil {
		return err
	}
	who, company := scope.Actor(), scope.Company()
	whose := station.PersonID{}
	if kind == writeDissent {
		whose = who.Person
	}
	return r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, id); err != nil {
			return err
		}
		if part, err := r.memberPart(ctx, tx, who, id); err != nil {
			return err
		} else if kind == writeConclusion && part != "lead" {
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.lead_only")}
		}
		fresh, err := r.keepWriting(ctx, tx, scope, id, kind, whose, w, base, request)
		if err != nil || !fresh {
			return err
		}
		trail := station.Tenant{Company: company}
		if kind == writeMinutes { // the team's own
			trail = who.Tenant()
		}
		if err := r.people.RecordFor(ctx, tx, who, trail, "review.write", id.String(), map[string]any{"kind": kind, "version": base + 1}); err != nil {
			return err
		}
		if err := r.Happened(ctx, tx, who, company, id, kind, ""); err != nil || kind == writeMinutes {
			return err
		}
		if err := r.Touched(ctx, tx, who, company, id, kind); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

// memberPart tells what the actor is on the team. Fault: NotFound for who is not of it.
func (r *Room) memberPart(ctx context.Context, tx Tx, who station.Actor, id uuid.UUID) (part string, err error) {
	err = tx.QueryRow(ctx, `select part from review_experts where station_id = @station and review_id = @id and person_id = @person and state = 'accepted'`,
		args{"station": who.Station, "id": id, "person": who.Person}).Scan(&part)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", notFound(nil)
	}
	if err != nil {
		return "", fmt.Errorf("find a member: %w", err)
	}
	return part, nil
}

// keepWriting keeps the next version. fresh is false when this very form did before, or when nothing is new. The review is held.
func (r *Room) keepWriting(ctx context.Context, tx Tx, scope accounts.Scope, id uuid.UUID, kind string, whose station.PersonID, w Words, base int, request uuid.UUID) (fresh bool, err error) {
	company := scope.Company()
	var last int
	var before []byte
	var again int
	err = tx.QueryRow(ctx, `
		select coalesce(max(version), 0), coalesce(max(version) filter (where request = @request), 0)
		  from review_writings where company_id = @company and review_id = @id and kind = @kind and person_id = @whose`,
		args{"company": company, "id": id, "kind": kind, "whose": whose, "request": request}).Scan(&last, &again)
	if err != nil {
		return false, fmt.Errorf("find what was written: %w", err)
	}
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(w)
	if err != nil {
		return false, fmt.Errorf("write: %w", err)
	}
	switch {
	case again > 0: // the same form; if it says something else now, that is not lost without a word
		return false, r.sameWriting(ctx, tx, box, company, id, kind, whose, again, text)
	case last != base:
		return false, conflict("sign.written_meanwhile")
	}
	if last > 0 {
		if err := tx.QueryRow(ctx, `select sealed from review_writings where company_id = @company and review_id = @id and kind = @kind and person_id = @whose and version = @last`,
			args{"company": company, "id": id, "kind": kind, "whose": whose, "last": last}).Scan(&before); err != nil {
			return false, fmt.Errorf("read what was written: %w", err)
		}
		if was, err := box.Open(writingAt(id, kind, whose, last), before); err != nil || string(was) == string(text) {
			return false, err
		}
	}
	sealed, err := box.Seal(writingAt(id, kind, whose, last+1), text)
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `
		insert into review_writings (company_id, review_id, kind, person_id, version, station_id, request, by_person, at, sealed)
		values (@company, @id, @kind, @whose, @version, @station, @request, @by, @now, @sealed)`,
		args{"company": company, "id": id, "kind": kind, "whose": whose, "version": last + 1, "station": scope.Actor().Station, "request": request, "by": scope.Actor().Person, "now": r.clock(), "sealed": sealed})
	if err != nil {
		return false, fmt.Errorf("write: %w", err)
	}
	return true, nil
}

// sameWriting is a Conflict unless a version says what it says now.
func (r *Room) sameWriting(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, id uuid.UUID, kind string, whose station.PersonID, version int, text []byte) error {
	var sealed []byte
	err := tx.QueryRow(ctx, `select sealed from review_writings where company_id = @company and review_id = @id and kind = @kind and person_id = @whose and version = @version`,
		args{"company": company, "id": id, "kind": kind, "whose": whose, "version": version}).Scan(&sealed)
	if err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	was, err := box.Open(writingAt(id, kind, whose, version), sealed)
	if err == nil && string(was) != string(text) {
		err = conflict("sign.written_meanwhile")
	}
	return err
}

// writings reads the latest version of everything that the team has written.
func (r *Room) writings(ctx context.Context, tx Tx, company station.CompanyID, id uuid.UUID, out *SignOff) error {
	rows, err := tx.Query(ctx, `
		select distinct on (kind, person_id) kind, person_id, version, by_person::text, at, sealed from review_writings
		 where company_id = @company and review_id = @id order by kind, person_id, version desc`, args{"company": company, "id": id})
	if err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	type row struct {
		kind   string
		sealed []byte
		Writing
	}
	found, err := pgx.CollectRows(rows, func(in pgx.CollectableRow) (w row, err error) {
		return w, in.Scan(&w.kind, &w.Person, &w.Version, &w.By, &w.At, &w.sealed)
	})
	if err != nil {
		return fmt.Errorf("read what was written: %w", err)
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return err
	}
	for i := range found {
		w := &found[i]
		text, err := box.Open(writingAt(id, w.kind, w.Person, w.Version), w.sealed)
		if err != nil {
			return fmt.Errorf("open what was written: %w", err)
		}
		if err := json.Unmarshal(text, &w.Words); err != nil {
			return fmt.Errorf("open what was written: %w", err)
		}
	}
	if err := accounts.Name(ctx, r.vault, tx, found, func(w *row) []*string { return []*string{&w.By} }); err != nil {
		return err
	}
	for _, w := range found {
		switch {
		case w.kind == writeConclusion:
			out.Conclusion = w.Writing
		case w.kind == writeMinutes:
			out.Minutes = w.Writing
		default:
			out.Dissent = append(out.Dissent, w.Writing)
		}
	}
	return nil
}
