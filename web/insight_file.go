package web

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// insightMeasures are what a file tells of a table: the printed measures, and what follows of them, of which only a status may be told.
func insightMeasures(of lattice.Table) (printed []string, follows string) {
	switch shownAs(of) {
	case "heat", "list":
		return of.Measures, "clear"
	case "rank":
		return of.Measures, "rest"
	}
	return of.Measures, ""
}

// Sheet is a table of a release as a sheet: where it is from in the first line, then the columns, then every cell with its status.
func (t InsightTeller) Sheet(of *insights.Published, name, stationName string) (sheets.Table, bool) {
	shape, known := tableOf(of.Lattice, name)
	table, has := of.Table(name)
	if !known || !has {
		return sheets.Table{}, false
	}
	printed, follows := insightMeasures(shape)
	out := sheets.Table{Sheet: t.table(shape), Header: []string{stationName, t.table(shape), t.say("insight.file_view", "view", t.say("insight.view_"+string(of.Audience))), t.say("insight.file_cut", "cut", of.Release.Cut),
		t.say("insight.file_k", "k", of.Release.K), t.say("insight.file_hash", "hash", of.Hash)}}
	if of.Release.Synthetic {
		out.Header = append(out.Header, t.say("insight.synthetic"))
	}
	var columns []any
	for _, d := range shape.Dimensions {
		columns = append(columns, t.dimension(d))
	}
	for _, m := range printed {
		columns = append(columns, t.measure(m), t.say("insight.file_status", "what", t.measure(m)), t.say("insight.file_as_of", "what", t.measure(m)))
	}
	if follows != "" {
		columns = append(columns, t.say("insight.file_status", "what", t.measure(follows)))
	}
	out.Rows = append(out.Rows, append(columns, t.say("insight.file_coarser"), t.say("insight.file_key")))
	for _, c := range table.Cells {
		var row []any
		for i, word := range c.Key {
			row = append(row, t.word(of.Lattice, shape.Dimensions[i], word))
		}
		for _, m := range printed {
			row = append(row, valueOf(c.Measures[m]), t.status(c.Measures[m].Status), c.Measures[m].AsOf)
		}
		if follows != "" {
			row = append(row, t.status(c.Measures[follows].Status))
		}
		coarser := ""
		if c.Coarser != nil {
			coarser = c.Coarser.Table + " " + t.cell(of.Lattice, lattice.Key{Table: c.Coarser.Table, Words: c.Coarser.Key})
		}
		out.Rows = append(out.Rows, append(row, coarser, name+"/"+strings.Join(c.Key, "/")))
	}
	return out, true
}

// valueOf is a published number, or nothing.
func valueOf(m release.Measure) any {
	if m.Shown() {
		return *m.Value
	}
	return nil
}

func (t InsightTeller) measure(name string) string { return t.say("insight.measure_" + name) }

// status words a status; nothing where a file tells of none.
func (t InsightTeller) status(status sdc.Status) string {
	if status == "" {
		return ""
	}
	return t.say("insight.status_" + string(status))
}

// giveInsightTable gives a table as a file of a format.
func (p *Portal) giveInsightTable(format string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		name := c.Params("table")
		of, _, err := p.tableAsked(c, name)
		if err != nil {
			return err
		}
		body, kind, err := p.insightFile(c, of, name, format)
		if err != nil {
			return err
		}
		if err := p.noteRead(c, of, name, format); err != nil {
			return err
		}
		return download(c, insightName(of, name)+"."+format, kind, body)
	}
}

// insightName names a file by its table, the cut, the audience and the beginning of the hash.
func insightName(of *insights.Published, what string) string {
	return strings.Join([]string{what, of.Release.Cut, string(of.Audience), of.Hash[:8]}, "-")
}

func (p *Portal) insightFile(c *fiber.Ctx, of *insights.Published, name, format string) ([]byte, string, error) {
	t := p.teller(p.lang(c))
	if format == "json" {
		body, err := t.TableJSON(of, name, p.place(c).Name(t.Lang))
		return body, fiber.MIMEApplicationJSONCharsetUTF8, err
	}
	sheet, known := t.Sheet(of, name, p.place(c).Name(t.Lang))
	if !known {
		return nil, "", noSuchTable
	}
	var out bytes.Buffer
	if format == "csv" {
		err := sheets.WriteCSV(&out, sheet)
		return out.Bytes(), "text/csv; charset=utf-8", err
	}
	err := sheets.WriteXLSX(&out, sheet)
	return out.Bytes(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", err
}

// TableJSON is a table of a release as JSON, with the words of the language beside the keys.
func (t InsightTeller) TableJSON(of *insights.Published, name, stationName string) ([]byte, error) {
	shape, _ := tableOf(of.Lattice, name)
	table, _ := of.Table(name)
	type dimension struct {
		Key  string `json:"key"`
		Name string `json:"name"`
	}
	type cell struct {
		release.Cell
		Names []string `json:"names"`
	}
	out := struct {
		Format     string      `json:"format"`
		Station    string      `json:"station"`
		Audience   string      `json:"audience"`
		Cut        string      `json:"cut"`
		K          int         `json:"k"`
		Release    string      `json:"release"`
		Synthetic  bool        `json:"synthetic"`
		Language   string      `json:"language"`
		Table      string      `json:"table"`
		Title      string      `json:"title"`
		Withheld   string      `json:"withheld,omitempty"`
		Dimensions []dimension `json:"dimensions"`
		Cells      []cell      `json:"cells"`
	}{"station-release-table/1", stationName, string(of.Audience), of.Release.Cut, of.Release.K, of.Hash, of.Release.Synthetic, t.Lang, name, t.table(shape), table.Withheld, nil, nil}
	for _, d := range shape.Dimensions {
		out.Dimensions = append(out.Dimensions, dimension{d, t.dimension(d)})
	}
	for _, c := range table.Cells {
		one := cell{Cell: c}
		for i, word := range c.Key {
			one.Names = append(one.Names, t.word(of.Lattice, shape.Dimensions[i], word))
		}
		out.Cells = append(out.Cells, one)
	}
	return json.MarshalIndent(out, "", " ")
}

// giveInsight gives a whole release, or the sheet beside it, as the file that can be checked: its SHA-256 is the hash that names the release.
func (p *Portal) giveInsight(what string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		of, _, err := p.oneReleased(c)
		if err != nil {
			return err
		}
		if of == nil {
			return noSuchRelease
		}
		body, err := of.Release.Bytes()
		if what == "audit" {
			body, err = of.Audit.Bytes()
		}
		if err != nil {
			return err
		}
		if err := p.noteRead(c, of, what, "json"); err != nil {
			return err
		}
		return download(c, insightName(of, what)+".json", fiber.MIMEApplicationJSONCharsetUTF8, body)
	}
}
