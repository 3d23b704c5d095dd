package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// imported is what an upload comes to: rows under their keys, and what is wrong.
type imported struct {
	result sheets.Result
	rows   []assessments.ListRow
	diff   assessments.Difference
}

func (p *Portal) read(o *opened) (*imported, error) {
	y, m, d := p.clock().In(shanghai).Date()
	result, err := sheets.Read(o.sheet, o.chosen.Header, p.mapping(o), p.columns[o.list], time.Date(y, m, d, 0, 0, 0, 0, time.UTC), o.chosen.Keep...)
	if err != nil {
		return nil, err
	}
	in := &imported{result: result}
	seen := map[string]bool{}
	for _, row := range result.Rows {
		cells := p.cells(o.list, row)
		key := assessments.RowKey(o.list, cells)
		seen[key] = true
		in.rows = append(in.rows, assessments.ListRow{Key: key, Cells: cells})
	}
	if o.chosen.Mode == "add" {
		var kept []assessments.ListRow
		for _, row := range o.known.Rows {
			if !seen[row.Key] {
				kept = append(kept, row)
			}
		}
		in.rows = append(kept, in.rows...)
	}
	in.diff = assessments.Compare(o.known.Rows, in.rows)
	return in, nil
}

// cells turns a read row into cells as the rules take them: null only where it is an answer, and
// "don't know" where a cell held something that was not understood.
func (p *Portal) cells(list string, row sheets.Row) rules.Row {
	scope, _ := assessments.ListScope(list)
	keys := p.rooms.Checks.Engine().Keys()
	out := rules.Row{}
	for name, v := range row.Values {
		key, ok := keys.Find(scope, name)
		if !ok || (v == nil && !key.Nullable) {
			continue
		}
		if items, ok := v.([]string); ok {
			list := make([]any, len(items))
			for i, item := range items {
				list[i] = item
			}
			v = list
		}
		taken, err := key.Take(v)
		if err != nil {
			out[name] = rules.DontKnow
			continue
		}
		out[name] = taken
	}
	for _, name := range row.Doubtful {
		out[name] = rules.DontKnow
	}
	return out
}
