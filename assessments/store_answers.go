package assessments

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// answerRow is one row on its way into the table of answers.
type answerRow struct {
	Place
	Rev   int64
	Said  Said
	Value json.RawMessage
	Rules int64
	Asked int64
}

// ErrRulesBack refuses an answer to a question of rules that were taken back since.
var ErrRulesBack = &station.Fault{Kind: station.Conflict, Say: station.Say("save.rules_back")}

// askedBy is the revision by which an answer was asked.
func askedBy(g Given, today int64) int64 {
	if g.Rules > 0 {
		return g.Rules
	}
	return today
}

// answerColumns are sealed answers, as columns for one statement.
type answerColumns struct {
	checks       [][16]byte
	revs         []int64
	marks        []string
	sealed       [][]byte
	rules, asked []int64
}

func (c *answerColumns) add(box *accounts.Box, check CheckID, a answerRow) error {
	mark, err := placeMark(box, a.Place)
	if err != nil {
		return err
	}
	sealed, err := put(box, atAnswer(check, a.Rev), sealedAnswer{a.Scope, a.Subject, a.Key, a.Said, a.Value, a.Asked})
	if err != nil {
		return err
	}
	c.checks, c.revs, c.marks, c.sealed = append(c.checks, check), append(c.revs, a.Rev), append(c.marks, mark), append(c.sealed, sealed)
	c.rules, c.asked = append(c.rules, a.Rules), append(c.asked, a.Asked)
	return nil
}

// insertAnswers writes the rows in one statement; COPY does not work on a table with row-level
// security.
func (r *Room) insertAnswers(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, id CheckID, rows []answerRow, at time.Time) error {
	var c answerColumns
	for _, a := range rows {
		if err := c.add(box, id, a); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		insert into answers (company_id, check_id, rev, mark, sealed, person_id, at, rules_revision, asked_since)
		select @company, @id, a.rev, a.mark, a.sealed, @person, @at, a.rules, a.asked
		  from unnest(@revs::bigint[], @marks::text[], @sealed::bytea[], @rules::bigint[], @asked::bigint[]) as a(rev, mark, sealed, rules, asked)`,
		args{"company": scope.Company(), "id": id, "person": scope.Actor().Person, "at": at, "revs": c.revs, "marks": c.marks, "sealed": c.sealed, "rules": c.rules, "asked": c.asked})
	if err != nil {
		return fmt.Errorf("save answers: %w", err)
	}
	return nil
}

// storedAnswer is a row of the table of answers: sealed, or as an earlier station left it.
type storedAnswer struct {
	Check                     CheckID
	Sealed                    []byte
	Scope, Subject, Key, Said *string
	Value                     []byte
	Rev, Asked                int64
	Person                    string
	At                        time.Time
}

// open gives what was answered where.
func (s storedAnswer) open(box *accounts.Box) (Place, Answer, error) {
	var in sealedAnswer
	if s.Sealed == nil {
		in = sealedAnswer{rules.Scope(*s.Scope), *s.Subject, *s.Key, Said(*s.Said), s.Value, s.Asked}
	} else {
		text, err := box.Open(atAnswer(s.Check, s.Rev), s.Sealed)
		if err == nil {
			err = json.Unmarshal(text, &in) // holds no number but in its raw value
		}
		if err != nil {
			return Place{}, Answer{}, err
		}
	}
	value, err := decodeValue(in.Value)
	return Place{in.Scope, in.Subject, in.Key}, Answer{Said: in.Said, Value: value, Rev: s.Rev, Asked: in.Asked, Person: s.Person, At: s.At}, err
}

// eachAnswer opens the answers that a query finds. The columns are those of storedAnswer.
func (r *Room) eachAnswer(ctx context.Context, tx pgx.Tx, box *accounts.Box, sql string, with args, do func(CheckID, Place, Answer)) error {
	rows, err := tx.Query(ctx, sql, with)
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storedAnswer])
	if err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	if err := accounts.Name(ctx, r.vault, tx, found, func(s *storedAnswer) []*string { return []*string{&s.Person} }); err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	for _, s := range found {
		p, a, err := s.open(box)
		if err != nil {
			return fmt.Errorf("read answers: %w", err)
		}
		do(s.Check, p, a)
	}
	return nil
}

// counts tells whether an answer stands in place of another to the same key: of those that the rules
// in force, or rules before them, asked for, the later one; one to a question of later rules only
// where there is no other.
func (a Answer) counts(before Answer, asked int64) bool {
	if (a.Asked > asked) != (before.Asked > asked) {
		return a.Asked <= asked
	}
	return a.Rev > before.Rev
}
