package assessments

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// ProfileID names one profile.
type ProfileID [16]byte

// Profile is a kept document with its digest.
type Profile struct {
	ID       ProfileID
	Digest   string // sha256 of the document's bytes
	Bytes    []byte
	Document Document
}

// ProfileLine is one line of the list of profiles.
type ProfileLine struct {
	ID           ProfileID
	CheckID      CheckID
	Digest       string
	Completeness int
	Worst        int
	Best         int
	Shown        bool
	Findings     int
	Open         int // items to be verified
	At           time.Time
	Sheet        string
}

// Submit makes a profile of a check as it stands. The check stays open; a later profile is a new
// document. A request that comes twice gives the profile of the first time.
func (r *Room) Submit(ctx context.Context, scope accounts.Scope, id CheckID, request uuid.UUID, company string) (ProfileID, error) {
	standing, err := r.Standing(ctx, scope, id)
	if err != nil {
		return ProfileID{}, err
	}
	now := r.clock()
	document := compose(standing, company, scope.Actor().Name, now)
	if document.InputDigest, err = standing.Case.InputDigest(); err != nil {
		return ProfileID{}, err
	}
	text, err := json.Marshal(document)
	if err != nil {
		return ProfileID{}, fmt.Errorf("write profile: %w", err)
	}
	sum := sha256.Sum256(text)
	profile, err := newID()
	if err != nil {
		return ProfileID{}, err
	}
	err = r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		earlier, done, err := r.once(ctx, tx, scope, request, uuid.UUID(profile).String(), "submit", id)
		if err != nil {
			return err
		}
		if done {
			made, err := uuid.Parse(earlier)
			profile = ProfileID(made)
			return err
		}
		overall := document.Score.Overall
		_, err = tx.Exec(ctx, `
			insert into profiles (company_id, id, check_id, document, digest, completeness, worst, best, shown, findings, open_items, check_rev, person_id, at)
			values (@company, @id, @check, @document, @digest, @completeness, @worst, @best, @shown, @findings, @open, @rev, @person, @now)`,
			args{"company": scope.Company(), "id": profile, "check": id, "document": text, "digest": hex.EncodeToString(sum[:]),
				"completeness": document.Score.Completeness, "worst": overall.Worst, "best": overall.Best, "shown": overall.Shown,
				"findings": len(document.Findings), "open": document.OpenItems(), "rev": document.Rev, "person": scope.Actor().Person, "now": now})
		if err != nil {
			return fmt.Errorf("keep profile: %w", err)
		}
		return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "check.submit", uuid.UUID(profile).String(), map[string]any{"digest": hex.EncodeToString(sum[:])})
	})
	return profile, err
}

// Profile gives a kept profile, byte for byte as it was made.
func (r *Room) Profile(ctx context.Context, scope accounts.Scope, id ProfileID) (*Profile, error) {
	p := &Profile{ID: id}
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select document, digest from profiles where company_id = @company and id = @id`,
			args{"company": scope.Company(), "id": id}).Scan(&p.Bytes, &p.Digest)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, notFound(err)
	}
	if err != nil {
		return nil, fmt.Errorf("find profile: %w", err)
	}
	sum := sha256.Sum256(p.Bytes)
	if hex.EncodeToString(sum[:]) != p.Digest {
		return nil, errors.New("profile does not match its digest")
	}
	if err := unmarshalExact(p.Bytes, &p.Document); err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	p.Document.Open = openByColumn(p.Document.Open)
	return p, nil
}

// Profiles lists a company's profiles, newest first; after = the id of the last one shown.
func (r *Room) Profiles(ctx context.Context, scope accounts.Scope, after ProfileID, limit int) ([]ProfileLine, error) {
	var out []ProfileLine
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select p.id, p.check_id, p.digest, p.completeness, p.worst, p.best, p.shown, p.findings, p.open_items, p.at, c.sheet
			  from profiles p join self_checks c on c.company_id = p.company_id and c.id = p.check_id
			 where p.company_id = @company
			   and (@first or (p.at, p.id) < (select at, id from profiles where company_id = @company and id = @after))
			 order by p.at desc, p.id desc limit @limit`,
			args{"company": scope.Company(), "first": after == ProfileID{}, "after": after, "limit": limit})
		if err != nil {
			return fmt.Errorf("list profiles: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[ProfileLine])
		return err
	})
	return out, err
}
