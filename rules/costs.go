package rules

import (
	"sort"

	"github.com/zhuqi-yunzhan/station"
)

// costs shares the loss of an area, in hundredths of a point, among its findings by the weight
// of their severity, and rounds so that the parts add up exactly.
func (e *Engine) costs(j *Judgement, area station.Area, tolls []toll, loss int) {
	type part struct {
		finding *station.Finding
		weight  int64
		rest    int64
	}
	var parts []part
	var all int64
	for _, t := range tolls {
		if t.best == "" {
			continue
		}
		all += e.scoring.weight[t.best]
	}
	if all == 0 || loss <= 0 {
		return
	}
	given := 0
	for _, t := range tolls {
		v := verdictOf(j, t.rule.rule.ID)
		if t.best == "" || v == nil {
			continue
		}
		count := int64(0)
		for i := range v.Findings {
			if v.Findings[i].Severity == t.best {
				count++
			}
		}
		for i := range v.Findings {
			f := &v.Findings[i]
			if f.Severity != t.best {
				continue
			}
			share := int64(loss) * e.scoring.weight[t.best] / count
			f.Costs = int(share / all)
			given += f.Costs
			parts = append(parts, part{f, e.scoring.weight[t.best], share % all})
		}
	}
	sort.SliceStable(parts, func(i, k int) bool { return parts[i].rest > parts[k].rest })
	for i := 0; given < loss && len(parts) > 0; i = (i + 1) % len(parts) {
		parts[i].finding.Costs++
		given++
	}
}

func verdictOf(j *Judgement, id string) *station.Verdict {
	for i := range j.Verdicts {
		if j.Verdicts[i].ID == id {
			return &j.Verdicts[i]
		}
	}
	return nil
}

// WinsBack is what mending one finding is worth: the whole score if that rule were clear for
// that subject, less the score as it is, in points. It is re-judged, not estimated.
func (e *Engine) WinsBack(j *Judgement, ruleID, subject string) int {
	as := &Judgement{Areas: j.Areas, Verdicts: append([]station.Verdict(nil), j.Verdicts...)}
	for _, d := range j.judged {
		if d.rule.ID == ruleID {
			mended := &judged{rule: d.rule, rows: append([]rowResult(nil), d.rows...)}
			for i := range mended.rows {
				if mended.rows[i].subject == subject && mended.rows[i].outcome == station.AtRisk {
					mended.rows[i] = rowResult{subject: subject, outcome: station.Clear}
				}
			}
			d = mended
		}
		as.judged = append(as.judged, d)
	}
	as.Verdicts = nil
	e.score(as)
	return as.Score.Overall.Best - j.Score.Overall.Best
}
