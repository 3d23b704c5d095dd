package brief

import (
	"math/big"
	"regexp"
	"strconv"
)

// figures are the numbers that the words of a brief may say: those that its tables show, their shares, and the differences of shares beside each other.
type figures struct {
	whole  map[int]bool
	shares []*big.Rat // of 1
	points map[int]bool
	least  string           // k
	bands  []*regexp.Regexp // of scores, such as 85–100
}

func (s *Source) figures(d Draft) figures {
	f := figures{whole: map[int]bool{}, points: map[int]bool{}, least: strconv.Itoa(s.Release.K)}
	for _, b := range s.Lattice.Bands {
		f.bands = append(f.bands, regexp.MustCompile(`\b`+strconv.Itoa(b.From)+` ?[-–—~至到] ?`+strconv.Itoa(b.To)+` ?(?:分|points)?`))
	}
	for _, p := range s.Compose(d).Parts {
		for _, row := range p.Rows {
			f.row(p.Kind, row)
		}
	}
	return f
}

func (f *figures) row(kind Kind, row Row) {
	all, sum := true, 0
	for _, c := range row.Cells {
		for _, n := range []Number{c.N, c.Risk} {
			if n.Shown {
				f.whole[n.Value] = true
			}
		}
		if c.ratio() {
			f.shares = append(f.shares, big.NewRat(int64(c.Risk.Value), int64(c.N.Value)))
		}
		all, sum = all && c.N.Shown, sum+c.N.Value
	}
	if kind == Bands && all && sum > 0 {
		for _, c := range row.Cells {
			f.shares = append(f.shares, big.NewRat(int64(c.N.Value), int64(sum)))
		}
	}
	if kind == Changes {
		was, _ := row.Cells[0].Share()
		now, _ := row.Cells[1].Share()
		f.points[max(was-now, now-was)] = true
	}
}

// allows tells whether a number is one of them. A percentage is, when a share is rounded to its decimals.
func (f figures) allows(n said) bool {
	switch {
	case n.never || n.value == nil:
		return false
	case n.percent:
		for _, share := range f.shares {
			if rounded(share, n.decimals).Cmp(n.value) == 0 {
				return true
			}
		}
		return false
	case n.fraction:
		for _, share := range f.shares {
			if share.Cmp(n.value) == 0 {
				return true
			}
		}
		return false
	case !n.value.IsInt():
		return false
	case n.points:
		return f.points[int(n.value.Num().Int64())]
	}
	return n.value.Num().IsInt64() && f.whole[int(n.value.Num().Int64())]
}

// rounded is a share in per cent with so many decimals, halves up.
func rounded(share *big.Rat, decimals int) *big.Rat {
	text := new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(min(decimals, 6))
	out, _ := new(big.Rat).SetString(text)
	return out
}
