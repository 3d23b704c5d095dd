package sheets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func openText(data []byte, l Limits) (*Workbook, error) {
	text, ok := decodeText(data)
	if !ok {
		return nil, invalid("import.file.other")
	}
	sheet := &Sheet{Name: "1"}
	if err := readText(text, sheet, l); err != nil {
		return nil, broken(err)
	}
	return &Workbook{Sheets: []*Sheet{sheet}}, nil
}

// decodeText finds the encoding: a mark at the start, the zero bytes of UTF-16, valid UTF-8, else GB18030.
func decodeText(data []byte) (string, bool) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	default:
		from = unmarked(data)
	}
	if from != nil {
		out, err := from.NewDecoder().Bytes(data)
		if err != nil || bytes.Count(out, []byte("\uFFFD"))*100 > len(out) {
			return "", false
		}
		data = out
	}
	text := strings.ToValidUTF8(string(data), "")
	return text, !strings.ContainsRune(text, 0) && controls(text)*50 <= len(text)
}

func unmarked(data []byte) encoding.Encoding {
	head := data[:min(len(data), 4096)]
	even, odd := 0, 0
	for i, b := range head {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	switch {
	case odd*4 > len(head) && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even*4 > len(head) && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case !utf8.Valid(data):
		return simplifiedchinese.GB18030
	}
	return nil
}

// controls counts the characters that no table holds: a high share means a binary file.
func controls(text string) int {
	n := 0
	for _, r := range text {
		if r < 32 && r != '\n' && r != '\r' && r != '\t' || r == utf8.RuneError {
			n++
		}
	}
	return n
}

func readText(text string, sheet *Sheet, l Limits) error {
	comma, text, first := delimiter(text)
	if swallows(text, comma) {
		text = strings.ReplaceAll(text, `"`, "")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	inner := 0 // line ends inside quoted cells, which a spreadsheet does not count as rows
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, _ := r.FieldPos(0)
		line := Line{Number: start - inner + first}
		for i, field := range record {
			inner += strings.Count(field, "\n")
			if strings.TrimSpace(field) == "" {
				continue
			}
			if i >= l.Columns {
				sheet.Refused = invalid("import.sheet.wide", "sheet", sheet.Name, "limit", l.Columns)
				return nil
			}
			for len(line.Cells) <= i {
				line.Cells = append(line.Cells, Cell{})
			}
			line.Cells[i] = words(unguarded(field), l.CellRunes)
		}
		if len(line.Cells) == 0 {
			continue
		}
		if len(sheet.Lines) >= l.Rows+l.Margin {
			sheet.Refused = invalid("import.sheet.long", "sheet", sheet.Name, "limit", l.Rows)
			return nil
		}
		sheet.Lines = append(sheet.Lines, line)
	}
}

// swallows finds a quotation mark that was never closed: one cell would take in the rest of the table.
func swallows(text string, comma rune) bool {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	for {
		record, err := r.Read()
		if err != nil {
			return !errors.Is(err, io.EOF)
		}
		for _, field := range record {
			if len(field) > 200 && strings.Count(field, "\n") > 20 || strings.Count(field, "\n") > 0 && strings.Count(field, string(comma)) > 20 {
				return true
			}
		}
	}
}

// delimiter picks the mark that cuts most of the first lines, and the same number of times.
// A first line "sep=;" is Excel's own way of saying it.
func delimiter(text string) (comma rune, rest string, first int) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if head, tail, ok := strings.Cut(text, "\n"); ok && len(head) == 5 && strings.EqualFold(head[:4], "sep=") && strings.ContainsAny(head[4:], ",;|\t") {
		return rune(head[4]), tail, 1
	}
	best, most := ',', 0
	for _, mark := range []rune{'\t', ',', ';', '|'} {
		if n := regularity(text, mark); n > most {
			best, most = mark, n
		}
	}
	return best, text, 0
}

// regularity scores a delimiter over the first 30 lines: how many lines have as many cuts as the line before.
func regularity(text string, mark rune) int {
	score, last, quoted, cuts, lines := 0, 0, false, 0, 0
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == mark:
			cuts++
		case r == '\n':
			if cuts > 0 {
				score++
			}
			if cuts > 0 && cuts == last {
				score += 2 + min(cuts, 5)
			}
			last, cuts = cuts, 0
			if lines++; lines == 30 {
				return score
			}
		}
	}
	if cuts > 0 {
		score++
	}
	return score
}
