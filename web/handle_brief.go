package web

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/web/assets"
	"github.com/zhuqi-yunzhan/station/web/paper/docx"
	"github.com/zhuqi-yunzhan/station/web/paper/folio"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

// oneBrief finds the brief of the path, with the release that it is about.
func (p *Portal) oneBrief(c *fiber.Ctx) (in insights.Brief, s *brief.Source, err error) {
	key, err := id(c, "brief")
	if err != nil {
		return in, nil, err
	}
	if in, err = p.rooms.Briefs.Brief(c.UserContext(), scope(c), key); err != nil {
		return in, nil, err
	}
	s, err = p.briefSource(c, in.Release)
	return in, s, err
}

func (p *Portal) showBrief(c *fiber.Ctx) error {
	in, s, err := p.oneBrief(c)
	if err != nil {
		return err
	}
	if in.Published {
		return p.readBrief(c, fiber.StatusOK, Form{}, in, s)
	}
	return p.editBrief(c, fiber.StatusOK, Form{}, in, s)
}

// editBrief is the editor. A form that was refused comes back with every word of it.
func (p *Portal) editBrief(c *fiber.Ctx, status int, form Form, in insights.Brief, s *brief.Source) error {
	page := BriefPage{Chrome: p.briefChrome(c, Crumb{Label: in.Draft.Title}), Form: form, Self: briefURL(in.ID), Rev: in.Rev, Row: p.briefRow(in), LangCode: p.say(in.Draft.Lang, "lang.code"), MostTitle: brief.MostTitle, MostText: brief.MostText,
		Stale: status == fiber.StatusConflict}
	if form.Values == nil {
		page.Form = briefForm(in.Draft)
	}
	all := in
	for i := range all.Draft.Sections {
		all.Draft.Sections = slices.Clone(all.Draft.Sections)
		all.Draft.Sections[i].Chosen = true
	}
	w := briefWords{p, s, in.Draft.Lang}
	for _, part := range s.Compose(all.Draft).Parts {
		page.Parts = append(page.Parts, BriefPart{Kind: string(part.Kind), Title: p.say(page.Chrome.Lang, "brief.kind_"+string(part.Kind)), Blocks: BriefBlocks(w.part(s.Compose(all.Draft), part))})
	}
	var err error
	if page.Complaints, err = p.checkBrief(c, s, in.Draft); err != nil {
		return err
	}
	if page.Old, err = p.otherBrief(c, in.Corrects); err != nil {
		return err
	}
	if done := c.Query("done"); status == fiber.StatusOK && (done == "saved" || done == "started") {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("brief." + done)})
	}
	return p.page(c, status, "brief", page)
}

// otherBrief is the brief that one puts right, or that puts it right; nil for none.
func (p *Portal) otherBrief(c *fiber.Ctx, id uuid.UUID) (*BriefRow, error) {
	if id == uuid.Nil {
		return nil, nil
	}
	in, err := p.rooms.Briefs.Brief(c.UserContext(), scope(c), id)
	if err != nil {
		return nil, err
	}
	row := p.briefRow(in)
	return &row, nil
}

func briefForm(d brief.Draft) Form {
	form := Form{Values: map[string][]string{"title": {d.Title}, "opening": {d.Opening}}}
	for _, s := range d.Sections {
		form.Values["own_"+string(s.Kind)] = []string{s.Own}
		if s.Chosen {
			form.Values["take_"+string(s.Kind)] = []string{"1"}
		}
	}
	return form
}

// postedDraft is what was posted of a draft; what the form did not show stays as it was.
func postedDraft(c *fiber.Ctx, had brief.Draft) (Form, brief.Draft) {
	names := []string{"title", "opening", "rev"}
	for _, k := range brief.Kinds() {
		names = append(names, "own_"+string(k), "take_"+string(k))
	}
	form := postedForm(c, names...)
	d := brief.Draft{Lang: had.Lang, Title: strings.TrimSpace(form.Value("title")), Opening: form.Value("opening")}
	for _, k := range brief.Kinds() {
		one := had.Of(k)
		if own, shown := form.Values["own_"+string(k)]; shown {
			one = brief.Section{Kind: k, Own: own[0], Chosen: form.Value("take_"+string(k)) != ""}
		}
		d.Sections = append(d.Sections, one)
	}
	for _, place := range d.TooLong() {
		name, most := place, brief.MostText
		switch place {
		case "title":
			most = brief.MostTitle
		case "opening":
		default:
			name = "own_" + place
		}
		form.Complain(name, station.Say("brief.too_long", "most", most))
	}
	return form, d
}

func (p *Portal) saveBrief(c *fiber.Ctx) error {
	in, s, err := p.oneBrief(c)
	if err != nil {
		return err
	}
	form, d := postedDraft(c, in.Draft)
	if len(form.Errors) > 0 {
		return p.editBrief(c, fiber.StatusUnprocessableEntity, form, in, s)
	}
	rev, _ := strconv.ParseInt(form.Value("rev"), 10, 64)
	err = p.rooms.Briefs.Save(c.UserContext(), scope(c), in.ID, rev, d)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict && !in.Published {
		form.Complain("", f.Say)
		return p.editBrief(c, fiber.StatusConflict, form, in, s)
	}
	if err != nil {
		return err
	}
	if c.FormValue("then") == "preview" {
		return c.Redirect(briefURL(in.ID)+"/preview", fiber.StatusSeeOther)
	}
	return c.Redirect(briefURL(in.ID)+"?done=saved", fiber.StatusSeeOther)
}

func (p *Portal) previewBrief(c *fiber.Ctx) error {
	in, s, err := p.oneBrief(c)
	if err != nil {
		return err
	}
	return p.readBrief(c, fiber.StatusOK, Form{}, in, s)
}

// readBrief is a brief as it reads.
func (p *Portal) readBrief(c *fiber.Ctx, status int, form Form, in insights.Brief, s *brief.Source) (err error) {
	doc := p.briefFolio(p.place(c).Name(in.Draft.Lang), s, in)
	page := BriefReadPage{Chrome: p.briefChrome(c, Crumb{Label: in.Draft.Title}), Form: form, Self: briefURL(in.ID), Rev: in.Rev, Row: p.briefRow(in), LangCode: doc.LangCode, Document: doc, Blocks: BriefBlocks(doc.Blocks)}
	if page.Old, err = p.otherBrief(c, in.Corrects); err != nil {
		return err
	}
	if page.New, err = p.otherBrief(c, in.CorrectedBy); err != nil {
		return err
	}
	if !in.Published {
		if page.Complaints, err = p.checkBrief(c, s, in.Draft); err != nil {
			return err
		}
	}
	if c.Query("done") == "published" && in.Published {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("brief.done_published")})
	}
	return p.page(c, status, "brief_read", page)
}

func (p *Portal) publishBrief(c *fiber.Ctx) error {
	in, s, err := p.oneBrief(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "rev", "sure")
	rev, _ := strconv.ParseInt(form.Value("rev"), 10, 64)
	if in.Published { // sent twice
		return c.Redirect(briefURL(in.ID)+"?done=published", fiber.StatusSeeOther)
	}
	found, err := p.checkBrief(c, s, in.Draft)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return p.readBrief(c, fiber.StatusUnprocessableEntity, form, in, s)
	}
	if form.Value("sure") == "" {
		form.Complain("sure", station.Say("brief.sure_first"))
		return p.readBrief(c, fiber.StatusUnprocessableEntity, form, in, s)
	}
	if rev != in.Rev { // what was checked here is not what was seen
		form.Complain("", station.Say("brief.changed_since"))
		return p.readBrief(c, fiber.StatusConflict, form, in, s)
	}
	err = p.rooms.Briefs.Publish(c.UserContext(), scope(c), in.ID, in.Rev)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Conflict || f.Kind == station.Invalid) {
		form.Complain("", f.Say)
		return p.readBrief(c, statuses[f.Kind], form, in, s)
	}
	if err != nil {
		return err
	}
	return c.Redirect(briefURL(in.ID)+"?done=published", fiber.StatusSeeOther)
}

func (p *Portal) correctBrief(c *fiber.Ctx) error {
	key, err := id(c, "brief")
	if err != nil {
		return err
	}
	next := requestID(c)
	if err := p.rooms.Briefs.Correct(c.UserContext(), scope(c), key, next); err != nil {
		return err
	}
	return c.Redirect(briefURL(next)+"?done=started", fiber.StatusSeeOther)
}

func (p *Portal) dropBrief(c *fiber.Ctx) error {
	key, err := id(c, "brief")
	if err != nil {
		return err
	}
	if err := p.rooms.Briefs.Drop(c.UserContext(), scope(c), key); err != nil {
		return err
	}
	return c.Redirect("/insight/briefs?done=dropped", fiber.StatusSeeOther)
}

// takenOut is a published brief in words, on its way out of the house.
func (p *Portal) takenOut(c *fiber.Ctx, form string) (in insights.Brief, doc folio.Document, err error) {
	in, s, err := p.oneBrief(c)
	if err != nil {
		return in, doc, err
	}
	if err := p.rooms.Briefs.Given(c.UserContext(), scope(c), in.ID, form); err != nil {
		return in, doc, err
	}
	return in, p.briefFolio(p.place(c).Name(in.Draft.Lang), s, in), nil
}

func briefFile(in insights.Brief, form string) string {
	return "brief-" + in.Cut.Format("2006-01-02") + "-v" + strconv.Itoa(in.Version) + "-" + in.Draft.Lang + "." + form
}

func (p *Portal) briefPDF(c *fiber.Ctx) error {
	in, doc, err := p.takenOut(c, "pdf")
	if err != nil {
		return err
	}
	regular, err := assets.Font(400)
	if err != nil {
		return err
	}
	bold, err := assets.Font(700)
	if err != nil {
		return err
	}
	body, err := report.Folio(doc, regular, bold)
	if err != nil {
		return err
	}
	return download(c, briefFile(in, "pdf"), "application/pdf", body)
}

func (p *Portal) briefDOCX(c *fiber.Ctx) error {
	in, doc, err := p.takenOut(c, "docx")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := docx.Write(&out, doc); err != nil {
		return err
	}
	return download(c, briefFile(in, "docx"), docx.Kind, out.Bytes())
}
