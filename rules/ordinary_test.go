package rules_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/zhuqi-yunzhan/station/rules"
)

// ordinary is one of the ten companies that the score is calibrated on.
type ordinary struct {
	Name      string                    `yaml:"name"`
	Band      string                    `yaml:"band"`
	Differs   string                    `yaml:"differs"`
	Company   map[string]any            `yaml:"company"`
	Presences map[string]map[string]any `yaml:"presences"`
	Employees map[string]map[string]any `yaml:"employees"`
}

// wellRun joins the three well-run samples to one company that has everything.
func wellRun(t *testing.T) *rules.Case {
	t.Helper()
	all := samples(t)
	c := caseOf(t, all["pumps"])
	whole := *c
	whole.Company = maps.Clone(c.Company)
	for _, name := range []string{"lamps", "plants"} {
		maps.Copy(whole.Company, caseOf(t, all[name]).Company)
	}
	whole.Suppliers, whole.Employees = caseOf(t, all["lamps"]).Suppliers, caseOf(t, all["plants"]).Employees
	whole.Context = caseOf(t, all["lamps"]).Context
	return &whole
}

// put changes cells of the rows of a list, by subject.
func put(scope rules.Scope, rows []rules.Row, changes map[string]map[string]any) []rules.Row {
	out := make([]rules.Row, len(rows))
	for i, row := range rows {
		out[i] = maps.Clone(row)
		for key, v := range changes[rules.Subject(scope, row)] {
			out[i][key] = answerOf(v)
		}
	}
	return out
}

// answerOf is a value of YAML as an answer.
func answerOf(v any) any {
	switch v := v.(type) {
	case int, float64:
		text, _ := json.Marshal(v)
		return json.Number(text)
	}
	return v
}

// TestTenOrdinaryCompaniesStandWhereAnExpertPutsThem: their scores spread, fall in the order in
// which an expert worries about them, and read as the expert's band unless the file says why not.
func TestTenOrdinaryCompaniesStandWhereAnExpertPutsThem(t *testing.T) {
	text, err := os.ReadFile("testdata/ordinary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var companies []ordinary
	if err := yaml.Unmarshal(text, &companies); err != nil || len(companies) != 10 {
		t.Fatal(len(companies), err)
	}
	e, before, first := engine(t), 101, 0
	for i, o := range companies {
		c := wellRun(t)
		for key, v := range o.Company {
			c.Company[key] = answerOf(v)
		}
		c.Presences, c.Employees = put(rules.ScopePresence, c.Presences, o.Presences), put(rules.ScopeEmployee, c.Employees, o.Employees)
		j, err := e.Judge(context.Background(), c, rules.Options{})
		if err != nil {
			t.Fatalf("%s: %v", o.Name, err)
		}
		score := j.Score.Overall
		t.Logf("%3d–%3d  %-8s tax %d supply %d employee %d  %s", score.Worst, score.Best, e.BandOf(score.Best).Key, j.Score.Areas["tax"].Best, j.Score.Areas["supply"].Best, j.Score.Areas["employee"].Best, o.Name)
		if i == 0 {
			first = score.Best
		}
		if score.Best > before {
			t.Errorf("%s: %d is better than the company before it, %d", o.Name, score.Best, before)
		}
		if band := e.BandOf(score.Best).Key; (band == o.Band) == (o.Differs != "") {
			t.Errorf("%s reads as %s, an expert says %s (%s)", o.Name, band, o.Band, o.Differs)
		}
		before = score.Best
	}
	if first != 100 || before > 40 {
		t.Errorf("they spread from %d to %d only", first, before)
	}
}
