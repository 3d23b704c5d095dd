package reviews

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// keptSignature is what of a signature lies sealed by the company's key.
type keptSignature struct {
	Algorithm string            `json:"algorithm"`
	Value     []byte            `json:"value"`
	Signer    *signature.Signer `json:"signer,omitempty"`
}

// SignOff gives all about the conclusion of a review, to its company and to its experts, whose reading is recorded. What was put up for
// signature and has changed since is void from this moment. Fault: NotFound.
func (r *Room) SignOff(ctx context.Context, scope accounts.Scope, id uuid.UUID) (out SignOff, err error) {
	err = r.settled(ctx, scope, id, func(ctx context.Context, tx Tx, s SignOff, _ Report) error {
		out = s
		if who := scope.Actor(); who.Role == station.Expert {
			return r.people.Look(ctx, tx, who, scope.Company(), "report", id.String(), "@review")
		}
		return nil
	})
	return out, err
}

// settled runs an act over a review that is held, with its report, after what has changed was voided. The voiding holds whatever becomes of the act.
func (r *Room) settled(ctx context.Context, scope accounts.Scope, id uuid.UUID, act func(ctx context.Context, tx Tx, s SignOff, report Report) error) error {
	before, err := r.Review(ctx, scope, id)
	if err != nil {
		return err
	}
	report, err := r.reports.Report(ctx, scope, before.Profile)
	if err != nil {
		return err
	}
	who, company := scope.Actor(), scope.Company()
	var voided bool
	err = r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		s, why, err := r.current(ctx, tx, company, id, report)
		if err != nil {
			return err
		}
		if voided = len(why) > 0; voided {
			return r.void(ctx, tx, who, station.PersonID{}, company, id, why)
		}
		return act(ctx, tx, s, report)
	})
	if err != nil || !voided {
		return err
	}
	return r.db.Case(ctx, who.Station, company, func(ctx context.Context, tx Tx) error {
		s, why, err := r.current(ctx, tx, company, id, report)
		if err != nil {
			return err
		}
		if len(why) > 0 {
			return conflict("sign.moved_on")
		}
		return act(ctx, tx, s, report)
	})
}

// current reads a review, which it holds, and tells why what stands no longer does.
func (r *Room) current(ctx context.Context, tx Tx, company station.CompanyID, id uuid.UUID, report Report) (s SignOff, why []string, err error) {
	if _, err := tx.Exec(ctx, `select from reviews where company_id = @company and id = @id for update`, args{"company": company, "id": id}); err != nil {
		return s, nil, fmt.Errorf("hold a review: %w", err)
	}
	if s, err = r.loadSignOff(ctx, tx, company, id); err != nil {
		return s, nil, err
	}
	if s.Rounds, err = r.rounds(ctx, tx, company, id); err != nil {
		return s, nil, err
	}
	now := s.Current()
	if now == nil || now.State == "signed" && now.profile != s.Review.Profile || !s.Review.State.Open() {
		return s, nil, nil
	}
	content, err := r.compose(ctx, tx, s, report, now.Number, now.MadeAt)
	if err != nil {
		return s, nil, err
	}
	return s, changed(now.Content, content), nil
}

// PutUp freezes the content as it is at this moment: these bytes are signed from then on. The lead does. What was put up before, and is the same,
// stays. Faults: Invalid without a conclusion, Forbidden, Conflict.
func (r *Room) PutUp(ctx context.Context, scope accounts.Scope, id uuid.UUID, also Also) error {
	who, company := scope.Actor(), scope.Company()
	return r.settled(ctx, scope, id, func(ctx context.Context, tx Tx, s SignOff, report Report) error {
		if err := r.leads(ctx, tx, who, id); err != nil {
			return err
		}
		switch now := s.Current(); {
		case !s.Review.State.Open():
			return conflict("review.over")
		case s.Conclusion.Text == "":
			return invalid("sign.no_text")
		case now != nil && (now.State == "open" || now.profile == s.Review.Profile):
			return nil // nothing has changed since
		}
		number := 1
		if len(s.Rounds) > 0 {
			number = s.Rounds[0].Number + 1
		}
		content, err := r.compose(ctx, tx, s, report, number, r.clock())
		if err != nil {
			return err
		}
		if err := r.keepRound(ctx, tx, scope, s.Review, report, content); err != nil {
			return err
		}
		if err := r.people.Record(ctx, tx, who, company, "review.put_up", id.String(), map[string]any{"round": number}); err != nil {
			return err
		}
		if err := r.Happened(ctx, tx, who, company, id, "put_up", fmt.Sprint(number)); err != nil {
			return err
		}
		return r.tell(ctx, tx, who.Station, id, also)
	})
}

func (r *Room) keepRound(ctx context.Context, tx Tx, scope accounts.Scope, v Review, report Report, content signed.Content) error {
	text, err := content.Bytes()
	if err != nil {
		return err
	}
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: v.Company})
	if err != nil {
		return err
	}
	sealed, err := box.Seal(roundAt(v.ID, content.Round), text)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into review_contents (company_id, review_id, round, station_id, hash, profile_id, report_at, sealed, needed, made_by, made_at)
		values (@company, @id, @round, @station, @hash, @profile, @at, @sealed, @needed, @by, @now)`,
		args{"company": v.Company, "id": v.ID, "round": content.Round, "station": v.Station, "hash": signed.Hash(text), "profile": v.Profile, "at": report.At, "sealed": sealed, "needed": v.Needed,
			"by": scope.Actor().Person, "now": r.clock()})
	if err != nil {
		return fmt.Errorf("put up for signature: %w", err)
	}
	return nil
}

// Sign confirms a content inside the station, by the key that it keeps for the actor. hash is what the actor has seen: another content is
// not signed. Signing twice is signing once. Faults: Forbidden for juniors and whose licence is not verified, Conflict when the content is another one.
func (r *Room) Sign(ctx context.Context, scope accounts.Scope, id uuid.UUID, hash string, also Also) error {
	return r.sign(ctx, scope, id, hash, also, func(ctx context.Context, tx Tx, now *Round) (key, kind string, kept keptSignature, err error) {
		own, err := r.keyOf(ctx, tx, scope.Actor().Station, keyExpert, scope.Actor().Person)
		if err != nil {
			return "", "", kept, err
		}
		value, err := own.Sign(now.Bytes)
		return own.ID(), signed.Internal, keptSignature{Algorithm: string(own.Algorithm), Value: value}, err
	})
}

// SignByCertificate takes in a detached CMS signature by a certificate of the actor's own. Faults: as Sign, and Invalid with what is wrong with it.
func (r *Room) SignByCertificate(ctx context.Context, scope accounts.Scope, id uuid.UUID, hash string, cms []byte, also Also) error {
	var trust *signature.Trust
	if r.signing.Trust != nil {
		trust = r.signing.Trust()
	}
	if trust.Empty() {
		return invalid("sign.no_authorities")
	}
	return r.sign(ctx, scope, id, hash, also, func(_ context.Context, _ Tx, now *Round) (string, string, keptSignature, error) {
		who, err := signature.CheckCMS(cms, now.Bytes, trust, r.clock())
		if err != nil {
			return "", "", keptSignature{}, wrongCMS(err, who)
		}
		der, err := signature.DER(cms)
		return who.Fingerprint, signed.Certificate, keptSignature{Algorithm: who.Algorithm, Value: der, Signer: &who}, err
	})
}

type signer func(ctx context.Context, tx Tx, now *Round) (key, kind string, kept keptSignature, err error)

func (r *Room) sign(ctx context.Context, scope accounts.Scope, id uuid.UUID, hash string, also Also, by signer) error {
	who, company := scope.Actor(), scope.Company()
	own, err := r.people.Expert(ctx, scope, who.Person)
	if err != nil {
		if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("review.not_verified")}
		}
		return err
	}
	return r.settled(ctx, scope, id, func(ctx context.Context, tx Tx, s SignOff, report Report) error {
		part, err := r.memberPart(ctx, tx, who, id)
		if err != nil {
			return err
		}
		now := s.Current()
		switch {
		case part == "junior" || own.Rank != accounts.Senior:
			return &station.Fault{Kind: station.Forbidden, Say: station.Say("sign.juniors_do_not")}
		case !s.Review.State.Open():
			return conflict("review.over")
		case now == nil || now.Hash != hash:
			return conflict("sign.other_content")
		}
		key, kind, kept, err := by(ctx, tx, now)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(now.Signed, func(other Signature) bool { return other.Key == key && other.Person != who.Person }) {
			return invalid("sign.cms_twice") // one certificate is one person
		}
		fresh, err := r.keepSignature(ctx, tx, scope, id, now.Number, key, kind, kept)
		if err != nil || !fresh {
			return err
		}
		if err := r.people.Record(ctx, tx, who, company, "review.sign", id.String(), map[string]any{"round": now.Number, "kind": kind, "hash": hash, "key": key}); err != nil {
			return err
		}
		if err := r.Happened(ctx, tx, who, company, id, "signed", fmt.Sprint(now.Number)); err != nil {
			return err
		}
		if now.State == "open" && len(now.Signed)+1 >= now.Needed {
			if err := errors.Join(r.finish(ctx, tx, scope, s.Review, now), r.CountReviewed(ctx, tx, s.Review, report)); err != nil {
				return err
			}
			return r.tell(ctx, tx, who.Station, id, also)
		}
		return nil
	})
}

func (r *Room) keepSignature(ctx context.Context, tx Tx, scope accounts.Scope, id uuid.UUID, round int, key, kind string, kept keptSignature) (fresh bool, err error) {
	text, err := json.Marshal(kept)
	if err != nil {
		return false, fmt.Errorf("sign: %w", err)
	}
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: scope.Company()})
	if err != nil {
		return false, err
	}
	sealed, err := box.Seal(signatureAt(id, round, scope.Actor().Person), text)
	if err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, `
		insert into review_signatures (company_id, review_id, round, person_id, station_id, kind, key_id, at, sealed) values (@company, @id, @round, @person, @station, @kind, @key, @now, @sealed)
		on conflict (company_id, review_id, round, person_id) do nothing`,
		args{"company": scope.Company(), "id": id, "round": round, "person": scope.Actor().Person, "station": scope.Actor().Station, "kind": kind, "key": key, "now": r.clock(), "sealed": sealed})
	if err != nil {
		return false, fmt.Errorf("sign: %w", err)
	}
	return done.RowsAffected() == 1, nil
}

// finish makes a round the signed one, as enough have signed, and whatever was signed over an earlier version of the report an earlier one.
func (r *Room) finish(ctx context.Context, tx Tx, scope accounts.Scope, v Review, now *Round) error {
	_, err := tx.Exec(ctx, `
		 with old as (
		   update review_contents c set state = 'superseded', ended_at = @now, ended_by = @by
		    from reviews v, review_contents new
		    where c.company_id = @company and c.state = 'signed' and v.company_id = @company and v.station_id = @station and v.id = c.review_id
		      and new.company_id = @company and new.review_id = @id and new.round = @round and c.report_at < new.report_at
		      and (v.id = @id or v.part = @part and v.area = @area and v.part <> 'finding') returning c.hash)
		 insert into review_status (station_id, hash, state, at, by_hash) select @station, hash, 'superseded', @now, @hash from old
		 on conflict (station_id, hash) do update set state = 'superseded', at = @now, by_hash = @hash`,
		args{"now": r.clock(), "by": scope.Actor().Person, "company": v.Company, "id": v.ID, "station": v.Station, "hash": now.Hash, "round": now.Number, "part": string(v.Part), "area": string(v.Area)})
	if err != nil {
		return fmt.Errorf("supersede what was signed before: %w", err)
	}
	if _, err = tx.Exec(ctx, `update review_contents set state = 'signed', signed_at = @now where company_id = @company and review_id = @id and round = @round`,
		args{"now": r.clock(), "company": v.Company, "id": v.ID, "round": now.Number}); err != nil {
		return fmt.Errorf("finish a review: %w", err)
	}
	if _, err = tx.Exec(ctx, `update reviews set state = 'signed', signed_at = @now, rev = rev + 1 where station_id = @station and id = @id`, args{"now": r.clock(), "station": v.Station, "id": v.ID}); err != nil {
		return fmt.Errorf("finish a review: %w", err)
	}
	return r.became(ctx, tx, v.Station, now.Hash, "signed", "")
}
