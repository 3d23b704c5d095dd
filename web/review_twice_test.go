package web_test

import (
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/reviews"
)

// twice does one act three times at once, as a browser does that lost the network in the middle: all are told that it is done, and it is done once.
func (c *consultation) twice(action string, act func() error) {
	c.t.Helper()
	before := c.linesOf(action)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if err := act(); err != nil {
				c.t.Errorf("%s: %v", action, err)
			}
		})
	}
	group.Wait()
	if n := c.linesOf(action) - before; n != 1 {
		c.t.Errorf("%s: %d lines in the trail", action, n)
	}
}

// linesOf counts an action in all trails.
func (c *consultation) linesOf(action string) (n int) {
	c.t.Helper()
	c.must(connect(c.t, c.urls.Owner).QueryRow(c.t.Context(), `select count(*) from app.audit where action = $1`, action).Scan(&n))
	return n
}

// TestEveryActOfAReviewThatIsSentTwiceAtOnceIsOne goes through them one by one.
func TestEveryActOfAReviewThatIsSentTwiceAtOnceIsOne(t *testing.T) {
	c := newConsultation(t)
	ctx, profile, owner := t.Context(), uuid.MustParse(c.f.profile), c.f.owner
	owner.Verified = true
	ask := reviews.Ask{ID: uuid.New(), Profile: profile, Part: reviews.Whole, Question: "再问", Expert: c.lead.Person}
	asks := c.scope(owner, "review.ask")
	c.twice("review.ask", func() error { _, err := c.reviews.Ask(ctx, asks, ask, nil); return err })
	queue := c.scope(c.lead, "review.queue")
	c.twice("review.accept", func() error { return c.reviews.Accept(ctx, queue, ask.ID, reviews.TermsVersion, nil) })
	ask.ID = uuid.New()
	_, err := c.reviews.Ask(ctx, asks, ask, nil)
	c.must(err)
	c.twice("review.decline", func() error { return c.reviews.Decline(ctx, queue, ask.ID, "load", nil) })
	lead, second, company := c.as(c.lead, "report.lead"), c.as(c.second, "report.annotate"), c.scope(owner, "review.comment")
	said := reviews.Said{ID: uuid.New(), Text: "押金要退"}
	c.twice("thread.open", func() error {
		return c.reviews.OpenThread(ctx, lead, c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, said, nil)
	})
	answer := reviews.Said{ID: uuid.New(), Text: "退了"}
	c.twice("thread.answer", func() error { return c.reviews.Reply(ctx, company, c.id, said.ID, answer, nil) })
	edited := reviews.Said{ID: said.ID, Text: "押金应当退"}
	c.twice("thread.edit", func() error { return c.reviews.Edit(ctx, lead, c.id, said.ID, 1, edited, nil) })
	draft := reviews.Said{ID: uuid.New(), Text: "青年的话"}
	c.must(c.reviews.OpenThread(ctx, c.as(c.junior, "report.annotate"), c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, draft, nil))
	c.twice("thread.approve", func() error { return c.reviews.Approve(ctx, lead, c.id, draft.ID, draft.ID, 1, nil) })
	c.twice("thread.settle", func() error { return c.reviews.Settle(ctx, second, c.id, said.ID, 1, reviews.Resolved, nil) })
	proposal := lower("zijian")
	c.twice("override.propose", func() error { return c.reviews.Propose(ctx, lead, c.id, proposal, nil) })
	c.twice("override.approve", func() error {
		return c.reviews.Decide(ctx, second, c.id, proposal.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil)
	})
	c.twice("override.lift", func() error { return c.reviews.Lift(ctx, lead, c.id, proposal.ID, "看错了", 2, nil) })
	filing, files := reviews.Filing{ID: uuid.New(), Profile: profile, Finding: deposits, Text: "不同意"}, c.scope(owner, "dispute.file")
	c.twice("dispute.file", func() error { return c.reviews.File(ctx, files, filing, nil) })
	on, err := c.reviews.GrantedDispute(ctx, c.lead, filing.ID)
	c.must(err)
	answers, err := c.gate.AdmitTo(ctx, c.lead, "report.lead", on)
	c.must(err)
	c.twice("dispute.answer", func() error {
		return c.reviews.Answer(ctx, answers, filing.ID, reviews.DisputeAnswer{State: reviews.DisputeUpheld, Text: "仍然成立", Rev: 1}, nil)
	})
	request := uuid.New()
	c.twice("review.write", func() error { return c.reviews.Conclude(ctx, lead, c.id, okay, 0, request, nil) })
	c.twice("review.put_up", func() error { return c.reviews.PutUp(ctx, lead, c.id, nil) })
	hash, signs := c.look().Current().Hash, c.as(c.lead, "report.sign")
	c.twice("review.sign", func() error { return c.reviews.Sign(ctx, signs, c.id, hash, nil) })
	hands := c.as(c.lead, "report.lead")
	c.twice("review.hand_over", func() error { return c.reviews.HandOver(ctx, hands, c.id, c.second.Person, nil) })
	if r, err := c.reviews.Review(ctx, c.scope(owner, "review.read"), c.id); err != nil || r.Lead().Person != c.second.Person || r.State != reviews.State("accepted") {
		t.Errorf("%+v %v", r, err)
	}
}
