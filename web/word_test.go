package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/reviews"
	docx "github.com/zhuqi-yunzhan/station/reviews/word"
)

// notes are the notes of a review as its lead reads them.
func (x *team) notes() []reviews.Thread {
	x.t.Helper()
	found, err := x.reviews.Threads(x.t.Context(), x.granted(x.lead, "report.read", x.review), x.review, "")
	x.must(err)
	return found
}

// docx reads the document of a review.
func (x *team) docx(query string) string {
	x.t.Helper()
	out := x.do("GET", "/expert/reviews/"+x.f.review+"/findings.docx"+query, x.tokens[0], nil)
	if out.status != 200 || !strings.Contains(out.header.Get("Content-Type"), "wordprocessingml") {
		x.t.Fatalf("%d %s", out.status, out.header.Get("Content-Type"))
	}
	return out.body
}

func TestAReviewGoesOutAsAWordDocumentAndItsCommentsComeBack(t *testing.T) {
	x := newTeam(t)
	base, before := "/expert/reviews/"+x.f.review, len(x.notes())
	x.must(x.reviews.OpenThread(t.Context(), x.granted(x.lead, "report.annotate", x.review), x.review, uuid.MustParse(x.f.profile), reviews.Mark{Finding: deposits, Field: "why.zh", Exact: "不得扣押证件"}, reviews.ForExperts, reviews.Said{ID: uuid.New(), Text: "内部：先别说"}, nil))
	if text := insideOf(t, x.docx("")); !strings.Contains(text, "zijian批注改") || strings.Contains(text, "内部：先别说") {
		t.Error("the document lacks what is written to the company, or holds what is not for it")
	}
	if text := insideOf(t, x.docx("?with=experts")); !strings.Contains(text, "内部：先别说") || !strings.Contains(text, "不要给企业") {
		t.Error("the experts' own document lacks what they wrote among themselves, or its warning")
	}
	report, err := x.reports().Report(t.Context(), x.leads, uuid.MustParse(x.f.profile))
	x.must(err)
	why := report.Findings[deposits].Fields["why.zh"]
	d := docx.Document{Findings: []docx.Finding{{Key: deposits, Title: "押金", Fields: []docx.Field{{Path: "why.zh", Text: why}}}}, Comments: []docx.Comment{
		{Finding: deposits, Author: "王总", At: noon.Truncate(time.Second), Text: "已退还"},
		{Finding: deposits, Field: "why.zh", Quote: "要求担保", Author: "沈律师", At: noon.Truncate(time.Second), Text: "这一条也适用"},
		{Finding: "x", Author: "y", At: noon, Text: "z"}}}
	var body bytes.Buffer
	x.must(docx.Write(&body, d)) // its bookmarks are the finding's, whatever else the document says
	got := x.send(base+"/word", x.tokens[0], url.Values{"audience": {"experts"}}, "back.docx", body.String())
	if got.status != 200 || !strings.Contains(got.body, "新批注 2 条") {
		t.Fatalf("%d\n%s", got.status, got.body)
	}
	notes := x.notes()
	find := func(text string) reviews.Thread {
		i := slices.IndexFunc(notes, func(n reviews.Thread) bool { return strings.Contains(n.Comments[0].Text, text) })
		if i < 0 {
			t.Fatalf("%s is not kept", text)
		}
		return notes[i]
	}
	if n := find("已退还"); n.Target.Quote != nil || !strings.Contains(n.Comments[0].Text, "由王总批注") || n.Audience != reviews.ForExperts {
		t.Errorf("%+v", n)
	}
	if n := find("这一条也适用"); len(notes) != before+3 || n.Target.Quote == nil || n.Target.Quote.Exact != "要求担保" || n.Comments[0].Text != "这一条也适用" {
		t.Errorf("%d, %+v", len(notes), n)
	}
	for who, token := range map[string]string{"the same expert": x.tokens[0], "another of the team": x.tokens[1]} {
		if got := x.send(base+"/word", token, url.Values{"audience": {"company"}}, "back.docx", body.String()); !strings.Contains(got.body, "没有重复收") || len(x.notes()) != before+3 {
			t.Errorf("the same document again by %s: %d are kept", who, len(x.notes()))
		}
	}
	ours := x.docx("?with=experts")
	if got := x.send(base+"/word", x.tokens[1], url.Values{"audience": {"company"}}, "back.docx", ours); got.status != 200 || len(x.notes()) != before+3 {
		t.Errorf("a document that nobody has touched: %d, %d are kept", got.status, len(x.notes()))
	}
	for name, content := range map[string]string{"": "", "x.docx": "no document"} {
		if got := x.send(base+"/word", x.tokens[0], url.Values{"audience": {"experts"}}, name, content); got.status != 422 || len(x.notes()) != before+3 {
			t.Errorf("%q: %d", name, got.status)
		}
	}
	if got := x.send(base+"/word", x.tokens[0], url.Values{}, "back.docx", body.String()); got.status != 422 {
		t.Errorf("for nobody: %d", got.status)
	}
	_, stranger := x.verified("外人", "13301201510123459")
	for _, page := range []string{"/findings.docx", "/word"} {
		if got := x.do("GET", base+page, stranger, nil); got.status != 404 {
			t.Errorf("another expert reads %s: %d", page, got.status)
		}
	}
}

// insideOf is all text of a document.
func insideOf(t *testing.T, document string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, r); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}
