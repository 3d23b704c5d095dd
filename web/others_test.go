package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// theirs gives, for a parameter of a route, the ids of what is another company's or another station's; $1 is the station, $2 the
// other company of the own one. Of the own station's companies officers see licences and claims, and experts open disputes.
var theirs = map[string]string{
	":claim":      `select id::text from app.claims where station_id = $1 and $2::uuid is not null`,
	":licence":    `select id::text from app.verifications where station_id = $1 and $2::uuid is not null`,
	":person":     `select person_id::text from app.staff where station_id = $1 union select person_id::text from app.memberships where company_id = $2`,
	":invitation": `select id::text from app.invitations where station_id = $1 or company_id = $2`,
	":unit":       `select id::text from app.units where station_id = $1 and $2::uuid is not null`,
	":session":    `select id::text from app.sessions where station_id = $1 or company_id = $2`,
	":factor":     `select id::text from app.factors where person_id in (select person_id from app.staff where station_id = $1 union select person_id from app.memberships where company_id = $2)`,
	":review":     `select id::text from app.reviews where station_id = $1 or company_id = $2`,
	":thread":     `select id::text from app.review_threads where station_id = $1 or company_id = $2`,
	":comment":    `select c.id::text from app.review_comments c join app.companies f on f.id = c.company_id where f.station_id = $1 or f.id = $2`,
	":file":       `select t.file_id::text from app.review_attachments t join app.companies f on f.id = t.company_id where f.station_id = $1 or f.id = $2`,
	":override":   `select id::text from app.review_overrides where station_id = $1 or company_id = $2`,
	":dispute":    `select id::text from app.disputes where station_id = $1 and $2::uuid is not null`,
	":conflict":   `select id::text from app.review_conflicts where station_id = $1 and $2::uuid is not null`,
	":text":       `select id::text from app.review_texts where station_id = $1 and $2::uuid is not null`,
	":case":       `select id::text from app.review_cases where station_id = $1 and $2::uuid is not null`,
	":signingkey": `select id from app.review_keys where station_id = $1 and $2::uuid is not null`,
	":brief":      `select id::text from app.briefs where station_id = $1 and $2::uuid is not null`,
	":delivery":   `select d.id::text from app.deliveries d where d.tenant_id in ($1, $2)`,
	":upload":     `select id::text from app.uploads where company_id = $2 and $1::uuid is not null`,
	":id":         "", // depends on the path, see thingOf
}

// nobodys are parameters that name nothing of a company's or a station's, each with the reason.
var nobodys = map[string]string{
	":chapter": "of the guide", ":digest": "a logo is public", ":hash": "signed reports are checked by anybody who has them", ":kind": "a kind of connection, of the own station",
	":list": "a list of the own company", ":place": "a question", ":key": "a finding of the own profile", ":ref": "a country", ":row": "a row of an own list", ":revision": "rules are the same for all",
	":table": "a table of the own release", ":year": "a year of the own station's holidays", ":token": "256 random bits; tests of invitations, links and claims",
	":job": "a job of the installation holds ids and no more; TestJobs",
}

// thingOf gives what :id names on a path.
func thingOf(path string) string {
	if strings.HasPrefix(path, "/inbox") {
		return `select notice_id::text from app.inbox where tenant_id in ($1, $2)`
	}
	if strings.HasPrefix(path, "/settings/webhooks") {
		return `select id::text from app.webhooks where tenant_id in ($1, $2)`
	}
	for prefix, table := range map[string]string{"/profiles": "profiles", "/self-checks": "self_checks"} {
		if strings.HasPrefix(path, prefix) {
			return `select t.id::text from app.` + table + ` t join app.companies f on f.id = t.company_id where f.station_id = $1 or f.id = $2`
		}
	}
	return `select '` + path + ` names nothing that is known' where $1::uuid is null and $2::uuid is null`
}

var parameter = regexp.MustCompile(`:[a-z]+`)

// TestNothingOfAnotherCompanyOrStationIsReachedByItsId takes every parameter of every route, puts in what is another company's or
// another station's, and asks as every role: the answer is the one for an id of nothing, to the byte, and holds no canary.
func TestNothingOfAnotherCompanyOrStationIsReachedByItsId(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	elsewhere, staff := p.otherStation(), p.staff()
	p.accept(mine, other)
	p.reviewedBy(staff[station.Expert], mine, other)
	p.foreignRest(elsewhere, other)
	tokens := tokensOf(mine, staff)
	owner, found := connect(t, p.urls.Owner), map[string][]string{}
	foreign := func(name, path string) []string {
		sql := theirs[name]
		if name == ":id" {
			sql = thingOf(path)
		}
		if ids, known := found[sql]; known {
			return ids
		}
		ids := column[string](t, owner, sql, [16]byte(elsewhere), [16]byte(other.owner.Company))
		if len(ids) == 0 {
			t.Errorf("%s of %s: others have none, so the test says nothing", name, path)
		}
		found[sql] = ids[:min(len(ids), 3)]
		return found[sql]
	}
	for _, route := range routesOf(p) {
		method, path, _ := strings.Cut(route, " ")
		for _, name := range parameter.FindAllString(path, -1) {
			if nobodys[name] != "" {
				continue
			}
			if _, known := theirs[name]; !known {
				t.Errorf("%s: say whose %s is", route, name)
				continue
			}
			target := func(id string) string { return ids(strings.Replace(path, name, id, 1), mine, "own") }
			for role, token := range tokens {
				if name != ":review" && strings.HasSuffix(path, "/events") {
					continue
				}
				absent := p.ask(method, target(absentLike(name)), token)
				for _, id := range foreign(name, path) {
					got := p.ask(method, target(id), token)
					if got.status != absent.status || len(got.body) != len(absent.body) {
						t.Errorf("%s as %s, another's %s: %d, %d bytes; an id of nothing gives %d, %d bytes", route, role, name, got.status, len(got.body), absent.status, len(absent.body))
					}
					if strings.Contains(got.body, "biezhan") || strings.Contains(got.body, "bieren") || got.status == http.StatusOK {
						t.Errorf("%s as %s, another's %s: %d, and another's data in the answer", route, role, name, got.status)
					}
				}
			}
		}
	}
}

// TestNothingOfAnotherIsReachedByAnIdInAForm puts what is another company's or another station's into the fields of forms, and an id
// of nothing: both are answered alike, and nothing comes of it.
func TestNothingOfAnotherIsReachedByAnIdInAForm(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	elsewhere, staff := p.otherStation(), p.staff()
	p.accept(mine, other)
	one := func(sql string, with ...any) string {
		return column[string](t, connect(t, p.urls.Owner), sql, with...)[0]
	}
	unit := one(`select id::text from app.units where station_id = $1`, [16]byte(elsewhere))
	colleague := one(`select person_id::text from app.staff where station_id <> $1`, [16]byte(elsewhere))
	member := one(`select person_id::text from app.memberships where company_id = $1 and role = 'member'`, [16]byte(other.owner.Company))
	expert := one(`select person_id::text from app.staff where station_id = $1 and role = 'expert'`, [16]byte(elsewhere))
	cases := []struct {
		path, field, foreign, token string
		form                        url.Values
	}{
		{"/admin/staff", "unit", unit, staff[station.Security], url.Values{"email": {"neu@station.example"}, "role": {"officer"}}},
		{"/admin/staff/" + colleague, "unit", unit, staff[station.Security], url.Values{"role": {"officer"}}},
		{"/people/transfer", "new_owner", member, mine.tokens[station.Owner], url.Values{"sure": {"1"}}},
		{"/account/company", "company", uuid.UUID(other.owner.Company).String(), mine.tokens[station.Owner], nil},
		{"/profiles/" + mine.profile + "/review", "expert", expert, mine.tokens[station.Owner], url.Values{"part": {"whole"}, "question": {"问题"}, "agree": {"1"}, "consent": {"1"}}},
		{"/profiles/" + mine.profile + "/review", "profile", other.profile, mine.tokens[station.Owner], url.Values{"part": {"whole"}, "question": {"问题"}}},
	}
	for _, c := range cases {
		try := func(id string) answer {
			form := url.Values{c.field: {id}}
			for name, values := range c.form {
				form[name] = values
			}
			return p.post(c.path, c.token, form)
		}
		absent, got := try(uuid.NewString()), try(c.foreign)
		if got.status != absent.status || got.status < 400 || len(got.body) != len(absent.body) {
			t.Errorf("%s, another's %s: %d, %d bytes; an id of nothing gives %d, %d bytes", c.path, c.field, got.status, len(got.body), absent.status, len(absent.body))
		}
		if strings.Contains(got.body, "biezhan") || strings.Contains(got.body, "bieren") {
			t.Errorf("%s, another's %s: another's data in the answer", c.path, c.field)
		}
	}
	if n := p.count(`select count(*) from invitations where email_mark is not null`); n != 0 {
		t.Errorf("%d were invited into a unit that the station does not have", n)
	}
}

// absentLike is an id of nothing, as long as the real ones.
func absentLike(name string) string {
	if name == ":signingkey" {
		return strings.Repeat("0", 64)
	}
	return uuid.NewString()
}

// foreignRest gives the others what the rest of the harness does not: invitations, factors and sessions.
func (p *portal) foreignRest(elsewhere station.StationID, other *firm) {
	p.t.Helper()
	ctx := p.t.Context()
	head := station.Actor{Person: station.PersonID{9}, Role: station.Security, Station: elsewhere, Strong: true, Fresh: true}
	_, err := p.people.Invite(ctx, p.scope(head, "staff.invite"), uuid.New(), "neu@biezhan.example", station.Officer, station.UnitID{}, nil)
	p.must(err)
	_, err = p.people.Invite(ctx, p.scope(other.owner, "people.invite"), uuid.New(), "neu@bieren.example", station.Member, station.UnitID{}, nil)
	p.must(err)
	_, err = connect(p.t, p.urls.Owner).Exec(ctx, `insert into app.factors (person_id, id, kind, name, sealed, created_at) select person_id, gen_random_uuid(), 'totp', 'biezhan', 'x', now() from app.staff where station_id = $1 limit 1`, elsewhere)
	p.must(err)
}
