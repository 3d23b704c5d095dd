package sheets

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const pasted = "供应商名称\t国家\t采购额\n甲厂\t越南\t1,234.50\n乙厂\t中国香港\t12万元\n"

func TestTextIsReadInEveryEncoding(t *testing.T) {
	encode := func(e encoding.Encoding) []byte {
		out, err := e.NewEncoder().Bytes([]byte(pasted))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, data := range map[string][]byte{
		"UTF-8":                 []byte(pasted),
		"UTF-8 with a mark":     []byte("\xEF\xBB\xBF" + pasted),
		"GB18030":               encode(simplifiedchinese.GB18030),
		"UTF-16 LE with a mark": encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)),
		"UTF-16 BE with a mark": encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM)),
		"commas":                []byte(strings.ReplaceAll(strings.ReplaceAll(pasted, "1,234.50", `"1,234.50"`), "\t", ",")),
		"semicolons":            []byte(strings.ReplaceAll(pasted, "\t", ";")),
		"a sep line":            []byte("sep=|\r\n" + strings.ReplaceAll(strings.ReplaceAll(pasted, "\t", "|"), "\n", "\r\n")),
	} {
		s := opened(t, data).Default()
		if s.Rows() != 3 || s.Width() != 3 || s.Lines[2].At(1).Text() != "中国香港" || s.Lines[1].At(2).Text() != "1,234.50" {
			t.Errorf("%s: %+v", name, s.Lines)
		}
	}
}

func TestUTF16WithoutAMarkIsRecognised(t *testing.T) {
	data, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte("name,country\nalpha,VN\nbeta,TH\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s := opened(t, data).Default(); s.Rows() != 3 || s.Lines[1].At(1).Text() != "VN" {
		t.Errorf("%+v", s.Lines)
	}
}

func TestRowNumbersFollowTheSpreadsheet(t *testing.T) {
	s := opened(t, []byte("a,b\n\n\"two\nlines\",x\nlast,y\n")).Default()
	var rows []int
	for _, l := range s.Lines {
		rows = append(rows, l.Number)
	}
	if fmt.Sprint(rows) != "[1 3 4]" {
		t.Errorf("rows %v", rows)
	}
}

func TestAnUnclosedQuoteDoesNotSwallowTheTable(t *testing.T) {
	text := "name,country\n\"alpha,VN\n" + strings.Repeat("beta beta beta,TH\n", 60)
	if s := opened(t, []byte(text)).Default(); s.Rows() != 62 {
		t.Errorf("%d rows", s.Rows())
	}
}

func TestWrongFilesAreRefusedWithWhatToDo(t *testing.T) {
	encrypted := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, wide("....EncryptedPackage")...)
	for _, c := range []struct {
		name, key string
		data      []byte
	}{
		{"empty", "import.file.empty", nil},
		{"only spaces", "import.file.empty", []byte(" \n\n")},
		{"large", "import.file.large", bytes.Repeat([]byte("a,b\n"), 2<<20)},
		{"old Excel", "import.file.xls", testdata(t, "old.xls")},
		{"encrypted", "import.file.password", encrypted},
		{"PDF", "import.file.other", []byte("%PDF-1.7 ...")},
		{"a page saved as .xls", "import.file.other", []byte("\n<html><table></table></html>")},
		{"binary", "import.file.other", bytes.Repeat([]byte{1, 2, 3, 4, 0, 9}, 50)},
		{"another zip", "import.file.other", zipped(t, map[string]string{"word/document.xml": "<x/>"})},
		{"xlsb", "import.file.other", zipped(t, map[string]string{"xl/workbook.bin": "x"})},
		{"macros", "import.file.macro", mini(t, "", map[string]string{"xl/vbaProject.bin": "x"})},
		{"macros under another name", "import.file.macro", mini(t, "", map[string]string{"XL\\VBAProject.bin": "x"})},
		{"torn", "import.file.broken", testdata(t, "renamed_30.xlsx")[:3000]},
		{"no cells", "import.file.empty", mini(t, "", nil)},
		{"rows backwards", "import.file.broken", mini(t, `<row r="5"><c t="str"><v>a</v></c></row><row r="2"><c t="str"><v>b</v></c></row>`, nil)},
		{"broken reference", "import.file.broken", mini(t, `<row r="1"><c r="!!" t="str"><v>a</v></c></row>`, nil)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open("list.xlsx", c.data, Limits{})
			wantFault(t, err, c.key)
		})
	}
}

func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZipBombsAreRefused(t *testing.T) {
	many := map[string]string{}
	for i := range 1001 {
		many[fmt.Sprint("f", i)] = "x"
	}
	noise := func(n int) string { // compresses badly enough to pass the ratio
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "%x,", i*2654435761)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		data   []byte
		limits Limits
	}{
		"too many entries": {zipped(t, many), Limits{}},
		"steep":            {zipped(t, map[string]string{"xl/workbook.xml": strings.Repeat(" ", 8<<20)}), Limits{}},
		"one large part":   {zipped(t, map[string]string{"xl/workbook.xml": noise(3 << 20)}), Limits{Part: 2 << 20}},
		"large together":   {zipped(t, map[string]string{"a": noise(1 << 20), "b": noise(1 << 20)}), Limits{Unpacked: 3 << 19}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open("bomb.xlsx", c.data, c.limits)
			wantFault(t, err, "import.file.bomb")
		})
	}
}

func TestADirectoryThatLiesIsRefused(t *testing.T) {
	var packed, b bytes.Buffer
	w, _ := flate.NewWriter(&packed, 9)
	_, _ = w.Write(bytes.Repeat([]byte("<a>"), 4<<20))
	_ = w.Close()
	z := zip.NewWriter(&b)
	raw, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = raw.Write(packed.Bytes())
	_ = z.Close()
	if w, err := Open("bomb.xlsx", b.Bytes(), Limits{}); err == nil {
		t.Fatalf("opened %+v", w)
	}
}

func TestFormulasShowTheirCachedValue(t *testing.T) {
	s := opened(t, mini(t, `<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>NOW()</f></c>`+
		`<c r="D1" t="e"><v>#REF!</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="inlineStr"><is><r><t>=1</t></r><r><t>+2</t></r><rPh><t>x</t></rPh></is></c></row>`, nil)).Default()
	l := s.Lines[0]
	if l.At(0).Text() != "ab" || l.At(1).Text() != "2" || l.At(2).Kind() != Broken || l.At(3).Kind() != Broken || l.At(4).Text() != "TRUE" || l.At(5).Text() != "=1+2" {
		t.Errorf("%+v", l)
	}
}

func TestSerialDatesFollowTheEpochOfTheWorkbook(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="181" formatCode="[$-804]yyyy/m/d\ h:mm"/>` +
		`<numFmt numFmtId="182" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="180"/><xf numFmtId="181"/><xf numFmtId="10"/><xf numFmtId="182"/></cellXfs></styleSheet>`
	rels := `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>`
	row := `<row><c s="1"><v>44887</v></c><c s="2"><v>44887</v></c><c s="3"><v>44887.604166667</v></c><c s="4"><v>0.125</v></c><c s="5"><v>42</v></c><c><v>0.30000000000000004</v></c></row>`
	for epoch, want := range map[string]string{"": "2022-11-22", `date1904="1"`: "2026-11-23"} {
		book := `<workbook><workbookPr ` + epoch + `/><sheets><sheet name="表" id="rId1"/></sheets></workbook>`
		l := opened(t, mini(t, row, map[string]string{"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": rels, "xl/workbook.xml": book})).Default().Lines[0]
		got := []string{}
		for _, c := range l.Cells {
			got = append(got, c.Text())
		}
		if fmt.Sprint(got) != fmt.Sprint([]string{want, want, want + "T14:30", "12.5%", "00042", "0.3"}) {
			t.Errorf("%s: %v", epoch, got)
		}
	}
}

func TestLimitsOfASheetSpareTheOthers(t *testing.T) {
	s := opened(t, mini(t, `<row><c r="A1" t="str"><v>a</v></c><c r="GZ1" t="str"><v>far</v></c></row>`, nil)).Sheets[0]
	if s.Refused == nil || s.Refused.Say.Key != "import.sheet.wide" {
		t.Errorf("%+v", s.Refused)
	}
	long := strings.Repeat("长", 2001)
	l := opened(t, mini(t, inline([]string{long, "b"}), nil)).Default().Lines[0]
	if l.At(0).Kind() != TooLong || len([]rune(l.At(0).Raw)) != 2000 {
		t.Errorf("kept %d, form %d", len([]rune(l.At(0).Raw)), l.At(0).Kind())
	}
}

// The reader is ours; excelize is the second opinion.
func TestOurReadingAgreesWithExcelize(t *testing.T) {
	for _, name := range []string{"merged_titles.xlsx", "hidden_first.xlsx", "subtotals.xlsx", "renamed_30.xlsx", "duplicates.xlsx"} {
		data := testdata(t, name)
		f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: 64 << 20, UnzipXMLSizeLimit: 16 << 20, ShortDatePattern: "yyyy-mm-dd"})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range opened(t, data).Sheets {
			rows, err := f.GetRows(s.Name)
			if err != nil {
				t.Fatal(err)
			}
			visible, _ := f.GetSheetVisible(s.Name)
			if visible == s.Hidden {
				t.Errorf("%s %s: hidden differs", name, s.Name)
			}
			for _, l := range s.Lines {
				for i, theirs := range rows[l.Number-1] {
					if ours := l.At(i).Text(); theirs != "" && ours != strings.TrimSpace(theirs) {
						t.Errorf("%s %s %s%d: %q, excelize %q", name, s.Name, Letter(i), l.Number, ours, theirs)
					}
				}
			}
		}
	}
}
