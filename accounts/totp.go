package accounts

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" // #nosec G505: RFC 6238 as phone apps speak it; HMAC-SHA-1 is not broken
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Codes of an authenticator app: RFC 6238 with what every app on a phone can do.
const (
	codeSeconds = 30
	codeDigits  = 6
	stepsApart  = 1 // a clock may be so many steps before or behind ours
	secretBytes = 20
)

// newAppSecret makes what app and station share.
func newAppSecret() ([]byte, error) {
	secret := make([]byte, secretBytes)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("secret of an app: %w", err)
	}
	return secret, nil
}

// stepAt is the number of a moment's code.
func stepAt(at time.Time) int64 { return at.Unix() / codeSeconds }

// appCode is the code of a step (RFC 4226, section 5.3).
func appCode(secret []byte, step int64) string {
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], uint64(step))
	mac := hmac.New(sha1.New, secret)
	mac.Write(counter[:])
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	number := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", codeDigits, number%1_000_000)
}

// matchCode finds the step whose code was said: now or one step aside, and newer than the last that was taken, so
// that no code is taken twice. It takes as long for a right code as for a wrong one.
func matchCode(secret []byte, said string, now time.Time, taken int64) (step int64, ok bool) {
	found := 0
	for try := stepAt(now) - stepsApart; try <= stepAt(now)+stepsApart; try++ {
		same := subtle.ConstantTimeCompare([]byte(appCode(secret, try)), []byte(said))
		newer := 0
		if try > taken { // no secret: it is the clock
			newer = 1
		}
		found = subtle.ConstantTimeSelect(same&newer, int(try), found)
	}
	return int64(found), found != 0
}

// cleanCode brings a code into one form: people type spaces between the digits, and full-width ones.
func cleanCode(said string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\t' {
			return -1
		}
		return r
	}, norm.NFKC.String(said))
}

// secretText is a secret as apps take it, in groups of four for who types it.
func secretText(secret []byte) string {
	return grouped(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret), 4, " ")
}

// secretLink is the address that a QR code brings into an app.
func secretLink(secret []byte, issuer, account string) string {
	query := url.Values{"secret": {strings.ReplaceAll(secretText(secret), " ", "")}, "issuer": {issuer}, "algorithm": {"SHA1"},
		"digits": {fmt.Sprint(codeDigits)}, "period": {fmt.Sprint(codeSeconds)}}
	// some apps read a plus as a plus
	return "otpauth://totp/" + url.PathEscape(issuer+":"+account) + "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
}

// grouped sets a text apart in groups of so many characters.
func grouped(text string, size int, between string) string {
	var out []string
	for ; len(text) > size; text = text[size:] {
		out = append(out, text[:size])
	}
	return strings.Join(append(out, text), between)
}
