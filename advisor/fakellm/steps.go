package fakellm

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// Say answers with a whole text.
func Say(text string) Step { return Finish(text, "stop") }

// Finish answers with a text that ends for a reason: stop, length, content_filter.
func Finish(text, reason string) Step {
	return func(w *Wire, _ Request) {
		w.Begin()
		w.Content(text)
		w.End(reason)
	}
}

// Reply answers with what a function makes of the request.
func Reply(answer func(Request) string) Step {
	return func(w *Wire, r Request) { Say(answer(r))(w, r) }
}

// Quote is an honest model: it repeats the first finding that it was given, with its marker.
func Quote() Step {
	return Reply(func(r Request) string {
		var data struct {
			Language string `json:"answer_language"`
			Findings []struct {
				Cite, Title, Why string
				Remedy           []string
			} `json:"findings"`
		}
		if json.Unmarshal([]byte(r.User()), &data) != nil || len(data.Findings) == 0 {
			return "报告没有说到。"
		}
		f := data.Findings[0]
		out := f.Title + "。[" + f.Cite + "]\n" + f.Why + "[" + f.Cite + "]\n"
		if data.Language == "en" {
			out = f.Title + ". [" + f.Cite + "]\n" + f.Why + " [" + f.Cite + "]\n"
		}
		for _, step := range f.Remedy {
			out += "- " + step + " [" + f.Cite + "]\n"
		}
		return out
	})
}

// RateLimited answers 429 and asks to come back later.
func RateLimited(retryAfter string) Step {
	return func(w *Wire, _ Request) {
		w.w.Header().Set("Retry-After", retryAfter)
		fail(w, http.StatusTooManyRequests, "Rate limit reached for requests", "rate_limit_exceeded")
	}
}

// Status answers with an error of the API.
func Status(code int) Step {
	return func(w *Wire, _ Request) {
		fail(w, code, "The server had an error while processing your request.", "server_error")
	}
}

func fail(w *Wire, code int, message, kind string) {
	w.w.Header().Set("Content-Type", "application/json")
	w.w.WriteHeader(code)
	w.Raw(`{"error":{"message":` + strconv.Quote(message) + `,"type":"` + kind + `","param":null,"code":null}}`)
}

// HangBeforeHeader never answers.
func HangBeforeHeader() Step { return func(w *Wire, _ Request) { w.Hang() } }

// HangMidStream says a text and then nothing more.
func HangMidStream(text string) Step {
	return func(w *Wire, _ Request) { w.Begin(); w.Content(text); w.Hang() }
}

// KeepAlive says a text and then only comments, as busy vendors do.
func KeepAlive(text string, every time.Duration) Step {
	return func(w *Wire, _ Request) {
		w.Begin()
		w.Content(text)
		for w.wait(every) {
			w.Raw(": keep-alive\n\n")
		}
	}
}

// Reset says a text and breaks the connection.
func Reset(text string) Step {
	return func(w *Wire, _ Request) { w.Begin(); w.Content(text); w.Reset() }
}

// NoDone says a text and closes as if it were whole, without a reason and without [DONE].
func NoDone(text string) Step { return func(w *Wire, _ Request) { w.Begin(); w.Content(text) } }

// Garbage says a text and then what is no JSON.
func Garbage(text string) Step {
	return func(w *Wire, _ Request) {
		w.Begin()
		w.Content(text)
		w.Raw("data: {\"choices\":[{\"delta\":{\"content\":oops\n\n")
		w.End("stop")
	}
}

// ErrorFrame says a text and then an error within the stream.
func ErrorFrame(text, frame string) Step {
	return func(w *Wire, _ Request) {
		w.Begin()
		w.Content(text)
		w.Raw(": keep-alive\n\ndata: " + frame + "\n\n")
		w.Hang()
	}
}

// LongLine sends one line of so many bytes that does not end.
func LongLine(bytes int) Step { return func(w *Wire, _ Request) { w.Begin(); w.Flood(bytes) } }

// Drip sends a whole answer byte by byte.
func Drip(text string, every time.Duration) Step {
	return func(w *Wire, _ Request) {
		w.Begin()
		quoted, err := json.Marshal(text)
		if err != nil {
			return
		}
		w.Drip(`data: {"choices":[{"index":0,"delta":{"content":`+string(quoted)+`},"finish_reason":"stop"}]}`+"\n\ndata: [DONE]\n\n", every)
	}
}

// Typed answers 200 with another kind of body, as portals and proxies do.
func Typed(contentType, body string) Step {
	return func(w *Wire, _ Request) {
		w.w.Header().Set("Content-Type", contentType)
		w.Raw(body)
	}
}

// Redirect sends the client elsewhere.
func Redirect(url string) Step {
	return func(w *Wire, _ Request) {
		w.w.Header().Set("Location", url)
		w.w.WriteHeader(http.StatusTemporaryRedirect)
	}
}
