package lattice

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write rules.txt anew from the rules' cards")

var (
	idLine       = regexp.MustCompile(`(?m)^#\s+id: (\S+)$`)
	severityLine = regexp.MustCompile(`(?m)^#\s+severity: (.+)$`)
)

// TestTheListOfRulesIsTheCataloguesOwn reads every card: a rule that came, went or changed its
// severity shows here.
func TestTheListOfRulesIsTheCataloguesOwn(t *testing.T) {
	var lines []string
	err := filepath.WalkDir("../../rules/bundle/risk", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".rego") || strings.HasSuffix(path, "_test.rego") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		id, severity := idLine.FindSubmatch(text), severityLine.FindSubmatch(text)
		if id != nil && severity != nil {
			words := strings.Fields(strings.NewReplacer("[", "", "]", "", ",", " ").Replace(string(severity[1])))
			lines = append(lines, string(id[1])+" "+strings.Join(words, " "))
		}
		return nil
	})
	if err != nil || len(lines) < 200 {
		t.Fatal(len(lines), err)
	}
	slices.Sort(lines)
	want := "# Written by go test ./insights/lattice -update from the rules' cards.\n" + strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile("rules.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if rulesText != want {
		t.Error("rules.txt is not what the cards say: go test ./insights/lattice -run Catalogue -update")
	}
}
