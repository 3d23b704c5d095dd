package population

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// older lets the previous population grow older, line by line: what becomes of a company hangs on
// the seed, the cut and its own ids alone.
func (g *generator) older() error {
	r := NewReader(g.Previous, g.Lattice)
	days := g.Cut.Sub(g.PreviousCut).Hours() / 24
	chance := func(quarterly float64) float64 { return 1 - math.Pow(1-quarterly, days/91) }
	seen := 0
	for {
		line, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if !line.Synthetic {
			return r.at(wrong("synthetic", "is false: only invented companies grow older by dice"))
		}
		seen++
		g.count(line)
		if err := g.age(line, chance); err != nil {
			return err
		}
	}
	there := g.made.Companies
	join := int(math.Round(float64(seen) * g.m.Quarter.Join * days / 91))
	for g.made.Companies < there+join {
		if err := g.holding(there+join-g.made.Companies, g.sinceDay); err != nil {
			return err
		}
	}
	return nil
}

// count remembers the highest numbers given, so that a new company never takes an old one's.
func (g *generator) count(line Line) {
	var n int
	if _, err := fmt.Sscanf(line.Group, "g%d", &n); err == nil {
		g.lastGroup = max(g.lastGroup, n)
	}
	if _, err := fmt.Sscanf(line.Company, "c%d", &n); err == nil {
		g.lastCompany = max(g.lastCompany, n)
	}
}

func (g *generator) age(line Line, chance func(float64) float64) error {
	q := g.m.Quarter
	g.throw(line.Group, g.Cut)
	if g.dice.Float64() < chance(q.Leave) {
		g.made.Left++
		return nil
	}
	if line.Head {
		g.made.Groups++
	}
	common := g.shares(line.Group)
	g.throw(line.Company, g.Cut)
	changed := false
	switch turn := g.dice.Float64(); {
	case line.Consent && turn < chance(q.Withdraw):
		line.Consent, changed = false, true
		g.made.Withdrew++
	case !line.Consent && turn < chance(q.Agree):
		line.Consent, changed = true, true
		g.made.Agreed++
	}
	if g.dice.Float64() < chance(q.Judged) {
		if g.dice.Float64() < q.Abroad && len(line.Countries) < MostCountries {
			line.Countries = slices.Sorted(slices.Values(line.Countries))
			g.abroad(&line)
		}
		line.At = g.sinceDay()
		g.judge(&line, common, q.Same)
		g.made.Judged++
		changed = true
	}
	if !changed {
		g.made.Unchanged++
	}
	return g.write(line)
}

// sinceDay is a day since the previous cut and before this one.
func (g *generator) sinceDay() time.Time {
	days := int(g.Cut.Sub(g.PreviousCut).Hours() / 24)
	return g.PreviousCut.AddDate(0, 0, g.dice.IntN(max(days, 1)))
}
