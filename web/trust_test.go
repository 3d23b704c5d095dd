package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

const codeOne, codeTwo = "91330100MA2H2XJK0F", "91330109MA2GL8F33A"

// notTaken are the tables with rows of a company that its export does not hold, each with the reason.
var notTaken = map[string]string{
	"review_events":   "that something happened in a review, without a word of what; what it was is in the other sheets",
	"review_presence": "which expert has a review open this minute",
	"commands":        "numbers of commands that were carried out and blind indexes of what they said: what they did is in the export",
	"data_keys":       "wrapped keys: the export holds what they seal, in plain",
	"file_objects":    "where the content of files lies: the content is in the export",
	"file_usage":      "a sum of the sizes of the files",

	"review_counted": "blind indexes of the rules that the station has counted once a review: the findings themselves are in the export",

	"notices":            "what the station told: nothing that the company gave, and read in the inbox",
	"inbox":              "who has read which message",
	"deliveries":         "how a message went out",
	"notice_preferences": "how each person wants to be told, on a page of their own",
	"webhooks":           "addresses of the company's own systems with their secrets, which are shown to nobody again",
}

// takenAs are tables whose rows the export holds in files of their own.
var takenAs = map[string]string{"list_rows": "lists/suppliers.csv", "uploads": "waiting/", "profiles": "profiles/", "files": "files/"}

// unpacked is an export by the names of its files.
func unpacked(t *testing.T, body string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r) // checks the sum, too
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

func table(t *testing.T, text string) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\ufeff")
	if !marked {
		t.Error("a table without the mark of UTF-8")
	}
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestTheExportHoldsEveryTableThatHasRowsOfTheCompany(t *testing.T) {
	p := newPortal(t)
	f, other := p.firm(codeOne, "zijian"), p.firm(codeTwo, "bieren")
	p.claimOf(f.owner, codeOne)
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	p.reviewed(other, expert)
	claims, err := p.people.ClaimsOnUs(context.Background(), p.scope(f.owner, "company.read"))
	p.must(err)
	p.must(p.people.AnswerClaim(context.Background(), p.scope(f.owner, "claim.answer"), claims[0].ID, "zijian-answer"))
	_, err = p.people.Invite(context.Background(), p.scope(f.owner, "people.invite"), uuid.New(), "zijian-new@example.com", station.Member, station.UnitID{}, nil)
	p.must(err)
	got := p.post("/company/export", f.tokens["owner"], nil)
	if got.status != 200 || !strings.HasPrefix(got.header.Get("Content-Type"), "application/zip") {
		t.Fatalf("%d %s", got.status, got.header.Get("Content-Type"))
	}
	in := unpacked(t, got.body)
	sheets := map[string]string{}
	for _, sheet := range slices.Concat(p.people.Sheets(p.scope(f.owner, "company.export")), p.checks.Sheets(p.scope(f.owner, "company.export")), p.reviews.Sheets(p.scope(f.owner, "company.export"))) {
		sheets[sheet.Table] = sheet.File + ".csv"
	}
	owner := connect(t, p.urls.Owner)
	withCompany := column[string](t, owner, `select table_name || '.' || column_name from information_schema.columns where table_schema = 'app' and column_name in ('company_id', 'tenant_id') and table_name not in (select viewname from pg_views) order by 1`)
	for _, place := range append(withCompany, "companies.id") {
		name, column, _ := strings.Cut(place, ".")
		var rows int
		p.must(owner.QueryRow(context.Background(), `select count(*) from app.`+name+` where `+column+` = $1`, f.owner.Company).Scan(&rows))
		if rows == 0 && name != "links" {
			t.Errorf("%s: the company has no row, so this says nothing of it", name)
		}
		switch file := sheets[name]; {
		case notTaken[name] != "":
		case file != "":
			if n := len(table(t, in[file])) - 1; n < 1 || name != "audit" && n != rows {
				t.Errorf("%s holds %d lines, the table %s %d", file, n, name, rows)
			}
		case takenAs[name] != "":
			n := 0
			for in := range in {
				if strings.HasPrefix(in, takenAs[name]) {
					n++
				}
			}
			if n != rows {
				t.Errorf("%d files under %s, %d rows in %s", n, takenAs[name], rows, name)
			}
		default:
			t.Errorf("table %s holds rows of the company; put it into the export, or say here why not", name)
		}
	}
	for name, wants := range map[string]string{"company.csv": "zijian有限公司", "people.csv": "zijian@example.com", "invitations.csv": "zijian-new@example.com", "lists/suppliers.csv": "zijian厂", "list_history.csv": "zijian厂",
		"answers.csv": "deposit_taken", "claims.csv": "zijian-answer", "looks.csv": "@trail", "README.zh.txt": "canonical", "README.en.txt": "SHA-256", "waiting/" + f.upload + "-zijian.csv": "zijian厂"} {
		if !strings.Contains(in[name], wants) {
			t.Errorf("%s does not hold %q", name, wants)
		}
	}
	for name, text := range in {
		if strings.Contains(text, other.canary) || strings.Contains(text, "renling") {
			t.Errorf("%s holds what is another's", name)
		}
	}
	kept, err := p.checks.Profile(context.Background(), p.scope(f.owner, "profile.read"), assessments.ProfileID(uuid.MustParse(f.profile)))
	p.must(err)
	if sum := sha256.Sum256([]byte(in["profiles/"+f.profile+".json"])); hex.EncodeToString(sum[:]) != kept.Digest {
		t.Error("the profile is not the one that was made, byte for byte")
	}
	p.verifies(in["audit.csv"])
}

// verifies follows the chain of an exported trail, as its README says.
func (p *portal) verifies(text string) {
	p.t.Helper()
	lines := table(p.t, text)
	prev := make([]byte, 32)
	for _, line := range lines[1:] {
		sum := sha256.Sum256(append(bytes.Clone(prev), line[4]...))
		if line[5] != hex.EncodeToString(prev) || line[6] != hex.EncodeToString(sum[:]) {
			p.t.Fatalf("line %s does not follow from the one before", line[0])
		}
		prev = sum[:]
	}
	if last := lines[len(lines)-1]; last[3] != "company.export" {
		p.t.Errorf("the last line is %s, so the export is not recorded before it leaves", last[3])
	}
}

func TestExportedCellsAreNoFormulas(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	row := rules.Row{"supplier_name": "=HYPERLINK(\"http://x\")", "annual_spend": json.Number("-5"), "currency": "CNY"}
	_, err := p.checks.PutList(context.Background(), p.scope(f.owner, "list.import"), assessments.ListSuppliers, uuid.New(), []assessments.ListRow{{Key: assessments.RowKey(assessments.ListSuppliers, row), Cells: row}}, nil, 1)
	p.must(err)
	p.must(p.people.ChangeName(context.Background(), p.scope(f.owner, "account.edit"), "@cmd|x"))
	in := unpacked(t, p.post("/company/export", f.tokens["owner"], nil).body)
	for name, text := range in {
		if !strings.HasSuffix(name, ".csv") || strings.HasPrefix(name, "waiting/") {
			continue
		}
		for _, line := range table(t, text) {
			for _, cell := range line {
				if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") && cell != "" || strings.HasPrefix(cell, "+") {
					t.Errorf("%s: a spreadsheet would run %q", name, cell)
				}
			}
		}
	}
	if !strings.Contains(in["lists/suppliers.csv"], ",-5,") {
		t.Error("a negative number is no formula and should stay a number")
	}
}

// TestATornExportIsNeverWhole lets the content of a file vanish from the shelf: the archive is cut off and opens nowhere.
func TestATornExportIsNeverWhole(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	names, err := p.filing.Shelf.List(context.Background(), "", 10)
	p.must(err)
	for _, o := range names {
		p.must(p.filing.Shelf.Remove(context.Background(), o.Name))
	}
	r := httptest.NewRequest("POST", "/company/export", strings.NewReader(url.Values{"csrf": {p.formToken(f.tokens["owner"])}}.Encode()))
	r.Host = "station.example"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", "station-session="+f.tokens["owner"])
	response, err := p.App().Test(r, 20_000)
	if err == nil {
		var body []byte
		if body, err = io.ReadAll(response.Body); err == nil {
			_, err = zip.NewReader(bytes.NewReader(body), int64(len(body)))
		}
	}
	if err == nil {
		t.Error("an export that broke off looks whole")
	}
}

func TestAPlannedDeletionIsShownEverywhereAndTakenBack(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	owner, member := f.tokens["owner"], f.tokens["member"]
	for name, form := range map[string]url.Values{"nothing": {}, "another name": {"confirm": {"别的公司"}, "gone": {"1"}}, "no tick": {"confirm": {codeOne}}} {
		if got := p.post("/company/delete", owner, form); got.status != 422 || !strings.Contains(got.body, `id="err-h"`) {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := p.post("/company/keep", owner, nil); got.status != 409 {
		t.Errorf("taking back what is not planned: %d", got.status)
	}
	if got := p.post("/company/delete", owner, url.Values{"confirm": {"9133 0100-ma2h2xjk0f"}, "gone": {"1"}}); got.status != 303 {
		t.Fatalf("by the code: %d", got.status)
	}
	for _, path := range []string{"/home", "/privacy", "/profiles/" + f.profile, "/account", "/notice"} {
		mine, theirs := p.do("GET", path, owner, nil).body, p.do("GET", path, member, nil).body
		if !strings.Contains(mine, `action="/company/keep"`) || !strings.Contains(mine, "12 月 25 日") {
			t.Errorf("%s does not tell the owner", path)
		}
		if strings.Contains(theirs, `action="/company/keep"`) || !strings.Contains(theirs, "12 月 25 日") {
			t.Errorf("%s does not tell the member, or lets them undo it", path)
		}
	}
	if got := p.post("/company/delete", owner, url.Values{"confirm": {codeOne}, "gone": {"1"}}); got.status != 409 {
		t.Errorf("asked for twice: %d", got.status)
	}
	again := p.post("/signup", "", url.Values{"uscc": {codeOne}, "company": {"新公司"}, "industry": {"C"}, "district": {"east"}, "size": {"small"}, "name": {"新人"}, "email": {"new@example.com"}, "password": {password}})
	if again.status != 409 {
		t.Errorf("the code is registered anew before the day: %d", again.status)
	}
	if got := p.post("/company/keep", owner, nil); got.status != 303 || strings.Contains(p.do("GET", "/home", owner, nil).body, "/company/keep") {
		t.Errorf("taken back: %d, and the banner stays", got.status)
	}
	if got := p.post("/company/delete", owner, url.Values{"confirm": {"zijian有限公司"}, "gone": {"1"}}); got.status != 303 {
		t.Errorf("by the name: %d", got.status)
	}
	p.now = p.now.Add(30*24*time.Hour - 30*time.Second)
	token, _, err := p.people.SignIn(context.Background(), "zijian@example.com", password, accounts.Device{})
	p.must(err)
	if got := p.post("/company/keep", token, nil); got.status != 409 {
		t.Errorf("taken back in the last minute: %d", got.status)
	}
}

func TestDeletionAndExportAskOnceMoreWhoOneIs(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	p.now = p.now.Add(11 * time.Minute)
	for _, path := range []string{"/company/delete", "/company/export"} {
		if got := p.post(path, f.tokens["owner"], url.Values{"confirm": {codeOne}, "gone": {"1"}}); got.status != 403 || !strings.Contains(got.body, `action="/prove"`) {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	if due, err := p.people.DeletionDue(context.Background(), f.owner.Company); err != nil || !due.IsZero() {
		t.Errorf("planned without a proof: %s, %v", due, err)
	}
}

func TestTheStationSaysHowLongItKeepsWhat(t *testing.T) {
	p := newPortal(t)
	f := p.firm(codeOne, "zijian")
	staff := p.staff()
	head := staff[station.Administrator]
	for name, form := range map[string]url.Values{"too short": {"hold": {"6"}, "looks": {"1095"}, "audit": {"1095"}, "invitations": {"30"}, "notices": {"365"}, "reviews": {"1095"}, "claims": {"365"}, "briefs": {"180"}}, "no number": {"hold": {"x"}}, "below the law": {"hold": {"30"}, "looks": {"30"}, "audit": {"1095"}, "invitations": {"30"}, "notices": {"365"}, "reviews": {"1095"}, "claims": {"365"}, "briefs": {"180"}}} {
		if got := p.post("/admin/retention", head, form); got.status != 422 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := p.post("/admin/retention", head, url.Values{"hold": {"43"}, "looks": {"1,234"}, "audit": {"1095"}, "invitations": {"30"}, "notices": {"365"}, "reviews": {"1095"}, "claims": {"365"}, "briefs": {"180"}}); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	for path, token := range map[string]string{"/notice": "", "/privacy": f.tokens["owner"], "/admin/retention": head} {
		if page := p.do("GET", path, token, nil).body; !strings.Contains(page, "43") || !strings.Contains(page, "1234") && !strings.Contains(page, "1,234") {
			t.Errorf("%s does not tell the days of this station", path)
		}
	}
	if page := p.do("GET", "/notice", "", nil).body; strings.Contains(page, "还没有到期自动删除") || strings.Contains(page, "现在看不到") || strings.Contains(page, "现在不做") || !strings.Contains(page, accounts.PrivacyVersion) {
		t.Error("the notice tells what is no longer so")
	}
	for _, told := range []string{"逐次同意之后，看您送复核的报告", "至少代表 5 家", "邮件服务商和短信网关", "复核和异议：", "复核结束或撤回后 1,095 天", "站内通知：365 天"} {
		if page := p.do("GET", "/notice", "", nil).body; !strings.Contains(page, told) {
			t.Errorf("the notice does not tell: %s", told)
		}
	}
}
