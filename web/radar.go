package web

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Axis is one theme of the profile: its score now and last time.
type Axis struct {
	Label    string
	Score    station.Bounds
	Previous *station.Bounds
}

// Low tells whether even the worst case of this axis needs attention: below 50.
func (a Axis) Low() bool { return a.Score.Shown && a.Score.Worst < 50 }

// Radar is the net of axes, nine on a full sheet; any number from three up is drawn.
type Radar struct{ Axes []Axis }

// HasPrevious tells whether any axis knows last time.
func (r Radar) HasPrevious() bool {
	for _, a := range r.Axes {
		if a.Previous != nil && a.Previous.Shown {
			return true
		}
	}
	return false
}

const radarX, radarY, radarR = 230.0, 200.0, 132.0

func (r Radar) point(i int, radius float64) (float64, float64) {
	return polar(radarX, radarY, radius, -90+float64(i)*360/float64(len(r.Axes)))
}

func (r Radar) polygon(b *strings.Builder, class string, radius func(i int) float64) {
	points := make([]string, len(r.Axes))
	for i := range r.Axes {
		x, y := r.point(i, radius(i))
		points[i] = fmt.Sprintf("%.1f,%.1f", x, y)
	}
	fmt.Fprintf(b, `<polygon class="%s" points="%s"/>`, class, strings.Join(points, " "))
}

// SVG draws the net with its figures as text. An axis without a number is an open ring at the centre.
func (r Radar) SVG(t say) template.HTML {
	if len(r.Axes) < 3 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="radar" viewBox="-6 10 472 380" role="img" aria-label="%s" focusable="false">`, esc(r.describe(t)))
	for _, share := range []float64{.25, .5, .75, 1} {
		class := "ring"
		if share == 1 {
			class = "ring ring--o"
		}
		r.polygon(&b, class, func(int) float64 { return radarR * share })
	}
	for i := range r.Axes {
		x, y := r.point(i, radarR)
		fmt.Fprintf(&b, `<line class="spoke" x1="%.0f" y1="%.0f" x2="%.1f" y2="%.1f"/>`, radarX, radarY, x, y)
	}
	if r.HasPrevious() {
		r.polygon(&b, "old", func(i int) float64 { return radarR * worst(r.Axes[i].Previous) / 100 })
	}
	r.polygon(&b, "cur", func(i int) float64 { return radarR * worst(&r.Axes[i].Score) / 100 })
	for i, axis := range r.Axes {
		class := "pt"
		if !axis.Score.Shown {
			class = "unk"
		}
		x, y := r.point(i, radarR*worst(&axis.Score)/100)
		fmt.Fprintf(&b, `<circle class="%s" cx="%.1f" cy="%.1f" r="4"/>`, class, x, y)
		r.label(&b, i, axis)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func (r Radar) label(b *strings.Builder, i int, axis Axis) {
	x, y := r.point(i, radarR+18)
	anchor, middle := "end", math.Abs(x-radarX) < 14
	if x > radarX {
		anchor = "start"
	}
	if middle {
		anchor = "middle"
	}
	switch {
	case y < radarY-radarR:
		y -= 14
	case middle:
		y += 8
	default:
		y -= 2
	}
	class, figure := "sc", axis.figure()
	if axis.Low() {
		class, figure = "sc lo", "▼ "+figure
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s">%s<tspan class="%s" x="%.1f" dy="1.2em">%s</tspan></text>`,
		x, y, anchor, esc(axis.Label), class, x, esc(figure))
}

func (a Axis) figure() string {
	if !a.Score.Shown {
		return "?"
	}
	return Span(a.Score.Worst, a.Score.Best)
}

func worst(b *station.Bounds) float64 {
	if b == nil || !b.Shown {
		return 0
	}
	return float64(min(max(b.Worst, 0), 100))
}

func (r Radar) describe(t say) string {
	parts := make([]string, len(r.Axes))
	for i, axis := range r.Axes {
		figure := axis.figure()
		if !axis.Score.Shown {
			figure = t("level.unknown")
		}
		parts[i] = axis.Label + " " + figure
	}
	said := t("radar.alt", "n", len(r.Axes), "axes", strings.Join(parts, t("list.comma")))
	if r.HasPrevious() {
		said += t("radar.alt_previous")
	}
	return said
}
