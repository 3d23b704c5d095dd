package sdc

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"
)

func sparse(r *rand.Rand) func() int {
	return func() int { return r.IntN(9) * r.IntN(3) }
}

// cube has three dimensions with all margins.
func cube(value func() int, a, b, c int) System {
	var s System
	at := map[[3]int]int{}
	values := map[[3]int]int{}
	for i := range a {
		for j := range b {
			for k := range c {
				v := value()
				for m := range 8 {
					key := [3]int{i, j, k}
					for d := range 3 {
						if m>>d&1 == 1 {
							key[d] = -1
						}
					}
					values[key] += v
				}
			}
		}
	}
	size := [3]int{a, b, c}
	for i := -1; i < a; i++ {
		for j := -1; j < b; j++ {
			for k := -1; k < c; k++ {
				key := [3]int{i, j, k}
				want := 0
				for _, x := range key {
					if x < 0 {
						want++
					}
				}
				at[key] = s.Add(Cell{Name: fmt.Sprint(key), Table: fmt.Sprint("t", want), Value: values[key], Want: want})
			}
		}
	}
	for i := -1; i < a; i++ {
		for j := -1; j < b; j++ {
			for k := -1; k < c; k++ {
				for d := range 3 {
					key := [3]int{i, j, k}
					if key[d] != -1 {
						continue
					}
					var parts []int
					for x := range size[d] {
						key[d] = x
						parts = append(parts, at[key])
					}
					key[d] = -1
					s.Sum(at[key], parts...)
				}
			}
		}
	}
	return s
}

// TestNoFractionsTellASensitiveCell solves the equations of random cubes over the rationals, and
// bounds every cell by its lines until nothing moves: neither pins a sensitive cell.
func TestNoFractionsTellASensitiveCell(t *testing.T) {
	for seed := range rounds(15, 1000) {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		s := cube(sparse(r), 2+r.IntN(3), 2+r.IntN(3), 2+r.IntN(2))
		o := Options{K: 3 + r.IntN(3)}
		out, err := Suppress(context.Background(), s, o)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Suppress(context.Background(), s, o)
		if !reflect.DeepEqual(out, again) {
			t.Fatalf("seed %d: a rerun differs", seed)
		}
		if out.Audit.Unproved > 0 {
			t.Fatalf("seed %d: %+v", seed, out.Audit)
		}
		told := solve(s, out)
		low, high := squeeze(s, out)
		for c, cell := range s.Cells {
			if cell.Value < o.K && (told[c] || high[c]-low[c] < float64(o.K)) {
				t.Fatalf("seed %d: %s is told (%v) or within %v–%v", seed, cell.Name, told[c], low[c], high[c])
			}
		}
		if a, err := Attack(context.Background(), published(s, out), o); err != nil || a.Exact+a.Narrow > 0 {
			t.Fatalf("seed %d: own attack: exact %d narrow %d unproved %d %v", seed, a.Exact, a.Narrow, a.Unproved, err)
		}
	}
}

// solve brings the equations over the hidden cells to echelon form; a row with one cell tells it.
func solve(s System, r Result) []bool {
	told := make([]bool, len(s.Cells))
	var rows []map[int]*big.Rat
	for _, e := range s.Equal {
		row := map[int]*big.Rat{}
		for _, t := range e {
			if r.Decisions[t.Cell].Status != Published {
				row[t.Cell] = big.NewRat(int64(t.Times), 1)
			}
		}
		rows = append(rows, row)
	}
	for done := range rows {
		pivot := -1
		for c := range s.Cells {
			if rows[done][c] != nil {
				pivot = c
				break
			}
		}
		if pivot < 0 {
			continue
		}
		for i, row := range rows {
			if i == done || row[pivot] == nil {
				continue
			}
			f := new(big.Rat).Quo(row[pivot], rows[done][pivot])
			for c, v := range rows[done] {
				x := new(big.Rat).Mul(f, v)
				if row[c] != nil {
					x.Sub(row[c], x)
				} else {
					x.Neg(x)
				}
				if row[c] = x; x.Sign() == 0 {
					delete(row, c)
				}
			}
		}
	}
	for _, row := range rows {
		for c := range row {
			told[c] = told[c] || len(row) == 1
		}
	}
	return told
}

// squeeze bounds each hidden cell by the others of its lines, in plain floating point.
func squeeze(s System, r Result) (low, high []float64) {
	low, high = make([]float64, len(s.Cells)), make([]float64, len(s.Cells))
	for c, cell := range s.Cells {
		if high[c] = 1e9; r.Decisions[c].Status == Published {
			low[c], high[c] = float64(cell.Value), float64(cell.Value)
		}
	}
	for range 50 {
		for _, e := range s.Equal { // total − parts = 0
			total, parts := e[0].Cell, e[1:]
			sumLow, sumHigh := 0.0, 0.0
			for _, p := range parts {
				sumLow, sumHigh = sumLow+low[p.Cell], sumHigh+high[p.Cell]
			}
			low[total], high[total] = max(low[total], sumLow), min(high[total], sumHigh)
			for _, p := range parts {
				c := p.Cell
				a, b := low[c], high[c]
				low[c] = max(a, low[total]-(sumHigh-b))
				high[c] = min(b, high[total]-(sumLow-a))
				sumLow, sumHigh = sumLow+low[c]-a, sumHigh+high[c]-b
			}
		}
	}
	return low, high
}
