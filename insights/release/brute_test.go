package release_test

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// brute is an attacker who tries everything out. Of a list of one area with T1, T3 and T6 he knows that every group is in one industry and in one
// district, is at risk or not, and that any is the one area. He works with sets of pairs (at risk, clear), knows no algebra, and shares no code with
// what he attacks.
type brute struct {
	most int // beyond which he does not try
	told bool
	k    int
}

// pairs are the pairs that a key may be.
type pairs map[[2]int]bool

// of gives the pairs that agree with the cells of one key, shown or hidden.
func (b brute) of(cells ...release.Cell) pairs {
	out := pairs{}
	for r := 0; r <= b.most; r++ {
		for c := 0; r+c <= b.most; c++ {
			fits := true
			for _, cell := range cells {
				for name, is := range map[string]int{"n": r + c, "risk": r, "clear": c} {
					fits = fits && b.fits(cell.Measures[name], is)
				}
			}
			if fits {
				out[[2]int{r, c}] = true
			}
		}
	}
	return out
}

func (b brute) fits(m release.Measure, is int) bool {
	switch {
	case m.Shown():
		return *m.Value == is
	case !b.told:
		return true
	case m.Status == sdc.Primary:
		return is < b.k
	case m.Status == sdc.Secondary:
		return is >= b.k
	}
	return true
}

// plus are all sums of one of a and one of b.
func plus(a, b pairs, most int) pairs {
	out := pairs{}
	for x := range a {
		for y := range b {
			if s := [2]int{x[0] + y[0], x[1] + y[1]}; s[0]+s[1] <= most {
				out[s] = true
			}
		}
	}
	return out
}

// parts narrows each part to what some total allows, and gives the totals that are possible.
func (b brute) parts(parts []pairs, totals pairs) pairs {
	sum := plus(plus(parts[0], parts[1], b.most), parts[2], b.most)
	possible := pairs{}
	for t := range totals {
		if sum[t] {
			possible[t] = true
		}
	}
	return possible
}

func (b brute) narrow(parts []pairs, totals pairs) {
	for i := range parts {
		rest := plus(parts[(i+1)%3], parts[(i+2)%3], b.most)
		for p := range parts[i] {
			found := false
			for r := range rest {
				if totals[[2]int{p[0] + r[0], p[1] + r[1]}] {
					found = true
					break
				}
			}
			if !found {
				delete(parts[i], p)
			}
		}
	}
}

// check tells what is left of every hidden number of a key.
func (b brute) check(t *testing.T, seed uint64, of string, left pairs, cells ...release.Cell) (hidden int) {
	t.Helper()
	values := map[string]func(p [2]int) int{"n": func(p [2]int) int { return p[0] + p[1] }, "risk": func(p [2]int) int { return p[0] }, "clear": func(p [2]int) int { return p[1] }}
	for _, cell := range cells {
		for name, m := range cell.Measures {
			if m.Shown() {
				continue
			}
			hidden++
			low, high, first := 0, 0, true
			for p := range left {
				v := values[name](p)
				if first {
					low, high, first = v, v, false
				}
				low, high = min(low, v), max(high, v)
			}
			switch {
			case first:
				t.Errorf("seed %d: %s %v: nothing is possible", seed, of, cell.Key)
			case low == high, !b.told && m.Status == sdc.Primary && high-low < b.k:
				t.Errorf("seed %d, told %v: %s %v of %s is %d to %d", seed, b.told, m.Status, cell.Key, of+"/"+name, low, high)
			}
		}
	}
	return hidden
}

// TestWhoTriesEverythingOutFindsNothing attacks small releases of dice by trying out.
func TestWhoTriesEverythingOutFindsNothing(t *testing.T) {
	l := tiny(t, "T1 T3 T6", 1)
	seeds, hidden, shown := uint64(15), 0, 0
	if os.Getenv("STATION_SOAK") != "" {
		seeds = 1000
	}
	for seed := range seeds {
		dice := rand.New(rand.NewPCG(seed, 2))
		in := countedLines(t, l, people(dice, l, 14+dice.IntN(22)), first)
		r, _ := built(t, l, in, release.Options{})
		t1, _ := tableOf(r, "T1")
		t3, _ := tableOf(r, "T3")
		t6, _ := tableOf(r, "T6")
		for _, told := range []bool{false, true} {
			b := brute{most: 44, told: told, k: release.LeastK}
			totals := b.of(t1.Cells...)
			var industries, districts []pairs
			for i := range 3 {
				industries = append(industries, b.of(t3.Cells[i], t3.Cells[3+i]))
				districts = append(districts, b.of(t6.Cells[i]))
			}
			totals = b.parts(districts, b.parts(industries, totals))
			b.narrow(industries, totals)
			b.narrow(districts, totals)
			hidden += b.check(t, seed, "T1", totals, t1.Cells...)
			for i := range 3 {
				hidden += b.check(t, seed, "T3", industries[i], t3.Cells[i], t3.Cells[3+i])
				hidden += b.check(t, seed, "T6", districts[i], t6.Cells[i])
			}
		}
		for _, m := range measuresOf(r) {
			if m.Shown() {
				shown++
			}
		}
	}
	if hidden < int(seeds)*10 || shown < int(seeds)*4 {
		t.Errorf("%d hidden, %d shown: the test attacks nothing", hidden, shown)
	}
}
