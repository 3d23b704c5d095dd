package report

import (
	"bytes"
	"fmt"

	"github.com/signintech/gopdf"
)

// The names under which the fonts are embedded; the six letters say that they are subsets.
var families = [2]string{"ZQYZAA+NotoSansSC-Regular", "ZQYZAB+NotoSansSC-Bold"}

// press prints pages with gopdf and measures with its fonts.
type press struct {
	pdf    *gopdf.GoPdf
	faces  [2]*gopdf.SubsetFontObj
	widths [2]map[rune]float64
	known  map[rune]bool
}

func newPress(regularFont, boldFont []byte) (*press, error) {
	p := &press{pdf: &gopdf.GoPdf{}, known: map[rune]bool{}}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageW, H: pageH}})
	p.pdf.SetCompressLevel(9)
	for i, font := range [][]byte{regularFont, boldFont} {
		face := &gopdf.SubsetFontObj{}
		face.SetTtfFontOption(gopdf.TtfOption{})
		if err := face.SetTTFData(font); err != nil {
			return nil, fmt.Errorf("report: font: %w", err)
		}
		if err := p.pdf.AddTTFFontDataWithOption(families[i], font, gopdf.TtfOption{UseKerning: true}); err != nil {
			return nil, fmt.Errorf("report: font: %w", err)
		}
		if err := p.pdf.KernOverride(families[i], kern); err != nil {
			return nil, fmt.Errorf("report: font: %w", err)
		}
		p.faces[i], p.widths[i] = face, map[rune]float64{}
	}
	return p, nil
}

// has tells whether both fonts have a character. Those beyond the basic plane are left out: gopdf
// writes a wrong table for them, and their text could not be copied.
func (p *press) has(r rune) bool {
	known, asked := p.known[r]
	if !asked {
		known = r <= 0xffff
		for _, face := range p.faces {
			index, err := face.CharCodeToGlyphIndex(r)
			known = known && err == nil && index > 0
		}
		p.known[r] = known
	}
	return known
}

// advance measures without putting the character into the subset.
func (p *press) advance(r rune, w weight) float64 {
	if width, ok := p.widths[w][r]; ok {
		return width
	}
	width := 1000.0
	if index, err := p.faces[w].CharCodeToGlyphIndex(r); err == nil {
		width = float64(p.faces[w].GlyphIndexToPdfWidth(index))
	}
	p.widths[w][r] = width
	return width
}

// kern brings marks together that stand together, and leaves all else as it was measured.
func kern(left, right rune, _, _ uint, _ int16) int16 { return int16(squeeze(left, right)) }

func (p *press) print(s *sheet) error {
	marks := s.marks
	for i, page := range s.pages {
		p.pdf.AddPage()
		for len(marks) > 0 && marks[0].page == i {
			p.pdf.SetXY(margin, marks[0].y)
			p.pdf.AddOutlineWithPosition(marks[0].title)
			marks = marks[1:]
		}
		for _, o := range page.ops {
			if err := p.op(o); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *press) op(o op) error {
	switch o.kind {
	case opText:
		return p.text(o)
	case opLine:
		p.stroke(o)
		p.pdf.Line(o.points[0].x, o.points[0].y, o.points[1].x, o.points[1].y)
	case opFill:
		p.pdf.SetFillColor(o.tone.r, o.tone.g, o.tone.b)
		p.pdf.Polygon(corners(o.points), "F")
	case opFrame:
		p.stroke(o)
		p.pdf.Polygon(corners(o.points), "D")
	}
	return nil
}

func (p *press) stroke(o op) {
	p.pdf.SetStrokeColor(o.tone.r, o.tone.g, o.tone.b)
	p.pdf.SetLineWidth(o.stroke)
	if o.dashed {
		p.pdf.SetCustomLineType([]float64{1.6 * o.stroke, 1.4 * o.stroke}, 0)
	} else {
		p.pdf.SetLineType("solid")
	}
}

func (p *press) text(o op) error {
	if err := p.pdf.SetFont(families[o.style.weight], "", o.style.size); err != nil {
		return err
	}
	if err := p.pdf.SetCharSpacing(o.spread); err != nil {
		return err
	}
	p.pdf.SetTextColor(o.style.ink.r, o.style.ink.g, o.style.ink.b)
	p.pdf.SetXY(o.points[0].x, o.points[0].y)
	return p.pdf.Text(o.text)
}

func corners(points []point) []gopdf.Point {
	out := make([]gopdf.Point, len(points))
	for i, p := range points {
		out[i] = gopdf.Point{X: p.x, Y: p.y}
	}
	return out
}

func (p *press) bytes() ([]byte, error) {
	var out bytes.Buffer
	if _, err := p.pdf.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("report: print: %w", err)
	}
	return out.Bytes(), nil
}
