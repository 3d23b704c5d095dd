package rules_test

import (
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

// TestJudgingWhatChangedGivesWhatJudgingAllGives takes answers of the samples away and puts them
// back in random order; re-judging only the readers must give the same verdicts and score.
func TestJudgingWhatChangedGivesWhatJudgingAllGives(t *testing.T) {
	e, ctx := engine(t), context.Background()
	random := rand.New(rand.NewPCG(1, 2))
	for name, s := range samples(t) {
		full := caseOf(t, s)
		at := *full
		at.Company = maps.Clone(full.Company)
		before, err := e.Judge(ctx, &at, rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		keys := slices.Sorted(maps.Keys(full.Company))
		for range 40 {
			if len(keys) == 0 {
				break
			}
			key := keys[random.IntN(len(keys))]
			next := at
			next.Company = maps.Clone(at.Company)
			if _, has := next.Company[key]; has {
				delete(next.Company, key)
			} else {
				next.Company[key] = full.Company[key]
			}
			delta, err := e.Judge(ctx, &next, rules.Options{Before: before, Changed: []string{"company." + key}})
			if err != nil {
				t.Fatal(err)
			}
			whole, err := e.Judge(ctx, &next, rules.Options{})
			if err != nil {
				t.Fatal(err)
			}
			a, _ := json.Marshal([]any{delta.Verdicts, delta.Score, delta.Themes})
			b, _ := json.Marshal([]any{whole.Verdicts, whole.Score, whole.Themes})
			if string(a) != string(b) {
				t.Fatalf("%s: after %s changed, the delta says\n%s\nand the whole\n%s", name, key, a, b)
			}
			at, before = next, delta
		}
	}
}
