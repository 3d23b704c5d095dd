package sheets

import (
	"math/big"
	"regexp"
	"strings"
)

var (
	plainNumber   = regexp.MustCompile(`^[+-]?\d{1,20}(\.\d{1,15})?([eE][+-]?\d{1,2})?$`)
	bareFraction  = regexp.MustCompile(`^[+-]?\.\d{1,15}$`)
	groupedNumber = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d{1,15})?$`)
	groupedBy4    = regexp.MustCompile(`^[+-]?\d{1,4}(,\d{4})+(\.\d{1,15})?$`)
)

func rat(a, b int64) *big.Rat { return big.NewRat(a, b) }

// rational reads a bare number exactly. Exponents are short, so no input makes a number of a million digits.
func rational(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(s)
	switch {
	case groupedNumber.MatchString(s), groupedBy4.MatchString(s):
		s = strings.ReplaceAll(s, ",", "")
	case bareFraction.MatchString(s):
		s = strings.Replace(s, ".", "0.", 1)
	case !plainNumber.MatchString(s):
		return nil, false
	}
	return new(big.Rat).SetString(s)
}

// plainDecimal writes a number without exponent and without idle zeros, 15 places at most.
func plainDecimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(strings.TrimRight(r.FloatString(15), "0"), ".")
}

// amount is a number as people write it.
type amount struct {
	value   *big.Rat
	percent bool
	unit    string // a currency named in the cell
}

// unitWords are what people write behind a number, and what it multiplies by. Longer words come first.
func unitWords() []struct {
	word  string
	times int64
} {
	return []struct {
		word  string
		times int64
	}{
		{"亿", 100_000_000}, {"千万", 10_000_000}, {"百万", 1_000_000}, {"万", 10_000}, {"千", 1000}, {"k", 1000}, {"million", 1_000_000},
		{"个月", 1}, {"小时", 1}, {"天", 1}, {"日", 1}, {"月", 1}, {"页", 1}, {"days", 1}, {"day", 1}, {"months", 1}, {"month", 1},
		{"hours", 1}, {"hour", 1}, {"pages", 1}, {"h", 1}, {"d", 1},
	}
}

// readAmount understands 1,234.56 ￥1234 12万元 1.2亿 USD 5,000 12% (500) and full-width digits.
func readAmount(text string) (amount, bool) {
	if r, ok := rational(text); ok { // most cells are bare numbers
		return amount{value: r}, true
	}
	s := strings.ToLower(strings.Join(strings.Fields(plain(text)), ""))
	var a amount
	if rest, ok := strings.CutSuffix(s, "%"); ok {
		s, a.percent = rest, true
	}
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s, negative = strings.Trim(s, "()"), true
	}
	s, a.unit = cutCurrency(s)
	times := int64(1)
	for _, u := range unitWords() {
		if rest, ok := strings.CutSuffix(s, u.word); ok && rest != "" {
			s, times = rest, u.times
			break
		}
	}
	r, ok := rational(s)
	if !ok {
		return amount{}, false
	}
	a.value = r.Mul(r, rat(times, 1))
	if negative {
		a.value.Neg(a.value)
	}
	return a, true
}

// cutCurrency takes the name of a currency off either end. A bare yuan or dollar sign names no currency for sure.
func cutCurrency(s string) (rest, code string) {
	for _, sign := range []string{"us$", "hk$", "¥", "$", "€", "£"} {
		if cut, ok := strings.CutPrefix(s, sign); ok {
			return cut, ""
		}
	}
	longest := ""
	for _, c := range currencies() {
		for _, name := range append([]string{c.code, c.zh}, c.more...) {
			name = strings.ToLower(name)
			if name == "元" || len(name) < 3 || len(name) <= len(longest) {
				continue // 元 alone is the end of many names
			}
			if cut, ok := cutEither(s, name); ok {
				rest, code, longest = cut, c.code, name
			}
		}
	}
	if longest != "" {
		return rest, code
	}
	for _, word := range []string{"元/月", "元", "块"} {
		if cut, ok := strings.CutSuffix(s, word); ok {
			return cut, ""
		}
	}
	return s, ""
}

func cutEither(s, name string) (string, bool) {
	if cut, ok := strings.CutPrefix(s, name); ok && cut != "" {
		return cut, true
	}
	cut, ok := strings.CutSuffix(s, name)
	return cut, ok && cut != ""
}
