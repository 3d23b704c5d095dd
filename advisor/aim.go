package advisor

import (
	"regexp"
	"strings"
)

// finder finds the parts of a profile that a question may be about.
type finder struct {
	frame    *strings.Replacer // words that carry a question and say nothing of its subject
	stop     map[string]bool   // the same in English
	synonyms [][]string
	wants    []want
	judges   *regexp.Regexp
	evades   *regexp.Regexp
	urgent   *regexp.Regexp
}

// want is a kind of part that a question asks for.
type want struct {
	kind string
	asks *regexp.Regexp
}

// aim is what can be told of a question before anything is looked up.
type aim struct {
	kinds  map[string]bool // parts asked for
	judges bool            // asks for a judgement
	evades bool            // asks how to evade or forge
	urgent bool            // something for a person, soon
}

// framing are the Chinese words of any question. Longer ones stand first.
const framing = `为什么会 为什么 怎么样 怎么办 怎么 怎样 如何 什么时候 什么 哪些 哪个 哪里 哪几 哪条 多少 几个 是不是 有没有 能不能 会不会 可不可以 要不要 可以 ` +
	`应该 需要 请问 请 告诉 解释 说明 一下 我们 我想 我要 咱们 你们 你 您 我 的话 关于 这个 这项 这条 这份 那个 报告 画像 结果 里面 里 中 吗 呢 吧 啊 呀 的 了 是 有 和 与 在 把 被 让 给 对 就 都 也 还 最 先 要 会 能 该 做 么 ` +
	`我方 公司 企业 问题 风险 意思 知道 今天 今日 现在`

func newFinder() *finder {
	f := &finder{stop: map[string]bool{}}
	var pairs []string
	for _, w := range strings.Fields(framing) {
		pairs = append(pairs, w, " ")
	}
	f.frame = strings.NewReplacer(pairs...)
	for _, w := range strings.Fields(`a an the is are was were be been am do does did have has had can could should would will shall may might must i we our us you your my me it its this that these those
		what which who when where why how to of in on at for from by with and or not no if about there any please tell explain mean means report profile company risk finding problem need thing so as than then`) {
		f.stop[stem(w)] = true
	}
	f.synonyms = [][]string{
		{"罚款", "处罚", "滞纳金", "利息", "penalty", "fine"}, {"出差", "商务签证", "外派", "派往境外"}, {"工作签", "工作许可", "工签", "work permit"}, {"护照过期", "护照到期", "passport expiry"},
		{"押金", "保证金", "担保", "deposit"}, {"转移定价", "转让定价", "关联交易", "关联申报", "transfer pricing", "related party"}, {"同期资料", "本地文档", "主体文档", "local file"},
		{"常设机构", "PE", "permanent establishment", "工地"}, {"受控外国企业", "CFC", "利润留存", "controlled foreign company"}, {"独家", "单一来源", "只有一家", "single source"},
		{"备份", "备用", "替代", "第二供应商", "backup"}, {"供货商", "供应商", "supplier"}, {"员工", "工人", "劳动者", "雇员", "employee", "worker"}, {"实际管理机构", "poem", "居民企业", "effective management"},
		{"个税", "个人所得税", "income tax"}, {"单证", "备案", "留存", "record papers"}, {"仲裁", "争议", "纠纷", "dispute", "arbitration"}, {"出口退税", "退税"}, {"越南", "VN", "Vietnam"}, {"香港", "HK", "Hong Kong"},
	}
	f.wants = []want{
		{"remedy", regexp.MustCompile(`怎么办|怎么(做|改|补|处理|解决|整改|应对)|如何(做|改|补|处理|解决|整改|应对)|整改|补救|措施|步骤|办法|(?i:\bfix|remedy|remedies|what (should|can|do) (i|we) do|how (do|can|should)|\bmend|next step)`)},
		{"law", regexp.MustCompile(`依据|法律|法规|哪条|条文|条款|第几条|规定|(?i:\blaws?\b|legal basis|article|statute|which rule)`)},
		{"due", regexp.MustCompile(`截止|什么时候|期限|几号|多久|何时|最晚|日期|(?i:deadline|\bwhen\b|due|by what date)`)},
		{"papers", regexp.MustCompile(`材料|资料|证据|证明|单据|文件|准备什么|(?i:papers?|documents?|evidence|proof)`)},
		{"shows", regexp.MustCompile(`为什么|原因|怎么(算|判|得)出|哪个数|多少|(?i:\bwhy\b|reason|because|how much)`)},
		{"open", regexp.MustCompile(`没(有)?(回答|填|答)|未答|待补充|还(差|缺)|未填|(?i:unanswered|open question|missing answer|not answered)`)},
		{"first", regexp.MustCompile(`最(先|急|要紧|重要|严重|大)|优先|首先|先(做|改|处理)|(?i:\bfirst\b|most (urgent|important|serious)|priorit|biggest|worst)`)},
	}
	f.judges = regexp.MustCompile(`(是否|是不是|算不算|有没有|会不会|会|算)(违法|违规|犯法|犯罪|被罚|被抓|坐牢|判刑|败诉|胜诉|处罚)|合不合(法|规)|(改|调|标记?|降|判定?|认定)(成|为|到)?.{0,4}(低|高|无|没有|中|严重)?风险|帮.{0,6}(判断|认定|定性|判定)|能赢|胜算|` +
		`(?i:is (it|this|that) (il)?legal|are we (il)?legal|will (we|i) be (fined|punished|sued|jailed)|(mark|rate|treat|change|set|lower).{0,30}risk|judge|are we compliant|go to (jail|prison)|win the case)`)
	f.evades = regexp.MustCompile(`(怎么|如何|怎样|教我|帮我|帮忙|有什么办法).{0,12}(逃税|偷税|漏税|避开(检查|稽查|监管)|躲避?(检查|稽查|监管)|规避(检查|稽查|监管)|伪造|造假|做假|虚开|隐瞒|行贿|阴阳合同|洗钱|转移资产|蒙混)|` +
		`(?i:(how (do|can|to)|help (me|us)|teach).{0,30}(evad|forge|fake |falsif|hide (income|profit|it)|conceal|bribe|launder|backdat))`)
	f.urgent = regexp.MustCompile(`虚开|逃税|偷税|稽查|立案|传唤|拘留|逮捕|工伤|死亡|受伤|失联|绑架|扣留|扣押|起诉|仲裁通知|诉讼时效|(?i:tax (inspection|raid)|under investigation|arrest|detain|injur|kidnap|died|killed|lawsuit|limitation period)`)
	return f
}

// aimOf tells what a question asks for.
func (f *finder) aimOf(text string) aim {
	a := aim{kinds: map[string]bool{}}
	plain := folded(text)
	for _, w := range f.wants {
		if w.asks.MatchString(plain) {
			a.kinds[w.kind] = true
		}
	}
	a.judges, a.evades, a.urgent = f.judges.MatchString(plain), f.evades.MatchString(plain), f.urgent.MatchString(plain)
	return a
}

// query is what is searched for: the question without its frame, and light synonyms at half weight.
func (f *finder) query(text string) map[string]float64 {
	plain := folded(text)
	out := map[string]float64{}
	for _, line := range f.synonyms {
		for _, one := range line {
			if contains(plain, folded(one)) {
				for _, other := range line {
					for _, t := range f.terms(other) {
						out[t] = 0.5
					}
				}
				break
			}
		}
	}
	for _, t := range f.terms(f.frame.Replace(plain)) {
		out[t] = 1
	}
	return out
}

// contains looks for a word; an English one must stand by itself.
func contains(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(word)
		if !letterAt(word, 0) || (!letterAt(text, start-1) && !letterAt(text, end)) {
			return true
		}
		from = end
	}
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= '0' && s[i] <= '9')
}
