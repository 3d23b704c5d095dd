package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// disputed is what of a dispute lies sealed by the company's key.
type disputed struct {
	Finding string `json:"finding"`
	Text    string `json:"text"`
}

const disputeMark = "disputes.mark"

func disputeAt(id uuid.UUID) accounts.Place       { return accounts.At("disputes.sealed", id.String()) }
func disputeAnswerAt(id uuid.UUID) accounts.Place { return accounts.At("disputes.answer", id.String()) }

// AlsoDispute runs in the transaction of an act on a dispute; lead is who leads the review that it belongs to, or who took it; the
// zero id = nobody yet. It may be nil.
type AlsoDispute = func(ctx context.Context, tx Tx, d Dispute, lead station.PersonID) error

// File files a dispute of a finding of one of the scope's company's reports: its consent that the expert who answers reads that finding. The lead
// of a review of this report that is under way answers, or else whoever takes it. Faults: Invalid, NotFound for a finding that there is not,
// Conflict for one that is disputed already.
func (r *Room) File(ctx context.Context, scope accounts.Scope, f Filing, also AlsoDispute) error {
	report, err := r.reports.Report(ctx, scope, f.Profile)
	if err != nil {
		return err
	}
	if _, there := report.Findings[f.Finding]; !there {
		return notFound(nil)
	}
	if f.Text = strings.TrimSpace(f.Text); f.ID == uuid.Nil || f.Text == "" || utf8.RuneCountInString(f.Text) > mostDisputed {
		return invalid("dispute.wrong_text", "most", mostDisputed)
	}
	who := scope.Actor()
	due, certain, err := r.clocks.InDays(ctx, who.Station, r.clock(), DisputeWithin)
	if err != nil {
		return fmt.Errorf("when a dispute is due: %w", err)
	}
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		review, lead, err := r.answers(ctx, tx, scope, f, report)
		if err != nil {
			return err
		}
		box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
		if err != nil {
			return err
		}
		text, err := json.Marshal(disputed{f.Finding, f.Text})
		if err != nil {
			return fmt.Errorf("file a dispute: %w", err)
		}
		sealed, err := box.Seal(disputeAt(f.ID), text)
		if err != nil {
			return err
		}
		mark, err := box.Index(disputeMark, []byte(f.Finding))
		if err != nil {
			return err
		}
		fresh, err := r.keepDispute(ctx, tx, args{"station": who.Station, "id": f.ID, "company": scope.Company(), "profile": f.Profile, "mark": mark, "area": string(report.Areas[f.Finding]), "sealed": sealed,
			"review": review, "by": who.Person, "now": r.clock(), "due": due, "certain": certain})
		if err != nil {
			return err
		}
		if !fresh {
			return r.filedSame(ctx, tx, scope, f)
		}
		if err := r.people.ConsentTo(ctx, tx, scope, accounts.ConsentReview, accounts.ReviewVersion, f.ID, true); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, scope.Company(), "dispute.file", f.ID.String(), nil); err != nil {
			return err
		}
		return r.tellDispute(ctx, tx, f.ID, who.Station, lead, also)
	})
}

// keepDispute keeps what is filed; fresh is false when this very form filed it already. Fault: Conflict for another open one of the finding.
func (r *Room) keepDispute(ctx context.Context, tx Tx, with args) (fresh bool, err error) {
	done, err := tx.Exec(ctx, `
		insert into disputes (station_id, id, company_id, profile_id, mark, area, sealed, review_id, filed_by, filed_at, due_at, due_certain)
		values (@station, @id, @company, @profile, @mark, @area, @sealed, @review, @by, @now, @due, @certain) on conflict do nothing`, with)
	if err != nil {
		return false, fmt.Errorf("file a dispute: %w", err)
	}
	if done.RowsAffected() == 1 {
		return true, nil
	}
	var same bool
	err = tx.QueryRow(ctx, `select exists (select from disputes where station_id = @station and id = @id and company_id = @company)`, args{"station": with["station"], "id": with["id"], "company": with["company"]}).Scan(&same)
	if err != nil {
		return false, fmt.Errorf("file a dispute: %w", err)
	}
	if !same {
		return false, conflict("dispute.filed_already")
	}
	return false, nil
}

// answers finds the review of a report that is under way and about a finding, the latest, and who leads it.
func (r *Room) answers(ctx context.Context, tx Tx, scope accounts.Scope, f Filing, report Report) (review *uuid.UUID, lead station.PersonID, err error) {
	found, err := r.load(ctx, tx, ` where company_id = @company and profile_id = @profile and state in ('accepted', 'signed') order by asked_at desc, id desc limit 20`, args{"company": scope.Company(), "profile": f.Profile})
	if err != nil {
		return nil, lead, err
	}
	opened, err := r.open(ctx, tx, scope.Company(), found)
	if err != nil {
		return nil, lead, err
	}
	for _, one := range opened {
		if m := one.Lead(); m != nil && one.covers(report, f.Finding) {
			return &one.ID, m.Person, nil
		}
	}
	return nil, lead, nil
}

const disputeColumns = `
	select id, company_id, profile_id, area, review_id, state, filed_by::text, filed_at, due_at, due_certain, coalesce(taken_by, '00000000-0000-0000-0000-000000000000'), coalesce(taken_by::text, ''),
	       coalesce(answered_by::text, ''), answered_at, rev, sealed, answer from disputes`

// sealedDispute is a dispute as its row is.
type sealedDispute struct {
	Dispute
	sealed, answer []byte
}

func scanDispute(row pgx.CollectableRow) (s sealedDispute, err error) {
	d := &s.Dispute
	return s, row.Scan(&d.ID, &d.Company, &d.Profile, &d.Area, &d.Review, &d.State, &d.FiledBy, &d.FiledAt, &d.Due, &d.DueCertain, &d.TakenBy, &d.TakenName, &d.AnsweredBy, &d.AnsweredAt, &d.Rev, &s.sealed, &s.answer)
}

// readDisputes runs a query over disputeColumns and adds names. What is sealed stays so.
func (r *Room) readDisputes(ctx context.Context, tx Tx, sql string, with args) ([]sealedDispute, error) {
	rows, err := tx.Query(ctx, disputeColumns+sql, with)
	if err != nil {
		return nil, fmt.Errorf("read disputes: %w", err)
	}
	found, err := pgx.CollectRows(rows, scanDispute)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found, accounts.Name(ctx, r.vault, tx, found, func(d *sealedDispute) []*string { return named(&d.FiledBy, &d.TakenName, &d.AnsweredBy) })
}

// openDisputes opens what of disputes is sealed, in a transaction of their company.
func (r *Room) openDisputes(ctx context.Context, tx Tx, company station.CompanyID, found []sealedDispute) ([]Dispute, error) {
	if len(found) == 0 {
		return nil, nil
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return nil, err
	}
	out := make([]Dispute, len(found))
	for i, s := range found {
		text, err := box.Open(disputeAt(s.ID), s.sealed)
		if err != nil {
			return nil, fmt.Errorf("open a dispute: %w", err)
		}
		var in disputed
		if err := json.Unmarshal(text, &in); err != nil {
			return nil, fmt.Errorf("open a dispute: %w", err)
		}
		out[i] = s.Dispute
		out[i].Finding, out[i].Text = in.Finding, in.Text
		if s.answer != nil {
			if text, err = box.Open(disputeAnswerAt(s.ID), s.answer); err != nil {
				return nil, fmt.Errorf("open a dispute: %w", err)
			}
			out[i].Answer = string(text)
		}
	}
	return out, nil
}

// tellDispute runs what goes with an act, over the dispute as it is now.
func (r *Room) tellDispute(ctx context.Context, tx Tx, id uuid.UUID, at station.StationID, lead station.PersonID, also AlsoDispute) error {
	if also == nil {
		return nil
	}
	found, err := r.readDisputes(ctx, tx, ` where station_id = @station and id = @id`, args{"station": at, "id": id})
	if err != nil || len(found) == 0 {
		return err
	}
	return also(ctx, tx, found[0].Dispute, lead)
}

// Disputes gives the disputes of a version of a report of the scope's company, of each finding the latest: finding key → dispute. It is the status
// of a finding that every aggregate takes along.
func (r *Room) Disputes(ctx context.Context, scope accounts.Scope, profile uuid.UUID) (out map[string]Dispute, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		out, err = r.DisputesIn(ctx, tx, scope.Company(), profile)
		return err
	})
	return out, err
}

// DisputesIn is Disputes in a transaction that sees the company's rows.
func (r *Room) DisputesIn(ctx context.Context, tx Tx, company station.CompanyID, profile uuid.UUID) (map[string]Dispute, error) {
	found, err := r.readDisputes(ctx, tx, ` where company_id = @company and profile_id = @profile order by filed_at, id limit @limit`, args{"company": company, "profile": profile, "limit": mostOverrides})
	if err != nil {
		return nil, err
	}
	opened, err := r.openDisputes(ctx, tx, company, found)
	out := map[string]Dispute{}
	for _, d := range opened {
		out[d.Finding] = d
	}
	return out, err
}

// OpenDisputes gives those of the scope's company that nobody has answered yet, the latest first: each lets an expert read one finding.
func (r *Room) OpenDisputes(ctx context.Context, scope accounts.Scope) (out []Dispute, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.readDisputes(ctx, tx, ` where company_id = @company and state = 'filed' order by filed_at desc, id desc limit @limit`, args{"company": scope.Company(), "limit": mostOverrides})
		if err != nil {
			return err
		}
		out, err = r.openDisputes(ctx, tx, scope.Company(), found)
		return err
	})
	return out, err
}

// TakeBack takes a dispute back, with its consent: from the next request on nobody reads the finding because of it. Faults: NotFound, Conflict.
func (r *Room) TakeBack(ctx context.Context, scope accounts.Scope, id uuid.UUID) error {
	who := scope.Actor()
	return r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		var state DisputeState
		err := tx.QueryRow(ctx, `select state from disputes where station_id = @station and id = @id and company_id = @company for update`, args{"station": who.Station, "id": id, "company": scope.Company()}).Scan(&state)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return notFound(nil)
		case err != nil:
			return fmt.Errorf("find a dispute: %w", err)
		case state != DisputeFiled:
			return conflict("dispute.over")
		}
		if _, err := tx.Exec(ctx, `update disputes set state = 'withdrawn', rev = rev + 1 where station_id = @station and id = @id`, args{"station": who.Station, "id": id}); err != nil {
			return fmt.Errorf("take a dispute back: %w", err)
		}
		if err := r.people.ConsentTo(ctx, tx, scope, accounts.ConsentReview, accounts.ReviewVersion, id, false); err != nil {
			return err
		}
		return r.people.Record(ctx, tx, who, scope.Company(), "dispute.take_back", id.String(), nil)
	})
}
