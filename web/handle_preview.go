package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// shownComplaints is how many complaints one page shows.
const shownComplaints = 200

func (p *Portal) showPreview(c *fiber.Ctx) error {
	o, err := p.openUpload(c)
	if err != nil {
		return err
	}
	return p.previewPage(c, fiber.StatusOK, o, Form{})
}

func (p *Portal) previewPage(c *fiber.Ctx, status int, o *opened, form Form) error {
	in, err := p.read(o, form.Value("remove") != "")
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		form.Complain("", f.Say)
		return p.mappingPage(c, fiber.StatusUnprocessableEntity, o, form)
	}
	if err != nil {
		return err
	}
	lang := p.lang(c)
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(o.list))})
	page := ImportPreview{Chrome: chrome, Kind: kindOf(o.list), File: o.upload.Name, Added: in.count[rowAdded], Changed: in.count[rowChanged], Gone: in.count[rowGone],
		Same: in.count[rowSame], Held: in.count[rowHeld], Spared: in.spared, Untold: len(in.untold), Rejected: len(in.result.Rejected), Form: form, Action: o.url() + "/preview", BackURL: o.url(),
		Steps: p.words.ImportSteps(lang, 2), Cannot: in.cannot(), Wrong: in.result.Errors, Rows: len(in.rows), Base: o.known.Version, Rules: p.rooms.Checks.Engine().Digest}
	page.CanApply = page.Cannot.Key == ""
	p.complaints(&page, in, lang)
	for _, row := range in.result.Skipped {
		page.Skipped = append(page.Skipped, SkippedRow{Row: row.Row, Why: row.Why})
	}
	number, _ := strconv.Atoi(c.Query("page"))
	page.Changes, page.Pager, page.Part = p.shownRows(lang, in, number, o.url()+"/preview")
	return p.page(c, status, "import_preview", page)
}

// complaints lists what is wrong in the file, and which cells keep the value that they have.
func (p *Portal) complaints(page *ImportPreview, in *imported, lang string) {
	for _, column := range p.columns(in.list) {
		if n := in.doubts[column.Key]; n > 0 {
			page.Complaints = append(page.Complaints, Complaint{Column: column.Label(lang), Say: station.Say("preview.doubts"), Warning: true, Kept: true, Count: n})
		}
	}
	rejected := map[int]bool{}
	for _, row := range in.result.Rejected {
		rejected[row] = true
	}
	for i, complaint := range in.result.Complaints {
		if i == shownComplaints {
			page.MoreComplaints = len(in.result.Complaints) - shownComplaints
			break
		}
		page.Complaints = append(page.Complaints, Complaint{Row: complaint.Row, Column: strings.TrimSpace(complaint.Letter + " " + complaint.Header), Say: complaint.Text,
			Blocks: complaint.Level == sheets.Error && rejected[complaint.Row], Warning: complaint.Level == sheets.Warning, Count: complaint.Count,
			Kept: complaint.Level == sheets.Error && in.saved[cellPlace{complaint.Row, complaint.Key}]})
	}
	page.MoreComplaints += in.result.More
}

// cannot says why the rows cannot be saved: there are none, or too many. A file without rows never
// empties a list.
func (in *imported) cannot() station.Text {
	switch {
	case len(in.result.Rows) == 0:
		return station.Say("preview.nothing")
	case len(in.rows) > assessments.MaxRows:
		return station.Say("preview.too_many", "n", len(in.rows), "max", assessments.MaxRows)
	}
	return station.Text{}
}

// applyImport puts the previewed rows in place of the list, or tells that it has changed since.
func (p *Portal) applyImport(c *fiber.Ctx) error {
	o, err := p.openUpload(c)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return p.importedBefore(c, err)
	}
	if err != nil {
		return err
	}
	if ok, err := p.rowsAgreed(c, o.list); err != nil || !ok {
		if err != nil {
			return err
		}
		return c.Redirect("/lists/"+o.list+"/consent", fiber.StatusSeeOther)
	}
	form := postedForm(c, "remove")
	in, err := p.read(o, form.Value("remove") != "")
	if err != nil {
		return err
	}
	if say := in.cannot(); say.Key != "" {
		form.Complain("", say)
		return p.previewPage(c, fiber.StatusUnprocessableEntity, o, form)
	}
	base, err := strconv.ParseInt(c.FormValue("base"), 10, 64)
	if shown := c.FormValue("rules"); shown != "" && shown != p.rooms.Checks.Engine().Digest {
		err = &station.Fault{Kind: station.Conflict, Say: station.Say("import.rules_changed")} // the columns may be others
	} else if err == nil {
		_, err = p.rooms.Checks.Import(c.UserContext(), scope(c), requestID(c), assessments.Import{List: o.list, Rows: in.rows, Mapping: remembered(o, p.mapping(o)), Base: base, Upload: o.upload.ID})
	} else {
		err = &station.Fault{Kind: station.Conflict, Say: station.Say("import.list_changed")}
	}
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Complain("", f.Say)
		if o.known, err = p.rooms.Checks.List(c.UserContext(), scope(c), o.list); err != nil {
			return err
		}
		return p.previewPage(c, fiber.StatusConflict, o, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/lists/"+o.list, fiber.StatusSeeOther)
}

// importedBefore leads to the list when the button was pressed twice: the file is gone because its
// rows are in.
func (p *Portal) importedBefore(c *fiber.Ctx, notFound error) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	if done, err := p.rooms.Checks.Imported(c.UserContext(), scope(c), name, requestID(c)); err != nil || !done {
		return notFound
	}
	return c.Redirect("/lists/"+name, fiber.StatusSeeOther)
}

// remembered keeps which header was taken for which key, also that one was taken for none.
func remembered(o *opened, mapping sheets.Mapping) map[string]string {
	out := map[string]string{}
	for header, key := range o.known.Mapping {
		out[header] = key
	}
	for _, pair := range mapping.Pairs {
		out[pair.Header] = pair.Key
	}
	for _, head := range mapping.Unmatched {
		if strings.TrimSpace(head.Header) != "" {
			out[head.Header] = ""
		}
	}
	return out
}
