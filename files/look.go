package files

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// seen is what a look at an upload brought.
type seen struct {
	kind    Type
	name    string
	content pieces // what is kept of it
}

// look tells what an upload is by its content, whether it is taken for this purpose, and what of it is kept. It unpacks nothing
// before the directory of an archive was found to be within limits.
func look(b []byte, p Purpose, name string) (seen, error) {
	kind, err := tell(b, p)
	if err != nil {
		return seen{}, err
	}
	if !p.takes(kind) {
		return seen{}, p.otherType()
	}
	s := seen{kind: kind, content: pieces{b}}
	if s.name, err = cleanName(name, kind, p); err != nil {
		return seen{}, err
	}
	switch kind {
	case PNG:
		s.content, err = cleanPNG(b)
	case JPEG:
		s.content, err = cleanJPEG(b)
	case WebP:
		s.content, err = cleanWebP(b)
	case PDF:
		err = lookPDF(b)
	case XLSX, DOCX:
		err = lookOffice(b)
	case CSV:
		err = lookCSV(b)
	}
	if err != nil {
		return seen{}, err
	}
	return s, nil
}

// tell finds the type by the first bytes, and knows what people hand in by mistake well enough to say what to do instead.
func tell(b []byte, p Purpose) (Type, error) {
	switch {
	case begins(b, pngMagic):
		return PNG, nil
	case begins(b, "\xFF\xD8\xFF"):
		return JPEG, nil
	case begins(b, "RIFF") && len(b) >= 12 && string(b[8:12]) == "WEBP":
		return WebP, nil
	case begins(b, "%PDF-"):
		return PDF, nil
	case begins(b, "PK\x03\x04"), begins(b, "PK\x05\x06"):
		return tellOffice(b)
	case begins(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"):
		if bytes.Contains(b, wide("EncryptedPackage")) {
			return "", invalid("files.password")
		}
		return "", invalid("files.old_office")
	case isHEIC(b):
		return "", invalid("files.heic")
	case isMarkup(b):
		return "", invalid("files.markup")
	case isArchive(b):
		return "", invalid("files.archive")
	case isText(b):
		return CSV, nil
	}
	return "", p.otherType()
}

func begins(b []byte, magic string) bool {
	return len(b) >= len(magic) && string(b[:len(magic)]) == magic
}

// isHEIC knows the pictures of telephones that few programs open.
func isHEIC(b []byte) bool {
	if len(b) < 12 || string(b[4:8]) != "ftyp" {
		return false
	}
	switch string(b[8:12]) {
	case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif":
		return true
	}
	return false
}

// isMarkup knows what a browser might run: pages, SVG, XML, whatever stands before it that a browser would pass over.
func isMarkup(b []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), 1024)], []byte("\xEF\xBB\xBF")), " \t\r\n\f\v\x00")
	if begins(start, "\xFE\xFF") || begins(start, "\xFF\xFE") {
		return isMarkup(narrow(start))
	}
	return begins(start, "<")
}

func isArchive(b []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "PK\x05\x06", "Rar!\x1A\x07", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08", "BZh", "\xFD7zXZ\x00", "\x28\xB5\x2F\xFD"} {
		if begins(b, magic) {
			return true
		}
	}
	return len(b) >= 262 && string(b[257:262]) == "ustar"
}

// isProgram knows what a machine would run.
func isProgram(b []byte) bool {
	return begins(b, "MZ") || begins(b, "\x7FELF") || begins(b, "\xCA\xFE\xBA\xBE") || begins(b, "\xCF\xFA\xED\xFE") || begins(b, "#!")
}

// wide writes a text as OLE2 directories do, in UTF-16LE; narrow reads what ASCII there is in either order.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

func narrow(b []byte) []byte {
	out := make([]byte, 0, len(b)/2)
	for _, c := range b[2:] {
		if c != 0 {
			out = append(out, c)
		}
	}
	return out
}
