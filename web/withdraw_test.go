package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// TestAConsentIsTakenBackWhateverElseIsAgreedTo has a company that has not agreed to the notice in force take back what it agreed to before: a review,
// a dispute. Nobody has to agree to something in order to withdraw something else.
func TestAConsentIsTakenBackWhateverElseIsAgreedTo(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, token := p.verified("沈律师", "13301201510123456")
	p.reviewed(f, expert)
	_, err := connect(t, p.urls.Owner).Exec(t.Context(), `update app.consents set version = 'before' where company_id = $1 and kind = 'privacy'`, f.owner.Company)
	p.must(err)
	owner, member := f.tokens[station.Owner], f.tokens[station.Member]
	if got := p.do("GET", "/reviews/"+f.review, owner, nil); got.status != 303 || !strings.HasPrefix(got.location, "/notice") {
		t.Fatalf("%d %s: the notice is agreed to, so this test says nothing", got.status, got.location)
	}
	dispute := findingURL(f) + "/dispute"
	page := p.do("GET", "/privacy", owner, nil).body
	for _, action := range []string{"/reviews/" + f.review + "/withdraw", dispute + "/withdraw"} {
		if !strings.Contains(page, `action="`+action+`"`) {
			t.Errorf("the page of what was agreed to does not offer %s", action)
		}
		if strings.Contains(p.do("GET", "/privacy", member, nil).body, `action="`+action+`"`) {
			t.Errorf("a member is offered %s", action)
		}
		if got := p.post(action, owner, url.Values{"back": {"privacy"}}); got.status != 303 || got.location != "/privacy?done=withdrawn" {
			t.Errorf("%s: %d %s", action, got.status, got.location)
		}
	}
	if page := p.do("GET", "/privacy", owner, nil).body; strings.Contains(page, "/withdraw\">") && strings.Contains(page, f.review) {
		t.Error("what was taken back is still listed")
	}
	if got := p.do("GET", "/expert/reviews/"+f.review, token, nil); got.status != 404 {
		t.Errorf("the expert still reads: %d", got.status)
	}
	if _, err := p.reviews.GrantedDispute(t.Context(), expert, uuid.MustParse(f.dispute)); err == nil {
		t.Error("the expert still answers the dispute")
	}
}

func findingURL(f *firm) string { return "/profiles/" + f.profile + "/findings/" + deposits }
