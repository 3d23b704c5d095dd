package rules

import (
	"sort"

	"github.com/zhuqi-yunzhan/station"
)

// verdict sums up the rows: the worst outcome is the rule's, each row keeps its own. Several
// rows of one subject count as one.
func (d *judged) verdict() station.Verdict {
	v := station.Verdict{ID: d.rule.ID, Area: d.rule.Area, Outcome: station.NotApplicable, Findings: []station.Finding{}, Needs: []string{}}
	needs := map[string]bool{}
	at := map[string]int{}
	if d.rule.Scope != ScopeCompany {
		v.Rows = map[string]station.Outcome{}
	}
	for _, row := range d.rows {
		if row.outcome.Worse(v.Outcome) {
			v.Outcome, v.Because = row.outcome, row.because
		} else if row.outcome == v.Outcome && row.because == station.BecauseAnswers {
			v.Because = row.because
		}
		for _, need := range row.needs {
			needs[need] = true
		}
		if v.Rows != nil && row.subject != "" {
			if before, seen := v.Rows[row.subject]; !seen || row.outcome.Worse(before) {
				v.Rows[row.subject] = row.outcome
			}
		}
		if row.finding == nil {
			continue
		}
		if row.finding.Severity.Rank() > v.Severity.Rank() {
			v.Severity = row.finding.Severity
		}
		if i, seen := at[row.subject]; seen {
			if row.finding.Severity.Rank() > v.Findings[i].Severity.Rank() {
				v.Findings[i] = *row.finding
			}
			continue
		}
		at[row.subject] = len(v.Findings)
		v.Findings = append(v.Findings, *row.finding)
	}
	v.Needs = sorted(needs)
	sort.SliceStable(v.Findings, func(i, j int) bool { return v.Findings[i].Severity.Rank() > v.Findings[j].Severity.Rank() })
	return v
}

// exclude lets a rule's finding stand in for another rule's of the same subject. While it is
// not known whether the first applies, the second is not certain either.
func (e *Engine) exclude(all []*judged) {
	byID := map[string]*judged{}
	for _, d := range all {
		byID[d.rule.ID] = d
	}
	for _, d := range all {
		for _, id := range d.rule.Excludes {
			other := byID[id]
			if other == nil {
				continue
			}
			at := map[string][]int{}
			for i, row := range other.rows {
				at[row.subject] = append(at[row.subject], i)
			}
			for _, row := range d.rows {
				for _, i := range at[row.subject] {
					other.rows[i] = excluded(row, other.rows[i])
				}
			}
		}
	}
}

func excluded(winner, loser rowResult) rowResult {
	switch {
	case winner.outcome == station.AtRisk && loser.outcome != station.Clear:
		return rowResult{subject: loser.subject, label: loser.label, outcome: station.NotApplicable}
	case winner.outcome == station.Unanswered && loser.outcome == station.AtRisk:
		return rowResult{subject: loser.subject, label: loser.label, outcome: station.Unanswered, because: winner.because, needs: winner.needs}
	}
	return loser
}
