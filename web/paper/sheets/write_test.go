package sheets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestFormulasAreDefusedOnTheWayOutAndComeBackWhole(t *testing.T) {
	texts := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", " =1", "'=1", "''=1", "plain", "-", "'quoted'"}
	for _, s := range texts {
		g := Guarded(s)
		if dangerous(s) != strings.HasPrefix(g, "'"+s[:1]) || unguarded(g) != s {
			t.Errorf("%q becomes %q and comes back as %q", s, g, unguarded(g))
		}
	}
	table := Table{Sheet: "a/b:[c]*?'d", Header: []string{"=h", "n", "b", "nil"}}
	for _, s := range texts {
		table.Rows = append(table.Rows, []any{s, json.Number("-12.5"), true, nil})
	}
	var c, x bytes.Buffer
	if err := firstError(WriteCSV(&c, table), WriteXLSX(&x, table)); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(c.String(), "\xEF\xBB\xBF'=h,n,b,nil\r\n'=1+1,-12.5,true,\r\n") {
		t.Errorf("%q", c.String()[:60])
	}
	f, err := excelize.OpenReader(bytes.NewReader(x.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i := range table.Rows {
		cell := fmt.Sprintf("A%d", i+2)
		if formula, _ := f.GetCellFormula("abcd", cell); formula != "" {
			t.Errorf("%s is a formula", cell)
		}
		if v, _ := f.GetCellValue("abcd", cell); dangerous(v) && v[0] != '\'' {
			t.Errorf("%s holds %q", cell, v)
		}
	}
}

func TestAnExportReadsBackAsItWas(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		columns := employees(t)
		rows := []Row{
			{Values: map[string]any{"emp_ref": "A-01", "name_masked": "张*", "nationality": "CN", "insurance": []string{"medevac", "war"}, "contract_signed": true,
				"contract_end": nil, "noncompete_pay": nil, "left_at": "2026-11-01T14:30", "monthly_wage": json.Number("12345.5"), "visa_type": "business", "permanent_resident": false}},
			{Values: map[string]any{"emp_ref": "0002", "insurance": []string{}, "contract_signed": false, "visa_expiry": "2027-01-01", "post_region": "=HYPERLINK(1)"}},
		}
		for name, write := range map[string]func(*bytes.Buffer, Table) error{
			"csv":  func(b *bytes.Buffer, t Table) error { return WriteCSV(b, t) },
			"xlsx": func(b *bytes.Buffer, t Table) error { return WriteXLSX(b, t) },
		} {
			var b bytes.Buffer
			if err := write(&b, Tabulate("员工", columns, rows, lang)); err != nil {
				t.Fatal(err)
			}
			r := whole(t, b.Bytes(), columns)
			if d := Diff(rows, r.Rows, EmployeeKey); len(d.Same) != 2 {
				t.Errorf("%s %s: %+v %+v", lang, name, d, r.Complaints)
			}
		}
	}
}

func TestTheTemplateExplainsItselfAndReadsBack(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, columns := range [][]Column{suppliers(t), employees(t)} {
			data, err := Template(columns, lang)
			if err != nil {
				t.Fatal(err)
			}
			w := opened(t, data)
			s := w.Default()
			m := Match(s.Header(1), columns, nil)
			if len(m.Pairs) != len(columns) || len(m.Unmatched) != 0 || GuessHeader(s, columns).Row != 1 {
				t.Errorf("%s: %d of %d headers, unmatched %v", lang, len(m.Pairs), len(columns), m.Unmatched)
			}
			if r, err := Read(s, 1, m, columns, asOf()); err != nil || len(r.Rows) != 0 || r.Errors != 0 {
				t.Errorf("an empty template has no rows and no errors: %v %+v", err, r)
			}
			if len(w.Sheets) != 3 || !w.Sheets[2].Hidden || w.Sheets[1].Rows() != len(columns)+1 {
				t.Errorf("%s: sheets %d, help rows %d", lang, len(w.Sheets), w.Sheets[1].Rows())
			}
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			validations, err := f.GetDataValidations(s.Name)
			if err != nil || len(validations) != dropDownsOf(columns) {
				t.Errorf("%d drop-downs, want %d (%v)", len(validations), dropDownsOf(columns), err)
			}
		}
	}
}

func dropDownsOf(columns []Column) int {
	n := 0
	for _, c := range columns {
		if c.Type == "boolean" || c.Type == "enum" {
			n++
		}
	}
	return n
}

func TestEveryDropDownEntryMeansItsValue(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, c := range append(employees(t), suppliers(t)...) {
			for i, label := range c.choices(lang) {
				u := c.understand(Cell{Raw: label}, asOf())
				var want any = i == 0
				if c.Type == "enum" {
					want = c.Values[i].Code
				}
				if !reflect.DeepEqual(u.value, want) {
					t.Errorf("%s %s: %v, want %v", c.Key, label, u.value, want)
				}
			}
		}
	}
}
