package files

import (
	"archive/zip"
	"bytes"
	"image/jpeg"
	"image/png"
	"io"
	"mime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// FuzzPicture gives anything to the readers of pictures. What they take is smaller or as large, is taken again without a change, and shows
// what it showed before.
func FuzzPicture(f *testing.F) {
	f.Add(taggedPNG(f, aPNG(f, 5, 1)))
	f.Add(taggedJPEG(aJPEG(f, 5, 1), 6))
	f.Add(taggedWebP(webpLossy))
	f.Add(taggedWebP(webpLossless))
	f.Add(webpLossy)
	f.Fuzz(func(t *testing.T, b []byte) {
		for kind, clean := range map[Type]func([]byte) (pieces, error){PNG: cleanPNG, JPEG: cleanJPEG, WebP: cleanWebP} {
			if told, err := tell(b, Licence); err != nil || told != kind {
				continue
			}
			kept, err := clean(b)
			if err != nil {
				onlyFaults(t, err)
				continue
			}
			out := bytes.Join(kept, nil)
			if len(out) > len(b)+len(turned(1))+14 {
				t.Errorf("%s: %d bytes became %d", kind, len(b), len(out))
			}
			again, err := clean(out)
			if err != nil || !bytes.Equal(bytes.Join(again, nil), out) {
				t.Errorf("%s: cleaned twice it is another: %v", kind, err)
			}
			same(t, kind, b, out)
		}
	})
}

// same holds the picture before against the picture after, where the standard library can show it.
func same(t *testing.T, kind Type, before, after []byte) {
	config, show := png.DecodeConfig, png.Decode
	if kind == JPEG {
		config, show = jpeg.DecodeConfig, jpeg.Decode
	}
	size, err := config(bytes.NewReader(before))
	if kind == WebP || err != nil || size.Width*size.Height > 1<<16 {
		return
	}
	was, err := show(bytes.NewReader(before))
	if err != nil {
		return
	}
	if is, err := show(bytes.NewReader(after)); err != nil || !samePicture(was, is) {
		t.Errorf("%s: another picture, %v", kind, err)
	}
}

func onlyFaults(t *testing.T, err error) {
	t.Helper()
	if f, ok := station.AsFault(err); !ok || f.Kind != station.Invalid || !strings.HasPrefix(f.Say.Key, "files.") {
		t.Errorf("%v", err)
	}
}

// FuzzArchive gives anything to the reader of archives. What it takes unpacks whole, within the limits, into names that are apart.
func FuzzArchive(f *testing.F) {
	f.Add(zipped(f, aBook()))
	f.Add(zipped(f, aDocument(entry{"word/media/a.png", "x"}), func(h *zip.FileHeader) { h.Method = zip.Store }))
	f.Add(withComment(zipped(f, aBook()), "x"))
	f.Add(append(aPDF(""), zipped(f, aBook())...))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := tell(b, Attachment); err != nil || !begins(b, "PK") {
			return
		}
		if err := lookOffice(b); err != nil {
			onlyFaults(t, err)
			return
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil || len(z.File) > maxEntries {
			t.Fatal(err)
		}
		total := int64(0)
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			n, err := io.Copy(io.Discard, r)
			if total += n; err != nil || total > maxUnpacked {
				t.Fatal(total, err)
			}
		}
	})
}

// FuzzLook gives anything, under any name, for any purpose.
func FuzzLook(f *testing.F) {
	f.Add([]byte("a,b\n1,=2\n"), "a.csv")
	f.Add(aPDF(""), "a.pdf")
	f.Add([]byte("<svg/>"), "a.svg")
	f.Add([]byte("\xFF\xFE<\x00"), "a.csv")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		s, err := look(b, Attachment, name)
		if err != nil {
			onlyFaults(t, err)
			return
		}
		if !Attachment.takes(s.kind) || s.content.size() == 0 && len(b) > 0 || isMarkup(b) || isProgram(b) && s.kind != CSV {
			t.Errorf("%q is taken for %s", b[:min(len(b), 40)], s.kind)
		}
	})
}

// FuzzName gives any name. What comes out is short, has the right ending, and no character that a page, a header or a disk minds; and a
// header gives it back.
func FuzzName(f *testing.F) {
	for _, name := range []string{"营业执照.pdf", `..\..\a.pdf`, "a\u202Efdp.exe.pdf", "\x00.pdf", ". .pdf", "a\"b;c.pdf"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, said string) {
		name, err := cleanName(said, PDF, Licence)
		if err != nil {
			onlyFaults(t, err)
			return
		}
		if utf8.RuneCountInString(name) > maxName || !strings.HasSuffix(strings.ToLower(name), ".pdf") || strings.ContainsAny(name, "/\\:*?\"<>|\r\n\x00") || name[0] == '.' || !utf8.ValidString(name) {
			t.Errorf("%q became %q", said, name)
		}
		for _, c := range name {
			if unicode.Is(unicode.C, c) {
				t.Errorf("%q has %U", name, c)
			}
		}
		if _, back, err := mime.ParseMediaType(disposition(name)); err != nil || back["filename"] != name {
			t.Errorf("%q comes back as %q, %v", name, back["filename"], err)
		}
		if again, err := cleanName(name, PDF, Licence); err != nil || again != name {
			t.Errorf("%q cleaned twice is %q", name, again)
		}
	})
}
