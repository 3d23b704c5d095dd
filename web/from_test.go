package web

import (
	"net"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

func TestAddressIsTheLastThatNoProxyHas(t *testing.T) {
	app := fiber.New()
	for _, c := range []struct {
		proxies        []string
		remote, header string
		want           string
	}{
		{nil, "203.0.113.9", "198.51.100.1", "203.0.113.9"},
		{[]string{"10.0.0.0/8"}, "203.0.113.9", "198.51.100.1", "203.0.113.9"}, // did not come through the proxy
		{[]string{"10.0.0.0/8"}, "10.0.0.1", "198.51.100.1", "198.51.100.1"},
		{[]string{"10.0.0.0/8"}, "10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"},           // the first was made up
		{[]string{"10.0.0.0/8"}, "10.0.0.1", "1.1.1.1, 198.51.100.1, 10.2.3.4", "198.51.100.1"}, // two proxies
		{[]string{"10.0.0.1"}, "10.0.0.1", "nonsense", "10.0.0.1"},
		{[]string{"10.0.0.1"}, "10.0.0.1", "", "10.0.0.1"},
		{[]string{"::1"}, "::1", "2001:db8::7", "2001:db8::7"},
	} {
		proxies, err := parseProxies(c.proxies)
		if err != nil {
			t.Fatal(err)
		}
		raw := &fasthttp.RequestCtx{}
		raw.Init(&fasthttp.Request{}, &net.TCPAddr{IP: net.ParseIP(c.remote)}, nil)
		ctx := app.AcquireCtx(raw)
		ctx.Request().Header.Set(fiber.HeaderXForwardedFor, c.header)
		if got := (&Portal{proxies: proxies}).from(ctx); got != c.want {
			t.Errorf("%s with %q behind %v is taken for %s, want %s", c.remote, c.header, c.proxies, got, c.want)
		}
		app.ReleaseCtx(ctx)
	}
	if _, err := parseProxies([]string{"the-proxy"}); err == nil {
		t.Error("a name is taken for a proxy's address")
	}
}
