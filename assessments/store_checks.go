package assessments

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

type args = pgx.StrictNamedArgs

func newID() ([16]byte, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return [16]byte{}, fmt.Errorf("new id: %w", err)
	}
	return id, nil
}

// Start begins a self-check over some areas on a sheet. A request that comes twice begins one.
func (r *Room) Start(ctx context.Context, scope accounts.Scope, request uuid.UUID, areas []station.Area, sheet string) (CheckID, error) {
	if len(areas) == 0 || (sheet != rules.SheetCore && sheet != rules.SheetFull) {
		return CheckID{}, &station.Fault{Kind: station.Invalid, Say: station.Say("check.choose_area")}
	}
	id, err := newID()
	if err != nil {
		return CheckID{}, err
	}
	names := make([]string, len(areas))
	for i, a := range areas {
		names[i] = string(a)
	}
	err = r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		earlier, done, err := r.once(ctx, tx, box, scope, request, uuid.UUID(id).String(), "check.start", names, sheet)
		if err != nil {
			return err
		}
		if done {
			before, err := uuid.Parse(earlier)
			id = CheckID(before)
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into self_checks (company_id, id, areas, sheet, created_by, created_at)
			values (@company, @id, @areas, @sheet, @person, @now)`,
			args{"company": scope.Company(), "id": id, "areas": names, "sheet": sheet, "person": scope.Actor().Person, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("start check: %w", err)
		}
		return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "check.start", uuid.UUID(id).String(), map[string]any{"sheet": sheet})
	})
	return id, err
}

// Summary is one line of the list of self-checks, with the newest profile made of it.
type Summary struct {
	ID        CheckID
	Areas     []string
	Sheet     string
	Rev       int64
	CreatedAt time.Time
	Profile   *ProfileID // nil while none was made
	MadeAt    *time.Time
	MadeOf    *int64 // the revision that it was made of
}

// Current tells whether the newest profile holds the newest answers.
func (s Summary) Current() bool { return s.MadeOf != nil && *s.MadeOf == s.Rev }

// Checks lists a company's self-checks, newest first; after = the id of the last one shown.
func (r *Room) Checks(ctx context.Context, scope accounts.Scope, after CheckID, limit int) ([]Summary, error) {
	var out []Summary
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select c.id, c.areas, c.sheet, c.rev, c.created_at, p.id, p.at, p.check_rev
			  from self_checks c
			  left join lateral (select id, at, check_rev from profiles
			                      where company_id = @company and check_id = c.id order by at desc, id desc limit 1) p on true
			 where c.company_id = @company
			   and (@first or (c.created_at, c.id) < (select created_at, id from self_checks where company_id = @company and id = @after))
			 order by c.created_at desc, c.id desc limit @limit`,
			args{"company": scope.Company(), "first": after == CheckID{}, "after": after, "limit": limit})
		if err != nil {
			return fmt.Errorf("list checks: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Summary])
		return err
	})
	return out, err
}

// Check gives a self-check with its newest answers.
func (r *Room) Check(ctx context.Context, scope accounts.Scope, id CheckID) (*Check, error) {
	var c *Check
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) (err error) {
		c, err = r.load(ctx, tx, box, scope, r.Engine(), id, false)
		return err
	})
	return c, err
}

func (r *Room) load(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, e *rules.Engine, id CheckID, lock bool) (*Check, error) {
	c := &Check{ID: id, Answers: map[Place]Answer{}, newest: map[Place]Answer{}}
	var areas []string
	query := `select areas, sheet, rev, created_at from self_checks where company_id = @company and id = @id`
	if lock {
		query = `select areas, sheet, rev, created_at from self_checks where company_id = @company and id = @id for update`
	}
	err := tx.QueryRow(ctx, query, args{"company": scope.Company(), "id": id}).Scan(&areas, &c.Sheet, &c.Rev, &c.CreatedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, notFound(err)
	}
	if err != nil {
		return nil, fmt.Errorf("find check: %w", err)
	}
	for _, a := range areas {
		c.Areas = append(c.Areas, station.Area(a))
	}
	err = r.eachAnswer(ctx, tx, box, `
		select distinct on (a.mark, a.scope, a.subject, a.key, a.asked_since) a.check_id, a.sealed, a.scope, a.subject, a.key, a.said, a.value, a.rev, a.asked_since, a.person_id::text, a.at
		  from answers a
		 where a.company_id = @company and a.check_id = @id
		 order by a.mark, a.scope, a.subject, a.key, a.asked_since, a.rev desc`, args{"company": scope.Company(), "id": id}, func(_ CheckID, p Place, a Answer) {
		if a.Rev > c.newest[p].Rev {
			c.newest[p] = a
		}
		if before, ok := c.Answers[p]; !ok || a.counts(before, e.Asked(p.Scope, p.Key)) {
			c.Answers[p] = a
		}
	})
	if err != nil {
		return nil, err
	}
	c.carry(e)
	c.gather()
	return c, nil
}

// decodeValue reads a stored value without losing a digit: numbers stay decimals.
func decodeValue(text []byte) (any, error) {
	switch {
	case text == nil || string(text) == "null":
		return nil, nil
	case string(text) == "true" || string(text) == "false":
		return text[0] == 't', nil
	}
	var v any
	if err := unmarshalExact(text, &v); err != nil {
		return nil, fmt.Errorf("stored value: %w", err)
	}
	return v, nil
}

// gather reads the presences out of the answers.
func (c *Check) gather() {
	for p, a := range c.Answers {
		if p.Scope != rules.ScopePresence || a.Said != SaidValue {
			continue
		}
		switch p.Key {
		case "country":
			country, _ := a.Value.(string)
			c.Presences = append(c.Presences, Presence{Ref: p.Subject, Country: country})
		case "none":
			c.NoPresence = true
		}
	}
	sort.Slice(c.Presences, func(i, j int) bool { return c.Presences[i].Ref < c.Presences[j].Ref })
	c.NoPresence = c.NoPresence && len(c.Presences) == 0
}

// Answer saves answers of a check in one transaction. A request that comes twice acts once; an
// answer that somebody else gave since the form was shown comes back as a *Conflict and nothing
// is written. Faults: NotFound, Invalid for a value that the key cannot have, Conflict for a
// request number that carried something else.
func (r *Room) Answer(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, given []Given) (Saved, error) {
	var saved Saved
	err := r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		c, err := r.load(ctx, tx, box, scope, r.Engine(), id, true)
		if err != nil {
			return err
		}
		done, err := r.carriedOut(ctx, tx, box, scope, request, "answer", id, contentOf(given))
		if err != nil || done {
			saved = Saved{Rev: c.Rev, At: r.clock()}
			return err
		}
		saved, err = r.write(ctx, tx, box, scope, c, given)
		return err
	})
	return saved, err
}

// contentOf is what a command says, whatever the order of its answers and whichever revision its
// sender had seen.
func contentOf(given []Given) []Given {
	out := slices.Clone(given)
	for i := range out {
		out[i].Seen, out[i].Rules = 0, 0
	}
	slices.SortFunc(out, func(a, b Given) int { return comparePlaces(a.Place, b.Place) })
	return out
}

// errReused refuses a request number that has already carried something else.
var errReused = &station.Fault{Kind: station.Conflict, Say: station.Say("save.request_reused")}

// carriedOut marks a command as done, and tells whether it was done before. The content is part
// of it: a number that comes back with something else is a Conflict and never a silent "saved".
func (r *Room) carriedOut(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, request uuid.UUID, what string, content ...any) (bool, error) {
	_, done, err := r.once(ctx, tx, box, scope, request, "", what, content...)
	return done, err
}

// once is carriedOut with a result that the first time keeps and every later time gets back.
func (r *Room) once(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, request uuid.UUID, result, what string, content ...any) (earlier string, done bool, err error) {
	text, err := json.Marshal(content)
	if err != nil {
		return "", false, fmt.Errorf("note command: %w", err)
	}
	sum := sha256.Sum256(text)
	digest := hex.EncodeToString(sum[:])
	mark, err := contentMark(box, digest)
	if err != nil {
		return "", false, err
	}
	plain := what + " " + digest // as an earlier station wrote it down
	what += " " + mark
	tag, err := tx.Exec(ctx, `
		insert into commands (company_id, request_id, what, result, at) values (@company, @request, @what, @result, @now) on conflict do nothing`,
		args{"company": scope.Company(), "request": request, "what": what, "result": result, "now": r.clock()})
	if err != nil {
		return "", false, fmt.Errorf("note command: %w", err)
	}
	if tag.RowsAffected() == 1 {
		return result, false, nil
	}
	var before string
	err = tx.QueryRow(ctx, `select what, result from commands where company_id = @company and request_id = @request`,
		args{"company": scope.Company(), "request": request}).Scan(&before, &earlier)
	if err != nil {
		return "", false, fmt.Errorf("find command: %w", err)
	}
	if before != what && before != plain {
		return "", false, errReused
	}
	return earlier, true, nil
}

func (r *Room) write(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, c *Check, given []Given) (Saved, error) {
	saved := Saved{Rev: c.Rev, At: r.clock()}
	conflict := &Conflict{Places: map[Place]Answer{}}
	var rows []answerRow
	today := r.Engine().AnswersRevision()
	for _, g := range given {
		if g.Rules > today {
			return saved, ErrRulesBack
		}
		before, answered := c.Answers[g.Place]
		asked := r.Engine().AskedBy(g.Scope, g.Key, askedBy(g, today))
		if answered && before.Asked == asked && sameAnswer(before, g) {
			continue
		}
		if answered && before.Rev > g.Seen {
			conflict.Places[g.Place] = before
			continue
		}
		// a page of before stands on what was given then, also where that is only suggested now
		if raw := c.newest[g.Place]; !answered && asked < r.Engine().Asked(g.Scope, g.Key) && raw.Rev > g.Seen && !sameAnswer(raw, g) {
			conflict.Places[g.Place] = raw
			continue
		}
		if _, said := c.Suggested[g.Place]; !answered && !said && g.Said == SaidCleared {
			continue
		}
		saved.Rev++
		var value json.RawMessage
		if g.Said == SaidValue {
			var err error
			if value, err = json.Marshal(g.Value); err != nil {
				return saved, fmt.Errorf("value of %s: %w", g.Key, err)
			}
		}
		rows = append(rows, answerRow{g.Place, saved.Rev, g.Said, value, askedBy(g, today), asked})
	}
	if len(conflict.Places) > 0 {
		return saved, conflict
	}
	if len(rows) == 0 {
		return saved, nil
	}
	if err := r.insertAnswers(ctx, tx, box, scope, c.ID, rows, saved.At); err != nil {
		return saved, err
	}
	_, err := tx.Exec(ctx, `update self_checks set rev = @rev where company_id = @company and id = @id`, args{"rev": saved.Rev, "company": scope.Company(), "id": c.ID})
	if err != nil {
		return saved, fmt.Errorf("save answers: %w", err)
	}
	return saved, r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "check.answer", uuid.UUID(c.ID).String(), map[string]any{"rev": saved.Rev, "answers": len(rows)})
}

func sameAnswer(a Answer, g Given) bool {
	if a.Said != g.Said {
		return false
	}
	if g.Said != SaidValue {
		return true
	}
	x, errX := json.Marshal(a.Value)
	y, errY := json.Marshal(g.Value)
	return errX == nil && errY == nil && string(x) == string(y)
}
