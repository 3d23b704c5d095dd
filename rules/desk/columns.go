package desk

import (
	"maps"
	"slices"

	"github.com/zhuqi-yunzhan/station/rules"
)

// checkColumns holds the columns of the two lists against the keys that rules read them by: a key
// without a column can never be filled in, and a column without a key says nothing.
func checkColumns(data map[string]any) []Fault {
	var faults []Fault
	for list, scope := range map[string]string{"employees": "employee", "suppliers": "supplier"} {
		file := "lists/" + list + "/data.yaml"
		keys := objectAt(data, "keys", scope)
		columns := map[string]bool{}
		listed, _ := objectAt(data, "lists", list)["columns"].([]any)
		for _, raw := range listed {
			column, _ := raw.(map[string]any)
			name := textAt(column, "key")
			columns[name] = true
			key, known := keys[name].(map[string]any)
			wrong := func(bad bool, say, format string, args ...any) {
				if bad {
					faults = append(faults, told(file, rules.NewUnfit("unfit.within", "%s: %w", name, rules.NewUnfit(say, format, args...))))
				}
			}
			wrong(!known, "unfit.l_key", "no such key of %s in keys/data.yaml", scope)
			wrong(known && textAt(column, "type") != textAt(key, "type"), "unfit.l_type", "its type is %s in keys/data.yaml", textAt(key, "type"))
			for _, field := range []string{"zh", "en", "help_zh", "help_en"} {
				wrong(textAt(column, field) == "", "unfit.lacks", "%s is missing", field)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(keys)) {
			if !columns[name] {
				faults = append(faults, told("keys/data.yaml", rules.NewUnfit("unfit.l_unasked", "%s.%s: no column in %s asks it", scope, name, file)))
			}
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return slices.Compare([]string{a.File, a.Say}, []string{b.File, b.Say}) })
	return faults
}
