package reviews

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// exportPage is how many reviews are read at once.
const exportPage = 100

// Sheets are the tables of this room that a company takes along.
func (r *Room) Sheets(scope accounts.Scope) []accounts.Sheet {
	return []accounts.Sheet{
		{File: "reviews", Table: "reviews", Columns: []string{"id", "profile_id", "part", "area", "finding", "question", "state", "asked_by", "asked_at", "accepted_at", "due_at", "signed_at", "ended_at"}, Read: r.sheet(scope, reviewLines)},
		{File: "review_experts", Table: "review_experts", Columns: []string{"review_id", "expert", "part", "state", "asked_at", "answered_at", "reason"}, Read: r.sheet(scope, teamLines)},
		{File: "review_threads", Table: "review_threads", Columns: []string{"review_id", "thread_id", "profile_id", "finding", "field", "passage", "state", "author", "at", "settled_by", "settled_at"}, Read: r.threadSheet(scope, threadLines)},
		{File: "review_comments", Table: "review_comments", Columns: []string{"thread_id", "comment_id", "side", "author", "at", "text", "citations", "edited_at", "approved_by", "approved_at"}, Read: r.threadSheet(scope, commentLines)},
		{File: "review_comment_edits", Table: "review_comment_edits", Columns: []string{"comment_id", "edition", "until", "text"}, Read: r.threadSheet(scope, r.editLines)},
		{File: "review_anchors", Table: "review_anchors", Columns: []string{"thread_id", "step", "profile_id", "status", "also", "field", "start", "end", "at"}, Read: r.threadSheet(scope, r.anchorLines)},
		{File: "review_attachments", Table: "review_attachments", Columns: []string{"comment_id", "n", "file_id"}, Read: r.threadSheet(scope, attachmentLines)},
		overridesSheet(r, scope), disputesSheet(r, scope),
		{File: "review_conclusions", Table: "review_writings", Columns: []string{"review_id", "kind", "version", "by", "at", "option", "text", "conditions", "limits"}, Read: r.signSheet(scope, writingRows)},
		{File: "review_contents", Table: "review_contents", Columns: []string{"review_id", "round", "hash", "state", "by", "at", "signed_at", "ended_at", "ended_by", "changed", "content"}, Read: r.signSheet(scope, roundRows)},
		{File: "review_signatures", Table: "review_signatures", Columns: []string{"review_id", "round", "expert", "kind", "key", "at", "signature"}, Read: r.signSheet(scope, signatureRows)},
	}
}

// sheet reads the reviews of a company page by page, each as lines.
func (r *Room) sheet(scope accounts.Scope, lines func(Review) [][]string) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (out [][]string, next string, err error) {
		from := uuid.Nil
		if after != "" {
			if from, err = uuid.Parse(after); err != nil {
				return nil, "", err
			}
		}
		found, more, err := r.Reviews(ctx, scope, from, exportPage)
		for _, one := range found {
			out = append(out, lines(one)...)
		}
		if more {
			next = found[len(found)-1].ID.String()
		}
		return out, next, err
	}
}

func reviewLines(r Review) [][]string {
	return [][]string{{r.ID.String(), r.Profile.String(), string(r.Part), string(r.Area), r.Finding, r.Question, string(r.State), r.AskedBy, stamp(&r.AskedAt), stamp(r.AcceptedAt), stamp(r.DueAt), stamp(r.SignedAt), stamp(r.EndedAt)}}
}

func teamLines(r Review) (out [][]string) {
	for _, m := range r.Team {
		out = append(out, []string{r.ID.String(), m.Name, m.Part, m.State, stamp(&m.At), stamp(m.AnsweredAt), m.Reason})
	}
	return out
}

// stamp is a moment in a sheet; nothing for none.
func stamp(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}
