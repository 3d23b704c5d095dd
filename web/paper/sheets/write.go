package sheets

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Table is what is written out: a header and rows of string, json.Number, bool, int, float64 or nil.
type Table struct {
	Sheet  string
	Header []string
	Rows   [][]any
}

// dangerous says whether a spreadsheet could take a text for a formula, also one that was defused before.
func dangerous(s string) bool {
	s = strings.TrimLeft(s, " \u00a0\u3000'")
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}

// Guarded defuses a text that a spreadsheet could take for a formula, with an apostrophe in front.
func Guarded(s string) string {
	if dangerous(s) {
		return "'" + s
	}
	return s
}

// unguarded takes the apostrophe of Guarded away, so that an export reads back as it was.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && dangerous(rest) {
		return rest
	}
	return s
}

// WriteCSV writes UTF-8 with the mark that Excel needs to see Chinese.
func WriteCSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\xEF\xBB\xBF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, 0, len(t.Header))
	for _, h := range t.Header {
		record = append(record, Guarded(h))
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		record = record[:0]
		for _, v := range row {
			record = append(record, csvCell(v))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvCell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case json.Number:
		if _, ok := rational(v.String()); ok {
			return v.String()
		}
		return Guarded(v.String())
	case int, int64, float64, bool:
		return fmt.Sprint(v)
	}
	return Guarded(fmt.Sprint(v))
}

// WriteXLSX writes one sheet as a stream. Every text is a text cell and defused besides.
func WriteXLSX(w io.Writer, t Table) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	name := sheetName(t.Sheet)
	if err := f.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Color: []string{"EEF2F6"}, Pattern: 1}})
	if err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(t.Header))
	for i, h := range t.Header {
		head[i] = excelize.Cell{StyleID: bold, Value: Guarded(h)}
	}
	if err := sw.SetRow("A1", head); err != nil {
		return err
	}
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for j, v := range row {
			cells[j] = xlsxCell(v)
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+2), cells); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// xlsxCell keeps numbers of up to 15 digits as numbers; longer ones would lose digits.
func xlsxCell(v any) any {
	switch v := v.(type) {
	case nil, bool, int, int64, float64:
		return v
	case json.Number:
		if f, err := v.Float64(); err == nil && len(v) <= 15 {
			return f
		}
		return v.String()
	}
	return Guarded(fmt.Sprint(v))
}

// sheetName keeps to what Excel allows for the name of a sheet.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r < 32 {
			return -1
		}
		return r
	}, s)
	runes := []rune(s)
	if len(runes) == 0 {
		return "Sheet1"
	}
	return string(runes[:min(len(runes), 31)])
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Tabulate lays records out under the template's headers, in words that Read understands again.
func Tabulate(sheet string, columns []Column, rows []Row, lang string) Table {
	t := Table{Sheet: sheet}
	for _, c := range columns {
		t.Header = append(t.Header, c.Label(lang))
	}
	for _, row := range rows {
		line := make([]any, len(columns))
		for i := range columns {
			v, known := row.Values[columns[i].Key]
			line[i] = columns[i].shown(v, known, lang)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

// Doubt is a kept cell of which somebody said that it is not known.
const Doubt = "dont_know"

func say(lang, zh, en string) string {
	if lang == "en" {
		return en
	}
	return zh
}

func (c *Column) shown(v any, known bool, lang string) any {
	switch v := v.(type) {
	case nil:
		switch {
		case !known && c.Blank != blankUnknown:
			return say(lang, "未填", "not filled in")
		case known && c.Blank != blankNull:
			return say(lang, "无", "none")
		}
		return nil
	case bool:
		return say(lang, map[bool]string{true: "是", false: "否"}[v], map[bool]string{true: "Yes", false: "No"}[v])
	case []any: // a set as it was kept
		items := make([]string, len(v))
		for i, item := range v {
			items[i], _ = item.(string)
		}
		return c.shown(items, known, lang)
	case []string:
		if len(v) == 0 {
			return say(lang, "无", "none")
		}
		labels := make([]string, len(v))
		for i, code := range v {
			labels[i] = c.labelOf(code, lang)
		}
		return strings.Join(labels, ";")
	case string:
		if v == Doubt {
			return say(lang, "不清楚", "unknown")
		}
		return c.labelOf(v, lang)
	}
	return v
}

func (c *Column) labelOf(code, lang string) string {
	for _, v := range c.Values {
		if v.Code == code {
			return v.Label(lang)
		}
	}
	return code
}
