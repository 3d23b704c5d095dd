package web_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// deposits is the finding that every firm of the tests has.
const deposits = "EMP-010"

// lower proposes that the deposits are not so bad; the canary stands in its text.
func lower(canary string) reviews.Proposal {
	return reviews.Proposal{ID: uuid.New(), Finding: deposits, To: station.Low, Reason: "fact", Text: canary + "押金已退", Citations: []reviews.Citation{{Source: "劳动合同法", Article: "第九条"}},
		Until: time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)}
}

// overruling puts one of everything that experts' judgement keeps into a firm: a proposal, a count, a dispute.
func (p *portal) overruling(f *firm, expert station.Actor) {
	p.t.Helper()
	ctx, review := context.Background(), uuid.MustParse(f.review)
	scope := p.granted(expert, "report.override", review)
	proposal := lower(f.canary)
	p.must(p.reviews.Propose(ctx, scope, review, proposal, nil))
	about, err := p.reviews.Review(ctx, scope, review)
	p.must(err)
	judged, err := p.reviews.Judging(ctx, scope, review)
	p.must(err)
	p.must(p.db.Case(ctx, expert.Station, f.owner.Company, func(ctx context.Context, tx pg.Tx) error {
		return p.reviews.CountReviewed(ctx, tx, about, judged.Report)
	}))
	f.override, f.dispute = proposal.ID.String(), uuid.NewString()
	p.must(p.reviews.File(ctx, p.scope(f.owner, "dispute.file"), reviews.Filing{ID: uuid.MustParse(f.dispute), Profile: uuid.MustParse(f.profile), Finding: deposits, Text: f.canary + "不同意"}, nil))
}

// team is a firm under review by two experts of the same rank, the second of whom consults.
type team struct {
	*portal
	f            *firm
	lead, second station.Actor
	tokens       [2]string
	review       uuid.UUID

	leads, seconds accounts.Scope
}

func newTeam(t *testing.T) *team {
	t.Helper()
	return newTeamOn(newPortal(t))
}

func newTeamOn(p *portal) *team {
	p.t.Helper()
	x := &team{portal: p}
	ctx := p.t.Context()
	x.f = x.firm("91330100MA2H2XJK0F", "zijian")
	x.lead, x.tokens[0] = x.verified("沈律师", "13301201510123456")
	x.second, x.tokens[1] = x.verified("陆律师", "13301201510123457")
	x.reviewed(x.f, x.lead)
	x.review = uuid.MustParse(x.f.review)
	x.leads = x.granted(x.lead, "report.lead", x.review)
	x.must(x.reviews.Invite(ctx, x.leads, x.review, x.second.Person, "consultant", nil))
	x.must(x.reviews.Accept(ctx, x.scope(x.second, "review.queue"), x.review, reviews.TermsVersion, nil))
	x.leads, x.seconds = x.granted(x.lead, "report.override", x.review), x.granted(x.second, "report.override", x.review)
	return x
}

// overrides are those of the review by id, as the lead reads them.
func (x *team) overrides() map[string]reviews.Override {
	x.t.Helper()
	judged, err := x.reviews.Judging(context.Background(), x.leads, x.review)
	x.must(err)
	out := map[string]reviews.Override{}
	for _, o := range judged.Overrides {
		out[o.ID.String()] = o
	}
	return out
}

// applied is what of the firm's profile is overruled.
func (x *team) applied() map[string]station.Severity {
	x.t.Helper()
	report, err := x.reports().Report(context.Background(), x.scope(x.f.owner, "profile.read"), uuid.MustParse(x.f.profile))
	x.must(err)
	found, err := x.portal.reviews.Overruled(context.Background(), x.scope(x.f.owner, "profile.read"), report)
	x.must(err)
	return reviews.Severities(found, report, x.now)
}

func kind(err error) station.Kind {
	f, _ := station.AsFault(err)
	if f == nil {
		return 0
	}
	return f.Kind
}

func refusal(err error) string {
	f, _ := station.AsFault(err)
	if f == nil {
		return ""
	}
	return f.Say.Key
}

func TestASecondExpertApprovesWhatOneProposes(t *testing.T) {
	x := newTeam(t)
	ctx, id := t.Context(), uuid.MustParse(x.f.override)
	yes := reviews.OverrideDecision{Approve: true, Rev: 1}
	if err := x.reviews.Decide(ctx, x.leads, x.review, id, yes, nil); refusal(err) != "override.not_own" {
		t.Errorf("the author approves: %v", err)
	}
	if len(x.applied()) != 0 {
		t.Error("what is proposed is applied")
	}
	for range 2 { // a form that is sent twice
		if err := x.reviews.Decide(ctx, x.seconds, x.review, id, yes, nil); err != nil {
			t.Errorf("a second expert approves: %v", err)
		}
	}
	if o := x.overrides()[id.String()]; o.State != reviews.OverrideApproved || o.By != "陆律师" || o.Author != "沈律师" || o.Rev != 2 {
		t.Errorf("%+v", o)
	}
	if got := x.applied(); len(got) != 1 || got[deposits] != station.Low {
		t.Errorf("applied: %v", got)
	}
	if err := x.reviews.Decide(ctx, x.seconds, x.review, id, reviews.OverrideDecision{Reason: "no", Rev: 1}, nil); kind(err) != station.Conflict {
		t.Errorf("a decision over an older state: %v", err)
	}
	x.must(x.reviews.Withdraw(ctx, x.scope(x.f.owner, "review.withdraw"), x.review, nil))
	if len(x.applied()) != 0 {
		t.Error("the company took the review back, and its override is applied")
	}
}

func TestAJuniorsProposalNeedsASenior(t *testing.T) {
	x := newTeam(t)
	ctx := t.Context()
	junior, _ := x.verified("小周", "13301201510123458")
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	demote := func(who station.Actor, rev int64) {
		x.must(x.people.DecideExpert(ctx, x.scope(checker, "expert.admit"), who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Junior, ValidUntil: noon.AddDate(1, 0, 0), Note: "checked", Rev: rev}, nil))
	}
	demote(junior, 2)
	demote(x.second, 2)
	x.must(x.reviews.Invite(ctx, x.granted(x.lead, "report.lead", x.review), x.review, junior.Person, "junior", nil))
	x.must(x.reviews.Accept(ctx, x.scope(junior, "review.queue"), x.review, reviews.TermsVersion, nil))
	p := lower("zijian")
	p.Dismiss, p.To = true, ""
	x.must(x.reviews.Propose(ctx, x.granted(junior, "report.override", x.review), x.review, p, nil))
	if err := x.reviews.Decide(ctx, x.seconds, x.review, p.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil); refusal(err) != "override.senior_only" {
		t.Errorf("a junior approves a junior: %v", err)
	}
	x.must(x.reviews.Decide(ctx, x.leads, x.review, p.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	if got, there := x.applied()[deposits]; !there || got != "" {
		t.Errorf("applied: %q, %v", got, there)
	}
}

func TestAProposalSaysWhyAndUntilWhen(t *testing.T) {
	x := newTeam(t)
	for want, spoil := range map[string]func(p *reviews.Proposal){
		"override.choose_severity": func(p *reviews.Proposal) { p.To = "terrible" },
		"override.same_severity":   func(p *reviews.Proposal) { p.To = station.High },
		"override.choose_reason":   func(p *reviews.Proposal) { p.Reason = "mood" },
		"override.wrong_text":      func(p *reviews.Proposal) { p.Text = "  " },
		"override.no_citation":     func(p *reviews.Proposal) { p.Citations = []reviews.Citation{{}, {Source: " "}} },
		"override.wrong_until":     func(p *reviews.Proposal) { p.Until = noon.AddDate(1, 0, 2).Truncate(24 * time.Hour) },
		"fault.not_found":          func(p *reviews.Proposal) { p.Finding = "TAX-001" },
	} {
		p := lower("zijian")
		if spoil(&p); want == "override.same_severity" {
			p.To = x.overrides()[x.f.override].Was
		}
		if err := x.reviews.Propose(t.Context(), x.leads, x.review, p, nil); refusal(err) != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	p := lower("zijian")
	p.Until = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	if err := x.reviews.Propose(t.Context(), x.leads, x.review, p, nil); refusal(err) != "override.wrong_until" {
		t.Errorf("until today: %v", err)
	}
}

func TestAnOverrideIsNotAppliedAfterItsDay(t *testing.T) {
	x := newTeam(t)
	id := uuid.MustParse(x.f.override)
	x.must(x.reviews.Decide(t.Context(), x.seconds, x.review, id, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	x.now = time.Date(2027, 3, 1, 15, 59, 0, 0, time.UTC) // Shanghai is eight hours ahead
	if len(x.applied()) != 1 {
		t.Error("on its last day it is not applied")
	}
	x.now = x.now.Add(time.Minute)
	if len(x.applied()) != 0 {
		t.Error("after its last day it is applied")
	}
	x.pass()
	if o := x.overrides()[id.String()]; o.State != reviews.OverrideExpired {
		t.Errorf("%+v", o)
	}
}

func TestOtherInputsPutAnOverrideBackToReviewNeitherDroppedNorApplied(t *testing.T) {
	x := newTeam(t)
	ctx, id := t.Context(), uuid.MustParse(x.f.override)
	x.must(x.reviews.Decide(ctx, x.seconds, x.review, id, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	about, err := x.reviews.Review(ctx, x.leads, x.review)
	x.must(err)
	report, err := x.reports().Report(ctx, x.leads, about.Profile)
	x.must(err)
	other := reviews.Report{Profile: uuid.New(), Findings: reviews.Findings{}, Areas: report.Areas, Order: report.Order}
	for key, passage := range report.Findings {
		passage.Inputs = "another fingerprint"
		other.Findings[key] = passage
	}
	move := func(to reviews.Report) (told int) {
		x.must(x.db.Case(ctx, x.lead.Station, x.f.owner.Company, func(ctx context.Context, tx pg.Tx) error {
			return x.reviews.MoveOverrides(ctx, tx, x.f.owner, about, to, func(context.Context, reviews.Tx, reviews.Review, reviews.Override) error { told++; return nil })
		}))
		return told
	}
	if told := move(other); told != 1 || x.overrides()[id.String()].State != reviews.OverrideToReview {
		t.Errorf("told %d, %+v", told, x.overrides()[id.String()])
	}
	if o := x.overrides()[id.String()]; o.In(other, x.now) != reviews.OverrideToReview || len(reviews.Severities([]reviews.Override{o}, other, x.now)) != 0 {
		t.Error("it is applied, or dropped")
	}
	if len(x.applied()) != 1 {
		t.Error("in the version that was judged it is applied no more")
	}
	if told := move(report); told != 0 || x.overrides()[id.String()].State != reviews.OverrideApproved {
		t.Errorf("the same inputs again: told %d, %+v", told, x.overrides()[id.String()])
	}
	if o := x.overrides()[id.String()]; o.In(reviews.Report{}, x.now) != reviews.OverrideGone {
		t.Error("a finding that is gone")
	}
}

func TestAnAuthorOrTheLeadLiftsAnOverride(t *testing.T) {
	x := newTeam(t)
	ctx, id := t.Context(), uuid.MustParse(x.f.override)
	x.must(x.reviews.Decide(ctx, x.seconds, x.review, id, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	if err := x.reviews.Lift(ctx, x.seconds, x.review, id, "因为", 2, nil); kind(err) != station.Forbidden {
		t.Errorf("neither author nor lead: %v", err)
	}
	x.must(x.reviews.Lift(ctx, x.leads, x.review, id, "因为", 2, nil))
	if o := x.overrides()[id.String()]; o.State != reviews.OverrideLifted || o.Ending != "因为" || len(x.applied()) != 0 {
		t.Errorf("%+v", o)
	}
	again := lower("zijian")
	x.must(x.reviews.Propose(ctx, x.leads, x.review, again, nil))
	x.must(x.reviews.Propose(ctx, x.leads, x.review, again, nil))
	if n := len(x.overrides()); n != 2 {
		t.Errorf("%d overrides, a form sent twice is one", n)
	}
}

func TestADumpTellsNothingOfAnOverrideOrADispute(t *testing.T) {
	x := newTeam(t)
	for _, table := range []string{"review_overrides", "disputes", "review_counted"} {
		for _, text := range []string{"zijian", deposits, "押金"} {
			var n int
			x.must(connect(t, x.urls.Owner).QueryRow(t.Context(), `select count(*) from app.`+table+` x where x::text like '%' || $1 || '%'`, text).Scan(&n))
			if n != 0 {
				t.Errorf("%s: %q can be read", table, text)
			}
		}
	}
}

func TestFiguresOfARuleAreShownFromFiveReportsOn(t *testing.T) {
	x := newTeam(t)
	x.must(x.reviews.Decide(t.Context(), x.seconds, x.review, uuid.MustParse(x.f.override), reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	author := station.Actor{Person: station.PersonID{7}, Role: station.RuleAuthor, Station: accounts.FirstStation, Strong: true}
	figures := func() reviews.RuleOverruled {
		all, err := x.reviews.RulesOverruled(t.Context(), x.scope(author, "rules.read"))
		x.must(err)
		for _, one := range all {
			if one.Rule == deposits {
				return one
			}
		}
		t.Fatal("the rule is not counted")
		return reviews.RuleOverruled{}
	}
	if got := figures(); got != (reviews.RuleOverruled{Rule: deposits}) {
		t.Errorf("one report: %+v", got)
	}
	for i, code := range []string{"91330100MA2H2X0156", "91330100MA2H2X0231", "91330100MA2H2X031U", "91330100MA2H2X04XK"} {
		f := x.firm(code, "f"+strings.Repeat("i", i+1))
		x.reviewed(f, x.lead)
	}
	if got := figures(); got.Had != 5 || got.Overruled != 1 || got.Low != 1 || got.Dismissed != 0 || got.Percent() != 20 {
		t.Errorf("five reports: %+v", got)
	}
}

func TestADeletedCompanyTakesItsOverridesAndDisputesAlong(t *testing.T) {
	x := newTeam(t)
	owner := connect(t, x.urls.Owner)
	for _, want := range []int{1, 0} { // the worker reaches only companies that asked for it
		for _, table := range []string{"review_overrides", "review_counted", "disputes", "reviews"} {
			var n int
			x.must(owner.QueryRow(t.Context(), `select count(*) from app.`+table+` where company_id = $1`, x.f.owner.Company).Scan(&n))
			if min(n, 1) != want {
				t.Errorf("%s: %d rows are left", table, n)
			}
		}
		_, err := owner.Exec(t.Context(), `update app.companies set deletion_asked_at = now() where id = $1`, x.f.owner.Company)
		x.must(err)
		x.must(x.reviews.ForgetCompany(t.Context(), x.worker(), x.f.owner.Company))
	}
}
