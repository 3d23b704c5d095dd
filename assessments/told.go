package assessments

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// LeastCounted is the smallest number of companies that is told: fewer could be recognised.
const LeastCounted = 5

// Count is a number of companies as it may be said: itself, or only that it is small.
type Count struct {
	N     int  `json:"n,omitempty"`
	Small bool `json:"small,omitempty"` // between one and LeastCounted, which is all that is said
}

// Told is a number as it may be said.
func Told(n int) Count {
	if n > 0 && n < LeastCounted {
		return Count{Small: true}
	}
	return Count{N: n}
}

// String is the number, or fewer than LeastCounted.
func (c Count) String() string {
	if c.Small {
		return fmt.Sprintf("<%d", LeastCounted)
	}
	return fmt.Sprint(c.N)
}

// ToldImpact is an impact as it may be said: at the terminal, on a page, and as it is kept.
type ToldImpact struct {
	Companies *Count     `json:"companies,omitempty"` // nil where it would tell, less its parts, a part that is hidden
	Moves     []ToldMove `json:"moves"`
	Found     []ToldRule `json:"found"`
	Cleared   []ToldRule `json:"cleared"`
	Failed    Count      `json:"failed"`
}

// ToldMove is how many companies go from a band to one.
type ToldMove struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count Count  `json:"count"`
}

// ToldRule is in how many companies a rule begins or ceases to find something.
type ToldRule struct {
	Rule  string `json:"rule"`
	Count Count  `json:"count"`
}

// Tell hides what could be recognised, and puts the rest in order.
func (i *Impact) Tell() ToldImpact {
	out := ToldImpact{Found: toldRules(i.Found), Cleared: toldRules(i.Cleared), Failed: Told(i.Failed)}
	small := false
	for move, n := range i.Moves {
		out.Moves = append(out.Moves, ToldMove{move.From, move.To, Told(n)})
		small = small || Told(n).Small
	}
	slices.SortFunc(out.Moves, func(a, b ToldMove) int {
		return strings.Compare(a.From+" "+a.To, b.From+" "+b.To)
	})
	if !small {
		all := Told(i.Companies)
		out.Companies = &all
	}
	return out
}

func toldRules(counts map[string]int) []ToldRule {
	var out []ToldRule
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, ToldRule{id, Told(counts[id])})
	}
	return out
}
