package brief

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// said is a number as a text has it: whole or a share.
type said struct {
	phrase   string
	value    *big.Rat
	percent  bool // of 100
	fraction bool // exact, such as 1/3
	points   bool // a difference of two shares
	never    bool // of a kind that follows from nothing published
	decimals int
}

// why is the reason to refuse it: of one or two, that it speaks of single companies.
func (n said) why() Why {
	if n.value != nil && n.value.IsInt() && !n.percent && !n.points && n.value.Cmp(big.NewRat(2, 1)) <= 0 && n.value.Sign() >= 0 {
		return Narrow
	}
	return WrongNumber
}

var (
	digits    = regexp.MustCompile(`(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: ?(%|‰|个百分点|percentage points?|percent|per cent|pp\b|万|亿|千|百|倍|成|times\b))?`)
	perCentZh = regexp.MustCompile(`百分之([〇一二三四五六七八九十百点两]+)`)
	partsZh   = regexp.MustCompile(`([〇一二三四五六七八九十百千两\d]+)分之([〇一二三四五六七八九十百千两\d]+)`)
	tenthsZh  = regexp.MustCompile(`([一二三四五六七八九两十\d])成(半)?(以上|以下|左右|多|的|$|[^\p{Han}]|企业|集团)`)
	halfZh    = regexp.MustCompile(`一半|半数|过半|大半`)
	timesZh   = regexp.MustCompile(`[〇一二三四五六七八九十百两数几]+倍|翻了?[一两二三]?番|翻倍`)
	runZh     = regexp.MustCompile(`[〇一二三四五六七八九十百千万亿两]+`)
	halfEn    = regexp.MustCompile(`(?i)\bhalf(?: of)? (?:the|of|all|these)\b|\b(?:a|one|two|three) (?:halves|thirds?|quarters?|fifths?|sixths?|tenths?)\b|\b(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})\b`)
	timesEn   = regexp.MustCompile(`(?i)\b(?:double[ds]?|tripled?|twice|thrice|threefold|twofold)\b|\b(?:two|three|four|five|ten) times\b`)
	wordEn    = regexp.MustCompile(`(?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b((?: \w+){0,2}? ?\b(?:percent|per cent|` + thingsEn + `)\b)`)
	bigEn     = regexp.MustCompile(`(?i)\b(?:hundreds?|thousands?|millions?|dozens?)\b`)
	yearOnly  = regexp.MustCompile(`^(?:19|20)\d\d$`)
	counted   = regexp.MustCompile(`^ ?(?:%|‰|家|户|个|名|人|件|起|例|单|条|percent|per cent|` + `(?:\w+ ){0,2}` + thingsEn + `)`)
)

// numbersIn gives every number that a text still has, in digits or in words. What was read is taken out.
func numbersIn(m *mask) (out []said) {
	add := func(p *regexp.Regexp, read func(match []string, after string) (said, bool)) {
		for _, at := range p.FindAllStringSubmatchIndex(m.said, -1) {
			match := make([]string, len(at)/2)
			for i := range match {
				if at[2*i] >= 0 {
					match[i] = m.said[at[2*i]:at[2*i+1]]
				}
			}
			if n, is := read(match, m.said[at[1]:]); is {
				n.phrase = match[0]
				out = append(out, n)
			}
		}
	}
	never := func([]string, string) (said, bool) { return said{never: true}, true }
	for _, step := range []struct {
		pattern *regexp.Regexp
		read    func([]string, string) (said, bool)
	}{
		{timesZh, never}, {timesEn, never},
		{perCentZh, func(x []string, _ string) (said, bool) { return said{value: han(x[1]), percent: true}, true }},
		{partsZh, func(x []string, _ string) (said, bool) { return fractionOf(han(x[2]), han(x[1])), true }},
		{tenthsZh, tenths}, {halfZh, func([]string, string) (said, bool) { return fractionOf(big.NewRat(1, 1), big.NewRat(2, 1)), true }},
		{halfEn, never}, {wordEn, inWords}, {bigEn, never}, {digits, inDigits},
	} {
		add(step.pattern, step.read)
		m.said = step.pattern.ReplaceAllString(m.said, gone)
	}
	add(runZh, inHan)
	return out
}

func fractionOf(part, whole *big.Rat) said {
	if part == nil || whole == nil || whole.Sign() == 0 {
		return said{never: true}
	}
	return said{value: new(big.Rat).Quo(part, whole), fraction: true}
}

func tenths(x []string, _ string) (said, bool) {
	n := han(x[1])
	if n == nil {
		return said{}, false
	}
	n.Mul(n, big.NewRat(10, 1))
	if x[2] != "" {
		n.Add(n, big.NewRat(5, 1))
	}
	return said{value: n, percent: true}, true
}

func inDigits(x []string, after string) (said, bool) {
	text := strings.ReplaceAll(x[1], ",", "")
	if x[2] == "" && x[3] == "" && yearOnly.MatchString(text) && !counted.MatchString(after) {
		return said{}, false
	}
	value, ok := new(big.Rat).SetString(text + x[2])
	if !ok {
		return said{never: true}, true
	}
	n := said{value: value, decimals: max(0, len(x[2])-1)}
	switch x[3] {
	case "%", "percent", "per cent":
		n.percent = true
	case "成":
		n.percent, n.value = true, value.Mul(value, big.NewRat(10, 1))
	case "个百分点", "percentage point", "percentage points", "pp":
		n.points = true
	case "‰":
		n.percent, n.decimals, n.value = true, n.decimals+1, value.Quo(value, big.NewRat(10, 1))
	case "倍", "times":
		n.never = true
	case "万", "亿", "千", "百":
		n.value = value.Mul(value, map[string]*big.Rat{"百": big.NewRat(100, 1), "千": big.NewRat(1000, 1), "万": big.NewRat(10000, 1), "亿": big.NewRat(100000000, 1)}[x[3]])
	}
	return n, true
}

// classifiers are the words after which even one numeral counts something.
const classifiers = "家户名人起例宗件单间位成"

// inHan reads a run of Chinese numerals: one that has a unit, one that is followed by what it counts. Others are words such as 一些 and 统一.
func inHan(x []string, after string) (said, bool) {
	run := []rune(x[0])
	unit := strings.ContainsAny(x[0], "十百千万亿") && len(run) > 1
	next, _ := firstRune(after)
	counts := strings.ContainsRune(classifiers, next) || strings.ContainsRune("个多余来", next) && company(after)
	if !unit && !counts || x[0] == "万一" || x[0] == "千万" && !counts {
		return said{}, false
	}
	if n := han(x[0]); n != nil && !strings.ContainsRune("多余来", next) {
		return said{value: n}, true
	}
	return said{never: true}, true
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

var hanDigits = map[rune]int64{'〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
var hanUnits = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 10000, '亿': 100000000}

// han reads a Chinese numeral, one with 点, or digits; nil for what is none.
func han(text string) *big.Rat {
	if n, ok := new(big.Rat).SetString(text); ok {
		return n
	}
	whole, rest, point := strings.Cut(text, "点")
	if point {
		text := strconv.FormatInt(hanWhole(whole), 10) + "."
		for _, r := range rest {
			text += strconv.FormatInt(hanDigits[r], 10)
		}
		n, _ := new(big.Rat).SetString(text)
		return n
	}
	n := hanWhole(text)
	if n < 0 {
		return nil
	}
	return big.NewRat(n, 1)
}

// hanWhole reads 一百零五, 二〇五 and 一千二; −1 for what is no number, such as 三五.
func hanWhole(text string) int64 {
	if !strings.ContainsAny(text, "十百千万亿") {
		if n := []rune(text); len(n) > 1 && !strings.ContainsRune(text, '〇') && len(n) < 3 {
			return -1 // 三五家: three to five
		}
		var n int64
		for _, r := range text {
			n = n*10 + hanDigits[r]
		}
		return n
	}
	var total, section, digit, last int64
	zero := false
	for _, r := range text {
		unit, is := hanUnits[r]
		switch {
		case !is:
			digit, zero = hanDigits[r], zero || r == '〇'
			if r == '〇' {
				last = 0
			}
		case unit >= 10000:
			total, section, digit, last = (total+section+digit)*unit, 0, 0, unit
		default:
			if digit == 0 {
				digit = 1
			}
			section, digit, last = section+digit*unit, 0, unit
		}
	}
	if digit > 0 && last >= 100 && !zero { // 三百二 is 320
		digit *= last / 10
	}
	return total + section + digit
}

var enDigits = map[string]int64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

func inWords(x []string, _ string) (said, bool) {
	var n int64
	for _, word := range strings.FieldsFunc(strings.ToLower(x[1]), func(r rune) bool { return r == '-' || r == ' ' }) {
		n += enDigits[word]
	}
	counted := strings.ToLower(x[2])
	return said{value: big.NewRat(n, 1), percent: strings.HasSuffix(counted, "percent") || strings.HasSuffix(counted, "per cent")}, true
}
