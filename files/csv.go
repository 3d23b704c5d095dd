package files

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// isText tells text in UTF-8 or in the encoding that Chinese spreadsheets write, without a single control character.
func isText(b []byte) bool {
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == 0x7F {
			return false
		}
	}
	if utf8.Valid(b) {
		return true
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	return err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// lookCSV refuses a table whose cells a spreadsheet would run when somebody opens it.
func lookCSV(b []byte) error {
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	begin := true // of a cell
	for i, c := range b {
		switch c {
		case '\n', '\r', ',', ';', '\t':
			begin = true
			continue
		case '"', ' ':
			continue // a quote or a space before the text changes nothing
		}
		if begin && runs(b[i:]) {
			return invalid("files.formula")
		}
		begin = false
	}
	return nil
}

// runs tells a formula from a number: -5 and +86 571 are none.
func runs(cell []byte) bool {
	switch cell[0] {
	case '=', '@':
		return true
	case '+', '-':
		rest := bytes.TrimLeft(cell[1:min(len(cell), 8)], " ")
		return len(rest) > 0 && (rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] >= 'a' && rest[0] <= 'z' || bytes.IndexByte([]byte("=@+-("), rest[0]) >= 0)
	}
	return false
}
