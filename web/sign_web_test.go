package web_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

func (c *consultation) path(rest string) string { return "/expert/reviews/" + c.id.String() + rest }

// upload sends a file with a form as a page of ours would.
func (c *consultation) upload(path, token string, fields url.Values, file []byte) answer {
	c.t.Helper()
	if fields == nil {
		fields = url.Values{}
	}
	return c.send(path, token, fields, "file", string(file))
}

func (c *consultation) holds(got answer, status int, wants ...string) {
	c.t.Helper()
	if got.status != status {
		c.t.Errorf("status %d, want %d: %s", got.status, status, got.location)
	}
	for _, want := range wants {
		if !strings.Contains(got.body, want) {
			c.t.Errorf("%q is not said in %.3000s", want, got.body[strings.Index(got.body, "<main"):])
		}
	}
}

func TestTwoExpertsSignOnPagesAndTheOwnerHandsItOn(t *testing.T) {
	c := newConsultation(t)
	lead, second, owner := c.tokens[c.lead.Person], c.tokens[c.second.Person], c.f.tokens[station.Owner]
	refused := c.post(c.path("/conclusion"), lead, url.Values{"option": {"conditions"}, "text": {"补齐后可以签"}, "base": {"0"}})
	c.holds(refused, 422, "至少写一条条件", "补齐后可以签")
	if got := c.post(c.path("/conclusion"), lead, url.Values{"option": {"conditions"}, "text": {"补齐后可以签"}, "conditions": {"先备案\n\n再签"}, "base": {"0"}}); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	c.holds(c.post(c.path("/conclusion"), lead, url.Values{"option": {"sign"}, "text": {"晚到的"}, "base": {"0"}}), 409, "别人已经保存了新的一版", "晚到的", "补齐后可以签")
	c.post(c.path("/minutes"), second, url.Values{"minutes": {"zijian内部纪要"}, "base": {"0"}})
	if got := c.do("GET", "/reviews/"+c.id.String()+"/conclusion", owner, nil); got.status != 200 || strings.Contains(got.body, "补齐后可以签") {
		t.Errorf("%d: the company reads what is still being written", got.status)
	}
	c.post(c.path("/put-up"), lead, nil)
	now := c.look().Current()
	c.holds(c.do("GET", c.path("/conclusion"), second, nil), 200, "已签 0 人，需要 2 人", "用站内密钥确认", now.Hash[:4]+" "+now.Hash[4:8], "先备案")
	if got := c.do("GET", c.path("/content.json"), second, nil); got.body != string(now.Bytes) {
		t.Error("the bytes to sign are others")
	}
	for _, token := range []string{lead, second} {
		if got := c.post(c.path("/sign"), token, url.Values{"hash": {now.Hash}}); got.location != c.path("/conclusion?done=signed") {
			t.Fatalf("%d %s %s", got.status, got.location, got.body)
		}
	}
	c.holds(c.do("GET", "/reviews/"+c.id.String()+"/conclusion", owner, nil), 200, "已签署：2 人", "沈律师，站内确认", "补齐后可以签", "下载签署报告（PDF）", "证书由本站自己签发")
	if got := c.do("GET", "/reviews/"+c.id.String()+"/conclusion", owner, nil); strings.Contains(got.body, "内部纪要") {
		t.Error("the company reads the minutes")
	}
	items, _, err := c.told.Inbox(t.Context(), c.f.owner, "zh", false, notices.Cursor{}, 10)
	c.must(err)
	if !slices.ContainsFunc(items, func(m notices.Item) bool { return m.Kind == notices.ReviewSigned }) {
		t.Errorf("the company is not told: %+v", items)
	}
	file := c.do("GET", "/reviews/"+c.id.String()+"/signed.json", owner, nil)
	c.holds(c.upload("/verify", "", nil, []byte(file.body)), 200, "完好：内容没有改过，签名有效", "沈律师，站内确认", "陆律师，站内确认", "附条件可以签约")
	c.holds(c.do("GET", "/verify/"+now.Hash, "", nil), 200, "本站签署过这份内容，现在有效")
	c.holds(c.do("GET", "/verify/"+strings.Repeat("a", 64), "", nil), 200, "本站没有签署过")
	c.holds(c.upload("/verify", "", nil, []byte(strings.Replace(file.body, "补齐后", "补完后", 1))), 200, "被改过：签署的内容变了")
	c.holds(c.upload("/verify", "", nil, []byte("%PDF-1.7 nothing")), 200, "这不是本站的签署报告")
	c.post(c.path("/dissent"), second, url.Values{"dissent": {"我改主意了"}, "base": {"0"}})
	c.holds(c.upload("/verify", "", nil, []byte(file.body)), 200, "已作废：签署之后内容改过")
	c.holds(c.do("GET", "/reviews/"+c.id.String()+"/conclusion", owner, nil), 200, "陆律师 于", "改了不同意见，2 个签名作废")
	c.holds(c.do("GET", "/verify/"+now.Hash, "", nil), 200, "现在已作废")
}

func TestASignedPDFHoldsForStockReaders(t *testing.T) {
	c := newConsultation(t)
	c.signedFile()
	got := c.do("GET", "/reviews/"+c.id.String()+"/signed.pdf", c.f.tokens[station.Owner], nil)
	if got.status != 200 {
		t.Fatal(got.status, got.body)
	}
	file := filepath.Join(t.TempDir(), "signed.pdf")
	c.must(os.WriteFile(file, []byte(got.body), 0o600))
	out, err := exec.Command("pdfsig", "-nocert", file).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Signature is Valid") || !strings.Contains(string(out), "Total document signed") {
		t.Errorf("pdfsig: %v %s", err, out)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil || !strings.Contains(string(text), "补齐备案后可以签约") || !strings.Contains(string(text), "站内确认") || !strings.Contains(string(text), "没有看合同原件") {
		t.Errorf("pdftotext: %v", err)
	}
	if dir := os.Getenv("STATION_SHOTS"); dir != "" {
		c.must(os.WriteFile(filepath.Join(dir, "signed.pdf"), []byte(got.body), 0o600))
	}
	c.holds(c.upload("/verify", "", nil, []byte(got.body)), 200, "完好：内容没有改过，签名有效", "PDF 有平台的文件印章")
	for at := 100; at < len(got.body); at += len(got.body) / 40 {
		bent := []byte(got.body)
		bent[at] ^= 1
		if answer := c.upload("/verify", "", nil, bent); strings.Contains(answer.body, "完好") {
			t.Errorf("byte %d of %d is changed, and it is whole", at, len(bent))
		}
	}
	c.holds(c.upload("/verify", "", nil, append([]byte(got.body), "\n% more"...)), 200, "被改过：PDF 变了")
}

// bar is an authority for the certificates of lawyers.
type bar struct {
	t    *testing.T
	dir  string
	root *x509.Certificate
	key  crypto.Signer
}

func newBar(t *testing.T) *bar {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	b := &bar{t: t, dir: t.TempDir(), key: key}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "律师证书机构"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(48 * time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, SubjectKeyId: []byte{1}}
	b.root = b.issue(root, root, key)
	return b
}

func (b *bar) issue(c, parent *x509.Certificate, of crypto.Signer) *x509.Certificate {
	b.t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, parent, of.Public(), b.key)
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := x509.ParseCertificate(der)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

// sign has openssl sign a content by a new certificate of a name.
func (b *bar) sign(serial int64, name string, content []byte) []byte {
	b.t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.t.Fatal(err)
	}
	c := b.issue(&x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), KeyUsage: x509.KeyUsageDigitalSignature}, b.root, key)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		b.t.Fatal(err)
	}
	for file, body := range map[string][]byte{"cert.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}), "key.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), "content.json": content} {
		if err := os.WriteFile(filepath.Join(b.dir, file), body, 0o600); err != nil {
			b.t.Fatal(err)
		}
	}
	cmd := exec.Command("openssl", "cms", "-sign", "-binary", "-md", "sha256", "-in", "content.json", "-signer", "cert.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "signature.p7s")
	cmd.Dir = b.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		b.t.Fatalf("openssl: %v %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(b.dir, "signature.p7s"))
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

// trust believes the bar, which has revoked some.
func (b *bar) trust(revoked ...int64) *signature.Trust {
	b.t.Helper()
	list := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: time.Now().Add(-time.Minute), NextUpdate: time.Now().Add(time.Hour)}
	for _, serial := range revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: big.NewInt(serial), RevocationTime: time.Now().Add(-2 * time.Minute)})
	}
	crl, err := x509.CreateRevocationList(rand.Reader, list, b.root, b.key)
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := signature.ReadTrust(fstest.MapFS{"root.crt": {Data: b.root.Raw}, "list.crl": {Data: crl}})
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

func TestACertificateOfTheExpertsOwnIsCheckedWhenItComesBack(t *testing.T) {
	c, b, stranger := newConsultation(t), newBar(t), newBar(t)
	trust := b.trust(66)
	c.reviews.SignBy(reviews.Signing{Trust: func() *signature.Trust { return trust }})
	c.now = time.Now() // openssl signs at the time of the machine
	again := func(email string) string {
		token, _, err := c.people.SignIn(t.Context(), email, password, accounts.Device{Address: "127.0.0.1"})
		c.must(err)
		return token
	}
	lead, second := again("expert-3451@station.example"), again("expert-3452@station.example")
	now := c.putUp()
	send := func(token string, cms []byte) answer {
		return c.upload(c.path("/certificate"), token, url.Values{"hash": {now.Hash}}, cms)
	}
	c.holds(send(lead, []byte("no signature")), 422, "这不是一个人签的分离式 CMS 签名")
	c.holds(send(lead, b.sign(7, "沈律师", []byte("another content"))), 422, "签的是另一份内容")
	c.holds(send(lead, stranger.sign(7, "沈律师", now.Bytes)), 422, "不在本站信任的机构里")
	c.holds(send(lead, b.sign(66, "沈律师", now.Bytes)), 422, "这张证书已被吊销")
	c.holds(send(lead, nil), 422, "选择签名文件")
	good := b.sign(7, "沈律师", now.Bytes)
	if got := send(lead, good); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	c.holds(send(second, good), 422, "这张证书已由另一位专家签过")
	if got := send(second, b.sign(8, "WANG WU", now.Bytes)); got.status != 303 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	c.holds(c.do("GET", c.path("/conclusion"), lead, nil), 200, "沈律师，本人证书", "CN=沈律师", "证书持有人和执业证上的姓名不一致")
	owner := again("zijian@example.com")
	file := c.do("GET", "/reviews/"+c.id.String()+"/signed.json", owner, nil)
	c.holds(c.upload("/verify", "", nil, []byte(file.body)), 200, "完好：内容没有改过，签名有效", "沈律师，本人证书")
	trust = b.trust(66, 7)
	c.now = c.now.Add(time.Minute)
	c.holds(c.upload("/verify", "", nil, []byte(file.body)), 200, "密钥或证书在")
	trust = &signature.Trust{}
	c.holds(c.upload("/verify", "", nil, []byte(file.body)), 200, "签名自身对得上，但没有人担保", "证书机构不在信任名单里")
}
