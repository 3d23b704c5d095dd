package web_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// consultation is a review on which two seniors and a junior work.
type consultation struct {
	*portal
	f                    *firm
	lead, second, junior station.Actor
	tokens               map[station.PersonID]string
	id                   uuid.UUID
}

func newConsultation(t *testing.T) *consultation {
	t.Helper()
	p := newPortal(t)
	c := &consultation{portal: p, f: p.firm("91330100MA2H2XJK0F", "zijian"), tokens: map[station.PersonID]string{}, id: uuid.New()}
	for i, who := range []*station.Actor{&c.lead, &c.second, &c.junior} {
		var token string
		*who, token = p.verified([]string{"沈律师", "陆律师", "青年律师"}[i], "1330120151012345"+string(rune('1'+i)))
		c.tokens[who.Person] = token
	}
	owner := c.f.owner
	owner.Verified = true
	ctx := t.Context()
	_, err := p.reviews.Ask(ctx, p.scope(owner, "review.ask"), reviews.Ask{ID: c.id, Profile: uuid.MustParse(c.f.profile), Part: reviews.Whole, Question: "zijian问题:能签吗", Expert: c.lead.Person, Needed: 2}, nil)
	p.must(err)
	p.must(p.reviews.Accept(ctx, p.scope(c.lead, "review.queue"), c.id, reviews.TermsVersion, nil))
	p.must(p.reviews.Invite(ctx, c.as(c.lead, "report.lead"), c.id, c.second.Person, "consultant", nil))
	p.must(p.reviews.Invite(ctx, c.as(c.lead, "report.lead"), c.id, c.junior.Person, "junior", nil))
	p.must(p.reviews.Accept(ctx, p.scope(c.second, "review.queue"), c.id, reviews.TermsVersion, nil))
	p.must(p.reviews.Accept(ctx, p.scope(c.junior, "review.queue"), c.id, reviews.TermsVersion, nil))
	c.f.review = c.id.String()
	return c
}

// as is an expert who was let in to the review.
func (c *consultation) as(who station.Actor, action string) accounts.Scope {
	c.t.Helper()
	who.Fresh = true
	on, err := c.reviews.Granted(c.t.Context(), who, c.id)
	c.must(err)
	s, err := c.gate.AdmitTo(c.t.Context(), who, action, on)
	c.must(err)
	return s
}

var okay = reviews.Words{Option: "conditions", Text: "补齐备案后可以签约。", Conditions: []string{"先办境外投资备案"}, Limits: "没有看合同原件"}

func (c *consultation) conclude(w reviews.Words, base int) error {
	return c.reviews.Conclude(c.t.Context(), c.as(c.lead, "report.lead"), c.id, w, base, uuid.New(), nil)
}

func (c *consultation) look() reviews.SignOff {
	c.t.Helper()
	s, err := c.reviews.SignOff(c.t.Context(), c.as(c.lead, "report.read"), c.id)
	c.must(err)
	return s
}

// putUp writes a conclusion and puts it up.
func (c *consultation) putUp() *reviews.Round {
	c.t.Helper()
	c.must(c.conclude(okay, c.look().Conclusion.Version))
	c.must(c.reviews.PutUp(c.t.Context(), c.as(c.lead, "report.lead"), c.id, nil))
	return c.look().Current()
}

func (c *consultation) sign(who station.Actor, hash string) error {
	return c.reviews.Sign(c.t.Context(), c.as(who, "report.sign"), c.id, hash, nil)
}

func faultKey(err error) string {
	f, ok := station.AsFault(err)
	if !ok {
		return ""
	}
	return f.Say.Key
}

func TestTwoWhoSignAtOnceSignOneContentOnce(t *testing.T) {
	c := newConsultation(t)
	now := c.putUp()
	scopes := map[station.PersonID]accounts.Scope{c.lead.Person: c.as(c.lead, "report.sign"), c.second.Person: c.as(c.second, "report.sign")}
	var group sync.WaitGroup
	for range 3 {
		for _, s := range scopes {
			group.Go(func() {
				if err := c.reviews.Sign(t.Context(), s, c.id, now.Hash, nil); err != nil {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	s := c.look()
	if s.Review.State != reviews.Signed || len(s.Rounds) != 1 || len(s.Rounds[0].Signed) != 2 || s.Rounds[0].State != "signed" {
		t.Errorf("%s, %d rounds, %+v", s.Review.State, len(s.Rounds), s.Rounds[0].Signed)
	}
	if became, ok, err := c.reviews.Became(t.Context(), accounts.FirstStation, now.Hash); err != nil || !ok || became.State != "signed" {
		t.Errorf("%+v %v %v", became, ok, err)
	}
}

func TestOnlySeniorsOfTheTeamSignWhatTheyHaveSeen(t *testing.T) {
	c := newConsultation(t)
	if err := c.reviews.PutUp(t.Context(), c.as(c.lead, "report.lead"), c.id, nil); faultKey(err) != "sign.no_text" {
		t.Errorf("without a conclusion: %v", err)
	}
	now := c.putUp()
	if err := c.sign(c.junior, now.Hash); faultKey(err) != "sign.juniors_do_not" {
		t.Errorf("a junior: %v", err)
	}
	if err := c.sign(c.lead, strings.Repeat("0", 64)); faultKey(err) != "sign.other_content" {
		t.Errorf("another content: %v", err)
	}
	if err := c.reviews.PutUp(t.Context(), c.as(c.second, "report.lead"), c.id, nil); faultKey(err) != "review.lead_only" {
		t.Errorf("who does not lead puts up: %v", err)
	}
	if err := c.reviews.Conclude(t.Context(), c.as(c.second, "report.lead"), c.id, okay, 1, uuid.New(), nil); faultKey(err) != "review.lead_only" {
		t.Errorf("who does not lead concludes: %v", err)
	}
}

func TestAnyChangeVoidsAllSignaturesVisibly(t *testing.T) {
	c := newConsultation(t)
	first := c.putUp()
	c.must(c.sign(c.lead, first.Hash))
	c.must(c.reviews.Dissent(t.Context(), c.as(c.second, "report.annotate"), c.id, "我看风险更高", 0, uuid.New(), nil))
	s := c.look()
	if r := s.Rounds[0]; r.State != "voided" || r.EndedBy != "陆律师" || strings.Join(r.Why, " ") != "dissent" || len(r.Signed) != 1 {
		t.Errorf("%s by %q because of %v, %d signatures", r.State, r.EndedBy, r.Why, len(r.Signed))
	}
	if err := c.sign(c.second, first.Hash); faultKey(err) != "sign.other_content" {
		t.Errorf("what is void is signed: %v", err)
	}
	c.must(c.reviews.PutUp(t.Context(), c.as(c.lead, "report.lead"), c.id, nil))
	second := c.look().Current()
	c.must(c.sign(c.lead, second.Hash))
	c.must(c.sign(c.second, second.Hash))
	// signed, and then changed by another room's hand, which says so
	c.must(c.db.Case(t.Context(), accounts.FirstStation, c.f.owner.Company, func(ctx context.Context, tx pg.Tx) error {
		return c.reviews.Touched(ctx, tx, c.second, c.f.owner.Company, c.id, "overrides")
	}))
	s = c.look()
	if s.Review.State != reviews.Accepted || s.Review.SignedAt != nil || s.Rounds[0].State != "voided" || s.Rounds[0].Why[0] != "overrides" {
		t.Errorf("%s %s %v", s.Review.State, s.Rounds[0].State, s.Rounds[0].Why)
	}
	if became, _, err := c.reviews.Became(t.Context(), accounts.FirstStation, second.Hash); err != nil || became.State != "voided" {
		t.Errorf("%+v %v", became, err)
	}
}

// TestWhatChangedWithoutAWordIsFoundAtTheNextLook: a change that nobody told of voids all the same, and the one who signs is told.
func TestWhatChangedWithoutAWordIsFoundAtTheNextLook(t *testing.T) {
	c := newConsultation(t)
	now := c.putUp()
	c.must(c.sign(c.lead, now.Hash))
	if _, err := connect(t, c.urls.Owner).Exec(t.Context(), `update app.reviews set needed = 1 where id = $1`, c.id); err != nil {
		t.Fatal(err)
	}
	if err := c.sign(c.second, now.Hash); faultKey(err) != "sign.other_content" {
		t.Errorf("%v", err)
	}
	if r := c.look().Rounds[0]; r.State != "voided" || r.EndedBy != "" || strings.Join(r.Why, " ") != "needed" {
		t.Errorf("%s by %q because of %v", r.State, r.EndedBy, r.Why)
	}
}

// TestAChangeAndASignatureAtOnceEndInOneOrder races them: a signature stands only over what was not changed before it.
func TestAChangeAndASignatureAtOnceEndInOneOrder(t *testing.T) {
	c := newConsultation(t)
	for i := range 6 {
		now := c.putUp()
		lead, other := c.as(c.lead, "report.sign"), c.as(c.second, "report.annotate")
		var group sync.WaitGroup
		var signing error
		group.Go(func() { signing = c.reviews.Sign(t.Context(), lead, c.id, now.Hash, nil) })
		group.Go(func() {
			if err := c.reviews.Dissent(t.Context(), other, c.id, "第"+string(rune('a'+i))+"次", i, uuid.New(), nil); err != nil {
				t.Error(err)
			}
		})
		group.Wait()
		s := c.look()
		if s.Current() != nil {
			t.Fatalf("round %d stands after a change", now.Number)
		}
		if n := len(s.Rounds[0].Signed); (signing == nil) != (n == 1) || signing != nil && faultKey(signing) != "sign.other_content" {
			t.Errorf("round %d: %d signatures, %v", now.Number, n, signing)
		}
	}
}

func TestTwoWhoWriteAtOnceLoseNothing(t *testing.T) {
	c := newConsultation(t)
	request := uuid.New()
	write := func(text string, base int, request uuid.UUID) error {
		return c.reviews.Minute(t.Context(), c.as(c.second, "report.annotate"), c.id, text, base, request)
	}
	c.must(write("第一次会", 0, request))
	c.must(write("第一次会", 0, request)) // the network was lost, and the form is sent again
	if err := write("另一人的", 0, uuid.New()); faultKey(err) != "sign.written_meanwhile" {
		t.Errorf("over a version that was not seen: %v", err)
	}
	if m := c.look().Minutes; m.Version != 1 || m.Text != "第一次会" || m.By != "陆律师" {
		t.Errorf("%+v", m)
	}
}

func TestAnotherCompanyAndAWithdrawnConsentGiveNothingToSign(t *testing.T) {
	c := newConsultation(t)
	now := c.putUp()
	lead := c.as(c.lead, "report.sign")
	other := c.firm("91330109MA2GL8F33A", "bieren")
	if _, err := c.reviews.SignOff(t.Context(), c.scope(other.owner, "review.read"), c.id); err == nil {
		t.Error("another company reads the conclusion")
	}
	if _, _, _, err := c.reviews.SignedFile(t.Context(), c.scope(c.f.owner, "review.read"), c.id); err == nil {
		t.Error("there is a signed report before anybody has signed")
	}
	c.must(c.reviews.Withdraw(t.Context(), c.scope(c.f.owner, "review.withdraw"), c.id, nil))
	if err := c.reviews.Sign(t.Context(), lead, c.id, now.Hash, nil); faultKey(err) != "review.over" {
		t.Errorf("signed after the consent was withdrawn: %v", err)
	}
}
