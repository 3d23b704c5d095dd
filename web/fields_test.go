package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// TestForeignIdsInFieldsGiveNothingAway puts another company's ids where a form or a query takes
// one: the answer is that of an id that nobody has, and holds no canary.
func TestForeignIdsInFieldsGiveNothingAway(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	for role, token := range mine.tokens {
		for name, ask := range map[string]func(check, profile, upload string) answer{
			"checks after": func(check, _, _ string) answer { return p.do("GET", "/self-checks?after="+check, token, nil) },
			"profiles after": func(_, profile, _ string) answer {
				return p.do("GET", "/profiles?after="+profile, token, nil)
			},
			"profile beside another": func(_, profile, _ string) answer {
				return p.do("GET", "/profiles/"+mine.profile+"?before="+profile+"&with="+profile, token, nil)
			},
			"question about another's finding": func(_, profile, _ string) answer {
				return p.post("/profiles/"+mine.profile+"/ask", token, url.Values{"question": {"?"}, "finding": {profile}, "profile": {profile}})
			},
			"own row with another's upload": func(_, _, upload string) answer {
				return p.post("/lists/suppliers/rows/1", token, url.Values{"upload": {upload}, "base": {"1"}, "request": {upload}})
			},
		} {
			absent := ask(uuid.NewString(), uuid.NewString(), uuid.NewString())
			got := ask(other.check, other.profile, other.upload)
			if strings.Contains(got.body, other.canary) || strings.Contains(got.location, other.check) {
				t.Errorf("%s as %s: another company's data in the answer", name, role)
			}
			if got.status != absent.status {
				t.Errorf("%s as %s: %d, and %d for an id that nobody has", name, role, got.status, absent.status)
			}
		}
	}
	// the same request number of two companies are two commands
	request := uuid.NewString()
	for _, f := range []*firm{mine, other} {
		got := p.post("/self-checks/"+f.check+"/questions/company.exporter", f.tokens["owner"], url.Values{"request": {request}, "exporter": {"true"}, "seen.exporter": {"0"}})
		if got.status != 303 && got.status != 200 {
			t.Errorf("a request number that another company used: %d", got.status)
		}
		read := p.do("GET", "/self-checks/"+f.check+"/questions/company.exporter", f.tokens["owner"], nil)
		if !strings.Contains(read.body, "checked") {
			t.Errorf("%s: the answer was not kept", f.canary)
		}
	}
}
