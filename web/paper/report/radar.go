package report

import (
	"math"

	"github.com/zhuqi-yunzhan/station/assessments"
)

const (
	radarR    = 85.0
	radarTall = 262.0
	radarWide = 312.0
)

// themes draws the net of the themes and its figures as a table.
func (w *writer) themes() {
	var axes []assessments.ThemePart
	for _, t := range w.d.Themes {
		if t.Looked {
			axes = append(axes, t)
		}
	}
	if len(axes) == 0 {
		return
	}
	t := &table{x: margin + radarWide, width: fullW - radarWide, columns: []column{{head: w.t("radar.axis"), share: .6}, {head: w.t("radar.now"), share: .4, right: true}}}
	for _, a := range axes {
		row := []cell{{text: w.house(a.Title)}, {text: w.t("level.unknown")}}
		if a.Bounds.Shown {
			row[1].text = span(a.Bounds.Worst, a.Bounds.Best)
			if a.Bounds.Worst < 50 {
				row[1].text = "▼ " + row[1].text
			}
		}
		t.rows = append(t.rows, row)
	}
	net := len(axes) >= 3
	if !net {
		t.x, t.width = margin, fullW
	}
	follow := smallText.lead*2 + t.first(w.sheet)
	if net {
		follow = smallText.lead*2 + radarTall
	}
	w.heading(w.t("radar.title", "n", len(axes)), h2Text, follow)
	w.para(margin, fullW, w.t("radar.note")+" · ▼ "+w.t("radar.low")+" · "+w.t("report.radar_open"), smallText)
	if !net {
		t.draw(w.sheet)
		return
	}
	here, y := w.page(), w.y
	w.radar(axes, margin+radarWide/2, y+radarTall/2+2)
	w.y = y + 12
	t.draw(w.sheet)
	if w.page() == here {
		w.y = max(w.y, y+radarTall)
	}
}

// radar draws the net around a centre.
func (w *writer) radar(axes []assessments.ThemePart, cx, cy float64) {
	p := w.page()
	at := func(i int, r float64) point { return polar(cx, cy, r, -90+float64(i)*360/float64(len(axes))) }
	ring := func(r func(i int) float64) []point {
		out := make([]point, len(axes))
		for i := range axes {
			out[i] = at(i, r(i))
		}
		return out
	}
	value := func(i int) float64 {
		if !axes[i].Bounds.Shown {
			return 0
		}
		return radarR * float64(min(max(axes[i].Bounds.Worst, 0), 100)) / 100
	}
	known := 0
	for _, a := range axes {
		if a.Bounds.Shown {
			known++
		}
	}
	if known >= 3 {
		p.area(fill, ring(value)...)
	}
	for _, share := range []float64{.25, .5, .75, 1} {
		p.frame(.5, hair, false, ring(func(int) float64 { return radarR * share })...)
	}
	for i := range axes {
		end := at(i, radarR)
		p.line(cx, cy, end.x, end.y, .4, hair)
	}
	if known >= 3 {
		p.frame(1.6, primary, false, ring(value)...)
	}
	for i, a := range axes {
		dot := at(i, value(i))
		if a.Bounds.Shown {
			p.area(primary, round(dot.x, dot.y, 3)...)
		} else {
			p.area(paper, round(dot.x, dot.y, 3)...)
			p.frame(1, soft, false, round(dot.x, dot.y, 3)...)
		}
		w.axis(p, at(i, radarR+13), cx, a)
	}
}

// axis writes an axis's name and figure at its end.
func (w *writer) axis(p *page, at point, cx float64, a assessments.ThemePart) {
	name, figure := style{size: 9, ink: ink}, style{size: 9, weight: bold, ink: ink}
	said := "?"
	if a.Bounds.Shown {
		said = span(a.Bounds.Worst, a.Bounds.Best)
		if a.Bounds.Worst < 50 {
			said = "▼ " + said
		}
	}
	for i, text := range []string{w.fit(w.house(a.Title), 104, name), said} {
		st := []style{name, figure}[i]
		x, y := at.x, at.y-2+float64(i)*12
		switch wide := w.width(w.clean(text), st); {
		case math.Abs(at.x-cx) < 8:
			x -= wide / 2
		case at.x < cx:
			x -= wide
		}
		w.put(p, x, y, text, st)
	}
}
