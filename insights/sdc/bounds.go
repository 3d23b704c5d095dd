package sdc

// endless stands for "no upper bound".
const endless = int64(1) << 60

// interval is what an attacker knows of a cell: From ≤ value ≤ To.
type interval struct {
	From, To int64
}

// propagate tightens the intervals until no row says more, or for a bounded number of passes: every
// cell is 0 or more, and each row bounds each of its cells by the bounds of the others.
func (l *lines) propagate(box []interval) {
	queue := make([]int, len(l.rows))
	queued := make([]bool, len(l.rows))
	for i := range queue {
		queue[i], queued[i] = i, true
	}
	for budget := 60 * len(l.rows); len(queue) > 0 && budget > 0; budget-- {
		r := queue[0]
		queue, queued[r] = queue[1:], false
		for _, t := range l.rows[r] {
			if box[t.Cell].From == box[t.Cell].To {
				continue
			}
			now := l.implied(r, t.Cell, box)
			if now.From <= box[t.Cell].From && now.To >= box[t.Cell].To {
				continue
			}
			box[t.Cell] = interval{max(now.From, box[t.Cell].From), min(now.To, box[t.Cell].To)}
			for _, other := range l.of[t.Cell] {
				if !queued[other] {
					queued[other] = true
					queue = append(queue, other)
				}
			}
		}
	}
}

// implied is what row r says of a cell, given the intervals of the other cells in it.
func (l *lines) implied(r, cell int, box []interval) interval {
	var least, most, times int64 // of the sum of the others
	for _, t := range l.rows[r] {
		a, b := int64(t.Times), box[t.Cell]
		if t.Cell == cell {
			times = a
			continue
		}
		if a > 0 {
			least, most = plus(least, a, b.From), plus(most, a, b.To)
		} else {
			least, most = plus(least, a, b.To), plus(most, a, b.From)
		}
	}
	// times·x ≤ −least, and of an equality also times·x ≥ −most
	out := interval{0, endless}
	if times > 0 {
		if least > -endless {
			out.To = floor(-least, times)
		}
		if r < l.equal && most < endless {
			out.From = -floor(most, times)
		}
	} else {
		if least > -endless {
			out.From = -floor(-least, -times)
		}
		if r < l.equal && most < endless {
			out.To = floor(most, -times)
		}
	}
	return out
}

// plus is sum + a·x, where ±endless swallows all.
func plus(sum, a, x int64) int64 {
	switch {
	case sum <= -endless || sum >= endless:
		return sum
	case x >= endless && a > 0:
		return endless
	case x >= endless:
		return -endless
	}
	return sum + a*x
}

func floor(a, b int64) int64 {
	q := a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q
}
