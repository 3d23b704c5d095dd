package reviews

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// Overruled is an approved override as it is signed over.
type Overruled struct {
	ID       uuid.UUID `json:"id"`
	Finding  string    `json:"finding"`
	Engine   string    `json:"engine"` // severity by the rules
	Expert   string    `json:"expert"` // severity by the experts; dismissed
	Reason   string    `json:"reason"`
	Text     string    `json:"text"`
	Cited    []string  `json:"cited"`   // source and article
	Expires  string    `json:"expires"` // the last day on which it is applied
	Author   string    `json:"author"`  // id of a person
	Approver string    `json:"approver"`
}

// OpenThread is a thread that is not settled, as it is signed over: what experts have said in it to the company. An answer of the company changes nothing of
// what they sign.
type OpenThread struct {
	ID       uuid.UUID `json:"id"`
	Finding  string    `json:"finding"`
	Audience string    `json:"audience"`
	Said     string    `json:"said"` // SHA-256 of the canonical JSON of the experts' comments
}

// saidByExpert is a comment as it goes into the hash of a thread.
type saidByExpert struct {
	ID        uuid.UUID  `json:"id"`
	Text      string     `json:"text"`
	Citations []Citation `json:"citations"`
}

// overruled is an override as it is signed over.
func (o Override) overruled() Overruled {
	out := Overruled{ID: o.ID, Finding: o.Finding, Engine: string(o.Was), Expert: string(o.To), Reason: o.Reason, Text: o.Text, Cited: []string{}, Expires: o.Until.Format(time.DateOnly), Author: o.Author, Approver: o.By}
	if o.To == "" {
		out.Expert = "dismissed"
	}
	for _, c := range o.Citations {
		out.Cited = append(out.Cited, c.Source+" "+c.Article)
	}
	return out
}

// SignedOver gives the overrides that a signed round stands over, with the names of their authors. Fault: NotFound.
func (r *Room) SignedOver(ctx context.Context, scope accounts.Scope, round Round) (out []Override, err error) {
	report, err := r.reports.Report(ctx, scope, round.profile)
	if err != nil {
		return nil, err
	}
	id, err := uuid.Parse(round.Content.Review)
	if err != nil {
		return nil, notFound(nil)
	}
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		if out, err = r.signedOverrides(ctx, tx, Review{ID: id, Company: scope.Company()}, report, round.MadeAt); err != nil {
			return err
		}
		return accounts.Name(ctx, r.vault, tx, out, func(o *Override) []*string { return named(&o.Author, &o.By) })
	})
	return out, err
}

// signedOverrides are the overrides of a review that were applied in a version when a content was put up, their people by their ids. One whose
// last day has passed since then stays in what was signed: its day stands there.
func (r *Room) signedOverrides(ctx context.Context, tx Tx, v Review, report Report, putUp time.Time) (out []Override, err error) {
	rows, err := tx.Query(ctx, overrideColumns+`
		 and review_id = @review and (state in ('approved', 'to_review') or state = 'expired' and decided_by is not null) and until >= @day::date order by id limit @limit`,
		args{"company": v.Company, "review": v.ID, "day": shanghaiDay(putUp), "limit": mostOverrides})
	if err != nil {
		return nil, fmt.Errorf("read overrides: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanOverride)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: v.Company})
	if err != nil {
		return nil, err
	}
	for _, s := range found {
		o, err := s.open(box)
		if err != nil {
			return nil, fmt.Errorf("open an override: %w", err)
		}
		if passage, there := report.Findings[o.Finding]; !there || o.Inputs == "" || passage.Inputs != o.Inputs {
			continue
		}
		o.State, o.EndedBy = OverrideApproved, ""
		out = append(out, o)
	}
	return out, nil
}

// openThreads are the threads of a review that are not settled, of those that its company reads: what the team writes for itself is no part of what
// it signs, and its number is nobody's business who holds the report.
func (r *Room) openThreads(ctx context.Context, tx Tx, v Review) (out []OpenThread, err error) {
	rows, err := tx.Query(ctx, threadColumns+` where company_id = @company and review_id = @review and state = 'open' and audience = 'company' and not draft order by id`, args{"company": v.Company, "review": v.ID})
	if err != nil {
		return nil, fmt.Errorf("read threads: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanThread)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: v.Company})
	if err != nil {
		return nil, err
	}
	said, err := r.saidByExperts(ctx, tx, box, v)
	if err != nil {
		return nil, err
	}
	for _, t := range found {
		if err := t.unseal(box); err != nil {
			return nil, err
		}
		sum, err := signed.SumOf(said[t.ID])
		if err != nil {
			return nil, err
		}
		out = append(out, OpenThread{ID: t.ID, Finding: t.Target.Finding, Audience: string(t.Audience), Said: sum.SHA256})
	}
	return out, nil
}

// saidByExperts are the comments of experts in the open threads of a review, by thread, in the order in which they were written.
func (r *Room) saidByExperts(ctx context.Context, tx Tx, box *accounts.Box, v Review) (map[uuid.UUID][]saidByExpert, error) {
	rows, err := tx.Query(ctx, commentColumns+`
		 where company_id = @company and side = 'expert' and not draft and thread_id in (select id from review_threads where company_id = @company and review_id = @review and state = 'open') order by at, id`,
		args{"company": v.Company, "review": v.ID})
	if err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanComment)
	if err != nil {
		return nil, fmt.Errorf("read comments: %w", err)
	}
	out := map[uuid.UUID][]saidByExpert{}
	for _, c := range found {
		if err := c.unseal(box); err != nil {
			return nil, err
		}
		if c.Citations == nil {
			c.Citations = []Citation{}
		}
		out[c.Thread] = append(out[c.Thread], saidByExpert{c.ID, c.Text, c.Citations})
	}
	return out, nil
}

// noted tells of an act on a note: who looks on hears of it, and what was put up for signature is void where it held the note. shown tells
// whether what the company reads of the experts has changed.
func (r *Room) noted(ctx context.Context, tx Tx, w writer, in Review, t Thread, kind string, shown bool) error {
	err := r.Happened(ctx, tx, w.Actor, w.about, in.ID, kind, t.ID.String())
	if err != nil || !shown || t.Audience != ForCompany || t.Draft {
		return err
	}
	return r.Touched(ctx, tx, w.Actor, w.about, in.ID, "threads")
}

// overruled is noted for an override; applied tells whether one begins or ends to apply.
func (r *Room) overruled(ctx context.Context, tx Tx, scope accounts.Scope, review, id uuid.UUID, applied bool) error {
	err := r.Happened(ctx, tx, scope.Actor(), scope.Company(), review, "override", id.String())
	if err != nil || !applied {
		return err
	}
	return r.Touched(ctx, tx, scope.Actor(), scope.Company(), review, "overrides")
}
