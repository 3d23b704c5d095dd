package advisor

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// People who do not exist, with check digits that do.
const (
	idCard = "11010519491231002X"
	credit = "91320594MA1MXQ8K7D"
	mobil  = "13912345678"
	bank   = "6222020200112230006"
)

// luhnBank makes a bank number whose check digit fits.
func luhnBank() string {
	for d := '0'; d <= '9'; d++ {
		if s := bank[:18] + string(d); luhn(s) {
			return s
		}
	}
	return ""
}

func creditFits() string {
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if s := credit[:17] + string(c); creditCode(s) {
			return s
		}
	}
	return ""
}

func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xFEE0
		}
		return r
	}, s)
}

func between(s, sep string) string { return strings.Join(strings.Split(s, ""), sep) }

func TestNumbersAreFoundInEveryDisguise(t *testing.T) {
	r := newRedactor()
	for _, secret := range []string{idCard, creditFits(), mobil, luhnBank()} {
		for name, disguised := range map[string]string{
			"plain": secret, "glued to Chinese": "我的号码" + secret + "请查", "full width": wide(secret), "blanks": between(secret, " "), "zero width": between(secret, "\u200b"),
			"dashes": secret[:3] + "-" + secret[3:7] + "-" + secret[7:], "new line": secret[:7] + "\n" + secret[7:], "small letters": strings.ToLower(secret), "marks around": "(" + secret + ")",
		} {
			spans := r.spans(disguised)
			left := hide(disguised, spans, func(string) string { return "*" })
			if len(spans) == 0 || strings.ContainsAny(left, "0123456789０１２３４５６７８９") {
				t.Errorf("%s of %s: %q", name, secret, left)
			}
		}
	}
}

func TestOtherPersonalDataAreFound(t *testing.T) {
	r := newRedactor()
	for text, left := range map[string]string{
		"写给 zhang.san@example.com 吧": "写给 * 吧", "护照 E12345678 到期": "护照 * 到期", "护照号 EA1234567": "护照号 *", "打 +84 28 3822 1234 找他": "打 * 找他", "座机 021-62345678": "座机 *", "我叫王小明，问一下": "我叫*，问一下",
		"找李女士问": "找*女士问", "Mr. John Smith asks": "Mr. * asks", "旧证 110105491231002": "旧证 *", "微信号 abc_12345": "微信号 *", "看 https://a.example/x?y=1": "看 *", "passport no. 12345678": "passport no. *",
	} {
		if got := hide(text, r.spans(text), func(string) string { return "*" }); got != left {
			t.Errorf("%s → %s, want %s", text, got, left)
		}
	}
}

func TestOrdinaryTextIsLeftAlone(t *testing.T) {
	r := newRedactor()
	p, err := decode(document(t))
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{"2027-06-30 前备妥", "营业收入 900,000,000,000 当地货币", "公告2016年第42号第十三、十九条", "国税发〔2009〕2号", "注册资本 5000 万元，员工 1200 人", "合同 180 2024-03-01 施行", "高温补贴怎么发", "王国的法律", "GB/T 45654-2025", "海关编码 0302901000"}
	for _, c := range p.Cards {
		lines = append(lines, strings.Split(c.words(), "\n")...)
	}
	for _, line := range lines {
		for _, s := range r.spans(line) {
			t.Errorf("%s: hides %s", line, string([]rune(line)[s.from:s.to]))
		}
	}
}

func TestRedactionNeverBreaksAText(t *testing.T) {
	r := newRedactor()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789Xx .-@ａ１王先生护照\u200b\n中")), 0, 60, -1).Draw(t, "text")
		spans := r.spans(text)
		last := 0
		for _, s := range spans {
			if s.from < last || s.to <= s.from || s.to > len([]rune(text)) {
				t.Fatalf("%q: %v", text, spans)
			}
			last = s.to
		}
		once := hide(text, spans, func(string) string { return "[***]" })
		if again := r.spans(once); len(again) > len(spans) {
			t.Fatalf("%q → %q still hides %d", text, once, len(again))
		}
	})
}

func TestNamesOfTheDocumentAreCovered(t *testing.T) {
	p, err := decode(document(t))
	if err != nil {
		t.Fatal(err)
	}
	m := newMasks(p, "zh")
	for text, want := range map[string]string{
		"苏州晨曦纱线有限公司断供怎么办": "供应商①断供怎么办", "晨曦纱线断供": "供应商①断供", "苏 州 晨 曦 纱 线断供": "供应商①断供", "ＺＨ－０４１７ 的签证": "员工① 的签证", "zh-0417": "员工①", "甲化纤有限公司怎么样": "本公司怎么样", "王小明问": "[姓名]问",
		"Saigon Dye & Chemical Co., Ltd. 呢": "供应商② 呢", "saigon dye & chemical": "供应商②", "越南的工厂": "越南的工厂", "azh-04171": "azh-04171",
	} {
		if got, _ := m.cover(text); got != want {
			t.Errorf("%s → %s, want %s", text, got, want)
		}
	}
}
