package rules_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
	"gopkg.in/yaml.v3"
)

// sample is a whole company with what an expert expects of it: rule ids, or rule@subject.
type sample struct {
	Expect struct {
		AtRisk     []string `yaml:"at_risk"`
		Unanswered []string `yaml:"unanswered"`
		Silent     []string `yaml:"silent"`
	} `yaml:"expect"`
	Case yaml.Node `yaml:"case"`
}

func samples(t *testing.T) map[string]sample {
	t.Helper()
	files, err := filepath.Glob("companies/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no sample companies", err)
	}
	out := map[string]sample{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var s sample
		if err := yaml.Unmarshal(text, &s); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".yaml")] = s
	}
	return out
}

func caseOf(t testing.TB, s sample) *rules.Case {
	t.Helper()
	text, err := yaml.Marshal(&s.Case)
	if err != nil {
		t.Fatal(err)
	}
	c, err := engine(t).DecodeCase(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// outcomes flattens a judgement to rule → outcome and rule@subject → outcome.
func outcomes(j *rules.Judgement) map[string]station.Outcome {
	out := map[string]station.Outcome{}
	for _, v := range j.Verdicts {
		out[v.ID] = v.Outcome
		for subject, o := range v.Rows {
			out[station.FindingKey(v.ID, subject)] = o
		}
	}
	return out
}

func TestSampleCompaniesAreJudgedAsAnExpertWould(t *testing.T) {
	for name, s := range samples(t) {
		t.Run(name, func(t *testing.T) {
			j, err := engine(t).Judge(context.Background(), caseOf(t, s), rules.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := outcomes(j)
			check := func(keys []string, want ...station.Outcome) {
				for _, key := range keys {
					if !slices.Contains(want, got[key]) {
						t.Errorf("%s is %q, an expert says %v (needs %v)", key, got[key], want, verdict(t, j, strings.Split(key, "@")[0]).Needs)
					}
				}
			}
			check(s.Expect.AtRisk, station.AtRisk)
			check(s.Expect.Unanswered, station.Unanswered)
			check(s.Expect.Silent, station.Clear, station.NotApplicable)
			for _, v := range j.Verdicts {
				if v.Outcome != station.AtRisk {
					continue
				}
				if v.Rows == nil && !slices.Contains(s.Expect.AtRisk, v.ID) {
					t.Errorf("%s fires, no expert expects it", v.ID)
				}
				for subject, o := range v.Rows {
					if key := station.FindingKey(v.ID, subject); o == station.AtRisk && !slices.Contains(s.Expect.AtRisk, key) && !slices.Contains(s.Expect.AtRisk, v.ID) {
						t.Errorf("%s fires, no expert expects it", key)
					}
				}
			}
		})
	}
}

// TestTakingAnAnswerAwayNeverFlipsAVerdict removes each answer and each cell of every sample in
// turn. A verdict may become unanswered; it may not change sides. Keys whose empty cell has a
// meaning of its own are answers in themselves and left in place. The interval of the score without
// an answer holds the one with it. Only the readers are judged again, which another test proves equal.
func TestTakingAnAnswerAwayNeverFlipsAVerdict(t *testing.T) {
	e := engine(t)
	for name, s := range samples(t) {
		c := caseOf(t, s)
		j, err := e.Judge(context.Background(), c, rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		full := outcomes(j)
		removals := 0
		try := func(what, changed string, without *rules.Case) {
			removals++
			less, err := e.Judge(context.Background(), without, rules.Options{Before: j, Changed: []string{changed}})
			if err != nil {
				t.Fatalf("%s without %s: %v", name, what, err)
			}
			for area, was := range j.Score.Areas {
				if is := less.Score.Areas[area]; is.Worst > was.Worst || is.Best < was.Best {
					t.Errorf("%s without %s: the score of %s is %d–%d and was %d–%d", name, what, area, is.Worst, is.Best, was.Worst, was.Best)
				}
			}
			for key, o := range outcomes(less) {
				was, known := full[key]
				if known && o != station.Unanswered && (o == station.AtRisk) != (was == station.AtRisk) && was != station.Unanswered {
					t.Errorf("%s without %s: %s flips from %s to %s", name, what, key, was, o)
				}
				if was == station.Unanswered && o != station.Unanswered {
					t.Errorf("%s without %s: %s was unanswered and becomes %s", name, what, key, o)
				}
			}
		}
		eachRemoval(e, c, try)
		t.Logf("%s: %d removals", name, removals)
	}
}

func eachRemoval(e *rules.Engine, c *rules.Case, try func(what, changed string, without *rules.Case)) {
	removable := func(scope rules.Scope, key string) bool {
		k, ok := e.Keys().Find(scope, key)
		return ok && !k.HasBlank && key != "country" && key != "emp_ref" && key != "supplier_name" && key != "registry_id"
	}
	for _, key := range slices.Sorted(maps.Keys(c.Company)) {
		if removable(rules.ScopeCompany, key) {
			without := *c
			without.Company = cut(c.Company, key)
			try("company."+key, "company."+key, &without)
		}
	}
	lists := map[rules.Scope]func(*rules.Case) *[]rules.Row{
		rules.ScopePresence: func(c *rules.Case) *[]rules.Row { return &c.Presences },
		rules.ScopeSupplier: func(c *rules.Case) *[]rules.Row { return &c.Suppliers },
		rules.ScopeEmployee: func(c *rules.Case) *[]rules.Row { return &c.Employees },
	}
	for scope, list := range lists {
		rows := *list(c)
		for i, row := range rows {
			for key := range row {
				if !removable(scope, key) {
					continue
				}
				without := *c
				changed := slices.Clone(rows)
				changed[i] = cut(row, key)
				*list(&without) = changed
				try(string(scope)+" "+rules.Subject(scope, row)+" "+key, changedName(scope, key), &without)
			}
		}
		if rows != nil {
			without := *c
			*list(&without) = nil
			try("the list of "+string(scope), listNames[scope], &without)
		}
	}
}

var listNames = map[rules.Scope]string{rules.ScopePresence: "presences", rules.ScopeSupplier: "suppliers", rules.ScopeEmployee: "employees"}

// changedName is how a changed cell is named: presences by key, the long lists as a whole.
func changedName(scope rules.Scope, key string) string {
	if scope == rules.ScopePresence {
		return "presence." + key
	}
	return listNames[scope]
}

func cut(row rules.Row, key string) rules.Row {
	out := maps.Clone(row)
	delete(out, key)
	return out
}
