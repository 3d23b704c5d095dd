package web

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// kindOf is the word that pages use for a list: supplier or employee.
func kindOf(list string) string {
	scope, _ := assessments.ListScope(list)
	return string(scope)
}

// listName reads the list off the path.
func listName(c *fiber.Ctx) (string, error) {
	name := c.Params("list")
	if _, ok := assessments.ListScope(name); !ok {
		return "", fiber.ErrNotFound
	}
	return name, nil
}

func (p *Portal) showLists(c *fiber.Ctx) error {
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.lists")})
	page := ListsPage{Chrome: chrome}
	_, mayExport := p.rooms.Gate.Admit(c.UserContext(), actor(c), "list.export", actor(c).Company)
	heads, err := p.rooms.Checks.ListHeads(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	for _, name := range []string{assessments.ListSuppliers, assessments.ListEmployees} {
		list := heads[name]
		card := ListCard{Kind: kindOf(name), Rows: list.Rows, Updated: list.At, ViewURL: "/lists/" + name, UploadURL: "/lists/" + name + "/import",
			TemplateURL: "/lists/" + name + "/template.xlsx", AddURL: rowURL(name, newRow), Said: list.Version > 0, NoneURL: "/lists/" + name + "/none", By: list.By}
		if mayExport == nil {
			card.ExportURL = "/lists/" + name + "/export.xlsx"
		}
		page.Lists = append(page.Lists, card)
	}
	return p.page(c, fiber.StatusOK, "lists", page)
}

// shownListRows is how many rows of a list one page shows.
const shownListRows = 50

// showList shows the rows of a list, a page at a time, found by where the page before ended.
func (p *Portal) showList(c *fiber.Ctx) error {
	return p.listPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) listPage(c *fiber.Ctx, status int, form Form) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	heads, err := p.rooms.Checks.ListHeads(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	after, err := strconv.Atoi(c.Query("after"))
	if err != nil {
		after = -1
	}
	before, _ := strconv.Atoi(c.Query("before"))
	part, err := p.rooms.Checks.ListPart(c.UserContext(), scope(c), name, inPlaces(after), inPlaces(before), shownListRows)
	if err != nil {
		return err
	}
	head := heads[name]
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(name))})
	page := ListPage{Chrome: chrome, Kind: kindOf(name), Rows: head.Rows, UploadURL: "/lists/" + name + "/import", AddURL: rowURL(name, newRow), Form: form, Base: head.Version}
	if head.Rows > 0 {
		page.NoneURL = "/lists/" + name + "/none"
		if _, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "list.export", actor(c).Company); err == nil {
			page.ExportURL = "/lists/" + name + "/export.xlsx"
		}
	}
	page.Table = p.listTable(p.lang(c), name, part.Rows)
	if part.Before {
		page.Pager.Prev = fmt.Sprintf("/lists/%s?before=%d", name, part.Rows[0].Position)
	}
	if part.After {
		page.Pager.Next = fmt.Sprintf("/lists/%s?after=%d", name, part.Rows[len(part.Rows)-1].Position)
	}
	return p.page(c, status, "list", page)
}

// inPlaces bounds what stands in an address to the places that a list can have.
func inPlaces(n int) int { return min(max(n, -1), 1<<30) }

// listTable shows the columns of a list that hold anything. The first cell leads to the row.
func (p *Portal) listTable(lang, name string, rows []assessments.ListRow) Table {
	t := Table{Caption: p.say(lang, "lists.kind_"+kindOf(name))}
	var used []sheets.Column
	for _, column := range p.columns(name) {
		for _, row := range rows {
			if _, ok := row.Cells[column.Key]; ok {
				used = append(used, column)
				break
			}
		}
	}
	for _, column := range used {
		number := column.Type == "integer" || column.Type == "decimal"
		t.Columns = append(t.Columns, Column{Label: column.Label(lang), Number: number})
	}
	for _, row := range rows {
		var line Row
		for k, column := range used {
			cell := p.listCell(lang, column, row.Cells)
			if k == 0 {
				cell.URL = rowURL(name, row.ID())
			}
			line.Cells = append(line.Cells, cell)
		}
		t.Rows = append(t.Rows, line)
	}
	return t
}

func (p *Portal) listCell(lang string, column sheets.Column, cells rules.Row) Cell {
	v, known := cells[column.Key]
	cell := Cell{Number: column.Type == "integer" || column.Type == "decimal"}
	switch {
	case !known:
		cell.Text = "–"
	case v == rules.DontKnow:
		cell.Text = p.say(lang, "answer.dont_know")
	case column.Form == "country":
		iso, _ := v.(string)
		cell.Text = countryName(lang, iso)
	default:
		options := map[string]rules.Bilingual{}
		for _, o := range column.Values {
			options[o.Code] = rules.Bilingual{Zh: o.Zh, En: o.En}
		}
		cell.Text = p.valueText(lang, v, "", options)
	}
	return cell
}

func (p *Portal) listTemplate(c *fiber.Ctx) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	body, err := sheets.Template(p.columns(name), p.lang(c))
	if err != nil {
		return err
	}
	return download(c, name+"-template.xlsx", xlsxType, body)
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func download(c *fiber.Ctx, name, kind string, body []byte) error {
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Send(body)
}

// exportList gives the whole list back in the form in which it can be imported again.
func (p *Portal) exportList(c *fiber.Ctx) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	list, err := p.rooms.Checks.List(c.UserContext(), scope(c), name)
	if err != nil {
		return err
	}
	rows := make([]sheets.Row, len(list.Rows))
	for i, row := range list.Rows {
		rows[i] = sheets.Row{Number: i + 1, Values: row.Cells}
	}
	lang := p.lang(c)
	var out bytes.Buffer
	if err := sheets.WriteXLSX(&out, sheets.Tabulate(p.say(lang, "lists.kind_"+kindOf(name)), p.columns(name), rows, lang)); err != nil {
		return err
	}
	return download(c, name+".xlsx", xlsxType, out.Bytes())
}

// noRows says that the company has no suppliers, or no employees to list. Rows that are there go
// only when the person ticked that they should, and only those that were seen.
func (p *Portal) noRows(c *fiber.Ctx) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	list, err := p.rooms.Checks.List(c.UserContext(), scope(c), name)
	if err != nil {
		return err
	}
	base, form := list.Version, postedForm(c, "sure")
	if len(list.Rows) > 0 {
		base, _ = strconv.ParseInt(c.FormValue("base"), 10, 64)
		if form.Value("sure") == "" {
			form.Complain("sure", station.Say("lists.not_empty", "n", len(list.Rows)))
			return p.listPage(c, fiber.StatusConflict, form)
		}
	}
	_, err = p.rooms.Checks.PutList(c.UserContext(), scope(c), name, requestID(c), nil, list.Mapping, base)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Values["sure"] = nil
		form.Complain("sure", f.Say)
		return p.listPage(c, fiber.StatusConflict, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/lists", fiber.StatusSeeOther)
}

// rowsAgreed sends a company that has not agreed to employee rows to that consent first.
func (p *Portal) rowsAgreed(c *fiber.Ctx, list string) (bool, error) {
	if list != assessments.ListEmployees {
		return true, nil
	}
	return p.rooms.People.Agreed(c.UserContext(), scope(c), accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion)
}

func (p *Portal) showRowsConsent(c *fiber.Ctx) error {
	return p.rowsConsentPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) rowsConsentPage(c *fiber.Ctx, status int, form Form) error {
	name, err := listName(c)
	if err != nil || name != assessments.ListEmployees {
		return fiber.ErrNotFound
	}
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("rows_consent.title")})
	return p.page(c, status, "rows_consent", RowsConsentPage{Chrome: chrome, Form: form, Action: "/lists/" + name + "/consent", Version: accounts.EmployeeRowsVersion})
}

func (p *Portal) giveRowsConsent(c *fiber.Ctx) error {
	form := postedForm(c, "told", "agree")
	for _, name := range []string{"told", "agree"} {
		if form.Value(name) == "" {
			form.Complain(name, station.Say("rows_consent.must_"+name))
		}
	}
	if len(form.Errors) > 0 || c.FormValue("version") != accounts.EmployeeRowsVersion {
		return p.rowsConsentPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if err := p.rooms.People.Agree(c.UserContext(), scope(c), accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion); err != nil {
		return err
	}
	return c.Redirect("/lists/"+assessments.ListEmployees+"/import", fiber.StatusSeeOther)
}
