package assessments_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// notebook is a queue that writes down what it is asked.
type notebook struct{ asked []assessments.ImpactJob }

func (n *notebook) EnqueueAgain(_ context.Context, _ pg.Tx, job pg.JobArgs) error {
	n.asked = append(n.asked, job.(assessments.ImpactJob))
	return nil
}

// impactDesk has two profiles and a release that finds less in one of them.
type impactDesk struct {
	*bench
	worker *pg.DB
	owner  *pgx.Conn
	queue  *notebook
	hurry  time.Duration // how much time passes at every look at the clock
}

func newImpactDesk(t *testing.T) *impactDesk {
	t.Helper()
	d := &impactDesk{bench: twoProfiles(t), worker: pgtest.Open(t, pgtest.URLs(t).Worker), queue: &notebook{}}
	clock := func() time.Time { d.now = d.now.Add(d.hurry); return d.now }
	d.Room = assessments.New(pgtest.Open(t, pgtest.URLs(t).App), accountstest.Vault(t), d.Engine(), d.people, clock, nil)
	var err error
	if d.owner, err = pgx.Connect(d.ctx, pgtest.URLs(t).Owner); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.owner.Close(context.Background()) })
	return d
}

// propose hands a release in: the shipped rules with one text of EMP-010 in the place of another.
func (d *impactDesk) propose(revision int64, old, fresh string) *rules.Engine {
	d.t.Helper()
	files, err := rules.FilesOf(rules.Bundle())
	d.must(err)
	files = maps.Clone(files)
	const file = "risk/employee/deposit.rego"
	changed := bytes.Replace(files[file], []byte(old), []byte(fresh), 1)
	if bytes.Equal(changed, files[file]) {
		d.t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = changed
	archive, err := rules.Pack(files, revision, nil)
	d.must(err)
	files, err = rules.Unpack(archive, nil)
	d.must(err)
	e, err := rules.LoadFiles(files)
	d.must(err)
	d.must(d.Propose(d.ctx, d.me, archive, e, "why"))
	return e
}

func (d *impactDesk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *impactDesk) impact(revision int64) *assessments.ReleaseImpact {
	d.t.Helper()
	got, err := d.Impact(d.ctx, d.me, revision)
	d.must(err)
	if got == nil {
		d.t.Fatalf("revision %d has no impact", revision)
	}
	return got
}

func TestAnImpactIsCountedInPartsAndOnce(t *testing.T) {
	d := newImpactDesk(t)
	d.propose(5, "input.company.deposit_taken", "input.company.deposit_taken == false")
	if got, err := d.Impact(d.ctx, d.me, 5); err != nil || got != nil {
		t.Errorf("counted without a queue: %+v, %v", got, err)
	}
	d.WorkThrough(d.queue)
	d.propose(6, "input.company.deposit_taken", "not input.company.deposit_taken")
	if got := d.impact(6); len(d.queue.asked) != 1 || got.State != assessments.ImpactCounting || got.Against != d.Engine().Revision || got.Told != nil {
		t.Errorf("proposed: %+v, asked %v", got, d.queue.asked)
	}
	job := d.queue.asked[0]
	d.hurry = 9 * time.Second // every part is over after one profile
	parts := 0
	for err := error(nil); ; parts++ {
		if err = d.CountImpact(d.ctx, d.worker, job); err == nil {
			break
		}
		if !errors.Is(err, pg.GoOn()) || parts > 5 {
			t.Fatal(parts, err)
		}
		d.must(d.AskImpact(d.ctx, d.me, 6)) // asked for while it is counted, it goes on
	}
	d.hurry = 0
	got := d.impact(6)
	if parts != 2 || got.State != assessments.ImpactCounted || got.Counted == nil || got.Told.Companies != nil || len(got.Told.Cleared) != 1 || got.Told.Cleared[0].Rule != "EMP-010" || !got.Told.Cleared[0].Count.Small {
		t.Errorf("after %d parts: %+v, told %+v", parts, got, got.Told)
	}
	d.must(d.CountImpact(d.ctx, d.worker, job)) // a second time it does nothing
	var left int
	d.must(d.owner.QueryRow(d.ctx, `select count(*) from app.rule_impacts where so_far is not null or reached is not null`).Scan(&left))
	if again := d.impact(6); left != 0 || !again.Counted.Equal(*got.Counted) {
		t.Errorf("%d counts hold small numbers after their end; counted again at %v", left, again.Counted)
	}
	d.now = d.now.Add(time.Hour)
	d.must(d.AskImpact(d.ctx, d.me, 6))
	if again := d.impact(6); again.State != assessments.ImpactCounting || again.Since.Sub(d.now).Abs() > time.Second || again.Told == nil || d.queue.asked[len(d.queue.asked)-1] == job {
		t.Errorf("asked for again: %+v", again)
	}
	if err := d.AskImpact(d.ctx, d.me, 7); kindOf(err) != kindOf(assessments.ErrNoRelease) {
		t.Errorf("a revision of nobody: %v", err)
	}
}

func TestACountThatFellSilentBeginsAnew(t *testing.T) {
	d := newImpactDesk(t)
	d.WorkThrough(d.queue)
	d.propose(6, "severity: high", "severity: medium")
	d.hurry = 9 * time.Second
	if err := d.CountImpact(d.ctx, d.worker, d.queue.asked[0]); !errors.Is(err, pg.GoOn()) {
		t.Fatal(err)
	}
	d.hurry = 0
	reached := func() (n int) {
		d.must(d.owner.QueryRow(d.ctx, `select count(reached) from app.rule_impacts`).Scan(&n))
		return n
	}
	if d.impact(6).Silent(d.now) || reached() != 1 {
		t.Error("silent at once")
	}
	d.now = d.now.Add(11 * time.Minute)
	if !d.impact(6).Silent(d.now) {
		t.Error("not silent after eleven minutes")
	}
	d.must(d.AskImpact(d.ctx, d.me, 6))
	if d.impact(6).Silent(d.now) || reached() != 0 {
		t.Error("it does not begin anew")
	}
}

func TestACountThatCannotBeMadeSaysWhy(t *testing.T) {
	d := newImpactDesk(t)
	d.WorkThrough(d.queue)
	broken := func(revision int64) {
		t.Helper()
		_, err := d.owner.Exec(d.ctx, `insert into app.rule_releases (revision, archive, digest, rules, note, author_id, at) values ($1::bigint, 'half an archive', 'digest of ' || $1::bigint, 1, 'why', gen_random_uuid(), now())`, revision)
		d.must(err)
	}
	broken(6)
	d.must(d.AskImpact(d.ctx, d.me, 6))
	if err := d.CountImpact(d.ctx, d.worker, d.queue.asked[0]); !errors.Is(err, assessments.ErrUnloadable) {
		t.Errorf("an archive that cannot be loaded: %v", err)
	}
	if got := d.impact(6); got.State != assessments.ImpactFailed || got.Why != assessments.ImpactNoRules {
		t.Errorf("%+v", got)
	}
	first := d.Engine()
	d.propose(7, "severity: high", "severity: medium")
	d.Adopt(d.propose(8, "severity: high", "severity: low"))
	if got := d.impact(7); got.State != assessments.ImpactCounting || got.Digest != first.Digest {
		t.Errorf("the one against other rules is not shown: %+v", got)
	}
	against := d.queue.asked[len(d.queue.asked)-1]
	for _, job := range d.queue.asked {
		if job.Revision == 7 && job.InForce == first.Digest {
			against = job
		}
	}
	if err := d.CountImpact(d.ctx, d.worker, against); !errors.Is(err, assessments.ErrNoRelease) {
		t.Errorf("against rules that are nowhere: %v", err)
	}
	if got := d.impact(7); got.State != assessments.ImpactFailed || got.Why != assessments.ImpactChanged {
		t.Errorf("%+v", got)
	}
	d.must(d.AskImpact(d.ctx, d.me, 7))
	d.must(d.CountImpact(d.ctx, d.worker, d.queue.asked[len(d.queue.asked)-1]))
	if got := d.impact(7); got.State != assessments.ImpactCounted || got.Against != "8" {
		t.Errorf("against the rules in force: %+v", got)
	}
}

func TestThePortalCannotReadSmallNumbers(t *testing.T) {
	d := newImpactDesk(t)
	app, err := pgx.Connect(d.ctx, pgtest.URLs(t).App)
	d.must(err)
	defer app.Close(d.ctx)
	for _, sql := range []string{`select so_far from rule_impacts`, `select reached from rule_impacts`, `select * from rule_impacts`, `update rule_impacts set so_far = null returning so_far`, `delete from rule_impacts`, `update rule_impacts set told = '{}'`} {
		if _, err := app.Exec(d.ctx, sql); err == nil {
			t.Errorf("the portal may %s", sql)
		}
	}
}
