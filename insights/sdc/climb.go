package sdc

// climb.go walks a tableau: to a corner, to a first point, and along edges to the highest and
// lowest value of one variable. Each whole-numbered point on the way is shown to see.

// settle walks from a point inside to a corner: each non-basic variable that is not 0 goes down
// until it is, or until a basic one takes its place.
func (t *tableau) settle() {
	for i := range t.rows {
		t.refresh(i)
	}
	for s := range t.non {
		from := t.at[s]
		if from == 0 || t.torn {
			continue
		}
		row, num, den := t.blocked(s, -1)
		t.at[s] = 0
		if row < 0 || compare(num, den, from, 1) >= 0 {
			for i := range t.rows {
				if a := t.rows[i][s]; a != 0 {
					t.refresh(i)
				}
			}
			continue
		}
		changed := []int{row}
		for i := range t.rows {
			if t.rows[i][s] != 0 && i != row {
				changed = append(changed, i)
			}
		}
		t.pivot(row, s)
		for _, i := range changed {
			t.refresh(i)
		}
	}
}

// begin finds a corner when the point where every non-basic variable is 0 breaks rows: one more
// variable lifts the broken rows, and goes down to 0. False means that there is no point at all.
func (t *tableau) begin(extra int) bool {
	worst := -1
	if t.none {
		return false
	}
	for i := range t.rows {
		t.refresh(i)
		if t.rest[i] < 0 && (worst < 0 || t.rest[i] < t.rest[worst]) {
			worst = i
		}
	}
	if worst < 0 {
		return true
	}
	t.non, t.at = append(t.non, extra), append(t.at, 0)
	for i := range t.rows {
		lift := int64(0)
		if t.rest[i] < 0 {
			lift = 1
		}
		t.rows[i] = append(t.rows[i], lift)
	}
	t.pivot(worst, len(t.non)-1)
	for i := range t.rows {
		t.refresh(i)
	}
	t.push(extra, -1, nil)
	if t.torn {
		return false
	}
	for i, v := range t.basic {
		if v == extra {
			if t.now[i] != 0 {
				return false
			}
			for s, a := range t.rows[i] {
				if a != 0 {
					t.pivot(i, s)
					break
				}
			}
		}
	}
	for s, v := range t.non {
		if v == extra {
			t.drop(s)
			copy(t.now, t.rest)
			break
		}
	}
	return true
}

// push moves a variable as high (way 1) or as low (−1) as it goes, and says how it ended. It shows
// whole points to see, which answers whether to go on.
func (t *tableau) push(variable int, way int64, see func(values []int64) bool) ending {
	still := 0 // steps without progress: then the lowest variable goes first, which cannot cycle
	for first := true; ; first = false {
		if t.torn {
			return unfinished
		}
		whole := see != nil && t.corner()
		if whole && (!see(t.values) || first && !t.around(see)) {
			return unfinished
		}
		s := t.entering(variable, way, still > 20)
		if s < 0 {
			return best
		}
		if whole && t.edge(s) && !see(t.values) {
			return unfinished
		}
		row, num, _ := t.blocked(s, 1)
		if row < 0 {
			return unbounded
		}
		if num == 0 {
			still++
		} else {
			still = 0
		}
		if t.pivot(row, s); t.torn || t.left <= 0 {
			return unfinished
		}
		copy(t.now, t.rest)
	}
}

// around shows the far end of every edge of a whole corner.
func (t *tableau) around(see func(values []int64) bool) bool {
	for s := range t.non {
		if t.edge(s) && !see(t.values) {
			return false
		}
	}
	return true
}

type ending int

const (
	unfinished ending = iota
	best
	unbounded
)

// entering is the column whose growth moves the variable the right way, or −1.
func (t *tableau) entering(variable int, way int64, lowest bool) int {
	for s, v := range t.non {
		if v == variable {
			if way > 0 {
				return s
			}
			return -1
		}
	}
	s := -1
	for i, v := range t.basic {
		if v != variable {
			continue
		}
		for j, a := range t.rows[i] {
			if a *= way; a <= 0 {
				continue
			}
			if s < 0 || lowest && t.non[j] < t.non[s] || !lowest && a > t.rows[i][s]*way {
				s = j
			}
		}
	}
	return s
}

// corner puts the present values where see finds them, if all of them are whole.
func (t *tableau) corner() bool {
	if t.values == nil {
		t.values = make([]int64, t.whole)
	}
	clear(t.values)
	for i, v := range t.basic {
		if v >= t.whole {
			continue
		}
		if t.now[i]%t.den[i] != 0 {
			return false
		}
		t.values[v] = t.now[i] / t.den[i]
	}
	return true
}

// edge does the same for the last whole point on the way along column s from a whole corner; where
// the way has no end it goes as far as reach. False when there is no other whole point.
func (t *tableau) edge(s int) bool {
	step := int64(1)
	for i, v := range t.basic {
		if a := t.rows[i][s]; v < t.whole && a != 0 {
			d := t.den[i] / gcd(t.den[i], abs(a))
			if step *= d / gcd(step, d); step > t.reach {
				return false
			}
		}
	}
	far := t.reach
	if row, num, den := t.blocked(s, 1); row >= 0 {
		far = min(far, num/den)
	}
	if far = far / step * step; far == 0 {
		return false
	}
	t.corner()
	for i, v := range t.basic {
		if a := t.rows[i][s]; v < t.whole && a != 0 {
			if bad(a, far) {
				return false
			}
			t.values[v] = (t.now[i] + a*far) / t.den[i]
		}
	}
	if v := t.non[s]; v < t.whole {
		t.values[v] = far
	}
	return true
}
