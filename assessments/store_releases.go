package assessments

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Release is an archive of rules that was proposed, with its newest activation if it has one.
type Release struct {
	Revision   int64
	Digest     string
	Rules      int
	Note       string
	Author     string
	AuthorID   station.PersonID
	At         time.Time
	ActiveFrom *time.Time
	Approver   *string
	Superseded bool // another was approved later and is or will be in force by then
}

// people are the fields that hold a person.
func (r *Release) people() []*string {
	if r.Approver == nil {
		return []*string{&r.Author}
	}
	return []*string{&r.Author, r.Approver}
}

// loadTime is how long an archive may take to come out of the database.
const loadTime = 5 * time.Second

// Faults of a release.
var (
	ErrUnloadable = errors.New("this program cannot load the rules of that release")

	ErrOwnRelease = &station.Fault{Kind: station.Forbidden, Say: station.Say("release.own")}
	ErrNoRelease  = &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
)

// Propose keeps an archive whose rules were loaded and checked, and has its impact counted. Its
// revision must be above every one that was proposed before; the same proposal sent twice is one.
func (r *Room) Propose(ctx context.Context, scope accounts.Scope, archive []byte, e *rules.Engine, note string) error {
	note = strings.TrimSpace(note)
	if note == "" || len([]rune(note)) > 1000 {
		return &station.Fault{Kind: station.Invalid, Say: station.Say("release.wrong_note")}
	}
	err := r.db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			insert into rule_releases (revision, archive, digest, rules, note, author_id, at)
			select @revision, @archive, @digest, @rules, @note, @author, @now
			 where @revision > greatest(@least, (select coalesce(max(revision), 0) from rule_releases)) on conflict do nothing`,
			args{"revision": e.RevisionNumber(), "archive": archive, "digest": e.Digest, "rules": len(e.Rules()), "note": note, "author": scope.Actor().Person,
				"now": r.clock(), "least": r.Engine().RevisionNumber()})
		if err != nil {
			return fmt.Errorf("propose rules: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return r.notProposed(ctx, tx, scope, e, note)
		}
		return r.askImpact(ctx, tx, e.RevisionNumber())
	})
	if err != nil {
		return err
	}
	_, err = r.library.get(e.Digest, func() (*rules.Engine, error) { return e, nil }) // it is looked at next
	return err
}

// notProposed says why a proposal was not kept, unless it is there already: two people may propose
// at one instant, and then the second hears who was first and which revision is free.
func (r *Room) notProposed(ctx context.Context, tx pgx.Tx, scope accounts.Scope, e *rules.Engine, note string) error {
	var newest int64
	var again *bool
	var who string
	err := tx.QueryRow(ctx, `
		select (select coalesce(max(revision), 0) from rule_releases), r.digest = @digest and r.note = @note and r.author_id = @author, coalesce(r.author_id::text, '')
		  from (select) one left join rule_releases r on r.revision = @revision`,
		args{"revision": e.RevisionNumber(), "digest": e.Digest, "note": note, "author": scope.Actor().Person}).Scan(&newest, &again, &who)
	if err != nil {
		return fmt.Errorf("propose rules: %w", err)
	}
	if err := accounts.NameOne(ctx, r.vault, tx, &who); err != nil {
		return fmt.Errorf("propose rules: %w", err)
	}
	newest = max(newest, r.Engine().RevisionNumber())
	say := station.Say("release.older", "revision", e.Revision, "newest", newest, "next", fmt.Sprint(newest+1))
	switch {
	case again != nil && *again:
		return nil
	case again != nil:
		say = station.Say("release.taken", "revision", e.Revision, "who", who, "next", fmt.Sprint(newest+1))
	}
	return &station.Fault{Kind: station.Conflict, Say: say}
}

// Releases lists what was proposed, newest first, those after a revision; 0 begins.
func (r *Room) Releases(ctx context.Context, _ accounts.Scope, before int64, limit int) ([]Release, error) {
	var out []Release
	err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, releaseColumns+` where @all or r.revision < @before order by r.revision desc limit @limit`,
			args{"all": before == 0, "before": before, "limit": limit, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		if out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Release]); err != nil {
			return fmt.Errorf("list releases: %w", err)
		}
		return accounts.Name(ctx, r.vault, tx, out, (*Release).people)
	})
	return out, err
}

const releaseColumns = `
	select r.revision, r.digest, r.rules, r.note, r.author_id::text, r.author_id, r.at, a.active_from, a.approver_id::text, coalesce(a.superseded, false)
	  from rule_releases r
	  left join lateral (
	    select x.active_from, x.approver_id,
	           exists (select from rule_activations l where l.at > x.at and l.active_from <= greatest(x.active_from, @now::timestamptz)) as superseded
	      from rule_activations x where x.revision = r.revision order by x.at desc limit 1) a on true`

// Release gives one proposed release.
func (r *Room) Release(ctx context.Context, _ accounts.Scope, revision int64) (Release, error) {
	var out Release
	err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, releaseColumns+` where r.revision = @revision`, args{"revision": revision, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("find release: %w", err)
		}
		if out, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Release]); err != nil {
			return err
		}
		return accounts.Name(ctx, r.vault, tx, []*Release{&out}, func(r **Release) []*string { return (*r).people() })
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return out, ErrNoRelease
	}
	return out, err
}

// ReleaseArchive gives the archive of a release as it was proposed.
func (r *Room) ReleaseArchive(ctx context.Context, _ accounts.Scope, revision int64) ([]byte, error) {
	var archive []byte
	err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select archive from rule_releases where revision = @revision`, args{"revision": revision}).Scan(&archive)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrNoRelease
	}
	return archive, err
}

// ReleaseRules gives the rules of a release, loaded.
func (r *Room) ReleaseRules(ctx context.Context, _ accounts.Scope, release Release) (*rules.Engine, error) {
	return r.rulesOf(ctx, release.Digest)
}

// rulesOf gives the rules of a digest: those in force, or those of a release. ErrNoRelease: there
// are none such.
func (r *Room) rulesOf(ctx context.Context, digest string) (*rules.Engine, error) {
	if e := r.Engine(); e.Digest == digest {
		return e, nil
	}
	return r.library.get(digest, func() (*rules.Engine, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), loadTime) // others may wait for it
		defer cancel()
		var archive []byte
		err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
			return tx.QueryRow(ctx, `select archive from rule_releases where digest = @digest`, args{"digest": digest}).Scan(&archive)
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return nil, ErrNoRelease
		}
		if err != nil {
			return nil, err
		}
		files, err := rules.Unpack(archive, nil) // a trusted key signed it when it was proposed
		if err == nil {
			var e *rules.Engine
			if e, err = rules.LoadFiles(files); err == nil {
				return e, nil
			}
		}
		return nil, fmt.Errorf("%w: %w", ErrUnloadable, err)
	})
}

// Approval is one approval of a release: from a day on it is in force, until another one is.
type Approval struct {
	Approver string
	At       time.Time
	From     time.Time
}

// Approvals lists every approval of a release, newest first.
func (r *Room) Approvals(ctx context.Context, _ accounts.Scope, revision int64) ([]Approval, error) {
	var out []Approval
	err := r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select a.approver_id::text, a.at, a.active_from from rule_activations a
			 where a.revision = @revision order by a.at desc, a.id desc`, args{"revision": revision})
		if err != nil {
			return fmt.Errorf("list approvals: %w", err)
		}
		if out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Approval]); err != nil {
			return fmt.Errorf("list approvals: %w", err)
		}
		return accounts.Name(ctx, r.vault, tx, out, func(a *Approval) []*string { return []*string{&a.Approver} })
	})
	return out, err
}

// Activate approves a release: from a time on it is in force, until one is that was approved later.
// So approving an earlier release again takes the rules back, and calls off what was planned.
// Whoever proposed a release cannot approve it.
func (r *Room) Activate(ctx context.Context, scope accounts.Scope, revision int64, from time.Time) error {
	now := r.clock()
	if from.Before(now) {
		from = now
	}
	id, err := newID()
	if err != nil {
		return err
	}
	return r.db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var author station.PersonID
		err := tx.QueryRow(ctx, `select author_id from rule_releases where revision = @revision`, args{"revision": revision}).Scan(&author)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return ErrNoRelease
		case err != nil:
			return fmt.Errorf("find release: %w", err)
		case author == scope.Actor().Person:
			return ErrOwnRelease
		}
		_, err = tx.Exec(ctx, `insert into rule_activations (id, revision, active_from, approver_id, at) values (@id, @revision, @from, @approver, @now)`,
			args{"id": uuid.UUID(id), "revision": revision, "from": from, "approver": scope.Actor().Person, "now": now})
		if err != nil {
			return fmt.Errorf("approve release: %w", err)
		}
		return nil
	})
}

// ReleaseInForce tells which release is in force now, by its digest, and gives its archive unless
// that is the one that is had. Empty: none was ever released.
func (r *Room) ReleaseInForce(ctx context.Context, have string) (digest string, archive []byte, err error) {
	err = r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `
			select r.digest, case when r.digest = @have then null else r.archive end
			  from rule_activations a join rule_releases r using (revision)
			 where a.active_from <= @now order by a.at desc limit 1`, args{"now": r.clock(), "have": have}).Scan(&digest, &archive)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return digest, archive, err
}
