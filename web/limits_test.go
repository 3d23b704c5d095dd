package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// raw sends a request as it stands.
func (p *portal) raw(r *http.Request, token string) answer {
	p.t.Helper()
	r.Host = "station.example"
	r.AddCookie(&http.Cookie{Name: "station-visitor", Value: strings.Repeat("v", 43)})
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "station-session", Value: token})
	}
	response, err := p.App().Test(r, 20_000)
	p.must(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	p.must(err)
	return answer{response.StatusCode, string(text), response.Header.Get("Location"), response.Header}
}

func TestBodiesAreBoundedBeforeTheyAreRead(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	token := f.tokens["owner"]
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(bytes.Repeat([]byte("a"), 50<<20))
	_ = w.Close()
	form := func(path, body string) *http.Request {
		r := httptest.NewRequest("POST", path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return r
	}
	bomb := form("/signin", packed.String())
	bomb.Header.Set("Content-Encoding", "gzip")
	packedUpload := form("/lists/suppliers/import", packed.String())
	packedUpload.Header.Set("Content-Encoding", "gzip")
	for name, c := range map[string]struct {
		r      *http.Request
		token  string
		status int
	}{
		"a packed form":                          {bomb, "", 415},
		"a packed upload":                        {packedUpload, token, 415},
		"a form of 300 KB":                       {form("/signin", strings.Repeat("a", 300<<10)), "", 413},
		"an upload of 7 MB":                      {form("/lists/suppliers/import", strings.Repeat("a", 7<<20)), token, 413},
		"an upload of 1 MB from nobody":          {form("/lists/suppliers/import", strings.Repeat("a", 1<<20)), "", 401},
		"a form with a NUL":                      {form("/signin", "email=a%00b"), "", 422},
		"a form that is not UTF-8":               {form("/signin", "email=%ff%fe"), "", 422},
		"an address with a NUL":                  {httptest.NewRequest("GET", "/signin?return=%00", nil), "", 422},
		"a form with lines and tabs, and no key": {form("/signin", "email=a%0d%0ab%09c"), "", 403},
	} {
		if got := p.raw(c.r, c.token); got.status != c.status {
			t.Errorf("%s: %d, want %d", name, got.status, c.status)
		} else if c.status != 303 && !strings.Contains(got.body, "<main") {
			t.Errorf("%s: no page but %.80q", name, got.body)
		}
	}
}

func TestAddressOfACommandLeadsToItsPage(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	for from, to := range map[string]string{
		"/company/export": "/privacy", "/company/delete": "/privacy", "/company/keep": "/privacy",
		"/signout": "/", "/preferences": "/", "/lists/suppliers/none": "/lists", "/lists/suppliers/rows/1/remove": "/lists/suppliers/rows/1",
		"/self-checks/" + f.check + "/profile": "/self-checks/" + f.check, "/self-checks/" + f.check + "/presences": "/self-checks/" + f.check,
		"/self-checks/" + f.check + "/presences/VN/remove": "/self-checks/" + f.check,
	} {
		if got := p.do("GET", from, f.tokens["owner"], nil); got.status != 303 || got.location != to {
			t.Errorf("%s: %d %s, want %s", from, got.status, got.location, to)
		}
	}
	if got := p.do("GET", "/nothing/of/the/kind", f.tokens["owner"], nil); got.status != 404 || strings.Contains(got.body, `href="/nothing/of/the/kind"`) {
		t.Errorf("a page that is not there: %d, or it offers itself again", got.status)
	}
}

func TestReturnStaysHere(t *testing.T) {
	p := newPortal(t)
	p.firm("91330100MA2H2XJK0F", "zijian")
	for _, back := range []string{"//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "/ /evil.example", "/é", "javascript:alert(1)"} {
		got := p.post("/signin", "", url.Values{"email": {"zijian@example.com"}, "password": {password}, "return": {back}})
		if got.status == 303 && got.location != "/home" {
			t.Errorf("return=%q leads to %q", back, got.location)
		}
	}
}

// TestABrokenConnectionIsNoFaultOfOurs sends what is no HTTP and half of a request.
func TestABrokenConnectionIsNoFaultOfOurs(t *testing.T) {
	p := newPortal(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	go func() { _ = p.Serve(listener) }()
	defer func() { _ = p.Shutdown(time.Second) }()
	for name, c := range map[string][2]string{
		"no HTTP":           {"\x16\x03\x01 hello\r\n\r\n", "400"},
		"an unknown length": {"POST /signin HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "411"},
	} {
		conn, err := net.Dial("tcp", listener.Addr().String())
		p.must(err)
		_, err = conn.Write([]byte(c[0]))
		p.must(err)
		_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		head := make([]byte, 12)
		if _, err := io.ReadFull(conn, head); err != nil || string(head[9:]) != c[1] {
			t.Errorf("%s: answered %q, %v", name, head, err)
		}
		_ = conn.Close()
	}
}
