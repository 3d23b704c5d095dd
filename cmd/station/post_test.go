package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

func TestWhatMessagesNeedIsReadFromTheEnvironmentAndNoSecretIsRepeated(t *testing.T) {
	t.Parallel()
	good := map[string]string{"STATION_DATA": t.TempDir(), "STATION_SMTP_URL": "smtp://user:topsecret@mail.example.org", "STATION_SMTP_FROM": "助企云站 <no-reply@example.org>", "STATION_SMTP_FOLDS": "yes",
		"STATION_SMS_URL": "https://sms.example.org/send", "STATION_SMS_HEADERS": "Authorization: Bearer topsecret; X-App: 1", "STATION_SMS_BODY": `{"to": "{phone}", "text": "{text}"}`, "STATION_SMS_SUCCESS": "code=0",
		"STATION_WEBHOOK_ALLOW": "10.1.0.0/16, 192.168.5.0/24"}
	c, err := readConfig(func(name string) string { return good[name] })
	if err != nil || c.Post.relay == nil || !c.Post.relay.Folds() || c.Post.gateway == nil || len(c.Post.hooks.Allow) != 2 {
		t.Fatalf("%+v, %v", c.Post, err)
	}
	for name, value := range map[string]string{"STATION_SMTP_URL": "smtp://user:topsecret@", "STATION_SMTP_FROM": "nobody", "STATION_SMS_URL": "http://sms.example.org", "STATION_SMS_BODY": "topsecret", "STATION_SMS_HEADERS": "topsecret", "STATION_WEBHOOK_ALLOW": "everywhere"} {
		_, err := readConfig(func(asked string) string {
			if asked == name {
				return value
			}
			return good[asked]
		})
		if err == nil || !strings.Contains(err.Error(), name[:11]) || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%s=%s: %v", name, value, err)
		}
	}
}

func TestBeyondTheCalendarNobodyIsKeptWaiting(t *testing.T) {
	t.Parallel()
	days, err := calendar.Load(calendar.Data(), calendar.Usual())
	if err != nil {
		t.Fatal(err)
	}
	night := time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
	if next, err := nextIn(days, night); err != nil || !next.Equal(time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("%v, %v", next, err)
	}
	far := night.AddDate(100, 0, 0)
	if next, err := nextIn(days, far); err != nil || !next.Equal(far) {
		t.Errorf("%v, %v", next, err)
	}
}

// TestAStationSendsMailsThroughARelayByTLS goes the whole way: sign-up, a command on a page, the queue,
// STARTTLS and a mail server.
func TestAStationSendsMailsThroughARelayByTLS(t *testing.T) {
	post, err := fakepost.Start(false)
	if err != nil {
		t.Fatal(err)
	}
	post.User, post.Password = "station", "topsecret"
	go post.Serve()
	defer post.Close()
	data := dataFolder(t)
	trusted := filepath.Join(data, "relay.pem")
	if err := os.WriteFile(trusted, post.Cert, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", trusted)
	t.Setenv("STATION_SMTP_URL", "smtp://station:topsecret@"+post.Addr)
	t.Setenv("STATION_SMTP_FROM", "no-reply@station.example")
	p := launch(t, data, freePort(t))
	defer p.stop()
	b := newBrowser(t, p.base)
	b.signUp("91330100MA2H2XJK0F", "mail@example.com")
	began := time.Now()
	b.must("/settings/messages/test", url.Values{})
	for len(post.Mails()) == 0 && time.Since(began) < 20*time.Second {
		time.Sleep(20 * time.Millisecond)
	}
	mails := post.Mails()
	if len(mails) != 1 || mails[0].To != "mail@example.com" || mails[0].Subject != "这是您要的测试消息" || !strings.Contains(mails[0].Text, p.base+"/settings/messages") {
		t.Fatalf("%+v\n%s", mails, p.tail())
	}
	t.Logf("the mail arrived %s after the command", time.Since(began).Round(time.Millisecond))
	if _, page, err := b.get("/inbox"); err != nil || !strings.Contains(page, "这是您要的测试消息") {
		t.Errorf("the inbox does not show it: %v", err)
	}
	if strings.Contains(p.tail(), "topsecret") || strings.Contains(p.tail(), "mail@example.com") {
		t.Error("the log names the password or the person")
	}
	if status, _, _ := b.get("/demo/mailbox"); status != 404 {
		t.Errorf("a mailbox outside of the demo: %d", status)
	}
}
