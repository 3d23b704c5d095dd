package word_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/word"
)

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

// report has two findings of one rule, whose texts are alike.
func report() word.Document {
	field := func(text string) []word.Field {
		return []word.Field{{Path: "why.zh", Label: "为什么", Text: text}, {Path: "remedy.1.zh", Text: "办妥工作许可 <前> & 后"}}
	}
	return word.Document{Title: "安防体检画像", Note: "批注请写在右边。", Findings: []word.Finding{
		{Key: "EMP-020@LQ-0017", Title: "签证与工作不符", Fields: field("在境外实际干活，身份却不允许工作。")},
		{Key: "EMP-020@LQ-0018", Title: "签证与工作不符", Fields: field("在境外实际干活，身份却不允许工作。")},
	}, Comments: []word.Comment{
		{Finding: "EMP-020@LQ-0018", Field: "why.zh", Quote: "身份却不允许", Author: "沈律师", At: noon, Text: "请核对签证类别。\n见附件。"},
		{Finding: "EMP-020@LQ-0018", Field: "why.zh", Quote: "不允许工作", Author: "陆律师", At: noon.Add(time.Minute), Text: "同意 & <补充>"},
		{Finding: "EMP-020@LQ-0017", Author: "陆律师", At: noon, Text: "整条看过"},
	}}
}

func written(t *testing.T, d word.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := word.Write(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t *testing.T, body []byte, d word.Document) word.Returned {
	t.Helper()
	got, err := word.Read(bytes.NewReader(body), int64(len(body)), d)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// partsOf unpacks a package.
func partsOf(t *testing.T, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// packed packs parts; order does not matter to a reader.
func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changed is the document after somebody worked on it.
func changed(t *testing.T, d word.Document, edit func(parts map[string]string)) []byte {
	t.Helper()
	parts := partsOf(t, written(t, d))
	edit(parts)
	return packed(t, parts)
}

func TestWhatComesBackUnchangedHoldsNothingNew(t *testing.T) {
	d := report()
	got := read(t, written(t, d), d)
	if got.Known != 3 || len(got.New) != 0 || len(got.Unmatched) != 0 {
		t.Errorf("%+v", got)
	}
	if !bytes.Equal(written(t, d), written(t, d)) {
		t.Error("the same document gives other bytes")
	}
}

// annotate adds a comment of an id around a text as Word does: the part of comments, and a range around it.
func annotate(parts map[string]string, id, around string, nth int) {
	parts["word/comments.xml"] = strings.Replace(parts["word/comments.xml"], "</w:comments>", `<w:comment w:id="`+id+`" w:author="王总" w:date="2026-11-26T10:00:00Z" w:initials="W"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>已经</w:t></w:r><w:r><w:t xml:space="preserve">办好</w:t></w:r></w:p><w:p><w:r><w:t>谢谢</w:t></w:r></w:p></w:comment></w:comments>`, 1)
	text := parts["word/document.xml"]
	at := -1
	for range nth {
		at += 1 + strings.Index(text[at+1:], around)
	}
	parts["word/document.xml"] = text[:at] + `<w:commentRangeStart w:id="` + id + `"/>` + around + `<w:commentRangeEnd w:id="` + id + `"/><w:r><w:commentReference w:id="` + id + `"/></w:r>` + text[at+len(around):]
}

func TestACommentFindsItsFindingAmongThoseThatReadAlike(t *testing.T) {
	d := report()
	around := `<w:r><w:t xml:space="preserve">办妥工作许可 &lt;前&gt; &amp; 后</w:t></w:r>`
	for nth, key := range map[int]string{1: "EMP-020@LQ-0017", 2: "EMP-020@LQ-0018"} {
		got := read(t, changed(t, d, func(parts map[string]string) { annotate(parts, "77", around, nth) }), d)
		if got.Known != 3 || len(got.New) != 1 || len(got.Unmatched) != 0 {
			t.Fatalf("%+v", got)
		}
		want := word.Comment{Finding: key, Field: "remedy.1.zh", Quote: "办妥工作许可 <前> & 后", Author: "王总", At: time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC), Text: "已经办好\n谢谢"}
		if got.New[0] != want {
			t.Errorf("%+v, want %+v", got.New[0], want)
		}
	}
}

func TestACommentInNoFindingIsListedAndNotGuessedAt(t *testing.T) {
	d := report()
	got := read(t, changed(t, d, func(parts map[string]string) {
		annotate(parts, "77", `<w:r><w:t xml:space="preserve">安防体检画像</w:t></w:r>`, 1)
	}), d)
	if len(got.Unmatched) != 1 || got.Unmatched[0].Finding != "" || got.Unmatched[0].Text != "已经办好\n谢谢" || len(got.New) != 0 {
		t.Errorf("%+v", got)
	}
	later := report()
	later.Findings = later.Findings[:1] // the version that it is read against has one finding less
	if got := read(t, written(t, report()), later); got.Known+len(got.New) != 1 || len(got.Unmatched) != 2 {
		t.Errorf("a finding that is gone: %+v", got)
	}
}

func TestAParagraphThatIsMarkedFromBeforeItsBookmarkIsMatched(t *testing.T) {
	d := report()
	d.Comments = nil
	got := read(t, changed(t, d, func(parts map[string]string) {
		text := parts["word/document.xml"]
		at := strings.Index(text, "<w:bookmarkStart") // of the first finding's title
		end := at + strings.Index(text[at:], "</w:p>")
		annotate(parts, "5", text[at:end], 1)
	}), d)
	if len(got.New) != 1 || got.New[0].Finding != "EMP-020@LQ-0017" || got.New[0].Quote != "签证与工作不符" {
		t.Errorf("%+v", got)
	}
}

// many are beginnings of comments without an end.
func many(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, `<w:commentRangeStart w:id="%d"/>`, 1000+i)
	}
	return out.String()
}

func TestHostileDocumentsAreRefused(t *testing.T) {
	d := report()
	bomb := strings.Repeat(" ", 33<<20)
	for name, one := range map[string]struct {
		body []byte
		want error
	}{
		"no archive":          {[]byte("PK but not really"), word.ErrNotWord},
		"another archive":     {packed(t, map[string]string{"a.txt": "x"}), word.ErrNotWord},
		"a part that unpacks": {changed(t, d, func(p map[string]string) { p["word/document.xml"] += bomb }), word.ErrTooLarge},
		"an entity of a file": {changed(t, d, func(p map[string]string) {
			p["word/comments.xml"] = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>` + p["word/comments.xml"]
		}), word.ErrHostile},
		"an entity nobody said": {changed(t, d, func(p map[string]string) {
			p["word/document.xml"] = strings.Replace(p["word/document.xml"], "安防", "&f;", 1)
		}), word.ErrNotWord},
		"macros":          {changed(t, d, func(p map[string]string) { p["word/vbaProject.bin"] = "x" }), word.ErrHostile},
		"two of one name": {changed(t, d, func(p map[string]string) { p["word/Document.xml"] = p["word/document.xml"] }), word.ErrHostile},
		"endless depth": {changed(t, d, func(p map[string]string) {
			p["word/document.xml"] = strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000)
		}), word.ErrHostile},
		"half a document": {changed(t, d, func(p map[string]string) { p["word/document.xml"] = p["word/document.xml"][:900] }), word.ErrNotWord},
		"too many comments": {changed(t, d, func(p map[string]string) {
			p["word/document.xml"] = strings.Replace(p["word/document.xml"], "<w:body>", "<w:body>"+many(3000), 1)
		}), word.ErrTooLarge},
	} {
		begun := time.Now()
		if _, err := word.Read(bytes.NewReader(one.body), int64(len(one.body)), d); !errors.Is(err, one.want) {
			t.Errorf("%s: %v, want %v", name, err, one.want)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
	if _, err := word.Read(bytes.NewReader(nil), 21<<20, d); !errors.Is(err, word.ErrTooLarge) {
		t.Errorf("a large file: %v", err)
	}
}
