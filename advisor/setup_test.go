package advisor

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is a day on which nothing happens by itself.
type hands struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hands) tell() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }
func (h *hands) on(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

type bench struct {
	t     *testing.T
	a     *Advisor
	fake  *fakellm.Server
	clock *hands
	doc   json.RawMessage
}

// quick are limits for tests on a busy machine.
var quick = Limits{Header: 400 * time.Millisecond, First: 600 * time.Millisecond, Idle: 400 * time.Millisecond, Total: 4 * time.Second, Pause: time.Millisecond, RetryAfter: 1200 * time.Millisecond, Rest: time.Minute, Retries: 2}

func document(t testing.TB) json.RawMessage {
	t.Helper()
	doc, err := os.ReadFile("testdata/profile.json")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func quoting(t *testing.T) *bench {
	t.Helper()
	clock := &hands{now: time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC)}
	a, err := New(Options{Clock: clock.tell})
	if err != nil {
		t.Fatal(err)
	}
	return &bench{t: t, a: a, clock: clock, doc: document(t)}
}

func speaking(t *testing.T, steps ...fakellm.Step) *bench { return speakingWith(t, quick, 0, steps...) }

func speakingWith(t *testing.T, limits Limits, budget int, steps ...fakellm.Step) *bench {
	t.Helper()
	fake, err := fakellm.Start(steps...)
	if err != nil {
		t.Fatal(err)
	}
	b := quoting(t)
	b.fake = fake
	if b.a, err = New(Options{BaseURL: fake.URL(), Model: "fake-1", APIKey: "sk-test", Clock: b.clock.tell, Budget: budget, Dial: limits}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.a.Close(); fake.Close() })
	return b
}

func (b *bench) ask(q Question) []Piece {
	b.t.Helper()
	if q.Lang == "" {
		q.Lang = "zh"
	}
	if q.Document == nil {
		q.Document = b.doc
	}
	var out []Piece
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := b.a.Answer(ctx, q, func(p Piece) error { out = append(out, p); return nil }); err != nil {
		b.t.Fatalf("%q: %v", q.Text, err)
	}
	b.sound(out)
	return out
}

// sound holds what is true of every answer: it ends once, and as Done or Partial.
func (b *bench) sound(pieces []Piece) {
	b.t.Helper()
	for i, p := range pieces {
		if ends := p.Done || p.Partial; ends != (i == len(pieces)-1) || (p.Done && p.Partial) {
			b.t.Errorf("piece %d of %d: done %v, partial %v", i+1, len(pieces), p.Done, p.Partial)
		}
	}
}

func says(pieces []Piece) string {
	var keys []string
	for _, p := range pieces {
		switch {
		case p.Say.Key != "":
			keys = append(keys, strings.TrimPrefix(p.Say.Key, "advisor."))
		case p.Text != "":
			keys = append(keys, "text")
		}
	}
	return strings.Join(keys, " ")
}

func text(pieces []Piece) string {
	var out strings.Builder
	for _, p := range pieces {
		out.WriteString(p.Text)
	}
	return out.String()
}

func cites(pieces []Piece) []string {
	var out []string
	for _, p := range pieces {
		for _, c := range p.Cite {
			out = append(out, c.Key)
		}
	}
	return out
}

func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
