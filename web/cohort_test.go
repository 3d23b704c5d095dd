package web

import (
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// bands makes a release for outside of T8 and T9; of gives the number of a row and a band: none is hidden, and with a day it is held.
func bands(t *testing.T, list string, of func(word string, band int) (n int, held string)) *insights.Published {
	t.Helper()
	l, err := lattice.Named(list)
	if err != nil {
		t.Fatal(err)
	}
	r := release.Release{Format: release.Format, Lattice: l.Version(), Cut: "2026-10-01", K: 10, Synthetic: true}
	for _, name := range []string{"T8", "T9"} {
		out := release.Table{Table: name}
		for _, k := range l.Keys(name) {
			at, _ := l.Place("band", k.Words[1])
			n, held := of(k.Words[0], at)
			m := release.Measure{Status: sdc.Primary}
			if n > 0 {
				m = release.Measure{Status: sdc.Published, Value: &n, AsOf: "2026-10-01"}
			}
			if held != "" {
				m.Status, m.AsOf = release.Held, held
			}
			out.Cells = append(out.Cells, release.Cell{Key: k.Words, Measures: map[string]release.Measure{"n": m}})
		}
		if len(out.Cells) > 0 {
			r.Tables = append(r.Tables, out)
		}
	}
	p, err := insights.NewPublished(insights.Outside, time.Time{}, r, release.Audit{}, l)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestACompanyStandsAmongItsIndustryElseAmongAllByPublishedBandsOnly(t *testing.T) {
	p := &Portal{words: mustWords(t)}
	own := func(word string, at int) (int, string) {
		if word == "manufacturing" {
			return []int{10, 20, 33, 37}[at], ""
		}
		return []int{200, 300, 400, 500}[min(at, 3)], ""
	}
	one := func(held string, hidden ...string) func(string, int) (int, string) {
		return func(word string, at int) (int, string) {
			n, _ := own(word, at)
			for _, h := range hidden {
				if word == h && at == 3 {
					return map[bool]int{true: n}[held != ""], held
				}
			}
			return n, ""
		}
	}
	score := func(worst, best int) station.Bounds { return station.Bounds{Worst: worst, Best: best, Shown: true} }
	for name, c := range map[string]struct {
		out     *insights.Published
		section string
		score   station.Bounds
		want    string
		notes   []string
	}{
		"in its industry, rounded down":         {bands(t, "standard", own), "C", score(70, 72), "好于 30 % 的同类（至少 100 家）", []string{"制造业里", "可控（70–84 分）", "T9 行业 × 得分档", "2026 年 10 月 1 日"}},
		"in the best band":                      {bands(t, "standard", own), "C", score(90, 95), "好于 63 % 的同类（至少 100 家）", []string{"良好"}},
		"in the lowest band":                    {bands(t, "standard", own), "C", score(10, 20), "您的综合得分在最低一档，这一档里不比高低。同类至少 100 家。", nil},
		"among all where a band is hidden":      {bands(t, "standard", one("", "manufacturing")), "C", score(90, 95), "好于 64 % 的同类（至少 100 家）", []string{"本站服务的", "T8 得分档"}},
		"by a band that is older":               {bands(t, "standard", one("2026-07-01", "manufacturing")), "C", score(90, 95), "好于 63 % 的同类（至少 100 家）", []string{"最早的数截至 2026 年 7 月 1 日", "T9"}},
		"among all where the section is none":   {bands(t, "standard", own), "X", score(50, 50), "好于 14 % 的同类（至少 100 家）", nil},
		"not at all where both are hidden":      {bands(t, "standard", one("", "manufacturing", "whole")), "C", score(90, 95), "同类企业的数现在没有公布，所以不比较。", nil},
		"not at all without a score":            {bands(t, "standard", own), "C", station.Bounds{}, "还没有综合得分，所以不比较。", nil},
		"not at all while it may be either":     {bands(t, "standard", own), "C", score(69, 70), "您的综合得分还是一个范围，跨了几档。把待核实的题答完再比较。", nil},
		"in joined bands of a small list":       {bands(t, "small", own), "C", score(90, 95), "好于 40 % 的同类（至少 100 家）", []string{"本站服务的", "良好（85–100 分）"}},
		"within the joined band of a small one": {bands(t, "small", own), "C", score(40, 80), "您的综合得分在最低一档，这一档里不比高低。同类至少 100 家。", []string{"85 分以下（0–84 分）"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := p.cohortOf("zh", c.out, c.section, c.score)
			if got.Headline != c.want || got.Compared != strings.HasPrefix(c.want, "好于") {
				t.Errorf("got %q", got.Headline)
			}
			for _, note := range append(c.notes, "这是合成数据") {
				if !strings.Contains(strings.Join(got.Notes, " "), note) {
					t.Errorf("no note says %s: %v", note, got.Notes)
				}
			}
		})
	}
	if p.cohortOf("zh", nil, "C", score(1, 1)) != nil {
		t.Error("it is compared without a release")
	}
}

// TestTheExactNumberOfOthersIsNeverTold: only the least of a range.
func TestTheExactNumberOfOthersIsNeverTold(t *testing.T) {
	p := &Portal{words: mustWords(t)}
	for each, least := range map[int]string{10: "20", 12: "20", 13: "50", 24: "50", 25: "100", 999: "100"} {
		out := bands(t, "standard", func(string, int) (int, string) { return each, "" })
		got := p.cohortOf("en", out, "C", station.Bounds{Worst: 90, Best: 90, Shown: true})
		if got.Headline != "Better than 75% of those like you (at least "+least+")" {
			t.Errorf("4 × %d: %s", each, got.Headline)
		}
	}
}
