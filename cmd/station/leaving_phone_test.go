package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// leaverPhone is the number of the leaving company's owner, who confirms it by the code that the gateway was given.
const leaverPhone = "13977166554"

var codeInText = regexp.MustCompile(`验证码 ([0-9]{6})`)

// textGateway takes short messages, and gives the settings of a station that sends by it.
func textGateway(t *testing.T) (environment []string, sent chan string) {
	t.Helper()
	sent = make(chan string, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent <- string(body)
	}))
	t.Cleanup(server.Close)
	return []string{"STATION_SMS_URL=" + server.URL, `STATION_SMS_BODY={"to": "{phone}", "text": "{text}"}`}, sent
}

// confirmPhone gives the owner a number, as the page does.
func (b *browser) confirmPhone(sent chan string) {
	b.t.Helper()
	b.must("/account/phone", url.Values{"phone": {leaverPhone}})
	for {
		select {
		case text := <-sent:
			code := codeInText.FindStringSubmatch(text)
			if code == nil || !strings.Contains(text, "+86"+leaverPhone) {
				continue
			}
			if page := b.must("/account/phone/confirm", url.Values{"code": {code[1]}}); !strings.Contains(page, leaverPhone) {
				b.t.Fatal("the number is not confirmed")
			}
			return
		case <-time.After(30 * time.Second):
			b.t.Fatal("no code came")
		}
	}
}
