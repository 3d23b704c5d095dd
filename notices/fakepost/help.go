package fakepost

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"mime/quotedprintable"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// certificate makes one for this machine, with its PEM.
func certificate() (*tls.Config, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "fakepost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		return nil, nil, err
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), nil
}

// Roots is a pool that trusts certificates in PEM.
func Roots(texts ...[]byte) *x509.CertPool {
	pool := x509.NewCertPool()
	for _, text := range texts {
		pool.AppendCertsFromPEM(text)
	}
	return pool
}

func decode(encoding string, r io.Reader) string {
	switch strings.ToLower(encoding) {
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	}
	text, _ := io.ReadAll(r)
	return string(text)
}

func plain(user, password string) string {
	return base64.StdEncoding.EncodeToString([]byte("\x00" + user + "\x00" + password))
}

// Book is a book of addresses.
type Book struct {
	mu      sync.Mutex
	entries map[station.PersonID]notices.Address
	keepers []station.PersonID
}

// NewBook makes an empty book.
func NewBook(keepers ...station.PersonID) *Book {
	return &Book{entries: map[station.PersonID]notices.Address{}, keepers: keepers}
}

// Put says where a person is reached.
func (b *Book) Put(person station.PersonID, a notices.Address) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.entries[person] = a
}

// Of finds a person.
func (b *Book) Of(_ context.Context, _ station.Tenant, person station.PersonID) (notices.Address, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.entries[person], nil
}

// Keepers are the same for every tenant.
func (b *Book) Keepers(context.Context, station.Tenant) ([]station.PersonID, error) {
	return b.keepers, nil
}

// Sealer seals with AES-256-GCM under one key a tenant, derived from Secret, and binds the place. It
// stands in for the vault where a test is about messages.
type Sealer struct{ Secret string }

func (s Sealer) cipher(tenant station.Tenant) (cipher.AEAD, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s %x", s.Secret, tenant.ID()))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// Box opens a tenant's key.
func (s Sealer) Box(_ context.Context, _ pg.Tx, tenant station.Tenant) (notices.Box, error) {
	c, err := s.cipher(tenant)
	return box{c}, err
}

// ReadBox is Box.
func (s Sealer) ReadBox(ctx context.Context, tx pg.Tx, tenant station.Tenant) (notices.Box, error) {
	return s.Box(ctx, tx, tenant)
}

type box struct{ c cipher.AEAD }

// Seal seals.
func (b box) Seal(kind, row string, text []byte) ([]byte, error) {
	c := b.c
	nonce := make([]byte, c.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return c.Seal(nonce, nonce, text, []byte(kind+"\x00"+row)), nil
}

// Open opens.
func (b box) Open(kind, row string, sealed []byte) ([]byte, error) {
	c := b.c
	if len(sealed) < c.NonceSize() {
		return nil, errors.New("too short")
	}
	return c.Open(nil, sealed[:c.NonceSize()], sealed[c.NonceSize():], []byte(kind+"\x00"+row))
}

// Trail is an audit trail that only counts what is recorded.
type Trail struct {
	mu      sync.Mutex
	Actions []string
}

// Record counts.
func (t *Trail) Record(_ context.Context, _ pg.Tx, _ station.Actor, _ station.Tenant, action, _ string, _ map[string]any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.Actions = append(t.Actions, action)
	return nil
}
