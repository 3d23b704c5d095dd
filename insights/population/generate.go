package population

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Bounds of a synthetic population that is made from nothing, in companies.
const (
	Fewest = 380
	Most   = 1_000_000
)

// Options say what to make. The same options make the same bytes.
type Options struct {
	Lattice *lattice.Lattice
	Seed    uint64
	Cut     time.Time // the day as of which it will be counted
	// Companies is how many to make from nothing, Fewest to Most.
	Companies int
	// Previous, where it is given, is a population to let grow older in place of making one:
	// some companies are judged anew, join, leave, withdraw or give consent between PreviousCut
	// and Cut. Companies is 0 then.
	Previous    io.Reader
	PreviousCut time.Time
}

// Made says what a generator wrote, in companies; the second line only of one that grew older.
type Made struct {
	Companies, Groups, Consenting             int
	Judged, Left, Withdrew, Agreed, Unchanged int
}

// Generate writes a population in which every line is synthetic.
func Generate(w io.Writer, o Options) (Made, error) {
	if o.Lattice == nil || o.Cut.IsZero() {
		return Made{}, errors.New("population: a lattice and a cut are needed")
	}
	o.Cut, o.PreviousCut = midnight(o.Cut), midnight(o.PreviousCut)
	m, err := loadMarginals()
	if err != nil {
		return Made{}, err
	}
	g := newGenerator(o, m, NewWriter(w, o.Lattice))
	if o.Previous != nil {
		if o.Companies != 0 || !o.PreviousCut.Before(o.Cut) {
			return Made{}, errors.New("population: a population grows older from its cut to a later one, and the number of its companies is not chosen")
		}
		if err := g.older(); err != nil {
			return g.made, err
		}
		return g.made, g.out.Flush()
	}
	if o.Companies < Fewest || o.Companies > Most {
		return Made{}, fmt.Errorf("population: %d companies, not %d to %d", o.Companies, Fewest, Most)
	}
	for g.made.Companies < o.Companies {
		if err := g.holding(o.Companies-g.made.Companies, g.anyDay); err != nil {
			return g.made, err
		}
	}
	return g.made, g.out.Flush()
}

type generator struct {
	Options
	m                              *marginals
	out                            *Writer
	made                           Made
	pcg                            *rand.PCG
	dice                           *rand.Rand
	sections, districts, countries urn
	perEach, sizes                 []float64
	groups                         int
	lastCompany, lastGroup         int // the highest numbers given
	rules                          []drawn
	model                          []areaModel
}

func newGenerator(o Options, m *marginals, out *Writer) *generator {
	g := &generator{Options: o, m: m, out: out, pcg: rand.NewPCG(o.Seed, 0), sections: newUrn(m.Sections.Weights),
		countries: newUrn(m.Countries.Weights), perEach: sums(m.PerEach.Weights), sizes: sums(m.Holdings.Sizes)}
	g.dice = rand.New(g.pcg)
	shares := map[string]float64{}
	for _, d := range o.Lattice.Districts {
		shares[d.Key] = 10
		if w, known := m.Districts.Weights[d.Key]; known {
			shares[d.Key] = w
		}
	}
	g.districts = newUrn(shares)
	g.prepare()
	return g
}

// throw begins the dice anew for one group or company, so that what becomes of it never depends
// on the lines before.
func (g *generator) throw(of string, day time.Time) {
	h := fnv.New64a()
	io.WriteString(h, of)
	g.pcg.Seed(g.Seed^uint64(day.Unix()/86400)*0x9e3779b97f4a7c15, h.Sum64())
}

// shares is what all companies of a group have in common, the same at every cut.
func (g *generator) shares(group string) float64 {
	g.throw(group, time.Unix(0, 0))
	return g.dice.NormFloat64() * g.m.Spread.Group
}

// holding makes one group of at most most companies, whose profiles are of days that day draws.
func (g *generator) holding(most int, day func() time.Time) error {
	g.lastGroup++
	id := fmt.Sprintf("g%06d", g.lastGroup)
	common := g.shares(id)
	g.throw(id, g.Cut)
	size := 1
	if g.dice.Float64() < g.holdingsOfGroups() {
		size = min(most, 2+place(g.sizes, g.dice.Float64()))
	}
	section, district := g.sections.draw(g.dice.Float64()), g.districts.draw(g.dice.Float64())
	for i := range size {
		g.lastCompany++
		line := Line{Group: id, Head: i == 0, Company: fmt.Sprintf("c%06d", g.lastCompany), Section: section, District: district, Synthetic: true}
		if i > 0 && g.dice.Float64() < 0.4 {
			line.Section = g.sections.draw(g.dice.Float64())
		}
		if i > 0 && g.dice.Float64() < 0.15 {
			line.District = g.districts.draw(g.dice.Float64())
		}
		for range place(g.perEach, g.dice.Float64()) {
			g.abroad(&line)
		}
		line.At = day()
		line.Consent = g.dice.Float64() < g.m.Consent.Share
		g.judge(&line, common, 0)
		if err := g.write(line); err != nil {
			return err
		}
	}
	g.made.Groups++
	return nil
}

// holdingsOfGroups turns the share of companies that are in holdings into a share of groups.
func (g *generator) holdingsOfGroups() float64 {
	mean, before := 0.0, 0.0
	for i, upTo := range g.sizes {
		mean += float64(i+2) * (upTo - before) / g.sizes[len(g.sizes)-1]
		before = upTo
	}
	share := g.m.Holdings.Share / mean
	return share / (share + 1 - g.m.Holdings.Share)
}

func (g *generator) abroad(line *Line) {
	code := g.countries.draw(g.dice.Float64())
	if at, there := slices.BinarySearch(line.Countries, code); !there {
		line.Countries = slices.Insert(line.Countries, at, code)
	}
}

// anyDay is a day of the year before the cut, or of the half year before that.
func (g *generator) anyDay() time.Time {
	back := 1 + g.dice.IntN(365)
	if g.dice.Float64() < g.m.Age.Older {
		back = 367 + g.dice.IntN(180)
	}
	return g.Cut.AddDate(0, 0, -back)
}

func (g *generator) write(line Line) error {
	g.made.Companies++
	if line.Consent {
		g.made.Consenting++
	}
	return g.out.Write(line)
}

// odds turns log odds into a chance.
func odds(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
