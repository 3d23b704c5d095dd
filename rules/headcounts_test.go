package rules_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestQuotaOfKazakhstanNeedsEachCategory judges EMP-029 with categories given and left out.
func TestQuotaOfKazakhstanNeedsEachCategory(t *testing.T) {
	const rest = "cat3_4: {local: 9, foreign: 1}, ict: {local: 2, foreign: 1}"
	cases := []struct {
		name, counts string
		want         station.Outcome
	}{
		{"on each line", "by_category: {cat1_2: {local: 7, foreign: 3}, " + rest + "}", station.Clear},
		{"one short", "by_category: {cat1_2: {local: 6, foreign: 3}, " + rest + "}", station.AtRisk},
		{"one short, the others open", "by_category: {cat1_2: {local: 6, foreign: 3}}", station.AtRisk},
		{"one open", "by_category: {" + rest + "}", station.Unanswered},
		{"half of one open", "by_category: {cat1_2: {local: 7}, " + rest + "}", station.Unanswered},
		{"totals only", "local: 100, foreign: 1", station.Unanswered},
		{"nobody foreign", "local: 100, foreign: 0", station.Clear},
	}
	for _, c := range cases {
		j := judge(t, "as_of: 2026-11-23\ncompany: {headcounts: {KZ: {"+c.counts+"}}}", rules.Options{Areas: []station.Area{station.Employee}})
		if got := verdict(t, j, "EMP-029"); got.Outcome != c.want {
			t.Errorf("%s: %s, want %s", c.name, got.Outcome, c.want)
		}
	}
	for _, iso := range []string{"AE", "SA"} {
		j := judge(t, "as_of: 2026-11-23\ncompany: {headcounts: {"+iso+": {local: 500, foreign: 0}}}", rules.Options{Areas: []station.Area{station.Employee}})
		if got := verdict(t, j, "EMP-029"); got.Outcome != station.Unanswered || got.Because != station.BecauseReference {
			t.Errorf("%s: %s because %s", iso, got.Outcome, got.Because)
		}
	}
}

func TestAPartThatIsNoCountIsRefused(t *testing.T) {
	const file, help, label = "risk/employee/data.yaml", "en: \"Transferred means moved from another company of the group. Give 0 in both fields if nobody was.\"", "en: Foreign staff transferred within the company"
	for want, bundle := range map[string]fs.FS{
		"part by_category.ict.locals is no count":                        changed(t, file, "key: by_category.ict.local", "key: by_category.ict.locals"),
		"part by_category.ict.local needs its texts in both languages":   changed(t, file, help, "en: \"\""),
		"part by_category.ict.foreign needs its texts in both languages": changed(t, file, label, "en: \"\""),
	} {
		if _, err := rules.Load(bundle); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
