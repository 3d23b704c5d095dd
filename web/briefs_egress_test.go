package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

var anyNumber = regexp.MustCompile(`\d[\d,]*`)

// sayable are the numbers that a brief may hold: published ones, their shares, those of the audit, days, bands, pages, and k.
func sayable(was, now *insights.Published) map[string]bool {
	ok := map[string]bool{}
	add := func(n int) { ok[fmt.Sprint(n)] = true }
	for _, p := range []*insights.Published{was, now} {
		for _, t := range p.Release.Tables {
			for _, c := range t.Cells {
				n, risk := c.Measures["n"], c.Measures["risk"]
				for _, m := range c.Measures {
					if m.Shown() {
						add(*m.Value)
					}
				}
				if n.Shown() && risk.Shown() {
					add((200**risk.Value + *n.Value) / (2 * *n.Value))
				}
			}
		}
	}
	a := now.Audit
	for _, s := range a.Sheets {
		for _, n := range []int{s.Numbers, s.Published, s.Held, s.Primary, s.Secondary, s.Withheld, s.PerMille / 10} {
			add(n)
		}
	}
	for _, n := range []int{a.System, a.Relations, a.Exact, a.Narrowest, now.Release.K, 2026} {
		add(n)
	}
	for n := range 32 { // days, months, the version, pages, tables
		add(n)
	}
	for _, b := range now.Lattice.Bands {
		add(b.From)
		add(b.To)
	}
	return ok
}

// strays gives the numbers of a text that it may not hold. Hashes and ids of rules are none.
func strays(text string, ok map[string]bool, hashes ...string) (out []string) {
	text = regexp.MustCompile(`(?:TAX|SCM|EMP)-\d{3}`).ReplaceAllString(text, " ")
	for _, at := range anyNumber.FindAllStringIndex(text, -1) {
		n := strings.TrimRight(text[at[0]:at[1]], ",")
		word := text[strings.LastIndexFunc(text[:at[0]], func(r rune) bool { return !hexDigit(r) })+1:]
		if end := strings.IndexFunc(word, func(r rune) bool { return !hexDigit(r) }); end >= 0 {
			word = word[:end]
		}
		if len(word) > len(n) && (strings.Contains(hashes[0], word) || strings.Contains(hashes[1], word)) || len(n) > 3 && (strings.Contains(hashes[0], n) || strings.Contains(hashes[1], n)) {
			continue
		}
		if plain := strings.ReplaceAll(n, ",", ""); !ok[strings.TrimLeft(plain, "0")] && strings.Trim(plain, "0") != "" {
			out = append(out, n)
		}
	}
	return out
}

func hexDigit(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'f' }

// wordDocument is what a Word document says: its running text, and its tables by rows of fields.
func wordDocument(t *testing.T, body []byte) (parts map[string]string, text string, tables [][][]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	parts = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(raw)
		for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	var all strings.Builder
	inside := false // a field
	d := xml.NewDecoder(strings.NewReader(parts["word/document.xml"]))
	for {
		token, err := d.Token()
		if err != nil {
			return parts, all.String(), tables
		}
		last := len(tables) - 1
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tbl":
				tables = append(tables, nil)
			case "tr":
				tables[last] = append(tables[last], nil)
			case "tc":
				row := len(tables[last]) - 1
				tables[last][row] = append(tables[last][row], "")
				inside = true
			case "t":
				all.WriteString(" ")
			case "p":
				all.WriteString("\n")
			}
		case xml.EndElement:
			inside = inside && e.Name.Local != "tc"
		case xml.CharData:
			all.Write(e)
			if inside {
				row := tables[last][len(tables[last])-1]
				row[len(row)-1] += string(e) + " "
			}
		}
	}
}

func pdfText(t *testing.T, body []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "brief.pdf")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestEveryNumberThatLeavesIsAPublishedOne reads page, Word document and PDF of a brief with every section, in both languages.
func TestEveryNumberThatLeavesIsAPublishedOne(t *testing.T) {
	p := newPortal(t)
	token := p.analyst()
	was, now := p.outside(hideSome)
	ok := sayable(was, now)
	for _, lang := range []string{"zh", "en"} {
		path := p.begun(token, now, lang)
		form := filled("1", "")
		form.Set("title", map[string]string{"zh": "九月风险通报", "en": "September risk brief"}[lang])
		for name := range form {
			if strings.HasPrefix(name, "own_") {
				form.Set(name, map[string]string{"zh": "请各单位按时宣讲。", "en": "Please tell companies in time."}[lang])
			}
		}
		p.post(path, token, form)
		p.published(token, path, "2")
		page, pdf, docx := p.do("GET", path, token, nil), p.do("GET", path+"/brief.pdf", token, nil), p.do("GET", path+"/brief.docx", token, nil)
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(page.body))
		p.must(err)
		_, said, tables := wordDocument(t, []byte(docx.body))
		for form, text := range map[string]string{"page": spaced(doc.Find("article")), "pdf": pdfText(t, []byte(pdf.body)), "docx": said} {
			if found := strays(text, ok, now.Hash, now.Lattice.Version()); len(found) > 0 {
				t.Errorf("%s as %s holds %v, which nobody has published", lang, form, found)
			}
			if !strings.Contains(strings.Join(strings.Fields(text), ""), now.Hash) {
				t.Errorf("%s as %s does not name its release", lang, form)
			}
		}
		var rows [][]string // of the page
		doc.Find("article table").Each(func(_ int, table *goquery.Selection) {
			table.Find("tr").Each(func(_ int, tr *goquery.Selection) {
				var row []string
				tr.Find("th,td").Each(func(_ int, field *goquery.Selection) { row = append(row, squeeze(field.Text())) })
				rows = append(rows, row)
			})
		})
		n := 0
		for _, table := range tables {
			for _, row := range table {
				for i := range row {
					row[i] = squeeze(row[i])
				}
				if n >= len(rows) || strings.Join(rows[n], "|") != strings.Join(row, "|") {
					t.Fatalf("%s: row %d of the page and of the Word document differ: %v", lang, n, row)
				}
				n++
			}
		}
		if n < 100 || n != len(rows) {
			t.Errorf("%s: %d rows in the Word document, %d on the page", lang, n, len(rows))
		}
		if lang == "zh" {
			cellsAsPublished(t, now, tables)
		}
	}
}

// spaced is the text of a page with blanks between its pieces.
func spaced(s *goquery.Selection) string {
	var out []string
	s.Find("*").Contents().Each(func(_ int, one *goquery.Selection) {
		if goquery.NodeName(one) == "#text" {
			out = append(out, one.Text())
		}
	})
	return strings.Join(out, " ")
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// cellsAsPublished compares the fields of the table of countries and areas one by one with the cells of the release.
func cellsAsPublished(t *testing.T, now *insights.Published, tables [][][]string) {
	t.Helper()
	compared := 0
	for _, table := range tables {
		for _, c := range now.Lattice.Countries {
			for _, row := range table[1:] {
				if row[0] != c.Zh {
					continue
				}
				for i, area := range now.Lattice.Words("area") {
					cell, _ := now.Cell(lattice.T5{Country: c.Key, Area: area}.Key())
					n, risk := cell.Measures["n"], cell.Measures["risk"]
					want := fmt.Sprintf("%d%%%s/%s家", (200**risk.Value+*n.Value)/(2**n.Value), thousands(*risk.Value), thousands(*n.Value))
					if row[i+1] != want {
						t.Errorf("%s %s: %s, want %s", c.Zh, area, row[i+1], want)
					}
					compared++
				}
			}
		}
		for _, row := range table {
			switch row[0] {
			case "老挝":
				t.Error("Laos is listed, of which nothing is published")
			case "西区":
				if !strings.HasPrefix(row[1], "少于10家共2") {
					t.Errorf("a hidden number beside a published one: %v", row)
				}
			case "批发和零售业":
				if len(row) == 5 && row[2] != "为保护别格" {
					t.Errorf("trade: %v", row)
				}
			case "北非":
				if !strings.Contains(row[1], "2026年4月1日的数") {
					t.Errorf("a held number bears no day: %v", row)
				}
			}
		}
	}
	if compared != 39*3 {
		t.Errorf("%d cells compared", compared)
	}
}

func thousands(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }

// TestWhatTheBriefItselfSaysPassesItsCheck copies the sentences of every section into the opening.
func TestWhatTheBriefItselfSaysPassesItsCheck(t *testing.T) {
	p := newPortal(t)
	token := p.analyst()
	_, now := p.outside(hideSome)
	for _, lang := range []string{"zh", "en"} {
		path := p.begun(token, now, lang)
		p.post(path, token, filled("1", ""))
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.do("GET", path+"/preview", token, nil).body))
		p.must(err)
		var said []string
		doc.Find("article > p > b").Each(func(_ int, one *goquery.Selection) {
			if text := one.Text(); !strings.Contains(text, "“") || strings.Contains(text, "85") { // a rule's title may hold a number of its own
				said = append(said, text)
			}
		})
		p.post(path, token, filled("2", strings.Join(said, "\n")))
		page := p.do("GET", path, token, nil)
		if len(said) < 10 || !strings.Contains(page.body, said[0]) || strings.Contains(page.body, `id="bc"`) {
			at := max(0, strings.Index(page.body, `id="bc"`))
			t.Errorf("%s: %d sentences, of which the check refuses some: %s", lang, len(said), page.body[at:min(len(page.body), at+900)])
		}
	}
}

// TestABriefIsADocumentThatEverybodyCanRead: language, headings, heads of tables and what they show.
func TestABriefIsADocumentThatEverybodyCanRead(t *testing.T) {
	p := newPortal(t)
	token := p.analyst()
	_, now := p.outside(hideSome)
	for lang, code := range map[string]string{"zh": "zh-CN", "en": "en"} {
		path := p.begun(token, now, lang)
		form := filled("1", "")
		p.post(path, token, form)
		p.published(token, path, "2")
		docx, pdf := p.do("GET", path+"/brief.docx", token, nil), p.do("GET", path+"/brief.pdf", token, nil)
		parts, _, tables := wordDocument(t, []byte(docx.body))
		body := parts["word/document.xml"]
		if n := len(tables); n != 9 || strings.Count(body, "<w:tblHeader/>") != n || strings.Count(body, "<w:tblDescription w:val=") != n || strings.Contains(body, `<w:tblDescription w:val=""/>`) {
			t.Errorf("%s: %d tables, %d heads", lang, n, strings.Count(body, "<w:tblHeader/>"))
		}
		if strings.Count(body, `<w:pStyle w:val="Heading1"/>`) != 9 || !strings.Contains(parts["docProps/core.xml"], "<dc:language>"+code+"</dc:language>") || !strings.Contains(parts["word/footer1.xml"], "NUMPAGES") || !strings.Contains(parts["word/header1.xml"], map[string]string{"zh": "合成数据", "en": "Synthetic data"}[lang]) {
			t.Errorf("%s: headings, language or marks are missing", lang)
		}
		if !strings.Contains(pdf.body, "/Lang ("+code+")") || !strings.Contains(pdf.body, "/Outlines") || !strings.Contains(pdf.header.Get("Content-Disposition"), "brief-2026-10-01-v1-"+lang+".pdf") {
			t.Errorf("%s: the PDF has no language or no outline", lang)
		}
		for i, text := range strings.Split(strings.TrimRight(pdfText(t, []byte(pdf.body)), "\f"), "\f") {
			if !strings.Contains(text, map[string]string{"zh": "合成数据", "en": "Synthetic data"}[lang]) || !strings.Contains(text, fmt.Sprintf("%d / ", i+1)) {
				t.Errorf("%s: page %d bears no mark or no number", lang, i+1)
			}
		}
		if again := p.do("GET", path+"/brief.pdf", token, nil); again.body != pdf.body {
			t.Errorf("%s: the same brief is another file", lang)
		}
		if dir := os.Getenv("STATION_BRIEFS"); dir != "" {
			p.must(os.WriteFile(filepath.Join(dir, "brief-"+lang+".pdf"), []byte(pdf.body), 0o600))
			p.must(os.WriteFile(filepath.Join(dir, "brief-"+lang+".docx"), []byte(docx.body), 0o600))
		}
	}
}
