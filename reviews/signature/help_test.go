package signature_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

var now = time.Now().UTC().Truncate(time.Second) // openssl signs at the time of the machine

// authority is a certificate authority with one signer, in a folder.
type authority struct {
	t         *testing.T
	dir       string
	kind      string
	root      *smx509.Certificate
	rootKey   crypto.Signer
	signer    *smx509.Certificate
	signerKey crypto.Signer
}

func newKey(t *testing.T, kind string) crypto.Signer {
	t.Helper()
	var key crypto.Signer
	var err error
	switch kind {
	case "rsa":
		key, err = rsa.GenerateKey(rand.Reader, 2048)
	case "ecdsa":
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case "sm2":
		key, err = sm2.GenerateKey(rand.Reader)
	}
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func newAuthority(t *testing.T, kind string, change ...func(c *x509.Certificate)) *authority {
	t.Helper()
	a := &authority{t: t, dir: t.TempDir(), kind: kind, rootKey: newKey(t, kind), signerKey: newKey(t, kind)}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "测试根 " + kind}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, SubjectKeyId: []byte{1}}
	a.root = a.issue(root, root, a.rootKey)
	signer := &x509.Certificate{SerialNumber: big.NewInt(77), Subject: pkix.Name{CommonName: "沈律师", Organization: []string{"甲律师事务所"}}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(12 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, AuthorityKeyId: []byte{1}}
	for _, f := range change {
		f(signer)
	}
	a.signer = a.issue(signer, a.root.ToX509(), a.signerKey)
	a.keep("root.pem", "CERTIFICATE", a.root.Raw)
	a.keep("signer.pem", "CERTIFICATE", a.signer.Raw)
	key, err := smx509.MarshalPKCS8PrivateKey(a.signerKey)
	a.must(err)
	a.keep("signer.key", "PRIVATE KEY", key)
	return a
}

func (a *authority) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *authority) issue(template, parent *x509.Certificate, key crypto.Signer) *smx509.Certificate {
	a.t.Helper()
	der, err := smx509.CreateCertificate(rand.Reader, template, parent, key.Public(), a.rootKey)
	a.must(err)
	c, err := smx509.ParseCertificate(der)
	a.must(err)
	return c
}

func (a *authority) keep(name, kind string, der []byte) {
	a.t.Helper()
	a.must(os.WriteFile(a.path(name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600))
}

func (a *authority) path(name string) string { return filepath.Join(a.dir, name) }

// list is the authority's list of revoked certificates.
func (a *authority) list(revoked ...int64) []byte {
	a.t.Helper()
	template := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: now.Add(-time.Minute), NextUpdate: now.Add(time.Hour)}
	for _, serial := range revoked {
		template.RevokedCertificateEntries = append(template.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: big.NewInt(serial), RevocationTime: now.Add(-time.Minute)})
	}
	der, err := smx509.CreateRevocationList(rand.Reader, template, a.root, a.rootKey)
	a.must(err)
	return der
}

// trust is an operator's folder.
func (a *authority) trust(lists ...[]byte) *signature.Trust {
	a.t.Helper()
	root, err := os.ReadFile(a.path("root.pem"))
	a.must(err)
	folder := fstest.MapFS{"ca/root.pem": {Data: root}, "README": {Data: []byte("whom we believe")}}
	for i, l := range lists {
		folder[fmt.Sprintf("list%d.crl", i)] = &fstest.MapFile{Data: l}
	}
	t, err := signature.ReadTrust(folder)
	a.must(err)
	return t
}

// run runs another program and gives what it says, or fails.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// cms signs a content with openssl, as a person does by a file of their own.
func (a *authority) cms(content []byte, more ...string) []byte {
	a.t.Helper()
	a.must(os.WriteFile(a.path("content"), content, 0o600))
	run(a.t, "openssl", append([]string{"cms", "-sign", "-binary", "-in", a.path("content"), "-signer", a.path("signer.pem"), "-inkey", a.path("signer.key"), "-outform", "DER", "-out", a.path("content.p7s")}, more...)...)
	out, err := os.ReadFile(a.path("content.p7s"))
	a.must(err)
	return out
}
