// Package docx sets a document in words for a word processor: real headings, tables with header rows that repeat and a description, the language of
// the text, page numbers. The same document gives the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// Kind is the media type of what Write writes.
const Kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const (
	space    = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	links    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages = "http://schemas.openxmlformats.org/package/2006/"
	types    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// Write writes a document.
func Write(to io.Writer, d folio.Document) error {
	z := zip.NewWriter(to)
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", relations([2]string{links + "/officeDocument", "word/document.xml"}, [2]string{packages + "relationships/metadata/core-properties", "docProps/core.xml"})},
		{"docProps/core.xml", core(d)},
		{"word/_rels/document.xml.rels", relations([2]string{links + "/styles", "styles.xml"}, [2]string{links + "/settings", "settings.xml"}, [2]string{links + "/header", "header1.xml"}, [2]string{links + "/footer", "footer1.xml"})},
		{"word/styles.xml", styles(d)},
		{"word/settings.xml", `<w:settings xmlns:w="` + space + `"><w:themeFontLang w:val="` + latin(d) + `" w:eastAsia="zh-CN"/></w:settings>`},
		{"word/header1.xml", header(d)}, {"word/footer1.xml", footer(d)}, {"word/document.xml", body(d)},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(w, head+p.text)
		}
		if err != nil {
			return fmt.Errorf("docx: %w", err)
		}
	}
	return z.Close()
}

func contentTypes() string {
	var out strings.Builder
	out.WriteString(`<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range [][2]string{{"/word/document.xml", types + "document.main+xml"}, {"/word/styles.xml", types + "styles+xml"}, {"/word/settings.xml", types + "settings+xml"}, {"/word/header1.xml", types + "header+xml"}, {"/word/footer1.xml", types + "footer+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"}} {
		fmt.Fprintf(&out, `<Override PartName="%s" ContentType="%s"/>`, p[0], p[1])
	}
	return out.String() + `</Types>`
}

func relations(all ...[2]string) string {
	var out strings.Builder
	out.WriteString(`<Relationships xmlns="` + packages + `relationships">`)
	for i, r := range all {
		fmt.Fprintf(&out, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, r[0], r[1])
	}
	return out.String() + `</Relationships>`
}

// core is what the file says of itself.
func core(d folio.Document) string {
	made := d.Made.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="` + packages + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + plain(d.Title) + `</dc:title><dc:subject>` + plain(d.Subject) + `</dc:subject><dc:creator>` + plain(d.Author) +
		`</dc:creator><cp:keywords>` + plain(d.Digest) + `</cp:keywords><dc:language>` + plain(d.LangCode) + `</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified></cp:coreProperties>`
}

// latin is the language of Latin letters.
func latin(d folio.Document) string {
	if d.Lang == "en" {
		return "en-GB"
	}
	return "zh-CN"
}

// plain is a text as XML; what XML cannot hold is a replacement mark.
func plain(s string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s)); err != nil { // a buffer takes all
		return ""
	}
	return out.String()
}

func run(text, look string) string {
	if look != "" {
		look = "<w:rPr>" + look + "</w:rPr>"
	}
	return "<w:r>" + look + `<w:t xml:space="preserve">` + plain(text) + "</w:t></w:r>"
}

func paragraph(style, more, inner string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + more + `</w:pPr>` + inner + `</w:p>`
}

func header(d folio.Document) string {
	said := d.Creator + " · " + d.Title
	inner := run(said, "")
	if d.Mark != "" {
		inner += `<w:r><w:tab/></w:r>` + run(d.MarkNote+" ", "") + run(" "+d.Mark+" ", `<w:b/><w:bdr w:val="single" w:sz="6" w:space="0" w:color="10262D"/>`)
	}
	return `<w:hdr xmlns:w="` + space + `">` + paragraph("Header", "", inner) + `</w:hdr>`
}

func footer(d folio.Document) string {
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	}
	return `<w:ftr xmlns:w="` + space + `">` + paragraph("Footer", "", run(d.Digest, "")+`<w:r><w:tab/></w:r>`+field("PAGE")+run(" / ", "")+field("NUMPAGES")) + `</w:ftr>`
}
