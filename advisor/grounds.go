package advisor

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// grounds hold each sentence of a model against the material. What does not rest on it is not shown.
type grounds struct {
	read                                             *reader
	marker, anyMarker, blank, bullet, ruleID         *regexp.Regexp
	title, hanLaw, enLaw, firm, code, markup, quoted *regexp.Regexp
	clears, blames, levels, changes                  *regexp.Regexp
	notLaw                                           map[string]bool
	level                                            map[string]string
}

func newGrounds() *grounds {
	g := &grounds{read: newReader(), notLaw: map[string]bool{}, level: map[string]string{}}
	g.marker = regexp.MustCompile(`[\[［【]\s*([FR]\s*[:：]\s*[^\]］】]{1,80})[\]］】]`)
	g.anyMarker = regexp.MustCompile(`[\[［【][^\]］】]{0,120}[\]］】]`)
	g.blank = regexp.MustCompile(`\s*[:：]\s*`)
	g.bullet = regexp.MustCompile(`^\s*(?:\d{1,2}\s*[.、)）]\s*|[-*•·#]+\s+)`)
	g.ruleID = regexp.MustCompile(`\b(?:TAX|SCM|EMP)-\d{3}\b`)
	g.title = regexp.MustCompile(`《([^》]*)》?`)
	g.hanLaw = regexp.MustCompile(`\p{Han}+?(?:法典|法|条例|细则|公告|协定|公约)`)
	g.enLaw = regexp.MustCompile(`\b(?:[A-Z][A-Za-z]+ )+(?:Law|Act|Code|Decree|Regulations?|Directive|Circular|Ordinance|Convention|Treaty|Rules|Measures)\b`)
	g.firm = regexp.MustCompile(`\p{Han}{0,12}(?:有限公司|股份公司|集团公司|集团)|(?i:[\w&]+ (?:co\., ?ltd|ltd|inc|llc|gmbh|plc|limited|corporation)\b)`)
	g.code = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9_-]{3,}`)
	g.markup = regexp.MustCompile(`<[^>]*>?|!?\[[^\]]*\]\([^)]*\)?|[*` + "`" + `#|]+`)
	g.quoted = regexp.MustCompile(`《[^》]*》|“[^”]*”`)
	g.clears = regexp.MustCompile(`(?:没有|无|不存在|未见|未发现|零)(?:任何|明显|重大)?(?:风险|问题|违规)|合规|合法|不违法|不违规|放心|(?:无需|不用|不必|不需要?)(?:再)?(?:处理|整改|担心|申报|补|做)|安全的|没(?:有)?事|通过(?:审核|检查|评估)|` +
		`(?i:\b(?:no|low|zero|without) risks?\b|risk[- ]free|\bcompl(?:iant|iance)\b|\b(?:legal|lawful)\b|nothing to (?:do|worry)|\bno (?:need|action)\b|(?:need|do|have)n?[o']?t? (?:not )?(?:need )?to (?:do|worry|file|fix)|\bsafe\b|\bcleared\b|\bpass(?:es|ed)?\b)`)
	g.blames = regexp.MustCompile(`违法|违规|非法|犯罪|犯法|逃税|偷税|有罪|(?:会|将|必然|一定)(?:会|要)?被?(?:处罚|罚款|追究|判|拘留|逮捕)|(?i:\billegal|unlawful|\bcrim|\bguilty|\bevad|\bevasion|\bfraud|\bviolat|will be (?:fined|punished|penali[sz]ed|prosecuted|jailed))`)
	g.levels = regexp.MustCompile(`(严重|重大|极高|较高|高|中等|中|较低|低|轻微)(?:度|级|等级)?(?:的)?风险|风险(?:等级|级别|程度)?(?:为|是|属于|很|较)?(?:“)?(严重|重大|极高|较高|高|中等|中|较低|低|轻微)|(?i:\b(critical|high|medium|low)[- ](?:risk|severity)|(?:risk|severity)(?: level)?(?: is| of|:)? (critical|high|medium|low)\b)`)
	g.changes = regexp.MustCompile(`(?:改|调|降|升|标记|认定|判定|视|评|更正|修正)(?:整|低|高|级|定)?(?:为|成|作)|(?i:\b(?:mark|rate|treat|reclassif|downgrad|upgrad|re-?scor|chang)(?:e|ed|ied|y|s|ing)?\b.{0,40}\b(?:as|to)\b)`)
	for _, w := range strings.Fields("无法 方法 办法 合法 违法 执法 做法 依法 看法 想法 用法 司法 立法 说法 非法 算法 手法 语法 守法 普法 犯法 公法 书法 税法 不违法 没办法") {
		g.notLaw[w] = true
	}
	for severity, words := range map[string]string{"critical": "严重 重大 极高 critical", "high": "高 较高 high", "medium": "中 中等 medium", "low": "低 较低 轻微 low"} {
		for _, w := range strings.Fields(words) {
			g.level[w] = severity
		}
	}
	return g
}

// checked is a sentence after it was held against the material.
type checked struct {
	text  string
	cites []Cited
	ok    bool
}

// check takes the markers off a sentence and tells whether the rest stands. What a sentence cites
// is all that it may rest on.
func (g *grounds) check(pr *prompt, raw string) checked {
	markers := g.markers(pr, raw)
	material := pr.rests(markers)
	text := g.anyMarker.ReplaceAllString(g.marker.ReplaceAllString(raw, ""), "")
	text = tidyLine(g.markup.ReplaceAllString(g.bullet.ReplaceAllString(text, ""), ""))
	out := checked{text: text}
	for _, m := range markers {
		if c := pr.cites[m]; !slices.Contains(out.cites, c) {
			out.cites = append(out.cites, c)
		}
	}
	out.ok = text != "" && !pr.redact.personal(text) && g.figuresStand(pr, markers, material, text) && g.lawsStand(material, text) && g.namesStand(pr, text) && g.verdictsStand(pr, markers, text) && g.inLanguage(pr, text)
	if restored, known := pr.masks.restore(text); known {
		out.text = restored
	} else {
		out.ok = false
	}
	return out
}

// tidyLine also takes the angle brackets: the text is plain, whoever shows it.
func tidyLine(s string) string {
	return strings.TrimSpace(strings.NewReplacer("<", "", ">", "").Replace(tidy(s)))
}

// markers lists the markers of a sentence that this prompt gave; all others are dropped.
func (g *grounds) markers(pr *prompt, raw string) []string {
	var out []string
	for _, m := range g.marker.FindAllStringSubmatch(raw, -1) {
		for _, one := range strings.FieldsFunc(g.blank.ReplaceAllString(m[1], ":"), func(r rune) bool { return strings.ContainsRune(",，;；、 ", r) }) {
			one = strings.ToUpper(strings.Map(fold, one))
			if !strings.Contains(one, ":") && len(out) > 0 {
				one = "F:" + one
			}
			if _, ok := pr.cites[one]; ok && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out
}

// figuresStand wants every figure in what the sentence cites; one that cites nothing has none.
func (g *grounds) figuresStand(pr *prompt, markers []string, material, text string) bool {
	for _, id := range g.ruleID.FindAllString(text, -1) {
		if _, ok := pr.cites["R:"+id]; !ok {
			return false
		}
	}
	figures := g.read.figures(g.ruleID.ReplaceAllString(text, " "))
	if len(figures) == 0 || len(markers) == 0 {
		return len(figures) == 0
	}
	b, known := pr.bases[material]
	if !known {
		b = g.read.basisOf(material)
		pr.bases[material] = b
	}
	return !slices.ContainsFunc(figures, func(f figure) bool { return !b.holds(f) })
}

func (g *grounds) lawsStand(whole, text string) bool {
	material := strings.ReplaceAll(whole, " ", "")
	for _, m := range g.title.FindAllStringSubmatch(text, -1) {
		if !strings.Contains(material, strings.ReplaceAll(m[1], " ", "")) {
			return false
		}
	}
	for _, found := range g.hanLaw.FindAllString(g.title.ReplaceAllString(text, " "), -1) {
		runes := []rune(found)
		if g.notLaw[string(runes[max(0, len(runes)-2):])] && !strings.HasSuffix(found, "税法") || g.notLaw[found] {
			continue
		}
		if !strings.Contains(material, string(runes[max(0, len(runes)-4):])) {
			return false
		}
	}
	lower := strings.ToLower(whole)
	for _, found := range g.enLaw.FindAllString(text, -1) {
		words := strings.Fields(found)
		if !strings.Contains(lower, strings.ToLower(strings.Join(words[max(0, len(words)-2):], " "))) {
			return false
		}
	}
	return true
}

// namesStand drops what looks like a name or a code that the model was never given.
func (g *grounds) namesStand(pr *prompt, text string) bool {
	lower := strings.ToLower(pr.material)
	for _, found := range g.firm.FindAllString(text, -1) {
		if !strings.Contains(lower, strings.ToLower(found)) {
			return false
		}
	}
	for _, found := range g.code.FindAllString(text, -1) {
		digit := strings.ContainsFunc(found, unicode.IsDigit) && strings.ContainsFunc(found, unicode.IsLetter)
		loud := found == strings.ToUpper(found) && strings.ContainsFunc(found, unicode.IsLetter)
		if (digit || loud) && !strings.Contains(lower, strings.ToLower(found)) {
			return false
		}
	}
	return true
}

func (g *grounds) inLanguage(pr *prompt, text string) bool {
	return pr.masks.lang != "en" || !strings.ContainsFunc(g.quoted.ReplaceAllString(text, ""), func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
