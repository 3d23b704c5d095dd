package assessments

import (
	"context"
	"errors"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Effective is what a kept document would have scored if experts' judgement of some findings stood in the place of the engine's. The
// document itself never changes.
type Effective struct {
	Known bool                // the rules by which it was judged are at hand, and judge its answers as they did then
	Score station.Score       // with the judgement of the experts
	Costs map[string]int      // finding key → hundredths of a point of its area
	Areas map[string]AreaPart // area → what is counted in it then
}

// Effective judges the answers of a kept profile once more by the rules of its own revision, with other severities of some findings, by
// their keys; the empty severity dismisses one. Where those rules are not at hand, or do not come to what was kept, Known is false.
// Fault: NotFound for a profile that there is not.
func (r *Room) Effective(ctx context.Context, scope accounts.Scope, id ProfileID, severities map[string]station.Severity) (Effective, error) {
	kept, err := r.Profile(ctx, scope, id)
	if err != nil {
		return Effective{}, err
	}
	return r.EffectiveOf(ctx, &kept.Document, severities)
}

// EffectiveOf is Effective for a document that was read already.
func (r *Room) EffectiveOf(ctx context.Context, d *Document, severities map[string]station.Severity) (Effective, error) {
	e, err := r.rulesOf(ctx, d.Digest)
	if errors.Is(err, ErrNoRelease) || errors.Is(err, ErrUnloadable) {
		return Effective{}, nil
	}
	if err != nil {
		return Effective{}, err
	}
	return effective(ctx, e, d, severities)
}

func effective(ctx context.Context, e *rules.Engine, d *Document, severities map[string]station.Severity) (out Effective, err error) {
	c, areas, err := d.caseOf()
	if err != nil {
		return out, err
	}
	j, err := e.Judge(ctx, c, rules.Options{Areas: areas, Sheet: d.Sheet})
	if err != nil {
		return out, fmt.Errorf("judge a kept profile: %w", err)
	}
	was, err := canonical(d.Score)
	if err != nil {
		return out, err
	}
	if now, err := canonical(j.Score); err != nil || now != was {
		return out, err
	}
	with := e.Overruled(j, severities)
	out = Effective{Known: true, Score: with.Score, Costs: map[string]int{}, Areas: map[string]AreaPart{}}
	for _, area := range with.Areas {
		out.Areas[string(area)] = areaPart(e, with, area)
	}
	for _, v := range with.Verdicts {
		for _, f := range v.Findings {
			out.Costs[station.FindingKey(v.ID, f.Subject)] = f.Costs
		}
	}
	return out, nil
}
