package sheets

import (
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The rules read what the lists bring: every key of a row must have a column of the same type and values.
func TestTheColumnsAreTheKeysOfTheRules(t *testing.T) {
	data, err := os.ReadFile("../../../rules/bundle/keys/data.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]map[string]struct {
		Type   string   `yaml:"type"`
		Values []string `yaml:"values"`
	}
	if err := yaml.Unmarshal(data, &keys); err != nil {
		t.Fatal(err)
	}
	for scope, columns := range map[string][]Column{"supplier": suppliers(t), "employee": employees(t)} {
		known := columnsByKey(columns)
		for name, key := range keys[scope] {
			c := known[name]
			if c == nil {
				t.Errorf("%s.%s has no column", scope, name)
				continue
			}
			var codes []string
			if key.Values != nil {
				for _, v := range c.Values {
					codes = append(codes, v.Code)
				}
			}
			if c.Type != key.Type || !slices.Equal(codes, key.Values) {
				t.Errorf("%s.%s: %s %v, the rules want %s %v", scope, name, c.Type, codes, key.Type, key.Values)
			}
		}
		for name := range known {
			if _, ok := keys[scope][name]; !ok {
				t.Errorf("column %s.%s is no key of the rules", scope, name)
			}
		}
	}
}
