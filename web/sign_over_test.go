package web_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// standing tells whether what was signed still stands, and otherwise why not.
func (c *consultation) standing() string {
	c.t.Helper()
	s := c.look()
	if s.Rounds[0].State == "signed" {
		return ""
	}
	return s.Rounds[0].State + " by " + s.Rounds[0].EndedBy + ": " + strings.Join(s.Rounds[0].Why, " ")
}

// signAnew puts up what is there now, has two sign, and tells whether it stands.
func (c *consultation) signAnew() {
	c.t.Helper()
	now := c.putUp()
	c.must(c.sign(c.lead, now.Hash))
	c.must(c.sign(c.second, now.Hash))
	if got := c.standing(); got != "" {
		c.t.Fatal(got)
	}
}

func (c *consultation) said(text string) reviews.Said {
	return reviews.Said{ID: uuid.New(), Text: text}
}

// TestSignaturesStandOverNotesThatAreOpen tells what an expert changes apart from what the company answers.
func TestSignaturesStandOverNotesThatAreOpen(t *testing.T) {
	c := newConsultation(t)
	ctx, profile, note := t.Context(), uuid.MustParse(c.f.profile), uuid.New()
	experts, second, owner := c.as(c.lead, "report.annotate"), c.as(c.second, "report.annotate"), c.scope(c.f.owner, "review.comment")
	c.must(c.reviews.OpenThread(ctx, experts, c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, reviews.Said{ID: note, Text: "何时收的？"}, nil))
	c.signAnew()
	if now := c.look().Current(); now.Content.Threads.Count != 1 {
		t.Errorf("%d open notes are signed over", now.Content.Threads.Count)
	}
	c.must(c.reviews.Reply(ctx, owner, c.id, note, c.said("三月收的"), nil))
	if got := c.standing(); got != "" {
		t.Errorf("an answer of the company: %s", got)
	}
	late := c.said("请附凭证")
	for _, step := range []struct {
		what string
		do   func() error
	}{
		{"an expert's answer", func() error { return c.reviews.Reply(ctx, second, c.id, note, late, nil) }},
		{"an edit", func() error {
			return c.reviews.Edit(ctx, second, c.id, note, 1, reviews.Said{ID: late.ID, Text: "请附银行凭证"}, nil)
		}},
		{"settling", func() error { return c.reviews.Settle(ctx, second, c.id, note, 1, reviews.Resolved, nil) }},
		{"another note", func() error {
			return c.reviews.OpenThread(ctx, second, c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, c.said("再看一次"), nil)
		}},
	} {
		c.must(step.do())
		if got := c.standing(); got != "voided by 陆律师: threads" {
			t.Errorf("%s: %q", step.what, got)
		}
		c.signAnew()
	}
	c.must(c.reviews.OpenThread(ctx, second, c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForExperts, c.said("内部再议"), nil))
	if got := c.standing(); got != "" {
		t.Errorf("a note among experts: %s", got)
	}
	if err := c.reviews.Reply(ctx, owner, c.id, note, c.said("还有一个问题"), nil); faultKey(err) != "thread.settled_and_signed" {
		t.Errorf("the company voids what was signed: %v", err)
	}
	if got := c.standing(); got != "" {
		t.Error(got)
	}
}

// TestSignaturesStandOverOverridesWithTheirDay voids by approving and lifting, and not by the day after the last.
func TestSignaturesStandOverOverridesWithTheirDay(t *testing.T) {
	c := newConsultation(t)
	ctx := t.Context()
	lead, second := c.as(c.lead, "report.override"), c.as(c.second, "report.override")
	one, two := lower("zijian"), lower("zijian")
	one.Until = c.now.AddDate(0, 0, 3)
	c.must(c.reviews.Propose(ctx, lead, c.id, one, nil))
	c.signAnew()
	if now := c.look().Current(); now.Content.Overrides.Count != 0 {
		t.Error("a proposal is signed over")
	}
	c.must(c.reviews.Decide(ctx, second, c.id, one.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	if got := c.standing(); got != "voided by 陆律师: overrides" {
		t.Errorf("approving: %q", got)
	}
	c.signAnew()
	if now := c.look().Current(); now.Content.Overrides.Count != 1 {
		t.Errorf("%d overrides are signed over", now.Content.Overrides.Count)
	}
	c.now = c.now.AddDate(0, 0, 8)
	c.pass()
	if told := c.heard(c.lead); told[notices.OverrideDecided] == 0 {
		t.Errorf("its author does not hear that its time is over: %v", told)
	}
	if got := c.standing(); got != "" {
		t.Errorf("its last day has passed: %q", got)
	}
	two.Until = c.now.AddDate(0, 1, 0)
	c.must(c.reviews.Propose(ctx, lead, c.id, two, nil))
	c.must(c.reviews.Decide(ctx, second, c.id, two.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	c.signAnew()
	c.must(c.reviews.Lift(ctx, lead, c.id, two.ID, "已经补齐", 2, nil))
	if got := c.standing(); got != "voided by 沈律师: overrides" {
		t.Errorf("lifting: %q", got)
	}
}

// TestMovingOnVoidsWhatWasPutUp and keeps an override whose finding rests on what it did.
func TestMovingOnVoidsWhatWasPutUp(t *testing.T) {
	c := newConsultation(t)
	ctx := t.Context()
	o := lower("zijian")
	c.must(c.reviews.Propose(ctx, c.as(c.lead, "report.override"), c.id, o, nil))
	c.must(c.reviews.Decide(ctx, c.as(c.second, "report.override"), c.id, o.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil))
	now := c.putUp()
	c.must(c.sign(c.lead, now.Hash))
	c.now = c.now.AddDate(0, 0, 1)
	later := uuid.MustParse(c.profileOf(c.f.owner))
	owner := c.f.owner
	owner.Verified = true
	c.must(c.reviews.MoveOn(ctx, c.scope(owner, "review.ask"), c.id, later, true, nil, nil))
	if got := c.standing(); got != "voided by zijian人: report" {
		t.Errorf("%q", got)
	}
	if again := c.putUp(); again.Content.Overrides.Count != 1 || again.Profile() != later || len(again.Signed) != 0 {
		t.Errorf("%+v over %s with %d signatures", again.Content.Overrides, again.Profile(), len(again.Signed))
	}
}
