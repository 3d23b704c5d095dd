package docx

import (
	"fmt"
	"strings"

	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// The paper, in twentieths of a point.
const (
	paperW, paperH = 11906, 16838
	edge           = 1134
	textW          = paperW - 2*edge
)

func styles(d folio.Document) string {
	style := func(id, name, based, next, paragraph, run string) string {
		first := ""
		if based == "" {
			first = ` w:default="1"`
		} else {
			based = `<w:basedOn w:val="` + based + `"/>`
		}
		if next != "" {
			next = `<w:next w:val="` + next + `"/>`
		}
		return `<w:style w:type="paragraph"` + first + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + based + next + `<w:qFormat/><w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
	}
	tab := fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, textW)
	line := `<w:pBdr><w:%s w:val="single" w:sz="4" w:space="4" w:color="B9CACC"/></w:pBdr>`
	return `<w:styles xmlns:w="` + space + `"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="黑体" w:cs="Arial"/><w:color w:val="10262D"/><w:sz w:val="21"/><w:lang w:val="` + latin(d) + `" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		style("Normal", "Normal", "", "", "", "") +
		style("Title", "Title", "Normal", "Normal", `<w:spacing w:before="240" w:after="80" w:line="240" w:lineRule="auto"/>`, `<w:b/><w:sz w:val="48"/>`) +
		style("Subtitle", "Subtitle", "Normal", "Normal", `<w:spacing w:after="240"/>`, `<w:b/><w:color w:val="0A5C66"/><w:sz w:val="26"/>`) +
		style("Heading1", "heading 1", "Normal", "Normal", `<w:keepNext/><w:keepLines/>`+strings.Replace(fmt.Sprintf(line, "bottom"), "B9CACC", "0A5C66", 1)+`<w:spacing w:before="400" w:after="160"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:sz w:val="30"/>`) +
		style("Heading2", "heading 2", "Normal", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:sz w:val="24"/>`) +
		style("Caption", "caption", "Normal", "Normal", `<w:keepNext/><w:spacing w:before="120" w:after="60"/>`, `<w:b/><w:color w:val="50666D"/><w:sz w:val="18"/>`) +
		style("Finding", "Finding", "Normal", "Normal", "", `<w:b/><w:sz w:val="22"/>`) +
		style("OwnLabel", "Own label", "Normal", "Own", `<w:keepNext/><w:spacing w:before="160" w:after="20"/>`, `<w:b/><w:color w:val="0A5C66"/><w:sz w:val="18"/>`) +
		style("Own", "Own", "Normal", "Own", `<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="0A5C66"/></w:pBdr><w:ind w:left="170"/>`, "") +
		style("Small", "Small", "Normal", "Normal", "", `<w:color w:val="50666D"/><w:sz w:val="18"/>`) +
		style("Cell", "Cell", "Normal", "Cell", `<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>`, `<w:sz w:val="18"/>`) +
		style("Header", "header", "Normal", "Header", fmt.Sprintf(line, "bottom")+tab, `<w:color w:val="50666D"/><w:sz w:val="15"/>`) +
		style("Footer", "footer", "Normal", "Footer", fmt.Sprintf(line, "top")+tab, `<w:color w:val="50666D"/><w:sz w:val="14"/>`) + `</w:styles>`
}

func body(d folio.Document) string {
	var out strings.Builder
	out.WriteString(`<w:document xmlns:w="` + space + `" xmlns:r="` + links + `"><w:body>` + paragraph("Title", "", run(d.Title, "")) + paragraph("Subtitle", "", run(d.Sub, "")))
	for _, f := range d.Facts {
		out.WriteString(paragraph("Normal", `<w:tabs><w:tab w:val="left" w:pos="2000"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="2000" w:hanging="2000"/>`, run(f.Label, `<w:color w:val="50666D"/>`)+`<w:r><w:tab/></w:r>`+run(f.Value, "")))
	}
	styled := map[folio.Kind]string{folio.Heading: "Heading1", folio.Minor: "Heading2", folio.Text: "Normal", folio.Said: "Finding", folio.Own: "Own", folio.Small: "Small"}
	for _, b := range d.Blocks {
		if b.Kind == folio.Grid {
			out.WriteString(grid(*b.Table))
			continue
		}
		if b.Kind == folio.Own {
			out.WriteString(paragraph("OwnLabel", "", run(b.Label, "")))
		}
		for _, line := range strings.Split(b.Text, "\n") {
			if strings.TrimSpace(line) != "" {
				out.WriteString(paragraph(styled[b.Kind], "", run(strings.TrimRight(line, "\r"), "")))
			}
		}
	}
	fmt.Fprintf(&out, `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="1300" w:right="%d" w:bottom="1200" w:left="%d" w:header="600" w:footer="560" w:gutter="0"/></w:sectPr></w:body></w:document>`, paperW, paperH, edge, edge)
	return out.String()
}

// grid is a table: its caption above, its first row repeated on every page, its description for who does not see it.
func grid(t folio.Table) string {
	n, first := len(t.Columns), textW*3/10
	switch {
	case n == 2:
		first = textW * 3 / 4
	case n > 6:
		first = textW * 22 / 100
	}
	widths := make([]int, n)
	for i := range widths {
		widths[i] = first
		if i > 0 {
			widths[i] = (textW - first) / (n - 1)
		}
	}
	var out strings.Builder
	out.WriteString(paragraph("Caption", "", run(t.Caption, "")))
	fmt.Fprintf(&out, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="0A5C66"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="50666D"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9CACC"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:val="0660" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="%s"/><w:tblDescription w:val="%s"/></w:tblPr><w:tblGrid>`, textW, plain(t.Caption), plain(t.Alt))
	for _, w := range widths {
		fmt.Fprintf(&out, `<w:gridCol w:w="%d"/>`, w)
	}
	out.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		out.WriteString(field(widths[i], `<w:shd w:val="clear" w:color="auto" w:fill="EAF2F2"/>`, c.Number, run(c.Head, `<w:b/><w:color w:val="50666D"/>`)))
	}
	out.WriteString(`</w:tr>`)
	for _, r := range t.Rows {
		out.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>` + field(widths[0], "", false, run(r.Name, "<w:b/>"), noted(r.Note)...))
		for i, c := range r.Cells {
			look := "<w:b/>"
			if c.Note == "" {
				look = ""
			}
			if c.Hidden {
				look = `<w:color w:val="50666D"/>`
			}
			out.WriteString(field(widths[i+1], "", t.Columns[i+1].Number, run(c.Text, look), noted(c.Note)...))
		}
		out.WriteString(`</w:tr>`)
	}
	return out.String() + `</w:tbl>` + paragraph("Cell", "", "")
}

func noted(note string) []string {
	if note == "" {
		return nil
	}
	return []string{run(note, `<w:color w:val="50666D"/><w:sz w:val="16"/>`)}
}

func field(width int, look string, right bool, first string, more ...string) string {
	side := ""
	if right {
		side = `<w:jc w:val="right"/>`
	}
	out := fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>`, width, look)
	for _, inner := range append([]string{first}, more...) {
		out += paragraph("Cell", side, inner)
	}
	return out + `</w:tc>`
}
