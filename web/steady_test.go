package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	docx "github.com/zhuqi-yunzhan/station/reviews/word"
	"github.com/zhuqi-yunzhan/station/web"
)

// stumbler is a part of the portal that panics.
type stumbler struct{ margin }

func (stumbler) Comments(context.Context, accounts.Scope, uuid.UUID) ([]docx.Comment, error) {
	var none []docx.Comment
	return none[:len(none)+cap(none)-1], nil
}

func TestAPanicIsTheFaultOfOneRequest(t *testing.T) {
	x := newTeamOn(newPortalRooms(t, func(r *web.Rooms) { r.Margin = &stumbler{} }))
	got := x.do("GET", "/expert/reviews/"+x.f.review+"/findings.docx", x.tokens[0], nil)
	if got.status != 500 || !strings.Contains(got.body, "<main") || got.header.Get("Content-Security-Policy") == "" {
		t.Errorf("%d: %.300s", got.status, got.body)
	}
	if got := x.do("GET", "/expert/reviews/"+x.f.review, x.tokens[0], nil); got.status != 200 {
		t.Errorf("the next request: %d", got.status)
	}
}
