package rules_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

// TestMendingIsWorthWhatScoringAgainSays compares the counted worth of mending each finding with
// that of scoring the whole judgement again without it.
func TestMendingIsWorthWhatScoringAgainSays(t *testing.T) {
	e := engine(t)
	asked := 0
	for name, s := range samples(t) {
		short := caseOf(t, s)
		long := *short
		long.Employees = nil
		for n := range 3 {
			for _, row := range short.Employees {
				copied := maps.Clone(row)
				copied["emp_ref"] = fmt.Sprintf("%s-%d", row["emp_ref"], n)
				long.Employees = append(long.Employees, copied)
			}
		}
		for _, c := range []*rules.Case{short, &long} {
			j, err := e.Judge(context.Background(), c, rules.Options{})
			if err != nil {
				t.Fatal(err)
			}
			mending := e.Mending(j)
			for _, v := range j.Verdicts {
				for _, f := range v.Findings {
					asked++
					if got, want := mending.WinsBack(v.ID, f.Subject), e.Rescored(j, v.ID, f.Subject); got != want {
						t.Errorf("%s: mending %s of %q is counted as %d, scored again as %d", name, v.ID, f.Subject, got, want)
					}
				}
			}
		}
	}
	if asked < 60 {
		t.Errorf("only %d findings were compared", asked)
	}
}
