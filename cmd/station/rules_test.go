package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/migrations/pgtest"

	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// atDesk calls `station rules` and gives its exit status and what it said.
func atDesk(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, faults bytes.Buffer
	status := run(context.Background(), append([]string{"rules"}, args...), &out, &faults)
	return status, out.String() + faults.String()
}

// copyOfRules is a folder with the shipped rules, to be changed.
func copyOfRules(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bundle")
	if err := os.CopyFS(dir, os.DirFS("../../rules/bundle")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// pemKeys writes a pair of keys and gives the names of their files.
func pemKeys(t *testing.T) (private, public string) {
	t.Helper()
	private, public = rulestest.Keys(t)
	write := func(name, text string) string {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	return write("key.pem", private), write("pub.pem", public)
}

func TestAnAuthorWorksAtATerminal(t *testing.T) {
	bundle := copyOfRules(t)
	status, said := atDesk(t, "new", "employee", "unpaid_flight", "--scope", "employee", "--bundle", bundle)
	if status != 0 || !strings.HasPrefix(said, "EMP-") {
		t.Fatalf("new: %d %s", status, said)
	}
	if status, said := atDesk(t, "check", "--bundle", bundle); status != 1 || !strings.Contains(said, "unpaid_flight") {
		t.Errorf("a rule that says nothing yet: %d %.300s", status, said)
	}
	if status, said := atDesk(t, "new", "employee", "unpaid_flight", "--bundle", bundle); status != 2 || !strings.Contains(said, "there already") {
		t.Errorf("the same name again: %d %s", status, said)
	}
	if status, said := atDesk(t, "list", "--area", "tax", "--lang", "en", "--bundle", "../../rules/bundle"); status != 0 || !strings.Contains(said, "TAX-015  high") {
		t.Errorf("list: %d %.200s", status, said)
	}
	answers := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(answers, []byte("as_of: 2026-11-23\ncompany: {deposit_taken: true}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, said := atDesk(t, "explain", "EMP-010", "--case", answers, "--bundle", "../../rules/bundle"); status != 0 || !strings.Contains(said, "结论: 有风险") {
		t.Errorf("explain: %d %s", status, said)
	}
	matrix := filepath.Join(t.TempDir(), "matrix.xlsx")
	if status, said := atDesk(t, "matrix", "--out", matrix, "--bundle", "../../rules/bundle"); status != 0 {
		t.Fatalf("matrix: %d %s", status, said)
	}
	if status, said := atDesk(t, "matrix", "--read", matrix, "--bundle", "../../rules/bundle"); status != 0 || !strings.Contains(said, "agreed 0, change 0") {
		t.Errorf("a matrix without a mark: %d %.300s", status, said)
	}
	for _, wrong := range [][]string{{}, {"fish"}, {"explain"}, {"explain", "EMP-010", "--case", "/none"}, {"cite"}, {"build"}, {"verify"}, {"diff", "a"}, {"list", "--lang", "fr"}, {"check", "--bundle", "/none"}, {"check", "--trust", "a=b"}} {
		if status, said := atDesk(t, wrong...); status != 2 {
			t.Errorf("%v: %d %s", wrong, status, said)
		}
	}
}

func TestAVerbTellsItsOwnOptionsAndHowItIsCalled(t *testing.T) {
	_, said := atDesk(t, "new", "--help")
	for _, want := range []string{"station rules new AREA NAME", "-scope", "-bundle", "station rules new tax late_filing"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in %s", want, said)
		}
	}
	if strings.Contains(said, "-trust") || strings.Contains(said, "-laws") {
		t.Errorf("options of other verbs: %s", said)
	}
	for _, c := range deskCommands() {
		if _, err := parseDesk(c, nil, &bytes.Buffer{}, &bytes.Buffer{}); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, said := atDesk(t, "explain", "EMP-010"); !strings.Contains(said, "--case FILE") {
		t.Errorf("explain without a case: %s", said)
	}
}

func TestTheRulesAreFoundWithinTheProject(t *testing.T) {
	project := t.TempDir()
	bundle := filepath.Join(project, "rules", "bundle")
	for _, folder := range []string{filepath.Join(bundle, "risk", "tax"), filepath.Join(project, "docs", "notes")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(bundle, ".manifest"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{"": "rules/bundle", "rules": "bundle", "rules/bundle": ".", "rules/bundle/risk/tax": "../..", "docs/notes": "../../rules/bundle"} {
		t.Chdir(filepath.Join(project, from))
		if got := filepath.ToSlash(findBundle()); got != want {
			t.Errorf("from %q: %s, want %s", from, got, want)
		}
	}
	t.Chdir(t.TempDir())
	if status, said := atDesk(t, "check"); status != 2 || !strings.Contains(said, "there are no rules at rules/bundle") || !strings.Contains(said, "--bundle") {
		t.Errorf("nowhere: %d %s", status, said)
	}
}

// TestTheReadmeCallsTheProgramAsItIs: every verb that it names is there.
func TestTheReadmeCallsTheProgramAsItIs(t *testing.T) {
	text, err := os.ReadFile("../../rules/README.md")
	if err != nil {
		t.Fatal(err)
	}
	verbs := map[string]bool{"VERB": true}
	for _, c := range deskCommands() {
		verbs[c.name] = true
	}
	called := regexp.MustCompile("`station rules ([A-Za-z]+)").FindAllStringSubmatch(string(text), -1)
	if len(called) < 5 {
		t.Fatalf("it calls the program %d times", len(called))
	}
	for _, m := range called {
		if !verbs[m[1]] {
			t.Errorf("%s is no verb", m[0])
		}
	}
}

func TestAColumnThatNoSpreadsheetCanHaveIsAFault(t *testing.T) {
	bundle := copyOfRules(t)
	file := filepath.Join(bundle, "lists", "suppliers", "data.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte("synonyms:"), []byte("synonymes:"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, said := atDesk(t, "check", "--bundle", bundle); status != 1 || !strings.Contains(said, "lists/suppliers/data.yaml: ") || !strings.Contains(said, "synonymes") {
		t.Errorf("%d %.300s", status, said)
	}
}

// TestOneUnfinishedRuleDoesNotHideTheOthers: it is left out, and said to be.
func TestOneUnfinishedRuleDoesNotHideTheOthers(t *testing.T) {
	bundle := copyOfRules(t)
	if status, said := atDesk(t, "new", "tax", "half_done", "--bundle", bundle); status != 0 {
		t.Fatalf("new: %d %s", status, said)
	}
	for _, args := range [][]string{{"list"}, {"explain", "EMP-010", "--case", "../../rules/companies/lamps.yaml"}, {"cite", "--laws", t.TempDir()}} {
		if status, said := atDesk(t, append(args, "--bundle", bundle)...); status != 0 || !strings.Contains(said, "not finished") || !strings.Contains(said, "half_done.rego") {
			t.Errorf("%v: %d %.300s", args, status, said)
		}
	}
}

func TestImpactIsCountedOverADatabase(t *testing.T) {
	keysHome(t)
	t.Setenv("STATION_WORKER_URL", pgtest.URLs(t).Worker)
	if status, said := atDesk(t, "impact", "--bundle", "../../rules/bundle"); status != 1 || !strings.Contains(said, "station keys new") {
		t.Errorf("without the master keys: %d %s", status, said)
	}
	keysSay(t, 0, "", "new")
	if status, said := atDesk(t, "impact", "--bundle", "../../rules/bundle"); status != 0 || said != "companies 0\n" {
		t.Errorf("%d %s", status, said)
	}
	t.Setenv("STATION_WORKER_URL", "")
	if status, said := atDesk(t, "impact", "--bundle", "../../rules/bundle"); status != 2 || !strings.Contains(said, "STATION_WORKER_URL") {
		t.Errorf("without a database: %d %s", status, said)
	}
}

func TestRulesTravelSigned(t *testing.T) {
	bundle, dir := copyOfRules(t), t.TempDir()
	private, public := pemKeys(t)
	_, stranger := pemKeys(t)
	plain, signed := filepath.Join(dir, "plain.tar.gz"), filepath.Join(dir, "signed.tar.gz")
	if status, said := atDesk(t, "build", "--bundle", bundle, "--revision", "5", "--out", plain); status != 0 || !strings.Contains(said, "revision 5") {
		t.Fatalf("build: %d %s", status, said)
	}
	if status, said := atDesk(t, "sign", plain, "--sign", private, "--key-id", "2026", "--out", signed); status != 0 || !strings.Contains(said, "revision 5") {
		t.Fatalf("sign: %d %s", status, said)
	}
	if status, said := atDesk(t, "verify", signed, "--trust", "2026="+public); status != 0 || !strings.Contains(said, "revision 5") {
		t.Errorf("verify: %d %s", status, said)
	}
	for name, args := range map[string][]string{
		"not signed":            {"verify", plain, "--trust", "2026=" + public},
		"another key":           {"verify", signed, "--trust", "2026=" + stranger},
		"a key of another name": {"verify", signed, "--trust", "2025=" + public},
	} {
		if status, said := atDesk(t, args...); status != 1 || !strings.Contains(said, "not signed by a key that this station trusts") {
			t.Errorf("%s: %d %s", name, status, said)
		}
	}
	file := filepath.Join(bundle, "risk", "tax", "local_file.rego")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte("severity: high"), []byte("severity: critical"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, said := atDesk(t, "diff", signed, bundle, "--lang", "en"); status != 0 || !strings.Contains(said, "TAX-015  severity changed\n    - high\n    + critical\n1 change\n") {
		t.Errorf("diff: %d %s", status, said)
	}
}
