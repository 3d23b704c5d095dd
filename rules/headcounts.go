package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// countPaths are the counts that a country may have, as the way to each: Kazakhstan counts by category.
var countPaths = map[string]bool{
	"local": true, "foreign": true, "foreign_management": true, "foreign_manual": true, "foreign_mental": true, "companions": true, "workers": true, "accompanying": true,
	"by_category.cat1_2.local": true, "by_category.cat1_2.foreign": true, "by_category.cat3_4.local": true, "by_category.cat3_4.foreign": true, "by_category.ict.local": true, "by_category.ict.foreign": true,
}

func (k *Key) checkHeadcounts(m map[string]any) error {
	for country, raw := range m {
		entry, ok := raw.(map[string]any)
		if !countryCode.MatchString(country) || !ok {
			return errors.New("is keyed by country (ISO 3166-1 alpha-2), each an object of counts")
		}
		if err := checkCounts(country, "", entry); err != nil {
			return err
		}
	}
	return nil
}

// checkCounts looks at the counts of a country that stand below a way.
func checkCounts(country, way string, entry map[string]any) error {
	for _, field := range slices.Sorted(maps.Keys(entry)) {
		at := way + field
		if below, ok := entry[field].(map[string]any); ok && leadsOn(at+".") {
			if err := checkCounts(country, at+".", below); err != nil {
				return err
			}
			continue
		}
		n, isNumber := entry[field].(json.Number)
		if !countPaths[at] || !isNumber || !plainInteger.MatchString(string(n)) || strings.HasPrefix(string(n), "-") {
			return fmt.Errorf("%s.%s must be a count and one of %s", country, at, strings.Join(slices.Sorted(maps.Keys(countPaths)), ", "))
		}
	}
	return nil
}

func leadsOn(way string) bool {
	for path := range countPaths {
		if strings.HasPrefix(path, way) {
			return true
		}
	}
	return false
}
