package signature_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/smx509"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// TestNoSignatureFromOutsideBringsTheReaderDown: anybody may hand in a file to be checked.
func TestNoSignatureFromOutsideBringsTheReaderDown(t *testing.T) {
	var within []byte
	for range 5000 { // one inside another, each with its length
		n := len(within)
		within = append([]byte{0x30, 0x83, byte(n >> 16), byte(n >> 8), byte(n)}, within...)
		if n < 1<<16 {
			within[2] = 1
		}
	}
	for name, text := range map[string][]byte{
		"a tag of more bytes without an end": {0x1f, 0x01}, "a length without an end": {0x30, 0x84, 0x01}, "a length and nothing": {0x30, 0x82},
		"one byte": {0x30}, "a length that is too long": {0x30, 0x05, 0x02, 0x01}, "a part that is longer than the whole": {0x30, 0x03, 0x02, 0x09, 0x01},
		"ends that never come": bytes.Repeat([]byte{0x30, 0x80}, 2_500_000), "a few of them": bytes.Repeat([]byte{0x30, 0x80}, 300_000), "too deep": within,
		"many in one without a length": append([]byte{0x30, 0x80}, bytes.Repeat([]byte{0x05, 0x01, 0x01}, 300_000)...),
	} {
		began := time.Now()
		if _, err := signature.CheckCMS(text, content, nil, now); !errors.Is(err, signature.ErrNotCMS) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s takes %s", name, took)
		}
	}
	good := newAuthority(t, "ecdsa").signed(content)
	random := mathrand.New(mathrand.NewPCG(3, 5))
	for range 20_000 {
		bent := bytes.Clone(good[:1+random.IntN(len(good))])
		for range 1 + random.IntN(4) {
			bent[random.IntN(len(bent))] = byte(random.Uint32())
		}
		_, _ = signature.CheckCMS(bent, content, nil, now) // whatever it says, it says something
	}
}

// TestAKeyOfAMillionDigitsIsNotReckonedWith: checking a signature by it would take hours.
func TestAKeyOfAMillionDigitsIsNotReckonedWith(t *testing.T) {
	a := newAuthority(t, "ecdsa")
	huge, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 400_000))
	a.must(err)
	huge.SetBit(huge, 400_000, 1).SetBit(huge, 0, 1)
	sd, err := pkcs7.NewSignedData(content)
	a.must(err)
	sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	a.must(sd.AddSigner(a.hugely(huge), a.signerKey, pkcs7.SignerInfoConfig{}))
	sd.Detach()
	text, err := sd.Finish()
	a.must(err)
	if _, err := signature.CheckCMS(text, content, nil, now); !errors.Is(err, signature.ErrNotCMS) {
		t.Error(err)
	}
}

// hugely is the signer's certificate with an RSA key of a size of its own.
func (a *authority) hugely(n *big.Int) *smx509.Certificate {
	a.t.Helper()
	template := &x509.Certificate{SerialNumber: big.NewInt(9), Subject: pkix.Name{CommonName: "大"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := smx509.CreateCertificate(rand.Reader, template, a.root.ToX509(), &rsa.PublicKey{N: n, E: 65537}, a.rootKey)
	a.must(err)
	c, err := smx509.ParseCertificate(der)
	a.must(err)
	return c
}

// TestASignatureOutOfTimeIsNotTakenForOneThatVerifies: somebody else's key under an expired certificate says of itself that it is late. Whether it
// verifies is not known then, and nothing may rest on it.
func TestASignatureOutOfTimeIsNotTakenForOneThatVerifies(t *testing.T) {
	a := newAuthority(t, "ecdsa", func(c *x509.Certificate) { c.NotBefore, c.NotAfter = now.Add(-2*time.Hour), now.Add(-time.Hour) })
	sd, err := pkcs7.NewSignedData(content)
	a.must(err)
	sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	a.must(sd.AddSigner(a.signer, newKey(t, "ecdsa"), pkcs7.SignerInfoConfig{})) // not the certificate's key
	sd.Detach()
	text, err := sd.Finish()
	a.must(err)
	if _, err := signature.CheckCMS(text, content, nil, now); err == nil || errors.Is(err, signature.ErrValidity) || !errors.Is(err, signature.ErrTime) {
		t.Errorf("a forged signature is said to be %v", err)
	}
}
