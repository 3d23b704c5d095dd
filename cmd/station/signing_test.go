package main

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/seal"
)

func TestTheFolderOfAuthoritiesIsReadAgainWhenItChanges(t *testing.T) {
	dir := t.TempDir()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	env := map[string]string{"STATION_SIGN_TRUST": dir}
	s, err := readSigning(func(name string) string { return env[name] }, seal.GM, log)
	if err != nil || s.Algorithm != signature.SM2 || !s.Trust().Empty() {
		t.Fatalf("an empty folder: %v", err)
	}
	made, err := signature.NewAuthority("Test", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	folder := &trustFolder{dir: dir, log: log}
	if err := folder.read(); err != nil || !folder.trust.Empty() {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "root.pem"), []byte(made.Root), 0o600); err != nil {
		t.Fatal(err)
	}
	if !folder.now().Empty() {
		t.Error("it looks at every call")
	}
	folder.looked = time.Time{}
	if folder.now().Empty() {
		t.Error("a root that was added is not seen")
	}
	if err := os.WriteFile(filepath.Join(dir, "bad.crt"), []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder.looked = time.Time{}
	if folder.now().Empty() {
		t.Error("a file that cannot be read takes the others away")
	}
	if _, err := readSigning(func(name string) string { return env[name] }, seal.Intl, log); !errors.Is(err, errUsage) {
		t.Errorf("at the start a bad file is told: %v", err)
	}
}

func TestThePDFSealIsReadOrRefusedAtTheStart(t *testing.T) {
	made, err := signature.NewAuthority("Test", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	sealer, err := signature.NewSealer(made.DocumentKey, made.Document)
	if err != nil || signature.Fingerprint(sealer.Certificate().Raw) != made.DocumentID {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "seal.pem")
	if err := os.WriteFile(file, []byte(made.Document), 0o600); err != nil { // without its key
		t.Fatal(err)
	}
	if _, err := readSigning(func(name string) string { return map[string]string{"STATION_SIGN_PDF": file}[name] }, seal.Intl, nil); !errors.Is(err, errUsage) {
		t.Errorf("%v", err)
	}
}
