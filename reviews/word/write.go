package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

const (
	mainSpace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	xmlHead     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	officeTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	officeLinks = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// parts are those that say nothing of the report.
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + officeTypes + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + officeTypes + `styles+xml"/><Override PartName="/word/comments.xml" ContentType="` + officeTypes + `comments+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + officeLinks + `officeDocument" Target="word/document.xml"/></Relationships>`},
	{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + officeLinks + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + officeLinks + `comments" Target="comments.xml"/></Relationships>`},
	{"word/styles.xml", `<w:styles xmlns:w="` + mainSpace + `"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="宋体" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		style("Normal", "Normal", "", "", true) + style("Title", "Title", `<w:spacing w:after="240"/>`, `<w:b/><w:sz w:val="36"/>`, false) + style("Heading1", "heading 1", `<w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:sz w:val="28"/>`, false) +
		style("CommentText", "annotation text", "", `<w:sz w:val="20"/>`, false) + `</w:styles>`},
}

func style(id, name, paragraph, run string, normal bool) string {
	first, based := "", `<w:basedOn w:val="Normal"/>`
	if normal {
		first, based = ` w:default="1"`, ""
	}
	if paragraph != "" {
		paragraph = "<w:pPr>" + paragraph + "</w:pPr>"
	}
	if run != "" {
		run = "<w:rPr>" + run + "</w:rPr>"
	}
	return `<w:style w:type="paragraph"` + first + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + based + paragraph + run + `</w:style>`
}

// Write writes a document. The same document gives the same bytes.
func Write(to io.Writer, d Document) error {
	z := zip.NewWriter(to)
	all := append(parts[:len(parts):len(parts)], struct{ name, text string }{"word/document.xml", body(d)}, struct{ name, text string }{"word/comments.xml", comments(d)})
	for _, p := range all {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(w, xmlHead+p.text)
		}
		if err != nil {
			return fmt.Errorf("word: %w", err)
		}
	}
	return z.Close()
}

// plain is a text as XML; what XML cannot hold is a replacement mark.
func plain(s string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s)); err != nil { // a buffer takes all
		return ""
	}
	return out.String()
}

// run is a text with its line breaks.
func run(s, look string) string {
	if s == "" {
		return ""
	}
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	var out strings.Builder
	for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			out.WriteString("<w:br/>")
		}
		out.WriteString(`<w:t xml:space="preserve">` + plain(line) + `</w:t>`)
	}
	return "<w:r>" + look + out.String() + "</w:r>"
}

func paragraph(style, inner string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return "<w:p>" + style + inner + "</w:p>"
}

func body(d Document) string {
	var out strings.Builder
	out.WriteString(`<w:document xmlns:w="` + mainSpace + `"><w:body>` + paragraph("Title", run(d.Title, "")))
	if d.Note != "" {
		out.WriteString(paragraph("", run(d.Note, "<w:i/>")))
	}
	n := 0
	bookmarked := func(finding, field, inner string) string {
		n++
		return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>%s<w:bookmarkEnd w:id="%d"/>`, n, mark(finding, field), inner, n)
	}
	for _, f := range d.Findings {
		out.WriteString(paragraph("Heading1", bookmarked(f.Key, "", d.passage(f, "", f.Title))))
		for _, one := range f.Fields {
			label := ""
			if one.Label != "" {
				label = run(one.Label+" ", "<w:b/>")
			}
			out.WriteString(paragraph("", label+bookmarked(f.Key, one.Path, d.passage(f, one.Path, one.Text))))
		}
	}
	out.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return out.String()
}

// passage is the text of a field with the comments on it: each from the first to the last letter of what it quotes, or of the whole
// field where it quotes nothing or what is not there.
func (d Document) passage(f Finding, path, text string) string {
	type edge struct {
		at, id int
		end    bool
	}
	var edges []edge
	for id, c := range d.Comments {
		if c.Finding != f.Key || f.holds(c.Field) != path {
			continue
		}
		from, to := 0, len(text)
		if i := strings.Index(text, c.Quote); c.Quote != "" && i >= 0 {
			from, to = i, i+len(c.Quote)
		}
		edges = append(edges, edge{from, id, false}, edge{to, id, true})
	}
	var out strings.Builder
	last := 0
	for at := 0; at <= len(text); at++ {
		for _, e := range edges {
			if e.at != at {
				continue
			}
			out.WriteString(run(text[last:at], ""))
			if last = at; e.end {
				fmt.Fprintf(&out, `<w:commentRangeEnd w:id="%d"/><w:r><w:commentReference w:id="%d"/></w:r>`, e.id, e.id)
			} else {
				fmt.Fprintf(&out, `<w:commentRangeStart w:id="%d"/>`, e.id)
			}
		}
	}
	out.WriteString(run(text[last:], ""))
	return out.String()
}

// holds is the field of the document that a comment stands in: its own, or the finding's head where that field is not written.
func (f Finding) holds(field string) string {
	for _, one := range f.Fields {
		if one.Path == field {
			return field
		}
	}
	return ""
}

func comments(d Document) string {
	keys := map[string]bool{}
	for _, f := range d.Findings {
		keys[f.Key] = true
	}
	var out strings.Builder
	out.WriteString(`<w:comments xmlns:w="` + mainSpace + `">`)
	for id, c := range d.Comments {
		if !keys[c.Finding] { // it has no place in this document
			continue
		}
		initials := "?"
		for _, r := range c.Author {
			initials = string(r)
			break
		}
		fmt.Fprintf(&out, `<w:comment w:id="%d" w:author="%s" w:date="%s" w:initials="%s">`, id, plain(c.Author), c.At.UTC().Format(time.RFC3339), plain(initials))
		for _, line := range strings.Split(c.Text, "\n") {
			out.WriteString(paragraph("CommentText", run(line, "")))
		}
		out.WriteString(`</w:comment>`)
	}
	out.WriteString(`</w:comments>`)
	return out.String()
}
