package signature_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// TestAnotherProgramAcceptsTheStationsKeys has openssl check what the kept keys sign.
func TestAnotherProgramAcceptsTheStationsKeys(t *testing.T) {
	check := map[signature.Algorithm][]string{
		signature.Ed25519: {"pkeyutl", "-verify", "-pubin", "-inkey", "pub", "-rawin", "-in", "message", "-sigfile", "sig"},
		signature.SM2:     {"dgst", "-sm3", "-verify", "pub", "-sigopt", "distid:1234567812345678", "-signature", "sig", "message"},
	}
	for algorithm, args := range check {
		dir := t.TempDir()
		key, err := signature.NewKey(algorithm)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := key.Private()
		if err != nil {
			t.Fatal(err)
		}
		again, err := signature.ReadKey(kept)
		if err != nil || again.ID() != key.ID() || again.Algorithm != algorithm || len(key.ID()) != 64 {
			t.Fatalf("%s: %v", algorithm, err)
		}
		sig, err := again.Sign(content)
		if err != nil {
			t.Fatal(err)
		}
		pub, err := signature.ReadPublic(key.PublicPEM())
		if err != nil || pub.Algorithm != algorithm || pub.ID != key.ID() || !pub.Verify(content, sig) || pub.Verify(append(content, '.'), sig) || pub.Verify(content, sig[1:]) {
			t.Errorf("%s: %+v %v", algorithm, pub, err)
		}
		for name, text := range map[string][]byte{"pub": []byte(key.PublicPEM()), "sig": sig, "message": content} {
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for i, arg := range args {
			if file := filepath.Join(dir, arg); strings.Contains(" pub sig message ", " "+arg+" ") {
				args[i] = file
			}
		}
		if said := run(t, "openssl", args...); !strings.Contains(said, "Verified") {
			t.Errorf("%s: %s", algorithm, said)
		}
	}
	if _, err := signature.NewKey("rsa"); !errors.Is(err, signature.ErrKey) {
		t.Error(err)
	}
	for _, text := range []string{"", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"} {
		if _, err := signature.ReadPublic(text); !errors.Is(err, signature.ErrKey) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
