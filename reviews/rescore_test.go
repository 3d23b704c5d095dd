package reviews_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
)

// judged is a report of a real sample as the program makes it.
func judged(t *testing.T, e *rules.Engine, c *rules.Case) reviews.Findings {
	t.Helper()
	j, err := e.Judge(context.Background(), c, rules.Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts, inputs := assessments.FindingTexts(e, j)
	out := reviews.Findings{}
	for _, v := range j.Verdicts {
		for _, f := range v.Findings {
			key := v.ID
			if f.Subject != "" {
				key += "@" + f.Subject
			}
			out[key] = reviews.Passage{Severity: f.Severity, Inputs: inputs[key], Fields: texts[key]}
		}
	}
	return out
}

// TestRealReportsAreJudgedAnewAndNoThreadMoves takes answers of real samples away at random, judges them anew, and holds every thread to what it
// may do: stay with its finding and field, or say that it cannot.
func TestRealReportsAreJudgedAnewAndNoThreadMoves(t *testing.T) {
	e, err := rules.Load(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../rules/companies/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	seen, findings := map[reviews.Status]int{}, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := e.DecodeCase(text)
		if err != nil {
			t.Fatal(file, err)
		}
		was := judged(t, e, c)
		findings += len(was)
		for range 3 {
			less, keys := *c, slices.Sorted(maps.Keys(c.Company))
			less.Company = maps.Clone(c.Company)
			for range 1 + random.IntN(6) {
				delete(less.Company, keys[random.IntN(len(keys))])
			}
			now := judged(t, e, &less)
			for key, passage := range was {
				for _, field := range slices.Sorted(maps.Keys(passage.Fields)) {
					length := len([]rune(passage.Fields[field]))
					start := random.IntN(length)
					q, ok := reviews.QuoteOf(passage.Fields[field], start, min(length, start+1+random.IntN(40)))
					if !ok {
						t.Fatal(key, field, start, length)
					}
					holds(t, seen, reviews.Target{Finding: key, Field: field, Quote: &q}, was, now)
				}
			}
		}
	}
	t.Logf("%d samples, %d findings, %v", len(files), findings, seen)
	for _, s := range []reviews.Status{reviews.Exact, reviews.Gone, reviews.InputsChanged} {
		if seen[s] == 0 {
			t.Errorf("no thread came out %s: the samples are too tame", s)
		}
	}
}

func holds(t *testing.T, seen map[reviews.Status]int, target reviews.Target, was, now reviews.Findings) {
	t.Helper()
	got := reviews.Anchor(target, was[target.Finding], now, false)
	seen[got.Status]++
	passage, there := now[target.Finding]
	switch {
	case there == (got.Status == reviews.Gone):
		t.Errorf("%s is there: %v, and its thread is %s", target.Finding, there, got.Status)
	case got.Place == nil:
		if got.Status != reviews.Gone && got.Status != reviews.Ambiguous {
			t.Errorf("%s %s is %s without a place", target.Finding, target.Field, got.Status)
		}
	case got.Place.Field != target.Field:
		t.Errorf("%s moved from %s to %s", target.Finding, target.Field, got.Place.Field)
	default:
		text := []rune(passage.Fields[target.Field])
		at := string(text[got.Place.Start:got.Place.End])
		if got.Score == 1000 && at != target.Quote.Exact || passage.Fields[target.Field] == was[target.Finding].Fields[target.Field] && got.Place.Start != target.Quote.Start {
			t.Errorf("%s %s: %q stands at %d as %q", target.Finding, target.Field, target.Quote.Exact, got.Place.Start, at)
		}
	}
	back := reviews.Anchor(target, was[target.Finding], was, !there) // the findings of before come back, and with them the thread
	if back.Place == nil || back.Place.Start != target.Quote.Start || (back.Status == reviews.Returned) == there {
		t.Errorf("%s %s, when all is as it was: %+v", target.Finding, target.Field, back)
	}
}
