package rules

import (
	"slices"

	"github.com/zhuqi-yunzhan/station"
)

// Overruled gives a judgement as it would be if some findings, by their keys, had another severity: the empty severity
// dismisses one. The judgement itself is left as it is, and so is which rules stand in for which others; keys of findings that
// there are not change nothing. A finding that is dismissed or milder never lowers a score of the whole or of an area,
// a severer one never raises it: what an open answer can still make of a finding stays open where it is raised.
func (e *Engine) Overruled(j *Judgement, severities map[string]station.Severity) *Judgement {
	out := &Judgement{Revision: j.Revision, Digest: j.Digest, Sheet: j.Sheet, Areas: j.Areas, facts: j.facts}
	for _, d := range j.judged {
		rows := slices.Clone(d.rows)
		for i := range rows {
			if rows[i].finding == nil {
				continue
			}
			if to, said := severities[station.FindingKey(d.rule.ID, rows[i].subject)]; said {
				rows[i] = rows[i].overruled(to)
			} else {
				same := *rows[i].finding // what it costs is another here
				rows[i].finding = &same
			}
		}
		other := &judged{rule: d.rule, raw: d.raw, rows: rows}
		out.judged, out.Verdicts = append(out.judged, other), append(out.Verdicts, other.verdict())
	}
	e.score(out)
	return out
}

// overruled is a row at risk with another severity, or clear.
func (r rowResult) overruled(to station.Severity) rowResult {
	if to.Rank() == 0 {
		r.outcome, r.because, r.finding, r.needs, r.left = station.Clear, "", nil, nil, nil
		return r
	}
	f := *r.finding
	if to.Rank() < f.Severity.Rank() {
		f.SeverityOpen, r.needs, r.left = false, nil, nil
	}
	f.Severity, r.finding = to, &f
	return r
}
