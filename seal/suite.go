package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"hash"
)

// Suite is a set of algorithms. Everything sealed names its suite, so that the configured one
// decides about new things only.
type Suite byte

// The suites. Their numbers are part of the format and never change.
const (
	Intl Suite = 1 // AES-256-GCM, HMAC-SHA-256, HKDF over SHA-256
	GM   Suite = 2 // SM4-GCM, HMAC-SM3, HKDF over SM3, for 商用密码应用安全性评估
)

const (
	nonceSize  = 12
	tagSize    = 16
	macSize    = 32
	secretSize = 32 // of master and data keys, in both suites; what a cipher needs is derived
)

// ParseSuite reads the name of a suite as configuration gives it.
func ParseSuite(name string) (Suite, error) {
	for _, s := range []Suite{Intl, GM} {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("seal: no suite %q: choose intl (AES-256-GCM, SHA-256) or gm (SM4-GCM, SM3)", name)
}

// String is the suite's name in configuration.
func (s Suite) String() string {
	switch s {
	case Intl:
		return "intl"
	case GM:
		return "gm"
	}
	return fmt.Sprintf("suite %d", byte(s))
}

func (s Suite) known() bool { return s == Intl || s == GM }

// keySize is that of the block cipher.
func (s Suite) keySize() int {
	if s == GM {
		return 16
	}
	return 32
}

func (s Suite) hash() func() hash.Hash {
	if s == GM {
		return newSM3
	}
	return sha256.New
}

func (s Suite) block(key []byte) (cipher.Block, error) {
	if len(key) != s.keySize() {
		return nil, fmt.Errorf("seal: a key of %d bytes for %s", len(key), s)
	}
	if s == GM {
		return newSM4(key)
	}
	return aes.NewCipher(key)
}

func (s Suite) aead(key []byte) (cipher.AEAD, error) {
	block, err := s.block(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// mac authenticates a message after the lengths and parts of what it is bound to.
func (s Suite) mac(key, binding, message []byte) []byte {
	h := hmac.New(s.hash(), key)
	h.Write(binding)
	h.Write(message)
	return h.Sum(nil)
}

// derive makes a key for one purpose out of a secret (RFC 5869).
func (s Suite) derive(secret, salt []byte, purpose string, size int) ([]byte, error) {
	return hkdf.Key(s.hash(), secret, salt, purpose, size)
}

// deriveAEAD makes the cipher for one purpose, and leaves no other copy of its key.
func (s Suite) deriveAEAD(secret, salt []byte, purpose string) (cipher.AEAD, error) {
	key, err := s.derive(secret, salt, purpose, s.keySize())
	if err != nil {
		return nil, err
	}
	defer clear(key)
	return s.aead(key)
}
