package advisor

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Probed is what came of one short question to a model.
type Probed struct {
	Model string
	First time.Duration // until the first word
	Words string        // the first of the answer, plain text; at most probeWords characters
	// Why is a word for what stood in the way, empty when an answer came: never, key, model, redirect, busy, status, timeout, unreachable,
	// not_model, cut or other.
	Why    string
	Detail string // in the words of machines; holds nothing that was sent
}

const (
	probeWords  = 80
	probeTokens = 200 // a model that thinks first needs some
)

// Probe asks the model one short question that tells of nobody, once, outside of budgets and of the breaker. Without a model Why is
// "none".
func (a *Advisor) Probe(ctx context.Context) Probed {
	out := Probed{Model: a.model}
	m, ok := a.voice.(*model)
	if !ok {
		out.Why = "none"
		return out
	}
	short := *m
	short.limits.Tokens = probeTokens
	begun := a.clock()
	var said strings.Builder
	how, err := short.speak(ctx, &prompt{system: "You are being tested. Answer with one short sentence.", user: "你好，请用一句话回答。", masks: &masks{}, redact: a.redact}, func(delta string) error {
		if said.Len() == 0 && delta != "" {
			out.First = a.clock().Sub(begun)
		}
		if said.Len() < 4<<10 {
			said.WriteString(strings.ToValidUTF8(delta, ""))
		}
		return nil
	})
	out.Words = firstWords(said.String())
	switch {
	case err != nil:
		out.Why, out.Detail = troubleOf(ctx, err)
	case out.Words == "":
		out.Why, out.Detail = "cut", how.reason
	}
	return out
}

// firstWords cuts what a model said to a line.
func firstWords(text string) string {
	text = strings.Join(strings.Fields(tidy(text)), " ")
	if utf8.RuneCountInString(text) > probeWords {
		return string([]rune(text)[:probeWords-1]) + "…"
	}
	return text
}

func troubleOf(ctx context.Context, err error) (why, detail string) {
	var t *trouble
	if !errors.As(err, &t) {
		if ctx.Err() != nil {
			return "timeout", ""
		}
		return "other", ""
	}
	detail = t.kind
	if t.status != 0 {
		detail = "HTTP " + strconv.Itoa(t.status)
	}
	switch {
	case t.kind == "never called":
		return "never", detail
	case t.status == 401 || t.status == 403:
		return "key", detail
	case t.status == 404:
		return "model", detail
	case t.status == 429 || t.status == 503:
		return "busy", detail
	case t.kind == "redirect":
		return "redirect", detail
	case t.status != 0:
		return "status", detail
	case t.kind == "dial" || t.kind == "no answer":
		if ctx.Err() != nil {
			return "timeout", detail
		}
		return "unreachable", detail
	case t.kind == "first word" || t.kind == "total time" || t.kind == "silence" || t.kind == "no answer in time":
		return "timeout", detail
	case t.kind == "content type" || t.kind == "not understood" || t.kind == "ended early" || t.kind == "garbage":
		return "not_model", detail
	}
	return "other", detail
}
