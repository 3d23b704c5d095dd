package sheets

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Form is how a cell was kept in the file.
type Form uint8

// The forms of a cell.
const (
	Words    Form = iota // text, or any cell of a text file
	Number               // a number with a plain format
	Day                  // a number shown as a date
	Moment               // a number shown as a date with a time, or as a time
	Percent              // a number shown as a percentage
	Bool                 // a true or false of the workbook
	Broken               // #N/A, #REF!, or a formula that was never calculated
	TooLong              // text beyond the limit, cut
	Epoch04  Form = 0x40 // flag: serial dates count from 1904
	formMask Form = 0x3f
)

// Cell is one cell: what the file keeps, and how it was meant to be shown.
type Cell struct {
	Raw  string
	Form Form
	Pad  uint8 // digits of a format such as 00000
}

// Kind gives the form without its flags.
func (c Cell) Kind() Form { return c.Form & formMask }

// Blank reports that nothing but white space is there.
func (c Cell) Blank() bool { return c.Kind() != Broken && strings.TrimSpace(c.Raw) == "" }

// Text is the cell as a person sees it.
func (c Cell) Text() string {
	switch c.Kind() {
	case Day, Moment:
		if t, ok := c.moment(); ok {
			if c.Kind() == Day {
				return t.Format(dayLayout)
			}
			return t.Format(momentLayout)
		}
	case Percent:
		if r, ok := rational(c.Raw); ok {
			return plainDecimal(r.Mul(r, rat(100, 1))) + "%"
		}
	case Number:
		return padded(tidyNumber(c.Raw), int(c.Pad))
	}
	return strings.TrimSpace(c.Raw)
}

func padded(s string, n int) string {
	if n > len(s) && isDigits(s) {
		return strings.Repeat("0", n-len(s)) + s
	}
	return s
}

// tidyNumber writes a stored number with the 15 digits that spreadsheets show.
func tidyNumber(raw string) string {
	f, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || math.Abs(f) > 1e21 {
		return strings.TrimSpace(raw)
	}
	f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return raw
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// moment turns a serial date into a time, by the epoch of the workbook.
func (c Cell) moment() (time.Time, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(c.Raw), 64)
	if err != nil || !(f >= 0 && f < 2958466) {
		return time.Time{}, false
	}
	days, seconds := int(f), int(math.Round((f-math.Floor(f))*86400))
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case c.Form&Epoch04 != 0:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60: // the 29 February 1900 that never was
		first = first.AddDate(0, 0, 1)
	}
	return first.AddDate(0, 0, days).Add(time.Duration(seconds) * time.Second), true
}

// Line is one row of a sheet that holds something.
type Line struct {
	Number int // as the spreadsheet counts, from 1
	Cells  []Cell
}

// At gives a cell, blank beyond the end.
func (l Line) At(column int) Cell {
	if column < 0 || column >= len(l.Cells) {
		return Cell{}
	}
	return l.Cells[column]
}

func (l Line) filled() int {
	n := 0
	for _, c := range l.Cells {
		if !c.Blank() {
			n++
		}
	}
	return n
}

// Sheet is one table of a workbook, its blank rows left out.
type Sheet struct {
	Name    string
	Hidden  bool
	Lines   []Line
	Refused *station.Fault // why this sheet cannot be read; its Lines are then incomplete
	credit  []place        // cells that passed the guard as credit codes
	limits  Limits
}

// Rows counts the rows that hold something.
func (s *Sheet) Rows() int { return len(s.Lines) }

// Width is the number of columns in use.
func (s *Sheet) Width() int {
	w := 0
	for _, l := range s.Lines {
		w = max(w, len(l.Cells))
	}
	return w
}

// Header gives the texts of a row by its number, nil where it is blank.
func (s *Sheet) Header(row int) []string {
	for _, l := range s.Lines {
		if l.Number == row {
			out := make([]string, len(l.Cells))
			for i, c := range l.Cells {
				out[i] = strings.Join(strings.Fields(c.Text()), " ")
			}
			return out
		}
	}
	return nil
}

// Workbook is an opened upload.
type Workbook struct {
	Name   string
	Sheets []*Sheet
}

// Default is the first visible sheet with data, else the first with data, else the first.
func (w *Workbook) Default() *Sheet {
	for _, hidden := range []bool{false, true} {
		for _, s := range w.Sheets {
			if s.Hidden == hidden && s.Rows() > 0 {
				return s
			}
		}
	}
	return w.Sheets[0]
}

// Sheet finds a sheet by name.
func (w *Workbook) Sheet(name string) (*Sheet, bool) {
	for _, s := range w.Sheets {
		if s.Name == name {
			return s, true
		}
	}
	return nil, false
}

// Letter names a column as spreadsheets do: 0 is A, 26 is AA.
func Letter(column int) string {
	out := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		out = string(rune('A'+(n-1)%26)) + out
	}
	return out
}
