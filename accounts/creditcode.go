package accounts

import "strings"

// Credit codes are 统一社会信用代码 of GB 32100-2015: 18 characters out of 31, the last a check
// digit over the others, modulo 31.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// ValidCreditCode tells whether a code has the form and the check digit of GB 32100-2015.
func ValidCreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum := 0
	for i, weight := range creditWeights {
		v := strings.IndexByte(creditAlphabet, code[i])
		if v < 0 {
			return false
		}
		sum += v * weight
	}
	return creditAlphabet[(31-sum%31)%31] == code[17]
}

// CleanCreditCode brings what people type or paste to the form of the code: no blanks, capitals,
// half-width.
func CleanCreditCode(s string) string {
	var out strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch {
		case r >= '０' && r <= '９':
			r = r - '０' + '0'
		case r >= 'Ａ' && r <= 'Ｚ':
			r = r - 'Ａ' + 'A'
		case r == ' ' || r == '-' || r == '　' || r == '\t':
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}
