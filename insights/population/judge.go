package population

import (
	"math"
	"slices"
)

// drawn is a rule as the generator draws it.
type drawn struct {
	id    string
	keeps map[bool]float64 // what it keeps of a score: as a severe finding (true), as a mild one
	worst string
}

// areaModel is what risk in an area depends on, and the rules that may fire in it.
type areaModel struct {
	key                  string
	looked, risk         float64
	sections, countries  map[string]float64
	severe, mild         []int // of generator.rules
	severeUpTo, mildUpTo []float64
}

// keeps is the share of a score that a finding leaves, as in docs/score.md.
var keeps = map[string]float64{"critical": 0.80, "high": 0.94, "medium": 0.98, "low": 0.995}

// prepare puts the rules of each area into urns: the severe by their worst severity, the mild by
// their mildest.
func (g *generator) prepare() {
	for _, a := range g.Lattice.Areas {
		g.model = append(g.model, areaModel{key: a.Key, looked: g.m.Areas.Looked[a.Key], risk: g.m.Areas.Risk[a.Key],
			sections: g.m.SectionsRisk.Add[a.Key], countries: g.m.CountriesRisk.Add[a.Key]})
	}
	for at, r := range g.Lattice.Rules {
		worst, mildest := r.Severities[0], r.Severities[len(r.Severities)-1]
		g.rules = append(g.rules, drawn{r.ID, map[bool]float64{true: keeps[worst], false: keeps[mildest]}, worst})
		m := &g.model[g.Lattice.AreaOfRule(at)]
		if worst == "critical" || worst == "high" {
			m.severe = append(m.severe, at)
			m.severeUpTo = append(m.severeUpTo, last(m.severeUpTo)+g.m.Rules.Weights[worst])
		}
		if mildest == "medium" || mildest == "low" {
			m.mild = append(m.mild, at)
			m.mildUpTo = append(m.mildUpTo, last(m.mildUpTo)+g.m.Rules.Weights[mildest])
		}
	}
}

func last(sums []float64) float64 {
	if len(sums) == 0 {
		return 0
	}
	return sums[len(sums)-1]
}

// judge gives a company its outcomes. Of one that was judged before, an area stays as it was with
// the chance same.
func (g *generator) judge(line *Line, common, same float64) {
	before, ruled := line.Areas, line.Rules
	line.Areas, line.Rules, line.Whole = make(map[string]Outcome, len(g.model)), nil, 0
	own := common + g.dice.NormFloat64()*g.m.Spread.Company
	logs, scored, capped := 0.0, 0, false
	for at := range g.model {
		m := &g.model[at]
		old, looked := before[m.key]
		if looked && g.dice.Float64() < same {
			line.Areas[m.key] = old
			score, critical := g.keep(line, ruled, at, old.Risk)
			if old.Band > 0 {
				logs, scored, capped = logs+math.Log(score), scored+1, capped || critical
			}
			continue
		}
		if !looked && g.dice.Float64() >= m.looked {
			continue
		}
		outcome, score, critical := g.area(line, m, own)
		if g.dice.Float64() < g.m.Scored.Share {
			outcome.Band = g.band(score, critical)
			logs, scored, capped = logs+math.Log(score), scored+1, capped || critical
		}
		line.Areas[m.key] = outcome
	}
	if scored > 0 && scored == len(line.Areas) {
		line.Whole = g.band(math.Exp(logs/float64(scored)), capped)
	}
	slices.Sort(line.Rules)
}

// keep takes over the rules of an area and scores them again.
func (g *generator) keep(line *Line, ruled []string, area int, risk bool) (score float64, critical bool) {
	score = 100
	for _, id := range ruled {
		at, _ := g.Lattice.Place("rule", id)
		if g.Lattice.AreaOfRule(at) == area {
			line.Rules = append(line.Rules, id)
			score *= g.rules[at].keeps[risk]
			critical = critical || risk && g.rules[at].worst == "critical"
		}
	}
	return score, critical
}

func (g *generator) area(line *Line, m *areaModel, own float64) (o Outcome, score float64, critical bool) {
	x := m.risk + own + m.sections[line.Section]
	worst := 0.0
	for _, c := range line.Countries {
		worst = max(worst, m.countries[c])
	}
	x += worst
	score = 100
	if chance := odds(x); g.dice.Float64() < chance && len(m.severe) > 0 {
		o.Risk = true
		for more := true; more && o.Findings < 12; more = g.dice.Float64() < g.m.Rules.Further {
			o.Findings++
			r := g.fire(line, m.severe, m.severeUpTo)
			if r != nil {
				score *= r.keeps[true]
				critical = critical || r.worst == "critical"
			}
		}
	}
	for mild := g.m.Rules.Mild * odds(x) * 2; len(m.mild) > 0 && g.dice.Float64() < mild/(1+mild); {
		if r := g.fire(line, m.mild, m.mildUpTo); r != nil {
			score *= r.keeps[false]
		}
	}
	return o, score, critical
}

// fire draws a rule and puts it on the line; nil where it stands there already, which makes the
// finding one more subject of the same rule.
func (g *generator) fire(line *Line, among []int, upTo []float64) *drawn {
	r := &g.rules[among[place(upTo, g.dice.Float64())]]
	if slices.Contains(line.Rules, r.id) {
		return nil
	}
	line.Rules = append(line.Rules, r.id)
	return r
}

// band is the band of a score; something critical caps it at 69.
func (g *generator) band(score float64, critical bool) int {
	shown := int(math.Round(score))
	if critical {
		shown = min(shown, 69)
	}
	for at, b := range g.Lattice.Bands {
		if shown <= b.To {
			return at + 1
		}
	}
	return len(g.Lattice.Bands)
}
