package station_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"
)

// TestDependenciesStandAboveTheirFloors holds go.mod to security/floors.txt.
func TestDependenciesStandAboveTheirFloors(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, r := range mod.Require {
		have[r.Mod.Path] = r.Mod.Version
	}
	floors, err := os.ReadFile("security/floors.txt")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, line := range strings.Split(string(floors), "\n") {
		path, floor, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		checked++
		if have[path] == "" || semver.Compare(have[path], floor) < 0 {
			t.Errorf("%s is %q, its floor is %s", path, have[path], floor)
		}
	}
	if checked < 6 {
		t.Errorf("only %d floors were read", checked)
	}
	if have["github.com/open-policy-agent/opa"] != "v1.22.2" {
		t.Error("OPA is pinned exactly: a change of version is a change of engine, see docs/adr/0002-opa-pinned.md")
	}
	if have["github.com/emmansun/gmsm"] != "v0.41.1" {
		t.Error("gmsm is pinned exactly: its latest by name is of 2022, and a change of cipher code is a decision, see docs/adr/0009-sealing.md")
	}
}
