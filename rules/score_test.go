package rules_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

func judged(t *testing.T, c *rules.Case) *rules.Judgement {
	t.Helper()
	j, err := engine(t).Judge(context.Background(), c, rules.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// atRisk lists the findings of a judgement with their severity.
func atRisk(j *rules.Judgement) map[string]station.Severity {
	out := map[string]station.Severity{}
	for _, v := range j.Verdicts {
		for _, f := range v.Findings {
			out[station.FindingKey(v.ID, f.Subject)] = f.Severity
		}
	}
	return out
}

// worse tells whether one judgement finds all that another does, each as severe or more.
func worse(a, b map[string]station.Severity) bool {
	for key, severity := range b {
		if a[key].Rank() < severity.Rank() {
			return false
		}
	}
	return true
}

// randomCompany is the well-run company with some answers of its own.
func randomCompany(t *testing.T, d dice) *rules.Case {
	t.Helper()
	c := wellRun(t)
	names := slices.Sorted(maps.Keys(c.Company))
	for range d.IntN(25) {
		name := names[d.IntN(len(names))]
		key, _ := engine(t).Keys().Find(rules.ScopeCompany, name)
		if key.Type != "object" && key.Type != "string" {
			c.Company[name] = d.value(key, nil)
		}
	}
	return c
}

// TestMoreRiskIsNeverABetterScore compares companies that differ by chance: whoever is found with
// all that another is, and more, has no better score in any area.
func TestMoreRiskIsNeverABetterScore(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(3, 5))}
	base := judged(t, wellRun(t))
	type seen struct {
		found map[string]station.Severity
		j     *rules.Judgement
	}
	all := []seen{{atRisk(base), base}}
	compared := 0
	for range 120 {
		j := judged(t, randomCompany(t, d))
		found := atRisk(j)
		for _, other := range all {
			for _, pair := range [][2]seen{{{found, j}, other}, {other, {found, j}}} {
				if !worse(pair[0].found, pair[1].found) {
					continue
				}
				compared++
				for area, b := range pair[0].j.Score.Areas {
					if than := pair[1].j.Score.Areas[area]; b.Worst > than.Best {
						t.Errorf("%s: %v scores %d–%d, with less found %v it is %d–%d", area, pair[0].found, b.Worst, b.Best, pair[1].found, than.Worst, than.Best)
					}
				}
			}
		}
		all = append(all, seen{found, j})
	}
	if compared < 100 {
		t.Errorf("only %d pairs could be compared", compared)
	}
}

// TestAnAnswerMovesOnlyTheAreasThatReadIt changes one answer at a time.
func TestAnAnswerMovesOnlyTheAreasThatReadIt(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(7, 1))}
	base := judged(t, wellRun(t))
	for range 60 {
		c := wellRun(t)
		names := slices.Sorted(maps.Keys(c.Company))
		name := names[d.IntN(len(names))]
		key, _ := engine(t).Keys().Find(rules.ScopeCompany, name)
		if key.Type == "object" || key.Type == "string" {
			continue
		}
		c.Company[name] = d.value(key, nil)
		j := judged(t, c)
		moved := map[station.Area]bool{}
		for _, v := range j.Verdicts {
			if before := verdict(t, base, v.ID); before.Outcome != v.Outcome || before.Severity != v.Severity {
				moved[v.Area] = true
			}
		}
		for area, b := range j.Score.Areas {
			if !moved[area] && b != base.Score.Areas[area] {
				t.Errorf("%s moves %s from %v to %v although no verdict there changed", name, area, base.Score.Areas[area], b)
			}
		}
	}
}

// TestTheTrapsOfOtherScores: what is known to have gone wrong in scores of this kind.
func TestTheTrapsOfOtherScores(t *testing.T) {
	empty := judged(t, &rules.Case{AsOf: asOf, Company: rules.Row{}})
	if s := empty.Score.Overall; s.Shown || s.Worst != 0 || s.Best != 100 || empty.Score.Completeness != 0 {
		t.Errorf("nothing answered reads as %+v, %d ‰ complete", s, empty.Score.Completeness)
	}
	whole := judged(t, wellRun(t))
	for area, b := range whole.Score.Areas {
		if b.Worst != 100 || b.Best != 100 || !b.Shown {
			t.Errorf("a well-run company reads as %+v in %s", b, area)
		}
	}
	doubt := wellRun(t)
	for _, name := range []string{"maidan", "controlled_licensed", "callback_verify", "docs_keep_years", "oa_uninsured_ratio"} {
		doubt.Company[name] = rules.DontKnow
	}
	if j := judged(t, doubt); j.Score.Overall.Best > 100 || j.Score.Overall.Worst >= 100 || j.Score.Completeness >= 1000 {
		t.Errorf("not knowing costs nothing: %+v, %d ‰", j.Score.Overall, j.Score.Completeness)
	}
	nothingToLookAt := wellRun(t)
	nothingToLookAt.Presences, nothingToLookAt.Suppliers, nothingToLookAt.Employees = []rules.Row{}, []rules.Row{}, []rules.Row{}
	nothingToLookAt.Company["exporter"] = false
	if j := judged(t, nothingToLookAt); j.Score.Areas[station.Tax].Best != 100 {
		t.Errorf("what does not apply costs something: %+v", j.Score.Areas)
	}
	bad := wellRun(t)
	bad.Company["docs_15d"] = false
	one := judged(t, bad).Score.Areas[station.Tax]
	more := wellRun(t)
	more.Company["docs_15d"] = false
	more.Presences = append(slices.Clone(more.Presences), put(rules.ScopePresence, more.Presences[:1], map[string]map[string]any{"TH": {"country": "MY", "ref": "MY-2"}})...)
	if two := judged(t, more).Score.Areas[station.Tax]; two.Best > one.Best {
		t.Errorf("a further compliant presence dilutes a finding: %d, then %d", one.Best, two.Best)
	}
}

// TestCostsAddUpToTheLoss: what the findings of an area cost is what it has lost, to the hundredth.
func TestCostsAddUpToTheLoss(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(11, 2))}
	for range 40 {
		j := judged(t, randomCompany(t, d))
		for _, area := range j.Areas {
			costs, critical := 0, false
			for _, v := range j.Verdicts {
				for _, f := range v.Findings {
					if v.Area == area {
						costs += f.Costs
						critical = critical || f.Severity == station.Critical
					}
				}
			}
			best := j.Score.Areas[area].Best
			if lost := 10_000 - costs; lost/100 != best {
				t.Errorf("%s: the findings cost %d hundredths, the score is %d", area, costs, best)
			}
			if critical && best > engine(t).Cap() {
				t.Errorf("%s: a critical finding leaves %d", area, best)
			}
		}
	}
}
