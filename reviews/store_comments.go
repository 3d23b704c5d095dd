package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// words is what of a comment lies sealed.
type words struct {
	Text      string             `json:"text"`
	Citations []Citation         `json:"citations,omitempty"`
	Mentions  []station.PersonID `json:"mentions,omitempty"`
}

func commentAt(id uuid.UUID) accounts.Place {
	return accounts.At("review_comments.sealed", id.String())
}

func editAt(id uuid.UUID, rev int64) accounts.Place {
	return accounts.At("review_comment_edits.sealed", id.String(), fmt.Sprint(rev))
}

// Reply answers in a thread that the writer sees; in a thread that was settled it opens it again, which a company may not once the review is
// signed: it would void what was signed. Faults: Invalid, NotFound, Conflict when the same form said something else before.
func (r *Room) Reply(ctx context.Context, scope accounts.Scope, review, thread uuid.UUID, said Said, also AlsoThread) error {
	if err := said.check(); err != nil {
		return err
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	return r.with(ctx, scope, said.Files, func(ctx context.Context, tx Tx, files []uuid.UUID) error {
		in, w, t, err := r.intoThread(ctx, tx, scope, review, thread, rank)
		if err != nil {
			return err
		}
		if w.side == SideCompany && in.State == Signed && t.State != Open {
			return conflict("thread.settled_and_signed")
		}
		return r.say(ctx, tx, scope, saying{in: in, t: t, w: w, said: said, files: files, action: "thread.answer"}, also)
	})
}

// saying is a comment on its way in. again demands that it is there already.
type saying struct {
	in     Review
	t      Thread
	w      writer
	said   Said
	files  []uuid.UUID
	again  bool
	action string
}

// say keeps a comment with its files, and its line of the trail.
func (r *Room) say(ctx context.Context, tx Tx, scope accounts.Scope, s saying, also AlsoThread) error {
	in, t, w, said := s.in, s.t, s.w, s.said
	c := Comment{ID: said.ID, Thread: t.ID, Author: w.Person, Side: w.side, Rank: w.rank, Text: said.Text, Citations: said.Citations, Draft: t.Audience == ForCompany && w.drafts(), At: r.clock(), Rev: 1, Files: s.files}
	for _, m := range in.Team {
		if w.side == SideExpert && m.State == "accepted" && m.Person != w.Person && slices.Contains(said.Mentions, m.Person) {
			c.Mentions = append(c.Mentions, m.Person)
		}
	}
	fresh, err := r.keepComment(ctx, tx, scope.Company(), c)
	if err != nil {
		return err
	}
	if !fresh {
		return r.sameFiles(ctx, tx, scope.Company(), c)
	}
	if s.again {
		return conflict("thread.said_otherwise")
	}
	if err := r.attach(ctx, tx, scope.Company(), c); err != nil {
		return err
	}
	if t.State != Open {
		if err := r.settle(ctx, tx, scope.Company(), &t, w, Open); err != nil {
			return err
		}
		if err := r.noted(ctx, tx, w, in, t, "thread", true); err != nil {
			return err
		}
	}
	detail := map[string]any{"audience": string(t.Audience)}
	if c.Draft {
		detail["draft"] = true
	}
	if len(c.Files) > 0 {
		detail["files"] = len(c.Files)
	}
	if err := r.people.RecordFor(ctx, tx, w.Actor, w.trail(t, c.Draft), s.action, t.ID.String(), detail); err != nil {
		return err
	}
	kind := map[bool]string{true: "thread", false: "comment"}[c.ID == t.ID]
	if err := r.noted(ctx, tx, w, in, t, kind, !c.Draft && w.side == SideExpert); err != nil || also == nil { // a company's answer changes nothing of what is signed
		return err
	}
	return also(ctx, tx, in, t, c)
}

// keepComment keeps a comment; fresh is false when it is kept already, by this writer, in this thread, in these words.
func (r *Room) keepComment(ctx context.Context, tx Tx, company station.CompanyID, c Comment) (fresh bool, err error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(words{c.Text, c.Citations, c.Mentions})
	if err != nil {
		return false, fmt.Errorf("write a comment: %w", err)
	}
	sealed, err := box.Seal(commentAt(c.ID), text)
	if err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, `
		insert into review_comments (company_id, id, thread_id, sealed, author, side, rank, draft, at)
		values (@company, @id, @thread, @sealed, @author, @side, @rank, @draft, @at) on conflict (company_id, id) do nothing`,
		args{"company": company, "id": c.ID, "thread": c.Thread, "sealed": sealed, "author": c.Author, "side": c.Side, "rank": string(c.Rank), "draft": c.Draft, "at": c.At})
	if err != nil {
		return false, fmt.Errorf("write a comment: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, nil
	}
	had, first, err := r.heldComment(ctx, tx, box, company, c.Thread, c.ID)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound || err == nil && (had.Author != c.Author || string(first) != string(text)) {
		return false, conflict("thread.said_otherwise")
	}
	return false, err
}

// heldComment locks a comment of a thread for the transaction; first is what it said first, before it was edited. Fault: NotFound.
func (r *Room) heldComment(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, thread, id uuid.UUID) (c Comment, first []byte, err error) {
	rows, err := tx.Query(ctx, commentColumns+` where company_id = @company and thread_id = @thread and id = @id for update`, args{"company": company, "thread": thread, "id": id})
	if err != nil {
		return c, nil, fmt.Errorf("find a comment: %w", err)
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanComment)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, nil, notFound(nil)
	}
	if err != nil {
		return c, nil, fmt.Errorf("find a comment: %w", err)
	}
	if err := s.unseal(box); err != nil {
		return c, nil, err
	}
	if s.Rev == 1 || s.EditedAt == nil {
		first, err = box.Open(commentAt(id), s.sealed)
		return s.Comment, first, err
	}
	var sealed []byte
	var rev int64
	err = tx.QueryRow(ctx, `select rev, sealed from review_comment_edits where company_id = @company and comment_id = @id order by rev limit 1`, args{"company": company, "id": id}).Scan(&rev, &sealed)
	if err != nil {
		return c, nil, fmt.Errorf("find a comment: %w", err)
	}
	first, err = box.Open(editAt(id, rev), sealed)
	return s.Comment, first, err
}

// Edit puts other words in the place of the writer's own; what was said before is kept. rev is the comment as the page showed it. What a
// senior has approved its junior writes no more: the company has read it. Faults: Invalid, NotFound, Forbidden, Conflict when it was changed since.
func (r *Room) Edit(ctx context.Context, scope accounts.Scope, review, thread uuid.UUID, rev int64, said Said, also AlsoThread) error {
	if err := said.check(); err != nil {
		return err
	}
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	return r.onComment(ctx, scope, review, thread, said.ID, rank, func(ctx context.Context, tx Tx, box *accounts.Box, in Review, w writer, t Thread, c Comment) error {
		text, err := json.Marshal(words{said.Text, said.Citations, c.Mentions})
		if err != nil {
			return fmt.Errorf("edit a comment: %w", err)
		}
		before, err := json.Marshal(words{c.Text, c.Citations, c.Mentions})
		if err != nil {
			return fmt.Errorf("edit a comment: %w", err)
		}
		switch {
		case c.Author != w.Person:
			return notFound(nil)
		case string(before) == string(text):
			return nil // sent twice
		case c.Rev != rev:
			return conflict("thread.changed_since")
		case w.drafts() && t.Audience == ForCompany && !c.Draft:
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("thread.approved_already")}
		}
		old, err := box.Seal(editAt(c.ID, c.Rev), before)
		if err != nil {
			return err
		}
		sealed, err := box.Seal(commentAt(c.ID), text)
		if err != nil {
			return err
		}
		with := args{"company": scope.Company(), "id": c.ID, "rev": c.Rev, "old": old, "sealed": sealed, "now": r.clock()}
		_, err = tx.Exec(ctx, `
			with kept as (insert into review_comment_edits (company_id, comment_id, rev, sealed, at) values (@company, @id, @rev, @old, @now))
			update review_comments set sealed = @sealed, edited_at = @now, rev = rev + 1 where company_id = @company and id = @id`, with)
		if err != nil {
			return fmt.Errorf("edit a comment: %w", err)
		}
		c.Text, c.Citations, c.Rev = said.Text, said.Citations, c.Rev+1
		if err := r.people.RecordFor(ctx, tx, w.Actor, w.trail(t, c.Draft), "thread.edit", t.ID.String(), nil); err != nil {
			return err
		}
		if err := r.noted(ctx, tx, w, in, t, "comment", !c.Draft && w.side == SideExpert && t.State == Open); err != nil || also == nil {
			return err
		}
		return also(ctx, tx, in, t, c)
	})
}

// Approve lets the company read what a junior wrote; rev is the comment as the senior read it. Faults: NotFound, Forbidden for who is no senior
// of the team or wrote it, Conflict when it was changed since.
func (r *Room) Approve(ctx context.Context, scope accounts.Scope, review, thread, comment uuid.UUID, rev int64, also AlsoThread) error {
	rank, err := r.rankOf(ctx, scope)
	if err != nil {
		return err
	}
	return r.onComment(ctx, scope, review, thread, comment, rank, func(ctx context.Context, tx Tx, _ *accounts.Box, in Review, w writer, t Thread, c Comment) error {
		switch {
		case w.side != SideExpert || t.Audience != ForCompany:
			return notFound(nil)
		case w.drafts() || c.Author == w.Person:
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("thread.senior_only")}
		case !c.Draft:
			return nil // sent twice
		case c.Rev != rev:
			return conflict("thread.changed_since")
		}
		with := args{"company": scope.Company(), "id": c.ID, "thread": t.ID, "by": w.Person, "now": r.clock()}
		_, err := tx.Exec(ctx, `
			with approved as (update review_comments set draft = false, approved_by = @by, approved_at = @now, rev = rev + 1 where company_id = @company and id = @id)
			update review_threads set draft = false, rev = rev + 1 where company_id = @company and id = @thread and id = @id`, with)
		if err != nil {
			return fmt.Errorf("approve a comment: %w", err)
		}
		c.Draft, t.Draft = false, t.Draft && c.ID != t.ID
		if err := r.people.Record(ctx, tx, w.Actor, scope.Company(), "thread.approve", t.ID.String(), nil); err != nil {
			return err
		}
		if err := r.noted(ctx, tx, w, in, t, "comment", true); err != nil || also == nil {
			return err
		}
		return also(ctx, tx, in, t, c)
	})
}

// onComment does something to one comment of a thread that the writer sees, both locked.
func (r *Room) onComment(ctx context.Context, scope accounts.Scope, review, thread, comment uuid.UUID, rank accounts.ExpertRank,
	do func(ctx context.Context, tx Tx, box *accounts.Box, in Review, w writer, t Thread, c Comment) error) error {
	return r.db.Case(ctx, scope.Actor().Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		in, w, t, err := r.intoThread(ctx, tx, scope, review, thread, rank)
		if err != nil {
			return err
		}
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		c, _, err := r.heldComment(ctx, tx, box, scope.Company(), thread, comment)
		if err != nil {
			return err
		}
		if w.side == SideCompany && c.Draft {
			return notFound(nil)
		}
		return do(ctx, tx, box, in, w, t, c)
	})
}

// Edition is what a comment said until it was edited.
type Edition struct {
	Rev   int64
	Until time.Time
	Text  string
}
