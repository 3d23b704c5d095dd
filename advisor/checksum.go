package advisor

import (
	"slices"
	"strings"
	"unicode"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// glyph is a letter or digit of a text; far tells how it is parted from the one before: 0 not at
// all, 1 by one blank, dash or point, 2 by more.
type glyph struct {
	c   byte
	at  int
	far int
}

// numbers finds identity cards, credit codes, mobiles and bank cards by their check digits, even
// with blanks and dashes inside. Both neighbours must be something else than a letter or digit.
func numbers(plain []rune, at []int) []span {
	var out []span
	glyphs := glyphsOf(plain, at)
	for i := 0; i < len(glyphs); {
		n := 0
		if i == 0 || glyphs[i].far > 0 {
			n = longest(glyphs[i:])
		}
		if n == 0 {
			i++
			continue
		}
		out = append(out, span{glyphs[i].at, glyphs[i+n-1].at + 1})
		i += n
	}
	return out
}

func glyphsOf(plain []rune, at []int) []glyph {
	var out []glyph
	gap := 2
	for i, r := range plain {
		switch {
		case r < unicode.MaxASCII && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z'):
			out = append(out, glyph{byte(unicode.ToUpper(r)), at[i], gap})
			gap = 0
		case gap == 0 && strings.ContainsRune(" -.·_\n\t", r):
			gap = 1
		default:
			gap = 2
		}
	}
	return out
}

// longest is the length of the longest number that begins here, 0 if there is none.
func longest(g []glyph) int {
	found := 0
	code := make([]byte, 0, 20)
	var groups []int
	for i := 0; i < len(g) && i < 20; i++ {
		if i > 0 && g[i].far > 1 {
			break
		}
		if i == 0 || g[i].far > 0 {
			groups = append(groups, 0)
		}
		groups[len(groups)-1]++
		code = append(code, g[i].c)
		ends := i+1 == len(g) || g[i+1].far > 0
		if ends && i >= 10 && isNumber(string(code), groups) {
			found = i + 1
		}
	}
	return found
}

func isNumber(s string, groups []int) bool {
	switch len(s) {
	case 11:
		return mobile(s) && asDialled(groups)
	case 13:
		return strings.HasPrefix(s, "86") && mobile(s[2:])
	case 18:
		return identity(s) || creditCode(s) || luhn(s)
	}
	return luhn(s)
}

func mobile(s string) bool {
	return digits(s) && s[0] == '1' && s[1] >= '3'
}

// asDialled tells whether digits are grouped as people group a mobile, which has no check digit:
// a number beside a date is not one.
func asDialled(groups []int) bool {
	switch len(groups) {
	case 1, 11:
		return true
	case 2:
		return groups[0] >= 3
	case 3:
		return slices.Min(groups) >= 3
	}
	return false
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// identity is the check of GB 11643: modulo 11, and a date that can be.
func identity(s string) bool {
	if !digits(s[:17]) || s[6:8] < "18" || s[6:8] > "20" || s[10:12] > "12" || s[12:14] > "31" {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == s[17]
}

// creditCode also looks at the digits of the district, so that English words do not pass.
func creditCode(s string) bool {
	return digits(s[2:8]) && accounts.ValidCreditCode(s)
}

func luhn(s string) bool {
	if len(s) < 15 || len(s) > 19 || !digits(s) {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
