package web

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// chosen is what a person chose of a file.
type chosen struct {
	Mode    string         `json:"mode"` // replace or add
	Sheet   string         `json:"sheet"`
	Header  int            `json:"header"` // row number in the file
	Columns map[int]string `json:"columns"`
	Mapped  bool           `json:"mapped"`
	Keep    []int          `json:"keep"`
}

func (p *Portal) showUpload(c *fiber.Ctx) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	ok, err := p.rowsAgreed(c, name)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/lists/"+name+"/consent", fiber.StatusSeeOther)
	}
	return p.uploadPage(c, fiber.StatusOK, name, Form{Values: map[string][]string{"mode": {"replace"}}})
}

func (p *Portal) uploadPage(c *fiber.Ctx, status int, name string, form Form) error {
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(name))})
	limits := sheets.DefaultLimits()
	return p.page(c, status, "import_upload", ImportUpload{Chrome: chrome, Kind: kindOf(name), Form: form, Action: "/lists/" + name + "/import",
		TemplateURL: "/lists/" + name + "/template.xlsx", MaxMB: int(limits.FileBytes >> 20), MaxRows: assessments.MaxRows, Steps: p.words.ImportSteps(chrome.Lang, 0)})
}

// takeUpload takes a file, or what was pasted. What cannot be read, or holds a document number, is
// refused before anything is kept.
func (p *Portal) takeUpload(c *fiber.Ctx) error {
	name, err := listName(c)
	if err != nil {
		return err
	}
	if ok, err := p.rowsAgreed(c, name); err != nil || !ok {
		if err != nil {
			return err
		}
		return c.Redirect("/lists/"+name+"/consent", fiber.StatusSeeOther)
	}
	form := postedForm(c, "mode", "pasted")
	file, body, err := uploaded(c)
	if err != nil {
		return err
	}
	if len(body) == 0 {
		form.Complain("file", station.Say("upload.choose_file"))
		return p.uploadPage(c, fiber.StatusUnprocessableEntity, name, form)
	}
	if _, err := sheets.Open(file, body, sheets.Limits{}); err != nil {
		if f, ok := station.AsFault(err); ok {
			form.Complain("file", f.Say)
			form.Values["pasted"] = nil // it may hold what was refused
			return p.uploadPage(c, fiber.StatusUnprocessableEntity, name, form)
		}
		return err
	}
	choices, err := json.Marshal(chosen{Mode: form.Value("mode")})
	if err != nil {
		return err
	}
	upload, err := p.rooms.Checks.SaveUpload(c.UserContext(), scope(c), name, cleanName(file), body, choices...)
	if err != nil {
		return err
	}
	return c.Redirect("/lists/"+name+"/import/"+uuid.UUID(upload).String(), fiber.StatusSeeOther)
}

// uploaded reads the file of a form, or the pasted text.
func uploaded(c *fiber.Ctx) (name string, body []byte, err error) {
	header, err := c.FormFile("file")
	if err == nil && header.Size > 0 {
		file, err := header.Open()
		if err != nil {
			return "", nil, err
		}
		defer file.Close()
		body, err = io.ReadAll(io.LimitReader(file, maxBody))
		return header.Filename, body, err
	}
	return "pasted.txt", []byte(strings.TrimSpace(c.FormValue("pasted"))), nil
}

// cleanName keeps the last part of a file's name and bounds it.
func cleanName(s string) string {
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	runes := []rune(s)
	if len(runes) > 80 {
		runes = runes[len(runes)-80:]
	}
	return string(runes)
}

// opened is an upload with what was chosen of it so far.
type opened struct {
	list   string
	upload assessments.Upload
	book   *sheets.Workbook
	sheet  *sheets.Sheet
	chosen chosen
	guess  sheets.Guess
	known  *assessments.List
}

func (p *Portal) openUpload(c *fiber.Ctx) (*opened, error) {
	name, err := listName(c)
	if err != nil {
		return nil, err
	}
	uploadID, err := id(c, "upload")
	if err != nil {
		return nil, err
	}
	o := &opened{list: name}
	if o.upload, err = p.rooms.Checks.Upload(c.UserContext(), scope(c), uploadID); err != nil {
		return nil, err
	}
	if o.upload.List != name {
		return nil, fiber.ErrNotFound
	}
	if err := json.Unmarshal(o.upload.Choices, &o.chosen); err != nil {
		return nil, err
	}
	if o.book, err = sheets.Open(o.upload.Name, o.upload.Body, sheets.Limits{}); err != nil {
		return nil, err
	}
	if o.known, err = p.rooms.Checks.List(c.UserContext(), scope(c), name); err != nil {
		return nil, err
	}
	if wanted := c.Query("sheet"); wanted != "" {
		o.chosen = chosen{Mode: o.chosen.Mode, Sheet: wanted}
	}
	o.sheet = o.book.Default()
	if found, ok := o.book.Sheet(o.chosen.Sheet); ok {
		o.sheet = found
	}
	o.guess = sheets.GuessHeader(o.sheet, p.columns(name))
	if row, err := strconv.Atoi(c.Query("header")); err == nil && row > 0 {
		o.chosen.Header, o.chosen.Mapped = row, false
	}
	if o.chosen.Header == 0 {
		o.chosen.Header = o.guess.Row
	}
	return o, nil
}

// mapping is what each column of the file is taken for: as chosen, else as matched.
func (p *Portal) mapping(o *opened) sheets.Mapping {
	headers := o.sheet.Header(o.chosen.Header)
	if o.chosen.Mapped {
		return sheets.Remap(headers, p.columns(o.list), o.chosen.Columns)
	}
	return sheets.Match(headers, p.columns(o.list), o.known.Mapping)
}

func (p *Portal) showMapping(c *fiber.Ctx) error {
	o, err := p.openUpload(c)
	if err != nil {
		return err
	}
	return p.mappingPage(c, fiber.StatusOK, o, Form{})
}

func (o *opened) url() string {
	return "/lists/" + o.list + "/import/" + uuid.UUID(o.upload.ID).String()
}

func (p *Portal) mappingPage(c *fiber.Ctx, status int, o *opened, form Form) error {
	lang := p.lang(c)
	chrome := p.chrome(c, "lists", Crumb{Say: station.Say("nav.lists"), URL: "/lists"}, Crumb{Say: station.Say("lists.kind_" + kindOf(o.list))})
	page := ImportMap{Chrome: chrome, Kind: kindOf(o.list), File: o.upload.Name, Rows: o.sheet.Rows(), Form: form, Action: o.url(), BackURL: "/lists/" + o.list + "/import",
		Steps: p.words.ImportSteps(lang, 1), Sheet: o.sheet.Name, Header: o.chosen.Header}
	if o.sheet.Refused != nil {
		page.Form.Complain("sheet", o.sheet.Refused.Say)
	}
	for _, s := range o.book.Sheets {
		label := s.Name
		if s.Hidden {
			label += " (" + p.say(lang, "map.hidden") + ")"
		}
		page.Sheets = append(page.Sheets, Option{Value: s.Name, Label: label})
	}
	mapping := p.mapping(o)
	taken := map[int]sheets.Pair{}
	for _, pair := range mapping.Pairs {
		taken[pair.Column] = pair
	}
	options := []Option{}
	for _, column := range p.columns(o.list) {
		options = append(options, Option{Value: column.Key, Label: column.Label(lang)})
	}
	for i, header := range o.sheet.Header(o.chosen.Header) {
		if strings.TrimSpace(header) == "" {
			continue
		}
		name := "column." + strconv.Itoa(i)
		pair := taken[i]
		page.Columns = append(page.Columns, MapColumn{Header: header, Samples: o.samples(i), Guessed: pair.Key != "" && pair.Confidence < 90,
			Field: Field{Kind: "select", ID: ID(name), Name: name, Label: header, Value: pair.Key, Options: options}})
	}
	for _, key := range mapping.Missing {
		for _, column := range p.columns(o.list) {
			if column.Key == key {
				page.Missing = append(page.Missing, column.Label(lang))
			}
		}
	}
	for _, skipped := range o.guess.Skipped {
		page.Skipped = append(page.Skipped, SkippedRow{Row: skipped.Row, Why: skipped.Why})
	}
	return p.page(c, status, "import_map", page)
}

// samples are the first values of a column. Employee cells are not shown: only their form matters.
func (o *opened) samples(column int) []string {
	if o.list == assessments.ListEmployees {
		return nil
	}
	var out []string
	for _, line := range o.sheet.Lines {
		if line.Number <= o.chosen.Header || len(out) == 3 {
			continue
		}
		if text := strings.TrimSpace(line.At(column).Text()); text != "" {
			if runes := []rune(text); len(runes) > 24 {
				text = string(runes[:24]) + "…"
			}
			out = append(out, text)
		}
	}
	return out
}

// chooseMapping keeps what the person chose and goes on to the preview.
func (p *Portal) chooseMapping(c *fiber.Ctx) error {
	o, err := p.openUpload(c)
	if err != nil {
		return err
	}
	if found, ok := o.book.Sheet(c.FormValue("sheet")); ok {
		o.sheet, o.chosen.Sheet = found, found.Name
	}
	if row, err := strconv.Atoi(c.FormValue("header")); err == nil && row > 0 {
		o.chosen.Header = row
	}
	o.chosen.Columns, o.chosen.Mapped, o.chosen.Keep = map[int]string{}, true, nil
	for i := range o.sheet.Header(o.chosen.Header) {
		o.chosen.Columns[i] = c.FormValue("column." + strconv.Itoa(i))
	}
	for _, row := range postedAll(c, "keep") {
		if n, err := strconv.Atoi(row); err == nil {
			o.chosen.Keep = append(o.chosen.Keep, n)
		}
	}
	choices, err := json.Marshal(o.chosen)
	if err != nil {
		return err
	}
	if err := p.rooms.Checks.ChooseUpload(c.UserContext(), scope(c), o.upload.ID, choices); err != nil {
		return err
	}
	return c.Redirect(o.url()+"/preview", fiber.StatusSeeOther)
}
