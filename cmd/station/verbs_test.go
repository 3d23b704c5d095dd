package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

// call runs the program in this process and gives its exit status and what it said.
func call(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = run(context.Background(), args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

func TestVersionNamesTheRules(t *testing.T) {
	status, out, _ := call("version")
	if status != 0 || !strings.Contains(out, "rules") || !strings.Contains(out, "commit") {
		t.Errorf("status %d: %s", status, out)
	}
}

func TestDemoAnswersOnLoopbackOnly(t *testing.T) {
	for listen, want := range map[string]bool{"127.0.0.1:0": true, "localhost:0": true, "[::1]:0": true, ":8080": false, "0.0.0.0:8080": false, "192.0.2.1:80": false, "nonsense": false} {
		if loopback(listen) != want {
			t.Errorf("loopback(%q) is %v", listen, !want)
		}
	}
	status, _, errs := call("serve", "--demo", "--listen", "0.0.0.0:0", "--data", t.TempDir())
	if status != 2 || !strings.Contains(errs, "loopback") {
		t.Errorf("status %d: %s", status, errs)
	}
}

func TestMigrateSaysWhatItNeeds(t *testing.T) {
	t.Setenv("STATION_MIGRATE_URL", "")
	if status, _, errs := call("migrate"); status != 2 || !strings.Contains(errs, "STATION_MIGRATE_URL") {
		t.Errorf("status %d: %s", status, errs)
	}
	t.Setenv("STATION_MIGRATE_URL", pgtest.URLs(t).Owner)
	for range 2 {
		if status, out, errs := call("migrate"); status != 0 || !strings.Contains(out, "at this version") {
			t.Errorf("status %d: %s%s", status, out, errs)
		}
	}
}

// TestReplayTellsADifference exports the demo's profile and judges it again, then bends one figure.
func TestReplayTellsADifference(t *testing.T) {
	ctx := context.Background()
	db := pgtest.New(t)
	engine, err := rules.Load(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	policy, err := rules.LoadPolicy(rules.Authz())
	if err != nil {
		t.Fatal(err)
	}
	people, err := accounts.NewStore(db, accountstest.Vault(t), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	gate := accounts.NewGate(policy)
	checks := assessments.New(db, accountstest.Vault(t), engine, people, time.Now, func() rules.Context { return rules.Context{Revision: "test"} })
	if _, err := fillDemo(ctx, gate, people, checks, nil, nil); err != nil {
		t.Fatal(err)
	}
	_, owner, err := people.SignIn(ctx, "owner@demo.example", demoPassword, accounts.Device{Address: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	scope, err := gate.Admit(ctx, owner, "profile.export", owner.Company)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := checks.Profiles(ctx, scope, assessments.ProfileID{}, 1)
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d profiles, %v", len(lines), err)
	}
	profile, err := checks.Profile(ctx, scope, lines[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "profile.json")
	write := func(text []byte) {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(profile.Bytes)
	if status, out, errs := call("replay", file); status != 0 || !strings.Contains(out, "the same") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	write(bytes.Replace(profile.Bytes, []byte(`"rpt_tangible":23600`), []byte(`"rpt_tangible":1`), 1))
	if status, _, errs := call("replay", file); status != 1 || !strings.Contains(errs, "input digest") {
		t.Errorf("a bent answer: status %d: %s", status, errs)
	}
	write([]byte("{"))
	if status, _, _ := call("replay", file); status != 2 {
		t.Errorf("half a file: status %d", status)
	}
	if status, _, _ := call("replay", filepath.Join(t.TempDir(), "none")); status != 2 {
		t.Errorf("no file: status %d", status)
	}
}
