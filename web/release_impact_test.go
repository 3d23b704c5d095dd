package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// impactPages is a desk of releases beside six companies that take deposits, which EMP-010 finds.
type impactPages struct{ releaseDesk }

func newImpactPages(t *testing.T) impactPages {
	t.Helper()
	d := impactPages{newReleaseDesk(t)}
	f := d.firm("91330100MA2H2XJK0F", "zijian")
	owner, ctx := connect(t, d.urls.Owner), context.Background()
	profile, err := d.checks.Profile(ctx, d.scope(f.owner, "profile.read"), assessments.ProfileID(uuid.MustParse(f.profile)))
	d.must(err)
	_, err = owner.Exec(ctx, `create temp table check_copy as select * from app.self_checks; create temp table profile_copy as select * from app.profiles`)
	d.must(err)
	// what is sealed opens for its company only: it is copied in plain, and sealed for another
	_, err = owner.Exec(ctx, `update profile_copy set document = $1, sealed = null, sealed_line = null, completeness = 0, worst = 0, best = 0, shown = false, findings = 0, open_items = 0`, profile.Bytes)
	d.must(err)
	for range 5 {
		company := uuid.New()
		_, err := owner.Exec(ctx, `update check_copy set company_id = '`+company.String()+`'; insert into app.self_checks select * from check_copy;
			update profile_copy set company_id = '`+company.String()+`'; insert into app.profiles select * from profile_copy`)
		d.must(err)
		d.must(d.checks.SealCompany(ctx, station.CompanyID(company)))
	}
	return d
}

// works starts the background work, as a station does; or takes what is asked and lets it wait.
func (d impactPages) works(really bool) {
	d.t().Helper()
	ctx, quiet := context.Background(), slog.New(slog.NewTextHandler(io.Discard, nil))
	door := pgtest.Open(d.t(), d.urls.Worker)
	var works *pg.Works
	if really {
		works = pg.NewWorks()
		d.must(pg.Handle(works, func(ctx context.Context, job assessments.ImpactJob) error {
			return d.checks.CountImpact(ctx, door, job)
		}))
	}
	jobs, err := pg.NewJobs(door, works, pg.JobOptions{Log: quiet, Poll: 100 * time.Millisecond})
	d.must(err)
	d.checks.WorkThrough(jobs)
	if really {
		d.must(jobs.Start(ctx))
		d.t().Cleanup(func() { _ = jobs.Stop(ctx) })
	}
}

// lenient is an archive in which EMP-010 finds nothing.
func (d impactPages) lenient(revision int64) []byte {
	d.t().Helper()
	files := rules.Files{}
	for name, text := range d.files {
		files[name] = text
	}
	const name = "risk/employee/deposit.rego"
	files[name] = bytes.Replace(files[name], []byte("fires if input.company.deposit_taken"), []byte("fires if not input.company.deposit_taken"), 1)
	archive, err := rules.Pack(files, revision, &d.private)
	d.must(err)
	return archive
}

// part gives the part of a release's page that tells its impact, as a role sees it.
func (d impactPages) part(revision string, role station.Role) *goquery.Selection {
	d.t().Helper()
	return d.seen(revision, d.in(role))
}

func (d impactPages) seen(revision, token string) *goquery.Selection {
	d.t().Helper()
	got := d.do("GET", "/rules/"+revision, token, nil)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	d.must(err)
	if got.status != 200 {
		d.t().Fatalf("/rules/%s: %d", revision, got.status)
	}
	return doc.Find("#impact")
}

// tells holds the part to what it must say, and tells whether it offers to count.
func (d impactPages) tells(revision string, offers bool, wants ...string) {
	d.t().Helper()
	part := d.part(revision, station.Auditor)
	for _, want := range wants {
		if !strings.Contains(part.Text(), want) {
			d.t().Errorf("revision %s does not say %q: %s", revision, want, strings.Join(strings.Fields(part.Text()), " "))
		}
	}
	if got := part.Find("form[method=post][action='/rules/"+revision+"/impact'] button").Length() == 1; got != offers {
		d.t().Errorf("revision %s offers to count: %v", revision, got)
	}
}

// comes waits until a part of the page says something.
func (d impactPages) comes(revision, want string) {
	d.t().Helper()
	token := d.in(station.RuleApprover)
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if strings.Contains(d.seen(revision, token).Text(), want) {
			return
		}
	}
	d.t().Fatalf("revision %s never says %q: %s", revision, want, d.seen(revision, token).Text())
}

func (d impactPages) counted(revision string) { d.t().Helper(); d.comes(revision, "统计完成") }

func (d impactPages) ask(revision string, role station.Role) {
	d.t().Helper()
	if got := d.post("/rules/"+revision+"/impact", d.in(role), nil); got.status != 303 || got.location != "/rules/"+revision+"#impact" {
		d.t().Errorf("%s asks: %d %s", role, got.status, got.location)
	}
}

func (d impactPages) proposes(archive []byte) {
	d.t().Helper()
	if got := d.propose(archive, "why"); got.status != 303 {
		d.t().Fatalf("proposed: %d", got.status)
	}
}

func TestTheImpactOfAReleaseStandsOnItsPage(t *testing.T) {
	d := newImpactPages(t)
	d.proposes(d.archive(5, "medium", &d.private))
	d.tells("5", false, "没有设置后台任务", "station rules impact")
	d.works(false)
	d.tells("5", true, "还没有统计")
	d.ask("5", station.Editor)
	d.tells("5", false, "11 月 25 日 12:00 开始统计，与第 "+d.checks.Engine().Revision+" 版比较", "刷新看看")
	d.now = d.now.Add(11 * time.Minute)
	d.tells("5", true, "可能中断了")
	d.works(true)
	d.ask("5", station.Auditor) // the job of before finds that another was asked for
	d.counted("5")
	d.tells("5", true, "没有一条规则的结果会变", "重新判定的企业数 6")
	d.proposes(d.lenient(6))
	d.counted("6")
	part := d.part("6", station.RuleAuthor)
	if rule := part.Find("table").Last().Find("tbody tr"); rule.Length() != 1 || !strings.HasPrefix(rule.Find("th").Text(), "EMP-010 ") || rule.Find("td").Text() != "6" {
		t.Errorf("the rule that finds no more: %s", rule.Text())
	}
	if moves := part.Find("table").First().Find("tbody tr"); moves.Length() != 1 || moves.Find("td").Last().Text() != "6" || !strings.Contains(moves.Text(), "还不出分") {
		t.Errorf("the bands: %s", moves.Text())
	}
	for sql, want := range map[string]string{`select count(*)::text from river.river_job where kind = 'release_impact'`: "3",
		`select string_agg(k, ' ' order by k) from (select distinct jsonb_object_keys(args) k from river.river_job where kind = 'release_impact') x`: "asked in_force revision"} {
		if got := column[string](t, connect(t, d.urls.Owner), sql); got[0] != want {
			t.Errorf("%s: %s, want %s", sql, got[0], want)
		}
	}
}

func TestAnImpactAgainstOlderRulesSaysSo(t *testing.T) {
	d := newImpactPages(t)
	d.works(true)
	d.proposes(d.archive(5, "medium", &d.private))
	d.proposes(d.lenient(6))
	shipped := "与第 " + d.checks.Engine().Revision + " 版比较"
	d.counted("5")
	d.counted("6")
	if got := d.approve("5", ""); got.status != 303 {
		t.Fatalf("approved: %d", got.status)
	}
	d.takesUp("5")
	d.tells("6", true, shipped, "换成了第 5 版")
	d.tells("5", false, shipped) // in force, it has no impact on itself
	d.ask("6", station.RuleApprover)
	d.counted("6")
	d.tells("6", true, "与第 5 版比较")
	if text := d.part("6", station.RuleApprover).Text(); strings.Contains(text, "换成了") {
		t.Error("it still says that the rules in force have changed")
	}
	owner := connect(t, d.urls.Owner)
	_, err := owner.Exec(context.Background(), `delete from app.profiles where company_id in (select company_id from app.profiles limit 3)`)
	d.must(err)
	d.now = d.now.Add(time.Minute)
	d.ask("6", station.RuleAuthor)
	d.comes("6", "不显示，因为其中一部分少于 5 家")
	d.tells("6", true, "统计完成", "少于 5")
	if text := d.part("6", station.RuleAuthor).Text(); strings.Contains(text, "3") {
		t.Errorf("a small number is told: %s", text)
	}
}

func TestEveryApprovalStandsOnThePageOfARelease(t *testing.T) {
	d := newReleaseDesk(t)
	if got := d.propose(d.archive(5, "medium", &d.private), "why"); got.status != 303 {
		t.Fatalf("proposed: %d", got.status)
	}
	d.says("/rules/5", "尚未批准")
	for _, day := range []string{"2026-11-30", ""} {
		if got := d.approve("5", day); got.status != 303 {
			t.Fatalf("approved: %d", got.status)
		}
		d.now = d.now.Add(time.Hour)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(d.do("GET", "/rules/5", d.in(station.RuleApprover), nil).body))
	d.must(err)
	var got []string
	doc.Find("[aria-labelledby=approvals] li").Each(func(_ int, li *goquery.Selection) { got = append(got, li.Text()) })
	want := []string{"rule_approver2026 年 11 月 25 日 13:00 批准，2026 年 11 月 25 日 13:00 起启用", "rule_approver2026 年 11 月 25 日 12:00 批准，2026 年 11 月 30 日 00:00 起启用"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
}
