package advisor

import (
	"context"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
)

const good = "上年度本地文档没有备妥。[F:TAX-015]\n报告建议立即编制本地文档并做可比性分析。[F:TAX-015]\n"

// half is said before something breaks: one whole sentence, and one that is not.
const half = "上年度本地文档没有备妥。[F:TAX-015]\n报告建议立即编制本"

const (
	whole1 = "text text answered"
	broken = "fallback.broken found.intro"
	cut    = "text cut.broken"
)

func TestAWholeAnswerStreams(t *testing.T) {
	b := speaking(t, fakellm.Say(good))
	got := b.ask(Question{Text: "本地文档怎么了"})
	if says(got) != whole1 || !got[2].Done || text(got) != "上年度本地文档没有备妥。\n报告建议立即编制本地文档并做可比性分析。\n" {
		t.Fatalf("%q %q", says(got), text(got))
	}
	if !slices.Equal(cites(got), []string{"TAX-015", "TAX-015"}) || got[0].Cite[0].Title != "本地文档缺失" {
		t.Errorf("cites %v", got[0].Cite)
	}
	if body := b.fake.Bodies()[0]; !strings.Contains(body, `"temperature":1e-45`) || !strings.Contains(body, `"include_usage":true`) {
		t.Error("temperature or usage is not asked for")
	}
}

func TestFaultsOfTheEndpoint(t *testing.T) {
	elsewhere := speaking(t, fakellm.Say(good))
	for _, c := range []struct {
		name  string
		steps []fakellm.Step
		want  string
		calls int
	}{
		{"429 with a short Retry-After is waited for", []fakellm.Step{fakellm.RateLimited("1"), fakellm.Say(good)}, whole1, 2},
		{"429 with a date", []fakellm.Step{fakellm.RateLimited("Tue, 24 Nov 2026 04:00:01 GMT"), fakellm.Say(good)}, whole1, 2},
		{"429 with a long Retry-After is not", []fakellm.Step{fakellm.RateLimited("3600")}, broken, 1},
		{"500 once", []fakellm.Step{fakellm.Status(500), fakellm.Say(good)}, whole1, 2},
		{"500 for ever", []fakellm.Step{fakellm.Status(500)}, broken, 3},
		{"401 is not tried again", []fakellm.Step{fakellm.Status(401)}, broken, 1},
		{"hang before the header", []fakellm.Step{fakellm.HangBeforeHeader()}, broken, 1},
		{"hang in the middle", []fakellm.Step{fakellm.HangMidStream(half)}, cut, 1},
		{"only comments after a while", []fakellm.Step{fakellm.KeepAlive(half, 50*time.Millisecond)}, cut, 1},
		{"only comments from the start", []fakellm.Step{fakellm.KeepAlive("", 50*time.Millisecond)}, broken, 1},
		{"reset in the middle", []fakellm.Step{fakellm.Reset(half)}, cut, 1},
		{"reset before a sentence", []fakellm.Step{fakellm.Reset("上年")}, broken, 1},
		{"end without reason or [DONE]", []fakellm.Step{fakellm.NoDone(good)}, cut, 1},
		{"end at once", []fakellm.Step{fakellm.NoDone("")}, broken, 1},
		{"garbage", []fakellm.Step{fakellm.Garbage(half)}, cut, 1},
		{"garbage at once", []fakellm.Step{fakellm.Garbage("")}, broken, 1},
		{"an error frame", []fakellm.Step{fakellm.ErrorFrame(half, `{ "error": {"message":"overloaded"}}`)}, cut, 1},
		{"another error frame", []fakellm.Step{fakellm.ErrorFrame(half, `{"object":"error","message":"overloaded"}`)}, cut, 1},
		{"a line without end", []fakellm.Step{fakellm.LongLine(100 << 20)}, broken, 1},
		{"a byte now and then", []fakellm.Step{fakellm.Drip(good, 20*time.Millisecond)}, broken, 1},
		{"200 with HTML", []fakellm.Step{fakellm.Typed("text/html", "<html>log in</html>")}, broken, 1},
		{"200 with JSON", []fakellm.Step{fakellm.Typed("application/json", `{"choices":[{"message":{"content":"x"}}]}`)}, broken, 1},
		{"no content type", []fakellm.Step{fakellm.Typed("", "data: x\n\n")}, broken, 1},
		{"a redirect", []fakellm.Step{fakellm.Redirect(elsewhere.fake.URL() + "/chat/completions")}, broken, 1},
		{"cut by length", []fakellm.Step{fakellm.Finish(half, "length")}, "text cut.length", 1},
		{"stopped by a filter", []fakellm.Step{fakellm.Finish(half, "content_filter")}, "text cut.filter", 1},
		{"a tool that nobody offered", []fakellm.Step{fakellm.Finish(half, "tool_calls")}, cut, 1},
		{"a citation that does not exist", []fakellm.Step{fakellm.Say("上年度本地文档没有备妥。[F:TAX-777]")}, "unsupported found.intro", 1},
		{"one that exists beside one that does not", []fakellm.Step{fakellm.Say("上年度本地文档没有备妥。[F:TAX-777, F:TAX-015]")}, "text answered", 1},
		{"a canary of another tenant", []fakellm.Step{fakellm.Say(good + "另一家企业 CANARY-7F3A 的报告也是这样。[F:TAX-015]\n大连金丝雀贸易有限公司也没有备妥。[F:TAX-015]")}, "text text dropped", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := goleak.IgnoreCurrent()
			b := speaking(t, c.steps...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := b.ask(Question{Text: "本地文档怎么了"})
			runtime.ReadMemStats(&after)
			if !strings.HasPrefix(says(got), c.want) {
				t.Errorf("says %q, want %q", says(got), c.want)
			}
			if last := got[len(got)-1]; last.Partial != strings.Contains(c.want, "cut.") {
				t.Errorf("partial %v", last.Partial)
			}
			if n := len(b.fake.Bodies()); n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			if grown := int64(after.TotalAlloc - before.TotalAlloc); grown > 64<<20 {
				t.Errorf("%d MB were used", grown>>20)
			}
			if strings.Contains(text(got), "CANARY") || strings.Contains(text(got), "金丝雀") || strings.Contains(text(got), "777") {
				t.Errorf("shown: %s", text(got))
			}
			b.a.Close()
			b.fake.Close()
			goleak.VerifyNone(t, base)
		})
	}
	if n := len(elsewhere.fake.Bodies()); n != 0 {
		t.Errorf("the other host was called %d times", n)
	}
}

func TestTheBreakerOpensRestsAndRecovers(t *testing.T) {
	limits := quick
	limits.Retries = -1
	b := speakingWith(t, limits, 0, fakellm.Status(500))
	for range 5 {
		b.ask(Question{Text: "本地文档"})
	}
	if got := says(b.ask(Question{Text: "本地文档"})); !strings.HasPrefix(got, "fallback.resting found.intro") || len(b.fake.Bodies()) != 5 {
		t.Fatalf("%s after %d calls", got, len(b.fake.Bodies()))
	}
	b.clock.on(2 * time.Minute)
	b.ask(Question{Text: "本地文档"}) // the trial fails
	if got := says(b.ask(Question{Text: "本地文档"})); !strings.HasPrefix(got, "fallback.resting") || len(b.fake.Bodies()) != 6 {
		t.Fatalf("%s after %d calls", got, len(b.fake.Bodies()))
	}
	b.clock.on(2 * time.Minute)
	b.fake.Then(fakellm.Say(good))
	for range 2 {
		if got := says(b.ask(Question{Text: "本地文档"})); got != whole1 {
			t.Fatal(got)
		}
	}
}

func TestTheBudgetIsOfATenantAndADay(t *testing.T) {
	b := speakingWith(t, quick, 12_000, fakellm.Say(good))
	spoke := 0
	for range 200 {
		if says(b.ask(Question{Text: "本地文档", Tenant: "a"})) == whole1 {
			spoke++
			continue
		}
		break
	}
	if got := says(b.ask(Question{Text: "本地文档", Tenant: "a"})); spoke == 0 || !strings.HasPrefix(got, "fallback.budget found.intro") {
		t.Errorf("after %d answers: %s", spoke, got)
	}
	if got := says(b.ask(Question{Text: "本地文档", Tenant: "b"})); got != whole1 {
		t.Errorf("another tenant: %s", got)
	}
	b.clock.on(24 * time.Hour)
	if got := says(b.ask(Question{Text: "本地文档", Tenant: "a"})); got != whole1 {
		t.Errorf("the next day: %s", got)
	}
}

func TestWhoLeavesEndsTheAnswer(t *testing.T) {
	b := speaking(t, fakellm.HangMidStream(half))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var got []Piece
	err := b.a.Answer(ctx, Question{Text: "本地文档", Document: b.doc}, func(p Piece) error { got = append(got, p); cancel(); return nil })
	if !errors.Is(err, context.Canceled) || len(got) != 1 || got[0].Done || got[0].Partial {
		t.Errorf("%v after %d pieces", err, len(got))
	}
	gone := errors.New("gone")
	if err := b.a.Answer(context.Background(), Question{Text: "本地文档", Document: b.doc}, func(Piece) error { return gone }); !errors.Is(err, gone) {
		t.Error(err)
	}
	if !b.a.breaker.allow(b.clock.tell()) || b.a.breaker.fails != 0 {
		t.Error("a visitor who leaves counts as a failure")
	}
}

func TestTooManyAtOnceAreAnsweredFromTheReport(t *testing.T) {
	limits := quick
	limits.AtOnce = 1
	b := speakingWith(t, limits, 0, fakellm.HangMidStream(half))
	var wait sync.WaitGroup
	heard := make(chan string, 2)
	for range 2 {
		wait.Go(func() { heard <- says(b.ask(Question{Text: "本地文档"})) })
	}
	wait.Wait()
	all := <-heard + " / " + <-heard
	if !strings.Contains(all, "fallback.busy found.intro") || !strings.Contains(all, cut) {
		t.Error(all)
	}
}

func TestOnlyTheConfiguredHostIsCalled(t *testing.T) {
	for _, url := range []string{"ftp://x/v1", "http://example.com/v1", "https://user:pw@example.com/v1", "https://example.com/v1?x=1", "nonsense", "http://8.8.8.8/v1"} {
		if _, err := New(Options{BaseURL: url, Model: "m", Clock: time.Now}); err == nil {
			t.Errorf("%s was taken", url)
		}
	}
	if refuseLinkLocal("tcp", "169.254.169.254:80", nil) == nil || refuseLinkLocal("tcp", "[fe80::1]:80", nil) == nil {
		t.Error("the metadata service may be called")
	}
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	b := speaking(t, fakellm.Say(good))
	if got := says(b.ask(Question{Text: "本地文档"})); got != whole1 {
		t.Errorf("through a proxy of the environment: %s", got)
	}
	w := b.a.voice.(*model).wire
	req, _ := http.NewRequestWithContext(withGuard(context.Background(), b.a.compose(Question{Text: "x", Lang: "zh"}, &profile{}, aim{})), http.MethodPost, "http://localhost:9/v1", strings.NewReader("{}"))
	var tr *trouble
	if _, err := w.RoundTrip(req); !errors.As(err, &tr) || tr.kind != "another host" {
		t.Error(err)
	}
	bare, _ := http.NewRequestWithContext(context.Background(), http.MethodPost, b.fake.URL(), strings.NewReader("{}"))
	if _, err := w.RoundTrip(bare); !errors.As(err, &tr) || tr.kind != "no guard" {
		t.Error(err)
	}
}
