package web_test

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	docx "github.com/zhuqi-yunzhan/station/reviews/word"
	"github.com/zhuqi-yunzhan/station/web"
)

// margin keeps comments in memory, in the place of the threads of a review.
type margin struct{ kept []docx.Comment }

func (m *margin) Comments(context.Context, accounts.Scope, uuid.UUID) ([]docx.Comment, error) {
	return m.kept, nil
}

func (m *margin) Keep(_ context.Context, _ accounts.Scope, _, _ uuid.UUID, comments []docx.Comment) error {
	m.kept = append(m.kept, comments...)
	return nil
}

func TestAReviewGoesOutAsAWordDocumentAndItsCommentsComeBack(t *testing.T) {
	kept := &margin{}
	x := newTeamOn(newPortalRooms(t, func(r *web.Rooms) { r.Margin = kept }))
	base := "/expert/reviews/" + x.f.review
	out := x.do("GET", base+"/findings.docx", x.tokens[0], nil)
	if out.status != 200 || !strings.Contains(out.header.Get("Content-Type"), "wordprocessingml") {
		t.Fatalf("%d %s", out.status, out.header.Get("Content-Type"))
	}
	d := docx.Document{Findings: []docx.Finding{{Key: deposits, Title: "押金"}}, Comments: []docx.Comment{{Finding: deposits, Author: "王总", At: noon.Truncate(time.Second), Text: "已退还"}, {Finding: "x", Author: "y", At: noon, Text: "z"}}}
	var body bytes.Buffer
	x.must(docx.Write(&body, d)) // its bookmark is the finding's, whatever else the document says
	got := x.send(base+"/word", x.tokens[0], url.Values{}, "back.docx", body.String())
	if got.status != 200 || !strings.Contains(got.body, "新批注 1 条") || len(kept.kept) != 1 || kept.kept[0].Finding != deposits || kept.kept[0].Text != "已退还" {
		t.Errorf("%d, kept %+v", got.status, kept.kept)
	}
	if got := x.send(base+"/word", x.tokens[0], url.Values{}, "back.docx", body.String()); !strings.Contains(got.body, "没有重复收") || len(kept.kept) != 1 {
		t.Errorf("the same document again: %d are kept", len(kept.kept))
	}
	for name, content := range map[string]string{"": "", "x.docx": "no document"} {
		if got := x.send(base+"/word", x.tokens[0], url.Values{}, name, content); got.status != 422 || len(kept.kept) != 1 {
			t.Errorf("%q: %d", name, got.status)
		}
	}
	_, stranger := x.verified("外人", "13301201510123459")
	for _, page := range []string{"/findings.docx", "/word"} {
		if got := x.do("GET", base+page, stranger, nil); got.status != 404 {
			t.Errorf("another expert reads %s: %d", page, got.status)
		}
	}
}
