package assessments_test

import (
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

func TestQuestionWhoseSilenceMeansNoneIsStillAsked(t *testing.T) {
	b := setup(t)
	id := b.start(station.Supply)
	asked := func() bool {
		s, err := b.Standing(b.ctx, b.me, id)
		if err != nil {
			t.Fatal(err)
		}
		return s.Case.Company["annual_purchases_cny"] == rules.DontKnow
	}
	if !asked() {
		t.Error("total purchases count as not declared before anybody was asked")
	}
	b.answer(id, said("annual_purchases_cny", nil, 0))
	if asked() {
		t.Error("total purchases are asked again after the answer that no figure is kept")
	}
}
