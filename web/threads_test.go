package web_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

// into is the scope of an expert in a review that is granted to them.
func (p *portal) into(who station.Actor, review uuid.UUID) accounts.Scope {
	p.t.Helper()
	on, err := p.reviews.Granted(context.Background(), who, review)
	p.must(err)
	s, err := p.gate.AdmitTo(context.Background(), who, "report.annotate", on)
	p.must(err)
	return s
}

// annotated has the expert write to the company about the first finding of its report, and change the words once.
func (p *portal) annotated(f *firm, expert station.Actor) {
	p.t.Helper()
	ctx, review, profile := context.Background(), uuid.MustParse(f.review), uuid.MustParse(f.profile)
	p.must(p.reviews.KeepText(ctx, p.scope(expert, "review.queue"), reviews.SavedText{ID: uuid.New(), Title: f.canary + "常用", Text: "x"}))
	s := p.into(expert, review)
	report, err := web.ReportsOf(p.checks).Report(ctx, s, profile)
	p.must(err)
	if len(report.Order) == 0 { // of a company that has answered nothing
		return
	}
	f.thread = uuid.NewString()
	id := uuid.MustParse(f.thread)
	p.must(p.reviews.OpenThread(ctx, s, review, profile, reviews.Mark{Finding: report.Order[0]}, reviews.ForCompany, reviews.Said{ID: id, Text: f.canary + "批注", Files: p.attaching(f, expert, id)}, nil))
	p.must(p.reviews.Edit(ctx, s, review, id, 1, reviews.Said{ID: id, Text: f.canary + "批注改"}, nil))
}

func findingPath(base string, f *firm, key string) string {
	return base + f.review + "/findings/" + url.PathEscape(key)
}

func TestTheCompanyReadsAndAnswersWhatExpertsWriteToIt(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, token := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	page := findingPath("/expert/reviews/", f, f.finding)
	form := url.Values{"profile": {f.profile}, "field": {"title.zh"}, "quote": {"没有这样的话"}, "text": {"mimi之间的话"}, "audience": {"experts"}, "request": {uuid.NewString()}}
	if got := p.post(page+"/threads", token, form); got.status != 422 || !strings.Contains(got.body, "mimi之间的话") || !strings.Contains(got.body, "这一栏里没有这段话") {
		t.Fatalf("%d, and the form does not come back with its words and the complaint", got.status)
	}
	form.Del("quote")
	for range 2 { // sent twice is one
		if got := p.post(page+"/threads", token, form); got.status != 303 {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	request := uuid.NewString()
	form = url.Values{"profile": {f.profile}, "field": {"title.zh"}, "text": {"给企业 <b>的话</b>"}, "audience": {"company"}, "source": {"劳动合同法"}, "article": {"第九条"}, "request": {request}}
	if got := p.post(page+"/threads", token, form); got.status != 303 || !strings.HasSuffix(got.location, "#t-"+request) {
		t.Fatalf("%d %s", got.status, got.location)
	}
	got := p.do("GET", page, token, nil)
	if got.status != 200 || strings.Count(got.body, "mimi之间的话") != 1 || !strings.Contains(got.body, "给企业 &lt;b&gt;的话") || !strings.Contains(got.body, `data-field="title.zh"`) {
		t.Errorf("%d, and the expert's page shows the notes wrongly", got.status)
	}
	company := findingPath("/reviews/", f, f.finding)
	for _, role := range []station.Role{station.Owner, station.Member} {
		got = p.do("GET", company, f.tokens[role], nil)
		if got.status != 200 || !strings.Contains(got.body, "给企业") || !strings.Contains(got.body, "沈律师") || !strings.Contains(got.body, "资深专家") || !strings.Contains(got.body, "劳动合同法 第九条") {
			t.Errorf("%s: %d, and the company does not read what is for it", role, got.status)
		}
		for _, path := range []string{company, "/reviews/" + f.review + "/findings", "/inbox"} {
			if strings.Contains(p.do("GET", path, f.tokens[role], nil).body, "mimi") {
				t.Errorf("%s reads a note among experts on %s", role, path)
			}
		}
	}
	if got := p.post(company+"/threads/"+request+"/replies", f.tokens[station.Member], url.Values{"text": {"已退还"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if got := p.do("GET", page, token, nil); !strings.Contains(got.body, "已退还") || !strings.Contains(got.body, "zijian同事") {
		t.Error("the expert does not see the answer")
	}
	if got := p.do("GET", "/inbox", token, nil); !strings.Contains(got.body, "zijian同事在复核里写了批注") {
		t.Error("the expert was not told")
	}
	if got := p.post("/company/export", f.tokens[station.Owner], nil); got.status == 200 {
		for name, text := range unpacked(t, got.body) {
			if strings.Contains(text, "mimi") {
				t.Errorf("%s takes a note among experts along", name)
			}
		}
	}
	looks, _, err := p.people.Looks(t.Context(), p.scope(f.owner, "looks.read"), uuid.Nil, 50)
	p.must(err)
	n := 0
	for _, l := range looks {
		if l.Purpose == "@review" && l.Thing == "report" {
			n++
		}
	}
	if n < 2 {
		t.Errorf("%d readings of the report are in the company's list", n)
	}
}

func TestNobodyElseReadsNotesAndNobodyAfterTheConsentIsWithdrawn(t *testing.T) {
	p := newPortal(t)
	f, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	expert, token := p.verified("沈律师", "13301201510123456")
	stranger, strange := p.verified("陆律师", "13301201510123457")
	p.reviewed(f, expert)
	p.reviewed(other, stranger)
	thread := "/threads/" + f.thread
	key := p.keyOf(f, expert)
	for _, path := range []string{"", thread + "/comments/" + f.thread} {
		for name, who := range map[string]struct{ base, token string }{"another expert": {"/expert/reviews/", strange}, "another company": {"/reviews/", other.tokens[station.Owner]}, "an expert as a company": {"/reviews/", token}, "a company as an expert": {"/expert/reviews/", f.tokens[station.Owner]}} {
			if got := p.do("GET", findingPath(who.base, f, key)+path, who.token, nil); got.status != 404 && got.status != 403 || strings.Contains(got.body, "zijian批注") {
				t.Errorf("%s on %q: %d", name, path, got.status)
			}
		}
	}
	for name, who := range map[string]struct{ base, token string }{"another expert": {"/expert/reviews/", strange}, "another company": {"/reviews/", other.tokens[station.Owner]}} {
		if got := p.post(findingPath(who.base, f, key)+thread+"/replies", who.token, url.Values{"text": {"x"}}); got.status != 404 {
			t.Errorf("%s answers: %d", name, got.status)
		}
		mixed := strings.Replace(findingPath(who.base, f, key), f.review, other.review, 1) // the own review, another's thread
		if got := p.post(mixed+thread+"/replies", who.token, url.Values{"text": {"x"}}); got.status != 404 {
			t.Errorf("%s answers another's thread in their own review: %d", name, got.status)
		}
	}
	paths := []string{findingPath("/expert/reviews/", f, key), "/expert/reviews/" + f.review + "/findings", "/expert/reviews/" + f.review + "/annotations.jsonld"}
	for _, path := range paths {
		if got := p.do("GET", path, token, nil); got.status != 200 {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	p.must(p.reviews.Withdraw(t.Context(), p.scope(f.owner, "review.withdraw"), uuid.MustParse(f.review), nil))
	for _, path := range paths {
		if got := p.do("GET", path, token, nil); got.status != 404 || strings.Contains(got.body, "zijian批注") {
			t.Errorf("%s after the consent is withdrawn: %d", path, got.status)
		}
	}
	if got := p.do("GET", findingPath("/reviews/", f, key), f.tokens[station.Owner], nil); got.status != 200 || !strings.Contains(got.body, "zijian批注改") {
		t.Errorf("the company loses what was written to it: %d", got.status)
	}
}

func TestNotesLeaveAsWebAnnotations(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, token := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	key := p.keyOf(f, expert)
	report, err := web.ReportsOf(p.checks).Report(t.Context(), p.into(expert, uuid.MustParse(f.review)), uuid.MustParse(f.profile))
	p.must(err)
	title := []rune(report.Findings[key].Fields["title.zh"])
	p.post(findingPath("/expert/reviews/", f, key)+"/threads", token, url.Values{"profile": {f.profile}, "field": {"title.zh"}, "quote": {string(title[:4])}, "start": {"0"}, "end": {"4"}, "text": {"一段"}, "audience": {"experts"}})
	got := p.do("GET", "/expert/reviews/"+f.review+"/annotations.jsonld", token, nil)
	var page struct {
		Type  string `json:"type"`
		Items []struct {
			Type   string `json:"type"`
			Target struct {
				Selector struct {
					Type, Value string
					RefinedBy   *struct{ Type, Exact string } `json:"refinedBy"`
				} `json:"selector"`
				State struct{ Type, Cached string } `json:"state"`
			} `json:"target"`
		} `json:"items"`
	}
	p.must(json.Unmarshal([]byte(got.body), &page))
	if page.Type != "AnnotationPage" || len(page.Items) != 2 || !strings.HasPrefix(got.header.Get("Content-Type"), "application/ld+json") {
		t.Fatalf("%s", got.body)
	}
	in := page.Items[0].Target
	if in.Selector.RefinedBy == nil { // both were written in one moment
		in = page.Items[1].Target
	}
	if in.Selector.Type != "FragmentSelector" || in.Selector.Value != "finding="+url.QueryEscape(key)+"&field=title.zh" || in.Selector.RefinedBy == nil || in.Selector.RefinedBy.Type != "TextQuoteSelector" ||
		in.Selector.RefinedBy.Exact != string(title[:4]) || in.State.Type != "TimeState" || in.State.Cached != "urn:uuid:"+f.profile {
		t.Errorf("%+v", in)
	}
	if page := p.do("GET", findingPath("/expert/reviews/", f, key), token, nil); !strings.Contains(page.body, "</a>"+string(title[:4])+"</mark>") {
		t.Error("the passage is not marked")
	}
}

// keyOf is the first finding of a firm's report.
func (p *portal) keyOf(f *firm, expert station.Actor) string {
	p.t.Helper()
	report, err := web.ReportsOf(p.checks).Report(context.Background(), p.into(expert, uuid.MustParse(f.review)), uuid.MustParse(f.profile))
	p.must(err)
	return report.Order[0]
}

func TestAnExpertUsesATextAgainWithoutScript(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, token := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	key := uuid.NewString()
	form := url.Values{"title": {""}, "text": {"押金一律退还"}, "source": {"劳动合同法"}, "article": {"第九条"}, "request": {key}}
	if got := p.post("/expert/texts", token, form); got.status != 422 || !strings.Contains(got.body, "押金一律退还") {
		t.Errorf("%d, and the form does not come back with its words", got.status)
	}
	form.Set("title", "押金")
	if got := p.post("/expert/texts", token, form); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	got := p.do("GET", findingPath("/expert/reviews/", f, p.keyOf(f, expert))+"?saved="+key, token, nil)
	if !strings.Contains(got.body, ">押金一律退还</textarea>") || !strings.Contains(got.body, `value="第九条"`) {
		t.Error("the text is not put into the form")
	}
	if got := p.post("/expert/texts/"+key+"/drop", token, nil); got.status != 303 || strings.Contains(p.do("GET", "/expert/texts", token, nil).body, "押金一律退还") {
		t.Errorf("%d, or the text is still there", got.status)
	}
}
