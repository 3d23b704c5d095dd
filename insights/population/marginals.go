package population

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

//go:embed marginals.yaml
var marginalsText []byte

// said is where a figure of the marginals comes from.
type said struct {
	Source string `yaml:"source"`
	Note   string `yaml:"note"`
}

type weights struct {
	said    `yaml:",inline"`
	Weights map[string]float64 `yaml:"weights"`
}

type added struct {
	said `yaml:",inline"`
	Add  map[string]map[string]float64 `yaml:"add"`
}

type shared struct {
	said  `yaml:",inline"`
	Share float64 `yaml:"share"`
}

// marginals are the figures that synthetic populations follow.
type marginals struct {
	Sections  weights `yaml:"sections"`
	Districts weights `yaml:"districts"`
	Countries weights `yaml:"countries"`
	PerEach   struct {
		said    `yaml:",inline"`
		Weights []float64 `yaml:"weights"`
	} `yaml:"countries_per_company"`
	Holdings struct {
		shared `yaml:",inline"`
		Sizes  []float64 `yaml:"sizes"`
	} `yaml:"holdings"`
	Consent shared `yaml:"consent"`
	Areas   struct {
		said   `yaml:",inline"`
		Looked map[string]float64 `yaml:"looked"`
		Risk   map[string]float64 `yaml:"risk"`
	} `yaml:"areas"`
	SectionsRisk  added `yaml:"sections_risk"`
	CountriesRisk added `yaml:"countries_risk"`
	Spread        struct {
		said    `yaml:",inline"`
		Group   float64 `yaml:"group"`
		Company float64 `yaml:"company"`
	} `yaml:"spread"`
	Rules struct {
		weights `yaml:",inline"`
		Further float64 `yaml:"further"`
		Mild    float64 `yaml:"mild"`
	} `yaml:"rules"`
	Scored shared `yaml:"scored"`
	Age    struct {
		said  `yaml:",inline"`
		Older float64 `yaml:"older"`
	} `yaml:"age"`
	Quarter struct {
		said     `yaml:",inline"`
		Judged   float64 `yaml:"judged"`
		Same     float64 `yaml:"same"`
		Leave    float64 `yaml:"leave"`
		Withdraw float64 `yaml:"withdraw"`
		Agree    float64 `yaml:"agree"`
		Join     float64 `yaml:"join"`
		Abroad   float64 `yaml:"abroad"`
	} `yaml:"quarter"`
}

func loadMarginals() (*marginals, error) {
	m := &marginals{}
	d := yaml.NewDecoder(bytes.NewReader(marginalsText))
	d.KnownFields(true)
	if err := d.Decode(m); err != nil {
		return nil, fmt.Errorf("population: marginals.yaml: %w", err)
	}
	for _, s := range []said{m.Sections.said, m.Districts.said, m.Countries.said, m.PerEach.said, m.Holdings.said, m.Consent.said, m.Areas.said,
		m.SectionsRisk.said, m.CountriesRisk.said, m.Spread.said, m.Rules.said, m.Scored.said, m.Age.said, m.Quarter.said} {
		if s.Source == "" {
			return nil, fmt.Errorf("population: marginals.yaml: a figure does not say where it comes from")
		}
	}
	return m, nil
}

// urn draws one of its words by weight.
type urn struct {
	words []string
	upTo  []float64
}

// newUrn fills an urn in the order of the words, so that draws never depend on a map's.
func newUrn(of map[string]float64) urn {
	var u urn
	for word := range of {
		u.words = append(u.words, word)
	}
	slices.Sort(u.words)
	sum := 0.0
	for _, word := range u.words {
		sum += of[word]
		u.upTo = append(u.upTo, sum)
	}
	return u
}

func (u urn) draw(at float64) string { return u.words[place(u.upTo, at)] }

// place is where at, from 0 up to 1, falls among sums of weights.
func place(upTo []float64, at float64) int {
	want := at * upTo[len(upTo)-1]
	found, _ := slices.BinarySearchFunc(upTo, want, func(sum, want float64) int {
		if sum <= want {
			return -1
		}
		return 1
	})
	return min(found, len(upTo)-1)
}

func sums(of []float64) (upTo []float64) {
	sum := 0.0
	for _, w := range of {
		sum += w
		upTo = append(upTo, sum)
	}
	return upTo
}
