package assessments_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// The files testdata/before_vault.sql.gz and before_vault.txt were made by the station as it was before
// companies' data were sealed: a database of migration 0010, and what the room told of it then.

// Numbers of commands that were carried out in it.
var (
	answerRequest = uuid.MustParse("0193f000-0000-7000-8000-000000000001")
	importRequest = uuid.MustParse("0193f000-0000-7000-8000-000000000002")
	rowRequest    = uuid.MustParse("0193f000-0000-7000-8000-000000000003")
	startRequest  = uuid.MustParse("0193f000-0000-7000-8000-000000000004")
)

// answeredThen is what answerRequest carried.
func answeredThen() []assessments.Given {
	return []assessments.Given{said("deposit_taken", true, 0), said("expat_n", json.Number("17"), 0)}
}

// signedIn is a person of the database as it was found.
func (b *bench) signedIn(email string) accounts.Scope {
	b.t.Helper()
	if err := b.people.SealPeople(b.ctx); err != nil { // as every start does before it serves
		b.t.Fatal(err)
	}
	_, who, err := b.people.SignIn(b.ctx, email, "long enough words", accounts.Device{Address: "127.0.0.1"})
	if err != nil {
		b.t.Fatal(err)
	}
	scope, err := b.gate.Admit(b.ctx, who, "x", who.Company)
	if err != nil {
		b.t.Fatal(err)
	}
	return scope
}

// tells writes down what the room says of a company, to the last cell.
func (b *bench) tells(me accounts.Scope) string {
	b.t.Helper()
	must := func(err error) {
		b.t.Helper()
		if err != nil {
			b.t.Fatal(err)
		}
	}
	var out strings.Builder
	say := func(what string, v any) {
		text, err := json.Marshal(v)
		must(err)
		fmt.Fprintf(&out, "%s %s\n", what, text)
	}
	checks, err := b.Checks(b.ctx, me, assessments.CheckID{}, 10)
	must(err)
	for _, c := range checks {
		fmt.Fprintf(&out, "check %x %v %s rev %d begun %v, profile %v of %v\n", c.ID, c.Areas, c.Sheet, c.Rev, c.CreatedAt.UTC(), c.Profile != nil, c.Current())
		s, err := b.FromAnswers(b.ctx, me, c.ID)
		must(err)
		b.tellAnswers(&out, s.Check)
		places := []assessments.Place{company("deposit_taken"), company("expat_n"), company("csa"), company("exporter")}
		told, err := b.Suggestions(b.ctx, me, s, places)
		must(err)
		for _, p := range places {
			if t, ok := told[p]; ok {
				say("suggested "+p.Key, t)
			}
		}
		earlier, err := b.EarlierPresences(b.ctx, me, s.Check)
		must(err)
		say("earlier presences", earlier)
		records, err := b.Judgements(b.ctx, me, c.ID, [16]byte{}, 50)
		must(err)
		for _, r := range records {
			say("judged", []any{r.RulesRevision, r.AsOf, r.AnswersRev, r.Suppliers, r.Employees, r.InputDigest, r.OutcomeDigest, r.Differs})
		}
	}
	profiles, err := b.Profiles(b.ctx, me, assessments.ProfileID{}, 10)
	must(err)
	for _, line := range profiles {
		say("profile", []any{line.Digest, line.Completeness, line.Worst, line.Best, line.Shown, line.Findings, line.Open, line.At, line.Sheet})
		p, err := b.Profile(b.ctx, me, line.ID)
		must(err)
		say("document", []any{len(p.Bytes), p.Document.InputDigest, p.Document.Answers})
	}
	for _, name := range []string{assessments.ListSuppliers, assessments.ListEmployees} {
		b.tellList(&out, me, name)
	}
	return out.String()
}

func (b *bench) tellAnswers(out *strings.Builder, c *assessments.Check) {
	text := func(p assessments.Place) string { return fmt.Sprint(p.Scope, " ", p.Subject, " ", p.Key) }
	for _, p := range slices.SortedFunc(maps.Keys(c.Answers), func(x, y assessments.Place) int { return strings.Compare(text(x), text(y)) }) {
		fmt.Fprintf(out, "  %s: %v\n", text(p), c.Answers[p])
	}
	fmt.Fprintf(out, "  in %v, none %v, suggested %d, gone %d\n", c.Presences, c.NoPresence, len(c.Suggested), len(c.Gone))
}

func (b *bench) tellList(out *strings.Builder, me accounts.Scope, name string) {
	list, err := b.List(b.ctx, me, name)
	if err != nil {
		b.t.Fatal(err)
	}
	part, err := b.ListPart(b.ctx, me, name, 0, 0, 2)
	if err != nil {
		b.t.Fatal(err)
	}
	fmt.Fprintf(out, "list %s version %d by %s mapping %v, after the first %d rows\n", name, list.Version, list.By, list.Mapping, len(part.Rows))
	for _, row := range list.Rows {
		cells, _ := json.Marshal(row.Cells)
		fmt.Fprintf(out, "  %d %q %s\n", row.Position, row.Key, cells)
	}
}

// fillAsBefore puts into a database what testdata/before_vault.sql.gz holds.
func (b *bench) fillAsBefore(t *testing.T, later *rules.Engine) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	first := b.Engine()
	old := b.start("employee")
	b.answer(old, said("deposit_taken", false, 0), said("exporter", true, 0))
	_, err := b.AddPresence(b.ctx, b.me, old, uuid.New(), "VN")
	must(err)
	b.now = b.now.Add(3600e9)
	id, err := b.Start(b.ctx, b.me, startRequest, []station.Area{"tax", "employee"}, rules.SheetCore)
	must(err)
	_, err = b.Answer(b.ctx, b.me, id, answerRequest, answeredThen())
	must(err)
	b.answer(id, assessments.Given{Place: company("csa"), Said: assessments.SaidDontKnow}, said("expat_n", json.Number("18"), 2))
	b.answer(id, assessments.Given{Place: company("csa"), Said: assessments.SaidCleared, Seen: 3})
	for _, country := range []string{"VN", "DE"} {
		_, err := b.AddPresence(b.ctx, b.me, id, uuid.New(), country)
		must(err)
	}
	must(b.RemovePresence(b.ctx, b.me, id, uuid.New(), "DE"))
	_, err = b.Import(b.ctx, b.me, importRequest, assessments.Import{List: assessments.ListSuppliers, Rows: suppliers("宁波甲厂", "B", "C"), Mapping: map[string]string{"厂家": "supplier_name"}})
	must(err)
	_, err = b.PutList(b.ctx, b.me, assessments.ListSuppliers, uuid.New(), suppliers("宁波甲厂", "D"), map[string]string{"厂家": "supplier_name"}, 1)
	must(err)
	people := []assessments.ListRow{{Key: "E1", Cells: rules.Row{"emp_ref": "E1", "passport_held_by": "self"}}, {Key: "E2", Cells: rules.Row{"emp_ref": "E2", "monthly_wage": json.Number("9000.50")}}}
	_, err = b.PutList(b.ctx, b.me, assessments.ListEmployees, uuid.New(), people, nil, 0)
	must(err)
	b.Adopt(later) // a row and an answer that rules which were taken back have asked for
	edited := b.row(assessments.ListEmployees, "E2")
	seen := edited.Digest()
	edited.Cells["passport_held_by"] = "company_forced"
	must(b.PutRow(b.ctx, b.me, rowRequest, assessments.RowEdit{List: assessments.ListEmployees, ID: edited.ID(), Seen: seen, Row: &edited}))
	b.answer(id, said("deposit_taken", true, 99))
	b.Adopt(first)
	_, err = b.SaveUpload(b.ctx, b.me, assessments.ListSuppliers, "甲厂.csv", []byte("供应商名称\n甲厂\n"), []byte(`{"mode":"add"}`)...)
	must(err)
	for range 2 {
		_, err = b.Submit(b.ctx, b.me, id, uuid.New(), "甲纺织有限公司")
		must(err)
		b.now = b.now.Add(60e9)
		b.answer(id, said("exporter", true, 0))
	}
	b.now = b.now.Add(3600e9)
	b.start("employee")
	other, err := b.Start(b.ctx, b.another, uuid.New(), []station.Area{"employee"}, rules.SheetCore)
	must(err)
	_, err = b.Answer(b.ctx, b.another, other, uuid.New(), []assessments.Given{said("expat_n", json.Number("3"), 0)})
	must(err)
	_, err = b.Submit(b.ctx, b.another, other, uuid.New(), "乙")
	must(err)
}
