package web

import (
	"testing"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func numberOf(kind, unit string, negative bool) *rules.Question {
	return &rules.Question{Key: &rules.Key{Name: "x", Type: kind, Unit: unit, Negative: negative}}
}

// TestATypedNumberIsReadAsItWasMeantOrComplainedAbout holds typed numbers to one meaning.
func TestATypedNumberIsReadAsItWasMeantOrComplainedAbout(t *testing.T) {
	wan, yuan, usd, people := numberOf("decimal", "CNY 10,000 (万元)", false), numberOf("decimal", "CNY", false), numberOf("decimal", "USD", false), numberOf("integer", "persons", false)
	profit, share := numberOf("decimal", "CNY 10,000 (万元)", true), numberOf("decimal", "ratio 0-1", false)
	share.Max = "1"
	for _, c := range []struct {
		q          *rules.Question
		text, want string
		say        string
	}{
		{wan, "23600", "23600", ""}, {wan, "23,600", "23600", ""}, {wan, "12,345,678", "12345678", ""}, {wan, "1,234.5", "1234.5", ""},
		{wan, "２３，６００", "23600", ""}, {wan, "12 345", "12345", ""}, {wan, "12'345", "12345", ""}, {wan, " 1.50 ", "1.5", ""}, {wan, "+7", "7", ""},
		{wan, "1,5", "", "answer.grouping"}, {wan, "1，5", "", "answer.grouping"}, {wan, "12,34", "", "answer.grouping"}, {wan, "1234,567", "", "answer.grouping"},
		{wan, "1,2345", "", "answer.grouping"}, {wan, "0,500", "", "answer.grouping"}, {wan, "1,234 567", "", "answer.grouping"}, {wan, "1.234,5", "", "answer.grouping"},
		{wan, "1,,234", "", "answer.grouping"}, {wan, "1,234,", "", "answer.grouping"}, {wan, "1 5", "", "answer.grouping"},
		{wan, "12万", "12", ""}, {wan, "12万元", "12", ""}, {wan, "1.2亿", "12000", ""}, {wan, "1.23456亿元", "12345.6", ""}, {wan, "２亿", "20000", ""}, {wan, "1,200万", "1200", ""},
		{yuan, "12万", "120000", ""}, {yuan, "1.2亿", "120000000", ""}, {yuan, "1.5 万元", "15000", ""}, {yuan, "500元", "500", ""}, {yuan, "0.00001万", "0.1", ""},
		{wan, "500元", "", "answer.wan_only"}, {usd, "12万", "", "answer.magnitude"}, {people, "1万", "", "answer.magnitude"}, {people, "12元", "", "answer.magnitude"},
		{wan, "12万3", "", "answer.wrong_decimal"}, {wan, "万", "", "answer.wrong_decimal"}, {wan, "abc", "", "answer.wrong_decimal"}, {wan, "1e9", "", "answer.wrong_decimal"},
		{wan, "1.2.3", "", "answer.wrong_decimal"}, {wan, "0x10", "", "answer.wrong_decimal"}, {wan, "1/2", "", "answer.wrong_decimal"}, {people, "1.5", "", "answer.wrong_integer"},
		{people, "1,234", "1234", ""}, {wan, "-3", "", "answer.negative"}, {profit, "-3", "-3", ""}, {profit, "−1,200", "-1200", ""}, {profit, "-0.3亿", "-3000", ""}, {share, "1.2", "", "answer.ratio"},
	} {
		said, value, say := readValue(c.q, Form{Values: map[string][]string{"x": {c.text}}})
		got := ""
		if said == assessments.SaidValue {
			got = grouplessly(value)
		}
		if got != c.want || say.Key != c.say {
			t.Errorf("%s %q: %q %q, want %q %q", c.q.Unit, c.text, got, say.Key, c.want, c.say)
		}
	}
}

func grouplessly(v any) string {
	if s, ok := v.(interface{ String() string }); ok {
		return s.String()
	}
	return ""
}

// TestAnAnswerAndAWayOutAreNotTakenTogether: nobody but the person can say which is meant.
func TestAnAnswerAndAWayOutAreNotTakenTogether(t *testing.T) {
	sum, none := numberOf("decimal", "CNY 10,000 (万元)", false), &rules.Bilingual{Zh: "没有", En: "None"}
	sum.None, sum.Nullable = none, true
	set := &rules.Question{Key: &rules.Key{Name: "x", Type: "set", Values: []string{"a", "b"}}}
	for name, c := range map[string]struct {
		q       *rules.Question
		values  []string
		instead []string
		said    assessments.Said
		say     string
	}{
		"a sum alone":             {sum, []string{"5"}, nil, assessments.SaidValue, ""},
		"not sure alone":          {sum, []string{""}, []string{"dont_know"}, assessments.SaidDontKnow, ""},
		"none alone":              {sum, []string{""}, []string{"none"}, assessments.SaidValue, ""},
		"a sum and not sure":      {sum, []string{"5"}, []string{"dont_know"}, "", "answer.both"},
		"nonsense and not sure":   {sum, []string{"x"}, []string{"dont_know"}, "", "answer.both"},
		"two ways out":            {sum, []string{""}, []string{"dont_know", "none"}, "", "answer.both"},
		"ticks and not sure":      {set, []string{"a"}, []string{"dont_know"}, "", "answer.both"},
		"no tick and not sure":    {set, nil, []string{"dont_know"}, assessments.SaidDontKnow, ""},
		"none of these, not sure": {set, []string{emptySet}, []string{"dont_know"}, "", "answer.both"},
		"nothing at all":          {sum, []string{""}, nil, assessments.SaidCleared, ""},
		"the word of the way out": {sum, []string{"dont_know"}, []string{"dont_know"}, assessments.SaidDontKnow, ""},
	} {
		said, _, say := readValue(c.q, Form{Values: map[string][]string{"x": c.values, "x.instead": c.instead}})
		if said != c.said || say.Key != c.say {
			t.Errorf("%s: %q %q, want %q %q", name, said, say.Key, c.said, c.say)
		}
	}
}
