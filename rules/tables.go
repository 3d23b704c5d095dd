package rules

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// table says what a row of a table under tables/ holds. Data keepers add rows; a rule reads those that
// hold on the day it is judged.
type table struct {
	area    station.Area // whose register of instruments the sources stand in
	columns []string     // that every row fills
	free    []string     // that it may leave out
	values  []string     // that the column value may take; none = an amount above 0
}

var tables = map[string]table{
	"minimum_wages": {area: station.Employee, columns: []string{"country", "region", "from", "value", "currency", "source", "checked"}},
	"fraud_areas":   {area: station.Employee, columns: []string{"country", "region", "from", "set_by", "source"}, free: []string{"to"}},
	"risk_tiers":    {area: station.Supply, columns: []string{"country", "from", "value", "set_by", "source"}, values: []string{"normal", "elevated", "high"}},
}

// loadTables refuses a row that would be read wrongly or not at all.
func (e *Engine) loadTables(src *source) error {
	var faults []error
	kept, _ := src.data["tables"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		fault := func(err error) { faults = append(faults, inFile("tables/"+name+"/data.yaml", err)) }
		t, known := tables[name]
		file, _ := kept[name].(map[string]any)
		rows, isList := file["rows"].([]any)
		switch {
		case !known:
			fault(unfit("unfit.t_unread", "no rule reads such a table"))
			continue
		case !isList || len(file) != 1:
			fault(unfit("unfit.t_rows", "holds rows and nothing else"))
			continue
		}
		first := map[string]int{}
		for i, raw := range rows {
			row, _ := raw.(map[string]any)
			if err := e.checkTableRow(t, row); err != nil {
				fault(within(fmt.Sprintf("row %d (%s)", i+1, text(row, "country")), err))
				continue
			}
			key := text(row, "country") + "/" + text(row, "region") + " from " + text(row, "from")
			if first[key] > 0 {
				fault(unfit("unfit.t_twice", "row %d: %s stands in row %d already", i+1, key, first[key]))
			}
			first[key] = cmp.Or(first[key], i+1)
		}
	}
	return errors.Join(faults...)
}

func (e *Engine) checkTableRow(t table, row map[string]any) error {
	var faults []error
	empty := func(column string) bool { return row[column] == nil || row[column] == "" }
	for _, column := range t.columns {
		if empty(column) {
			faults = append(faults, unfit("unfit.lacks", "%s is missing", column))
		}
	}
	for _, column := range slices.Sorted(maps.Keys(row)) {
		switch all := slices.Concat(t.columns, t.free); {
		case !slices.Contains(all, column):
			faults = append(faults, unfit("unfit.t_column", "%s is no column of the table; it has %s", column, strings.Join(all, ", ")))
		case !empty(column):
			if err := e.checkTableCell(t, column, row[column]); err != nil {
				faults = append(faults, within(column, err))
			}
		}
	}
	if to := text(row, "to"); to != "" && to < text(row, "from") {
		faults = append(faults, unfit("unfit.t_to", "to is before from"))
	}
	return errors.Join(faults...)
}

func (e *Engine) checkTableCell(t table, column string, v any) error {
	s, isText := v.(string)
	switch column {
	case "country":
		if _, ok := e.countries[s]; !ok {
			return unfit("unfit.t_country", "%q does not stand in countries/data.yaml", s)
		}
	case "from", "to", "checked":
		if day, err := time.Parse(time.DateOnly, s); err != nil || outOfTime(day) {
			return unfit("unfit.t_date", "%v is not a date (YYYY-MM-DD)", v)
		}
	case "source":
		if _, ok := e.sourcesOf(t.area)[s]; !ok {
			return unfit("unfit.t_source", "%q does not stand in sources/%s/data.yaml", s, t.area)
		}
	case "set_by":
		if !slices.Contains([]string{"law", "practice", "house"}, s) {
			return unfit("unfit.t_set_by", "must be law, practice or house")
		}
	case "currency":
		if !currencyCode.MatchString(s) {
			return unfit("unfit.t_currency", "%q is not a currency code of ISO 4217", s)
		}
	case "region":
		if !isText || strings.TrimSpace(s) != s {
			return unfit("unfit.t_region", `must be a text, "*" for the whole country`)
		}
	case "value":
		return t.checkValue(v)
	}
	return nil
}

func (t table) checkValue(v any) error {
	if t.values != nil {
		if s, _ := v.(string); !slices.Contains(t.values, s) {
			return unfit("unfit.t_value", "must be one of %s", strings.Join(t.values, ", "))
		}
		return nil
	}
	n, _ := v.(json.Number)
	amount, ok := new(big.Rat).SetString(string(n))
	if !ok || amount.Sign() <= 0 || !plainDecimal.MatchString(string(n)) {
		return unfit("unfit.t_amount", "%v is not an amount above 0", v)
	}
	return nil
}
