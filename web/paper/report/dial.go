package report

import (
	"math"

	"github.com/zhuqi-yunzhan/station"
)

// band is one of the four bands of a score, with the sea mark that goes with it.
type band struct {
	name     string
	from, to int
	level    string
	tone     tone
}

var bands = []band{
	{"weak", 0, 50, "critical", levelTones["critical"]}, {"watch", 50, 70, "high", levelTones["high"]},
	{"good", 70, 85, "ok", levelTones["medium"]}, {"strong", 85, 101, "ok", levelTones["ok"]},
}

func bandOf(score int) band {
	for _, b := range bands {
		if score < b.to {
			return b
		}
	}
	return bands[len(bands)-1]
}

// The dial runs over 240 degrees, from lower left to lower right, as on the page.
func dialAngle(score float64) float64 { return 150 + score*2.4 }

// dial draws the score as an instrument in a box of 276 × 230 parts; k is the size of a part.
func (w *writer) dial(x, y, k float64, score station.Bounds) {
	p, cx, cy := w.page(), x+138*k, y+134*k
	for i, b := range bands {
		from, to := dialAngle(float64(b.from))+.8, dialAngle(math.Min(float64(b.to), 100))-.8
		thick := 3 + 2*float64(i%2) // neighbours differ in width, so that grey tells them apart
		p.area(b.tone, sector(cx, cy, 108*k-thick*k/2, 108*k+thick*k/2, from, to)...)
	}
	w.dialTicks(p, cx, cy, k)
	track := sector(cx, cy, 73*k, 87*k, dialAngle(0), dialAngle(100))
	if !score.Shown {
		p.frame(.8, soft, true, track...)
		st := style{size: 30 * k, weight: bold, ink: soft}
		if wide := w.width(w.clean(w.t("dial.none")), st); wide > 124*k {
			st.size *= 124 * k / wide
		}
		w.centre(p, cx, cy+8*k, w.t("dial.none"), st)
		return
	}
	p.area(fill, track...)
	worst, best := float64(score.Worst), float64(score.Best)
	p.area(primary, sector(cx, cy, 73*k, 87*k, dialAngle(0), dialAngle(worst))...)
	w.dialScore(p, cx, cy, k, worst, best)
	big, lab := style{size: 56 * k, weight: bold, ink: ink}, style{size: 16 * k, ink: soft}
	if worst == best {
		w.centre(p, cx, cy+16*k, span(score.Worst, score.Best), big)
		w.centre(p, cx, cy+44*k, w.t("dial.of_100"), lab)
		return
	}
	big.size = 46 * k
	w.centre(p, cx, cy+12*k, span(score.Worst, score.Best), big)
	w.centre(p, cx, cy+38*k, w.t("dial.interval"), lab)
	w.centre(p, cx, cy+60*k, w.t("dial.of_100"), lab)
}

// dialScore lays what is open on the arc, or one point when nothing is.
func (w *writer) dialScore(p *page, cx, cy, k, worst, best float64) {
	if worst == best {
		at := polar(cx, cy, 80*k, dialAngle(worst))
		p.area(ink, round(at.x, at.y, 9*k)...)
		p.area(amber, round(at.x, at.y, 6.5*k)...)
		return
	}
	p.area(ink, sector(cx, cy, 69.5*k, 90.5*k, dialAngle(worst)-1, dialAngle(best)+1)...)
	p.area(amber, sector(cx, cy, 72.5*k, 87.5*k, dialAngle(worst), dialAngle(best))...)
}

func (w *writer) dialTicks(p *page, cx, cy, k float64) {
	for v := 0.0; v <= 100; v += 5 {
		inner, stroke := 95*k, .5
		if math.Mod(v, 25) == 0 {
			inner, stroke = 91*k, .9
		}
		a, b := polar(cx, cy, inner, dialAngle(v)), polar(cx, cy, 100*k, dialAngle(v))
		p.line(a.x, a.y, b.x, b.y, stroke, soft)
	}
	for _, v := range []int{0, 50, 70, 85, 100} {
		at := polar(cx, cy, 124*k, dialAngle(float64(v)))
		w.centre(p, at.x, at.y+4*k, number(v), style{size: 12.5 * k, ink: soft})
	}
}

func (s *sheet) centre(p *page, x, y float64, text string, st style) {
	s.put(p, x-s.width(s.clean(text), st)/2, y, text, st)
}
