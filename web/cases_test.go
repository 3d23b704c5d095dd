package web_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// learntAt gives a station a teaching case, whose author is one of its experts; nobody there approves it.
func (p *portal) learntAt(at station.StationID, by station.Actor) {
	p.t.Helper()
	_, err := connect(p.t, p.urls.Owner).Exec(context.Background(), `insert into app.review_cases (station_id, id, rule, area, field, sealed, state, author, approver, month)
		values ($1, $2, 'EMP-010', 'employee', 'why', $3, 'draft', $4, $5, '2026-11-01')`, at, uuid.New(), []byte("biezhan"), by.Person, uuid.New())
	p.must(err)
}

// settledNote has the lead write a note about the firm's first finding, the owner answer, and the lead settle it. It gives the note's path.
func (x *team) settledNote(text, answer string) string {
	x.t.Helper()
	page, id := findingPath("/expert/reviews/", x.f, x.f.finding), uuid.NewString()
	x.want(303, x.post(page+"/threads", x.tokens[0], url.Values{"profile": {x.f.profile}, "field": {"why.zh"}, "text": {text}, "audience": {"company"}, "source": {"劳动合同法"}, "article": {"第九条"}, "request": {id}}))
	x.want(303, x.post(findingPath("/reviews/", x.f, x.f.finding)+"/threads/"+id+"/replies", x.f.tokens[station.Owner], url.Values{"text": {answer}}))
	x.want(409, x.do("GET", page+"/threads/"+id+"/case", x.tokens[0], nil)) // it is not settled
	x.want(303, x.post(page+"/threads/"+id+"/settle", x.tokens[0], url.Values{"rev": {"1"}, "to": {"resolved"}}))
	return page + "/threads/" + id
}

func (x *team) want(status int, got answer) {
	x.t.Helper()
	if got.status != status {
		_, heading, _ := strings.Cut(got.body, "<h1")
		x.t.Fatalf("%d, not %d: %.300s", got.status, status, heading)
	}
}

const telltale = "zijian有限公司的zijian厂在越南平阳省，2026 年 11 月 3 日收押金 86420 元，zijian人和 E-2041 都签了字，信用代码 91330100MA2H2XJK0F，沈律师已看。押金一律退还。"

func TestACaseIsMadeOfASettledNoteWithoutTheCompany(t *testing.T) {
	x := newTeam(t)
	note := x.settledNote(telltale, "已退还 86420 元给 13912345678")
	got := x.do("GET", note+"/case", x.tokens[0], nil)
	x.want(200, got)
	_, form, _ := strings.Cut(got.body, `name="text"`)
	form, _, _ = strings.Cut(form, "</textarea>")
	for _, canary := range []string{"zijian", "越南", "平阳", "2026", "11 月", "86420", "E-2041", "91330100", "沈律师", "13912345678"} {
		if strings.Contains(form, canary) {
			t.Errorf("the form still says %s: %s", canary, form)
		}
	}
	if !strings.Contains(form, "○○") || !strings.Contains(form, "押金一律退还") || !strings.Contains(got.body, `value="第九条"`) || !strings.Contains(got.body, "企业删除数据时也不删") {
		t.Errorf("what is taught is lost, or it is not said that a case stays: %s", form)
	}
	second := uuid.UUID(x.second.Person).String()
	fine := func(change func(url.Values)) url.Values {
		v := url.Values{"title": {"收取押金怎么看"}, "text": {"押金一律退还，不看金额。"}, "source": {"劳动合同法"}, "article": {"第九条"}, "approver": {second}, "sure": {"1"}, "request": {uuid.NewString()}}
		change(v)
		return v
	}
	for says, change := range map[string]func(url.Values){
		"请通读后勾选":           func(v url.Values) { v.Del("sure") },
		"请选一位资深专家审核":       func(v url.Values) { v.Set("approver", uuid.UUID(x.lead.Person).String()) },
		"标题要写":             func(v url.Values) { v.Set("title", "") },
		"认出企业的内容：zijian":   func(v url.Values) { v.Set("text", "押金一律退还，像zijian厂那样") },
		"认出企业的内容：139":      func(v url.Values) { v.Set("text", "电话 13912345678") },
		"引用的法规 2":          func(v url.Values) { v.Set("more", "1") },
		"认出企业的内容：zijian有限": func(v url.Values) { v.Set("title", "zijian有限公司的押金") },
	} {
		v := fine(change)
		got := x.post(note+"/case", x.tokens[0], v)
		if (got.status != 422 && v.Get("more") == "") || !strings.Contains(got.body, says) || !strings.Contains(got.body, v.Get("text")+"</textarea>") {
			t.Errorf("%s: %d", says, got.status)
		}
	}
	if n := column[int](t, connect(t, x.urls.Owner), `select count(*)::int from app.review_cases`); n[0] != 0 {
		t.Errorf("%d cases of refused forms", n[0])
	}
	good := fine(func(url.Values) {})
	for range 2 { // sent twice is one
		x.want(303, x.post(note+"/case", x.tokens[0], good))
	}
	if n := column[int](t, connect(t, x.urls.Owner), `select count(*)::int from app.review_cases`); n[0] != 1 {
		t.Errorf("%d cases", n[0])
	}
}

// caseOf makes a case and gives its page.
func (x *team) caseOf(note, title string) string {
	x.t.Helper()
	id := uuid.NewString()
	x.want(303, x.post(note+"/case", x.tokens[0], url.Values{"title": {title}, "text": {title + "的道理"}, "approver": {uuid.UUID(x.second.Person).String()}, "sure": {"1"}, "request": {id}}))
	return "/expert/cases/" + id
}

func TestACaseIsSeenOnceASecondSeniorApprovedIt(t *testing.T) {
	x := newTeam(t)
	_, third := x.verified("外人", "13301201510123459")
	who, junior := x.juniorOf()
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	x.must(x.people.DecideExpert(t.Context(), x.scope(checker, "expert.admit"), who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Junior, ValidUntil: noon.AddDate(1, 0, 0), Note: "checked", Rev: 2}, nil))
	page := x.caseOf(x.settledNote("押金一律退还", "好"), "押金")
	for name, who := range map[string]struct {
		token string
		sees  bool
	}{"its author": {x.tokens[0], true}, "who is asked": {x.tokens[1], true}, "another senior": {third, false}, "a junior of the team": {junior, false}} {
		if got := x.do("GET", page, who.token, nil); (got.status == 200) != who.sees {
			t.Errorf("a draft before %s: %d", name, got.status)
		}
		if got := x.do("GET", "/expert/cases", who.token, nil); got.status != 200 || strings.Contains(got.body, page) != who.sees {
			t.Errorf("the list before %s: %d", name, got.status)
		}
	}
	x.want(403, x.post(page+"/approve", x.tokens[0], url.Values{"rev": {"1"}, "sure": {"1"}}))
	x.want(404, x.post(page+"/approve", third, url.Values{"rev": {"1"}, "sure": {"1"}}))
	x.want(404, x.post(page, x.tokens[1], url.Values{"rev": {"1"}, "sure": {"1"}, "title": {"x"}, "text": {"y"}}))
	x.want(303, x.post(page, x.tokens[0], url.Values{"rev": {"1"}, "sure": {"1"}, "title": {"押金"}, "text": {"改过的道理"}}))
	x.want(422, x.post(page+"/approve", x.tokens[1], url.Values{"rev": {"2"}}))
	if got := x.post(page+"/approve", x.tokens[1], url.Values{"rev": {"1"}, "sure": {"1"}}); got.status != 409 || !strings.Contains(got.body, "改过的道理") {
		t.Errorf("a draft that was changed since is approved: %d", got.status)
	}
	for range 2 {
		x.want(303, x.post(page+"/approve", x.tokens[1], url.Values{"rev": {"2"}, "sure": {"1"}}))
	}
	for _, token := range []string{third, junior, x.tokens[1]} {
		if got := x.do("GET", page, token, nil); got.status != 200 || !strings.Contains(got.body, "改过的道理") || strings.Contains(got.body, "沈律师") {
			t.Errorf("what was approved: %d, or its author is named", got.status)
		}
	}
	x.want(404, x.post(page, x.tokens[0], url.Values{"rev": {"3"}, "sure": {"1"}, "title": {"x"}, "text": {"y"}})) // it is nobody's now
	for path, there := range map[string]bool{"?rule=EMP-010": true, "?rule=TAX-001": false, "?area=employee": true, "?area=tax": false, "?rule=EMP-010&area=employee": true, "?rule='x": false} {
		if got := x.do("GET", "/expert/cases"+path, third, nil); got.status != 200 || strings.Contains(got.body, page) != there {
			t.Errorf("%s: %d, and the case is there or not", path, got.status)
		}
	}
	if got := x.do("GET", findingPath("/expert/reviews/", x.f, x.f.finding), x.tokens[0], nil); !strings.Contains(got.body, "/expert/cases?rule=EMP-010") {
		t.Error("a finding does not lead to its cases")
	}
	if got := x.do("GET", "/staff", third, nil); !strings.Contains(got.body, `href="/expert/cases"`) {
		t.Error("the home of the staff does not lead to the cases")
	}
	x.want(403, x.post(page+"/drop", junior, nil))
	x.want(303, x.post(page+"/drop", third, nil))
	x.want(404, x.do("GET", page, x.tokens[1], nil))
}

func TestCasesComePageByPage(t *testing.T) {
	x := newTeam(t)
	for i := range 25 {
		id := uuid.New()
		x.must(x.portal.reviews.KeepCase(t.Context(), x.scope(x.lead, "review.queue"), reviews.Case{ID: id, Rule: "EMP-010", Area: "employee", Title: "案例" + string(rune('A'+i)), Text: "道理", Approver: x.second.Person}))
		x.must(x.portal.reviews.ApproveCase(t.Context(), x.scope(x.second, "review.queue"), id, 1))
	}
	seen, path := map[string]bool{}, "/expert/cases?rule=EMP-010"
	for pages := 0; path != "" && pages < 4; pages++ {
		body := x.do("GET", path, x.tokens[0], nil).body
		for i := range 25 {
			if strings.Contains(body, ">案例"+string(rune('A'+i))+"<") {
				seen["案例"+string(rune('A'+i))] = true
			}
		}
		_, next, more := strings.Cut(body, `rel="next" href="`)
		if path = ""; more {
			next, _, _ = strings.Cut(next, `"`)
			path = strings.ReplaceAll(next, "&amp;", "&")
		}
	}
	if len(seen) != 25 {
		t.Errorf("%d of 25 cases are seen", len(seen))
	}
}

// TestNothingOfACaseLeadsBack looks over the columns of the table, and for anything of the company in its rows and in the trail.
func TestNothingOfACaseLeadsBack(t *testing.T) {
	x := newTeam(t)
	note := x.settledNote(telltale, "好")
	page := x.caseOf(note, "押金")
	x.now = x.now.Add(5 * time.Minute)
	owner := connect(t, x.urls.Owner)
	columns := column[string](t, owner, `select column_name || ' ' || data_type from information_schema.columns where table_schema = 'app' and table_name = 'review_cases' order by 1`)
	want := []string{"approver uuid", "area text", "author uuid", "field text", "id uuid", "month date", "rev bigint", "rule text", "sealed bytea", "state text", "station_id uuid"}
	if !slices.Equal(columns, want) {
		t.Errorf("the table has %v: say how none of it leads back", columns)
	}
	x.want(303, x.post(page+"/approve", x.tokens[1], url.Values{"rev": {"1"}, "sure": {"1"}}))
	row := column[string](t, owner, `select row_to_json(c)::text || ' ' || encode(sealed, 'escape') from app.review_cases c`)[0]
	thread := note[strings.LastIndex(note, "/")+1:]
	for _, leads := range []string{uuid.UUID(x.f.owner.Company).String(), x.f.review, x.f.profile, thread, uuid.UUID(x.lead.Person).String(), uuid.UUID(x.f.owner.Person).String(), "zijian", "86420"} {
		if strings.Contains(row, leads) {
			t.Errorf("the row holds %s: %s", leads, row)
		}
	}
	if found := column[time.Time](t, owner, `select month from app.review_cases`); found[0].Day() != 1 {
		t.Errorf("a day is kept: %v", found)
	}
	id := page[strings.LastIndex(page, "/")+1:]
	if version := uuid.MustParse(id).Version(); version != 4 {
		t.Errorf("its id is of version %d and may hold a time", version)
	}
	for _, line := range column[string](t, owner, `select subject || detail::text from app.audit where action = 'case.keep'`) {
		if line != "{}" {
			t.Errorf("the trail of writing a case says %s", line)
		}
	}
	if lines := column[int](t, owner, `select count(*)::int from app.audit where action like 'case.%' and tenant_id = $1`, x.f.owner.Company); lines[0] != 0 {
		t.Error("the company's trail tells of the case")
	}
	for name, text := range unpacked(t, x.post("/company/export", x.f.tokens[station.Owner], nil).body) {
		if strings.Contains(text, "押金的道理") || strings.Contains(text, id) {
			t.Errorf("%s of the company takes the case along", name)
		}
	}
	_, err := owner.Exec(t.Context(), `update app.companies set deletion_asked_at = now() where id = $1`, x.f.owner.Company)
	x.must(err)
	x.must(x.portal.reviews.ForgetCompany(t.Context(), x.worker(), x.f.owner.Company))
	if got := x.do("GET", page, x.tokens[1], nil); got.status != 200 || !strings.Contains(got.body, "押金的道理") {
		t.Errorf("the case goes with the company: %d", got.status)
	}
}
