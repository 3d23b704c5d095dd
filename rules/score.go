package rules

import (
	"math/big"
	"strconv"

	"github.com/zhuqi-yunzhan/station"
)

// scoring holds the shares of bundle/scoring: what part of a score each severity leaves, in
// thousandths, and the weight −ln(share) in millionths.
type scoring struct {
	share   map[station.Severity]int64
	weight  map[station.Severity]int64
	cap     int
	shown   int
	bands   []Band
	themes  map[string]Theme
	ordered []Theme
}

// Band is a range of scores with a name.
type Band struct {
	Key  string
	From int
	To   int
	Name Bilingual
}

// Theme is one of the nine axes of the radar.
type Theme struct {
	Key   string
	Area  station.Area
	Title Bilingual
}

// unit is one whole score in the arithmetic: 100 points in millionths of a share.
const unit = 1_000_000_000

func (s *scoring) load(raw any) error {
	m, ok := raw.(map[string]any)
	if !ok {
		return inFile("scoring/data.yaml", unfit("unfit.no_scoring", "is missing"))
	}
	s.share, s.weight, s.themes = map[station.Severity]int64{}, map[station.Severity]int64{}, map[string]Theme{}
	for _, severity := range station.Severities() {
		s.share[severity] = whole(dig(m, "shares", string(severity)))
		s.weight[severity] = whole(dig(m, "weights", string(severity)))
		if s.share[severity] <= 0 || s.share[severity] >= 1000 || s.weight[severity] <= 0 {
			return inFile("scoring/data.yaml", unfit("unfit.shares", "shares are thousandths between 1 and 999, weights are positive"))
		}
	}
	s.cap, s.shown = int(whole(m["critical_cap"])), int(whole(m["shown_from"]))
	bands, _ := m["bands"].([]any)
	for _, b := range bands {
		entry, _ := b.(map[string]any)
		s.bands = append(s.bands, Band{Key: text(entry, "key"), From: int(whole(entry["from"])), To: int(whole(entry["to"])), Name: Bilingual{text(entry, "zh"), text(entry, "en")}})
	}
	themes, _ := m["themes"].([]any)
	for _, t := range themes {
		entry, _ := t.(map[string]any)
		theme := Theme{Key: text(entry, "key"), Area: station.Area(text(entry, "area")), Title: Bilingual{text(entry, "zh"), text(entry, "en")}}
		s.themes[theme.Key] = theme
		s.ordered = append(s.ordered, theme)
	}
	if len(s.bands) == 0 || len(s.ordered) == 0 {
		return inFile("scoring/data.yaml", unfit("unfit.bands", "bands and themes are needed"))
	}
	return nil
}

func whole(v any) int64 {
	n, ok := v.(interface{ String() string })
	if !ok {
		return 0
	}
	i, err := strconv.ParseInt(n.String(), 10, 64)
	if err != nil {
		return 0
	}
	return i
}

// Bands lists the bands of a score from low to high.
func (e *Engine) Bands() []Band { return e.scoring.bands }

// BandOf names the band of a score.
func (e *Engine) BandOf(score int) Band {
	for _, b := range e.scoring.bands {
		if score >= b.From && score <= b.To {
			return b
		}
	}
	return Band{}
}

// Themes lists the axes of the radar in order.
func (e *Engine) Themes() []Theme { return e.scoring.ordered }

// Share is the part of a score, in thousandths, that a finding of this severity leaves.
func (e *Engine) Share(s station.Severity) int { return int(e.scoring.share[s]) }

// Cap is the highest score while something critical is found.
func (e *Engine) Cap() int { return e.scoring.cap }

// toll is what one rule takes from a score: its severity if all that is open turns out well or
// badly; empty = nothing.
type toll struct {
	rule  *judged
	best  station.Severity
	worst station.Severity
}

// score fills in the score of a judgement: survival, not average. Every rule at risk keeps a
// share of what is left; a rule with several subjects counts once, at its severest.
func (e *Engine) score(j *Judgement) {
	s := station.Score{Areas: map[station.Area]station.Bounds{}, ByArea: map[station.Area]int{}}
	var best, worst []int64
	bestCap, worstCap := false, false
	var decidedAll, weightAll int64
	for _, area := range j.Areas {
		tolls, decided, weight := e.tolls(j.judged, func(r *Rule) bool { return r.Area == area })
		decidedAll, weightAll = decidedAll+decided, weightAll+weight
		s.ByArea[area] = permille(decided, weight)
		b, w := e.survive(tolls, false), e.survive(tolls, true)
		best, worst = append(best, b.left), append(worst, w.left)
		bestCap, worstCap = bestCap || b.capped, worstCap || w.capped
		s.Areas[area] = station.Bounds{Worst: points(w.left, w.capped, e.scoring.cap), Best: points(b.left, b.capped, e.scoring.cap), Shown: s.ByArea[area] >= e.scoring.shown}
		e.costs(j, area, tolls, 10_000-hundredths(b.left, b.capped, e.scoring.cap))
	}
	s.Completeness = permille(decidedAll, weightAll)
	s.Overall = station.Bounds{Worst: points(mean(worst), worstCap, e.scoring.cap), Best: points(mean(best), bestCap, e.scoring.cap), Shown: s.Completeness >= e.scoring.shown}
	j.Score = s
	j.Themes = map[string]station.Bounds{}
	for _, theme := range e.scoring.ordered {
		if !contains(j.Areas, theme.Area) {
			continue
		}
		tolls, decided, weight := e.tolls(j.judged, func(r *Rule) bool { return r.Theme == theme.Key })
		if weight == 0 {
			continue
		}
		b, w := e.survive(tolls, false), e.survive(tolls, true)
		j.Themes[theme.Key] = station.Bounds{Worst: points(w.left, w.capped, e.scoring.cap), Best: points(b.left, b.capped, e.scoring.cap), Shown: permille(decided, weight) >= e.scoring.shown}
	}
}

// tolls lists what each rule takes, and how much of the weight is decided. Rules that no answer
// can decide (reference data, a person must look) count neither way.
func (e *Engine) tolls(all []*judged, which func(*Rule) bool) (tolls []toll, decided, weight int64) {
	bestHeads, worstHeads := e.groupHeads(all, false), e.groupHeads(all, true)
	for _, d := range all {
		if !which(d.rule) {
			continue
		}
		t := toll{rule: d}
		open, undecidable := false, len(d.rows) > 0
		for _, row := range d.rows {
			found, worst := row.weighs(d.rule)
			key := d.rule.ScoreWith
			if head := bestHeads[key]; head == nil || head == d {
				t.best = severer(t.best, found)
			}
			if head := worstHeads[key]; head == nil || head == d {
				t.worst = severer(t.worst, worst)
			}
			open = open || found != worst
			undecidable = undecidable && row.outcome == station.Unanswered && row.because != station.BecauseAnswers
		}
		w := e.scoring.weight[d.rule.Worst()]
		if !undecidable {
			weight += w
			if !open || t.best.Rank() >= d.rule.Worst().Rank() {
				decided += w
			}
		}
		tolls = append(tolls, t)
	}
	return tolls, decided, weight
}

func severer(a, b station.Severity) station.Severity {
	if b.Rank() > a.Rank() {
		return b
	}
	return a
}

// groupHeads finds, for each group of rules scored together, the rule that weighs most on any
// subject: like a rule with several subjects, the group counts once. Were it counted subject by
// subject, a further finding could hide a milder one that had counted, and raise the score. worst
// looks at what open answers could still make of it.
func (e *Engine) groupHeads(all []*judged, worst bool) map[string]*judged {
	heads, rank := map[string]*judged{}, map[string]int{}
	for _, d := range all {
		for _, row := range d.rows {
			key := d.rule.ScoreWith
			best, bad := row.weighs(d.rule)
			if worst {
				best = bad
			}
			if key != "" && best.Rank() > rank[key] {
				heads[key], rank[key] = d, best.Rank()
			}
		}
	}
	return heads
}

// weighs is the severity of a row as found, and the worst that it can still become.
func (r rowResult) weighs(rule *Rule) (found, worst station.Severity) {
	switch {
	case r.outcome == station.AtRisk && r.finding.SeverityOpen:
		return r.finding.Severity, severer(rule.Worst(), r.finding.Severity)
	case r.outcome == station.AtRisk:
		return r.finding.Severity, r.finding.Severity
	case r.outcome == station.Unanswered && r.because == station.BecauseAnswers:
		return "", rule.Worst()
	}
	return "", ""
}

type survival struct {
	left   int64
	capped bool
}

func (e *Engine) survive(tolls []toll, worst bool) survival {
	s := survival{left: unit}
	for _, t := range tolls {
		severity := t.best
		if worst {
			severity = t.worst
		}
		if severity == "" {
			continue
		}
		s.left = s.left * e.scoring.share[severity] / 1000
		s.capped = s.capped || severity == station.Critical
	}
	return s
}

func points(left int64, capped bool, limit int) int { return hundredths(left, capped, limit) / 100 }

func hundredths(left int64, capped bool, limit int) int {
	n := int(left * 10_000 / unit)
	if capped && n > limit*100 {
		return limit * 100
	}
	return n
}

func permille(part, all int64) int {
	if all == 0 {
		return 1000
	}
	return int(part * 1000 / all)
}

// mean is the geometric mean in whole numbers: the integer root of the product.
func mean(parts []int64) int64 {
	if len(parts) == 0 {
		return unit
	}
	product := big.NewInt(1)
	for _, p := range parts {
		product.Mul(product, big.NewInt(p))
	}
	low, high := int64(0), int64(unit)
	for low < high {
		middle := (low + high + 1) / 2
		power := new(big.Int).Exp(big.NewInt(middle), big.NewInt(int64(len(parts))), nil)
		if power.Cmp(product) <= 0 {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}
