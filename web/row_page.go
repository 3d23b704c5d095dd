package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// RowPage edits one row of a list, or adds one. Page "list_row". Inputs: one a column, each with its
// <key>.instead, was.<key> and was.<key>.instead; base, seen, choose.
type RowPage struct {
	Chrome
	Form      Form
	Kind      string
	Title     string
	Action    string
	RemoveURL string // POST; empty for a new row
	BackURL   string
	Hidden    []Hidden // of both forms
	Was       []Hidden // the cells as they were shown, to tell which were touched
	Fields    []Field  // columns that rules read
	More      []Field  // the others
	Missing   int      // of the read columns, still empty
	Changed   bool     // by somebody else since it was opened: Both shows where
	Both      []RowDiff
}

// RowDiff is one cell of which two people think differently: as it was, as it was typed, as it is now.
type RowDiff struct{ Column, Was, Mine, Now string }

// rowPage draws a row form: as the row is, or as it came in.
func (p *Portal) rowPage(c *fiber.Ctx, status int, e editedRow, t *typedRow) error {
	lang := p.lang(c)
	now := p.shownCells(lang, e.list, e.row.Cells)
	if t == nil {
		t = &typedRow{cells: now, was: now}
	}
	title := p.say(lang, "row.new")
	switch {
	case e.gone:
		title = p.typedTitle(e.list, *t)
	case e.id != newRow:
		title = p.rowTitle(e.list, e.row)
	}
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(e.list)), URL: "/lists/" + e.list}, Crumb{Label: title})
	page := RowPage{Chrome: chrome, Form: t.form, Kind: kindOf(e.list), Title: title, BackURL: "/lists/" + e.list, Action: rowURL(e.list, e.id),
		Hidden: []Hidden{{"base", e.base}, {"rules", p.rooms.Checks.Engine().Digest}}}
	switch {
	case e.gone: // what was typed can be saved as a row of its own
		page.Action, t.was = rowURL(e.list, newRow), map[string]typedCell{}
	case e.id != newRow:
		page.RemoveURL = page.Action + "/remove"
	}
	if e.changed {
		page.Hidden = append(page.Hidden, Hidden{"seen", e.row.Digest()})
		page.Changed, page.Both = true, p.both(lang, e.list, *t, now)
	}
	read := p.readColumns(e.list)
	for _, column := range p.columns(e.list) {
		page.Was = append(page.Was, hiddenCell("was."+column.Key, t.was[column.Key])...)
		f := p.rowField(lang, e.list, column, t.cells[column.Key], t.form)
		if !read[column.Key] && !column.Identity {
			page.More = append(page.More, f)
			continue
		}
		if t.cells[column.Key] == (typedCell{}) {
			page.Missing++
		}
		page.Fields = append(page.Fields, f)
	}
	return p.page(c, status, "list_row", page)
}

func hiddenCell(name string, cell typedCell) []Hidden {
	var out []Hidden
	if cell.text != "" {
		out = append(out, Hidden{name, cell.text})
	}
	if cell.out != "" {
		out = append(out, Hidden{name + ".instead", cell.out})
	}
	return out
}

// typedTitle names a row that is gone by what was typed.
func (p *Portal) typedTitle(list string, t typedRow) string {
	cells := rules.Row{}
	for _, key := range naming {
		if text := t.cells[key].text; text != "" {
			cells[key] = text
		}
	}
	return p.rowTitle(list, assessments.ListRow{Cells: cells})
}

// both sets the cells side by side that this person or the other one has changed.
func (p *Portal) both(lang, list string, t typedRow, now map[string]typedCell) []RowDiff {
	var out []RowDiff
	for _, column := range p.columns(list) {
		was, mine, is := t.was[column.Key], t.cells[column.Key], now[column.Key]
		if was == mine && was == is {
			continue
		}
		diff := RowDiff{Column: column.Label(lang), Was: p.cellWords(lang, column, was), Mine: p.cellWords(lang, column, mine), Now: p.cellWords(lang, column, is)}
		if was == mine {
			diff.Mine = p.say(lang, "row.untouched")
		}
		out = append(out, diff)
	}
	return out
}

func (p *Portal) cellWords(lang string, column sheets.Column, cell typedCell) string {
	switch {
	case cell.out == outNone:
		return p.say(lang, "answer.none")
	case cell.out == outDont:
		return p.say(lang, "answer.dont_know")
	case cell.text == "":
		return "–"
	}
	for _, o := range p.columnChoices(lang, column) {
		if o.Value == cell.text {
			return o.Label
		}
	}
	return cell.text
}

// newRow stands in an address for a row that is not there yet.
const newRow = "new"

func rowURL(list, id string) string { return "/lists/" + list + "/rows/" + id }

// readColumns are the columns that rules read or that name a row.
func (p *Portal) readColumns(list string) map[string]bool {
	out := map[string]bool{}
	scope, _ := assessments.ListScope(list)
	for _, key := range p.rooms.Checks.Engine().SheetKeys("full", station.Areas())[scope] {
		out[key.Name] = true
	}
	return out
}

// rowField draws a column as a field with its ways out: "none" where that is an answer, "not known"
// where an empty cell would mean something else.
func (p *Portal) rowField(lang, list string, column sheets.Column, cell typedCell, form Form) Field {
	f := Field{Kind: "text", ID: ID(column.Key), Name: column.Key, Label: column.Label(lang), Help: column.Help(lang), Optional: !column.Identity, Value: cell.text, Out: cell.out}
	if wrong, is := form.Wrong(column.Key); is {
		f.Error = p.words.T(lang, wrong)
	}
	switch column.Type {
	case "boolean", "enum":
		f.Kind, f.Options = "select", p.columnChoices(lang, column)
		known := cell.text == ""
		for _, o := range f.Options {
			known = known || o.Value == cell.text
		}
		if !known {
			f.Options = append(f.Options, Option{Value: cell.text, Label: cell.text})
		}
	case "integer", "decimal":
		f.Kind, f.Unit = "number", p.unit(lang, column.Unit)
	}
	scope, _ := assessments.ListScope(list)
	key, ok := p.rooms.Checks.Engine().Keys().Find(scope, column.Key)
	if p.mayBeNone(list, column) || cell.out == outNone {
		f.Outs = append(f.Outs, Option{Value: outNone, Label: p.say(lang, "answer.none")})
	}
	if ok && key.HasBlank || cell.out == outDont {
		f.Outs = append(f.Outs, Option{Value: outDont, Label: p.say(lang, "answer.dont_know")})
	}
	return f
}

func (p *Portal) columnChoices(lang string, column sheets.Column) []Option {
	if column.Type == "boolean" {
		return []Option{{Value: "true", Label: p.say(lang, "answer.yes")}, {Value: "false", Label: p.say(lang, "answer.no")}}
	}
	var out []Option
	for _, v := range column.Values {
		if column.Type == "enum" {
			out = append(out, Option{Value: v.Code, Label: v.Label(lang)})
		}
	}
	return out
}
