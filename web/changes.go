package web

import (
	"fmt"
	"reflect"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// shownChanges is how many changed rows one page of a preview shows.
const shownChanges = 50

// shownRows words the changes of one page, from 1, and leads to the pages beside it.
func (p *Portal) shownRows(lang string, in *imported, page int, url string) ([]RowChange, Pager, station.Text) {
	last := max(1, (len(in.changes)+shownChanges-1)/shownChanges)
	page = min(max(page, 1), last)
	from, to := (page-1)*shownChanges, min(page*shownChanges, len(in.changes))
	var out []RowChange
	for _, change := range in.changes[from:to] {
		out = append(out, p.shownRow(lang, in.list, change))
	}
	pager := Pager{}
	if page > 1 {
		pager.Prev = fmt.Sprintf("%s?page=%d", url, page-1)
	}
	if page < last {
		pager.Next = fmt.Sprintf("%s?page=%d", url, page+1)
	}
	return out, pager, station.Say("preview.changes_part", "from", min(from+1, to), "to", to, "n", len(in.changes))
}

func (p *Portal) shownRow(lang, list string, change rowChange) RowChange {
	named := change.after
	if named == nil {
		named = change.before
	}
	out := RowChange{Kind: change.kind, Name: p.rowTitle(list, *named)}
	if change.kind != rowChanged {
		return out
	}
	for _, column := range p.columns(list) {
		was, had := change.before.Cells[column.Key]
		is, has := change.after.Cells[column.Key]
		if had != has || !reflect.DeepEqual(was, is) {
			out.Cells = append(out.Cells, CellChange{Column: column.Label(lang), Before: p.listCell(lang, column, change.before.Cells).Text,
				After: p.listCell(lang, column, change.after.Cells).Text})
		}
	}
	return out
}

// rowTitle names a row: a supplier by name and goods, an employee by reference.
func (p *Portal) rowTitle(list string, row assessments.ListRow) string {
	said := func(key string) string { s, _ := row.Cells[key].(string); return s }
	if list == assessments.ListEmployees {
		return said("emp_ref")
	}
	name := said("supplier_name")
	for _, key := range []string{"parts", "goods_hs"} {
		if goods := said(key); goods != "" {
			return name + " · " + goods
		}
	}
	return name
}
