package web_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

const password = "long enough words"

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

// portal is a whole portal over a database of its own.
type portal struct {
	*web.Portal
	t        *testing.T
	people   *accounts.Store
	checks   *assessments.Room
	told     *notices.Room
	book     *fakepost.Book
	gate     accounts.Gate
	filing   *files.Room
	now      time.Time
	urls     pgtest.Addresses
	db       *pg.DB
	out      *outside
	days     *calendar.Book
	reviews  *reviews.Room
	insights *insights.Store
	briefs   *insights.Briefs
	door     *pg.DB // of who builds releases
}

// firm is one company at work, with one of everything.
type firm struct {
	canary   string // stands in every text of the company
	owner    station.Actor
	check    string
	profile  string
	finding  string
	upload   string
	thread   string // a note on its first finding
	review   string // asked for, and accepted by the expert of its station
	override string // proposed by them
	dispute  string // filed by the firm
	notice   string // in the owner's inbox
	hook     string // a webhook, to which the notice was told
	tokens   map[station.Role]string
}

// silent is an assistant that says one fixed thing.
type silent struct{}

func (silent) Label(station.StationID, string) string { return "retrieval" }

func (silent) Answer(_ context.Context, q web.Ask, say func(web.Piece) error) error {
	return say(web.Piece{Text: "heard", Done: true})
}

// always says that everybody is at work.
type always struct{}

func (always) Next(_ context.Context, _ pg.Tx, _ station.Tenant, at time.Time) (time.Time, error) {
	return at, nil
}

func (p *portal) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *portal) scope(who station.Actor, action string) accounts.Scope {
	p.t.Helper()
	s, err := p.gate.Admit(context.Background(), who, action, who.Company)
	p.must(err)
	return s
}

// firm makes a company with a check, lists, an upload and a profile; its canary stands in all.
func (p *portal) firm(code, canary string) *firm {
	return p.firmThat(code, canary, map[string]string{accounts.ConsentPrivacy: accounts.PrivacyVersion, accounts.ConsentEmployeeRows: accounts.EmployeeRowsVersion})
}

// firmWithout is a firm that has not agreed to employee rows.
func (p *portal) firmWithout(code, canary string) *firm {
	return p.firmThat(code, canary, map[string]string{accounts.ConsentPrivacy: accounts.PrivacyVersion})
}

func (p *portal) firmThat(code, canary string, consents map[string]string) *firm {
	p.t.Helper()
	ctx := context.Background()
	f := &firm{canary: canary, tokens: map[station.Role]string{}}
	var err error
	f.owner, err = p.people.SignUp(ctx, accounts.SignUp{CreditCode: code, Company: canary + "有限公司", Section: "C", District: "east", Size: "small", Person: canary + "人", Email: canary + "@example.com", Password: password})
	p.must(err)
	p.must(p.people.AddMember(ctx, p.scope(f.owner, "people.invite"), accounts.NewPerson{Name: canary + "同事", Email: "m-" + canary + "@example.com", Password: password}))
	for kind, version := range consents {
		p.must(p.people.Agree(ctx, p.scope(f.owner, "consent.give"), kind, version))
	}
	id, err := p.checks.Start(ctx, p.scope(f.owner, "check.start"), uuid.New(), station.Areas(), rules.SheetFull)
	p.must(err)
	_, err = p.checks.AddPresence(ctx, p.scope(f.owner, "check.answer"), id, uuid.New(), "VN")
	p.must(err)
	_, err = p.checks.Answer(ctx, p.scope(f.owner, "check.answer"), id, uuid.New(), []assessments.Given{
		{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: true}})
	p.must(err)
	row := rules.Row{"supplier_name": canary + "厂", "annual_spend": json.Number("100"), "currency": "CNY", "active": true}
	_, err = p.checks.PutList(ctx, p.scope(f.owner, "list.import"), assessments.ListSuppliers, uuid.New(), []assessments.ListRow{{Key: assessments.RowKey(assessments.ListSuppliers, row), Cells: row}}, nil, 0)
	p.must(err)
	upload, err := p.checks.SaveUpload(ctx, p.scope(f.owner, "list.import"), assessments.ListSuppliers, canary+".csv", []byte("供应商名称,国家,采购额\n"+canary+"厂,中国,1\n"))
	p.must(err)
	profile, err := p.checks.Submit(ctx, p.scope(f.owner, "check.submit"), id, uuid.New(), canary+"有限公司")
	p.must(err)
	p.keepFile(f)
	p.tellFirm(f)
	f.check, f.profile, f.upload, f.finding = uuid.UUID(id).String(), uuid.UUID(profile).String(), uuid.UUID(upload).String(), "EMP-010"
	for role, email := range map[station.Role]string{station.Owner: canary + "@example.com", station.Member: "m-" + canary + "@example.com"} {
		f.tokens[role], _, err = p.people.SignIn(ctx, email, password, accounts.Device{Address: "127.0.0.1"})
		p.must(err)
	}
	return f
}

// firmAt makes a company that another station serves, which has sent its licence.
func (p *portal) firmAt(at station.StationID, code string) station.Actor {
	p.t.Helper()
	who, err := p.people.SignUp(context.Background(), accounts.SignUp{Station: at, CreditCode: code, Company: "biezhan公司", Section: "C", District: "west", Size: "small", Person: "biezhan人", Email: "owner@biezhan.example", Password: password})
	p.must(err)
	p.keepFile(&firm{canary: "biezhan", owner: who})
	return who
}

// claimOf has somebody claim the code of a company, and gives the claimant's link.
func (p *portal) claimOf(holder station.Actor, code string) (token string) {
	p.t.Helper()
	ctx := context.Background()
	from := accounts.Claimant{Name: "renling人", Email: "renling@example.com", Company: "renling公司", Reason: "renling缘由"}
	_, err := p.filing.Put(ctx, station.Tenant{Station: holder.Station}, files.Upload{Name: "renling.pdf", Purpose: files.Licence}, pdf("renling"), func(ctx context.Context, tx pg.Tx, f files.File) (err error) {
		token, _, err = p.people.FileClaim(ctx, tx, holder.Station, code, from, uuid.UUID(f.ID))
		return err
	})
	p.must(err)
	return token
}

// otherStation founds a second station on the installation, with a unit and an officer; what stands
// there is canaried "biezhan".
func (p *portal) otherStation() station.StationID {
	p.t.Helper()
	ctx := context.Background()
	id, err := p.people.AddStation(ctx, accounts.Station{Host: "biezhan.example", NameZh: "biezhan站", NameEn: "biezhan", Districts: []accounts.District{{Key: "west", Zh: "西区", En: "West"}}})
	p.must(err)
	head := station.Actor{Person: station.PersonID{9}, Role: station.Administrator, Station: id, Strong: true, Fresh: true}
	_, err = p.people.PutUnit(ctx, p.scope(head, "settings.change"), accounts.Unit{NameZh: "biezhan窗口", NameEn: "biezhan desk"})
	p.must(err)
	p.must(p.people.ChangeRetention(ctx, p.scope(head, "settings.change"), accounts.KeepHold, 45))
	p.must(p.people.ChangeConnection(ctx, p.scope(head, "settings.change"), accounts.ConnectionChange{Kind: accounts.ConnectMail, Open: map[string]string{"host": "biezhan.example"}, Secrets: map[string]string{"password": "biezhan"}}))
	p.must(p.days.PutYear(ctx, head, year2027(), 0))
	p.must(p.days.PutDay(ctx, head, calendar.OwnDay{On: noon.AddDate(0, 0, 7), Reason: "biezhan"}))
	there := p.firmAt(id, "91330108MA2CEXA318")
	p.claimOf(there, "91330108MA2CEXA318")
	p.must(p.people.AddStaff(ctx, id, station.Officer, accounts.NewPerson{Name: "biezhan警", Email: "officer@biezhan.example", Password: password}))
	expert, _ := p.expertAt(id)
	p.reviewed(&firm{canary: "biezhan", owner: there, profile: p.profileOf(there)}, expert)
	p.learntAt(id, expert)
	p.releasedAt(id)
	p.briefedAt(id)
	return id
}

// tellFirm gives a firm a webhook, a message with its canary, and a choice of how to be told.
func (p *portal) tellFirm(f *firm) {
	p.t.Helper()
	ctx, hook := context.Background(), uuid.New()
	_, err := p.told.AddWebhook(ctx, f.owner, notices.WebhookID(hook), "https://"+f.canary+".example.com/in", notices.Events())
	p.must(err)
	p.must(p.db.Of(ctx, f.owner.Tenant(), func(ctx context.Context, tx pg.Tx) error {
		return p.told.Tell(ctx, tx, notices.Notice{Tenant: f.owner.Tenant(), To: notices.To(f.owner.Person), Kind: notices.MemberLeft, Key: "member.left:" + hook.String(), Args: notices.Args{"company": f.canary + "有限公司", "member": f.canary + "人"}})
	}))
	p.must(p.told.Prefer(ctx, f.owner, notices.Preferences{Work: notices.AtOnce, News: notices.Daily, Quiet: true}))
	items, _, err := p.told.Inbox(ctx, f.owner, "zh", false, notices.Cursor{}, 1)
	p.must(err)
	f.notice, f.hook = uuid.UUID(items[0].ID).String(), hook.String()
}

// staff signs in one member of the staff a role.
func (p *portal) staff() map[station.Role]string {
	p.t.Helper()
	out := map[station.Role]string{}
	for _, role := range station.Roles() {
		if role == station.Owner || role == station.Member {
			continue
		}
		email := string(role) + "@station.example"
		p.must(p.people.AddStaff(context.Background(), accounts.FirstStation, role, accounts.NewPerson{Name: string(role), Email: email, Password: password}))
		token, _, err := p.people.SignIn(context.Background(), email, password, accounts.Device{Address: "127.0.0.1"})
		p.must(err)
		out[role] = token
	}
	return out
}

// answer is what the portal said.
type answer struct {
	status   int
	body     string
	location string
	header   http.Header
}

func (p *portal) do(method, path, token string, form url.Values) answer {
	p.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, path, body)
	r.Host = "station.example"
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.AddCookie(&http.Cookie{Name: "station-visitor", Value: strings.Repeat("v", 43)})
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	}
	return p.answered(r)
}

func (p *portal) answered(r *http.Request) answer {
	p.t.Helper()
	response, err := p.App().Test(r, 20_000)
	p.must(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	p.must(err)
	return answer{response.StatusCode, string(text), response.Header.Get("Location"), response.Header}
}

var tokenField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// formToken reads the form token of a session off a page.
func (p *portal) formToken(token string) string {
	p.t.Helper()
	m := tokenField.FindStringSubmatch(p.do("GET", "/notice", token, nil).body)
	if m == nil {
		p.t.Fatal("no form token on /notice")
	}
	return m[1]
}

// post sends a form as a page of ours would.
func (p *portal) post(path, token string, form url.Values) answer {
	p.t.Helper()
	if form == nil {
		form = url.Values{}
	}
	form.Set("csrf", p.formToken(token))
	return p.do("POST", path, token, form)
}
