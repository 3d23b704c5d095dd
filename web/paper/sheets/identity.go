package sheets

import (
	"strings"
	"time"
)

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// ValidCreditCode checks a unified social credit code: 18 characters and the check character of GB 32100-2015.
func ValidCreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		v := strings.IndexByte(creditAlphabet, code[i])
		if v < 0 {
			return false
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return creditAlphabet[(31-sum%31)%31] == code[17]
}

// validResident checks the last character of an 18-digit resident number, ISO 7064 MOD 11-2.
func validResident(number string) bool {
	if !residentShape(number) {
		return false
	}
	weights, sum := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}, 0
	for i, w := range weights {
		sum += int(number[i]-'0') * w
	}
	return "10X98765432"[sum%11] == number[17]
}

func residentShape(s string) bool {
	return len(s) == 18 && isDigits(s[:17]) && (s[17] == 'X' || s[17] >= '0' && s[17] <= '9')
}

// bornInside says whether digits 7 to 14 are a day on which a living person can have been born.
func bornInside(number string) bool {
	day, err := time.Parse("20060102", number[6:14])
	return err == nil && day.Year() >= 1900 && day.Year() < 2100
}

// passportShape is ^[EGDSPH]\w?\d{7,8}$ in capitals, written out because it runs on every cell.
func passportShape(s string) bool {
	if len(s) < 8 || len(s) > 10 || !strings.ContainsRune("EGDSPH", rune(s[0])) {
		return false
	}
	if len(s) <= 9 && isDigits(s[1:]) {
		return true
	}
	second := s[1]
	word := second == '_' || second >= '0' && second <= '9' || second >= 'A' && second <= 'Z'
	return len(s) >= 9 && word && isDigits(s[2:])
}

// europeanVAT is a Hungarian or Danish VAT number, which has the shape of a passport number but of none that exists.
func europeanVAT(s string) bool {
	return len(s) == 10 && (s[:2] == "HU" || s[:2] == "DK") && isDigits(s[2:])
}
