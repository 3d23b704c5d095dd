package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

const group = "/questions/company.rpt_tangible" // four sums on one page

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// sheet is a question page as a browser without script holds it: hidden values and all inputs.
func (p *portal) sheet(t *testing.T, body string) url.Values {
	t.Helper()
	form := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`<input class="input[^"]*" id="f-[^"]+" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`<input type="radio" name="(keep\.[^"]+)" id="[^"]+" value="([^"]+)" checked>`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	if form.Get("request") == "" {
		t.Fatalf("no question page:\n%.600s", body)
	}
	return form
}

func (p *portal) holds(t *testing.T, f *firm, want map[string]string) {
	t.Helper()
	form := p.sheet(t, p.do("GET", "/self-checks/"+f.check+group, f.tokens[station.Owner], nil).body)
	for name, value := range want {
		if form.Get(name) != value {
			t.Errorf("%s is %q, want %q", name, form.Get(name), value)
		}
	}
}

func with(form url.Values, pairs ...string) url.Values {
	out := url.Values{}
	for name, values := range form {
		out[name] = values
	}
	for i := 0; i < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

func questions(t *testing.T) (*portal, *firm, string) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	// The firm's own check is closed by its profile: the questions are asked in a new one.
	a := p.post("/self-checks", f.tokens[station.Owner], url.Values{"areas": {"tax"}, "depth": {"full"}})
	f.check = strings.TrimPrefix(a.location, "/self-checks/")
	return p, f, "/self-checks/" + f.check + group
}

func TestAQuestionLeftAsItWasShownIsNoAnswer(t *testing.T) {
	p, f, page := questions(t)
	me, colleague := f.tokens[station.Owner], f.tokens[station.Member]
	shown := p.sheet(t, p.do("GET", page, me, nil).body)
	theirs := p.sheet(t, p.do("GET", page, colleague, nil).body)
	if a := p.do("POST", page, colleague, with(theirs, "rpt_tangible", "100", "rpt_financial", "7")); a.status != 303 {
		t.Fatalf("the colleague's answers: %d", a.status)
	}
	if a := p.do("POST", page, me, with(shown, "rpt_other", "5")); a.status != 303 {
		t.Errorf("empty inputs that were left alone conflict with a colleague's answers: %d", a.status)
	}
	p.holds(t, f, map[string]string{"rpt_tangible": "100", "rpt_financial": "7", "rpt_other": "5", "rpt_intangible": ""})

	shown = p.sheet(t, p.do("GET", page, me, nil).body)
	theirs = p.sheet(t, p.do("GET", page, colleague, nil).body)
	p.do("POST", page, colleague, with(theirs, "rpt_tangible", "200"))
	if a := p.do("POST", page, me, with(shown, "rpt_other", "6")); a.status != 303 {
		t.Errorf("an answer that was left as it was shown conflicts: %d", a.status)
	}
	p.holds(t, f, map[string]string{"rpt_tangible": "200", "rpt_other": "6"})

	shown = p.sheet(t, p.do("GET", page, me, nil).body)
	if a := p.do("POST", page, me, with(shown, "rpt_other", "")); a.status != 303 {
		t.Errorf("taking an answer back: %d", a.status)
	}
	p.holds(t, f, map[string]string{"rpt_other": "", "rpt_tangible": "200"})
}

func TestAThirdAnswerIsNotOverwrittenUnseen(t *testing.T) {
	p, f, page := questions(t)
	me, colleague := f.tokens[station.Owner], f.tokens[station.Member]
	shown := p.sheet(t, p.do("GET", page, me, nil).body)
	theirs := p.sheet(t, p.do("GET", page, colleague, nil).body)
	p.do("POST", page, colleague, with(theirs, "rpt_tangible", "100", "rpt_other", "9"))
	two := p.do("POST", page, me, with(shown, "rpt_tangible", "1", "rpt_other", "2"))
	if two.status != 409 || !strings.Contains(two.body, "100") {
		t.Fatalf("two answers: %d", two.status)
	}
	choice := p.sheet(t, two.body)
	theirs = p.sheet(t, p.do("GET", page, colleague, nil).body)
	p.do("POST", page, colleague, with(theirs, "rpt_tangible", "300"))

	third := p.do("POST", page, me, with(choice, "keep.rpt_tangible", "mine", "keep.rpt_other", "theirs"))
	if third.status != 409 || !strings.Contains(third.body, "300") {
		t.Fatalf("a third answer is overwritten unseen: %d", third.status)
	}
	if !strings.Contains(third.body, `name="rpt_other" value="9"`) {
		t.Error("what was given up for the other answer comes back as mine")
	}
	last := p.sheet(t, third.body)
	if a := p.do("POST", page, me, with(last, "keep.rpt_tangible", "mine")); a.status != 303 {
		t.Errorf("the chosen answer is not taken: %d", a.status)
	}
	p.holds(t, f, map[string]string{"rpt_tangible": "1", "rpt_other": "9"})
}

func TestAComplaintDoesNotMakeTheSenderSeeMore(t *testing.T) {
	p, f, page := questions(t)
	me, colleague := f.tokens[station.Owner], f.tokens[station.Member]
	shown := p.sheet(t, p.do("GET", page, me, nil).body)
	theirs := p.sheet(t, p.do("GET", page, colleague, nil).body)
	p.do("POST", page, colleague, with(theirs, "rpt_tangible", "100"))
	wrong := p.do("POST", page, me, with(shown, "rpt_tangible", "1,5"))
	if wrong.status != 422 || !strings.Contains(wrong.body, `name="rpt_tangible" value="1,5"`) {
		t.Fatalf("1,5: %d", wrong.status)
	}
	if a := p.do("POST", page, me, with(p.sheet(t, wrong.body), "rpt_tangible", "1.5")); a.status != 409 {
		t.Errorf("after a complaint a colleague's answer is overwritten unseen: %d", a.status)
	}
	both := p.do("POST", page, me, with(p.sheet(t, p.do("GET", page, me, nil).body), "rpt_tangible", "5", "rpt_tangible.instead", "dont_know"))
	if both.status != 422 || !strings.Contains(both.body, `name="rpt_tangible" value="5"`) || !regexp.MustCompile(`name="rpt_tangible.instead"[^>]*value="dont_know" checked`).MatchString(both.body) {
		t.Errorf("an answer and “not sure” at once: %d", both.status)
	}
	p.holds(t, f, map[string]string{"rpt_tangible": "100"})
}

// reply is what the script is told.
type reply struct {
	Saved, Request, Next string
	Seen, Shown          map[string]string
	Stale, Conflict      bool
}

func (p *portal) script(t *testing.T, page, token string, form url.Values) (int, reply) {
	t.Helper()
	r := httptest.NewRequest("POST", page, strings.NewReader(form.Encode()))
	r.Host = "station.example"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "application/json")
	r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	response, err := p.App().Test(r, 20_000)
	p.must(err)
	defer response.Body.Close()
	var said reply
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
		t.Fatalf("%d %v", response.StatusCode, err)
	}
	return response.StatusCode, said
}

func TestTheScriptIsToldWhatHolds(t *testing.T) {
	p, f, page := questions(t)
	me, colleague := f.tokens[station.Owner], f.tokens[station.Member]
	form := p.sheet(t, p.do("GET", page, me, nil).body)
	mine := with(form, "rpt_tangible", "200", "go", "later")
	status, said := p.script(t, page, me, mine)
	if status != 200 || said.Saved == "" || said.Stale || said.Next != "/self-checks/"+f.check || said.Request == form.Get("request") {
		t.Fatalf("%d %+v", status, said)
	}
	if len(said.Seen) != 1 || said.Seen["rpt_tangible"] != "1" || said.Shown["rpt_tangible"] == form.Get("shown.rpt_tangible") {
		t.Errorf("the script sees more than it sent: %+v", said)
	}
	p.do("POST", page, colleague, with(p.sheet(t, p.do("GET", page, colleague, nil).body), "rpt_tangible", "300"))
	if _, said = p.script(t, page, me, mine); !said.Stale || said.Seen["rpt_tangible"] != "" {
		t.Errorf("a command that comes again makes its sender see a colleague's newer answer: %+v", said)
	}
	newer := with(mine, "rpt_tangible", "250", "request", uuid.NewString(), "shown.rpt_tangible", "", "seen.rpt_tangible", "1")
	if status, said = p.script(t, page, me, newer); status != 409 || !said.Conflict {
		t.Errorf("an older answer over a newer one: %d %+v", status, said)
	}
	p.holds(t, f, map[string]string{"rpt_tangible": "300"})
}

func TestAPageIsMarkedForOnePerson(t *testing.T) {
	p, f, page := questions(t)
	mark := regexp.MustCompile(`data-person="([0-9a-f]{16})"`)
	first := mark.FindStringSubmatch(p.do("GET", page, f.tokens[station.Owner], nil).body)
	again := mark.FindStringSubmatch(p.do("GET", page, f.tokens[station.Owner], nil).body)
	other := mark.FindStringSubmatch(p.do("GET", page, f.tokens[station.Member], nil).body)
	if first == nil || again == nil || other == nil || first[1] != again[1] || first[1] == other[1] {
		t.Fatalf("marks %v %v %v", first, again, other)
	}
	if id := uuid.UUID(f.owner.Person).String(); strings.HasPrefix(strings.ReplaceAll(id, "-", ""), first[1]) {
		t.Error("the mark names the person")
	}
}
