package reviews_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// report is a report as templates make one: every passage has near doubles in all other findings.
func report() reviews.Findings {
	out := reviews.Findings{}
	places := []string{"越南", "泰国", "印度尼西亚", "墨西哥", "匈牙利", "塞尔维亚", "埃及", "肯尼亚"}
	for i := range 48 {
		place := places[i%len(places)]
		out[fmt.Sprintf("TAX-%03d@presence:%d", i/8+1, i%8)] = reviews.Passage{Severity: station.High, Inputs: fmt.Sprint("inputs ", i), Fields: map[string]string{
			"title.zh":    fmt.Sprintf("%s子公司第 %d 项未按期申报", place, i/8+1),
			"why.zh":      fmt.Sprintf("贵公司在%s的子公司有 %d 名外派员工停留超过 183 天，而当地的个人所得税申报尚未完成，可能被要求补缴税款并加收滞纳金。", place, i+3),
			"remedy.1.zh": fmt.Sprintf("请在 %d 日内向%s税务机关补报，并保存回执。", i%5+10, place),
		}}
	}
	return out
}

// about makes a thread about a piece of a field.
func about(t *testing.T, in reviews.Findings, finding, field, exact string) reviews.Target {
	t.Helper()
	text := in[finding].Fields[field]
	before, _, found := strings.Cut(text, exact)
	if !found {
		t.Fatalf("%q is not in %q", exact, text)
	}
	start := len([]rune(before))
	q, ok := reviews.QuoteOf(text, start, start+len([]rune(exact)))
	if !ok || q.Exact != exact {
		t.Fatalf("quote %+v of %q", q, exact)
	}
	return reviews.Target{Finding: finding, Field: field, Quote: &q}
}

// with gives the report with a finding changed.
func with(in reviews.Findings, finding string, change func(p *reviews.Passage)) reviews.Findings {
	out := maps.Clone(in)
	p := out[finding]
	p.Fields = maps.Clone(p.Fields)
	change(&p)
	out[finding] = p
	return out
}

const first = "TAX-001@presence:0"

func TestAThreadOfADeletedFindingIsGoneAndNeverMoves(t *testing.T) {
	was := report()
	keys := slices.Sorted(maps.Keys(was))
	if len(keys) != 48 {
		t.Fatalf("%d findings", len(keys))
	}
	gone := 0
	for _, key := range keys {
		now := maps.Clone(was)
		delete(now, key)
		for _, field := range []string{"why.zh", "remedy.1.zh", "title.zh"} {
			target := about(t, was, key, field, string([]rune(was[key].Fields[field])[2:12]))
			got := reviews.Anchor(target, was[key], now, false)
			if got.Status != reviews.Gone || got.Place != nil {
				t.Errorf("%s %s: %+v", key, field, got)
			}
		}
		gone++
		for _, other := range keys { // and nobody else's is touched
			if other == key {
				continue
			}
			if got := reviews.Anchor(about(t, was, other, "why.zh", "可能被要求补缴税款"), was[other], now, false); got.Status != reviews.Exact {
				t.Errorf("%s, when %s went: %+v", other, key, got)
			}
		}
	}
	if gone != 48 {
		t.Errorf("%d of 48 are gone", gone)
	}
}

func TestWhatAThreadSaysOfAChange(t *testing.T) {
	was := report()
	quoted := about(t, was, first, "why.zh", "当地的个人所得税申报尚未完成")
	number := about(t, was, first, "why.zh", "3 名外派员工停留超过 183 天，而当地的")
	short := about(t, was, first, "why.zh", "183")
	set := func(field, text string) func(*reviews.Passage) {
		return func(p *reviews.Passage) { p.Fields[field] = text }
	}
	swap := func(s, a, b string) string { return strings.ReplaceAll(s, a, b) }
	why := was[first].Fields["why.zh"]
	for name, c := range map[string]struct {
		target reviews.Target
		now    reviews.Findings
		absent bool
		status reviews.Status
		also   []reviews.Status
		text   string
	}{
		"nothing changed":                           {target: quoted, now: was, status: reviews.Exact, text: quoted.Quote.Exact},
		"a sentence was put before it":              {target: quoted, now: with(was, first, set("why.zh", "新的一句。"+why)), status: reviews.Exact, text: quoted.Quote.Exact},
		"one rune of it differs":                    {target: quoted, now: with(was, first, set("why.zh", swap(why, "个人所得税申报", "个人所得税申請"))), status: reviews.TextChanged, text: "当地的个人所得税申請尚未完成"},
		"a number in it differs":                    {target: number, now: with(was, first, set("why.zh", swap(why, "3 名", "9 名"))), status: reviews.TextChanged, text: "9 名外派员工停留超过 183 天，而当地的"},
		"it was written anew":                       {target: quoted, now: with(was, first, set("why.zh", "完全不同的说明，与先前的文字无关。")), status: reviews.Ambiguous},
		"it stands there twice":                     {target: quoted, now: with(was, first, set("why.zh", "当地的个人所得税申报尚未完成。当地的个人所得税申报尚未完成。")), status: reviews.Ambiguous},
		"the whole sentence stands there twice":     {target: quoted, now: with(was, first, set("why.zh", why+why)), status: reviews.Ambiguous},
		"a lookalike came beside it":                {target: quoted, now: with(was, first, set("why.zh", why+"另有：当地的个人所得税申报尚未完成。")), status: reviews.Exact, text: quoted.Quote.Exact},
		"only a lookalike is left":                  {target: short, now: with(was, first, set("why.zh", "罚款为 183 元。")), status: reviews.Ambiguous},
		"a short one where what is around agrees":   {target: short, now: with(was, first, set("why.zh", "前言。"+why)), status: reviews.Exact, text: "183"},
		"its field is not there":                    {target: quoted, now: with(was, first, func(p *reviews.Passage) { delete(p.Fields, "why.zh") }), status: reviews.Ambiguous},
		"only the severity differs":                 {target: quoted, now: with(was, first, func(p *reviews.Passage) { p.Severity = station.Low }), status: reviews.SeverityChanged, text: quoted.Quote.Exact},
		"only the inputs differ":                    {target: quoted, now: with(was, first, func(p *reviews.Passage) { p.Inputs = "other" }), status: reviews.InputsChanged, text: quoted.Quote.Exact},
		"severity and inputs differ":                {target: quoted, now: with(was, first, func(p *reviews.Passage) { p.Severity, p.Inputs = station.Low, "other" }), status: reviews.SeverityChanged, also: []reviews.Status{reviews.InputsChanged}, text: quoted.Quote.Exact},
		"it was gone and is there again":            {target: quoted, now: was, absent: true, status: reviews.Returned, text: quoted.Quote.Exact},
		"a whole finding, and a text of it differs": {target: reviews.Target{Finding: first}, now: with(was, first, set("title.zh", "别的标题")), status: reviews.TextChanged},
		"a whole field, and another one differs":    {target: reviews.Target{Finding: first, Field: "why.zh"}, now: with(was, first, set("title.zh", "别的标题")), status: reviews.Exact},
	} {
		got := reviews.Anchor(c.target, was[first], c.now, c.absent)
		if got.Status != c.status || !slices.Equal(got.Also, c.also) {
			t.Errorf("%s: %s %v, not %s %v", name, got.Status, got.Also, c.status, c.also)
		}
		text := ""
		if got.Place != nil && got.Place.End > 0 {
			text = string([]rune(c.now[first].Fields[got.Place.Field])[got.Place.Start:got.Place.End])
		}
		if text != c.text {
			t.Errorf("%s: it stands at %q, not %q", name, text, c.text)
		}
	}
}

func TestFindingsThatChangePlacesKeepTheirThreads(t *testing.T) {
	was := report()
	second := "TAX-001@presence:1"
	target := about(t, was, first, "why.zh", "当地的个人所得税申报尚未完成")
	swapped := maps.Clone(was)
	swapped[first], swapped[second] = was[second], was[first]
	got := reviews.Anchor(target, was[first], swapped, false) // the keys decide: what stands under the key has other words and inputs
	if got.Place == nil || got.Place.Field != "why.zh" || got.Status != reviews.InputsChanged {
		t.Errorf("swapped: %+v", got)
	}
	twice := maps.Clone(was)
	twice["TAX-001@presence:9"] = was[first]
	if got := reviews.Anchor(target, was[first], twice, false); got.Status != reviews.Exact {
		t.Errorf("a double came: %+v", got)
	}
	delete(twice, first)
	if got := reviews.Anchor(target, was[first], twice, false); got.Status != reviews.Gone {
		t.Errorf("only the double is left: %+v", got)
	}
}

func TestOffsetsAreThoseOfBrowsersToo(t *testing.T) {
	text := "e\u0301a𝒳名"                          // an accent that joins its letter, and a letter of two units
	q, ok := reviews.QuoteOf16("\u00e9a𝒳名", 2, 4) // 𝒳
	if !ok || q.Exact != "𝒳" || q.Start != 2 || q.End != 3 {
		t.Fatalf("%+v %v", q, ok)
	}
	got := reviews.Anchor(reviews.Target{Finding: "R", Field: "f", Quote: &q}, reviews.Passage{}, reviews.Findings{"R": {Fields: map[string]string{"f": "前" + text}}}, false)
	if got.Place == nil || got.Place.Span != (reviews.Span{Start: 3, End: 4, Start16: 3, End16: 5}) {
		t.Errorf("%+v", got.Place)
	}
	for _, outside := range [][2]int{{-1, 2}, {2, 2}, {3, 9}, {3, 4}} { // 3 is in the middle of the letter
		if q, ok := reviews.QuoteOf16("\u00e9a𝒳名", outside[0], outside[1]); ok {
			t.Errorf("%v gives %+v", outside, q)
		}
	}
}
