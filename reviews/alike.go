package reviews

// alike looks for a passage that was changed a little: the piece of the field with the fewest edits (Sellers' algorithm, time of
// the order of field × passage), accepted only when nine tenths of the passage are as they were and no piece elsewhere in
// the field comes near.
func (q Quote) alike(in, exact []rune) (span Span, score int, sure bool) {
	if len(in) > longest {
		return span, 0, false
	}
	edits, starts := sellers(in, exact)
	best := 0
	for end := range edits {
		if edits[end] < edits[best] {
			best = end
		}
	}
	score = whole - edits[best]*whole/len(exact)
	if score < alikeEnough || starts[best] == best {
		return span, 0, false
	}
	for end := range edits {
		if end > starts[best] && starts[end] < best { // it overlaps the best one
			continue
		}
		if whole-edits[end]*whole/len(exact) > score-apart {
			return span, 0, false
		}
	}
	return spanOf(in, starts[best], best), score, true
}

// sellers gives, for each end in a text, how many edits the best piece that ends there is away from a passage, and where it starts.
func sellers(in, exact []rune) (edits, starts []int) {
	n := len(exact)
	cost, from := make([]int, n+1), make([]int, n+1)
	for i := range cost {
		cost[i] = i
	}
	edits, starts = make([]int, len(in)+1), make([]int, len(in)+1)
	edits[0] = n
	for j := 1; j <= len(in); j++ {
		diagonal, diagonalFrom := cost[0], from[0]
		cost[0], from[0] = 0, j
		for i := 1; i <= n; i++ {
			best, start := diagonal, diagonalFrom
			if in[j-1] != exact[i-1] {
				best++
			}
			if cost[i]+1 < best {
				best, start = cost[i]+1, from[i]
			}
			if cost[i-1]+1 < best {
				best, start = cost[i-1]+1, from[i-1]
			}
			diagonal, diagonalFrom = cost[i], from[i]
			cost[i], from[i] = best, start
		}
		edits[j], starts[j] = cost[n], from[n]
	}
	return edits, starts
}
