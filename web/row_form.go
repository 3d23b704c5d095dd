package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// typedCell is one cell of a row form: what is typed, or the way out that is ticked. A blank without
// a way out is no answer.
type typedCell struct{ text, out string }

// typedRow is a row form that came in. was is each cell as the form showed it: a cell that is still
// the same was not touched, whatever the list holds by now.
type typedRow struct {
	form  Form
	cells map[string]typedCell
	was   map[string]typedCell
}

// The ways out of a cell: "none", and "not known".
const (
	outNone = "none"
	outDont = rules.DontKnow
)

// takeRow reads a row form. What looks like the number of a document is complained about and not
// kept, so that no page shows it again.
func (p *Portal) takeRow(c *fiber.Ctx, list string) typedRow {
	var names []string
	for _, column := range p.columns(list) {
		names = append(names, column.Key, column.Key+".instead", "was."+column.Key, "was."+column.Key+".instead")
	}
	t := typedRow{form: postedForm(c, append(names, "choose")...), cells: map[string]typedCell{}, was: map[string]typedCell{}}
	for _, column := range p.columns(list) {
		key := column.Key
		t.was[key] = typedCell{strings.TrimSpace(t.form.Value("was." + key)), wayOut(t.form.Value("was." + key + ".instead"))}
		cell := typedCell{strings.TrimSpace(t.form.Value(key)), wayOut(t.form.Value(key + ".instead"))}
		if column.Refuses(t.was[key].text) {
			t.was[key] = typedCell{}
		}
		switch was := t.was[key]; {
		case column.Refuses(cell.text):
			t.form.Complain(key, station.Say("row.document"))
			cell.text = ""
		case cell.text == "" || cell.out == "":
		case cell.out == was.out:
			cell.out = "" // the way out was there before: what is typed is what is meant
		case cell.text == was.text:
			cell.text = ""
		default:
			t.form.Complain(key, station.Say("row.both"))
		}
		t.cells[key] = cell
	}
	return t
}

func wayOut(s string) string {
	if s == outNone || s == outDont {
		return s
	}
	return ""
}

func (t typedRow) touched(key string) bool { return t.cells[key] != t.was[key] }

// shownCell is a kept cell as the form shows it. A select shows the code, which no language changes.
func shownCell(lang string, column sheets.Column, cells rules.Row) typedCell {
	v, known := cells[column.Key]
	items, isSet := v.([]any)
	switch {
	case !known:
		return typedCell{}
	case v == nil, isSet && len(items) == 0:
		return typedCell{out: outNone}
	case v == rules.DontKnow:
		return typedCell{out: outDont}
	case column.Type == "boolean", column.Type == "enum":
		return typedCell{text: fmt.Sprint(v)}
	case column.Form == "country":
		return typedCell{text: countryName(lang, fmt.Sprint(v))}
	}
	return typedCell{text: inWords(lang, column, cells)}
}

// inWords writes a cell so that the import understands it again.
func inWords(lang string, column sheets.Column, cells rules.Row) string {
	shown := sheets.Tabulate("", []sheets.Column{column}, []sheets.Row{{Values: cells}}, lang).Rows[0][0]
	if shown == nil {
		return ""
	}
	return fmt.Sprint(shown)
}

// shownRow is every cell of a kept row as the form shows it.
func (p *Portal) shownCells(lang, list string, cells rules.Row) map[string]typedCell {
	out := map[string]typedCell{}
	for _, column := range p.columns(list) {
		out[column.Key] = shownCell(lang, column, cells)
	}
	return out
}

// finish reads what was typed the way a file is read, so that the same checks and the same refusals
// hold, and puts the touched cells over the row as it is. The others stay exactly as they are.
func (p *Portal) finish(list string, t *typedRow, old rules.Row, lang string) (assessments.ListRow, error) {
	result, err := p.readTyped(list, *t, old, lang)
	if f, ok := station.AsFault(err); ok {
		t.form.Complain("", f.Say)
		return assessments.ListRow{}, nil
	}
	if err != nil {
		return assessments.ListRow{}, err
	}
	for _, complaint := range result.Complaints {
		if complaint.Level == sheets.Error && (t.touched(complaint.Key) || len(result.Rows) == 0) {
			t.form.Complain(complaint.Key, complaint.Text)
		}
	}
	if len(result.Rows) == 0 && len(t.form.Errors) == 0 {
		t.form.Complain(p.columns(list)[0].Key, station.Say("row.empty"))
	}
	if len(t.form.Errors) > 0 {
		return assessments.ListRow{}, nil
	}
	cells := maps.Clone(old)
	if cells == nil {
		cells = rules.Row{}
	}
	read := p.cells(list, result.Rows[0])
	for _, column := range p.columns(list) {
		if t.touched(column.Key) {
			p.put(list, cells, column, t.cells[column.Key], read)
		}
	}
	return assessments.ListRow{Key: assessments.RowKey(list, cells), Cells: cells}, nil
}

// put writes one touched cell into a row. A blank is absent: what that means, the engine knows.
func (p *Portal) put(list string, cells rules.Row, column sheets.Column, typed typedCell, read rules.Row) {
	delete(cells, column.Key)
	v, known := read[column.Key]
	switch {
	case typed.out == outNone && column.Type == "set":
		cells[column.Key] = []any{}
	case typed.out == outNone && p.mayBeNone(list, column):
		cells[column.Key] = nil
	case typed.out == outDont && !slices.Contains(naming, column.Key):
		cells[column.Key] = rules.DontKnow
	case typed.out == "" && typed.text != "" && known:
		cells[column.Key] = v
	}
}

// mayBeNone says whether "none" is an answer of a column.
func (p *Portal) mayBeNone(list string, column sheets.Column) bool {
	scope, _ := assessments.ListScope(list)
	key, ok := p.rooms.Checks.Engine().Keys().Find(scope, column.Key)
	return column.Type == "set" || ok && key.Nullable
}

// readTyped lets the import read one typed row, with the cells that were not touched as they are kept.
func (p *Portal) readTyped(list string, t typedRow, old rules.Row, lang string) (sheets.Result, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	var header, line []string
	for _, column := range p.columns(list) {
		cell, text := t.cells[column.Key], ""
		switch {
		case !t.touched(column.Key):
			text = inWords(lang, column, old)
		case cell.out == outNone:
			text = "none"
		case cell.out == outDont:
			text = "unknown"
		default:
			text = sheets.Guarded(cell.text)
		}
		header, line = append(header, column.Label(lang)), append(line, text)
	}
	if err := w.WriteAll([][]string{header, line}); err != nil {
		return sheets.Result{}, err
	}
	book, err := sheets.Open("row.csv", out.Bytes(), sheets.Limits{})
	if err != nil {
		return sheets.Result{}, err
	}
	y, m, d := p.clock().In(shanghai).Date()
	sheet := book.Default()
	return sheets.Read(sheet, 1, sheets.Match(sheet.Header(1), p.columns(list), nil), p.columns(list), time.Date(y, m, d, 0, 0, 0, 0, time.UTC), 2)
}
