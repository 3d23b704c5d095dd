package counting

import "github.com/zhuqi-yunzhan/station/insights/lattice"

// result lays the arrays out as variables: table by table, measure by measure, key by key.
func (c *counter) result(r *Result) {
	tallies := map[string]tally{"T1": c.t1, "T2": c.t2, "T3": c.t3, "T4": c.t4, "T5": c.t5, "T6": c.t6}
	for _, table := range []string{"T1", "T2", "T3", "T4", "T5", "T6"} {
		t := tallies[table]
		left := make([]int64, len(t.n))
		for i := range left {
			left[i] = t.n[i] - t.risk[i]
		}
		keys := c.l.Keys(table)
		c.put(r, keys, N, true, t.n)
		c.put(r, keys, Risk, true, t.risk)
		c.put(r, keys, Clear, false, left)
	}
	rules := c.l.Keys("T7")
	rest := make([]int64, len(rules))
	for i := range rest {
		rest[i] = c.t1.n[1+c.l.AreaOfRule(i)] - c.t7[i]
	}
	c.put(r, rules, Risk, true, c.t7)
	c.put(r, rules, Rest, false, rest)
	c.banded(r, "T8", "score", c.t8)
	c.banded(r, "T9", "industry_group", c.t9)
	first := len(r.Variables)
	c.put(r, c.l.Keys("T10"), Findings, true, c.t10)
	for i := range c.t10 {
		v := &r.Variables[first+i]
		v.Contributors, v.Top = c.who[i], c.top[i]
	}
}

func (c *counter) put(r *Result, keys []lattice.Key, measure string, printed bool, values []int64) {
	for i, k := range keys {
		v := Variable{Name: k.Name(measure), Key: k, Measure: measure, Printed: printed, Value: values[i], Contributors: values[i]}
		if measure != Rest { // a rule that cannot fire leaves everybody in the rest
			v.Structural, _ = c.l.IsStructural(k)
		}
		r.places[v.Name] = len(r.Variables)
		r.Variables = append(r.Variables, v)
	}
}

// banded lays out a table of bands and its sums over bands, where the lattice has it.
func (c *counter) banded(r *Result, table, dimension string, values []int64) {
	if c.l.Has(table) {
		c.put(r, c.l.Keys(table), N, true, values)
		c.put(r, rows(table, c.l.Words(dimension)), Scored, false, c.scored(values))
	}
}

// rows are keys over all bands: of a score, or of an industry group.
func rows(table string, words []string) (keys []lattice.Key) {
	for _, w := range words {
		keys = append(keys, lattice.Key{Table: table, Words: []string{w}})
	}
	return keys
}

func (c *counter) scored(table []int64) []int64 {
	out := make([]int64, len(table)/c.bands)
	for i, n := range table {
		out[i/c.bands] += n
	}
	return out
}
