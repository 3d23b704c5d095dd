package sheets

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Refuses says whether a text typed into this column holds the number of an identity document.
func (c Column) Refuses(text string) bool {
	return isDocument(text, columnRole{registry: c.Form == "registry"})
}

// HasDocument says whether a text, a file's name for one, holds the number of an identity document.
func HasDocument(text string) bool { return isDocument(text, columnRole{}) }

// searchable folds a text so that a number is found however it was typed: capitals, plain digits of any script,
// one mark for everything that parts digits, nothing for what cannot be seen.
func searchable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || r >= '0' && r <= '9'):
			return unicode.ToUpper(r)
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsDigit(r):
			return plainDigit(r)
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), unicode.Is(unicode.Pc, r), strings.ContainsRune("-./\\·•‧・∙⋅−。|~*'`", r):
			return '-'
		}
		return unicode.ToUpper(r)
	}, norm.NFKC.String(text))
}

// plainDigit gives the digit that a digit of any script stands for: scripts keep theirs in runs of ten.
func plainDigit(r rune) rune {
	n := rune(0)
	for n < 9 && unicode.IsDigit(r-n-1) {
		n++
	}
	return '0' + n
}

// digitRun is a run of digits in a text; joined says that only marks part it from the run before.
type digitRun struct {
	from, to int
	joined   bool
}

func groupsOf(s string) []digitRun {
	var out []digitRun
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			continue
		}
		g := digitRun{from: i}
		for i < len(s) && digit(s[i]) {
			i++
		}
		g.to = i
		if n := len(out); n > 0 {
			between := s[out[n-1].to:g.from]
			g.joined = len(between) <= 3 && strings.Trim(between, "-") == ""
		}
		out = append(out, g)
	}
	return out
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// residentInside finds a resident number anywhere in a folded text: beside letters, parted by marks, of 18 or of the
// old 15 digits.
func residentInside(s string, role columnRole) bool {
	groups := groupsOf(s)
	for i := range groups {
		number := ""
		for k := i; k < len(groups) && (k == i || groups[k].joined) && len(number) < 18; k++ {
			number += s[groups[k].from:groups[k].to]
			rest := strings.TrimPrefix(s[groups[k].to:], "-")
			switch whole := k == i; {
			case len(number) == 17 && strings.HasPrefix(rest, "X") && resident(number+"X", whole),
				len(number) == 18 && resident(number, whole),
				len(number) == 15 && !role.registry && (whole || k == i+2) && oldResident(number):
				return true
			}
		}
	}
	return false
}

// resident asks less of a number that stands in one piece than of one gathered over marks: dates and amounts can
// stand side by side.
func resident(number string, whole bool) bool {
	return residentShape(number) && bornInside(number) && (whole || provinces[number[:2]] && number[6:10] < "2030")
}

// provinces begin the numbers of resident identity cards; 99 begins those that are invented for trials.
var provinces = map[string]bool{
	"11": true, "12": true, "13": true, "14": true, "15": true, "21": true, "22": true, "23": true, "31": true, "32": true, "33": true, "34": true, "35": true,
	"36": true, "37": true, "41": true, "42": true, "43": true, "44": true, "45": true, "46": true, "50": true, "51": true, "52": true, "53": true, "54": true,
	"61": true, "62": true, "63": true, "64": true, "65": true, "71": true, "81": true, "82": true, "83": true, "99": true,
}

func oldResident(number string) bool {
	_, err := time.Parse("20060102", "19"+number[6:12])
	return err == nil && provinces[number[:2]]
}

// documentWords make a letter with digits beside them the number of a document.
var documentWords = []string{"护照", "通行证", "回乡证", "台胞证", "证件号", "身份证", "PASSPORT", "TRAVEL-PERMIT"}

// passportInside finds a passport number among other words: those of mainland China anywhere, others in a text that
// speaks of a document.
func passportInside(s string) bool {
	spoken := false
	for _, word := range documentWords {
		at := strings.Index(s, word)
		spoken = spoken || at >= 0
		if at >= 0 && numberAfter(s[at+len(word):]) {
			return true
		}
	}
	for _, g := range groupsOf(s) {
		from := g.from
		for from > 0 && g.from-from < 3 && s[from-1] >= 'A' && s[from-1] <= 'Z' {
			from--
		}
		letters, n := s[from:g.from], g.to-g.from
		if from > 0 && (digit(s[from-1]) || s[from-1] == '-' && from > 1 && alnum(s[from-2])) || g.to < len(s) && alnum(s[g.to]) {
			continue // a part of something longer
		}
		switch {
		case (letters == "E" || letters == "G") && n == 8, len(letters) == 2 && letters[0] == 'E' && n == 7:
			return true
		case spoken && (len(letters) == 1 || len(letters) == 2) && n >= 6 && n <= 10:
			return true
		}
	}
	return spoken && passportParted(s)
}

func alnum(b byte) bool { return digit(b) || b >= 'A' && b <= 'Z' }

// passportParted finds, where a document is spoken of, a letter and eight digits that marks part.
func passportParted(s string) bool {
	tight := strings.ReplaceAll(s, "-", "")
	for _, g := range groupsOf(tight) {
		if g.to-g.from == 8 && g.from > 0 && strings.IndexByte("EGDSPH", tight[g.from-1]) >= 0 && (g.from == 1 || !alnum(tight[g.from-2])) {
			return true
		}
	}
	return false
}

// numberAfter says whether 8 to 10 digits that are no date follow the word for a document.
func numberAfter(rest string) bool {
	rest = strings.TrimLeft(rest, "-:：号码NO#")
	n := 0
	for n < len(rest) && digit(rest[n]) {
		n++
	}
	if n < 8 || n > 10 {
		return false
	}
	_, err := time.Parse("20060102", rest[:8])
	return err != nil || n > 8
}
