package sheets

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner walks one worksheet as a stream and keeps its rows.
type scanner struct {
	book   *book
	sheet  *Sheet
	line   Line
	column int
	cell   struct {
		kind     string
		style    int
		value    strings.Builder
		formula  bool
		inValue  bool
		inCell   bool
		hasValue bool
	}
	inline textKeeper
	merges [][4]int // first column, first row, last column, last row
}

// errEnough stops a scan early; it never leaves this file.
var errEnough = errors.New("enough")

func (b *book) read(part string, sheet *Sheet) error {
	r, err := b.archive.open(part)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	s := &scanner{book: b, sheet: sheet, inline: textKeeper{limit: b.archive.limits.CellRunes}}
	d := xml.NewDecoder(r)
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = s.take(token)
		}
		if errors.Is(err, errEnough) {
			break
		}
		if err != nil {
			return err
		}
	}
	s.fillMerged()
	return nil
}

func (s *scanner) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return s.start(t)
	case xml.CharData:
		if s.cell.inValue && s.cell.value.Len() < 4*(s.book.archive.limits.CellRunes+1) {
			s.cell.value.Write(t)
		}
		s.inline.add(t)
	case xml.EndElement:
		return s.end(t.Name.Local)
	}
	return nil
}

func (s *scanner) start(t xml.StartElement) error {
	switch name := t.Name.Local; name {
	case "row":
		s.line = Line{Number: s.line.Number + 1}
		s.column = -1
		if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n >= 1 && n <= 1<<20 {
			s.line.Number = n
		}
	case "c":
		return s.startCell(t)
	case "v":
		s.cell.inValue = s.cell.inCell
		s.cell.hasValue = true
	case "f":
		s.cell.formula = true
	case "mergeCell":
		if m, ok := area(attribute(t, "ref")); ok && len(s.merges) < 20_000 {
			s.merges = append(s.merges, m)
		}
	default:
		if s.cell.inCell {
			s.inline.start(name)
		}
	}
	return nil
}

func (s *scanner) startCell(t xml.StartElement) error {
	s.column++
	s.cell.inCell, s.cell.kind, s.cell.style = true, "", 0
	s.cell.formula, s.cell.inValue, s.cell.hasValue = false, false, false
	s.cell.value.Reset()
	s.inline.reset()
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "r":
			column, _, ok := reference(a.Value)
			if !ok {
				return errShape
			}
			s.column = column
		case "s":
			s.cell.style, _ = strconv.Atoi(a.Value)
		case "t":
			s.cell.kind = a.Value
		}
	}
	return nil
}

func (s *scanner) end(name string) error {
	switch name {
	case "v":
		s.cell.inValue = false
	case "c":
		s.cell.inCell = false
		return s.keepCell()
	case "row":
		return s.keepLine()
	default:
		s.inline.end(name)
	}
	return nil
}

// keepCell puts the finished cell in its place. A cell beyond the limit only matters when it holds something.
func (s *scanner) keepCell() error {
	c := s.finished()
	if c.Blank() {
		return nil
	}
	if s.column >= s.book.archive.limits.Columns {
		s.sheet.Refused = invalid("import.sheet.wide", "sheet", s.sheet.Name, "limit", s.book.archive.limits.Columns)
		return errEnough
	}
	for len(s.line.Cells) <= s.column {
		s.line.Cells = append(s.line.Cells, Cell{})
	}
	s.line.Cells[s.column] = c
	return nil
}

func (s *scanner) finished() Cell {
	raw := s.cell.value.String()
	switch s.cell.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || i < 0 || i >= len(s.book.shared) {
			return Cell{}
		}
		return s.words(s.book.shared[i])
	case "inlineStr":
		return s.words(s.inline.String())
	case "str", "d":
		return s.words(raw)
	case "b":
		if strings.TrimSpace(raw) == "1" {
			return Cell{Raw: "TRUE", Form: Bool}
		}
		return Cell{Raw: "FALSE", Form: Bool}
	case "e":
		return Cell{Raw: raw, Form: Broken}
	}
	if s.cell.formula && !s.cell.hasValue {
		return Cell{Form: Broken}
	}
	c := Cell{Raw: strings.TrimSpace(raw), Form: Number | s.book.epoch}
	if len(c.Raw) > 64 {
		return Cell{Form: Broken}
	}
	if s.cell.style >= 0 && s.cell.style < len(s.book.styles) {
		st := s.book.styles[s.cell.style]
		c.Form, c.Pad = st.form|s.book.epoch, st.pad
	}
	return c
}

func (s *scanner) words(text string) Cell {
	return words(unguarded(text), s.book.archive.limits.CellRunes)
}

// words makes a text cell, cut where the limit is.
func words(text string, limit int) Cell {
	if len(text) > limit && utf8.RuneCountInString(text) > limit {
		return Cell{Raw: string([]rune(text)[:limit]), Form: TooLong}
	}
	return Cell{Raw: strings.ToValidUTF8(text, "")}
}

func (s *scanner) keepLine() error {
	if len(s.line.Cells) == 0 {
		return nil
	}
	limits := s.book.archive.limits
	if len(s.sheet.Lines) >= limits.Rows+limits.Margin {
		s.sheet.Refused = invalid("import.sheet.long", "sheet", s.sheet.Name, "limit", limits.Rows)
		return errEnough
	}
	if n := len(s.sheet.Lines); n > 0 && s.sheet.Lines[n-1].Number >= s.line.Number {
		return errShape
	}
	s.sheet.Lines = append(s.sheet.Lines, s.line)
	return nil
}

// fillMerged repeats a text that was merged downwards in one column. Numbers are not
// repeated: an amount merged over three rows is one amount.
func (s *scanner) fillMerged() {
	at := make(map[int]int, len(s.sheet.Lines))
	for i, l := range s.sheet.Lines {
		at[l.Number] = i
	}
	for _, m := range s.merges {
		top, ok := at[m[1]]
		if !ok || m[0] != m[2] || m[1] == m[3] {
			continue
		}
		cell := s.sheet.Lines[top].At(m[0])
		if cell.Blank() || cell.Kind() != Words {
			continue
		}
		for i := top + 1; i < len(s.sheet.Lines) && s.sheet.Lines[i].Number <= m[3]; i++ {
			l := &s.sheet.Lines[i]
			for len(l.Cells) <= m[0] {
				l.Cells = append(l.Cells, Cell{})
			}
			if l.Cells[m[0]].Blank() {
				l.Cells[m[0]] = cell
			}
		}
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// reference reads A1 into a column from 0 and a row from 1.
func reference(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	return column - 1, row, err == nil && i > 0 && i < 4 && row > 0 && row <= 1<<20
}

func area(ref string) ([4]int, bool) {
	from, to, both := strings.Cut(ref, ":")
	c1, r1, ok1 := reference(from)
	c2, r2, ok2 := reference(to)
	return [4]int{c1, r1, c2, r2}, both && ok1 && ok2
}
