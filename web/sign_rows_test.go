package web_test

import (
	"context"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// signedBy has the expert conclude and sign a review that they lead, while they have it open, and has its PDF sealed: one row in each table of signing.
func (p *portal) signedBy(f *firm, expert station.Actor, id uuid.UUID) {
	p.t.Helper()
	ctx := context.Background()
	expert.Fresh = true
	on, err := p.reviews.Granted(ctx, expert, id)
	p.must(err)
	s, err := p.gate.AdmitTo(ctx, expert, "report.sign", on)
	p.must(err)
	p.must(p.reviews.Conclude(ctx, s, id, reviews.Words{Option: "sign", Text: f.canary + "可以签"}, 0, uuid.New(), nil))
	p.must(p.reviews.PutUp(ctx, s, id, nil))
	off, err := p.reviews.SignOff(ctx, s, id)
	p.must(err)
	p.must(p.reviews.Sign(ctx, s, id, off.Current().Hash, nil))
	_, _, _, err = p.reviews.Live(ctx, s, id, -1)
	p.must(err)
}
