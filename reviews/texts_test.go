package reviews_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/reviews"
)

func TestTextsForUseAgainAreOnesOwnOrTheStations(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	lead, junior := r.scope(r.lead, "review.queue"), r.scope(r.junior, "review.queue")
	own := reviews.SavedText{ID: uuid.New(), Title: "押金", Text: "一律退还", Citations: []reviews.Citation{{Source: "劳动合同法", Article: "第九条"}}}
	shared := reviews.SavedText{ID: uuid.New(), Title: "全站", Text: "先停工", Shared: true}
	for range 2 {
		r.must(r.KeepText(t.Context(), junior, own))
	}
	r.must(r.KeepText(t.Context(), lead, shared))
	bad := shared
	bad.ID = uuid.New()
	if got := kind(r.KeepText(t.Context(), junior, bad)); got != "texts.senior_only" {
		t.Errorf("a junior shares a text: %q", got)
	}
	bad.Title, bad.Shared = " ", false
	if got := kind(r.KeepText(t.Context(), junior, bad)); got != "texts.wrong_title" {
		t.Errorf("a text without a title: %q", got)
	}
	all, err := r.Texts(t.Context(), junior)
	r.must(err)
	if len(all) != 2 || all[0].Title != "全站" || all[0].Mine || all[0].By != "律师01" || !all[1].Mine || all[1].Citations[0].Article != "第九条" {
		t.Errorf("%+v", all)
	}
	if all, err := r.Texts(t.Context(), lead); err != nil || len(all) != 1 {
		t.Errorf("another's own text is seen: %+v %v", all, err)
	}
	if got := kind(r.DropText(t.Context(), lead, own.ID)); got != "fault.not_found" {
		t.Errorf("another's own text is dropped: %q", got)
	}
	if got := kind(r.DropText(t.Context(), junior, shared.ID)); got != "fault.not_found" {
		t.Errorf("a junior drops the station's: %q", got)
	}
	r.must(r.DropText(t.Context(), r.scope(r.second, "review.queue"), shared.ID))
	r.must(r.DropText(t.Context(), junior, own.ID))
}
