package web_test

import (
	"context"
	"crypto/md5"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// unrecorded tries acts while no line of the trail can be written.
type unrecorded struct {
	*portal
	owner *pgx.Conn
	n     int
}

// everything is what is kept in every table.
func (u *unrecorded) everything() map[string][16]byte {
	u.t.Helper()
	out := map[string][16]byte{}
	for _, table := range column[string](u.t, u.owner, `select tablename from pg_tables where schemaname = 'app' and tablename not in ('attempts', 'waits') order by 1`) {
		for _, text := range column[string](u.t, u.owner, `select coalesce(string_agg(t::text, ',' order by t::text), '') from app.`+table+` t`) {
			out[table] = md5.Sum([]byte(text))
		}
	}
	return out
}

// act tries something without a record, of which nothing may be left, and then does it, or the first try said nothing.
func (u *unrecorded) act(name string, do func() error) {
	u.t.Helper()
	u.n++
	before := u.everything()
	u.run(`alter table app.audit add constraint full_disk check (false) not valid`)
	err := do()
	u.run(`alter table app.audit drop constraint full_disk`)
	if err == nil {
		u.t.Errorf("%s: it went through without a record", name)
		return
	}
	if _, ok := station.AsFault(err); ok {
		u.t.Errorf("%s: it was refused for another reason: %v", name, err)
	}
	for table, sum := range u.everything() {
		if sum != before[table] {
			u.t.Errorf("%s: %s changed without a record", name, table)
		}
	}
	if err := do(); err != nil {
		u.t.Errorf("%s: it does not go through with a record either: %v", name, err)
	}
}

func (u *unrecorded) run(sql string) {
	u.t.Helper()
	_, err := u.owner.Exec(context.Background(), sql)
	u.must(err)
}

func newUnrecorded(p *portal) *unrecorded {
	return &unrecorded{portal: p, owner: connect(p.t, p.urls.Owner)}
}

// TestNoRecordNoActInAReview goes through the acts of a review, of both sides, and through the readings of the experts.
func TestNoRecordNoActInAReview(t *testing.T) {
	c := newConsultation(t)
	u := newUnrecorded(c.portal)
	ctx, profile, owner := t.Context(), uuid.MustParse(c.f.profile), c.f.owner
	owner.Verified = true
	asks, queue, company := c.scope(owner, "review.ask"), c.scope(c.lead, "review.queue"), c.scope(owner, "review.comment")
	ask := func() uuid.UUID {
		id := uuid.New()
		u.act("ask", func() error {
			_, err := c.reviews.Ask(ctx, asks, reviews.Ask{ID: id, Profile: profile, Part: reviews.Whole, Question: "再问", Expert: c.lead.Person}, nil)
			return err
		})
		return id
	}
	first := ask()
	u.act("read an offer", func() error { _, err := c.reviews.Offered(ctx, queue, first); return err })
	u.act("accept", func() error { return c.reviews.Accept(ctx, queue, first, reviews.TermsVersion, nil) })
	u.act("withdraw", func() error { return c.reviews.Withdraw(ctx, c.scope(owner, "review.withdraw"), first, nil) })
	second := ask()
	u.act("decline", func() error { return c.reviews.Decline(ctx, queue, second, "load", nil) })
	u.act("name a conflict", func() error { return c.reviews.Bar(ctx, queue, "别的公司") })
	barred, err := c.reviews.Barring(ctx, queue)
	c.must(err)
	u.act("take a conflict back", func() error { return c.reviews.Unbar(ctx, queue, barred[0].ID) })
	u.act("share a text", func() error {
		return c.reviews.KeepText(ctx, queue, reviews.SavedText{ID: uuid.New(), Title: "常用", Text: "x", Shared: true})
	})

	lead, other := c.as(c.lead, "report.lead"), c.as(c.second, "report.annotate")
	u.act("read a review", func() error { _, _, _, err := c.reviews.Work(ctx, lead, c.id); return err })
	u.act("read its notes", func() error { _, err := c.reviews.Threads(ctx, lead, c.id, ""); return err })
	u.act("read its overrides", func() error { _, err := c.reviews.Judging(ctx, lead, c.id); return err })
	u.act("read its conclusion", func() error { _, err := c.reviews.SignOff(ctx, lead, c.id); return err })
	said := reviews.Said{ID: uuid.New(), Text: "押金要退"}
	u.act("open a thread", func() error {
		return c.reviews.OpenThread(ctx, lead, c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, said, nil)
	})
	u.act("answer", func() error {
		return c.reviews.Reply(ctx, company, c.id, said.ID, reviews.Said{ID: uuid.New(), Text: "退了"}, nil)
	})
	u.act("edit", func() error {
		return c.reviews.Edit(ctx, lead, c.id, said.ID, 1, reviews.Said{ID: said.ID, Text: "押金应当退"}, nil)
	})
	draft := reviews.Said{ID: uuid.New(), Text: "青年的话"}
	u.act("draft", func() error {
		return c.reviews.OpenThread(ctx, c.as(c.junior, "report.annotate"), c.id, profile, reviews.Mark{Finding: deposits}, reviews.ForCompany, draft, nil)
	})
	u.act("approve", func() error { return c.reviews.Approve(ctx, lead, c.id, draft.ID, draft.ID, 1, nil) })
	u.act("settle", func() error { return c.reviews.Settle(ctx, other, c.id, said.ID, 1, reviews.Resolved, nil) })
	proposal := lower("zijian")
	u.act("propose", func() error { return c.reviews.Propose(ctx, lead, c.id, proposal, nil) })
	u.act("decide", func() error {
		return c.reviews.Decide(ctx, other, c.id, proposal.ID, reviews.OverrideDecision{Approve: true, Rev: 1}, nil)
	})
	u.act("lift", func() error { return c.reviews.Lift(ctx, lead, c.id, proposal.ID, "看错了", 2, nil) })
	c.disputed(u, profile, owner)
	c.concluded(u)
	if u.n < 30 {
		t.Errorf("only %d acts", u.n)
	}
}

// disputed goes through a dispute of a finding.
func (c *consultation) disputed(u *unrecorded, profile uuid.UUID, owner station.Actor) {
	ctx, files := c.t.Context(), c.scope(owner, "dispute.file")
	filing := reviews.Filing{ID: uuid.New(), Profile: profile, Finding: deposits, Text: "不同意"}
	u.act("dispute", func() error { return c.reviews.File(ctx, files, filing, nil) })
	u.act("take a dispute back", func() error { return c.reviews.TakeBack(ctx, files, filing.ID) })
	filing.ID = uuid.New()
	u.act("dispute again", func() error { return c.reviews.File(ctx, files, filing, nil) })
	on, err := c.reviews.GrantedDispute(ctx, c.lead, filing.ID)
	c.must(err)
	answers, err := c.gate.AdmitTo(ctx, c.lead, "report.lead", on)
	c.must(err)
	u.act("read a dispute", func() error { _, _, err := c.reviews.Disputed(ctx, answers, filing.ID); return err })
	u.act("answer a dispute", func() error {
		return c.reviews.Answer(ctx, answers, filing.ID, reviews.DisputeAnswer{State: reviews.DisputeUpheld, Text: "仍然成立", Rev: 1}, nil)
	})
}

// concluded goes from the conclusion to the end of a signed review.
func (c *consultation) concluded(u *unrecorded) {
	ctx, lead, other := c.t.Context(), c.as(c.lead, "report.lead"), c.as(c.second, "report.annotate")
	minutes, dissents := uuid.New(), uuid.New()
	request := uuid.New()
	u.act("conclude", func() error { return c.reviews.Conclude(ctx, lead, c.id, okay, 0, request, nil) })
	u.act("minutes", func() error { return c.reviews.Minute(ctx, other, c.id, "会商记录", 0, minutes) })
	u.act("dissent", func() error { return c.reviews.Dissent(ctx, other, c.id, "另一种看法", 0, dissents, nil) })
	u.act("leave", func() error { return c.reviews.Leave(ctx, c.as(c.junior, "report.read"), c.id, nil) })
	u.act("hand over", func() error { return c.reviews.HandOver(ctx, lead, c.id, c.second.Person, nil) })
	u.act("hand over back", func() error { return c.reviews.HandOver(ctx, c.as(c.second, "report.lead"), c.id, c.lead.Person, nil) })
	u.act("put up", func() error { return c.reviews.PutUp(ctx, lead, c.id, nil) })
	hash := c.look().Current().Hash
	u.act("sign", func() error { return c.reviews.Sign(ctx, c.as(c.lead, "report.sign"), c.id, hash, nil) })
	u.act("sign as the second", func() error { return c.reviews.Sign(ctx, c.as(c.second, "report.sign"), c.id, hash, nil) })
	u.act("end", func() error { return c.reviews.End(ctx, lead, c.id, nil) })
}

// TestNoRecordNoActOfAnAnalyst goes through a brief, and takes figures away.
func TestNoRecordNoActOfAnAnalyst(t *testing.T) {
	u := newUnrecorded(newPortal(t))
	ctx := t.Context()
	s := u.scope(station.Actor{Person: station.PersonID{6}, Role: station.Analyst, Station: accounts.FirstStation, Strong: true}, "insight.brief")
	in := insights.Brief{ID: uuid.New(), Release: "ab", Draft: brief.Draft{Lang: "zh", Title: "十月通报"}}
	for len(in.Release) < 64 {
		in.Release += in.Release
	}
	in.Cut = noon
	u.act("begin", func() error { return u.briefs.Start(ctx, s, in) })
	u.act("save", func() error { return u.briefs.Save(ctx, s, in.ID, 1, in.Draft) })
	u.act("publish", func() error { return u.briefs.Publish(ctx, s, in.ID, 2) })
	u.act("take along", func() error { return u.briefs.Given(ctx, s, in.ID, "pdf") })
	next := uuid.New()
	u.act("correct", func() error { return u.briefs.Correct(ctx, s, in.ID, next) })
	u.act("drop", func() error { return u.briefs.Drop(ctx, s, next) })
	u.act("take figures away", func() error {
		return u.insights.NoteRead(ctx, s, insights.Reading{Audience: insights.Room, Hash: in.Release, Part: "T3", Form: "csv"})
	})
}
