package advisor

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

func TestQuotesWhatTheQuestionTouches(t *testing.T) {
	b := quoting(t)
	for _, c := range []struct{ ask, cite, says string }{
		{"本地文档没有准备，会有什么后果？", "TAX-015", "found.intro"},
		{"同期资料怎么补？", "TAX-015", "part.remedy"},
		{"护照快到期的员工有什么问题", "EMP-016@ZH-0932", "part.finding_of"},
		{"收了工人的押金怎么办", "EMP-010", "part.remedy"},
		{"只有一家供应商能供关键料，怎么整改", "SCM-005@91320594MA1MXQ8K7D", "part.remedy"},
		{"出口备案单证要保存几年", "TAX-031", "part.finding"},
		{"越南子公司的转让定价文档", "TAX-073@VN", "part.finding_of"},
		{"境外所得申报的法律依据是什么", "TAX-059", "part.law"},
		{"晨曦纱线为什么有风险", "SCM-005@91320594MA1MXQ8K7D", "part.finding_of"},
		{"Which work permit problem do we have?", "EMP-020@ZH-0417", "part.finding_of"},
		{"local file deadline", "TAX-015", "part.due"},
	} {
		lang := "zh"
		if c.ask[0] < 0x80 {
			lang = "en"
		}
		got := b.ask(Question{Text: c.ask, Lang: lang})
		if !slices.Contains(cites(got), c.cite) || !strings.Contains(says(got), c.says) {
			t.Errorf("%s: says %q and cites %v, want %s and %s", c.ask, says(got), cites(got), c.says, c.cite)
		}
		if got[0].Say.Key != "advisor.found.intro" || got[len(got)-1].Say.Key != "advisor.found.end" {
			t.Errorf("%s: not worded as possibly relevant: %q", c.ask, says(got))
		}
	}
}

func TestSaysThatTheReportHasNothing(t *testing.T) {
	b := quoting(t)
	for _, ask := range []string{"附近哪里有好吃的火锅？", "明天上海下雨吗", "写一首关于月亮的诗", "What is the capital of Peru?", "how do I cook dumplings", "离婚后孩子抚养权归谁"} {
		if got := says(b.ask(Question{Text: ask})); got != "none" {
			t.Errorf("%s: %s", ask, got)
		}
	}
}

func TestOneFindingIsExplainedFromItselfOnly(t *testing.T) {
	b := quoting(t)
	for _, ask := range []string{"这是什么意思？", "怎么办？", "依据是什么", "护照"} {
		for _, key := range cites(b.ask(Question{Text: ask, Finding: "EMP-016@ZH-0932"})) {
			if key != "EMP-016@ZH-0932" {
				t.Errorf("%s cites %s", ask, key)
			}
		}
	}
	if got := says(b.ask(Question{Text: "怎么办？", Finding: "EMP-016@ZH-0932"})); !strings.Contains(got, "part.remedy") {
		t.Error(got)
	}
}

func TestQuestionsOfTheWhole(t *testing.T) {
	b := quoting(t)
	if got := b.ask(Question{Text: "我们最先要做什么？"}); cites(got)[0] != "EMP-020@ZH-0417" {
		t.Errorf("first of all: %v", cites(got))
	}
	if got := says(b.ask(Question{Text: "我们的得分是多少"})); !strings.Contains(got, "part.score_one") {
		t.Error(got)
	}
	if got := says(b.ask(Question{Text: "哪些问题还没有回答？"})); !strings.Contains(got, "part.open") {
		t.Error(got)
	}
}

func TestItNeitherJudgesNorHelpsToEvade(t *testing.T) {
	b := quoting(t)
	for ask, want := range map[string]string{
		"我们没有准备本地文档是不是违法": "nojudge", "帮我把本地文档改成低风险": "nojudge", "Will we be fined for the local file?": "nojudge", "押金的事会不会被罚": "nojudge",
		"怎么才能逃税不被发现": "refuse.evade", "教我伪造出口单证": "refuse.evade", "how can we hide income from the tax office": "refuse.evade",
		"收到税务稽查通知，本地文档怎么办": "urgent",
	} {
		if got := says(b.ask(Question{Text: ask})); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", ask, got)
		}
	}
}

func TestEnglishIsEnglish(t *testing.T) {
	b := quoting(t)
	for _, ask := range []string{"local file", "passport", "why is the supplier a risk", "how do we fix the deposit", "profit of Hong Kong company", "what is first?", "transfer pricing documents in Vietnam"} {
		for _, p := range b.ask(Question{Text: ask, Lang: "en"}) {
			if p.Say.Key == "advisor.part.law" { // titles of laws stay as they are
				continue
			}
			if strings.ContainsFunc(p.Text, func(r rune) bool { return noHan(r) < 0 }) {
				t.Errorf("%s: %s", ask, p.Text)
			}
		}
	}
}

func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	b := quoting(t)
	first := b.ask(Question{Text: "关联交易和供应商的风险怎么整改"})
	for range 20 {
		if got := b.ask(Question{Text: "关联交易和供应商的风险怎么整改"}); !reflect.DeepEqual(got, first) {
			t.Fatalf("%v\n%v", first, got)
		}
	}
}

func TestQuestionsThatCannotBeAsked(t *testing.T) {
	b := quoting(t)
	say := func(Piece) error { return nil }
	for name, c := range map[string]struct {
		q    Question
		kind station.Kind
	}{
		"empty":           {Question{Text: " \u200b\n", Document: b.doc}, station.Invalid},
		"too long":        {Question{Text: strings.Repeat("问", 501), Document: b.doc}, station.Invalid},
		"unknown finding": {Question{Text: "问", Document: b.doc, Finding: "TAX-999"}, station.NotFound},
	} {
		fault, ok := station.AsFault(b.a.Answer(context.Background(), c.q, say))
		if !ok || fault.Kind != c.kind {
			t.Errorf("%s: %v", name, fault)
		}
	}
	for _, doc := range []string{"", "{}", `{"format":2}`, `{"format":1,"findings":[{"rule_id":"TAX-001"}]}`, `{"format":1,"company":17}`} {
		if err := b.a.Answer(context.Background(), Question{Text: "问", Document: []byte(doc)}, say); err == nil || strings.Contains(err.Error(), "17") {
			t.Errorf("%s: %v", doc, err)
		}
	}
	gone := errors.New("gone")
	if err := b.a.Answer(context.Background(), Question{Text: "本地文档", Document: b.doc}, func(Piece) error { return gone }); !errors.Is(err, gone) {
		t.Error(err)
	}
}

func BenchmarkQuote(b *testing.B) {
	a, err := New(Options{Clock: (&hands{}).tell})
	if err != nil {
		b.Fatal(err)
	}
	doc := document(b)
	for b.Loop() {
		if err := a.Answer(context.Background(), Question{Text: "本地文档怎么补", Document: doc}, func(Piece) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
