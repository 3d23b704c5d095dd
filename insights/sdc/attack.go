package sdc

import (
	"cmp"
	"context"
	"errors"
)

// Finding is what an attacker learns of one hidden cell: it is From to To and nothing else (To is −1
// when there is no bound). Low and High are values of examples that he cannot rule out.
type Finding struct {
	Cell      string
	From, To  int
	Low, High int
	Exact     bool // only one value is left
	Proven    bool // the examples are as far apart as the cell is owed
}

// Report is what published values give away.
type Report struct {
	Hidden, Exact, Narrow, Unproved int       // hidden cells; of the sensitive: told, bounded below their width, neither bounded nor proven
	Narrowest                       int       // width of the tightest interval of a sensitive cell; -1 when there is none
	Findings                        []Finding // of every hidden cell, in the system's order
}

// Safe says that every sensitive cell was proven safe.
func (r Report) Safe() bool { return r.Exact+r.Narrow+r.Unproved == 0 }

// ErrContradiction is a publication that no table of whole numbers could have.
var ErrContradiction = errors.New("sdc: the published values contradict each other")

// ErrNotSolved is a system for which the attacker found no first table within his steps. Attack goes on without programmes then, by linear algebra
// and bounds; it proves nothing.
var ErrNotSolved = errors.New("sdc: no table in keeping with the published values was found")

// Attack tries to work out what is hidden from what is known: the values of cells that are Given or
// Structural, and the rows. It reads no other value. Sensitive are the hidden cells with a Primary
// reason; each is owed max(K, Width). The linear programmes run for sensitive cells only, bounds
// and linear algebra for all.
func Attack(ctx context.Context, s System, o Options) (Report, error) {
	s.Cells = append([]Cell(nil), s.Cells...)
	for i := range s.Cells {
		if c := &s.Cells[i]; !c.Given {
			c.Value = 0
		}
	}
	if o.K < 1 {
		return Report{}, errors.New("sdc: K must be 1 or more")
	}
	if err := s.check(false); err != nil {
		return Report{}, err
	}
	p, v, err := outsider(ctx, &s, o)
	solved := !errors.Is(err, ErrNotSolved)
	if err != nil && solved {
		return Report{}, err
	}
	return p.report(ctx, &s, v, solved)
}

// outsider finds one table that agrees with what is known, and starts from it. With ErrNotSolved there is none, and the rest is as it should be.
func outsider(ctx context.Context, s *System, o Options) (*proof, *view, error) {
	p := &proof{lines: linesOf(s), pivots: cmp.Or(o.Pivots, 4000), point: make([]int64, len(s.Cells)), need: make([]int64, len(s.Cells)), shelf: map[int][]map[int]int64{}}
	free := make([]bool, len(s.Cells))
	for i, c := range s.Cells {
		p.point[i] = int64(c.Value)
		if free[i] = !c.Given && !c.Structural; free[i] && c.Primary != "" {
			p.need[i] = int64(max(o.K, c.Width))
		}
	}
	v := p.viewOf(free)
	for c := range free { // rows without a hidden cell must hold by themselves
		for _, r := range p.of[c] {
			if !free[c] && !p.holds(r, free) {
				return nil, nil, ErrContradiction
			}
		}
	}
	for _, done := range p.components(v) {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		t := p.programme(done)
		if !t.begin(1 << 30) {
			return p, v, cmp.Or(tornError(t), ErrContradiction)
		}
		if !t.corner() && !t.wander(done) {
			return p, v, ErrNotSolved
		}
		for i, cell := range done {
			p.point[cell] = t.values[i]
		}
	}
	none := make([]bool, len(free))
	for r := range p.rows {
		if !p.holds(r, none) {
			return p, v, ErrNotSolved
		}
	}
	return p, p.viewOf(free), nil
}

func tornError(t *tableau) error {
	if t.torn || t.left <= 0 {
		return ErrNotSolved
	}
	return nil
}

// holds checks a row in which nothing is hidden; of others it says true.
func (p *proof) holds(r int, free []bool) bool {
	sum := int64(0)
	for _, t := range p.rows[r] {
		if free[t.Cell] {
			return true
		}
		sum += int64(t.Times) * p.point[t.Cell]
	}
	return sum == 0 || sum < 0 && r >= p.equal
}

// components are the groups of free cells that rows tie together.
func (p *proof) components(v *view) [][]int {
	var out [][]int
	seen := make([]bool, len(v.free))
	for c, free := range v.free {
		if free && !seen[c] {
			cells, _ := p.around(v, c, len(v.free))
			for _, m := range cells {
				seen[m] = true
			}
			out = append(out, cells)
		}
	}
	return out
}

// wander pushes one variable after another until a corner is whole.
func (t *tableau) wander(cells []int) bool {
	for i := range cells {
		for _, way := range []int64{1, -1} {
			found := false
			t.push(i, way, func([]int64) bool { found = true; return false })
			if found {
				return true
			}
		}
	}
	return false
}

func (p *proof) report(ctx context.Context, s *System, v *view, solved bool) (Report, error) {
	out := Report{Narrowest: -1}
	box := p.bounds(v)
	known, all := make([]bool, len(v.free)), []int{}
	for c, free := range v.free {
		if known[c] = !free; free {
			all = append(all, c)
		}
	}
	told := map[int]bool{}
	for _, c := range exact(s, known, all) {
		told[c] = true
	}
	for _, c := range all {
		b := box[c]
		if b.From > b.To {
			return Report{}, ErrContradiction
		}
		if told[c] && solved {
			b = interval{p.point[c], p.point[c]} // every table has it, the one found too
		} else if solved && p.need[c] > 0 && !p.nearby(ctx, v, c) {
			outer, _ := p.verdict(ctx, v, c)
			b = interval{max(b.From, outer.From), min(b.To, outer.To)}
		}
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		out.add(p, c, Finding{
			Cell: s.Cells[c].Name, From: int(b.From), To: int(b.To), Low: int(v.seen[c].From), High: int(v.seen[c].To),
			Exact: b.From == b.To || told[c], Proven: solved && p.need[c] > 0 && p.proven(v, c) && !told[c],
		})
	}
	return out, nil
}

// add files a finding and counts it when its cell is sensitive.
func (r *Report) add(p *proof, c int, f Finding) {
	width := f.To - f.From
	if f.To >= int(endless) {
		f.To, width = -1, int(endless)
	}
	r.Hidden++
	r.Findings = append(r.Findings, f)
	if p.need[c] == 0 {
		return
	}
	if f.Exact {
		width = 0
	}
	if r.Narrowest < 0 || width < r.Narrowest {
		r.Narrowest = width
	}
	switch {
	case f.Exact:
		r.Exact++
	case int64(width) < p.need[c]:
		r.Narrow++
	case !f.Proven:
		r.Unproved++
	}
}
