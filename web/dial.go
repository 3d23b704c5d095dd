package web

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// say is how drawings ask for words.
type say func(key string, pairs ...any) string

// Dial is the score as an instrument: four bands, the interval, and last time's score.
type Dial struct {
	Score       station.Bounds
	Previous    *station.Bounds // the last profile's score, if there was one and a number was shown
	Provisional bool            // drawn dashed until it is submitted
}

// Band is the band of a score: weak, watch, good or strong (0–49, 50–69, 70–84, 85–100).
func Band(score int) string {
	switch {
	case score < 50:
		return "weak"
	case score < 70:
		return "watch"
	case score < 85:
		return "good"
	}
	return "strong"
}

// BandLevel is the severity shape that goes with a band.
func BandLevel(score int) string {
	return map[string]string{"weak": "crit", "watch": "high", "good": "ok", "strong": "ok"}[Band(score)]
}

// The dial runs over 240 degrees, from lower left to lower right.
const (
	dialX, dialY = 130.0, 128.0
	dialStart    = 150.0
	dialPerPoint = 2.4
)

func dialAngle(score float64) float64 { return dialStart + score*dialPerPoint }

// polar is a point at an angle in degrees, clockwise from the right.
func polar(cx, cy, r, degrees float64) (float64, float64) {
	rad := degrees * math.Pi / 180
	return cx + r*math.Cos(rad), cy + r*math.Sin(rad)
}

// arc is the path of a circle's part between two angles.
func arc(r, from, to float64) string {
	x1, y1 := polar(dialX, dialY, r, from)
	x2, y2 := polar(dialX, dialY, r, to)
	large := 0
	if to-from > 180 {
		large = 1
	}
	return fmt.Sprintf("M%.1f %.1fA%.0f %.0f 0 %d 1 %.1f %.1f", x1, y1, r, r, large, x2, y2)
}

// SVG draws the dial with its whole meaning as text.
func (d Dial) SVG(t say) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="gauge" viewBox="-8 -6 276 230" role="img" aria-label="%s" focusable="false">`, esc(d.describe(t)))
	for _, band := range []struct {
		from, to float64
		class    string
	}{{0, 50, "crit"}, {50, 70, "high"}, {70, 85, "med"}, {85, 100, "ok"}} {
		fmt.Fprintf(&b, `<path class="b-%s" d="%s" fill="none" stroke-width="6"/>`, band.class, arc(108, dialAngle(band.from)+.8, dialAngle(band.to)-.8))
	}
	drawTicks(&b)
	track := "track"
	if !d.Score.Shown {
		track = "track track--off"
	}
	fmt.Fprintf(&b, `<path class="%s" d="%s" fill="none" stroke-width="14" stroke-linecap="butt"/>`, track, arc(80, dialStart, dialAngle(100)))
	if d.Score.Shown {
		d.drawScore(&b)
	}
	d.drawText(&b, t)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func drawTicks(b *strings.Builder) {
	for v := 0.0; v <= 100; v += 5 {
		class, inner := "tick", 95.0
		if math.Mod(v, 25) == 0 {
			class, inner = "tick tick--m", 92
		}
		x1, y1 := polar(dialX, dialY, inner, dialAngle(v))
		x2, y2 := polar(dialX, dialY, 100, dialAngle(v))
		fmt.Fprintf(b, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f"/>`, class, x1, y1, x2, y2)
	}
	for _, v := range []float64{0, 50, 70, 85, 100} {
		x, y := polar(dialX, dialY, 123, dialAngle(v))
		fmt.Fprintf(b, `<text class="tk" x="%.1f" y="%.1f" text-anchor="middle">%.0f</text>`, x, y+4, v)
	}
}

// drawScore fills the arc up to what is certain and lays the interval on it as the one amber thing.
func (d Dial) drawScore(b *strings.Builder) {
	worst, best := float64(d.Score.Worst), float64(d.Score.Best)
	dash := ""
	if d.Provisional {
		dash = ` stroke-dasharray="6 3"`
	}
	fmt.Fprintf(b, `<path class="val" d="%s" fill="none" stroke-width="14"%s/>`, arc(80, dialStart, dialAngle(worst)), dash)
	if d.Previous != nil && d.Previous.Shown {
		x, y := polar(dialX, dialY, 80, dialAngle(float64(d.Previous.Worst+d.Previous.Best)/2))
		fmt.Fprintf(b, `<circle class="prev" cx="%.1f" cy="%.1f" r="6"/>`, x, y)
	}
	if d.Score.Worst == d.Score.Best {
		x, y := polar(dialX, dialY, 80, dialAngle(worst))
		fmt.Fprintf(b, `<circle class="dot" cx="%.1f" cy="%.1f" r="8.5"/>`, x, y)
		return
	}
	span := arc(80, dialAngle(worst), dialAngle(best))
	fmt.Fprintf(b, `<path class="rngo" d="%s" stroke-width="18" stroke-linecap="round"/>`, span)
	fmt.Fprintf(b, `<path class="rng" d="%s" stroke-width="13" stroke-linecap="round"/>`, span)
}

func (d Dial) drawText(b *strings.Builder, t say) {
	text := func(class string, y int, s string) {
		fmt.Fprintf(b, `<text class="%s" x="130" y="%d" text-anchor="middle">%s</text>`, class, y, esc(s))
	}
	switch {
	case !d.Score.Shown:
		text("none", 136, t("dial.none"))
	case d.Score.Worst == d.Score.Best:
		text("big", 146, Span(d.Score.Worst, d.Score.Best))
		text("lab", 172, t("dial.of_100"))
	default:
		text("mid", 142, Span(d.Score.Worst, d.Score.Best))
		text("lab", 168, t("dial.interval"))
		text("lab", 188, t("dial.of_100"))
	}
	if d.Score.Shown && d.Provisional {
		text("lab", 208, t("dial.provisional"))
	}
}

// describe is the text alternative: value, interval, band, last time.
func (d Dial) describe(t say) string {
	if !d.Score.Shown {
		return t("dial.alt_none")
	}
	parts := []string{t("dial.alt_single", "score", d.Score.Worst, "band", t("band."+Band(d.Score.Worst)))}
	if d.Score.Worst != d.Score.Best {
		parts[0] = t("dial.alt_range", "worst", d.Score.Worst, "best", d.Score.Best, "band", t("band."+Band(d.Score.Worst)))
	}
	if d.Provisional {
		parts = append(parts, t("dial.provisional"))
	}
	if d.Previous != nil && d.Previous.Shown {
		parts = append(parts, t("dial.alt_previous", "score", Span(d.Previous.Worst, d.Previous.Best)))
	}
	return strings.Join(parts, t("list.semicolon"))
}
