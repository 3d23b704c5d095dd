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
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

func roundAt(id uuid.UUID, number int) accounts.Place {
	return accounts.At("review_contents.sealed", id.String(), fmt.Sprint(number))
}

// signedFinding is a finding as it goes into the hash of findings.
type signedFinding struct {
	Key      string            `json:"key"`
	Severity station.Severity  `json:"severity"`
	Inputs   string            `json:"inputs"`
	Fields   map[string]string `json:"fields"`
}

// findingsOf are those of a report that a review is about, in the order of their keys.
func findingsOf(report Report, r Review) []signedFinding {
	out := []signedFinding{}
	for key, p := range report.Findings {
		if r.Part == Finding && key != r.Finding || r.Part == Area && report.Areas[key] != r.Area {
			continue
		}
		out = append(out, signedFinding{key, p.Severity, p.Inputs, p.Fields})
	}
	slices.SortFunc(out, func(a, b signedFinding) int {
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	return out
}

// loadSignOff reads a review with its report and all that was written. The report is read before the transaction, by its own room.
func (r *Room) loadSignOff(ctx context.Context, tx Tx, company station.CompanyID, id uuid.UUID) (out SignOff, err error) {
	found, err := r.load(ctx, tx, ` where company_id = @company and id = @id`, args{"company": company, "id": id})
	if err != nil {
		return out, err
	}
	if len(found) == 0 {
		return out, notFound(nil)
	}
	opened, err := r.open(ctx, tx, company, found)
	if err != nil {
		return out, err
	}
	out.Review = opened[0]
	return out, r.writings(ctx, tx, company, id, &out)
}

// compose makes the content of a round as everything is at this moment; putUp is when the round was put up.
func (r *Room) compose(ctx context.Context, tx Tx, s SignOff, report Report, number int, putUp time.Time) (c signed.Content, err error) {
	v := s.Review
	if report.Profile != v.Profile {
		return c, conflict("sign.moved_on")
	}
	c = signed.Content{Station: uuid.UUID(v.Station).String(), Review: v.ID.String(), Round: number, Part: string(v.Part), Area: string(v.Area), Finding: v.Finding, Question: v.Question, Needed: v.Needed,
		Report:     signed.ReportPart{Profile: v.Profile.String(), Digest: report.Digest, MadeAt: report.At.UTC().Format(time.RFC3339), Rules: report.Rules},
		Conclusion: signed.Conclusion{Option: s.Conclusion.Option, Text: s.Conclusion.Text, Conditions: s.Conclusion.Conditions}, Limits: s.Conclusion.Limits}
	if c.Findings, err = signed.SumOf(findingsOf(report, v)); err != nil {
		return c, err
	}
	overrides, err := r.signedOverrides(ctx, tx, v, report, putUp)
	if err != nil {
		return c, err
	}
	var over []Overruled
	for _, o := range overrides {
		over = append(over, o.overruled())
	}
	if c.Overrides, err = signed.SumOf(over); err != nil {
		return c, err
	}
	threads, err := r.openThreads(ctx, tx, v)
	if err != nil {
		return c, err
	}
	if c.Threads, err = signed.SumOf(threads); err != nil {
		return c, err
	}
	for _, m := range v.Team {
		if m.State == "accepted" {
			c.Experts = append(c.Experts, signed.Expert{Person: uuid.UUID(m.Person).String(), Name: m.Name})
		}
	}
	slices.SortFunc(c.Experts, func(a, b signed.Expert) int { return compareText(a.Person, b.Person) })
	for _, d := range s.Dissent {
		if d.Text != "" && slices.ContainsFunc(c.Experts, func(e signed.Expert) bool { return e.Person == uuid.UUID(d.Person).String() }) { // who has left says nothing any more
			c.Dissent = append(c.Dissent, signed.Dissent{Person: uuid.UUID(d.Person).String(), Text: d.Text})
		}
	}
	text, err := c.Bytes()
	if err != nil {
		return c, err
	}
	return signed.ReadContent(text) // as it will be read: in the one form of its strings and lists
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// rounds reads what was put up for signature, with the signatures, the latest first.
func (r *Room) rounds(ctx context.Context, tx Tx, company station.CompanyID, id uuid.UUID) ([]Round, error) {
	rows, err := tx.Query(ctx, `
		select round, hash, sealed, profile_id, state, needed, made_by::text, made_at, signed_at, ended_at, coalesce(ended_by::text, ''), why from review_contents
		 where company_id = @company and review_id = @id order by round desc limit 50`, args{"company": company, "id": id})
	if err != nil {
		return nil, fmt.Errorf("read rounds: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(in pgx.CollectableRow) (v Round, err error) {
		return v, in.Scan(&v.Number, &v.Hash, &v.sealed, &v.profile, &v.State, &v.Needed, &v.MadeBy, &v.MadeAt, &v.SignedAt, &v.EndedAt, &v.EndedBy, &v.Why)
	})
	if err != nil {
		return nil, fmt.Errorf("read rounds: %w", err)
	}
	if len(out) == 0 {
		return nil, nil
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
	if err != nil {
		return nil, err
	}
	for i := range out {
		v := &out[i]
		if v.Bytes, err = box.Open(roundAt(id, v.Number), v.sealed); err != nil {
			return nil, fmt.Errorf("open a round: %w", err)
		}
		if v.Content, err = signed.ReadContent(v.Bytes); err != nil || signed.Hash(v.Bytes) != v.Hash {
			return nil, fmt.Errorf("a round is not what was put up: %w", errors.Join(err, errMeddled))
		}
		v.SM3 = signed.HashSM3(v.Bytes)
	}
	if err := r.signatures(ctx, tx, box, company, id, out); err != nil {
		return nil, err
	}
	return out, accounts.Name(ctx, r.vault, tx, out, func(v *Round) []*string {
		fields := []*string{&v.MadeBy}
		if v.EndedBy != "" {
			fields = append(fields, &v.EndedBy)
		}
		return fields
	})
}

var errMeddled = errors.New("reviews: its hash is another one")

func signatureAt(id uuid.UUID, round int, person station.PersonID) accounts.Place {
	return accounts.At("review_signatures.sealed", id.String(), fmt.Sprint(round), uuid.UUID(person).String())
}

// signatures reads who signed the rounds of a review.
func (r *Room) signatures(ctx context.Context, tx Tx, box *accounts.Box, company station.CompanyID, id uuid.UUID, rounds []Round) error {
	rows, err := tx.Query(ctx, `
		select round, person_id, person_id::text as name, kind, key_id, at, sealed from review_signatures
		 where company_id = @company and review_id = @id order by round, at, person_id limit 500`, args{"company": company, "id": id})
	if err != nil {
		return fmt.Errorf("read signatures: %w", err)
	}
	type row struct {
		round  int
		sealed []byte
		Signature
	}
	found, err := pgx.CollectRows(rows, func(in pgx.CollectableRow) (s row, err error) {
		return s, in.Scan(&s.round, &s.Person, &s.Name, &s.Kind, &s.Key, &s.At, &s.sealed)
	})
	if err != nil {
		return fmt.Errorf("read signatures: %w", err)
	}
	if err := accounts.Name(ctx, r.vault, tx, found, func(s *row) []*string { return []*string{&s.Name} }); err != nil {
		return err
	}
	for _, s := range found {
		text, err := box.Open(signatureAt(id, s.round, s.Person), s.sealed)
		if err != nil {
			return fmt.Errorf("open a signature: %w", err)
		}
		var kept keptSignature
		if err := json.Unmarshal(text, &kept); err != nil {
			return fmt.Errorf("open a signature: %w", err)
		}
		s.Algorithm, s.Value, s.Signer = kept.Algorithm, kept.Value, kept.Signer
		for i := range rounds {
			if rounds[i].Number == s.round {
				rounds[i].Signed = append(rounds[i].Signed, s.Signature)
			}
		}
	}
	return nil
}

// Touched tells that a part of what is signed has changed, in the transaction in which it does: what was put up for signature, or signed,
// is void from then on, and everybody sees who changed what and when. Whoever changes an override or the state of a thread calls it.
// part is one of Parts. It changes nothing where nothing was put up.
func (r *Room) Touched(ctx context.Context, tx Tx, who station.Actor, company station.CompanyID, id uuid.UUID, part string) error {
	return r.void(ctx, tx, who, who.Person, company, id, []string{part})
}

// void ends the rounds of a review that stand. by is nobody where it was found to have changed. What was signed over an earlier version
// of the report stands until a later one is signed.
func (r *Room) void(ctx context.Context, tx Tx, who station.Actor, by station.PersonID, company station.CompanyID, id uuid.UUID, why []string) error {
	rows, err := tx.Query(ctx, `
		update review_contents set state = 'voided', ended_at = @now, ended_by = nullif(@by::uuid, '00000000-0000-0000-0000-000000000000'), why = @why
		 where company_id = @company and review_id = @id
		   and (state = 'open' or state = 'signed' and profile_id = (select profile_id from reviews v where v.company_id = @company and v.id = @id))
		returning round, hash, signed_at is not null, station_id`,
		args{"now": r.clock(), "by": by, "why": why, "company": company, "id": id})
	if err != nil {
		return fmt.Errorf("void signatures: %w", err)
	}
	type ended struct {
		Round  int
		Hash   string
		Signed bool
		At     station.StationID
	}
	gone, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ended])
	if err != nil {
		return fmt.Errorf("void signatures: %w", err)
	}
	for _, g := range gone { // two at the most: one that is open and one that was signed
		if g.Signed {
			if err := r.became(ctx, tx, g.At, g.Hash, "voided", ""); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, `update reviews set state = 'accepted', signed_at = null, rev = rev + 1 where station_id = @station and id = @id and state = 'signed'`, args{"station": g.At, "id": id}); err != nil {
				return fmt.Errorf("void signatures: %w", err)
			}
		}
		if err := r.people.Record(ctx, tx, who, company, "review.void", id.String(), map[string]any{"round": g.Round, "why": why}); err != nil {
			return err
		}
		if err := r.Happened(ctx, tx, who, company, id, "voided", fmt.Sprint(g.Round)); err != nil {
			return err
		}
	}
	return nil
}

// became keeps what became of a content that was signed, for the public list.
func (r *Room) became(ctx context.Context, tx Tx, at station.StationID, hash, state, by string) error {
	_, err := tx.Exec(ctx, `
		insert into review_status (station_id, hash, state, at, by_hash) values (@station, @hash, @state, @now, @by)
		on conflict (station_id, hash) do update set state = @state, at = @now, by_hash = @by`,
		args{"station": at, "hash": hash, "state": state, "now": r.clock(), "by": by})
	if err != nil {
		return fmt.Errorf("keep what became of a report: %w", err)
	}
	return nil
}
