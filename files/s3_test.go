package files

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// spoiled is a shelf over a wire, impatient so that a test is short.
func spoiled(t testing.TB) (*S3, *wire) {
	t.Helper()
	o := s3Options(t)
	w := startWire(t, strings.TrimPrefix(o.Endpoint, "http://"))
	o.Endpoint, o.Stall = "http://"+w.Addr().String(), 500*time.Millisecond
	return openS3(t, o), w
}

// fresh makes the next request use a connection of its own, which the wire then spoils.
func fresh(s *S3) { s.transport.CloseIdleConnections() }

func TestAPutOutlivesABadLine(t *testing.T) {
	t.Parallel()
	s, w := spoiled(t)
	body := bytes.Repeat([]byte("evidence"), 1<<18)
	for name, f := range map[string]func(){
		"cut in the middle":       func() { w.cut, w.cuts = 1<<20, 1 },
		"cut before a byte":       func() { w.cut, w.cuts = 1, 2 },
		"a server that is busy":   func() { w.busy = 2 },
		"a line that is slow":     func() { w.slow = 3 * time.Millisecond },
		"cut after the last byte": func() { w.cut, w.cuts = int64(len(body))+400, 1 },
	} {
		fresh(s)
		w.set(f)
		object := key(1, 1, byte(len(name)))
		n, err := s.Put(ctx, object, int64(len(body)), func(to io.Writer) error { _, err := to.Write(body); return err })
		if err != nil || n != int64(len(body)) {
			t.Errorf("%s: %d, %v", name, n, err)
		} else if got, err := take(s, object); err != nil || !bytes.Equal(got, body) {
			t.Errorf("%s: %d bytes came back, %v", name, len(got), err)
		}
		w.set(func() { w.slow = 0 })
	}
}

func TestAnEndpointThatIsGoneIsGivenUpInTime(t *testing.T) {
	t.Parallel()
	s, w := spoiled(t)
	lay(t, s, key(1, 1, 1), []byte("x"))
	for name, f := range map[string]func(){
		"always cut":  func() { w.cut, w.cuts = 100, 1000 },
		"always busy": func() { w.busy = 1000 },
		"stalled":     func() { w.stall = true },
	} {
		fresh(s)
		w.set(f)
		began := time.Now()
		body := bytes.Repeat([]byte("x"), 1<<20)
		if _, err := s.Put(ctx, key(1, 1, 2), 1<<20, func(to io.Writer) error { _, err := to.Write(body); return err }); err == nil {
			t.Errorf("%s: it is kept", name)
		}
		if _, err := take(s, key(1, 1, 1)); err == nil || errors.Is(err, ErrNoObject) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > 12*time.Second {
			t.Errorf("%s: it took %s to give up", name, took)
		}
		w.set(func() { w.cuts, w.busy, w.stall = 0, 0, false })
	}
	fresh(s)
	if _, err := take(s, key(1, 1, 1)); err != nil {
		t.Error("once all is well again:", err)
	}
}

func TestAVisitorWhoLeavesEndsTheTransfer(t *testing.T) {
	t.Parallel()
	s, w := spoiled(t)
	fresh(s)
	w.set(func() { w.stall = true })
	ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, err := s.Put(ctx, key(1, 1, 1), 10, func(to io.Writer) error { _, err := to.Write([]byte("x")); return err })
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 2*time.Second {
		t.Errorf("%s, %v", time.Since(began), err)
	}
}

// TestNoOtherHostIsEverAsked sends the shelf elsewhere by a redirect, and by a proxy of the environment.
func TestNoOtherHostIsEverAsked(t *testing.T) {
	elsewhere := startWire(t, "127.0.0.1:1")
	t.Setenv("HTTP_PROXY", "http://"+elsewhere.Addr().String())
	t.Setenv("HTTPS_PROXY", "http://"+elsewhere.Addr().String())
	sending := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			return
		}
		if r.URL.Query().Has("versioning") {
			_, _ = io.WriteString(w, "<VersioningConfiguration/>")
			return
		}
		http.Redirect(w, r, "http://"+elsewhere.Addr().String()+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer sending.Close()
	o := S3Options{Endpoint: sending.URL, Bucket: "bucket", Region: s3Region, AccessKey: s3Access, SecretKey: s3Secret}
	s := openS3(t, o)
	if _, err := take(s, key(1, 1, 1)); err == nil {
		t.Error("something came")
	}
	if _, err := s.Put(ctx, key(1, 1, 1), 1, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err }); err == nil {
		t.Error("something was kept")
	}
	dial := dialOnly([]string{"s3.example", "bucket.s3.example"}, time.Second)
	for _, address := range []string{elsewhere.Addr().String(), "s3.example.org:443", "evil.s3.example:443", "nonsense"} {
		if _, err := dial(ctx, "tcp", address); err == nil || !strings.Contains(err.Error(), "not the endpoint") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if n := elsewhere.calls.Load(); n != 0 {
		t.Errorf("another host was asked %d times", n)
	}
}

func TestABucketIsLookedAtBeforeItIsUsed(t *testing.T) {
	good := s3Options(t)
	versioned := s3Options(t)
	v := openS3(t, versioned)
	if err := v.core.EnableVersioning(ctx, versioned.Bucket); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(o *S3Options)
		says   string
	}{
		"a bucket that is not there": {func(o *S3Options) { o.Bucket = "nobody-made-this" }, "no bucket"},
		"a bucket of versions":       {func(o *S3Options) { o.Bucket = versioned.Bucket }, "suspend versioning"},
		"a wrong key":                {func(o *S3Options) { o.SecretKey = "wrong" }, "look for the bucket"},
		"no key":                     {func(o *S3Options) { o.AccessKey = "" }, "needed"},
		"http to somewhere else":     {func(o *S3Options) { o.Endpoint = "http://s3.example" }, "must be https"},
		"no scheme":                  {func(o *S3Options) { o.Endpoint = "s3.example" }, "https://host"},
		"a path":                     {func(o *S3Options) { o.Endpoint += "/bucket" }, "https://host"},
		"a password in the address":  {func(o *S3Options) { o.Endpoint = "https://a:b@s3.example" }, "https://host"},
		"no URL":                     {func(o *S3Options) { o.Endpoint = "https://%" }, "no URL"},
		"no authority":               {func(o *S3Options) { o.CA = []byte("x") }, "no certificate"},
	} {
		o := good
		c.change(&o)
		if _, err := OpenS3(ctx, o); err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), s3Secret) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTLSIsOfTheAuthorityThatIsNamed starts a server whose certificate only the named authority vouches for.
func TestTLSIsOfTheAuthorityThatIsNamed(t *testing.T) {
	t.Parallel()
	cert, private := certificate(t)
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert"), filepath.Join(dir, "key")
	if err := errors.Join(os.WriteFile(certFile, cert, 0o600), os.WriteFile(keyFile, private, 0o600)); err != nil {
		t.Fatal(err)
	}
	server := must[*s3Server](t)(startS3("--cert", certFile, "--key", keyFile))
	defer server.stop()
	if err := os.Mkdir(filepath.Join(server.dir, "buckets", "sealed"), 0o700); err != nil {
		t.Fatal(err)
	}
	o := S3Options{Endpoint: "https://" + server.address, Bucket: "sealed", Region: s3Region, AccessKey: s3Access, SecretKey: s3Secret, CA: cert}
	s := openS3(t, o)
	lay(t, s, key(1, 1, 1), []byte("over TLS"))
	if got, err := take(s, key(1, 1, 1)); err != nil || string(got) != "over TLS" {
		t.Error(string(got), err)
	}
	o.CA, _ = certificate(t)
	if _, err := OpenS3(ctx, o); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("another authority: %v", err)
	}
}

func certificate(t testing.TB) (cert, private []byte) {
	t.Helper()
	k := must[*ecdsa.PrivateKey](t)(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der := must[[]byte](t)(x509.CreateCertificate(rand.Reader, form, form, &k.PublicKey, k))
	pk := must[[]byte](t)(x509.MarshalPKCS8PrivateKey(k))
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pk})
}
