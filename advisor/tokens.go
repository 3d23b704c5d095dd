package advisor

import (
	"strings"
	"unicode"
)

// fold brings full-width letters, digits and marks to their plain form, in small letters.
func fold(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		r -= 0xFEE0
	case r == 0x3000:
		r = ' '
	}
	return unicode.ToLower(r)
}

func folded(s string) string { return strings.Map(fold, s) }

// terms cuts a text into what is searched for: pairs of Chinese characters, and words.
func (f *finder) terms(text string) []string {
	var out []string
	var word []rune
	var han []rune
	flush := func() {
		if len(word) > 0 {
			if w := stem(string(word)); !f.stop[w] {
				out = append(out, w)
			}
			word = word[:0]
		}
		if len(han) == 1 {
			out = append(out, string(han))
		}
		for i := 0; i+1 < len(han); i++ {
			out = append(out, string(han[i:i+2]))
		}
		han = han[:0]
	}
	for _, r := range folded(text) {
		switch {
		case unicode.Is(unicode.Han, r):
			if len(word) > 0 {
				flush()
			}
			han = append(han, r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if len(han) > 0 {
				flush()
			}
			word = append(word, r)
		default:
			flush()
		}
	}
	flush()
	return out
}

// stem cuts the commonest English endings, so that permits finds permit.
func stem(w string) string {
	for _, end := range []struct{ cut, put string }{{"ies", "y"}, {"sses", "ss"}, {"xes", "x"}, {"ing", ""}, {"ed", ""}, {"s", ""}} {
		if strings.HasSuffix(w, end.cut) && len(w)-len(end.cut) >= 3 && !strings.HasSuffix(w, "ss") {
			return strings.TrimSuffix(w, end.cut) + end.put
		}
	}
	return w
}
