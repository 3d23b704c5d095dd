package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/web"
)

// pick words something in one of two languages.
func pick(lang, chinese, english string, args ...any) string {
	if lang == web.Chinese {
		return fmt.Sprintf(chinese, args...)
	}
	return fmt.Sprintf(english, args...)
}

// words is the answer for people, a table a line.
func (a releaseAnswer) words(lang string) string {
	var out strings.Builder
	line := func(chinese, english string, args ...any) {
		out.WriteString(pick(lang, chinese, english, args...) + "\n")
	}
	line("%s，截止 %s，表单 %s，k = %d", "%s, cut %s, list %s, k = %d", a.Out, a.Cut, a.Lattice, a.Audit.K)
	line("表    数字  公布   保持  主隐藏 次隐藏 撤回", "table total shown  held primary second withheld")
	for _, s := range a.Audit.Sheets {
		fmt.Fprintf(&out, "%-5s %5d %3d.%d %% %5d %6d %6d %6d\n", s.Table, s.Numbers, s.PerMille/10, s.PerMille%10, s.Held, s.Primary, s.Secondary, s.Withheld)
	}
	line("可被推出：%d；未能证明：%d；隐藏数的最窄区间：%d", "told: %d; not proved: %d; narrowest interval of a hidden number: %d", a.Audit.Exact, a.Audit.Unproved, a.Audit.Narrowest)
	if len(a.Audit.Withheld) > 0 {
		line("整表撤回（未能证明安全）：%s", "withheld, for they could not be proved safe: %s", strings.Join(a.Audit.Withheld, " "))
	}
	return out.String()
}

// faultWords are the kinds of faults in Chinese; in English a fault says itself.
var faultWords = map[string]string{
	release.FaultForm: "格式不符", release.FaultHash: "校验值不符", release.FaultSum: "数字互相矛盾", release.FaultExact: "隐藏的数可被推出",
	release.FaultNarrow: "隐藏的数范围过窄", release.FaultTold: "由隐藏原因可推出隐藏的数", release.FaultFew: "两数之差低于 k", release.FaultHeld: "保持的数与上期不同",
	release.FaultMoved: "变动少于 k", release.FaultShown: "上期隐藏的数本期出现",
}

// words is the audit for people, a fault a line.
func (a auditAnswer) words(lang string) string {
	var out strings.Builder
	line := func(chinese, english string, args ...any) {
		out.WriteString(pick(lang, chinese, english, args...) + "\n")
	}
	line("%.12s，截止 %s，表单 %s，k = %d", "%.12s, cut %s, list %s, k = %d", a.Release, a.Cut, a.Lattice, a.K)
	switch a.Chain {
	case "open":
		line("未核对上一期：请用 --previous 指明其文件夹", "the release before was not checked: name its folder with --previous")
	case "checked":
		line("已与上一期核对", "checked against the release before")
	}
	line("隐藏的数：%d，其中受保护：%d；未能证明：%d；最窄区间：%d", "hidden numbers: %d, of them protected: %d; not proved: %d; narrowest interval: %d", a.Hidden, a.Sensitive, a.Unproved, a.Narrowest)
	for _, f := range a.Faults {
		line("%[1]s %[2]s：%[3]s", "%[1]s %[2]s: %[4]s", f.Kind, f.What, cmp.Or(faultWords[f.Kind], f.Kind), f.Why)
	}
	if a.Sound {
		line("没有发现问题", "no fault was found")
	}
	return out.String()
}
