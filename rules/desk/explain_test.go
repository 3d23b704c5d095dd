package desk_test

import (
	"os"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// explained is what is said of a rule on a case, in a language.
func explained(t *testing.T, e *rules.Engine, answers, id, lang string) string {
	t.Helper()
	c, err := e.DecodeCase([]byte(answers))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := desk.Explain(ctx, &out, e, c, id, lang); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestExplainSpeaksOfDaysAndChoicesInWords(t *testing.T) {
	const unsigned = "as_of: 2026-03-31\nemployees: [{emp_ref: E01, employer_entity: CN_parent, contract_signed: false, contract_start: 2026-02-28}]"
	const entered = "as_of: 2026-11-26\nemployees: [{emp_ref: E01, location_type: CN, nationality: DE, residence_required: true, entry_date: 2026-10-01}]"
	e := rulestest.Load(t, rulestest.Shipped(t))
	for _, c := range []struct{ answers, id, lang, want string }{
		{unsigned, "EMP-001", "zh", "「用工起始日」 加 1 个月（2026-03-28） 早于 判断日 2026-03-31: 成立"},
		{unsigned, "EMP-001", "zh", "「用人主体」 是 国内母公司: 成立"},
		{unsigned, "EMP-001", "zh", "严重程度: 高"},
		{unsigned, "EMP-001", "zh", "用工起始日 = 2026-02-28，界线 2026-03-01"},
		{unsigned, "EMP-001", "en", "“Employment start” plus 1 years (2027-02-28) is after the day of judging, 2026-03-31: holds"},
		{entered, "EMP-080", "en", "last_day (2026-10-31) is before the day of judging, 2026-11-26: holds"},
		{"as_of: 2026-11-26\nemployees: [{emp_ref: E01}]", "EMP-001", "en", "“Employment start” plus 1 months is before the day of judging, 2026-11-26: not known yet"},
		{"as_of: 2026-11-26\nemployees: [{emp_ref: E01}]", "EMP-001", "zh", "原因: 缺回答"},
		{"as_of: 2026-11-26\ncompany: {last_drill: 2025-11-25}", "EMP-072", "zh", "是 “从来没有”: 不成立"},
	} {
		if said := explained(t, e, c.answers, c.id, c.lang); !strings.Contains(said, c.want) {
			t.Errorf("%q is missing in\n%s", c.want, said)
		}
	}
}

// TestExplainTellsWhatWasNotAskedFromNone: a question that another answer makes idle was not answered "none".
func TestExplainTellsWhatWasNotAskedFromNone(t *testing.T) {
	said := explained(t, rulestest.Load(t, rulestest.Shipped(t)), "as_of: 2026-11-26\ncompany: {has_rpt: false}", "TAX-015", "en")
	if !strings.Contains(said, ": not asked (another answer says that it does not matter)") || strings.Contains(said, ": none\n") {
		t.Error(said)
	}
}

func TestExplainNamesTheDayBeforeWhichARuleIsNotJudged(t *testing.T) {
	files := rulestest.Changed(t, "risk/employee/late_contract.rego", "#   lifecycle: stable", "#   effective_from: \"2027-01-01\"\n#   lifecycle: stable")
	said := explained(t, rulestest.Load(t, files), "as_of: 2026-03-31\nemployees: [{emp_ref: E01}]", "EMP-001", "en")
	if !strings.Contains(said, "judged from 2027-01-01 on (effective_from); the day of judging is 2026-03-31") {
		t.Error(said)
	}
}

// TestExplainTakesASampleCompany: its case stands beside what is expected of it.
func TestExplainTakesASampleCompany(t *testing.T) {
	text, err := os.ReadFile("../companies/lamps.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if said := explained(t, rulestest.Load(t, rulestest.Shipped(t)), string(text), "SCM-017", "zh"); !strings.Contains(said, "[灯珠甲]") {
		t.Error(said)
	}
	if _, err := rulestest.Load(t, rulestest.Shipped(t)).DecodeCase([]byte("case: {as_of: 2026-11-26}\nwishes: {}")); err == nil {
		t.Error("a file of something else is taken for a sample company")
	}
}
