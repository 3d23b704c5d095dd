package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

const secretWord = "topsecret-4711"

func mailForm(host, port string, pairs ...string) url.Values {
	form := url.Values{"host": {host}, "port": {port}, "security": {"starttls"}, "user": {"station"}, "secret_password": {secretWord}, "from": {"站 <no-reply@station.example>"}, "rev": {"0"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func postOffice(t *testing.T) (server *fakepost.Server, host, port string) {
	t.Helper()
	server, err := fakepost.Start(false)
	if err != nil {
		t.Fatal(err)
	}
	server.User, server.Password = "station", secretWord
	go server.Serve()
	t.Cleanup(server.Close)
	host, port, _ = strings.Cut(server.Addr, ":")
	return server, host, port
}

func (p *portal) administrator() string { return p.staff()[station.Administrator] }

func (p *portal) inUse(kind string) accounts.Connection {
	p.t.Helper()
	own, err := p.people.ConnectionsInUse(context.Background(), accounts.FirstStation)
	p.must(err)
	return own[kind]
}

func TestASecretIsSealedAndNeverShownAgain(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	if got := p.post("/admin/connections/mail", admin, mailForm("mail.example.org", "")); got.location != "/admin/connections/mail?done=saved" {
		t.Fatalf("%d %s %s", got.status, got.location, complaints(got.body))
	}
	if c := p.inUse("mail"); c.Value("password") != secretWord || c.Value("host") != "mail.example.org" || !c.Own {
		t.Errorf("%+v", c)
	}
	page := p.do("GET", "/admin/connections/mail", admin, nil)
	if page.status != 200 || strings.Contains(page.body, secretWord) || !strings.Contains(page.body, "11 月 25 日") || !strings.Contains(page.body, "不再显示") {
		t.Errorf("%d, the secret is on the page: %v", page.status, strings.Contains(page.body, secretWord))
	}
	owner := connect(t, p.urls.Owner)
	for _, text := range column[string](t, owner, `select own::text || encode(sealed, 'escape') || set_at::text from app.connections`) {
		if strings.Contains(text, secretWord) {
			t.Errorf("in plain: %s", text)
		}
	}
	for _, text := range column[string](t, owner, `select detail::text from app.audit where action like 'connection.%'`) {
		if strings.Contains(text, secretWord) || strings.Contains(text, "mail.example.org") || !strings.Contains(text, "password") {
			t.Errorf("the trail says %s", text)
		}
	}
	if p.out.refreshed != 1 {
		t.Errorf("read anew %d times", p.out.refreshed)
	}
}

func TestWhoChangesWhereASecretGoesGivesItAnew(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	p.post("/admin/connections/mail", admin, mailForm("mail.example.org", ""))
	for _, path := range []string{"/admin/connections/mail", "/admin/connections/mail/test"} {
		got := p.post(path, admin, mailForm("elsewhere.example.org", "", "secret_password", "", "rev", "1", "typed", "1"))
		if got.status != 422 || !strings.Contains(got.body, "要重新填一次") {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	got := p.post("/admin/connections/mail", admin, mailForm("mail.example.org", "", "secret_password", "", "user", "other", "rev", "1"))
	if c := p.inUse("mail"); got.status != 303 || c.Value("password") != secretWord || c.Value("user") != "other" {
		t.Errorf("%d: what goes to the same place stays, %+v", got.status, c)
	}
	p.post("/admin/connections/mail", admin, mailForm("elsewhere.example.org", "", "secret_password", "", "clear_password", "1", "rev", "2"))
	if c := p.inUse("mail"); c.Value("password") != "" || len(c.SetAt) != 0 || c.Value("host") != "elsewhere.example.org" {
		t.Errorf("%+v", c)
	}
}

func TestWhoComesSecondSeesWhatTheyTypedAndNothingIsLost(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	p.post("/admin/connections/mail", admin, mailForm("first.example.org", ""))
	got := p.post("/admin/connections/mail", admin, mailForm("second.example.org", "", "rev", "0"))
	if got.status != 409 || !strings.Contains(got.body, "second.example.org") || strings.Contains(got.body, secretWord) {
		t.Errorf("%d", got.status)
	}
	if c := p.inUse("mail"); c.Value("host") != "first.example.org" {
		t.Errorf("%+v", c)
	}
	if got := p.post("/admin/connections/mail/server", admin, url.Values{"rev": {"0"}}); got.status != 409 {
		t.Errorf("%d", got.status)
	}
	p.post("/admin/connections/mail/server", admin, url.Values{"rev": {"1"}})
	if c := p.inUse("mail"); c.Own || c.Value("password") != "" || c.Rev != 2 {
		t.Errorf("%+v", c)
	}
}

var keptField = regexp.MustCompile(`name="kept_secrets" value="([^"]+)"`)

func TestATestedFormIsSavedWithoutTypingItsSecretAgain(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	server, host, port := postOffice(t)
	got := p.post("/admin/connections/mail/test", admin, mailForm(host, port, "ca", string(server.Cert), "typed", "1"))
	mails := server.Mails()
	if got.status != 200 || !strings.Contains(got.body, "测试邮件已交给服务器") || len(mails) != 1 || mails[0].To != "administrator@station.example" {
		t.Fatalf("%d %d mails %s", got.status, len(mails), tested(got.body))
	}
	m := keptField.FindStringSubmatch(got.body)
	if m == nil || strings.Contains(got.body, secretWord) || p.inUse("mail").Own {
		t.Fatal("the secret does not come along, or is shown, or was saved by a test")
	}
	form := mailForm(host, port, "ca", string(server.Cert), "secret_password", "", "kept_secrets", m[1])
	if got := p.post("/admin/connections/sms", admin, url.Values{"url": {"https://sms.example.org"}, "body": {`["{phone}{text}"]`}, "kept_secrets": {m[1]}}); got.status != 303 || p.inUse("sms").Value("password") != "" {
		t.Errorf("%d: another form takes it", got.status)
	}
	if got := p.post("/admin/connections/mail", admin, form); got.status != 303 || p.inUse("mail").Value("password") != secretWord {
		t.Errorf("%d %s", got.status, complaints(got.body))
	}
	form.Set("rev", "1")
	form.Set("kept_secrets", m[1][:len(m[1])-4]+"AAAA")
	p.post("/admin/connections/mail", admin, form)
	if p.inUse("mail").Value("password") != secretWord {
		t.Error("a forged one changes what is kept")
	}
}

func TestATestSaysWhatFailed(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	server, host, port := postOffice(t)
	cert := string(server.Cert)
	for name, c := range map[string]struct {
		form url.Values
		says string
	}{
		"a wrong password":         {mailForm(host, port, "ca", cert, "secret_password", "wrong"), "不认用户名或密码"},
		"a certificate of nobody":  {mailForm(host, port), "证书不受信任"},
		"nobody listens":           {mailForm(host, "1", "ca", cert), "连不上"},
		"no such host":             {mailForm("nowhere.invalid", "25"), "主机名"},
		"the metadata of a cloud":  {mailForm("169.254.169.254", "25"), "邮件服务器要写主机名"},
		"the same in disguise":     {mailForm("::ffff:169.254.169.254", "25"), "邮件服务器要写主机名"},
		"no relay at all":          {mailForm("", "25"), "邮件服务器要写主机名"},
		"plain to another machine": {mailForm("mail.example.org", "25", "security", "none"), "不加密只限本机"},
	} {
		c.form.Set("typed", "1")
		got := p.post("/admin/connections/mail/test", admin, c.form)
		if !strings.Contains(got.body, c.says) || strings.Contains(got.body, secretWord) {
			t.Errorf("%s: %d %s %s", name, got.status, tested(got.body), complaints(got.body))
		}
	}
	if got := p.post("/admin/connections/mail/test", admin, url.Values{}); !strings.Contains(got.body, "还没有设") {
		t.Errorf("%d %s", got.status, tested(got.body))
	}
}

func TestAModelIsAskedOneQuestion(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	fake, err := fakellm.Start(fakellm.Say("我在 <b>这里</b>。"), fakellm.Status(401), fakellm.Status(404), fakellm.Typed("text/html", "hello"))
	p.must(err)
	defer fake.Close()
	for _, says := range []string{"qwen-house 答了", "不认密钥", "没有模型“qwen-house”", "不是模型的格式"} {
		got := p.post("/admin/connections/model/test", admin, url.Values{"url": {fake.URL()}, "model": {"qwen-house"}, "secret_key": {secretWord}, "typed": {"1"}})
		if !strings.Contains(got.body, says) || strings.Contains(got.body, "<b>这里") || strings.Contains(got.body, secretWord) {
			t.Errorf("%d %s, want %s", got.status, tested(got.body), says)
		}
	}
	got := p.post("/admin/connections/model", admin, url.Values{"url": {"http://169.254.169.254/v1"}, "model": {"m"}})
	if got.status != 422 {
		t.Errorf("%d", got.status)
	}
}

func TestAGatewayAndAWebhookAreTried(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	var heard string
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		heard = r.Header.Get("Authorization")
		_, _ = w.Write([]byte(`{"code":"OK"}`))
	}))
	defer gateway.Close()
	form := url.Values{"url": {gateway.URL}, "body": {`{"to":"{phone}","text":"{text}"}`}, "secret_headers": {"Authorization: " + secretWord}, "success": {"code=OK"}, "try_to": {"138 0000 0001"}, "typed": {"1"}}
	if got := p.post("/admin/connections/sms/test", admin, form); !strings.Contains(got.body, "网关收下了") || heard != secretWord {
		t.Errorf("%d %s", got.status, tested(got.body))
	}
	form.Set("success", "code=SENT")
	if got := p.post("/admin/connections/sms/test", admin, form); !strings.Contains(got.body, "不是“成功时的应答”") {
		t.Errorf("%d %s", got.status, tested(got.body))
	}
	form.Set("try_to", "nobody")
	if got := p.post("/admin/connections/sms/test", admin, form); !strings.Contains(got.body, "6 到 15 位数字") {
		t.Errorf("%d %s", got.status, tested(got.body))
	}
	for to, says := range map[string]string{"https://127.0.0.1:1/": "不是公网地址", "https://169.254.169.254/": "不允许连接", "http://example.org/": "https:// 开头"} {
		got := p.post("/admin/connections/webhooks/test", admin, url.Values{"networks": {"10.0.0.0/8"}, "try_to": {to}, "typed": {"1"}})
		if !strings.Contains(got.body, says) {
			t.Errorf("%s: %d %s", to, got.status, tested(got.body))
		}
	}
	for _, networks := range []string{"127.0.0.0/8", "0.0.0.0/0", "169.254.0.0/16", "8.8.8.0/24", "house"} {
		if got := p.post("/admin/connections/webhooks", admin, url.Values{"networks": {networks}}); got.status != 422 {
			t.Errorf("%s: %d", networks, got.status)
		}
	}
}

func TestTestsAreFewAndOnlyForAdministrators(t *testing.T) {
	p := newPortal(t)
	staff := p.staff()
	for range 20 {
		if got := p.post("/admin/connections/webhooks/test", staff[station.Administrator], url.Values{"to": {"nowhere"}}); got.status != 200 {
			t.Fatalf("%d", got.status)
		}
	}
	if got := p.post("/admin/connections/webhooks/test", staff[station.Administrator], url.Values{"to": {"nowhere"}}); got.status != 429 {
		t.Errorf("%d", got.status)
	}
	if got := p.do("GET", "/admin/connections/mail", staff[station.Auditor], nil); got.status != 200 || strings.Contains(got.body, "formaction") {
		t.Errorf("an auditor reads and changes nothing: %d", got.status)
	}
}

func TestWhatWaitsIsToldInFiguresAndFailedMailsGoAgain(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	if got := p.do("GET", "/admin/messages", admin, nil); got.status != 200 || !strings.Contains(got.body, "消息都发出去了") || strings.Contains(got.body, "/admin/messages/retry") {
		t.Errorf("%d", got.status)
	}
	p.out.backlog = notices.Backlog{Due: 12, Oldest: 42 * time.Minute, Failed: 9, Ways: []notices.WayBacklog{{Channel: "mail", Due: 12, Failed: 8, Retryable: 7}, {Channel: "sms", Failed: 1}}}
	got := p.do("GET", "/admin/messages", admin, nil)
	for _, want := range []string{"12 条消息该发而没发", "最久 42 分钟", "7 封邮件可以重发"} {
		if !strings.Contains(got.body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if got := p.post("/admin/messages/retry", admin, nil); got.location != "/admin/messages?sent=3" || len(p.out.retried) != 1 || p.out.retried[0] != accounts.FirstStation {
		t.Errorf("%d %s %v", got.status, got.location, p.out.retried)
	}
	if got := column[string](t, connect(t, p.urls.Owner), `select detail::text from app.audit where action = 'messages.retry'`); len(got) != 1 || got[0] != `{"n": 3}` {
		t.Errorf("%v", got)
	}
}

func TestASecretComesThroughAProofAndIsNotLostUnseen(t *testing.T) {
	p := newPortal(t)
	admin := p.administrator()
	p.now = p.now.Add(20 * time.Minute) // the proof of the sign-in is too old
	form := mailForm("mail.example.org", "")
	form.Set("person", attr(p.do("GET", "/admin/connections/mail", admin, nil).body, "main form [name=person]", "value"))
	got := p.post("/admin/connections/mail", admin, form)
	sealed := attr(got.body, "[name='carried.field.kept_secrets']", "value")
	if got.status != 403 || sealed == "" || strings.Contains(got.body, secretWord) {
		t.Fatalf("%d, %d letters come along", got.status, len(sealed))
	}
	p.now = noon.Add(time.Minute)
	form.Del("secret_password")
	form.Set("lost_secret", "secret_password")
	if got := p.post("/admin/connections/mail", admin, form); got.status != 422 || !strings.Contains(complaints(got.body), "没有带过来") {
		t.Errorf("it is lost unseen: %d", got.status)
	}
	form.Set("kept_secrets", sealed)
	if got := p.post("/admin/connections/mail", admin, form); got.status != 303 || p.inUse("mail").Value("password") != secretWord {
		t.Errorf("%d %s", got.status, complaints(got.body))
	}
}
