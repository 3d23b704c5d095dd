package reviews

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// overridesSheet is the table of overrides that a company takes along. What was never approved is there without its words, which were for the
// experts only.
func overridesSheet(r *Room, scope accounts.Scope) accounts.Sheet {
	columns := []string{"id", "review_id", "profile_id", "finding", "engine_severity", "severity", "reason", "text", "citations", "state", "until", "author", "at", "decided_by", "decided_at", "ended_at"}
	return accounts.Sheet{File: "review_overrides", Table: "review_overrides", Columns: columns, Read: func(ctx context.Context, after string) (out [][]string, next string, err error) {
		from, err := pageFrom(after)
		if err != nil {
			return nil, "", err
		}
		err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			found, err := r.readOverrides(ctx, tx, scope.Company(), ` and id > @after order by id limit @limit`, args{"after": from, "limit": exportPage})
			for _, o := range found {
				out = append(out, overrideLine(o))
			}
			if len(found) == exportPage {
				next = found[len(found)-1].ID.String()
			}
			return err
		})
		return out, next, err
	}}
}

// pageFrom reads where a page of a sheet begins.
func pageFrom(after string) (uuid.UUID, error) {
	if after == "" {
		return uuid.Nil, nil
	}
	return uuid.Parse(after)
}

func overrideLine(o Override) []string {
	to, cited := string(o.To), make([]string, len(o.Citations))
	if o.To == "" {
		to = "dismissed"
	}
	for i, c := range o.Citations {
		cited[i] = c.Source + " " + c.Article
	}
	line := []string{o.ID.String(), o.Review.String(), o.Profile.String(), o.Finding, string(o.Was), to, o.Reason, o.Text, strings.Join(cited, "; "), string(o.State), o.Until.Format(time.DateOnly), o.Author,
		stamp(&o.At), o.By, stamp(o.DecidedAt), stamp(o.EndedAt)}
	if o.DecidedAt == nil || o.State == OverrideRefused {
		line[5], line[6], line[7], line[8] = "", "", "", ""
	}
	return line
}

// disputesSheet is the table of disputes that a company takes along.
func disputesSheet(r *Room, scope accounts.Scope) accounts.Sheet {
	columns := []string{"id", "profile_id", "finding", "text", "state", "filed_by", "filed_at", "due_at", "due_certain", "answered_by", "answered_at", "answer"}
	return accounts.Sheet{File: "disputes", Table: "disputes", Columns: columns, Read: func(ctx context.Context, after string) (out [][]string, next string, err error) {
		from, err := pageFrom(after)
		if err != nil {
			return nil, "", err
		}
		err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			found, err := r.readDisputes(ctx, tx, ` where company_id = @company and id > @after order by id limit @limit`, args{"company": scope.Company(), "after": from, "limit": exportPage})
			if err != nil {
				return err
			}
			opened, err := r.openDisputes(ctx, tx, scope.Company(), found)
			for _, d := range opened {
				certain := map[bool]string{true: "true", false: "false"}[d.DueCertain]
				out = append(out, []string{d.ID.String(), d.Profile.String(), d.Finding, d.Text, string(d.State), d.FiledBy, stamp(&d.FiledAt), stamp(&d.Due), certain, d.AnsweredBy, stamp(d.AnsweredAt), d.Answer})
			}
			if len(found) == exportPage {
				next = found[len(found)-1].ID.String()
			}
			return err
		})
		return out, next, err
	}}
}
