package reviews

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// DisputeLine is a dispute in the list of an expert. Of one that is not theirs to answer it tells nothing of the company.
type DisputeLine struct {
	ID         uuid.UUID
	Area       station.Area
	State      DisputeState
	FiledAt    time.Time
	Due        time.Time
	DueCertain bool
	Mine       bool // they took it, or lead its review, and may open it
}

// mineDispute tells, of a dispute x, whether it is the actor's to answer or to have answered.
const mineDispute = `(coalesce(x.taken_by = @me, false) or x.review_id is not null and x.taken_by is null and exists (select from review_experts e join reviews v on v.station_id = e.station_id and v.id = e.review_id
	     where e.station_id = x.station_id and e.review_id = x.review_id and e.person_id = @me and e.part = 'lead' and e.state = 'accepted' and v.state in ('accepted', 'signed')))`

// freeDispute tells whether anybody may take it: nobody has, and no review that is under way has a lead.
const freeDispute = `(x.state = 'filed' and x.taken_by is null and not exists (select from review_experts e join reviews v on v.station_id = e.station_id and v.id = e.review_id
	     where e.station_id = x.station_id and e.review_id = x.review_id and e.part = 'lead' and e.state = 'accepted' and v.state in ('accepted', 'signed')))`

// openDispute tells whether its finding is still to be read by who answers it: until it is answered, and a day longer by who has, so that an answer
// whose receipt was lost can be sent again.
const openDispute = `(x.state = 'filed' or x.answered_by = @me and x.answered_at > @now::timestamptz - interval '1 day')`

// DisputeDesk lists the open disputes of the station that the actor answers or may take, those due first, then the ones they answered.
func (r *Room) DisputeDesk(ctx context.Context, scope accounts.Scope) (out []DisputeLine, err error) {
	who := scope.Actor()
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select x.id, x.area, x.state, x.filed_at, x.due_at, x.due_certain, `+mineDispute+` and `+openDispute+` as mine from disputes x
			 where x.station_id = @station and x.state <> 'withdrawn' and (`+mineDispute+` or `+freeDispute+`)
			 order by x.state <> 'filed', x.due_at, x.id limit 200`, args{"station": who.Station, "me": who.Person, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("read disputes: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[DisputeLine])
		return err
	})
	return out, err
}

// Take takes a dispute that nobody answers yet. The actor is a verified expert of the station who did not name the company as one that they do not
// review. Faults: NotFound, Forbidden, Conflict where somebody else was faster.
func (r *Room) Take(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	who := scope.Actor()
	var company station.CompanyID
	err := r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select x.company_id from disputes x where x.station_id = @station and x.id = @id and x.state = 'filed'`, args{"station": who.Station, "id": id}).Scan(&company)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return notFound(nil)
	}
	if err != nil {
		return fmt.Errorf("find a dispute: %w", err)
	}
	switch e, err := r.people.Expert(ctx, scope, who.Person); {
	case kindOf(err) == station.NotFound:
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("dispute.not_verified")}
	case err != nil:
		return err
	case e.Rank != accounts.Senior:
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("dispute.seniors_answer")}
	}
	return r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		card, err := r.people.CardOf(ctx, tx, company)
		if err != nil {
			return err
		}
		if barred, err := r.barred(ctx, tx, who.Station, who.Person, card); err != nil {
			return err
		} else if barred {
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("dispute.barred")}
		}
		done, err := tx.Exec(ctx, `update disputes x set taken_by = @me, rev = rev + 1 where x.station_id = @station and x.id = @id and `+freeDispute, args{"me": who.Person, "station": who.Station, "id": id})
		if err != nil {
			return fmt.Errorf("take a dispute: %w", err)
		}
		if done.RowsAffected() == 0 {
			var mine bool
			err := tx.QueryRow(ctx, `select `+mineDispute+` from disputes x where x.station_id = @station and x.id = @id`, args{"me": who.Person, "station": who.Station, "id": id}).Scan(&mine)
			if err != nil || mine { // sent twice it is one
				return err
			}
			return conflict("dispute.taken")
		}
		return r.people.Record(ctx, tx, who, company, "dispute.take", id.String(), nil)
	})
}

// GrantedDispute tells what a dispute is to an expert at this moment, for the gate: granted to who took it, or leads its review, while the company
// did not take it back, and until a day after it was answered. Fault: NotFound for everybody else.
func (r *Room) GrantedDispute(ctx context.Context, who station.Actor, id uuid.UUID) (on accounts.Object, err error) {
	on.Station = who.Station
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select x.company_id from disputes x where x.station_id = @station and x.id = @id and x.state <> 'withdrawn' and `+openDispute+` and `+notSuspended+` and `+mineDispute,
			args{"station": who.Station, "id": id, "me": who.Person, "now": r.clock()}).Scan(&on.Company)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return accounts.Object{}, notFound(nil)
	}
	if err != nil {
		return accounts.Object{}, fmt.Errorf("find a grant: %w", err)
	}
	on.Granted = true
	return on, nil
}

// Disputed reads a dispute, with the finding that it is about, for the expert who answers it; the reading is recorded. Fault: NotFound.
func (r *Room) Disputed(ctx context.Context, scope accounts.Scope, id uuid.UUID) (d Dispute, passage Passage, err error) {
	who := scope.Actor()
	err = r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.readDisputes(ctx, tx, ` where station_id = @station and id = @id and company_id = @company`, args{"station": who.Station, "id": id, "company": scope.Company()})
		if err != nil {
			return err
		}
		opened, err := r.openDisputes(ctx, tx, scope.Company(), found)
		if err != nil {
			return err
		}
		if len(opened) == 0 {
			return notFound(nil)
		}
		d = opened[0]
		return r.people.Look(ctx, tx, who, scope.Company(), "report", id.String(), "@dispute")
	})
	if err != nil {
		return d, passage, err
	}
	report, err := r.reports.Report(ctx, scope, d.Profile)
	return d, report.Findings[d.Finding], err
}

// Answer answers a dispute. Sent twice it is one. Faults: Invalid, NotFound, Conflict where it is another one meanwhile.
func (r *Room) Answer(ctx context.Context, scope accounts.Scope, id uuid.UUID, a DisputeAnswer, also AlsoDispute) error {
	who := scope.Actor()
	a.Text = strings.TrimSpace(a.Text)
	switch n := utf8.RuneCountInString(a.Text); {
	case !slices.Contains(DisputeAnswers(), a.State):
		return invalid("dispute.choose_answer")
	case n == 0 || n > mostDisputed:
		return invalid("dispute.wrong_answer", "most", mostDisputed)
	}
	if _, err := r.rankOf(ctx, scope); err != nil {
		return err
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		var state DisputeState
		var rev int64
		var mine bool
		err := tx.QueryRow(ctx, `select x.state, x.rev, coalesce(x.answered_by = @me, false) from disputes x where x.station_id = @station and x.id = @id and x.company_id = @company and `+mineDispute+` for update`,
			args{"station": who.Station, "id": id, "company": scope.Company(), "me": who.Person}).Scan(&state, &rev, &mine)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return notFound(nil)
		case err != nil:
			return fmt.Errorf("find a dispute: %w", err)
		case mine && state == a.State && rev == a.Rev+1:
			return nil
		case state != DisputeFiled || rev != a.Rev:
			return conflict("dispute.answered_meanwhile")
		}
		box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		sealed, err := box.Seal(disputeAnswerAt(id), []byte(a.Text))
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update disputes set state = @state, answered_by = @me, taken_by = @me, answered_at = @now, answer = @answer, rev = rev + 1 where station_id = @station and id = @id`,
			args{"state": string(a.State), "me": who.Person, "now": r.clock(), "answer": sealed, "station": who.Station, "id": id})
		if err != nil {
			return fmt.Errorf("answer a dispute: %w", err)
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "dispute.answer", id.String(), map[string]any{"state": string(a.State)}); err != nil {
			return err
		}
		return r.tellDispute(ctx, tx, id, who.Station, who.Person, also)
	})
}
