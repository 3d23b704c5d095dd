package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// about is what of a thread lies sealed.
type about struct {
	Target Target  `json:"target"`
	Was    Passage `json:"was"`
}

func threadAt(id uuid.UUID) accounts.Place { return accounts.At("review_threads.sealed", id.String()) }

// findingMark is the blind index of a finding's key.
func findingMark(box *accounts.Box, key string) (string, error) {
	return box.Index("review_threads.finding", []byte(key))
}

// AlsoThread runs in the transaction of an act on a thread, with the comment that was written.
type AlsoThread = func(ctx context.Context, tx Tx, r Review, t Thread, c Comment) error

// writer is who writes in a review: the side, and what an expert may there.
type writer struct {
	station.Actor
	side string
	rank accounts.ExpertRank
	part string // of the team: lead, consultant, junior

	about station.CompanyID
}

// drafts tells whether what the writer says to the company waits for a senior.
func (w writer) drafts() bool {
	return w.side == SideExpert && (w.rank != accounts.Senior || w.part == "junior")
}

// trail is whose trail tells of an act on a thread: the company takes its own along, and what the team writes for itself is none of it.
func (w writer) trail(t Thread, draft bool) station.Tenant {
	if t.Audience == ForExperts || draft {
		return station.Tenant{Station: w.Station}
	}
	return station.Tenant{Company: w.about}
}

// rankOf tells the rank of an expert who acts; nobody's else. An expert whose verification has ended writes no more.
func (r *Room) rankOf(ctx context.Context, scope accounts.Scope) (accounts.ExpertRank, error) {
	who := scope.Actor()
	if who.Company != (station.CompanyID{}) {
		return "", nil
	}
	e, err := r.people.Expert(ctx, scope, who.Person)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return "", &station.Fault{Kind: station.Forbidden, Say: station.Say("review.not_verified")}
	}
	return e.Rank, err
}

// into holds a review for the transaction and lets a writer in: an expert of its team who has accepted, or its company. Faults: NotFound, Conflict.
func (r *Room) into(ctx context.Context, tx Tx, scope accounts.Scope, id uuid.UUID, rank accounts.ExpertRank) (Review, writer, error) {
	who := scope.Actor()
	w := writer{Actor: who, side: SideExpert, rank: rank, about: scope.Company()}
	if _, err := r.hold(ctx, tx, who.Station, id); err != nil {
		return Review{}, w, err
	}
	found, err := r.load(ctx, tx, ` where station_id = @station and company_id = @company and id = @id`, args{"station": who.Station, "company": scope.Company(), "id": id})
	if err != nil {
		return Review{}, w, err
	}
	if len(found) == 0 {
		return Review{}, w, notFound(nil)
	}
	opened, err := r.open(ctx, tx, scope.Company(), found)
	if err != nil {
		return Review{}, w, err
	}
	if !opened[0].State.Open() {
		return Review{}, w, conflict("review.over")
	}
	if who.Company == scope.Company() {
		w.side = SideCompany
		return opened[0], w, nil
	}
	for _, m := range opened[0].Team {
		if m.Person == who.Person && m.State == "accepted" {
			w.part = m.Part
			return opened[0], w, nil
		}
	}
	return Review{}, w, notFound(nil)
}

// OpenThread writes about a finding of the version that is under review now. said.ID is the thread's id too: sent twice it is one thread.
// Only experts open threads. Faults: Invalid, NotFound, Conflict when the review has moved on to another version, or when the
// same form said something else before.
func (r *Room) OpenThread(ctx context.Context, scope accounts.Scope, review, profile uuid.UUID, mark Mark, audience Audience, said Said, also AlsoThread) error {
	if audience != ForExperts && audience != ForCompany {
		return invalid("thread.no_audience")
	}
	if err := said.check(); err != nil {
		return err
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	report, err := r.reports.Report(ctx, scope, profile)
	if err != nil {
		return err
	}
	return r.with(ctx, scope, said.Files, func(ctx context.Context, tx Tx, files []uuid.UUID) error {
		in, w, err := r.into(ctx, tx, scope, review, rank)
		switch {
		case err != nil:
			return err
		case w.side != SideExpert:
			return notFound(nil)
		case in.Profile != profile:
			return r.movedOn(ctx, tx, scope.Company(), review, said.ID, w)
		case !in.Shows(report, mark.Finding):
			return notFound(nil)
		}
		target, was, err := mark.target(report.Findings[mark.Finding])
		if err != nil {
			return err
		}
		t := Thread{ID: said.ID, Review: review, Profile: profile, Target: target, Was: was, Audience: audience, State: Open, Draft: audience == ForCompany && w.drafts(), Author: w.Person, At: r.clock(), Rev: 1}
		t.Anchor = Anchor(target, was, report.Findings, false)
		fresh, err := r.keepThread(ctx, tx, scope, t)
		if err != nil {
			return err
		}
		return r.say(ctx, tx, scope, saying{in: in, t: t, w: w, said: said, files: files, again: !fresh, action: "thread.open"}, also)
	})
}

// movedOn says that a report was moved on under a form, unless what the form says was kept before it was.
func (r *Room) movedOn(ctx context.Context, tx Tx, company station.CompanyID, review, thread uuid.UUID, w writer) error {
	var kept bool
	err := tx.QueryRow(ctx, `select exists (select from review_threads where company_id = @company and review_id = @review and id = @id and author = @author)`,
		args{"company": company, "review": review, "id": thread, "author": w.Person}).Scan(&kept)
	if err != nil {
		return fmt.Errorf("find a thread: %w", err)
	}
	if kept {
		return nil
	}
	return conflict("thread.moved_on")
}

// keepThread keeps a thread and where it stands; fresh is false when there is one of this id, which must then be about the same.
func (r *Room) keepThread(ctx context.Context, tx Tx, scope accounts.Scope, t Thread) (fresh bool, err error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return false, err
	}
	mark, err := findingMark(box, t.Target.Finding)
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(about{t.Target, t.Was})
	if err != nil {
		return false, fmt.Errorf("open a thread: %w", err)
	}
	sealed, err := box.Seal(threadAt(t.ID), text)
	if err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, `
		insert into review_threads (company_id, id, station_id, review_id, profile_id, finding, sealed, audience, draft, author, at)
		values (@company, @id, @station, @review, @profile, @finding, @sealed, @audience, @draft, @author, @at) on conflict (company_id, id) do nothing`,
		args{"company": scope.Company(), "id": t.ID, "station": scope.Actor().Station, "review": t.Review, "profile": t.Profile, "finding": mark, "sealed": sealed, "audience": string(t.Audience), "draft": t.Draft,
			"author": t.Author, "at": t.At})
	if err != nil {
		return false, fmt.Errorf("open a thread: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, r.keepAnchors(ctx, tx, box, scope.Company(), t.Profile, []step{{thread: t.ID, n: 1, is: t.Anchor}})
	}
	had, err := r.heldThread(ctx, tx, box, scope.Company(), t.Review, t.ID)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return false, conflict("thread.said_otherwise") // of another review
	}
	if err != nil {
		return false, err
	}
	before, err := json.Marshal(about{had.Target, had.Was})
	if err == nil && (string(before) != string(text) || had.Audience != t.Audience || had.Author != t.Author) {
		err = conflict("thread.said_otherwise")
	}
	return false, err
}

// heldThread locks a thread of a review for the transaction. Fault: NotFound.
func (r *Room) heldThread(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, review, id uuid.UUID) (Thread, error) {
	rows, err := tx.Query(ctx, threadColumns+` where company_id = @company and review_id = @review and id = @id for update`, args{"company": company, "review": review, "id": id})
	if err != nil {
		return Thread{}, fmt.Errorf("find a thread: %w", err)
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanThread)
	if errors.Is(err, pgx.ErrNoRows) {
		return Thread{}, notFound(nil)
	}
	if err != nil {
		return Thread{}, fmt.Errorf("find a thread: %w", err)
	}
	return s.Thread, s.unseal(box)
}

// Settle resolves a thread, opens it again, or says that another took its place; rev is the thread as the page showed it. Only experts
// settle. Faults: NotFound, Conflict when somebody else changed it since.
func (r *Room) Settle(ctx context.Context, scope accounts.Scope, review, thread uuid.UUID, rev int64, to Settled, also AlsoThread) error {
	if to != Open && to != Resolved && to != Superseded {
		return invalid("review.wrong_form")
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	return r.db.Case(ctx, scope.Actor().Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		in, w, t, err := r.intoThread(ctx, tx, scope, review, thread, rank)
		switch {
		case err != nil:
			return err
		case w.side != SideExpert:
			return notFound(nil)
		case t.State == to && (t.Rev == rev || t.Rev == rev+1):
			return nil // sent twice
		case t.Rev != rev:
			return conflict("thread.changed_since")
		}
		was := t.State
		if err := r.settle(ctx, tx, scope.Company(), &t, w, to); err != nil {
			return err
		}
		if err := r.noted(ctx, tx, w, in, t, "thread", (was == Open) != (to == Open)); err != nil {
			return err
		}
		if err := r.people.RecordFor(ctx, tx, w.Actor, w.trail(t, t.Draft), "thread.settle", thread.String(), map[string]any{"to": string(to)}); err != nil || also == nil {
			return err
		}
		return also(ctx, tx, in, t, Comment{})
	})
}

// settle changes the state of a thread that is held.
func (r *Room) settle(ctx context.Context, tx Tx, company station.CompanyID, t *Thread, w writer, to Settled) error {
	var by *station.PersonID
	var at *time.Time
	if now := r.clock(); to != Open {
		by, at = &w.Person, &now
	}
	_, err := tx.Exec(ctx, `update review_threads set state = @to, settled_by = @by, settled_at = @at, rev = rev + 1 where company_id = @company and id = @id`,
		args{"to": string(to), "by": by, "at": at, "company": company, "id": t.ID})
	if err != nil {
		return fmt.Errorf("settle a thread: %w", err)
	}
	t.State, t.Rev = to, t.Rev+1
	return nil
}

// intoThread is into for one of the review's threads that the writer sees.
func (r *Room) intoThread(ctx context.Context, tx Tx, scope accounts.Scope, review, thread uuid.UUID, rank accounts.ExpertRank) (Review, writer, Thread, error) {
	in, w, err := r.into(ctx, tx, scope, review, rank)
	if err != nil {
		return in, w, Thread{}, err
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return in, w, Thread{}, err
	}
	t, err := r.heldThread(ctx, tx, box, scope.Company(), review, thread)
	if err == nil && w.side == SideCompany && (t.Audience != ForCompany || t.Draft) {
		err = notFound(nil)
	}
	return in, w, t, err
}
