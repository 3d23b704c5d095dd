package reviews

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// OverrideDecision is what a second expert says of a proposal, as it was when they read it.
type OverrideDecision struct {
	Approve bool
	Reason  string // why not, of a refusal
	Rev     int64
}

// Decide approves or refuses a proposed override. The one who decides is another one of the team than its author, and a senior where
// the author is a junior. Decided twice by the same person in the same way it is once. An approved one takes the place of an earlier one of
// the same finding. Faults: Invalid, NotFound, Forbidden, Conflict where it is another one meanwhile, has had its time, or the finding
// rests on other inputs.
func (r *Room) Decide(ctx context.Context, scope accounts.Scope, review, id uuid.UUID, d OverrideDecision, also AlsoOverride) error {
	who := scope.Actor()
	if d.Reason = strings.TrimSpace(d.Reason); !d.Approve && d.Reason == "" || utf8.RuneCountInString(d.Reason) > mostReason {
		return invalid("override.wrong_refusal", "most", mostReason)
	}
	about, report, err := r.underReview(ctx, scope, review)
	if err != nil {
		return err
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	junior, err := r.byJunior(ctx, scope, about, id)
	if err != nil {
		return err
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		o, done, err := r.heldOverride(ctx, tx, scope, review, id, d)
		if err != nil || done {
			return err
		}
		if err := r.mayDecide(ctx, scope, tx, o, rank, junior); err != nil {
			return err
		}
		action := "override.refuse"
		if d.Approve {
			action = "override.approve"
			if o.In(report, r.clock()) != OverrideProposed || report.Findings[o.Finding].Inputs != o.Inputs {
				return conflict("override.changed")
			}
			if err := errors.Join(r.replaceOverride(ctx, tx, who, scope.Company(), o), r.countOverride(ctx, tx, about, report, o)); err != nil {
				return err
			}
		}
		if err := r.settleOverride(ctx, tx, scope, o, d); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), action, id.String(), map[string]any{"review": review.String()}); err != nil {
			return err
		}
		if err := r.overruled(ctx, tx, scope, review, id, d.Approve); err != nil {
			return err
		}
		return r.tellOverride(ctx, tx, scope, review, id, also)
	})
}

// heldOverride locks the review and an override of it, and holds it against what the actor saw. done: it was decided by them in this way already.
func (r *Room) heldOverride(ctx context.Context, tx Tx, scope accounts.Scope, review, id uuid.UUID, d OverrideDecision) (o Override, done bool, err error) {
	if _, err := r.hold(ctx, tx, scope.Actor().Station, review); err != nil {
		return o, false, err
	}
	found, err := r.readOverrides(ctx, tx, scope.Company(), ` and id = @id and review_id = @review for update`, args{"id": id, "review": review})
	if err != nil {
		return o, false, err
	}
	if len(found) == 0 {
		return o, false, notFound(nil)
	}
	o = found[0]
	if o.State == OverrideProposed && o.Rev == d.Rev {
		return o, false, nil
	}
	var mine bool
	err = tx.QueryRow(ctx, `select coalesce(decided_by = @me, false) from review_overrides where company_id = @company and id = @id`, args{"me": scope.Actor().Person, "company": scope.Company(), "id": id}).Scan(&mine)
	if err != nil {
		return o, false, fmt.Errorf("find who decided: %w", err)
	}
	same := map[bool]OverrideState{true: OverrideApproved, false: OverrideRefused}[d.Approve]
	if mine && o.State == same && o.Rev == d.Rev+1 {
		return o, true, nil
	}
	return o, false, conflict("override.decided_meanwhile")
}

// mayDecide refuses the author, and a junior where the author is one.
func (r *Room) mayDecide(ctx context.Context, scope accounts.Scope, tx Tx, o Override, rank accounts.ExpertRank, byJunior bool) error {
	who := scope.Actor()
	part, err := r.partOfTeam(ctx, tx, who, o.Review)
	if err != nil {
		return err
	}
	if who.Person == o.AuthorID {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("override.not_own")}
	}
	if byJunior && (rank != accounts.Senior || part == "junior") {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("override.senior_only")}
	}
	return nil
}

// byJunior tells whether an override was proposed by a junior, or by somebody who is no verified expert any more.
func (r *Room) byJunior(ctx context.Context, scope accounts.Scope, about Review, id uuid.UUID) (bool, error) {
	var author station.PersonID
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select author_id from review_overrides where company_id = @company and id = @id and review_id = @review`,
			args{"company": scope.Company(), "id": id, "review": about.ID}).Scan(&author)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, notFound(nil)
	}
	if err != nil {
		return false, fmt.Errorf("find an author: %w", err)
	}
	for _, m := range about.Team {
		if m.Person == author && m.Part == "junior" {
			return true, nil
		}
	}
	card, err := r.people.Expert(ctx, scope, author)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return true, nil
	}
	return card.Rank != accounts.Senior, err
}

// replaceOverride lifts what was approved of the same finding before.
func (r *Room) replaceOverride(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, o Override) error {
	_, err := tx.Exec(ctx, `
		update review_overrides set state = 'lifted', ended_by = @me, ended_at = @now, rev = rev + 1
		 where company_id = @company and review_id = @review and state in ('approved', 'to_review') and mark = (select mark from review_overrides where company_id = @company and id = @id)`,
		args{"me": who.Person, "now": r.clock(), "company": company, "review": o.Review, "id": o.ID})
	if err != nil {
		return fmt.Errorf("replace an override: %w", err)
	}
	return nil
}

func (r *Room) settleOverride(ctx context.Context, tx Tx, scope accounts.Scope, o Override, d OverrideDecision) error {
	var ending []byte
	state := OverrideApproved
	if !d.Approve {
		box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		state = OverrideRefused
		if ending, err = box.Seal(endingAt(o.ID), []byte(d.Reason)); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `update review_overrides set state = @state, decided_by = @me, decided_at = @now, ending = @ending, rev = rev + 1 where company_id = @company and id = @id`,
		args{"state": string(state), "me": scope.Actor().Person, "now": r.clock(), "ending": ending, "company": scope.Company(), "id": o.ID})
	if err != nil {
		return fmt.Errorf("decide an override: %w", err)
	}
	return nil
}

// Lift takes an override back, with a reason: a proposal by its author, an approved one by its author or by who leads the review. Faults: Invalid,
// NotFound, Forbidden, Conflict where it is another one meanwhile.
func (r *Room) Lift(ctx context.Context, scope accounts.Scope, review, id uuid.UUID, reason string, rev int64, also AlsoOverride) error {
	who := scope.Actor()
	if reason = strings.TrimSpace(reason); reason == "" || utf8.RuneCountInString(reason) > mostReason {
		return invalid("override.wrong_lifting", "most", mostReason)
	}
	if _, err := r.rankOf(ctx, scope); err != nil {
		return err
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, review); err != nil {
			return err
		}
		part, err := r.partOfTeam(ctx, tx, who, review)
		if err != nil {
			return err
		}
		found, err := r.readOverrides(ctx, tx, scope.Company(), ` and id = @id and review_id = @review for update`, args{"id": id, "review": review})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound(nil)
		}
		o := found[0]
		open := o.State == OverrideProposed || o.State == OverrideApproved || o.State == OverrideToReview
		switch {
		case o.State == OverrideLifted && o.Rev == rev+1: // this very act, sent again
			return nil
		case !open || o.Rev != rev:
			return conflict("override.decided_meanwhile")
		case who.Person != o.AuthorID && (part != "lead" || o.State == OverrideProposed):
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("override.author_or_lead")}
		}
		if err := r.endOverride(ctx, tx, scope, id, reason); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "override.lift", id.String(), map[string]any{"review": review.String()}); err != nil {
			return err
		}
		if err := r.overruled(ctx, tx, scope, review, id, o.State == OverrideApproved); err != nil {
			return err
		}
		return r.tellOverride(ctx, tx, scope, review, id, also)
	})
}

func (r *Room) endOverride(ctx context.Context, tx Tx, scope accounts.Scope, id uuid.UUID, reason string) error {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return err
	}
	ending, err := box.Seal(endingAt(id), []byte(reason))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `update review_overrides set state = 'lifted', ended_by = @me, ended_at = @now, ending = @ending, rev = rev + 1 where company_id = @company and id = @id`,
		args{"me": scope.Actor().Person, "now": r.clock(), "ending": ending, "company": scope.Company(), "id": id})
	if err != nil {
		return fmt.Errorf("lift an override: %w", err)
	}
	return nil
}
