package notices_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
)

// gateway is a provider of short messages that answers as the plan says.
func gateway(t testing.TB, plan func(n int) (int, string)) (url string, got func() []string) {
	t.Helper()
	var mu sync.Mutex
	var bodies []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		n := len(bodies)
		bodies = append(bodies, r.Header.Get("Authorization")+" "+string(body))
		mu.Unlock()
		status, text := plan(n)
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}))
	server.Config.ErrorLog = nil
	t.Cleanup(server.Close)
	return server.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(bodies)
	}
}

func textsTo(t testing.TB, url string, folds bool) *notices.Gateway {
	t.Helper()
	g, err := notices.NewGateway(notices.GatewayOptions{URL: url, Headers: "Authorization: Bearer topsecret\n", Success: "result.code=OK", Folds: folds,
		Body: `{"to": ["{phone}"], "sign": "助企云站", "content": "{text}", "out_id": "{id}", "n": 1}`})
	must(t, err)
	return g
}

func TestAnUrgentMessageAboutSecurityComesToThePhone(t *testing.T) {
	t.Parallel()
	url, got := gateway(t, func(int) (int, string) { return 200, `{"result": {"code": "OK"}}` })
	o := open(t, setup{texts: textsTo(t, url, false)})
	o.tell(changed("password.changed:1"))
	o.tell(export()) // not for the phone
	o.work()
	if n := len(got()); n != 1 {
		t.Fatalf("%d short messages, %v", n, o.states())
	}
	auth, body, _ := strings.Cut(got()[0], " {")
	var said map[string]any
	must(t, json.Unmarshal([]byte("{"+body), &said))
	if auth != "Bearer topsecret" || said["to"].([]any)[0] != "13800000001" || !strings.HasPrefix(said["content"].(string), "您的密码已于 11 月 25 日 10:00 修改") || said["out_id"] == "" || said["n"] != float64(1) {
		t.Errorf("%s %v", auth, said)
	}
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.AtOnce, News: notices.Daily, Texts: false}))
	o.tell(changed("password.changed:2"))
	o.book.Put(chen, notices.Address{Mail: "chen@example.com"})
	must(t, o.room.Prefer(ctx, actor(acme, chen), notices.Preferences{Work: notices.AtOnce, News: notices.Daily, Texts: true}))
	o.tell(changed("password.changed:3")) // without a phone
	o.work()
	if n := len(got()); n != 1 || !slices.Contains(o.states(), "sms:muted:no_address") {
		t.Errorf("%d short messages, %v", n, o.states())
	}
	// who watches over the messages is not told of it: nothing has failed
	if backlog, err := notices.ReadBacklog(ctx, o.door, wednesday); err != nil || backlog.Failed != 0 {
		t.Errorf("%+v, %v", backlog, err)
	}
}

func TestAQuoteInATextCannotBreakOutOfIt(t *testing.T) {
	t.Parallel()
	url, got := gateway(t, func(int) (int, string) { return 200, `{"result": {"code": "OK"}}` })
	g := textsTo(t, url, false)
	must(t, g.Text(ctx, notices.Text{ID: "1", Phone: "138", Words: `","to":["139"],"x":"{phone}`}, func() error { return nil }))
	_, body, _ := strings.Cut(got()[0], " {")
	var said map[string]any
	must(t, json.Unmarshal([]byte("{"+body), &said))
	if said["to"].([]any)[0] != "138" || said["x"] != nil || said["content"] != `","to":["139"],"x":"{phone}` {
		t.Errorf("%v", said)
	}
}

// TestEachAnswerOfAGatewayIsReadForWhatItSays: a short message of which nobody knows whether it went
// out is not sent again, and the inbox shows what it said.
func TestEachAnswerOfAGatewayIsReadForWhatItSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		text   string
		folds  bool
		want   string
		tries  int
	}{
		"taken":                       {200, `{"result": {"code": "OK"}}`, false, "sms:sent:ok", 1},
		"refused in words":            {200, `{"result": {"code": "NO_CREDIT"}}`, false, "sms:failed:refused", 1},
		"refused":                     {403, ``, false, "sms:failed:403", 1},
		"busy":                        {429, ``, false, "sms:failed:429", 5},
		"a fault of theirs":           {500, ``, false, "sms:doubt:500", 1},
		"a cut connection":            {0, ``, false, "sms:doubt:unreachable", 1},
		"an answer that is none":      {200, `<html>`, false, "sms:doubt:no_json", 1},
		"a cut one of one that folds": {0, ``, true, "sms:failed:unreachable", 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, got := gateway(t, func(int) (int, string) { return c.status, c.text })
			o := open(t, setup{texts: textsTo(t, url, c.folds)})
			o.tell(changed("password.changed:1"))
			o.work()
			for range 6 {
				o.pass(31 * time.Minute)
			}
			if !slices.Contains(o.states(), c.want) || len(got()) != c.tries {
				t.Errorf("%v after %d tries, want %s after %d", o.states(), len(got()), c.want, c.tries)
			}
			if n := len(o.inbox(actor(acme, chen), "zh")); n != 1 {
				t.Errorf("%d in the inbox", n)
			}
		})
	}
}

// TestAGoodAnswerIsReadAsItIsWritten, also where it is a long number, or a word of JSON.
func TestAGoodAnswerIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ success, answer string }{{"code=20000000", `{"code": 20000000}`}, {"ok=true", `{"ok": true}`}, {"r.code=0", `{"r": {"code": 0}}`}} {
		url, _ := gateway(t, func(int) (int, string) { return 200, c.answer })
		g, err := notices.NewGateway(notices.GatewayOptions{URL: url, Body: `["{phone}{text}"]`, Success: c.success})
		must(t, err)
		if err := g.Text(ctx, notices.Text{ID: "1", Phone: "138", Words: "x"}, func() error { return nil }); err != nil {
			t.Errorf("%s: %s is %v", c.success, c.answer, err)
		}
	}
}

func TestAGatewayThatCannotBeReachedIsTriedAgain(t *testing.T) {
	t.Parallel()
	o := open(t, setup{texts: textsTo(t, "http://127.0.0.1:1/", false)})
	o.tell(changed("password.changed:1"))
	o.work()
	if !slices.Contains(o.states(), "sms:pending:unreachable") {
		t.Errorf("%v", o.states())
	}
}

func TestAGatewayThatWouldNotWorkIsRefused(t *testing.T) {
	t.Parallel()
	good := notices.GatewayOptions{URL: "https://sms.example.com/", Body: `{"p": "{phone}", "t": "{text}"}`}
	for what, spoil := range map[string]func(*notices.GatewayOptions){
		"plain http":             func(o *notices.GatewayOptions) { o.URL = "http://sms.example.com/" },
		"no address":             func(o *notices.GatewayOptions) { o.URL = "" },
		"a body that is none":    func(o *notices.GatewayOptions) { o.Body = "phone={phone}&text={text}" },
		"a body without text":    func(o *notices.GatewayOptions) { o.Body = `{"p": "{phone}"}` },
		"a header that is none":  func(o *notices.GatewayOptions) { o.Headers = "topsecret" },
		"a success that is none": func(o *notices.GatewayOptions) { o.Success = "OK" },
	} {
		o := good
		spoil(&o)
		if _, err := notices.NewGateway(o); err == nil || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := notices.NewGateway(good); err != nil {
		t.Error(err)
	}
}
