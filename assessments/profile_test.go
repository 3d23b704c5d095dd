package assessments_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

func TestProfileIsADocumentThatNeverChanges(t *testing.T) {
	b := setup(t)
	id := b.start(station.Tax, station.Employee)
	b.answer(id, said("has_rpt", true, 0), said("rpt_cross_border", true, 0), said("rpt_tangible", json.Number("30000"), 0), said("local_file_ready", false, 0), said("deposit_taken", true, 0))
	request := uuid.New()
	first, err := b.Submit(b.ctx, b.me, id, request, "甲纺织有限公司")
	if err != nil {
		t.Fatal(err)
	}
	again, err := b.Submit(b.ctx, b.me, id, request, "甲纺织有限公司")
	if err != nil || again != first {
		t.Errorf("the same request made %x and %x, %v", first, again, err)
	}
	p, err := b.Profile(b.ctx, b.me, first)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, f := range p.Document.Findings {
		found[f.RuleID] = true
	}
	if !found["TAX-015"] || !found["EMP-010"] {
		t.Errorf("findings %v", found)
	}
	b.now = noon.Add(time.Hour)
	b.answer(id, said("deposit_taken", false, 5))
	kept, err := b.Profile(b.ctx, b.me, first)
	if err != nil || string(kept.Bytes) != string(p.Bytes) {
		t.Error("a later answer changed a kept profile")
	}
	if _, err := b.Profile(b.ctx, b.another, first); kindOf(err) != station.NotFound {
		t.Errorf("another company reads it: %v", err)
	}
}

func TestProfileReplaysBitForBit(t *testing.T) {
	b := setup(t)
	id := b.start()
	b.answer(id, said("has_rpt", true, 0), said("rpt_cross_border", true, 0), said("rpt_tangible", json.Number("30000"), 0), said("local_file_ready", false, 0))
	if _, err := b.AddPresence(b.ctx, b.me, id, uuid.New(), "VN"); err != nil {
		t.Fatal(err)
	}
	profile, err := b.Submit(b.ctx, b.me, id, uuid.New(), "甲")
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Profile(b.ctx, b.me, profile)
	if err != nil {
		t.Fatal(err)
	}
	difference, err := b.Replay(context.Background(), p.Bytes)
	if err != nil || difference != "" {
		t.Errorf("replay differs: %s, %v", difference, err)
	}
	var altered map[string]any
	if err := json.Unmarshal(p.Bytes, &altered); err != nil {
		t.Fatal(err)
	}
	altered["answers"].(map[string]any)["company"].(map[string]any)["local_file_ready"] = true
	text, _ := json.Marshal(altered)
	if difference, err := b.Replay(context.Background(), text); err != nil || difference == "" {
		t.Errorf("an altered answer replays the same, %v", err)
	}
}

func TestCostsAddUpToTheLoss(t *testing.T) {
	b := setup(t)
	id := b.start(station.Tax, station.Employee)
	b.answer(id, said("has_rpt", true, 0), said("rpt_cross_border", true, 0), said("rpt_tangible", json.Number("30000"), 0), said("local_file_ready", false, 0), said("exporter", true, 0), said("maidan", true, 0))
	s, err := b.Standing(b.ctx, b.me, id)
	if err != nil {
		t.Fatal(err)
	}
	costs := 0
	for _, v := range s.Judgement.Verdicts {
		for _, f := range v.Findings {
			if v.Area == station.Tax {
				costs += f.Costs
			}
		}
	}
	if best := s.Judgement.Score.Areas[station.Tax].Best; best != 69 || costs != 10000-6900 {
		t.Errorf("tax stands at %d, its findings cost %d hundredths", best, costs)
	}
}
