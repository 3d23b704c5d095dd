// Package signature makes and checks signatures over a report: by keys that the station keeps (Ed25519, SM2), by certificates of the
// signers' own (RSA, ECDSA, SM2, as detached CMS), and in PDF documents (PAdES). It knows nothing of reports: it signs bytes.
package signature

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// Algorithm is how a key that the station keeps signs.
type Algorithm string

// The algorithms. SM2 signs as GM/T 0009 has it: SM3, with the signer's default identity 1234567812345678.
const (
	Ed25519 Algorithm = "ed25519"
	SM2     Algorithm = "sm2-sm3"
)

// Key is a key pair that the station keeps for a signer.
type Key struct {
	Algorithm Algorithm
	private   any
	public    []byte // SubjectPublicKeyInfo
}

// ErrKey says that a key cannot be read.
var ErrKey = errors.New("signature: this is no key of ours")

// NewKey makes a key pair.
func NewKey(a Algorithm) (*Key, error) {
	var private, public any
	switch a {
	case Ed25519:
		pub, priv, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		private, public = priv, pub
	case SM2:
		priv, err := sm2.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		private, public = priv, &priv.PublicKey
	default:
		return nil, fmt.Errorf("%w: algorithm %q", ErrKey, a)
	}
	der, err := smx509.MarshalPKIXPublicKey(public)
	return &Key{Algorithm: a, private: private, public: der}, err
}

// Private gives the private half as PKCS #8, to be sealed.
func (k *Key) Private() ([]byte, error) { return smx509.MarshalPKCS8PrivateKey(k.private) }

// ReadKey reads what Private gave.
func ReadKey(pkcs8 []byte) (*Key, error) {
	private, err := smx509.ParsePKCS8PrivateKey(pkcs8)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	k := &Key{private: private}
	var public any
	switch p := private.(type) {
	case ed25519.PrivateKey:
		k.Algorithm, public = Ed25519, p.Public()
	case *sm2.PrivateKey:
		k.Algorithm, public = SM2, &p.PublicKey
	default:
		return nil, fmt.Errorf("%w: %T", ErrKey, private)
	}
	k.public, err = smx509.MarshalPKIXPublicKey(public)
	return k, err
}

// PublicPEM is the public half, as other programs read it.
func (k *Key) PublicPEM() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: k.public}))
}

// ID is the fingerprint of the public half: SHA-256 of its SubjectPublicKeyInfo, in hex.
func (k *Key) ID() string { return fingerprint(k.public) }

func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	return hex.EncodeToString(sum[:])
}

// Sign signs a message.
func (k *Key) Sign(message []byte) ([]byte, error) {
	switch p := k.private.(type) {
	case ed25519.PrivateKey:
		return ed25519.Sign(p, message), nil
	case *sm2.PrivateKey:
		return p.SignWithSM2(rand.Reader, nil, message)
	}
	return nil, ErrKey
}

// Public is the public half of a key as somebody who checks has it.
type Public struct {
	Algorithm Algorithm
	ID        string
	key       any
}

// ReadPublic reads a public key from PEM.
func ReadPublic(text string) (Public, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "PUBLIC KEY" {
		return Public{}, ErrKey
	}
	key, err := smx509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return Public{}, fmt.Errorf("%w: %w", ErrKey, err)
	}
	out := Public{ID: fingerprint(block.Bytes), key: key}
	switch p := key.(type) {
	case ed25519.PublicKey:
		out.Algorithm = Ed25519
	case *ecdsa.PublicKey:
		if !sm2.IsSM2PublicKey(p) {
			return Public{}, fmt.Errorf("%w: an ECDSA key signs by certificate", ErrKey)
		}
		out.Algorithm = SM2
	default:
		return Public{}, fmt.Errorf("%w: %T", ErrKey, key)
	}
	return out, nil
}

// Verify tells whether the key signed the message.
func (p Public) Verify(message, sig []byte) bool {
	switch key := p.key.(type) {
	case ed25519.PublicKey:
		return ed25519.Verify(key, message, sig)
	case *ecdsa.PublicKey:
		return sm2.VerifyASN1WithSM2(key, nil, message, sig)
	}
	return false
}
