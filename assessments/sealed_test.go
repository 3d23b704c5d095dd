package assessments_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/seal"
)

// TestWhatIsMovedToAnotherPlaceDoesNotOpen lets somebody who can write to the database, and has no key, exchange
// what is sealed: between rows, columns, tables and companies.
func TestWhatIsMovedToAnotherPlaceDoesNotOpen(t *testing.T) {
	n := newNest(t, accountstest.Vault(t))
	b := n.bench
	other, err := b.Start(b.ctx, b.another, uuid.New(), []station.Area{station.Employee}, rules.SheetCore)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := b.Submit(b.ctx, b.another, other, uuid.New(), "乙")
	if err != nil {
		t.Fatal(err)
	}
	owner := pgtest.Owner(t)
	for name, move := range map[string]struct {
		sql  string
		read func() error
	}{
		"an answer in the place of another": {`update app.answers a set sealed = (select sealed from app.answers b where b.company_id = a.company_id and b.rev = 2) where rev = 1 and company_id = $1`,
			func() error { _, err := b.Check(b.ctx, b.me, n.check); return err }},
		"a row in the place of another": {`update app.list_rows a set sealed = (select sealed from app.list_rows b where b.list = 'employees' and b.company_id = a.company_id and b.position = 1) where list = 'employees' and position = 0 and company_id = $1`,
			func() error { _, err := b.List(b.ctx, b.me, assessments.ListEmployees); return err }},
		"the name of a file in the place of its content": {`update app.uploads set sealed = sealed_head where company_id = $1`,
			func() error { _, err := b.Upload(b.ctx, b.me, n.upload); return err }},
		"a line in the place of its document": {`update app.profiles set sealed = sealed_line where company_id = $1`,
			func() error { _, err := b.Profile(b.ctx, b.me, n.profile); return err }},
		"a document of another company": {`update app.profiles a set sealed = (select sealed from app.profiles b where b.company_id = $1), digest = (select digest from app.profiles b where b.company_id = $1) where company_id <> $1`,
			func() error { _, err := b.Profile(b.ctx, b.another, theirs); return err }},
		"the keys of another company": {`update app.data_keys a set wrapped = (select wrapped from app.data_keys b where b.tenant_id = $1) where tenant_id <> $1`,
			func() error { _, err := b.Profiles(b.ctx, b.another, assessments.ProfileID{}, 1); return err }},
	} {
		if err := move.read(); err != nil && name != "the keys of another company" && name != "a document of another company" {
			t.Fatalf("%s, before: %v", name, err)
		}
		if tag, err := owner.Exec(b.ctx, move.sql, [16]byte(b.me.Company())); err != nil || tag.RowsAffected() == 0 {
			t.Fatalf("%s: %d rows, %v", name, tag.RowsAffected(), err)
		}
		if err := move.read(); !errors.Is(err, seal.ErrTampered) && !errors.Is(err, seal.ErrWrongKey) || kindOf(err) != station.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDataOutliveTheirKeys makes new keys, of the other suite and under another master, while a company is at work.
func TestDataOutliveTheirKeys(t *testing.T) {
	now, masters := noon, accountstest.Masters(t, seal.Intl)
	clock := func() time.Time { return now }
	n := newNest(t, accountstest.VaultOver(t, masters, seal.Intl, clock))
	before := n.tells(n.me)
	request := uuid.New()
	answer := []assessments.Given{said("exporter", true, 0)}
	saved, err := n.Answer(n.ctx, n.me, n.check, request, answer)
	if err != nil {
		t.Fatal(err)
	}
	list, err := n.List(n.ctx, n.me, assessments.ListEmployees)
	if err != nil {
		t.Fatal(err)
	}

	second, err := masters.Add(seal.GM, noon)
	if err := errors.Join(err, masters.Activate(second)); err != nil {
		t.Fatal(err)
	}
	now = now.Add(accounts.KeyLife + time.Hour)
	later := accountstest.VaultOver(t, masters, seal.GM, clock)
	done, all, err := later.Care(n.ctx, pgtest.Open(t, pgtest.URLs(t).Worker), now.Add(-accounts.KeyLife), never)
	if err != nil || !all || done.Rewrapped != 2 || done.Renewed != 2 {
		t.Fatalf("%+v %v %v", done, all, err)
	}
	was := n.bench
	n.bench = empty(t, later)
	n.me, n.another = was.me, was.another
	if after := n.tells(n.me); len(after) <= len(before) {
		t.Errorf("with other keys the room says\n%s", after)
	}
	if again, err := n.Answer(n.ctx, n.me, n.check, request, answer); err != nil || again.Rev != saved.Rev {
		t.Errorf("a command of before is carried out again: %+v %v", again, err)
	}
	fresh, err := n.List(n.ctx, n.me, assessments.ListEmployees)
	if err != nil || fresh.Rows[0].ID() != list.Rows[0].ID() {
		t.Fatalf("a row has another address: %v", err)
	}
	d, err := n.PutList(n.ctx, n.me, assessments.ListEmployees, uuid.New(), append(fresh.Rows, assessments.ListRow{Key: "E9", Cells: rules.Row{"emp_ref": "E9"}}), nil, fresh.Version)
	if err != nil || len(d.Added) != 1 || d.Same != 2 || len(d.Gone)+len(d.Changed) != 0 {
		t.Errorf("imported again: %+v %v", d, err)
	}
	n.answer(n.check, said("exporter", false, 99))
	c, err := n.Check(n.ctx, n.me, n.check)
	if err != nil || c.Answers[company("exporter")].Value != false || c.Answers[company("deposit_taken")].Value != true {
		t.Errorf("%+v %v", c.Answers, err)
	}
	for _, table := range []string{"answers", "list_rows"} {
		var intl, gm int
		if err := pgtest.Owner(t).QueryRow(n.ctx, `select count(*) filter (where get_byte(sealed, 2) = 1), count(*) filter (where get_byte(sealed, 2) = 2) from app.`+table).Scan(&intl, &gm); err != nil || intl == 0 || gm == 0 {
			t.Errorf("%s: %d rows sealed by the old suite, %d by the new, %v", table, intl, gm, err)
		}
	}
	n.noCanaryIn(n.dump())
}

// TestARecordThatIsSealedIsNeverChanged tries as the application, whose role may seal a plain row and no more.
func TestARecordThatIsSealedIsNeverChanged(t *testing.T) {
	n := newNest(t, accountstest.Vault(t))
	app := pgtest.Open(t, pgtest.URLs(t).App)
	for table, column := range map[string]string{"answers": "sealed", "list_changes": "sealed", "profiles": "sealed", "judgements": "sealed", "commands": "what"} {
		err := app.Tenant(n.ctx, n.me.Company(), func(ctx context.Context, tx pg.Tx) error {
			tag, err := tx.Exec(ctx, `update `+table+` set `+column+` = `+column)
			if err == nil && tag.RowsAffected() != 0 {
				t.Errorf("%s: %d rows can be changed", table, tag.RowsAffected())
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
	p, err := n.Profile(n.ctx, n.me, n.profile)
	if err != nil || len(p.Document.Salt) < 26 {
		t.Errorf("a document without salt: %q %v", p.Document.Salt, err)
	}
}

// TestACompanyBeginsOnTwoNodesAtOnce: whatever comes first makes the key, and nobody waits for ever.
func TestACompanyBeginsOnTwoNodesAtOnce(t *testing.T) {
	masters := accountstest.Masters(t, seal.Intl)
	node := func() *bench {
		return empty(t, accountstest.VaultOver(t, masters, seal.Intl, func() time.Time { return noon }))
	}
	nodes := []*bench{node(), node()}
	me := nodes[0].company("91330100MA2H2XJK0F", "a@example.com")
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			b := nodes[i%2]
			var err error
			switch i / 2 % 3 {
			case 0:
				var id assessments.CheckID
				if id, err = b.Start(b.ctx, me, uuid.New(), []station.Area{station.Employee}, rules.SheetCore); err == nil {
					_, err = b.Answer(b.ctx, me, id, uuid.New(), []assessments.Given{said("deposit_taken", true, 0)})
				}
			case 1:
				row := assessments.ListRow{Key: fmt.Sprint("E", i), Cells: rules.Row{"emp_ref": fmt.Sprint("E", i)}}
				err = b.PutRow(b.ctx, me, uuid.New(), assessments.RowEdit{List: assessments.ListEmployees, Row: &row})
			case 2:
				_, err = b.SaveUpload(b.ctx, me, assessments.ListSuppliers, "a.csv", []byte("x"))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	var keys int
	if err := pgtest.Owner(t).QueryRow(nodes[0].ctx, `select count(*) from app.data_keys`).Scan(&keys); err != nil || keys != 1 {
		t.Errorf("%d keys, %v", keys, err)
	}
	for _, b := range nodes {
		if list, err := b.List(b.ctx, me, assessments.ListEmployees); err != nil || len(list.Rows) != 4 {
			t.Errorf("%d rows, %v", len(list.Rows), err)
		}
	}
}
