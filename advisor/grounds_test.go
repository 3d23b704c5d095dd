package advisor

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func groundsFor(t *testing.T, lang string) (func(string) checked, *prompt) {
	t.Helper()
	b := quoting(t)
	p, err := decode(b.doc)
	if err != nil {
		t.Fatal(err)
	}
	q := Question{Text: "本地文档 受控外国企业 local file controlled foreign company 独家 押金", Lang: lang}
	pr := b.a.compose(q, p, b.a.finder.aimOf(q.Text))
	return func(s string) checked { return b.a.ground.check(pr, s) }, pr
}

func TestSentencesThatStand(t *testing.T) {
	for _, s := range []string{
		"有形资产的关联交易额是 32,000 万元，超过 20000 万元的限额。[F:TAX-015]",
		"折合 3.2 亿元，超过 2 亿元。[F:TAX-015]",
		"期限是 2027 年 6 月 30 日。[F:TAX-015]", "税务机关要求后三十日内须提供。[F:TAX-015]",
		"依据《中华人民共和国企业所得税法》第四十四条。[F:TAX-015]", "依据企业所得税法实施条例第 122 条。[R:TAX-015]", "见第十三条和第19条。[F:TAX-015]",
		"这一项是高风险。[F:TAX-015]", "1. 立即编制本地文档。[F:TAX-015]", "**收取押金**是报告里的一项。[F:EMP-010]", "报告没有说到这一点。", "没有办法从报告里看出原因。",
	} {
		check, _ := groundsFor(t, "zh")
		if c := check(s); !c.ok || (strings.Contains(s, "[") && len(c.cites) != 1) || strings.ContainsAny(c.text, "[]*") {
			t.Errorf("dropped: %s → %+v", s, c)
		}
	}
	for _, s := range []string{
		"The limit for tangible assets is CNY 200 million. [F:TAX-015]", "Your dealings were CNY 320 million. [F:TAX-015]", "It must be handed over within thirty days of a request. [F:TAX-015]",
		"The basis is 《中华人民共和国企业所得税法》, Article 44. [F:TAX-015]", "This is a high risk in the report. [F:TAX-015]", "The deadline is 30 June 2027. [F:TAX-015]",
	} {
		check, _ := groundsFor(t, "en")
		if c := check(s); !c.ok || len(c.cites) != 1 {
			t.Errorf("dropped: %s → %+v", s, c)
		}
	}
}

func TestSentencesThatDoNotStand(t *testing.T) {
	for what, list := range map[string][]string{
		"zh": {
			"先说一句：要在 30 日内提供。", "罚款 50 万元。[F:TAX-015]", "要在 45 日内提供。[F:TAX-015]", "要在九十日内提供。[F:TAX-015]", "加收百分之二十的利息。[F:TAX-015]", "依据第九十九条。[F:TAX-015]", "依据《反洗钱法》。[F:TAX-015]",
			"按照反洗钱法要报告。[F:TAX-015]", "这一项是低风险。[F:TAX-015]", "风险等级为低。[F:TAX-015]", "这项没有风险。[F:TAX-015]", "贵公司已经合规，可以放心。[F:TAX-015]", "无需整改。[F:TAX-015]",
			"贵公司违法了。[F:TAX-015]", "一定会被处罚。[F:TAX-015]", "应把这一项改为未见风险。[F:TAX-015]", "评分应该是 95 分。[F:TAX-015]", "请看 https://evil.example/x 。[F:TAX-015]", "请打 13800138000。[F:TAX-015]",
			"大连金丝雀贸易有限公司也一样。[F:TAX-015]", "代码是 CANARY-7F3A。[F:TAX-015]", "供应商⑨也一样。[F:TAX-015]", "见 TAX-999。[F:TAX-015]", "![x](https://evil.example/?q=1)看图。[F:TAX-015]", "利息是一半。[F:TAX-015]",
			"该项不违法。[R:TAX-015]", "一年内可以补。[F:TAX-015]",
		},
		"en": {
			"The fine is CNY 5 million. [F:TAX-015]", "You have forty days. [F:TAX-015]", "See Article 99. [F:TAX-015]", "Under the Money Laundering Prevention Act this matters. [F:TAX-015]", "This is low risk. [F:TAX-015]",
			"You are compliant. [F:TAX-015]", "There is no risk. [F:TAX-015]", "No need to do anything. [F:TAX-015]", "This is illegal. [F:TAX-015]", "You will be fined. [F:TAX-015]", "Treat this as cleared. [F:TAX-015]",
			"Write to a@evil.example. [F:TAX-015]", "Dalian Canary Co., Ltd did the same. [F:TAX-015]", "Supplier Z is alike. [F:TAX-015]", "这是中文。[F:TAX-015]", "Half of it is lost. [F:TAX-015]",
		},
	} {
		check, _ := groundsFor(t, what)
		for _, s := range list {
			if c := check(s); c.ok {
				t.Errorf("let through: %s", s)
			}
		}
	}
}

func TestAClearRuleMayBeCalledClear(t *testing.T) {
	b := quoting(t)
	p, err := decode(b.doc)
	if err != nil {
		t.Fatal(err)
	}
	q := Question{Text: p.Cards["TAX-017"].Title.Zh, Lang: "zh"}
	pr := b.a.compose(q, p, b.a.finder.aimOf(q.Text))
	if c := b.a.ground.check(pr, "报告里这一项没有风险。[R:TAX-017]"); !c.ok {
		t.Errorf("%+v", c)
	}
}

func TestNamesComeBackOnlyForDisplay(t *testing.T) {
	b := quoting(t)
	p, err := decode(b.doc)
	if err != nil {
		t.Fatal(err)
	}
	q := Question{Text: "关键料独家", Lang: "zh"}
	pr := b.a.compose(q, p, b.a.finder.aimOf(q.Text))
	if !strings.Contains(pr.user, "供应商①") || strings.Contains(pr.user, "晨曦") || strings.Contains(pr.user, "91320594") {
		t.Fatal(pr.user)
	}
	var marker string
	for m, c := range pr.cites {
		if c.Key == "SCM-005@91320594MA1MXQ8K7D" {
			marker = m
		}
	}
	c := b.a.ground.check(pr, "供应商①只有一家。["+marker+"]")
	if !c.ok || c.text != "“苏州晨曦纱线有限公司”只有一家。" {
		t.Errorf("%s %+v", marker, c)
	}
}

func TestSentencesAreCutWhereTheyEnd(t *testing.T) {
	for _, whole := range []string{
		"甲。[F:A]\n乙有 3.5 万元；[F:B] 丙“好。”[F:C][R:D]", "One is 3.5. [F:A] See No. 5 of it, i.e. two. [F:B]\nThree? [F:C]", "没有句号", "- 一\n- 二\n\n三！", "a [b c. d", "。。。", strings.Repeat("长", 3000),
	} {
		var once sentences
		want := append(once.push(whole), once.flush()...)
		for step := 1; step < 7; step++ {
			var s sentences
			var got []string
			for i := 0; i < len(whole); {
				n := 0
				for k := 0; k < step && i+n < len(whole); k++ {
					_, size := utf8.DecodeRuneInString(whole[i+n:])
					n += size
				}
				got = append(got, s.push(whole[i:i+n])...)
				i += n
			}
			got = append(got, s.flush()...)
			if strings.Join(got, "") != strings.Join(want, "") || (len(whole) < 1000 && strings.Join(got, "|") != strings.Join(want, "|")) {
				t.Errorf("by %d: %q, at once %q", step, got, want)
			}
		}
	}
}

func TestUncitedSentencesWaitForACitedOne(t *testing.T) {
	b := quoting(t)
	_, pr := groundsFor(t, "zh")
	var got []Piece
	r := b.a.newRelay(pr, func(p Piece) error { got = append(got, p); return nil })
	if err := r.hear("报告说明如下：先看第一点。上年度本地文档没有备妥。[F:TAX-015]后面这句没有出处。"); err != nil {
		t.Fatal(err)
	}
	if err := r.finish(); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Text != "报告说明如下：先看第一点。上年度本地文档没有备妥。" || r.dropped != 1 {
		t.Errorf("%v, %d dropped", got, r.dropped)
	}
}
