package assessments_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/seal"
)

// dump is every row of every table as the owner copies it out, as a thief of the database would.
func (b *bench) dump() []byte {
	b.t.Helper()
	owner := pgtest.Owner(b.t)
	rows, err := owner.Query(b.ctx, `select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
	if err != nil {
		b.t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.t.Fatal(err)
	}
	var out bytes.Buffer
	for _, table := range tables {
		if _, err := owner.PgConn().CopyTo(b.ctx, &out, `copy (select * from `+table+` order by 1, 2) to stdout`); err != nil {
			b.t.Fatal(table, err)
		}
	}
	return out.Bytes()
}

// nest is a company that gave canaries in all that a company gives.
type nest struct {
	*bench
	check    assessments.CheckID
	profile  assessments.ProfileID
	upload   [16]byte
	standing *assessments.Standing
	given    []string // what must not be found
}

const canary = "canary金丝雀"

func newNest(t *testing.T, vault *accounts.Vault) *nest {
	t.Helper()
	b := empty(t, vault)
	n := &nest{bench: b}
	b.me, b.another = b.company("91330100MA2H2XJK0F", "a@example.com"), b.company("91330109MA2GL8F33A", "b@example.com")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	one := func(what string) string {
		n.given = append(n.given, canary+" "+what)
		return canary + " " + what
	}
	var err error
	n.check = b.start()
	b.answer(n.check, said("counterparty_country", one("answer"), 0), said("deposit_taken", true, 0), said("rpt_tangible", json.Number("918273645"), 0),
		assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "csa"}, Said: assessments.SaidDontKnow})
	_, err = b.AddPresence(b.ctx, b.me, n.check, uuid.New(), "VN")
	must(err)
	row := rules.Row{"supplier_name": one("supplier"), "contact": one("cell"), "annual_spend": json.Number("564738291"), "currency": "CNY", "active": true}
	gone := rules.Row{"supplier_name": one("supplier that is gone"), "active": true}
	rows := func(list string, rows ...rules.Row) (out []assessments.ListRow) {
		for _, r := range rows {
			out = append(out, assessments.ListRow{Key: assessments.RowKey(list, r), Cells: r})
		}
		return out
	}
	const s, e = assessments.ListSuppliers, assessments.ListEmployees
	_, err = b.PutList(b.ctx, b.me, s, uuid.New(), rows(s, row, gone), map[string]string{one("header"): "supplier_name"}, 0)
	must(err)
	_, err = b.PutList(b.ctx, b.me, s, uuid.New(), rows(s, row), map[string]string{n.given[len(n.given)-1]: "supplier_name"}, 1)
	must(err)
	_, err = b.PutList(b.ctx, b.me, e, uuid.New(), rows(e, rules.Row{"emp_ref": one("employee")}), nil, 0)
	must(err)
	fresh := rows(e, rules.Row{"emp_ref": one("employee of their own row")})[0]
	must(b.PutRow(b.ctx, b.me, uuid.New(), assessments.RowEdit{List: e, Row: &fresh}))
	n.upload, err = b.SaveUpload(b.ctx, b.me, s, one("file")+".csv", []byte(one("content")), []byte(`{"sheet":"`+one("sheet")+`"}`)...)
	must(err)
	must(b.ChooseUpload(b.ctx, b.me, n.upload, []byte(`{"sheet":"`+one("other sheet")+`"}`)))
	n.standing, err = b.Standing(b.ctx, b.me, n.check)
	must(err)
	n.profile, err = b.Submit(b.ctx, b.me, n.check, uuid.New(), one("company of the document"))
	must(err)
	n.given = append(n.given, "918273645", "564738291", "deposit_taken", "counterparty_country", "dont_know", "supplier_name", "at_risk", "EMP-010")
	n.given = append(n.given, n.digests(row)...)
	return n
}

// digests are plain digests of what was given, from which it could be found by trying.
func (n *nest) digests(row rules.Row) []string {
	n.t.Helper()
	records, err := n.Judgements(n.ctx, n.me, n.check, [16]byte{}, 10)
	if err != nil || len(records) == 0 {
		n.t.Fatal(records, err)
	}
	var out []string
	for _, r := range records {
		out = append(out, r.InputDigest, r.OutcomeDigest)
	}
	sum := func(text string) string {
		s := sha256.Sum256([]byte(text))
		return hex.EncodeToString(s[:])
	}
	content, _ := json.Marshal([]any{n.check, "VN"})
	return append(out, sum(assessments.RowKey(assessments.ListSuppliers, row))[:24], sum(canary + " employee")[:24], sum(string(content)))
}

// forms are the ways in which a text may stand in a dump.
func forms(text string) map[string]string {
	escaped := fmt.Sprintf("%+q", text)
	return map[string]string{"plain": text, "hex": hex.EncodeToString([]byte(text)), "escaped": escaped[1 : len(escaped)-1],
		"base64": strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(text)), "=")[:len(text)], "words": strings.Fields(text)[len(strings.Fields(text))-1]}
}

func (n *nest) noCanaryIn(dump []byte) {
	n.t.Helper()
	dump = bytes.ToLower(dump)
	for _, text := range append(n.given, canary, "金丝雀") {
		for form, look := range forms(text) {
			if form == "words" && len(look) < 12 {
				continue
			}
			if at := bytes.Index(dump, []byte(strings.ToLower(look))); at >= 0 {
				n.t.Errorf("%q stands there in %s: %.200q", text, form, dump[max(0, at-100):at+50])
			}
		}
	}
}

func TestAStolenDatabaseHoldsNoCanary(t *testing.T) {
	for _, suite := range []seal.Suite{seal.Intl, seal.GM} {
		t.Run(suite.String(), func(t *testing.T) {
			n := newNest(t, accountstest.VaultOver(t, accountstest.Masters(t, suite), suite, func() time.Time { return noon }))
			dump := n.dump()
			if len(dump) < 10_000 || !bytes.Contains(dump, []byte("check.submit")) {
				t.Fatalf("a dump of %d bytes", len(dump))
			}
			n.noCanaryIn(dump)
			text := n.tells(n.me)
			if c, err := n.Check(n.ctx, n.me, n.check); err != nil || len(c.Suggested[company("counterparty_country")].Was) != 1 || c.Suggested[company("counterparty_country")].Was[0].Value != canary+" answer" {
				t.Errorf("an answer that fits no question reads %+v, %v", c.Suggested, err)
			}
			for _, want := range []string{canary + " supplier", canary + " cell", canary + " header", canary + " employee of", "918273645", "dont_know"} {
				if !strings.Contains(text, want) {
					t.Errorf("the company itself is not told %q", want)
				}
			}
		})
	}
}

// everything asks the room for all that it keeps of a company, and writes to all of it.
func (n *nest) everything() map[string]error {
	n.t.Helper()
	out := map[string]error{}
	try := func(what string, act func() error) { out[what] = act() }
	row := assessments.ListRow{Key: "x", Cells: rules.Row{"emp_ref": "x"}}
	try("check", func() error { _, err := n.Check(n.ctx, n.me, n.check); return err })
	try("standing", func() error { _, err := n.Standing(n.ctx, n.me, n.check); return err })
	try("from answers", func() error { _, err := n.FromAnswers(n.ctx, n.me, n.check); return err })
	try("suggestions", func() error {
		_, err := n.Suggestions(n.ctx, n.me, n.standing, []assessments.Place{company("expat_n")})
		return err
	})
	try("earlier presences", func() error { _, err := n.EarlierPresences(n.ctx, n.me, &assessments.Check{}); return err })
	try("list", func() error { _, err := n.List(n.ctx, n.me, assessments.ListSuppliers); return err })
	try("list part", func() error { _, err := n.ListPart(n.ctx, n.me, assessments.ListSuppliers, -1, 0, 10); return err })
	try("upload", func() error { _, err := n.Upload(n.ctx, n.me, n.upload); return err })
	try("profile", func() error { _, err := n.Profile(n.ctx, n.me, n.profile); return err })
	try("profiles", func() error { _, err := n.Profiles(n.ctx, n.me, assessments.ProfileID{}, 10); return err })
	try("judgements", func() error { _, err := n.Judgements(n.ctx, n.me, n.check, [16]byte{}, 10); return err })
	try("start", func() error {
		_, err := n.Start(n.ctx, n.me, uuid.New(), []station.Area{station.Tax}, rules.SheetCore)
		return err
	})
	try("answer", func() error {
		_, err := n.Answer(n.ctx, n.me, n.check, uuid.New(), []assessments.Given{said("exporter", true, 99)})
		return err
	})
	try("presence", func() error { return n.RemovePresence(n.ctx, n.me, n.check, uuid.New(), "VN") })
	try("import", func() error {
		_, err := n.PutList(n.ctx, n.me, assessments.ListSuppliers, uuid.New(), suppliers("A"), nil, 2)
		return err
	})
	try("row", func() error {
		return n.PutRow(n.ctx, n.me, uuid.New(), assessments.RowEdit{List: assessments.ListEmployees, Row: &row})
	})
	try("save upload", func() error {
		_, err := n.SaveUpload(n.ctx, n.me, assessments.ListSuppliers, "a", []byte("b"))
		return err
	})
	try("choose", func() error { return n.ChooseUpload(n.ctx, n.me, n.upload, []byte("{}")) })
	try("submit", func() error { _, err := n.Submit(n.ctx, n.me, n.check, uuid.New(), "x"); return err })
	return out
}

func TestNothingOpensOnceTheKeyIsDestroyedAndOthersGoOn(t *testing.T) {
	vault := accountstest.Vault(t)
	n := newNest(t, vault)
	other, err := n.Start(n.ctx, n.another, uuid.New(), []station.Area{station.Employee}, rules.SheetCore)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		second(n.Answer(n.ctx, n.another, other, uuid.New(), []assessments.Given{said("deposit_taken", true, 0)})),
		second(n.PutList(n.ctx, n.another, assessments.ListSuppliers, uuid.New(), suppliers("A"), nil, 0)),
		second(n.Submit(n.ctx, n.another, other, uuid.New(), "乙")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	theirs, dump := n.tells(n.another), n.dump()
	tenant, db := station.Tenant{Company: n.me.Company()}, pgtest.Open(t, pgtest.URLs(t).App)
	err = db.Of(n.ctx, tenant, func(ctx context.Context, tx pg.Tx) error {
		return errors.Join(n.people.Record(ctx, tx, n.me.Actor(), tenant.Company, "company.destroy", "", nil), vault.Destroy(ctx, tx, tenant))
	})
	if err != nil {
		t.Fatal(err)
	}
	vault.Forget(tenant)
	n.Forget(tenant.Company)
	for what, err := range n.everything() {
		if !errors.Is(err, accounts.ErrDestroyed) || kindOf(err) != station.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	if found, err := n.people.CheckAudit(n.ctx, tenant, nil); !found.Holds() || found.Lines < 10 || err != nil {
		t.Errorf("the audit trail: %+v, %v", found, err)
	}
	if got := n.tells(n.another); got != theirs {
		t.Errorf("the other company is told\n%s\nbefore it was\n%s", got, theirs)
	}
	impact, err := assessments.MeasureImpact(n.ctx, pgtest.Open(t, pgtest.URLs(t).Worker), assessments.Comparison{Vault: vault, Candidate: n.Engine()})
	if err != nil || impact.Companies != 1 || impact.Failed != 0 {
		t.Errorf("counted: %+v %v", impact, err)
	}
	n.noCanaryIn(append(dump, n.dump()...))
}

func second[T any](_ T, err error) error { return err }
