package advisor

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// model is a voice behind an OpenAI-compatible endpoint. This is the only file that knows the library.
type model struct {
	client *openai.Client
	wire   *wire
	name   string
	limits Limits
}

func newVoice(o Options, limits Limits) (voice, error) {
	w, err := newWire(o.BaseURL, limits, o.Clock)
	if err != nil {
		return nil, err
	}
	config := openai.DefaultConfig(o.APIKey)
	config.BaseURL = strings.TrimRight(o.BaseURL, "/")
	config.EmptyMessagesLimit = math.MaxInt32 // the wire drops empty lines and keeps the time
	config.HTTPClient = &http.Client{Transport: w, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &model{client: openai.NewClientWithConfig(config), wire: w, name: o.Model, limits: limits}, nil
}

func (m *model) close() { m.wire.base.CloseIdleConnections() }

// speak makes one call.
func (m *model) speak(ctx context.Context, pr *prompt, hear func(string) error) (how ending, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	first := time.AfterFunc(m.limits.First, func() { cancel(&trouble{kind: "first word"}) })
	defer first.Stop()
	defer func() { err = m.cause(ctx, err) }()
	stream, err := m.client.CreateChatCompletionStream(withGuard(ctx, pr), m.request(pr))
	if err != nil {
		return how, err
	}
	defer func() { _ = stream.Close() }()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			if how.reason == "" {
				return how, &trouble{kind: "ended early"}
			}
			return how, nil
		}
		if err != nil {
			if how.reason != "" { // it had said all: only the count is missing
				return how, nil
			}
			return how, err
		}
		if chunk.Usage != nil {
			how.tokens = chunk.Usage.TotalTokens // some count in every chunk: the last one holds
		}
		for _, choice := range chunk.Choices {
			if choice.Index != 0 {
				continue
			}
			if choice.Delta.Content != "" {
				first.Stop()
			}
			if err := hear(choice.Delta.Content); err != nil {
				return how, err
			}
			if how.reason = reason(choice, how.reason); how.reason != "" {
				first.Reset(afterEnd)
			}
		}
	}
}

// afterEnd is how long is waited for the count of tokens once the answer is whole.
const afterEnd = time.Second

func reason(choice openai.ChatCompletionStreamChoice, before string) string {
	switch {
	case choice.Delta.Refusal != "":
		return "content_filter"
	case choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull:
		return string(choice.FinishReason)
	}
	return before
}

func (m *model) request(pr *prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model:         m.name,
		Messages:      []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: pr.system}, {Role: openai.ChatMessageRoleUser, Content: pr.user}},
		Stream:        true,
		StreamOptions: &openai.StreamOptions{IncludeUsage: true},
	}
	for _, reasons := range []string{"o1", "o3", "o4", "gpt-5"} {
		if strings.HasPrefix(m.name, reasons) {
			r.MaxCompletionTokens = m.limits.Tokens
			return r
		}
	}
	r.MaxTokens = m.limits.Tokens
	r.Temperature = math.SmallestNonzeroFloat32 // the library leaves a plain 0 out
	return r
}

// cause names what ended a call: our own clocks first, then the wire, then what the library said,
// of which only the kind is kept.
func (m *model) cause(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	var t *trouble
	if cause := context.Cause(ctx); cause != nil && errors.As(cause, &t) {
		return t
	}
	if errors.As(err, &t) {
		return t
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var api *openai.APIError
	if errors.As(err, &api) {
		return &trouble{kind: "error of the endpoint", status: api.HTTPStatusCode}
	}
	return &trouble{kind: "not understood"}
}
