package web_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// TestForeignPeopleUnitsAndInvitationsReadAsAbsent tries what belongs to another company or another
// station by its right id, and an id of nothing: both are answered alike, and nothing changes there.
func TestForeignPeopleUnitsAndInvitationsReadAsAbsent(t *testing.T) {
	p := newPortal(t)
	ctx := context.Background()
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	elsewhere, staff := p.otherStation(), p.staff()
	head := station.Actor{Person: station.PersonID{9}, Role: station.Security, Station: elsewhere, Strong: true, Fresh: true}
	theirStaff, err := p.people.Staff(ctx, p.scope(head, "staff.read"))
	p.must(err)
	invitation := uuid.New()
	_, err = p.people.Invite(ctx, p.scope(head, "staff.invite"), invitation, "he@biezhan.example", station.Officer, station.UnitID{}, nil)
	p.must(err)
	units, err := p.people.Units(ctx, p.scope(station.Actor{Person: station.PersonID{9}, Role: station.Administrator, Station: elsewhere, Strong: true}, "settings.read"))
	p.must(err)
	people, err := p.people.People(ctx, p.scope(other.owner, "people.read"))
	p.must(err)
	asked := uuid.New()
	_, err = p.people.Invite(ctx, p.scope(other.owner, "people.invite"), asked, "neu@example.com", station.Member, station.UnitID{}, nil)
	p.must(err)
	text := func(id [16]byte) string { return uuid.UUID(id).String() }
	sessions := p.count(`select count(*) from sessions`)
	cases := []struct {
		path, foreign, token string
		form                 url.Values
	}{
		{"/people/:x/remove", text(people[1].ID), mine.tokens["owner"], nil},
		{"/people/:x/signout", text(people[1].ID), mine.tokens["owner"], nil},
		{"/people/:x/signout", text(theirStaff[0].ID), mine.tokens["owner"], nil},
		{"/admin/staff/:x/signout", text(theirStaff[0].ID), staff[station.Security], nil},
		{"/admin/staff/:x/signout", text(people[1].ID), staff[station.Security], nil},
		{"/people/:x/recover", text(people[1].ID), mine.tokens["owner"], nil},
		{"/people/:x/recover", text(theirStaff[0].ID), mine.tokens["owner"], nil},
		{"/people/:x/factors/reset", text(people[1].ID), mine.tokens["owner"], nil},
		{"/people/:x/factors/reset", text(theirStaff[0].ID), mine.tokens["owner"], nil},
		{"/admin/staff/:x/factors/reset", text(theirStaff[0].ID), staff[station.Security], nil},
		{"/admin/staff/:x/factors/reset", text(people[1].ID), staff[station.Security], nil},
		{"/account/factors/:x/name", text(people[1].ID), mine.tokens["owner"], url.Values{"name": {"x"}}},
		{"/account/factors/:x/remove", text(people[1].ID), mine.tokens["owner"], nil},
		{"/people/invitations/:x/revoke", asked.String(), mine.tokens["owner"], nil},
		{"/people/invitations/:x/revoke", invitation.String(), mine.tokens["owner"], nil},
		{"/admin/staff/:x", text(theirStaff[0].ID), staff[station.Security], url.Values{"role": {"officer"}}},
		{"/admin/staff/:x", text(people[1].ID), staff[station.Security], url.Values{"role": {"officer"}}},
		{"/admin/staff/:x/disable", text(theirStaff[0].ID), staff[station.Security], nil},
		{"/admin/staff/:x/disable", text(people[1].ID), staff[station.Security], nil},
		{"/admin/staff/invitations/:x/revoke", invitation.String(), staff[station.Security], nil},
		{"/admin/staff/invitations/:x/revoke", asked.String(), staff[station.Security], nil},
		{"/admin/units/:x/close", text(units[0].ID), staff[station.Administrator], nil},
	}
	for _, c := range cases {
		absent := p.post(strings.Replace(c.path, ":x", uuid.NewString(), 1), c.token, c.form)
		got := p.post(strings.Replace(c.path, ":x", c.foreign, 1), c.token, c.form)
		if got.status != absent.status || got.status < 400 || len(got.body) != len(absent.body) {
			t.Errorf("%s: %d, %d bytes; an absent id gives %d, %d bytes", c.path, got.status, len(got.body), absent.status, len(absent.body))
		}
		for _, canary := range []string{"biezhan", "bieren"} {
			if strings.Contains(got.body, canary) {
				t.Errorf("%s: another's data in the answer", c.path)
			}
		}
	}
	for token, page := range map[string]string{staff[station.Security]: "/admin/staff", staff[station.Administrator]: "/admin/units", staff[station.Auditor]: "/admin/audit", mine.tokens["owner"]: "/people"} {
		body := p.do("GET", page, token, nil).body
		if strings.Contains(body, "biezhan") || strings.Contains(body, "bieren") {
			t.Errorf("%s shows another's", page)
		}
	}
	if still, err := p.people.Staff(ctx, p.scope(head, "staff.read")); err != nil || !slices.ContainsFunc(still, func(m accounts.Colleague) bool { return m.Disabled == nil && m.Role == station.Officer }) {
		t.Errorf("the other station's staff: %+v, %v", still, err)
	}
	if still, err := p.people.People(ctx, p.scope(other.owner, "people.read")); err != nil || len(still) != 2 {
		t.Errorf("the other company's people: %+v, %v", still, err)
	}
	if n := p.count(`select count(*) from sessions`); n != sessions {
		t.Errorf("%d sessions, there were %d", n, sessions)
	}
	if n := p.count(`select count(*) from invitations where revoked_at is not null`); n != 0 {
		t.Errorf("%d invitations of others were revoked", n)
	}
}

// TestAnAuditorSeesTheOwnStationsCompaniesOnly asks for trails by credit code.
func TestAnAuditorSeesTheOwnStationsCompaniesOnly(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	elsewhere, staff := p.otherStation(), p.staff()
	p.must(p.people.AddStaff(context.Background(), elsewhere, station.Auditor, accounts.NewPerson{Name: "别站审计", Email: "auditor@biezhan.example", Password: password}))
	theirs, _, err := p.people.SignIn(context.Background(), "auditor@biezhan.example", password, accounts.Device{})
	p.must(err)
	page := "/admin/audit?company=91330100MA2H2XJK0F"
	if got := p.do("GET", page, staff[station.Auditor], nil); got.status != 200 || !strings.Contains(got.body, "zijian有限公司") || !strings.Contains(got.body, "check.submit") {
		t.Errorf("the own station's auditor: %d", got.status)
	}
	foreign, absent := p.do("GET", page, theirs, nil), p.do("GET", "/admin/audit?company=91330109MA2GL8F33A", theirs, nil)
	if foreign.status != 422 || foreign.status != absent.status || len(foreign.body) != len(absent.body) || strings.Contains(foreign.body, "zijian") {
		t.Errorf("another station's auditor: %d, %d bytes; for an absent code %d, %d bytes", foreign.status, len(foreign.body), absent.status, len(absent.body))
	}
	lines, _, err := p.people.Trail(context.Background(), accounts.Scope{}, accounts.Audited{Whose: station.Tenant{Company: f.owner.Company}}, accounts.TrailFilter{Action: "look."})
	if err != nil || len(lines) != 2 || lines[0].Action != "look.trail" {
		t.Errorf("the company's own trail says %+v of the auditor, %v", lines, err)
	}
}

// TestTheTrailIsCheckedAndTakenAwayOnThePage walks the auditor's page.
func TestTheTrailIsCheckedAndTakenAwayOnThePage(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	auditor := p.staff()[station.Auditor]
	if got := p.do("GET", "/admin/audit?company=91330100MA2H2XJK0F&check=1", auditor, nil); !strings.Contains(got.body, "没有改动") {
		t.Errorf("%d, and the whole trail is not said to hold", got.status)
	}
	if got := p.do("GET", "/admin/audit?from=gestern", auditor, nil); got.status != 422 || !strings.Contains(got.body, "2026-11-23") {
		t.Errorf("a day that is none: %d", got.status)
	}
	got := p.do("GET", "/admin/audit/trail.csv?company=91330100MA2H2XJK0F&action=consent.", auditor, nil)
	if got.status != 200 || strings.Count(got.body, "\n") != 3 || !strings.Contains(got.body, "consent.give") {
		t.Errorf("the file: %d\n%s", got.status, got.body)
	}
	p.SetExportLimit(1)
	if got := p.do("GET", "/admin/audit/trail.csv?company=91330100MA2H2XJK0F&action=consent.", auditor, nil); got.status != 422 || !strings.Contains(got.body, "分几次导出") || strings.Contains(got.body, "consent.give") {
		t.Errorf("a search that one file does not hold: %d, and it is not said", got.status)
	}
}

// count counts rows as the owner of the database.
func (p *portal) count(sql string) int {
	p.t.Helper()
	c := connect(p.t, p.urls.Owner)
	_, err := c.Exec(context.Background(), `set search_path = app`)
	p.must(err)
	return column[int](p.t, c, strings.Replace(sql, "count(*)", "count(*)::int", 1))[0]
}

// TestGoingOnForAnotherCompanyProvesNothing switches to a company, the same one, long after the last proof: a
// privileged act asks as before.
func TestGoingOnForAnotherCompanyProvesNothing(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	p.now = p.now.Add(accounts.FreshFor)
	got := p.post("/account/company", f.tokens["owner"], url.Values{"company": {uuid.UUID(f.owner.Company).String()}})
	var token string
	for _, cookie := range (&http.Response{Header: got.header}).Cookies() {
		if cookie.Name == "station-session" {
			token = cookie.Value
		}
	}
	if got.status != 303 || token == "" || token == f.tokens["owner"] {
		t.Fatalf("switch: %d, and no session of its own", got.status)
	}
	if home := p.do("GET", "/home", token, nil); home.status != 200 {
		t.Errorf("the new session: %d", home.status)
	}
	if got := p.post("/people/transfer", token, nil); got.status != 403 || !strings.Contains(got.body, `action="/prove"`) {
		t.Errorf("a privileged act after the switch: %d", got.status)
	}
}
