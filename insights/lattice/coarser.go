package lattice

// Coarser names the cell that answers in place of one that is hidden: less exact, of the same
// area where there is one. The tables' coarsest cells have none, and neither has a key that the
// lattice does not know.
func (l *Lattice) Coarser(k Key) (Key, bool) {
	if !l.Knows(k) {
		return Key{}, false
	}
	next, more := l.answers(k)
	for more && !l.Knows(next) { // of a table that this lattice leaves out: the next coarser one
		next, more = l.answers(next)
	}
	return next, more
}

// answers is Coarser in a lattice that has every table.
func (l *Lattice) answers(k Key) (Key, bool) {
	w := k.Words
	switch k.Table {
	case "T2":
		return T1{Any}.Key(), true
	case "T3", "T8":
		return T1{areaOfScore(w[0])}.Key(), true
	case "T4":
		if w[2] == All {
			return T1{w[1]}.Key(), true
		}
		return T3{w[1], w[2]}.Key(), true
	case "T5":
		country, _ := l.Place("country", w[0])
		return T4{l.Words("country_group")[l.group[country]], w[1], All}.Key(), true
	case "T6":
		return T1{w[1]}.Key(), true
	case "T7":
		return T1{l.Areas[l.areaOfRule(w[0])].Key}.Key(), true
	case "T9":
		return T8{Whole, w[1]}.Key(), true
	case "T10":
		return T4{w[0], w[1], All}.Key(), true
	}
	return Key{}, false
}

// areaOfScore is the area that answers for a score: the whole asks any.
func areaOfScore(score string) string {
	if score == Whole {
		return Any
	}
	return score
}

// Knows tells whether a key names a cell of the lattice.
func (l *Lattice) Knows(k Key) bool {
	t, known := l.table(k.Table)
	if !known || len(t.Dimensions) != len(k.Words) {
		return false
	}
	for i, word := range k.Words {
		if _, known := l.Place(t.Dimensions[i], word); !known {
			return false
		}
	}
	return true
}
