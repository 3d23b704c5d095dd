package accounts

import (
	"crypto/rand"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Recovery codes: so many at a time, each of 25 characters of 5 bits. 125 bits are more than the 112 from which on a
// code needs no slow hash (OWASP ASVS 5.0, 6.5.2).
const (
	RecoveryCodes  = 10
	recoverySize   = 25
	recoveryGroup  = 5
	recoveryLetter = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // without I, L, O and U, which are read as others
)

// newRecoveryCodes makes codes as people read them, in groups of five.
func newRecoveryCodes() ([]string, error) {
	raw := make([]byte, RecoveryCodes*recoverySize)
	if _, err := rand.Read(raw); err != nil {
		return nil, fmt.Errorf("recovery codes: %w", err)
	}
	for i, b := range raw {
		raw[i] = recoveryLetter[b&31]
	}
	var out []string
	for ; len(raw) > 0; raw = raw[recoverySize:] {
		out = append(out, grouped(string(raw[:recoverySize]), recoveryGroup, "-"))
	}
	return out, nil
}

// cleanRecovery brings a code into one form, however it was typed. What is no code comes out empty.
func cleanRecovery(said string) string {
	like := strings.NewReplacer("O", "0", "I", "1", "L", "1")
	out := strings.Map(func(r rune) rune {
		if strings.ContainsRune(recoveryLetter, r) {
			return r
		}
		return -1
	}, like.Replace(strings.ToUpper(norm.NFKC.String(said))))
	if len(out) != recoverySize {
		return ""
	}
	return out
}
