package notices_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station/notices"
)

func everyKind() []notices.Kind {
	return append(notices.Kinds(), notices.DigestKind, notices.WebhookTestKind)
}

var used = regexp.MustCompile(`\.([a-z_]+)\b`)

// TestEveryKindIsWordedInBothLanguages fills every template with the longest arguments, choice by choice.
func TestEveryKindIsWordedInBothLanguages(t *testing.T) {
	t.Parallel()
	o := &office{t: t, now: wednesday}
	room := o.newRoom(t, true)
	han, half := regexp.MustCompile(`\p{Han}`), regexp.MustCompile(`\p{Han}[,;:!?]|[,;:!?]\p{Han}|[!！]`)
	for _, kind := range everyKind() {
		for _, lang := range notices.Languages() {
			where := string(kind) + " in " + lang
			if room.Name(kind, lang) == "" {
				t.Errorf("%s has no name", where)
			}
			for _, a := range notices.Arguments(kind, time.Date(2026, 12, 31, 15, 59, 0, 0, time.UTC)) {
				letter, err := room.Say(kind, lang, a)
				if err != nil {
					t.Errorf("%s: %v", where, err)
					continue
				}
				all := letter.Subject + letter.Short + letter.Body + letter.Button
				limit := map[string]int{"zh": 70, "en": 160}[lang]
				if n := utf8.RuneCountInString(letter.Short); n > limit {
					t.Errorf("%s: the short text has %d letters, above %d: %s", where, n, limit, letter.Short)
				}
				if strings.Contains(all, "<no value>") || strings.Contains(all, "{{") || strings.Contains(letter.Subject, "\n") {
					t.Errorf("%s: %q", where, all)
				}
				if lang == "zh" && half.MatchString(all) {
					t.Errorf("%s: a half-width mark, or an exclamation, in %q", where, half.FindString(all))
				}
				if lang == "en" && han.MatchString(strings.NewReplacer("长", "", "甲", "", "乙", "").Replace(all)) {
					t.Errorf("%s: Chinese in %q", where, all)
				}
			}
		}
	}
}

// TestTemplatesUseWhatTheirKindIsToldAndNothingElse finds an argument that no sentence says, and a
// template that belongs to no kind.
func TestTemplatesUseWhatTheirKindIsToldAndNothingElse(t *testing.T) {
	t.Parallel()
	var files []string
	for _, kind := range everyKind() {
		sample := notices.Arguments(kind, wednesday)[0]
		for _, lang := range notices.Languages() {
			files = append(files, string(kind)+"."+lang+".txt")
			text, err := notices.Template(kind, lang)
			must(t, err)
			said := map[string]bool{}
			for _, action := range regexp.MustCompile(`\{\{[^}]*\}\}`).FindAllString(text, -1) {
				for _, m := range used.FindAllStringSubmatch(action, -1) {
					said[m[1]] = true
				}
			}
			for name := range sample {
				if !said[name] {
					t.Errorf("%s in %s never says %s", kind, lang, name)
				}
			}
		}
	}
	there, err := notices.TemplateFiles()
	must(t, err)
	for _, name := range there {
		if !slices.Contains(files, name) && name != "mail.html" && !strings.HasPrefix(name, "layout.") {
			t.Errorf("templates/%s belongs to no kind", name)
		}
	}
}

func TestSecurityMessagesCannotBeMutedAndReachAPersonOutsideTheInbox(t *testing.T) {
	t.Parallel()
	for _, kind := range notices.Kinds() {
		_, mail, sms, _ := notices.HasOutgoingWay(kind)
		if kind.Group() == notices.Security && (kind.Mutable() || !mail && !(sms && kind == notices.PhoneCode)) {
			t.Errorf("%s: mutable %v, mailed %v", kind, kind.Mutable(), mail)
		}
	}
	for _, kind := range []notices.Kind{notices.NewSignIn, notices.PasswordChanged, notices.FactorChanged, notices.MailChanging, notices.Recovery} {
		if kind.Group() != notices.Security {
			t.Errorf("%s is of group %s", kind, kind.Group())
		}
	}
}
