package population

import (
	"bufio"
	"io"
	"strconv"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Writer writes lines in the one form that the same population always has.
type Writer struct {
	out     *bufio.Writer
	lattice *lattice.Lattice
	buffer  []byte
	number  int
	places  places
}

// NewWriter writes to out what the words of l allow.
func NewWriter(out io.Writer, l *lattice.Lattice) *Writer {
	return &Writer{out: bufio.NewWriterSize(out, 1<<16), lattice: l}
}

// Write writes one line; a line that no Reader would take is a *Fault, and nothing is written.
func (w *Writer) Write(line Line) error {
	w.number++
	if fault := w.places.resolve(w.lattice, &line); fault != nil {
		fault.Line = w.number
		return fault
	}
	b := append(w.buffer[:0], `{"group":"`...)
	b = append(b, line.Group...)
	b = append(b, `","head":`...)
	b = strconv.AppendBool(b, line.Head)
	b = append(b, `,"company":"`...)
	b = append(b, line.Company...)
	b = append(b, `","section":"`...)
	b = append(b, line.Section...)
	b = append(b, `","district":"`...)
	b = append(b, line.District...)
	b = append(b, `","countries":`...)
	b = list(b, line.Countries)
	b = append(b, `,"at":"`...)
	b = line.At.AppendFormat(b, time.DateOnly)
	b = append(b, `","areas":{`...)
	b = w.areas(b, line.Areas)
	b = append(b, '}')
	b = band(b, `,"whole":`, line.Whole)
	b = append(b, `,"rules":`...)
	b = list(b, line.Rules)
	b = append(b, `,"consent":`...)
	b = strconv.AppendBool(b, line.Consent)
	b = append(b, `,"synthetic":`...)
	b = strconv.AppendBool(b, line.Synthetic)
	b = append(b, '}', '\n')
	w.buffer = b
	_, err := w.out.Write(b)
	return err
}

func (w *Writer) areas(b []byte, outcomes map[string]Outcome) []byte {
	first := true
	for _, a := range w.lattice.Areas {
		o, looked := outcomes[a.Key]
		if !looked {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(append(append(b, '"'), a.Key...), `":{`...)
		if o.Band > 0 {
			b = append(band(b, `"band":`, o.Band), ',')
		}
		b = strconv.AppendBool(append(b, `"risk":`...), o.Risk)
		b = strconv.AppendInt(append(b, `,"findings":`...), int64(o.Findings), 10)
		b = append(b, '}')
	}
	return b
}

func band(b []byte, name string, band int) []byte {
	if band == 0 {
		return b
	}
	return strconv.AppendInt(append(b, name...), int64(band), 10)
}

func list(b []byte, words []string) []byte {
	b = append(b, '[')
	for i, word := range words {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), word...), '"')
	}
	return append(b, ']')
}

// Flush brings what was written to its end; call it once, at the end.
func (w *Writer) Flush() error { return w.out.Flush() }
