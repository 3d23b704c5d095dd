package notices

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Text is a short message, ready to be sent.
type Text struct {
	ID    string // of the delivery: the same for every try, for gateways that fold
	Phone string
	Words string
	At    time.Time
}

// Texter sends short messages; what Mailer says of hand holds here too.
type Texter interface {
	Text(ctx context.Context, t Text, hand func() error) error
}

// GatewayOptions describe a gateway for short messages that is spoken to by HTTP and JSON.
type GatewayOptions struct {
	// URL takes a POST. https, except on this machine.
	URL string
	// Headers are sent along, such as an authorization, one `Name: value` a line.
	Headers string
	// Body is JSON in which the texts {phone}, {text} and {id} stand for what is sent.
	Body string
	// Success is what a good answer's JSON holds, such as `code=OK` or `result.status=0`; empty means
	// that its status of 2xx is enough.
	Success string
	// Folds says that the gateway drops a second message with the {id} of one that it has taken.
	Folds bool
	// Direct says that no proxy stands between: a proxy dials what we do not see.
	Direct bool
}

func (o GatewayOptions) proxy() func(*http.Request) (*url.URL, error) {
	if o.Direct {
		return nil
	}
	return http.ProxyFromEnvironment
}

// Gateway is the one adapter for short messages.
type Gateway struct {
	client  *http.Client
	url     string
	headers http.Header
	body    any
	path    []string
	want    string
	folds   bool
}

const gatewayTime = 20 * time.Second

// NewGateway makes a gateway. No error shows a header.
func NewGateway(o GatewayOptions) (*Gateway, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("SMS gateway: the address is not like https://host/path")
	}
	ip := net.ParseIP(u.Hostname())
	if here := u.Hostname() == "localhost" || (ip != nil && ip.IsLoopback()); u.Scheme != "https" && !(here && u.Scheme == "http") {
		return nil, errors.New("SMS gateway: the address must begin with https://, except on this machine")
	}
	g := &Gateway{url: o.URL, headers: http.Header{}, folds: o.Folds,
		client: &http.Client{Timeout: gatewayTime, Transport: &http.Transport{Proxy: o.proxy(), DialContext: houseDialer(hookDial).DialContext, DisableKeepAlives: true, MaxResponseHeaderBytes: 16 << 10},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	for _, line := range strings.Split(o.Headers, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errors.New("SMS gateway: a header is not like Name: value")
		}
		g.headers.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	if err := json.Unmarshal([]byte(o.Body), &g.body); err != nil {
		return nil, errors.New("SMS gateway: the body is no JSON")
	}
	if !strings.Contains(o.Body, "{phone}") || !strings.Contains(o.Body, "{text}") {
		return nil, errors.New("SMS gateway: the body needs {phone} and {text}")
	}
	if o.Success != "" {
		path, want, ok := strings.Cut(o.Success, "=")
		if !ok {
			return nil, errors.New("SMS gateway: the success is not like code=OK")
		}
		g.path, g.want = strings.Split(path, "."), want
	}
	return g, nil
}

// Folds tells whether the gateway drops what it has had under the same id.
func (g *Gateway) Folds() bool { return g.folds }

// Text sends a short message. Once the request may have left the house, only a clear refusal counts as
// one; all else leaves the message in doubt.
func (g *Gateway) Text(ctx context.Context, t Text, hand func() error) error {
	body, err := json.Marshal(filled(g.body, strings.NewReplacer("{phone}", t.Phone, "{text}", t.Words, "{id}", t.ID)))
	if err != nil {
		return &Refusal{Status: "bad_text", Final: true, Err: err}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url, bytes.NewReader(body))
	if err != nil {
		return &Refusal{Status: "bad_text", Final: true, Err: errors.New("SMS gateway: the address cannot be read")}
	}
	request.Header = g.headers.Clone()
	request.Header.Set("Content-Type", "application/json")
	if err := hand(); err != nil {
		return err
	}
	answer, err := g.client.Do(request)
	if err != nil {
		var dial *net.OpError
		before := errors.As(err, &dial) && dial.Op == "dial"
		return &Refusal{Status: "unreachable", Doubt: !before, Why: Trouble(err), Detail: detail(err), Err: errors.New("SMS gateway: no answer")}
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	if err != nil {
		return &Refusal{Status: "lost", Doubt: true, Why: Trouble(err), Err: errors.New("SMS gateway: the answer broke off")}
	}
	return g.judge(answer.StatusCode, text)
}

// judge reads an answer. 4xx says that nothing was sent; what a 5xx means nobody knows, except that
// 429 and 503 ask to come again.
func (g *Gateway) judge(status int, text []byte) error {
	said := strconv.Itoa(status)
	switch {
	case status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		return &Refusal{Status: said}
	case status >= 500:
		return &Refusal{Status: said, Doubt: true}
	case status < 200 || status >= 300:
		return &Refusal{Status: said, Final: true}
	case g.path == nil:
		return nil
	}
	var answer any
	read := json.NewDecoder(bytes.NewReader(text))
	read.UseNumber() // a code such as 20000000 is read as it is written
	if err := read.Decode(&answer); err != nil {
		return &Refusal{Status: "no_json", Why: "not_json", Doubt: true}
	}
	for _, name := range g.path {
		object, _ := answer.(map[string]any)
		answer = object[name]
	}
	if fmt.Sprint(answer) == g.want {
		return nil
	}
	return &Refusal{Status: "refused", Final: true}
}

// filled puts what is sent into the texts of a JSON value, so that nothing in it can break out of its text.
func filled(value any, with *strings.Replacer) any {
	switch v := value.(type) {
	case string:
		return with.Replace(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = filled(v[i], with)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name := range v {
			out[name] = filled(v[name], with)
		}
		return out
	}
	return value
}
