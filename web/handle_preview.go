package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
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
	in, err := p.read(o)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		form.Complain("", f.Say)
		return p.mappingPage(c, fiber.StatusUnprocessableEntity, o, form)
	}
	if err != nil {
		return err
	}
	lang := p.lang(c)
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(o.list))})
	page := ImportPreview{Chrome: chrome, Kind: kindOf(o.list), File: o.upload.Name, Added: len(in.diff.Added), Changed: len(in.diff.Changed), Gone: len(in.diff.Gone),
		Same: in.diff.Same, Form: form, Action: o.url() + "/preview", BackURL: o.url(), Steps: p.words.ImportSteps(lang, 2), CanApply: len(in.rows) > 0,
		Wrong: in.result.Errors, Rows: len(in.rows), Base: o.known.Version}
	for i, complaint := range in.result.Complaints {
		if i == shownComplaints {
			page.MoreComplaints = len(in.result.Complaints) - shownComplaints
			break
		}
		page.Complaints = append(page.Complaints, Complaint{Row: complaint.Row, Column: strings.TrimSpace(complaint.Letter + " " + complaint.Header), Say: complaint.Text,
			Blocks: complaint.Level == sheets.Error && rejects(in.result, complaint.Row), Warning: complaint.Level == sheets.Warning, Count: complaint.Count})
	}
	page.MoreComplaints += in.result.More
	for _, row := range in.result.Skipped {
		page.Skipped = append(page.Skipped, SkippedRow{Row: row.Row, Why: row.Why})
	}
	page.Changes = p.listTable(lang, o.list, in.rows[:min(len(in.rows), 20)], -1)
	page.Changes.Caption = p.say(lang, "preview.first_rows", "n", min(len(in.rows), 20))
	return p.page(c, status, "import_preview", page)
}

func rejects(r sheets.Result, row int) bool {
	for _, n := range r.Rejected {
		if n == row {
			return true
		}
	}
	return false
}

// applyImport puts the previewed rows in place of the list, or tells that it has changed since.
func (p *Portal) applyImport(c *fiber.Ctx) error {
	o, err := p.openUpload(c)
	if err != nil {
		return err
	}
	if ok, err := p.rowsAgreed(c, o.list); err != nil || !ok {
		if err != nil {
			return err
		}
		return c.Redirect("/lists/"+o.list+"/consent", fiber.StatusSeeOther)
	}
	in, err := p.read(o)
	if err != nil {
		return err
	}
	base := o.known.Version
	if c.FormValue("base") != "" && c.FormValue("base") != strconv.FormatInt(base, 10) {
		return p.previewPage(c, fiber.StatusConflict, o, Form{Errors: []FormError{{Say: station.Say("import.list_changed")}}})
	}
	_, err = p.rooms.Checks.PutList(c.UserContext(), scope(c), o.list, requestID(c), in.rows, remembered(o, p.mapping(o)), base)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form := Form{}
		form.Complain("", f.Say)
		if o.known, err = p.rooms.Checks.List(c.UserContext(), scope(c), o.list); err != nil {
			return err
		}
		return p.previewPage(c, fiber.StatusConflict, o, form)
	}
	if err != nil {
		return err
	}
	if err := p.rooms.Checks.DropUpload(c.UserContext(), scope(c), o.upload.ID); err != nil {
		return err
	}
	return c.Redirect("/lists/"+o.list, fiber.StatusSeeOther)
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
