package assessments

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// answerRow is one row on its way into the table of answers.
type answerRow struct {
	Rev     int64           `json:"rev"`
	Scope   string          `json:"scope"`
	Subject string          `json:"subject"`
	Key     string          `json:"key"`
	Said    string          `json:"said"`
	Value   json.RawMessage `json:"value,omitempty"`
	Rules   int64           `json:"rules"`
	Asked   int64           `json:"asked"`
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

// insertAnswers writes the rows in one statement; COPY does not work on a table with row-level
// security.
func (r *Room) insertAnswers(ctx context.Context, tx pgx.Tx, scope accounts.Scope, id CheckID, rows []answerRow, at time.Time) error {
	batch, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("save answers: %w", err)
	}
	_, err = tx.Exec(ctx, `
		insert into answers (company_id, check_id, rev, scope, subject, key, said, value, person_id, at, rules_revision, asked_since)
		select @company, @id, a.rev, a.scope, a.subject, a.key, a.said, a.value, @person, @at, a.rules, a.asked
		  from jsonb_to_recordset(@rows::jsonb) as a(rev bigint, scope text, subject text, key text, said text, value jsonb, rules bigint, asked bigint)`,
		args{"company": scope.Company(), "id": id, "person": scope.Actor().Person, "at": at, "rows": string(batch)})
	if err != nil {
		return fmt.Errorf("save answers: %w", err)
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
