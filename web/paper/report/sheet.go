package report

import "strings"

// The paper, in points. The measure is 38 characters of 10.5 points beside a rail for marks.
const (
	pageW, pageH = 595.28, 841.89
	margin       = 56.0
	railW        = 84.0
	bodyX        = margin + railW
	measure      = 38 // characters a line
	bodyW        = measure * 10.5
	fullW        = pageW - 2*margin
	topY         = 66.0
	bottomY      = 776.0
	footY        = 802.0
)

// ruler measures characters, in thousandths of an em. The sheet asks it before it breaks a line.
type ruler interface {
	advance(r rune, w weight) float64
	has(r rune) bool
}

type weight int

const (
	regular weight = iota
	bold
)

// tone is a colour; all are chosen so that they part in grey too.
type tone struct{ r, g, b uint8 }

var (
	ink     = tone{0x10, 0x26, 0x2d}
	soft    = tone{0x50, 0x66, 0x6d}
	hair    = tone{0xb9, 0xca, 0xcc}
	primary = tone{0x0a, 0x5c, 0x66}
	mist    = tone{0xea, 0xf2, 0xf2}
	paper   = tone{0xff, 0xff, 0xff}
	amber   = tone{0xf4, 0xb1, 0x3c}
	fill    = tone{0xd3, 0xe4, 0xe5}
)

// style is how a text is set.
type style struct {
	size   float64
	weight weight
	ink    tone
	lead   float64
}

var (
	bodyText  = style{size: 10.5, ink: ink, lead: 17.5}
	smallText = style{size: 9, ink: soft, lead: 14}
	railText  = style{size: 9, weight: bold, ink: primary, lead: 14}
	cellText  = style{size: 9, ink: ink, lead: 13.5}
	headText  = style{size: 8.5, weight: bold, ink: soft, lead: 13}
	h1Text    = style{size: 25, weight: bold, ink: ink, lead: 34}
	h2Text    = style{size: 15, weight: bold, ink: ink, lead: 24}
	h3Text    = style{size: 12, weight: bold, ink: ink, lead: 19}
)

// mark is a bookmark of the outline.
type mark struct {
	title string
	page  int
	y     float64
}

// sheet lays marks on pages from top to bottom.
type sheet struct {
	ruler ruler
	lang  string
	pages []*page
	y     float64
	marks []mark
	lost  bool // a character was not in the font
	swap  map[rune]string
}

func newSheet(r ruler, lang string) *sheet {
	s := &sheet{ruler: r, lang: lang, swap: map[rune]string{}}
	s.newPage()
	return s
}

func (s *sheet) page() *page { return s.pages[len(s.pages)-1] }

func (s *sheet) newPage() { s.pages, s.y = append(s.pages, &page{}), topY }

// need begins a new page unless there is room for so much.
func (s *sheet) need(h float64) {
	if s.y+h > bottomY && s.y > topY {
		s.newPage()
	}
}

// gap leaves white, but not at the head of a page.
func (s *sheet) gap(h float64) {
	if s.y > topY {
		s.y += h
	}
}

// clean gives a text as the font can print it.
func (s *sheet) clean(text string) string {
	var out []rune
	if s.lang == english && !hasHan([]rune(text)) {
		text = straight.Replace(text)
	}
	for _, r := range tidy(text) {
		if s.ruler.has(r) {
			out = append(out, r)
			continue
		}
		said, known := s.swap[r]
		if !known {
			said = string(s.substitute(r))
			s.swap[r] = said
		}
		out = append(out, []rune(said)...)
	}
	return string(out)
}

func (s *sheet) substitute(r rune) []rune {
	s.lost = true
	plain := letters(r)
	for _, p := range plain {
		if !s.ruler.has(p) {
			plain = nil
		}
	}
	if len(plain) == 0 {
		return []rune{geta}
	}
	return plain
}

func (s *sheet) width(text string, st style) float64 {
	total, last := 0.0, rune(0)
	for _, r := range text {
		total += s.ruler.advance(r, st.weight) + squeeze(last, r)
		last = r
	}
	return total * st.size / 1000
}

// wrap sets a text in lines.
func (s *sheet) wrap(text string, width float64, st style) []string {
	measured := func(t string) float64 { return s.width(t, st) }
	lines := breakLines(s.clean(text), width, measured)
	if n := len(lines); n > 1 && wide([]rune(lines[n-1])[0]) && measured(lines[n-1]) < 1.6*st.size {
		// a last line of one character takes another one with it
		if two := breakLines(lines[n-2]+lines[n-1], width-1.9*st.size, measured); len(two) == 2 {
			lines = append(lines[:n-2], two...)
		}
	}
	return lines
}

// fit shortens a text to one line.
func (s *sheet) fit(text string, width float64, st style) string {
	lines := s.wrap(text, width, st)
	if len(lines) < 2 {
		return s.clean(text)
	}
	short := s.wrap(text, width-s.width("…", st), st)
	return short[0] + "…"
}

// put prints a line with its baseline at y.
func (s *sheet) put(p *page, x, y float64, text string, st style) {
	p.text(x, y, s.clean(text), st, 0)
}

// para sets a paragraph. Neither its first nor its last line stands alone on a page.
func (s *sheet) para(x, width float64, text string, st style) {
	width = min(width, measure*st.size)
	lines := s.wrap(text, width, st)
	for i := range lines {
		if left := len(lines) - i; i == 0 || left == 2 {
			s.need(st.lead * float64(min(left, 2)))
		} else {
			s.need(st.lead)
		}
		s.page().text(x-hang(lines[i], st), s.baseline(st), lines[i], st, s.spread(lines, i, width+hang(lines[i], st), st))
		s.y += st.lead
	}
}

// hang is how far a line that begins with an opening mark is set out, so that the edge is straight.
func hang(line string, st style) float64 {
	for _, r := range line {
		if strings.ContainsRune(opening, r) {
			return st.size / 2
		}
		break
	}
	return 0
}

// baseline is where the letters of a line that begins at the current height stand.
func (s *sheet) baseline(st style) float64 { return s.y + st.lead/2 + st.size*.36 }

// spread is what is added between the characters of a line so that both edges are straight. Only
// full lines of Chinese are spread, and only by little.
func (s *sheet) spread(lines []string, i int, width float64, st style) float64 {
	n := len([]rune(lines[i]))
	if s.lang == english || i == len(lines)-1 || n < 2 || !mostlyHan(lines[i]) {
		return 0
	}
	each := (width - s.width(lines[i], st)) / float64(n-1)
	if each < 0 || each > st.size*.055 {
		return 0
	}
	return each
}

// heading prints a heading and keeps so much of what follows on its page.
func (s *sheet) heading(text string, st style, follow float64) {
	lines := s.wrap(text, fullW, st)
	s.gap(20)
	s.need(st.lead*float64(len(lines)) + 6 + follow)
	s.mark(text)
	for _, line := range lines {
		s.page().text(margin, s.baseline(st), line, st, 0)
		s.y += st.lead
	}
	s.page().heads = append(s.page().heads, s.y)
	s.page().line(margin, s.y+2, margin+fullW, s.y+2, .9, primary)
	s.y += 10
}

// mark puts the current place into the outline.
func (s *sheet) mark(title string) {
	s.marks = append(s.marks, mark{s.clean(title), len(s.pages) - 1, s.y})
}

// plain sets one line that is not running text and may be wider than the measure.
func (s *sheet) plain(x float64, text string, st style) {
	s.need(st.lead)
	s.page().text(x, s.baseline(st), s.clean(text), st, 0)
	s.y += st.lead
}

// part prints a label in the rail and beside it what body prints; at least follow of the body
// stays with the label.
func (s *sheet) part(label string, follow float64, body func()) {
	lines := s.wrap(label, railW-12, railText)
	tall := railText.lead * float64(len(lines))
	s.need(max(tall, follow))
	here, y := s.page(), s.y
	for i, line := range lines {
		here.text(margin, y+float64(i)*railText.lead+bodyText.lead/2+railText.size*.36, line, railText, 0)
	}
	body()
	if s.page() == here {
		s.y = max(s.y, y+tall+2)
	}
	s.gap(7)
}
