package reviews

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// MostFiles is how many files may go with a comment.
const MostFiles = 3

// Keeping keeps the files that come with a comment, and runs do in the transaction that makes them, a station's about a company of it: the
// files and the comment are there together or not at all. kept are their ids in their order, which the same form sent again gives again.
type Keeping func(ctx context.Context, do func(ctx context.Context, tx Tx, kept []uuid.UUID) error) error

// with opens the transaction of a comment: that of its files, where some come with it.
func (r *Room) with(ctx context.Context, scope accounts.Scope, files Keeping, do func(ctx context.Context, tx Tx, kept []uuid.UUID) error) error {
	if files == nil {
		return r.db.Case(ctx, scope.Actor().Station, scope.Company(), func(ctx context.Context, tx Tx) error { return do(ctx, tx, nil) })
	}
	return files(ctx, func(ctx context.Context, tx Tx, kept []uuid.UUID) error {
		if len(kept) > MostFiles {
			return invalid("thread.many_files", "most", MostFiles)
		}
		return do(ctx, tx, kept)
	})
}

// attach says which files go with a comment that was written this moment.
func (r *Room) attach(ctx context.Context, tx Tx, company [16]byte, c Comment) error {
	if len(c.Files) == 0 {
		return nil
	}
	ids := make([][16]byte, len(c.Files))
	for i, f := range c.Files {
		ids[i] = f
	}
	_, err := tx.Exec(ctx, `insert into review_attachments (company_id, comment_id, n, file_id) select @company, @comment, n, file_id from unnest(@files::uuid[]) with ordinality as f (file_id, n)`,
		args{"company": company, "comment": c.ID, "files": ids})
	if err != nil {
		return fmt.Errorf("attach files: %w", err)
	}
	return nil
}

// sameFiles refuses a form that was sent again with other files than the first time. Without any it is the same: a page that comes back
// cannot choose them again.
func (r *Room) sameFiles(ctx context.Context, tx Tx, company [16]byte, c Comment) error {
	if len(c.Files) == 0 {
		return nil
	}
	kept, err := r.filesOf(ctx, tx, company, [][16]byte{c.ID})
	if err == nil && !slices.Equal(kept[c.ID], c.Files) {
		err = conflict("thread.said_otherwise")
	}
	return err
}

// filesOf are the files of comments, each in its order.
func (r *Room) filesOf(ctx context.Context, tx Tx, company [16]byte, comments [][16]byte) (map[uuid.UUID][]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select comment_id, file_id from review_attachments where company_id = @company and comment_id = any(@ids::uuid[]) order by comment_id, n`,
		args{"company": company, "ids": comments})
	if err != nil {
		return nil, fmt.Errorf("read attachments: %w", err)
	}
	out := map[uuid.UUID][]uuid.UUID{}
	var comment, file uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&comment, &file}, func() error {
		out[comment] = append(out[comment], file)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read attachments: %w", err)
	}
	return out, nil
}

// OwnFiles leaves of some files those that the company sees with a comment: what goes with a draft or with a note among experts is not
// the company's to take along.
func (r *Room) OwnFiles(ctx context.Context, scope accounts.Scope, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
	asked, out := make([][16]byte, len(ids)), map[uuid.UUID]bool{}
	for i, id := range ids {
		asked[i] = id
	}
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select a.file_id from review_attachments a
			  join review_comments c on c.company_id = a.company_id and c.id = a.comment_id
			  join review_threads t on t.company_id = c.company_id and t.id = c.thread_id
			 where a.company_id = @company and a.file_id = any(@ids::uuid[]) and t.audience = 'company' and not t.draft and not c.draft`,
			args{"company": scope.Company(), "ids": asked})
		if err != nil {
			return fmt.Errorf("read attachments: %w", err)
		}
		var id uuid.UUID
		_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
			out[id] = true
			return nil
		})
		return err
	})
	return out, err
}

func attachmentLines(_ context.Context, _ Tx, _ accounts.Scope, all []Thread) (out [][]string, _ error) {
	for _, t := range all {
		for _, c := range t.Comments {
			for i, f := range c.Files {
				out = append(out, []string{c.ID.String(), strconv.Itoa(i + 1), f.String()})
			}
		}
	}
	return out, nil
}
