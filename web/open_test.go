package web_test

import (
	"strings"
	"testing"
)

// TestOpenItemsSayWhichCountryTheyAreAbout: the same question is asked of every host country.
func TestOpenItemsSayWhichCountryTheyAreAbout(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	page := p.do("GET", "/profiles/"+f.profile, f.tokens["owner"], nil)
	if page.status != 200 || !strings.Contains(page.body, "越南 · ") {
		t.Errorf("%d, and no open question names Vietnam", page.status)
	}
}
