package brief

import (
	"slices"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// Document is a brief as it is printed, still without words: its numbers are published ones.
type Document struct {
	Draft     Draft
	Cut       string // a day
	BeforeCut string // of the release before; empty where there is none
	K         int
	Hash      string
	Synthetic bool
	Parts     []Part
	Audit     release.Audit
}

// Part is one section.
type Part struct {
	Kind    Kind
	Table   string // its name in the release; empty for changes
	AsOf    string // the day of its newest numbers: older than the cut where the table was not due; empty for changes
	Columns []Word // of the table, after the names of the rows
	Rows    []Row
	Hidden  []Word // of which every number is hidden
	More    bool   // there are published ones that the table leaves out
	Most    *Claim // what stands out; nil where nothing can be said
	Least   *Claim
	Own     string
}

// Word is a key of a dimension.
type Word struct{ Dimension, Word string }

// Row is a row of a table.
type Row struct {
	Names []Word
	Cells []Cell
}

// Cell is what is published of a key. N is empty in a table of rules; Risk in one of bands.
type Cell struct {
	N, Risk Number
	HasN    bool
	HasRisk bool
}

// Number is one number or what became of it.
type Number struct {
	Status sdc.Status
	Shown  bool
	Value  int
	AsOf   string
}

// Claim is a cell with its names: of what a sentence of the brief tells.
type Claim struct {
	Names []Word
	Cell  Cell
	Was   *Cell // before, of a change
}

// Share is the share at risk, in whole per cent, rounded to the nearest; false where it does not follow from published numbers.
func (c Cell) Share() (int, bool) {
	if !c.ratio() {
		return 0, false
	}
	return percent(c.Risk.Value, c.N.Value), true
}

func (c Cell) ratio() bool {
	return c.HasN && c.HasRisk && c.N.Shown && c.Risk.Shown && c.N.Value > 0 && c.Risk.Value <= c.N.Value
}

func percent(part, of int) int { return (200*part + of) / (2 * of) }

// Shown tells whether any number of the cell has a value.
func (c Cell) Shown() bool { return c.HasN && c.N.Shown || c.HasRisk && c.Risk.Shown }

// Compose makes the document of a draft. Sections that the release has nothing for are left out.
func (s *Source) Compose(d Draft) Document {
	out := Document{Draft: d, Cut: s.Release.Cut, K: s.Release.K, Hash: s.Hash, Synthetic: s.Release.Synthetic, Audit: s.Audit}
	if s.Before != nil {
		out.BeforeCut = s.Before.Release.Cut
	}
	for _, k := range Kinds() {
		of := d.Of(k)
		if !of.Chosen {
			continue
		}
		if p := s.part(k); len(p.Rows) > 0 {
			p.Own = of.Own
			out.Parts = append(out.Parts, p)
		}
	}
	return out
}

// mostRules is how many rules a brief lists.
const mostRules = 15

func (s *Source) part(k Kind) Part {
	if k == Changes {
		return s.changes()
	}
	t, there := s.table(k)
	if !there {
		return Part{Kind: k}
	}
	p := Part{Kind: k, Table: t.Name}
	switch k {
	case Rules:
		s.rules(&p)
	case Bands:
		s.bands(&p)
	default:
		s.grid(&p, t)
	}
	p.newest()
	if k != Rules && k != Bands {
		p.compare()
	}
	return p
}

// newest finds the day of the newest numbers.
func (p *Part) newest() {
	for _, row := range p.Rows {
		for _, c := range row.Cells {
			for _, n := range []Number{c.N, c.Risk} {
				if n.Shown {
					p.AsOf = max(p.AsOf, n.AsOf)
				}
			}
		}
	}
}

// compare finds what stands out among the newest numbers. Any area is no area beside others; where rows are not areas themselves it is the fairest one to
// compare by.
func (p *Part) compare() {
	for _, row := range p.Rows {
		for i, c := range row.Cells {
			all := row.Names
			any := all[0].Word == lattice.Any
			if len(p.Columns) > 0 {
				all = append(slices.Clone(all), p.Columns[i])
				any = p.Columns[0].Dimension == "area_any" && p.Columns[i].Word != lattice.Any
			}
			if c.N.AsOf == p.AsOf && c.N.AsOf == c.Risk.AsOf && !any {
				p.extremes(all, c)
			}
		}
	}
}

// grid sets a table out: its own dimension down, the areas across.
func (s *Source) grid(p *Part, t lattice.Table) {
	own, across := "", ""
	for _, d := range t.Dimensions {
		switch d {
		case "area", "area_any":
			across = d
		case "industry_margin", "margin":
		default:
			own = d
		}
	}
	rows := []string{""}
	if own != "" {
		rows = s.Lattice.Words(own)
		for _, area := range s.Lattice.Words(across) { // none where the table has no area
			p.Columns = append(p.Columns, Word{across, area})
		}
	} else {
		own, rows = across, s.Lattice.Words(across)
	}
	for _, word := range rows {
		row, shown := Row{Names: []Word{{own, word}}}, false
		columns := p.Columns
		if len(columns) == 0 {
			columns = []Word{{own, word}}
		}
		for _, column := range columns {
			c := s.risky(key(t, map[string]string{own: word, across: column.Word}))
			row.Cells, shown = append(row.Cells, c), shown || c.Shown()
		}
		if shown {
			p.Rows = append(p.Rows, row)
		} else {
			p.Hidden = append(p.Hidden, row.Names[0])
		}
	}
}

// key is a key of a table by the words of its dimensions; a margin stands for all.
func key(t lattice.Table, words map[string]string) lattice.Key {
	k := lattice.Key{Table: t.Name}
	for _, d := range t.Dimensions {
		word := words[d]
		if (d == "industry_margin" || d == "margin") && word == "" {
			word = lattice.All
		}
		k.Words = append(k.Words, word)
	}
	return k
}

func (s *Source) risky(k lattice.Key) Cell {
	return Cell{N: s.number(k, "n"), Risk: s.number(k, "risk"), HasN: true, HasRisk: true}
}

// extremes keeps the cell with the largest and the one with the smallest share.
func (p *Part) extremes(names []Word, c Cell) {
	if !c.ratio() {
		return
	}
	claim := &Claim{Names: names, Cell: c}
	if p.Most == nil || c.Risk.Value*p.Most.Cell.N.Value > p.Most.Cell.Risk.Value*c.N.Value {
		p.Most = claim
	}
	if p.Least == nil || c.Risk.Value*p.Least.Cell.N.Value < p.Least.Cell.Risk.Value*c.N.Value {
		p.Least = claim
	}
}

// rules lists those with the most groups at risk.
func (s *Source) rules(p *Part) {
	p.Columns = []Word{{"measure", "risk"}}
	for _, rule := range s.Lattice.Words("rule") {
		c := Cell{Risk: s.number(lattice.Key{Table: p.Table, Words: []string{rule}}, "risk"), HasRisk: true}
		if c.Shown() {
			p.Rows = append(p.Rows, Row{Names: []Word{{"rule", rule}}, Cells: []Cell{c}})
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b Row) int { return b.Cells[0].Risk.Value - a.Cells[0].Risk.Value })
	if p.More = len(p.Rows) > mostRules; p.More {
		p.Rows = p.Rows[:mostRules]
	}
	if len(p.Rows) > 0 {
		p.Most = &Claim{Names: p.Rows[0].Names, Cell: p.Rows[0].Cells[0]}
	}
}

// bands is how the scores are distributed.
func (s *Source) bands(p *Part) {
	for _, b := range s.Lattice.Words("band") {
		p.Columns = append(p.Columns, Word{"band", b})
	}
	for i, score := range s.Lattice.Words("score") {
		row, shown := Row{Names: []Word{{"score", score}}}, false
		for _, b := range p.Columns {
			c := Cell{N: s.number(lattice.Key{Table: p.Table, Words: []string{score, b.Word}}, "n"), HasN: true}
			row.Cells, shown = append(row.Cells, c), shown || c.Shown()
			if i == 0 && c.Shown() && (p.Most == nil || c.N.Value > p.Most.Cell.N.Value) {
				p.Most = &Claim{Names: []Word{row.Names[0], b}, Cell: c}
			}
		}
		if shown {
			p.Rows = append(p.Rows, row)
		} else {
			p.Hidden = append(p.Hidden, row.Names[0])
		}
	}
}

// changes sets coarse numbers beside those of the release before, where both were published at their own cut and none is held.
func (s *Source) changes() Part {
	p := Part{Kind: Changes}
	if s.Before == nil {
		return p
	}
	p.Columns = []Word{{"cut", s.Before.Release.Cut}, {"cut", s.Release.Cut}}
	for _, k := range []Kind{Areas, Industries, Regions} {
		t, there := s.table(k)
		if !there || !s.Before.has(t.Name) {
			continue
		}
		for _, at := range s.Lattice.Keys(t.Name) {
			was, now := s.Before.risky(at), s.risky(at)
			if !whole(t, at) || !fresh(was, s.Before.Release.Cut) || !fresh(now, s.Release.Cut) {
				continue
			}
			row := Row{Names: named(t, at), Cells: []Cell{was, now}}
			p.Rows = append(p.Rows, row)
			p.moved(row)
		}
	}
	return p
}

// whole tells whether a key is of the margin, where its table has one.
func whole(t lattice.Table, k lattice.Key) bool {
	at := slices.Index(t.Dimensions, "industry_margin")
	return at < 0 || k.Words[at] == lattice.All
}

func fresh(c Cell, cut string) bool {
	return c.ratio() && c.N.Status == sdc.Published && c.Risk.Status == sdc.Published && c.N.AsOf == cut
}

// named are the words of a key, its own dimension first and without a margin.
func named(t lattice.Table, k lattice.Key) (out []Word) {
	for i, d := range t.Dimensions {
		switch d {
		case "industry_margin", "margin":
		case "area", "area_any":
			out = append(out, Word{d, k.Words[i]})
		default:
			out = append([]Word{{d, k.Words[i]}}, out...)
		}
	}
	return out
}

// moved keeps the largest rise and the largest fall of a share, as far as whole per cents tell of one.
func (p *Part) moved(row Row) {
	was, now := row.Cells[0], row.Cells[1]
	by := func(was, now Cell) int {
		a, _ := was.Share()
		b, _ := now.Share()
		return b - a
	}
	d, claim := by(was, now), &Claim{Names: row.Names, Cell: now, Was: &was}
	if d > 0 && (p.Most == nil || d > by(*p.Most.Was, p.Most.Cell)) {
		p.Most = claim
	}
	if d < 0 && (p.Least == nil || d < by(*p.Least.Was, p.Least.Cell)) {
		p.Least = claim
	}
}
