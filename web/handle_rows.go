package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// RowPage edits one row of a list, or adds one. Page "list_row". Inputs: one a column.
type RowPage struct {
	Chrome
	Form      Form
	Kind      string
	Title     string
	Action    string
	RemoveURL string // POST; empty for a new row
	BackURL   string
	Hidden    []Hidden
	Fields    []Field // columns that rules read
	More      []Field // the others
	Missing   int     // of the read columns, still empty
}

// editedRow is a row being edited: its place in the list, or -1 for a new one.
type editedRow struct {
	list  *assessments.List
	place int
}

func (p *Portal) findRow(c *fiber.Ctx) (editedRow, error) {
	name, err := listName(c)
	if err != nil {
		return editedRow{}, err
	}
	list, err := p.rooms.Checks.List(c.UserContext(), scope(c), name)
	if err != nil {
		return editedRow{}, err
	}
	if c.Params("row") == "new" {
		return editedRow{list, -1}, nil
	}
	place, err := strconv.Atoi(c.Params("row"))
	if err != nil || place < 1 || place > len(list.Rows) {
		return editedRow{}, fiber.ErrNotFound
	}
	return editedRow{list, place - 1}, nil
}

func (p *Portal) showRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil {
		return err
	}
	ok, err := p.rowsAgreed(c, e.list.Name)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/lists/"+e.list.Name+"/consent", fiber.StatusSeeOther)
	}
	return p.rowPage(c, fiber.StatusOK, e, Form{})
}

func (p *Portal) rowPage(c *fiber.Ctx, status int, e editedRow, form Form) error {
	lang, name := p.lang(c), e.list.Name
	row := sheets.Row{}
	title := p.say(lang, "row.new")
	if e.place >= 0 {
		row.Values = e.list.Rows[e.place].Cells
		title = p.rowTitle(name, e.list.Rows[e.place])
	}
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(name)), URL: "/lists/" + name}, Crumb{Label: title})
	page := RowPage{Chrome: chrome, Form: form, Kind: kindOf(name), Title: title, BackURL: "/lists/" + name, Action: rowURL(name, e.place),
		Hidden: []Hidden{{"base", strconv.FormatInt(e.list.Version, 10)}, {"request", uuid.NewString()}}}
	if e.place >= 0 {
		page.RemoveURL = page.Action + "/remove"
	}
	read := p.readColumns(name)
	for _, column := range p.columns[name] {
		f := p.rowField(lang, column, row, form)
		if !read[column.Key] && !column.Identity {
			page.More = append(page.More, f)
			continue
		}
		if f.Value == "" && len(f.Values) == 0 {
			page.Missing++
		}
		page.Fields = append(page.Fields, f)
	}
	return p.page(c, status, "list_row", page)
}

func rowURL(list string, place int) string {
	if place < 0 {
		return "/lists/" + list + "/rows/new"
	}
	return fmt.Sprintf("/lists/%s/rows/%d", list, place+1)
}

// rowTitle names a row: a supplier by name, an employee by reference.
func (p *Portal) rowTitle(list string, row assessments.ListRow) string {
	for _, key := range []string{"supplier_name", "emp_ref"} {
		if s, ok := row.Cells[key].(string); ok {
			return s
		}
	}
	return list
}

// readColumns are the columns that rules read or that name a row.
func (p *Portal) readColumns(list string) map[string]bool {
	out := map[string]bool{}
	scope, _ := assessments.ListScope(list)
	for _, key := range p.rooms.Checks.Engine().SheetKeys("full", station.Areas())[scope] {
		out[key.Name] = true
	}
	return out
}

// rowField draws a column as a field, with the cell or what was just posted, in words that the
// import understands again.
func (p *Portal) rowField(lang string, column sheets.Column, row sheets.Row, form Form) Field {
	f := Field{Kind: "text", ID: ID(column.Key), Name: column.Key, Label: column.Label(lang), Help: column.Help(lang), Optional: !column.Identity}
	if wrong, is := form.Wrong(column.Key); is {
		f.Error = p.words.T(lang, wrong)
	}
	if form.Values != nil {
		f.Value = form.Value(column.Key)
	} else if _, known := row.Values[column.Key]; known {
		shown := sheets.Tabulate("", []sheets.Column{column}, []sheets.Row{row}, lang).Rows[0][0]
		if shown != nil {
			f.Value = fmt.Sprint(shown)
		}
	}
	switch column.Type {
	case "boolean", "enum":
		f.Kind = "select"
		for _, v := range p.columnChoices(lang, column) {
			f.Options = append(f.Options, Option{Value: v, Label: v})
		}
		if f.Value != "" && !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == f.Value }) {
			f.Options = append(f.Options, Option{Value: f.Value, Label: f.Value})
		}
	case "integer", "decimal":
		f.Kind, f.Unit = "number", p.unit(lang, column.Unit)
	}
	return f
}

func (p *Portal) columnChoices(lang string, column sheets.Column) []string {
	if column.Type == "boolean" {
		return []string{p.say(lang, "answer.yes"), p.say(lang, "answer.no")}
	}
	var out []string
	for _, v := range column.Values {
		out = append(out, map[string]string{Chinese: v.Zh, English: v.En}[lang])
	}
	return out
}

// saveRow reads a typed row the way a file is read, so that the same checks and the same refusals
// hold, and puts it in its place.
func (p *Portal) saveRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil {
		return err
	}
	if ok, err := p.rowsAgreed(c, e.list.Name); err != nil || !ok {
		if err != nil {
			return err
		}
		return c.Redirect("/lists/"+e.list.Name+"/consent", fiber.StatusSeeOther)
	}
	form := postedForm(c, p.columnNames(e.list.Name)...)
	row, err := p.typedRow(e.list.Name, &form, p.lang(c))
	if err != nil {
		return err
	}
	if len(form.Errors) > 0 {
		return p.rowPage(c, fiber.StatusUnprocessableEntity, e, form)
	}
	rows := slices.Clone(e.list.Rows)
	if e.place < 0 {
		rows = append(rows, row)
	} else {
		rows[e.place] = row
	}
	for i, other := range rows {
		if other.Key == row.Key && i != e.place && (e.place >= 0 || i != len(rows)-1) {
			form.Complain(p.columns[e.list.Name][0].Key, station.Say("row.twice"))
			return p.rowPage(c, fiber.StatusUnprocessableEntity, e, form)
		}
	}
	return p.putRows(c, e, rows, form)
}

func (p *Portal) columnNames(list string) []string {
	var out []string
	for _, column := range p.columns[list] {
		out = append(out, column.Key)
	}
	return out
}

func (p *Portal) putRows(c *fiber.Ctx, e editedRow, rows []assessments.ListRow, form Form) error {
	base, _ := strconv.ParseInt(c.FormValue("base"), 10, 64)
	_, err := p.rooms.Checks.PutList(c.UserContext(), scope(c), e.list.Name, requestID(c), rows, e.list.Mapping, base)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Complain("", f.Say)
		return p.rowPage(c, fiber.StatusConflict, e, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/lists/"+e.list.Name, fiber.StatusSeeOther)
}

// typedRow lets the import read one typed row.
func (p *Portal) typedRow(list string, form *Form, lang string) (assessments.ListRow, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	var header, cells []string
	for _, column := range p.columns[list] {
		header, cells = append(header, column.Label(lang)), append(cells, form.Value(column.Key))
	}
	if err := w.WriteAll([][]string{header, cells}); err != nil {
		return assessments.ListRow{}, err
	}
	book, err := sheets.Open("row.csv", out.Bytes(), sheets.Limits{})
	if f, ok := station.AsFault(err); ok {
		form.Complain("", f.Say)
		return assessments.ListRow{}, nil
	}
	if err != nil {
		return assessments.ListRow{}, err
	}
	y, m, d := p.clock().In(shanghai).Date()
	sheet := book.Default()
	result, err := sheets.Read(sheet, 1, sheets.Match(sheet.Header(1), p.columns[list], nil), p.columns[list], time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
	if err != nil {
		return assessments.ListRow{}, err
	}
	for _, complaint := range result.Complaints {
		if complaint.Level == sheets.Error {
			form.Complain(complaint.Key, complaint.Text)
		}
	}
	if len(result.Rows) == 0 {
		if len(form.Errors) == 0 {
			form.Complain(p.columns[list][0].Key, station.Say("row.empty"))
		}
		return assessments.ListRow{}, nil
	}
	values := p.cells(list, result.Rows[0])
	return assessments.ListRow{Key: assessments.RowKey(list, values), Cells: values}, nil
}

// removeRow takes one row out of a list.
func (p *Portal) removeRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil || e.place < 0 {
		return fiber.ErrNotFound
	}
	return p.putRows(c, e, slices.Delete(slices.Clone(e.list.Rows), e.place, e.place+1), Form{})
}
