package web_test

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
	"github.com/zhuqi-yunzhan/station/web"
)

// shanghaiAt is a moment of people here.
func shanghaiAt(month time.Month, day, hour, minute int) time.Time {
	year := 2026
	if month < 6 {
		year = 2027
	}
	return time.Date(year, month, day, hour, minute, 0, 0, calendar.Zone())
}

// pass lets the hourly job run on two nodes at once, and then once more.
func (p *portal) pass() {
	p.t.Helper()
	worker := p.worker()
	run := func() {
		if more, err := p.reviews.Pass(p.t.Context(), worker, web.PassingOf(p.told, p.people)); err != nil || more {
			p.t.Errorf("more %v, %v", more, err)
		}
	}
	var nodes sync.WaitGroup
	for range 2 {
		nodes.Go(run)
	}
	nodes.Wait()
	run()
}

// heard counts what somebody was told, by kind.
func (p *portal) heard(who station.Actor) map[notices.Kind]int {
	p.t.Helper()
	items, _, err := p.told.Inbox(p.t.Context(), who, "en", false, notices.Cursor{}, 50)
	p.must(err)
	out := map[notices.Kind]int{}
	for _, item := range items {
		out[item.Kind]++
	}
	return out
}

// wants holds what somebody was told of some kinds against what is expected, in the order of the kinds.
func (p *portal) wants(when string, who station.Actor, kinds []notices.Kind, want ...int) {
	p.t.Helper()
	heard := p.heard(who)
	for i, kind := range kinds {
		if heard[kind] != want[i] {
			p.t.Errorf("%s: %s was told %s %d times, want %d", when, who.Name, kind, heard[kind], want[i])
		}
	}
}

// again signs somebody in once more: sessions end while time passes.
func (p *portal) again(email string) string {
	p.t.Helper()
	token, _, err := p.people.SignIn(p.t.Context(), email, password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	return token
}

// lines counts lines of a company's trail, and those that no person stands behind.
func (p *portal) lines(of station.CompanyID, action string) (all, bySystem int) {
	p.t.Helper()
	p.must(connect(p.t, p.urls.Owner).QueryRow(p.t.Context(), `select count(*), count(*) filter (where person_id = '00000000-0000-0000-0000-000000000000') from app.audit where tenant_id = $1 and action = $2`, of, action).Scan(&all, &bySystem))
	return all, bySystem
}

func TestTheEndOfAnOverrideIsToldAWeekBeforeAndWhenItIsOver(t *testing.T) {
	x := newTeam(t)
	ctx, id := t.Context(), uuid.MustParse(x.f.override)
	x.must(x.reviews.Decide(ctx, x.seconds, x.review, id, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	x.must(x.reviews.HandOver(ctx, x.granted(x.lead, "report.lead", x.review), x.review, x.second.Person, nil)) // so that author and lead are two
	third, _ := x.verified("周律师", "13301201510123458")
	kinds := []notices.Kind{notices.OverrideEnding, notices.OverrideDecided, notices.OverrideTold}
	for _, c := range []struct {
		now                    time.Time
		ending, ended, company int
	}{
		{shanghaiAt(2, 21, 23, 59), 0, 0, 0},
		{shanghaiAt(2, 22, 0, 0), 1, 0, 0},
		{shanghaiAt(3, 1, 23, 59), 1, 0, 0},
		{shanghaiAt(3, 2, 0, 0), 1, 1, 1},
		{shanghaiAt(3, 20, 0, 0), 1, 1, 1},
	} {
		x.now = c.now
		x.pass()
		when := c.now.Format(time.DateTime)
		x.wants(when, x.lead, kinds, c.ending, c.ended, 0)
		x.wants(when, x.second, kinds, c.ending, c.ended, 0)
		x.wants(when, x.f.owner, kinds, c.ending, 0, c.company)
		x.wants(when, third, kinds, 0, 0, 0)
		if all, system := x.lines(x.f.owner.Company, "override.expire"); all != c.ended || system != c.ended {
			t.Errorf("%s: %d lines in the trail, %d of the system", when, all, system)
		}
	}
	checked, err := x.people.CheckAudit(ctx, station.Tenant{Company: x.f.owner.Company}, nil)
	if err != nil || checked.Broken != 0 {
		t.Errorf("the trail does not verify: %+v, %v", checked, err)
	}
}

func TestAProposalThatNobodyDecidedEndsWithoutAWordToTheCompany(t *testing.T) {
	x := newTeam(t)
	x.now = shanghaiAt(3, 2, 0, 0)
	x.pass()
	kinds := []notices.Kind{notices.OverrideEnding, notices.OverrideDecided, notices.OverrideTold}
	x.wants("after its day", x.lead, kinds, 0, 1, 0)
	x.wants("after its day", x.f.owner, kinds, 0, 0, 0)
	if all, _ := x.lines(x.f.owner.Company, "override.expire"); all != 1 {
		t.Errorf("%d lines in the trail", all)
	}
}

// dispute has a firm dispute its finding.
func (p *portal) dispute(f *firm) uuid.UUID {
	p.t.Helper()
	id := uuid.New()
	p.must(p.reviews.File(p.t.Context(), p.scope(f.owner, "dispute.file"), reviews.Filing{ID: id, Profile: uuid.MustParse(f.profile), Finding: deposits, Text: "不同意"}, nil))
	return id
}

func TestWhoAnswersIsRemindedTwoWorkingDaysBeforeAndOnceWhenItIsLate(t *testing.T) {
	c := newConsultation(t) // accepted on a Wednesday: due at the end of the Wednesday two weeks later
	c.dispute(c.f)
	kinds := []notices.Kind{notices.ReviewDue, notices.ReviewOverdue, notices.DisputeDue, notices.DisputeOverdue}
	for _, d := range []struct {
		now        time.Time
		soon, late int
	}{
		{shanghaiAt(12, 6, 23, 0), 0, 0}, // a Sunday: Monday and Tuesday come first
		{shanghaiAt(12, 7, 0, 0), 1, 0},
		{shanghaiAt(12, 9, 17, 59), 1, 0},
		{shanghaiAt(12, 9, 18, 0), 1, 1},
		{shanghaiAt(12, 20, 9, 0), 1, 1},
	} {
		c.now = d.now
		c.pass()
		when := d.now.Format(time.DateTime)
		c.wants(when, c.lead, kinds, d.soon, d.late, d.soon, d.late)
		c.wants(when, c.second, kinds, 0, 0, 0, 0)
		c.wants(when, c.f.owner, kinds, 0, d.late, 0, 0)
	}
	owner, lead := c.again("zijian@example.com"), c.again("expert-3451@station.example")
	for path, token := range map[string]string{"/reviews": owner, "/reviews/" + c.id.String(): owner, "/expert/reviews": lead, c.path(""): lead, "/expert/disputes": lead} {
		if got := said(c.do("GET", path, token, nil).body, ".due.late"); got != "已过期 7 个工作日，期限是 2026 年 12 月 9 日 18:00" {
			t.Errorf("%s says %q", path, got)
		}
	}
}

func TestADisputeThatNobodyTookIsToldToEveryExpertOnce(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	one, _ := p.verified("沈律师", "13301201510123456")
	two, _ := p.verified("陆律师", "13301201510123457")
	id := p.dispute(f)
	kinds := []notices.Kind{notices.DisputeDue, notices.DisputeOverdue}
	p.now = shanghaiAt(12, 7, 9, 0)
	p.pass()
	p.now = shanghaiAt(12, 10, 9, 0)
	p.pass()
	for _, who := range []station.Actor{one, two} {
		p.wants("nobody took it", who, kinds, 1, 0)
	}
	p.must(p.reviews.Take(t.Context(), p.scope(one, "review.queue"), id))
	p.pass()
	p.wants("taken when it was late", one, kinds, 1, 1)
	p.wants("taken by somebody else", two, kinds, 1, 0)
}

func TestAnOfferWithoutAnAnswerIsRemindedOfAndThenToldToTheOwner(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	named, _ := p.verified("沈律师", "13301201510123456")
	other, _ := p.verified("陆律师", "13301201510123457")
	owner := f.owner
	owner.Verified = true
	for _, whom := range []station.PersonID{named.Person, {}} { // of one that names nobody there is nothing to tell
		_, err := p.reviews.Ask(t.Context(), p.scope(owner, "review.ask"), reviews.Ask{ID: uuid.New(), Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: "问题", Expert: whom}, nil)
		p.must(err)
	}
	kinds := []notices.Kind{notices.ReviewWaits, notices.ReviewUnanswered}
	for _, c := range []struct {
		now             time.Time
		waits, answered int
	}{
		{shanghaiAt(11, 27, 17, 59), 0, 0},
		{shanghaiAt(11, 27, 18, 0), 1, 0},
		{shanghaiAt(12, 2, 17, 59), 1, 0},
		{shanghaiAt(12, 2, 18, 0), 1, 1},
		{shanghaiAt(12, 20, 18, 0), 1, 1},
	} {
		p.now = c.now
		p.pass()
		when := c.now.Format(time.DateTime)
		p.wants(when, named, kinds, c.waits, 0)
		p.wants(when, other, kinds, 0, 0)
		p.wants(when, f.owner, kinds, 0, c.answered)
	}
}

func TestAHolidayMovesWhatIsOpenAndLeavesWhatIsSigned(t *testing.T) {
	c := newConsultation(t)
	g := c.firm("91330109MA2GL8F33A", "bieren")
	c.reviewed(g, c.lead) // signed
	dispute := c.dispute(c.f)
	dues := func() (open, done, disputed time.Time) {
		owner := connect(t, c.urls.Owner)
		c.must(owner.QueryRow(t.Context(), `select due_at from app.reviews where id = $1`, c.id).Scan(&open))
		c.must(owner.QueryRow(t.Context(), `select due_at from app.reviews where id = $1`, g.review).Scan(&done))
		c.must(owner.QueryRow(t.Context(), `select due_at from app.disputes where id = $1`, dispute).Scan(&disputed))
		return open, done, disputed
	}
	before, after := shanghaiAt(12, 9, 18, 0), shanghaiAt(12, 10, 18, 0)
	if open, done, disputed := dues(); !open.Equal(before) || !done.Equal(before) || !disputed.Equal(before) {
		t.Fatalf("due at first: %v %v %v", open, done, disputed)
	}
	c.now = shanghaiAt(12, 7, 9, 0)
	c.pass()
	admin := station.Actor{Person: station.PersonID{9}, Role: station.Administrator, Station: accounts.FirstStation, Strong: true, Fresh: true}
	c.must(c.days.PutDay(t.Context(), admin, calendar.OwnDay{On: time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC), Reason: "台风停工"}))
	for _, want := range []int{3, 0} { // the other firm has an open dispute as well
		if moved, err := c.reviews.Reckon(t.Context(), c.worker(), accounts.FirstStation); err != nil || moved != want {
			t.Errorf("moved %d, %v, want %d", moved, err, want)
		}
	}
	if open, done, disputed := dues(); !open.Equal(after) || !done.Equal(before) || !disputed.Equal(after) {
		t.Errorf("due after the holiday: %v %v %v", open, done, disputed)
	}
	c.pass()
	kinds := []notices.Kind{notices.ReviewDue, notices.ReviewOverdue}
	c.wants("the new day is told as well", c.lead, kinds, 2, 0)
	c.now = shanghaiAt(12, 14, 9, 0)
	c.pass()
	c.must(c.days.PutDay(t.Context(), admin, calendar.OwnDay{On: time.Date(2026, 12, 9, 0, 0, 0, 0, time.UTC), Reason: "台风停工"}))
	if moved, err := c.reviews.Reckon(t.Context(), c.worker(), accounts.FirstStation); err != nil || moved != 3 {
		t.Errorf("moved %d, %v", moved, err)
	}
	c.pass()
	c.wants("overdue by the new day too", c.lead, kinds, 2, 1)
}

func TestASignedReviewEndsAfterThirtyDaysAndTheReportStaysSigned(t *testing.T) {
	c := newConsultation(t)
	text := c.signedFile()
	hash := c.look().Current().Hash
	kinds := []notices.Kind{notices.ReviewEnded}
	for days, want := range []int{29: 0, 30: 1, 31: 1} {
		if days < 29 {
			continue
		}
		c.now = noon.AddDate(0, 0, days)
		c.pass()
		c.wants("days after the signing", c.lead, kinds, want)
		c.wants("days after the signing", c.second, kinds, 0)
		c.wants("days after the signing", c.f.owner, kinds, want)
		_, err := c.reviews.Granted(t.Context(), c.second, c.id)
		if (err == nil) != (want == 0) {
			t.Errorf("%d days after the signing an expert is let in: %v", days, err)
		}
	}
	if all, system := c.lines(c.f.owner.Company, "review.end"); all != 1 || system != 1 {
		t.Errorf("%d lines in the trail, %d of the system", all, system)
	}
	owner := c.again("zijian@example.com")
	c.holds(c.do("GET", "/reviews/"+c.id.String(), owner, nil), 200, "复核已结束")
	c.holds(c.do("GET", "/reviews/"+c.id.String()+"/conclusion", owner, nil), 200, "沈律师，站内确认", "下载签署报告（PDF）")
	file := c.do("GET", "/reviews/"+c.id.String()+"/signed.json", owner, nil)
	if file.status != 200 {
		t.Fatalf("%d", file.status)
	}
	list, err := c.reviews.Status(t.Context(), accounts.FirstStation)
	c.must(err)
	for _, one := range []string{file.body, string(text)} {
		if got := signed.Check([]byte(one), signed.Known{Keys: c.keys(), Status: &list}, c.now); got.Verdict != signed.Whole || got.State != "signed" {
			t.Errorf("%s %s", got.Verdict, got.State)
		}
	}
	if became, ok, err := c.reviews.Became(t.Context(), accounts.FirstStation, hash); err != nil || !ok || became.State != "signed" {
		t.Errorf("%+v, %v, %v", became, ok, err)
	}
	if got := c.do("GET", c.path("/conclusion"), c.again("expert-3451@station.example"), nil); got.status != 404 {
		t.Errorf("the lead still reads: %d", got.status)
	}
}

func TestTheLeadEndsASignedReviewAndNobodyElseDoes(t *testing.T) {
	c := newConsultation(t)
	lead, second := c.tokens[c.lead.Person], c.tokens[c.second.Person]
	end := func(token string) answer { return c.post(c.path("/end"), token, url.Values{}) }
	if got := end(lead); got.status != 409 || !strings.Contains(got.body, "签署后才能结束") {
		t.Errorf("not signed yet: %d", got.status)
	}
	if got := c.do("GET", c.path(""), lead, nil); strings.Contains(got.body, "/end\"") {
		t.Error("the page offers what cannot be done")
	}
	c.signedFile()
	if got := end(second); got.status != 403 {
		t.Errorf("who does not lead: %d", got.status)
	}
	c.holds(c.do("GET", c.path(""), lead, nil), 200, "签署 30 天后自动结束")
	got := end(lead)
	if got.status != 303 || got.location != "/expert/reviews?view=over&done=ended" {
		t.Fatalf("%d %s", got.status, got.location)
	}
	c.holds(c.do("GET", got.location, lead, nil), 200, "已结束，已通知企业")
	if got := end(lead); got.status != 404 {
		t.Errorf("ended twice: %d", got.status)
	}
	c.now = noon.AddDate(0, 0, 40)
	c.pass()
	kinds := []notices.Kind{notices.ReviewEnded}
	c.wants("ended by hand", c.lead, kinds, 1)
	c.wants("ended by hand", c.f.owner, kinds, 1)
	if all, system := c.lines(c.f.owner.Company, "review.end"); all != 1 || system != 0 {
		t.Errorf("%d lines in the trail, %d of the system", all, system)
	}
}

func TestWhatTheWorkerTellsOfReviewsNamesNobody(t *testing.T) {
	c := newConsultation(t)
	c.dispute(c.f)
	c.now = shanghaiAt(12, 10, 9, 0)
	c.pass()
	keys := column[string](t, connect(t, c.urls.Owner), `select key from app.notices`)
	if len(keys) == 0 || slices.ContainsFunc(keys, func(key string) bool { return strings.Contains(key, "zijian") || strings.Contains(key, deposits) }) {
		t.Errorf("%q", keys)
	}
}
