package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/seal"
)

// keysHome gives a station without keys.
func keysHome(t *testing.T) (file string) {
	t.Helper()
	home := t.TempDir()
	for name, value := range map[string]string{"STATION_DATA": home, "STATION_MASTER_KEYS": "", "STATION_MASTER_KEYS_FILE": "", "STATION_SEAL_SUITE": ""} {
		t.Setenv(name, value)
	}
	return filepath.Join(home, "keys", "master.keys")
}

// keysSay runs a verb and holds it to its status, to what it must say, and to telling no key.
func keysSay(t *testing.T, want int, says string, args ...string) string {
	t.Helper()
	status, out, errs := call(append([]string{"keys"}, args...)...)
	if status != want || !strings.Contains(out+errs, says) {
		t.Errorf("station keys %s: status %d, %q is missing:\n%s%s", strings.Join(args, " "), status, says, out, errs)
	}
	text, err := os.ReadFile(filepath.Join(os.Getenv("STATION_DATA"), "keys", "master.keys"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, secret := range regexp.MustCompile(`[A-Za-z0-9+/]{43}=`).FindAllString(string(text), -1) {
		if strings.Contains(out+errs, secret[:16]) {
			t.Errorf("station keys %v prints a key:\n%s%s", args, out, errs)
		}
	}
	return out
}

func TestMasterKeysAreMadeListedAndRotated(t *testing.T) {
	file := keysHome(t)
	keysSay(t, 1, "`station keys new` makes one", "list")
	keysSay(t, 1, "put it back from its backup", "check")
	keysSay(t, 1, "", "rotate")
	keysSay(t, 0, "Keep a copy", "new")
	keysSay(t, 0, "was added", "new", "--suite", "gm")
	l, err := seal.ReadMasters(file)
	if err != nil {
		t.Fatal(err)
	}
	keys := l.List()
	if len(keys) != 2 || !keys[0].Active || keys[1].Active || keys[1].Suite != seal.GM {
		t.Fatalf("%+v", keys)
	}
	out := keysSay(t, 0, file, "list")
	for _, key := range keys {
		if !strings.Contains(out, string(key.ID)) || !strings.Contains(out, key.Check) {
			t.Errorf("%s is not listed:\n%s", key.ID, out)
		}
	}
	keysSay(t, 0, string(keys[1].ID)+" is active", "rotate", string(keys[1].ID))
	keysSay(t, 2, "no master key", "rotate", "nobody")
	keysSay(t, 0, "is active", "rotate")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Count(text, []byte(" active\n")) != 1 || strings.Count(keysSay(t, 0, "", "list"), "made") != 3 {
		t.Error("not three keys, one of them active")
	}
}

func TestMasterKeysAreChecked(t *testing.T) {
	file := keysHome(t)
	keysSay(t, 0, "", "new")
	keysSay(t, 0, "works", "check")
	keysSay(t, 0, "beside the data", "check")
	elsewhere := filepath.Join(t.TempDir(), "k")
	keysSay(t, 0, "", "new", "--file", elsewhere)
	if out := keysSay(t, 0, elsewhere, "check", "--file", elsewhere); strings.Contains(out, "beside") {
		t.Error(out)
	}
	t.Setenv("STATION_SEAL_SUITE", "gm")
	keysSay(t, 0, "rotate --suite gm", "check")
	t.Setenv("STATION_SEAL_SUITE", "rot13")
	keysSay(t, 2, "choose intl", "check")
	t.Setenv("STATION_SEAL_SUITE", "")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"list", "check", "rotate", "new"} {
		keysSay(t, 1, "chmod 600", verb)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte(" intl "), []byte(" gm "), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	keysSay(t, 1, "copy the line anew", "check")
}

func TestMasterKeysFromTheEnvironmentAreReadOnly(t *testing.T) {
	file := keysHome(t)
	keysSay(t, 0, "", "new")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("STATION_MASTER_KEYS", string(text))
	keysSay(t, 0, "STATION_MASTER_KEYS", "list")
	keysSay(t, 0, "works", "check")
	for _, verb := range []string{"new", "rotate"} {
		keysSay(t, 2, "change them there", verb)
	}
	keysSay(t, 0, file, "list", "--file", file)
	t.Setenv("STATION_MASTER_KEYS", "rubbish")
	keysSay(t, 1, "begin with", "check")
}

func TestKeysTellHowTheyAreCalled(t *testing.T) {
	keysHome(t)
	keysSay(t, 2, "station keys VERB")
	keysSay(t, 2, "station keys VERB", "delete")
	keysSay(t, 0, "station keys rotate [ID]", "rotate", "--help")
	keysSay(t, 2, "too much", "list", "all")
	keysSay(t, 2, "too much", "rotate", "a", "b")
	keysSay(t, 2, "", "new", "--suite", "des")
	if status, _, errs := call(); status != 2 || !strings.Contains(errs, "keys ") {
		t.Error(status, errs)
	}
}
