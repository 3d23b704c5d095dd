package advisor

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
)

func probed(t *testing.T, steps ...fakellm.Step) Probed {
	t.Helper()
	b := speaking(t, steps...)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	return b.a.Probe(ctx)
}

func TestAProbeShowsTheFirstWordsOfTheModel(t *testing.T) {
	got := probed(t, fakellm.Say("您好，我在。"+strings.Repeat("长", 200)))
	if got.Why != "" || got.Model != "fake-1" || !strings.HasPrefix(got.Words, "您好，我在。") || len([]rune(got.Words)) != probeWords {
		t.Errorf("%+v", got)
	}
}

func TestAProbeSaysWhatStoodInTheWay(t *testing.T) {
	for name, c := range map[string]struct {
		step fakellm.Step
		why  string
	}{
		"a wrong key":         {fakellm.Status(401), "key"},
		"no such model":       {fakellm.Status(404), "model"},
		"too many questions":  {fakellm.RateLimited("60"), "busy"},
		"a broken server":     {fakellm.Status(500), "status"},
		"a page, not a model": {fakellm.Typed("text/html", "<html>hello</html>"), "not_model"},
		"no JSON":             {fakellm.Garbage(""), "not_model"},
		"nothing is said":     {fakellm.HangBeforeHeader(), "timeout"},
		"silence":             {fakellm.HangMidStream(""), "timeout"},
		"an empty answer":     {fakellm.Say(""), "cut"},
		"a redirect":          {fakellm.Redirect("http://169.254.169.254/"), "redirect"},
	} {
		if got := probed(t, c.step); got.Why != c.why || strings.Contains(got.Detail, "sk-test") {
			t.Errorf("%s: %+v, want %s", name, got, c.why)
		}
	}
}

func TestAProbeDoesNotReachTheMetadataOfACloud(t *testing.T) {
	b := quoting(t)
	for _, url := range []string{"https://169.254.169.254/v1", "https://100.100.100.200/v1", "https://[fe80::1]/v1"} {
		a, err := New(Options{BaseURL: url, Model: "m", Clock: b.clock.tell, Dial: quick})
		if err != nil {
			continue // refused even earlier
		}
		if got := a.Probe(context.Background()); got.Why != "never" {
			t.Errorf("%s: %+v", url, got)
		}
		a.Close()
	}
}

func TestNobodyListens(t *testing.T) {
	b := quoting(t)
	a, err := New(Options{BaseURL: "http://127.0.0.1:1/v1", Model: "m", Clock: b.clock.tell, Dial: quick})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if got := a.Probe(context.Background()); got.Why != "unreachable" {
		t.Errorf("%+v", got)
	}
}
