package accounts

import (
	"strings"
	"testing"
	"time"
)

// TestCodesAreThoseOfTheStandard holds the codes to the table of RFC 6238, appendix B, whose last six digits they are.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130"} {
		if got := appCode(secret, stepAt(time.Unix(at, 0))); got != want[2:] {
			t.Errorf("at %d the code is %s, not %s", at, got, want[2:])
		}
	}
}

func TestACodeIsGoodForItsStepAndOneAsideAndOnce(t *testing.T) {
	secret := []byte("12345678901234567890")
	begun := time.Unix(1_764_000_000, 0) // a step begins
	code, step := appCode(secret, stepAt(begun)), stepAt(begun)
	for name, c := range map[string]struct {
		said  string
		after time.Duration
		taken int64
		want  bool
	}{
		"at the beginning of its step":           {code, 0, 0, true},
		"at its last second":                     {code, 29 * time.Second, 0, true},
		"in the last second of the step after":   {code, 59 * time.Second, 0, true},
		"two steps after":                        {code, 60 * time.Second, 0, false},
		"in the first second of the step before": {code, -30 * time.Second, 0, true},
		"two steps before":                       {code, -31 * time.Second, 0, false},
		"taken already":                          {code, 0, step, false},
		"older than the one that was taken":      {code, 0, step + 1, false},
		"newer than the one that was taken":      {code, 0, step - 1, true},
		"one digit short":                        {code[:5], 0, 0, false},
		"one digit long":                         {code + "0", 0, 0, false},
		"nothing":                                {"", 0, 0, false},
	} {
		got, ok := matchCode(secret, c.said, begun.Add(c.after), c.taken)
		if ok != c.want || ok && got != step {
			t.Errorf("%s: step %d, %v", name, got, ok)
		}
	}
	for _, said := range []string{" 123 456 ", "１２３４５６", "123-456", "123\t456"} {
		if cleanCode(said) != "123456" {
			t.Errorf("%q is read as %q", said, cleanCode(said))
		}
	}
}

func TestRecoveryCodesAreLongAndReadHoweverTheyAreTyped(t *testing.T) {
	codes, err := newRecoveryCodes()
	if err != nil || len(codes) != RecoveryCodes {
		t.Fatalf("%d codes, %v", len(codes), err)
	}
	seen := map[string]bool{}
	for _, code := range codes {
		plain := cleanRecovery(code)
		if len(plain)*5 < 112 || seen[plain] {
			t.Errorf("%d bits, again %v", len(plain)*5, seen[plain])
		}
		seen[plain] = true
		for _, typed := range []string{strings.ToLower(code), strings.ReplaceAll(code, "-", " "), " " + plain + "\n", strings.NewReplacer("0", "o", "1", "l").Replace(code)} {
			if cleanRecovery(typed) != plain {
				t.Errorf("a code is not read as it was typed: %d characters of %d", len(cleanRecovery(typed)), len(plain))
			}
		}
	}
	for _, none := range []string{"", "123456", codes[0] + "0", codes[0][1:]} {
		if cleanRecovery(none) != "" {
			t.Errorf("%d characters are read as a code", len(none))
		}
	}
}

func TestAnAppsLinkSaysWhatAppsRead(t *testing.T) {
	secret := []byte("12345678901234567890")
	link := secretLink(secret, "助企云站 + 1", "chen jing@example.com")
	want := "otpauth://totp/%E5%8A%A9%E4%BC%81%E4%BA%91%E7%AB%99%20+%201:chen%20jing@example.com?algorithm=SHA1&digits=6&issuer=%E5%8A%A9%E4%BC%81%E4%BA%91%E7%AB%99%20%2B%201&period=30&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	if link != want {
		t.Errorf("%s", link)
	}
	if text := secretText(secret); text != "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" {
		t.Errorf("%s", text)
	}
}
