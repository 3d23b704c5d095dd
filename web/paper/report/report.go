// Package report sets a kept profile on A4 paper: the same facts in the same words as the profile
// page and the page of every finding, as a PDF whose bytes depend on nothing but its input.
//
// The work has three layers. The sections (cover, findings, open, source …) say what stands where;
// the sheet breaks lines, tables and pages and remembers marks on paper; the press, the only one
// that knows gopdf, prints them.
package report

import (
	"errors"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Words says a sentence of the catalogues in a language.
type Words interface {
	T(lang string, text station.Text) string
}

// Input is all that a report is made of.
type Input struct {
	Document assessments.Document
	Digest   string  // of the kept document, in hexadecimal
	Lang     string  // zh or en
	Station  string  // who runs the station
	Demo     bool    // marks every page as invented
	Judged   *Judged // by experts; nil = nothing was overruled
	Beside   *Beside // among others; nil = nothing was released

	Signed *Signed // the conclusion of experts and their signatures; nil for a report that nobody has signed

	Words Words
	Value func(lang string, v any, unit string, options map[string]rules.Bilingual) string // an answer or a line in words
	Place func(lang, ref string) string                                                    // a country of presence by its ref
	Date  func(lang string, at time.Time) string                                           // a day with its year

	Regular, Bold []byte // TrueType fonts
}

var errInput = errors.New("report: words, value, place, date and both fonts are needed")

// writer puts one profile on a sheet.
type writer struct {
	*sheet
	in Input
	d  *assessments.Document
}

// Profile makes the PDF of a profile.
func Profile(in Input) ([]byte, error) {
	if in.Words == nil || in.Value == nil || in.Place == nil || in.Date == nil || len(in.Regular) == 0 || len(in.Bold) == 0 {
		return nil, errInput
	}
	p, err := newPress(in.Regular, in.Bold)
	if err != nil {
		return nil, err
	}
	w := compose(in, p)
	if err := p.print(w.sheet); err != nil {
		return nil, err
	}
	raw, err := p.bytes()
	if err != nil {
		return nil, err
	}
	return seal(raw, about{lang: w.t("lang.code"), title: w.title(), author: w.clean(in.Station), subject: w.t("brand.sub"), creator: w.t("brand.name"), made: w.made(), digest: in.Digest})
}

// compose writes all sections and then what stands at the edges of every page.
func compose(in Input, r ruler) *writer {
	w := &writer{sheet: newSheet(r, in.Lang), in: in, d: &in.Document}
	w.cover()
	w.judged()
	w.beside()
	w.moves()
	w.findings()
	w.themes()
	w.open()
	w.notLooked()
	w.arithmetic()
	w.source()
	w.reading()
	w.signed()
	w.edges()
	return w
}

// t says a sentence.
func (w *writer) t(key string, pairs ...any) string {
	return w.in.Words.T(w.in.Lang, station.Say(key, pairs...))
}

// house gives wording of ours, in Chinese with full-width marks.
func (w *writer) house(b rules.Bilingual) string { return w.wording(b.In(w.in.Lang)) }

// wording sets the marks of a text of ours as its language wants them.
func (w *writer) wording(s string) string {
	if w.in.Lang == english {
		return s
	}
	return fullWidth(s)
}

func (w *writer) title() string { return w.t("profile.title") + " · " + w.clean(w.d.Company) }

func (w *writer) made() time.Time {
	at, err := time.Parse(time.RFC3339, w.d.MadeAt)
	if err != nil {
		return time.Time{}
	}
	return at
}

// day words a date of the document; one that is none stays as it is.
func (w *writer) day(s string) string {
	at, err := time.ParseInLocation(time.DateOnly, s, time.FixedZone("", 8*60*60))
	if err != nil {
		return s
	}
	return w.in.Date(w.in.Lang, at)
}

// edges prints what stands on every page: whose profile, the demo mark, digest and page number.
func (w *writer) edges() {
	small := style{size: 7.5, ink: soft, lead: 11}
	digest := w.t("source.digest") + " " + groups(w.in.Digest)
	all := len(w.pages)
	for i, p := range w.pages {
		right := pageW - margin
		if w.in.Demo {
			right -= w.demoMark(p)
		}
		if i > 0 {
			w.put(p, margin, 40, w.fit(w.title(), right-margin-12, small), small)
		} else {
			w.put(p, margin, 40, w.t("brand.name")+" · "+w.t("brand.sub"), small)
		}
		p.line(margin, 48, pageW-margin, 48, .5, hair)
		p.line(margin, footY-13, pageW-margin, footY-13, .5, hair)
		number := number(i+1) + " / " + number(all)
		w.put(p, margin, footY, digest, style{size: 6.8, ink: soft})
		w.put(p, pageW-margin-w.width(number, small), footY, number, small)
	}
}

// demoMark prints the framed demo mark with its sentence and tells how much room it took.
func (w *writer) demoMark(p *page) float64 {
	s, bold := style{size: 7.5, ink: soft}, style{size: 8.5, weight: bold, ink: ink}
	word, text := w.t("demo.word"), w.t("foot.demo")
	width := w.width(word, bold)
	x := pageW - margin - width - 8
	p.box(x, 29.5, width+8, 14, .9, ink)
	w.put(p, x+4, 39.8, word, bold)
	textW := w.width(text, s)
	w.put(p, x-6-textW, 40, text, s)
	return width + 8 + 6 + textW
}
