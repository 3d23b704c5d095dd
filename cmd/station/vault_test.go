package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/seal"
)

// TestTheFirstStartMakesTheMasterKeysAndNoLaterOne takes the file away, and puts another in its place.
func TestTheFirstStartMakesTheMasterKeysAndNoLaterOne(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	p := launch(t, data, listen)
	check := newBrowser(t, p.base).signUp("91330100MA2H2XJK0F", "kept@example.com")
	p.stop()
	file := filepath.Join(data, "keys", "master.keys")
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the key file: %v %v", info, err)
	}
	if err := os.Rename(file, file+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := tryLaunch(t, data, listen); err == nil || !strings.Contains(err.Error(), "put it back from its backup") {
		t.Errorf("without the file: %v", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("other keys were made over data that are sealed")
	}
	other, err := seal.CreateMasters(file, seal.Intl, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	if _, err := tryLaunch(t, data, listen); err == nil || !strings.Contains(err.Error(), "not those of this database") {
		t.Errorf("with keys of another station: %v", err)
	}
	if err := os.Rename(file+".away", file); err != nil {
		t.Fatal(err)
	}
	p = launch(t, data, listen)
	defer p.stop()
	b := newBrowser(t, p.base)
	b.must("/signin", map[string][]string{"email": {"kept@example.com"}, "password": {"Long enough 7 words"}})
	if status, _, err := b.get(check); err != nil || status != 200 {
		t.Errorf("the self-check answers %d, %v", status, err)
	}
}

// TestMasterKeysOfTheEnvironmentReachNoOtherProgram looks into the environment of the database's program.
func TestMasterKeysOfTheEnvironmentReachNoOtherProgram(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	elsewhere := filepath.Join(t.TempDir(), "master.keys")
	l, err := seal.CreateMasters(elsewhere, seal.Intl, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	text, err := os.ReadFile(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	p, err := tryLaunchIn(t, data, listen, []string{"STATION_MASTER_KEYS=" + strings.ReplaceAll(string(text), "\n", ";")})
	if err != nil {
		t.Fatal(err)
	}
	defer p.stop()
	pid, err := p.postmaster()
	if err != nil {
		t.Fatal(err)
	}
	environ, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", pid))
	if err != nil || len(environ) == 0 {
		t.Fatalf("the environment of the database's program: %v", err)
	}
	if bytes.Contains(environ, []byte("station-master-keys")) || bytes.Contains(environ, []byte("STATION_MASTER_KEYS=s")) {
		t.Error("the master keys stand in the environment of the database's program")
	}
	if _, err := os.Stat(filepath.Join(data, "keys")); err == nil {
		t.Error("a key file was made beside the keys that were given")
	}
}

// TestANodeOfManyMakesNoKeysOfItsOwn: with a database that others may share, an operator makes the keys.
func TestANodeOfManyMakesNoKeysOfItsOwn(t *testing.T) {
	c := config{Listen: "127.0.0.1:0", Database: pgtest.URLs(t).App, Data: t.TempDir(), Suite: seal.Intl}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if _, err := start(context.Background(), c, log); err == nil || !strings.Contains(err.Error(), "station keys new") {
		t.Fatalf("without keys: %v", err)
	}
	l, err := seal.CreateMasters(c.keyFile(), seal.Intl, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	s, err := start(context.Background(), c, log)
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
}

// TestKeysOfDataAreWrappedAnewAndRenewed rotates the master key of a station that is stopped.
func TestKeysOfDataAreWrappedAnewAndRenewed(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	p := launch(t, data, listen)
	check := newBrowser(t, p.base).signUp("91330100MA2H2XJK0F", "kept@example.com")
	p.stop()
	for name, value := range map[string]string{"STATION_DATA": data, "STATION_MASTER_KEYS": "", "STATION_MASTER_KEYS_FILE": "", "STATION_SEAL_SUITE": "", "STATION_WORKER_URL": ""} {
		t.Setenv(name, value)
	}
	keysSay(t, 0, "0 data keys were wrapped anew", "rewrap")
	out := keysSay(t, 0, "is active", "rotate", "--suite", "gm")
	fresh := strings.Fields(out)[0]
	keysSay(t, 0, "2 data keys were wrapped anew by "+fresh, "rewrap", "--data", data)
	keysSay(t, 0, "no data key hangs on it any more", "rewrap")
	keysSay(t, 0, "2 new data keys of suite gm", "renew", "--suite", "gm")
	keysSay(t, 2, "no data key", "renew", "0193f000-0000-7000-8000-000000000001")
	keysSay(t, 2, "no id", "renew", "everybody")
	keysSay(t, 2, "no private database", "rewrap", "--data", t.TempDir(), "--file", filepath.Join(data, "keys", "master.keys"))
	if err := dropOldMasters(filepath.Join(data, "keys", "master.keys"), fresh); err != nil {
		t.Fatal(err)
	}
	p = launch(t, data, listen)
	defer p.stop()
	b := newBrowser(t, p.base)
	b.must("/signin", map[string][]string{"email": {"kept@example.com"}, "password": {"Long enough 7 words"}})
	if status, _, err := b.get(check); err != nil || status != 200 {
		t.Errorf("without the old master key the self-check answers %d, %v", status, err)
	}
}

// dropOldMasters takes every line but one out of a key file, as an operator does in the end.
func dropOldMasters(file, keep string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var out []string
	for i, line := range strings.Split(string(text), "\n") {
		if i == 0 || strings.HasPrefix(line, keep) {
			out = append(out, line)
		}
	}
	return os.WriteFile(file, []byte(strings.Join(out, "\n")+"\n"), 0o600)
}
