package assessments

import (
	"context"
	"crypto/rand"
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
	document.Salt = rand.Text()
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
	err = r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		earlier, done, err := r.once(ctx, tx, box, scope, request, uuid.UUID(profile).String(), "submit", id)
		if err != nil {
			return err
		}
		if done {
			made, err := uuid.Parse(earlier)
			profile = ProfileID(made)
			return err
		}
		sealed, line, err := sealProfile(box, profile, text, lineOf(document))
		if err != nil {
			return fmt.Errorf("keep profile: %w", err)
		}
		_, err = tx.Exec(ctx, `
			insert into profiles (company_id, id, check_id, sealed, sealed_line, digest, check_rev, person_id, at)
			values (@company, @id, @check, @sealed, @line, @digest, @rev, @person, @now)`,
			args{"company": scope.Company(), "id": profile, "check": id, "sealed": sealed, "line": line, "digest": hex.EncodeToString(sum[:]), "rev": document.Rev, "person": scope.Actor().Person, "now": now})
		if err != nil {
			return fmt.Errorf("keep profile: %w", err)
		}
		return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "check.submit", uuid.UUID(profile).String(), map[string]any{"digest": hex.EncodeToString(sum[:])})
	})
	return profile, err
}

func lineOf(d Document) sealedLine {
	overall := d.Score.Overall
	return sealedLine{Completeness: d.Score.Completeness, Worst: overall.Worst, Best: overall.Best, Shown: overall.Shown, Findings: len(d.Findings), Open: d.OpenItems()}
}

func sealProfile(box *accounts.Box, id ProfileID, document []byte, line sealedLine) (sealed, sealedLine []byte, err error) {
	if sealed, err = box.Seal(atProfile(id), document); err == nil {
		sealedLine, err = put(box, atProfileLine(id), line)
	}
	return sealed, sealedLine, err
}

// Profile gives a kept profile, byte for byte as it was made, and read.
func (r *Room) Profile(ctx context.Context, scope accounts.Scope, id ProfileID) (*Profile, error) {
	p, err := r.ProfileText(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	if err := unmarshalExact(p.Bytes, &p.Document); err != nil {
		return nil, fmt.Errorf("read profile: %w", err)
	}
	p.Document.Open = openByColumn(p.Document.Open)
	return p, nil
}

// ProfileText is Profile without reading the document, which takes many times its memory.
func (r *Room) ProfileText(ctx context.Context, scope accounts.Scope, id ProfileID) (*Profile, error) {
	p := &Profile{ID: id}
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		var sealed []byte
		err := tx.QueryRow(ctx, `select document, sealed, digest from profiles where company_id = @company and id = @id`,
			args{"company": scope.Company(), "id": id}).Scan(&p.Bytes, &sealed, &p.Digest)
		if err == nil && sealed != nil {
			p.Bytes, err = box.Open(atProfile(id), sealed)
		}
		return err
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
	return p, nil
}

// Profiles lists a company's profiles, newest first; after = the id of the last one shown.
func (r *Room) Profiles(ctx context.Context, scope accounts.Scope, after ProfileID, limit int) ([]ProfileLine, error) {
	var out []ProfileLine
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		rows, err := tx.Query(ctx, `
			select p.id, p.check_id, p.digest, coalesce(p.completeness, 0), coalesce(p.worst, 0), coalesce(p.best, 0), coalesce(p.shown, false), coalesce(p.findings, 0), coalesce(p.open_items, 0),
			       p.at, c.sheet, p.sealed_line
			  from profiles p join self_checks c on c.company_id = p.company_id and c.id = p.check_id
			 where p.company_id = @company
			   and (@first or (p.at, p.id) < (select at, id from profiles where company_id = @company and id = @after))
			 order by p.at desc, p.id desc limit @limit`,
			args{"company": scope.Company(), "first": after == ProfileID{}, "after": after, "limit": limit})
		if err != nil {
			return fmt.Errorf("list profiles: %w", err)
		}
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storedLine])
		if err != nil {
			return fmt.Errorf("list profiles: %w", err)
		}
		for _, s := range found {
			line, err := s.open(box)
			if err != nil {
				return fmt.Errorf("list profiles: %w", err)
			}
			out = append(out, line)
		}
		return nil
	})
	return out, err
}

// storedLine is a line of the table of profiles: sealed, or as an earlier station left it.
type storedLine struct {
	ProfileLine
	Sealed []byte
}

func (s storedLine) open(box *accounts.Box) (ProfileLine, error) {
	if s.Sealed == nil {
		return s.ProfileLine, nil
	}
	var in sealedLine
	err := take(box, atProfileLine(s.ID), s.Sealed, &in)
	s.Completeness, s.Worst, s.Best, s.Shown, s.Findings, s.Open = in.Completeness, in.Worst, in.Best, in.Shown, in.Findings, in.Open
	return s.ProfileLine, err
}
