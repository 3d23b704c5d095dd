package accounts_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

// trail is a company with a trail of some lines, its anchors, and a way past the application.
type trail struct {
	*bench
	who     station.Actor
	anchors *accounts.Anchors
	dir     string
	owner   *pgx.Conn
}

func newTrail(t *testing.T) *trail {
	t.Helper()
	tr := &trail{bench: setup(t), dir: t.TempDir()}
	tr.anchors = accounts.NewAnchors(tr.dir)
	var err error
	if tr.who, err = tr.SignUp(context.Background(), signUp(codeA, "a@example.com")); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		tr.now = tr.now.Add(time.Minute)
		if _, err := tr.StartSession(context.Background(), tr.who, accounts.Device{}); err != nil {
			t.Fatal(err)
		}
	}
	if tr.owner, err = pgx.Connect(context.Background(), pgtest.URLs(t).Owner); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.owner.Close(context.Background()) })
	return tr
}

func (tr *trail) whose() station.Tenant { return station.Tenant{Company: tr.who.Company} }

func (tr *trail) anchor(t *testing.T) int {
	t.Helper()
	n, err := accounts.AnchorAudit(context.Background(), pgtest.Open(t, pgtest.URLs(t).Worker), tr.anchors, tr.now)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (tr *trail) check(t *testing.T) accounts.AuditCheck {
	t.Helper()
	known, err := tr.anchors.Of(tr.who.Company)
	if err != nil {
		t.Fatal(err)
	}
	found, err := tr.CheckAudit(context.Background(), tr.whose(), known)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheApplicationCannotChangeTheTrail(t *testing.T) {
	tr := newTrail(t)
	for _, statement := range []string{
		`update audit set action = 'nothing' where tenant_id = @company`,
		`delete from audit where tenant_id = @company`,
		`truncate audit`,
	} {
		err := tr.db.Tenant(context.Background(), tr.who.Company, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, statement, pgx.StrictNamedArgs{"company": tr.who.Company})
			return err
		})
		if err == nil {
			t.Errorf("the application may run %q", statement)
		}
	}
}

// TestEveryChangeOfTheTrailIsFound changes the trail as whoever administers the database could, one
// way at a time, and takes it back.
func TestEveryChangeOfTheTrailIsFound(t *testing.T) {
	tr := newTrail(t)
	tr.anchor(t)
	if found := tr.check(t); !found.Holds() || found.Lines != 6 || found.Anchors != 1 {
		t.Fatalf("an untouched trail: %+v", found)
	}
	at := func(seq string, set string) string {
		return `update app.audit set ` + set + ` where tenant_id = $1 and seq = ` + seq
	}
	changes := map[string]string{
		"moved in time":           at("3", `at = at + interval '1 microsecond'`),
		"another person":          at("3", `person_id = '01935e00-0000-7000-8000-000000000009'`),
		"another role":            at("3", `role = 'member'`),
		"another action":          at("3", `action = 'account.other'`),
		"another subject":         at("3", `subject = 'x'`),
		"another detail":          at("3", `detail = '{"a": 1}'`),
		"another hash":            at("3", `hash = sha256('x')`),
		"another hash before":     at("3", `prev_hash = sha256('x')`),
		"another number":          at("6", `seq = 7`),
		"the first line changed":  at("1", `subject = 'x'`),
		"the last line changed":   at("6", `subject = 'x'`),
		"given to another tenant": at("3", `tenant_id = '01935e00-0000-7000-8000-000000000001'`),
		"the first line gone":     `delete from app.audit where tenant_id = $1 and seq = 1`,
		"a middle line gone":      `delete from app.audit where tenant_id = $1 and seq = 3`,
		"the tail cut":            `delete from app.audit where tenant_id = $1 and seq > 4`,
		"the last line gone":      `delete from app.audit where tenant_id = $1 and seq = 6`,
		"all gone":                `delete from app.audit where tenant_id = $1`,
		"a line put in":           `insert into app.audit select tenant_id, 7, at, person_id, role, action, subject, detail, prev_hash, hash from app.audit where tenant_id = $1 and seq = 3`,
		"two lines swapped": `update app.audit a set at = b.at, person_id = b.person_id, role = b.role, action = b.action, subject = b.subject, detail = b.detail, prev_hash = b.prev_hash, hash = b.hash
			from app.audit b where a.tenant_id = $1 and b.tenant_id = $1 and (a.seq, b.seq) in ((3, 4), (4, 3))`,
	}
	for name, statement := range changes {
		tx, err := tr.owner.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		done, err := tx.Exec(context.Background(), statement, tr.who.Company)
		if err != nil || done.RowsAffected() == 0 {
			t.Fatalf("%s: %d rows, %v", name, done.RowsAffected(), err)
		}
		if err := tx.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
		if found := tr.check(t); found.Holds() {
			t.Errorf("%s: not found: %+v", name, found)
		}
		tr.restore(t)
		if found := tr.check(t); !found.Holds() {
			t.Fatalf("%s: the trail was not brought back: %+v", name, found)
		}
	}
}

// restore writes the trail anew as it was: the same acts at the same moments.
func (tr *trail) restore(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	if _, err := tr.owner.Exec(ctx, `delete from app.audit where tenant_id in ($1, '01935e00-0000-7000-8000-000000000001')`, tr.who.Company); err != nil {
		t.Fatal(err)
	}
	kept := tr.now
	defer func() { tr.now = kept }()
	tr.now = noon
	record := func(action string) {
		err := tr.db.Tenant(ctx, tr.who.Company, func(ctx context.Context, tx pgx.Tx) error {
			return tr.Record(ctx, tx, tr.who, tr.who.Company, action, "", nil)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	record("account.sign_up")
	for range 5 {
		tr.now = tr.now.Add(time.Minute)
		record("account.sign_in")
	}
}

// TestATrailWrittenAnewIsFound has somebody who knows how the hashes are made write the whole trail
// anew, or its end: only the anchors tell.
func TestATrailWrittenAnewIsFound(t *testing.T) {
	tr := newTrail(t)
	tr.anchor(t)
	if _, err := tr.owner.Exec(context.Background(), `delete from app.audit where tenant_id = $1`, tr.who.Company); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		err := tr.db.Tenant(context.Background(), tr.who.Company, func(ctx context.Context, tx pgx.Tx) error {
			return tr.Record(ctx, tx, tr.who, tr.who.Company, "nothing.happened", "", nil)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if bare, err := tr.CheckAudit(context.Background(), tr.whose(), nil); err != nil || !bare.Holds() {
		t.Errorf("without anchors a well-made forgery should look whole, or this test says nothing: %+v, %v", bare, err)
	}
	if found := tr.check(t); found.Broken != 6 {
		t.Errorf("the forgery is not found: %+v", found)
	}
}

func TestAnchorsGrowWithTheTrailAndCannotBeChanged(t *testing.T) {
	tr := newTrail(t)
	if n := tr.anchor(t); n != 1 {
		t.Errorf("%d anchors of one trail", n)
	}
	if n := tr.anchor(t); n != 0 {
		t.Errorf("%d anchors though nothing was added", n)
	}
	tr.now = tr.now.Add(time.Hour)
	if _, err := tr.StartSession(context.Background(), tr.who, accounts.Device{}); err != nil {
		t.Fatal(err)
	}
	if n := tr.anchor(t); n != 1 {
		t.Errorf("%d anchors of a trail that has grown", n)
	}
	file := filepath.Join(tr.dir, "audit-anchors.jsonl")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// a crash in the middle of a line: what was whole stays, and the next line is written after it
	if err := os.WriteFile(file, text[:len(text)-10], 0o600); err != nil {
		t.Fatal(err)
	}
	if n := tr.anchor(t); n != 1 {
		t.Errorf("%d anchors after a torn line", n)
	}
	if found := tr.check(t); !found.Holds() || found.Anchors != 2 {
		t.Errorf("after a torn line: %+v", found)
	}
	for name, bent := range map[string][]byte{
		"a hash":       bytes.Replace(text, []byte(`"hash":"`), []byte(`"hash":"0`), 1),
		"a number":     bytes.Replace(text, []byte(`"seq":6`), []byte(`"seq":5`), 1),
		"a line taken": text[bytes.IndexByte(text, '\n')+1:],
	} {
		if err := os.WriteFile(file, bent, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := tr.anchors.Read(); err == nil {
			t.Errorf("%s of the anchors was changed, and nobody noticed", name)
		}
	}
}

// TestNoRecordNoAct makes recording fail and tries the acts: none of them happens.
func TestNoRecordNoAct(t *testing.T) {
	tr := newTrail(t)
	ctx, s := context.Background(), scope(t, tr.who)
	if err := tr.AddMember(ctx, s, accounts.NewPerson{Name: "王敏", Email: "wang@example.com", Password: "another long one"}); err != nil {
		t.Fatal(err)
	}
	_, member, err := tr.SignIn(ctx, "wang@example.com", "another long one", accounts.Device{Address: "10.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tr.owner.Exec(ctx, `alter table app.audit add constraint full_disk check (false) not valid`); err != nil {
		t.Fatal(err)
	}
	tables := []string{"companies", "logins", "memberships", "sessions", "invitations", "links", "consents", "staff", "units", "stations"}
	count := func() map[string]string {
		out := map[string]string{}
		for _, table := range tables {
			var sum string
			if err := tr.owner.QueryRow(ctx, `select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from app.`+table+` t`).Scan(&sum); err != nil {
				t.Fatal(err)
			}
			out[table] = sum
		}
		return out
	}
	staff := scope(t, station.Actor{Person: station.PersonID{1}, Role: station.Security, Station: accounts.FirstStation})
	acts := map[string]func() error{
		"sign up": func() error { _, err := tr.SignUp(ctx, signUp(codeB, "b@example.com")); return err },
		"sign in": func() error { _, err := tr.StartSession(ctx, tr.who, accounts.Device{}); return err },
		"add a member": func() error {
			return tr.AddMember(ctx, s, accounts.NewPerson{Name: "李", Email: "li@example.com", Password: "another long one"})
		},
		"invite": func() error {
			_, err := tr.Invite(ctx, s, uuid.New(), "li@example.com", station.Member, station.UnitID{}, nil)
			return err
		},
		"agree":           func() error { return tr.Agree(ctx, s, accounts.ConsentPrivacy, "1") },
		"change the name": func() error { return tr.ChangeName(ctx, s, "别名") },
		"end sessions":    func() error { return tr.EndOtherSessions(ctx, s, [16]byte{}) },
		"help a member":   func() error { _, err := tr.RecoverMember(ctx, s, member.Person); return err },
		"remove a member": func() error { return tr.RemoveMember(ctx, s, member.Person) },
		"hand over":       func() error { return tr.TransferOwner(ctx, s, member.Person, nil) },
		"add staff": func() error {
			return tr.AddStaff(ctx, accounts.FirstStation, station.Officer, accounts.NewPerson{Name: "李", Email: "li@example.com", Password: "another long one"})
		},
		"put a unit": func() error {
			_, err := tr.PutUnit(ctx, staff, accounts.Unit{NameZh: "窗口", NameEn: "Desk"})
			return err
		},
	}
	before := count()
	for name, act := range acts {
		if err := act(); err == nil {
			t.Errorf("%s: it went through without a record", name)
		}
		for table, sum := range count() {
			if sum != before[table] {
				t.Errorf("%s: %s changed without a record", name, table)
			}
		}
	}
}
