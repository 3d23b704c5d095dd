package reviews

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Offer is a review that an expert is asked for, before they have accepted: who asks about what, and whether they may.
type Offer struct {
	Review
	CompanyName string
	Group       string // the legal group that the company states
	Barred      bool   // the expert named the company or its group as one that they do not review
	Question    string
}

// Offered gives a review that the actor is asked for, or that whoever likes may take, with the name of the company and its question, so that
// the actor can tell whether there is a conflict of interest; the company sees that it was read. Who has one, or is not verified, does not hear
// the question. Fault: NotFound.
func (r *Room) Offered(ctx context.Context, scope accounts.Scope, id uuid.UUID) (out Offer, err error) {
	who := scope.Actor()
	company, err := r.offeredBy(ctx, who, id)
	if err != nil {
		return out, err
	}
	_, err = r.people.Expert(ctx, scope, who.Person)
	may := err == nil
	if f, ok := station.AsFault(err); err != nil && !(ok && f.Kind == station.NotFound) {
		return out, err
	}
	return out, r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		found, err := r.load(ctx, tx, ` where station_id = @station and id = @id and state in ('asked', 'accepted', 'signed')`, args{"station": who.Station, "id": id})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound(nil)
		}
		opened, err := r.open(ctx, tx, company, found)
		if err != nil {
			return err
		}
		card, err := r.people.CardOf(ctx, tx, company)
		if err != nil {
			return err
		}
		barred, err := r.barred(ctx, tx, who.Station, who.Person, card)
		if err != nil {
			return err
		}
		out = Offer{Review: opened[0], CompanyName: card.Name, Group: card.Group, Barred: barred, Question: opened[0].Question}
		if barred || !may { // the name tells them that there is a conflict; what is asked is not theirs to read
			out.Question, out.Review.Question, out.Review.Finding = "", "", ""
		}
		return r.people.Look(ctx, tx, who, company, "case", id.String(), "@review_offer")
	})
}

// offeredBy finds whose review it is that an expert may still accept.
func (r *Room) offeredBy(ctx context.Context, who station.Actor, id uuid.UUID) (company station.CompanyID, err error) {
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select r.company_id from reviews r
			 where r.station_id = @station and r.id = @id and r.state in ('asked', 'accepted', 'signed')
			   and (exists (select from review_experts e where e.station_id = r.station_id and e.review_id = r.id and e.person_id = @person and e.state = 'asked')
			     or r.state = 'asked' and not exists (select from review_experts e where e.station_id = r.station_id and e.review_id = r.id and e.part = 'lead' and e.state = 'asked'))`,
			args{"station": who.Station, "id": id, "person": who.Person}).Scan(&company)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return company, notFound(nil)
	}
	if err != nil {
		return company, fmt.Errorf("find an offer: %w", err)
	}
	return company, nil
}

// Accept takes a review on: the actor has read the terms, and says that there is no conflict of interest. Of two who take the same one at
// once one is told that it is taken. Accepting twice is accepting once. Faults: NotFound, Forbidden for who is not verified or has a conflict, Conflict.
func (r *Room) Accept(ctx context.Context, scope accounts.Scope, id uuid.UUID, terms string, also Also) error {
	who := scope.Actor()
	company, err := r.offeredBy(ctx, who, id)
	if err != nil {
		return r.unless(ctx, who, id, "accepted", err)
	}
	card, err := r.people.Expert(ctx, scope, who.Person)
	if err != nil {
		if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.not_verified")}
		}
		return err
	}
	if terms != TermsVersion {
		return invalid("review.terms_first")
	}
	due, certain, err := r.clocks.InDays(ctx, who.Station, r.clock(), SignWithin)
	if err != nil {
		return fmt.Errorf("when a review is due: %w", err)
	}
	return r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		state, err := r.hold(ctx, tx, who.Station, id)
		if err != nil {
			return err
		}
		if err := r.mayTake(ctx, tx, who, company, id, card.Rank); err != nil {
			return err
		}
		if fresh, err := r.join(ctx, tx, who, company, id, terms); err != nil || !fresh {
			return err
		}
		if state == Asked {
			_, err = tx.Exec(ctx, `update reviews set state = 'accepted', accepted_at = @now, due_at = @due, due_certain = @certain, rev = rev + 1 where station_id = @station and id = @id`,
				args{"now": r.clock(), "due": due, "certain": certain, "station": who.Station, "id": id})
			if err != nil {
				return fmt.Errorf("accept a review: %w", err)
			}
		}
		if err := r.Touched(ctx, tx, who, company, id, "team"); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, company, "review.accept", id.String(), map[string]any{"terms": terms}); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

// hold locks a review for the transaction and tells how far it is. Faults: NotFound, Conflict for one that is over.
func (r *Room) hold(ctx context.Context, tx Tx, at station.StationID, id uuid.UUID) (state State, err error) {
	err = tx.QueryRow(ctx, `select state from reviews where station_id = @station and id = @id for update`, args{"station": at, "id": id}).Scan(&state)
	if errors.Is(err, pgx.ErrNoRows) {
		return state, notFound(nil)
	}
	if err != nil {
		return state, fmt.Errorf("hold a review: %w", err)
	}
	if !state.Open() {
		return state, conflict("review.over")
	}
	return state, nil
}

// join makes the actor one of the team: as they were asked, or as the lead of a review that nobody was asked for.
func (r *Room) join(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, id uuid.UUID, terms string) (fresh bool, err error) {
	done, err := tx.Exec(ctx, `
		update review_experts set state = 'accepted', answered_at = @now, terms = @terms where station_id = @station and review_id = @id and person_id = @person and state = 'asked'`,
		args{"now": r.clock(), "terms": terms, "station": who.Station, "id": id, "person": who.Person})
	if err != nil {
		return false, fmt.Errorf("accept a review: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, nil
	}
	done, err = tx.Exec(ctx, `
		insert into review_experts (station_id, review_id, person_id, company_id, part, state, by_person, at, answered_at, terms)
		select @station, @id, @person, @company, 'lead', 'accepted', @person, @now, @now, @terms
		 where not exists (select from review_experts where station_id = @station and review_id = @id and part = 'lead' and state in ('asked', 'accepted'))
		on conflict (station_id, review_id, person_id) do update set part = 'lead', state = 'accepted', at = @now, answered_at = @now, ended_at = null, reason = '', terms = @terms
		 where review_experts.state in ('declined', 'left')`,
		args{"station": who.Station, "id": id, "person": who.Person, "company": company, "now": r.clock(), "terms": terms})
	if err != nil {
		return false, fmt.Errorf("take a review: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, nil
	}
	return false, r.is(ctx, tx, who, id, "accepted", conflict("review.taken"))
}

// reasons are why an expert declines.
var reasons = []string{"conflict", "load", "domain", "other"}

// Decline says no to a review that the actor was asked for. One for which somebody else was named is everybody's then. Faults: NotFound, Invalid.
func (r *Room) Decline(ctx context.Context, scope accounts.Scope, id uuid.UUID, reason string, also Also) error {
	who := scope.Actor()
	company, err := r.offeredBy(ctx, who, id)
	if err != nil {
		return r.unless(ctx, who, id, "declined", err)
	}
	if !slices.Contains(reasons, reason) {
		return invalid("review.wrong_reason")
	}
	return r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update review_experts set state = 'declined', answered_at = @now, reason = @reason where station_id = @station and review_id = @id and person_id = @person and state = 'asked'`,
			args{"now": r.clock(), "reason": reason, "station": who.Station, "id": id, "person": who.Person})
		if err != nil {
			return fmt.Errorf("decline a review: %w", err)
		}
		if done.RowsAffected() == 0 {
			return r.is(ctx, tx, who, id, "declined", notFound(nil))
		}
		if err := r.people.Record(ctx, tx, who, company, "review.decline", id.String(), map[string]any{"reason": reason}); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

// Invite asks another expert onto the team: to consult, or as a junior who drafts. Only the lead invites. Faults:
// NotFound for who is no verified expert of the station, Conflict for who must not look at the company or was asked already, Forbidden.
func (r *Room) Invite(ctx context.Context, scope accounts.Scope, id uuid.UUID, person station.PersonID, part string, also Also) error {
	who := scope.Actor()
	if part != "consultant" && part != "junior" {
		return invalid("review.wrong_form") // the page offers nothing else
	}
	if _, err := r.people.Expert(ctx, scope, person); err != nil {
		return err
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, id); err != nil {
			return err
		}
		if err := r.leads(ctx, tx, who, id); err != nil {
			return err
		}
		card, err := r.people.CardOf(ctx, tx, scope.Company())
		if err != nil {
			return err
		}
		if barred, err := r.barred(ctx, tx, who.Station, person, card); err != nil || barred {
			return orConflict(err)
		}
		if err := r.addMember(ctx, tx, who.Station, scope.Company(), id, person, part, who.Person); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "review.invite", id.String(), map[string]any{"person": uuid.UUID(person).String(), "part": part}); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

// leads refuses who does not lead a review.
func (r *Room) leads(ctx context.Context, tx Tx, who station.Actor, id uuid.UUID) error {
	var leads bool
	err := tx.QueryRow(ctx, `select exists (select from review_experts where station_id = @station and review_id = @id and person_id = @person and part = 'lead' and state = 'accepted')`,
		args{"station": who.Station, "id": id, "person": who.Person}).Scan(&leads)
	if err != nil {
		return fmt.Errorf("find who leads a review: %w", err)
	}
	if !leads {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.lead_only")}
	}
	return nil
}

// HandOver gives the lead to another one of the team who has accepted; the actor consults from then on. Faults: Forbidden, NotFound.
func (r *Room) HandOver(ctx context.Context, scope accounts.Scope, id uuid.UUID, to station.PersonID, also Also) error {
	who := scope.Actor()
	if err := r.senior(ctx, scope, to); err != nil {
		return err
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, id); err != nil {
			return err
		}
		with := args{"station": who.Station, "id": id, "me": who.Person, "to": to}
		if err := r.leads(ctx, tx, who, id); err != nil {
			return r.handed(ctx, tx, with, err)
		}
		done, err := tx.Exec(ctx, `update review_experts set part = 'consultant' where station_id = @station and review_id = @id and person_id = @me
			   and exists (select from review_experts where station_id = @station and review_id = @id and person_id = @to and person_id <> @me and state = 'accepted')`, with)
		if err != nil {
			return fmt.Errorf("hand a review over: %w", err)
		}
		if done.RowsAffected() == 0 {
			return notFound(nil)
		}
		if _, err := tx.Exec(ctx, `update review_experts set part = 'lead' where station_id = @station and review_id = @id and person_id = @to and @me <> @to`, with); err != nil {
			return fmt.Errorf("hand a review over: %w", err)
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "review.hand_over", id.String(), map[string]any{"to": uuid.UUID(to).String()}); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

// Leave ends the actor's part in a review. Who leads hands it over first. Fault: Conflict for the lead, NotFound.
func (r *Room) Leave(ctx context.Context, scope accounts.Scope, id uuid.UUID, also Also) error {
	who := scope.Actor()
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, id); err != nil { // else the lead may be handed over to who is leaving
			return err
		}
		done, err := tx.Exec(ctx, `
			update review_experts set state = 'left', ended_at = @now where station_id = @station and review_id = @id and person_id = @person and state = 'accepted' and part <> 'lead'`,
			args{"now": r.clock(), "station": who.Station, "id": id, "person": who.Person})
		if err != nil {
			return fmt.Errorf("leave a review: %w", err)
		}
		if done.RowsAffected() == 0 {
			return conflict("review.hand_over_first")
		}
		if err := r.Touched(ctx, tx, who, scope.Company(), id, "team"); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "review.leave", id.String(), nil); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}
