package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// judgedAlso is what of an override lies sealed by the company's key.
type judgedAlso struct {
	Finding   string           `json:"finding"`
	Was       station.Severity `json:"was"`
	To        station.Severity `json:"to,omitempty"`
	Reason    string           `json:"reason"`
	Text      string           `json:"text"`
	Citations []Citation       `json:"citations"`
	Inputs    string           `json:"inputs"`
}

const overrideMark = "review_overrides.mark"

func overrideAt(id uuid.UUID) accounts.Place {
	return accounts.At("review_overrides.sealed", id.String())
}
func endingAt(id uuid.UUID) accounts.Place {
	return accounts.At("review_overrides.ending", id.String())
}

// AlsoOverride runs in the transaction of an act on an override. It may be nil.
type AlsoOverride = func(ctx context.Context, tx Tx, r Review, o Override) error

// Propose proposes another severity for a finding of the version under review. Sent twice it is one. Faults: Invalid, NotFound for a finding that
// the review is not about, Forbidden for who is not of the team, Conflict for a review that is over.
func (r *Room) Propose(ctx context.Context, scope accounts.Scope, review uuid.UUID, p Proposal, also AlsoOverride) error {
	who := scope.Actor()
	if _, err := r.rankOf(ctx, scope); err != nil {
		return err
	}
	about, report, err := r.underReview(ctx, scope, review)
	if err != nil {
		return err
	}
	passage, there := report.Findings[p.Finding]
	if !there || !about.covers(report, p.Finding) {
		return notFound(nil)
	}
	if p = p.clean(); p.check(passage.Severity, r.clock()) != nil {
		return p.check(passage.Severity, r.clock())
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		if _, err := r.hold(ctx, tx, who.Station, review); err != nil {
			return err
		}
		if _, err := r.partOfTeam(ctx, tx, who, review); err != nil {
			return err
		}
		fresh, err := r.keepOverride(ctx, tx, scope, about, p, passage)
		if err != nil || !fresh {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "override.propose", p.ID.String(), map[string]any{"review": review.String(), "reason": p.Reason}); err != nil {
			return err
		}
		if err := r.overruled(ctx, tx, scope, review, p.ID, false); err != nil {
			return err
		}
		return r.tellOverride(ctx, tx, scope, review, p.ID, also)
	})
}

// underReview gives a review of the scope's company, and the version of the report that it is about now.
func (r *Room) underReview(ctx context.Context, scope accounts.Scope, review uuid.UUID) (Review, Report, error) {
	about, err := r.Review(ctx, scope, review)
	if err != nil {
		return about, Report{}, err
	}
	report, err := r.reports.Report(ctx, scope, about.Profile)
	return about, report, err
}

// partOfTeam is the actor's part in a review. Fault: Forbidden for who has none.
func (r *Room) partOfTeam(ctx context.Context, tx Tx, who station.Actor, review uuid.UUID) (part string, err error) {
	err = tx.QueryRow(ctx, `select part from review_experts where station_id = @station and review_id = @id and person_id = @person and state = 'accepted'`,
		args{"station": who.Station, "id": review, "person": who.Person}).Scan(&part)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", &station.Fault{Kind: station.Forbidden, Say: station.Say("override.team_only")}
	}
	if err != nil {
		return "", fmt.Errorf("find who reviews: %w", err)
	}
	return part, nil
}

// keepOverride keeps a proposal; fresh is false when it is kept already.
func (r *Room) keepOverride(ctx context.Context, tx Tx, scope accounts.Scope, about Review, p Proposal, was Passage) (fresh bool, err error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return false, err
	}
	text, err := json.Marshal(judgedAlso{p.Finding, was.Severity, p.To, p.Reason, p.Text, p.Citations, was.Inputs})
	if err != nil {
		return false, fmt.Errorf("propose an override: %w", err)
	}
	sealed, err := box.Seal(overrideAt(p.ID), text)
	if err != nil {
		return false, err
	}
	mark, err := box.Index(overrideMark, []byte(p.Finding))
	if err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, `
		insert into review_overrides (company_id, id, station_id, review_id, profile_id, mark, sealed, until, author_id, at)
		values (@company, @id, @station, @review, @profile, @mark, @sealed, @until, @author, @now) on conflict (company_id, id) do nothing`,
		args{"company": scope.Company(), "id": p.ID, "station": scope.Actor().Station, "review": about.ID, "profile": about.Profile, "mark": mark, "sealed": sealed,
			"until": p.Until, "author": scope.Actor().Person, "now": r.clock()})
	if err != nil {
		return false, fmt.Errorf("propose an override: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, nil
	}
	found, err := r.readOverrides(ctx, tx, scope.Company(), ` and id = @id and review_id = @review and author_id = @author`, args{"id": p.ID, "review": about.ID, "author": scope.Actor().Person})
	if err == nil && (len(found) == 0 || !p.says(found[0])) { // the same form, which says something else now
		err = conflict("thread.said_otherwise")
	}
	return false, err
}

// says tells whether a proposal is the one that was kept as an override.
func (p Proposal) says(o Override) bool {
	return p.Finding == o.Finding && p.To == o.To && p.Reason == o.Reason && p.Text == o.Text && slices.Equal(p.Citations, o.Citations) && p.Until.Equal(o.Until)
}

// tellOverride runs what goes with an act, over the override as it is now.
func (r *Room) tellOverride(ctx context.Context, tx Tx, scope accounts.Scope, review, id uuid.UUID, also AlsoOverride) error {
	if also == nil {
		return nil
	}
	about, err := r.one(ctx, tx, scope.Actor().Station, review)
	if err != nil {
		return err
	}
	found, err := r.readOverrides(ctx, tx, scope.Company(), ` and id = @id`, args{"id": id})
	if err != nil || len(found) == 0 {
		return err
	}
	return also(ctx, tx, about, found[0])
}

const overrideColumns = `
	select id, review_id, profile_id, state, until, author_id, author_id::text, at, coalesce(decided_by::text, ''), coalesce(decided_by, '00000000-0000-0000-0000-000000000000'), decided_at, coalesce(ended_by::text, ''), ended_at, rev, sealed, ending
	  from review_overrides where company_id = @company`

// sealedOverride is an override as its row is.
type sealedOverride struct {
	Override
	sealed, ending []byte
}

func scanOverride(row pgx.CollectableRow) (s sealedOverride, err error) {
	o := &s.Override
	return s, row.Scan(&o.ID, &o.Review, &o.Profile, &o.State, &o.Until, &o.AuthorID, &o.Author, &o.At, &o.By, &o.ByID, &o.DecidedAt, &o.EndedBy, &o.EndedAt, &o.Rev, &s.sealed, &s.ending)
}

// readOverrides runs a query over overrideColumns in a transaction of the company, and opens and names what it finds.
func (r *Room) readOverrides(ctx context.Context, tx Tx, company station.CompanyID, sql string, with args) ([]Override, error) {
	with["company"] = company
	rows, err := tx.Query(ctx, overrideColumns+sql, with)
	if err != nil {
		return nil, fmt.Errorf("read overrides: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanOverride)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return nil, err
	}
	out := make([]Override, len(found))
	for i, s := range found {
		if out[i], err = s.open(box); err != nil {
			return nil, fmt.Errorf("open an override: %w", err)
		}
	}
	return out, accounts.Name(ctx, r.vault, tx, out, func(o *Override) []*string { return named(&o.Author, &o.By, &o.EndedBy) })
}

// named leaves out the places that name nobody.
func named(all ...*string) []*string {
	var out []*string
	for _, one := range all {
		if *one != "" {
			out = append(out, one)
		}
	}
	return out
}

func (s sealedOverride) open(box *accounts.Box) (o Override, err error) {
	o = s.Override
	text, err := box.Open(overrideAt(o.ID), s.sealed)
	if err != nil {
		return o, err
	}
	var in judgedAlso
	if err := json.Unmarshal(text, &in); err != nil {
		return o, err
	}
	o.Finding, o.Was, o.To, o.Reason, o.Text, o.Citations, o.Inputs = in.Finding, in.Was, in.To, in.Reason, in.Text, in.Citations, in.Inputs
	if s.ending != nil {
		text, err = box.Open(endingAt(o.ID), s.ending)
		o.Ending = string(text)
	}
	return o, err
}
