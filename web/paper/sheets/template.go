package sheets

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Template is an empty list to fill in: headers, drop-downs, and a sheet that explains every column.
// Codes with leading zeros and long numbers are text columns, so that the spreadsheet cannot spoil them.
func Template(columns []Column, lang string) (data []byte, err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	t := templateWriter{f: f, lang: lang, list: say(lang, "清单", "List"), help: say(lang, "填写说明", "Help"), options: say(lang, "选项", "Options")}
	steps := []func([]Column) error{t.sheets, t.headers, t.dropDowns, t.explain}
	for _, step := range steps {
		if err := step(columns); err != nil {
			return nil, fmt.Errorf("sheets: template: %w", err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, fmt.Errorf("sheets: template: %w", err)
	}
	return b.Bytes(), nil
}

type templateWriter struct {
	f                   *excelize.File
	lang                string
	list, help, options string
}

func (t *templateWriter) sheets([]Column) error {
	if err := t.f.SetSheetName("Sheet1", t.list); err != nil {
		return err
	}
	for _, name := range []string{t.help, t.options} {
		if _, err := t.f.NewSheet(name); err != nil {
			return err
		}
	}
	return t.f.SetSheetVisible(t.options, false)
}

func (t *templateWriter) headers(columns []Column) error {
	needed, err := t.style("FFF3D6", false)
	if err != nil {
		return err
	}
	free, err := t.style("EEF2F6", false)
	if err != nil {
		return err
	}
	asText, err := t.f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	for i, c := range columns {
		letter, style, label := Letter(i), free, c.Label(t.lang)
		if c.Required {
			style, label = needed, label+" *"
		}
		if keepsZeros(c) {
			if err := t.f.SetColStyle(t.list, letter, asText); err != nil {
				return err
			}
		}
		if err := firstError(
			t.f.SetCellStr(t.list, letter+"1", label),
			t.f.SetCellStyle(t.list, letter+"1", letter+"1", style),
			t.f.SetColWidth(t.list, letter, letter, float64(max(12, min(30, 2*len([]rune(label))+2)))),
		); err != nil {
			return err
		}
	}
	return t.f.SetPanes(t.list, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func keepsZeros(c Column) bool {
	return c.Form == "hs" || c.Form == "registry" || c.Form == "reference"
}

func (t *templateWriter) style(colour string, wrap bool) (int, error) {
	s := &excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: wrap, Vertical: "top"}}
	if colour != "" {
		s.Fill = excelize.Fill{Type: "pattern", Color: []string{colour}, Pattern: 1}
	}
	return t.f.NewStyle(s)
}

// dropDowns puts the labels of each enum into a hidden sheet, because a list written into the validation itself
// may not exceed 255 characters.
func (t *templateWriter) dropDowns(columns []Column) error {
	used := 0
	for i, c := range columns {
		labels := c.choices(t.lang)
		if len(labels) == 0 {
			continue
		}
		from := Letter(used)
		for row, label := range labels {
			if err := t.f.SetCellStr(t.options, fmt.Sprintf("%s%d", from, row+1), label); err != nil {
				return err
			}
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = fmt.Sprintf("%s2:%s5001", Letter(i), Letter(i))
		v.SetSqrefDropList(fmt.Sprintf("'%s'!$%s$1:$%s$%d", t.options, from, from, len(labels)))
		v.SetError(excelize.DataValidationErrorStyleWarning, c.Label(t.lang), say(t.lang, "请从下拉里选一项。", "Choose from the list."))
		if err := t.f.AddDataValidation(t.list, v); err != nil {
			return err
		}
		used++
	}
	return nil
}

// choices are the entries of a drop-down. A set has none: it takes several values in one cell.
func (c Column) choices(lang string) []string {
	switch c.Type {
	case "boolean":
		return []string{say(lang, "是", "Yes"), say(lang, "否", "No")}
	case "enum":
		return c.labels(lang)
	}
	return nil
}

func (c Column) labels(lang string) []string {
	out := make([]string, len(c.Values))
	for i, v := range c.Values {
		out[i] = v.Label(lang)
	}
	return out
}

func (t *templateWriter) explain(columns []Column) error {
	head, err := t.style("EEF2F6", false)
	if err != nil {
		return err
	}
	titles := []string{"列名", "必填", "怎么填", "可填的值", "格式"}
	if t.lang == "en" {
		titles = []string{"Column", "Required", "How to fill it in", "Values", "Format"}
	}
	if err := t.f.SetSheetRow(t.help, "A1", &titles); err != nil {
		return err
	}
	for i, c := range columns {
		values := c.choices(t.lang)
		if c.Type == "set" {
			values = c.labels(t.lang)
		}
		row := []string{c.Label(t.lang), say(t.lang, map[bool]string{true: "是"}[c.Required], map[bool]string{true: "Yes"}[c.Required]),
			c.Help(t.lang), strings.Join(values, say(t.lang, "、", "; ")), t.format(c)}
		if err := t.f.SetSheetRow(t.help, fmt.Sprintf("A%d", i+2), &row); err != nil {
			return err
		}
	}
	return firstError(t.f.SetCellStyle(t.help, "A1", "E1", head), t.f.SetColWidth(t.help, "A", "A", 28), t.f.SetColWidth(t.help, "C", "D", 60))
}

func (t *templateWriter) format(c Column) string {
	switch {
	case c.Type == "date":
		return "2026-11-23"
	case c.Type == "datetime":
		return "2026-11-23 14:30"
	case c.Type == "set":
		return say(t.lang, "用分号隔开", "parted by semicolons")
	case c.Form == "ratio":
		return "12%"
	case c.Form == "percent":
		return "0–100"
	}
	return ""
}
