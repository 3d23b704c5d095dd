package advisor

import (
	"bytes"
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Blank stands where something was taken out of a text.
const Blank = "○○"

// Stripper takes out of a text what tells of a company: names, numbers, dates, places, references and codes. It errs on the side of taking
// out too much; who publishes the text reads it once more.
type Stripper struct {
	names   *masks
	forms   *redactor
	figures map[string]bool // those of the documents, as plain numbers
	places  []string        // longest first
}

// leastFigure is the number of digits from which a figure of a document is taken for the company's own.
const leastFigure = 4

// NewStripper knows the names and figures of some profiles of one company, and further names and places, such as those of people who
// wrote and of countries.
func NewStripper(documents []json.RawMessage, names, places []string) (*Stripper, error) {
	s := &Stripper{names: newMasks(&profile{}, "zh"), forms: newRedactor(), figures: map[string]bool{}}
	for _, document := range documents {
		p, err := decode(document)
		if err != nil {
			return nil, err
		}
		s.names.names = append(s.names.names, newMasks(p, "zh").names...)
		if err := s.learn(p.Answers); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		s.names.add("company", name, name) // the shorter forms, too
	}
	for i := range s.names.names {
		s.names.names[i].label = func() string { return Blank }
	}
	s.names.sort()
	for _, place := range append(slices.Clone(places), strings.Fields(knownPlaces)...) {
		if utf8.RuneCountInString(place) >= 2 {
			s.places = append(s.places, folded(place))
		}
	}
	slices.SortFunc(s.places, func(a, b string) int { return len(b) - len(a) })
	return s, nil
}

// learn takes up the figures of answers, and the places that they name.
func (s *Stripper) learn(answers json.RawMessage) error {
	if len(answers) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(answers))
	d.UseNumber()
	var all any
	if err := d.Decode(&all); err != nil {
		return kindOfJSON(err)
	}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(k, inner)
			}
		case []any:
			for _, inner := range v {
				walk(key, inner)
			}
		case json.Number:
			s.keep(v.String())
		case string:
			s.keep(v)
			if placed.MatchString(key) && utf8.RuneCountInString(v) <= 40 {
				s.places = append(s.places, folded(v))
			}
		}
	}
	walk("", all)
	return nil
}

// placed are the keys of answers that hold a place.
var placed = regexp.MustCompile(`(^|_)(city|province|district|place|address|location|site|port|region)($|_)`)

// keep takes up a figure, where the text is one.
func (s *Stripper) keep(text string) {
	if n, ok := plainNumber(text, ""); ok {
		s.figures[n] = true
	}
}

// plainNumber writes a figure with its scale as a whole number; ok is false for what is none, or too small to tell of anybody.
func plainNumber(text, scale string) (string, bool) {
	value, ok := new(big.Rat).SetString(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
	if !ok {
		return "", false
	}
	if by, scaled := scales[scale]; scaled {
		value.Mul(value, new(big.Rat).SetInt64(by))
	}
	whole := new(big.Int).Quo(value.Num(), value.Denom())
	digits := whole.String()
	return digits, len(strings.TrimPrefix(digits, "-")) >= leastFigure
}

var scales = map[string]int64{"千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "bn": 1e9}

var (
	scaledNumber = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)\s*(百万|千万|千|万|亿|thousand|million|billion|bn\b|k\b|m\b)?`)
	lawArticles  = regexp.MustCompile(`第[0-9一二三四五六七八九十百千零〇]{1,9}(?:条|款|项|章|节)(?:之[一二三四五六七八九十])?|\b(?:articles?|arts?\.|sections?|clauses?)\s*\d+(?:\.\d+)*`)
	telling      = []*regexp.Regexp{
		regexp.MustCompile(`(?:19|20)\d{2}\s*(?:[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{1,2}\s*日?|月)?|年度?)`),
		regexp.MustCompile(`[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月)?(?:[一二三四五六七八九十]{1,3}日)?`),
		regexp.MustCompile(`\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|底|初)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日|份|底|初)`),
		regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?\s+\d{1,4}(?:st|nd|rd|th)?(?:,?\s+\d{4})?\b`),
		regexp.MustCompile(`\b[0-9a-hj-npqrtuwxy]{18}\b`),
		regexp.MustCompile(`\b[a-z]{0,6}[-_#/]?(?:[a-z0-9]+[-_#/])*[a-z]{0,4}\d[a-z0-9_-]*(?:[-_#/][a-z0-9]+)*`),
		regexp.MustCompile(`(?:rmb|cny|usd|eur|us\$|[$¥￥€£])?\s*\d[\d,]*(?:\.\d+)?\s*(?:` + unitWords + `)?`),
		regexp.MustCompile(`[一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟]+\s*(?:多|余|几)?(?:` + hanUnits + `)`),
		regexp.MustCompile(`百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九十]+分之[一二三四五六七八九十]+|[一二两三四五六七八九]成`),
		regexp.MustCompile(`\p{Han}{2,3}(?:省|市|县|镇|乡|自治区|自治州|新区|开发区|园区|工业园|街道|大道)`),
	}
)

const (
	hanUnits  = `个工作日|个百分点|个月|周年|年度|万元|亿元|美元|欧元|小时|星期|万|亿|元|天|日|年|周|倍|人|名|家|份|笔|次`
	unitWords = hanUnits + `|%|(?:days?|months?|years?|weeks?|hours?|million|billion|thousand|percent|points|persons|people|staff|times|yuan|dollars?|euros?)\b`
	// knownPlaces are named without a word that says that it is a place.
	knownPlaces = `北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 台州 舟山 衢州 丽水 苏州 南京 无锡 常州 深圳 广州 东莞 佛山 珠海 厦门 福州 泉州 青岛 济南 烟台 大连 沈阳 武汉 长沙 成都 西安 郑州 合肥 昆明 南宁 胡志明 河内 海防 平阳 平阳省 同奈 北宁 曼谷 罗勇 春武里 雅加达 泗水 吉隆坡 槟城 新山 金边 西港 西哈努克 仰光 万象 马尼拉 达卡 孟买 新德里 班加罗尔 迪拜 墨西哥城 蒙特雷 法兰克福 汉堡 慕尼黑 布达佩斯 华沙 贝尔格莱德`
)

// Text gives a text with everything that tells of the company taken out. Articles of laws stay.
func (s *Stripper) Text(text string) string {
	text, _ = s.names.cover(text)
	text = hide(text, s.forms.spans(text), func(string) string { return Blank })
	runes := []rune(text)
	line := string(foldedRunes(runes)) // as many characters as the text has
	var laws, out []span
	at := func(m []int) span {
		from := utf8.RuneCountInString(line[:m[0]])
		return span{from, from + utf8.RuneCountInString(line[m[0]:m[1]])}
	}
	for _, m := range lawArticles.FindAllStringIndex(line, -1) {
		laws = append(laws, at(m))
	}
	for _, form := range telling {
		for _, m := range form.FindAllStringIndex(line, -1) {
			if one := trimmed(runes, at(m)); one.to > one.from && !slices.ContainsFunc(laws, func(l span) bool { return one.from < l.to && l.from < one.to }) {
				out = append(out, one)
			}
		}
	}
	for _, place := range s.places {
		for from := 0; ; {
			i := strings.Index(line[from:], place)
			if i < 0 {
				break
			}
			out = append(out, at([]int{from + i, from + i + len(place)}))
			from += i + len(place)
		}
	}
	return blanks.ReplaceAllString(hide(text, merged(out), func(string) string { return Blank }), Blank)
}

// blanks are several in a row.
var blanks = regexp.MustCompile(`○○(?:\s*○○)+`)

func foldedRunes(runes []rune) []rune {
	out := make([]rune, len(runes))
	for i, r := range runes {
		if out[i] = fold(r); utf8.RuneLen(out[i]) < 0 {
			out[i] = ' '
		}
	}
	return out
}

// trimmed leaves the blanks around a span in the text.
func trimmed(runes []rune, s span) span {
	for s.from < s.to && runes[s.from] == ' ' {
		s.from++
	}
	for s.to > s.from && runes[s.to-1] == ' ' {
		s.to--
	}
	return s
}

// Tells gives what in a text certainly tells of the company: a name, a number by its form, or a figure of its answers, as it stands there.
func (s *Stripper) Tells(text string) (out []string) {
	runes := []rune(text)
	covered, _ := s.names.cover(text)
	if covered != text {
		out = append(out, differing(runes, []rune(covered)))
	}
	for _, one := range s.forms.spans(text) {
		out = append(out, string(runes[one.from:one.to]))
	}
	line := folded(text)
	for _, m := range scaledNumber.FindAllStringSubmatch(line, -1) {
		if n, ok := plainNumber(m[1], m[2]); ok && s.figures[n] {
			out = append(out, strings.TrimSpace(m[0]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// differing is the part of a text that another form of it does not share at its ends.
func differing(a, b []rune) string {
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	to, other := len(a), len(b)
	for to > from && other > from && a[to-1] == b[other-1] {
		to, other = to-1, other-1
	}
	return string(a[from:to])
}
