package help

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// section is what stands under one heading, or before the first.
type section struct {
	head Heading
	text string
}

// Hit is a place of the guide that answers a search, best first.
type Hit struct {
	Chapter string // its title
	Heading string // may be empty: the chapter as a whole
	URL     string
	Excerpt []Piece
	Foreign bool // the words were found in the other language; the excerpt is in that one
}

// Piece is a bit of an excerpt; Marked is what was looked for.
type Piece struct {
	Text   string
	Marked bool
}

// Limits of a search.
const (
	mostHits    = 20
	mostTerms   = 8
	mostQuery   = 100 // characters
	excerptLong = 110 // characters around the first find
)

// Search finds places whose heading or text holds every word of a query, in the language of the page or
// in the other; each place comes once, under its name in the page's language. A run of Chinese characters
// that stands nowhere as it is counts as found where most of its pairs of characters are.
func (b *Book) Search(lang, query string) []Hit {
	terms := termsOf(query)
	if len(terms) == 0 {
		return nil
	}
	type ranked struct {
		Hit
		points int
	}
	var found []ranked
	all, twins := b.in(lang), b.in(other(lang))
	for i, chapter := range all {
		for j, here := range chapter.sections {
			there := twins[i].sections[j] // the two have the same headings
			hit := Hit{Chapter: chapter.Title, Heading: here.head.Text, URL: chapter.URL()}
			if here.head.ID != "" {
				hit.URL += "#" + here.head.ID
			}
			points, marks := match(chapter, here, terms)
			text := here
			if points == 0 {
				if points, marks = match(twins[i], there, terms); points == 0 {
					continue
				}
				points, hit.Foreign, text = 1, true, there
			}
			hit.Excerpt = excerpt(text.text, marks)
			found = append(found, ranked{hit, points})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(b.points, a.points) })
	var out []Hit
	for _, f := range found[:min(len(found), mostHits)] {
		out = append(out, f.Hit)
	}
	return out
}

func other(lang string) string {
	if lang == English {
		return Chinese
	}
	return English
}

// termsOf are the words of a query in small letters, Chinese and Latin apart.
func termsOf(query string) []string {
	letters := []rune(strings.ToLower(query))
	letters = letters[:min(len(letters), mostQuery)]
	var terms []string
	var now []rune
	end := func() {
		if len(now) > 0 && len(terms) < mostTerms {
			terms = append(terms, string(now))
		}
		now = nil
	}
	for _, r := range letters {
		han := unicode.Is(unicode.Han, r)
		if !han && !unicode.IsLetter(r) && !unicode.IsDigit(r) || len(now) > 0 && han != unicode.Is(unicode.Han, now[0]) {
			end()
		}
		if han || unicode.IsLetter(r) || unicode.IsDigit(r) {
			now = append(now, r)
		}
	}
	end()
	return terms
}

// match tells how well a section fits, 0 = not at all, and what to mark in it.
func match(c Chapter, s section, terms []string) (points int, marks []string) {
	head, body, inHead := strings.ToLower(s.head.Text), strings.ToLower(s.text), 6
	if s.head.ID == "" {
		head, inHead = strings.ToLower(c.Title), 5 // the task itself comes before its chapter
	}
	for _, term := range terms {
		in, parts := 0, []string{term}
		switch {
		case holds(head, term):
			in = inHead
		case holds(body, term):
			in = 2
		default:
			in, parts = nearly(head+" "+body, term)
		}
		if in == 0 {
			return 0, nil
		}
		points, marks = points+in, append(marks, parts...)
	}
	return points + 1, marks
}

// holds finds a Chinese term anywhere and a Latin one at the beginning of a word.
func holds(text, term string) bool { return indexOf(text, term) >= 0 }

func indexOf(text, term string) int {
	for from := 0; ; {
		at := strings.Index(text[from:], term)
		if at < 0 {
			return -1
		}
		at += from
		before := []rune(text[:at])
		first := []rune(term)[0]
		if unicode.Is(unicode.Han, first) || len(before) == 0 || !unicode.IsLetter(before[len(before)-1]) || unicode.Is(unicode.Han, before[len(before)-1]) {
			return at
		}
		from = at + len(term)
	}
}

// nearly finds a long Chinese term by its pairs of characters: at least two thirds of them.
func nearly(text, term string) (points int, parts []string) {
	letters := []rune(term)
	if len(letters) < 3 || !unicode.Is(unicode.Han, letters[0]) {
		return 0, nil
	}
	for i := range len(letters) - 1 {
		if pair := string(letters[i : i+2]); strings.Contains(text, pair) {
			parts = append(parts, pair)
		}
	}
	if 3*len(parts) < 2*(len(letters)-1) {
		return 0, nil
	}
	return 1, parts
}

// excerpt cuts a text around the first find and marks every find in it.
func excerpt(text string, marks []string) []Piece {
	letters, low := []rune(text), []rune(strings.ToLower(text))
	if len(low) != len(letters) { // a letter whose small form is longer
		low = letters
	}
	first := len(letters)
	for _, mark := range marks {
		if at := indexOf(string(low), mark); at >= 0 {
			first = min(first, len([]rune(string(low)[:at])))
		}
	}
	if first == len(letters) {
		first = 0
	}
	from := max(0, first-excerptLong/3)
	to := min(len(letters), from+excerptLong)
	var out []Piece
	if from > 0 {
		out = append(out, Piece{Text: "…"})
	}
	out = append(out, marked(string(letters[from:to]), string(low[from:to]), marks)...)
	if to < len(letters) {
		out = append(out, Piece{Text: "…"})
	}
	return out
}

// marked splits a text at what is to be marked. Both texts have the same letters, one of them in small.
func marked(text, low string, marks []string) []Piece {
	letters, small := []rune(text), []rune(low)
	hit := make([]bool, len(letters))
	for _, mark := range marks {
		long := len([]rune(mark))
		for at := 0; at+long <= len(small); at++ {
			if string(small[at:at+long]) == mark && indexOf(string(small[max(0, at-1):at+long]), mark) >= 0 {
				for i := range long {
					hit[at+i] = true
				}
			}
		}
	}
	var out []Piece
	for i, r := range letters {
		if i == 0 || hit[i] != hit[i-1] {
			out = append(out, Piece{Marked: hit[i]})
		}
		out[len(out)-1].Text += string(r)
	}
	return out
}
