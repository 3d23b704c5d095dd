package reviews

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// threadSheet reads the threads of a company review by review: those that the company sees. What experts write among themselves is not
// the company's to take along, and neither is what waits for a senior.
func (r *Room) threadSheet(scope accounts.Scope, lines func(ctx context.Context, tx Tx, scope accounts.Scope, all []Thread) ([][]string, error)) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (out [][]string, next string, err error) {
		from := uuid.Nil
		if after != "" {
			if from, err = uuid.Parse(after); err != nil {
				return nil, "", err
			}
		}
		found, more, err := r.Reviews(ctx, scope, from, 1)
		if err != nil || len(found) == 0 {
			return nil, "", err
		}
		if more {
			next = found[0].ID.String()
		}
		return out, next, r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			all, err := r.readThreads(ctx, tx, scope.Company(), found[0].ID, "", true)
			if err == nil {
				out, err = lines(ctx, tx, scope, all)
			}
			return err
		})
	}
}

func threadLines(_ context.Context, _ Tx, _ accounts.Scope, all []Thread) (out [][]string, _ error) {
	for _, t := range all {
		passage := ""
		if t.Target.Quote != nil {
			passage = t.Target.Quote.Exact
		}
		out = append(out, []string{t.Review.String(), t.ID.String(), t.Profile.String(), t.Target.Finding, t.Target.Field, passage, string(t.State), t.Name, stamp(&t.At), t.SettledBy, stamp(t.SettledAt)})
	}
	return out, nil
}

func commentLines(_ context.Context, _ Tx, _ accounts.Scope, all []Thread) (out [][]string, _ error) {
	for _, t := range all {
		for _, c := range t.Comments {
			var cited []string
			for _, one := range c.Citations {
				cited = append(cited, strings.TrimSpace(one.Source+" "+one.Article))
			}
			out = append(out, []string{t.ID.String(), c.ID.String(), c.Side, c.Name, stamp(&c.At), c.Text, strings.Join(cited, "; "), stamp(c.EditedAt), c.ApprovedBy, stamp(c.ApprovedAt)})
		}
	}
	return out, nil
}

func idsOf(all []Thread) [][16]byte {
	out := make([][16]byte, len(all))
	for i, t := range all {
		out[i] = t.ID
	}
	return out
}

// editLines are what comments said before they were edited, where the company could read it.
func (r *Room) editLines(ctx context.Context, tx Tx, scope accounts.Scope, all []Thread) (out [][]string, err error) {
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		select e.comment_id, e.rev, e.at, e.sealed from review_comment_edits e join review_comments c on c.company_id = e.company_id and c.id = e.comment_id
		 where e.company_id = @company and c.thread_id = any(@ids::uuid[]) and not c.draft and e.at > coalesce(c.approved_at, '-infinity') order by e.comment_id, e.rev`,
		args{"company": scope.Company(), "ids": idsOf(all)})
	if err != nil {
		return nil, fmt.Errorf("read editions: %w", err)
	}
	var id uuid.UUID
	var rev int64
	var at time.Time
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &rev, &at, &sealed}, func() error {
		text, err := box.Open(editAt(id, rev), sealed)
		if err != nil {
			return err
		}
		var in words
		if err := json.Unmarshal(text, &in); err != nil {
			return err
		}
		out = append(out, []string{id.String(), strconv.FormatInt(rev, 10), stamp(&at), in.Text})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read editions: %w", err)
	}
	return out, nil
}

// anchorLines are where threads stood in each version that they have seen.
func (r *Room) anchorLines(ctx context.Context, tx Tx, scope accounts.Scope, all []Thread) (out [][]string, err error) {
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `select thread_id, step, profile_id, also, at, sealed from review_anchors where company_id = @company and thread_id = any(@ids::uuid[]) order by thread_id, step`,
		args{"company": scope.Company(), "ids": idsOf(all)})
	if err != nil {
		return nil, fmt.Errorf("read anchors: %w", err)
	}
	var id, profile uuid.UUID
	var n int
	var also []string
	var at time.Time
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &n, &profile, &also, &at, &sealed}, func() error {
		text, err := box.Open(anchorAt(id, n), sealed)
		if err != nil {
			return err
		}
		var is Anchored
		if err := json.Unmarshal(text, &is); err != nil {
			return err
		}
		line := []string{id.String(), strconv.Itoa(n), profile.String(), string(is.Status), strings.Join(also, " "), "", "", "", stamp(&at)}
		if is.Place != nil {
			line[5] = is.Place.Field
			if is.Place.End > 0 {
				line[6], line[7] = strconv.Itoa(is.Place.Start), strconv.Itoa(is.Place.End)
			}
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read anchors: %w", err)
	}
	return out, nil
}
