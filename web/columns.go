package web

import (
	"encoding/json"
	"fmt"
	"sync/atomic"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// Columns reads the columns of both lists from rules, by list. A release whose columns cannot be read
// is not fit to come into force.
func Columns(e *rules.Engine) (map[string][]sheets.Column, error) {
	out := map[string][]sheets.Column{}
	for _, list := range []string{assessments.ListSuppliers, assessments.ListEmployees} {
		text, err := json.Marshal(e.Data("lists", list))
		if err != nil {
			return nil, fmt.Errorf("lists/%s/data.yaml: %w", list, err)
		}
		if out[list], err = sheets.ParseColumns(text); err != nil { // JSON is YAML
			return nil, fmt.Errorf("lists/%s/data.yaml: %w", list, err)
		}
	}
	return out, nil
}

// columnBook holds the columns of the rules that were in force when a page was last asked for.
type columnBook struct{ last atomic.Pointer[columnSet] }

type columnSet struct {
	engine *rules.Engine
	of     map[string][]sheets.Column
}

// columns are the columns of a list by the rules in force. Rules that came into force have columns
// that can be read; if they had not, those of before go on.
func (p *Portal) columns(list string) []sheets.Column {
	e, last := p.rooms.Checks.Engine(), p.columnBook.last.Load()
	if last != nil && last.engine == e {
		return last.of[list]
	}
	of, err := Columns(e)
	if err != nil {
		p.log.Error("columns of the rules in force", "error", err, "digest", e.Digest)
		if last == nil {
			return nil
		}
		return last.of[list]
	}
	p.columnBook.last.Store(&columnSet{e, of})
	return of[list]
}
