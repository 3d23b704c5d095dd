// Package rulestest gives tests what several rooms need of rules: keys that sign archives, and the
// shipped bundle with something changed.
package rulestest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Keys makes a pair of keys of P-256 as PEM.
func Keys(t testing.TB) (private, public string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	der, err := x509.MarshalECPrivateKey(key)
	must(t, err)
	pub, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	must(t, err)
	text := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	return text("EC PRIVATE KEY", der), text("PUBLIC KEY", pub)
}

// Pair makes a key that signs archives, and the one that verifies them.
func Pair(t testing.TB, id string) (rules.SigningKey, rules.PublicKey) {
	t.Helper()
	private, public := Keys(t)
	return rules.SigningKey{ID: id, Key: private, Algorithm: "ES256"}, rules.PublicKey{Key: public, Algorithm: "ES256"}
}

// Shipped is the shipped bundle, in memory of its own.
func Shipped(t testing.TB) rules.Files {
	t.Helper()
	files, err := rules.FilesOf(rules.Bundle())
	must(t, err)
	return files
}

// Changed is the shipped bundle with one text of one file put in the place of another.
func Changed(t testing.TB, file, old, fresh string) rules.Files {
	t.Helper()
	files := Shipped(t)
	if !bytes.Contains(files[file], []byte(old)) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = bytes.Replace(files[file], []byte(old), []byte(fresh), 1)
	return files
}

// Load gives the engine of a bundle.
func Load(t testing.TB, files rules.Files) *rules.Engine {
	t.Helper()
	e, err := rules.LoadFiles(files)
	must(t, err)
	return e
}

// Moving is the shipped bundle with a table of moves.
func Moving(t testing.TB, table string) *rules.Engine {
	t.Helper()
	files := Shipped(t)
	files["moves/data.yaml"] = []byte(table)
	return Load(t, files)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
