package assessments

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// JudgementRecord says by which rules a check was judged, from which input and with which outcome.
type JudgementRecord struct {
	ID            [16]byte
	RulesRevision string
	RulesDigest   string
	Engine        string
	AsOf          time.Time
	Context       string // revision of the tables that change daily
	AnswersRev    int64
	Suppliers     int64 // version of the list; 0 = not answered
	Employees     int64
	InputDigest   string // sha256 of the canonical input
	OutcomeDigest string // sha256 of the verdicts and the score
	At            time.Time
	Differs       bool // the same input came out otherwise by the same rules: never to be seen
}

// outcomeDigest is the sha256 of what a judgement says.
func outcomeDigest(j *rules.Judgement) (string, error) {
	sum := sha256.New()
	if err := json.NewEncoder(sum).Encode([]any{brief(j.Verdicts), j.Score, j.Themes}); err != nil {
		return "", fmt.Errorf("canonical outcome: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// record writes down that a check was judged. The same judgement made once more is the same record.
func (r *Room) record(ctx context.Context, w *want, now *cached) error {
	input, err := now.c.InputDigest()
	if err != nil {
		return err
	}
	outcome, err := outcomeDigest(now.j)
	if err != nil {
		return err
	}
	id, err := newID()
	if err != nil {
		return err
	}
	return r.boxed(ctx, w.key.company, func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		// what an earlier station left of this check has to be comparable
		for n, err := 1, error(nil); n > 0; {
			if n, err = sealJudgements(ctx, tx, box, w.key.company, &w.key.check); err != nil {
				return err
			}
		}
		in, out, sealed, err := sealDigests(box, w.key.check, id, sealedDigests{input, outcome})
		if err != nil {
			return fmt.Errorf("record judgement: %w", err)
		}
		_, err = tx.Exec(ctx, `
			insert into judgements (company_id, check_id, id, rules_revision, rules_digest, engine, as_of, context_revision,
			                        answers_rev, suppliers_version, employees_version, input_digest, outcome_digest, sealed, at)
			values (@company, @check, @id, @revision, @digest, @engine, @day, @context, @rev, @suppliers, @employees, @input, @outcome, @sealed, @now)
			on conflict do nothing`,
			args{"company": w.key.company, "check": w.key.check, "id": id, "revision": now.j.Revision, "digest": now.j.Digest, "engine": engineVersion,
				"day": now.c.AsOf, "context": now.c.Context.Revision, "rev": now.rev, "suppliers": now.suppliers, "employees": now.employees,
				"input": in, "outcome": out, "sealed": sealed, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("record judgement: %w", err)
		}
		return nil
	})
}

// sealDigests gives the blind indexes that stand in the place of the digests of a judgement, and the digests sealed: an input of
// few answers could be found by trying.
func sealDigests(box *accounts.Box, check CheckID, id [16]byte, d sealedDigests) (input, outcome string, sealed []byte, err error) {
	if input, err = box.Index("judgements.input_digest", []byte(d.Input)); err == nil {
		if outcome, err = box.Index("judgements.outcome_digest", []byte(d.Outcome)); err == nil {
			sealed, err = put(box, atJudgement(check, id), d)
		}
	}
	return input, outcome, sealed, err
}

// storedJudgement is a row of the table of judgements: sealed, or as an earlier station left it.
type storedJudgement struct {
	JudgementRecord
	Sealed []byte
}

func (s storedJudgement) open(box *accounts.Box, check CheckID) (JudgementRecord, error) {
	if s.Sealed == nil {
		return s.JudgementRecord, nil
	}
	var d sealedDigests
	err := take(box, atJudgement(check, s.ID), s.Sealed, &d)
	s.InputDigest, s.OutcomeDigest = d.Input, d.Outcome
	return s.JudgementRecord, err
}

// Judgements lists the records of a check, newest first; after = the id of the last one shown.
func (r *Room) Judgements(ctx context.Context, scope accounts.Scope, id CheckID, after [16]byte, limit int) ([]JudgementRecord, error) {
	var out []JudgementRecord
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		var found bool
		err := tx.QueryRow(ctx, `select exists (select from self_checks where company_id = @company and id = @check)`,
			args{"company": scope.Company(), "check": id}).Scan(&found)
		if err != nil {
			return fmt.Errorf("find check: %w", err)
		}
		if !found {
			return notFound(fmt.Errorf("no check %s", uuid.UUID(id)))
		}
		rows, err := tx.Query(ctx, `
			select id, rules_revision, rules_digest, engine, as_of, context_revision, answers_rev, suppliers_version, employees_version,
			       input_digest, outcome_digest, at,
			       exists (select from judgements o where o.company_id = @company and o.check_id = @check and o.input_digest = j.input_digest
			                  and o.rules_digest = j.rules_digest and o.engine = j.engine and o.outcome_digest <> j.outcome_digest), sealed
			  from judgements j
			 where company_id = @company and check_id = @check and (@first or id < @after)
			 order by id desc limit @limit`,
			args{"company": scope.Company(), "check": id, "first": after == [16]byte{}, "after": after, "limit": limit})
		if err != nil {
			return fmt.Errorf("list judgements: %w", err)
		}
		stored, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storedJudgement])
		for i := 0; err == nil && i < len(stored); i++ {
			var one JudgementRecord
			one, err = stored[i].open(box, id)
			out = append(out, one)
		}
		return err
	})
	return out, err
}
