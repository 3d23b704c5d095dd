package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"time"
)

// LineChart is shares over days: one point a series and day.
type LineChart struct {
	Lang   string
	About  string // what it shows, for who does not see it
	Days   []time.Time
	Series []LineSeries
	Marks  []LineMark
}

// LineSeries is one line.
type LineSeries struct {
	Label  string
	Points []LinePoint // as many as there are days
}

// LinePoint is one share, in per cent. A held one is of an earlier day; an unknown one is a gap.
type LinePoint struct {
	Known bool
	Share int
	Held  time.Time
	Text  string // the numbers it is of
}

// LineMark is something that happened between two days.
type LineMark struct {
	At    time.Time
	Label string // short, in the drawing
	Say   string // in words, beside it
}

// Geometry of a line chart, in units of its drawing.
const (
	lineWidth, lineHeight     = 760.0, 330.0
	lineLeft, lineRight       = 46.0, 744.0
	lineTop, lineBottom       = 34.0, 290.0
	lineLabels                = 7 // days that are written below, at most
	lineEmpty                 = 20
	symbolRadius, markSpacing = 4.5, 46.0
)

// Drawn tells whether any point is known.
func (l LineChart) Drawn() bool {
	for _, s := range l.Series {
		for _, p := range s.Points {
			if p.Known {
				return true
			}
		}
	}
	return false
}

// top is where the scale ends, in per cent.
func (l LineChart) top() int {
	most := lineEmpty
	for _, s := range l.Series {
		for _, p := range s.Points {
			most = max(most, p.Share)
		}
	}
	return min(100, (most+9)/10*10)
}

func (l LineChart) x(at time.Time) float64 {
	from, to := l.Days[0], l.Days[len(l.Days)-1]
	if !to.After(from) {
		return (lineLeft + lineRight) / 2
	}
	return lineLeft + 12 + (lineRight-lineLeft-24)*float64(at.Sub(from))/float64(to.Sub(from))
}

func (l LineChart) y(share, top int) float64 {
	return lineBottom - (lineBottom-lineTop)*float64(share)/float64(top)
}

// SVG draws the lines. Every series has a dash and a symbol of its own; a held point is hollow; a hidden one leaves a gap.
func (l LineChart) SVG() template.HTML {
	if !l.Drawn() {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="lines" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s" focusable="false">`, lineWidth, lineHeight, esc(l.About))
	top := l.top()
	l.grid(&b, top)
	last := -markSpacing
	for _, m := range l.Marks {
		x := l.x(m.At)
		fmt.Fprintf(&b, `<line class="mk" x1="%.1f" y1="%.0f" x2="%.1f" y2="%.0f"/>`, x, lineTop-8, x, lineBottom)
		if x-last >= markSpacing {
			fmt.Fprintf(&b, `<text class="mk" x="%.1f" y="%.0f" text-anchor="middle">%s</text>`, x, lineTop-14, esc(m.Label))
			last = x
		}
	}
	for i, s := range l.Series {
		l.line(&b, i%5+1, s, top)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func (l LineChart) grid(b *strings.Builder, top int) {
	step := 10
	if top > 50 {
		step = 20
	}
	for share := 0; share <= top; share += step {
		y := l.y(share, top)
		fmt.Fprintf(b, `<line class="gr" x1="%.0f" y1="%.1f" x2="%.0f" y2="%.1f"/><text class="ax" x="%.0f" y="%.1f" text-anchor="end">%d %%</text>`, lineLeft, y, lineRight, y, lineLeft-6, y+4, share)
	}
	every := (len(l.Days) + lineLabels - 1) / lineLabels
	for i := len(l.Days) - 1; i >= 0; i -= max(every, 1) {
		fmt.Fprintf(b, `<text class="ax" x="%.1f" y="%.0f" text-anchor="middle">%s</text>`, l.x(l.Days[i]), lineBottom+20, esc(Date(l.Lang, l.Days[i])))
	}
}

func (l LineChart) line(b *strings.Builder, class int, s LineSeries, top int) {
	var run []string
	flush := func() {
		if len(run) > 1 {
			fmt.Fprintf(b, `<polyline class="ln s%d" points="%s"/>`, class, strings.Join(run, " "))
		}
		run = nil
	}
	for i, p := range s.Points {
		if !p.Known {
			flush()
			continue
		}
		run = append(run, fmt.Sprintf("%.1f,%.1f", l.x(l.Days[i]), l.y(p.Share, top)))
	}
	flush()
	for i, p := range s.Points {
		if p.Known {
			fmt.Fprintf(b, `<g class="pt s%d%s">%s</g>`, class, map[bool]string{true: " held"}[!p.Held.IsZero()], symbol(class, l.x(l.Days[i]), l.y(p.Share, top)))
		}
	}
}

// symbol is the mark of a series, so that colour is not needed to tell lines apart.
func symbol(class int, x, y float64) string {
	r := symbolRadius
	switch class {
	case 2:
		return fmt.Sprintf(`<path d="M%.1f %.1fl%.1f %.1fh%.1fz"/>`, x, y-r-1, r+1, 2*r, -2*r-2)
	case 3:
		return fmt.Sprintf(`<path d="M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz"/>`, x, y-r-1.5, r+1.5, r+1.5, -r-1.5, r+1.5, -r-1.5, -r-1.5)
	case 4:
		return fmt.Sprintf(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, x-r, y-r, 2*r, 2*r)
	}
	return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="%.1f"/>`, x, y, r)
}

// Key draws the sample of a series for the legend.
func (l LineChart) Key(at int) template.HTML {
	class := at%5 + 1
	return template.HTML(fmt.Sprintf(`<svg class="lines key" viewBox="0 0 36 14" aria-hidden="true" focusable="false"><line class="ln s%d" x1="1" y1="7" x2="35" y2="7"/><g class="pt s%d">%s</g></svg>`, class, class, symbol(class, 18, 7)))
}

// JSON is what a script may draw: what the drawing and the table beside it show, and nothing else.
func (l LineChart) JSON() string {
	type point struct {
		Share *int   `json:"share"`
		Text  string `json:"text,omitempty"`
		Held  string `json:"held,omitempty"`
	}
	type series struct {
		Label  string  `json:"label"`
		Points []point `json:"points"`
	}
	type mark struct {
		At    string `json:"at"`
		Label string `json:"label"`
	}
	out := struct {
		About  string   `json:"about"`
		Days   []string `json:"days"`
		Series []series `json:"series"`
		Marks  []mark   `json:"marks"`
		Top    int      `json:"top"`
	}{About: l.About, Days: []string{}, Series: []series{}, Marks: []mark{}, Top: l.top()}
	for _, d := range l.Days {
		out.Days = append(out.Days, d.Format(time.DateOnly))
	}
	for _, s := range l.Series {
		one := series{Label: s.Label}
		for _, p := range s.Points {
			q := point{Text: p.Text}
			if p.Known {
				share := p.Share
				q.Share = &share
			}
			if !p.Held.IsZero() {
				q.Held = p.Held.Format(time.DateOnly)
			}
			one.Points = append(one.Points, q)
		}
		out.Series = append(out.Series, one)
	}
	for _, m := range l.Marks {
		out.Marks = append(out.Marks, mark{m.At.In(shanghai).Format(time.DateOnly), m.Label})
	}
	text, err := json.Marshal(out)
	if err != nil {
		return "" // it is of strings and numbers only
	}
	return string(text)
}
