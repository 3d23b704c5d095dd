package assessments_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

func TestAKeptProfileIsScoredWithTheJudgementOfExpertsAndStaysAsItIs(t *testing.T) {
	b := setup(t)
	id := b.start()
	b.answer(id, said("has_rpt", true, 0), said("rpt_cross_border", true, 0), said("rpt_tangible", json.Number("30000"), 0), said("local_file_ready", false, 0), said("deposit_taken", true, 0))
	profile, err := b.Submit(b.ctx, b.me, id, uuid.New(), "甲纺织有限公司")
	if err != nil {
		t.Fatal(err)
	}
	before, err := b.Profile(b.ctx, b.me, profile)
	if err != nil {
		t.Fatal(err)
	}
	b.answer(id, said("deposit_taken", false, 5)) // what is answered later is not asked
	same, err := b.Effective(b.ctx, b.me, profile, nil)
	if err != nil || !same.Known || same.Score.Overall != before.Document.Score.Overall {
		t.Errorf("nothing overruled: %+v, %v", same, err)
	}
	with, err := b.Effective(b.ctx, b.me, profile, map[string]station.Severity{"EMP-010": ""})
	if err != nil || !with.Known || with.Score.Overall.Best <= same.Score.Overall.Best || with.Score.Areas[station.Employee].Best <= same.Score.Areas[station.Employee].Best {
		t.Errorf("dismissed: %+v, %v", with, err)
	}
	if again, err := b.Effective(b.ctx, b.me, profile, map[string]station.Severity{"EMP-010": ""}); err != nil || !reflect.DeepEqual(again, with) {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	if other, err := b.Effective(b.ctx, b.me, profile, map[string]station.Severity{"EMP-010": station.Low}); err != nil || other.Score.Overall.Best > with.Score.Overall.Best {
		t.Errorf("another judgement is taken for the one before: %+v, %v", other, err)
	}
	if kept, err := b.Profile(b.ctx, b.me, profile); err != nil || string(kept.Bytes) != string(before.Bytes) {
		t.Errorf("the document is another one, %v", err)
	}
	if _, err := b.Effective(b.ctx, b.another, profile, nil); kindOf(err) != station.NotFound {
		t.Errorf("another company: %v", err)
	}
}

func TestWhereTheRulesOfAProfileAreNotAtHandTheOtherScoreIsNotKnown(t *testing.T) {
	b := setup(t)
	id := b.start()
	b.answer(id, said("deposit_taken", true, 0))
	profile, err := b.Submit(b.ctx, b.me, id, uuid.New(), "甲")
	if err != nil {
		t.Fatal(err)
	}
	b.Adopt(otherRules(t))
	got, err := b.Effective(b.ctx, b.me, profile, map[string]station.Severity{"EMP-010": ""})
	if err != nil || got.Known {
		t.Errorf("%+v, %v", got, err)
	}
}
