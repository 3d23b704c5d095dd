package report

import "math"

// point is a place on a page, from its upper left corner.
type point struct{ x, y float64 }

// op is one mark on a page: a text, a line or a figure.
type op struct {
	kind   opKind
	points []point
	text   string
	style  style
	spread float64
	stroke float64
	tone   tone
	dashed bool
}

type opKind int

const (
	opText opKind = iota
	opLine
	opFill
	opFrame
)

// page is what stands on one sheet of paper.
type page struct {
	ops   []op
	heads []float64 // where headings end: something must stand below each
}

func (p *page) text(x, y float64, text string, st style, spread float64) {
	if text != "" {
		p.ops = append(p.ops, op{kind: opText, points: []point{{x, y}}, text: text, style: st, spread: spread})
	}
}

func (p *page) line(x1, y1, x2, y2, stroke float64, t tone) {
	p.ops = append(p.ops, op{kind: opLine, points: []point{{x1, y1}, {x2, y2}}, stroke: stroke, tone: t})
}

func (p *page) area(t tone, points ...point) {
	p.ops = append(p.ops, op{kind: opFill, points: points, tone: t})
}

func (p *page) frame(stroke float64, t tone, dashed bool, points ...point) {
	p.ops = append(p.ops, op{kind: opFrame, points: points, stroke: stroke, tone: t, dashed: dashed})
}

func (p *page) box(x, y, w, h, stroke float64, t tone) {
	p.frame(stroke, t, false, point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

func (p *page) block(x, y, w, h float64, t tone) {
	p.area(t, point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

// polar is a point at an angle in degrees, clockwise from the right.
func polar(cx, cy, r, degrees float64) point {
	rad := degrees * math.Pi / 180
	return point{cx + r*math.Cos(rad), cy + r*math.Sin(rad)}
}

// round is a circle as a figure of many sides.
func round(cx, cy, r float64) []point {
	out := make([]point, 40)
	for i := range out {
		out[i] = polar(cx, cy, r, float64(i)*9)
	}
	return out
}

// sector is the part of a ring between two angles.
func sector(cx, cy, inner, outer, from, to float64) []point {
	steps := int(math.Abs(to-from)/3) + 2
	out := make([]point, 0, 2*steps)
	for i := range steps {
		out = append(out, polar(cx, cy, outer, from+(to-from)*float64(i)/float64(steps-1)))
	}
	for i := range steps {
		out = append(out, polar(cx, cy, inner, to+(from-to)*float64(i)/float64(steps-1)))
	}
	return out
}

// tones of the levels, as in tokens.css.
var levelTones = map[string]tone{"critical": {0xa8, 0x12, 0x3f}, "high": {0xcf, 0x5f, 0x06}, "medium": {0xdb, 0xa9, 0x0f}, "low": {0x3a, 0x7f, 0xc6}, "ok": {0x1b, 0x84, 0x6e}, "unknown": {0x7b, 0x80, 0x98}}

// seaMark draws the shape of a level in a square: octagon, triangle, diamond, dot, tick, dashed
// ring. The shape says it before the colour does.
func (p *page) seaMark(level string, x, y, size float64) {
	k, t := size/24, levelTones[level]
	at := func(pairs ...float64) []point {
		out := make([]point, len(pairs)/2)
		for i := range out {
			out[i] = point{x + pairs[2*i]*k, y + pairs[2*i+1]*k}
		}
		return out
	}
	stroke := func(w float64, t tone, pairs ...float64) {
		for c := at(pairs...); len(c) > 1; c = c[1:] {
			p.line(c[0].x, c[0].y, c[1].x, c[1].y, w*k, t)
		}
	}
	switch level {
	case "critical":
		p.area(t, at(8, 2, 16, 2, 22, 8, 22, 16, 16, 22, 8, 22, 2, 16, 2, 8)...)
		stroke(2.8, paper, 12, 6, 12, 14)
		p.block(x+10.6*k, y+16*k, 2.8*k, 2.8*k, paper)
	case "high":
		p.area(t, at(12, 2.2, 23, 21.4, 1, 21.4)...)
		stroke(2.6, paper, 12, 8.8, 12, 15.2)
		p.block(x+10.7*k, y+16.6*k, 2.6*k, 2.6*k, paper)
	case "medium":
		p.area(t, at(12, 1.4, 22.6, 12, 12, 22.6, 1.4, 12)...)
		p.frame(1.5*k, ink, false, at(12, 1.4, 22.6, 12, 12, 22.6, 1.4, 12)...)
		stroke(2.6, ink, 7.8, 12, 16.2, 12)
	case "low":
		p.area(t, round(x+12*k, y+12*k, 7*k)...)
		p.area(paper, round(x+12*k, y+12*k, 2.4*k)...)
	case "ok":
		p.frame(2.2*k, t, false, round(x+12*k, y+12*k, 9.5*k)...)
		stroke(2.4, t, 7.5, 12.3, 10.7, 15.5, 16.7, 9)
	default:
		p.frame(2.2*k, levelTones["unknown"], true, round(x+12*k, y+12*k, 9.5*k)...)
		stroke(2.2, levelTones["unknown"], 9.4, 9.6, 10.4, 7.6, 12.6, 7.0, 14.6, 8.6, 14.4, 10.4, 12.2, 12, 12, 13.8)
		p.block(x+10.9*k, y+15.8*k, 2.2*k, 2.2*k, levelTones["unknown"])
	}
}
