package population

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Reader reads a population line by line and holds one line at a time.
type Reader struct {
	in      *bufio.Reader
	lattice *lattice.Lattice
	number  int
	places  places
}

// NewReader reads from in by the words of l.
func NewReader(in io.Reader, l *lattice.Lattice) *Reader {
	return &Reader{in: bufio.NewReaderSize(in, MostBytes+2), lattice: l}
}

// wire is a line as JSON has it; a pointer tells what is absent.
type wire struct {
	Group     *string                `json:"group"`
	Head      *bool                  `json:"head"`
	Company   *string                `json:"company"`
	Section   *string                `json:"section"`
	District  *string                `json:"district"`
	Countries *[]string              `json:"countries"`
	At        *string                `json:"at"`
	Areas     *map[string]wireOutput `json:"areas"`
	Whole     *int                   `json:"whole"`
	Rules     *[]string              `json:"rules"`
	Consent   *bool                  `json:"consent"`
	Synthetic *bool                  `json:"synthetic"`
}

type wireOutput struct {
	Band     *int  `json:"band"`
	Risk     *bool `json:"risk"`
	Findings *int  `json:"findings"`
}

// Next is the next line, checked. It ends with io.EOF; a *Fault names line and field.
func (r *Reader) Next() (Line, error) {
	text, err := r.in.ReadSlice('\n')
	if err == io.EOF && len(text) == 0 {
		return Line{}, io.EOF
	}
	r.number++
	if err == nil {
		text = text[:len(text)-1]
	}
	switch {
	case errors.Is(err, bufio.ErrBufferFull) || len(text) > MostBytes:
		for errors.Is(err, bufio.ErrBufferFull) { // the next line begins after its end
			_, err = r.in.ReadSlice('\n')
		}
		return Line{}, r.at(wrong("", "is longer than %d bytes", MostBytes))
	case err != nil && err != io.EOF:
		return Line{}, err
	case r.number > MostLines:
		return Line{}, r.at(wrong("", "is one too many: a population has at most %d", MostLines))
	}
	line, fault := parse(text)
	if fault == nil {
		fault = r.places.resolve(r.lattice, &line)
	}
	if fault != nil {
		return Line{}, r.at(fault)
	}
	return line, nil
}

func (r *Reader) at(f *Fault) error {
	f.Line = r.number
	return f
}

func parse(text []byte) (Line, *Fault) {
	var w wire
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return Line{}, plain(err)
	}
	if rest := bytes.TrimSpace(text[d.InputOffset():]); len(rest) > 0 {
		return Line{}, wrong("", "goes on after its end")
	}
	line, keys, fault := w.line()
	if fault == nil && bytes.Count(text, []byte{':'}) != keys {
		// No word that passes holds a colon, so another number of them means a field told twice.
		fault = wrong("", "tells a field twice, leaves one null, or holds a colon within a word")
	}
	return line, fault
}

// line is the line and how many fields were told.
func (w *wire) line() (line Line, keys int, fault *Fault) {
	missing := map[string]bool{"group": w.Group == nil, "head": w.Head == nil, "company": w.Company == nil, "section": w.Section == nil,
		"district": w.District == nil, "countries": w.Countries == nil, "at": w.At == nil, "areas": w.Areas == nil, "rules": w.Rules == nil,
		"consent": w.Consent == nil, "synthetic": w.Synthetic == nil}
	for _, field := range fields {
		if missing[field] {
			return line, 0, wrong(field, "is missing")
		}
	}
	keys = len(fields)
	line = Line{Group: *w.Group, Head: *w.Head, Company: *w.Company, Section: *w.Section, District: *w.District, Countries: *w.Countries,
		Rules: *w.Rules, Consent: *w.Consent, Synthetic: *w.Synthetic, Areas: make(map[string]Outcome, len(*w.Areas))}
	if w.Whole != nil {
		line.Whole, keys = *w.Whole, keys+1
	}
	for key, o := range *w.Areas {
		if o.Risk == nil || o.Findings == nil {
			return line, 0, wrong("areas."+key, "lacks risk or findings")
		}
		out := Outcome{Risk: *o.Risk, Findings: *o.Findings}
		keys += 3
		if o.Band != nil {
			out.Band, keys = *o.Band, keys+1
		}
		line.Areas[key] = out
	}
	var err error
	if line.At, err = time.Parse(time.DateOnly, *w.At); err != nil {
		return line, 0, wrong("at", "%s is not a day such as 2026-09-12", shown(*w.At))
	}
	return line, keys, nil
}

// fields are those that a line must have, in the order in which they are written.
var fields = []string{"group", "head", "company", "section", "district", "countries", "at", "areas", "rules", "consent", "synthetic"}

// plain turns what the decoder says into words for who made the file.
func plain(err error) *Fault {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		if kind.Field == "" {
			return wrong("", "is a %s, not an object in braces", kind.Value)
		}
		return wrong(kind.Field, "is a %s where a %s belongs", kind.Value, kindOf(kind.Type.String()))
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		return wrong(strings.Trim(name, `"`), "is not a field of a population")
	}
	if errors.Is(err, io.EOF) {
		return wrong("", "is empty")
	}
	return wrong("", "is not JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
}

func kindOf(t string) string {
	switch {
	case strings.HasPrefix(t, "[]"):
		return "list"
	case strings.HasPrefix(t, "map") || strings.Contains(t, "wire"):
		return "object"
	case t == "int":
		return "whole number"
	}
	return t
}
