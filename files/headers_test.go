package files

import (
	"mime"
	"net/http"
	"testing"
)

func TestAFileGoesOutAsSomethingToSave(t *testing.T) {
	for _, c := range []struct {
		name string
		kind Type
		want string
		old  string
	}{
		{"营业执照.pdf", PDF, "application/pdf", "____.pdf"},
		{"a.png", PNG, "image/png", "a.png"},
		{"a.jpg", JPEG, "image/jpeg", "a.jpg"},
		{"a.webp", WebP, "image/webp", "a.webp"},
		{"a b;c%41'(é).xlsx", XLSX, "application/octet-stream", "a b_c_41'(_).xlsx"},
		{`x".csv`, CSV, "application/octet-stream", "x_.csv"},
		{"a\r\nSet-Cookie: x.docx", DOCX, "application/octet-stream", "a__Set-Cookie: x.docx"},
		{"page.html", "text/html", "application/octet-stream", "page.html"},
	} {
		h := http.Header{}
		for _, line := range Headers(File{Name: c.name, Type: c.kind, Size: 12_345}) {
			h.Set(line.Name, line.Value)
		}
		if h.Get("Content-Type") != c.want || h.Get("Content-Length") != "12345" || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.name, h)
		}
		if policy := h.Get("Content-Security-Policy"); policy != "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'" || h.Get("Cache-Control") != "private, no-store" {
			t.Errorf("%s: %v", c.name, h)
		}
		line := h.Get("Content-Disposition")
		kind, said, err := mime.ParseMediaType(line)
		if err != nil || kind != "attachment" || said["filename"] != c.name {
			t.Errorf("%q is read as %s %v, %v", line, kind, said, err)
		}
		if want := `attachment; filename="` + c.old + `"; filename*=UTF-8''`; len(line) < len(want) || line[:len(want)] != want {
			t.Errorf("%q does not begin with %q", line, want)
		}
		for _, c := range []byte(line) {
			if c < ' ' || c > '~' {
				t.Errorf("%q has the byte %d", line, c)
			}
		}
	}
}
