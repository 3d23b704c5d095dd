package assessments_test

import (
	"bytes"
	"context"
	"os"
	"strings"
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
)

// earlierStation is the database that an earlier station left, brought to the newest migration.
func earlierStation(t *testing.T) *bench {
	t.Helper()
	pgtest.Earlier(t, "0010_moves.sql", "testdata/before_vault.sql.gz")
	b := empty(t, accountstest.Vault(t))
	b.now = noon.Add(3 * time.Hour)
	b.me, b.another = b.signedIn("a@example.com"), b.signedIn("b@example.com")
	return b
}

// plainLeft counts what is not sealed in the database.
func (b *bench) plainLeft() (n int) {
	b.t.Helper()
	err := pgtest.Owner(b.t).QueryRow(b.ctx, `
		select (select count(*) from app.answers where sealed is null or said is not null or value is not null) + (select count(*) from app.list_rows where sealed is null or cells is not null)
		     + (select count(*) from app.list_changes where sealed is null or cells is not null) + (select count(*) from app.lists where mapping <> '{}')
		     + (select count(*) from app.profiles where sealed is null or document is not null or worst is not null) + (select count(*) from app.uploads where sealed is null or body is not null or choices <> '{}')
		     + (select count(*) from app.judgements where sealed is null) + (select count(*) from app.commands where what !~ ' sealed1\.')`).Scan(&n)
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

func never() bool { return false }

// TestAnEarlierStationGoesOnAndIsSealed reads the data of an earlier station as they are, half sealed and sealed: all three
// times to the same.
func TestAnEarlierStationGoesOnAndIsSealed(t *testing.T) {
	b := earlierStation(t)
	golden, err := os.ReadFile("testdata/before_vault.txt")
	if err != nil {
		t.Fatal(err)
	}
	same := func(when string) {
		t.Helper()
		if got := b.tells(b.me); got != string(golden) {
			t.Errorf("%s the room says\n%s", when, difference(got, string(golden)))
		}
	}
	plain := b.plainLeft()
	if plain < 40 {
		t.Fatalf("only %d plain rows", plain)
	}
	same("in plain")
	steps := 0
	for done := false; !done; steps++ { // a company's batches one at a time, as if each were the last before a stop
		turns := 0
		if done, err = b.SealOld(b.ctx, func() bool { turns++; return turns > 1 }); err != nil || steps > 100 {
			t.Fatalf("step %d: %v", steps, err)
		}
		if left := b.plainLeft(); left > plain {
			t.Fatalf("%d rows are plain, before there were %d", left, plain)
		} else if left < plain && left > 0 {
			same("half sealed")
		}
	}
	if left := b.plainLeft(); left != 0 || steps < 8 {
		t.Errorf("after %d steps %d rows are plain", steps, left)
	}
	same("sealed")
	b.sealedAnewChangesNothing()
	b.goesOn()
}

// difference is the first line in which two texts differ.
func difference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + strings.Join(b[min(i, len(b)):min(i+1, len(b))], "")
		}
	}
	return "too little"
}

func (b *bench) sealedAnewChangesNothing() {
	b.t.Helper()
	dump := b.dump()
	if done, err := b.SealOld(b.ctx, never); !done || err != nil {
		b.t.Errorf("once more: %v %v", done, err)
	}
	for _, company := range []accounts.Scope{b.me, b.another} {
		if err := b.SealCompany(b.ctx, company.Company()); err != nil {
			b.t.Error(err)
		}
	}
	if again := b.dump(); !bytes.Equal(dump, again) {
		b.t.Error("sealed once more the database is another")
	}
}

// goesOn repeats the commands of the earlier station, which act no second time, and gives new ones.
func (b *bench) goesOn() {
	b.t.Helper()
	checks, err := b.Checks(b.ctx, b.me, assessments.CheckID{}, 10)
	if err != nil {
		b.t.Fatal(err)
	}
	id := checks[1].ID
	if again, err := b.Start(b.ctx, b.me, startRequest, []station.Area{station.Tax, station.Employee}, rules.SheetCore); err != nil || again != id {
		b.t.Errorf("begun again: %x %v", again, err)
	}
	if saved, err := b.Answer(b.ctx, b.me, id, answerRequest, answeredThen()); err != nil || saved.Rev != checks[1].Rev {
		b.t.Errorf("answered again: %+v %v", saved, err)
	}
	if _, err := b.Answer(b.ctx, b.me, id, answerRequest, []assessments.Given{said("expat_n", "other", 0)}); kindOf(err) != station.Conflict {
		b.t.Errorf("another answer under the same number: %v", err)
	}
	if done, err := b.Imported(b.ctx, b.me, assessments.ListSuppliers, importRequest); !done || err != nil {
		b.t.Errorf("imported: %v %v", done, err)
	}
	if _, err := b.Standing(b.ctx, b.me, id); err != nil {
		b.t.Fatal(err)
	}
	records, err := b.Judgements(b.ctx, b.me, id, [16]byte{}, 50)
	if err != nil || len(records) != 2 {
		b.t.Errorf("judged again from the same input there are %d records, %v", len(records), err)
	}
	d, err := b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), suppliers("宁波甲厂", "E"), nil, 2)
	if err != nil || len(d.Gone) != 1 || len(d.Added) != 1 || d.Same != 1 {
		b.t.Errorf("imported over what was there: %+v %v", d, err)
	}
	b.answer(id, said("deposit_taken", false, 99))
	if _, err := b.Submit(b.ctx, b.me, id, uuid.New(), "甲"); err != nil {
		b.t.Fatal(err)
	}
	if left := b.plainLeft(); left != 0 {
		b.t.Errorf("%d new rows are plain", left)
	}
}

// TestPeopleWorkWhileAnEarlierStationIsSealed writes over rows that are still plain.
func TestPeopleWorkWhileAnEarlierStationIsSealed(t *testing.T) {
	b := earlierStation(t)
	checks, err := b.Checks(b.ctx, b.me, assessments.CheckID{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	id, list := checks[1].ID, assessments.ListEmployees
	b.goesOnIn(id)
	edited := b.row(list, "E1")
	seen := edited.Digest()
	edited.Cells["role"] = "sales"
	if err := b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: list, ID: edited.ID(), Seen: seen, Row: &edited}); err != nil {
		t.Fatal(err)
	}
	if done, err := b.SealOld(b.ctx, never); !done || err != nil {
		t.Fatal(done, err)
	}
	if left := b.plainLeft(); left != 0 || b.row(list, "E1").Cells["role"] != "sales" {
		t.Errorf("%d rows are plain; the row reads %v", left, b.row(list, "E1").Cells)
	}
	c, err := b.Check(b.ctx, b.me, id)
	if err != nil || c.Answers[company("deposit_taken")].Value != false || len(c.Presences) != 1 {
		t.Errorf("%+v %v", c.Answers, err)
	}
	if records, err := b.Judgements(b.ctx, b.me, id, [16]byte{}, 50); err != nil || len(records) != 3 {
		t.Errorf("%d records, %v", len(records), err)
	}
}

// goesOnIn works on a check whose answers and records are plain.
func (b *bench) goesOnIn(id assessments.CheckID) {
	b.t.Helper()
	for range 2 {
		if _, err := b.Standing(b.ctx, b.me, id); err != nil { // the same input as the last record
			b.t.Fatal(err)
		}
	}
	b.answer(id, said("deposit_taken", false, 99))
	if s, err := b.Standing(b.ctx, b.me, id); err != nil || s.Check.Answers[company("expat_n")].Value == nil {
		b.t.Fatal(err)
	}
	uploads := pgtest.Owner(b.t)
	var upload [16]byte
	if err := uploads.QueryRow(b.ctx, `select id from app.uploads`).Scan(&upload); err != nil {
		b.t.Fatal(err)
	}
	for range 2 {
		if u, err := b.Upload(b.ctx, b.me, upload); err != nil || u.Name != "甲厂.csv" || !strings.Contains(string(u.Body), "甲厂") || !strings.Contains(string(u.Choices), "mode") {
			b.t.Errorf("the file reads %+v %v", u, err)
		}
		if err := b.ChooseUpload(b.ctx, b.me, upload, []byte(`{"mode":"replace"}`)); err != nil {
			b.t.Fatal(err)
		}
	}
}

// TestACompanyThatCannotBeSealedKeepsNoOtherFromIt gives one company a document that is no row of an earlier station.
func TestACompanyThatCannotBeSealedKeepsNoOtherFromIt(t *testing.T) {
	b := earlierStation(t)
	owner := pgtest.Owner(t)
	mark := func(sql string) {
		t.Helper()
		if _, err := owner.Exec(b.ctx, sql, [16]byte(b.me.Company())); err != nil {
			t.Fatal(err)
		}
	}
	mark(`update app.list_rows set cells = '[]' where company_id = $1`)
	if done, err := b.SealOld(b.ctx, never); done || err == nil {
		t.Fatalf("it says that nothing is left: %v", err)
	}
	var mine, others int
	if err := owner.QueryRow(b.ctx, `select count(*) filter (where company_id = $1), count(*) filter (where company_id <> $1) from app.answers where sealed is null`, [16]byte(b.me.Company())).Scan(&mine, &others); err != nil || mine == 0 || others != 0 {
		t.Errorf("plain answers: %d of it, %d of others, %v", mine, others, err)
	}
	mark(`update app.list_rows set cells = '{}' where company_id = $1`)
	if done, err := b.SealOld(b.ctx, never); !done || err != nil || b.plainLeft() != 0 {
		t.Errorf("once it can be: %v %v", done, err)
	}
}

// TestACompanyWhoseKeyIsGoneIsLeftAlone: its rows go with the company.
func TestACompanyWhoseKeyIsGoneIsLeftAlone(t *testing.T) {
	b := earlierStation(t)
	vault, tenant := accountstest.Vault(t), station.Tenant{Company: b.me.Company()}
	db := pgtest.Open(t, pgtest.URLs(t).App)
	if err := db.Of(b.ctx, tenant, func(ctx context.Context, tx pg.Tx) error { return vault.Destroy(ctx, tx, tenant) }); err != nil {
		t.Fatal(err)
	}
	if done, err := b.SealOld(b.ctx, never); !done || err != nil {
		t.Error(done, err)
	}
}
