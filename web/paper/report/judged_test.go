package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

func TestBothScoresAndWhatWasOverruledAreOnPaper(t *testing.T) {
	for _, lang := range bothLanguages {
		in := input(t, lang, shown(t))
		plain := profile(t, in)
		in.Judged = &report.Judged{Known: true, Score: station.Bounds{Worst: 73, Best: 78, Shown: true}, Lines: []report.JudgedLine{
			{Title: "收取员工押金", Was: station.High, Applied: true, Reason: "已经整改", Text: "押金已退还。", Cites: []string{"劳动合同法 第九条"}, Author: "林岚", By: "陆明", Until: time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)},
			{Title: "本地文档", Was: station.High, To: station.Low, Reason: "有例外情形", Text: "单一功能。", Cites: []string{"42号公告 第十三条"}, Author: "林岚", By: "陆明", Until: time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)}}}
		body := profile(t, in)
		text := squeezed(withoutEdges(textOf(t, body)))
		for _, want := range []string{"73–78", "61–69", "收取员工押金", "押金已退还。", "劳动合同法 第九条", "陆明", "2027"} {
			if !strings.Contains(text, squeezed(want)) {
				t.Errorf("%s: %q is not on paper", lang, want)
			}
		}
		if strings.Contains(squeezed(withoutEdges(textOf(t, plain))), "73–78") {
			t.Error("nothing is overruled, and the paper has another score")
		}
	}
}
