package accounts

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"time"
)

// How long the code for a number counts, how often it may be typed wrong, and how often codes may be asked for.
const (
	CodeLife      = 10 * time.Minute
	codeTries     = 5
	codesPerDay   = 10 // of one person
	codesAsked    = 3  // in a quarter of an hour, of one person and to one number
	codesFromHere = 10 // in a quarter of an hour, from one address
)

// Phone is a person's mobile number, and one that waits for its code. Numbers are E.164, such as +8613800000000.
type Phone struct {
	Number string
	Since  time.Time
	Asked  string
	Until  time.Time // the code for Asked counts until then
}

var (
	chinesePhone = regexp.MustCompile(`^1[3-9][0-9]{9}$`)
	worldPhone   = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
)

// CleanPhone reads a number as people write it; one without a country code is of mainland China. Whether anybody answers it,
// only a code sent there tells. Fault: Invalid.
func CleanPhone(text string) (string, error) {
	n := strings.NewReplacer(" ", "", "-", "", "(", "", ")", "", "（", "", "）", "", "\u00a0", "", ".", "").Replace(strings.TrimSpace(text))
	if rest, ok := strings.CutPrefix(n, "00"); ok {
		n = "+" + rest
	}
	if !strings.HasPrefix(n, "+") {
		if rest, ok := strings.CutPrefix(n, "86"); ok && len(rest) == 11 {
			n = rest
		}
		n = "+86" + n
	}
	if own, ok := strings.CutPrefix(n, "+86"); ok && !chinesePhone.MatchString(own) {
		return "", invalid("phone.wrong_number")
	}
	if !worldPhone.MatchString(n) {
		return "", invalid("phone.wrong_number")
	}
	return n, nil
}

// MaskPhone is a number as others than its owner may see it: 138****5678, or +49****4567.
func MaskPhone(number string) string {
	if own, ok := strings.CutPrefix(number, "+86"); ok && len(own) == 11 {
		return own[:3] + "****" + own[7:]
	}
	if len(number) < 8 {
		return ""
	}
	return number[:3] + "****" + number[len(number)-4:]
}

// newCode makes six digits.
func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("code: %w", err)
	}
	return fmt.Sprintf("%06d", n), nil
}
