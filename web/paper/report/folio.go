package report

import (
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// Folio prints a document in words as a PDF: the cover, its parts, and at the edges of every page what it is. Regular and bold are TrueType fonts.
func Folio(d folio.Document, regular, bold []byte) ([]byte, error) {
	if len(regular) == 0 || len(bold) == 0 {
		return nil, errInput
	}
	p, err := newPress(regular, bold)
	if err != nil {
		return nil, err
	}
	w := &folioWriter{sheet: newSheet(p, d.Lang), d: d}
	w.cover()
	for i, b := range d.Blocks {
		w.block(b, d.Blocks[i+1:])
	}
	w.edges()
	if err := p.print(w.sheet); err != nil {
		return nil, err
	}
	raw, err := p.bytes()
	if err != nil {
		return nil, err
	}
	return seal(raw, about{lang: d.LangCode, title: w.clean(d.Title), author: w.clean(d.Author), subject: d.Subject, creator: d.Creator, made: d.Made.UTC().Truncate(time.Second), digest: d.Digest})
}

// folioWriter puts a document in words on a sheet.
type folioWriter struct {
	*sheet
	d folio.Document
}

func (w *folioWriter) cover() {
	w.y = topY + 8
	w.mark(w.d.Title)
	for _, line := range w.wrap(w.d.Title, fullW, h1Text) {
		w.page().text(margin, w.baseline(h1Text), line, h1Text, 0)
		w.y += h1Text.lead
	}
	w.para(margin, fullW, w.d.Sub, style{size: 13, weight: bold, ink: primary, lead: 22})
	w.y += 8
	label, value := style{size: 9, ink: soft, lead: 16}, style{size: 9.5, ink: ink, lead: 16}
	for _, f := range w.d.Facts {
		y := w.y
		w.page().text(margin, w.baseline(label), w.clean(f.Label), label, 0)
		w.para(margin+96, fullW-96, f.Value, value)
		w.y = max(w.y, y+label.lead)
	}
	w.y += 8
}

// follow is how much of what comes after a heading stays with it.
func (w *folioWriter) follow(rest []folio.Block) float64 {
	if len(rest) == 0 {
		return 0
	}
	switch b := rest[0]; b.Kind {
	case folio.Grid:
		return w.table(*b.Table).first(w.sheet) + captionText.lead
	case folio.Minor:
		return h3Text.lead + bodyText.lead*2
	}
	return bodyText.lead * 2
}

var captionText = style{size: 9, weight: bold, ink: soft, lead: 15}

func (w *folioWriter) block(b folio.Block, rest []folio.Block) {
	switch b.Kind {
	case folio.Heading:
		w.heading(b.Text, h2Text, w.follow(rest))
	case folio.Minor:
		w.gap(8)
		w.need(h3Text.lead + w.follow(rest))
		w.plain(margin, b.Text, h3Text)
		w.page().heads = append(w.page().heads, w.y)
	case folio.Text:
		w.lines(margin, fullW, b.Text, bodyText)
	case folio.Said:
		w.lines(margin, fullW, b.Text, style{size: 11, weight: bold, ink: ink, lead: 18.5})
		w.y += 2
	case folio.Own:
		w.own(b)
	case folio.Small:
		w.lines(margin, fullW, b.Text, smallText)
	case folio.Grid:
		t := w.table(*b.Table)
		w.need(captionText.lead + t.first(w.sheet))
		w.y += 4
		w.plain(margin, b.Table.Caption, captionText)
		t.draw(w.sheet)
		w.y += 6
	}
}

// lines sets each line of a text as a paragraph.
func (w *folioWriter) lines(x, width float64, text string, st style) {
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) != "" {
			w.para(x, width, line, st)
		}
	}
	w.y += 3
}

// own is what a person wrote, with who it was in the rail beside it.
func (w *folioWriter) own(b folio.Block) {
	w.gap(4)
	w.part(b.Label, bodyText.lead*2, func() { w.lines(bodyX, bodyW, b.Text, bodyText) })
}

func (w *folioWriter) table(in folio.Table) *table {
	n := len(in.Columns)
	first := .5
	switch {
	case n > 6:
		first = .24
	case n > 4:
		first = .28
	case n > 2:
		first = .34
	case n == 2:
		first = .74
	}
	t := &table{x: margin, width: fullW}
	for i, c := range in.Columns {
		share := first
		if i > 0 {
			share = (1 - first) / float64(n-1)
		}
		t.columns = append(t.columns, column{head: c.Head, share: share, right: c.Number})
	}
	for _, r := range in.Rows {
		row := []cell{{text: r.Name, note: r.Note}}
		for _, c := range r.Cells {
			row = append(row, cell{text: c.Text, note: c.Note, bold: !c.Hidden && c.Note != ""})
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// edges prints what stands on every page: the title, the mark, the digest and the page number.
func (w *folioWriter) edges() {
	small := style{size: 7.5, ink: soft, lead: 11}
	all := len(w.pages)
	for i, p := range w.pages {
		right := pageW - margin
		if w.d.Mark != "" {
			right -= w.framed(p)
		}
		head := w.d.Title
		if i == 0 {
			head = w.d.Creator + " · " + w.d.Subject
		}
		w.put(p, margin, 40, w.fit(head, right-margin-12, small), small)
		p.line(margin, 48, pageW-margin, 48, .5, hair)
		p.line(margin, footY-13, pageW-margin, footY-13, .5, hair)
		number := number(i+1) + " / " + number(all)
		w.put(p, margin, footY, w.d.Digest, style{size: 6.8, ink: soft})
		w.put(p, pageW-margin-w.width(number, small), footY, number, small)
	}
}

// framed prints the mark with its note and tells how much room it took.
func (w *folioWriter) framed(p *page) float64 {
	s, strong := style{size: 7.5, ink: soft}, style{size: 8.5, weight: bold, ink: ink}
	width := w.width(w.clean(w.d.Mark), strong)
	x := pageW - margin - width - 8
	p.box(x, 29.5, width+8, 14, .9, ink)
	w.put(p, x+4, 39.8, w.d.Mark, strong)
	noteW := w.width(w.clean(w.d.MarkNote), s)
	w.put(p, x-6-noteW, 40, w.d.MarkNote, s)
	return width + 8 + 6 + noteW
}
