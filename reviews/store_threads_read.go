package reviews

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

const threadColumns = `
	select id, review_id, profile_id, audience, state, draft, author, author::text as name, at, coalesce(settled_by::text, '') as settler, settled_at, rev, sealed from review_threads`

const commentColumns = `
	select id, thread_id, author, author::text as name, side, rank, draft, coalesce(approved_by::text, '') as approver, approved_at, at, edited_at, rev, sealed from review_comments`

// sealedThread is a thread as its row is.
type sealedThread struct {
	Thread
	sealed []byte
}

func scanThread(row pgx.CollectableRow) (s sealedThread, err error) {
	t := &s.Thread
	return s, row.Scan(&t.ID, &t.Review, &t.Profile, &t.Audience, &t.State, &t.Draft, &t.Author, &t.Name, &t.At, &t.SettledBy, &t.SettledAt, &t.Rev, &s.sealed)
}

func (s *sealedThread) unseal(box *accounts.Box) error {
	text, err := box.Open(threadAt(s.ID), s.sealed)
	if err != nil {
		return fmt.Errorf("open a thread: %w", err)
	}
	var in about
	if err := json.Unmarshal(text, &in); err != nil {
		return fmt.Errorf("open a thread: %w", err)
	}
	s.Target, s.Was = in.Target, in.Was
	return nil
}

// sealedComment is a comment as its row is.
type sealedComment struct {
	Comment
	sealed []byte
}

func scanComment(row pgx.CollectableRow) (s sealedComment, err error) {
	c := &s.Comment
	return s, row.Scan(&c.ID, &c.Thread, &c.Author, &c.Name, &c.Side, &c.Rank, &c.Draft, &c.ApprovedBy, &c.ApprovedAt, &c.At, &c.EditedAt, &c.Rev, &s.sealed)
}

func (s *sealedComment) unseal(box *accounts.Box) error {
	text, err := box.Open(commentAt(s.ID), s.sealed)
	if err != nil {
		return fmt.Errorf("open a comment: %w", err)
	}
	var in words
	if err := json.Unmarshal(text, &in); err != nil {
		return fmt.Errorf("open a comment: %w", err)
	}
	s.Text, s.Citations, s.Mentions = in.Text, in.Citations, in.Mentions
	return nil
}

// Threads lists the threads of a review that the scope's holder sees, in the order in which they were written: experts of its team all of them,
// the company those that are for it, without what waits for a senior. A finding narrows them to it; empty = all. An expert's reading stands
// in the company's list of who has looked. Fault: NotFound.
func (r *Room) Threads(ctx context.Context, scope accounts.Scope, review uuid.UUID, finding string) (out []Thread, err error) {
	who := scope.Actor()
	do := func(ctx context.Context, tx Tx) error {
		if who.Company == (station.CompanyID{}) {
			if err := r.people.Look(ctx, tx, who, scope.Company(), "report", review.String(), "@review"); err != nil {
				return err
			}
		}
		out, err = r.readThreads(ctx, tx, scope.Company(), review, finding, who.Company != station.CompanyID{})
		return err
	}
	if who.Company == (station.CompanyID{}) {
		err = r.db.Case(ctx, who.Station, scope.Company(), do)
	} else {
		err = r.db.ReadTenant(ctx, scope.Company(), do)
	}
	return out, err
}

// readThreads reads threads of a review with their comments and where they stand now. outside leaves out what only the team sees.
func (r *Room) readThreads(ctx context.Context, tx Tx, company station.CompanyID, review uuid.UUID, finding string, outside bool) ([]Thread, error) {
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return nil, err
	}
	mark := ""
	if finding != "" {
		if mark, err = findingMark(box, finding); err != nil {
			return nil, err
		}
	}
	rows, err := tx.Query(ctx, threadColumns+`
		 where company_id = @company and review_id = @review and (@finding = '' or finding = @finding) and (not @outside or audience = 'company' and not draft) order by at, id`,
		args{"company": company, "review": review, "finding": mark, "outside": outside})
	if err != nil {
		return nil, fmt.Errorf("read threads: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanThread)
	if err != nil {
		return nil, fmt.Errorf("read threads: %w", err)
	}
	if len(found) == 0 {
		return nil, nil
	}
	out, at, ids := make([]Thread, len(found)), map[uuid.UUID]*Thread{}, make([][16]byte, len(found))
	for i := range found {
		if err := found[i].unseal(box); err != nil {
			return nil, err
		}
		out[i], ids[i] = found[i].Thread, found[i].ID
		at[out[i].ID] = &out[i]
	}
	if err := r.readComments(ctx, tx, box, company, at, ids, outside); err != nil {
		return nil, err
	}
	if err := r.readAnchors(ctx, tx, box, company, at, ids); err != nil {
		return nil, err
	}
	return out, accounts.Name(ctx, r.vault, tx, out, func(t *Thread) []*string {
		fields := []*string{&t.Name, &t.SettledBy}
		for i := range t.Comments {
			fields = append(fields, &t.Comments[i].Name, &t.Comments[i].ApprovedBy)
		}
		return fields
	})
}

func (r *Room) readComments(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, at map[uuid.UUID]*Thread, ids [][16]byte, outside bool) error {
	rows, err := tx.Query(ctx, commentColumns+` where company_id = @company and thread_id = any(@ids::uuid[]) and (not @outside or not draft) order by at, id`,
		args{"company": company, "ids": ids, "outside": outside})
	if err != nil {
		return fmt.Errorf("read comments: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanComment)
	if err != nil {
		return fmt.Errorf("read comments: %w", err)
	}
	comments := make([][16]byte, len(found))
	for i := range found {
		comments[i] = found[i].ID
	}
	files, err := r.filesOf(ctx, tx, company, comments)
	if err != nil {
		return err
	}
	for _, c := range found {
		if err := c.unseal(box); err != nil {
			return err
		}
		c.Files = files[c.ID]
		t := at[c.Thread]
		t.Comments = append(t.Comments, c.Comment)
	}
	return nil
}

// readAnchors adds where threads stand in the latest version that they have seen.
func (r *Room) readAnchors(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, at map[uuid.UUID]*Thread, ids [][16]byte) error {
	rows, err := tx.Query(ctx, `
		select distinct on (thread_id) thread_id, step, sealed from review_anchors where company_id = @company and thread_id = any(@ids::uuid[]) order by thread_id, step desc`,
		args{"company": company, "ids": ids})
	if err != nil {
		return fmt.Errorf("read anchors: %w", err)
	}
	var id uuid.UUID
	var n int
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &n, &sealed}, func() error {
		text, err := box.Open(anchorAt(id, n), sealed)
		if err != nil {
			return err
		}
		return json.Unmarshal(text, &at[id].Anchor)
	})
	if err != nil {
		return fmt.Errorf("read anchors: %w", err)
	}
	return nil
}

// Editions are what a comment said before it was edited, the latest first. The company sees of them what it could read then. Fault: NotFound.
func (r *Room) Editions(ctx context.Context, scope accounts.Scope, review, thread, comment uuid.UUID) (out []Edition, err error) {
	outside := scope.Actor().Company != station.CompanyID{}
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select e.rev, e.at, e.sealed from review_comment_edits e
			  join review_comments c on c.company_id = e.company_id and c.id = e.comment_id
			  join review_threads t on t.company_id = c.company_id and t.id = c.thread_id
			 where e.company_id = @company and t.review_id = @review and t.id = @thread and c.id = @comment
			   and (not @outside or t.audience = 'company' and not t.draft and not c.draft and e.at > coalesce(c.approved_at, '-infinity'))
			 order by e.rev desc`, args{"company": scope.Company(), "review": review, "thread": thread, "comment": comment, "outside": outside})
		if err != nil {
			return fmt.Errorf("read editions: %w", err)
		}
		var e Edition
		var sealed []byte
		_, err = pgx.ForEachRow(rows, []any{&e.Rev, &e.Until, &sealed}, func() error {
			text, err := box.Open(editAt(comment, e.Rev), sealed)
			if err != nil {
				return err
			}
			var in words
			if err := json.Unmarshal(text, &in); err != nil {
				return err
			}
			e.Text = in.Text
			out = append(out, e)
			return nil
		})
		if err != nil {
			return fmt.Errorf("read editions: %w", err)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = notFound(nil)
	}
	return out, err
}
