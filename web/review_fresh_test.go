package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// decide has the station say something else of an expert.
func (p *portal) decide(who station.Actor, d accounts.ExpertDecision) {
	p.t.Helper()
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	d.Note, d.Rev = "checked", 2
	p.must(p.people.DecideExpert(p.t.Context(), p.scope(checker, "expert.admit"), who.Person, d, nil))
}

// asks has a firm ask whoever takes it.
func (p *portal) asks(f *firm, question string) uuid.UUID {
	p.t.Helper()
	owner := f.owner
	owner.Verified = true
	id := uuid.New()
	_, err := p.reviews.Ask(p.t.Context(), p.scope(owner, "review.ask"), reviews.Ask{ID: id, Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: question}, nil)
	p.must(err)
	return id
}

func TestWhoHasAConflictOrIsNotVerifiedDoesNotHearTheQuestion(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	_, fine := p.verified("沈律师", "13301201510123456")
	rival, barred := p.verified("陆律师", "13301201510123457")
	unknown := p.staff()[station.Expert]
	id := p.asks(f, "zijian秘密问题")
	p.must(p.reviews.Bar(t.Context(), p.scope(rival, "review.queue"), "zijian有限公司"))
	at := "/expert/reviews/" + id.String() + "/offer"
	if got := p.do("GET", at, fine, nil); got.status != 200 || !strings.Contains(got.body, "秘密问题") {
		t.Errorf("who may take it: %d", got.status)
	}
	for name, token := range map[string]string{"who has a conflict": barred, "who was never verified": unknown} {
		if got := p.do("GET", at, token, nil); got.status != 200 || strings.Contains(got.body, "秘密问题") {
			t.Errorf("%s: %d, or reads the question", name, got.status)
		}
	}
}

// held runs acts against a row that somebody holds, one after the other, lets go when they wait, and gives what came of them.
func (c *consultation) held(lock string, acts ...func() error) []error {
	c.t.Helper()
	ctx, owner := c.t.Context(), connect(c.t, c.urls.Owner)
	tx, err := owner.Begin(ctx)
	c.must(err)
	_, err = tx.Exec(ctx, lock)
	c.must(err)
	var group sync.WaitGroup
	out := make([]error, len(acts))
	watch := connect(c.t, c.urls.Owner)
	for i, act := range acts {
		group.Go(func() { out[i] = act() })
		for waiting, end := 0, time.Now().Add(5*time.Second); waiting <= i && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			c.must(watch.QueryRow(ctx, `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).Scan(&waiting))
		}
	}
	c.must(tx.Rollback(ctx))
	group.Wait()
	return out
}

func TestTwoWithdrawalsAtOnceAreOne(t *testing.T) {
	c := newConsultation(t)
	scope := c.scope(c.f.owner, "review.withdraw")
	withdraw := func() error { return c.reviews.Withdraw(t.Context(), scope, c.id, nil) }
	said := c.held(`select from app.reviews for update`, withdraw, withdraw)
	if said[0] != nil || faultKey(said[1]) != "review.over" || c.recorded("review.withdraw") != 1 {
		t.Errorf("%v, and %d lines in the trail", said, c.recorded("review.withdraw"))
	}
}

// recorded counts an action in the company's trail.
func (c *consultation) recorded(action string) (n int) {
	c.t.Helper()
	c.must(connect(c.t, c.urls.Owner).QueryRow(c.t.Context(), `select count(*) from app.audit where tenant_id = $1 and action = $2`, c.f.owner.Company, action).Scan(&n))
	return n
}

// TestAReviewIsNotHandedOverToWhoIsLeaving: there is one who leads afterwards, and has not left.
func TestAReviewIsNotHandedOverToWhoIsLeaving(t *testing.T) {
	c := newConsultation(t)
	lead, other := c.as(c.lead, "report.lead"), c.as(c.second, "report.read")
	said := c.held(`select from app.review_experts where person_id = '`+uuid.UUID(c.second.Person).String()+`' for update`,
		func() error { return c.reviews.Leave(t.Context(), other, c.id, nil) },
		func() error { return c.reviews.HandOver(t.Context(), lead, c.id, c.second.Person, nil) })
	r, err := c.reviews.Review(t.Context(), c.scope(c.f.owner, "review.read"), c.id)
	c.must(err)
	if r.Lead() == nil || r.Lead().Person != c.lead.Person {
		t.Errorf("%v; nobody leads: %+v", said, r.Team)
	}
}

// TestARankIsNotGotRoundByAPart: a junior whom the lead calls a consultant signs nothing.
func TestARankIsNotGotRoundByAPart(t *testing.T) {
	c := newConsultation(t)
	now := c.putUp()
	c.decide(c.second, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Junior, ValidUntil: noon.AddDate(1, 0, 0)})
	if err := c.sign(c.second, now.Hash); faultKey(err) != "sign.juniors_do_not" {
		t.Errorf("%v", err)
	}
	if got := c.do("GET", c.path("/conclusion"), c.tokens[c.second.Person], nil); strings.Contains(got.body, "用站内密钥确认") {
		t.Error("the page offers it")
	}
}

func TestWhoIsSuspendedReadsAndWritesNoMore(t *testing.T) {
	c := newConsultation(t)
	scope := c.as(c.second, "report.annotate")
	c.decide(c.second, accounts.ExpertDecision{State: accounts.ExpertSuspended})
	if got := c.do("GET", c.path(""), c.tokens[c.second.Person], nil); got.status != 404 {
		t.Errorf("reads: %d", got.status)
	}
	proposal := lower("zijian")
	for name, err := range map[string]error{
		"minutes":    c.reviews.Minute(t.Context(), scope, c.id, "纪要", 0, uuid.New()),
		"dissent":    c.reviews.Dissent(t.Context(), scope, c.id, "不同", 0, uuid.New(), nil),
		"a proposal": c.reviews.Propose(t.Context(), scope, c.id, proposal, nil),
		"a decision": c.reviews.Decide(t.Context(), scope, c.id, proposal.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil),
	} {
		if faultKey(err) != "review.not_verified" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTheCompanyTakesNothingAlongThatIsTheTeamsOwn: drafts, minutes, notes among experts; not their words, nor that there are any.
func TestTheCompanyTakesNothingAlongThatIsTheTeamsOwn(t *testing.T) {
	c := newConsultation(t)
	c.putUp()
	c.must(c.conclude(reviews.Words{Option: "against", Text: "还在写的草稿"}, 1))
	c.must(c.reviews.Dissent(t.Context(), c.as(c.second, "report.annotate"), c.id, "还在想的异议", 0, uuid.New(), nil))
	c.must(c.reviews.Minute(t.Context(), c.as(c.second, "report.annotate"), c.id, "内部纪要", 0, uuid.New()))
	note, before := uuid.New(), c.recorded("thread.open")
	mark := reviews.Mark{Finding: deposits}
	c.must(c.reviews.OpenThread(t.Context(), c.as(c.lead, "report.annotate"), c.id, uuid.MustParse(c.f.profile), mark, reviews.ForExperts, reviews.Said{ID: note, Text: "内部意见"}, nil))
	c.must(c.reviews.Settle(t.Context(), c.as(c.second, "report.annotate"), c.id, note, 1, reviews.Resolved, nil))
	if n := c.recorded("thread.open") - before + c.recorded("thread.settle"); n != 0 {
		t.Errorf("the company's trail tells of %d acts on a note among experts", n)
	}
	for _, sheet := range c.reviews.Sheets(c.scope(c.f.owner, "company.export")) {
		for after, more := "", true; more; more = after != "" {
			lines, next, err := sheet.Read(t.Context(), after)
			c.must(err)
			for _, line := range lines {
				if text := strings.Join(line, " "); strings.Contains(text, "草稿") || strings.Contains(text, "异议") || strings.Contains(text, "内部") || strings.Contains(text, note.String()) {
					t.Errorf("%s: %s", sheet.File, text)
				}
			}
			after = next
		}
	}
}

// TestWhatIsSignedHoldsOverridesAndOpenNotes, and a change of them voids it.
func TestWhatIsSignedHoldsOverridesAndOpenNotes(t *testing.T) {
	c := newConsultation(t)
	proposal, thread := lower("zijian"), uuid.New()
	c.must(c.reviews.Propose(t.Context(), c.as(c.lead, "report.override"), c.id, proposal, nil))
	c.must(c.reviews.Decide(t.Context(), c.as(c.second, "report.override"), c.id, proposal.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	for _, n := range []struct {
		id       uuid.UUID
		audience reviews.Audience
	}{{thread, reviews.ForCompany}, {uuid.New(), reviews.ForExperts}} {
		c.must(c.reviews.OpenThread(t.Context(), c.as(c.lead, "report.annotate"), c.id, uuid.MustParse(c.f.profile), reviews.Mark{Finding: deposits}, n.audience, reviews.Said{ID: n.id, Text: "押金要退"}, nil))
	}
	now := c.putUp()
	if now.Content.Overrides.Count != 1 || now.Content.Threads.Count != 1 {
		t.Errorf("%+v, %+v", now.Content.Overrides, now.Content.Threads)
	}
	c.must(c.sign(c.lead, now.Hash))
	c.must(c.reviews.Lift(t.Context(), c.as(c.lead, "report.override"), c.id, proposal.ID, "看错了", 2, nil))
	if r := c.look().Rounds[0]; r.State != "voided" || strings.Join(r.Why, " ") != "overrides" || r.EndedBy != "沈律师" {
		t.Errorf("%s %v by %q", r.State, r.Why, r.EndedBy)
	}
	c.must(c.reviews.PutUp(t.Context(), c.as(c.lead, "report.lead"), c.id, nil))
	now = c.look().Current()
	c.must(c.sign(c.lead, now.Hash))
	c.must(c.sign(c.second, now.Hash))
	note := reviews.Said{ID: uuid.New(), Text: "自己看的"} // a note among experts is no part of it
	c.must(c.reviews.OpenThread(t.Context(), c.as(c.lead, "report.annotate"), c.id, uuid.MustParse(c.f.profile), reviews.Mark{Finding: deposits}, reviews.ForExperts, note, nil))
	if became, _, err := c.reviews.Became(t.Context(), accounts.FirstStation, now.Hash); err != nil || became.State != "signed" {
		t.Errorf("after a note among experts: %s %v", became.State, err)
	}
	c.must(c.reviews.Settle(t.Context(), c.as(c.lead, "report.annotate"), c.id, thread, 1, reviews.Resolved, nil))
	if became, _, err := c.reviews.Became(t.Context(), accounts.FirstStation, now.Hash); err != nil || became.State != "voided" {
		t.Errorf("the public list says %s before anybody looks again, %v", became.State, err)
	}
}

// TestOneFormThatSaysSomethingElseLosesNothing: somebody goes back, writes on and sends the same form.
func TestOneFormThatSaysSomethingElseLosesNothing(t *testing.T) {
	c := newConsultation(t)
	request := uuid.New()
	scope := c.as(c.lead, "report.lead")
	c.must(c.reviews.Conclude(t.Context(), scope, c.id, okay, 0, request, nil))
	c.must(c.reviews.Conclude(t.Context(), scope, c.id, okay, 0, request, nil))
	if err := c.reviews.Conclude(t.Context(), scope, c.id, reviews.Words{Option: "against", Text: "想好了：不签"}, 0, request, nil); faultKey(err) != "sign.written_meanwhile" {
		t.Errorf("other words are dropped as if they were kept: %v", err)
	}
	proposal := lower("zijian")
	c.must(c.reviews.Propose(t.Context(), c.as(c.lead, "report.override"), c.id, proposal, nil))
	c.must(c.reviews.Propose(t.Context(), c.as(c.lead, "report.override"), c.id, proposal, nil))
	proposal.Text = "想好了"
	if err := c.reviews.Propose(t.Context(), c.as(c.lead, "report.override"), c.id, proposal, nil); faultKey(err) != "thread.said_otherwise" {
		t.Errorf("another proposal is dropped as if it were kept: %v", err)
	}
	page := c.post(c.path("/overrides/"+proposal.ID.String()), c.tokens[c.second.Person], url.Values{"decision": {"refuse"}, "why": {"说了很久的理由"}, "rev": {"7"}})
	c.holds(page, 409, "说了很久的理由")
}

// TestTwoWhoDecideAtOnceDecideOnce, each form sent twice besides.
func TestTwoWhoDecideAtOnceDecideOnce(t *testing.T) {
	c := newConsultation(t)
	for range 3 {
		proposal := lower("zijian")
		c.must(c.reviews.Propose(t.Context(), c.as(c.lead, "report.override"), c.id, proposal, nil))
		before := c.recorded("override.approve") + c.recorded("override.refuse")
		scopes := []accounts.Scope{c.as(c.second, "report.override"), c.as(c.junior, "report.override")}
		var group sync.WaitGroup
		for i, s := range scopes {
			for range 2 {
				group.Go(func() {
					err := c.reviews.Decide(t.Context(), s, c.id, proposal.ID, reviews.OverrideDecision{Approve: i == 0, Reason: "不同意", Rev: 1}, nil)
					if err != nil && faultKey(err) != "override.decided_meanwhile" {
						t.Error(err)
					}
				})
			}
		}
		group.Wait()
		if n := c.recorded("override.approve") + c.recorded("override.refuse") - before; n != 1 {
			t.Errorf("%d decisions", n)
		}
	}
}

// TestPuttingUpAtOnceIsOneRound, and a conclusion that two tabs of the lead save at once is lost for neither.
func TestPuttingUpAtOnceIsOneRound(t *testing.T) {
	c := newConsultation(t)
	scope := c.as(c.lead, "report.lead")
	var group sync.WaitGroup
	kept := make(chan bool, 4)
	for i := range 4 {
		group.Go(func() {
			w := okay
			w.Text += strings.Repeat("再", i)
			err := c.reviews.Conclude(t.Context(), scope, c.id, w, 0, uuid.New(), nil)
			if err != nil && faultKey(err) != "sign.written_meanwhile" {
				t.Error(err)
			}
			kept <- err == nil
		})
	}
	group.Wait()
	n := 0
	for range 4 {
		if <-kept {
			n++
		}
	}
	if s := c.look(); n != 1 || s.Conclusion.Version != 1 {
		t.Errorf("%d are told that they were kept, version %d", n, s.Conclusion.Version)
	}
	for range 4 {
		group.Go(func() {
			if err := c.reviews.PutUp(t.Context(), scope, c.id, nil); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if s := c.look(); len(s.Rounds) != 1 || c.recorded("review.put_up") != 1 {
		t.Errorf("%d rounds, %d lines", len(s.Rounds), c.recorded("review.put_up"))
	}
}

// TestAskingForTheHeadOfAStreamTakesNoPlace: a person has room for four.
func TestAskingForTheHeadOfAStreamTakesNoPlace(t *testing.T) {
	c := newConsultation(t)
	base := c.serve()
	for range 6 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodHead, base+c.path("/events"), nil)
		c.must(err)
		r.AddCookie(&http.Cookie{Name: "station-session", Value: c.tokens[c.lead.Person]})
		client := http.Client{Timeout: 2 * time.Second}
		if response, err := client.Do(r); err == nil {
			response.Body.Close()
		}
	}
	time.Sleep(3 * liveLooks)
	h := c.listen(base, c.tokens[c.lead.Person], "")
	h.until(t, "event: began", 3*time.Second)
}

// liveLooks is how often a stream looks.
const liveLooks = 2 * time.Second

// TestWhoIsMentionedInADraftIsToldOnce, not again when a senior approves it.
func TestWhoIsMentionedInADraftIsToldOnce(t *testing.T) {
	c := newConsultation(t)
	id, at := uuid.NewString(), c.path("/findings/"+deposits+"/threads")
	form := url.Values{"request": {id}, "profile": {c.f.profile}, "audience": {"company"}, "text": {"请看"}, "mention": {uuid.UUID(c.second.Person).String()}}
	if got := c.post(at, c.tokens[c.junior.Person], form); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if got := c.post(at+"/"+id+"/comments/"+id+"/approve", c.tokens[c.lead.Person], url.Values{"rev": {"1"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	items, _, err := c.told.Inbox(t.Context(), c.second, "zh", false, notices.Cursor{}, 50)
	c.must(err)
	told := 0
	for _, m := range items {
		if m.Kind == notices.ThreadMention {
			told++
		}
	}
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}
