package web_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

// stumbler is an assistant that panics before it says a word.
type stumbler struct{ silent }

func (stumbler) Label(station.StationID, string) string {
	var none []string
	return none[len(none)]
}

func TestAPanicIsTheFaultOfOneRequest(t *testing.T) {
	p := newPortalFitted(t, func(*web.Site) {}, func(r *web.Rooms) { r.Advisor = stumbler{} })
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner := f.tokens[station.Owner]
	got := p.do("GET", "/profiles/"+f.profile+"/ask", owner, nil)
	if got.status != 500 || !strings.Contains(got.body, "<main") || got.header.Get("Content-Security-Policy") == "" {
		t.Errorf("%d: %.300s", got.status, got.body)
	}
	if got := p.do("GET", "/profiles/"+f.profile, owner, nil); got.status != 200 {
		t.Errorf("the next request: %d", got.status)
	}
}
