package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const english = "en"

var toFull = map[rune]rune{',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）'}

// fullWidth gives a Chinese text the full-width marks of print. A mark between digits or Latin
// letters stays as it is; brackets change in pairs.
func fullWidth(s string) string {
	in := []rune(s)
	full := make([]bool, len(in))
	for i, r := range in {
		if _, ok := toFull[r]; ok && r != '(' && r != ')' {
			full[i] = besideHan(in, i)
		}
	}
	for open, shut := range brackets(in) {
		if besideHan(in, open) || besideHan(in, shut) || hasHan(in[open:shut]) {
			full[open], full[shut] = true, true
		}
	}
	var out strings.Builder
	for i, r := range in {
		switch {
		case full[i]:
			out.WriteRune(toFull[r])
		case r == ' ' && i > 0 && full[i-1], r == ' ' && i+1 < len(in) && full[i+1]:
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// brackets pairs opening with closing brackets by their places.
func brackets(in []rune) map[int]int {
	pairs, stack := map[int]int{}, []int{}
	for i, r := range in {
		switch {
		case r == '(':
			stack = append(stack, i)
		case r == ')' && len(stack) > 0:
			pairs[stack[len(stack)-1]] = i
			stack = stack[:len(stack)-1]
		}
	}
	return pairs
}

// besideHan tells whether the neighbour on either side, blanks aside, is Chinese.
func besideHan(in []rune, i int) bool {
	before, after := i-1, i+1
	for before >= 0 && in[before] == ' ' {
		before--
	}
	for after < len(in) && in[after] == ' ' {
		after++
	}
	return (before >= 0 && wide(in[before])) || (after < len(in) && wide(in[after]))
}

func hasHan(in []rune) bool {
	for _, r := range in {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// mostlyHan tells whether a line is Chinese with at most a few words of another script.
func mostlyHan(line string) bool {
	all, han := 0, 0
	for _, r := range line {
		all++
		if wide(r) {
			han++
		}
	}
	return han*2 > all
}

// tidy takes out of a text what paper cannot show: line ends, control and invisible characters.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != 0x3000:
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Cs, unicode.Co), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s), func(r rune) bool { return r == ' ' }), " ")
}

// straight gives English the quotes that the font draws narrow; its curled ones are of full width.
var straight = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// geta is what printers set for a character that they do not have.
const geta = '〓'

// letters gives the plain letters of one that the font lacks: ğ → g; nothing for other scripts.
func letters(r rune) []rune {
	var out []rune
	for _, part := range norm.NFKD.String(string(r)) {
		if part < 0x250 && part != r {
			out = append(out, part)
		}
	}
	return out
}

// groups sets a digest in groups of four, so that people can compare it.
func groups(digest string) string {
	var out []string
	for len(digest) > 4 {
		out, digest = append(out, digest[:4]), digest[4:]
	}
	return strings.Join(append(out, digest), " ")
}

func number(n int) string { return strconv.Itoa(n) }

// span writes a score's bounds: 66, or 61–72 while something is open.
func span(worst, best int) string {
	if worst == best {
		return number(worst)
	}
	return number(worst) + "–" + number(best)
}

// points writes hundredths of a point with one digit at most, as the profile page does.
func points(hundredths int) string {
	tenths := (hundredths + 5) / 10
	if hundredths < 0 {
		return "−" + points(-hundredths)
	}
	if tenths%10 == 0 {
		return number(tenths / 10)
	}
	return number(tenths/10) + "." + number(tenths%10)
}

var (
	isoDate   = regexp.MustCompile(`\d{4}(?:-\d\d){0,2}`)
	datedWord = regexp.MustCompile(`(\d{4}(?:-\d\d){0,2})\s*(公布施行|公布|发布|施行|修正|修订|通过|起施行|起执行|起)`)
	dateWords = map[string]string{"公布施行": "issued and in force", "公布": "issued", "发布": "issued", "施行": "in force", "修正": "amended", "修订": "revised", "通过": "adopted",
		"起施行": "in force from", "起执行": "in force from", "起": "from"}
)

// englishDate puts the dates of an instrument into English; of what it cannot say, only the dates
// stay.
func englishDate(s string) string {
	said := datedWord.ReplaceAllStringFunc(s, func(m string) string {
		part := datedWord.FindStringSubmatch(m)
		return dateWords[part[2]] + " " + part[1]
	})
	if !hasHan([]rune(said)) {
		return said
	}
	return strings.Join(isoDate.FindAllString(s, -1), ", ")
}
