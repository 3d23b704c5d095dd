package web

import (
	"encoding/json"
	"math/big"
	"regexp"
	"strings"

	"golang.org/x/text/width"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

var (
	typed      = regexp.MustCompile(`^([+-]?)([0-9][0-9.,' \x{a0}\x{2009}]*?)\s*(万|亿|萬|億)?\s*(元|人民币)?$`)
	plainTyped = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)
	// Thousands are set apart by one mark throughout, in groups of three, never after a lone zero: "1,5" and "0,500" mean
	// something else to whoever typed them.
	groupedTyped = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+|(?:[ \x{a0}\x{2009}][0-9]{3})+)(\.[0-9]+)?$`)
)

// groupMarks are what sets thousands apart.
const groupMarks = ",' \u00a0\u2009"

// typedNumber takes a number as people type it: full-width digits, thousands set apart, and for sums in CNY 万 and 亿.
// What could be read in two ways is complained about, never guessed.
func typedNumber(q *rules.Question, text string) (json.Number, station.Text) {
	wrong := station.Say("answer.wrong_" + q.Type)
	s := strings.TrimSpace(strings.ReplaceAll(width.Narrow.String(text), "−", "-"))
	m := typed.FindStringSubmatch(s)
	if m == nil {
		return "", wrong
	}
	sign, digits, word, money := strings.TrimPrefix(m[1], "+"), m[2], m[3], m[4]
	switch {
	case groupedTyped.MatchString(digits):
		digits = strings.Map(func(r rune) rune {
			if strings.ContainsRune(groupMarks, r) {
				return -1
			}
			return r
		}, digits)
	case !plainTyped.MatchString(digits) && strings.ContainsAny(digits, groupMarks):
		return "", station.Say("answer.grouping")
	case !plainTyped.MatchString(digits):
		return "", wrong
	}
	wan, yuan := strings.HasPrefix(q.Unit, "CNY 10,000"), q.Unit == "CNY"
	switch {
	case (word != "" || money != "") && !wan && !yuan:
		return "", station.Say("answer.magnitude")
	case word == "" && money != "" && wan:
		return "", station.Say("answer.wan_only")
	}
	return json.Number(sign + times(digits, power(word, wan))), station.Text{}
}

// power is how many zeros a word for a magnitude adds, in a unit of 10,000 or of one.
func power(word string, wan bool) int {
	n := map[string]int{"万": 4, "萬": 4, "亿": 8, "億": 8}[word]
	if wan && n > 0 {
		n -= 4
	}
	return n
}

// times multiplies by a power of ten without losing a digit.
func times(digits string, power int) string {
	if power == 0 {
		return digits
	}
	_, fraction, _ := strings.Cut(digits, ".")
	value, ok := new(big.Rat).SetString(digits)
	if !ok {
		return digits
	}
	value.Mul(value, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil)))
	out := value.FloatString(len(fraction))
	if strings.Contains(out, ".") {
		out = strings.TrimRight(strings.TrimRight(out, "0"), ".")
	}
	return out
}
