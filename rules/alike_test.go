package rules_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

// TestLongListIsJudgedLikeShortOnes judges the rows of the samples once as they are and once in a
// list long enough to look for likeness; each row must get the same verdict.
func TestLongListIsJudgedLikeShortOnes(t *testing.T) {
	e, ctx := engine(t), context.Background()
	for name, s := range samples(t) {
		c := caseOf(t, s)
		if len(c.Employees) == 0 {
			continue
		}
		short, err := e.Judge(ctx, c, rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		long := *c
		long.Employees = nil
		for n := range 60 {
			for _, row := range c.Employees {
				copied := rules.Row{}
				for k, v := range row {
					copied[k] = v
				}
				copied["emp_ref"] = fmt.Sprintf("%s-%d", row["emp_ref"], n)
				long.Employees = append(long.Employees, copied)
			}
		}
		many, err := e.Judge(ctx, &long, rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range short.Verdicts {
			if v.ID[:3] != "EMP" || v.Rows == nil {
				continue
			}
			w := verdict(t, many, v.ID)
			for subject, outcome := range v.Rows {
				for n := range 60 {
					if got := w.Rows[fmt.Sprintf("%s-%d", subject, n)]; got != outcome {
						t.Fatalf("%s: %s of %s is %s in a long list, %s in a short one", name, v.ID, subject, got, outcome)
					}
				}
			}
			if len(w.Findings) != 60*len(v.Findings) {
				t.Errorf("%s: %s has %d findings in a list 60 times as long as one with %d", name, v.ID, len(w.Findings), len(v.Findings))
			}
			for _, f := range w.Findings {
				if f.Subject == "" {
					t.Errorf("%s: a finding without a subject", v.ID)
				}
			}
		}
	}
}
