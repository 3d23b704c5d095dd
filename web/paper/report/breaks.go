package report

import (
	"strings"
	"unicode"
)

// Marks that must not begin a line and marks that must not end one (kinsoku, GB/T 15834).
const (
	noStart = "、。，．：；？！·）〕］｝〉》」』】〗”’％‰℃々ー" + ",.:;?!)]}%…—–" + "°′″"
	noEnd   = "（〔［｛〈《「『【〖“‘￥＄" + "([{$¥€£#№×≤≥"
)

// The full-width marks whose ink fills one half of their square.
const (
	opening = "（《「『【〈“‘〔"
	closing = "，。、；：！？）》」』】〉”’〕"
)

// squeeze is what is taken away between two marks that stand together: half a square.
func squeeze(a, b rune) float64 {
	switch {
	case strings.ContainsRune(closing, a) && (strings.ContainsRune(closing, b) || strings.ContainsRune(opening, b)),
		strings.ContainsRune(opening, a) && strings.ContainsRune(opening, b):
		return -500
	}
	return 0
}

// counted are the words that stay on the line of the number before them.
const counted = "年月日天条项题分行人个万亿元层吨时"

// piece is a part of a text that is never parted, and the blank before it.
type piece struct {
	text  string
	blank bool
}

// pieces cuts a text where a line may end: at blanks, and around every Chinese character, but
// never inside a Latin word, before a closing mark or after an opening one.
func pieces(text string) []piece {
	var out []piece
	blank, last := false, rune(0)
	for _, r := range text {
		if r == ' ' {
			blank = blank || len(out) > 0
			continue
		}
		n := len(out)
		if n == 0 || mayPart(last, r, blank) {
			out = append(out, piece{string(r), blank})
		} else {
			if blank {
				out[n-1].text += " "
			}
			out[n-1].text += string(r)
		}
		blank, last = false, r
	}
	return out
}

// mayPart tells whether a line may end between two characters.
func mayPart(a, b rune, blank bool) bool {
	switch {
	case strings.ContainsRune(noEnd, a), strings.ContainsRune(noStart, b):
		return false
	case blank:
		return !(digit(a) && strings.ContainsRune(counted, b)) && !(digit(b) && strings.ContainsRune("年月第约", a))
	}
	return wide(a) || wide(b)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// wide tells whether a character is set by itself, as Chinese, Japanese and Korean ones are.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || (r >= 0x3000 && r <= 0x303f) || (r >= 0xff00 && r <= 0xffef)
}

// breakLines sets a text in lines no wider than max. A word that is wider than a whole line is
// parted where it must be.
func breakLines(text string, max float64, width func(string) float64) []string {
	var lines []string
	line, used, space := "", 0.0, width(" ")
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for _, p := range pieces(text) {
		w, gap := width(p.text), 0.0
		if p.blank && line != "" {
			gap = space
		}
		if line != "" && used+gap+w > max {
			flush()
			gap = 0
		}
		if gap > 0 {
			line += " "
		}
		if w > max {
			var whole []string
			whole, p.text = partWord(p.text, max, width)
			lines = append(lines, whole...)
			w = width(p.text)
		}
		line, used = line+p.text, used+gap+w
	}
	flush()
	return lines
}

// partWord cuts a word that no line can hold; the rest still fits.
func partWord(word string, max float64, width func(string) float64) (lines []string, rest string) {
	runes := []rune(word)
	for width(string(runes)) > max && len(runes) > 1 {
		n, used := 0, 0.0
		for n < len(runes) {
			used += width(string(runes[n]))
			if used > max && n > 0 {
				break
			}
			n++
		}
		n = softCut(runes, min(n, len(runes)-1))
		lines = append(lines, strings.TrimSpace(string(runes[:n])))
		runes = runes[n:]
	}
	return lines, strings.TrimSpace(string(runes))
}

// softCut moves a cut back to behind a joint of the word, if one is near, and out of a place
// where no line may begin or end.
func softCut(runes []rune, n int) int {
	for k := n; k > n-n/3 && k > 1; k-- {
		if strings.ContainsRune("-_/.,;&?= ", runes[k-1]) {
			return k
		}
	}
	for k := n; k > n-4 && k > 1; k-- {
		if !strings.ContainsRune(noStart, runes[k]) && !strings.ContainsRune(noEnd, runes[k-1]) {
			return k
		}
	}
	return n
}
