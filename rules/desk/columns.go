package desk

import (
	"maps"
	"slices"
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
			wrong := func(bad bool, say string) {
				if bad {
					faults = append(faults, untold(file, name+": "+say))
				}
			}
			wrong(!known, "no such key of "+scope+" in keys/data.yaml")
			wrong(known && textAt(column, "type") != textAt(key, "type"), "its type is "+textAt(key, "type")+" in keys/data.yaml")
			for _, field := range []string{"zh", "en", "help_zh", "help_en"} {
				wrong(textAt(column, field) == "", field+" is missing")
			}
		}
		for _, name := range slices.Sorted(maps.Keys(keys)) {
			if !columns[name] {
				faults = append(faults, untold("keys/data.yaml", scope+"."+name+": no column in "+file+" asks it"))
			}
		}
	}
	slices.SortFunc(faults, func(a, b Fault) int { return slices.Compare([]string{a.File, a.Say}, []string{b.File, b.Say}) })
	return faults
}
