package web

import (
	"testing"

	"golang.org/x/text/language"
)

func TestCountriesAreThoseOfTheStandard(t *testing.T) {
	for _, lang := range Languages() {
		labels, codes := map[string]string{}, map[string]bool{}
		for _, o := range listCountries(lang) {
			if o.Label == "" || o.Label == o.Value {
				t.Errorf("%s: %s has no name", lang, o.Value)
			}
			if other, twice := labels[o.Label]; twice {
				t.Errorf("%s: %s and %s are both called %s", lang, other, o.Value, o.Label)
			}
			if region := language.MustParseRegion(o.Value); region.Canonicalize() != region {
				t.Errorf("%s: %s is an old code of %s", lang, o.Value, region.Canonicalize())
			}
			labels[o.Label], codes[o.Value] = o.Value, true
		}
		// ISO 3166-1 assigns 249 codes; one is home, and two are kept out by no continent or name
		if n := len(codes); n < 240 || n > 248 {
			t.Errorf("%s: %d countries and regions", lang, n)
		}
		for _, iso := range []string{"VN", "DE", "US", "HK", "MO", "TW", "RU", "CD", "MM", "SS"} {
			if !codes[iso] {
				t.Errorf("%s: %s is missing", lang, iso)
			}
		}
	}
}
