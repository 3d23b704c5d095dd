package assessments_test

import (
	"encoding/json"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

// TestAnswerBehindAGateThatWasShutNoLongerCounts: somebody answers amounts of related-party
// dealings, then finds that there are no related parties. Nothing stays open, nothing fires.
func TestAnswerBehindAGateThatWasShutNoLongerCounts(t *testing.T) {
	b := setup(t)
	id := b.start(station.Tax)
	saved := b.answer(id, said("has_rpt", true, 0))
	b.answer(id, said("rpt_cross_border", true, 0), said("rpt_tangible", json.Number("30000"), 0), said("local_file_ready", false, 0))
	outcome := func() station.Outcome {
		s, err := b.Standing(b.ctx, b.me, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range s.Asks {
			if a.Key == "rpt_other" || a.Key == "local_file_ready" {
				if s.Case.Company["has_rpt"] == false {
					t.Errorf("%s is still asked behind the shut gate", a.Key)
				}
			}
		}
		for _, v := range s.Judgement.Verdicts {
			if v.ID == "TAX-015" {
				return v.Outcome
			}
		}
		return ""
	}
	if got := outcome(); got != station.AtRisk {
		t.Fatalf("before: %s", got)
	}
	b.answer(id, said("has_rpt", false, saved.Rev))
	if got := outcome(); got != station.NotApplicable {
		t.Errorf("after the gate was shut: %s", got)
	}
}
