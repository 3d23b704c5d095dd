package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// attaching keeps one file, which tells the canary of a firm, with a comment.
func (p *portal) attaching(f *firm, by station.Actor, comment uuid.UUID) reviews.Keeping {
	return func(ctx context.Context, do func(ctx context.Context, tx reviews.Tx, kept []uuid.UUID) error) error {
		file := uuid.NewSHA1(comment, []byte("file 0"))
		sent := []files.Sent{{Upload: files.Upload{ID: files.ID(file), Name: f.canary + "附件.pdf", Purpose: files.Note, By: by.Person}, From: pdf(f.canary + "附")}}
		_, err := p.filing.PutAll(ctx, f.owner.Tenant(), f.owner.Station, sent, func(ctx context.Context, tx pg.Tx, _ []files.File) error { return do(ctx, tx, []uuid.UUID{file}) })
		return err
	}
}

// handed is a file of a form.
type handed struct{ name, content string }

// multipartOf is a form with files as a browser sends it, and its type.
func multipartOf(t *testing.T, csrf string, form url.Values, all ...handed) (*bytes.Buffer, string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	form.Set("csrf", csrf)
	for key, values := range form {
		for _, value := range values {
			must(w.WriteField(key, value))
		}
	}
	for _, one := range all {
		part, err := w.CreateFormFile("file", one.name)
		must(err)
		_, err = part.Write([]byte(one.content))
		must(err)
	}
	must(w.Close())
	return &body, w.FormDataContentType()
}

// sendAll posts a form with files, as a page of ours would.
func (p *portal) sendAll(path, token string, form url.Values, all ...handed) answer {
	p.t.Helper()
	body, kind := multipartOf(p.t, p.formToken(token), form, all...)
	r := httptest.NewRequest("POST", path, body)
	r.Host = "station.example"
	r.Header.Set("Content-Type", kind)
	r.AddCookie(&http.Cookie{Name: "station-visitor", Value: strings.Repeat("v", 43)})
	r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	return p.answered(r)
}

func letterOf(words string) string { return "%PDF-1.7\n" + words + "\n%%EOF\n" }

// noteFiles are the objects and the files of notes that there are, as the owner of the database counts.
func (p *portal) noteFiles() (objects, rows, attached int) {
	p.t.Helper()
	err := connect(p.t, p.urls.Owner).QueryRow(context.Background(), `
		select (select count(*) from app.file_objects o where not exists (select from app.files f where f.tenant_id = o.tenant_id and f.object_id = o.id)),
		       (select count(*) from app.files where purpose = 'note'), (select count(*) from app.review_attachments)`).Scan(&objects, &rows, &attached)
	p.must(err)
	return objects, rows, attached
}

var attachedLink = regexp.MustCompile(`href="([^"]+/files/[0-9a-f-]{36})" download>([^<]+)<`)

// links are the files that a page offers, by name.
func links(body string) map[string]string {
	out := map[string]string{}
	for _, m := range attachedLink.FindAllStringSubmatch(body, -1) {
		name, _, _ := strings.Cut(m[2], " · ")
		out[name] = m[1]
	}
	return out
}

func TestFilesGoWithANoteAndAreSeenByWhoSeesIt(t *testing.T) {
	x := newTeam(t)
	owner := x.f.tokens[station.Owner]
	page, company := findingPath("/expert/reviews/", x.f, x.f.finding), findingPath("/reviews/", x.f, x.f.finding)
	open := url.Values{"profile": {x.f.profile}, "field": {"title.zh"}, "text": {"请看附件"}, "audience": {"company"}, "source": {"劳动合同法", "民法典"}, "article": {"第九条", ""}, "request": {uuid.NewString()}}
	for range 2 { // sent twice is one
		if got := x.sendAll(page+"/threads", x.tokens[0], open, handed{"a.pdf", letterOf("one")}, handed{"b.pdf", letterOf("two")}); got.status != 303 {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	inner := url.Values{"profile": {x.f.profile}, "field": {"title.zh"}, "text": {"内部"}, "audience": {"experts"}, "request": {uuid.NewString()}}
	if got := x.sendAll(page+"/threads", x.tokens[0], inner, handed{"inner.pdf", letterOf("mimi")}); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	reply := company + "/threads/" + open.Get("request") + "/replies"
	if got := x.sendAll(reply, owner, url.Values{"text": {"回执"}, "request": {uuid.NewString()}}, handed{"receipt.pdf", letterOf("three")}); got.status != 303 {
		t.Fatalf("the company answers with a file: %d", got.status)
	}
	if objects, rows, attached := x.noteFiles(); objects != 0 || rows != 5 || attached != 5 { // one of the firm's own thread
		t.Errorf("%d objects without a file, %d files, %d attached", objects, rows, attached)
	}
	expert, firm := links(x.do("GET", page, x.tokens[0], nil).body), links(x.do("GET", company, owner, nil).body)
	if len(expert) != 5 || len(firm) != 4 || firm["inner.pdf"] != "" {
		t.Errorf("the expert is offered %v, the company %v", expert, firm)
	}
	got := x.do("GET", firm["a.pdf"], owner, nil)
	if got.status != 200 || got.body != letterOf("one") || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("%d %v", got.status, got.header)
	}
	_, stranger := x.verified("外人", "13301201510123459")
	for name, ask := range map[string]struct{ path, token string }{
		"the company a note among experts":   {strings.Replace(expert["inner.pdf"], "/expert", "", 1), owner},
		"another expert":                     {expert["a.pdf"], stranger},
		"a file of another note by this one": {expert["a.pdf"][:strings.LastIndex(expert["a.pdf"], "/")] + expert["inner.pdf"][strings.LastIndex(expert["inner.pdf"], "/"):], owner},
	} {
		if got := x.do("GET", ask.path, ask.token, nil); got.status == 200 || strings.Contains(got.body, "mimi") {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	out := unpacked(t, x.post("/company/export", owner, nil).body)
	taken := 0
	for name, text := range out {
		if strings.HasPrefix(name, "files/") {
			taken++
		}
		if strings.Contains(text, "mimi") || strings.Contains(text, "inner.pdf") {
			t.Errorf("%s takes along what is among experts", name)
		}
	}
	if taken != 5 || !strings.Contains(out["files.csv"], "receipt.pdf") { // the licence too
		t.Errorf("%d files are taken along", taken)
	}
	x.must(x.portal.reviews.Withdraw(t.Context(), x.scope(x.f.owner, "review.withdraw"), x.review, nil))
	if got := x.do("GET", expert["a.pdf"], x.tokens[0], nil); got.status != 404 {
		t.Errorf("after the consent is withdrawn: %d", got.status)
	}
	if got := x.do("GET", firm["a.pdf"], owner, nil); got.status != 200 {
		t.Errorf("the company loses its files: %d", got.status)
	}
}

func TestAFileThatIsRefusedLosesNoWordAndLeavesNothing(t *testing.T) {
	x := newTeam(t)
	page := findingPath("/expert/reviews/", x.f, x.f.finding)
	_, rows, attached := x.noteFiles() // of the firm's first note
	whole := func() url.Values {
		return url.Values{"profile": {x.f.profile}, "field": {"title.zh"}, "text": {"写了很久的话"}, "audience": {"experts"}, "source": {"甲法", "乙法"}, "article": {"一", "二"}, "mention": {uuid.UUID(x.second.Person).String()}, "request": {uuid.NewString()}}
	}
	fine, four := handed{"a.pdf", letterOf("one")}, make([]handed, 4)
	for i := range four {
		four[i] = handed{"a.pdf", letterOf(strings.Repeat("x", i+1))}
	}
	wrongQuote := whole()
	wrongQuote.Set("quote", "没有这样的话")
	for name, c := range map[string]struct {
		form url.Values
		all  []handed
		says string
	}{
		"another kind":         {whole(), []handed{fine, {"x.exe", "MZ program"}}, "请换成其中一种再传"},
		"too large":            {whole(), []handed{fine, {"large.pdf", letterOf(strings.Repeat("x", 5<<20))}}, "文件要在 5 MB 以内"},
		"too many":             {whole(), four, "最多带 3 个附件"},
		"good, the words not":  {wrongQuote, []handed{fine}, "这一栏里没有这段话"},
		"another row of a law": {func() url.Values { v := whole(); v.Set("more", "1"); return v }(), []handed{fine}, "引用的法规 3"},
	} {
		got := x.sendAll(page+"/threads", x.tokens[0], c.form, c.all...)
		want := 422
		if c.form.Get("more") != "" {
			want = 200
		}
		if got.status != want || !strings.Contains(got.body, c.says) || !strings.Contains(got.body, ">写了很久的话</textarea>") || !strings.Contains(got.body, `value="乙法"`) || !strings.Contains(got.body, uuid.UUID(x.second.Person).String()+`" checked`) {
			t.Errorf("%s: %d, or without %q, or with words lost", name, got.status, c.says)
		}
		if objects, r, a := x.noteFiles(); objects != 0 || r != rows || a != attached {
			t.Errorf("%s leaves %d objects, %d files, %d attached", name, objects, r-rows, a-attached)
		}
	}
	var large []handed
	for i := range 3 { // as much as a note takes
		large = append(large, handed{"large.pdf", letterOf(strings.Repeat(string(rune('a'+i)), 5<<20-200))})
	}
	if got := x.sendAll(page+"/threads", x.tokens[0], whole(), large...); got.status != 303 {
		t.Errorf("three files of 5 MB: %d", got.status)
	}
	same := whole()
	if got := x.sendAll(page+"/threads", x.tokens[0], same, fine); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if got := x.sendAll(page+"/threads", x.tokens[0], same, handed{"a.pdf", letterOf("other")}); got.status != 409 {
		t.Errorf("the same form with another file: %d", got.status)
	}
	if got := x.do("GET", page, x.tokens[0], nil); !strings.Contains(got.body, "甲法 一") || !strings.Contains(got.body, "乙法 二") || !strings.Contains(got.body, "请同组看：陆律师") {
		t.Error("a citation or who is mentioned is not shown")
	}
	thread := same.Get("request")
	edit := page + "/threads/" + thread + "/comments/" + thread
	if got := x.do("GET", edit, x.tokens[0], nil); !strings.Contains(got.body, `value="乙法"`) || len(links(got.body)) != 1 {
		t.Error("the form for another wording has not all citations, or not the file")
	}
	form := url.Values{"text": {"改了"}, "rev": {"1"}, "source": {"乙法"}, "article": {"三"}}
	if got := x.post(edit, x.tokens[0], form); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if got := x.do("GET", edit, x.tokens[0], nil); strings.Contains(got.body, "甲法") || !strings.Contains(got.body, "乙法 三") || len(links(got.body)) != 1 {
		t.Error("a citation that was taken out is still there, or the file is gone")
	}
}

func TestFilesOfADraftWaitWithIt(t *testing.T) {
	x := newTeam(t)
	_, junior := x.juniorOf()
	page, company := findingPath("/expert/reviews/", x.f, x.f.finding), findingPath("/reviews/", x.f, x.f.finding)
	id := uuid.NewString()
	form := url.Values{"profile": {x.f.profile}, "text": {"草稿"}, "audience": {"company"}, "request": {id}}
	if got := x.sendAll(page+"/threads", junior, form, handed{"draft.pdf", letterOf("caogao")}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	owner := x.f.tokens[station.Owner]
	path := links(x.do("GET", page, x.tokens[0], nil).body)["draft.pdf"]
	outside := strings.Replace(path, "/expert", "", 1)
	if got := x.do("GET", outside, owner, nil); path == "" || got.status != 404 {
		t.Errorf("the company opens the file of a draft: %d %q", got.status, path)
	}
	for name, text := range unpacked(t, x.post("/company/export", owner, nil).body) {
		if strings.Contains(text, "caogao") {
			t.Errorf("%s takes the file of a draft along", name)
		}
	}
	if got := x.post(page+"/threads/"+id+"/comments/"+id+"/approve", x.tokens[0], url.Values{"rev": {"1"}}); got.status != 303 {
		t.Fatalf("%d", got.status)
	}
	if got := x.do("GET", outside, owner, nil); got.status != 200 || !strings.Contains(x.do("GET", company, owner, nil).body, "draft.pdf") {
		t.Errorf("the company does not get the file of what was approved: %d", got.status)
	}
}

// juniorOf has a junior join the team.
func (x *team) juniorOf() (station.Actor, string) {
	x.t.Helper()
	who, token := x.verified("郑一", "13301201510123458")
	x.must(x.portal.reviews.Invite(context.Background(), x.granted(x.lead, "report.lead", x.review), x.review, who.Person, "junior", nil))
	x.must(x.portal.reviews.Accept(context.Background(), x.scope(who, "review.queue"), x.review, reviews.TermsVersion, nil))
	return who, token
}

func TestFilesOfNotesGoWithTheCompany(t *testing.T) {
	p := newPortal(t)
	f, other := p.firm(codeOne, "zijian"), p.firm(codeTwo, "bieren")
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	p.reviewed(other, expert)
	owner := connect(t, p.urls.Owner)
	_, err := owner.Exec(t.Context(), `update app.companies set deletion_asked_at = now() where id = $1`, f.owner.Company)
	p.must(err)
	p.must(p.reviews.ForgetCompany(t.Context(), p.worker(), f.owner.Company))
	p.must(p.filing.DeleteAll(t.Context(), f.owner.Tenant(), nil))
	if objects, rows, attached := p.noteFiles(); objects != 0 || rows != 1 || attached != 1 {
		t.Errorf("%d objects, %d files, %d attached; the other company has one", objects, rows, attached)
	}
	if n := column[int](t, owner, `select count(*)::int from app.file_objects where tenant_id = $1`, f.owner.Company); n[0] != 0 {
		t.Errorf("%d objects are left", n[0])
	}
}

var personField = regexp.MustCompile(`name="person" value="([^"]+)"`)

func TestANoteWithALargeFileThatIsSentAfterTheSessionEndedLosesNoWord(t *testing.T) {
	x := newTeam(t)
	page := findingPath("/expert/reviews/", x.f, x.f.finding)
	who := personField.FindStringSubmatch(x.do("GET", page, x.tokens[0], nil).body)
	if who == nil {
		t.Fatal("the form does not say whose it is")
	}
	note := url.Values{"profile": {x.f.profile}, "field": {"title.zh"}, "text": {"写了很久"}, "audience": {"experts"}, "source": {"劳动合同法", "民法典"}, "request": {uuid.NewString()}, "person": {who[1]}}
	large := handed{"a.pdf", letterOf(strings.Repeat("mimi", 200<<10))}
	csrf := x.formToken(x.tokens[0])
	x.must(x.people.SignOut(t.Context(), x.tokens[0]))
	send := func(cookies string, form url.Values) answer {
		body, kind := multipartOf(t, csrf, form, large)
		r := httptest.NewRequest("POST", page+"/threads", body)
		r.Host = "station.example"
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Accept", "text/html")
		r.Header.Set("Origin", "http://station.example")
		if cookies != "" {
			r.Header.Set("Cookie", cookies)
		}
		return x.answered(r)
	}
	session := "station-visitor=" + strings.Repeat("v", 43) + "; station-session=" + x.tokens[0]
	got := send(session, note)
	form := fieldsOf(got.body)
	if got.status != 401 || !strings.Contains(got.body, word(t, "signin.carried")) || !strings.Contains(got.body, word(t, "signin.left")) || strings.Contains(got.body, "mimi") {
		t.Fatalf("%d %.400s", got.status, got.body)
	}
	for name, want := range note {
		if name != "person" && name != "csrf" && !slices.Equal(form["carried.field."+name], want) {
			t.Errorf("%s: %q instead of %q", name, form["carried.field."+name], want)
		}
	}
	if got := send("", note); got.status != 401 || strings.Contains(got.body, "写了很久") {
		t.Errorf("of somebody who never opened a page: %d, read all the same", got.status)
	}
	note.Set("text", strings.Repeat("长", 100<<10))
	if got := send(session, note); got.status != 401 || strings.Contains(got.body, "长长长") || strings.Contains(got.body, word(t, "signin.carried")) {
		t.Errorf("text that is too large is said to be carried: %d", got.status)
	}
}
