package reviews

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// mostListed is how many reports and keys a list tells of.
const mostListed = 100_000

func rfc(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// SignedFile writes the signed report of a review as its company hands it on, and gives what it is of. Fault: NotFound when nothing is signed.
func (r *Room) SignedFile(ctx context.Context, scope accounts.Scope, id uuid.UUID) (text []byte, round Round, review Review, err error) {
	s, err := r.SignOff(ctx, scope, id)
	if err != nil {
		return nil, round, review, err
	}
	last := s.Signed()
	if last == nil {
		return nil, round, s.Review, notFound(nil)
	}
	f := signed.File{Content: string(last.Bytes), SHA256: last.Hash, SM3: last.SM3, MadeAt: rfc(r.clock()), Signatures: []signed.Signature{}, Keys: []signed.Key{}}
	var ids []string
	for _, one := range last.Signed {
		out := signed.Signature{Person: uuid.UUID(one.Person).String(), Kind: one.Kind, At: rfc(one.At), Key: one.Key, Algorithm: one.Algorithm, Value: base64.StdEncoding.EncodeToString(one.Value)}
		if one.Signer != nil {
			out.Subject = one.Signer.Subject
		} else {
			ids = append(ids, one.Key)
		}
		f.Signatures = append(f.Signatures, out)
	}
	at := s.Review.Station
	err = r.db.Case(ctx, at, scope.Company(), func(ctx context.Context, tx Tx) error {
		own, err := r.keyOf(ctx, tx, at, keyStatus, station.PersonID{})
		if err != nil {
			return err
		}
		keys, err := scanKeys(tx.Query(ctx, keyColumns+` where station_id = @station and (id = any(@ids) or id = @own) order by purpose, id`, args{"station": at, "ids": ids, "own": own.ID()}))
		if err != nil {
			return err
		}
		for _, k := range keys {
			f.Keys = append(f.Keys, k.file())
		}
		// of its own reports and keys only: what became of others is nobody's business who reads this one
		if f.Status, err = r.statusOf(ctx, tx, at, own, last.Hash, ids); err != nil {
			return err
		}
		text, err = f.Write(own)
		return err
	})
	return text, *last, s.Review, err
}

// statusOf seals what became of a station's reports; a hash asks for that one only, and for those of the revoked keys that are named.
func (r *Room) statusOf(ctx context.Context, tx Tx, at station.StationID, own *signature.Key, hash string, ids []string) (signed.StatusFile, error) {
	rows, err := tx.Query(ctx, `select hash, state, at, by_hash from review_status where station_id = @station and (@hash = '' or hash = @hash) order by hash limit @most`,
		args{"station": at, "hash": hash, "most": mostListed})
	if err != nil {
		return signed.StatusFile{}, fmt.Errorf("read what became of reports: %w", err)
	}
	list := signed.Status{Station: uuid.UUID(at).String(), MadeAt: rfc(r.clock())}
	var one signed.Became
	var when time.Time
	_, err = pgx.ForEachRow(rows, []any{&one.Content, &one.State, &when, &one.By}, func() error {
		one.At = rfc(when)
		list.Reports = append(list.Reports, one)
		return nil
	})
	if err != nil {
		return signed.StatusFile{}, fmt.Errorf("read what became of reports: %w", err)
	}
	gone, err := scanKeys(tx.Query(ctx, keyColumns+` where station_id = @station and revoked_at is not null and (@hash = '' or id = any(@ids)) order by id limit @most`,
		args{"station": at, "hash": hash, "ids": ids, "most": mostListed}))
	if err != nil {
		return signed.StatusFile{}, err
	}
	for _, k := range gone {
		list.Revoked = append(list.Revoked, signed.Gone{Key: k.ID, At: rfc(*k.RevokedAt)})
	}
	return signed.SealStatus(list, own)
}

// Status is what became of a station's signed reports, under its seal: the public list.
func (r *Room) Status(ctx context.Context, at station.StationID) (out signed.StatusFile, err error) {
	err = r.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		own, err := r.keyOf(ctx, tx, at, keyStatus, station.PersonID{})
		if err != nil {
			return err
		}
		out, err = r.statusOf(ctx, tx, at, own, "", nil)
		return err
	})
	return out, err
}

// StatusOf is Status of one content, and of the revoked ones among some keys: what a check of one report needs.
func (r *Room) StatusOf(ctx context.Context, at station.StationID, hash string, keys []string) (out signed.StatusFile, err error) {
	if hash == "" {
		hash = "-" // none asks for all
	}
	err = r.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		own, err := r.keyOf(ctx, tx, at, keyStatus, station.PersonID{})
		if err != nil {
			return err
		}
		out, err = r.statusOf(ctx, tx, at, own, hash, keys)
		return err
	})
	return out, err
}

// Keys are the public halves of all keys that a station keeps or kept, without names.
func (r *Room) Keys(ctx context.Context, at station.StationID) (out []signed.Key, err error) {
	err = r.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		if _, err := r.keyOf(ctx, tx, at, keyStatus, station.PersonID{}); err != nil {
			return err
		}
		keys, err := scanKeys(tx.Query(ctx, keyColumns+` where station_id = @station order by made_at, id limit @most`, args{"station": at, "most": mostListed}))
		for _, k := range keys {
			out = append(out, k.file())
		}
		return err
	})
	if s := r.signing.Sealer; s != nil {
		c := s.Certificate()
		out = append(out, signed.Key{ID: signature.Fingerprint(c.Raw), Purpose: keyDocument, Algorithm: c.PublicKeyAlgorithm.String(), Public: s.PEM(), MadeAt: rfc(c.NotBefore)})
	}
	return out, err
}

// Became tells what became of a content of a station; ok is false for one that it never signed.
func (r *Room) Became(ctx context.Context, at station.StationID, hash string) (out signed.Became, ok bool, err error) {
	err = r.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select hash, state, at, by_hash from review_status where station_id = @station and hash = @hash`, args{"station": at, "hash": hash})
		if err != nil {
			return fmt.Errorf("find what became of a report: %w", err)
		}
		var when time.Time
		_, err = pgx.ForEachRow(rows, []any{&out.Content, &out.State, &when, &out.By}, func() error {
			out.At, ok = rfc(when), true
			return nil
		})
		return err
	})
	return out, ok, err
}

// SealPDF puts the JSON of a signed report into a PDF, and seals both by the station's document certificate: the platform's seal, not an
// expert's. name is the station's, why is shown by readers. own tells that the certificate is one that the station made itself.
func (r *Room) SealPDF(ctx context.Context, at station.StationID, pdf, file []byte, name, why string) (out []byte, own bool, err error) {
	sealer := r.signing.Sealer
	if own = sealer == nil; own {
		if sealer, err = r.ownSealer(ctx, at, name); err != nil {
			return nil, own, err
		}
	}
	whole, err := signature.Attach(pdf, signature.Attachment{Name: signed.AttachedName, Type: "application/json", Data: file})
	if err != nil {
		return nil, own, err
	}
	out, err = sealer.Seal(whole, name, why, r.clock())
	return out, own, err
}

// ownSealer opens the document certificate that the station made itself, and makes it, with an authority, at first use.
func (r *Room) ownSealer(ctx context.Context, at station.StationID, name string) (sealer *signature.Sealer, err error) {
	err = r.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		private, public, err := r.privateOf(ctx, tx, at, keyDocument, station.PersonID{})
		if err != nil {
			return err
		}
		if private == nil {
			if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('review_keys', 0) # hashtextextended(@station::text, 0))`, args{"station": uuid.UUID(at).String()}); err != nil {
				return fmt.Errorf("make a document certificate: %w", err)
			}
			if private, public, err = r.privateOf(ctx, tx, at, keyDocument, station.PersonID{}); err != nil {
				return err
			}
		}
		if private == nil {
			made, err := signature.NewAuthority(name, r.clock())
			if err != nil {
				return err
			}
			if err := r.keepKey(ctx, tx, at, made.RootID, keyAuthority, station.PersonID{}, "ECDSA-P-256", made.Root, made.RootKey); err != nil {
				return err
			}
			if err := r.keepKey(ctx, tx, at, made.DocumentID, keyDocument, station.PersonID{}, "ECDSA-P-256", made.Document, made.DocumentKey); err != nil {
				return err
			}
			if private, public, err = r.privateOf(ctx, tx, at, keyDocument, station.PersonID{}); err != nil {
				return err
			}
		}
		defer clear(private)
		sealer, err = signature.NewSealer(private, public)
		return err
	})
	return sealer, err
}
