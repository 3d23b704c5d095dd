package web_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// namedOnly are pages that name companies to who has to find them, and show nothing else that they gave.
var namedOnly = map[string]string{
	"GET /desk":             "whose licence waits: the name and the code, which the public register has too",
	"GET /expert/reviews":   "the name of a company whose review the expert has accepted",
	"GET /expert/conflicts": "what the expert has written about themselves",
	"GET /expert/texts":     "what the expert has written",

	"GET /expert/reviews/:review/word": "a form for a document, with nothing of the company on it",
}

// oneCompanys finds the pages that are of one company, whatever of it they hold: titles of findings, a file that is packed.
var oneCompanys = regexp.MustCompile(`^/admin/audit|/:(review|dispute|claim|licence)`)

// TestEveryReadingOfTheStaffIsToldToTheCompany asks every page as every role of the staff. Where the page is of one company, or holds a word of it, the
// company's list of who has looked is longer by a line that says who, when and what for.
func TestEveryReadingOfTheStaffIsToldToTheCompany(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	staff := p.staff()
	p.reviewedBy(staff[station.Expert], mine, other)
	p.must(connect(t, p.urls.Owner).QueryRow(t.Context(), `update app.disputes set taken_by = (select person_id from app.review_experts where review_id = $1 limit 1) where company_id = $2 returning id::text`, mine.review, mine.owner.Company).Scan(&mine.dispute))
	p.claimOf(mine.owner, "91330100MA2H2XJK0F")
	var licence, claim, file string
	p.must(connect(t, p.urls.Owner).QueryRow(t.Context(), `
		select (select id::text from app.verifications where company_id = $1), (select id::text from app.claims where company_id = $1), (select file_id::text from app.review_attachments where company_id = $1)`,
		mine.owner.Company).Scan(&licence, &claim, &file))
	own := strings.NewReplacer(":licence", licence, ":claim", claim, ":thread", mine.thread, ":comment", mine.thread, ":file", file)
	looks := func() (n int, last accounts.Look) {
		found, _, err := p.people.Looks(t.Context(), p.scope(mine.owner, "looks.read"), uuid.Nil, 500)
		p.must(err)
		if len(found) > 0 {
			last = found[0]
		}
		return len(found), last
	}
	read := 0
	for _, route := range routesOf(p) {
		method, path, _ := strings.Cut(route, " ")
		if method != "GET" || path == "/expert/reviews/:review/events" { // a stream of events without words
			continue
		}
		target := ids(own.Replace(path), mine, "own")
		if path == "/admin/audit" || path == "/admin/audit/trail.csv" {
			target += "?company=91330100MA2H2XJK0F"
		}
		for role, token := range staff {
			before, _ := looks()
			got := p.do(method, target, token, nil)
			tells := strings.Contains(got.body, mine.canary) || oneCompanys.MatchString(path)
			if got.status != 200 || !tells {
				continue
			}
			p.now = p.now.Add(1)
			after, last := looks()
			if namedOnly[route] != "" {
				continue
			}
			read++
			switch {
			case after == before:
				t.Errorf("%s as %s: it was read, and the company is not told", route, role)
			case last.Role != role || last.At.IsZero() || last.Person == "" || last.Purpose == "" || last.Thing == "":
				t.Errorf("%s as %s: the company is told %+v", route, role, last)
			}
		}
	}
	if read < 18 {
		t.Errorf("only %d readings: this test says little", read)
	}
}
