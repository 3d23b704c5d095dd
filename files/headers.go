package files

import (
	"fmt"
	"strconv"
	"strings"
)

// Header is one line of an answer.
type Header struct{ Name, Value string }

// shown are the types that a browser may know by name. All others go out as bytes, whatever they are.
var shown = map[Type]bool{PNG: true, JPEG: true, WebP: true, PDF: true}

// Headers are what a file goes out with, from a path where nothing else lives: as something to save, never to show within the
// portal, which no browser guesses about, and in which no script would run if one tried to.
func Headers(f File) []Header {
	kind := "application/octet-stream"
	if shown[f.Type] {
		kind = string(f.Type)
	}
	return []Header{
		{"Content-Type", kind},
		{"Content-Length", strconv.FormatInt(f.Size, 10)},
		{"Content-Disposition", disposition(f.Name)},
		{"X-Content-Type-Options", "nosniff"},
		{"Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"},
		{"X-Frame-Options", "DENY"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Referrer-Policy", "no-referrer"},
		{"Cache-Control", "private, no-store"},
	}
}

// disposition names the file twice, by RFC 6266: in ASCII for old programs, and in full by RFC 8187.
func disposition(name string) string {
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plainName(name), encodedName(name))
}

// plainName leaves what is safe within quotes, and an underline for the rest.
func plainName(name string) string {
	var out strings.Builder
	for _, c := range name {
		if c < ' ' || c > '~' || strings.ContainsRune(`"\%;`, c) {
			c = '_'
		}
		out.WriteRune(c)
	}
	return out.String()
}

// encodedName escapes all but the attr-chars of RFC 8187.
func encodedName(name string) string {
	const attr = "!#$&+-.^_`|~"
	var out strings.Builder
	for _, c := range []byte(name) {
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte(attr, c) >= 0 {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
