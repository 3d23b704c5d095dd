package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// square is a ruler for which wide characters are an em and all others half of one.
type square struct{}

func (square) advance(r rune, _ weight) float64 {
	if wide(r) || strings.ContainsRune(opening+closing+"—…", r) {
		return 1000
	}
	return 500
}

func (square) has(r rune) bool { return r != 'ğ' && r != 'ก' && r <= 0xffff }

func TestLinesBreakAsChineseIsSet(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		em   float64
		want string
	}{
		"between any two characters":           {"一二三四五六", 4, "一二三四|五六"},
		"no closing mark begins a line":        {"一二三四，五六", 4, "一二三|四，五六"},
		"nor two of them":                      {"一二三四”。五", 5, "一二三|四”。五"},
		"no opening mark ends a line":          {"一二三（四五）", 4, "一二三|（四五）"},
		"nor does a quote":                     {"一二三“四五”", 4, "一二三|“四五”"},
		"a Latin word stays whole":             {"用 OPA-engine 判断", 5, "用|OPA-engine|判断"},
		"words part at blanks":                 {"the line is kept", 5, "the line|is kept"},
		"a number keeps its unit":              {"还有一二 25 天内", 5, "还有一二|25 天内"},
		"a date stays on its line":             {"一二三 6 月 30 日前", 8, "一二三|6 月 30 日前"},
		"a dash is not parted":                 {"一二三——四", 4, "一二|三——四"},
		"dots are not parted":                  {"一二三……四", 4, "一二|三……四"},
		"a half-width mark stays too":          {"一二三四, 五", 4, "一二三|四, 五"},
		"a percent sign follows its number":    {"一二三 94%", 4, "一二三|94%"},
		"a blank at the line's end is dropped": {"一二三四 五", 4, "一二三四|五"},
		"a long word is parted":                {"ABCDEFGHIJ", 3, "ABCDEF|GHIJ"},
		"a long word parts at its joint":       {"ABCDE-FGHIJK", 3, "ABCDE-|FGHIJK"},
		"nothing is nothing":                   {"", 4, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := &sheet{ruler: square{}, lang: "zh", swap: map[rune]string{}}
			st := style{size: 10}
			lines := breakLines(c.text, c.em*10, func(text string) float64 { return s.width(text, st) })
			if got := strings.Join(lines, "|"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestNoLineBreaksTheRulesWhateverItsWidth(t *testing.T) {
	text := "有跨境关联交易，且超过任一限额（有形资产 2 亿元、“其他”合计 4000 万元），而上年度的 local file 没有备妥；见《公告》（2016 年第 42 号）第十三、十九条。怎么办？先补！"
	s := &sheet{ruler: square{}, lang: "zh", swap: map[rune]string{}}
	for em := 6; em <= 38; em++ {
		for _, line := range s.wrap(text, float64(em)*10, style{size: 10}) {
			first, _ := utf8.DecodeRuneInString(line)
			last, _ := utf8.DecodeLastRuneInString(line)
			if strings.ContainsRune(noStart, first) || strings.ContainsRune(noEnd, last) {
				t.Errorf("%d em: %s", em, line)
			}
			if w := s.width(line, style{size: 10}); w > float64(em)*10+.01 {
				t.Errorf("%d em: %s is %.0f wide", em, line, w)
			}
		}
	}
}

func TestChineseGetsFullWidthMarks(t *testing.T) {
	for in, want := range map[string]string{
		"有没有备妥?":                    "有没有备妥？",
		"甲, 乙;丙":                    "甲，乙；丙",
		"所得税法(2018-12-29修正)":        "所得税法（2018-12-29修正）",
		"第十二条(四)":                   "第十二条（四）",
		"2012-06-30, 2013-07-01施行":  "2012-06-30, 2013-07-01施行",
		"9 FAM 402.2-5(E)(1), ESTA": "9 FAM 402.2-5(E)(1), ESTA",
		"10:30 前,6,000 元":           "10:30 前，6,000 元",
		"外层(内层(甲)还有)":               "外层（内层（甲）还有）",
		"没有括完(甲":                    "没有括完(甲",
		"人口 < 5 家; A/B (见国别表)":      "人口 < 5 家；A/B（见国别表）",
	} {
		if got := fullWidth(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestDatesOfInstrumentsAreSaidInEnglish(t *testing.T) {
	for in, want := range map[string]string{
		"2012-06-30, 2013-07-01施行":   "2012-06-30, in force 2013-07-01",
		"2012-06-04公布, 2012-08-01施行": "issued 2012-06-04, in force 2012-08-01",
		"2016-06-29发布,适用2016年度起":     "2016-06-29, 2016",
		"2008-09-18公布施行":             "issued and in force 2008-09-18",
		"2025-09":                    "2025-09",
		"各协定":                        "",
	} {
		if got := englishDate(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestTextIsGivenAsTheFontCanPrintIt(t *testing.T) {
	s := &sheet{ruler: square{}, lang: "zh", swap: map[rune]string{}}
	if got := s.clean("a\n\tb\u200bc\x00d  e"); got != "a bcd e" || s.lost {
		t.Errorf("got %q, lost %v", got, s.lost)
	}
	if got := s.clean("Doğan ก 𠮷野"); got != "Dogan 〓 〓野" || !s.lost {
		t.Errorf("got %q, lost %v", got, s.lost)
	}
}

func TestMarksThatStandTogetherAreBroughtTogether(t *testing.T) {
	s := &sheet{ruler: square{}, swap: map[rune]string{}}
	for text, want := range map[string]float64{"甲），乙": 35, "甲，乙": 30, "：“甲": 25, "（《甲》）": 40} {
		if got := s.width(text, style{size: 10}); got != want {
			t.Errorf("%s: %.0f, want %.0f", text, got, want)
		}
	}
}

func TestPointsReadAsOnThePage(t *testing.T) {
	for in, want := range map[int]string{640: "6.4", 600: "6", 0: "0", 1994: "19.9", 8836: "88.4", 996: "10", -50: "−0.5"} {
		if got := points(in); got != want {
			t.Errorf("%d: got %s, want %s", in, got, want)
		}
	}
	if got := groups("c648043d85a"); got != "c648 043d 85a" {
		t.Error(got)
	}
}

func TestALongTableRepeatsItsHeadAndPartsWhatNoPageHolds(t *testing.T) {
	s := newSheet(square{}, "zh")
	table := &table{x: margin, width: fullW, columns: []column{{head: "序号", share: .2}, {head: "内容", share: .8}}}
	for range 60 {
		table.rows = append(table.rows, []cell{{text: "一"}, {text: "内容", note: "说明"}})
	}
	table.rows = append(table.rows, []cell{{text: "长"}, {text: strings.Repeat("很长的供应商名称", 600)}})
	table.draw(s)
	if len(s.pages) < 6 {
		t.Fatalf("%d pages", len(s.pages))
	}
	written := 0
	for i, p := range s.pages {
		if p.ops[2].text != "序号" && p.ops[0].text != "序号" {
			t.Errorf("page %d has no head", i+1)
		}
		for _, o := range p.ops {
			written += strings.Count(o.text, "很")
			for _, at := range o.points {
				if at.y > bottomY+1 {
					t.Errorf("page %d: %v at %.0f", i+1, o.text, at.y)
				}
			}
		}
	}
	if written != 600 {
		t.Errorf("%d of 600 names were written", written)
	}
}
