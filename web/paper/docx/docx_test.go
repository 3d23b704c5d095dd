package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/web/paper/docx"
	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

func sample() folio.Document {
	return folio.Document{Lang: "zh", LangCode: "zh-CN", Title: `通报 <一> & "二"`, Sub: "副标题", Author: "某站", Subject: "月度通报", Creator: "助企云站", Digest: "发布编号 ab", Mark: "合成数据", MarkNote: "由程序生成", Made: time.Date(2026, 10, 5, 2, 0, 0, 0, time.UTC),
		Facts: []folio.Fact{{Label: "数据截至", Value: "2026 年 10 月 1 日"}},
		Blocks: []folio.Block{{Kind: folio.Heading, Text: "各领域"}, {Kind: folio.Minor, Text: "小标题"}, {Kind: folio.Said, Text: "一句"}, {Kind: folio.Own, Label: "研判员", Text: "第一段\r\n\n第二段"}, {Kind: folio.Small, Text: "注\x00"},
			{Kind: folio.Grid, Table: &folio.Table{Caption: "表", Alt: `每行"一个"范围`, Columns: []folio.Column{{Head: "范围"}, {Head: "税务", Number: true}}, Rows: []folio.Row{{Name: "东亚", Note: "注", Cells: []folio.Cell{{Text: "31 %", Note: "31 / 100"}}}, {Name: "西亚", Cells: []folio.Cell{{Text: "少于 10 家", Hidden: true}}}}}}}}
}

func written(t *testing.T, d folio.Document) (parts map[string]string, raw []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := docx.Write(&out, d); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		parts[f.Name] = string(text)
	}
	return parts, out.Bytes()
}

func TestADocumentHasHeadingsTableHeadsADescriptionAndItsLanguage(t *testing.T) {
	parts, raw := written(t, sample())
	for part, wants := range map[string][]string{
		"word/document.xml": {`<w:pStyle w:val="Title"/>`, `通报 &lt;一&gt; &amp; &#34;二&#34;`, `<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="Heading2"/>`, `<w:tblHeader/>`, `<w:tblCaption w:val="表"/>`, `<w:tblDescription w:val="每行&#34;一个&#34;范围"/>`, `第一段</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t xml:space="preserve">第二段`, `31 / 100`, `少于 10 家`},
		"word/styles.xml":   {`<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>`, `<w:outlineLvl w:val="0"/>`},
		"docProps/core.xml": {"<dc:language>zh-CN</dc:language>", "<dc:creator>某站</dc:creator>", "2026-10-05T02:00:00Z"},
		"word/header1.xml":  {"合成数据", "由程序生成"}, "word/footer1.xml": {"NUMPAGES", "发布编号 ab"},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[part], want) {
				t.Errorf("%s does not hold %s", part, want)
			}
		}
	}
	if _, again := written(t, sample()); !bytes.Equal(raw, again) {
		t.Error("the same document is another file")
	}
	for _, target := range []string{"styles.xml", "settings.xml", "header1.xml", "footer1.xml"} {
		if parts["word/"+target] == "" || !strings.Contains(parts["[Content_Types].xml"], "/word/"+target) || !strings.Contains(parts["word/_rels/document.xml.rels"], target) {
			t.Errorf("%s is not tied in", target)
		}
	}
}

func TestAnEnglishDocumentSaysSo(t *testing.T) {
	d := sample()
	d.Lang, d.LangCode, d.Mark = "en", "en", ""
	parts, _ := written(t, d)
	if !strings.Contains(parts["word/styles.xml"], `<w:lang w:val="en-GB"`) || strings.Contains(parts["word/header1.xml"], "w:bdr") {
		t.Error("the language or the mark is another one")
	}
}
