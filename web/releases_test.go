package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// press signs archives and opens those that it signed.
type press struct {
	t       *testing.T
	private rules.SigningKey
	public  rules.PublicKey
	files   rules.Files
}

func newPress(t *testing.T) *press {
	t.Helper()
	b := &press{t: t, files: rulestest.Shipped(t)}
	b.private, b.public = rulestest.Pair(t, "2026")
	return b
}

func (b *press) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *press) Open(_ context.Context, archive []byte) (*rules.Engine, rules.Files, error) {
	files, err := rules.Unpack(archive, map[string]rules.PublicKey{"2026": b.public})
	if err != nil {
		return nil, nil, err
	}
	e, err := rules.LoadFiles(files)
	return e, files, err
}

// archive packs the rules with the severity of TAX-015 changed.
func (b *press) archive(revision int64, severity string, key *rules.SigningKey) []byte {
	b.t.Helper()
	files := rules.Files{}
	for name, text := range b.files {
		files[name] = text
	}
	const name = "risk/tax/local_file.rego"
	if files[name] = bytes.Replace(files[name], []byte("severity: high"), []byte("severity: "+severity), 1); bytes.Equal(files[name], b.files[name]) {
		b.t.Fatal("the rule has no severity to change")
	}
	archive, err := rules.Pack(files, revision, key)
	b.must(err)
	return archive
}

// releaseDesk is a portal with those who release rules.
type releaseDesk struct {
	*portal
	*press
}

func (d releaseDesk) must(err error) { d.t().Helper(); d.portal.must(err) }

func (d releaseDesk) t() *testing.T { return d.portal.t }

// in signs a role in, as sessions end while the clock goes on.
func (d releaseDesk) in(role station.Role) string {
	d.t().Helper()
	token, _, err := d.people.SignIn(context.Background(), string(role)+"@station.example", password, accounts.Device{Address: "127.0.0.1"})
	d.must(err)
	return token
}

func (d releaseDesk) propose(archive []byte, note string) answer {
	d.t().Helper()
	token := d.in(station.RuleAuthor)
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	d.must(w.WriteField("csrf", d.formToken(token)))
	d.must(w.WriteField("note", note))
	if archive != nil {
		part, err := w.CreateFormFile("archive", "rules.tar.gz")
		d.must(err)
		_, err = part.Write(archive)
		d.must(err)
	}
	d.must(w.Close())
	r := httptest.NewRequest("POST", "/rules", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return d.raw(r, token)
}

func (d releaseDesk) approve(revision, day string) answer {
	d.t().Helper()
	return d.post("/rules/"+revision+"/activate", d.in(station.RuleApprover), url.Values{"day": {day}})
}

// takesUp does what a node does: it judges by the release that is in force now.
func (d releaseDesk) takesUp(want string) {
	d.t().Helper()
	_, archive, err := d.checks.ReleaseInForce(context.Background(), d.checks.Engine().Digest)
	d.must(err)
	if archive != nil {
		e, _, err := d.Open(context.Background(), archive)
		d.must(err)
		d.checks.Adopt(e)
	}
	if got := d.checks.Engine().Revision; got != want {
		d.t().Errorf("revision %s is in force, should be %s", got, want)
	}
}

// says holds a page to what it must say.
func (d releaseDesk) says(path string, wants ...string) {
	d.t().Helper()
	got := d.do("GET", path, d.in(station.RuleApprover), nil)
	for _, want := range wants {
		if got.status != 200 || !strings.Contains(got.body, want) {
			d.t().Errorf("%s: %d, does not say %q", path, got.status, want)
		}
	}
}

func newReleaseDesk(t *testing.T) releaseDesk {
	t.Helper()
	b := newPress(t)
	d := releaseDesk{newPortalWith(t, b), b}
	d.staff()
	return d
}

func refusedWith(t *testing.T, name string, got answer, status int, say string) {
	t.Helper()
	if got.status != status || !strings.Contains(got.body, say) {
		t.Errorf("%s: %d, should be %d and say %q", name, got.status, status, say)
	}
}

func TestRulesAreProposedOnAPage(t *testing.T) {
	d := newReleaseDesk(t)
	stranger := newPress(t)
	good := d.archive(5, "medium", &d.private)
	refusedWith(t, "no file", d.propose(nil, "why"), 422, "请选择规则包文件")
	refusedWith(t, "no file and no note", d.propose(nil, ""), 422, "请写明改了什么")
	refusedWith(t, "not signed", d.propose(d.archive(5, "medium", nil), "the reason stays"), 422, "没有本站信任的签名")
	refusedWith(t, "the note of a refused form", d.propose(d.archive(5, "medium", nil), "the reason stays"), 422, "the reason stays")
	refusedWith(t, "another key", d.propose(stranger.archive(5, "medium", &stranger.private), "why"), 422, "没有本站信任的签名")
	refusedWith(t, "no archive at all", d.propose([]byte("half an archive"), "why"), 422, "这个文件不是规则包")
	refusedWith(t, "no note", d.propose(good, "  "), 422, "请写明改了什么")
	d.says("/rules", "还没有人提出过规则")
	if got := d.propose(good, "TAX-015 weighs less"); got.status != 303 || got.location != "/rules/5" {
		t.Fatalf("proposed: %d %s", got.status, got.location)
	}
	if got := d.propose(good, "TAX-015 weighs less"); got.status != 303 || got.location != "/rules/5" {
		t.Errorf("the same form sent twice: %d %s", got.status, got.location)
	}
	refusedWith(t, "the same revision for another reason", d.propose(good, "why"), 409, "第 5 版已经由rule_author提出了")
	refusedWith(t, "another of the same revision", d.propose(d.archive(5, "low", &d.private), "why"), 409, "station rules build --revision 6 ")
	refusedWith(t, "an older one", d.propose(d.archive(4, "low", &d.private), "why"), 409, "最近的已经是第 5 版。请用 station rules build --revision 6 ")
	d.says("/rules/5", "TAX-015", "严重程度改了", "TAX-015 weighs less", "待批准", "有 1 处不同")
	if got := d.do("GET", "/rules/5/rules.tar.gz", d.in(station.RuleApprover), nil); got.body != string(good) {
		t.Errorf("the archive that is handed out is another: %d, %d bytes", got.status, len(got.body))
	}
	if got := d.do("GET", "/rules/9", d.in(station.RuleApprover), nil); got.status != 404 {
		t.Errorf("a revision that was never proposed: %d", got.status)
	}
	d.takesUp(d.checks.Engine().Revision) // proposed is not approved
}

func TestRulesAreReleasedByTwoPeople(t *testing.T) {
	d := newReleaseDesk(t)
	if got := d.propose(d.archive(5, "medium", &d.private), "first"); got.status != 303 {
		t.Fatalf("proposed: %d", got.status)
	}
	if got := d.post("/rules/5/activate", d.in(station.RuleAuthor), nil); got.status != 403 {
		t.Errorf("the author approves: %d", got.status)
	}
	db := connect(t, d.urls.Owner)
	_, err := db.Exec(context.Background(), `update app.staff set role = 'rule_approver' where role = 'rule_author'`)
	d.must(err)
	if got := d.do("GET", "/rules/5", d.in(station.RuleAuthor), nil); !strings.Contains(got.body, "要由另一人批准") || strings.Contains(got.body, "/rules/5/activate") {
		t.Errorf("the author, approver by now, is offered to approve: %d", got.status)
	}
	if got := d.post("/rules/5/activate", d.in(station.RuleAuthor), nil); got.status != 403 {
		t.Errorf("the author approves in another role: %d", got.status)
	}
	refusedWith(t, "no day", d.approve("5", "soon"), 422, "请填日期")
	refusedWith(t, "a past day", d.approve("5", "2026-11-24"), 422, "启用日期已经过去")
	if got := d.approve("5", ""); got.status != 303 {
		t.Fatalf("approved: %d %s", got.status, got.body)
	}
	d.says("/rules", "已批准，正在启用")
	d.takesUp("5")
	d.says("/rules", "正在使用的规则：第 5 版")
	d.says("/rules/5", "和正在使用的规则没有不同")
	if rule, _ := d.checks.Engine().Rule("TAX-015"); rule.Worst() != "medium" {
		t.Errorf("TAX-015 is %s", rule.Worst())
	}
}

func TestAReleaseWaitsForItsDayAndIsTakenBack(t *testing.T) {
	d := newReleaseDesk(t)
	for _, r := range []struct {
		revision int64
		severity string
	}{{5, "medium"}, {6, "low"}} {
		if got := d.propose(d.archive(r.revision, r.severity, &d.private), "why"); got.status != 303 {
			t.Fatalf("proposed: %d", got.status)
		}
	}
	must303 := func(got answer) {
		t.Helper()
		if got.status != 303 {
			t.Fatalf("approved: %d", got.status)
		}
		d.now = d.now.Add(time.Second)
	}
	must303(d.approve("5", ""))
	must303(d.approve("6", "2026-11-30"))
	d.takesUp("5")
	d.says("/rules", "2026 年 11 月 30 日 起启用")
	d.now = time.Date(2026, 11, 29, 15, 59, 59, 0, time.UTC)
	d.takesUp("5")
	d.now = time.Date(2026, 11, 29, 16, 0, 0, 0, time.UTC) // midnight in Beijing
	d.takesUp("6")
	must303(d.approve("5", ""))
	d.takesUp("5")
	must303(d.approve("6", "2026-12-05"))
	must303(d.approve("5", "")) // calls the plan off
	d.now = time.Date(2026, 12, 6, 0, 0, 0, 0, time.UTC)
	d.takesUp("5")
	d.says("/rules", "不再使用")
}

func TestWhatIsWrongWithAnArchiveIsSaidFileByFile(t *testing.T) {
	d := newReleaseDesk(t)
	files := rules.Files{}
	for name, text := range d.files {
		files[name] = text
	}
	const file = "risk/tax/local_file.rego"
	files[file] = bytes.Replace(files[file], []byte("input.company.has_rpt\n"), []byte("input.company.has_rptt\n"), 1)
	const other = "risk/employee/deposit.rego"
	files[other] = bytes.Replace(files[other], []byte("basis_kind: law"), []byte("basis_kind: custom"), 1)
	archive, err := rules.Pack(files, 5, &d.private)
	d.must(err)
	got := d.propose(archive, "why")
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	d.must(err)
	said := map[string]string{}
	doc.Find("[aria-labelledby=faults] li").Each(func(_ int, li *goquery.Selection) { said[li.Find("code").Text()] += li.Text() })
	if got.status != 422 || !strings.Contains(said[file], "没有 input.company.has_rptt 这个键") || !strings.Contains(said[other], "basis_kind 只能是") {
		t.Errorf("%d: %v", got.status, said)
	}
	if sum := doc.Find(".err-sum").Text(); !strings.Contains(sum, "处要改，见下面的列表") {
		t.Errorf("the summary says %q", sum)
	}
	files[other] = d.files[other]
	files[file] = bytes.Replace(d.files[file], []byte("input.company.has_rpt\n"), []byte("nobody(input.company.has_rpt)\n"), 1)
	archive, err = rules.Pack(files, 5, &d.private)
	d.must(err)
	doc, err = goquery.NewDocumentFromReader(strings.NewReader(d.propose(archive, "why").body))
	d.must(err)
	if li := doc.Find("[aria-labelledby=faults] li"); !strings.HasPrefix(li.Find("code").Text(), file+":") || !strings.Contains(li.Text(), "Rego 写法有误") || !strings.Contains(li.Find("blockquote[lang=en]").Text(), "undefined function nobody") {
		t.Errorf("a compiler's fault: %s", doc.Find(".err-sum, [aria-labelledby=faults]").Text())
	}
}

func TestTwoPeopleProposeAtOneInstant(t *testing.T) {
	d := newReleaseDesk(t)
	one, other := d.archive(5, "medium", &d.private), d.archive(5, "low", &d.private)
	answers := make(chan answer, 2)
	for _, archive := range [][]byte{one, other} {
		go func() { answers <- d.propose(archive, "why") }()
	}
	first, second := <-answers, <-answers
	if first.status != 303 {
		first, second = second, first
	}
	if first.status != 303 {
		t.Fatalf("nobody could propose: %d %d", first.status, second.status)
	}
	refusedWith(t, "the second", second, 409, "--revision 6 ")
}

// TestAReleaseSaysWhatBecomesOfAnswers: one that leaves answers without a place is refused, question by question.
func TestAReleaseSaysWhatBecomesOfAnswers(t *testing.T) {
	d := newReleaseDesk(t)
	d.files["keys/data.yaml"] = bytes.Replace(d.files["keys/data.yaml"], []byte(`expat_n: {"type": "integer", "area": "tax", "unit": "persons"`), []byte(`expat_n: {"type": "integer", "area": "tax", "unit": "months"`), 1)
	refused := d.propose(d.archive(2, "medium", &d.private), "按月数")
	if refused.status != 422 || !strings.Contains(refused.body, "company.expat_n：这一问没有了") || !strings.Contains(refused.body, "moves/data.yaml") {
		t.Fatalf("%d\n%.3000s", refused.status, refused.body)
	}
	d.files["moves/data.yaml"] = []byte("table: [{since: 2, fate: reconfirm, from: [company.expat_n], into: [company.expat_n], zh: 现在按人月数, en: In person-months now}]\n")
	if a := d.propose(d.archive(2, "medium", &d.private), "按月数"); a.status != 303 {
		t.Fatalf("with its move: %d\n%.2000s", a.status, a.body)
	}
	page := d.do("GET", "/rules/2", d.in(station.RuleApprover), nil).body
	if !strings.Contains(page, "答案要再确认") || !strings.Contains(page, "现在按人月数") {
		t.Error("whoever approves is not told what becomes of answers")
	}
}
