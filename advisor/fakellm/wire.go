package fakellm

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// Wire writes one response.
type Wire struct {
	w     http.ResponseWriter
	r     *http.Request
	quit  chan struct{}
	model string
	words int
}

// Begin sends the header of a stream and the delta that names the role.
func (w *Wire) Begin() {
	w.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.w.Header().Set("Cache-Control", "no-cache")
	w.w.Header().Set("X-Request-Id", "req_fake")
	w.chunk(`{"role":"assistant","content":"","refusal":null}`, "null")
}

// Content sends a text as deltas of a few characters, as tokens come.
func (w *Wire) Content(text string) { w.ContentBy(text, 3) }

// ContentBy sends a text as deltas of so many characters.
func (w *Wire) ContentBy(text string, characters int) {
	for len(text) > 0 {
		n := 0
		for range characters {
			_, size := utf8.DecodeRuneInString(text[n:])
			n += size
		}
		w.Delta(text[:n])
		text = text[n:]
	}
}

// Delta sends one delta.
func (w *Wire) Delta(text string) {
	quoted, err := json.Marshal(text)
	if err != nil {
		return
	}
	w.words++
	w.chunk(`{"content":`+string(quoted)+`}`, "null")
}

// End sends the reason, the usage and the mark of the end.
func (w *Wire) End(reason string) {
	w.chunk(`{}`, `"`+reason+`"`)
	w.Raw(fmt.Sprintf(`data: {"id":"chatcmpl-fake","object":"chat.completion.chunk","created":1764000000,"model":%q,"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}`+"\n\n",
		w.model, 100, w.words, 100+w.words))
	w.Raw("data: [DONE]\n\n")
}

func (w *Wire) chunk(delta, reason string) {
	w.Raw(fmt.Sprintf(`data: {"id":"chatcmpl-fake","object":"chat.completion.chunk","created":1764000000,"model":%q,"system_fingerprint":"fp_fake","choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}`+"\n\n",
		w.model, delta, reason))
}

// Raw sends bytes as they are, at once.
func (w *Wire) Raw(text string) {
	_, _ = w.w.Write([]byte(text))
	if f, ok := w.w.(http.Flusher); ok {
		f.Flush()
	}
}

// Hang sends nothing until the client leaves or the server closes.
func (w *Wire) Hang() { w.wait(time.Hour) }

// wait is false when the client has left.
func (w *Wire) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-w.r.Context().Done():
	case <-w.quit:
	}
	return false
}

// Reset breaks the connection with an RST.
func (w *Wire) Reset() {
	hijacker, ok := w.w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// Drip sends a text byte by byte.
func (w *Wire) Drip(text string, every time.Duration) {
	for i := range len(text) {
		w.Raw(text[i : i+1])
		if !w.wait(every) {
			return
		}
	}
}

// Flood sends so many bytes without a line's end.
func (w *Wire) Flood(bytes int) {
	block := strings.Repeat("x", 64<<10)
	w.Raw(`data: {"choices":[{"index":0,"delta":{"content":"`)
	for sent := 0; sent < bytes; sent += len(block) {
		if _, err := w.w.Write([]byte(block)); err != nil {
			return
		}
	}
}
