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

// Mending tells what mending a finding of a judgement is worth. It counts once how often each rule
// fires at each severity, so that asking for thousands of findings costs no more than for a few.
type Mending struct {
	e     *Engine
	j     *Judgement
	place map[string]int                        // rule → its place in the judgement
	times []map[station.Severity]int            // how many rows of a rule fire at each severity
	found []map[string]map[station.Severity]int // the same, by subject
	known map[string]int                        // what a set of severities comes to
}

// Mending prepares a judgement for questions about what mending is worth.
func (e *Engine) Mending(j *Judgement) *Mending {
	m := &Mending{e: e, j: j, place: map[string]int{}, known: map[string]int{}}
	for i, d := range j.judged {
		m.place[d.rule.ID] = i
		times, found := map[station.Severity]int{}, map[string]map[station.Severity]int{}
		for _, row := range d.rows {
			severity, _ := row.weighs(d.rule)
			if severity == "" {
				continue
			}
			if found[row.subject] == nil {
				found[row.subject] = map[station.Severity]int{}
			}
			found[row.subject][severity]++
			times[severity]++
		}
		m.times, m.found = append(m.times, times), append(m.found, found)
	}
	return m
}

// WinsBack is what mending one finding is worth: the whole score if that rule were clear for
// that subject, less the score as it is, in points. It is scored again, not estimated.
func (m *Mending) WinsBack(ruleID, subject string) int {
	at, ok := m.place[ruleID]
	if !ok {
		return 0
	}
	left, heads := make([]station.Severity, len(m.times)), map[string]int{}
	for i, d := range m.j.judged {
		if i == at {
			left[i] = m.severest(i, m.found[i][subject])
		} else {
			left[i] = m.severest(i, nil)
		}
		if head, has := heads[d.rule.ScoreWith]; d.rule.ScoreWith == "" || !has {
			heads[d.rule.ScoreWith] = i
		} else if left[i].Rank() > left[head].Rank() { // of a group only the severest is scored
			left[head], heads[d.rule.ScoreWith] = "", i
		} else {
			left[i] = ""
		}
	}
	return m.overall(left) - m.j.Score.Overall.Best
}

// severest is the worst at which a rule fires, without some rows.
func (m *Mending) severest(i int, less map[station.Severity]int) station.Severity {
	for _, severity := range station.Severities() {
		if m.times[i][severity]-less[severity] > 0 {
			return severity
		}
	}
	return ""
}

// overall is the whole score if each rule took what stands here.
func (m *Mending) overall(each []station.Severity) int {
	key := make([]byte, len(each))
	for i, severity := range each {
		key[i] = byte('0' + severity.Rank())
	}
	if known, ok := m.known[string(key)]; ok {
		return known
	}
	var parts []int64
	capped := false
	for _, area := range m.j.Areas {
		var tolls []toll
		for i, severity := range each {
			if m.j.judged[i].rule.Area == area {
				tolls = append(tolls, toll{best: severity})
			}
		}
		s := m.e.survive(tolls, false)
		parts, capped = append(parts, s.left), capped || s.capped
	}
	m.known[string(key)] = points(mean(parts), capped, m.e.scoring.cap)
	return m.known[string(key)]
}
