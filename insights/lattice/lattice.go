// Package lattice says which tables of aggregate risk exist, by what they are parted, and which
// place of which dimension a company's section, district or country belongs to. It is data in git
// (lattice.yaml) and reads nothing else: what may be published never depends on who is counted.
package lattice

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

//go:embed lattice.yaml
var source []byte

//go:embed lattice-small.yaml
var small []byte

// Word is a key of a dimension with its names.
type Word struct {
	Key string `yaml:"key"`
	Zh  string `yaml:"zh"`
	En  string `yaml:"en"`
}

// Area is a part of a self-check; Rules is the prefix of its rules' ids, such as TAX.
type Area struct {
	Word  `yaml:",inline"`
	Rules string `yaml:"rules"`
}

// Band is a range of scores, both ends within it.
type Band struct {
	Word `yaml:",inline"`
	From int `yaml:"from"`
	To   int `yaml:"to"`
}

// BandGroup joins bands that stand beside each other, by their keys.
type BandGroup struct {
	Word  `yaml:",inline"`
	Bands []string `yaml:"bands"`
}

// IndustryGroup joins sections of GB/T 4754, by their letters.
type IndustryGroup struct {
	Word     `yaml:",inline"`
	Sections []string `yaml:"sections"`
}

// CountryGroup joins countries, by their ISO 3166-1 alpha-2 codes.
type CountryGroup struct {
	Word      `yaml:",inline"`
	Countries []string `yaml:"countries"`
}

// Table is one table of the lattice: its dimensions in the order of a key's words, what is
// published of each key, and how often (weekly, monthly, quarterly).
type Table struct {
	Name       string   `yaml:"name"`
	Dimensions []string `yaml:"dimensions"`
	Measures   []string `yaml:"measures"`
	Cadence    string   `yaml:"cadence"`
}

// Structural declares cells that cannot hold anybody, with the reason; "*" in Key stands for every
// word of that dimension.
type Structural struct {
	Table string   `yaml:"table"`
	Key   []string `yaml:"key"`
	Why   string   `yaml:"why"`
}

// Lattice is the whole, checked. It is not changed after it was loaded.
type Lattice struct {
	Format         string          `yaml:"format"`
	Name           string          `yaml:"name"` // by which configuration and commands choose it
	Areas          []Area          `yaml:"areas"`
	Bands          []Band          `yaml:"bands"`
	BandGroups     []BandGroup     `yaml:"band_groups"` // what the tables are by, where the bands are too narrow; else none
	IndustryGroups []IndustryGroup `yaml:"industry_groups"`
	CountryGroups  []CountryGroup  `yaml:"country_groups"`
	Countries      []Word          `yaml:"countries"`
	Districts      []Word          `yaml:"districts"`
	Tables         []Table         `yaml:"tables"`
	Structural     []Structural    `yaml:"structural"`
	Rules          []Rule          `yaml:"-"`

	version    string
	dimensions map[string][]string
	places     map[string]map[string]int // dimension → word → place
	section    map[string]int            // letter → place in industry_group
	country    map[string]int            // ISO code → place in country
	group      []int                     // place in country → place in country_group
	band       []int                     // place in Bands → place in band
}

// Load reads a lattice and refuses unknown and missing keys, overlaps and gaps. rules nil means
// the built-in catalogue.
func Load(text []byte, rules []Rule) (*Lattice, error) {
	l := &Lattice{}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(l); err != nil {
		return nil, fmt.Errorf("lattice: %w", err)
	}
	if rules == nil {
		var err error
		if rules, err = builtinRules(); err != nil {
			return nil, err
		}
	}
	l.Rules = rules
	sum := sha256.Sum256(text)
	l.version = hex.EncodeToString(sum[:])
	return l, l.settle()
}

// WithDistricts is the same lattice for a station with districts of its own. Its version tells the
// two apart.
func (l *Lattice) WithDistricts(districts []Word) (*Lattice, error) {
	if slices.Equal(districts, l.Districts) {
		return l, nil
	}
	own := *l
	own.Districts = append([]Word(nil), districts...)
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", l.version)
	for _, d := range districts {
		fmt.Fprintf(h, "%q %q %q\n", d.Key, d.Zh, d.En)
	}
	own.version = hex.EncodeToString(h.Sum(nil))
	return &own, own.settle()
}

// Version is the SHA-256 of the file, in hex; with districts of a station, that of both.
func (l *Lattice) Version() string { return l.version }

func (l *Lattice) settle() error {
	if err := l.check(); err != nil {
		return fmt.Errorf("lattice: %w", err)
	}
	l.index()
	if err := l.checkStructural(); err != nil {
		return fmt.Errorf("lattice: %w", err)
	}
	return nil
}

func (l *Lattice) index() {
	l.section, l.country, l.group = map[string]int{}, map[string]int{}, nil
	d := map[string][]string{"area_any": {Any}, "score": {Whole}, "industry_margin": {All}, "margin": {All}}
	for _, a := range l.Areas {
		for _, dimension := range []string{"area", "area_any", "score"} {
			d[dimension] = append(d[dimension], a.Key)
		}
	}
	l.indexBands(d)
	for at, g := range l.IndustryGroups {
		d["industry_group"], d["industry_margin"] = append(d["industry_group"], g.Key), append(d["industry_margin"], g.Key)
		for _, s := range g.Sections {
			l.section[s] = at
		}
	}
	for _, w := range l.Districts {
		d["district"] = append(d["district"], w.Key)
	}
	for _, r := range l.Rules {
		d["rule"] = append(d["rule"], r.ID)
	}
	l.indexCountries(d)
	l.dimensions, l.places = d, map[string]map[string]int{}
	for dimension, words := range d {
		l.places[dimension] = map[string]int{}
		for at, word := range words {
			l.places[dimension][word] = at
		}
	}
}

func (l *Lattice) indexBands(d map[string][]string) {
	l.band = nil
	for at, b := range l.Bands {
		if len(l.BandGroups) == 0 {
			d["band"], l.band = append(d["band"], b.Key), append(l.band, at)
		}
	}
	for at, g := range l.BandGroups {
		d["band"] = append(d["band"], g.Key)
		for range g.Bands {
			l.band = append(l.band, at)
		}
	}
}

func (l *Lattice) indexCountries(d map[string][]string) {
	groupOf := map[string]int{}
	for at, g := range l.CountryGroups {
		d["country_group"] = append(d["country_group"], g.Key)
		for _, c := range g.Countries {
			groupOf[c] = at
		}
	}
	for at, c := range l.Countries {
		d["country"] = append(d["country"], c.Key)
		l.country[c.Key] = at
		l.group = append(l.group, groupOf[c.Key])
	}
	for at, g := range l.CountryGroups {
		rest := len(d["country"])
		d["country"] = append(d["country"], "other-"+g.Key)
		l.group = append(l.group, at)
		for _, c := range g.Countries {
			if _, named := l.country[c]; !named {
				l.country[c] = rest
			}
		}
	}
}
