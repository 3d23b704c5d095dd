package brief

import (
	"regexp"
	"strings"
)

// mask is a text of which pieces were dealt with; they are gone, and what stood around them does not come together.
type mask struct{ said string }

const gone = "\x00"

// take gives the pieces that match, and takes them out.
func (m *mask) take(patterns []*regexp.Regexp) (out []string) {
	for _, p := range patterns {
		out = append(out, p.FindAllString(m.said, -1)...)
		m.said = p.ReplaceAllString(m.said, gone)
	}
	return out
}

func compiled(patterns ...string) (out []*regexp.Regexp) {
	for _, p := range patterns {
		out = append(out, regexp.MustCompile(p))
	}
	return out
}

const (
	numeral  = `[〇一二三四五六七八九十百千万两\d]`
	monthEn  = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?`
	yearWord = `(?:19|20)\d\d`
	firmsEn  = `(?:compan(?:y|ies)|firms?|enterprises?|business(?:es)?|suppliers?|employers?|(?:legal )?groups?)`
	thingsEn = `(?:` + firmsEn + `|employees|workers|people|persons|cases|findings)`
)

var (
	codes = compiled(`\b\d{17}[\dXx]\b`, `\b[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\b`)

	contacts = compiled(`\b1[3-9]\d[- ]?\d{4}[- ]?\d{4}\b`, `\b0\d{2,3}-\d{7,8}\b`, `\b0\d{9,11}\b`, `\+\d{1,3}[\d -]{7,}\d`, `[\w.+-]+@[\w-]+\.[\w.]+`)

	// what a number may be without being one of the release: days, laws, ids of rules and tables
	allowed = compiled(
		`[〔\[(]`+yearWord+`[〕\])]第?\d{1,4}号`, `\[`+yearWord+`\] ?No\.? ?\d{1,4}`, yearWord+`年第\d{1,4}号`,
		`第`+numeral+`{1,8}[条款项章节编号](?:之[一二三四五六七八九十])?(?:第`+numeral+`{1,4}[款项])?(?:第[(]?`+numeral+`{1,3}[)]?项)?`, `第[(]`+numeral+`{1,3}[)]项`, `\d{1,4}号(?:令|公告|文件|文)`,
		`(?i)\b(?:articles?|art\.|sections?|sec\.|paragraphs?|para\.|clauses?|chapters?) ?\d{1,4}(?:\(\d{1,3}\))*(?:(?: and | to |[-–])\d{1,4})?`,
		`(?i)\b(?:announcement|decree|order|circular|notice|document)?\s?nos?\. ?\d{1,4}(?: of `+yearWord+`)?`, `\b(?:GB|GB/T|ISO|IEC) ?\d+(?:\.\d+)?(?:[-—–]`+yearWord+`)?`,
		yearWord+`年(?:\d{1,2}月(?:\d{1,2}[日号])?)?`, `[〇一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?`,
		`\b\d{1,2}月\d{1,2}[日号]`, `(?:^|[^\d])(?:1[0-2]|[1-9])月(?:份|底|初|末)?`, `[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号]|份|底|初)`,
		yearWord+`[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b`, `\b\d{1,2} `+monthEn+`(?: `+yearWord+`)?`, `\b`+monthEn+` \d{1,2}\b(?:, ?`+yearWord+`)?`, `\b`+monthEn+` `+yearWord,
		`第?[一二三四1-4]季度`, `\bQ[1-4]\b`, `(?i)\b(?:first|second|third|fourth|last|next|this|per|each|every|previous) quarter\b`, `第[一二三四五六七八九十]+(?:届|次|批|部分|方面|类|大|步|阶段|点|期)`,
		`\b(?:TAX|SCM|EMP)-\d{3}\b`, `\bT(?:10|[1-9])\b`)

	idioms = compiled(`一带一路`, `十[三四五六]五`, `千家万户`, `万无一失`, `一企一策`, `一国一策`, `一户一档`, `一家之言`, `千方百计`, `百分制`, `千万(?:不要|注意|要|别)`, `九牛一毛`,
		`法人集团`, `企业集团`, `(?:各|每个|每一|同一|个|家|按|的)集团`, `集团(?:总部|计数|口径)`, `集团(?:为|作为)单位`, `(?i)\blegal groups?\b`, `(?i)\b(?:industry|country|small) groups?\b`, `(?i)\bnot only\b`)

	companyForms = compiled(`有限责任公司`, `股份有限公司`, `有限公司`, `股份公司`, `[\p{Han}]{2,}(?:控股|实业)`, `[\p{Han}]{0,8}集团`, `株式会社|주식회사`,
		`(?i)\bco\.?,? ?ltd\b\.?`, `\bLTD\b|\bLtd\b\.?`, `\b[A-Z][\w&-]* (?:Limited|LIMITED)\b`, `\bInc\b\.?|\bINC\b\.?`, `\bCorp\b\.?|\bCorporation\b`, `(?i)\bgmbh\b`, `\bLLC\b|\bLLP\b|\bPLC\b|\bPlc\b`, `(?i)\bpte\b\.?`,
		`(?i)\bsdn\.? ?bhd\b`, `\bS\.A\.|\bB\.V\.|\bN\.V\.|\bS\.r\.l|\bS\.p\.A`, `\bJSC\b|\bOOO\b|\bK\.K\.`, `\bPT [A-Z]\w+`, `\b[A-Z]\w+ (?:Group|Holdings?)\b`)

	narrow = compiled(`个别(?:企业|公司|单位|厂商|厂家)?`, `某(?:些|一|几)?(?:企业|公司|集团|单位|厂商|厂|家|个|国|区|县|市|地|行业|省)`, `极?少数(?:几家|企业|公司|单位)?`, `(?:几|数|若干|多)家(?:企业|公司|单位)?`,
		`仅有|仅一|仅仅|唯一|独家|绝无仅有`, `其中(?:一|有一)(?:家|户|个)`, `[该此](?:企业|公司|单位|厂|家)`, `[这那](?:家|户|个企业|个公司)`,
		`没有(?:一家|任何)?(?:企业|公司|单位|集团)(?:存在|有|被)`, `无一(?:家|户|企业)`, `(?:所有|全部)(?:企业|公司|单位|集团)(?:都|均|全)?(?:存在|有风险|有高风险|被)`,
		`(?i)\b(?:one|1|a single|single|another|a certain|a particular|an unnamed|this|that|the) (?:company|firm|enterprise|business|supplier|employer)\b`, `(?i)\b(?:two|2|both|either|certain|these|those) `+firmsEn+`\b`,
		`(?i)\b(?:one|two|both) of (?:them|those|(?:the |these |our )`+firmsEn+`)\b`, `(?i)\bonly\b`, `(?i)\bsole(?:ly)?\b`, `(?i)\ba (?:few|couple|handful)\b(?: of)?`, `(?i)\b(?:few|several|individual|certain|some) (?:of the )?`+firmsEn+`\b`, `(?i)\bmerely\b|\bjust (?:one|two|a|\d)`,
		`(?i)\b(?:no `+firmsEn+`|none|zero)\b`, `(?i)\b(?:all|every) (?:of the )?`+firmsEn+` (?:have|has|had|are|is|were|was|shows?)\b`)

	onlyZh = regexp.MustCompile(`只有|只剩`)

	comparing = regexp.MustCompile(`(?i)最|更|较|高于|低于|多于|少于|超过|超出|不及|上升|下降|增加|减少|增长|回落|居首|首位|第一|领先|突出|集中|严重|偏高|偏低|高发|多发|明显|翻|` +
		`\b(?:most|least|more|less|fewer|higher|lower|highest|lowest|above|below|exceed\w*|rise\w*|rose|fall\w*|fell|increas\w*|decreas\w*|declin\w*|grew|grow\w*|top|worst|best|concentrat\w*|outnumber\w*|majority|minority|stands? out)\b`)
)

// mask takes out the least number of groups where a sentence says that it is one, and what bands of scores reach from and to.
func (f figures) mask(m *mask) {
	k := regexp.MustCompile(`(?i)(?:至少|不少于|不足|不满|少于|满|at least|fewer than|less than) ?` + f.least + `(?: ?家)?`)
	m.said = k.ReplaceAllString(m.said, gone)
	m.take(f.bands)
}

// company tells whether a company is spoken of soon after a number.
func company(after string) bool {
	runes := []rune(after)
	near := string(runes[:min(len(runes), 8)])
	for _, word := range []string{"企业", "公司", "集团", "单位", "厂", "家", "户"} {
		if strings.Contains(near, word) {
			return true
		}
	}
	return false
}
