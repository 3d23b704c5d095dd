package sdc

import (
	"math/bits"
)

// tableau is a linear programme in exact integers: basic variable i is
// (rest[i] + Σ rows[i][j]·x[non[j]]) / den[i] with den > 0, and every variable is 0 or more. Entries
// of table systems stay tiny; one that grows past 2⁶² breaks the tableau, which then proves nothing.
type tableau struct {
	rows   [][]int64
	rest   []int64 // the value of the row when every non-basic variable is 0
	now    []int64 // the numerator of its present value
	den    []int64
	basic  []int
	non    []int
	at     []int64 // the present value of each non-basic variable; 0 once settled
	whole  int     // variables below it must be whole numbers to be an example; the others are slack
	reach  int64   // how far an edge without an end is followed
	left   int     // steps that may still be taken
	values []int64 // the point that is shown
	torn   bool    // overflow
	none   bool    // an equation that no point meets
}

// equation adds Σ of coefficients·x = value over the variables, given that the present point meets
// it. It takes one variable into the basis; a row that says nothing new is left out.
func (t *tableau) equation(coef map[int]int64, value int64) {
	row, rest, den := t.express(coef, value)
	if t.torn {
		return
	}
	s, size := -1, int64(0)
	for j, a := range row {
		if a != 0 && (s < 0 || abs(a) < size) {
			s, size = j, abs(a)
		}
	}
	if s < 0 {
		t.none = t.none || rest != 0
		return
	}
	t.rows, t.rest, t.den = append(t.rows, row), append(t.rest, rest), append(t.den, den)
	t.basic, t.now = append(t.basic, -1), append(t.now, 0)
	t.pivot(len(t.rows)-1, s)
	t.drop(s)
}

// slack adds Σ of coefficients·x ≤ value, with the variable that takes up the difference.
func (t *tableau) slack(coef map[int]int64, value int64, variable int) {
	row, rest, den := t.express(coef, value)
	t.rows, t.rest, t.den = append(t.rows, row), append(t.rest, rest), append(t.den, den)
	t.basic, t.now = append(t.basic, variable), append(t.now, 0)
}

// express is value − Σ of coefficients·x in terms of the non-basic variables.
func (t *tableau) express(coef map[int]int64, value int64) (row []int64, rest, den int64) {
	row, rest, den = make([]int64, len(t.non)), value, 1
	for j, v := range t.non {
		row[j] = -coef[v]
	}
	for i, v := range t.basic {
		if a := coef[v]; a != 0 {
			// row/den −= a·rows[i]/den[i]
			g := gcd(den, t.den[i])
			rest, den = t.mix(row, rest, den, t.den[i]/g, t.rows[i], t.rest[i], -a*(den/g))
		}
	}
	return row, rest, den
}

// mix is row·m + other·f in place, its denominator times m, all by their common divisor.
func (t *tableau) mix(row []int64, rest, den, m int64, other []int64, from, f int64) (int64, int64) {
	if m > 1<<30 || f > 1<<30 || -f > 1<<30 {
		t.torn = true
		return rest, den
	}
	const safe = 1 << 30
	for j := range row {
		if o := other[j]; o != 0 || m != 1 {
			if abs(row[j]) > safe || abs(o) > safe {
				t.torn = true
			}
			row[j] = row[j]*m + o*f
		}
	}
	if bad(rest, m) || bad(from, f) || bad(den, m) {
		t.torn = true
		return rest, den
	}
	rest, den = rest*m+from*f, den*m
	if den != 1 {
		rest, den = t.shrink(row, rest, den)
	}
	return rest, den
}

// bad says that a product would leave the range in which two may be added.
func bad(a, b int64) bool {
	hi, lo := bits.Mul64(uint64(abs(a)), uint64(abs(b)))
	return hi != 0 || lo > 1<<61
}

func (t *tableau) shrink(row []int64, rest, den int64) (int64, int64) {
	g := gcd(den, abs(rest))
	for _, a := range row {
		if g == 1 {
			return rest, den
		}
		if a != 0 {
			g = gcd(g, abs(a))
		}
	}
	for j := range row {
		row[j] /= g
	}
	return rest / g, den / g
}

// pivot lets the non-basic variable of column s take the place of the basic one of row r.
func (t *tableau) pivot(r, s int) {
	row, p := t.rows[r], t.rows[r][s]
	sign := int64(1)
	if p > 0 {
		sign = -1
	}
	for j := range row {
		row[j] *= sign
	}
	t.rest[r] *= sign
	row[s] = -sign * t.den[r]
	t.den[r] = abs(p)
	t.rest[r], t.den[r] = t.shrink(row, t.rest[r], t.den[r])
	t.basic[r], t.non[s] = t.non[s], t.basic[r]
	for i := range t.rows {
		f := t.rows[i][s]
		if i == r || f == 0 {
			continue
		}
		g := gcd(t.den[r], abs(f))
		t.rows[i][s] = 0
		t.rest[i], t.den[i] = t.mix(t.rows[i], t.rest[i], t.den[i], t.den[r]/g, row, t.rest[r], f/g)
	}
	t.left--
}

// drop takes the column out: its variable is 0 for good.
func (t *tableau) drop(s int) {
	last := len(t.non) - 1
	for i, row := range t.rows {
		row[s] = row[last]
		t.rows[i] = row[:last]
	}
	t.non[s], t.at[s] = t.non[last], t.at[last]
	t.non, t.at = t.non[:last], t.at[:last]
}

// refresh computes the present value of a row anew.
func (t *tableau) refresh(i int) {
	sum := t.rest[i]
	for j, x := range t.at {
		if x != 0 {
			if a := t.rows[i][j]; a != 0 {
				if bad(a, x) {
					t.torn = true
				}
				sum += a * x
			}
		}
	}
	t.now[i] = sum
}

// blocked is the basic variable that first reaches 0 when column s moves in a direction (1 or −1),
// and how far that is as a fraction; row −1 when none does. Ties go to the lowest variable.
func (t *tableau) blocked(s int, way int64) (row int, num, den int64) {
	row = -1
	for i, r := range t.rows {
		a := r[s] * way
		if a >= 0 {
			continue
		}
		c := 1
		if row >= 0 {
			c = compare(t.now[i], -a, num, den)
		}
		if row < 0 || c < 0 || c == 0 && t.basic[i] < t.basic[row] {
			row, num, den = i, t.now[i], -a
		}
	}
	return row, num, den
}

// compare is the sign of a/b − c/d, for a, c ≥ 0 and b, d > 0.
func compare(a, b, c, d int64) int {
	h1, l1 := bits.Mul64(uint64(a), uint64(d))
	h2, l2 := bits.Mul64(uint64(c), uint64(b))
	switch {
	case h1 != h2:
		return sign(h1 > h2)
	case l1 != l2:
		return sign(l1 > l2)
	}
	return 0
}

func sign(more bool) int {
	if more {
		return 1
	}
	return -1
}

func abs(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
