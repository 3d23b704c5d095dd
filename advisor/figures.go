package advisor

import (
	"regexp"
	"strconv"
	"strings"
)

// figure is a number with the unit it stands in; the unit is empty where none is known.
type figure struct{ number, unit string }

// reader finds the figures of a text: digits, Chinese numerals with a unit, English number words
// with a unit, and articles of laws.
type reader struct {
	articles, english, arabic, han, words, part *regexp.Regexp
	unit                                        map[string]string
	value                                       map[string]int
}

func newReader() *reader {
	r := &reader{unit: map[string]string{}, value: map[string]int{}}
	for name, list := range map[string]string{
		"d": "天 日 个工作日 day days", "m": "个月 month months", "M": "月", "y": "年 周年 年度 year years", "w": "万 万元", "e": "亿 亿元", "c": "元 yuan cny rmb",
		"%": "% 个百分点 percent points", "mn": "million", "bn": "billion", "th": "thousand", "p": "人 名 persons people staff", "x": "倍 times", "h": "小时 hours hour", "wk": "周 星期 weeks week",
	} {
		for _, w := range strings.Fields(list) {
			r.unit[w] = name
		}
	}
	for i, w := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		r.value[w] = i
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety hundred") {
		r.value[w] = 20 + 10*i
	}
	var words []string
	for w := range r.value {
		words = append(words, w)
	}
	units := `个工作日|个百分点|个月|周年|年度|万元|亿元|小时|星期|万|亿|元|天|日|月|年|周|倍|%|(?:days?|months?|years?|weeks?|hours?|million|billion|thousand|percent|points|persons|people|staff|times|yuan)\b`
	r.articles = regexp.MustCompile(`第([0-9一二三四五六七八九十百千零〇、，,和至到第条\-\s]{1,24})条`)
	r.english = regexp.MustCompile(`\b(?:articles?|arts?\.|sections?|sec\.|clauses?|cl\.)\s*((?:\d+(?:\.\d+)*)(?:\s*(?:,|and|to|or|-|–)\s*\d+(?:\.\d+)*)*)`)
	r.arabic = regexp.MustCompile(`(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(` + units + `|人|名)?`)
	r.han = regexp.MustCompile(`([一二两三四五六七八九十百千零〇]+)\s*(个工作日|个百分点|个月|周年|年度|万元|亿元|小时|星期|万|亿|元|天|日|月|年|周|倍)`)
	r.words = regexp.MustCompile(`\b((?:` + strings.Join(words, "|") + `)(?:[- ](?:` + strings.Join(words, "|") + `))*)[- ](days?|months?|years?|weeks?|hours?|million|billion|thousand|percent|points|persons|people|staff|times|yuan)\b`)
	r.part = regexp.MustCompile(`百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十]+分之[一二三四五六七八九十]+|[一二两三四五六七八九]成|\b(?:half|double|triple)d?\b|一半|翻倍`)
	return r
}

// figures lists what a text says in numbers.
func (r *reader) figures(text string) []figure {
	s := folded(text)
	var out []figure
	take := func(pattern *regexp.Regexp, each func(m []string)) {
		for _, m := range pattern.FindAllStringSubmatch(s, -1) {
			each(m)
		}
		s = pattern.ReplaceAllString(s, " ")
	}
	take(r.articles, func(m []string) {
		for _, part := range strings.FieldsFunc(m[1], func(c rune) bool { return strings.ContainsRune("、，,和至到第条- ", c) }) {
			out = append(out, figure{number(part), "art"})
		}
	})
	take(r.english, func(m []string) {
		for _, n := range regexp.MustCompile(`\d+(?:\.\d+)*`).FindAllString(m[1], -1) {
			out = append(out, figure{n, "art"})
		}
	})
	take(r.part, func(m []string) { out = append(out, figure{m[0], "part"}) })
	take(r.arabic, func(m []string) { out = append(out, figure{number(m[1]), r.unit[m[2]]}) })
	take(r.han, func(m []string) { out = append(out, figure{number(m[1]), r.unit[m[2]]}) })
	take(r.words, func(m []string) {
		sum := 0
		for _, w := range strings.FieldsFunc(m[1], func(c rune) bool { return c == '-' || c == ' ' }) {
			sum += r.value[w]
		}
		out = append(out, figure{strconv.Itoa(sum), r.unit[m[2]]})
	})
	return out
}

// number brings digits and Chinese numerals to one form.
func number(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), ",", "")
	if s == "" {
		return ""
	}
	if s[0] >= '0' && s[0] <= '9' {
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		if s = strings.TrimLeft(s, "0"); s == "" || s[0] == '.' {
			s = "0" + s
		}
		return s
	}
	total, digit := 0, 0
	for _, c := range s {
		switch c {
		case '十', '百', '千':
			if digit == 0 {
				digit = 1
			}
			total += digit * map[rune]int{'十': 10, '百': 100, '千': 1000}[c]
			digit = 0
		case '零', '〇':
			digit = 0
		case '两':
			digit = 2
		default:
			at := strings.IndexRune("一二三四五六七八九", c)
			if at < 0 {
				return s
			}
			digit = at/3 + 1
		}
	}
	return strconv.Itoa(total + digit)
}

// basis is what the figures of an answer are compared with.
type basis struct {
	numbers map[string]bool
	figures map[figure]bool
}

var isoDay = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)

// basisOf reads the material once. A sum of 万元 may also be said in 亿元, one in plain CNY in millions.
func (r *reader) basisOf(material string) basis {
	b := basis{map[string]bool{}, map[figure]bool{}}
	for _, m := range isoDay.FindAllStringSubmatch(material, -1) {
		for i, unit := range []string{"y", "M", "d"} {
			b.add(figure{number(m[i+1]), unit})
		}
	}
	for _, f := range r.figures(isoDay.ReplaceAllString(material, " ")) {
		b.add(f)
		n, err := strconv.ParseFloat(f.number, 64)
		switch {
		case err != nil:
		case f.unit == "w" && n >= 10000:
			b.add(figure{strconv.FormatFloat(n/10000, 'f', -1, 64), "e"})
		case f.unit == "e":
			b.add(figure{strconv.FormatFloat(n*10000, 'f', -1, 64), "w"})
		case (f.unit == "" || f.unit == "c") && n >= 1e6:
			b.add(figure{strconv.FormatFloat(n/1e6, 'f', -1, 64), "mn"})
			b.add(figure{strconv.FormatFloat(n/1e9, 'f', -1, 64), "bn"})
		}
	}
	return b
}

func (b basis) add(f figure) {
	b.figures[f] = true
	if f.unit != "art" && f.unit != "part" {
		b.numbers[f.number] = true
	}
}

// holds tells whether a figure stands in the material: with the same unit, or by itself where it
// has none.
func (b basis) holds(f figure) bool {
	if f.unit == "" {
		return b.numbers[f.number]
	}
	return b.figures[f]
}
