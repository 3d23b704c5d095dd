package brief

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sentence is one sentence of a passage: as it was written, and as it is read.
type sentence struct{ written, plain string }

// abbreviations are Latin words after which a full stop ends nothing.
var abbreviation = regexp.MustCompile(`(?i)(?:^|[^a-z])(?:no|nos|co|ltd|art|sec|para|inc|corp|approx|vs|st|dr|sdn|bhd|pte|[a-z])$`)

// sentences cuts a text at marks that end a sentence, and at line ends.
func sentences(text string) (out []sentence) {
	runes, from := []rune(strings.ReplaceAll(text, "\r\n", "\n")), 0
	flush := func(to int) {
		if said := strings.TrimSpace(string(runes[from:to])); said != "" {
			out = append(out, sentence{said, plain(said)})
		}
		from = to
	}
	for i, r := range runes {
		switch {
		case strings.ContainsRune("。！？；!?;\n｡．", r):
			flush(i + 1)
		case r == '.' && (i+1 == len(runes) || unicode.IsSpace(runes[i+1])) && !abbreviation.MatchString(string(runes[from:i])):
			flush(i + 1)
		}
	}
	flush(len(runes))
	return out
}

// formal are the long forms of Chinese numerals, and what else stands for one.
var formal = strings.NewReplacer("壹", "一", "弌", "一", "贰", "二", "貳", "二", "貮", "二", "弐", "二", "叁", "三", "參", "三", "叄", "三", "肆", "四", "伍", "五", "陆", "六", "陸", "六", "柒", "七", "捌", "八", "玖", "九", "拾", "十", "佰", "百", "仟", "千", "萬", "万", "億", "亿", "零", "〇", "○", "〇", "兩", "两", "俩", "两个", "仨", "三个", "廿", "二十", "卅", "三十", "幺", "一")

var (
	gapInNumber = regexp.MustCompile(`(\d+)([\s·_'’‧・]+)(\d+)`)
	gapInHan    = regexp.MustCompile(`(\p{Han}|〇)\s+(\p{Han}|〇)`)
	gapAtNumber = regexp.MustCompile(`(\d)\s+(\p{Han}|[%‰])|(\p{Han})\s+(\d)`)
)

// plain is a text as the check reads it: half-width, without what is not seen, digits as ASCII, numerals in their short form, and no
// spaces within Chinese or within a number.
func plain(text string) string {
	text = strings.ReplaceAll(text, "，", "、") // its narrow form would part thousands
	var out strings.Builder
	for _, r := range norm.NFKC.String(text) {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Variation_Selector, r):
		case unicode.Is(unicode.Nd, r):
			out.WriteByte(digitOf(r))
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		default:
			out.WriteRune(r)
		}
	}
	said := formal.Replace(out.String())
	for range 2 { // neighbours overlap
		said = gapInHan.ReplaceAllString(said, "$1$2")
		said = gapInNumber.ReplaceAllStringFunc(said, closeUp)
		said = gapAtNumber.ReplaceAllString(said, "$1$2$3$4")
	}
	return strings.Join(strings.Fields(said), " ")
}

// closeUp brings two pieces of a number together, but not a year and what stands beside it.
func closeUp(piece string) string {
	x := gapInNumber.FindStringSubmatch(piece)
	if (yearOnly.MatchString(x[1]) || yearOnly.MatchString(x[3])) && strings.TrimSpace(x[2]) == "" {
		return piece
	}
	return x[1] + x[3]
}

// digitOf is a decimal digit of any script as ASCII: in Unicode each ten of them stand in a row that begins with zero.
func digitOf(r rune) byte {
	for _, in := range unicode.Nd.R16 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return byte('0' + (r-rune(in.Lo))%10)
		}
	}
	for _, in := range unicode.Nd.R32 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return byte('0' + (r-rune(in.Lo))%10)
		}
	}
	return '0'
}

// Fold is a text as names are looked for in it: lower case, letters and digits only.
func Fold(text string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(norm.NFKC.String(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out.WriteRune(r)
		}
	}
	return out.String()
}
