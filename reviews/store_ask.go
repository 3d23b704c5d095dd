package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// mostQuestion is how many runes a question to the expert has.
const mostQuestion = 2000

// asked is what of a review lies sealed by the company's key.
type asked struct {
	Question string `json:"question"`
	Finding  string `json:"finding,omitempty"`
}

func askedAt(id uuid.UUID) accounts.Place { return accounts.At("reviews.sealed", id.String()) }

// Also runs in the transaction of an act, so that what it sends goes out exactly if the act holds. It may be nil.
type Also = func(ctx context.Context, tx Tx, r Review) error

func invalid(key string, pairs ...any) error {
	return &station.Fault{Kind: station.Invalid, Say: station.Say(key, pairs...)}
}

func conflict(key string) error {
	return &station.Fault{Kind: station.Conflict, Say: station.Say(key)}
}

func notFound(err error) error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found"), Err: err}
}

// check holds an ask to the report that it is about.
func (a Ask) check(in Report) error {
	switch n := utf8.RuneCountInString(a.Question); {
	case a.ID == uuid.Nil, a.Needed < 1, a.Needed > 9:
		return invalid("review.wrong_form")
	case n == 0:
		return invalid("review.no_question")
	case n > mostQuestion:
		return invalid("review.long_question", "most", mostQuestion)
	}
	switch a.Part {
	case Whole:
		return nil
	case Area:
		for _, area := range in.Areas {
			if area == a.Area {
				return nil
			}
		}
		return invalid("review.no_such_area")
	case Finding:
		if _, there := in.Findings[a.Finding]; there {
			return nil
		}
		return invalid("review.no_such_finding")
	}
	return invalid("review.wrong_form")
}

// Ask asks for a review of a report of the scope's company, whose consent it is that the experts may read it. Faults: Invalid,
// NotFound for a report or an expert that there is not, Conflict for an expert who must not look at this company.
func (r *Room) Ask(ctx context.Context, scope accounts.Scope, a Ask, also Also) (uuid.UUID, error) {
	report, err := r.reports.Report(ctx, scope, a.Profile)
	if err != nil {
		return a.ID, err
	}
	if a, err = a.about(report); err != nil {
		return a.ID, err
	}
	if a.Expert != (station.PersonID{}) {
		if err := r.senior(ctx, scope, a.Expert); err != nil {
			return a.ID, err
		}
	}
	at := scope.Actor().Station
	due, _, err := r.clocks.InDays(ctx, at, r.clock(), AnswerWithin)
	if err != nil {
		return a.ID, fmt.Errorf("when an answer is due: %w", err)
	}
	card, err := r.people.CompanyCard(ctx, scope)
	if err != nil {
		return a.ID, err
	}
	return a.ID, r.db.Case(ctx, at, scope.Company(), func(ctx context.Context, tx Tx) error {
		if a.Expert != (station.PersonID{}) {
			if barred, err := r.barred(ctx, tx, at, a.Expert, card); err != nil || barred {
				return orConflict(err)
			}
		}
		fresh, err := r.keep(ctx, tx, scope, a, due)
		if err != nil {
			return err
		}
		if !fresh { // it was asked before, by this very form
			return r.askedSame(ctx, tx, scope, a)
		}
		if a.Expert != (station.PersonID{}) {
			if err := r.addMember(ctx, tx, at, scope.Company(), a.ID, a.Expert, "lead", scope.Actor().Person); err != nil {
				return err
			}
		}
		if err := r.people.ConsentTo(ctx, tx, scope, accounts.ConsentReview, accounts.ReviewVersion, a.ID, true); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, scope.Actor(), scope.Company(), "review.ask", a.ID.String(), map[string]any{"part": string(a.Part)}); err != nil {
			return err
		}
		return r.tell(ctx, tx, at, a.ID, also)
	})
}

// about settles what is asked for by the report that it is about.
func (a Ask) about(report Report) (Ask, error) {
	a.Question, a.Needed = strings.TrimSpace(a.Question), max(a.Needed, 1)
	switch a.Part {
	case Finding:
		a.Area = report.Areas[a.Finding]
	case Whole:
		a.Area, a.Finding = "", ""
	default:
		a.Finding = ""
	}
	return a, a.check(report)
}

// keep keeps what is asked for; fresh is false when it is kept already.
func (r *Room) keep(ctx context.Context, tx Tx, scope accounts.Scope, a Ask, due time.Time) (fresh bool, err error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(asked{a.Question, a.Finding})
	if err != nil {
		return false, fmt.Errorf("ask for a review: %w", err)
	}
	sealed, err := box.Seal(askedAt(a.ID), text)
	if err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, `
		insert into reviews (station_id, id, company_id, profile_id, part, area, sealed, later, needed, asked_by, asked_at, answer_due)
		values (@station, @id, @company, @profile, @part, @area, @sealed, @later, @needed, @by, @now, @due) on conflict (station_id, id) do nothing`,
		args{"station": scope.Actor().Station, "id": a.ID, "company": scope.Company(), "profile": a.Profile, "part": string(a.Part), "area": string(a.Area), "sealed": sealed, "later": a.Later, "needed": a.Needed,
			"by": scope.Actor().Person, "now": r.clock(), "due": due})
	if err != nil {
		return false, fmt.Errorf("ask for a review: %w", err)
	}
	return done.RowsAffected() == 1, nil
}

func orConflict(err error) error {
	if err != nil {
		return err
	}
	return conflict("review.expert_barred")
}

func (r *Room) addMember(ctx context.Context, tx Tx, at station.StationID, company station.CompanyID, id uuid.UUID, person station.PersonID, part string, by station.PersonID) error {
	done, err := tx.Exec(ctx, `
		insert into review_experts (station_id, review_id, person_id, company_id, part, by_person, at) values (@station, @id, @person, @company, @part, @by, @now)
		on conflict (station_id, review_id, person_id) do update set part = @part, state = 'asked', by_person = @by, at = @now, answered_at = null, ended_at = null, reason = '', terms = ''
		 where review_experts.state in ('declined', 'left')`,
		args{"station": at, "id": id, "person": person, "company": company, "part": part, "by": by, "now": r.clock()})
	if err != nil {
		return fmt.Errorf("ask an expert: %w", err)
	}
	if done.RowsAffected() == 0 {
		return conflict("review.asked_already")
	}
	return nil
}

// tell runs what goes with an act, over the review as it is now.
func (r *Room) tell(ctx context.Context, tx Tx, at station.StationID, id uuid.UUID, also Also) error {
	if also == nil {
		return nil
	}
	found, err := r.one(ctx, tx, at, id)
	if err != nil {
		return err
	}
	return also(ctx, tx, found)
}

// Withdraw takes a review back, with the company's consent: from the next request on no expert reads anything. Fault: NotFound,
// Conflict when it is over already.
func (r *Room) Withdraw(ctx context.Context, scope accounts.Scope, id uuid.UUID, also Also) error {
	at := scope.Actor().Station
	return r.db.Case(ctx, at, scope.Company(), func(ctx context.Context, tx Tx) error {
		var state State
		err := tx.QueryRow(ctx, `select state from reviews where station_id = @station and id = @id and company_id = @company for update`, args{"station": at, "id": id, "company": scope.Company()}).Scan(&state)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return notFound(nil)
		case err != nil:
			return fmt.Errorf("find a review: %w", err)
		case !state.Open():
			return conflict("review.over")
		}
		_, err = tx.Exec(ctx, `update reviews set state = 'withdrawn', ended_at = @now, rev = rev + 1 where station_id = @station and id = @id`, args{"now": r.clock(), "station": at, "id": id})
		if err != nil {
			return fmt.Errorf("withdraw a review: %w", err)
		}
		if err := r.people.ConsentTo(ctx, tx, scope, accounts.ConsentReview, accounts.ReviewVersion, id, false); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, scope.Actor(), scope.Company(), "review.withdraw", id.String(), nil); err != nil {
			return err
		}
		return r.tell(ctx, tx, at, id, also)
	})
}
