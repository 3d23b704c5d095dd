package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

var bothLanguages = []string{"zh", "en"}

func TestAllThatTheProfileSaysIsOnPaper(t *testing.T) {
	for _, lang := range bothLanguages {
		d := shown(t)
		body := profile(t, input(t, lang, d))
		text := squeezed(withoutEdges(textOf(t, body)))
		missing := func(what, said string) {
			if !strings.Contains(text, squeezed(said)) {
				t.Errorf("%s: %s %q is not on paper", lang, what, said)
			}
		}
		for _, f := range d.Findings {
			card := d.Cards[f.RuleID]
			missing("title", card.Title.In(lang))
			missing("why", card.Why.In(lang))
			missing("rule", f.RuleID)
			for _, e := range f.Evidence {
				missing("question", e.Label.In(lang))
			}
			for _, b := range card.Basis {
				if b.Checked != "house" {
					missing("law", b.Title)
					missing("article", b.Article)
				}
			}
			for _, s := range append(card.Remedy.In(lang), card.Papers.In(lang)...) {
				missing("step", s)
			}
			if card.Deadline != nil {
				missing("deadline", map[string]string{"zh": card.Deadline.Zh, "en": card.Deadline.En}[lang])
			}
		}
		for _, o := range d.Open {
			missing("open question", o.Label.In(lang))
		}
		for _, theme := range d.Themes {
			missing("theme", theme.Title.In(lang))
		}
		for _, said := range []string{d.Company, d.Engine, d.Digest, d.InputDigest, d.Context.Revision, site.Station.Name(lang), "61–69"} {
			missing("fact", said)
		}
	}
}

// withoutEdges joins the pages without their first and last lines, which would part what runs on.
func withoutEdges(pages []string) string {
	edge := regexp.MustCompile(`(?m)^.*(安防体检画像 · |Security health check · |本站为演示样张|This is a demonstration|指纹 c648 043d|Digest c648 043d).*$|^\d+ / \d+$|^(演示|Demo)$`)
	return edge.ReplaceAllString(strings.Join(pages, "\n"), "")
}

func TestEveryPageCarriesDigestNumberAndDemoMark(t *testing.T) {
	for _, lang := range bothLanguages {
		pages := textOf(t, profile(t, input(t, lang, demo(t))))
		for i, text := range pages {
			for _, want := range []string{"c648 043d 85a7 de3b a843", "49e0 2a00", fmt.Sprintf("%d / %d", i+1, len(pages)), map[string]string{"zh": "演示", "en": "Demo"}[lang]} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: page %d has no %s", lang, i+1, want)
				}
			}
		}
	}
	in := input(t, "zh", demo(t))
	in.Demo, in.Document.Company = false, "澜桥精密机械有限公司"
	if text := strings.Join(textOf(t, profile(t, in)), ""); strings.Contains(text, "本站为演示样张") {
		t.Error("a profile that is no demo is marked as one")
	}
}

func TestNoNumberIsShownBeforeEnoughIsAnswered(t *testing.T) {
	d := demo(t)
	first := textOf(t, profile(t, input(t, "zh", d)))[0]
	if strings.Contains(first, "26–69") || !strings.Contains(first, "暂不出分") || !strings.Contains(first, "30%") {
		t.Error(first)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for _, lang := range bothLanguages {
		one, two := profile(t, input(t, lang, demo(t))), profile(t, input(t, lang, demo(t)))
		if !bytes.Equal(one, two) {
			t.Errorf("%s: two prints differ", lang)
		}
	}
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	body := profile(t, input(t, "zh", demo(t)))
	info := poppler(t, body, "pdfinfo")
	for _, want := range []string{"澜桥精密机械有限公司", site.Station.NameZh, digest, "Wed Nov 25 20:00:08 2026", "595.28 x 841.89"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %s in %s", want, info)
		}
	}
	for _, want := range []string{"/Lang (zh-CN)", "/Outlines", "/ID [<"} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(poppler(t, body, "pdffonts")), "\n")[2:] {
		if !strings.Contains(line, "yes yes yes") {
			t.Errorf("font not embedded, subset and mapped: %s", line)
		}
	}
	if !bytes.Contains(profile(t, input(t, "en", demo(t))), []byte("/Lang (en")) {
		t.Error("the English file has no language")
	}
}

func TestEnglishHasChineseOnlyInTitlesOfLawsAndOwnWords(t *testing.T) {
	d := demo(t)
	text := squeezed(withoutEdges(textOf(t, profile(t, input(t, "en", d)))))
	own := []string{d.Company, d.MadeBy}
	for _, row := range d.Answers.Suppliers {
		own = append(own, fmt.Sprint(row["supplier_name"]))
	}
	for _, card := range d.Cards {
		for _, b := range card.Basis {
			own = append(own, b.Title, b.Article)
		}
	}
	slices.SortFunc(own, func(a, b string) int { return len(b) - len(a) }) // a title may hold a shorter one
	for _, said := range own {
		text = strings.ReplaceAll(text, squeezed(said), "")
	}
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			at := strings.IndexRune(text, r)
			t.Fatalf("Chinese: …%s", text[max(0, at-60):min(len(text), at+60)])
		}
	}
}

var word = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>`)

// inside holds every word of a file against the edges of its pages.
func inside(t *testing.T, body []byte) {
	t.Helper()
	words := word.FindAllStringSubmatch(poppler(t, body, "pdftotext", "-bbox"), -1)
	if len(words) < 20 {
		t.Fatalf("only %d words", len(words))
	}
	for _, w := range words {
		var box [4]float64
		for i := range box {
			box[i], _ = strconv.ParseFloat(w[i+1], 64)
		}
		if box[0] < 40 || box[1] < 20 || box[2] > 595.28-40 || box[3] > 841.89-25 {
			t.Errorf("%q stands at %v", w[5], box)
		}
	}
}

func TestNothingRunsOffThePage(t *testing.T) {
	for _, lang := range bothLanguages {
		inside(t, profile(t, input(t, lang, demo(t))))
		inside(t, profile(t, input(t, lang, shown(t))))
		d := shown(t)
		long := strings.Repeat("特别长的供应商名称", 60) + " " + strings.Repeat("Unbreakable", 80) + " Nguyễn Văn Đoàn · Doğan Şirketi · ไทย · 𠮷野 😀"
		d.Company, d.MadeBy = long[:900], long
		for i := range d.Findings {
			d.Findings[i].Finding.Label = long
			for k := range d.Findings[i].Evidence {
				d.Findings[i].Evidence[k].Value = long
			}
		}
		d.Open[3].Place = "suppliers[" + long + "].screen_result"
		for id, card := range d.Cards {
			card.Title.Zh, card.Title.En = long, long
			d.Cards[id] = card
		}
		body := profile(t, input(t, lang, d))
		inside(t, body)
		if text := strings.Join(textOf(t, body), ""); !strings.Contains(text, "〓") || !strings.Contains(text, "Dogan") {
			t.Errorf("%s: missing letters are not replaced", lang)
		}
	}
}

func TestAProfileWithoutFindingsIsWhole(t *testing.T) {
	for _, lang := range bothLanguages {
		d := shown(t)
		d.Findings, d.Open, d.Arithmetic, d.Themes = nil, nil, nil, nil
		body := profile(t, input(t, lang, d))
		inside(t, body)
		text := squeezed(strings.Join(textOf(t, body), ""))
		if want := map[string]string{"zh": "按您的回答没有发现问题", "en": "Nothing found in your answers."}[lang]; !strings.Contains(text, squeezed(want)) {
			t.Errorf("%s: %s is not said", lang, want)
		}
		profile(t, input(t, lang, assessments.Document{Sheet: "core"}))
	}
	if _, err := report.Profile(report.Input{}); err == nil {
		t.Error("a report was made of nothing")
	}
}

// many is a profile of so many findings.
func many(t testing.TB, n int) assessments.Document {
	d := shown(t)
	some := d.Findings
	d.Findings = nil
	for i := range n {
		f := some[i%len(some)]
		f.Finding.Label = fmt.Sprintf("LQ-%04d", i)
		d.Findings = append(d.Findings, f)
	}
	return d
}

func TestTwoHundredFindingsAreQuickAndSmall(t *testing.T) {
	in := input(t, "zh", apart(many(t, 200)))
	start := time.Now()
	body := profile(t, in)
	took := time.Since(start)
	t.Logf("%d bytes, %v, %d pages", len(body), took, len(textOf(t, body)))
	if took > 2*time.Second || len(body) > 1_500_000 {
		t.Errorf("%d bytes in %v", len(body), took)
	}
	inside(t, body)
}

func TestRowsOfOneRuleAreSaidOnceInFull(t *testing.T) {
	d := many(t, 9*60)
	text := squeezed(strings.Join(textOf(t, profile(t, input(t, "zh", d))), ""))
	for said, times := range map[string]int{"法律依据、怎么改、材料和期限同第1条": 49, "规则EMP-020另有10行": 1, "复盘邀请函与实际活动是否一致": 1, "LQ-0531": 1} {
		if got := strings.Count(text, said); got != times {
			t.Errorf("%s stands %d times, not %d", said, got, times)
		}
	}
}

// apart gives every finding a rule of its own, so that each is said in full.
func apart(d assessments.Document) assessments.Document {
	for i := range d.Findings {
		id := fmt.Sprintf("%s-%d", d.Findings[i].RuleID, i)
		d.Cards[id], d.Findings[i].RuleID = d.Cards[d.Findings[i].RuleID], id
	}
	return d
}

func BenchmarkProfile(b *testing.B) {
	for name, d := range map[string]assessments.Document{"demo": demo(b), "200 findings": apart(many(b, 200))} {
		b.Run(name, func(b *testing.B) {
			in := input(b, "zh", d)
			b.ReportAllocs()
			for b.Loop() {
				body, err := report.Profile(in)
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(body)))
			}
		})
	}
}
