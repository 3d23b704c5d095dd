package advisor

import (
	"math"
	"sort"
)

// BM25 as usual.
const (
	saturation = 1.2
	byLength   = 0.75
)

// leastCovered is the share of a question that a part must touch to be worth quoting. It only
// keeps out parts that share one common pair of characters: a score cannot tell what is answerable.
const leastCovered = 0.2

type scored struct {
	part
	score float64
}

// rank orders parts by how far they touch the question. The order of equals is that of the profile.
func (f *finder) rank(question string, a aim, parts []part) []scored {
	query := f.query(question)
	if len(query) == 0 {
		return nil
	}
	counts := make([]map[string]int, len(parts))
	lengths := make([]float64, len(parts))
	spread := map[string]int{}
	total := 0.0
	for i, p := range parts {
		counts[i] = map[string]int{}
		terms := f.terms(p.search)
		for _, t := range terms {
			if counts[i][t]++; counts[i][t] == 1 {
				spread[t]++
			}
		}
		lengths[i] = float64(len(terms))
		total += lengths[i]
	}
	average := math.Max(total/math.Max(float64(len(parts)), 1), 1)
	terms := make([]string, 0, len(query))
	for t := range query {
		terms = append(terms, t)
	}
	sort.Strings(terms) // sums of floats depend on their order
	rare := func(t string) float64 {
		n := float64(spread[t])
		return math.Log(1 + (float64(len(parts))-n+0.5)/(n+0.5))
	}
	asked := 0.0
	for _, t := range terms {
		if query[t] == 1 {
			asked += rare(t)
		}
	}
	var out []scored
	for i, p := range parts {
		sum, covered := 0.0, 0.0
		for _, t := range terms {
			n := float64(counts[i][t])
			if n == 0 {
				continue
			}
			sum += query[t] * rare(t) * n * (saturation + 1) / (n + saturation*(1-byLength+byLength*lengths[i]/average))
			covered += query[t] * rare(t)
		}
		if sum == 0 || covered < leastCovered*asked {
			continue
		}
		if a.kinds[p.kind] {
			sum *= 1.6
		}
		out = append(out, scored{p, sum * p.weight})
	}
	sort.SliceStable(out, func(i, k int) bool { return out[i].score > out[k].score })
	return out
}
