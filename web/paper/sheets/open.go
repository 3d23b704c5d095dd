package sheets

import (
	"bytes"
	"errors"
	"unicode/utf16"

	"github.com/zhuqi-yunzhan/station"
)

// invalid makes the fault of an upload that cannot be used.
func invalid(key string, pairs ...any) *station.Fault {
	return &station.Fault{Kind: station.Invalid, Say: station.Say(key, pairs...)}
}

// Open reads an upload or a pasted table. What it is, its content says, never its name.
// The whole file is refused, by a Fault that names sheet, row and column but never the
// value, when a cell holds a number of an identity document.
func Open(name string, data []byte, limits Limits) (*Workbook, error) {
	l := limits.filled()
	if HasDocument(name) {
		return nil, invalid("import.file.document_name")
	}
	if len(data) > l.FileBytes {
		return nil, invalid("import.file.large", "limit", l.FileBytes>>20)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, invalid("import.file.empty")
	}
	w, err := open(data, l)
	if err != nil {
		return nil, err
	}
	w.Name = name
	for _, s := range w.Sheets {
		s.limits = l
	}
	if f := guardWorkbook(w); f != nil {
		return nil, f
	}
	if s := w.Default(); s.Rows() == 0 && s.Refused == nil {
		return nil, invalid("import.file.empty")
	}
	return w, nil
}

func open(data []byte, l Limits) (*Workbook, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return nil, invalid("import.file.password")
		}
		return nil, invalid("import.file.xls")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return openXLSX(data, l)
	case otherFormat(data):
		return nil, invalid("import.file.other")
	}
	return openText(data, l)
}

// otherFormat knows the files that people mistake for a spreadsheet.
func otherFormat(data []byte) bool {
	for _, magic := range []string{"%PDF", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "Rar!", "7z\xBC\xAF", "\x1F\x8B", "{\\rtf", "MZ", "\x7FELF", "\x09\x08\x10\x00", "\x09\x04\x06\x00"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xEF\xBB\xBF")), " \r\n\t"))
	for _, markup := range []string{"<!doctype", "<html", "<?xml", "<table", "<meta", "<head"} {
		if bytes.HasPrefix(start, []byte(markup)) {
			return true
		}
	}
	return false
}

// wide writes a text in UTF-16LE, as OLE2 directories name their streams.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// broken hides a technical cause behind the one sentence that helps: save it anew.
func broken(err error) *station.Fault {
	if f, ok := station.AsFault(err); ok {
		return f
	}
	return &station.Fault{Kind: station.Invalid, Say: station.Say("import.file.broken"), Err: err}
}

var errShape = errors.New("sheets: not the shape of a workbook")
