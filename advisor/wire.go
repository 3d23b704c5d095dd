package advisor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// wire is the transport under the library. It calls the configured host and no other, looks once
// more at what leaves, and hands only a sound stream of events on.
type wire struct {
	base   *http.Transport
	host   string // host:port
	limits Limits
	clock  func() time.Time
}

func newWire(baseURL string, limits Limits, clock func() time.Time) (*wire, error) {
	u, err := url.Parse(baseURL)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("advisor: Options.BaseURL must be like https://host/v1, without user or query")
	}
	port := u.Port()
	switch {
	case u.Scheme == "https" && port == "":
		port = "443"
	case u.Scheme == "http" && port == "":
		port = "80"
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !nearby(u.Hostname())) {
		return nil, errors.New("advisor: Options.BaseURL must be https, except on this machine or a private network")
	}
	w := &wire{host: net.JoinHostPort(u.Hostname(), port), limits: limits, clock: clock}
	dialer := &net.Dialer{Timeout: limits.Connect, Control: refuseLinkLocal}
	w.base = &http.Transport{
		Proxy: nil, // what leaves goes where the options say, whatever the environment holds
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if address != w.host {
				return nil, &trouble{kind: "another host"}
			}
			conn, err := dialer.DialContext(ctx, network, address)
			if errors.Is(err, errNever) {
				return nil, &trouble{kind: "never called"}
			}
			if err != nil && ctx.Err() == nil {
				return nil, &trouble{kind: "dial"}
			}
			return conn, err
		},
		TLSHandshakeTimeout: limits.Connect, ResponseHeaderTimeout: limits.Header, IdleConnTimeout: 30 * time.Second, ExpectContinueTimeout: time.Second,
		MaxIdleConnsPerHost: 4, MaxConnsPerHost: 2 * limits.AtOnce, MaxResponseHeaderBytes: 64 << 10, DisableCompression: true, ForceAttemptHTTP2: true,
	}
	return w, nil
}

// nearby tells whether plain http may be used: this machine, a private address, or a name without
// a point, as containers have.
func nearby(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback() || addr.IsPrivate()
	}
	return host == "localhost" || !strings.Contains(host, ".")
}

var errNever = errors.New("advisor: this address is not called")

// refuseLinkLocal keeps a name from leading to the metadata service of a cloud.
func refuseLinkLocal(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || station.NeverCalled(at.Addr()) {
		return errNever
	}
	return nil
}

// RoundTrip sends one request.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := guard(req); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	res, err := w.base.RoundTrip(req.Clone(ctx))
	if err != nil {
		defer cancel(nil)
		var t *trouble
		if errors.As(err, &t) || ctx.Err() != nil {
			return nil, err
		}
		var late net.Error
		if errors.As(err, &late) && late.Timeout() {
			return nil, &trouble{kind: "no answer in time"}
		}
		return nil, &trouble{kind: "no answer"}
	}
	if t := w.refuse(res); t != nil {
		cancel(t) // before Close, which would read the rest
		_ = res.Body.Close()
		return nil, t
	}
	res.Body = newEvents(res.Body, w.limits, cancel)
	return res, nil
}

// refuse tells what is wrong with a response before its body is read. No body of an error is read.
func (w *wire) refuse(res *http.Response) *trouble {
	if res.StatusCode != http.StatusOK {
		kind := "status"
		if res.StatusCode >= 300 && res.StatusCode < 400 {
			kind = "redirect"
		}
		return &trouble{kind: kind, status: res.StatusCode, after: w.after(res.Header.Get("Retry-After"))}
	}
	if kind, _, err := mime.ParseMediaType(res.Header.Get("Content-Type")); err != nil || kind != "text/event-stream" {
		return &trouble{kind: "content type"}
	}
	return nil
}

// after reads Retry-After, which is in seconds or a date.
func (w *wire) after(header string) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(header)); err == nil {
		return time.Duration(min(max(seconds, 0), 86_400)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(w.clock()))
	}
	return 0
}

type guardKey struct{}

// withGuard puts the guard of one prompt on the way of its request.
func withGuard(ctx context.Context, pr *prompt) context.Context {
	return context.WithValue(ctx, guardKey{}, pr)
}

// guard looks at the body as it leaves. Without a guard nothing leaves.
func guard(req *http.Request) error {
	pr, ok := req.Context().Value(guardKey{}).(*prompt)
	if !ok || req.GetBody == nil {
		return &trouble{kind: "no guard"}
	}
	body, err := req.GetBody()
	if err != nil {
		return &trouble{kind: "no guard"}
	}
	defer func() { _ = body.Close() }()
	text, err := io.ReadAll(io.LimitReader(body, 1<<20))
	if err != nil {
		return fmt.Errorf("advisor: %w", err)
	}
	if pr.leaks(text) {
		return &trouble{kind: "personal data"}
	}
	return nil
}
