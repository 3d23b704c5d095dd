package web

import (
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// imported is what an upload comes to: the list as it would be, and how it differs from the list
// as it is.
type imported struct {
	list    string
	result  sheets.Result
	rows    []assessments.ListRow
	changes []rowChange
	count   map[string]int // of changes by kind, and of the rows that stay the same
	spared  int            // rows that stay as they are because the file's own row was left out
	doubts  map[string]int // by column: cells that keep their value although the file says that it is not known
	saved   map[cellPlace]bool
	mapped  map[string]bool // columns that the file has
	untold  map[string]bool // columns that it has not, and of which the list keeps what it has
}

// cellPlace is a cell of the file: faulty, and the list keeps its value.
type cellPlace struct {
	row int
	key string
}

// What an import does to a row. Held rows are not in the file and stay, because rows of the file
// were left out: among those could be the missing ones.
const (
	rowAdded   = "added"
	rowChanged = "changed"
	rowGone    = "gone"
	rowHeld    = "held"
	rowSame    = "same"
)

// rowChange is one row of which something changes. Before or after is nil where there is none.
type rowChange struct {
	kind          string
	before, after *assessments.ListRow
}

// read reads an upload against the list. With remove, the person asked that rows which are not in
// the file go, although rows of the file were left out.
func (p *Portal) read(o *opened, remove bool) (*imported, error) {
	y, m, d := p.clock().In(shanghai).Date()
	mapping := p.mapping(o)
	result, err := sheets.Read(o.sheet, o.chosen.Header, mapping, p.columns(o.list), time.Date(y, m, d, 0, 0, 0, 0, time.UTC), o.chosen.Keep...)
	if err != nil {
		return nil, err
	}
	in := &imported{list: o.list, result: result, count: map[string]int{}, doubts: map[string]int{}, saved: map[cellPlace]bool{}, mapped: map[string]bool{}, untold: map[string]bool{}}
	for _, pair := range mapping.Pairs {
		in.mapped[pair.Key] = true
	}
	match := newMatching(o.list, o.known.Rows)
	fresh := make([]assessments.ListRow, len(result.Rows))
	for i, row := range result.Rows {
		fresh[i].Cells = p.cells(o.list, row)
	}
	olds := match.all(fresh, result.Rows, in.mapped)
	for i, row := range result.Rows {
		if olds[i] != nil {
			in.merge(fresh[i].Cells, olds[i].Cells, row)
		}
		fresh[i].Key = assessments.RowKey(o.list, fresh[i].Cells)
	}
	for _, row := range result.Refused {
		if match.take(assessments.RowKey(o.list, p.cells(o.list, row))) != nil {
			in.spared++
		}
	}
	if o.chosen.Mode == "add" {
		in.add(o.known.Rows, fresh, olds)
	} else {
		in.replace(o.known.Rows, fresh, olds, match, remove)
	}
	return in, nil
}

// merge keeps the old value of a cell that was not understood, of which the file says that it is
// not known, or for which it has no column: none is a reason to forget what is known.
func (in *imported) merge(cells, old rules.Row, row sheets.Row) {
	for key, was := range old {
		if _, told := cells[key]; !told && !in.mapped[key] {
			cells[key], in.untold[key] = was, true
		}
	}
	for _, key := range row.Doubtful {
		was, known := old[key]
		if !known || was == rules.DontKnow {
			continue
		}
		cells[key] = was
		if slices.Contains(row.Faulty, key) {
			in.saved[cellPlace{row.Number, key}] = true
		} else {
			in.doubts[key]++
		}
	}
}

// add puts what the file has into the list where it stands, and what is new at the end.
func (in *imported) add(known, fresh []assessments.ListRow, olds []*assessments.ListRow) {
	with := map[string]assessments.ListRow{}
	for i, old := range olds {
		if old != nil {
			with[old.Key] = fresh[i]
		}
	}
	for _, row := range known {
		if after, ok := with[row.Key]; ok {
			row = after
		}
		in.rows = append(in.rows, row)
	}
	for i, old := range olds {
		if old == nil {
			in.rows = append(in.rows, fresh[i])
		}
	}
	in.tell(fresh, olds)
}

// replace puts the file in place of the list. Rows whose own row was left out stay as they are.
func (in *imported) replace(known, fresh []assessments.ListRow, olds []*assessments.ListRow, match *matching, remove bool) {
	in.rows = slices.Clone(fresh)
	for i := range known {
		row := &known[i]
		switch {
		case match.used[row.Key] == usedByFile:
			continue
		case match.used[row.Key] == usedByRefused:
		case len(in.result.Rejected) > 0 && !remove:
			in.note(rowHeld, row, row)
		default:
			in.note(rowGone, row, nil)
			continue
		}
		in.rows = append(in.rows, *row)
	}
	in.tell(fresh, olds)
}

// tell notes what changes, rows that go first: they are the ones to look at.
func (in *imported) tell(fresh []assessments.ListRow, olds []*assessments.ListRow) {
	for _, kind := range []string{rowChanged, rowAdded} {
		for i, old := range olds {
			switch {
			case kind == rowAdded && old == nil:
				in.note(rowAdded, nil, &fresh[i])
			case kind == rowChanged && old != nil && sameRow(old, &fresh[i]):
				in.count[rowSame]++
			case kind == rowChanged && old != nil:
				in.note(rowChanged, old, &fresh[i])
			}
		}
	}
}

func (in *imported) note(kind string, before, after *assessments.ListRow) {
	in.count[kind]++
	in.changes = append(in.changes, rowChange{kind, before, after})
}

// naming are the columns that name a row. A doubt about one of them is no name.
var naming = []string{"emp_ref", "registry_id", "supplier_name", "goods_hs", "parts"}

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
	for _, name := range naming {
		if out[name] == rules.DontKnow {
			delete(out, name)
		}
	}
	return out
}
