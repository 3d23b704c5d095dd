package rules_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// judgements are those of all samples, whole and with some answers taken away, so that severities and rules are open too.
func judgements(t *testing.T, e *rules.Engine, random *rand.Rand) map[string]*rules.Judgement {
	t.Helper()
	out := map[string]*rules.Judgement{}
	for name, s := range samples(t) {
		for _, how := range []string{" whole", " with gaps"} {
			c := caseOf(t, s)
			if how != " whole" {
				for key := range c.Company {
					if random.IntN(4) == 0 {
						delete(c.Company, key)
					}
				}
			}
			j, err := e.Judge(context.Background(), c, rules.Options{})
			if err != nil {
				t.Fatal(name+how, err)
			}
			out[name+how] = j
		}
	}
	return out
}

// saying is a judgement as text, to see that it is as it was.
func saying(t *testing.T, j *rules.Judgement) string {
	t.Helper()
	text, err := json.Marshal([]any{j.Verdicts, j.Score, j.Themes})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func keysOf(j *rules.Judgement) (keys []string, is map[string]station.Severity) {
	is = map[string]station.Severity{}
	for _, v := range j.Verdicts {
		for _, f := range v.Findings {
			key := station.FindingKey(v.ID, f.Subject)
			keys, is[key] = append(keys, key), f.Severity
		}
	}
	return keys, is
}

func TestOverrulingNothingChangesNothing(t *testing.T) {
	e := engine(t)
	for name, j := range judgements(t, e, rand.New(rand.NewPCG(1, 2))) {
		before := saying(t, j)
		_, same := keysOf(j)
		for _, severities := range []map[string]station.Severity{nil, {}, {"TAX-999": station.Critical, "no such finding": ""}} {
			if got := saying(t, e.Overruled(j, severities)); got != before {
				t.Errorf("%s: overruling %v says otherwise", name, severities)
			}
		}
		if e.Overruled(j, same).Score.Overall.Best != j.Score.Overall.Best {
			t.Errorf("%s: the severities that findings have give another score", name)
		}
		if saying(t, j) != before {
			t.Errorf("%s: the judgement itself has changed", name)
		}
	}
}

// notBelow tells where a score is lower than another one, in the whole or an area; empty = nowhere.
func notBelow(low, high station.Score) string {
	if high.Overall.Best < low.Overall.Best || high.Overall.Worst < low.Overall.Worst {
		return "the whole"
	}
	for area, b := range low.Areas {
		if high.Areas[area].Best < b.Best || high.Areas[area].Worst < b.Worst {
			return string(area)
		}
	}
	return ""
}

// TestMilderNeverLowersAndSevererNeverRaises overrules findings of every sample at random: alone, several, and one after another.
func TestMilderNeverLowersAndSevererNeverRaises(t *testing.T) {
	e, random, tried := engine(t), rand.New(rand.NewPCG(3, 4)), 0
	for name, j := range judgements(t, e, random) {
		before := saying(t, j)
		keys, is := keysOf(j)
		all := []station.Severity{"", station.Low, station.Medium, station.High, station.Critical}
		for range 60 {
			if len(keys) == 0 {
				break
			}
			milder, severer := map[string]station.Severity{}, map[string]station.Severity{}
			for range 1 + random.IntN(4) {
				key, to := keys[random.IntN(len(keys))], all[random.IntN(len(all))]
				switch {
				case to.Rank() < is[key].Rank():
					milder[key] = to
				case to.Rank() > is[key].Rank():
					severer[key] = to
				}
				tried++
			}
			if where := notBelow(j.Score, e.Overruled(j, milder).Score); where != "" {
				t.Errorf("%s: %v lowers the score of %s", name, milder, where)
			}
			if where := notBelow(e.Overruled(j, severer).Score, j.Score); where != "" {
				t.Errorf("%s: %v raises the score of %s", name, severer, where)
			}
		}
		if saying(t, j) != before {
			t.Errorf("%s: the judgement itself has changed", name)
		}
	}
	if tried < 1000 {
		t.Errorf("only %d findings were overruled", tried)
	}
}

func TestDismissingOneFindingIsWorthWhatMendingItIs(t *testing.T) {
	e, asked := engine(t), 0
	for name, j := range judgements(t, e, rand.New(rand.NewPCG(5, 6))) {
		mending := e.Mending(j)
		for _, v := range j.Verdicts {
			for _, f := range v.Findings {
				asked++
				got := e.Overruled(j, map[string]station.Severity{station.FindingKey(v.ID, f.Subject): ""}).Score.Overall.Best - j.Score.Overall.Best
				if want := mending.WinsBack(v.ID, f.Subject); got != want {
					t.Errorf("%s: dismissing %s of %q is worth %d, mending it %d", name, v.ID, f.Subject, got, want)
				}
			}
		}
	}
	if asked < 60 {
		t.Errorf("only %d findings were dismissed", asked)
	}
}
