package files

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zhuqi-yunzhan/station"
)

// stored is what is kept of an upload, as one.
func stored(s seen) []byte { return bytes.Join(s.content, nil) }

func TestWhatIsAskedForIsTaken(t *testing.T) {
	gbk := must[[]byte](t)(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("姓名,国家\n王敏,越南\n")))
	for name, c := range map[string]struct {
		body []byte
		kind Type
	}{
		"营业执照.PNG":  {aPNG(t, 20, 1), PNG},
		"a.jpg":     {aJPEG(t, 20, 1), JPEG},
		"a.JPEG":    {aJPEG(t, 21, 2), JPEG},
		"a.webp":    {webpLossy, WebP},
		"b.webp":    {webpLossless, WebP},
		"a.pdf":     {aPDF(""), PDF},
		"a.xlsx":    {zipped(t, aBook()), XLSX},
		"a.docx":    {zipped(t, aDocument(entry{"word/media/image1.png", string(aPNG(t, 9, 1))})), DOCX},
		"a.csv":     {[]byte("\xEF\xBB\xBF姓名,净额,电话\n王敏,-5.20,+86 571 0000\n"), CSV},
		"gbk.csv":   {gbk, CSV},
		"empty.csv": {[]byte("一列\n"), CSV},
	} {
		s, err := look(c.body, Attachment, name)
		if err != nil || s.kind != c.kind {
			t.Errorf("%s: %s, %v", name, s.kind, err)
			continue
		}
		if c.kind != JPEG && !bytes.Equal(stored(s), c.body) {
			t.Errorf("%s: %d bytes became %d", name, len(c.body), len(stored(s)))
		}
	}
}

// TestWhatIsNotTakenSaysWhatToDo has every sentence of a refusal that hangs on the content.
func TestWhatIsNotTakenSaysWhatToDo(t *testing.T) {
	wideText := append([]byte("\xFF\xFE"), wide("<html>")...)
	macroTypes := strings.Replace(contentTypes, "application/xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)
	for _, c := range []struct {
		what, name string
		body       []byte
		key        string
	}{
		{"an SVG", "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "files.markup"},
		{"a page that is called a table", "a.csv", []byte("\xEF\xBB\xBF \r\n<script>alert(1)</script>"), "files.markup"},
		{"a page in wide characters", "a.csv", wideText, "files.markup"},
		{"a page after nothing", "a.png", []byte("\x00\x00<html>"), "files.markup"},
		{"a picture of a telephone", "a.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "files.heic"},
		{"an old workbook", "a.xls", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), wide("Workbook")...), "files.old_office"},
		{"a workbook with a password", "a.xlsx", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), wide("EncryptedPackage")...), "files.password"},
		{"a binary workbook", "a.xlsb", zipped(t, []entry{{"[Content_Types].xml", contentTypes}, {"xl/workbook.bin", "x"}}), "files.old_office"},
		{"an archive", "a.zip", zipped(t, []entry{{"a.txt", "x"}}), "files.archive"},
		{"another archive", "a.rar", []byte("Rar!\x1A\x07\x01\x00"), "files.archive"},
		{"a program", "a.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00"), "files.other_type"},
		{"a GIF", "a.png", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "files.other_type"},
		{"a text", "a.txt", []byte("just words"), "files.other_type"},
		{"a PDF that is called a picture", "a.png", aPDF(""), "files.ending"},
		{"a PDF without an ending", "scan", aPDF(""), "files.ending"},
		{"a PDF that would be run", "a.pdf.exe", aPDF(""), "files.ending"},
		{"a PDF cut off", "a.pdf", aPDF("")[:30], "files.broken"},
		{"a PDF that is a page", "a.pdf", aPDF("<HTML>"), "files.disguised"},
		{"a PDF that is an archive", "a.pdf", append(aPDF(""), zipped(t, []entry{{"a", "b"}})...), "files.disguised"},
		{"a formula", "a.csv", []byte("a,b\n1,\"=cmd|' /C calc'!A0\"\n"), "files.formula"},
		{"a formula by its sign", "a.csv", []byte("a;@SUM(A1)\n"), "files.formula"},
		{"a formula that looks like a number", "a.csv", []byte("a\n-cmd|'/C calc'!A0\n"), "files.formula"},
		{"macros", "a.xlsx", zipped(t, aBook(entry{"xl/vbaProject.bin", "x"})), "files.macro"},
		{"old macros", "a.xlsx", zipped(t, aBook(entry{"xl/macrosheets/sheet1.xml", "x"})), "files.macro"},
		{"controls", "a.docx", zipped(t, aDocument(entry{"word/activeX/activeX1.bin", "x"})), "files.macro"},
		{"a workbook that says it has macros", "a.xlsx", zipped(t, append([]entry{{"[content_types].xml", macroTypes}}, aBook()[1:]...)), "files.macro"},
		{"an archive inside", "a.docx", zipped(t, aDocument(entry{"word/embeddings/x.zip", "x"})), "files.nested"},
		{"an archive inside under another name", "a.docx", zipped(t, aDocument(entry{"word/media/image1.png", "PK\x03\x04..."})), "files.nested"},
		{"a program inside", "a.docx", zipped(t, aDocument(entry{"word/media/image1.png", "MZ..."})), "files.nested"},
		{"two things at once", "a.docx", zipped(t, aDocument(aBook()[1])), "files.disguised"},
		{"a name twice", "a.docx", zipped(t, aDocument(entry{"word/a.xml", "1"}, entry{"WORD\\A.XML", "2"})), "files.disguised"},
		{"a name that climbs", "a.docx", zipped(t, aDocument(entry{"word/../../a.xml", "1"})), "files.disguised"},
		{"an encrypted entry", "a.docx", zipped(t, aDocument(), func(h *zip.FileHeader) { h.Flags |= 1 }), "files.password"},
		{"an archive behind something", "a.docx", append([]byte("PK\x03\x04"), zipped(t, aDocument())...), "files.disguised"},
		{"an archive with a comment", "a.docx", withComment(zipped(t, aDocument()), "hello"), "files.disguised"},
		{"half an archive", "a.docx", zipped(t, aDocument())[:200], "files.broken"},
	} {
		_, err := look(c.body, Attachment, c.name)
		t.Run(c.what, func(t *testing.T) { refused(t, err, c.key, station.Invalid) })
	}
	_, err := look(zipped(t, aBook()), Licence, "a.xlsx")
	refused(t, err, "files.other_type", station.Invalid)
	if f, _ := station.AsFault(err); f.Say.Args["types"] != "PNG / JPG / WebP / PDF" {
		t.Error(f.Say.Args)
	}
}

func withComment(b []byte, text string) []byte {
	b = append(bytes.Clone(b), text...)
	binary.LittleEndian.PutUint16(b[len(b)-len(text)-2:], uint16(len(text)))
	return b
}

func TestNamesAreMadeSafe(t *testing.T) {
	for said, want := range map[string]string{
		"营业执照.pdf":                        "营业执照.pdf",
		`C:\Users\li\文件.PDF`:              "文件.pdf",
		"../../etc/passwd.pdf":            "passwd.pdf",
		"a\x00b\r\nSet-Cookie: x.pdf":     "abSet-Cookie_ x.pdf",
		"gpj\u202Efdp.pdf":                "gpjfdp.pdf",
		" ..hidden. .pdf":                 "hidden.pdf",
		".pdf":                            "pdf.pdf",
		`a"b<c>|?*.pdf`:                   "a_b_c____.pdf",
		"e\u0301.pdf":                     "\u00E9.pdf",
		strings.Repeat("长", 300) + ".pdf": strings.Repeat("长", maxName-4) + ".pdf",
		"\xFF\xFEa.pdf":                   "a.pdf",
		"a\u3000b.pdf":                    "a b.pdf",
	} {
		got, err := cleanName(said, PDF, Licence)
		if said == ".pdf" || said == "... .pdf" {
			refused(t, err, "files.ending", station.Invalid) // a name that is an ending has none
			continue
		}
		if err != nil || got != want {
			t.Errorf("%q became %q, not %q, %v", said, got, want, err)
		}
	}
}

func TestFormsOfferWhatIsTaken(t *testing.T) {
	if got := Licence.Accept(); got != ".png,.jpg,.jpeg,.jpe,.jfif,.webp,.pdf" {
		t.Error(got)
	}
	for name, p := range map[string]Purpose{"nothing": {}, "no limit": {Name: "x", Types: []Type{PDF}}, "an unknown type": {Name: "x", Types: []Type{"text/html"}, MaxBytes: 1}} {
		if p.check() == nil {
			t.Errorf("a purpose with %s is taken", name)
		}
	}
}
