package web

import (
	"reflect"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// matching finds the row of a list that a row of a file speaks of.
type matching struct {
	list  string
	known []assessments.ListRow
	byKey map[string]*assessments.ListRow
	used  map[string]int
	rest  map[string]map[string][]*assessments.ListRow // by the columns left out of the name, then by the rest of it
}

const (
	usedByFile    = 1
	usedByRefused = 2
)

func newMatching(list string, known []assessments.ListRow) *matching {
	m := &matching{list: list, known: known, byKey: make(map[string]*assessments.ListRow, len(known)), used: map[string]int{}, rest: map[string]map[string][]*assessments.ListRow{}}
	for i := range known {
		m.byKey[known[i].Key] = &known[i]
	}
	return m
}

// all finds the rows by name; then, where a part of the name was not understood or has no column in
// the file, by the rest of it, if that fits one row only.
func (m *matching) all(fresh []assessments.ListRow, read []sheets.Row, mapped map[string]bool) []*assessments.ListRow {
	out := make([]*assessments.ListRow, len(fresh))
	for i, row := range fresh {
		if old := m.byKey[assessments.RowKey(m.list, row.Cells)]; old != nil && m.used[old.Key] == 0 {
			out[i], m.used[old.Key] = old, usedByFile
		}
	}
	for i, row := range fresh {
		if out[i] != nil {
			continue
		}
		clear := slices.DeleteFunc(slices.Clone(naming), func(key string) bool { return !mapped[key] || slices.Contains(read[i].Doubtful, key) })
		if old := m.byRest(row, clear); old != nil {
			out[i], m.used[old.Key] = old, usedByFile
		}
	}
	return out
}

// byRest finds the one row that is not taken and has the same values in the clear columns.
func (m *matching) byRest(row assessments.ListRow, clear []string) *assessments.ListRow {
	id := func(row assessments.ListRow) (string, bool) {
		parts, any := make([]string, len(clear)), false
		for i, key := range clear {
			parts[i], _ = row.Cells[key].(string)
			any = any || parts[i] != ""
		}
		return strings.Join(parts, "\x1f"), any
	}
	name, ok := id(row)
	if !ok || len(clear) == len(naming) {
		return nil
	}
	columns := strings.Join(clear, " ")
	if m.rest[columns] == nil {
		m.rest[columns] = map[string][]*assessments.ListRow{}
		for i := range m.known {
			if of, ok := id(m.known[i]); ok {
				m.rest[columns][of] = append(m.rest[columns][of], &m.known[i])
			}
		}
	}
	free := slices.DeleteFunc(slices.Clone(m.rest[columns][name]), func(old *assessments.ListRow) bool { return m.used[old.Key] != 0 })
	if len(free) != 1 {
		return nil
	}
	return free[0]
}

// take marks the row of a name as one that the file speaks of, although its own row was left out.
func (m *matching) take(key string) *assessments.ListRow {
	old := m.byKey[key]
	if old == nil || m.used[key] != 0 {
		return nil
	}
	m.used[key] = usedByRefused
	return old
}

func sameRow(a, b *assessments.ListRow) bool {
	return a.Key == b.Key && reflect.DeepEqual(map[string]any(a.Cells), map[string]any(b.Cells))
}
