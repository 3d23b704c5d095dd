package advisor

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
)

// phrases are the few words that belong to a quotation rather than to a page: how a value reads.
// Everything else that is said is a station.Text.
type phrases struct {
	extract, generated       string
	yes, no, none, limit     string
	colon, join, open, close string
	company, name            string
	supplier, employee, site string
	subject                  string
	units                    map[string]string
}

func wording(lang string) phrases {
	if lang == "en" {
		return phrases{extract: "Looked up in the report itself; possibly relevant", generated: " · AI-generated, not reviewed by an expert",
			yes: "yes", no: "no", none: "none", limit: "limit", colon: ": ", join: ", ", open: " (", close: ")", company: "our company", name: "[name]",
			supplier: "Supplier ", employee: "Employee ", site: "Presence ", subject: "Subject ",
			units: map[string]string{wan: "× CNY 10,000", "persons": "persons"}}
	}
	return phrases{extract: "按报告原文检索，可能相关", generated: " · AI 生成，未经专家审核",
		yes: "是", no: "否", none: "无", limit: "界线", colon: "：", join: "、", open: "（", close: "）", company: "本公司", name: "[姓名]",
		supplier: "供应商", employee: "员工", site: "机构 ", subject: "对象",
		units: map[string]string{wan: "万元", "CNY 10,000": "万元", "persons": "人", "days": "天", "working days": "个工作日", "months": "个月", "years": "年",
			"hours": "小时", "local currency": "当地货币", "percent 0-100": "%", "% of gain": "%", "count": "", "USD": "美元", "CNY": "元", "EUR": "欧元"}}
}

const wan = "CNY 10,000 (万元)"

// reads says a value as a person reads it. A text that is no option is passed to words, which may
// show it, or withhold it.
func (s shown) reads(lang string, v any, words func(string) string) string {
	p := wording(lang)
	switch v := v.(type) {
	case nil:
		return p.none
	case bool:
		if v {
			return p.yes
		}
		return p.no
	case json.Number:
		if len(v) > 15 { // no sum is so long; a number of a card may be
			return words(string(v))
		}
		return p.measured(string(v), s.Unit)
	case string:
		if option, ok := s.Options[v]; ok {
			return option.in(lang)
		}
		return words(v)
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, s.reads(lang, one, words))
		}
		return strings.Join(parts, p.join)
	}
	return words(fmt.Sprint(v))
}

// measured writes a number with its unit. Sums of 万元 are written out in English, where the unit
// says nothing.
func (p phrases) measured(number, unit string) string {
	word, ok := p.units[unit]
	if !ok {
		word = strings.TrimSpace(strings.Map(noHan, unit))
	}
	if unit == wan || unit == "CNY 10,000" {
		if p.units[wan] != "万元" {
			if sum, ok := new(big.Rat).SetString(number); ok {
				return "CNY " + grouped(strings.TrimSuffix(strings.TrimRight(sum.Mul(sum, big.NewRat(10000, 1)).FloatString(2), "0"), "."))
			}
		}
	}
	switch {
	case word == "":
		return grouped(number)
	case word == "%":
		return grouped(number) + "%"
	}
	return grouped(number) + " " + word
}

func noHan(r rune) rune {
	if unicode.Is(unicode.Han, r) {
		return -1
	}
	return r
}

// grouped puts commas between the thousands.
func grouped(number string) string {
	whole, rest, dot := strings.Cut(number, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	if strings.ContainsAny(whole, "eE") || strings.ContainsAny(rest, "eE") {
		return number
	}
	var groups []string
	for len(whole) > 3 {
		groups = append(groups, whole[len(whole)-3:])
		whole = whole[:len(whole)-3]
	}
	groups = append(groups, whole)
	slices.Reverse(groups)
	out := sign + strings.Join(groups, ",")
	if dot {
		out += "." + rest
	}
	return out
}

// tidy leaves out what is never meant to be read: control, zero-width and direction characters.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar, r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFE00 && r <= 0xFE0F:
			return -1
		}
		return r
	}, s)
}

// label shows a name that somebody typed, on one line and not too long.
func label(s string) string {
	s = strings.Join(strings.Fields(tidy(s)), " ")
	runes := []rune(s)
	if len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
