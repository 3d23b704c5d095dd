package web

import (
	"cmp"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// continents are the groups of UN M49 in the order in which they are offered.
var continents = []string{"142", "150", "019", "002", "009"}

// ownNames are shown otherwise than the Unicode tables have them.
var ownNames = map[string]map[string]string{
	Chinese: {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"},
	English: {"HK": "Hong Kong, China", "MO": "Macao, China", "TW": "Taiwan, China"},
}

// notOfficial are codes that the Unicode tables know and ISO 3166-1 does not assign.
var notOfficial = map[string]bool{"AC": true, "AN": true, "CP": true, "CQ": true, "DG": true, "EA": true, "EU": true, "EZ": true, "FX": true, "IC": true, "SU": true,
	"TA": true, "UK": true, "UN": true, "XK": true, "YU": true, "CS": true, "NT": true, "ZR": true, "QU": true, "QO": true, "ZZ": true}

var countryLists = map[string]func() []Option{
	Chinese: sync.OnceValue(func() []Option { return listCountries(Chinese) }),
	English: sync.OnceValue(func() []Option { return listCountries(English) }),
}

// countries lists the countries and regions one can be in outside mainland China, named in the
// language (Unicode's own names) and grouped by continent.
func (p *Portal) countries(lang string) []Option {
	if list, ok := countryLists[lang]; ok {
		return list()
	}
	return countryLists[Chinese]()
}

func listCountries(lang string) []Option {
	var out []Option
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			iso := string(a) + string(b)
			region, err := language.ParseRegion(iso)
			if err != nil || !region.IsCountry() || iso == "CN" || region.String() != iso || region.Canonicalize() != region || notOfficial[iso] {
				continue
			}
			if group := continentOf(region); group != "" {
				out = append(out, Option{Value: iso, Label: countryName(lang, iso), Group: regionName(lang, group)})
			}
		}
	}
	order := collate.New(language.Make(lang))
	rank := map[string]int{}
	for i, code := range continents {
		rank[regionName(lang, code)] = i
	}
	slices.SortFunc(out, func(a, b Option) int {
		return cmp.Or(cmp.Compare(rank[a.Group], rank[b.Group]), order.CompareString(a.Label, b.Label))
	})
	return out
}

func continentOf(region language.Region) string {
	for _, code := range continents {
		if language.MustParseRegion(code).Contains(region) {
			return code
		}
	}
	return ""
}

func regionName(lang, code string) string {
	return display.Regions(language.Make(lang)).Name(language.MustParseRegion(code))
}

// countryName names a country in the language; a code that nobody knows names itself.
func countryName(lang, iso string) string {
	if name := ownNames[lang][iso]; name != "" {
		return name
	}
	region, err := language.ParseRegion(iso)
	if err != nil {
		return iso
	}
	return display.Regions(language.Make(lang)).Name(region)
}
