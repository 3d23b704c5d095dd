package sheets

import (
	"encoding/json"
	"slices"
	"sort"
)

// Change is one record that is in both lists, and the keys that differ.
type Change struct {
	Old, New Row
	Keys     []string
}

// Difference is what a second import would do to the first, in the order of the lists.
type Difference struct {
	Added   []Row
	Changed []Change
	Gone    []Row
	Same    []Row
}

// Diff compares two imports by the name that key gives a row. The source row numbers do not count.
func Diff(old, fresh []Row, key func(Row) string) Difference {
	var d Difference
	before, after := make(map[string]Row, len(old)), make(map[string]bool, len(fresh))
	for _, row := range old {
		before[key(row)] = row
	}
	for _, row := range fresh {
		id := key(row)
		after[id] = true
		was, ok := before[id]
		if !ok {
			d.Added = append(d.Added, row)
			continue
		}
		if keys := differing(was.Values, row.Values); len(keys) > 0 {
			d.Changed = append(d.Changed, Change{Old: was, New: row, Keys: keys})
		} else {
			d.Same = append(d.Same, row)
		}
	}
	for _, row := range old {
		if !after[key(row)] {
			d.Gone = append(d.Gone, row)
		}
	}
	return d
}

// EmployeeKey names a row of an employee list.
func EmployeeKey(row Row) string { return text(row, "emp_ref") }

// SupplierKey names a row of a supplier list: the registration number, or the name, with the goods.
func SupplierKey(row Row) string {
	id := text(row, "registry_id")
	if id == "" {
		id = text(row, "supplier_name")
	}
	goods := text(row, "goods_hs")
	if goods == "" { // a service has no code: what it is tells the rows of one supplier apart
		goods = "=" + foldWord(text(row, "parts"))
	}
	return foldWord(id) + "\x00" + goods
}

func differing(a, b map[string]any) []string {
	var keys []string
	for k, v := range a {
		if w, ok := b[k]; !ok || canonical(v) != canonical(w) {
			keys = append(keys, k)
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	return keys
}

// canonical makes values comparable however they were kept: 12.0 is 12, the order of a set is nothing.
func canonical(v any) string {
	switch t := v.(type) {
	case []string:
		sorted := slices.Sorted(slices.Values(t))
		return canonicalJSON(sorted)
	case []any:
		items := make([]string, len(t))
		for i, item := range t {
			s, _ := item.(string)
			items[i] = s
		}
		return canonical(items)
	case json.Number:
		if r, ok := rational(t.String()); ok {
			return plainDecimal(r)
		}
	case float64:
		return canonical(json.Number(canonicalJSON(t)))
	case int:
		return canonical(json.Number(canonicalJSON(t)))
	}
	return canonicalJSON(v)
}

func canonicalJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
