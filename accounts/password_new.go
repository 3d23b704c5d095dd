package accounts

import (
	"context"
	"strings"
	"time"
	"unicode"

	"github.com/trustelem/zxcvbn"
)

// PasswordPolicy is what a deployment asks of passwords. GB/T 22239 asks for several kinds of characters and for a change from
// time to time, OWASP ASVS 5.0 (6.2.5, 6.2.10) for neither: see docs/adr/0022. The zero policy is the latter's.
type PasswordPolicy struct {
	Kinds  bool          // at least fewestKinds of: lower case, upper case, digits, anything else
	MaxAge time.Duration // after which nothing else is open until a new one is set; 0 = it never ages
}

// HoldPasswordsTo sets the policy. Passwords that are there are not looked at again, but for their age.
func (s *Store) HoldPasswordsTo(p PasswordPolicy) { s.passwords = p }

// Passwords is the policy in force.
func (s *Store) Passwords() PasswordPolicy { return s.passwords }

const (
	fewestKinds = 3
	// fewestGuesses is how often a guesser who knows what people choose has to try before it is a password's turn: what is among
	// the 30,000 most common ones, a word or name with a year behind it, a walk over the keyboard, is found far earlier.
	fewestGuesses = 1e8
	// guessedOf is how much of a password the guesser looks at: its time grows with the square of the length.
	guessedOf = 64
)

// ours are the words that a guesser of this portal's passwords would try first.
var ours = []string{"station", "zhuqi", "zhuqiyunzhan", "chuhai", "tijian", "police", "churujing", "助企云站", "出海", "出入境"}

// guessable tells whether a password is among the first that anybody would try: common ones, words, names, dates, keys that lie
// side by side, and what the registration itself says of its owner.
func guessable(password string, known ...string) bool {
	words := append([]string{}, ours...)
	for _, word := range known {
		word = strings.ToLower(strings.TrimSpace(word))
		if word == "" {
			continue
		}
		words = append(words, word)
		if local, _, isAddress := strings.Cut(word, "@"); isAddress {
			words = append(words, local)
		}
	}
	look := []rune(password)
	if len(look) > guessedOf {
		look = look[:guessedOf]
	}
	return zxcvbn.PasswordStrength(string(look), words).Guesses < fewestGuesses
}

// kinds counts which kinds of characters a password has: lower case, upper case, digits, anything else.
func kinds(password string) int {
	seen := map[int]bool{}
	for _, r := range password {
		switch {
		case r < unicode.MaxASCII && unicode.IsLower(r):
			seen[0] = true
		case r < unicode.MaxASCII && unicode.IsUpper(r):
			seen[1] = true
		case unicode.IsDigit(r):
			seen[2] = true
		default:
			seen[3] = true
		}
	}
	return len(seen)
}

// checkNew tells whether a password may be taken: long enough, of as many kinds as the policy asks for, and not guessable.
func (s *Store) checkNew(password string, known ...string) error {
	switch {
	case len([]rune(password)) < MinPassword:
		return invalid("signup.password_short")
	case s.passwords.Kinds && kinds(password) < fewestKinds:
		return invalid("signup.password_kinds")
	case guessable(password, known...):
		return invalid("signup.password_guessable")
	}
	return nil
}

// checkOther tells whether a password is another one than the one that it replaces.
func checkOther(ctx context.Context, hash, password string) error {
	same, err := checkPassword(ctx, hash, password)
	if err == nil && same {
		return invalid("signup.password_same")
	}
	return err
}

// outdated tells whether a password that was set then has to be replaced: it is older than the policy allows, or somebody else made
// it, which a nil time says.
func (p PasswordPolicy) outdated(set *time.Time, now time.Time) bool {
	return set == nil || p.MaxAge > 0 && now.Sub(*set) >= p.MaxAge
}
