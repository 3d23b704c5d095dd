package web_test

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// heard is a stream of events as somebody hears it.
type heard struct {
	mu    sync.Mutex
	text  strings.Builder
	ended chan struct{}
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

// until waits for a text.
func (h *heard) until(t *testing.T, want string, within time.Duration) {
	t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if strings.Contains(h.String(), want) {
			return
		}
	}
	t.Errorf("%q was not heard within %s, but\n%s", want, within, h)
}

// listen opens a stream over a real connection.
func (c *consultation) listen(base, token, last string) *heard {
	c.t.Helper()
	ctx, cancel := context.WithCancel(c.t.Context())
	c.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+c.path("/events"), nil)
	c.must(err)
	r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	response, err := http.DefaultClient.Do(r)
	c.must(err)
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/event-stream" {
		c.t.Fatalf("%d %s", response.StatusCode, response.Header.Get("Content-Type"))
	}
	h := &heard{ended: make(chan struct{})}
	go func() {
		defer close(h.ended)
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			h.mu.Lock()
			h.text.WriteString(lines.Text() + "\n")
			h.mu.Unlock()
		}
	}()
	return h
}

func (c *consultation) serve() string {
	c.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	c.must(err)
	go func() { _ = c.Serve(listener) }()
	c.t.Cleanup(func() { _ = c.Shutdown(5 * time.Second) })
	return "http://" + listener.Addr().String()
}

func TestExpertsHearWhatHappensAndWhoIsHereWhileTheyMay(t *testing.T) {
	c := newConsultation(t)
	base := c.serve()
	c.must(c.conclude(okay, 0))
	one := c.listen(base, c.tokens[c.lead.Person], "")
	one.until(t, "event: began", 3*time.Second)
	two := c.listen(base, c.tokens[c.second.Person], "")
	two.until(t, "沈律师", 3*time.Second)
	one.until(t, "陆律师", 4*time.Second)
	c.must(c.reviews.Dissent(t.Context(), c.as(c.second, "report.annotate"), c.id, "zijian不同意见", 0, uuid.New(), nil))
	one.until(t, `"kind":"dissent","mine":false`, 4*time.Second)
	two.until(t, `"kind":"dissent","mine":true`, 4*time.Second)
	if strings.Contains(one.String(), "zijian") {
		t.Error("words go through the stream")
	}
	again := c.listen(base, c.tokens[c.lead.Person], "0") // the network was lost before the first event
	again.until(t, `"kind":"conclusion"`, 3*time.Second)
	again.until(t, `"kind":"dissent"`, 3*time.Second)
	c.must(c.reviews.Withdraw(t.Context(), c.scope(c.f.owner, "review.withdraw"), c.id, nil))
	began := time.Now()
	for _, h := range []*heard{one, two, again} {
		select {
		case <-h.ended:
		case <-time.After(5*time.Second - time.Since(began)):
			t.Fatalf("a stream goes on %s after the consent was withdrawn", time.Since(began))
		}
		if !strings.Contains(h.String(), "event: ended") {
			t.Errorf("it ends without a word: %s", h)
		}
	}
	t.Logf("ended %s after the withdrawal", time.Since(began).Round(time.Millisecond))
}

func TestAStreamEndsWithItsSessionAndIsNobodyElses(t *testing.T) {
	c := newConsultation(t)
	base := c.serve()
	_, stranger := c.verified("旁人", "13301201510129999")
	for name, token := range map[string]string{"another expert": stranger, "the owner": c.f.tokens[station.Owner], "nobody": ""} {
		if got := c.do("GET", c.path("/events"), token, nil); got.status == 200 {
			t.Errorf("%s hears events", name)
		}
	}
	h := c.listen(base, c.tokens[c.second.Person], "")
	h.until(t, "event: began", 3*time.Second)
	c.post("/signout", c.tokens[c.second.Person], nil)
	select {
	case <-h.ended:
	case <-time.After(5 * time.Second):
		t.Error("a stream goes on after its session")
	}
}

func TestThePortalClosesWithoutWaitingForStreams(t *testing.T) {
	c := newConsultation(t)
	h := c.listen(c.serve(), c.tokens[c.lead.Person], "")
	h.until(t, "event: began", 3*time.Second)
	began := time.Now()
	if err := c.Shutdown(15 * time.Second); err != nil || time.Since(began) > 10*time.Second {
		t.Errorf("it took %s to close: %v", time.Since(began), err)
	}
	<-h.ended
}
