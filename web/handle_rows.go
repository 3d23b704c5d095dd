package web

import (
	"errors"
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// editedRow is a row being edited. id is the row's own, or newRow; base is the digest of the row as
// the person saw it, kept until the person has chosen between two versions.
type editedRow struct {
	list    string
	id      string
	row     assessments.ListRow // as it is now
	gone    bool
	changed bool // since the person saw it
	base    string
}

var rowID = regexp.MustCompile(`^[0-9a-f]{24}$`)

// findRow finds the row of an address by its id, never by its place.
func (p *Portal) findRow(c *fiber.Ctx) (editedRow, error) {
	name, err := listName(c)
	if err != nil {
		return editedRow{}, err
	}
	e := editedRow{list: name, id: c.Params("row"), base: c.FormValue("base")}
	if e.id == newRow {
		return e, nil
	}
	if !rowID.MatchString(e.id) {
		return e, fiber.ErrNotFound
	}
	e.row, err = p.rooms.Checks.ListRow(c.UserContext(), scope(c), name, e.id)
	if errors.Is(err, assessments.ErrRowGone) {
		e.gone, err = true, nil
	}
	return e, err
}

func (p *Portal) showRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil {
		return err
	}
	if e.gone {
		return &station.Fault{Kind: station.NotFound, Say: station.Say("row.gone_now")}
	}
	ok, err := p.rowsAgreed(c, e.list)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/lists/"+e.list+"/consent", fiber.StatusSeeOther)
	}
	e.base = e.row.Digest()
	return p.rowPage(c, fiber.StatusOK, e, nil)
}

// saveRow keeps one row, if it still is as the person saw it or the person has chosen.
func (p *Portal) saveRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil {
		return err
	}
	if ok, err := p.rowsAgreed(c, e.list); err != nil || !ok {
		if err != nil {
			return err
		}
		return c.Redirect("/lists/"+e.list+"/consent", fiber.StatusSeeOther)
	}
	t := p.takeRow(c, e.list)
	if shown := c.FormValue("rules"); shown != "" && shown != p.rooms.Checks.Engine().Digest { // the columns may be others
		t.form.Complain("", station.Say("row.rules_changed"))
		if said := p.typedBeside(c, e.list); said != "" {
			t.form.Complain("", station.Say("row.column_gone", "said", said))
		}
		return p.rowPage(c, fiber.StatusConflict, e, &t)
	}
	if e.gone {
		return p.rowGone(c, e, &t)
	}
	e.changed = e.id != newRow && e.base != e.row.Digest()
	if len(t.form.Errors) > 0 {
		return p.rowPage(c, fiber.StatusUnprocessableEntity, e, &t)
	}
	if e.changed {
		switch choose := t.form.Value("choose"); {
		case choose == "theirs":
			return c.Redirect(rowURL(e.list, e.id), fiber.StatusSeeOther)
		case choose != "mine" || c.FormValue("seen") != e.row.Digest():
			return p.rowChanged(c, e, &t)
		}
	}
	row, err := p.finish(e.list, &t, e.row.Cells, p.lang(c))
	if err != nil {
		return err
	}
	if len(t.form.Errors) > 0 {
		return p.rowPage(c, fiber.StatusUnprocessableEntity, e, &t)
	}
	return p.putRow(c, e, &t, row)
}

// typedBeside is what a row form holds for columns that the rules no longer have.
func (p *Portal) typedBeside(c *fiber.Ctx, list string) string {
	known := map[string]bool{"csrf": true, "request": true, "person": true, "base": true, "seen": true, "rules": true, "choose": true}
	for _, column := range p.columns(list) {
		known[column.Key] = true
	}
	var said []string
	eachPosted(c, func(name, value string) {
		if key, _, _ := strings.Cut(name, "."); !known[key] && key != "was" && value != "" {
			said = append(said, value)
		}
	})
	return p.listed(p.lang(c), said)
}

// putRow writes a row; what another person did in the same moment is told like what was done before.
func (p *Portal) putRow(c *fiber.Ctx, e editedRow, t *typedRow, row assessments.ListRow) error {
	edit := assessments.RowEdit{List: e.list, Row: &row}
	if e.id != newRow {
		edit.ID, edit.Seen = e.id, e.row.Digest()
	}
	err := p.rooms.Checks.PutRow(c.UserContext(), scope(c), requestID(c), edit)
	switch f, _ := station.AsFault(err); {
	case errors.Is(err, assessments.ErrRowGone):
		return p.rowGone(c, e, t)
	case errors.Is(err, assessments.ErrRowChanged):
		again, err := p.findRow(c)
		if err != nil {
			return err
		}
		if again.gone {
			return p.rowGone(c, again, t)
		}
		again.changed = true
		return p.rowChanged(c, again, t)
	case errors.Is(err, assessments.ErrRowTwice):
		t.form.Complain(p.columns(e.list)[0].Key, f.Say)
		return p.rowPage(c, fiber.StatusUnprocessableEntity, e, t)
	case f != nil && f.Kind == station.Invalid:
		t.form.Complain("", f.Say)
		return p.rowPage(c, fiber.StatusUnprocessableEntity, e, t)
	case err != nil:
		return err
	}
	return c.Redirect("/lists/"+e.list, fiber.StatusSeeOther)
}

// rowGone says that the row is not there any more; what was typed stays and can be added anew.
func (p *Portal) rowGone(c *fiber.Ctx, e editedRow, t *typedRow) error {
	e.gone, e.row = true, assessments.ListRow{}
	t.form.Complain("", station.Say("row.gone"))
	return p.rowPage(c, fiber.StatusConflict, e, t)
}

// rowChanged shows both versions. The base stays what it was until the person has chosen.
func (p *Portal) rowChanged(c *fiber.Ctx, e editedRow, t *typedRow) error {
	t.form.Values["choose"] = nil
	t.form.Complain("choose", station.Say("row.changed"))
	return p.rowPage(c, fiber.StatusConflict, e, t)
}

// removeRow takes one row out of a list, if it still is as the person saw it.
func (p *Portal) removeRow(c *fiber.Ctx) error {
	e, err := p.findRow(c)
	if err != nil || e.id == newRow {
		return fiber.ErrNotFound
	}
	if !e.gone {
		err = p.rooms.Checks.PutRow(c.UserContext(), scope(c), requestID(c), assessments.RowEdit{List: e.list, ID: e.id, Seen: e.base})
	}
	if errors.Is(err, assessments.ErrRowChanged) {
		if e, err = p.findRow(c); err != nil {
			return err
		}
		if !e.gone {
			e.base = e.row.Digest()
			now := p.shownCells(p.lang(c), e.list, e.row.Cells)
			t := typedRow{cells: now, was: now}
			t.form.Complain("", station.Say("row.changed_first"))
			return p.rowPage(c, fiber.StatusConflict, e, &t)
		}
	}
	if err != nil && !errors.Is(err, assessments.ErrRowGone) {
		return err
	}
	return c.Redirect("/lists/"+e.list, fiber.StatusSeeOther)
}
