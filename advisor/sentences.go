package advisor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestSentence is where a sentence without an end is cut, in bytes.
const longestSentence = 2400

// sentences cuts a stream of text into sentences. The markers behind a sentence belong to it, so
// one is only given out when what follows has been seen.
type sentences struct{ rest string }

// push takes more text and gives the sentences that are whole.
func (s *sentences) push(more string) []string {
	s.rest += more
	var out []string
	for {
		n := end(s.rest, false)
		if n == 0 && len(s.rest) > longestSentence {
			n = len(s.rest) // cut between characters: deltas are whole ones
		}
		if n == 0 {
			return out
		}
		out = append(out, s.rest[:n])
		s.rest = s.rest[n:]
	}
}

// flush gives what is left when the text is at its end.
func (s *sentences) flush() []string {
	var out []string
	for s.rest != "" {
		n := end(s.rest, true)
		if n == 0 {
			n = len(s.rest)
		}
		if strings.TrimSpace(s.rest[:n]) != "" {
			out = append(out, s.rest[:n])
		}
		s.rest = s.rest[n:]
	}
	return out
}

// end is the length of the first sentence of a text, 0 if it may go on.
func end(text string, last bool) int {
	for i, r := range text {
		size := utf8.RuneLen(r)
		if size < 0 || !ends(text, i, r, last) {
			continue
		}
		n, whole := trail(text, i+size, last)
		if !whole {
			return 0
		}
		if strings.TrimSpace(text[:n]) == "" {
			continue
		}
		return n
	}
	return 0
}

func ends(text string, i int, r rune, last bool) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?', ';', '\n':
		return true
	case '.':
		if i+1 == len(text) {
			return last
		}
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		return (unicode.IsSpace(next) || next == '[') && !shortened(text[:i])
	}
	return false
}

// shortened tells whether a point belongs to an abbreviation.
func shortened(before string) bool {
	at := strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })
	word := strings.ToLower(before[at+1:])
	switch word {
	case "no", "nos", "art", "arts", "cl", "sec", "co", "ltd", "inc", "e.g", "i.e", "etc", "cf", "vs", "mr", "mrs", "ms", "dr", "approx":
		return true
	}
	return len(word) == 1 && word[0] >= 'a' && word[0] <= 'z'
}

// trail goes past quotes, blanks and markers that belong to the sentence before them.
func trail(text string, n int, last bool) (int, bool) {
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case strings.ContainsRune("”’」』)）\"'", r) || unicode.IsSpace(r):
			n += size
		case r == '[' || r == '［' || r == '【':
			shut := strings.IndexAny(text[n:], "]］】")
			if shut < 0 {
				return n, last || len(text)-n > 200
			}
			_, width := utf8.DecodeRuneInString(text[n+shut:])
			n += shut + width
			if n < len(text) && strings.HasPrefix(text[n:], "。") {
				n += len("。")
			}
		default:
			return n, true
		}
	}
	return n, last
}
