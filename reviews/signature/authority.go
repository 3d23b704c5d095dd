package signature

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"
)

// Authority is a certificate authority of a station's own with one certificate for documents: readers do not know it unless they are told.
type Authority struct {
	Root, Document       string // PEM; Document is followed by Root
	RootID, DocumentID   string // SHA-256 of the certificates
	RootKey, DocumentKey []byte // PKCS #8, to be sealed
}

// How long its certificates hold.
const (
	rootYears     = 20
	documentYears = 10
)

// NewAuthority makes an authority and its document certificate, both of ECDSA P-256. name is the station's.
func NewAuthority(name string, now time.Time) (a Authority, err error) {
	serial := func() *big.Int {
		n, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)) // rand.Reader does not fail
		return n
	}
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return a, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return a, err
	}
	from := now.Add(-time.Hour).UTC().Truncate(time.Second)
	root := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: name + " CA", Organization: []string{name}}, NotBefore: from, NotAfter: from.AddDate(rootYears, 0, 0),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	rootDER, err := x509.CreateCertificate(rand.Reader, root, root, rootKey.Public(), rootKey)
	if err != nil {
		return a, fmt.Errorf("make an authority: %w", err)
	}
	if root, err = x509.ParseCertificate(rootDER); err != nil {
		return a, err
	}
	leaf := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: name, Organization: []string{name}}, NotBefore: from, NotAfter: from.AddDate(documentYears, 0, 0),
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, root, key.Public(), rootKey)
	if err != nil {
		return a, fmt.Errorf("make a document certificate: %w", err)
	}
	a.Root = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: rootDER}))
	a.Document = string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: leafDER})) + a.Root
	a.RootID, a.DocumentID = fingerprint(rootDER), fingerprint(leafDER)
	if a.RootKey, err = x509.MarshalPKCS8PrivateKey(rootKey); err != nil {
		return a, err
	}
	a.DocumentKey, err = x509.MarshalPKCS8PrivateKey(key)
	return a, err
}

// NewSealer makes a sealer of a private key in PKCS #8 and certificates in PEM, the signer's first.
func NewSealer(pkcs8 []byte, certificates string) (*Sealer, error) {
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
	defer clear(text)
	return ReadSealer(append(text, certificates...))
}

// PEM is the certificates of a sealer, its own first.
func (s *Sealer) PEM() string {
	var out []byte
	for _, c := range s.chain {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return string(out)
}

// Fingerprint is SHA-256 of a certificate in hex.
func Fingerprint(der []byte) string { return fingerprint(der) }
