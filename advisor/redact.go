package advisor

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// redactor finds what names a person or a company by its form: numbers of identity cards,
// passports, phones, bank cards, credit codes, and addresses of mail and web.
type redactor struct {
	forms  []*regexp.Regexp // compared with the folded text; group 1 is what is hidden
	people *regexp.Regexp
}

const surnames = `王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤`

func newRedactor() *redactor {
	return &redactor{
		forms: []*regexp.Regexp{
			regexp.MustCompile(`([a-z0-9._%+-]+\s?@\s?[a-z0-9-]+(?:\.[a-z0-9-]+)+)`),
			regexp.MustCompile(`((?:https?://|www\.)[^\s\p{Han}，。；）]+)`),
			regexp.MustCompile(`(?:^|[^a-z0-9])((?:[egdspkhm]\d{8}|e[a-hj-np-z]\d{7}|[a-z]{2}\d{7}|1[45]\d{7}))(?:[^a-z0-9]|$)`),
			regexp.MustCompile(`(?:passport|护照|通行证|证件)[^0-9a-z]{0,8}(?:no\.?|number|号码?)?[^0-9a-z]{0,4}([a-z]{0,2}\d{6,10})`),
			regexp.MustCompile(`(?:^|[^a-z0-9,.])(\+\d{1,3}[ -]?(?:\d[ -]?){6,12}\d)(?:[^a-z0-9]|$)`),
			regexp.MustCompile(`(?:^|[^a-z0-9,.])(0(?:10|2\d)[ -]?\d{8}|0\d{3}[ -]?\d{7,8})(?:[^a-z0-9]|$)`),
			regexp.MustCompile(`(?:^|[^a-z0-9,.])(\d{17}x|\d{14,})(?:[^a-z0-9]|$)`),
			regexp.MustCompile(`(?:wechat|微信号?|qq)[^0-9a-z]{0,4}([a-z0-9_-]{5,20})`),
		},
		people: regexp.MustCompile(`(?:我叫|名叫|叫做|姓名[是为：:]?|联系人[是为：:]?|法定代表人[是为：:]?|法人代表[是为：:]?)\s*([` + surnames + `]\p{Han}{1,2})` +
			`|([` + surnames + `]\p{Han}{0,2})(?:先生|女士|小姐|师傅)|\b(?:mr|mrs|ms|miss|dr)\.? ([a-z]+(?: [a-z]+)?)|\bmy name is ([a-z]+(?: [a-z]+)?)`),
	}
}

// span is a part of a text, counted in characters.
type span struct{ from, to int }

// spans finds what is to be hidden, in order and without overlaps.
func (r *redactor) spans(text string) []span {
	runes := []rune(text)
	plain, at := flatten(runes)
	out := numbers(plain, at)
	line := string(plain)
	for i, form := range append(slices.Clone(r.forms), r.people) {
		for from := 0; from < len(line); {
			m := form.FindStringSubmatchIndex(line[from:])
			if m == nil {
				break
			}
			for g := 2; g+1 < len(m); g += 2 {
				if m[g] >= 0 && m[g+1] > m[g] {
					a := utf8.RuneCountInString(line[:from+m[g]])
					b := a + utf8.RuneCountInString(line[from+m[g]:from+m[g+1]])
					out = append(out, span{at[a], at[b-1] + 1})
					if i < len(r.forms) || m[1] > m[0] {
						m[1] = m[g+1] // what follows may begin the next one
					}
				}
			}
			from += max(m[1], 1)
		}
	}
	return merged(out)
}

// flatten folds a text and leaves out zero-width characters; at tells where each character stood.
func flatten(runes []rune) (plain []rune, at []int) {
	for i, r := range runes {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || (unicode.IsControl(r) && r != '\n' && r != '\t') {
			continue
		}
		plain, at = append(plain, fold(r)), append(at, i)
	}
	return plain, at
}

func merged(list []span) []span {
	slices.SortFunc(list, func(a, b span) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	var out []span
	for _, s := range list {
		if n := len(out); n > 0 && s.from < out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// hide puts a mark in the place of each span.
func hide(text string, spans []span, mark func(hidden string) string) string {
	runes := []rune(text)
	var out strings.Builder
	last := 0
	for _, s := range spans {
		out.WriteString(string(runes[last:s.from]))
		out.WriteString(mark(string(runes[s.from:s.to])))
		last = s.to
	}
	out.WriteString(string(runes[last:]))
	return out.String()
}

// personal tells whether a text holds anything that redaction would hide.
func (r *redactor) personal(text string) bool { return len(r.spans(text)) > 0 }
