package sheets

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain folds full-width letters, digits and marks to the plain ones, cheaply when there is nothing to fold.
func plain(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return strings.TrimSpace(norm.NFKC.String(s))
		}
	}
	return strings.TrimSpace(s)
}

// foldWord reduces a label to its letters and digits: NFKC, lower case, no space, no mark.
func foldWord(s string) string {
	var b strings.Builder
	for _, r := range plain(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		} else if r == '√' || r == '✓' || r == '✔' || r == '×' || r == '✗' || r == '✘' || r == '%' || r == '+' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fold reduces a header: what stands in brackets, a unit or a hint, is left out, unless nothing else is there.
func fold(s string) string {
	s = plain(s)
	var outside strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{', '【', '〔', '<', '《':
			depth++
		case ')', ']', '}', '】', '〕', '>', '》':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				outside.WriteRune(r)
			}
		}
	}
	if f := foldWord(outside.String()); f != "" {
		return f
	}
	return foldWord(s)
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
