package brief_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// registered are names of companies, as a registry would find them.
type registered []string

func (r registered) Names(_ context.Context, folded string) (out []string, err error) {
	for _, name := range r {
		if f := brief.Fold(name); strings.Contains(folded, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

// hides: nothing of Laos, of trade's tax, of construction in Central Asia, of the rule TAX-001 and of Xiling.
func hides(k lattice.Key, measure string) bool {
	switch k.Table {
	case "T2", "T5":
		return k.Words[0] == "LA"
	case "T3":
		return k.Words[0] == "tax" && k.Words[1] == "trade"
	case "T4":
		return k.Words[0] == "central-asia" && k.Words[2] == "construction"
	case "T6":
		return k.Words[0] == "xiling"
	case "T7":
		return k.Words[0] == "TAX-001"
	}
	return false
}

func linter(t *testing.T) *brief.Linter {
	t.Helper()
	return brief.NewLinter(made(t, hides), []brief.Extra{{Code: "NP", Name: "尼泊尔"}, {Code: "NP", Name: "Nepal"}, {Code: "VN", Name: "Vietnam"}, {Code: "LA", Name: "Laos"}}, registered{"恒通精密机械", "Hengtong Precision"})
}

// check gives the reasons and the phrases of the complaints about a text.
func check(t *testing.T, l *brief.Linter, lang, text string) (whys []brief.Why, phrases []string) {
	t.Helper()
	found, err := l.Check(t.Context(), draft(lang, text))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range found {
		if c.Place != "opening" || c.Sentence == "" || c.Phrase == "" {
			t.Errorf("%s: %+v", text, c)
		}
		whys, phrases = append(whys, c.Why), append(phrases, c.Phrase)
	}
	return whys, phrases
}

func TestWhatIsPublishedMayBeSaid(t *testing.T) {
	l := linter(t)
	for _, text := range []string{
		"", "本月风险总体平稳，请各单位继续做好政策宣讲。",
		"2,000 家法人集团中有 600 家存在高风险，占 30 %。", "看过税务的有 2003 家，其中 602 家有高风险。", "占比 30.0%，与税务的 30.1% 接近。",
		"截至 2026 年 10 月 1 日，共 2000 家。", "2016年第42号公告第十三条要求备妥本地文档。", "依据〔2016〕42号文件第五条第二款第（三）项办理。", "《企业所得税法》第四十一条、第四十二条。", "按国家税务总局公告2016年第42号执行。",
		"2026年第三季度与二季度相比没有明显变化。", "二〇二六年十月的数据。", "每格至少 10 家法人集团，不足 10 家的不显示。",
		"一是加强宣讲，二是统一口径，进一步做好一带一路沿线的服务。", "一些问题需要十分重视，千万不要拖延。", "这是一个重要的方面，三个方面都要重视。", "第一部分讲税务，第二部分讲供应链。",
		"东南亚的风险最高，请重点宣讲。", "越南的税务风险较高。", "制造业在东南亚的风险突出。", "东南亚的越南风险较高。", "南湖区的外派人员风险高于临江区。", "规则 TAX-002 最常见。", "见表 T3。", "只有把材料备齐才能降低风险。", "百分之三十的法人集团有高风险。", "三成法人集团有高风险。", "十分之三的法人集团有高风险。", "二千家法人集团。", "老挝的政策有调整，请关注。", "境外子公司要按期申报。", "各集团要自查。", "“良好（85–100 分）”一档最多。", "法人集团按 GB/T 4754—2017 归类。",
	} {
		if whys, phrases := check(t, l, "zh", text); len(whys) > 0 {
			t.Errorf("%s: refused for %v, %q", text, whys, phrases)
		}
	}
	for _, text := range []string{
		"Risk was steady this month.", "Of 2,000 legal groups, 600 are at risk: 30%.", "30 percent of legal groups are at risk.", "Thirty per cent of them are at risk.", "By 1 October 2026 there were 2000 legal groups.",
		"Announcement No. 42 of 2016, Article 13, asks for a local file.", "See [2016] No. 42 and Articles 12 and 13.", "In Q3 2026 and the third quarter of 2025.", "A group is shown where it has at least 10 legal groups.",
		"Three areas matter most: filing, payment and records.", "South-eastern Asia has the highest share.", "Manufacturing in South-eastern Asia stands out.", "Vietnam is above the rest in tax.", "Laos has changed its visa rules.", "The law changed in 2026. Companies should check their files.",
		"Rule TAX-002 is found most often.", "This is one of the reasons.", "It may be limited to some areas.",
	} {
		if whys, phrases := check(t, l, "en", text); len(whys) > 0 {
			t.Errorf("%s: refused for %v, %q", text, whys, phrases)
		}
	}
}

func TestWhatIsNarrowerIsRefused(t *testing.T) {
	l := linter(t)
	for why, texts := range map[brief.Why][]string{
		brief.WrongNumber: {"共有 13 家法人集团。", "85–99 分的最多。", "85 家企业得分较高。", "占 11 %。", "占 30.123%。", "有三十二家法人集团。", "有十三家。", "三五家企业反映。", "约一百二十家。", "百分之十一。", "九成法人集团。", "四分之一的法人集团。", "一半以上的法人集团。", "比上月翻了一番。", "是去年的三倍。", "1.2万家。", "2016 家企业。", "上升 5 个百分点。", "二〇五家。", "第三家企业。",
			"There are 13 legal groups.", "It is 11%.", "Thirty-three companies.", "Three of the companies.", "Dozens of companies.", "Risk has doubled.", "Half of the companies.", "One in five has it.", "A third of them.", "2016 companies.", "11 per cent.", "hundreds of groups", "up 5 percentage points"},
		brief.Narrow: {"个别企业没有备妥。", "某企业被处罚。", "某些企业拖延。", "一家法人集团有问题。", "有一个企业未申报。", "两家法人集团。", "唯一的问题企业。", "仅有的一例。", "只有制造业未申报。", "几家企业。", "十多家企业。", "该公司已经整改。", "少数企业拖延。", "无一家申报。", "没有企业被罚。", "所有企业都存在风险。",
			"One company failed.", "A single firm was fined.", "The only case.", "A few companies are late.", "That company has paid.", "Several companies are late.", "Individual companies are late.", "Both companies are late.", "No company was fined.", "All companies are at risk."},
		brief.CompanyForm: {"澜桥精密有限公司未申报。", "澜桥集团已经整改。", "澜桥控股未申报。", "Lanqiao Co., Ltd. is late.", "Lanqiao Ltd is late.", "Lanqiao GmbH is late.", "Lanqiao Sdn. Bhd. is late.", "Lanqiao Pte. is late.", "Lanqiao Inc. is late.", "Lanqiao Group is late.", "Lanqiao Limited is late."},
		brief.CompanyName: {"恒通精密机械的材料不全。", "恒通 精密·机械的材料不全。", "hengtong PRECISION is late."},
		brief.Code:        {"代码 91330100MA2H2XJK0F 的材料不全。", "证件 330102199001011234。", "证件 33010219900101123X。"},
		brief.Contact:     {"电话 13800000000。", "电话 138-0000-0000。", "电话 138 0000 0000。", "电话 0571-88888888。", "write to a.b@example.com"},
		brief.NoTable:     {"越南的制造业需要关注。", "南湖区在越南的项目。", "南湖区的制造业。", "Manufacturing in Nanhu.", "Nanhu and Vietnam.", "TAX-002 in Vietnam."},
		brief.PairHidden:  {"中亚的建筑、采矿和能源需要关注。", "Construction, mining and energy in Central Asia."},
		brief.CellHidden:  {"老挝的风险最高。", "老挝有 600 家。", "西岭县的风险较高。", "批发和零售业的税务风险上升。", "TAX-001 最常见。", "Laos is the worst.", "In Xiling it is higher.", "Wholesale and retail has more risk in tax."},
		brief.PartOf:      {"零售业的风险较高。", "尼泊尔的风险较高。", "金融的风险较高。", "Nepal is the worst.", "Mining has more risk."},
	} {
		for _, text := range texts {
			whys, phrases := check(t, l, "zh", text)
			if !slices.Contains(whys, why) {
				t.Errorf("%s: %v %q, want %s", text, whys, phrases, why)
			}
		}
	}
}

func TestADisguisedNumberIsRefused(t *testing.T) {
	l := linter(t)
	for _, text := range []string{
		"共有１３家。", "共有 1 3 家。", "共有 1\u200b3 家。", "共有1\u20093家。", "共有①③家。", "共有 ١٣ 家。", "共有叁家。", "共有 拾 叁 家。", "共有壹佰贰拾叁家。", "共有廿三家。", "共 有 三 家 企 业。", "俩家企业。", "共有 13\u00a0家。", "共有1·3家。", "共有1'3家。", "共有㊂家。",
		"个 别 企 业", "个\u200b别企业", "澜桥有 限 公 司", "ｏｎｅ ｃｏｍｐａｎｙ", "电话１３８００００００００", "9133 0100 MA2H 2XJK 0F", "12 Marketing companies", "Ｌａｏｓ is the worst", "老\u200b挝的风险最高", "老 挝的风险最高",
	} {
		if whys, _ := check(t, l, "zh", text); len(whys) == 0 {
			t.Errorf("%q passes", text)
		}
	}
}

func TestAComplaintNamesPlaceSentenceAndPhrase(t *testing.T) {
	d := draft("zh", "风险平稳。越南的制造业上升。")
	d.Title = "个别企业通报"
	d.Sections[1].Own = "共有 13 家。\n见第十三条。"
	d.Sections[7].Own = "共有 14 家。" // not chosen: not shown
	got, err := linter(t).Check(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	want := []brief.Complaint{
		{"title", "个别企业通报", "个别企业", brief.Narrow, ""}, {"opening", "越南的制造业上升。", "越南", brief.NoTable, "制造业"}, {"regions", "共有 13 家。", "13", brief.WrongNumber, ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestANumberOfASectionThatIsNotChosenIsNoneOfTheBrief(t *testing.T) {
	l := linter(t)
	d := brief.Draft{Lang: "zh", Opening: "有 2003 家。", Sections: []brief.Section{{Kind: brief.Areas, Chosen: true}}}
	if found, err := l.Check(t.Context(), d); err != nil || len(found) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
	d.Sections[0].Chosen = false
	if found, err := l.Check(t.Context(), d); err != nil || len(found) != 1 {
		t.Errorf("%+v, %v", found, err)
	}
}
