package notices

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"github.com/google/uuid"
)

const (
	hookTime     = 15 * time.Second
	hookDial     = 5 * time.Second
	hookAnswer   = 4 << 10 // bytes of an answer that are read, and forgotten
	longestPause = 24 * time.Hour
)

// CallerOptions tunes a Caller. The zero value calls public addresses with certificates that the
// system trusts.
type CallerOptions struct {
	// Allow are networks that may be called although they are not public: the operator's own.
	Allow []netip.Prefix
	// Roots are the authorities that are trusted; nil means the system's.
	Roots *x509.CertPool
}

// Caller calls webhooks. It goes to public addresses only, over TLS only, follows no redirect, uses no
// proxy, and reads little of what is answered.
type Caller struct{ client *http.Client }

// NewCaller makes a caller.
func NewCaller(o CallerOptions) *Caller {
	transport := &http.Transport{
		DialContext:            guard{o.Allow}.dialer().DialContext,
		Proxy:                  nil, // a proxy would be dialled in the place of what the guard has to see
		DisableKeepAlives:      true,
		TLSHandshakeTimeout:    hookDial,
		ResponseHeaderTimeout:  hookTime,
		MaxResponseHeaderBytes: 16 << 10,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.Roots},
	}
	return &Caller{&http.Client{Transport: transport, Timeout: hookTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// post sends a body. The answer's status decides; its text is read a little and dropped.
func (c *Caller) post(ctx context.Context, url string, headers map[string]string, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return &Refusal{Status: "bad_address", Err: errors.New("the address cannot be read")}
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "station-webhooks/1")
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	if request.URL.Scheme != "https" {
		return &Refusal{Status: "bad_address", Err: errors.New("the address is not https")}
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return unreached(err)
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, hookAnswer) // some servers count an unread answer as an error
	return answered(answer)
}

// unreached puts a transport error into a word for the log, which shows no address.
func unreached(err error) error {
	var cert *tls.CertificateVerificationError
	var timeout interface{ Timeout() bool }
	status := "unreachable"
	switch {
	case errors.Is(err, errInside), errors.Is(err, errNever):
		status = "not_public"
	case errors.As(err, &cert):
		status = "certificate"
	case errors.As(err, &timeout) && timeout.Timeout():
		status = "timeout"
	}
	return &Refusal{Status: status, Why: Trouble(err), Detail: detail(err), Err: errors.New("call webhook: " + status)}
}

func answered(answer *http.Response) error {
	status := strconv.Itoa(answer.StatusCode)
	switch {
	case answer.StatusCode >= 200 && answer.StatusCode < 300:
		return nil
	case answer.StatusCode == http.StatusGone:
		return &Refusal{Status: status, Final: true, Gone: true}
	case answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable:
		seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
		if err == nil && seconds > 0 {
			return &Refusal{Status: status, After: min(time.Duration(seconds)*time.Second, longestPause)}
		}
	}
	return &Refusal{Status: status}
}

// event is the body of a webhook: what happened, when, and ids; never a name.
type event struct {
	Type string         `json:"type"`
	At   string         `json:"timestamp"`
	Data map[string]any `json:"data"`
}

// carryHook signs and sends an event. Its id is the message's, the same for every try and every replay.
func (w *Worker) carryHook(ctx context.Context, c *cargo) error {
	data := c.content.told(c.kind)
	data["notice"] = uuid.UUID(c.notice).String()
	if c.content.Link != "" {
		data["link"] = w.sender(c.out.Sender).PublicURL + c.content.Link
	}
	body, err := json.Marshal(event{Type: string(c.kind), At: c.told.UTC().Format(time.RFC3339), Data: data})
	if err != nil {
		return fmt.Errorf("write event: %w", err)
	}
	now := w.Clock()
	secrets := []string{c.hook.keys.Secret}
	if c.hook.keys.Old != "" && now.Before(c.hook.OldUntil) {
		secrets = append(secrets, c.hook.keys.Old)
	}
	id := "msg_" + uuid.UUID(c.notice).String()
	signature, err := sign(id, now, body, secrets...)
	if err != nil {
		return err
	}
	if c.out.Hooks == nil {
		return &Refusal{Status: "no_hooks", Final: true}
	}
	return c.out.Hooks.post(ctx, c.hook.keys.URL, map[string]string{
		"webhook-id": id, "webhook-timestamp": strconv.FormatInt(now.Unix(), 10), "webhook-signature": signature}, body)
}
